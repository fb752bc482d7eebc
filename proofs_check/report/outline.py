"""A report as headings, paragraphs, formulas and lists: what the formats that are not HTML have in common.

The outline is made once from the record (`outline_front`, `outline_claim`); each format has a writer that knows how to escape a
text, how to write a formula and how to point to an anchor. So all formats have the same content, and escaping stands in one place a format.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from proofs_check.report.reading import Object
from proofs_check.report.words import Trust, Verdict

# Within a line


@dataclass(frozen=True)
class Plain:
    """Text as it stands."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Text that stands out."""

    text: str


@dataclass(frozen=True)
class Faint:
    """Text that stands back: a label or a note."""

    text: str


@dataclass(frozen=True)
class Code:
    """A name or a statement as it is written in the language."""

    text: str


@dataclass(frozen=True)
class Maths:
    """A formula within a line: its LaTeX, and the text that is shown where it has none that can be read."""

    latex: str
    text: str


@dataclass(frozen=True)
class Link:
    """A text that leads to an anchor of the report; "" leads nowhere."""

    anchor: str
    text: str


Inline: TypeAlias = Plain | Strong | Faint | Code | Maths | Link
Line: TypeAlias = tuple[Inline, ...]

# Blocks


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (a part of the report), 2 (a claim or topic), 3 and below (within a claim)."""

    level: int
    line: Line
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `role` is what it is for: "", "lead", "says", "let", "source", "note"."""

    line: Line
    role: str = ""


@dataclass(frozen=True)
class Display:
    """A formula on a line of its own."""

    latex: str
    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of items, each a line; `anchors` has one for each item, "" where there is none."""

    items: tuple[Line, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table with a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Ruling:
    """The verdict on a claim: icon, word, trust, and the reason in words."""

    verdict: Verdict
    trust: Trust | None
    reason: str


@dataclass(frozen=True)
class Proof:
    """The numbered lines of a derivation."""

    steps: tuple[ProofStep, ...]


@dataclass(frozen=True)
class ProofStep:
    """A line: what is said, why, from what, and who checked it; `status` is "checked", "cited" or "failed".

    What is said is a formula, or `words` where the line passes from letters to the objects that they stand for.
    """

    number: int
    anchor: str
    formula: Display
    words: str
    why: Line
    status: str
    check: Line


@dataclass(frozen=True)
class Listing:
    """Lines that are copied: a claim file, a command."""

    text: str
    language: str
    caption: str


@dataclass(frozen=True)
class Picture:
    """A figure of the record with its title and its caption."""

    figure: Object
    anchor: str
    title: str
    caption: str


@dataclass(frozen=True)
class Box:
    """A part of a claim that belongs together; `role`: "witness", "repair", "sampled", "reading", "mutants"."""

    role: str
    blocks: tuple[Block, ...]


Block: TypeAlias = Heading | Paragraph | Display | Bullets | Table | Ruling | Proof | Listing | Picture | Box


@dataclass(frozen=True)
class Chapter:
    """The claims of one topic."""

    topic: str
    title: str
    claims: tuple[ClaimOutline, ...]


@dataclass(frozen=True)
class ClaimOutline:
    """One claim: its blocks, the heading first, and its record."""

    anchor: str
    title: str
    claim: Object
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Outline:
    """The whole report: title, what stands before the claims, the claims by topic, and how it was made."""

    title: str
    front: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    run: tuple[Block, ...]


def joined(lines: Iterable[Line], between: str = ", ") -> Line:
    """The lines as one, with a text between them."""
    found: list[Inline] = []
    for line in lines:
        if found:
            found.append(Plain(between))
        found += line
    return tuple(found)
