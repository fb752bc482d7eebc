"""Sums of products of two binomial coefficients, one of which leaves the sum; and letters at their ends without an upper bound."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import trinomial_revision, unbounded_letters
from proofs_check.engines.calculus_questions import Questions
from proofs_check.exact.evaluate import evaluate
from proofs_check.goal import Budget
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Sum, number
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

ABOVE = {"m": "natural", "n": "integer >= m"}
BELOW = {"n": "natural", "k": "integer in [0, n]"}
APART = {"m": "natural", "n": "natural"}
TRUE: list[Case] = [
    (ABOVE, "sum(binomial(n, k)*binomial(k, m), k, m, n) == 2**(n - m)*binomial(n, m)"),
    (ABOVE, "sum(binomial(n, k)*binomial(k, m), k, 0, n) == 2**(n - m)*binomial(n, m)"),
    (ABOVE, "sum((-1)**k*binomial(n, k)*binomial(k, m), k, m, n) == (-1)**m*max(0, 1 - (n - m))"),
    (ABOVE, "sum(binomial(n, k)*binomial(n - k, m), k, 0, n - m) == 2**(n - m)*binomial(n, m)"),
    (BELOW, "sum(binomial(n, j)*binomial(n - j, k - j), j, 0, k) == 2**k*binomial(n, k)"),
]
FALSE: list[Case] = [
    (ABOVE, "sum(binomial(n, k)*binomial(k, m), k, m, n) == 2**n*binomial(n, m)"),
    (ABOVE, "sum(binomial(n, k)*binomial(k, m), k, m + 1, n) == 2**(n - m)*binomial(n, m)"),
    (ABOVE, "sum(binomial(n, k)*binomial(k, m), k, m, n - 1) == 2**(n - m)*binomial(n, m)"),
    (ABOVE, "sum(binomial(n, k)*binomial(n - k, m), k, 0, n - m - 1) == 2**(n - m)*binomial(n, m)"),
    (BELOW, "sum(binomial(n, j)*binomial(n - j, k - j), j, 1, k) == 2**k*binomial(n, k)"),
    (BELOW, "sum(binomial(n, j)*binomial(n - j, k - j), j, 0, k) == 2**n*binomial(n, k)"),
]
FORMS = {
    "binomial(n, k)*binomial(k, m)": lambda n, m, k: comb(n, k) * comb(k, m),
    "binomial(n, k)*binomial(n - k, m)": lambda n, m, k: comb(n, k) * comb(n - k, m),
    "binomial(n, k)*binomial(n - k, m - k)": lambda n, m, k: comb(n, k) * comb(n - k, m - k),
}


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_one_coefficient_leaves_the_sum(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_false_ones_are_not_shown(case: Case) -> None:
    assert not shown_by(trinomial_revision, case)


@given(st.sampled_from(sorted(FORMS)), st.integers(0, 3), st.integers(0, 4), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_the_new_sum_has_the_same_value(form: str, low: int, m: int, above: int) -> None:
    high = "m" if "m - k" in form else "n"
    letters = {"m": "integer >= 4", "n": "integer >= m"}
    goal = goal_from((letters, f"sum({form}*(k + 2), k, {low}, {high}) == 0"))
    assert isinstance(goal.conclusion, Compare) and isinstance(goal.conclusion.left, Sum)
    new = trinomial_revision.revised(goal.conclusion.left, Questions(goal, Session(Budget()).prover()))
    assert new is not None
    values = {"m": 4 + m, "n": 4 + m + above}
    found = evaluate(
        new,
        {name: number(one) for name, one in values.items()},
        formalize(letters, {}, {}, "0 == 0"),
        Budget(),
    )
    assert found == sum(
        FORMS[form](values["n"], values["m"], k) * (k + 2) for k in range(low, values[high] + 1)
    )


@pytest.mark.parametrize(
    ("letters", "form", "low", "high"),
    [
        (APART, "binomial(n, k)*binomial(k, m)", "0", "n"),
        ({"m": "integer", "n": "integer >= m"}, "binomial(n, k)*binomial(k, m)", "0", "n"),
        ({"a": "integer", **ABOVE}, "binomial(n, k)*binomial(k, m)", "a", "n"),
        (ABOVE, "binomial(n, k)*binomial(n - k, m)", "0", "n + 1"),
        (ABOVE, "binomial(n, k)*binomial(n - k, m - k)", "0", "n"),
        (ABOVE, "binomial(n, k)*binomial(n - k + 1, m)", "0", "n"),
        (ABOVE, "binomial(n, k)*binomial(n, k)*binomial(k, m)", "0", "n"),
    ],
)
def test_sums_beyond_the_bounds_are_left_alone(
    letters: dict[str, str], form: str, low: str, high: str
) -> None:
    goal = goal_from((letters, f"sum({form}, k, {low}, {high}) == 0"))
    assert isinstance(goal.conclusion, Compare) and isinstance(goal.conclusion.left, Sum)
    assert (
        trinomial_revision.revised(goal.conclusion.left, Questions(goal, Session(Budget()).prover())) is None
    )


def test_a_bound_that_is_not_needed_is_forgotten() -> None:
    assert shown_by(unbounded_letters, (BELOW, "n*sum(binomial(k, j), j, 0, k) == n*2**k"))


@pytest.mark.parametrize(
    "case",
    [
        (BELOW, "sum(1, j, 1, k) <= n"),
        (BELOW, "sum(1, j, 1, k)*sqrt(n - k) == k*sqrt(n - k)"),
        (BELOW, "sum(1, j, 1, k) == k", "k < 3"),
        ({**BELOW, "j": "integer in [0, k]"}, "sum(1, i, 1, k) == k"),
    ],
    ids=lambda case: str(case[1]),
)
def test_a_bound_that_others_need_stays(case: Case) -> None:
    assert not shown_by(unbounded_letters, case)
