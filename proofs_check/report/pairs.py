"""The compared pairs of a record in a terminal: which statements cannot both hold, and where both do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.text import Text

from proofs_check.report.reading import Object, cleaned_object, object_at, objects_at, text_at
from proofs_check.report.table import MAX_WIDTH, point_text

OUTCOMES = {
    "conflict": "✗ cannot both hold",
    "conflict at a point": "✗ cannot both hold for all values",
    "compatible": "✓ both hold",
    "open": "? open",
}


def render_pairs(record: Mapping[str, object]) -> RenderableType:
    """A paragraph for each pair, and the count of each outcome."""
    pairs = objects_at(cleaned_object(record), "pairs")
    return Constrain(Group(Text(counted(pairs), "bold"), *(_paragraph(pair) for pair in pairs)), MAX_WIDTH)


def counted(pairs: Sequence[Object]) -> str:
    """How many pairs there are, by outcome."""
    outcomes = [text_at(pair, "outcome") for pair in pairs]
    parts = [f"{word} {outcomes.count(outcome)}" for outcome, word in OUTCOMES.items() if outcome in outcomes]
    return f"{len(pairs)} compared pairs: {', '.join(parts)}"


def _paragraph(pair: Object) -> RenderableType:
    head = f"{text_at(pair, 'first')} / {text_at(pair, 'second')}  {OUTCOMES.get(text_at(pair, 'outcome'), OUTCOMES['open'])}"
    lines = (Text(line) for line in argument(pair))
    return Group(Text(head, "bold"), Padding(Group(*lines), (0, 0, 0, 2)))


def argument(pair: Object) -> Iterator[str]:
    """What shows the outcome: the proof, the points at which both hold or not, or the reason why it is open."""
    yield text_at(pair, "says")
    given = object_at(object_at(object_at(pair, "hold"), "statement"), "given_unicode")
    if given:
        yield f"Given: {', '.join(map(str, given.values()))}."
    outcome = text_at(pair, "outcome")
    if outcome in ("conflict", "compatible"):
        judged = object_at(pair, "contradict" if outcome == "conflict" else "hold")
        yield f"Proved [{text_at(judged, 'trust')}]: {text_at(object_at(judged, 'statement'), 'unicode')}"
    if outcome == "conflict at a point":
        yield f"Not both hold at {point_text(object_at(pair, 'apart'))}."
    if object_at(pair, "together"):
        yield f"Both hold at {point_text(object_at(pair, 'together'))}."
    if outcome == "open":
        yield text_at(object_at(pair, "hold"), "reason")
