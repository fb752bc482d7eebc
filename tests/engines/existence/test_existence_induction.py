"""Whole numbers that exist by induction: divisibility of powers, factorials, Fibonacci numbers and sequences; coins."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_goals import goal, is_proved

from proofs_check.engines import existence_induction
from proofs_check.goal import Budget, Goal
from proofs_check.prove import Session

N, Z = "natural", "integer"
SQUARES = {"x": {"index": "n", "first": 0, "start": ["7"], "step": "x(n)**2 - 2"}}
EVEN_OR_ODD = {"x": {"index": "n", "first": 0, "start": ["2", "3"], "step": "3*x(n) - 2*x(n - 1)"}}
HALVES = {"x": {"index": "n", "first": 0, "start": ["1"], "step": "x(n)/2"}}

TRUE = (
    goal({"n": "integer >= 8"}, "exists(a, 'natural', exists(b, 'natural', n == 3*a + 5*b))"),
    goal(
        {"n": "integer >= 44"},
        "exists(a, 'natural', exists(b, 'natural', exists(c, 'natural', n == 6*a + 9*b + 20*c)))",
    ),
    goal({"n": "integer >= 1"}, "exists(k, 'natural', fibonacci(5*n) == 5*k)"),
    goal({"n": N}, "exists(k, 'natural', fibonacci(3*n) == 2*k)"),
    goal({"n": N}, "exists(k, 'natural', fibonacci(4*n) == 3*k)"),
    goal({"n": N}, "exists(k, 'natural', factorial(2*n) == 2**n*factorial(n)*k)"),
    goal({"n": N}, "exists(k, 'natural', 2**(2**n) + 1 == 2*k + 1)"),
    goal({"n": "integer >= 2"}, "exists(k, 'natural', 2**(2**n) == 10*k + 6)"),
    goal({"n": N}, "exists(k, 'natural', 2**(3**n) + 1 == 3**(n + 1)*k)"),
    goal({"n": N}, "exists(k, 'integer', x(n) == 10*k + 7)", define=SQUARES),
    goal({"n": N}, "exists(k, 'integer', x(n) == k)", define=EVEN_OR_ODD),
    goal({"n": "integer >= 1"}, "exists(k, 'integer', x(n) == 2*k + 1)", define=EVEN_OR_ODD),
    goal({"n": N, "a": Z, "b": Z}, "exists(k, 'integer', a**n - b**n == (a - b)*k)"),
    goal({"n": N, "a": N, "b": N}, "exists(k, 'natural', a**n - b**n == (a - b)*k)"),
    goal({"n": N, "a": Z, "b": Z}, "exists(k, 'integer', a**(2*n + 1) + b**(2*n + 1) == (a + b)*k)"),
    goal({"n": N, "a": Z}, "exists(k, 'integer', (a + 1)**n == a**2*k + n*a + 1)"),
    goal({"n": N, "m": N}, "exists(k, 'integer', (m + 1)**(2*n) - 1 == (m + 2)*k)"),
    goal(
        {"n": N, "a": Z, "b": Z, "m": Z},
        "exists(k, 'integer', a**n - b**n == m*k)",
        "exists(j, 'integer', a - b == m*j)",
    ),
    goal({"n": N, "a": Z}, "exists(k, 'integer', a**n == 2*k + 1)", "exists(j, 'integer', a == 2*j + 1)"),
    goal({"n": N}, "exists(k, 'natural', prod(2*j, j, 1, n) == 2**n*k)"),
    goal({"n": N}, "exists(k, 'natural', sum(3**j, j, 0, 2*n + 1) == 4*k)"),
    goal({"n": N}, "exists(k, 'integer', 10**n == 11*k + (-1)**n)"),
    goal({"n": N, "m": "integer >= 1"}, "exists(k, 'integer', 4**n + 3*floor(1/m) == 3*k + 1)"),
)
FALSE = (
    goal({"n": "integer >= 7"}, "exists(a, 'natural', exists(b, 'natural', n == 3*a + 5*b))"),
    goal({"n": "integer >= 8"}, "exists(a, 'natural', exists(b, 'natural', n == 3*a + 6*b))"),
    goal({"n": "real >= 8"}, "exists(a, 'natural', exists(b, 'natural', n == 3*a + 5*b))"),
    goal({"n": "integer >= 8"}, "exists(a, 'integer >= 1', exists(b, 'natural', n == 3*a + 5*b))"),
    goal({"n": N}, "exists(k, 'natural', fibonacci(3*n) == 4*k)"),
    goal({"n": N}, "exists(k, 'integer >= 1', fibonacci(3*n) == 2*k)"),
    goal({"n": N}, "exists(k, 'natural', fibonacci(3*n + 1) == 2*k)"),
    goal({"n": N}, "exists(k, 'natural', factorial(2*n) == 4**n*factorial(n)*k)"),
    goal({"n": Z}, "exists(k, 'natural', factorial(2*n) == 2**n*factorial(n)*k)"),
    goal({"n": "integer >= 1"}, "exists(k, 'natural', 2**(2**n) == 10*k + 6)"),
    goal({"n": N}, "exists(k, 'natural', 2**(3**n) + 1 == 3**(n + 2)*k)"),
    goal({"n": N}, "exists(k, 'integer', x(n) == 10*k + 3)", define=SQUARES),
    goal({"n": N}, "exists(k, 'integer', x(n) == 2*k + 1)", define=EVEN_OR_ODD),
    goal({"n": N}, "exists(k, 'integer', x(n) == k)", define=HALVES),
    goal({"n": N, "a": Z, "b": Z}, "exists(k, 'natural', a**n - b**n == (a - b)*k)"),
    goal({"n": N, "a": "real", "b": Z}, "exists(k, 'integer', a**n - b**n == (a - b)*k)"),
    goal({"n": N, "a": Z, "b": Z}, "exists(k, 'integer', a**(2*n) + b**(2*n) == (a + b)*k)"),
    goal({"n": N, "a": Z}, "exists(k, 'integer', (a + 1)**n == a**2*k + 1)"),
    goal(
        {"n": N, "a": Z, "b": Z, "m": Z},
        "exists(k, 'integer', a**n - b**n == m**2*k)",
        "exists(j, 'integer', a - b == m*j)",
    ),
    goal({"n": N, "a": Z}, "exists(k, 'integer', a**n == 2*k)", "exists(j, 'integer', a == 2*j)"),
    goal({"n": N, "m": Z}, "exists(k, 'integer', 4**n + 3*floor(1/m) == 3*k + 1)"),  # undefined at m = 0
    goal({"n": N}, "exists(k, 'natural', x(k) == 3*k + n)", define=SQUARES),
    goal({"n": N}, "exists(k, 'natural', 2**k == 2*k + n)"),
)


@pytest.mark.parametrize("one", TRUE)
def test_true_ones_are_proved(one: Goal) -> None:
    assert is_proved(one)


@pytest.mark.parametrize("one", FALSE)
def test_false_twins_are_not_proved(one: Goal) -> None:
    assert not is_proved(one)


LEFT = (
    goal({"n": N}, "2**n > n"),
    goal({"x": "real"}, "exists(k, 'integer', k > x)"),
    goal({"n": N, "z": "complex"}, "exists(k, 'integer', n == k)"),
    goal({"n": "integer in [0, 9]"}, "exists(k, 'integer', 4**n == 3*k + 1)"),
    goal({"n": N, "m": "integer >= n"}, "exists(k, 'integer', 4**n == 3*k + 1)"),
    goal({"n": N, "m": N}, "exists(k, 'integer', 4**n == 3*k + 1)", "m <= n"),
    goal({"n": N}, "exists(k, 'integer <= n', 4**n == 3*k + 1)"),
)


@pytest.mark.parametrize("one", LEFT)
def test_goals_of_other_forms_are_left(one: Goal) -> None:
    """A letter may not be inducted on where something else depends on it."""
    assert not existence_induction.applies(one)


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 9), st.integers(2, 9), st.integers(0, 12))
def test_coins(first: int, second: int, low: int) -> None:
    """What is proved of two coins holds at all amounts that are tried."""
    one = goal(
        {"n": f"integer >= {low}"},
        f"exists(a, 'natural', exists(b, 'natural', n == {first}*a + {second}*b))",
    )
    if existence_induction.attempt(one, Session(Budget(z3_rlimit=100_000)).prover()).proved:
        for n in range(low, low + 60):
            assert any((n - first * a) % second == 0 for a in range(n // first + 1))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(-4, 6),
    st.integers(-3, 3),
    st.integers(-3, 3),
    st.integers(2, 9),
    st.booleans(),
    st.integers(0, 2),
)
def test_powers(base: int, weight: int, rest: int, modulus: int, natural: bool, low: int) -> None:
    """What is proved of a power holds at all numbers that are tried."""
    kind = "natural" if natural else "integer"
    one = goal(
        {"n": f"integer >= {low}"},
        f"exists(k, '{kind}', ({base})**n + ({weight})*n + ({rest}) == {modulus}*k)",
    )
    if existence_induction.attempt(one, Session(Budget(z3_rlimit=100_000)).prover()).proved:
        for n in range(low, low + 12):
            value = Fraction(base**n + weight * n + rest, modulus)
            assert value.denominator == 1
            assert not natural or value >= 0
