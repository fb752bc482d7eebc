"""Traces and determinants one eigenvalue after another; logarithms of determinants that are balanced."""

from __future__ import annotations

import pytest

from proofs_check.engines import balanced_logarithms, spectral_induction
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

LET = {
    **{"n": "integer >= 1", "k": "integer >= 1", "t": "real in [0, 1]", "c": "positive"},
    **{"A": "spd(n)", "B": "spd(n)", "P": "psd(n)", "S": "symmetric(n)", "M": "matrix(n, n)", "Q": "psd(3)"},
}


def asked(claim: str, *hypotheses: str) -> Goal:
    return goal_of(formalize(LET, {f"h{i}": fact for i, fact in enumerate(hypotheses)}, {}, claim))


TRUE = (
    asked("det(identity(n) + P) >= 1 + det(P)"),
    asked("det(identity(3) + Q) >= 1 + trace(Q) + det(Q) or trace(Q) < 1"),
    asked("trace(P)**3 >= trace(P @ P @ P)"),
    asked("trace(P**k) <= trace(P)**k"),
    asked("2*det(identity(n) + P) >= 2 + 2*trace(P) + trace(P)**2 - trace(P @ P)"),
    asked("det(c*identity(n) + P) >= c**n + det(P)"),
    asked("det(A + B) >= det(A) + det(B)"),
    asked("det(A + P) >= det(A) + det(P)"),
    asked("det(identity(n) - P) >= 1 - trace(P)", "spectral_radius(P) <= 1"),
    asked("trace(P)*trace(P @ P) >= trace(P @ P @ P)"),
    asked("log(det(t*A + (1 - t)*B)) >= t*log(det(A)) + (1 - t)*log(det(B))"),
    asked("log(det(B)) - log(det(A)) <= trace(inv(A) @ B) - n"),
    asked("log(det(A + B)) >= log(det(A)) + trace(inv(A + B) @ B)"),
    asked("inv(t*A + (1 - t)*B) @ (t*A + (1 - t)*B) == identity(n)"),
)
FALSE = (
    asked("det(identity(n) + P) > 1 + det(P)"),
    asked("det(identity(n) + S) >= 1 + det(S)"),
    asked("det(identity(n) + P) <= 1 + trace(P) + det(P)"),
    asked("trace(S)**3 >= trace(S @ S @ S)"),
    asked("trace(P)**2 > trace(P @ P)"),
    asked("trace(A)**2 > trace(A @ A)"),  # not for n = 1
    asked("det(c*identity(n) + P) >= c**n + det(P) + 1"),
    asked("det(A + B) >= det(A) + 2*det(B)"),
    asked("det(A + B) <= det(A) + det(B)"),
    asked("det(identity(n) - P) >= 1 - trace(P)"),
    asked("trace(P) <= 1 + trace(P @ P)/2"),  # not for n = 3
    asked(
        "det(P) >= 2*trace(P) - 1", "trace(P) <= 1"
    ),  # what is said of the whole trace is not said of its parts
    asked("det(P) <= trace(P)"),  # not for n = 1 and 2 alone: 10*10 > 20
    asked("log(det((A + B)/2)) >= log(det(A)) + log(det(B))"),
    asked("log(det(t*A + (1 - t)*B)) <= t*log(det(A)) + (1 - t)*log(det(B))"),
    asked("log(det(A + B)) >= log(det(A)) + trace(inv(A) @ B)"),
    asked("log(det(B)) - log(det(A)) <= trace(inv(B) @ A) - n"),
    asked("2*log(det(A + P)) >= log(det(A))"),  # the weights add up to 1
    asked("inv(c*A - B) @ (c*A - B) == identity(n)"),
    asked("inv(t*A - (1 - t)*B) @ (t*A - (1 - t)*B) == identity(n)"),
    asked("inv(t*A + (1 - t)*P) @ (t*A + (1 - t)*P) == identity(n)"),
)


@pytest.mark.parametrize("goal", TRUE, ids=lambda goal: text(goal.conclusion))
def test_true_is_proved(goal: Goal) -> None:
    assert Session(Budget()).prove_claim(goal).proved


@pytest.mark.parametrize("goal", FALSE, ids=lambda goal: text(goal.conclusion))
def test_false_is_not_proved(goal: Goal) -> None:
    assert not Session(Budget()).prove_claim(goal).proved


def test_what_is_no_comparison_of_numbers_is_left() -> None:
    assert not spectral_induction.applies(asked("P @ P == P"))
    assert not spectral_induction.applies(asked("trace(P) != 1"))
    assert not balanced_logarithms.applies(asked("log(det(A)) <= trace(A) - n"))
    assert not balanced_logarithms.applies(goal_of(formalize({"z": "complex"}, {}, {}, "z == z")))
