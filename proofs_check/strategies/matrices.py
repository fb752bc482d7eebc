"""Symmetric matrices: of any entries, of a given spectrum, positive definite of a given condition number."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from proofs_check.strategies.forms import Array, Form, exact_array, in_form
from proofs_check.strategies.numbers import (
    RATIONALS,
    SEVERAL,
    SIZES,
    Choice,
    chosen,
)
from proofs_check.strategies.orthogonal import orthogonal_matrices
from proofs_check.strategies.schur import Schur, schur
from proofs_check.strategies.spectra import conditioned_spectra, spectra


def symmetric_matrices(
    n: Choice[int] = SIZES,
    form: Form = "float",
    *,
    entries: SearchStrategy[Fraction] = RATIONALS,
    scale: Choice[Fraction] = Fraction(1),
) -> SearchStrategy[Array]:
    """Symmetric n x n matrices, all entries times one `scale` (as `scales()`). Shrinks to zeros.

    The eigenvalues are not known; `symmetric_with_spectrum` gives matrices of which they are.
    """
    return _exact(n, entries, scale).map(lambda matrix: in_form(matrix, form))


@st.composite
def _exact(draw: DrawFn, n: Choice[int], entries: SearchStrategy[Fraction], scale: Choice[Fraction]) -> Array:
    size, factor = draw(chosen(n)), draw(chosen(scale))
    matrix = exact_array([[0] * size for _ in range(size)])
    for i in range(size):
        for j in range(i + 1):
            matrix[i, j] = matrix[j, i] = factor * draw(entries)
    return matrix


def symmetric_with_spectrum(
    spectrum: Choice[Array] | None = None, form: Form = "float"
) -> SearchStrategy[Schur]:
    """Symmetric matrices with these eigenvalues: an exact array of shape (n,), or a strategy for it; `spectra` by default.

    Shrinks to a diagonal matrix. In the float form an eigenvalue is off by up to n*eps times the largest one.
    """
    eigenvalues = spectra(form="exact") if spectrum is None else chosen(spectrum)
    return _with_spectrum(eigenvalues.map(exact_array), form)


@st.composite
def _with_spectrum(draw: DrawFn, spectrum: SearchStrategy[Array], form: Form) -> Schur:
    eigenvalues = draw(spectrum)
    size = len(eigenvalues)
    diagonal = exact_array([[0] * size for _ in range(size)])
    for i, value in enumerate(eigenvalues):
        diagonal[i, i] = value
    return schur(draw(orthogonal_matrices(size, "exact")), diagonal, form)


def positive_definite(
    n: Choice[int] = SEVERAL,
    condition: Choice[Fraction | int] = 10,
    form: Form = "float",
    *,
    smallest: Choice[Fraction] = Fraction(1),
) -> SearchStrategy[Schur]:
    """Symmetric positive definite n x n matrices whose condition number is `condition`, exactly in the exact form.

    smallest: their smallest eigenvalue (`scales()` for many magnitudes). Raises ValueError for condition < 1, and for n = 1
    with another condition number than 1. Shrinks to diag(1, ..., 1, condition). In the float form the condition number is
    right to about n * eps * condition, relatively.
    """
    return symmetric_with_spectrum(conditioned_spectra(n, condition, "exact", smallest=smallest), form)
