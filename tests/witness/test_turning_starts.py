"""Starts of recurrences that run into a pole or stay where they are, as witnesses against limits."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text
from proofs_check.witness import find_witness


@pytest.mark.parametrize(
    ("step", "claim", "value"),
    [
        ("x(n) - (x(n)**3 - x(n))/(3*x(n)**2 - 1)", "limit(x(n)**3 - x(n), n, oo) == 0", "sqrt(3) / 3"),
        ("13/7 - 13/(7*x(n) - 5)", "limit(x(n), n, oo) < 100", "5/7"),
    ],
)
def test_a_start_at_a_pole(step: str, claim: str, value: str) -> None:
    formal = formalize({"c": "nonzero", "n": "natural"}, {}, {"x": Recurrence(("c",), step, "n", 0)}, claim)
    witness = find_witness(formal, Budget()).witness
    assert witness is not None and witness.fault == "undefined"
    assert text(witness.point["c"]) == value


def test_no_start_of_a_true_claim() -> None:
    define = {"x": Recurrence(("c",), "x(n)/2 + 1/x(n)", "n", 0)}
    formal = formalize({"c": "positive", "n": "natural"}, {}, define, "limit(x(n), n, oo) == sqrt(2)")
    assert find_witness(formal, Budget(search_points=300)).witness is None
