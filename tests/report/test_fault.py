"""Why a claim fails, in words and formulas; what a correction changes; parts of an entry complete in every format."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from proofs_check.explained import explained, side_shown, terms_of
from proofs_check.report import notebook, typst_page
from proofs_check.report.errata import correction_of
from proofs_check.report.exact_values import point_of
from proofs_check.report.fault import fault_line
from proofs_check.report.html import render_html
from proofs_check.report.markdown import render_markdown
from proofs_check.report.outline import Line, Maths, Plain
from proofs_check.report.reading import opened
from proofs_check.report.view import page_of
from proofs_check.statement.claim import Claim


def detail(claim: Claim, words: str, *sides: tuple[str, str]) -> dict[str, Any]:
    terms = terms_of(claim.formal)
    return {
        "fault": "false",
        "explanation": words,
        "explanation_parts": explained(words, terms, ()),
        "sides": [{"text": text, **side_shown(text, terms, ()), "value": value} for text, value in sides],
    }


def shown(line: Line) -> str:
    return "".join(
        f"[{part.latex}]" if isinstance(part, Maths) else part.text
        for part in line
        if isinstance(part, Maths | Plain)
    )


CLAIM = Claim(
    id="c",
    let={"eps": "real", "x": "real"},
    given={"up": "x > 0"},
    claim="implies(eps > x**2, eps**2 <= sqrt(x))",
)


def test_terms_in_the_words_become_formulas_and_sides_are_named() -> None:
    words = "eps > x**2 holds, eps**2 <= sqrt(x) does not: left side 4, right side 1/2"
    found = detail(CLAIM, words, ("eps**2", "4"), ("sqrt(x)", "1/2"))
    assert shown(fault_line(found, sides=True)) == (
        r"[\varepsilon > x^{2}] holds, [\varepsilon^{2} \le \sqrt{x}] does not: [\varepsilon^{2}] = [4], [\sqrt{x}] = [\frac{1}{2}]."
    )
    assert (
        shown(fault_line(found, sides=False))
        == r"[\varepsilon > x^{2}] holds, [\varepsilon^{2} \le \sqrt{x}] does not."
    )


def test_a_side_that_is_its_value_is_called_by_its_place() -> None:
    claim = Claim(id="c", let={"x": "real"}, claim="x**2 == 0")
    found = detail(claim, "left side 4, right side 0", ("x**2", "4"), ("0", "0"))
    assert shown(fault_line(found, sides=True)) == "[x^{2}] = [4]; the right side is [0]."
    assert fault_line(found, sides=False) == ()


def test_words_without_parts_stay_words() -> None:
    assert fault_line({"explanation": "no value of <C>"}, sides=True) == (Plain("No value of <C>."),)
    assert fault_line({}, sides=True) == ()


def test_points_are_read_and_other_words_are_not() -> None:
    assert point_of("a = 1, V = [[0, 1], [1, 0]]") == (("a", "1"), ("V", "[[0, 1], [1, 0]]"))
    assert point_of("the second engine") == () and point_of("a b = 1") == ()


# A record of one entry with two parts, each with its witness and its correction


def part(name: str, value: str) -> dict[str, Any]:
    statement = {
        "let": {"x": "real"},
        "claim": f"x == {value}",
        "latex": f"x = {value}",
        "let_latex": {"x": r"x \in \mathbb{R}"},
    }
    mended = {"id": f"{name}_fixed", "verdict": "proved", "trust": "certificate", "says": f"mended {name}"}
    mended |= {
        "statement": {
            **statement,
            "given": {"here": f"x == {value}"},
            "given_latex": {"here": f"x = {value}"},
        }
    }
    return {
        "id": name,
        "title": f"Part {name}",
        "says": f"says {name}",
        "verdict": "refuted",
        "trust": "certificate",
        "statement": statement,
        "counterexample": {"x": f"7{value}"},
        "counterexample_detail": {"fault": "false", "explanation": f"left side 7{value}", "sides": []},
        "repair": {"says": f"mended {name}", "verdict": "proved", "trust": "certificate", "record": mended},
        "mutants": [
            {"id": f"neighbour {name}", "claim": "x == 9", "latex": "x = 9", "killed_by": "witness x = 8"}
        ],
    }


ENTRY: dict[str, Any] = {
    "schema": 1,
    "claims": [
        {
            "id": "entry",
            "title": "An entry",
            "verdict": "refuted",
            "trust": "certificate",
            "statement": {},
            "readings": [part("one", "1"), part("two", "2")],
            "readings_join": "all",
            "counterexample": {"x": "71"},
            "counterexample_detail": {"fault": "false", "explanation": "of the first part"},
            "repair": {"says": "named only", "verdict": "proved", "record": None},
        }
    ],
}


def formats() -> dict[str, str]:
    markdown = "".join(render_markdown(ENTRY).values())
    cells = json.loads(notebook.render_notebook(ENTRY))["cells"]
    return {
        "html": render_html(ENTRY),
        "markdown": markdown,
        "notebook": "".join("".join(cell["source"]) for cell in cells),
        "pdf": typst_page.render_typst(ENTRY),
    }


@pytest.mark.parametrize("name", ["html", "markdown", "notebook", "pdf"])
def test_every_part_of_an_entry_has_its_witness_its_correction_and_its_mutants(name: str) -> None:
    text = formats()[name]
    body = text[text.rindex("An entry") - 200 :] if name == "html" else text
    for one, value in (("one", "1"), ("two", "2")):
        for wanted in (f"Part {one}", f"says {one}", f"mended {one}", f"7{value}", f"neighbour {one}"):
            assert wanted in body, (name, wanted)
    assert "named only" not in text and "of the first part" not in text


def test_an_entry_is_reported_part_by_part_in_the_errata() -> None:
    page = page_of(opened(ENTRY))
    assert [section.title for section in page.errata] == ["Part one", "Part two"]
    assert page.sections[0].reason == "Part one: refuted; Part two: refuted."


def test_a_correction_tells_what_is_new() -> None:
    (first, _) = page_of(opened(ENTRY)).errata
    found = correction_of(first)
    assert found is not None and found.same and not found.letters
    assert [entry.text for entry in found.given] == ["x == 1"]
    errata = render_html(ENTRY).partition('id="claims"')[0]
    assert "The formula stays as printed." in errata and re.search("suppose", errata)
