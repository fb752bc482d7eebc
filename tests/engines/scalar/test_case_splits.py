"""Cases that do not occur: a contradiction between facts that share no letter with the conclusion."""

from __future__ import annotations

import pytest

from proofs_check.engines import scalar
from proofs_check.engines.scalar import prove_scalar
from proofs_check.goal import Budget
from tests.engines.scalar.statements import goal

LETTERS = {"c": "real", "d": "real", "r": "real", "l": "real"}


def test_a_case_that_contradicts_the_rest_is_closed_by_multipliers() -> None:
    found = prove_scalar(goal(LETTERS, "r < l", "d < c", "implies(d <= c, r <= l - 1)"), Budget())[0]
    assert found.proved and found.trust == "certificate"


@pytest.mark.parametrize(
    "given",
    [("d <= c", "implies(d < c, r < l)"), ("d != c", "implies(d <= c, r < l)"), ("d < c", "l < r + 1")],
)
def test_a_case_that_occurs_stays_open(given: tuple[str, ...]) -> None:
    assert not any(answer.proved for answer in prove_scalar(goal(LETTERS, "r < l", *given), Budget()))


@pytest.mark.parametrize(
    ("given", "empty"),
    [
        (("d < c", "d >= c"), True),
        (("d <= c", "d >= c"), False),
        (("d < c",), False),
        (("r < 0", "r > 0"), False),
    ],
)
def test_only_a_contradiction_closes_a_case(given: tuple[str, ...], empty: bool) -> None:
    """Of facts that share no letter with the conclusion; others are the engines' own."""
    assert (scalar._contradiction(goal(LETTERS, "r < l", *given), Budget()) is not None) == empty
