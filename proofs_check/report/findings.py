"""What was found in a file of claims, claim by claim, in words: the witness with both sides, the correction, what was not needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.text import Text

from proofs_check.report.reading import Object, cleaned_object, object_at, objects_at, text_at
from proofs_check.report.table import MAX_WIDTH, point_text, verdict_text
from proofs_check.report.witnessed import (
    READING,
    counted_sentence,
    detail_at,
    explanation_text,
    is_counted,
    point_at,
)
from proofs_check.report.words import adds_to


def render_findings(record: Mapping[str, object]) -> RenderableType:
    """One paragraph for every claim of which there is more to say than its verdict."""
    claims = objects_at(cleaned_object(record), "claims")
    shown = [(claim, lines) for claim in claims if (lines := list(_lines(claim)))]
    return Constrain(Group(*(_paragraph(claim, lines) for claim, lines in shown)), MAX_WIDTH)


def _paragraph(claim: Object, lines: list[Text]) -> RenderableType:
    head = Text.assemble((text_at(claim, "id"), "bold"), "  ", verdict_text(claim))
    trust = text_at(claim, "trust")
    head.append(f"  [{trust}]" if trust else "", "not bold dim")
    statement = object_at(claim, "statement")
    said = text_at(statement, "unicode") or text_at(statement, "claim")
    body = [Text(said, "bold"), *lines] if said else lines
    return Group(head, Padding(Group(*body), (0, 0, 1, 2)))


def _lines(claim: Object) -> Iterator[Text]:
    yield from _witness(claim)
    if text_at(claim, "verdict") in ("unknown", "supported", "not_checkable"):
        yield Text(text_at(claim, "reason"))
    yield from _correction(claim)
    for need in objects_at(claim, "hypotheses"):
        if need.get("needed") is False:
            yield Text(f"The hypothesis {text_at(need, 'unicode')} is not needed: it is proved without it.")


def _witness(claim: Object) -> Iterator[Text]:
    if is_counted(claim) and text_at(claim, "verdict") == "refuted":
        yield Text(f"{counted_sentence(claim)} {READING}")
    point, detail = point_at(claim), detail_at(claim)
    if not detail:
        return
    where = f"At {point_text(point)}: " if point else ""
    sides = [side for side in objects_at(detail, "sides") if text_at(side, "approx")]
    if not sides:
        yield Text(f"{where}{explanation_text(detail)}.")
        return
    yield Text(f"{where}{'; '.join(map(_side, sides))}.")


def _side(side: Object) -> str:
    value, approximation = text_at(side, "value"), text_at(side, "approx")
    about = f" ≈ {approximation}" if adds_to(approximation, value) else ""
    shown = text_at(side, "unicode") or text_at(side, "text")
    return f"{shown if shown != value else 'the other side'} is {value}{about}"


def _correction(claim: Object) -> Iterator[Text]:
    mended = object_at(claim, "repair")
    if not mended:
        return
    statement = object_at(object_at(mended, "record"), "statement")
    said = text_at(statement, "unicode")
    line = Text("Corrected: ", "green").append(text_at(mended, "says"), "default")
    if said and said != text_at(object_at(claim, "statement"), "unicode"):
        line.append(f" {said}", "default bold")
    yield line.append(f" ({text_at(mended, 'verdict')})", "default dim")
