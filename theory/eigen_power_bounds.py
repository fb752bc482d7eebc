"""How large W^t x can be, and how small: bounds by the moduli of the eigenvalues, for every size and every time.

W^t = V L^t V^-1 multiplies norms by at most |V||V^-1| r^t where all moduli are at most r, and by at least r^t/(|V||V^-1|) where
all are at least r. Where only one modulus is known, only one component is.

Main claims: eigen_power_bound, eigen_power_floor, gradient_component_vanishes.

Notation: W = V L V^-1 with complex V and L as in `repeated_matrix`; x a vector, r a bound of moduli, t a time; norms of
matrices are Frobenius norms; v an eigenvector with eigenvalue lam, d the gradient at the last state.

References: horn_johnson2013 (5.6), trefethen_embree2005 (the constant |V||V^-1|).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Source
from proofs_check.statement.derivation import Step, Use
from theory.spectral import (
    COMPLEX_LET,
    CONDITION,
    EIGENVECTOR_POWER,
    MODULI_AT_LEAST,
    MODULI_AT_MOST,
    SPECTRAL,
)

BOUNDS = Source("trefethen_embree2005", "16 (powers and the condition number of V)")
LET = {**COMPLEX_LET, "x": "complex vector(n)", "r": "nonnegative"}
SMALL = {"n": "integer in [2, 2]", "V": "invertible(n)", "L": "diagonal(n)", "x": "vector(n)"}
UPPER = f"norm(W**t @ x) <= {CONDITION}*r**t*norm(x)"
LOWER = f"{CONDITION}*norm(W**t @ x) >= r**t*norm(x)"
POWER = Step(
    "power",
    "W**t @ x == V @ (L**t @ (inv(V) @ x))",
    "words",
    "The inner factors V^-1 V cancel.",
)


def bounded_above() -> tuple[Step, ...]:
    """Three factors, each of which makes a vector longer by a bounded factor."""
    return (
        POWER,
        Step(
            "diagonal",
            "norm(L**t @ y) <= r**t*norm(y)",
            "algebra",
            "Every entry of y is multiplied by lam_j^t, whose modulus is at most r^t.",
            ("moduli",),
            let={"y": "complex vector(n)"},
        ),
        Step(
            "outer",
            "norm(V @ (L**t @ (inv(V) @ x))) <= norm(V)*norm(L**t @ (inv(V) @ x))",
            "algebra",
            "The norm of a product is at most the product of the norms.",
        ),
        Step("inner", "norm(inv(V) @ x) <= norm(inv(V))*norm(x)", "algebra", "The same for V^-1."),
        Step(
            "bound",
            UPPER,
            "algebra",
            "One after the other.",
            ("moduli", "power", "outer", "inner", Use("diagonal", {"y": "inv(V) @ x"})),
        ),
    )


def bounded_below() -> tuple[Step, ...]:
    """The same three factors, undone one by one."""
    return (
        POWER,
        Step(
            "diagonal",
            "norm(L**t @ y) >= r**t*norm(y)",
            "algebra",
            "Every entry of y is multiplied by lam_j^t, whose modulus is at least r^t.",
            ("moduli",),
            let={"y": "complex vector(n)"},
        ),
        Step(
            "outer",
            "norm(L**t @ (inv(V) @ x)) <= norm(inv(V))*norm(V @ (L**t @ (inv(V) @ x)))",
            "algebra",
            "V^-1 undoes V.",
        ),
        Step("inner", "norm(x) <= norm(V)*norm(inv(V) @ x)", "algebra", "V undoes V^-1."),
        Step(
            "bound",
            LOWER,
            "algebra",
            "One after the other.",
            ("moduli", "power", "outer", "inner", Use("diagonal", {"y": "inv(V) @ x"})),
        ),
    )


eigen_power_bound = Claim(
    id="eigen_power_bound",
    title="Powers are bounded by the largest modulus",
    says="If all |lambda_j| <= r then |W^t x| <= |V||V^-1| r^t |x|, for every size and every t.",
    source=BOUNDS,
    tier="background",
    let=LET,
    define=SPECTRAL,
    given={"moduli": MODULI_AT_MOST},
    claim=UPPER,
    derivation=bounded_above,
    experiments=(
        Experiment(
            "powers.eigen_power",
            f"norm(Wt @ V[:, 0]) <= {CONDITION}*spectral_radius(L)**t*norm(V[:, 0])*(1 + 10**(-9))",
            {"V": "invertible(n)", "L": "diagonal(n)", "Wt": "matrix(n, n)"},
        ),
    ),
    mutants=(
        Mutant("without |V||V^-1|", "norm(W**t @ x) <= r**t*norm(x)", let=SMALL),
        Mutant("one modulus may be larger", without="moduli"),
        Mutant("one power better", f"norm(W**t @ x) <= {CONDITION}*r**(t + 1)*norm(x)"),
    ),
)

eigen_power_floor = Claim(
    id="eigen_power_floor",
    title="Powers are bounded below by the smallest modulus",
    says="If all |lambda_j| >= r then |W^t x| >= r^t |x|/(|V||V^-1|): above 1 every vector but 0 grows without end.",
    source=BOUNDS,
    tier="background",
    let=LET,
    define=SPECTRAL,
    given={"moduli": MODULI_AT_LEAST},
    claim=LOWER,
    derivation=bounded_below,
    experiments=(
        Experiment(
            "powers.eigen_power",
            f"{CONDITION}*norm(Wt @ V[:, 0]) >= abs(L[0, 0])**t*norm(V[:, 0])*(1 - 10**(-9))",
            {"V": "invertible(n)", "L": "diagonal(n)", "Wt": "matrix(n, n)"},
        ),
    ),
    mutants=(
        Mutant("one power better", f"{CONDITION}*norm(W**t @ x) >= r**(t + 1)*norm(x)"),
        Mutant("one modulus may be smaller", without="moduli"),
    ),
)


def component_vanishes() -> tuple[Step, ...]:
    """The component of the gradient along an eigenvector is multiplied by lam at every step."""
    return (
        EIGENVECTOR_POWER,
        Step(
            "size",
            "abs(dot(v, (W.T)**t @ d)) == abs(lam)**t*abs(dot(v, d))",
            "algebra",
            "The factors W^T meet v from the left.",
            ("component",),
        ),
        Step(
            "vanishes",
            "limit(dot(v, (W.T)**t @ d), t, oo) == 0",
            "limit",
            "|lam|^t tends to 0.",
            ("size", "small"),
        ),
    )


gradient_component_vanishes = Claim(
    id="gradient_component_vanishes",
    title="One modulus below 1: one component vanishes",
    says="If v is an eigenvector of W with |lambda| < 1 then the component v.(W^T)^t d of the gradient tends to 0.",
    source=Source("notes000", "long-term (what one small eigenvalue does)"),
    tier="background",
    let={
        "n": "integer >= 1",
        "W": "matrix(n, n)",
        "v": "vector(n)",
        "d": "vector(n)",
        "lam": "real",
        "t": "natural",
    },
    given={"eigen": "W @ v == lam*v", "small": "abs(lam) < 1"},
    claim="limit(dot(v, (W.T)**t @ d), t, oo) == 0",
    derivation=component_vanishes,
    mutants=(
        Mutant("the whole gradient", "limit(norm((W.T)**t @ d), t, oo) == 0"),
        Mutant("any modulus", without="small"),
    ),
)

CLAIMS = (eigen_power_bound, eigen_power_floor, gradient_component_vanishes)
