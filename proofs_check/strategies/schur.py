"""Matrices made from their Schur form, so that their eigenvalues are known and not computed."""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.strategies.forms import Array, Form, in_form


@dataclass(frozen=True, eq=False)
class Schur:
    """`matrix` = orthogonal @ triangular @ orthogonal.T, each of shape (n, n): exactly, or each rounded to float64 by itself.

    The eigenvalues are the diagonal of `triangular`, which is diagonal where the matrix is symmetric. Do not compare computed
    eigenvalues with them near a Jordan block: there rounding of size eps moves them by eps^(1/n). Compare
    orthogonal.T @ matrix @ orthogonal with `triangular`.
    """

    matrix: Array
    orthogonal: Array
    triangular: Array

    @property
    def eigenvalues(self) -> Array:
        """In the order of the diagonal, shape (n,)."""
        return self.triangular.diagonal()


def schur(orthogonal: Array, triangular: Array, form: Form) -> Schur:
    """The Schur form of exact factors, the product being taken before any rounding."""
    matrix = orthogonal @ triangular @ orthogonal.T
    return Schur(in_form(matrix, form), in_form(orthogonal, form), in_form(triangular, form))
