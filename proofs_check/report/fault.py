"""Why a claim fails, as a line of words and formulas: for the errata with the values of both sides, beside them without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofs_check.report.exact_values import value_inline
from proofs_check.report.outline import Inline, Line, Maths, Plain
from proofs_check.report.reading import Object, objects_at, text_at
from proofs_check.report.words import sentence

_SIDE = re.compile(r"(left|right) side $")


def fault_line(detail: Object, sides: bool) -> Line:
    """The explanation of a `counterexample_detail`, a sentence; empty where nothing remains.

    sides: with what both sides are; otherwise it ends before them, for a place that lists them.
    """
    parts = objects_at(detail, "explanation_parts")
    if not parts:
        said = text_at(detail, "explanation")
        return (Plain(sentence(said)),) if said and (sides or not objects_at(detail, "sides")) else ()
    line = tuple(_with_sides(parts, objects_at(detail, "sides")) if sides else _without_sides(parts))
    return _as_sentence(line)


def _with_sides(parts: tuple[Object, ...], sides: tuple[Object, ...]) -> Iterator[Inline]:
    """The parts; "left side" becomes the side itself where the sides are as many as the values."""
    named = iter(sides if sum("value" in part for part in parts) == len(sides) else ())
    for place, part in enumerate(parts):
        if "value" in part:
            yield value_inline(text_at(part, "value"))
            continue
        text = text_at(part, "text")
        side = next(named, None) if _SIDE.search(text) and _is_value(parts, place + 1) else None
        if side is not None and text_at(side, "latex") and text_at(side, "text") != text_at(side, "value"):
            yield Plain(_SIDE.sub("", text))
            yield Maths(text_at(side, "latex"), text_at(side, "text"))
            yield Plain(" = ")
        elif latex := text_at(part, "latex"):
            yield Maths(latex, text)
        else:
            yield Plain(
                _SIDE.sub(r"the \1 side is ", text).replace(", the", "; the") if side is not None else text
            )


def _is_value(parts: tuple[Object, ...], place: int) -> bool:
    return place < len(parts) and "value" in parts[place]


def _without_sides(parts: tuple[Object, ...]) -> Iterator[Inline]:
    for part in parts:
        text = text_at(part, "text")
        before, found, _ = text.partition("left side ")
        if found or "value" in part:
            yield Plain(before.rstrip(": "))
            return
        yield Maths(text_at(part, "latex"), text) if text_at(part, "latex") else Plain(text)


def _as_sentence(line: Line) -> Line:
    """With a capital letter in front where words stand there, and a full stop."""
    kept = [part for part in line if not isinstance(part, Plain) or part.text]
    if not kept:
        return ()
    first = kept[0]
    if isinstance(first, Plain):
        kept[0] = Plain(first.text[:1].upper() + first.text[1:])
    last = kept[-1]
    if not (isinstance(last, Plain) and last.text.endswith(".")):
        kept.append(Plain("."))
    return tuple(kept)
