"""Powers of small matrices by Cayley and Hamilton, and determinants of powers."""

from __future__ import annotations

import pytest

from proofs_check.engines import characteristic_powers
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

SHEAR = "[[1, a], [0, 1]]**n"
JORDAN = "[[1, 1, 0], [0, 1, 1], [0, 0, 1]]**n @ [[0], [0], [1]]"
LET = {"A": "matrix(2, 2)", "n": "natural", "a": "real", "b": "real"}


def goal_for(claim: str, *given: str, **let: str) -> Goal:
    facts = {f"h{place}": fact for place, fact in enumerate(given)}
    return goal_of(formalize({**LET, **let}, facts, {}, claim))


def is_proved(claim: str, *given: str, **let: str) -> bool:
    """By this engine: of a false statement others ask much."""
    session = Session(Budget())
    goal = goal_for(claim, *given, **let)
    answer = characteristic_powers.attempt(goal, session.prover())
    return answer.proved and session.with_definedness(goal, answer).proved


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("A**(n + 1) == trace(A)**n*A", ("det(A) == 0",)),
        ("A**(2*n) == (-det(A))**n*identity(2)", ("trace(A) == 0",)),
        ("A**n == n*A - (n - 1)*identity(2)", ("trace(A) == 2", "det(A) == 1")),
        ("A**(6*n) == identity(2)", ("det(A) == 1", "trace(A) == 1")),
        (f"{SHEAR} @ [[1], [b]] == [[1 + n*a*b], [b]]", ()),
        (f"{SHEAR} @ [[0, 1], [1, 0]] == [[n*a, 1], [1, 0]]", ()),
        (f"det({SHEAR}) == 1", ()),
        ("det([[a, b], [b, a]]**n) == (a**2 - b**2)**n", ()),
        (f"{JORDAN} == [[n*(n - 1)/2], [n], [1]]", ()),
    ],
)
def test_proved(claim: str, given: tuple[str, ...]) -> None:
    assert is_proved(claim, *given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("A**n == n*A - n*identity(2)", ("trace(A) == 2", "det(A) == 1")),
        (f"{SHEAR} @ [[0, 1], [1, 0]] == [[n*a, 1], [1, a]]", ()),
        (f"det({SHEAR}) == n", ()),
        ("det([[a, b], [b, a]]**n) == (a**2 + b**2)**n", ()),
    ],
)
def test_false(claim: str, given: tuple[str, ...]) -> None:
    assert not is_proved(claim, *given)


def test_determinants_of_any_size() -> None:
    goal = goal_of(
        formalize(
            {"m": "integer >= 1", "X": "matrix(m, m)", "n": "natural"}, {}, {}, "det(X**n) == det(X)**n"
        )
    )
    assert Session(Budget()).prove_claim(goal).proved


def test_what_does_not_apply() -> None:
    assert not characteristic_powers.applies(goal_for("A**3 == A", A="matrix(2, 2)"))
    assert not characteristic_powers.applies(goal_for("a**n >= 0"))
    assert not characteristic_powers.applies(goal_for("A**n == A", A="matrix(4, 4)"))
    assert not characteristic_powers.applies(goal_for("A**n == A", A="complex matrix(2, 2)"))
