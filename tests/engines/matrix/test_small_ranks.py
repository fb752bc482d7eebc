"""Determinants of narrow products, near the identity, of turned matrices; one multiplicity; inverses from both sides."""

from __future__ import annotations

import pytest

from proofs_check.engines import (
    dominant_identities,
    narrow_products,
    shared_eigenvalues,
    turned_determinants,
    two_sided_inverses,
)
from proofs_check.goal import Budget
from proofs_check.prove import Session
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

TRUE: list[Case] = [
    ({"n": "integer >= 2", "u": "vector(n)", "v": "vector(n)"}, "det(u @ v.T) == 0"),
    ({"n": "integer >= 3", "u": "vector(n)", "v": "vector(n)"}, "det(u @ u.T + v @ v.T) == 0"),
    (
        {"n": "integer >= 2", "u": "vector(n)", "v": "vector(n)", "w": "vector(n)"},
        "det(u @ v.T + u @ w.T) == 0",
    ),
    ({"m": "integer >= 1", "n": "integer >= 1", "A": "matrix(m, n)"}, "det(A.T @ A) == 0", "m < n"),
    (
        {"m": "integer >= 1", "n": "integer >= 1", "A": "matrix(n, m)", "B": "matrix(m, n)"},
        "det(A @ B) == 0",
        "m < n",
    ),
    ({"n": "integer >= 2", "A": "matrix(n, n)", "u": "vector(n)", "v": "vector(n)"}, "det(A @ u @ v.T) == 0"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(A) > 0", "norm(A - identity(n)) < 1"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(identity(n) + A) > 0", "norm(A) < 1"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(identity(n) - A) > 0", "spectral_radius(A) < 1"),
    ({"n": "integer >= 1", "A": "complex matrix(n, n)"}, "det(2*identity(n) - A) != 0", "norm(A) < 2"),
    (
        {"n": "integer >= 1", "A": "matrix(n, n)"},
        "inv(identity(n) - A) @ A == A @ inv(identity(n) - A)",
        "norm(A) < 1",
    ),
    (
        {"n": "integer >= 1", "A": "matrix(n, n)", "B": "matrix(n, n)"},
        "det(identity(n) + A + B) > 0",
        "norm(A) + norm(B) < 1",
    ),
    (
        {"n": "integer >= 1", "P": "matrix(n, n)", "k": "integer"},
        "det(identity(n) + P) == 2**k",
        "P @ P == P",
        "trace(P) == k",
    ),
    (
        {"n": "integer >= 1", "P": "matrix(n, n)", "k": "natural", "c": "real"},
        "det(identity(n) + c*P) == (1 + c)**k",
        "P @ P == P",
        "trace(P) == k",
    ),
    (
        {"n": "integer >= 1", "P": "matrix(n, n)", "k": "integer"},
        "det(P) == (-1)**k",
        "P @ P == identity(n)",
        "trace(P) == n - 2*k",
    ),
    ({"n": "integer >= 1", "P": "matrix(n, n)"}, "det(P) == 1", "P @ P == identity(n)", "trace(P) == n"),
    (
        {"n": "integer >= 1", "N": "matrix(n, n)", "c": "real"},
        "det(c*identity(n) + N) == c**n",
        "N @ N == zeros(n, n)",
    ),
    ({"n": "integer >= 1", "P": "matrix(n, n)"}, "trace(identity(n) - P) == n - trace(P)", "P @ P == P"),
    ({"n": "integer >= 1", "A": "matrix(n, n)", "B": "matrix(n, n)"}, "A @ B == B @ A", "A @ B == A + B"),
    (
        {"n": "integer >= 1", "A": "matrix(n, n)", "B": "matrix(n, n)"},
        "A @ B @ A == A @ A @ B",
        "A @ B - 2*A - 3*B == identity(n)",
    ),
    (
        {"n": "integer >= 1", "A": "matrix(n, n)", "B": "matrix(n, n)"},
        "A @ B == B @ A",
        "identity(n) - A @ B == 2*A",
    ),
    ({"n": "integer >= 1", "A": "orthogonal(n)"}, "det(A + identity(n)) == 0", "det(A) == -1"),
    (
        {"n": "integer >= 1", "k": "natural", "A": "orthogonal(n)"},
        "det(A - identity(n)) == 0",
        "n == 2*k + 1",
        "det(A) == 1",
    ),
    (
        {"n": "integer >= 1", "A": "orthogonal(n)", "B": "orthogonal(n)"},
        "det(A + B) == 0",
        "det(A)*det(B) == -1",
    ),
    (
        {"n": "integer >= 1", "A": "matrix(n, n)", "k": "natural"},
        "det(identity(n) + A) == 1",
        "A**k == zeros(n, n)",
    ),
    (
        {"n": "integer >= 1", "A": "matrix(n, n)", "k": "natural", "c": "real"},
        "det(c*identity(n) - A) == c**n",
        "A**k == zeros(n, n)",
    ),
]
FALSE: list[Case] = [
    ({"n": "integer >= 1", "u": "vector(n)", "v": "vector(n)"}, "det(u @ v.T) == 0"),
    ({"n": "integer >= 2", "u": "vector(n)", "v": "vector(n)"}, "det(u @ u.T + v @ v.T) == 0"),
    ({"m": "integer >= 1", "n": "integer >= 1", "A": "matrix(m, n)"}, "det(A.T @ A) == 0", "m <= n"),
    (
        {"n": "integer >= 2", "u": "vector(n)", "v": "vector(n)", "w": "vector(n)"},
        "det(u @ v.T + w @ u.T) == 0",
    ),
    ({"m": "integer >= 1", "n": "integer >= 1", "A": "matrix(m, n)"}, "det(A @ A.T) == 0", "m < n"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(A) > 0", "norm(A - identity(n)) <= 1"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(A - identity(n)) > 0", "norm(A) < 1"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(identity(n) - A) != 0", "spectral_radius(A) <= 1"),
    ({"n": "integer >= 1", "A": "complex matrix(n, n)"}, "det(2*identity(n) - A) > 0", "norm(A) < 2"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(A) > 0", "norm(A - 2*identity(n)) < 3"),
    (
        {"n": "integer >= 1", "P": "matrix(n, n)", "k": "integer"},
        "det(identity(n) + P) == 2**(n - k)",
        "P @ P == P",
        "trace(P) == k",
    ),
    (
        {"n": "integer >= 1", "P": "matrix(n, n)", "k": "natural", "c": "real"},
        "det(identity(n) - c*P) == (1 + c)**k",
        "P @ P == P",
        "trace(P) == k",
    ),
    (
        {"n": "integer >= 1", "P": "matrix(n, n)", "k": "integer"},
        "det(P) == (-1)**k",
        "P @ P == identity(n)",
        "trace(P) == n - k",
    ),
    ({"n": "integer >= 1", "P": "matrix(n, n)"}, "trace(P) <= n", "P @ P == 2*P"),
    (
        {"n": "integer >= 1", "A": "matrix(n, n)", "B": "matrix(n, n)"},
        "A @ B == B @ A",
        "A @ B - 2*A - 3*B + 6*identity(n) == zeros(n, n)",
    ),
    ({"n": "integer >= 1", "A": "matrix(n, n)", "B": "matrix(n, n)"}, "A @ B == B @ A", "A @ B == A"),
    ({"n": "integer >= 1", "A": "matrix(n, n)", "B": "matrix(n, n)"}, "A @ B == B @ A", "A @ B.T == A + B"),
    ({"n": "integer >= 1", "A": "orthogonal(n)"}, "det(A + identity(n)) == 0", "det(A) == 1"),
    (
        {"n": "integer >= 1", "k": "natural", "A": "orthogonal(n)"},
        "det(A - identity(n)) == 0",
        "n == 2*k",
        "det(A) == 1",
    ),
    (
        {"n": "integer >= 1", "A": "orthogonal(n)", "B": "orthogonal(n)"},
        "det(A + B) == 0",
        "det(A)*det(B) == 1",
    ),
    (
        {"n": "integer >= 1", "A": "matrix(n, n)", "k": "natural"},
        "det(2*identity(n) + A) == 2",
        "A**k == zeros(n, n)",
    ),
    (
        {"n": "integer >= 1", "A": "matrix(n, n)", "k": "natural", "c": "real"},
        "det(c*identity(n) - A) == c**n",
        "A**k == identity(n)",
    ),
]


# false ones that the search for counterexamples or the definedness of a term would hide
BY_ENGINE: list[Case] = [
    (
        {"n": "integer >= 1", "P": "matrix(n, n)", "c": "real", "r": "real"},
        "det(identity(n) + c*P) >= 0",
        "P @ P == P",
        "trace(P) == r",
    ),
    (
        {"n": "integer >= 1", "P": "matrix(n, n)", "c": "real", "r": "real"},
        "det(identity(n) + c*P) >= 0",
        "P @ P == P",
        "trace(P) == r/2",
    ),
    (
        {"n": "integer >= 1", "P": "matrix(n, n)", "k": "integer"},
        "det(identity(n) + P @ P) == 3**k",
        "P @ P == 2*P",
        "trace(P) == 2*k",
    ),
    ({"n": "integer >= 1", "A": "matrix(n, n)", "B": "matrix(n, n)"}, "A @ B == B @ A", "A @ B.T == A + B.T"),
    ({"n": "integer >= 1", "A": "matrix(n, n)", "B": "matrix(n, n)"}, "A @ B == B @ A", "A.T @ B == A.T + B"),
    ({"n": "integer >= 2", "u": "vector(n)", "v": "vector(n)"}, "det(u @ v.T + v @ u.T) == 0"),
    ({"n": "integer >= 2", "u": "vector(n)", "A": "matrix(n, n)"}, "det(A @ u @ u.T + u @ u.T @ A) == 0"),
    ({"n": "integer >= 1", "A": "complex matrix(n, n)"}, "det(identity(n) + A) > 0", "norm(A) < 1"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(A) > 0", "norm(A + identity(n)) < 1"),
    ({"n": "integer >= 1", "Q": "orthogonal(n)"}, "det(2*Q + identity(n)) == 0", "det(Q) == -1"),
    ({"n": "integer >= 1", "Q": "orthogonal(n)", "A": "symmetric(n)"}, "det(Q + A) == 0", "det(Q) == -1"),
    (
        {"n": "integer >= 1", "Q": "orthogonal(n)", "R": "orthogonal(n)"},
        "det(Q + 2*R) == 0",
        "det(Q)*det(R) == -1",
    ),
    (
        {"n": "integer >= 1", "Q": "orthogonal(n)", "A": "matrix(n, n)"},
        "det(Q + A) == 0",
        "det(Q)*det(A) == -1",
    ),
]
ENGINES = (
    dominant_identities,
    narrow_products,
    shared_eigenvalues,
    turned_determinants,
    two_sided_inverses,
)


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_true_is_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("case", BY_ENGINE, ids=lambda case: case[1])
def test_the_engine_alone_does_not_prove_false_ones(case: Case) -> None:
    assert not any(shown_by(engine, case) for engine in ENGINES)


def test_the_power_of_the_eigenvalue_counts() -> None:
    goal = goal_from(
        (
            {"n": "integer >= 1", "P": "matrix(n, n)", "k": "integer"},
            "trace(P @ P) == 4*k",
            "P @ P == 2*P",
            "trace(P) == 2*k",
        )
    )
    assert shared_eigenvalues.attempt(goal, Session(Budget()).prover()).proved
