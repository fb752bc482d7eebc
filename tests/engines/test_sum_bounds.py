"""Sums of an open length by what holds of every term; over an empty range no factor may leave a sum that need not have a value."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

N = {"n": "integer >= 1", "x": "vector(n)", "j": "integer in [0, n - 1]", "c": "real"}
M = {"n": "integer >= 1", "x": "vector(n)", "m": "integer in [0, n]", "j": "integer in [0, n - 1]"}
WEIGHTS = "sum(exp(x[i]), i, 0, n - 1)"


def shown(let: Mapping[str, str], claim: str, given: Mapping[str, str] | None = None) -> bool:
    return Session(Budget()).prove_claim(goal_of(formalize(let, given or {}, {}, claim))).proved


@pytest.mark.parametrize(
    "claim",
    [
        f"{WEIGHTS} > 0",
        f"{WEIGHTS} >= exp(x[j])",
        f"log({WEIGHTS}) >= x[j]",
        f"sum(exp(x[i])/{WEIGHTS}, i, 0, n - 1) == 1",
        f"exp(x[j] + c)/sum(exp(x[i] + c), i, 0, n - 1) == exp(x[j])/{WEIGHTS}",
        f"sum(exp(x[i] - c), i, 0, n - 1) == exp(-c)*{WEIGHTS}",
        "sum(sign(x[i])**2, i, 0, n - 1) <= n",
        "sum(tanh(x[i]), i, 0, n - 1) < n",
        "abs(sum(x[i], i, 0, n - 1)) <= sum(abs(x[i]), i, 0, n - 1)",
        "sum(-exp(x[i]), i, 0, n - 1) <= -exp(x[j])",
    ],
)
def test_true_for_every_length(claim: str) -> None:
    assert shown(N, claim)


@pytest.mark.parametrize(
    "claim",
    [
        f"{WEIGHTS} > exp(x[j])",
        f"log({WEIGHTS}) > x[j]",
        "sum(sign(x[i])**2, i, 0, n - 1) < n",
        "sum(sign(x[i])**2, i, 0, n - 1) <= n - 1",
        "sum(sign(x[i])**2, i, 0, n - 1) != n",
        "sum(x[i], i, 0, n - 1) >= x[j]",
        "sum(abs(x[i]), i, 0, n - 1) <= abs(sum(x[i], i, 0, n - 1))",
        "sum(abs(x[i]), i, 1, n - 1) >= abs(x[j])",
        "sum(-exp(x[i]), i, 0, n - 1) >= -exp(x[j])",
        f"sum(exp(x[i] - c), i, 0, n - 1) == exp(c)*{WEIGHTS}",
        f"{WEIGHTS} <= sum(exp(x[i]), i, 1, n - 1)",
        "sum((-1)**i, i, 0, 2*n - 1) != 0",
    ],
)
def test_false_ones_are_not_proved(claim: str) -> None:
    assert not shown(N, claim)


@pytest.mark.parametrize(
    "claim",
    [
        "sum(exp(x[i]), i, 0, m - 1) > 0",
        "sum(exp(x[i]), i, 0, m - 1) >= exp(x[j])",
        "sum(tanh(x[i]), i, 0, m - 1) < m",
        "sum(1/m, i, 0, m - 1) == 1",
        "sum(exp(x[k])/sum(exp(x[k]), k, 0, m - 1), k, 0, m - 1) == 1",
    ],
)
def test_an_empty_range_is_not_forgotten(claim: str) -> None:
    """m = 0: the sum is 0, and what would be divided by is never asked for."""
    assert not shown(M, claim)


def test_a_factor_leaves_a_sum_only_where_it_has_a_value() -> None:
    """The planner alone: over an empty range the sum is 0, and 0/0 is not 1."""
    claim = "sum(2**k/sum(2**k, k, 0, m - 1), k, 0, m - 1) == 1"

    def decided(domain: str) -> bool:
        return Session(Budget()).prove(goal_of(formalize({"m": domain}, {}, {}, claim))).proved

    assert decided("integer >= 1")
    assert not decided("natural")


def test_the_index_may_have_the_name_of_a_letter() -> None:
    """Only the letter is at most n - 1; the index runs on its own."""
    let = {"n": "integer >= 1", "x": "vector(n)", "i": "integer in [0, n - 1]", "k": "natural"}
    assert shown(let, "sum(exp(x[i]), i, 0, n - 1) >= exp(x[i])")
    assert not shown(let, "sum(k**2, k, 0, 5 + k) <= k**2")
    assert not shown(let, "sum(k, k, 0, n) <= k*(n + 1)")


def test_terms_of_which_a_hypothesis_speaks() -> None:
    let = {"n": "integer >= 1", "y": "vector(n)"}
    positive = {"positive": "forall(i, 'integer in [0, n - 1]', y[i] > 0)"}
    assert shown(let, "sum(y[i], i, 0, n - 1) > 0", positive)
    assert not shown(let, "sum(y[i], i, 0, n - 1) > 0", {"some": "y[0] > 0"})
