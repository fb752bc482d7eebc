"""Spectral radii of products with one column in the middle."""

from __future__ import annotations

import pytest

from proofs_check.engines import spectral_outer
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

N = {"n": "integer >= 1", "v": "vector(n)", "w": "vector(n)", "c": "real", "A": "matrix(n, n)"}
TRUE: list[Case] = [
    (N, "spectral_radius(v @ v.T) == dot(v, v)"),
    (N, "spectral_radius(v @ w.T) == abs(dot(v, w))"),
    (N, "spectral_radius(c*(v @ v.T)) == abs(c)*norm(v)**2"),
    (N, "spectral_radius(A @ v @ v.T) == abs(dot(v, A @ v))"),
    (N, "spectral_radius(-(v @ v.T)) == dot(v, v)"),
    (N, "spectral_radius(v @ v.T) == 1", "norm(v) == 1"),
]
FALSE: list[Case] = [
    (N, "spectral_radius(v @ w.T) == dot(v, w)"),
    (N, "spectral_radius(c*(v @ v.T)) == c*norm(v)**2"),
    (N, "spectral_radius(v @ v.T) == norm(v)"),
    (N, "spectral_radius(v @ w.T) == norm(v)*norm(w)"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_the_one_eigenvalue_is_the_radius(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_false_ones_are_not_shown(case: Case) -> None:
    assert not shown_by(spectral_outer, case)


@pytest.mark.parametrize(
    "claim", ["spectral_radius(A) == 1", "spectral_radius(v @ w.T + A) == 1", "spectral_radius(A @ A) <= c"]
)
def test_other_matrices_keep_their_radius(claim: str) -> None:
    assert not spectral_outer.applies(goal_from((N, claim)))
