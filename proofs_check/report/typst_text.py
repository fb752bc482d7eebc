"""An outline as calls of the functions of the Typst template."""

from __future__ import annotations

import re
import unicodedata

from proofs_check.report.figure import description
from proofs_check.report.formula import NotReadable, read_formula
from proofs_check.report.formula_lines import lines
from proofs_check.report.formula_tree import Fraction, Grid, Name, Node, Row, Scripts, Sign
from proofs_check.report.formula_typst import typst_math, typst_string
from proofs_check.report.outline import (
    Block,
    Box,
    Bullets,
    Chapter,
    ClaimOutline,
    Code,
    Display,
    Faint,
    Heading,
    Inline,
    Line,
    Link,
    Listing,
    Maths,
    Outline,
    Paragraph,
    Picture,
    Plain,
    Proof,
    ProofStep,
    Ruling,
    Strong,
    Table,
)
from proofs_check.report.picture import inner_blocks, svg_in_print

FONT = "Libertinus Serif"
LINE = 68.0
"""Letters of a formula on one line of the page."""

# Measured with the fonts of typst 0.15 (Libertinus Serif, New Computer Modern Math, DejaVu Sans Mono), left to right scripts.
_COVERED = re.compile(
    "[\n\t\x20-\x7e\xa0-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u04ff"
    "\u1d00-\u1dbf\u1e00-\u1eff\u2009\u200a\u2010-\u2027\u202f\u2030-\u205e\u2070\u2071\u2074-\u208e\u2090-\u209c\u20a0-\u20bf"
    "\u2100-\u214f\u2150\u2151\u2153-\u2184\u2190-\u23ff\u2460-\u262f\u270c-\u2727\u27c0-\u27ff\u2900-\u2b73\ufffd]+"
)
_NAMED_AT_MOST = 4
_LONG_WORD = re.compile(
    r"\S{36}(?=\S{8})"
)  # a line may break after it: a number of a thousand digits, an address


def covered(text: str) -> str:
    """The text with each run of characters that the fonts lack in words: ‹U+4E2D U+6587›."""
    found: list[str] = []
    place = 0
    whole = unicodedata.normalize("NFC", text)
    for run in _COVERED.finditer(whole):
        found += [_named(whole[place : run.start()]), run[0]]
        place = run.end()
    return "".join([*found, _named(whole[place:])])


def _named(missing: str) -> str:
    if not missing:
        return ""
    named = " ".join(f"U+{ord(character):04X}" for character in missing[:_NAMED_AT_MOST])
    more = len(missing) - _NAMED_AT_MOST
    return f"‹{named}{f' and {more} more' if more > 0 else ''}›"


def anchors_of(outline: Outline) -> frozenset[str]:
    """Every anchor that the pages will have."""
    blocks = (*outline.front, *outline.run)
    claims = [claim for chapter in outline.chapters for claim in chapter.claims]
    return frozenset(
        anchor
        for group in (blocks, *(claim.blocks for claim in claims))
        for block in inner_blocks(group)
        for anchor in _anchors(block)
        if anchor
    )


def _anchors(block: Block) -> tuple[str, ...]:
    match block:
        case Heading(anchor=anchor):
            return (anchor,)
        case Bullets(anchors=anchors):
            return anchors
        case Proof(steps=steps):
            return tuple(step.anchor for step in steps)
        case _:
            return ()


class TypstWriter:
    """Writes blocks. It knows which labels stand on the pages already, and whether a character had to be replaced."""

    def __init__(self, anchors: frozenset[str]) -> None:
        self.anchors = anchors
        self.marked: set[str] = set()
        self.replaced = False

    def string(self, text: str) -> str:
        """The text as a string of Typst, on one line."""
        return self._kept(re.sub(r"\s+", " ", text))

    def _kept(self, text: str) -> str:
        shown = covered(text)
        self.replaced = self.replaced or shown != unicodedata.normalize("NFC", text)
        return typst_string(_LONG_WORD.sub("\\g<0>\u200b", shown))

    def mark(self, anchor: str) -> str:
        """The place that links lead to; a second one of its name is left out."""
        if not anchor or anchor in self.marked:
            return ""
        self.marked.add(anchor)
        return f"#mark({typst_string(anchor)})"

    def line(self, line: Line, tall: bool = False) -> str:
        """Text within a paragraph, as markup; `tall` gives quotients and sums the size that they have in a display."""
        return "".join(self._inline(part, tall) for part in line)

    def _inline(self, part: Inline, tall: bool) -> str:
        match part:
            case Plain(text=text):
                return f"#{self.string(text)}" if text else ""
            case Strong(text=text):
                return f"#strong({self.string(text)})" if text else ""
            case Faint(text=text):
                return f"#note({self.string(text)})" if text else ""
            case Code(text=text):
                return f"#code({self.string(text)})" if text else ""
            case Maths(latex=latex, text=text):
                row = _read(latex)
                if not row:
                    return f"#code({self.string(text or latex)})"
                return f"$display({typst_math(row)})$" if tall else f"${typst_math(row)}$"
            case Link(anchor=anchor, text=text):
                known = anchor in self.anchors
                return (
                    f"#reference({typst_string(anchor)}, {self.string(text)})"
                    if known
                    else f"#{self.string(text)}"
                )

    def block(self, block: Block) -> str:
        """One block as a call of the template."""
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph(line=line, role=role):
                return f"#role-{role or 'plain'}[{self.line(line)}]"
            case Display():
                return self._display("shown", block)
            case Ruling(verdict=verdict, trust=trust, reason=reason):
                word = self.string(f"{verdict.sign} {verdict.word}")
                key = typst_string(trust.key if trust else "")
                return f"#ruling({typst_string(verdict.key)}, {word}, {key}, {self.string(reason)})"
            case Bullets(items=items, anchors=anchors):
                marks = [self.mark(anchor) for anchor in anchors] or [""] * len(items)
                parts = (
                    f"[{mark}{self.line(item, tall=True)}]" for item, mark in zip(items, marks, strict=True)
                )
                room = "1.1em" if any(_is_tall(item) for item in items) else "0.65em"
                return f"#items({', '.join([room, *parts])})"
            case Proof(steps=steps):
                return "\n".join(map(self._step, steps))
            case Box(role=role, blocks=blocks):
                return f"#framed({typst_string(role)})[\n{self.blocks(blocks)}\n]"
            case _:
                return self._enclosure(block)

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        """The blocks, one a line."""
        return "\n".join(map(self.block, blocks))

    def claim(self, claim: ClaimOutline, number: str, key: str, sign: str) -> str:
        """A claim with its number in the heading; `key` and `sign` are those of its verdict."""
        heading = f"#claim-heading({typst_string(number)}, {self.string(claim.title)}, {typst_string(key)}, {self.string(sign)})"
        return f"{self.mark(claim.anchor)}\n{heading}\n{self.blocks(claim.blocks[1:])}"

    def chapter(self, chapter: Chapter, apart: bool) -> str:
        """The heading of a topic, on a new page where it is to stand `apart`."""
        return f"#chapter({'true' if apart else 'false'}, {self.string(chapter.title)})"

    def _heading(self, heading: Heading) -> str:
        words = f"[{self.mark(heading.anchor)}{self.line(heading.line)}]"
        if heading.level == 1:
            return f"#heading(level: 1, {words})"
        return (
            f"#entry-heading({words})"
            if heading.level == 2
            else f"#part-heading({min(heading.level, 6)}, {words})"
        )

    def _display(self, function: str, display: Display) -> str:
        row = _read(display.latex)
        if not row:
            source = f"#shown-source({self.string(display.text or display.latex)})"
            return source if function == "shown" else f"[{source}]"
        parts = "".join(f", $display({typst_math(line)})$" for line in lines(row, LINE))
        call = f"{function}($ {typst_math(row)} ${parts})"
        return f"#{call}" if function == "shown" else call

    def _step(self, step: ProofStep) -> str:
        number = f'[{self.mark(step.anchor)}#"({step.number})"]'
        formula = (
            f"emph({self.string(step.words)})" if step.words else self._display("step-formula", step.formula)
        )
        return (
            f'#step({number}, "{step.status}", {formula}, [{self.line(step.why)}], [{self.line(step.check)}])'
        )

    def _enclosure(self, block: Block) -> str:
        match block:
            case Listing(text=text, caption=caption):
                return f"#listing({self.string(caption)}, {self._kept(text.rstrip())})"
            case Picture(figure=figure, title=title, caption=caption):
                drawing = typst_string(svg_in_print(block, FONT))
                words = ", ".join(map(self.string, (description(figure), title, caption)))
                return f"#picture({drawing}, {words})"
            case Table(head=head, rows=rows):
                cells = ", ".join(f"[{self.line(cell)}]" for row in rows for cell in row)
                words = "".join(f"{self.string(word)}, " for word in head) if any(head) else ""
                return f"#sheet({_WIDTHS[len(head)]}, ({words}), {cells})"
            case _:
                raise TypeError(f"no Typst for {type(block).__name__}")


_WIDTHS = {2: "(auto, 1fr)", 3: "(auto, auto, 1fr)", 4: "(2fr, 1.1fr, 1.5fr, auto)"}


def _is_tall(line: Line) -> bool:
    """Whether a formula of the line is higher than a line of text."""
    rows = (_read(part.latex) for part in line if isinstance(part, Maths))
    return any(isinstance(node, Fraction | Grid) or _has_limits(node) for row in rows for node in row)


def _has_limits(node: Node) -> bool:
    if not isinstance(node, Scripts):
        return False
    base = node.base
    return (isinstance(base, Name) and base.limits) or (isinstance(base, Sign) and base.character in "∑∏")


def _read(latex: str) -> Row:
    """The formula, empty where there is none that can be read."""
    try:
        return read_formula(latex)
    except NotReadable:
        return ()
