"""A claim in a terminal of 80 to 100 columns, like a page of a textbook; the table of claims is in `table`.

Everything is built of rich's `Text`, never of its markup, so that text of strangers stays text; `reading.cleaned` has taken
the control characters out. Colour is left to the console: with NO_COLOR the words and signs say the same.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from proofs_check.report.reading import (
    Object,
    cleaned_object,
    object_at,
    objects_at,
    text_at,
)
from proofs_check.report.table import point_text, render_table, verdict_text
from proofs_check.report.terminal_parts import (
    derivation,
    displayed,
    evidence,
    heading,
    hypotheses,
    listed,
    mutants,
)
from proofs_check.report.witnessed import (
    READING,
    counted_sentence,
    detail_at,
    explanation_text,
    is_counted,
    point_at,
)
from proofs_check.report.words import (
    adds_to,
    domain_in_words,
    member_word,
    spaced,
    trust_named,
)

__all__ = ["render_claim", "render_table"]

WIDTH = 96


def render_claim(claim: Mapping[str, object]) -> RenderableType:
    """A claim of the record as a page for the terminal, at most 96 columns wide."""
    return Constrain(Group(*_claim(cleaned_object(claim))), WIDTH)


# One claim


def _claim(claim: Object) -> Iterator[RenderableType]:
    yield Text(text_at(claim, "title") or text_at(claim, "id"), "bold")
    yield Text(_origin(claim), "dim")
    yield Rule(style="dim", characters="─")
    yield from _body(claim)
    yield Text()
    yield Text.assemble(("Reproduce with  ", "dim"), f"theory check {shlex.quote(text_at(claim, 'id'))}")


def _origin(claim: Object) -> str:
    source = object_at(claim, "source")
    citation, place = text_at(source, "citation") or text_at(source, "key"), text_at(source, "place")
    cited = ", ".join(part for part in (citation, place) if part)
    return "  ·  ".join(part for part in (text_at(claim, "id"), cited) if part)


def _body(claim: Object) -> Iterator[RenderableType]:
    """Everything below the heading; a reading and a correction are written in the same way."""
    if says := text_at(claim, "says"):
        yield Text(says, "italic")
    yield from _statement(object_at(claim, "statement"))
    yield Text()
    yield _judged(claim)
    if about := text_at(claim, "about"):
        yield Text()
        yield Text.assemble(("What the letters stand for. ", "bold"), about)
    yield from _witness(claim)
    yield from derivation(claim)
    yield from hypotheses(claim)
    yield from _repair(claim)
    yield from _readings(claim)
    yield from evidence(claim)
    yield from mutants(claim)


def _judged(claim: Object) -> RenderableType:
    trust = trust_named(text_at(claim, "trust"))
    line = verdict_text(claim)
    if trust is not None:
        line.append(f"  [{trust.key}: {trust.meaning}]", "not bold dim")
    counted = is_counted(claim) and bool(text_at(object_at(claim, "statement"), "claim"))
    reason = f"{counted_sentence(claim)} {READING}" if counted else text_at(claim, "reason")
    return Group(line, Padding(Text(reason), (0, 0, 0, 2)))


def _statement(statement: Object) -> Iterator[RenderableType]:
    shown = text_at(statement, "unicode") or text_at(statement, "claim")
    if not shown:
        return
    yield Text()
    declared = [
        f"{name} be {domain_in_words(str(domain))}" for name, domain in object_at(statement, "let").items()
    ]
    if declared:
        yield Text(f"Let {listed(declared)}.")
    for name, recurrence in _shown(statement, "define"):
        yield Text(f"Define {name} by")
        yield displayed(recurrence)
    for name, hypothesis in _shown(statement, "given"):
        yield Text.assemble("Suppose ", (hypothesis, "bold"), (f"   ({spaced(name)})", "dim"))
    yield Text("Then" if declared else "The text says")
    yield Text()
    yield displayed(shown, "bold")


def _shown(statement: Object, field: str) -> Iterator[tuple[str, str]]:
    """The entries of `given` or `define`, in Unicode where the record has it."""
    unicode = object_at(statement, f"{field}_unicode")
    for name in object_at(statement, field):
        yield name, text_at(unicode, name) or text_at(object_at(statement, field), name)


def _witness(claim: Object) -> Iterator[RenderableType]:
    point, detail = point_at(claim), detail_at(claim)
    if not point and not detail:
        return
    yield from heading("Smallest witness")
    yield displayed(point_text(point), "bold")
    if explanation := explanation_text(detail):
        yield Text(explanation)
    for side in objects_at(detail, "sides"):
        approximation = text_at(side, "approx")
        about = f"  ≈ {approximation}" if adds_to(approximation, text_at(side, "value")) else ""
        shown = text_at(side, "unicode") or text_at(side, "text")
        yield displayed(f"{shown}  =  {text_at(side, 'value')}{about}")
    if rechecked := text_at(detail, "rechecked_by"):
        yield Text(
            f"Found by search ({spaced(text_at(detail, 'found_by'))}), evaluated again by {rechecked}.", "dim"
        )


def _repair(claim: Object) -> Iterator[RenderableType]:
    mended = object_at(claim, "repair")
    if not mended:
        return
    yield from heading("Corrected statement")
    record = object_at(mended, "record")
    if record:
        yield Padding(Group(*_body({**record, "says": text_at(mended, "says")})), (0, 0, 0, 2))
        return
    yield Text(text_at(mended, "says"), "italic")
    for name, hypothesis in object_at(mended, "given").items():
        yield Text.assemble("Suppose ", (str(hypothesis), "bold"), (f"   ({spaced(name)})", "dim"))
    yield displayed(text_at(mended, "unicode") or text_at(mended, "claim"), "bold")
    yield _judged(mended)


def _readings(claim: Object) -> Iterator[RenderableType]:
    for number, reading in enumerate(objects_at(claim, "readings"), start=1):
        yield from heading(
            f"{member_word(claim)} {number}: {text_at(reading, 'title') or text_at(reading, 'id')}"
        )
        yield Padding(Group(*_body(reading)), (0, 0, 0, 2))
