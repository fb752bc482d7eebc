"""Differences of order n of powers whose exponent moves with n, and what is no such difference."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import finite_differences
from proofs_check.engines.calculus_questions import Questions
from proofs_check.exact.evaluate import evaluate
from proofs_check.goal import Budget
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Sum, number
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

N = {"n": "natural"}
FROM_ONE = {"n": "integer >= 1"}
SHIFTED = {"n": "natural", "x": "real"}
LINE = {"n": "natural", "a": "nonzero", "b": "real"}
TRUE: list[Case] = [
    (SHIFTED, "sum((-1)**k*binomial(n, k)*(x - k)**n, k, 0, n) == factorial(n)"),
    ({"n": "integer >= 1", "x": "real"}, "sum((-1)**k*binomial(n, k)*(x + k)**(n - 1), k, 0, n) == 0"),
    (FROM_ONE, "sum((-1)**k*binomial(n, k)*k**n, k, 0, n) == (-1)**n*factorial(n)"),
    (FROM_ONE, "sum((-1)**(n - k)*binomial(n, k)*k**n, k, 1, n) == factorial(n)"),
    (N, "sum((-1)**(n - k)*binomial(n, k)*k**(n + 1), k, 0, n) == n*factorial(n + 1)/2"),
    (SHIFTED, "sum((-1)**(n - k)*binomial(n, k)*(x + k)**(n + 1), k, 0, n) == factorial(n + 1)*(x + n/2)"),
    (N, "sum((-1)**(n - k)*binomial(n, k)*k**(n + 2), k, 0, n) == n*(3*n + 1)*factorial(n + 2)/24"),
    (LINE, "sum((-1)**k*binomial(n, k)*(a*k + b)**n, k, 0, n) == (-a)**n*factorial(n)"),
    (
        {"n": "natural", "a": "real"},
        "sum((-1)**k*binomial(n, k)*(a*k + 1)**n, k, 0, n) == (-a)**n*factorial(n)",
    ),
    (FROM_ONE, "sum((-1)**(n - k)*binomial(n, k)*k*(k + 2)**(n - 1), k, 0, n) == factorial(n)"),
    (FROM_ONE, "sum((-1)**k*binomial(n, n - k)*(n - k)**n, k, 0, n) == factorial(n)"),
    (N, "sum((-1)**k*binomial(n + 1, k)*k**n, k, 0, n + 1) == 0"),
]
FALSE: list[Case] = [
    (SHIFTED, "sum((-1)**k*binomial(n, k)*(x + k)**n, k, 0, n) == factorial(n)"),
    (SHIFTED, "sum((-1)**k*binomial(n, k)*(x + k)**(n - 1), k, 0, n) == 0"),
    (N, "sum((-1)**(n - k)*binomial(n, k)*k**n, k, 1, n) == factorial(n)"),
    ({"n": "integer"}, "sum((-1)**(n - k)*binomial(n, k)*k**n, k, 0, n) == factorial(n)"),
    (N, "sum((-1)**k*binomial(n + 1, k)*k**n, k, 0, n) == 0"),
    (N, "sum(binomial(n, k)*k**n, k, 0, n) == (-1)**n*factorial(n)"),
    (N, "sum((-1)**(2*k)*binomial(n, k)*k**n, k, 0, n) == (-1)**n*factorial(n)"),
    (N, "sum((-1)**(n - k)*binomial(n + 1, k)*k**n, k, 0, n) == factorial(n)"),
    (N, "sum((-1)**(n - k)*binomial(n, k)*binomial(n, k)*k**n, k, 0, n) == factorial(n)"),
    (N, "sum((-1)**(n - k)*binomial(n, k + 1)*k**n, k, 0, n) == factorial(n)"),
    (FROM_ONE, "sum((-1)**(n - k)*binomial(n, k)*k**(n - 1)/k, k, 1, n) == 0"),
    (N, "sum((-1)**(n - k)*binomial(n, k)*k**n*2**k, k, 0, n) == factorial(n)"),
    (FROM_ONE, "sum((-1)**k*binomial(n, k)*binomial(n + 1, k)*k**(n - 1), k, 0, n) == 0"),
    (FROM_ONE, "sum((-1)**k*binomial(n, k)*binomial(k, 1)*k**(n - 1), k, 0, n) == 0"),
    (FROM_ONE, "sum((-1)**(k + floor(k/2))*binomial(n, k)*k**(n - 1), k, 0, n) == 0"),
    (FROM_ONE, "sum((-1)**(k + k*n)*binomial(n, k)*k**(n - 1), k, 0, n) == 0"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_they_are_known_in_closed_form(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_false_ones_are_not(case: Case) -> None:
    assert not shown_by(finite_differences, case)


@given(
    st.integers(1, 6),
    st.integers(-3, 3).filter(bool),
    st.integers(-3, 3),
    st.integers(-1, 2),
    st.integers(0, 2),
)
@settings(max_examples=60, deadline=None)
def test_the_value_is_that_of_the_sum(n: int, slope: int, start: int, above: int, by: int) -> None:
    body = f"(-1)**k*binomial(n, k)*({slope}*k + {start})**(n + {above - by})*{('2', '(k + 1)', '(k**2 + 1)')[by]}"
    letters = {"n": "integer >= 3"}
    goal = goal_from((letters, f"sum({body}, k, 0, n) == 0"))
    assert isinstance(goal.conclusion, Compare) and isinstance(goal.conclusion.left, Sum)
    value = finite_differences.closed_form(goal.conclusion.left, Questions(goal, Session(Budget()).prover()))
    assert value is not None
    order = n + 2
    terms = (
        (-1) ** k * comb(order, k) * (slope * k + start) ** (order + above - by) * (k**by + 1)
        for k in range(order + 1)
    )
    found = evaluate(value, {"n": number(order)}, formalize(letters, {}, {}, "0 == 0"), Budget())
    assert found == sum(terms)


@pytest.mark.parametrize(
    ("letters", "body"),
    [
        ({"n": "natural", "a": "real"}, "(a*k + 1)**(n + 1)"),
        ({"n": "integer >= -2"}, "k**(n + 2)"),
        (N, "k**(n + 3)"),
        (N, "(k + 1)**(n - 1)"),
    ],
)
def test_where_the_closed_form_may_have_no_value(letters: dict[str, str], body: str) -> None:
    goal = goal_from((letters, f"sum((-1)**k*binomial(n, k)*{body}, k, 0, n) == 0"))
    assert isinstance(goal.conclusion, Compare) and isinstance(goal.conclusion.left, Sum)
    asked = Questions(goal, Session(Budget()).prover())
    assert finite_differences.closed_form(goal.conclusion.left, asked) is None
