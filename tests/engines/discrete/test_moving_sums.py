"""Sums whose range or body moves with a letter: shifted, turned round, and compared by their changes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from discrete_goals import decides, goal, prover
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import discrete_growth, step_equations
from proofs_check.engines.discrete_steps import Moves
from proofs_check.engines.moving_sums import settled, settled_everywhere
from proofs_check.exact.evaluate import evaluate
from proofs_check.exact.values import Undefined
from proofs_check.goal import Budget, Goal
from proofs_check.prove import Session
from proofs_check.statement.terms import Apply, Compare, Sum, Term, free_letters, number, walk

FROM_ONE, FROM_ZERO = {"n": "integer >= 1"}, {"n": "natural"}
SIZES = [
    (FROM_ONE, "sum(1/(n + k), k, 1, n) >= 1/2"),
    (FROM_ONE, "sum(1/(n + k), k, 1, n) <= 1 - 1/(4*n)"),
]
FALSE_SIZES = [
    (FROM_ONE, "sum(1/(n + k), k, 1, n) > 1/2"),
    (FROM_ONE, "sum(1/(n + k), k, 0, n) >= 3/2 + 1/n"),
]
EQUAL = [
    (FROM_ONE, "sum(1/k, k, n + 1, 2*n) == sum((-1)**(k + 1)/k, k, 1, 2*n)"),
    (FROM_ONE, "sum(k, k, n + 1, 2*n) == n*(3*n + 1)/2"),
    (FROM_ZERO, "sum((n - k)*2**k, k, 0, n) == 2**(n + 1) - n - 2"),
    (FROM_ONE, "sum(sum(i*j, j, 1, n), i, 1, n) == n**2*(n + 1)**2/4"),
    (
        {"n": "natural", "x": "real", "y": "real"},
        "(x - y)*sum(x**k*y**(n - k), k, 0, n) == x**(n + 1) - y**(n + 1)",
    ),
]
PRODUCTS = [  # sums with a product as their value
    (
        {"x": "positive", **FROM_ZERO},
        "sum((-1)**k*binomial(n, k)/(x + k), k, 0, n) == factorial(n)/prod(x + k, k, 0, n)",
    ),
    (FROM_ZERO, "sum((-1)**k*binomial(n, k)/(2*k + 1), k, 0, n) == prod(2*k/(2*k + 1), k, 1, n)"),
    (FROM_ZERO, "sum(binomial(2*k, k)/4**k, k, 0, n) == prod((2*k + 1)/(2*k), k, 1, n)"),
]
NOT_PRODUCTS = [
    (
        {"x": "real", **FROM_ZERO},
        "sum((-1)**k*binomial(n, k)/(x + k), k, 0, n) == factorial(n)/prod(x + k, k, 0, n)",
    ),
    (FROM_ZERO, "sum((-1)**k*binomial(n, k)/(2*k + 1), k, 0, n) == prod(2*k/(2*k + 1), k, 1, n + 1)"),
    (FROM_ZERO, "sum(binomial(2*k, k)/4**k, k, 0, n) == prod((2*k + 1)/(2*k), k, 0, n)"),
]
UNEQUAL = [
    ({"n": "natural", "x": "real", "y": "real"}, "(x - y)*sum(x**k*y**(n - k), k, 0, n) == x**n - y**n"),
    (FROM_ONE, "sum(1/k, k, n, 2*n) == sum((-1)**(k + 1)/k, k, 1, 2*n)"),
    (FROM_ZERO, "sum((n - k)*2**k, k, 0, n) == 2**(n + 1) - n - 1"),
    ({"n": "integer"}, "sum(k, k, n + 1, 2*n) == n*(3*n + 1)/2"),  # for negative n the sum is empty
    (FROM_ONE, "sum(sum(i*j, j, 1, n), i, 1, n) == n**2*(n + 1)**2/4 + (n - 1)*(n - 2)"),
]


@pytest.mark.parametrize(("let", "claim"), PRODUCTS)
def test_values_that_are_products(let: dict[str, str], claim: str) -> None:
    assert Session(Budget()).prove_claim(goal(let, claim)).proved


@pytest.mark.parametrize(("let", "claim"), NOT_PRODUCTS)
def test_false_products_are_not_proved(let: dict[str, str], claim: str) -> None:
    assert not Session(Budget()).prove_claim(goal(let, claim)).proved


@pytest.mark.parametrize(("let", "claim"), SIZES)
def test_sizes_of_sums_with_a_moving_body(let: dict[str, str], claim: str) -> None:
    assert decides(discrete_growth.attempt, let, claim)


@pytest.mark.parametrize(("let", "claim"), FALSE_SIZES)
def test_false_sizes_are_not_proved(let: dict[str, str], claim: str) -> None:
    assert not decides(discrete_growth.attempt, let, claim)


@pytest.mark.parametrize(("let", "claim"), EQUAL)
def test_equations_by_steps(let: dict[str, str], claim: str) -> None:
    assert decides(step_equations.attempt, let, claim)


@pytest.mark.parametrize(("let", "claim"), UNEQUAL)
def test_false_equations_are_not_proved(let: dict[str, str], claim: str) -> None:
    assert not decides(step_equations.attempt, let, claim)


def left_of(claim: str) -> tuple[Goal, Term]:
    whole = goal({"n": "integer >= 1", "x": "real"}, claim)
    assert isinstance(whole.conclusion, Compare)
    return whole, whole.conclusion.left


BODIES = ("1/(n + k)", "1/(2*n - k)", "x**(n - k + 1)", "(3*n + k)**2*x", "(-1)**(n - k)*k**0")


@pytest.mark.parametrize("body", BODIES[:4])
def test_the_letter_leaves_the_body(body: str) -> None:
    whole, term = left_of(f"sum({body}, k, 1, n) == 0")
    assert isinstance(term, Sum)
    found = settled(term, "n", whole.scope)
    assert found is not None and "n" not in free_letters(found.body)


@given(st.sampled_from(BODIES), st.integers(1, 6), st.integers(-3, 3), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_a_settled_sum_has_the_value_of_the_sum(body: str, n: int, x: int, low: int) -> None:
    whole, term = left_of(f"sum({body}, k, {low} - 1, n - 1) == 0")
    changed = settled_everywhere(term, "n", whole.scope)
    point = {"n": number(n), "x": number(Fraction(x))}
    values = [evaluate(one, point, whole, Budget()) for one in (changed, term)]
    undefined = [isinstance(value, Undefined) for value in values]
    assert all(undefined) or values[0] == values[1]


@given(st.sampled_from(("sum(n*k, k, 1, n)", "sum(sum(i + n*j, j, 1, n), i, 1, 2*n)")), st.integers(1, 5))
@settings(max_examples=10, deadline=None)
def test_the_change_of_a_sum_with_a_moving_body(claim: str, n: int) -> None:
    whole, term = left_of(f"{claim} == 0")
    moves = Moves("n")
    gap = Apply("sub", (Apply("sub", (moves.after(term), term)), moves.change(term)))
    assert evaluate(gap, {"n": number(n)}, whole, Budget()) == 0


def test_a_sum_that_does_not_settle_stays() -> None:
    whole, term = left_of("sum(x**(n*k), k, 1, n) == 0")
    assert isinstance(term, Sum)
    assert settled(term, "n", whole.scope) is None
    assert settled_everywhere(term, "n", whole.scope) == term
    assert any(isinstance(node, Sum) for node in walk(term))


def test_the_exponent_of_an_index_that_starts_at_zero_is_whole() -> None:
    says = "(1 - x)*prod(1 + x**(2**k), k, 0, n) == 1 - x**(2**(n + 1))"
    assert prover()(goal({"n": "natural", "x": "real"}, says)).proved
