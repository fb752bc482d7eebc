"""The outcome of the second evaluator for a claim at a point."""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.recheck.opinion import opinion
from proofs_check.statement.formal import extend, formalize
from proofs_check.statement.parse import parse_term

Declared = Mapping[str, str]


def outcome(
    claim: str, let: Declared | None = None, point: Declared | None = None, **more: Mapping[str, object]
) -> str:
    formal = formalize(let or {}, more.get("given", {}), more.get("define", {}), claim)  # type: ignore[arg-type]
    context = extend(formal, {}, {})
    return opinion(
        formal, {name: parse_term(value, context) for name, value in (point or {}).items()}
    ).outcome
