"""Matrices whose eigenvalues say little about their powers: non-normal ones, and those at or near a Jordan block."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from proofs_check.strategies.forms import Form, exact_array
from proofs_check.strategies.numbers import (
    POSITIVE,
    RATIONALS,
    SEVERAL,
    Choice,
    chosen,
    rationals,
    scales,
)
from proofs_check.strategies.orthogonal import orthogonal_matrices
from proofs_check.strategies.schur import Schur, schur
from proofs_check.strategies.spectra import spectra

STRENGTHS = scales(3)
GAPS = st.one_of(st.just(Fraction(0)), st.integers(1, 40).map(lambda power: Fraction(1, 2**power)))
"""0, or 2^-1 to 2^-40."""


def jordan_near(
    n: Choice[int] = SEVERAL,
    form: Form = "float",
    *,
    gap: Choice[Fraction] = GAPS,
    eigenvalue: Choice[Fraction] = RATIONALS,
    coupling: Choice[Fraction] = POSITIVE,
) -> SearchStrategy[Schur]:
    """Matrices with the eigenvalues l, l + gap, ..., l + (n-1)*gap and one chain of couplings: at gap 0 a Jordan block.

    With a small gap they are diagonalizable, and the condition number of their eigenvectors grows like (coupling/gap)^(n-1):
    W^t grows before it decays, and `eig` is not to be trusted. Shrinks to the Jordan block of 0, itself upper triangular.
    """
    return _jordan_near(n, form, gap, eigenvalue, coupling)


@st.composite
def _jordan_near(
    draw: DrawFn,
    n: Choice[int],
    form: Form,
    gap: Choice[Fraction],
    eigenvalue: Choice[Fraction],
    coupling: Choice[Fraction],
) -> Schur:
    size, apart, first = draw(chosen(n)), draw(chosen(gap)), draw(chosen(eigenvalue))
    chain = draw(chosen(coupling))
    triangular = exact_array([[0] * size for _ in range(size)])
    for i in range(size):
        triangular[i, i] = first + i * apart
        triangular[i, i + 1 : i + 2] = chain
    return schur(draw(orthogonal_matrices(size, "exact")), triangular, form)


def non_normal(
    n: Choice[int] = SEVERAL,
    form: Form = "float",
    *,
    strength: Choice[Fraction] = STRENGTHS,
) -> SearchStrategy[Schur]:
    """Matrices with real eigenvalues that do not commute with their transpose; n is at least 2, else ValueError.

    The part above the diagonal of the Schur form is `strength` times small numbers that are not all 0; its Frobenius norm is
    Henrici's departure from normality. Shrinks to [[0, 1], [0, 0]].
    """
    return _non_normal(n, form, strength)


@st.composite
def _non_normal(draw: DrawFn, n: Choice[int], form: Form, strength: Choice[Fraction]) -> Schur:
    size = draw(chosen(n))
    if size < 2:
        raise ValueError(f"n={size}: a matrix of one entry is normal; n is at least 2")
    eigenvalues, factor = draw(spectra(size, "exact", decades=1)), draw(chosen(strength))
    triangular = exact_array([[0] * size for _ in range(size)])
    for i in range(size):
        triangular[i, i] = eigenvalues[i]
        for j in range(i + 1, size):
            triangular[i, j] = factor * draw(rationals())
    if all(triangular[i, j] == 0 for i in range(size) for j in range(i + 1, size)):
        triangular[0, size - 1] = factor
    return schur(draw(orthogonal_matrices(size, "exact")), triangular, form)
