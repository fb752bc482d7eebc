"""Known values put in: everywhere but where they would say nothing, or something else."""

from __future__ import annotations

import pytest

from proofs_check.goal import goal_of
from proofs_check.rewrite import with_values
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

LIMIT = "limit(s(t), t, oo)"


@pytest.mark.parametrize(("value", "conclusion"), [("3", "3 + c > 0"), ("c", "c + c > 0")])
def test_a_finite_limit_is_put_in(value: str, conclusion: str) -> None:
    assert rewritten(value) == conclusion


def test_an_infinite_limit_stays() -> None:
    """There is no arithmetic of oo."""
    assert rewritten("oo") == f"{LIMIT} + c > 0"


def rewritten(value: str) -> str:
    sequences = {"s": {"start": ["1"], "step": "s(t)/2 + 1"}}
    formal = formalize(
        {"c": "real", "t": "natural"}, {"known": f"{LIMIT} == {value}"}, sequences, f"{LIMIT} + c > 0"
    )
    return text(with_values(goal_of(formal)).conclusion)
