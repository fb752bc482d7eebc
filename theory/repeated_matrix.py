"""Repeated multiplication by one matrix, and the gradient of a recurrence through time.

The powers of W are governed by its eigenvalues, W^t = V diag(lambda)^t V^-1. The claims ask what that says about eigenvalues,
about gradients, and about the power method.

Main claims: matrix_power_eigen, eigenvalue_explode_vanish, gradient_explode_vanish, gradient_scaling_diag,
bptt_matrix_gradient, power_method_row.

Notation: W the matrix, V its eigenvectors (columns), L the diagonal matrix of eigenvalues, lam an eigenvalue, t and tau times,
h the state, d the gradient at the last state, delta the gradient carried back, u the change of a state under a change of
an earlier state or of W, E a change of W.

References: notes000 (long-term), notes001 (2.5).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures, gradient_through_time
from theory.spectral import SPECTRAL, SPECTRAL_LET

EIGEN_LET = {
    "n": "integer >= 1",
    "W": "matrix(n, n)",
    "v": "vector(n)",
    "d": "vector(n)",
    "lam": "real",
    "t": "natural",
}
LONG_TERM = Source("notes000", "long-term; notes001 2.5(1)")


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
    let={**SPECTRAL_LET, "V": "complex invertible(n)", "L": "complex diagonal(n)"},
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


def component_grows() -> tuple[Step, ...]:
    """The component of the gradient along an eigenvector is multiplied by lam at every step; the norm is no smaller."""
    return (
        Step(
            "component",
            "dot(v, (W.T)**t @ d) == lam**t * dot(v, d)",
            "induction",
            "Each factor W^T meets v from the left, and W v = lam v.",
            ("eigen",),
            on="t",
        ),
        Step(
            "cauchy_schwarz_here",
            "abs(dot(v, (W.T)**t @ d)) <= norm(v)*norm((W.T)**t @ d)",
            "lemma",
            "Cauchy-Schwarz.",
            (Use("cauchy_schwarz", {"n": "n", "u": "v", "v": "(W.T)**t @ d"}),),
        ),
        Step("v_is_not_zero", "norm(v) > 0", "algebra", "v.d is not 0, so v is not 0.", ("overlap",)),
        Step(
            "bound",
            "norm((W.T)**t @ d) >= abs(dot(v, d))/norm(v)*abs(lam)**t",
            "algebra",
            "Divide by the norm of v.",
            ("component", "cauchy_schwarz_here", "v_is_not_zero"),
        ),
        Step(
            "positive",
            "abs(dot(v, d))/norm(v) > 0",
            "algebra",
            "Both are positive.",
            ("overlap", "v_is_not_zero"),
        ),
        Step(
            "explodes",
            "limit(norm((W.T)**t @ d), t, oo) == oo",
            "limit",
            "A positive multiple of |lam|^t with |lam| > 1 is a lower bound.",
            ("bound", "positive", "large"),
        ),
    )


def component_vanishes() -> tuple[Step, ...]:
    """The component of the gradient along an eigenvector is multiplied by lam at every step."""
    return (
        Step(
            "component",
            "dot(v, (W.T)**t @ d) == lam**t * dot(v, d)",
            "induction",
            "Each factor W^T meets v from the left, and W v = lam v.",
            ("eigen",),
            on="t",
        ),
        Step(
            "size",
            "abs(dot(v, (W.T)**t @ d) - 0) <= abs(dot(v, d))*abs(lam)**t",
            "algebra",
            "The size of a product.",
            ("component", Use("size_of_power", {"x": "lam", "y": "dot(v, d)", "t": "t"})),
        ),
        Step(
            "vanishes",
            "limit(dot(v, (W.T)**t @ d), t, oo) == 0",
            "limit",
            "|lam|^t tends to 0.",
            ("size", "small"),
        ),
    )


NORMS = {"norm_t": "nonnegative", "norm_0": "nonnegative"}
GROWTH = "(W.T)**t @ d"
gradient_explode_vanish = Entry(
    id="gradient_explode_vanish",
    title="The gradient explodes above 1 and vanishes below 1",
    says="If the magnitude of an eigenvalue exceeds 1 the gradient explodes; if it is below 1 the gradient vanishes.",
    source=LONG_TERM,
    tier="core",
    figures=figures.powers,
    members=(
        Claim(
            id="gradient_explode_vanish__explode",
            title="Some modulus above 1: the gradient explodes",
            says="If some |lambda_i| > 1 then the gradient carried back t steps grows without end.",
            about="W = V L V^-1 with real eigenvalues; the text allows complex ones, so the statement is implied by the claim.",
            scope="instance",
            source=LONG_TERM,
            let={**SPECTRAL_LET, "d": "vector(n)", "i": "integer in [0, n - 1]"},
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
                let=EIGEN_LET,
                given={"eigen": "W @ v == lam*v", "large": "abs(lam) > 1", "overlap": "dot(v, d) != 0"},
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
        ),
        Claim(
            id="gradient_explode_vanish__vanish",
            title="Some modulus below 1: the gradient vanishes",
            says="If some |lambda_i| < 1 then the gradient carried back t steps tends to 0.",
            about="W = V L V^-1 with real eigenvalues; the text allows complex ones, so the statement is implied by the claim.",
            scope="instance",
            source=LONG_TERM,
            let={**SPECTRAL_LET, "d": "vector(n)", "i": "integer in [0, n - 1]"},
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
                says="Only the component along that eigenvector vanishes: v.(W^T)^t d tends to 0 for an eigenvector v of W with |lambda| < 1.",
                let=EIGEN_LET,
                given={"eigen": "W @ v == lam*v", "small": "abs(lam) < 1"},
                claim=f"limit(dot(v, {GROWTH}), t, oo) == 0",
                derivation=component_vanishes,
                mutants=(
                    Mutant("the whole gradient", f"limit(norm({GROWTH}), t, oo) == 0"),
                    Mutant("any modulus", without="small"),
                ),
            ),
        ),
    ),
)


def discarded_relatively() -> tuple[Step, ...]:
    """Along another eigenvector v the contribution of w changes by the factor lam; the principal one grows by mu."""
    return (
        Step(
            "component",
            "dot(v, (W.T)**t @ w) == lam**t * dot(v, w)",
            "induction",
            "W v = lam v.",
            ("eigen",),
            on="t",
        ),
        Step(
            "size",
            "abs(dot((W.T)**t @ w, v)/mu**t - 0) <= abs(dot(v, w))*(abs(lam)/abs(mu))**t",
            "algebra",
            "Divide by mu^t.",
            (
                "component",
                "dominated",
                Use("size_of_ratio", {"x": "lam", "y": "dot(v, w)", "z": "mu", "t": "t"}),
            ),
        ),
        Step("ratio", "abs(lam)/abs(mu) < 1 and abs(lam)/abs(mu) >= 0", "algebra", "", ("dominated",)),
        Step(
            "vanishes",
            "limit(dot((W.T)**t @ w, v)/mu**t, t, oo) == 0",
            "limit",
            "The ratio of the moduli is below 1.",
            ("size", "ratio", "dominated"),
        ),
    )


power_method_row = Claim(
    id="power_method_row",
    title="What repeated multiplication of a row vector discards",
    says="x^T W^t eventually discards all components of x that are orthogonal to the principal eigenvector of W.",
    about="W = V L V^-1, the principal eigenvector is the first column of V. Diagonalizable matrices are among those the claim speaks of.",
    scope="instance",
    source=Source("notes000", "long-term"),
    tier="core",
    figures=figures.powers,
    let={**SPECTRAL_LET, "w": "vector(n)"},
    define=SPECTRAL,
    given={
        "principal": "forall(j, 'integer in [0, n - 1]', abs(L[j, j]) <= abs(L[0, 0]))",
        "orthogonal": "dot(w, V[:, 0]) == 0",
    },
    claim="limit(norm((W.T)**t @ w), t, oo) == 0",
    experiments=(
        Experiment(
            "powers.power_method_row",
            "implies(t >= 8, contribution <= norm(w)/2)",
            {"contribution": "nonnegative"},
        ),
    ),
    mutants=(
        Mutant("also components along it", without="orthogonal"),
        Mutant("they explode", "limit(norm((W.T)**t @ w), t, oo) == oo"),
    ),
    repair=Repair(
        says="They are discarded only relative to the dominant growth, and only against strictly smaller moduli: for an eigenvector v "
        "with |lambda| < |mu|, mu the dominant eigenvalue, the contribution along v divided by mu^t tends to 0.",
        let={
            "n": "integer >= 1",
            "W": "matrix(n, n)",
            "v": "vector(n)",
            "w": "vector(n)",
            "lam": "real",
            "mu": "nonzero",
            "t": "natural",
        },
        without=("principal", "orthogonal"),
        given={"eigen": "W @ v == lam*v", "dominated": "abs(lam) < abs(mu)"},
        claim="limit(dot((W.T)**t @ w, v)/mu**t, t, oo) == 0",
        derivation=discarded_relatively,
        experiments=(
            Experiment(
                "powers.power_method_row",
                "contribution <= cond*rest**t*norm(w)*(1 + 10**(-9))",
                {"contribution": "nonnegative", "cond": "nonnegative", "rest": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("equal moduli", without="dominated"),
            Mutant("absolutely", "limit(dot((W.T)**t @ w, v), t, oo) == 0"),
        ),
    ),
)

CLAIMS = (
    matrix_power_eigen,
    eigenvalue_explode_vanish,
    gradient_explode_vanish,
    *gradient_through_time.CLAIMS,
    power_method_row,
)
