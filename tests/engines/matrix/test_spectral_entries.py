"""Entries of symmetric matrices against their spectra, and spectral radii by factors of the characteristic polynomial."""

from __future__ import annotations

import pytest

from proofs_check.engines import spectral_entries, spectral_factors
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text
from proofs_check.witness import search

LET = {
    **{
        "n": "integer >= 3",
        "A": "symmetric(n)",
        "H": "psd(n)",
        "S": "symmetric(3)",
        "P": "psd(3)",
        "M": "matrix(3, 3)",
    },
    **{"i": "integer in [0, n - 1]", "j": "integer in [0, n - 1]", "a": "real", "b": "real", "c": "real"},
}
SAME_SIGN = "b*c >= 0"
CHAIN = "[[a, b, 0], [c, a, b], [0, c, a]]"
TURN = "[[a, b, 0], [-b, a, 0], [0, 0, 0]]"


def asked(claim: str, *hypotheses: str) -> Goal:
    return goal_of(formalize(LET, {f"h{i}": fact for i, fact in enumerate(hypotheses)}, {}, claim))


TRUE = (
    asked("spectral_radius(A) >= max(abs(A[0, 0]), abs(A[1, 1]), abs(A[2, 2]))"),
    asked("spectral_radius(S) >= max(abs(S[0, 0]), abs(S[1, 1]), abs(S[2, 2]))"),
    asked("spectral_radius(A) >= abs(A[i, j])"),
    asked("max(eigenvalues(S)) >= S[0, 0]"),
    asked("min(eigenvalues(S)) <= min(S[0, 0], S[1, 1])"),
    asked("max(eigenvalues(S)) - min(eigenvalues(S)) >= 2*abs(S[0, 1])"),
    asked("spectral_radius(P) >= P[0, 1]"),
    asked("H[i, i] <= max(eigenvalues(H))"),
    asked("(A[0, 0] + A[1, 1])/2 <= max(eigenvalues(A))"),
    asked(f"spectral_radius({CHAIN}) == abs(a) + sqrt(2*b*c)", SAME_SIGN),
    asked(f"spectral_radius({CHAIN}) >= abs(a)", SAME_SIGN),
    asked(f"spectral_radius({TURN}) == sqrt(a**2 + b**2)", "b > 0"),
    asked("spectral_radius([[0, b, 0], [c, 0, b], [0, c, 0]]) == sqrt(2*b*c)", SAME_SIGN),
    asked("spectral_radius([[a, b, b], [b, a, b], [b, b, a]]) == max(abs(a + 2*b), abs(a - b))"),
    asked("spectral_radius([[0, a, 0], [b, 0, 0], [0, 0, 1]]) == max(1, sqrt(a*b))", "a > 0", "b > 0"),
)
FALSE = (
    asked("spectral_radius(A) <= max(abs(A[0, 0]), abs(A[1, 1]), abs(A[2, 2]))"),
    asked("spectral_radius(S) > abs(S[0, 0])"),
    asked("max(eigenvalues(S)) >= abs(S[0, 0])"),
    asked("max(eigenvalues(S)) >= S[0, 1] + S[0, 0]"),
    asked("max(eigenvalues(S)) >= S[0, 1]"),
    asked("min(eigenvalues(S)) >= S[0, 0]"),
    asked("max(eigenvalues(A)) - min(eigenvalues(A)) >= 2*abs(A[i, j])"),
    asked("spectral_radius(M) >= abs(M[0, 0])"),
    asked("max(eigenvalues(S)) - min(eigenvalues(S)) >= 3*abs(S[0, 1])"),
    asked(f"spectral_radius({CHAIN}) == abs(a) + sqrt(b*c)", SAME_SIGN),
    asked(f"spectral_radius({CHAIN}) == a + sqrt(2*b*c)", SAME_SIGN),
    asked(f"spectral_radius({CHAIN}) == abs(a) + sqrt(2*abs(b*c))"),
    asked(f"spectral_radius({CHAIN}) > abs(a)", SAME_SIGN),
    asked(f"spectral_radius({TURN}) == abs(a) + abs(b)", "b > 0"),
    asked(f"spectral_radius({TURN}) == abs(a)", "b > 0"),
    asked("spectral_radius([[a, b, b], [b, a, b], [b, b, a]]) == abs(a + 2*b)"),
)


@pytest.mark.parametrize("goal", TRUE, ids=lambda goal: text(goal.conclusion))
def test_true_claims_are_proved(goal: Goal) -> None:
    answer = Session(Budget()).prove_claim(goal)
    assert answer.proved and answer.trust == "certificate"


@pytest.mark.parametrize("goal", FALSE, ids=lambda goal: text(goal.conclusion))
def test_false_claims_are_not_proved(goal: Goal) -> None:
    prove = Session(Budget()).prover()
    for engine in (spectral_entries, spectral_factors):
        assert not engine.applies(goal) or not engine.attempt(goal, prove).proved


@pytest.mark.parametrize("goal", TRUE, ids=lambda goal: text(goal.conclusion))
def test_true_claims_have_no_counterexample(goal: Goal) -> None:
    given = {f"h{i}": text(fact) for i, fact in enumerate(goal.hypotheses)}
    formal = formalize(LET, given, {}, text(goal.conclusion))
    assert search(formal, Budget(search_points=400)).candidate is None


@pytest.mark.parametrize(
    "claim", ("max(eigenvalues(A)) >= 0", "A[0, 0] == a", f"max(eigenvalues({CHAIN})) >= a")
)
def test_other_goals_are_left(claim: str) -> None:
    goal = asked(claim)
    assert not spectral_entries.applies(goal) and not spectral_factors.applies(goal)
