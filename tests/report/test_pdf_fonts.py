"""The fonts of the PDF: every character that a report shows has a glyph, in text, in code and in formulas; no empty boxes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import pytest

from proofs_check.report import typst_page
from proofs_check.report.typst_text import covered
from proofs_check.report.words import TRUSTS, VERDICTS
from tests.report.unjudged import catalogue_record

NO_GLYPH = "\ue000"  # for private use: no font has it


@pytest.fixture(scope="module")
def source() -> str:
    record: dict[str, Any] = catalogue_record()
    return typst_page.render_typst(record)


def drawn(characters: Iterable[str], how: str) -> list[bytes]:
    """Each character alone on a page of its own, as a picture."""
    template = typst_page.render_typst({"schema": 1, "claims": []}).partition("#show: it")[0]
    pages = [how.replace("CHARACTER", f'"{character}"') for character in characters]
    setting = "#set page(width: 26pt, height: 26pt, margin: 4pt)\n#show raw: set text(font: mono)\n"
    setting += (
        '#set text(font: serif)\n#show math.equation: set text(font: ("New Computer Modern Math", ..serif))\n'
    )
    found: list[bytes] = typst_page.typeset(template + setting + "\n#pagebreak()\n".join(pages), "png", 60)
    return found


def beyond_ascii(text: str) -> list[str]:
    return sorted(
        {one for one in text if ord(one) > 126 and not unicodedata.category(one).startswith(("Z", "C", "M"))}
    )


@pytest.mark.parametrize(
    "how", ["#text(CHARACTER)", "#raw(CHARACTER)", "$CHARACTER$"], ids=["text", "code", "formula"]
)
def test_every_character_of_the_catalogue_has_a_glyph(source: str, how: str) -> None:
    signs = "".join(verdict.sign for verdict in VERDICTS) + "".join(trust.key for trust in TRUSTS)
    characters = beyond_ascii(source.partition("#show: it")[2] + signs + "✓✗≈¶–…‹›▲▼•⁻⁰¹²³⁴⁵⁶⁷⁸⁹×√∞≤≥≠")
    assert len(characters) >= 28  # the signs of the report itself; the catalogue may add to them
    *shown, box = drawn([*characters, NO_GLYPH], how)
    assert [one for one, picture in zip(characters, shown, strict=True) if picture == box] == []


def test_what_is_taken_for_covered_is_covered() -> None:
    """A character of every eleventh place of the ranges that the writer lets through."""
    passed = [chr(point) for point in range(0xA0, 0x2B80, 11) if covered(chr(point)) == chr(point)]
    passed = [one for one in passed if not unicodedata.category(one).startswith(("Z", "C", "M"))]
    assert len(passed) > 300
    *shown, box = drawn([*passed, NO_GLYPH], "#text(CHARACTER)")
    assert [hex(ord(one)) for one, picture in zip(passed, shown, strict=True) if picture == box] == []


def test_characters_without_a_glyph_are_named_instead() -> None:
    for one in ("\u4e2d", "\u3042", "\uac00", "\u05d0", "\u0627", "\U0001f600", NO_GLYPH):
        assert re.fullmatch(r"‹U\+[0-9A-F]{4,}›", covered(one))
    box = drawn([NO_GLYPH], "#text(CHARACTER)")[0]
    assert drawn(["\u4e2d"], "#text(CHARACTER)")[0] == box
