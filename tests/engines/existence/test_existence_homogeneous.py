"""Vectors that solve fewer homogeneous equations than they have entries, and small matrices that show an existence."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal_for(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> Goal:
    return goal_of(formalize(let, {f"given{place}": one for place, one in enumerate(given)}, {}, claim))


def is_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_for(let, given, claim)).proved


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        (
            {"u": "vector(3)", "v": "vector(3)"},
            (),
            "exists(w, 'vector(3)', dot(v,w) == 0 and dot(u,w) == 0 and norm(w) == 1)",
        ),
        (
            {"m": "integer >= 1", "n": "integer >= m + 1", "A": "matrix(m,n)"},
            (),
            "exists(w, 'vector(n)', A@w == zeros(m,1) and w != zeros(n,1))",
        ),
        ({"n": "integer >= 2"}, (), "exists(w, 'vector(n)', sum(w[i], i, 0, n-1) == 0 and norm(w) == 1)"),
        (
            {"u": "vector(4)", "v": "vector(4)", "A": "matrix(4,4)"},
            (),
            "exists(w, 'vector(4)', dot(v, A@w) == dot(u, w) and w[0] == w[3] and dot(w, w) == 1)",
        ),
        ({}, (), "exists(A, 'matrix(3,3)', A@A != zeros(3,3) and A@A@A == zeros(3,3))"),
        ({}, (), "exists(A, 'matrix(2,2)', exists(B, 'matrix(2,2)', det(A+B) != det(A) + det(B)))"),
        ({}, (), "exists(A, 'orthogonal(2)', det(A) == -1)"),
        ({}, (), "exists(A, 'symmetric(2)', exists(B, 'symmetric(2)', (A@B).T != A@B))"),
        ({}, (), "exists(A, 'matrix(2,2)', A@A == A and A != identity(2) and A != zeros(2,2))"),
        ({}, (), "not forall(A, 'matrix(2,2)', A@A.T == A.T@A)"),
        ({}, (), "exists(A, 'matrix(2,2)', trace(A@A) < 0)"),
        ({"A": "spd(2)"}, (), "exists(L, 'matrix(2,2)', L[0,1] == 0 and L @ L.T == A)"),
        (
            {"A": "spd(2)"},
            (),
            "exists(L, 'matrix(2,2)', L[0,1] == 0 and L[0,0] > 0 and L[1,1] > 0 and L @ L.T == A)",
        ),
        ({}, (), "exists(A, 'matrix(2,2)', A@A == zeros(2,2) and A != zeros(2,2))"),
        ({}, (), "exists(A, 'matrix(2,2)', exists(B, 'matrix(2,2)', A@B != B@A))"),
        (
            {},
            (),
            "exists(A, 'matrix(2,2)', exists(B, 'matrix(2,2)', A != zeros(2,2) and B != zeros(2,2) and A@B == zeros(2,2)))",
        ),
        ({}, (), "exists(A, 'matrix(2,2)', A@A == -identity(2))"),
        ({"v": "vector(2)"}, (), "exists(w, 'vector(2)', dot(v,w) == 0 and norm(w) == 1)"),
        ({"v": "vector(3)"}, (), "exists(w, 'vector(3)', dot(v,w) == 0 and norm(w) == 1)"),
        (
            {"n": "integer >= 2", "v": "vector(n)"},
            (),
            "exists(w, 'vector(n)', dot(v,w) == 0 and norm(w) == 1)",
        ),
        ({"v": "vector(2)"}, (), "exists(w, 'vector(2)', dot(v,w) == 0 and w != zeros(2,1))"),
    ],
)
def test_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert is_proved(let, given, claim)


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        ({"v": "vector(1)"}, (), "exists(w, 'vector(1)', dot(v,w) == 0 and norm(w) == 1)"),
        (
            {"n": "integer >= 1", "v": "vector(n)"},
            (),
            "exists(w, 'vector(n)', dot(v,w) == 0 and norm(w) == 1)",
        ),
        (
            {"u": "vector(2)", "v": "vector(2)"},
            (),
            "exists(w, 'vector(2)', dot(v,w) == 0 and dot(u,w) == 0 and w != zeros(2,1))",
        ),
        ({"v": "vector(3)"}, (), "exists(w, 'vector(3)', dot(v,w) == 1 and norm(w) == 1)"),
        ({"v": "vector(3)"}, (), "exists(w, 'vector(3)', dot(w,w) == 0 and norm(w) == 1)"),
        (
            {"m": "integer >= 1", "n": "integer >= m", "A": "matrix(m,n)"},
            (),
            "exists(w, 'vector(n)', A@w == zeros(m,1) and norm(w) == 1)",
        ),
        ({}, (), "exists(A, 'matrix(2,2)', A@A == zeros(2,2) and det(A) != 0)"),
        ({}, (), "exists(A, 'symmetric(2)', A@A == zeros(2,2) and A != zeros(2,2))"),
        ({}, (), "exists(A, 'matrix(3,3)', A@A == -identity(3))"),
        ({}, (), "exists(A, 'diagonal(2)', exists(B, 'diagonal(2)', A@B != B@A))"),
        ({"A": "psd(2)"}, (), "exists(L, 'invertible(2)', L[0,1] == 0 and L @ L.T == A)"),
        ({"A": "symmetric(2)"}, (), "exists(L, 'matrix(2,2)', L[0,1] == 0 and L @ L.T == A)"),
        ({}, (), "exists(A, 'matrix(2,2)', exists(B, 'matrix(2,2)', A@B - B@A == identity(2)))"),
    ],
)
def test_not_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not is_proved(let, given, claim)
