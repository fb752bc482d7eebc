"""The outline of the compared pairs: which statements cannot both hold, and what shows it."""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.report.compared_pairs import LEAD, Compared, Side, title_of_pairs
from proofs_check.report.outline import (
    Block,
    Code,
    Heading,
    Line,
    Link,
    Paragraph,
    Plain,
    Ruling,
    Strong,
)
from proofs_check.report.outline_claim import statement
from proofs_check.report.outline_grounds import derivation, point_line
from proofs_check.report.reading import Object, object_at


def pairs_outline(pairs: tuple[Compared, ...]) -> Iterator[Block]:
    """The part of the report on compared pairs; nothing where there are none."""
    if not pairs:
        return
    yield Heading(1, (Plain(title_of_pairs(pairs)),), "pairs")
    yield Paragraph((Plain(LEAD),))
    for pair in pairs:
        yield from _pair(pair)


def _pair(pair: Compared) -> Iterator[Block]:
    first, second = pair.sides
    yield Heading(2, (_link(first), Plain(" against "), _link(second)), pair.anchor)
    ids = tuple(side.id for side in pair.sides if side.title != side.id)
    if len(ids) == 2:
        yield Paragraph((Code(ids[0]), Plain(" against "), Code(ids[1])), "note")
    if pair.says:
        yield Paragraph((Plain(pair.says),), "says")
    yield from statement(pair.judged)
    yield Ruling(pair.verdict, pair.trust, pair.reason)
    latex = object_at(object_at(pair.judged.claim, "statement"), "let_latex")
    for words, point in (("Not both hold at ", pair.apart), ("Both hold at ", pair.together)):
        if point:
            yield Paragraph(_point(words, point, latex))
    yield from derivation(pair.judged, 3)


def _link(side: Side) -> Link:
    return Link(side.anchor, side.title)


def _point(words: str, point: Object, latex: Object) -> Line:
    return (Strong(words), *point_line(point.items(), latex), Plain("."))
