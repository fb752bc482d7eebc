"""The claims of a record as a table for the terminal, with a line that sums them up."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from proofs_check.report.reading import (
    Object,
    cleaned_object,
    count_at,
    number_at,
    object_at,
    objects_at,
    text_at,
)
from proofs_check.report.witnessed import counted_sentence, is_counted, point_at
from proofs_check.report.words import VERDICTS, grouped, measured, plural, verdict_named

MAX_WIDTH = 100
_ROOM_FOR_ALL = 92  # columns below which the counts and times give way to the notes
_LONGEST_ID = 32
_FIXED = {"verdict": 15, "trust": 11, "instances": 9, "s": 5}


def render_table(record: Mapping[str, object]) -> RenderableType:
    """All claims of the record as a table of at most 100 columns, and a line that sums them up."""
    found = cleaned_object(record)
    claims = objects_at(found, "claims")
    return Constrain(Group(_Claims(claims), Text(), _summary(found, claims)), MAX_WIDTH)


class _Claims:
    """The table, laid out when the width of the terminal is known; a note takes two lines at most."""

    def __init__(self, claims: tuple[Object, ...]) -> None:
        self._claims = claims

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        ids = max((len(text_at(claim, "id")) for claim in self._claims), default=5)
        widths = {"claim": min(max(ids, len("claim")), _LONGEST_ID), **_FIXED}
        names = tuple(widths) if options.max_width >= _ROOM_FOR_ALL else ("claim", "verdict", "trust")
        room = max(options.max_width - sum(widths[name] + 1 for name in names), 12)
        table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
        for name in names:
            right = name in ("instances", "s")
            table.add_column(name, width=widths[name], overflow="fold", justify="right" if right else "left")
        table.add_column("note", width=room, overflow="fold")
        for claim in self._claims:
            note = Text(_note(claim).replace("\n", " "), style="dim")
            note.truncate(2 * room - 8, overflow="ellipsis")
            table.add_row(*(_cell(claim, name) for name in names), note)
        yield table


def _cell(claim: Object, name: str) -> Text:
    tried = count_at(object_at(claim, "instances"), "tried")
    seconds = number_at(claim, "seconds")
    if name == "claim":
        return Text(text_at(claim, "id"))
    if name == "verdict":
        return verdict_text(claim)
    if name == "trust":
        return Text(text_at(claim, "trust") or "-")
    if name == "instances":
        return Text(grouped(tried) if tried else "-")
    return Text(f"{seconds:.1f}" if seconds is not None else "-")


def _note(claim: Object) -> str:
    """What a reader of the table wants to know next: the witness, else the reason for a verdict that is no proof."""
    point = point_at(claim)
    mended = object_at(claim, "repair")
    alive = sum(mutant.get("alive") is True for mutant in objects_at(claim, "mutants"))
    notes = [f"{plural(alive, 'mutant')} alive"] if alive else []
    if point:
        notes.append(point_text(point))
    elif objects_at(claim, "readings"):
        words = [verdict_named(text_at(one, "verdict")).word.lower() for one in objects_at(claim, "readings")]
        notes.append(f"readings: {', '.join(words)}")
    elif text_at(claim, "verdict") != "proved":
        notes.append(counted_sentence(claim) if is_counted(claim) else text_at(claim, "reason"))
    if mended:
        notes.append(f"corrected: {verdict_named(text_at(mended, 'verdict')).word.lower()}")
    return "; ".join(note for note in notes if note)


def _summary(record: Object, claims: tuple[Object, ...]) -> Text:
    keys = [verdict_named(text_at(claim, "verdict")).key for claim in claims]
    parts = [
        Text(f"{verdict.sign} {keys.count(verdict.key)} {verdict.word.lower()}", verdict.style)
        for verdict in VERDICTS
        if verdict.key in keys
    ]
    seconds = number_at(record, "seconds")
    line = Text(f"{plural(len(claims), 'claim')}: ").append_text(Text(", ").join(parts))
    return line.append(f" ({measured(seconds)} s)" if seconds is not None else "", "dim")


def verdict_text(claim: Object) -> Text:
    """The verdict with its sign and colour."""
    verdict = verdict_named(text_at(claim, "verdict"))
    return Text(f"{verdict.sign} {verdict.word}", verdict.style)


def point_text(point: Object) -> str:
    """A point as text: "g = 0, rho = 1/2"."""
    return ", ".join(f"{letter} = {value}" for letter, value in point.items())
