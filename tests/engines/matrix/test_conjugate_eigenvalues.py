"""Traces, determinants and sizes of real matrices whose eigenvalues are conjugate pairs."""

from __future__ import annotations

import pytest

from proofs_check.engines import few_eigenvalues
from proofs_check.statement.terms import Letter
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

TRUE: list[Case] = [
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(A) == 1", "A @ A == -identity(n)"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "trace(A) == 0", "A @ A == -identity(n)"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(A) == 1", "A**3 == identity(n)"),
    (
        {"n": "integer >= 1", "A": "matrix(n, n)"},
        "trace(A) == -n/2",
        "A @ A + A + identity(n) == zeros(n, n)",
    ),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(A) == 2**n", "A @ A == -4*identity(n)"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(A)**2 == 1", "A @ A == identity(n)"),
]
FALSE: list[Case] = [
    ({"n": "integer >= 1", "A": "complex matrix(n, n)"}, "det(A) == 1", "A @ A == -identity(n)"),
    ({"n": "integer >= 1", "A": "complex matrix(n, n)"}, "det(A) == 1", "A**3 == identity(n)"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "trace(A) == -n/2", "A**3 == identity(n)"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "trace(A) == 0", "A**2 == 2*identity(n)"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(A) == 0", "A**3 + A == zeros(n, n)"),
]


# false ones that the search for counterexamples or the definedness of a term would hide
BY_ENGINE: list[Case] = [
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "trace(A) == n/2", "A @ A == A + identity(n)"),
    (
        {"n": "integer >= 1", "A": "matrix(n, n)"},
        "exists(k, 'integer', n == 2*k)",
        "A @ A == A + identity(n)",
    ),
    (
        {"n": "integer >= 1", "A": "complex matrix(n, n)"},
        "exists(k, 'integer', n == 2*k)",
        "A @ A == -identity(n)",
    ),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_true_is_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("case", BY_ENGINE, ids=lambda case: case[1])
def test_the_engine_alone_does_not_prove_false_ones(case: Case) -> None:
    assert not shown_by(few_eigenvalues, case)


def test_a_pair_of_real_roots_is_none() -> None:
    goal = goal_from(({"n": "integer >= 1", "A": "matrix(n, n)"}, "trace(A) == 0", "A @ A == 2*identity(n)"))
    (matrix,) = (Letter(name) for name, domain in goal.letters if domain.size)
    assert few_eigenvalues.roots_of(matrix, goal) is None
