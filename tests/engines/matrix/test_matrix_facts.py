"""Every fact of the table holds on random exact matrices of sizes 1, 2, 3; false ones are found by the same test."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from matrix_exact import Spectra, Undefined, Value, draw, value
from matrix_goals import knows_nothing

from proofs_check.engines import words
from proofs_check.engines.matrix_facts import (
    BOUNDS,
    LAWS,
    SIGNS,
    Fact,
)
from proofs_check.goal import goal_of
from proofs_check.instances import run_sampled
from proofs_check.statement.terms import free_letters

DRAWS = 25


def counterexample(fact: Fact) -> dict[str, Value] | None:
    """The first of DRAWS draws of each size at which the fact is false."""
    formal = fact.formal
    used = free_letters(formal.claim)
    for size in (1, 2, 3):
        for seed in range(DRAWS):
            source, spectra = random.Random(f"{fact.name}-{size}-{seed}"), Spectra()
            at: dict[str, Value] = {}
            for name, domain in formal.letters:
                if name in used or name == "n":
                    at[name] = draw(domain, at, source, spectra)
                    at["n"] = value_of_size(size)
            try:
                if value(formal.claim, at, spectra) is not True:
                    return at
            except Undefined:
                continue
    return None


def value_of_size(size: int) -> Value:
    from fractions import Fraction

    return Fraction(size)


OF_RADII = tuple(fact for fact in (*SIGNS, *BOUNDS, *LAWS) if "spectral_radius" in fact.says)
OF_PRODUCTS = tuple(fact for fact in BOUNDS if "eigenvalues(H @ K)" in fact.says)
OF_ROOTS = tuple(fact for fact in BOUNDS if any(op in fact.says for op in ("norm(", "log(", "**(1/n)")))
SAMPLED = (*OF_RADII, *OF_ROOTS)
CHECKED = tuple(fact for fact in (*SIGNS, *BOUNDS, *LAWS) if fact not in SAMPLED and fact not in OF_PRODUCTS)


@pytest.mark.parametrize("fact", CHECKED, ids=lambda fact: fact.name)
def test_fact_holds_on_exact_matrices(fact: Fact) -> None:
    assert counterexample(fact) is None


@pytest.mark.parametrize("fact", SAMPLED, ids=lambda fact: fact.name)
def test_fact_about_radii_and_roots_holds_in_floating_point(fact: Fact) -> None:
    """Spectral radii, roots and logarithms are not rational."""
    found = run_sampled(fact.formal, (), 2_000, 1)
    assert found is not None and found.failed == 0
    assert found.admissible - found.inconclusive >= 500  # det(H) is 0 for many semidefinite H


@pytest.mark.parametrize(
    "says",
    [
        "spectral_radius(A @ B)**2 >= max(eigenvalues(A.T @ A)) * max(eigenvalues(B.T @ B))",
        "spectral_radius(A @ B) <= spectral_radius(A) * spectral_radius(B)",
        "spectral_radius(A)**2 >= max(eigenvalues(A.T @ A))",
        "trace(A) <= spectral_radius(A)",
        "-n * spectral_radius(A) >= trace(A)",
        "det(A) <= spectral_radius(A)",
        "spectral_radius(A)**2 <= trace(A @ A)",
        "det(S) <= prod(S[i, i], i, 0, n - 1)",
        "abs(det(A)) <= prod(abs(A[i, i]), i, 0, n - 1)",
        "abs(det(A)) <= norm(A)**n/n**n",
        "log(det(P)) <= sum(log(P[i, i]), i, 0, n - 1) - 1/1000",
        "det(H)**(1/n) + det(K)**(1/n) >= det(H + K)**(1/n)",
        "n*(det(H)*det(K))**(1/n) <= trace(H @ K)/n",
    ],
)
def test_false_neighbour_about_radii_and_roots_is_found(says: str) -> None:
    found = run_sampled(Fact("false", says).formal, (), 2_000, 1)
    assert found is not None and found.failed > 0


FALSE = (
    Fact("product_of_psd_is_psd", "dot(v, H @ (K @ v)) >= 0"),
    Fact("trace_of_square", "trace(A @ A) >= 0"),
    Fact("det_of_invertible_is_positive", "det(V) > 0"),
    Fact("symmetric_form", "dot(v, S @ v) >= 0"),
    Fact("psd_form_is_positive", "implies(dot(v, v) > 0, dot(v, H @ v) > 0)"),
    Fact("cauchy_schwarz_of_symmetric", "dot(u, S @ v)**2 <= dot(u, S @ u) * dot(v, S @ v)"),
    Fact("cauchy_schwarz_strict", "dot(u, v)**2 < dot(u, u) * dot(v, v)"),
    Fact("least_eigenvalue_above", "dot(v, S @ v) <= min(eigenvalues(S)) * dot(v, v)"),
    Fact("det_of_orthogonal_is_one", "det(Q) == 1"),
    Fact("matrices_commute", "A @ B == B @ A"),
    Fact("diagonal_commutes_with_all", "D @ A == A @ D"),
    Fact("inverse_of_sum", "inv(V + P) == inv(V) + inv(P)"),
    Fact("inverse_of_product_in_order", "inv(V @ P) == inv(V) @ inv(P)"),
    Fact("det_of_sum", "det(A + B) == det(A) + det(B)"),
    Fact("det_of_multiple_linear", "det(c*A) == c * det(A)"),
    Fact("trace_of_swap", "trace(A @ B @ S) == trace(B @ A @ S)"),
    Fact("transpose_of_product_in_order", "(A @ B).T == A.T @ B.T"),
)


@pytest.mark.parametrize("fact", FALSE, ids=lambda fact: fact.name)
def test_false_neighbour_is_found(fact: Fact) -> None:
    assert counterexample(fact) is not None


@pytest.mark.parametrize("fact", LAWS, ids=lambda fact: fact.name)
def test_words_prove_the_laws_for_every_size(fact: Fact) -> None:
    answer = words.attempt(goal_of(fact.formal), knows_nothing)
    assert answer.proved, answer.detail
    assert answer.trust == "certificate"


@pytest.mark.parametrize("fact", FALSE, ids=lambda fact: fact.name)
def test_words_do_not_prove_false_neighbours(fact: Fact) -> None:
    assert not words.attempt(goal_of(fact.formal), knows_nothing).proved


def test_names_are_different() -> None:
    names = [fact.name for fact in (*SIGNS, *BOUNDS, *LAWS)]
    assert len(set(names)) == len(names)
    assert replace(LAWS[0]).formal == LAWS[0].formal


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_extreme_eigenvalues_of_products_lie_where_the_facts_say(size: int) -> None:
    """Drawn in floating point: the eigenvalues of H @ K are not rational."""
    assert len(OF_PRODUCTS) == 2
    source = np.random.default_rng(size)
    for _ in range(50):
        one, two = (source.normal(size=(size, source.integers(1, size + 1))) for _ in range(2))
        h, k = (np.linalg.eigvalsh(one @ one.T), np.linalg.eigvalsh(two @ two.T))
        both = np.linalg.eigvals(one @ one.T @ two @ two.T).real
        assert h[0] * k[-1] - 1e-7 <= both.max() <= h[-1] * k[-1] + 1e-7
        assert h[0] * k[0] - 1e-7 <= both.min() <= h[-1] * k[0] + 1e-7
