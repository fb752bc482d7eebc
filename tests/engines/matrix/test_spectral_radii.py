"""Spectral radii against singular values, traces, determinants and the radii of factors."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

SIZED = {
    "n": "integer >= 1",
    "A": "matrix(n, n)",
    "B": "matrix(n, n)",
    "S": "symmetric(n)",
    "R": "symmetric(n)",
}
FIXED = {"S": "symmetric(2)", "R": "symmetric(2)"}


def is_proved(claim: str, *given: str, let: dict[str, str] | None = None) -> bool:
    facts = {f"h{place}": fact for place, fact in enumerate(given)}
    return Session(Budget()).prove_claim(goal_of(formalize(let or SIZED, facts, {}, claim))).proved


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("spectral_radius(S @ R) <= spectral_radius(S)*spectral_radius(R)", ()),
        ("spectral_radius(A)**2 <= max(eigenvalues(A.T @ A))", ()),
        ("spectral_radius(A) <= sqrt(max(eigenvalues(A.T @ A)))", ()),
        ("spectral_radius(A @ B) <= sqrt(max(eigenvalues(A.T @ A))*max(eigenvalues(B.T @ B)))", ()),
        ("abs(trace(A)) <= n*spectral_radius(A)", ()),
        ("abs(det(A)) <= spectral_radius(A)**n", ()),
        ("abs(det(A)) < 1", ("spectral_radius(A) < 1",)),
        ("trace(A) == 0 and det(A) == 0", ("spectral_radius(A) == 0",)),
    ],
)
def test_bounds(claim: str, given: tuple[str, ...]) -> None:
    assert is_proved(claim, *given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("spectral_radius(A @ B) <= spectral_radius(A)*spectral_radius(B)", ()),
        ("spectral_radius(A @ S) <= spectral_radius(A)*spectral_radius(S)", ()),
        ("spectral_radius(S @ R) == spectral_radius(S)*spectral_radius(R)", ()),
        ("max(eigenvalues(A.T @ A)) <= spectral_radius(A)**2", ()),
        ("abs(trace(A)) < n*spectral_radius(A)", ()),
        ("trace(A) <= spectral_radius(A)", ()),
        ("abs(det(A)) <= spectral_radius(A)", ()),
        ("abs(det(A)) < 1", ("spectral_radius(A) <= 1",)),
        ("A == zeros(n, n)", ("spectral_radius(A) == 0",)),
    ],
)
def test_false_bounds(claim: str, given: tuple[str, ...]) -> None:
    assert not is_proved(claim, *given)


def test_a_product_of_fixed_size() -> None:
    """By the factors, before the entries are looked at."""
    assert is_proved("spectral_radius(S @ R) <= spectral_radius(S)*spectral_radius(R)", let=FIXED)
