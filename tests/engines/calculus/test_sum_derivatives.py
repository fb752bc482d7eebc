"""Derivatives of sums and products of moving length: what must hold for every term, and where it fails."""

import pytest
from calculus_goals import goal, nothing, term

from proofs_check.engines import kinks
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text


def shown(claim: str, x: str = "real", *given: str) -> bool:
    let = {"n": "natural", "m": "natural", "x": x}
    hypotheses = {f"h{place}": text for place, text in enumerate(given)}
    return Session(Budget()).prove_claim(goal_of(formalize(let, hypotheses, {}, claim))).proved


@pytest.mark.parametrize(
    ("x", "claim"),
    [
        ("real", "diff(sum(x**k/k, k, 1, n), x) == sum(x**(k - 1), k, 1, n)"),
        ("real", "diff(sum(x**(2*k + 1)/(2*k + 1), k, 0, n), x) == sum(x**(2*k), k, 0, n)"),
        ("real", "diff(x*sum(x**k/(k + 1), k, 0, n), x) == sum(x**k, k, 0, n)"),
        ("real", "diff(sum(x**(k + m)/(k + m), k, 1, n), x) == sum(x**(k + m - 1), k, 1, n)"),
        (
            "real",
            "diff(diff(sum(x**k/(k*(k + 1)), k, 1, n), x), x) == sum((k - 1)*x**(k - 2)/(k + 1), k, 2, n)",
        ),
        ("real", "diff(sum(sum(x**j, j, 0, k), k, 0, n), x) == sum((n + 1 - j)*j*x**(j - 1), j, 1, n)"),
        ("real", "diff(sum(sin(k*x)/k, k, 1, n), x) == sum(cos(k*x), k, 1, n)"),
        ("real", "diff(sum(log(1 + k*x**2), k, 1, n), x) == sum(2*k*x/(1 + k*x**2), k, 1, n)"),
        ("positive", "diff(sum(exp(-k*x)/k, k, 1, n), x) == (exp(-n*x) - 1)/(exp(x) - 1)"),
        ("positive", "diff(sum(1/(x + k), k, 1, n), x) == -sum(1/(x + k)**2, k, 1, n)"),
        ("nonnegative", "diff(sum(log(1 + x/k), k, 1, n), x) == sum(1/(x + k), k, 1, n)"),
        ("nonzero", "diff(sum(x**(-k)/k, k, 1, n), x) == -sum(x**(-k - 1), k, 1, n)"),
        ("positive", "diff(prod(x + k, k, 1, n), x) == prod(x + k, k, 1, n)*sum(1/(x + k), k, 1, n)"),
        ("positive", "diff(prod(exp(k*x), k, 0, n), x) == n*(n + 1)/2*prod(exp(k*x), k, 0, n)"),
        ("real", "sum(diff(x**k/k, x), k, 1, n) == sum(x**(k - 1), k, 1, n)"),
        ("real in [0, 1)", "diff(sum(x**k/k, k, 1, n), x) <= 1/(1 - x)"),
    ],
)
def test_term_by_term(x: str, claim: str) -> None:
    assert shown(claim, x)


def test_the_factors_of_a_product_must_not_vanish() -> None:
    conditions = [text(one) for one in differentiate(term("prod(x + k, k, 1, n)"), "x")[1]]
    assert conditions == ["forall(k, 'integer in [1, n]', x + k != 0)"]


@pytest.mark.parametrize(("run", "true"), [("integer >= 0", True), ("integer >= -1", False)])
def test_an_empty_sum_has_no_first_term(run: str, true: bool) -> None:
    claim = "diff(sum(x*x**k, k, 0, n), x) == 1 + sum((k + 1)*x**k, k, 1, n)"
    found = Session(Budget()).prove_claim(goal_of(formalize({"n": run, "x": "real"}, {}, {}, claim)))
    assert found.proved == true


def test_kinks_that_move_with_the_letter_of_a_sum_are_not_looked_at() -> None:
    with pytest.raises(NotDifferentiable, match="under a binder"):
        kinks.attempt(goal("sum(diff((x - k)*abs(x - k), x), k, 1, t) >= 0"), nothing)


def test_the_slope_of_a_logarithmic_sum_is_geometric() -> None:
    claim = "diff(sum(x**k/k, k, 1, n), x) == (1 - x**n)/(1 - x)"
    assert shown(claim, "real", "x != 1")
    assert not shown(claim)


@pytest.mark.parametrize(
    ("x", "claim"),
    [
        ("real", "diff(sum(x**k/k, k, 1, n), x) == sum(x**k, k, 1, n)"),
        ("real", "diff(sum(x**k/k, k, 0, n), x) == sum(x**(k - 1), k, 0, n)"),  # 1/0
        ("real", "diff(sum(log(x + k), k, 1, n), x) == sum(1/(x + k), k, 1, n)"),  # x <= -1
        ("real", "diff(sum(abs(x - k), k, 1, n), x) == sum(sign(x - k), k, 1, n)"),  # x == 1
        ("nonnegative", "diff(sum(sqrt(x + k), k, 0, n), x) == sum(1/(2*sqrt(x + k)), k, 0, n)"),  # x == 0
        ("real", "diff(sum(abs(x - k)/(1 + k**2), k, 0, n), x) <= sum(1/(1 + k**2), k, 0, n)"),
        ("real", "diff(prod(x - k, k, 1, n), x) == prod(x - k, k, 1, n)*sum(1/(x - k), k, 1, n)"),
        ("nonnegative", "diff(prod(x, k, 1, n), x) == n*x**(n - 1)"),  # n == 0 == x
        ("positive", "diff(prod(x + k, k, 1, n), x) == sum(1/(x + k), k, 1, n)"),
        ("real", "sum(diff(abs(x - k), x), k, 1, n) <= n"),  # no slope at x == 1
        ("real", "sum(diff(log(x + k), x), k, 1, n) == sum(1/(x + k), k, 1, n)"),
    ],
)
def test_false_neighbours(x: str, claim: str) -> None:
    assert not shown(claim, x)
