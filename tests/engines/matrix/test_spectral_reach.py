"""Determinants, extreme eigenvalues, commuting families and images of nonzero vectors: what is proved, and what is not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_goals import knows_nothing

from proofs_check.engines import gram, spectral_letters, word_determinants, word_spectral
from proofs_check.engines.spectral_letters import with_letters
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

LET = {
    **{"n": "integer >= 1", "m": "integer >= 1", "A": "spd(n)", "B": "spd(n)", "H": "psd(n)", "K": "psd(n)"},
    **{
        "S": "symmetric(n)",
        "T": "symmetric(n)",
        "M": "matrix(n, n)",
        "R": "matrix(m, n)",
        "L": "matrix(n, m)",
    },
    **{"x": "vector(n)", "y": "vector(n)", "z": "vector(m)", "a": "positive", "b": "positive"},
    "eigenvalue": "real",
}
NONZERO = "x != zeros(n, 1)"
COMMUTE = "A @ B == B @ A"
RANK = "det(R.T @ R) != 0"


def asked(claim: str, *hypotheses: str) -> Goal:
    return goal_of(formalize(LET, {f"h{i}": fact for i, fact in enumerate(hypotheses)}, {}, claim))


TRUE = (
    asked("det(identity(n) + H) >= 1"),
    asked("det(identity(n) + S @ S) >= 1"),
    asked("det(identity(n) + R.T @ R) >= 1"),
    asked("det(inv(identity(n) + H)) <= 1"),
    asked("0 <= det(identity(n) - H) <= 1", "max(eigenvalues(H)) <= 1"),
    asked("det(A @ B) <= det(A)", COMMUTE, "max(eigenvalues(B)) <= 1"),
    asked("det(identity(n) + M) > 0", "M.T == -M"),
    asked("max(eigenvalues(H)) <= trace(H)"),
    asked("spectral_radius(S) <= norm(S)"),
    asked("trace(inv(A)) >= 1/min(eigenvalues(A))"),
    asked("trace(S)/n <= max(eigenvalues(S))"),
    asked("trace(S @ H) <= max(eigenvalues(S))*trace(H)"),
    asked("max(eigenvalues(A @ B)) <= max(eigenvalues(A))*max(eigenvalues(B))"),
    asked("min(eigenvalues(R.T @ R)) >= 0"),
    asked("norm(R @ x)**2 <= max(eigenvalues(R.T @ R))*dot(x, x)"),
    asked("max(eigenvalues(R.T @ R)) <= norm(R)**2"),
    asked("x.T @ inv(R.T @ R + a*identity(n)) @ x <= dot(x, x)/a"),
    asked("x.T @ A @ B @ x > 0", COMMUTE, NONZERO),
    asked("x.T @ inv(A) @ B @ x + x.T @ inv(B) @ A @ x >= 2*dot(x, x)", COMMUTE),
    asked("max(eigenvalues(S @ T)) <= 0", "S @ T == T @ S", "min(eigenvalues(S)) >= 0", "max(eigenvalues(T)) <= 0"),
    asked("norm(R @ x) > 0", RANK, NONZERO),
    asked("x.T @ R.T @ R @ x > 0", RANK, NONZERO),
    asked("norm(R @ x) > 0", "L @ R == identity(n)", NONZERO),
    asked("norm(A @ x + H @ x) > 0", NONZERO),
    asked("trace(A @ H) > 0", "H != zeros(n, n)"),
    asked("trace(H @ K @ H @ K) >= 0"),
    asked("implies(x.T @ H @ x == 0, H @ x == zeros(n, 1))"),
    asked("x.T @ A @ x + y.T @ A @ y > 2*(x.T @ A @ y)", "x != y"),
    asked("x.T @ A @ x + a*b*(x.T @ inv(A) @ x) <= (a + b)*dot(x, x)", "a <= min(eigenvalues(A))", "max(eigenvalues(A)) <= b"),
)  # fmt: skip
FALSE = (
    asked("det(identity(n) + H) > 1"),
    asked("det(identity(n) + S) >= 1"),
    asked("det(identity(n) - H) <= 1"),
    asked("0 <= det(identity(n) - H)", "max(eigenvalues(H)) <= 2"),
    asked("det(A @ B) <= det(A)", COMMUTE, "min(eigenvalues(B)) <= 1"),
    asked("det(2*H) <= 2*det(H)"),
    asked("det(identity(n) + M) > 0", "M.T == M"),
    asked("det(H + M) > 0", "M.T == -M"),
    asked("max(eigenvalues(S)) <= trace(S)"),
    asked("max(eigenvalues(A)) < trace(A)"),
    asked("min(eigenvalues(H)) >= trace(H)/n"),
    asked("trace(S @ T) <= max(eigenvalues(S))*trace(T)"),
    asked("min(eigenvalues(R.T @ R)) > 0"),
    asked("max(eigenvalues(R.T @ R))*dot(x, x) <= norm(R @ x)**2"),
    asked("x.T @ A @ B @ x > 0", NONZERO),
    asked("x.T @ A @ B @ x > 0", COMMUTE),
    asked("x.T @ A @ H @ x > 0", "A @ H == H @ A", NONZERO),
    asked("x.T @ S @ T @ x >= 0", "S @ T == T @ S"),
    asked("norm(R @ x) > 0", RANK),
    asked("norm(R @ x) > 0", "det(R @ R.T) != 0", NONZERO),
    asked("norm(R @ x) > 0", "R @ L == identity(m)", NONZERO),
    asked("norm(A @ x - H @ x) > 0", NONZERO),
    asked("trace(A @ H) > 0"),
    asked("trace(S @ K @ S @ K) >= 1"),
    asked("implies(x.T @ S @ x == 0, S @ x == zeros(n, 1))"),
    asked("x.T @ H @ x + y.T @ H @ y > 2*(x.T @ H @ y)", "x != y"),
    asked("x.T @ A @ x + a*b*(x.T @ inv(A) @ x) <= (a + b)*dot(x, x)", "a <= min(eigenvalues(A))"),
    asked("x.T @ A @ x <= dot(x, x)**2", "max(eigenvalues(A)) <= 1"),
    asked("x.T @ S @ x <= dot(x, x)**2 + dot(x, x)", "max(eigenvalues(S)) <= 2"),
    asked("max(eigenvalues(eigenvalue*S)) >= 0"),
)  # fmt: skip


@pytest.mark.parametrize("true", TRUE, ids=lambda one: text(one.conclusion))
def test_true_goals_are_proved(true: Goal) -> None:
    answer = Session(Budget()).prove(true)
    assert answer.proved and answer.trust in ("certificate", "two engines")


@pytest.mark.parametrize("false", FALSE, ids=lambda one: text(one.conclusion))
def test_false_goals_are_not_proved(false: Goal) -> None:
    assert not Session(Budget(thorough=False, depth=4)).prove(false).proved


@pytest.mark.parametrize("one", [*TRUE, *FALSE], ids=lambda one: text(one.conclusion))
def test_nothing_is_proved_by_a_prover_that_knows_nothing(one: Goal) -> None:
    for engine in (word_determinants, word_spectral, spectral_letters):
        assert not engine.attempt(one, knows_nothing).proved
    if "eigenvalues" not in text(one.conclusion):
        assert not gram.attempt(one, knows_nothing).proved


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("max(eigenvalues(R.T @ R)) <= 1", "psd"),
        ("max(eigenvalues(M.T @ A @ M)) <= 1", "psd"),
        ("max(eigenvalues(A @ B @ A)) <= 1", "spd"),
        ("max(eigenvalues(S @ T @ S)) <= 1", "symmetric"),
    ],
)
def test_letters_stand_for_products_of_their_kind(claim: str, kind: str) -> None:
    found = with_letters(asked(claim))
    assert text(found.conclusion) == "max(eigenvalues(G)) <= 1" and dict(found.letters)["G"].kind == kind


@pytest.mark.parametrize(
    "claim", ["max(eigenvalues(A @ B)) <= 1", "det(R.T @ R) >= 0", "trace(R.T @ R) >= 0"]
)
def test_other_products_have_no_letter(claim: str) -> None:
    assert with_letters(asked(claim)) == asked(claim)


SIGNS = st.sampled_from([-2, -1, 0, 1, 2])


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(SIGNS, SIGNS, SIGNS),
    st.tuples(SIGNS, SIGNS, SIGNS),
    st.sampled_from(["H", "S"]),
    st.integers(0, 99),
)
def test_comparisons_of_determinants_that_are_proved_hold(
    low: tuple[int, int, int], high: tuple[int, int, int], name: str, seed: int
) -> None:
    sides = [f"{c[0]}*identity(n) + {c[1]}*{name} + {c[2]}*{name} @ {name}" for c in (low, high)]
    one = asked(f"det({sides[0]}) <= det({sides[1]})")
    if not word_determinants.attempt(one, Session(Budget(thorough=False, depth=3)).prover()).proved:
        return
    source = np.random.default_rng(seed)
    for size in (1, 2, 3):
        matrix = source.normal(size=(size, size))
        matrix = matrix @ matrix.T if name == "H" else matrix + matrix.T
        values = [c[0] * np.eye(size) + c[1] * matrix + c[2] * matrix @ matrix for c in (low, high)]
        assert np.linalg.det(values[0]) <= np.linalg.det(values[1]) + 1e-8 * max(
            1, abs(np.linalg.det(values[1]))
        )


def test_a_proof_asks_about_no_more_goals_than_it_may() -> None:
    session = Session(Budget(goals=0))
    assert not session.prove(TRUE[0]).proved and not session.answers
