"""Norms of products, determinants and diagonals: Hadamard, Minkowski, products of trace 0."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import matrix_facts as table
from proofs_check.engines.gram_products import product_facts
from proofs_check.engines.word_rules import plain_setting
from proofs_check.statement.terms import Compare
from tests.engines.stated_cases import goal_from, shown

N = {"n": "integer >= 1"}
PAIR = {**N, "A": "psd(n)", "B": "psd(n)", "R": "symmetric(n)"}
DEFINITE = {**N, "A": "spd(n)", "B": "spd(n)", "s": "real in [0, 1]"}
PLAIN = {**N, "A": "matrix(n, n)", "V": "invertible(n)", "k": "integer >= 1"}


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        (PAIR, ("trace(A @ B) == 0",), "A @ B == zeros(n, n)"),
        (PLAIN, (), "norm(V)*norm(inv(V)) >= n"),
        (PAIR, (), "det(A) <= prod(A[i, i], i, 0, n - 1)"),
        (PLAIN, (), "abs(det(A)) <= prod(norm(A[:, j]), j, 0, n - 1)"),
        (PLAIN, (), "det(A)**2 <= prod(norm(A[:, j])**2, j, 0, n - 1)"),
        (PLAIN, (), "abs(det(A)) <= norm(A)**n"),
        ({"A": "matrix(4, 4)"}, (), "abs(det(A)) <= norm(A)**4/16"),
        (DEFINITE, (), "log(det(A)) <= sum(log(A[i, i]), i, 0, n - 1)"),
        (PAIR, (), "det(A + B)**(1/n) >= det(A)**(1/n) + det(B)**(1/n)"),
        (DEFINITE, (), "trace(A @ B) >= n*(det(A)*det(B))**(1/n)"),
        (DEFINITE, (), "det(A)*det(B) <= (trace(A @ B)/n)**n"),
        (DEFINITE, (), "det(s*A + (1 - s)*B) >= det(A)**s*det(B)**(1 - s)"),
        (DEFINITE, (), "det(A + B)**2 >= 4**n*det(A)*det(B)"),
        (PLAIN, ("A**k == zeros(n, n)",), "(identity(n) - A) @ sum(A**j, j, 0, k - 1) == identity(n)"),
        (PLAIN, (), "prod(A[i, i], i, 0, n - 1) == prod(A[j, j], j, 0, n - 1)"),
    ],
)
def test_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert shown((dict(let), claim, *given))


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        (PAIR, ("trace(A @ R) == 0",), "A @ R == zeros(n, n)"),
        (PLAIN, (), "norm(V)*norm(inv(V)) >= n + 1"),
        (PAIR, (), "det(R) <= prod(R[i, i], i, 0, n - 1)"),
        (PLAIN, (), "abs(det(A)) <= norm(A)"),
        (DEFINITE, (), "det(A + B)**2 >= 5**n*det(A)*det(B)"),
        (DEFINITE, (), "det(s*A + (1 - s)*B) <= det(A)**s*det(B)**(1 - s)"),
        (PAIR, (), "det(A + B)**(1/n) <= det(A)**(1/n) + det(B)**(1/n)"),
        (PLAIN, ("A**k == zeros(n, n)",), "(identity(n) - A) @ sum(A**j, j, 0, k) == identity(n) + A"),
    ],
)
def test_not_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not shown((dict(let), claim, *given))


@pytest.mark.parametrize(("product", "expected"), [("A @ B", True), ("A @ R", False), ("R @ R", False)])
def test_products_of_semidefinite_matrices_only(product: str, expected: bool) -> None:
    goal = goal_from((PAIR, f"trace({product}) == 0"))
    assert isinstance(goal.conclusion, Compare)
    found = product_facts(plain_setting(goal), (goal.conclusion.left,), goal.conclusion)
    assert (table.PRODUCT_OF_PSD_BY_TRACE in [fact for fact, _ in found]) == expected
