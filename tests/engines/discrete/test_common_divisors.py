"""Common divisors of polynomials in a whole letter, and Bezout's equation between them."""

from __future__ import annotations

import pytest

from proofs_check.engines import bezout_witnesses, common_divisors
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal(claim: str, first: str, second: str, d: str = "integer >= 1", n: str = "integer") -> Goal:
    let = {"n": n, "d": d, "a": "integer", "b": "integer"}
    return goal_of(formalize(let, {"one": f"{first} == a*d", "two": f"d*b == {second}"}, {}, claim))


def holds(claim: str, first: str, second: str, d: str = "integer >= 1") -> bool:
    return common_divisors.attempt(goal(claim, first, second, d), Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    ("claim", "first", "second"),
    [
        ("d == 1", "n", "n + 1"),
        ("d == 1", "21*n + 4", "14*n + 3"),
        ("d == 1", "21*n + 4", "14*n + 5"),
        ("d <= 2", "2*n", "2*n + 2"),
        ("d <= 6", "n", "n + 6"),
        ("exists(k, 'integer', 6 == k*d)", "n", "n + 6"),
        ("d == 1", "n**2 + n + 1", "n"),
        ("d <= 5", "n**2 + 1", "(n + 1)**2 + 1"),
    ],
)
def test_proved(claim: str, first: str, second: str) -> None:
    assert holds(claim, first, second)


@pytest.mark.parametrize(
    ("claim", "first", "second"),
    [
        ("d == 1", "n", "n + 2"),
        ("d <= 5", "n", "n + 6"),
        ("exists(k, 'integer', 3 == k*d)", "n", "n + 6"),
        ("d == 1", "2*n", "2*n + 2"),
        ("d == 1", "n**2 + 1", "(n + 1)**2 + 1"),
        ("d <= 4", "n**2 + 1", "(n + 1)**2 + 1"),
        ("d <= 100", "n**2 + n", "n**2 - 1"),
        ("d == 1", "n", "0*n + 6"),
    ],
)
def test_false_ones_are_not(claim: str, first: str, second: str) -> None:
    assert not holds(claim, first, second)


def test_a_negative_divisor() -> None:
    assert holds("abs(d) == 1", "n", "n + 1", "integer")
    assert not holds("d == 1", "n", "n + 1", "integer")


def test_others_are_left() -> None:
    assert not common_divisors.applies(goal("d == 1", "n", "n + 1", d="real"))
    assert not common_divisors.applies(goal("d == 1", "n", "n + 1", n="real"))
    assert not common_divisors.applies(goal("d == 1", "n**2 + n", "n + 1"))
    assert not common_divisors.applies(goal("d == 1", "n/2", "n + 1"))


def solves(equation: str, first: str = "integer", second: str = "integer") -> bool:
    one = goal_of(
        formalize({"n": "integer"}, {}, {}, f"exists(a, '{first}', exists(b, '{second}', {equation}))")
    )
    return bezout_witnesses.attempt(one, Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    "equation",
    [
        "a*(21*n + 4) + b*(14*n + 3) == 1",
        "a*n + b*(n + 1) == 1",
        "a*n**2 + b*(n + 1) == 1",
        "a*(2*n + 1) == 1 - b*n**2",
        "a*(n**2 + n + 1) + b*(n + 1) == n",
        "a*n + b*(n + 2) == 2*n + 2",
        "(n + 3)*a - (n + 2)*b == 5",
        "a*(3*n + 2) + b*(5*n + 3) == 1",
    ],
)
def test_bezout(equation: str) -> None:
    assert solves(equation)


@pytest.mark.parametrize(
    "equation",
    [
        "a*n + b*(n + 2) == 1",
        "a*n + b*n**2 == 1",
        "a*(2*n) + b*(2*n + 4) == 2",
        "a*(n**2 + 1) + b*((n + 1)**2 + 1) == 1",
        "a*(n**2 - 1) + b*(n + 1) == 2",
        "a*n + b*(n + 4) == 2",
        "a*b*n + b*(n + 1) == 2",
        "a*(n - 1) + b*(n + 1) == n",
    ],
)
def test_false_bezout_is_not(equation: str) -> None:
    assert not solves(equation)


def test_domains_of_the_numbers() -> None:
    assert not solves("a*n + b*(n + 1) == 1", "natural")
    assert solves("(n + 1)*a - n*b == 1", "integer >= 1", "natural")
