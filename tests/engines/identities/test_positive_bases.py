"""Powers with real exponents of bases whose sign is a question of its own."""

from __future__ import annotations

import pytest

from proofs_check.engines import positive_bases
from proofs_check.goal import Budget
from proofs_check.prove import Session
from tests.engines.identities.identity_goals import goal, shown

A = {"a": "real", "x": "real"}


@pytest.mark.parametrize(
    ("x", "claim"),
    [
        ("real", "(x + sqrt(x**2 + 1))**(a - 1)*(x + sqrt(x**2 + 1)) == (x + sqrt(x**2 + 1))**a"),
        ("real", "(sqrt(x**2 + 1) + x)**a*(sqrt(x**2 + 1) - x)**a == 1"),
        ("real", "(x**2 + x + 1)**a*(x**2 + x + 1)**(1 - a) == x**2 + x + 1"),
        ("real", "sqrt(1 + x**2)*diff((x + sqrt(x**2 + 1))**a, x) == a*(x + sqrt(x**2 + 1))**a"),
        ("real > 1", "sqrt(x**2 - 1)*diff((x - sqrt(x**2 - 1))**a, x) == -a*(x - sqrt(x**2 - 1))**a"),
    ],
)
def test_bases_that_are_shown_to_be_positive(x: str, claim: str) -> None:
    assert shown({**A, "x": x}, claim)


@pytest.mark.parametrize(
    "claim",
    [
        "(x**2 + x)**a*(x**2 + x)**(1 - a) == x**2 + x",  # undefined where x**2 + x < 0
        "(x + sqrt(x**2))**(a - 1)*(x + sqrt(x**2)) == (x + sqrt(x**2))**a",  # 0**(a - 1)
        "(x + sqrt(x**2 + 1))**(a - 1)*(x - sqrt(x**2 + 1)) == (x + sqrt(x**2 + 1))**a",
        "(1 + x**2)*diff((x + sqrt(x**2 + 1))**a, x) == a*(x + sqrt(x**2 + 1))**a",
    ],
)
def test_false_neighbours(claim: str) -> None:
    assert not shown(A, claim)


def test_a_base_that_may_be_negative_is_not_assumed_to_be_positive() -> None:
    one = goal(A, "(x**2 - 2)**a*(x**2 - 2)**(1 - a) == x**2 - 2")
    assert not positive_bases.attempt(one, Session(Budget()).prover()).proved


def test_a_second_order_equation() -> None:
    y = "(x + sqrt(x**2 + 1))**a"
    equation = f"(1 + x**2)*diff(diff({y}, x), x) + x*diff({y}, x)"
    assert shown(A, f"{equation} == a**2*{y}")
    assert not shown(A, f"{equation} == a*{y}")
