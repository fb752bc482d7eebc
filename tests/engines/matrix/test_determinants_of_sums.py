"""Determinants of sums: terms of rank one and of low rank, inverses in the sum, limits of invertible matrices."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import invertible_closure
from tests.engines.stated_cases import goal_from, shown

N = {"n": "integer >= 1"}
UPDATE = {
    **N,
    "A": "matrix(n, n)",
    "u": "vector(n)",
    "v": "vector(n)",
    "w": "vector(n)",
    "s": "real",
    "t": "real",
}
PAIR = {**N, "A": "matrix(n, n)", "B": "matrix(n, n)", "x": "real"}
REGULAR = {**N, "A": "invertible(n)", "B": "invertible(n)"}
WIDE = {**N, "m": "integer >= 1", "A": "matrix(m, n)", "B": "matrix(n, m)", "x": "real"}
SYMMETRIC = {**N, "A": "symmetric(n)", "u": "vector(n)"}


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        (UPDATE, (), "det(A + u @ v.T) + det(A - u @ v.T) == 2*det(A)"),
        (SYMMETRIC, (), "det(A + u @ u.T) + det(A - u @ u.T) == 2*det(A)"),
        (UPDATE, (), "det(A + t*(u @ v.T)) == (1 - t)*det(A) + t*det(A + u @ v.T)"),
        (UPDATE, (), "det(A + s*(u @ v.T)) - det(A + t*(u @ v.T)) == (s - t)*(det(A + u @ v.T) - det(A))"),
        (UPDATE, (), "det(A + u @ (v + w).T) == det(A + u @ v.T) + det(A + u @ w.T) - det(A)"),
        (UPDATE, (), "det(A + u @ v.T)*det(A - u @ v.T) <= det(A)**2"),
        (UPDATE, ("det(A) == 0",), "det(A + u @ v.T) == -det(A - u @ v.T)"),
        (UPDATE, (), "det(identity(n) + u @ v.T + v @ u.T) == (1 + dot(u, v))**2 - dot(u, u)*dot(v, v)"),
        (UPDATE, (), "det(t*identity(n) - u @ v.T) == t**(n - 1)*(t - dot(u, v))"),
        (PAIR, (), "det(x*identity(n) - A @ B) == det(x*identity(n) - B @ A)"),
        (WIDE, (), "x**n*det(x*identity(m) - A @ B) == x**m*det(x*identity(n) - B @ A)"),
        (REGULAR, (), "det(A + B) == det(A)*det(identity(n) + inv(A) @ B)"),
        (REGULAR, (), "det(inv(A) + inv(B)) == det(A + B)/(det(A)*det(B))"),
    ],
)
def test_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert shown((dict(let), claim, *given))


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        (UPDATE, (), "det(A + u @ v.T) + det(A - u @ v.T) == det(A)"),
        (UPDATE, (), "det(A + t*(u @ v.T)) == t*det(A) + (1 - t)*det(A + u @ v.T)"),
        (UPDATE, (), "det(A + u @ (v + w).T) == det(A + u @ v.T) + det(A + u @ w.T)"),
        (UPDATE, (), "det(A + u @ v.T + w @ w.T) == det(A + u @ v.T) + det(A + w @ w.T) - det(A)"),
        (UPDATE, (), "det(t*identity(n) - u @ v.T) == t**n*(t - dot(u, v))"),
        (PAIR, (), "det(x*identity(n) - A @ B) == det(x*identity(n) - A.T @ B)"),
        (PAIR, (), "det(A) != 0"),
        (PAIR, (), "det(A)/det(A) == 1"),
        (PAIR, (), "sign(det(A))**2 == 1"),
        (PAIR, ("det(A) == 0",), "det(A)**2 >= 1"),
        (WIDE, (), "x**m*det(x*identity(m) - A @ B) == x**n*det(x*identity(n) - B @ A)"),
        (REGULAR, (), "det(inv(A) + inv(B)) == det(A + B)*det(A)*det(B)"),
        (REGULAR, (), "det(A + B) == det(B)*det(identity(n) + inv(A) @ B)"),
    ],
)
def test_not_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not shown((dict(let), claim, *given))


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        (PAIR, (), "det(A) > 0"),
        (PAIR, ("det(A) == 0",), "det(A) == 0"),
        (PAIR, (), "sign(det(A)) <= 1"),
        ({**N, "A": "orthogonal(n)"}, (), "det(A) <= 1"),
        ({**N, "A": "complex matrix(n, n)"}, (), "det(A) == det(A.T)"),
        ({**N, "A": "matrix(n, n)", "x": "real in [0, det(A)]"}, (), "x <= det(A)"),
    ],
)
def test_no_limit_is_taken(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    """Strict or undefined on the way, said of elsewhere, of another kind, not continuous, complex."""
    assert not invertible_closure.applies(goal_from((dict(let), claim, *given)))
