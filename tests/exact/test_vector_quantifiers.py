"""Quantifiers over vectors and matrices at points: both evaluators, against eigenvalues."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.recheck.opinion import opinion
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.terms import Matrix, Term, number
from proofs_check.witness.recheck import HOLDS, recheck

ENTRIES = st.integers(-2, 2)
SYMMETRIC = st.tuples(ENTRIES, ENTRIES, ENTRIES).map(lambda e: [[e[0], e[1]], [e[1], e[2]]])
ANY = st.tuples(ENTRIES, ENTRIES, ENTRIES, ENTRIES).map(lambda e: [[e[0], e[1]], [e[2], e[3]]])


def formal(claim: str) -> Formal:
    return formalize({"A": "matrix(2, 2)", "c": "real"}, {}, {}, claim)


def point(rows: list[list[int]], c: int = 0) -> dict[str, Term]:
    return {"A": Matrix(tuple(tuple(number(x) for x in row) for row in rows)), "c": number(Fraction(c))}


def verdicts(claim: str, rows: list[list[int]], c: int = 0) -> tuple[bool | None, bool | None]:
    """What both evaluators say: True, False, or None where they leave it open."""
    first, second = recheck(formal(claim), point(rows, c)), opinion(formal(claim), point(rows, c))
    one = True if first.explanation == HOLDS else False if first.fault == "false" else None
    two = {"holds": True, "false": False}.get(second.outcome)
    return one, two


@given(SYMMETRIC)
@settings(max_examples=40, deadline=None)
def test_semidefinite(rows: list[list[int]]) -> None:
    least = np.linalg.eigvalsh(np.array(rows, float))[0]
    expected = bool(least > -1e-9)
    assert verdicts("forall(x, 'vector(2)', dot(x, A @ x) >= 0)", rows) == (expected, expected)
    assert verdicts("exists(x, 'vector(2)', dot(x, A @ x) < 0)", rows) == (not expected, not expected)


@given(ANY)
@settings(max_examples=40, deadline=None)
def test_definite_beside_zero(rows: list[list[int]]) -> None:
    full = np.array(rows, float)
    expected = bool(np.linalg.eigvalsh((full + full.T) / 2)[0] > 1e-9)
    for premise in ("norm(x) > 0", "x != zeros(2, 1)"):
        says = f"forall(x, 'vector(2)', implies({premise}, dot(x, A @ x) > 0))"
        assert verdicts(says, rows) == (expected, expected)


@given(SYMMETRIC, st.integers(-2, 2))
@settings(max_examples=40, deadline=None)
def test_linear_parts_count(rows: list[list[int]], c: int) -> None:
    # x.T A x + 2*x[0] + c >= 0 everywhere exactly if [[c, 1, 0], [1, A]] is semidefinite
    border = np.array([[c, 1, 0], [1, *rows[0]], [0, *rows[1]]], float)
    expected = bool(np.linalg.eigvalsh(border)[0] > -1e-9)
    says = "forall(x, 'vector(2)', dot(x, A @ x) + 2*x[0] + c >= 0)"
    assert verdicts(says, rows, c) == (expected, expected)


@pytest.mark.parametrize(
    ("claim", "rows", "expected"),
    [
        ("forall(x, 'vector(2)', A @ x == x)", [[1, 0], [0, 1]], True),
        ("forall(x, 'vector(2)', A @ x == x)", [[1, 1], [0, 1]], False),
        ("forall(B, 'matrix(2, 2)', A @ B == B @ A)", [[2, 0], [0, 2]], True),
        ("forall(B, 'matrix(2, 2)', A @ B == B @ A)", [[2, 0], [0, 1]], False),
        ("forall(B, 'diagonal(2)', A @ B == B @ A)", [[2, 0], [0, 1]], True),
        ("forall(B, 'symmetric(2)', trace(A @ B) == 0)", [[0, 1], [-1, 0]], True),
        ("forall(B, 'matrix(2, 2)', trace(A @ B) == 0)", [[0, 1], [-1, 0]], False),
        ("forall(x, 'vector(2)', norm(A @ x)**2 <= norm(x)**2)", [[0, 1], [-1, 0]], True),
        ("forall(x, 'vector(2)', dot(x, A @ x)**2 >= 0)", [[1, 0], [0, 1]], None),  # of degree 4
        ("forall(x, 'vector(2)', norm(x) >= 0)", [[1, 0], [0, 1]], None),  # no polynomial
    ],
)
def test_other_spaces(claim: str, rows: list[list[int]], expected: bool | None) -> None:
    assert verdicts(claim, rows) == (expected, expected)
