r"""An outline as Markdown for a repository (GitHub, GitLab) and for the text cells of a notebook.

Every character that Markdown, HTML or a mathematics extension would act on is written as an entity, so that the text of a claim stays
text. A backslash is never written before punctuation: some readers of mathematics take `\\(` for the start of a formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from proofs_check.report.formula import NotReadable, read_formula
from proofs_check.report.formula_lines import lines
from proofs_check.report.formula_tex import portable_tex
from proofs_check.report.outline import (
    Block,
    Box,
    Bullets,
    Code,
    Display,
    Faint,
    Heading,
    Inline,
    Line,
    Link,
    Listing,
    Maths,
    Paragraph,
    Picture,
    Plain,
    Proof,
    ProofStep,
    Ruling,
    Strong,
    Table,
)

_ENTITIES = re.compile(r"[&<>\\\[\]{}$~@]|(?<=:)//|(?<=[Ww]{3})\.")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_AT_LINE_START = re.compile(r"(\s*)([-+=:#]|\d+(?=[.)]))")
LINE = 60.0
"""Letters of a formula in one line; a longer one is broken."""


def _entities(text: str) -> str:
    return "".join(_NAMED.get(character, f"&#{ord(character)};") for character in text)


def plain_text(text: str) -> str:
    """The text on one line, with nothing in it that acts."""
    shown = _ENTITIES.sub(lambda found: _entities(found[0]), " ".join(text.split()))
    return re.sub(r"[*_`]", r"\\\g<0>", shown)


def line_start(text: str) -> str:
    """Escaped text that is to stand at the start of a line: no list, no heading, no rule."""
    found = _AT_LINE_START.match(text)
    if not found:
        return text
    return f"{found[1]}{_entities(found[2])}{text[found.end() :]}"


def code_span(text: str, in_table: bool = False) -> str:
    """The text in code letters, fenced by more backticks than it has in a row."""
    shown = " ".join(text.split())
    if not shown:
        return ""
    if in_table and "|" in shown:
        return plain_text(shown)  # a bar ends the cell, even within code
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def code_block(text: str, language: str) -> str:
    """The lines as a fenced block."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


@dataclass(frozen=True)
class MarkdownWriter:
    """Writes blocks; `target` says where an anchor leads, `picture` which address a figure has ("" leaves it out)."""

    target: Callable[[str], str]
    picture: Callable[[Picture], str]

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        """The blocks, an empty line between them."""
        return "\n\n".join(part for block in blocks for part in self._block(block) if part)

    def line(self, line: Line, in_table: bool = False) -> str:
        """Text within a paragraph."""
        return "".join(self._inline(part, in_table) for part in line).strip()

    def _inline(self, part: Inline, in_table: bool) -> str:
        match part:
            case Plain(text=text):
                return _spaced(plain_text(text), text)
            case Strong(text=text):
                return _spaced(f"**{plain_text(text)}**", text) if text.strip() else ""
            case Faint(text=text):
                return _spaced(f"_{plain_text(text)}_" if _is_words(text) else plain_text(text), text)
            case Code(text=text):
                return code_span(text, in_table)
            case Maths(latex=latex, text=text):
                return inline_formula(latex, text, in_table)
            case Link(anchor=anchor, text=text):
                target = self.target(anchor) if anchor else ""
                return f"[{plain_text(text)}]({target})" if target else plain_text(text)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(level=level, line=line, anchor=anchor):
                yield anchor_mark(anchor)
                yield f"{'#' * min(level, 6)} {self.line(line)}"
            case Paragraph(line=line, role=role):
                written = line_start(self.line(line))
                yield f"> {written}" if role == "says" else written
            case Display(latex=latex, text=text):
                yield display_formula(latex, text)
            case Ruling(verdict=verdict, trust=trust, reason=reason):
                label = f" · {plain_text(trust.key)}" if trust else ""
                yield f"**{verdict.sign} {plain_text(verdict.word)}**{label} — {plain_text(reason)}"
            case Box(blocks=blocks):
                yield self.blocks(blocks)
            case _:
                yield from self._long(block)

    def _long(self, block: Block) -> Iterator[str]:
        match block:
            case Bullets(items=items, anchors=anchors):
                marks = [anchor_mark(anchor) for anchor in anchors] or [""] * len(items)
                yield "\n".join(
                    f"- {mark}{line_start(self.line(item))}" for item, mark in zip(items, marks, strict=True)
                )
            case Table(head=head, rows=rows):
                yield self._table(head, rows)
            case Proof(steps=steps):
                for step in steps:
                    yield from self._step(step)
            case Listing(text=text, language=language, caption=caption):
                yield f"{plain_text(caption)}:"
                yield code_block(text, language)
            case Picture(title=title, caption=caption):
                if address := self.picture(block):
                    yield f"![{plain_text(title) or 'Figure'}]({address})"
                named = f"{title}." if title.strip() else ""
                yield line_start(self.line((Strong(named), Plain(f" {caption}"))))

    def _step(self, step: ProofStep) -> Iterator[str]:
        yield f"{anchor_mark(step.anchor)}**({step.number})** {self.line(step.why)}".rstrip()
        said = plain_text(step.words)
        yield f"> {said}" if said else display_formula(step.formula.latex, step.formula.text)
        yield self.line(step.check)

    def _cell(self, line: Line) -> str:
        """The line with its bars as entities, as a bar ends the cell."""
        return self.line(line, in_table=True).replace("|", "&#124;")

    def _table(self, head: tuple[str, ...], rows: tuple[tuple[Line, ...], ...]) -> str:
        lines = [" | ".join(self._cell((Plain(text),)) for text in head), " | ".join("---" for _ in head)]
        lines += [" | ".join(self._cell(cell) for cell in row) for row in rows]
        return "\n".join(f"| {line} |" for line in lines)


def anchor_mark(anchor: str) -> str:
    """An anchor; its characters are those of `view.anchor_part`, which need no escape."""
    return f'<a id="{anchor}"></a>' if re.fullmatch(r"[A-Za-z0-9_.~-]+", anchor, re.ASCII) else ""


def inline_formula(latex: str, text: str, in_table: bool = False) -> str:
    """The formula between dollars; where it cannot be read, its text in code letters."""
    try:
        written = portable_tex(read_formula(latex)) if latex else ""
    except NotReadable:
        written = ""
    return f"${written}$" if written else code_span(text or latex, in_table)


def display_formula(latex: str, text: str) -> str:
    """The formula on a line of its own, a long one in several lines; where it cannot be read, its text as code."""
    try:
        written = _lines(latex) if latex else ""
    except NotReadable:
        written = ""
    if not written:
        return code_block(text or latex, "text") if (text or latex).strip() else ""
    return f"$$\n{written}\n$$"


def _lines(latex: str) -> str:
    first, *rest = map(portable_tex, lines(read_formula(latex), LINE))
    if not rest:
        return first
    body = " \\cr\n".join(f"& {line}" for line in (first, *(rf"\quad {line}" for line in rest)))
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


def _is_words(text: str) -> bool:
    """Whether emphasis can open and close here: marks beside a bracket or a space are not read as emphasis."""
    inner = text.strip()
    return bool(inner) and inner[0].isalnum() and inner[-1].isalnum()


def _spaced(written: str, text: str) -> str:
    """The space around a text, kept outside its marks."""
    if not text.strip():
        return " " if text else ""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{written.strip()}{after}"
