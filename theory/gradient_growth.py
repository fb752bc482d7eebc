"""The gradient of a linear recurrence explodes above modulus 1 and vanishes below it: for which eigenvalues, in which norm.

Carried back t steps, the gradient d is (W^T)^t d. One large eigenvalue makes its norm grow if the gradient has a component along
it; one small eigenvalue makes one component vanish, and only all of them the gradient.

Main claims: gradient_explode_vanish.

Notation: W = V L V^-1, V its eigenvectors (columns), L the diagonal matrix of eigenvalues, v an eigenvector, lam its eigenvalue,
r a bound of all moduli, d the gradient at the last state; norms of matrices are Frobenius norms.

References: notes000 (long-term), notes001 (2.5).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair
from proofs_check.statement.derivation import Step, Use
from theory import figures
from theory.spectral import (
    COMPLEX_LET,
    CONDITION,
    EIGENVECTOR_POWER,
    LONG_TERM,
    MODULI_AT_MOST,
    SPECTRAL,
    SPECTRAL_LET,
)

GROWTH = "(W.T)**t @ d"
NORMS = {"norm_t": "nonnegative", "norm_0": "nonnegative"}
GRADIENT_LET = {**SPECTRAL_LET, "d": "vector(n)", "i": "integer in [0, n - 1]"}
REAL_PART = "W = V L V^-1 with real eigenvalues; the text allows complex ones, so the statement is implied by the claim."


def component_grows() -> tuple[Step, ...]:
    """The component of the gradient along an eigenvector is multiplied by lam at every step; the norm is no smaller."""
    return (
        EIGENVECTOR_POWER,
        Step(
            "product",
            f"abs(v.T @ ({GROWTH})) <= norm(v)*norm({GROWTH})",
            "algebra",
            "Cauchy-Schwarz.",
        ),
        Step("v_is_not_zero", "norm(v) > 0", "algebra", "v.d is not 0, so v is not 0.", ("overlap",)),
        Step(
            "bound",
            f"norm({GROWTH}) >= abs(v.T @ d)/norm(v)*abs(lam)**t",
            "algebra",
            "The factors W^T meet v from the left; divide by the norm of v.",
            ("component", "product", "v_is_not_zero"),
        ),
        Step(
            "positive",
            "abs(v.T @ d)/norm(v) > 0",
            "algebra",
            "Both are positive.",
            ("overlap", "v_is_not_zero"),
        ),
        Step(
            "explodes",
            f"limit(norm({GROWTH}), t, oo) == oo",
            "limit",
            "A positive multiple of |lam|^t with |lam| > 1 is a lower bound.",
            ("bound", "positive", "large"),
        ),
    )


def gradient_vanishes() -> tuple[Step, ...]:
    """The powers of the transpose are bounded like those of W."""
    return (
        Step(
            "power",
            f"{GROWTH} == inv(V).T @ (L**t @ (V.T @ d))",
            "words",
            "The transpose of W^t = V L^t V^-1.",
        ),
        Step(
            "diagonal",
            "norm(L**t @ y) <= r**t*norm(y)",
            "algebra",
            "Every entry of y is multiplied by lam_j^t, whose modulus is at most r^t.",
            ("moduli",),
            let={"y": "complex vector(n)"},
        ),
        Step(
            "bound",
            f"norm({GROWTH}) <= {CONDITION}*r**t*norm(d)",
            "algebra",
            "V^T and V^-T multiply norms by at most their own; a transpose has the same norm.",
            ("moduli", "power", Use("diagonal", {"y": "V.T @ d"})),
        ),
        Step("vanishes", f"limit(norm({GROWTH}), t, oo) == 0", "limit", "r^t tends to 0.", ("bound",)),
    )


explode = Claim(
    id="gradient_explode_vanish__explode",
    title="Some modulus above 1: the gradient explodes",
    says="If some |lambda_i| > 1 then the gradient carried back t steps grows without end.",
    about=REAL_PART,
    scope="instance",
    source=LONG_TERM,
    let=GRADIENT_LET,
    define=SPECTRAL,
    given={"large": "abs(L[i, i]) > 1"},
    claim=f"limit(norm({GROWTH}), t, oo) == oo",
    experiments=(
        Experiment(
            "recurrent.linear_rnn_growth",
            "norm_t >= norm_0",
            NORMS,
            {"larger": "abs(L[0, 0]) >= 3/2"},
        ),
    ),
    mutants=(
        Mutant("it vanishes", f"limit(norm({GROWTH}), t, oo) == 0"),
        Mutant("without a large eigenvalue", without="large"),
    ),
    repair=Repair(
        says="The gradient needs a component along that eigenvector: v.d is not 0 for an eigenvector v of W with |lambda| > 1.",
        let={
            "W": "complex matrix(n, n)",
            "v": "complex vector(n)",
            "d": "complex vector(n)",
            "lam": "complex",
        },
        given={"eigen": "W @ v == lam*v", "large": "abs(lam) > 1", "overlap": "v.T @ d != 0"},
        derivation=component_grows,
        experiments=(
            Experiment(
                "recurrent.linear_rnn_growth",
                "norm_t*norm(V[:, 0]) >= abs(dot(V[:, 0], d))*abs(L[0, 0])**t*(1 - 10**(-9))",
                {"V": "invertible(n)", "L": "diagonal(n)", "norm_t": "nonnegative"},
                {"larger": "abs(L[0, 0]) > 1"},
            ),
        ),
        mutants=(
            Mutant("without the component", without="overlap"),
            Mutant("below 1", without="large"),
        ),
    ),
)

vanish = Claim(
    id="gradient_explode_vanish__vanish",
    title="Some modulus below 1: the gradient vanishes",
    says="If some |lambda_i| < 1 then the gradient carried back t steps tends to 0.",
    about=REAL_PART,
    scope="instance",
    source=LONG_TERM,
    let=GRADIENT_LET,
    define=SPECTRAL,
    given={"small": "abs(L[i, i]) < 1"},
    claim=f"limit(norm({GROWTH}), t, oo) == 0",
    experiments=(
        Experiment(
            "recurrent.linear_rnn_growth",
            "norm_t <= norm_0",
            NORMS,
            {"smaller": "abs(L[n - 1, n - 1]) <= 1/2"},
        ),
    ),
    mutants=(
        Mutant("it explodes", f"limit(norm({GROWTH}), t, oo) == oo"),
        Mutant("without a small eigenvalue", without="small"),
    ),
    repair=Repair(
        says="All moduli must be below 1: if |lambda_j| <= r < 1 for all j then the norm is at most |V||V^-1| r^t |d|, which tends to 0 "
        "(one small eigenvalue makes only one component vanish).",
        let={**COMPLEX_LET, "d": "complex vector(n)", "r": "real in [0, 1)"},
        without=("small",),
        given={"moduli": MODULI_AT_MOST},
        derivation=gradient_vanishes,
        experiments=(
            Experiment(
                "recurrent.linear_rnn_growth",
                f"norm_t <= {CONDITION}*spectral_radius(L)**t*norm_0*(1 + 10**(-9))",
                {"V": "invertible(n)", "L": "diagonal(n)", **NORMS},
            ),
        ),
        mutants=(
            Mutant("one modulus may be larger", without="moduli"),
            Mutant("all moduli at most 1", let={"r": "real in [0, 1]"}),
        ),
    ),
)

gradient_explode_vanish = Entry(
    id="gradient_explode_vanish",
    title="The gradient explodes above 1 and vanishes below 1",
    says="If the magnitude of an eigenvalue exceeds 1 the gradient explodes; if it is below 1 the gradient vanishes.",
    source=LONG_TERM,
    tier="core",
    figures=figures.powers,
    members=(explode, vanish),
)

CLAIMS = (gradient_explode_vanish,)
