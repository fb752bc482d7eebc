"""Facts about vectors and matrices of any size, with the kinds that they hold for.

LAWS are equations that the word normal form decides. SIGNS and BOUNDS are inequalities that `gram.py` puts at the
vectors and matrices of a goal. All of them hold for real entries; each is tried on random exact instances by the tests.

Notation: H, K, S, R symmetric kinds, Q orthogonal, V invertible, D diagonal, A, B square, u, v vectors.
References: Horn and Johnson, Matrix Analysis, chapters 0, 4 and 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.terms import Term, substitute

SIZES = {"n": "integer >= 1", "t": "natural", "c": "real", "d": "real"}
VECTORS = {"u": "vector(n)", "v": "vector(n)"}
SQUARE = {"A": "matrix(n, n)", "B": "matrix(n, n)"}
KINDS = {
    **{"Q": "orthogonal(n)", "V": "invertible(n)", "D": "diagonal(n)", "G": "diagonal(n)"},
    **{"S": "symmetric(n)", "R": "symmetric(n)", "P": "spd(n)", "H": "psd(n)", "K": "psd(n)"},
}
ALL = {**SIZES, **VECTORS, **SQUARE, **KINDS}


@dataclass(frozen=True)
class Fact:
    """`says` holds for all values of the letters that it uses (of those in `let`)."""

    name: str
    says: str
    let: Mapping[str, str] = field(default_factory=lambda: ALL)

    @cached_property
    def formal(self) -> Formal:
        """The parsed statement."""
        return formalize(self.let, {}, {}, self.says)

    def at(self, values: Mapping[str, Term]) -> Term:
        """The statement with terms of the right kinds put for its letters."""
        return substitute(self.formal.claim, values)


Instance = tuple[Fact, Mapping[str, Term]]
"""A fact, and the terms that are put for its letters."""

SQUARE_IS_NONNEGATIVE = Fact("square_is_nonnegative", "dot(v, v) >= 0")
FROBENIUS_IS_NONNEGATIVE = Fact("frobenius_is_nonnegative", "trace(A.T @ A) >= 0")
PSD_FORM_IS_NONNEGATIVE = Fact("psd_form_is_nonnegative", "dot(v, H @ v) >= 0")
SPD_FORM_IS_POSITIVE = Fact("spd_form_is_positive", "implies(dot(v, v) > 0, dot(v, P @ v) > 0)")
INVERTIBLE_IMAGE = Fact("invertible_image", "implies(dot(v, v) > 0, dot(V @ v, V @ v) > 0)")
FULL_RANK_IMAGE = Fact(
    "full_rank_image", "implies(det(A.T @ A) != 0, implies(dot(v, v) > 0, dot(A @ v, A @ v) > 0))"
)
TRACE_OF_PSD = Fact("trace_of_psd", "trace(H) >= 0")
TRACE_OF_SPD = Fact("trace_of_spd", "trace(P) > 0")
TRACE_OF_PSD_PRODUCT_IS_BOUNDED = Fact(
    "trace_of_psd_product_is_bounded", "trace(H @ K) <= trace(H) * trace(K)"
)
RADIUS_BY_FROBENIUS = Fact("radius_by_frobenius", "spectral_radius(A)**2 <= trace(A.T @ A)")
TRACE_OF_SPD_TIMES_PSD = Fact("trace_of_spd_times_psd", "implies(trace(H) > 0, trace(P @ H) > 0)")
TRACE_OF_PSD_PRODUCT = Fact("trace_of_psd_product", "trace(H @ K) >= 0")
DET_OF_PSD = Fact("det_of_psd", "det(H) >= 0")
DET_OF_SPD = Fact("det_of_spd", "det(P) > 0")
DET_OF_ORTHOGONAL = Fact("det_of_orthogonal", "det(Q)**2 == 1")
DET_OF_INVERTIBLE = Fact("det_of_invertible", "det(V) != 0")
EIGENVALUES_OF_PSD = Fact("eigenvalues_of_psd", "min(eigenvalues(H)) >= 0")
EIGENVALUES_OF_SPD = Fact("eigenvalues_of_spd", "min(eigenvalues(P)) > 0")
EIGENVALUES_ARE_ORDERED = Fact("eigenvalues_are_ordered", "min(eigenvalues(S)) <= max(eigenvalues(S))")
SPECTRAL_RADIUS_IS_NONNEGATIVE = Fact("spectral_radius_is_nonnegative", "spectral_radius(A) >= 0")

SIGNS: tuple[Fact, ...] = (
    *(SQUARE_IS_NONNEGATIVE, FROBENIUS_IS_NONNEGATIVE, PSD_FORM_IS_NONNEGATIVE, SPD_FORM_IS_POSITIVE),
    *(TRACE_OF_PSD, TRACE_OF_SPD, TRACE_OF_PSD_PRODUCT, DET_OF_PSD, DET_OF_SPD, DET_OF_ORTHOGONAL),
    *(DET_OF_INVERTIBLE, EIGENVALUES_OF_PSD, EIGENVALUES_OF_SPD, EIGENVALUES_ARE_ORDERED),
    *(TRACE_OF_PSD_PRODUCT_IS_BOUNDED, RADIUS_BY_FROBENIUS),
    *(SPECTRAL_RADIUS_IS_NONNEGATIVE, FULL_RANK_IMAGE, INVERTIBLE_IMAGE, TRACE_OF_SPD_TIMES_PSD),
)

CAUCHY_SCHWARZ = Fact("cauchy_schwarz", "dot(u, v)**2 <= dot(u, u) * dot(v, v)")
CAUCHY_SCHWARZ_OF_PSD = Fact("cauchy_schwarz_of_psd", "dot(u, H @ v)**2 <= dot(u, H @ u) * dot(v, H @ v)")
LEAST_EIGENVALUE_BOUNDS_FORM = Fact(
    "least_eigenvalue_bounds_form", "min(eigenvalues(S)) * dot(v, v) <= dot(v, S @ v)"
)
GREATEST_EIGENVALUE_BOUNDS_FORM = Fact(
    "greatest_eigenvalue_bounds_form", "dot(v, S @ v) <= max(eigenvalues(S)) * dot(v, v)"
)
GREATEST_EIGENVALUE_BOUNDS_TRACE = Fact(
    "greatest_eigenvalue_bounds_trace", "trace(S @ H) <= max(eigenvalues(S)) * trace(H)"
)
LEAST_EIGENVALUE_BOUNDS_TRACE = Fact(
    "least_eigenvalue_bounds_trace", "min(eigenvalues(S)) * trace(H) <= trace(S @ H)"
)
TRACE_BOUNDS_GREATEST_EIGENVALUE = Fact("trace_bounds_greatest_eigenvalue", "max(eigenvalues(H)) <= trace(H)")
TRACE_BOUNDS_LEAST_EIGENVALUE = Fact(
    "trace_bounds_least_eigenvalue", "1 <= min(eigenvalues(P)) * trace(inv(P))"
)
GREATEST_OF_PSD_PRODUCT = Fact(
    "greatest_of_psd_product",
    "min(eigenvalues(H)) * max(eigenvalues(K)) <= max(eigenvalues(H @ K))"
    " and max(eigenvalues(H @ K)) <= max(eigenvalues(H)) * max(eigenvalues(K))",
)
LEAST_OF_PSD_PRODUCT = Fact(
    "least_of_psd_product",
    "min(eigenvalues(H)) * min(eigenvalues(K)) <= min(eigenvalues(H @ K))"
    " and min(eigenvalues(H @ K)) <= max(eigenvalues(H)) * min(eigenvalues(K))",
)
SPECTRUM_IN_INTERVAL = Fact(
    "spectrum_in_interval",
    "implies(c <= min(eigenvalues(S)) and max(eigenvalues(S)) <= d,"
    " dot(v, (S - c*identity(n)) @ (d*identity(n) - S) @ v) >= 0)",
)
PSD_SPECTRUM_IN_INTERVAL = Fact(
    "psd_spectrum_in_interval",
    "implies(c <= min(eigenvalues(H)) and max(eigenvalues(H)) <= d,"
    " dot(v, H @ (H - c*identity(n)) @ (d*identity(n) - H) @ v) >= 0)",
)
FROBENIUS_BOUNDS_IMAGE = Fact("frobenius_bounds_image", "dot(A @ v, A @ v) <= trace(A.T @ A) * dot(v, v)")
FROBENIUS_CAUCHY_SCHWARZ = Fact(
    "frobenius_cauchy_schwarz", "trace(A.T @ B)**2 <= trace(A.T @ A) * trace(B.T @ B)"
)
RADIUS_BY_SINGULAR_VALUE = Fact(
    "radius_by_singular_value", "spectral_radius(A)**2 <= max(eigenvalues(A.T @ A))"
)
RADIUS_OF_PRODUCT = Fact(
    "radius_of_product",
    "spectral_radius(A @ B)**2 <= max(eigenvalues(A.T @ A)) * max(eigenvalues(B.T @ B))",
)
RADIUS_OF_SYMMETRIC_PRODUCT = Fact(
    "radius_of_symmetric_product", "spectral_radius(S @ R) <= spectral_radius(S) * spectral_radius(R)"
)
RADIUS_BOUNDS_TRACE = Fact(
    "radius_bounds_trace", "trace(A) <= n * spectral_radius(A) and -n * spectral_radius(A) <= trace(A)"
)
RADIUS_BOUNDS_DET = Fact(
    "radius_bounds_det", "det(A) <= spectral_radius(A)**n and -(spectral_radius(A)**n) <= det(A)"
)

PRODUCT_OF_PSD_BY_TRACE = Fact(
    "product_of_psd_by_trace", "trace(H @ K @ K @ H) <= trace(H) * trace(K) * trace(H @ K)"
)
DET_BY_FROBENIUS = Fact(
    "det_by_frobenius", "det(A)**2 <= (trace(A.T @ A)/n)**n and det(A)**2 <= trace(A.T @ A)**n"
)
DET_BY_NORM = Fact("det_by_norm", "abs(det(A)) <= norm(A)**n")
HADAMARD_OF_PSD = Fact("hadamard_of_psd", "det(H) <= prod(H[i, i], i, 0, n - 1)")
HADAMARD_BY_COLUMNS = Fact("hadamard_by_columns", "det(A)**2 <= prod((A.T @ A)[i, i], i, 0, n - 1)")
HADAMARD_BY_ROWS = Fact("hadamard_by_rows", "det(A)**2 <= prod((A @ A.T)[i, i], i, 0, n - 1)")
HADAMARD_BY_NORMS_OF_COLUMNS = Fact(
    "hadamard_by_norms_of_columns", "abs(det(A)) <= prod(norm(A[:, i]), i, 0, n - 1)"
)
HADAMARD_BY_NORMS_OF_ROWS = Fact(
    "hadamard_by_norms_of_rows", "abs(det(A)) <= prod(norm(A[i, :]), i, 0, n - 1)"
)
HADAMARD_OF_LOGARITHMS = Fact("hadamard_of_logarithms", "log(det(P)) <= sum(log(P[i, i]), i, 0, n - 1)")
MINKOWSKI_OF_PSD = Fact("minkowski_of_psd", "det(H)**(1/n) + det(K)**(1/n) <= det(H + K)**(1/n)")
DETS_BY_TRACE_OF_PRODUCT = Fact("dets_by_trace_of_product", "det(H)*det(K) <= (trace(H @ K)/n)**n")
MEANS_OF_PSD_PRODUCT = Fact("means_of_psd_product", "n*(det(H)*det(K))**(1/n) <= trace(H @ K)")

BOUNDS: tuple[Fact, ...] = (
    *(CAUCHY_SCHWARZ, CAUCHY_SCHWARZ_OF_PSD, LEAST_EIGENVALUE_BOUNDS_FORM, GREATEST_EIGENVALUE_BOUNDS_FORM),
    *(FROBENIUS_BOUNDS_IMAGE, FROBENIUS_CAUCHY_SCHWARZ, SPECTRUM_IN_INTERVAL, PSD_SPECTRUM_IN_INTERVAL),
    *(GREATEST_EIGENVALUE_BOUNDS_TRACE, LEAST_EIGENVALUE_BOUNDS_TRACE, TRACE_BOUNDS_GREATEST_EIGENVALUE),
    *(TRACE_BOUNDS_LEAST_EIGENVALUE, GREATEST_OF_PSD_PRODUCT, LEAST_OF_PSD_PRODUCT),
    *(RADIUS_BY_SINGULAR_VALUE, RADIUS_OF_PRODUCT, RADIUS_OF_SYMMETRIC_PRODUCT),
    *(RADIUS_BOUNDS_TRACE, RADIUS_BOUNDS_DET),
    *(PRODUCT_OF_PSD_BY_TRACE, DET_BY_FROBENIUS, DET_BY_NORM, HADAMARD_OF_PSD, HADAMARD_OF_LOGARITHMS),
    *(HADAMARD_BY_NORMS_OF_COLUMNS, HADAMARD_BY_NORMS_OF_ROWS, HADAMARD_BY_COLUMNS, HADAMARD_BY_ROWS),
    *(MINKOWSKI_OF_PSD, MEANS_OF_PSD_PRODUCT, DETS_BY_TRACE_OF_PRODUCT),
)

LAWS: tuple[Fact, ...] = (
    Fact("transpose_of_product", "(A @ B).T == B.T @ A.T"),
    Fact("transpose_of_symmetric", "S.T == S"),
    Fact("transpose_of_inverse", "inv(V).T == inv(V.T)"),
    Fact("transpose_of_power", "(A**t).T == A.T**t"),
    Fact("inverse_cancels", "V @ inv(V) == identity(n) and inv(V) @ V == identity(n)"),
    Fact("inverse_of_product", "inv(V @ P) == inv(P) @ inv(V)"),
    Fact("inverse_of_inverse", "inv(inv(V)) == V"),
    Fact("orthogonal_transpose_is_inverse", "Q.T == inv(Q) and Q.T @ Q == identity(n)"),
    Fact("diagonals_commute", "D @ G == G @ D"),
    Fact("diagonal_scales_unit_vector", "D @ unit(n, 0) == D[0, 0] * unit(n, 0)"),
    Fact("diagonal_power_entry", "(D**t)[0, 0] == D[0, 0]**t"),
    Fact("powers_merge", "A**t @ A == A**(t + 1) and A @ A**t == A**(t + 1)"),
    Fact("power_of_conjugate", "(V @ A @ inv(V))**t == V @ A**t @ inv(V)"),
    Fact("power_of_multiple", "(c*A)**t == c**t * A**t"),
    Fact("product_of_dyads", "u @ v.T @ u @ v.T == dot(v, u) * u @ v.T"),
    Fact("form_is_its_transpose", "dot(u, A @ v) == dot(v, A.T @ u)"),
    Fact("isometry", "norm(Q @ v)**2 == dot(v, v)"),
    Fact("trace_is_cyclic", "trace(A @ B @ S) == trace(S @ A @ B)"),
    Fact("trace_of_transpose", "trace(A @ B) == trace(A.T @ B.T)"),
    Fact("trace_of_conjugate", "trace(V @ A @ inv(V)) == trace(A)"),
    Fact("trace_of_dyad", "trace(u @ v.T) == dot(u, v)"),
    Fact("det_of_product", "det(A @ B) == det(A) * det(B)"),
    Fact("det_of_multiple", "det(c*A) == c**n * det(A)"),
    Fact("det_of_transpose", "det(A.T) == det(A)"),
    Fact("det_of_conjugate", "det(V @ A @ inv(V)) == det(A)"),
    Fact("sum_pulls_factor_out", "sum(A @ B**k, k, 0, t) == A @ sum(B**k, k, 0, t)"),
    Fact("sum_splits_last", "sum(A**k, k, 0, t + 1) == sum(A**k, k, 0, t) + A**(t + 1)"),
    Fact("geometric_sum", "sum(A**k, k, 0, t) @ (identity(n) - A) == identity(n) - A**(t + 1)"),
)
