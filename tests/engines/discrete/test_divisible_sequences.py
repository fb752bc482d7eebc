"""Values of recurrences that divide each other, and remainders written with floors."""

from __future__ import annotations

import pytest

from proofs_check.engines import divisible_sequences, floors_of_quotients
from proofs_check.engines.calculus_questions import Questions
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Apply, At, Compare

LETTERS = {"m": "natural", "n": "integer >= 1", "p": "integer", "q": "integer", "r": "integer", "x": "real"}
LUCAS = {"u": Recurrence(("0", "r"), "p*u(n) - q*u(n - 1)", "n")}
HALF = {"u": Recurrence(("0", "1"), "u(n)/2 + u(n - 1)", "n")}
COMPANION = {"u": Recurrence(("2", "1"), "u(n) + u(n - 1)", "n")}
DRIVEN = {"u": Recurrence(("0", "1"), "u(n) + u(n - 1) + 1", "n")}


def goal(claim: str, **define: Recurrence) -> Goal:
    return goal_of(formalize(LETTERS, {}, define, claim))


def divides(equation: str, domain: str = "integer", **define: Recurrence) -> bool:
    one = goal(f"exists(k, '{domain}', {equation})", **define)
    return divisible_sequences.attempt(one, Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    ("equation", "define"),
    [
        ("fibonacci(m*n) == k*fibonacci(n)", {}),
        ("k*fibonacci(n) == fibonacci(2*n)", {}),
        ("fibonacci(n*(n + 1)) == k*fibonacci(n + 1)", {}),
        ("fibonacci(n**2) == fibonacci(n)*k", {}),
        ("fibonacci(6*n) == k*8", {}),
        ("u(3*n) == k*u(n)", LUCAS),
        ("u(2*n) == k*u(2)", LUCAS),
        ("u(2*n) == k*(p*r)", LUCAS),
        ("u(3*m) == k*((p**2 - q)*r)", LUCAS),
    ],
)
def test_proved(equation: str, define: dict[str, Recurrence]) -> None:
    assert divides(equation, **define)


@pytest.mark.parametrize(
    ("equation", "define"),
    [
        ("fibonacci(m*n + 1) == k*fibonacci(n)", {}),
        ("fibonacci(3*n) == k*fibonacci(2*n)", {}),
        ("fibonacci(m + n) == k*fibonacci(n)", {}),
        ("fibonacci(6*n) == k*16", {}),
        ("u(2*n) == k*p", LUCAS | {"u": Recurrence(("1", "r"), "p*u(n) - q*u(n - 1)", "n")}),
        ("u(2*n) == k*q", LUCAS),
        ("u(3*n) == k*u(n)", HALF),
        ("u(2*n) == k*u(n)", COMPANION),
        ("u(2*n) == k*u(n)", DRIVEN),
    ],
)
def test_false_ones_are_not(equation: str, define: dict[str, Recurrence]) -> None:
    assert not divides(equation, **define)


def test_the_domain_of_the_quotient() -> None:
    assert divides("fibonacci(m*n) == k*fibonacci(n)", "natural")
    assert not divides("fibonacci(m*n) == k*fibonacci(n)", "integer >= 1")  # m = 0
    assert not divides("u(3*n) == k*u(n)", "natural", **LUCAS)


@pytest.mark.parametrize(
    ("index", "place"), [("p*n", "n"), ("p*m", "p"), ("2*p", "p"), ("m*p**2", "p"), ("n**2 - n", "n")]
)
def test_an_index_that_may_be_negative_gives_no_quotient(index: str, place: str) -> None:
    whole = goal(f"fibonacci({index}) == fibonacci({place})", **LUCAS)
    assert isinstance(whole.conclusion, Compare)
    one, other = (
        At("u", side.args[0])
        for side in (whole.conclusion.left, whole.conclusion.right)
        if isinstance(side, Apply)
    )
    found = divisible_sequences._quotient(one, other.index, Questions(whole, Session(Budget()).prover()))
    assert (found is None) == (index != "n**2 - n")


def remainder(claim: str, n: str = "integer >= 1") -> bool:
    one = goal_of(formalize(LETTERS | {"n": n}, {}, {}, claim))
    return floors_of_quotients.attempt(one, Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    ("claim", "n"),
    [
        ("fibonacci(m*n) - fibonacci(n)*floor(fibonacci(m*n)/fibonacci(n)) == 0", "integer >= 1"),
        ("floor(fibonacci(2*n)/fibonacci(n)) == fibonacci(2*n)/fibonacci(n)", "integer >= 1"),
        ("(n + 1)**2 - n*floor((n + 1)**2/n) == 1", "integer >= 2"),
        ("floor((n**2 + 1)/(n + 1)) == n - 1", "integer >= 2"),
        ("3*n*floor((n**3 + 1)/n) == 3*n**3", "integer >= 2"),
        ("p*n + 1 - n*floor((p*n + 1)/n) == 1", "integer >= 2"),
        ("p*n - 1 - n*floor((p*n - 1)/n) == n - 1", "integer >= 1"),
        ("0 == n**2 - 1 - (n + 1)*floor((n**2 - 1)/(n + 1))", "natural"),
    ],
)
def test_remainders(claim: str, n: str) -> None:
    assert remainder(claim, n)


@pytest.mark.parametrize(
    ("claim", "n"),
    [
        ("(n + 1)**2 - n*floor((n + 1)**2/n) == 1", "integer >= 1"),
        ("(n + 1)**2 - n*floor((n + 1)**2/n) == n + 1", "integer >= 2"),
        ("floor((n**2 + 1)/(n + 1)) == n - 1", "integer >= 1"),
        ("floor((n**2 + 1)/(n + 1)) == n", "integer >= 2"),
        ("p*n + 1 - n*floor((p*n + 1)/n) == 1", "integer <= -1"),
        ("fibonacci(m*n + 1) - fibonacci(n)*floor(fibonacci(m*n + 1)/fibonacci(n)) == 1", "integer >= 1"),
        ("floor(x/n) == x/n", "integer >= 1"),
        ("(n - 3)*floor(p/n) == (n - 3)*p/n", "integer >= 1"),
    ],
)
def test_false_remainders_are_not(claim: str, n: str) -> None:
    assert not remainder(claim, n)


@pytest.mark.parametrize("claim", ["floor(x/2) == 1", "floor(x) + ceil(x/n) == 1", "floor(x/n) <= 1"])
def test_others_are_left(claim: str) -> None:
    assert not floors_of_quotients.applies(goal(claim))
