"""Cauchy and Schwarz for sums of any length, and what the square of a sum holds; ranges may be empty."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines.sum_products import in_entries
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

N = {"n": "integer >= 1", "x": "vector(n)", "y": "vector(n)"}
POSITIVE = {"positive": "forall(i, 'integer in [0, n - 1]', x[i] > 0)"}


def shown(let: Mapping[str, str], claim: str, given: Mapping[str, str] | None = None) -> bool:
    return Session(Budget()).prove_claim(goal_of(formalize(let, given or {}, {}, claim))).proved


@pytest.mark.parametrize(
    "claim",
    [
        "sum(x[i]*y[i], i, 0, n - 1)**2 <= sum(x[i]**2, i, 0, n - 1)*sum(y[i]**2, i, 0, n - 1)",
        "sum(x[i], i, 0, n - 1)**2 <= n*sum(x[i]**2, i, 0, n - 1)",
        "sum(abs(x[i]), i, 0, n - 1) >= norm(x)",
        "sum(abs(x[i]), i, 0, n - 1) <= sqrt(n)*norm(x)",
        "sum(abs(x[i]*y[i]), i, 0, n - 1) <= norm(x)*norm(y)",
        "sum(x[i]**2, i, 0, n - 1)**2 >= sum(x[i]**4, i, 0, n - 1)",
        "sum(abs(x[i] - y[i]), i, 0, n - 1) >= norm(x - y)",
        "sum(x[i], i, 0, n - 1)**2/n <= dot(x, x)",
    ],
)
def test_true_for_every_length(claim: str) -> None:
    assert shown(N, claim)


@pytest.mark.parametrize(
    "claim",
    [
        "sum(x[i]*y[i], i, 0, n - 1)**2 < sum(x[i]**2, i, 0, n - 1)*sum(y[i]**2, i, 0, n - 1)",
        "sum(x[i]*y[i], i, 0, n - 1)**2 <= sum(x[i]**2, i, 0, n - 1)*sum(x[i]**2, i, 0, n - 1)",
        "sum(x[i], i, 0, n - 1)**2 <= (n - 1)*sum(x[i]**2, i, 0, n - 1)",
        "sum(x[i], i, 0, n - 1)**2 >= sum(x[i]**2, i, 0, n - 1)",
        "sum(abs(x[i]), i, 0, n - 1) > norm(x)",
        "sum(abs(x[i]), i, 0, n - 1) <= norm(x)",
        "sum(abs(x[i]), i, 1, n - 1) >= norm(x)",
        "sum(x[i]*y[i], i, 0, n - 1)**2 <= sum(x[i]**2, i, 1, n - 1)*sum(y[i]**2, i, 1, n - 1)",
        "sum(abs(x[i]), i, 0, n - 1) >= norm(x - y)",
    ],
)
def test_false_ones_are_not_proved(claim: str) -> None:
    assert not shown(N, claim)


def test_products_of_terms_above_one() -> None:
    claim = "sum(x[i], i, 0, n - 1)*sum(1/x[i], i, 0, n - 1) >= n**2"
    assert shown(N, claim, POSITIVE)
    assert not shown(N, claim.replace(">=", ">"), POSITIVE)


@pytest.mark.parametrize(("domain", "holds"), [("integer >= 1", True), ("integer >= -3", False)])
def test_the_number_of_terms_of_an_empty_range_is_not_negative(domain: str, holds: bool) -> None:
    """At m = -3 the sums are 0, and m**2 is 9."""
    assert shown({"m": domain}, "sum(exp(k), k, 1, m)*sum(exp(-k), k, 1, m) >= m**2") is holds


def test_norms_and_products_in_entries() -> None:
    let = {**N, "A": "matrix(n, n)", "c": "real", "z": "vector(3)"}
    claim = "norm(x - c*y) + dot(x, y) + norm(A @ x) + norm(z) > 0"
    written = text(in_entries(goal_of(formalize(let, {}, {}, claim)), "k").conclusion)
    assert written == (
        "sqrt(sum((x[k] - c * y[k])**2, k, 0, n - 1)) + sum(x[k] * y[k], k, 0, n - 1) + norm(A @ x)"
        " + sqrt(sum(z[k]**2, k, 0, 3 - 1)) > 0"
    )
