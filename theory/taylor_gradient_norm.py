"""The norm of the gradient along gradient descent: when it tends to zero, and what a step without effect says.

Main claims: gradient_norm_to_zero, zero_increment_extremum.

Notation: J cost, g gradient, H Hessian, eps step size, lo and hi the extreme eigenvalues of H, r a bound of |1 - eps l|, k the step.

References: notes001 (2.1).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair
from proofs_check.statement.derivation import Step, Use
from theory import figures_descent
from theory.taylor_gradient_growth import PLACE, QUADRATIC_LET

DESCENT = {
    "x": Recurrence(("x0",), "x(k) - eps*(H @ x(k) + b)", index="k"),
    "p": Recurrence(("H @ x0 + b",), "p(k) - eps*(H @ p(k))", index="k"),  # the gradients
}
LONG_RUN = {
    "n": "integer >= 1",
    "H": "spd(n)",
    "b": "vector(n)",
    "x0": "vector(n)",
    "eps": "positive",
    "r": "real in [0, 1)",
    "k": "natural",
}
SPECTRUM = {"lo": "min(eigenvalues(H))", "hi": "max(eigenvalues(H))"}
FALLS = "norm(g(x(k + 1))) <= norm(g(x(k))) and norm(g(x(k))) <= r**k*norm(g(x0)) and limit(norm(g(x(k))), k, oo) == 0"


def norm_falls_to_zero() -> tuple[Step, ...]:
    """Every step multiplies the gradient by I - eps H, whose eigenvalues are at most r < 1 in size."""
    return (
        Step(
            "contracts",
            "norm(y - eps*(H @ y)) <= r*norm(y)",
            "algebra",
            "In every eigendirection |1 - eps l| <= r.",
            ("shallow", "steep"),
            let={"y": "vector(n)"},
        ),
        Step(
            "next",
            "g(x(k + 1)) == g(x(k)) - eps*(H @ g(x(k)))",
            "definition",
            "The gradient is affine.",
        ),
        Step(
            "shrinks",
            "norm(g(x(k + 1))) <= r*norm(g(x(k)))",
            "algebra",
            "One step.",
            ("next", Use("contracts", {"y": "g(x(k))"})),
        ),
        Step(
            "falls",
            "norm(g(x(k + 1))) <= norm(g(x(k)))",
            "algebra",
            "The factor is below 1.",
            ("shrinks",),
        ),
        Step(
            "gradients",
            "g(x(k)) == p(k)",
            "induction",
            "Every step multiplies the gradient by I - eps H.",
            on="k",
        ),
        Step("sizes", "norm(g(x(k))) == norm(p(k))", "algebra", "", ("gradients",)),
        Step(
            "power",
            "norm(p(k)) <= r**k*norm(g(x0))",
            "induction",
            "Once for every step.",
            ("contracts",),
            on="k",
        ),
        Step(
            "geometric",
            "norm(g(x(k))) <= r**k*norm(g(x0))",
            "algebra",
            "In terms of the gradients.",
            ("sizes", "power"),
        ),
        Step(
            "vanishes",
            "limit(norm(g(x(k))), k, oo) == 0",
            "limit",
            "A geometric sequence with a ratio below 1.",
            ("geometric",),
        ),
        Step("together", FALLS, "algebra", "All parts.", ("falls", "geometric", "vanishes")),
    )


gradient_norm_to_zero = Claim(
    id="gradient_norm_to_zero",
    title="The gradient norm falls to zero",
    says="During training the squared gradient norm falls at every step and tends to 0.",
    about="J is any cost; the statement is the claim for J(y) = h y^2/2 in one variable, any h and any learning rate.",
    scope="instance",
    source=PLACE,
    tier="main",
    figures=figures_descent.regimes,
    let={"h": "real", "x0": "real", "eps": "positive", "k": "natural"},
    define={"x": Recurrence(("x0",), "x(k) - eps*(h*x(k))", index="k"), "g(y)": "h*y"},
    claim="g(x(k + 1))**2 <= g(x(k))**2 and limit(g(x(k))**2, k, oo) == 0",
    mutants=(
        Mutant("it grows", "g(x(k + 1))**2 >= g(x(k))**2"),
        Mutant("to one", "limit(g(x(k))**2, k, oo) == 1"),
    ),
    repair=Repair(
        says="It needs convexity and a step below 2/lmax: on positive definite quadratics of any dimension the norm then falls at every step, "
        "at least by a factor r < 1 that bounds all |1 - eps l|, and tends to 0.",
        let=LONG_RUN,
        define={**DESCENT, **SPECTRUM, "g(y)": "H @ y + b"},
        given={"shallow": "abs(1 - eps*lo) <= r", "steep": "abs(1 - eps*hi) <= r"},
        claim=FALLS,
        derivation=norm_falls_to_zero,
        experiments=(
            Experiment(
                "descent.descent_on_quadratic",
                "q_next <= q_now and q_now <= max(abs(1 - eps*lo), abs(1 - eps*hi))**(2*k)*q_first*(1 + 10**(-9))",
                {
                    "q_next": "nonnegative",
                    "q_now": "nonnegative",
                    "q_first": "nonnegative",
                    "lo": "positive",
                    "hi": "positive",
                },
                {"small": "eps*hi < 2"},
            ),
        ),
        mutants=(
            Mutant("any step", without="steep"),
            Mutant("twice the step", "norm(g(x0 - 2*eps*g(x0))) <= norm(g(x0))"),
        ),
    ),
)


def no_increment_no_gradient() -> tuple[Step, ...]:
    """Below the step 2/lmax the linear term wins unless the gradient is 0."""
    return (
        Step(
            "increment",
            "J(x - eps*g) - J(x) == eps*(eps*dot(g, H @ g) - 2*dot(g, g))/2",
            "words",
            "The increment of a quadratic.",
        ),
        Step(
            "curvature",
            "dot(g, H @ g) <= max(eigenvalues(H))*dot(g, g)",
            "algebra",
            "The largest curvature is the largest eigenvalue.",
        ),
        Step(
            "margin",
            "2*dot(g, g) - eps*dot(g, H @ g) >= (2 - eps*max(eigenvalues(H)))*dot(g, g)",
            "algebra",
            "eps g.Hg is at most eps lmax g.g.",
            ("curvature",),
        ),
        Step(
            "positive",
            "implies(dot(g, g) > 0, (2 - eps*max(eigenvalues(H)))*dot(g, g) > 0)",
            "algebra",
            "eps lmax is less than 2.",
            ("small",),
        ),
        Step(
            "lower",
            "implies(dot(g, g) > 0, J(x - eps*g) < J(x))",
            "algebra",
            "The increment is then negative.",
            ("increment", "margin", "positive"),
        ),
        Step(
            "moving",
            "implies(g != zeros(n, 1), dot(g, g) > 0)",
            "algebra",
            "Only the vector 0 has norm 0.",
        ),
        Step(
            "flat",
            zero_increment_extremum.claim,
            "algebra",
            "So a step that changes nothing starts where g = 0.",
            ("lower", "moving"),
        ),
    )


zero_increment_extremum = Claim(
    id="zero_increment_extremum",
    title="A step without effect means an extremum",
    says="If the step changes the cost by 0, the gradient is 0: an extremum has been reached.",
    source=PLACE,
    tier="main",
    figures=figures_descent.regimes,
    let=QUADRATIC_LET,
    define={"J(y)": "dot(y, H @ y)/2 + dot(b, y)", "g": "H @ x + b"},
    claim="implies(J(x - eps*g) == J(x), g == zeros(n, 1))",
    experiments=(
        Experiment(
            "descent.gradient_norm_step",
            "implies(J1 == J0, dot(g, g) == 0)",
            {"J0": "real", "J1": "real", "g": "vector(n)"},
        ),
    ),
    mutants=(
        Mutant("a larger cost", "implies(J(x - eps*g) >= J(x), g == zeros(n, 1))"),
        Mutant("never", "J(x - eps*g) != J(x)"),
    ),
    repair=Repair(
        says="The step must be shorter than 2/lmax (for eps = 2 g.g/(g.Hg) the cost is the same on the other side of the valley).",
        given={"small": "eps*max(eigenvalues(H)) < 2"},
        derivation=no_increment_no_gradient,
        experiments=(
            Experiment(
                "descent.gradient_norm_step",
                "implies(J1 == J0, dot(g, g) == 0)",
                {"J0": "real", "J1": "real", "g": "vector(n)", "hi": "real"},
                {"small": "eps*hi < 2"},
            ),
        ),
        mutants=(
            Mutant("any step", without="small"),
            Mutant("nothing moves", "implies(g == zeros(n, 1), J(x - eps*g) < J(x))"),
        ),
    ),
)

CLAIMS = (gradient_norm_to_zero, zero_increment_extremum)
