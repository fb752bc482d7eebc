"""Values of norm forms: products of sums of two squares, and powers, are sums of two squares."""

from __future__ import annotations

import pytest
from whole_goals import goal, is_proved

from proofs_check.engines import existence_norms
from proofs_check.engines.norm_products import Norm, elements_of_norm
from proofs_check.engines.ring import Ring
from proofs_check.goal import Answer, Budget, Goal
from proofs_check.prove import Session

TWO = {"s": "integer", "t": "integer"}
FOUR = {**TWO, "u": "integer", "v": "integer"}


def asked(equation: str, domain: str = "integer") -> str:
    return f"exists(x, '{domain}', exists(y, '{domain}', {equation}))"


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (TWO, asked("5*(s**2 + t**2) == x**2 + y**2")),
        (TWO, asked("5*(s**2 + t**2) == x**2 + y**2", "natural")),
        ({"s": "integer >= 1", "t": "integer >= 1"}, asked("5*(s**2 + t**2) == x**2 + y**2", "integer >= 1")),
        (TWO, asked("x**2 + y**2 == s**4 + 4*t**4")),
        (FOUR, asked("(s**2 + t**2)*(u**2 + v**2) == x**2 + y**2")),
        (FOUR, asked("(s**2 + 3*t**2)*(u**2 + 3*v**2) == x**2 + 3*y**2")),
        (FOUR, asked("(s**2 - 2*t**2)*(u**2 - 2*v**2) == x**2 - 2*y**2")),
        (FOUR, asked("(s**2 + s*t + t**2)*(u**2 + u*v + v**2) == x**2 + x*y + y**2")),
        ({"n": "integer >= 1"}, asked("5**n == x**2 + y**2", "integer >= 1")),
        ({"n": "natural"}, asked("13**(n + 1) == x**2 + y**2", "integer >= 1")),
        ({"n": "natural", **TWO}, asked("10**n*(s**2 + t**2) == x**2 + y**2")),
    ],
)
def test_values_exist(let: dict[str, str], claim: str) -> None:
    assert is_proved(goal(let, claim))


def test_a_product_of_two_given_sums() -> None:
    given = [f"exists(x, 'integer', exists(y, 'integer', {name} == x**2 + y**2))" for name in ("k", "m")]
    let = {"k": "integer", "m": "integer"}
    assert is_proved(goal(let, asked("k*m == x**2 + y**2"), *given))
    assert is_proved(goal(let, asked("2*m == x**2 + y**2"), *given))


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (TWO, asked("3*(s**2 + t**2) == x**2 + y**2")),
        (TWO, asked("-5*(s**2 + t**2) == x**2 + y**2")),
        (TWO, asked("5*(s**2 + t**2) == x**2 + y**2", "integer >= 1")),
        ({"s": "integer >= 1", "t": "integer >= 1"}, asked("2*(s**2 + t**2) == x**2 + y**2", "integer >= 1")),
        (FOUR, asked("(s**2 + t**2)*(u**2 + 3*v**2) == x**2 + y**2")),
        ({"n": "natural"}, asked("5**n == x**2 + y**2", "integer >= 1")),
        ({"n": "integer >= 1"}, asked("2**n == x**2 + y**2", "integer >= 1")),
        ({"n": "integer >= 1"}, asked("3**n == x**2 + y**2")),
        ({"n": "integer >= 1"}, asked("7**(2*n + 1) == x**2 + y**2")),
        (TWO, asked("s**2 + s*t + t**2 == x**2 + y**2")),
    ],
)
def test_no_values(let: dict[str, str], claim: str) -> None:
    assert not existence_norms.attempt(goal(let, claim), quick).proved


def quick(asked_goal: Goal) -> Answer:
    return Session(Budget(thorough=False)).prove(asked_goal, 3)


@pytest.mark.parametrize(
    "claim",
    [
        asked("5 == x**2 + y**2"),
        asked("s == x**3 + y**3"),
        asked("s == x**2 + 2*x*y + y**2"),
        "exists(x, 'integer', s == x**2)",
    ],
)
def test_other_goals_are_left(claim: str) -> None:
    assert not existence_norms.applies(goal(TWO, claim))


@pytest.mark.parametrize(
    ("norm", "size"), [(Norm(0, 1), 65), (Norm(1, 1), 91), (Norm(0, -2), 7), (Norm(1, 5), 35)]
)
def test_elements_have_their_norm(norm: Norm, size: int) -> None:
    ring = Ring(10)
    found = list(elements_of_norm(ring.constant(size), norm, ring))
    for one in found:
        assert one.x**2 + one.x * one.y * norm.b + one.y**2 * norm.c == ring.constant(size)
    assert found
