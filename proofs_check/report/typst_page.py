"""The report as PDF, set by Typst: `render_typst` (the source), `render_pdf` and `write_pdf`.

Every text of the record goes into the source as a string of Typst, which is never read as markup, and every formula through the closed
list of `formula`. Fonts are those of the wheel alone, so that all machines give the same pages; characters that they lack are
named in the text (`covered`). Needs the package typst.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Any

import typst

from proofs_check.report.outline import Block, Heading, Outline, Paragraph, Plain
from proofs_check.report.outline_front import outline_of
from proofs_check.report.reading import text_at
from proofs_check.report.typst_text import TypstWriter, anchors_of
from proofs_check.report.words import verdict_named

FILE = "report.pdf"
SHORT = 10
"""Claims up to which the parts follow each other without new pages."""
_FONT_NOTE = "Some characters of the texts are not in the fonts of this document; they stand as ‹U+…›. The HTML report shows them."


def render_typst(record: Mapping[str, object]) -> str:
    """The Typst source of the report; the same record gives the same text. Raises ValueError as `outline_of` does."""
    outline = outline_of(record)
    writer = TypstWriter(anchors_of(outline))
    lead, *front = outline.front
    apart = sum(len(chapter.claims) for chapter in outline.chapters) > SHORT
    contents = f"#contents({'true' if apart else 'false'})"
    body = [*_counts(front, writer), contents, *_rest(front, writer), *_chapters(outline, writer, apart)]
    body.append(writer.blocks(outline.run))
    opening = f"#show: it => report({writer.string(outline.title)}, [{writer.block(lead)}], it)"
    note = [writer.block(Paragraph((Plain(_FONT_NOTE),), "note"))] if writer.replaced else []
    template = resources.files("proofs_check.report").joinpath("templates/report.typ").read_text("utf-8")
    return "\n".join([template, opening, *note, *body]) + "\n"


def _counts(front: list[Block], writer: TypstWriter) -> Iterator[str]:
    """What stands on the first page: everything before the first heading."""
    return (writer.block(block) for block in takewhile(_is_no_heading, front))


def _rest(front: list[Block], writer: TypstWriter) -> Iterator[str]:
    return (writer.block(block) for block in dropwhile(_is_no_heading, front))


def _is_no_heading(block: Block) -> bool:
    return not isinstance(block, Heading)


def _chapters(outline: Outline, writer: TypstWriter, apart: bool) -> Iterator[str]:
    """The claims by topic, numbered 2.3 for the third of the second topic."""
    for place, chapter in enumerate(outline.chapters, start=1):
        yield writer.chapter(chapter, apart)
        for number, claim in enumerate(chapter.claims, start=1):
            verdict = verdict_named(text_at(claim.claim, "verdict"))
            yield writer.claim(claim, f"{place}.{number}", verdict.key, f"{verdict.sign} {verdict.word}")


def render_pdf(record: Mapping[str, object]) -> bytes:
    """The report as PDF; the same record gives the same bytes. Raises ValueError."""
    compiled = typeset(render_typst(record), "pdf")
    assert isinstance(compiled, bytes)
    return compiled


def typeset(source: str, form: str, ppi: float = 110) -> Any:
    """Typst's output for a source: bytes for "pdf", a list of pages for "png"."""
    compile_source: Any = typst.compile
    return compile_source(source.encode("utf-8"), format=form, ppi=ppi, ignore_system_fonts=True, timestamp=0)


def write_pdf(record: Mapping[str, object], out_dir: Path) -> Path:
    """Writes the PDF to `out_dir`/report.pdf and returns that path. Raises ValueError and OSError."""
    page = render_pdf(record)
    out_dir.mkdir(parents=True, exist_ok=True)
    path = out_dir / FILE
    path.write_bytes(page)
    return path
