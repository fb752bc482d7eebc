"""Sums over terms with kinks, split where the kinks are."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from discrete_goals import decides, goal, prover

from proofs_check.engines import kinked_sums
from proofs_check.goal import goal_of
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Apply, Number, Sum, Term, number, substitute

N = {"n": "natural"}
M = {"m": "natural"}
WITHIN = {"n": "natural", "c": "integer in [0, n]"}
ANY = {"n": "natural", "c": "integer"}
PROVED = [
    (N, "sum(sum(min(j, k), j, 1, n), k, 1, n) == n*(n + 1)*(2*n + 1)/6"),
    (N, "sum(sum(max(j, k), j, 1, n), k, 1, n) == n*(n + 1)*(4*n - 1)/6"),
    (N, "sum(sum(abs(j - k), j, 1, n), k, 1, n) == n*(n**2 - 1)/3"),
    (WITHIN, "sum(abs(k - c), k, 0, n) == c*(c + 1)/2 + (n - c)*(n - c + 1)/2"),
    (N, "sum(abs(2*k - n), k, 0, n) == floor((n + 1)**2/2)"),
    (N, "sum(abs(n - k), k, 0, 2*n) == n*(n + 1)"),
    (WITHIN, "sum(2**min(k, c), k, 0, n) == 2**(c + 1) - 1 + (n - c)*2**c"),
    (WITHIN, "sum(relu(k - c), k, 0, n) == (n - c)*(n - c + 1)/2"),
    (WITHIN, "sum(abs(k - c), k, 0, n) >= n**2/4"),
    (WITHIN, "sum(max(c - k, 0), k, 0, n) == c*(c + 1)/2"),
    ({"n": "natural", "c": "integer >= 0"}, "sum(abs(k + c), k, 0, n) == n*(n + 1)/2 + c*(n + 1)"),
    (
        {"n": "natural", "c": "integer in [0, n]", "x": "real"},
        "sum(x*abs(k - c), k, c, n) == x*(n - c)*(n - c + 1)/2",
    ),
    (M, "sum(abs(m - k)*binomial(2*m, k), k, 0, 2*m) == m*binomial(2*m, m)"),
    (M, "sum(abs(2*m + 1 - 2*k)*binomial(2*m + 1, k), k, 0, 2*m + 1) == 2*(m + 1)*binomial(2*m + 1, m + 1)"),
    (N, "sum(abs(n - 2*k)*binomial(n, k), k, 0, n) == 2*ceil(n/2)*binomial(n, ceil(n/2))"),
    (M, "sum(abs(3*k - 6*m - 1), k, 0, 3*m) == 15*m**2/2 + 11*m/2 + 1"),
    (WITHIN, "sum(abs(k - c)*min(k, c), k, 0, n) == c*(c - 1)*(c + 1)/6 + c*(n - c)*(n - c + 1)/2"),
]
FALSE = [
    (M, "sum(abs(2*m + 1 - 2*k)*binomial(2*m + 1, k), k, 0, 2*m + 1) == (2*m + 1)*binomial(2*m + 1, m + 1)"),
    (N, "sum(sum(min(j, k), j, 1, n), k, 1, n) == n*(n + 1)*(4*n - 1)/6"),
    (N, "sum(sum(min(j, k), j, 0, n), k, 1, n + 1) == n*(n + 1)*(2*n + 1)/6"),
    (N, "sum(sum(abs(j - k), j, 1, n), k, 1, n) == n*(n**2 + 1)/3"),
    (WITHIN, "sum(abs(k - c), k, 0, n) == c*(c + 1)/2 + (n - c)*(n - c - 1)/2"),
    (ANY, "sum(abs(k - c), k, 0, n) == c*(c + 1)/2 + (n - c)*(n - c + 1)/2"),
    ({"n": "natural", "c": "integer >= 0"}, "sum(min(k, c), k, 0, n) == c*(c + 1)/2 + c*(n - c)"),
    (N, "sum(abs(2*k - n), k, 0, n) == (n + 1)**2/2"),
    (WITHIN, "sum(relu(k - c), k, 0, n) == (n - c)*(n - c - 1)/2"),
    (WITHIN, "sum(abs(k - c), k, 0, n) > n**2/4 + n/4"),
    (ANY, "sum(max(k, c), k, 0, n) >= n*c + n"),
]


@pytest.mark.parametrize(("let", "claim"), PROVED)
def test_proved(let: Mapping[str, str], claim: str) -> None:
    assert decides(kinked_sums.attempt, let, claim)


@pytest.mark.parametrize(("let", "claim"), FALSE)
def test_false_is_not_proved(let: Mapping[str, str], claim: str) -> None:
    assert not kinked_sums.attempt(goal(let, claim), prover()).proved


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (N, "sum(k, k, 0, n) == n*(n + 1)/2"),
        (ANY, "sum(k*abs(c), k, 0, n) == abs(c)*n*(n + 1)/2"),
        ({"n": "natural", "z": "complex"}, "sum(abs(k - z), k, 0, n) >= 0"),
        (N, "prod(abs(k - n), k, 0, n) == 0"),
    ],
)
def test_other_goals_are_left(let: Mapping[str, str], claim: str) -> None:
    assert not kinked_sums.applies(goal(let, claim))


@pytest.mark.parametrize("claim", ["sum(min(k, x), k, 0, n) >= 0", "sum(abs(k**2 - 4), k, 0, n) >= 0"])
def test_kinks_at_places_that_are_not_seen_are_left(claim: str) -> None:
    let = {"n": "natural", "x": "nonnegative"}
    assert not kinked_sums.attempt(goal(let, claim), prover()).proved


def test_terms_without_value_in_empty_ranges_are_not_summed() -> None:
    claim = "x*sum(abs(k)/x, k, 1, n) == n*(n + 1)/2 + 1 - sign(x)**2"
    given = {"weight": "implies(n >= 1, x != 0)"}
    goal_ = goal_of(formalize({"n": "natural", "x": "real"}, given, {}, claim))
    assert not kinked_sums.attempt(goal_, prover()).proved
    goal_ = goal_of(formalize({"n": "natural", "x": "nonzero"}, {}, {}, claim))
    assert kinked_sums.attempt(goal_, prover()).proved


def value(term: Term) -> Fraction:
    match term:
        case Number(value=found):
            return found
        case Apply(op="add", args=(left, right)):
            return value(left) + value(right)
        case Apply(op="sub", args=(left, right)):
            return value(left) - value(right)
        case Apply(op="mul", args=(left, right)):
            return value(left) * value(right)
        case Apply(op="neg", args=(inner,)):
            return -value(inner)
        case Apply(op="pow", args=(base, exponent)):
            return value(base) ** int(value(exponent))
    raise AssertionError(term)


@pytest.mark.parametrize("body", ["7", "k", "3*k - k**2", "k**3 - 2*k + 5", "(k - 1)**4"])
def test_closed_forms_of_polynomials(body: str) -> None:
    let = {"a": "integer", "b": "integer >= a - 1"}
    sides = goal(let, f"sum({body}, k, a, b) == 0").conclusion.left  # type: ignore[attr-defined]
    assert isinstance(sides, Sum)
    found = kinked_sums.summed(sides)
    assert found is not None
    for low in range(-3, 4):
        for high in range(low - 1, low + 6):
            at = {"a": number(low), "b": number(high)}
            terms = [value(substitute(sides.body, {sides.letter: number(k)})) for k in range(low, high + 1)]
            assert value(substitute(found, at)) == sum(terms)


def test_an_inner_end_at_the_kink() -> None:
    claim = "sum(sum(abs(j - k), j, 1, k), k, 1, n) == n*(n**2 - 1)/6"
    assert decides(kinked_sums.attempt, N, claim)
