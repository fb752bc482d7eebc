"""Shorthands of the exact tests: a claim, a point given as text, and what holds there."""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.exact.evaluate import evaluate, holds
from proofs_check.exact.values import Undecided, Undefined, Value
from proofs_check.goal import Budget, Point
from proofs_check.statement.domains import COMPLEX
from proofs_check.statement.formal import formalize
from proofs_check.statement.parse import EMPTY, parse_term
from proofs_check.statement.terms import Term

CLOSED = EMPTY.with_letter("z_", COMPLEX)  # a complex letter in scope makes `i` readable


def closed_term(source: str) -> Term:
    return parse_term(source, CLOSED)


def point_of(values: Mapping[str, str]) -> Point:
    return {name: closed_term(source) for name, source in values.items()}


def outcome(
    claim: str,
    let: Mapping[str, str],
    point: Mapping[str, str],
    define: Mapping[str, object] | None = None,
) -> str:
    formal = formalize(let, {}, define or {}, claim)
    return holds(formal.claim, point_of(point), formal, Budget()).outcome


def real_outcome(claim: str, **point: str) -> str:
    """What holds of a claim about real letters."""
    return outcome(claim, dict.fromkeys(point, "real"), point)


def closed_value(source: str) -> Value | Undefined | Undecided:
    formal = formalize({}, {}, {}, "0 == 0")
    return evaluate(closed_term(source), {}, formal, Budget())
