"""Bounds by the quadratic form that a linear step multiplies by its determinant."""

from __future__ import annotations

import pytest

from proofs_check.engines import kept_forms
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize


def first_order(start: str, step: str) -> Recurrence:
    return Recurrence((start,), step, "n")


DIAMETERS = {"p": first_order("1", "p(n) + 2*q(n)"), "q": first_order("1", "p(n) + q(n)")}
THREE = {"p": first_order("2", "2*p(n) + 3*q(n)"), "q": first_order("1", "p(n) + 2*q(n)")}
LUCAS = {"p": Recurrence(("2", "1"), "p(n) + p(n - 1)", "n")}
PELL = {"p": Recurrence(("0", "1"), "2*p(n) + p(n - 1)", "n")}
GROWING = {"p": first_order("2", "3*p(n) + 4*q(n)"), "q": first_order("1", "2*p(n) + 4*q(n)")}
ROTATED = {"p": first_order("c", "p(n) - h*q(n)"), "q": first_order("0", "q(n) + h*p(n + 1)")}
GOLDEN = "(1 + sqrt(5))/2"


def goal(claim: str, n: str = "natural", **define: Recurrence) -> Goal:
    return goal_of(formalize({"c": "positive", "h": "real in (0, 1)", "n": n}, {}, define, claim))


def holds(claim: str, n: str = "natural", **define: Recurrence) -> bool:
    one = goal(claim, n, **define)
    answer = kept_forms.attempt(one, Session(Budget()).prover())
    assert not answer.proved or answer.trust == "certificate"
    return answer.proved


@pytest.mark.parametrize(
    ("claim", "n", "define"),
    [
        ("abs(p(n)/q(n) - sqrt(2)) < 1/(2*q(n)**2)", "natural", DIAMETERS),
        ("(-1)**n*(p(n)/q(n) - sqrt(2)) < 0", "natural", DIAMETERS),
        ("p(n)/q(n) <= 7/4", "natural", DIAMETERS),
        ("0 < p(n)/q(n) - sqrt(3)", "natural", THREE),
        ("p(n)/q(n) - sqrt(3) < 1/(3*q(n)**2)", "natural", THREE),
        ("p(n + 1)/q(n + 1) < p(n)/q(n)", "natural", THREE),
        ("(-1)**n*(fibonacci(n + 1)/fibonacci(n) - " + GOLDEN + ") > 0", "integer >= 1", {}),
        ("p(n)*p(n + 2) >= p(n + 1)**2 - 5", "natural", LUCAS),
        ("p(n + 1)*p(n - 1) <= p(n)**2 + 1", "integer >= 1", PELL),
        ("p(n)**2 + q(n)**2 <= 2*c**2/(2 - h)", "natural", ROTATED),
    ],
)
def test_proved(claim: str, n: str, define: dict[str, Recurrence]) -> None:
    assert holds(claim, n, **define)


@pytest.mark.parametrize(
    ("claim", "n", "define"),
    [
        ("abs(p(n)/q(n) - sqrt(2)) < 1/(2*sqrt(2)*q(n)**2)", "natural", DIAMETERS),
        ("(-1)**n*(p(n)/q(n) - sqrt(2)) > 0", "natural", DIAMETERS),
        ("p(n)/q(n) < 3/2", "natural", DIAMETERS),
        ("p(n)/q(n) < sqrt(3)", "natural", THREE),
        ("p(n)/q(n) - sqrt(3) < 1/(4*q(n)**2)", "natural", THREE),
        ("p(n + 1)/q(n + 1) > p(n)/q(n)", "natural", THREE),
        ("(-1)**n*(fibonacci(n + 1)/fibonacci(n) - " + GOLDEN + ") < 0", "integer >= 1", {}),
        ("fibonacci(n + 1)/fibonacci(n) <= 19/10", "integer >= 1", {}),
        ("p(n)*p(n + 2) >= p(n + 1)**2 - 4", "natural", LUCAS),
        ("p(n + 1)*p(n - 1) <= p(n)**2", "integer >= 1", PELL),
        ("p(n)**2 + q(n)**2 <= c**2", "natural", ROTATED),
        ("p(n)/q(n) <= 2 - 1/10", "natural", GROWING),
    ],
)
def test_false_ones_are_not(claim: str, n: str, define: dict[str, Recurrence]) -> None:
    assert not holds(claim, n, **define)


@pytest.mark.parametrize(
    ("claim", "define"),
    [
        ("p(n) >= 1", DIAMETERS),  # linear: the induction's
        ("p(n)**2 - 2*q(n)**2 == -(-1)**n", DIAMETERS),  # an equation
        ("p(n)*p(2*n) >= 0", LUCAS),
        ("p(n)**2 >= 0", {"p": first_order("1", "p(n)/2 + 1")}),
        ("p(n)*q(n) >= 0", {"p": first_order("1", "p(n) + n*q(n)"), "q": first_order("1", "p(n)")}),
        ("p(n)*q(n) >= 0", {"p": first_order("1", "p(n)*q(n)"), "q": first_order("1", "p(n)")}),
        ("p(n)*q(n) >= 0", {"p": first_order("1", "p(n)**2/p(n)"), "q": first_order("1", "p(n)")}),
        ("p(n)*q(n) >= 0", {"p": first_order("1", "p(n)*p(n)/p(n) + q(n)"), "q": first_order("1", "p(n)")}),
    ],
)
def test_others_are_left(claim: str, define: dict[str, Recurrence]) -> None:
    assert not kept_forms.applies(goal(claim, **define))


def test_powers_of_other_determinants() -> None:
    doubled = {"p": first_order("1", "2*p(n)"), "q": first_order("1", "q(n)")}
    halved = {"p": first_order("1", "p(n)/2"), "q": first_order("1", "q(n)")}
    assert holds("p(n)*q(n) >= 1", **doubled)
    assert not holds("p(n)*q(n) <= 1", **doubled)
    assert holds("p(n)*q(n) <= 1", **halved)
    assert not holds("p(n)*q(n) >= 1", **halved)


def test_an_index_before_the_first_values_is_left() -> None:
    assert not holds("p(n - 1)*p(n) >= 0", "natural", **PELL)
