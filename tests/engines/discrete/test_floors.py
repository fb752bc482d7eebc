"""Floors, ceilings, residue classes and divisibility."""

from math import ceil, floor
from types import ModuleType

import pytest
from discrete_goals import decides
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import divisibility, floors, residue_classes
from proofs_check.engines.remainders import period

X, XY, Z, N = {"x": "real"}, {"x": "real", "y": "real"}, {"n": "integer"}, {"n": "natural"}
PROVED = [
    (residue_classes, X, "floor(x) + floor(x + 1/2) == floor(2*x)"),
    (residue_classes, X, "floor(x) + floor(x + 1/3) + floor(x + 2/3) == floor(3*x)"),
    (residue_classes, X, "floor(floor(x/2)/3) == floor(x/6)"),
    (residue_classes, X, "floor(x + 1/2) == ceil(floor(2*x)/2)"),
    (residue_classes, XY, "floor(x) + floor(y) <= floor(x + y) <= floor(x) + floor(y) + 1"),
    (residue_classes, Z, "floor(n/2) + ceil(n/2) == n"),
    (residue_classes, Z, "floor(n**2/4) == floor(n/2)*ceil(n/2)"),
    (residue_classes, N, "floor(2**n/3) == (2**n - (3 - (-1)**n)/2)/3"),
    (floors, X, "x - 1 < floor(x) <= x"),
    (floors, {"n": "integer >= 1", "x": "real"}, "floor(x/n) == floor(floor(x)/n)"),
    (floors, {"x": "nonnegative"}, "floor(sqrt(floor(x))) == floor(sqrt(x))"),
    (divisibility, Z, "exists(k, 'integer', n**3 - n == 6*k)"),
    (divisibility, N, "exists(k, 'integer', 3**(2*n + 1) + 2**(n + 2) == 7*k)"),
    (divisibility, Z, "exists(k, 'integer', n**2 == 4*k or n**2 == 4*k + 1)"),
    (divisibility, Z, "not exists(k, 'integer', n**2 == 3*k + 2)"),
    (divisibility, {"p": "integer", "q": "integer >= 1"}, "p**2 != 2*q**2"),
]
FALSE = [
    (residue_classes, X, "floor(x) + floor(x + 1/2) == floor(2*x) + floor(x + 1/2) - floor(x)"),
    (residue_classes, X, "floor(x) < x"),
    (residue_classes, {"n": "real"}, "floor(n/2) + ceil(n/2) == n"),
    (residue_classes, Z, "floor(7**n) == 7**n"),
    (residue_classes, XY, "floor(x)*floor(y) <= floor(x*y)"),
    (floors, X, "x - 1 < floor(x) < x"),
    (floors, X, "[[floor(x), 0], [0, 1]] == [[floor(x), 1], [0, 1]]"),
    (floors, Z, "[[floor(n/2)], [1]] == [[floor(n/2)], [2]]"),
    (floors, {"n": "positive", "x": "real"}, "floor(x/n) == floor(floor(x)/n)"),
    (divisibility, Z, "exists(k, 'integer', n**3 - n == 12*k)"),
    (divisibility, Z, "exists(k, 'natural', n == k)"),
    (divisibility, Z, "exists(k, 'integer', 7**n == k)"),
    (divisibility, N, "exists(k, 'integer', 2**n == 2*k)"),
    (divisibility, {"p": "integer", "q": "natural"}, "p**2 != 2*q**2"),
    (divisibility, {"p": "integer", "q": "nonzero"}, "p**2 != 2*q**2"),
    (divisibility, {"p": "integer", "q": "integer >= 1"}, "p**2 != 4*q**2"),
    (divisibility, {"p": "integer", "q": "integer >= 1"}, "p**2 != 2*q**2 + 1"),
]


@pytest.mark.parametrize(("engine", "let", "claim"), PROVED)
def test_proved(engine: ModuleType, let: dict[str, str], claim: str) -> None:
    assert decides(engine.attempt, let, claim)


@pytest.mark.parametrize(("engine", "let", "claim"), FALSE)
def test_false_is_not_proved(engine: ModuleType, let: dict[str, str], claim: str) -> None:
    assert not decides(engine.attempt, let, claim)


@settings(max_examples=30)
@given(st.tuples(*[st.integers(-3, 3)] * 3), st.integers(2, 4), st.integers(-3, 3), st.booleans())
def test_a_proved_identity_holds_at_numbers(weights: tuple[int, int, int], m: int, c: int, up: bool) -> None:
    a, b, d = weights
    claim = f"floor(({a}*n + {b})/{m}) + {'ceil' if up else 'floor'}(n/2) == floor(({d}*n + {c})/{m})"
    if decides(residue_classes.attempt, Z, claim):
        for n in range(-12, 13):
            half = ceil(n / 2) if up else floor(n / 2)
            assert (a * n + b) // m + half == (d * n + c) // m


@given(st.integers(-9, 9), st.integers(1, 40))
def test_the_period_of_powers(base: int, modulus: int) -> None:
    start, length = period(base, modulus)
    powers = [pow(base, n, modulus) for n in range(start + 3 * length + 3)]
    assert all(powers[n] == powers[n + length] for n in range(start, len(powers) - length))
