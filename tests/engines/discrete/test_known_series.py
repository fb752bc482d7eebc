"""Partial sums of known series: the bounds hold of the numbers, and comparisons follow from them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from discrete_goals import decides, goal, prover
from flint import arb

from proofs_check.engines import known_series
from proofs_check.engines.enclosures import enclosed
from proofs_check.engines.known_series import SERIES, Series
from proofs_check.goal import goal_of
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import number

N = {"n": "natural"}
POSITIVE = {"n": "integer >= 1"}
UNIT = {"n": "integer >= 1", "x": "real in [0, 1)"}
PROVED = [
    (N, "sum(1/factorial(k), k, 0, n) < e"),
    (N, "sum(2**k/factorial(k), k, 0, n) < e**2"),
    ({"n": "natural", "x": "positive"}, "sum(x**k/factorial(k), k, 0, n) < exp(x)"),
    (POSITIVE, "sum(1/k**2, k, 1, n) < pi**2/6"),
    (POSITIVE, "sum(1/k**2, k, 1, n) > pi**2/6 - 1/n"),
    (POSITIVE, "sum(3/k**2, k, 1, 2*n) < pi**2/2"),
    (N, "sum(1/(2*k + 1)**2, k, 0, n) < pi**2/8"),
    (POSITIVE, "abs(sum((-1)**(k + 1)/k, k, 1, n) - log(2)) < 1/n"),
    (N, "abs(sum((-1)**k/(2*k + 1), k, 0, n) - pi/4) <= 1/(2*n + 3)"),
    (UNIT, "sum(x**k/k, k, 1, n) <= -log(1 - x)"),
    (UNIT, "sum(3*x**k/k, k, 1, n) <= -3*log(1 - x)"),
    (UNIT, "sum(x**k/k, k, 1, n) >= -log(1 - x) - x**(n + 1)/((n + 1)*(1 - x))"),
    ({**UNIT, "x": "real in (0, 1)"}, "sum(x**k/k, k, 1, n) < -log(1 - x)"),
    ({**UNIT, "x": "real in (0, 1)"}, "sum(x**(k - 1)/k, k, 1, n) < -log(1 - x)/x"),
    (POSITIVE, "sum(1/(k*2**k), k, 1, n) < -log(1/2)"),
]
FALSE = [
    (N, "sum(1/factorial(k), k, 0, n) < e - 1/factorial(n + 1)**2 - 1/1000000"),
    ({"n": "natural", "x": "real"}, "sum(x**k/factorial(k), k, 0, n) < exp(x)"),
    ({"n": "natural", "x": "nonnegative"}, "sum(x**k/factorial(k), k, 0, n) < exp(x)"),
    (POSITIVE, "sum(1/k**2, k, 1, n) < pi**2/6 - 1/n"),
    (N, "sum(1/k**2, k, 1, n) > pi**2/6 - 1/(n + 1)"),
    (N, "sum(1/(k + 1)**2, k, 0, n) < pi**2/8"),
    (POSITIVE, "sum((-1)**(k + 1)/k, k, 1, n) < log(2)"),
    (POSITIVE, "sum((-1)**k/k, k, 1, n) > -log(2)"),
    (N, "sum((-1)**k/(2*k + 1), k, 0, n) <= pi/4"),
    (N, "sum(-1/factorial(k), k, 0, n) < -e"),
    (UNIT, "sum(x**k/k, k, 1, n) < -log(1 - x)"),
    (UNIT, "sum(x**k/k, k, 1, n) >= -log(1 - x) - x**(n + 1)/(n + 1)"),
    (UNIT, "x*sum(x**(k - 1)/k, k, 1, n) > 0"),
    (UNIT, "(sum(x**(k - 1)/k, k, 1, n) - 1)**2 + x > 0"),
    ({**UNIT, "x": "real in (-1, 1)"}, "sum(x**k/k, k, 1, n) <= -log(1 - x)"),
    (POSITIVE, "sum(1/(k*2**k), k, 1, n) < -log(1/2) - 1/1000"),
    (POSITIVE, "sum(1/(k*2**k), k, 1, n) >= -log(1/2)"),
]


@pytest.mark.parametrize(("let", "claim"), PROVED)
def test_proved(let: Mapping[str, str], claim: str) -> None:
    assert decides(known_series.attempt, let, claim)


@pytest.mark.parametrize(("let", "claim"), FALSE)
def test_false_is_not_proved(let: Mapping[str, str], claim: str) -> None:
    assert not known_series.attempt(goal(let, claim), prover()).proved


@pytest.mark.parametrize("given", ["m == 0 or b > 0", "b**m > 0"])
def test_a_quotient_of_neighbours_may_have_no_value_where_the_terms_have_one(given: str) -> None:
    let = {"a": "nonnegative", "b": "nonnegative", "m": "natural"}
    for claim in ("(S - 1)**2 + b > 0", "abs(S - 1) + b > 0"):  # false for m = b = 0
        written = claim.replace("S", "sum(a**k*b**(m - k)/factorial(k), k, 0, m)")
        formal = formalize(let, {"given": given}, {}, written)
        assert not known_series.attempt(goal_of(formal), prover()).proved


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (POSITIVE, "sum(1/k**2, k, 1, n) == 1"),
        (POSITIVE, "sum(1/k**3, k, 1, n) < 2"),
        (POSITIVE, "sum(1/k**2, k, 1, n + 1)*sum(1/k, k, 1, n) == 2"),
        (POSITIVE, "sum(n**k/factorial(k), k, 1, n) < 2"),
        ({"n": "natural", "z": "complex"}, "abs(z) + sum(1/factorial(k), k, 0, n) < 3"),
    ],
)
def test_other_goals_are_left(let: Mapping[str, str], claim: str) -> None:
    assert not known_series.applies(goal(let, claim))


@pytest.mark.parametrize("series", SERIES)
@pytest.mark.parametrize("end", [1, 2, 3, 10, 31])
def test_the_bounds_hold_of_numbers(series: Series, end: int) -> None:
    scope = goal(N, "n == n").scope
    total = arb(0)
    for k in range(series.low, end + 1):
        total += _value(series.term(number(k)), scope)
    value, m = _value(series.value, scope), number(end)
    assert value - _value(series.below(m), scope) < total < value - _value(series.above(m), scope)


@pytest.mark.parametrize("series", SERIES)
def test_the_first_term_is_one_and_the_quotients_are_those_of_the_terms(series: Series) -> None:
    scope = goal(N, "n == n").scope
    assert _value(series.term(number(series.low)), scope) == 1
    for k in range(series.low, series.low + 6):
        now, then = (_value(series.term(number(place)), scope) for place in (k, k + 1))
        assert abs(then * series.bottom(k) - now * series.top(k)) < 1e-9  # type: ignore[arg-type]


def _value(term: object, scope: object) -> arb:
    found = enclosed(term, {}, scope)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_terms_that_only_look_alike_are_not_taken() -> None:
    claim = "sum(binomial(k - 9, 3 - 9)/factorial(k), k, 0, n) < 0"
    assert not known_series.attempt(goal(N, claim), prover()).proved
