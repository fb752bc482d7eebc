"""Matrices and spectra: every promise exactly in the exact form and to rounding in the float form; edge cases; shrinking."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.strategies import (
    Schur,
    conditioned_spectra,
    exact_array,
    float_array,
    jordan_near,
    non_normal,
    orthogonal_matrices,
    positive_definite,
    scales,
    spectra,
    symmetric_matrices,
    symmetric_with_spectrum,
)
from tests.strategies.shrinking import EPS, FEW, all_fractions, simplest

KAPPAS = st.sampled_from([Fraction(1), Fraction(10), Fraction(7, 2), Fraction(10**6)])


def identity(n: int) -> Any:
    return exact_array(np.eye(n, dtype=int).tolist())


def determinant(matrix: Any) -> Fraction:
    """By cofactors, exactly: independent of how the matrices are made."""
    if len(matrix) == 1:
        return Fraction(matrix[0, 0])
    minors = (np.delete(matrix[1:], j, axis=1) for j in range(len(matrix)))
    return sum(((-1) ** j * matrix[0, j] * determinant(minor) for j, minor in enumerate(minors)), Fraction(0))


def has_eigenvalues(matrix: Any, eigenvalues: Any) -> bool:
    """Whether these are all eigenvalues: the characteristic polynomials agree at n + 1 points."""
    size = len(matrix)
    return all(
        determinant(x * identity(size) - matrix) == np.prod([x - value for value in eigenvalues])
        for x in range(size + 1)
    )


@FEW
@given(symmetric_matrices(form="exact", scale=scales()))
def test_symmetric_matrices_are_symmetric(matrix: Any) -> None:
    assert all_fractions(matrix) and (matrix == matrix.T).all()


@FEW
@given(symmetric_matrices(scale=scales(100)))
def test_symmetric_float_matrices_are_symmetric(matrix: Any) -> None:
    assert matrix.dtype == np.float64 and (matrix == matrix.T).all() and np.isfinite(matrix).all()


def test_symmetric_matrices_shrink_to_zero_and_hold_edge_cases() -> None:
    assert simplest(symmetric_matrices(3, "exact")).tolist() == [[0] * 3] * 3
    assert simplest(symmetric_matrices()).tolist() == [[0.0]]
    indefinite = simplest(symmetric_matrices(2, "exact"), lambda a: determinant(a) < 0)
    assert abs(indefinite).max() == 1 and abs(indefinite).sum() == 2
    assert simplest(symmetric_matrices(scale=scales(100)), lambda a: abs(a).max() > 1e90).max() > 1e90
    assert simplest(symmetric_matrices(scale=scales(100)), lambda a: 0 < abs(a).max() < 1e-90).max() < 1e-90


@FEW
@given(orthogonal_matrices(form="exact"))
def test_orthogonal_matrices_are_orthogonal(matrix: Any) -> None:
    assert all_fractions(matrix)
    assert (matrix.T @ matrix == identity(len(matrix))).all()


@FEW
@given(orthogonal_matrices(form="exact", proper=True))
def test_rotations_have_determinant_one(matrix: Any) -> None:
    assert determinant(matrix) == 1


@FEW
@given(orthogonal_matrices())
def test_orthogonal_float_matrices_are_orthogonal_to_rounding(matrix: Any) -> None:
    size = len(matrix)
    assert matrix.dtype == np.float64
    # Entries are off by eps/2 of themselves and the columns have length 1: an error of sqrt(n) times that is a fault.
    assert abs(matrix.T @ matrix - np.eye(size)).max() <= (size + 1) * EPS


def test_orthogonal_matrices_shrink_to_the_identity_and_hold_edge_cases() -> None:
    assert (simplest(orthogonal_matrices(3, "exact")) == identity(3)).all()
    assert simplest(orthogonal_matrices(2, "exact"), lambda q: determinant(q) == -1).tolist() in (
        [[-1, 0], [0, 1]],
        [[1, 0], [0, -1]],
    )
    turned = simplest(orthogonal_matrices(2, "exact"), lambda q: q[0, 1] * q[0, 0] != 0)
    assert abs(turned[0, 0]) in (Fraction(3, 5), Fraction(4, 5))
    full = simplest(orthogonal_matrices(3, "exact"), lambda q: (q != 0).all())
    assert (full != full.T).any()


@FEW
@given(spectra(form="exact"))
def test_spectra_ascend(values: Any) -> None:
    assert all_fractions(values) and list(values) == sorted(values)


@FEW
@given(spectra(4, "exact", decades=3))
def test_spectra_keep_to_their_decades(values: Any) -> None:
    sizes = [abs(value) for value in values if value]
    assert all(Fraction(1, 10**4) < size < 10**4 * Fraction(11, 10) for size in sizes)


@FEW
@given(spectra(sign="nonnegative"), spectra(sign="positive", form="exact"))
def test_spectra_have_the_sign_that_is_asked_for(nonnegative: Any, positive: Any) -> None:
    assert (nonnegative >= 0).all() and (positive > 0).all()


def near(values: Any) -> bool:
    return bool(values[0] != values[1] and abs(values[0] - values[1]) < abs(values[0]) * 1e-9)


@pytest.mark.parametrize("form", ["exact", "float"])
def test_spectra_shrink_to_zeros_and_hold_edge_cases(form: Any) -> None:
    two = spectra(2, form)
    assert simplest(spectra(3, form)).tolist() == [0, 0, 0]
    assert simplest(spectra(2, form, sign="positive")).tolist() == [1, 1]
    assert simplest(two, lambda v: v[0] == v[1] != 0).tolist() == [1, 1]
    assert simplest(two, lambda v: v[0] < 0 < v[1]).tolist() == [-1, 1]
    assert simplest(two, lambda v: v[0] == 0 < v[1]).tolist() == [0, 1]
    assert simplest(two, lambda v: 0 < v[0] * 10**6 <= v[1])[1] > 0
    assert near(simplest(two, near))
    assert simplest(spectra(3, form), lambda v: v[2] == -v[0] > 1000)[2] > 1000


@FEW
@given(conditioned_spectra(st.integers(2, 4), KAPPAS, "exact", smallest=scales()), st.data())
def test_conditioned_spectra_span_the_condition_number(values: Any, data: st.DataObject) -> None:
    assert values[-1] / values[0] in (1, 10, Fraction(7, 2), 10**6) and list(values) == sorted(values)
    kappa = data.draw(KAPPAS)
    drawn = data.draw(conditioned_spectra(3, kappa, "exact"))
    assert drawn[2] == kappa * drawn[0]


@pytest.mark.parametrize(
    ("n", "kappa", "smallest"), [(1, Fraction(2), 1), (3, Fraction(1, 2), 1), (3, Fraction(2), 0)]
)
def test_an_impossible_condition_number_is_refused(n: int, kappa: Fraction, smallest: int) -> None:
    with pytest.raises(ValueError, match="condition number is at least 1"):
        simplest(conditioned_spectra(n, kappa, smallest=Fraction(smallest)))


@FEW
@given(st.data())
def test_positive_definite_matrices_have_exactly_the_condition_number(data: st.DataObject) -> None:
    kappa = data.draw(KAPPAS)
    drawn = data.draw(positive_definite(3, kappa, "exact", smallest=scales(3)))
    matrix, values = drawn.matrix, drawn.eigenvalues
    assert all_fractions(matrix) and (matrix == matrix.T).all()
    assert has_eigenvalues(matrix, values)
    assert max(values) == kappa * min(values) and min(values) > 0


@FEW
@given(positive_definite(3, 10**4))
def test_positive_definite_float_matrices_have_the_condition_number_to_rounding(drawn: Schur) -> None:
    assert (drawn.matrix == drawn.matrix.T).all()
    assert abs(np.linalg.cond(drawn.matrix) / 1e4 - 1) < 10 * 3 * EPS * 1e4


def test_positive_definite_matrices_shrink_to_a_diagonal() -> None:
    assert simplest(positive_definite(3, 100, "exact")).matrix.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 100]]
    turned = simplest(positive_definite(2, 5, "exact"), lambda a: a.matrix[0, 1] != 0)
    assert has_eigenvalues(turned.matrix, [1, 5])
    tiny = positive_definite(2, 5, smallest=scales(100))
    assert simplest(tiny, lambda a: a.matrix.max() < 1e-90).matrix.min() == 0
    assert simplest(tiny, lambda a: a.matrix.max() > 1e90).matrix.min() == 0


@FEW
@given(st.data())
def test_symmetric_matrices_have_their_spectrum(data: st.DataObject) -> None:
    spectrum = data.draw(spectra(3, "exact"))
    drawn = data.draw(symmetric_with_spectrum(spectrum, "exact"))
    assert (drawn.matrix == drawn.matrix.T).all()
    assert (drawn.eigenvalues == spectrum).all() and has_eigenvalues(drawn.matrix, spectrum)


@FEW
@given(st.one_of(jordan_near(form="exact"), non_normal(form="exact")))
def test_matrices_have_the_eigenvalues_of_their_schur_form(drawn: Schur) -> None:
    assert all_fractions(drawn.matrix)
    assert has_eigenvalues(drawn.matrix, drawn.eigenvalues)
    assert (drawn.orthogonal.T @ drawn.orthogonal == identity(len(drawn.matrix))).all()
    assert not np.tril(drawn.triangular, -1).any()


@FEW
@given(st.one_of(jordan_near(), non_normal(), positive_definite(condition=1000)))
def test_float_schur_forms_agree_to_rounding(drawn: Schur) -> None:
    back = drawn.orthogonal @ drawn.triangular @ drawn.orthogonal.T
    assert drawn.matrix.dtype == np.float64
    assert abs(back - drawn.matrix).max() <= 10 * len(back) * EPS * abs(drawn.triangular).max()


@FEW
@given(st.integers(2, 4).flatmap(lambda n: jordan_near(n, "exact", gap=st.just(Fraction(0)))))
def test_a_gap_of_zero_is_a_jordan_block(drawn: Schur) -> None:
    size = len(drawn.matrix)
    nilpotent = drawn.matrix - drawn.eigenvalues[0] * identity(size)
    power = identity(size)
    for _ in range(size - 1):
        power = power @ nilpotent
    assert power.any() and not (power @ nilpotent).any()


@FEW
@given(jordan_near(3, "exact", gap=st.just(Fraction(1, 1024))))
def test_a_gap_separates_the_eigenvalues(drawn: Schur) -> None:
    assert (np.diff(drawn.eigenvalues) == Fraction(1, 1024)).all()


@FEW
@given(non_normal(form="exact"))
def test_non_normal_matrices_do_not_commute_with_their_transpose(drawn: Schur) -> None:
    assert (drawn.matrix @ drawn.matrix.T != drawn.matrix.T @ drawn.matrix).any()


def test_jordan_near_and_non_normal_matrices_shrink_to_the_nilpotent_block() -> None:
    assert simplest(jordan_near(form="exact")).matrix.tolist() == [[0, 1], [0, 0]]
    assert simplest(non_normal(form="exact")).matrix.tolist() == [[0, 1], [0, 0]]
    assert (
        simplest(jordan_near(2), lambda a: 0 < a.eigenvalues[1] - a.eigenvalues[0] < 1e-9).eigenvalues[0] == 0
    )
    strong = simplest(non_normal(2, "exact"), lambda a: a.triangular[0, 1] > 100)
    assert strong.matrix.tolist() in ([[0, 200], [0, 0]], [[0, 1000], [0, 0]])
    with pytest.raises(ValueError, match="n is at least 2"):
        simplest(non_normal(1))


def test_forms_convert_and_refuse() -> None:
    assert exact_array([0.1])[0] == Fraction(0.1) and float_array([Fraction(1, 3)])[0] == 1 / 3
    with pytest.raises(ValueError, match=r'"exact" \(Fractions\) or "float"'):
        simplest(spectra(2, "decimal"))  # type: ignore[arg-type]
