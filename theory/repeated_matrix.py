"""Repeated multiplication by one matrix, and the gradient of a recurrence through time.

The powers of W are governed by its eigenvalues, W^t = V diag(lambda)^t V^-1. What that says about eigenvalues is here; what
it says about gradients and about the power method has modules of its own.

Main claims: matrix_power_eigen, eigenvalue_explode_vanish; of the topic also gradient_explode_vanish (`gradient_growth`),
gradient_scaling_diag, bptt_matrix_gradient (`gradient_through_time`), power_method_row (`power_method`).

Notation: W the matrix, V its eigenvectors (columns), L the diagonal matrix of eigenvalues, lam an eigenvalue, t a time.

References: notes000 (long-term), notes001 (2.5).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair
from proofs_check.statement.derivation import Step
from theory import (
    figures,
    gradient_growth,
    gradient_through_time,
    power_method,
    repeated_matrix_cliffs,
    repeated_matrix_clipping,
    repeated_matrix_noise,
    repeated_matrix_products,
)
from theory.spectral import COMPLEX_LET, LONG_TERM, SPECTRAL


def power_by_induction() -> tuple[Step, ...]:
    """Inner factors inv(V) V cancel one by one."""
    return (
        Step(
            "start",
            "W**0 == V @ L**0 @ inv(V)",
            "words",
            "Both sides are the identity, V inv(V) on the right.",
        ),
        Step(
            "next",
            "W**(t + 1) == V @ L**(t + 1) @ inv(V)",
            "words",
            "W^(t+1) = W^t W, and the inner inv(V) V cancels.",
            given=("W**t == V @ L**t @ inv(V)",),
        ),
        Step(
            "power",
            "W**t == V @ L**t @ inv(V)",
            "induction",
            "Start at t = 0 and go from t to t + 1.",
            ("start",),
            on="t",
        ),
    )


matrix_power_eigen = Claim(
    id="matrix_power_eigen",
    title="Powers through the eigendecomposition",
    says="If W = V diag(lambda) V^-1 then W^t = V diag(lambda)^t V^-1, for every size and every t.",
    source=LONG_TERM,
    tier="core",
    figures=figures.powers,
    let=COMPLEX_LET,
    define=SPECTRAL,
    claim="W**t == V @ L**t @ inv(V)",
    derivation=power_by_induction,
    experiments=(
        Experiment("powers.eigen_power", "Wt == V @ L**t @ inv(V)", {"Wt": "matrix(n, n)"}),
        Experiment("powers.eigen_power_complex", "Wt == V @ L**t @ inv(V)", {"Wt": "complex matrix(n, n)"}),
    ),
    mutants=(
        Mutant("transposed eigenvectors", "W**t == V @ L**t @ V.T"),
        Mutant("the eigenvectors are raised too", "W**t == V**t @ L**t @ inv(V)**t"),
        Mutant("one multiplication too many", "W**t == V @ L**(t + 1) @ inv(V)"),
    ),
)


def modulus_decides() -> tuple[Step, ...]:
    """A geometric sequence with ratio |lam|."""
    return (
        Step(
            "modulus",
            "abs(lam**t) == abs(lam)**t",
            "algebra",
            "The modulus of a product is the product of the moduli.",
        ),
        Step(
            "explodes",
            "implies(abs(lam) > 1, limit(abs(lam**t), t, oo) == oo)",
            "limit",
            "A geometric sequence with a ratio above 1 grows without end.",
            ("modulus", "modulus_not_one"),
        ),
        Step(
            "vanishes",
            "implies(abs(lam) < 1, limit(abs(lam**t), t, oo) == 0)",
            "limit",
            "A geometric sequence with a ratio below 1 tends to 0.",
            ("modulus", "modulus_not_one"),
        ),
        Step(
            "either",
            "limit(abs(lam**t), t, oo) == oo or limit(abs(lam**t), t, oo) == 0",
            "algebra",
            "The modulus is above or below 1.",
            ("modulus_not_one", "explodes", "vanishes"),
        ),
    )


eigenvalue_explode_vanish = Claim(
    id="eigenvalue_explode_vanish",
    title="Eigenvalues that are not near 1 explode or vanish",
    says="An eigenvalue that is not near 1 explodes or vanishes when it is raised to the power t.",
    source=LONG_TERM,
    tier="core",
    figures=figures.powers,
    let={"lam": "complex", "r": "positive", "t": "natural"},
    given={"not_near_one": "abs(lam - 1) >= r"},
    claim="limit(abs(lam**t), t, oo) == oo or limit(abs(lam**t), t, oo) == 0",
    experiments=(
        Experiment(
            "powers.eigen_power",
            "implies(abs(L[0, 0] - 1) >= 1/2 and t >= 1, abs(norm(Wt @ V[:, 0])/norm(V[:, 0]) - 1) >= 10**(-6))",
            {"n": "integer >= 1", "V": "invertible(n)", "L": "diagonal(n)", "Wt": "matrix(n, n)"},
        ),
    ),
    mutants=(
        Mutant("it always vanishes", "limit(abs(lam**t), t, oo) == 0"),
        Mutant("it always explodes", "limit(abs(lam**t), t, oo) == oo"),
    ),
    repair=Repair(
        says="What must not be near 1 is the modulus: if |lambda| is not 1, the powers explode or vanish.",
        given={"modulus_not_one": "abs(lam) != 1"},
        derivation=modulus_decides,
        experiments=(
            Experiment(
                "powers.eigen_power",
                "Wt @ V[:, 0] == L[0, 0]**t * V[:, 0]",
                {"n": "integer >= 1", "V": "invertible(n)", "L": "diagonal(n)", "Wt": "matrix(n, n)"},
            ),
        ),
        mutants=(
            Mutant("below 1 it explodes", "implies(abs(lam) < 1, limit(abs(lam**t), t, oo) == oo)"),
            Mutant("it always vanishes", "limit(abs(lam**t), t, oo) == 0"),
        ),
    ),
)

CLAIMS = (
    *repeated_matrix_cliffs.CLAIMS,
    *repeated_matrix_clipping.CLAIMS,
    *repeated_matrix_noise.CLAIMS,
    matrix_power_eigen,
    eigenvalue_explode_vanish,
    *gradient_growth.CLAIMS,
    *gradient_through_time.CLAIMS,
    power_method.power_method_row,
    *repeated_matrix_products.CLAIMS,
)
