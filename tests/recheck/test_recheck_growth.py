"""Limits of the second evaluator: factorials, sums whose ends move, iterations, waves that turn for ever."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recheck_outcomes import outcome

WHOLE = {"n": "integer >= 1"}
REAL = {"x": "positive"}

HOLDS = (
    "limit(binomial(2*n, n)**(1/n), n, oo) == 4",
    "limit(factorial(n)**(1/n)/n, n, oo) == 1/e",
    "limit(factorial(n)/(sqrt(2*pi*n)*(n/e)**n), n, oo) == 1",
    "limit((-3)**n/factorial(n), n, oo) == 0",
    "limit(factorial(n)/2**n, n, oo) == oo",
    "limit(harmonic(2*n) - harmonic(n), n, oo) == log(2)",
    "limit(n*(harmonic(n + 1) - harmonic(n)), n, oo) == 1",
    "limit(fibonacci(n + 1)/fibonacci(n), n, oo) == (1 + sqrt(5))/2",
    "limit(sum(1/(n + k), k, 1, n), n, oo) == log(2)",
    "limit(sum(k**(1/3), k, 1, n)/n**(4/3), n, oo) == 3/4",
    "limit(sum(k*(1/2)**k, k, 0, n), n, oo) == 2",
    "limit(sum((-1)**k, k, 0, n)/n, n, oo) == 0",
    "limit(sum(1/sqrt(n**2 + k), k, 1, n), n, oo) == 1",
    "limit(sum(1/(n + k), k, n, n + 3), n, oo) == 0",
    "limit(sum(k, k, n + 1, n), n, oo) == 0",
    "limit(sum(floor(sqrt(k)), k, 1, n)/n**(3/2), n, oo) == 2/3",
    "limit(sum(k*ceil(k/7), k, 1, n)/n**3, n, oo) == 1/21",
    "limit(sum(floor(n/k), k, 1, n)/(n*log(n)), n, oo) == 1",
    "limit(sum(-floor(k/2)/n, k, 1, n)/n, n, oo) == -1/4",
)
FALSE = (
    "limit(binomial(2*n, n)**(1/n), n, oo) == 2",
    "limit(factorial(n)/(sqrt(pi*n)*(n/e)**n), n, oo) == 1",
    "limit(harmonic(n) - log(n), n, oo) == 1/2",
    "limit(sum(n/(n**2 + k**2), k, 1, n), n, oo) == pi/2",
    "limit(sum(sin(pi*k/n), k, 1, n)/n, n, oo) == 1/pi",
    "limit(sum(1/k, k, 1, n), n, oo) == 2",
    "limit(sum(floor(sqrt(k)), k, 1, n)/n**(3/2), n, oo) == 1",
    "limit(sum(k*floor(k/2), k, 1, n)/n**3, n, oo) == 0",
)
OPEN_FLOORS = (
    "limit(sum(floor(k/2) - k/2, k, 1, n)/n, n, oo) == 0",
    "limit(sum(floor(n/k) - n/k, k, 1, n)/n, n, oo) == 0",
    "limit(sum((k - n/2)**2*floor(k), k, 1, n)/n**3, n, oo) == 0",
)
UNDEFINED = (
    "limit((-2)**(n/2)/factorial(n), n, oo) == 0",
    "limit(sum((-1)**k, k, 0, n), n, oo) == 1/2",
    "limit(sqrt(-1)/factorial(n), n, oo) == 0",
)
OPEN = ("limit(sum(sin(pi*k/n), k, 1, n)/n, n, oo) == 2/pi", "limit(sum(1/(k - 5), k, 1, n), n, oo) == 0")
TURNING = ("sin(x**2)", "cos(3*sqrt(x))", "sin(log(x)) + 1/x", "x*cos(x**2)/(x + 1)")
STEADY = ("sin(x**2)/x", "exp(-x)*cos(x**3)")


@pytest.mark.parametrize("claim", HOLDS)
def test_holds(claim: str) -> None:
    assert outcome(claim, WHOLE) == "holds"


@pytest.mark.parametrize("claim", FALSE)
def test_is_false(claim: str) -> None:
    assert outcome(claim, WHOLE) == "false"


@pytest.mark.parametrize("claim", UNDEFINED)
def test_is_undefined(claim: str) -> None:
    assert outcome(claim, WHOLE) == "undefined"


@pytest.mark.parametrize("claim", OPEN)
def test_stays_open(claim: str) -> None:
    assert outcome(claim, WHOLE) == "open"


@pytest.mark.parametrize("body", TURNING)
def test_what_turns_for_ever_has_no_limit(body: str) -> None:
    assert outcome(f"limit({body}, x, oo) == 0", REAL) == "undefined"


@pytest.mark.parametrize("body", STEADY)
def test_a_wave_that_dies_out_has_a_limit(body: str) -> None:
    assert outcome(f"limit({body}, x, oo) == 0", REAL) != "undefined"


def iteration(start: str, step: str) -> dict[str, object]:
    return {"r": {"index": "t", "first": 0, "start": [start], "step": step}}


@pytest.mark.parametrize(
    ("start", "step", "limit", "expected"),
    [
        ("1", "(r(t) + 2/r(t))/2", "sqrt(2)", "open"),
        ("1", "(r(t) + 2/r(t))/2", "2", "false"),
        ("0", "sqrt(2 + r(t))", "sqrt(2)", "false"),
        ("0", "1 - r(t)**2", "1", "undefined"),
        ("1", "cos(r(t))", "1", "false"),
        ("1", "1/(r(t) - 1)", "0", "undefined"),
    ],
)
def test_iterations(start: str, step: str, limit: str, expected: str) -> None:
    found = outcome(f"limit(r(t), t, oo) == {limit}", {"t": "natural"}, define=iteration(start, step))
    assert found in (expected, "open")
    assert found == expected or expected == "undefined"


def test_two_values_of_an_iteration_are_not_taken_for_equal() -> None:
    """r alternates between 0 and 1: the square of the difference is 1, whatever interval holds the values."""
    claim = "limit((r(t + 1) - r(t))**2, t, oo) == 1"
    assert outcome(claim, {"t": "natural"}, define=iteration("0", "1 - r(t)**2")) in ("open", "holds")
    assert outcome(claim, {"t": "natural"}, define=iteration("0", "1 - r(t)")) in ("open", "holds")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(-4, 4), min_size=1, max_size=3),
    st.sampled_from((1, 2, 3)),
    st.integers(0, 3),
    st.integers(-3, 3),
)
def test_sums_agree_with_addition(coefficients: list[int], base: int, start: int, off: int) -> None:
    """The growth of a sum minus the sum of one more summand is the last summand, for every polynomial times a power."""
    body = " + ".join(f"({c})*k**{j}" for j, c in enumerate(coefficients))
    body = f"({body})*{base}**k"
    last = body.replace("k", "(n + 1)")
    difference = f"(sum({body}, k, {start}, n + 1) - sum({body}, k, {start}, n) - {last})"
    claim = f"limit({difference}, n, oo) == {off}"
    assert outcome(claim, WHOLE) == ("holds" if off == 0 else "false")


def test_an_integral_is_a_number_of_its_own() -> None:
    third = str(Fraction(1, 3))
    claim = f"limit(sum(exp(k/n)*{third}, k, 1, n)/n, n, oo) - limit(sum(cos(k/n), k, 1, n)/n, n, oo) < 0"
    assert outcome(claim, WHOLE) == "holds"


@pytest.mark.parametrize("claim", OPEN_FLOORS)
def test_what_a_floor_leaves_out_stays_open_where_it_counts(claim: str) -> None:
    assert outcome(claim, WHOLE) == "open"
