"""Equations between whole numbers: those with finitely many candidates, and divisibility by coprime numbers each apart."""

from __future__ import annotations

from itertools import product

import pytest
from discrete_goals import goal, prover
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.disproof import disproved
from proofs_check.engines import bounded_equations, coprime_moduli
from proofs_check.goal import Budget
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

N, Z = "natural", "integer"
DIFFER = (
    ({"a": N, "b": N}, "7 != 3*a + 5*b"),
    ({"a": N, "b": N, "c": N}, "43 != 6*a + 9*b + 20*c"),
    ({"a": Z, "b": Z}, "a**2 + b**2 != 21"),
    ({"a": N, "b": Z}, "a**3 + b**2 != 7"),
    ({"a": "integer >= 2", "b": "integer >= 2"}, "a*b + a + b != 9"),
    ({"a": "integer in [1, 5]", "b": "integer in [1, 5]"}, "a**2 - b**2 != 14"),
    ({"a": "integer >= 1", "b": "integer >= 1"}, "a*b != 0"),
    ({"a": N, "b": N}, "-7 != 3*a + 5*b"),
)
MAY_AGREE = (
    ({"a": N, "b": N}, "8 != 3*a + 5*b"),
    ({"a": Z, "b": Z}, "7 != 3*a + 5*b"),
    ({"a": Z, "b": Z}, "a**2 + b**2 != 25"),
    ({"a": Z, "b": N}, "a**3 + b**2 != 7"),
    ({"a": "integer >= 1", "b": "integer >= 1"}, "a*b + a + b != 9"),
    ({"a": "integer in [1, 8]", "b": "integer in [1, 5]"}, "a**2 - b**2 != 15"),
    ({"a": N, "b": N}, "a*b != 0"),
    ({"a": "real >= 0", "b": N}, "7 != 3*a + 5*b"),
)


@pytest.mark.parametrize(("let", "claim"), DIFFER)
def test_sides_that_differ(let: dict[str, str], claim: str) -> None:
    assert bounded_equations.attempt(goal(let, claim), prover()).proved


@pytest.mark.parametrize(("let", "claim"), MAY_AGREE)
def test_sides_that_may_agree(let: dict[str, str], claim: str) -> None:
    assert not bounded_equations.attempt(goal(let, claim), prover()).proved


@settings(max_examples=60, deadline=None)
@given(
    st.integers(-3, 4),
    st.integers(-3, 4),
    st.integers(1, 3),
    st.integers(-20, 30),
    st.integers(-2, 3),
    st.booleans(),
)
def test_candidates_are_complete(a: int, b: int, power: int, total: int, low: int, both: bool) -> None:
    """Where the sides are said to differ no small numbers solve the equation."""
    second = "integer" if both else f"integer >= {low}"
    one = goal({"x": f"integer >= {low}", "y": second}, f"({a})*x**{power} + ({b})*y**2 != {total}")
    if bounded_equations.attempt(one, prover()).proved:
        for x, y in product(range(low, 30), range(-30 if both else low, 30)):
            assert a * x**power + b * y**2 != total


DIVISIBLE = (
    ({"a": Z, "b": Z}, "exists(k, 'integer', a*b*(a**4 - b**4) == 30*k)"),
    ({"n": Z}, "exists(k, 'integer', n**13 - n == 2730*k)"),
    ({"n": Z, "m": Z}, "exists(k, 'integer', n*m*(n**2 - m**2)/6 == k)"),
    ({"n": N}, "exists(k, 'integer', n*2**n*(n**2 - 1) + 5*n*(n - 1)*(n - 2) == 6*k)"),
)
NOT_DIVISIBLE = (
    ({"a": Z, "b": Z}, "exists(k, 'integer', a*b*(a**4 - b**4) == 60*k)"),
    ({"a": Z, "b": Z}, "exists(k, 'natural', a*b*(a**4 - b**4) == 30*k)"),
    ({"a": Z, "b": "real"}, "exists(k, 'integer', a*b*(a**4 - b**4) == 30*k)"),
    ({"n": Z}, "exists(k, 'integer', n**13 - n == 2730*11*k)"),
    ({"n": Z, "m": Z}, "exists(k, 'integer', n*m*(n**2 - m**2)/12 == k)"),
    ({"n": Z, "m": Z}, "exists(k, 'integer', n*m*(n**2 + m**2) == 6*k)"),
)


@pytest.mark.parametrize(("let", "claim"), DIVISIBLE)
def test_prime_powers_apart(let: dict[str, str], claim: str) -> None:
    assert coprime_moduli.attempt(goal(let, claim), prover()).proved


@pytest.mark.parametrize(("let", "claim"), NOT_DIVISIBLE)
def test_what_no_prime_power_divides(let: dict[str, str], claim: str) -> None:
    assert not coprime_moduli.attempt(goal(let, claim), prover()).proved


REFUTED = (
    ({"n": "integer >= 7"}, "exists(a, 'natural', exists(b, 'natural', n == 3*a + 5*b))", 7),
    ({"n": "integer >= 0"}, "exists(a, 'natural', exists(b, 'natural', n == 2*a + 3*b))", 1),
    ({"n": Z}, "exists(x, 'integer', exists(y, 'integer', 3*x + 6*y == n))", None),
)


@pytest.mark.parametrize(("let", "claim", "at"), REFUTED)
def test_existence_is_refuted(let: dict[str, str], claim: str, at: int | None) -> None:
    found = disproved(formalize(let, {}, {}, claim), Session(Budget(z3_rlimit=400_000)))
    assert found is not None
    assert at is None or str(found.point["n"]).find(f"({at}, 1)") >= 0


HELD = (
    ({"n": "integer >= 8"}, "exists(a, 'natural', exists(b, 'natural', n == 3*a + 5*b))"),
    ({"n": Z}, "exists(x, 'integer', exists(y, 'integer', 3*x + 5*y == n))"),
)


@pytest.mark.parametrize(("let", "claim"), HELD)
def test_existence_that_holds_is_not_refuted(let: dict[str, str], claim: str) -> None:
    assert disproved(formalize(let, {}, {}, claim), Session(Budget(z3_rlimit=400_000))) is None
