"""Invertible matrices by their kernels, and vectors below an inverse."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

N = {"n": "integer >= 1"}
STABLE = {**N, "A": "matrix(n, n)", "P": "spd(n)", "Q": "spd(n)", "x": "vector(n)", "l": "real"}
PLAIN = {**N, "A": "matrix(n, n)", "x": "vector(n)"}
SYSTEM = {**N, "A": "invertible(n)", "x": "vector(n)", "b": "vector(n)", "d": "vector(n)", "h": "vector(n)"}


def goal_for(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> Goal:
    return goal_of(formalize(let, {f"given{place}": one for place, one in enumerate(given)}, {}, claim))


def is_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_for(let, given, claim)).proved


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        (STABLE, ("A.T @ P + P @ A == -Q",), "det(A) != 0"),
        (STABLE, ("A + A.T == Q",), "det(A) != 0"),
        (STABLE, ("A.T @ P + P @ A == -Q", "A @ x == l*x", "x != zeros(n, 1)"), "l < 0"),
        (PLAIN, ("forall(y, 'vector(n)', norm(A @ y) >= norm(y))",), "det(A) != 0"),
        (PLAIN, ("forall(y, 'vector(n)', dot(y, A @ y) >= dot(y, y))",), "inv(A) @ A == identity(n)"),
        (PLAIN, ("norm(A) < 1",), "norm(inv(identity(n) - A) @ x) <= norm(x)/(1 - norm(A))"),
        (PLAIN, ("A.T == -A",), "norm(inv(identity(n) + A) @ x) <= norm(x)"),
        (
            SYSTEM,
            ("A @ x == b", "A @ (x + d) == b + h"),
            "norm(d)*norm(b) <= norm(A)*norm(inv(A))*norm(h)*norm(x)",
        ),
    ],
)
def test_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert is_proved(let, given, claim)


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        (STABLE, ("A.T @ P + P @ A == -Q", "A @ x == l*x"), "l < 0"),
        (PLAIN, ("forall(y, 'vector(n)', norm(A @ y) <= norm(y))",), "det(A) != 0"),
        (PLAIN, ("norm(A) < 1",), "norm(inv(identity(n) - A) @ x) <= norm(x)/(2 - norm(A))"),
    ],
)
def test_not_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not is_proved(let, given, claim)
