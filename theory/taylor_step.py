"""The second-order Taylor picture of one gradient step.

A gradient step of size eps is predicted by the curvature term minus the linear term of the expansion. The claims say what the
prediction is worth: exact for quadratics, up to a bounded remainder for smooth functions, and silent about large steps.

Main claims: taylor_increase_threshold, tiny_step_increase; those of taylor_increment and taylor_best_step are of this topic too.

Notation: J cost, x point, g gradient at x, H Hessian at x, eps step size, q = g.g, s = g.Hg, J0 and J1 the cost before and after
the step, kappa the condition number of H.

References: notes000 (ill-conditioning), notes001 (2.1).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import (
    figures,
    taylor_best_step,
    taylor_gradient_growth,
    taylor_gradient_norm,
    taylor_increment,
    taylor_line_search,
    taylor_observation,
)
from theory.taylor_increment import (
    INCREMENT,
    MEASURED,
    NORMS,
    QUADRATIC,
    QUADRATIC_LET,
    SOURCE,
    on_quadratics,
)


def threshold_of_quadratics() -> tuple[Step, ...]:
    """For a quadratic the prediction is the increment, so the threshold is exact."""
    return (
        Step(
            "increment",
            f"J(x - eps*g) - J(x) == {INCREMENT}",
            "claim",
            "The increment of a quadratic is the prediction.",
            ("taylor_gd_increment__quadratic",),
        ),
        Step(
            "threshold",
            "implies(eps**2*dot(g, H @ g)/2 > eps*dot(g, g), J(x - eps*g) > J(x))",
            "algebra",
            "A positive increment is a rise.",
            ("increment",),
        ),
    )


PRINTED_THRESHOLD = "implies(eps**2*s/2 > eps*q, J1 > J0)"
taylor_increase_threshold = Claim(
    id="taylor_increase_threshold",
    title="When the curvature term wins, the cost rises",
    says="If the curvature term exceeds the linear term, the cost rises along the negative gradient.",
    about="J is any C^2 function. The statement is the claim for the cubic polynomials of one variable at the point 0, where the "
    "gradient is b and the Hessian is a: what holds for all C^2 functions holds for them.",
    scope="instance",
    source=SOURCE,
    tier="core",
    figures=figures.increment,
    let={"a": "real", "b": "nonzero", "c": "real", "eps": "positive"},
    define={"J(y)": "b*y + a*y**2/2 + c*y**3"},
    claim="implies(eps**2*(b*a*b)/2 > eps*b**2, J(-eps*b) > J(0))",
    experiments=tuple(
        Experiment(world, PRINTED_THRESHOLD, {**MEASURED, **NORMS})
        for world in ("smooth.smooth_step", "perceptron.mlp_step_full", "perceptron.mlp_step_minibatch")
    ),
    mutants=(
        Mutant("the converse", "implies(J(-eps*b) > J(0), eps**2*(b*a*b)/2 > eps*b**2)"),
        Mutant("the cost falls", "implies(eps**2*(b*a*b)/2 > eps*b**2, J(-eps*b) < J(0))"),
    ),
    repair=Repair(
        says="For a quadratic cost, of any dimension, the rise is certain.",
        let=QUADRATIC_LET,
        define=QUADRATIC,
        claim="implies(eps**2*dot(g, H @ g)/2 > eps*dot(g, g), J(x - eps*g) > J(x))",
        derivation=threshold_of_quadratics,
        experiments=on_quadratics(
            "implies(eps**2*dot(g, H @ g)/2 > eps*dot(g, g), J1 > J0)", "definite", "indefinite"
        ),
        mutants=(
            Mutant(
                "half the threshold", "implies(eps**2*dot(g, H @ g) > eps*dot(g, g), J(x - eps*g) > J(x))"
            ),
            Mutant("the curvature term alone", "implies(dot(g, H @ g) > 0, J(x - eps*g) > J(x))"),
        ),
    ),
)


def small_step_descends() -> tuple[Step, ...]:
    """Below the step 2 g.g/|g.Hg| the linear term wins."""
    small = "2*dot(g, g)/(abs(dot(g, H @ g)) + dot(g, g))"
    return (
        Step("gradient_is_positive", "dot(g, g) > 0", "algebra", "The gradient is not zero.", ("nonzero",)),
        Step(
            "below",
            "e**2*dot(g, H @ g)/2 - e*dot(g, g) < 0",
            "algebra",
            "e |g.Hg|/2 is less than g.g there.",
            ("gradient_is_positive",),
            let={"e": f"real in (0, {small})"},
        ),
        Step(
            "lower",
            "J(x - e*g) < J(x)",
            "algebra",
            "The increment of a quadratic is the prediction.",
            ("below", Use("taylor_gd_increment__quadratic", {"eps": "e"})),
            let={"e": f"real in (0, {small})"},
        ),
        Step(
            "descends",
            "exists(eps0, 'positive', forall(eps, 'real in (0, eps0)', J(x - eps*g) < J(x)))",
            "witness",
            "Take that bound for eps0.",
            ("lower", "gradient_is_positive"),
            at=small,
        ),
    )


MOVED = "J(x - eps*kappa*x, y - eps*y)"
tiny_step_increase = Claim(
    id="tiny_step_increase",
    title="Even a tiny step raises the cost",
    says="Where the Hessian is ill-conditioned, even arbitrarily small gradient steps raise the cost.",
    about="J is any C^2 function whose Hessian is ill-conditioned. The statement is the claim for the quadratics of two variables "
    "with curvatures kappa and 1 (a condition number of at least 1000), at the point (x, y), where the gradient is (kappa x, y).",
    scope="instance",
    source=Source("notes000", "ill-conditioning; notes001 2.1(1)"),
    tier="core",
    figures=figures.tiny_steps,
    let={"kappa": "real >= 1000", "x": "real", "y": "real"},
    define={"J(u, v)": "(kappa*u**2 + v**2)/2"},
    given={"nonzero": "kappa*x != 0 or y != 0"},
    claim=f"exists(eps0, 'positive', forall(eps, 'real in (0, eps0)', {MOVED} > J(x, y)))",
    experiments=(
        Experiment(
            "quadratics.quadratic_definite",
            "implies(eps > 0 and eps < dot(g, g)/(abs(dot(g, H @ g)) + dot(g, g)), J1 > J0)",
            {**QUADRATIC_LET, **MEASURED, "g": "vector(n)"},
            {"gradient": "g != zeros(n, 1)"},
        ),
    ),
    mutants=(
        Mutant(
            "raises or keeps it",
            f"exists(eps0, 'positive', forall(eps, 'real in (0, eps0)', {MOVED} >= J(x, y)))",
        ),
        Mutant("raises it for every step", f"forall(eps, 'positive', {MOVED} > J(x, y))"),
    ),
    repair=Repair(
        says="On the contrary: where the gradient is not zero, every small enough step lowers the cost, however ill-conditioned the "
        "Hessian is (shown for quadratics of any dimension; the threshold shrinks with the curvature).",
        let=QUADRATIC_LET,
        define=QUADRATIC,
        given={"nonzero": "g != zeros(n, 1)"},
        claim="exists(eps0, 'positive', forall(eps, 'real in (0, eps0)', J(x - eps*g) < J(x)))",
        derivation=small_step_descends,
        experiments=(
            Experiment(
                "quadratics.quadratic_definite",
                "implies(eps > 0 and eps < dot(g, g)/(abs(dot(g, H @ g)) + dot(g, g)), J1 < J0)",
                {**MEASURED, "g": "vector(n)"},
                {"nonzero": "g != zeros(n, 1)"},
            ),
        ),
        mutants=(
            Mutant("for every step", "forall(eps, 'positive', J(x - eps*g) < J(x))"),
            Mutant("also where the gradient is zero", without="nonzero"),
        ),
    ),
)

CLAIMS = (
    *taylor_increment.CLAIMS,
    taylor_increase_threshold,
    tiny_step_increase,
    taylor_best_step.quadratic_best_step,
    *taylor_line_search.CLAIMS,
    taylor_best_step.curvature_forces_small_step,
    taylor_observation.gradient_norm_observation,
    *taylor_gradient_growth.CLAIMS,
    *taylor_gradient_norm.CLAIMS,
    taylor_observation.ill_conditioned_gradient_wording,
)
