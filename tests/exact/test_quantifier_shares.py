"""What quantifiers within others may take at one point: a share that is counted, beyond which nothing is said."""

from __future__ import annotations

import pytest
from exact_points import outcome

from proofs_check.recheck.opinion import opinion
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import number

FOUR = (
    "exists(x, 'real', exists(y, 'real', x**2 + y**2 == 1 and forall(u, 'real', forall(v, 'real', "
    "implies(u**2 + v**2 == 1, a*u + v <= a*x + y)))))"
)
SQUARES = "exists(j, 'integer in [0, {0}]', exists(k, 'integer in [0, {0}]', j**2 + k**2 == a and j > k))"


def test_four_quantifiers_take_more_than_a_share() -> None:
    assert outcome(FOUR, {"a": "real"}, {"a": "1"}) == "undecided"
    assert opinion(formalize({"a": "real"}, {}, {}, FOUR), {"a": number(1)}).outcome == "open"


@pytest.mark.parametrize(
    ("end", "a", "expected"), [(60, "7", "false"), (60, "65", "true"), (300, "7", "undecided")]
)
def test_ranges_within_the_share_are_settled(end: int, a: str, expected: str) -> None:
    assert outcome(SQUARES.format(end), {"a": "real"}, {"a": a}) == expected
