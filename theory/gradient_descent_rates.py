"""Gradient descent: rates, step-size regimes, directions, paths.

In the eigenbasis of the Hessian every coordinate is multiplied by 1 - eps l at each step. What the texts say about bouncing, creeping
and diverging is read off that factor in modules of their own (`descent_ravine`, `descent_small_rate`, `descent_regimes`); so are guarantees
(`descent_guarantees`) and paths (`descent_paths`, `descent_wells`). Here is what the gradient tells about direction and length of a step.

Main claims: steepest_direction_local, best_step_unspecified.

Notation: g gradient, v a unit vector, h a curvature, e a step size, m(e, h) the increment of a quadratic along -g.

References: notes000 (cliffs), notes001 (2.4), nesterov2004.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Source
from proofs_check.statement.derivation import Step, Use
from theory import (
    descent_guarantees,
    descent_paths,
    descent_ravine,
    descent_regimes,
    descent_small_rate,
    descent_wells,
    figures_descent,
)

DIRECTION = Source("notes000", "cliffs; notes001 2.4(4)")
STEEPEST = "dot(g, -g/norm(g)) <= dot(g, v) and norm(-g/norm(g)) == 1"


def steepest() -> tuple[Step, ...]:
    """Cauchy-Schwarz."""
    return (
        Step("positive", "norm(g) > 0", "algebra", "The gradient is not 0.", ("nonzero",)),
        Step("unit_length", "norm(-g/norm(g)) == 1", "algebra", "Divided by its norm.", ("nonzero",)),
        Step(
            "value",
            "dot(g, -g/norm(g)) == -norm(g)",
            "algebra",
            "g.g is the square of the norm.",
            ("nonzero",),
        ),
        Step(
            "bound",
            "-norm(g) <= dot(g, v)",
            "algebra",
            "Cauchy-Schwarz, for a vector of length 1.",
            ("unit", Use("cauchy_schwarz", {"u": "g", "v": "v"})),
        ),
        Step("steepest", STEEPEST, "algebra", "Together.", ("value", "bound", "unit_length")),
    )


steepest_direction_local = Claim(
    id="steepest_direction_local",
    title="The direction of steepest descent",
    says="Among all unit vectors the derivative of the cost along v is least for v = -g/|g|.",
    about="J is differentiable at x with gradient g; its derivative along v is then g.v.",
    source=DIRECTION,
    tier="main",
    let={"n": "integer >= 1", "g": "vector(n)", "v": "vector(n)"},
    given={"unit": "norm(v) == 1", "nonzero": "g != zeros(n, 1)"},
    claim=STEEPEST,
    derivation=steepest,
    experiments=(
        Experiment(
            "smooth_directions.slopes",
            "slope_steepest <= slope",
            {"slope": "real", "slope_steepest": "real"},
        ),
    ),
    mutants=(
        Mutant("along the gradient", "dot(g, g/norm(g)) <= dot(g, v)"),
        Mutant("vectors of any length", "dot(g, -g/norm(g)) <= dot(g, v)", without="unit"),
    ),
)

LENGTHS = (
    "exists(h1, 'positive', exists(h2, 'positive', forall(e, 'real', m(1/h1, h1) <= m(e, h1)) "
    "and forall(e, 'real', m(1/h2, h2) <= m(e, h2)) and 1/h1 != 1/h2))"
)
best_step_unspecified = Claim(
    id="best_step_unspecified",
    title="The gradient does not tell the step length",
    says="Two quadratics can have the same gradient at x and different best steps along it.",
    about="J(y) = J(x) + g.(y - x) + h |y - x|^2/2 has the gradient g at x and J(x - e g) = J(x) + m(e, h); h is its curvature.",
    source=DIRECTION,
    tier="main",
    figures=figures_descent.line_search,
    let={"n": "integer >= 1", "g": "vector(n)"},
    define={"m(e, h)": "h*e**2*dot(g, g)/2 - e*dot(g, g)"},
    given={"nonzero": "g != zeros(n, 1)"},
    claim=LENGTHS,
    mutants=(
        Mutant("also where the gradient is zero", "norm(g) > 0", without="nonzero"),
        Mutant("all curvatures differ", LENGTHS.replace("exists", "forall")),
    ),
)

CLAIMS = (
    *descent_ravine.CLAIMS,
    *descent_small_rate.CLAIMS,
    descent_regimes.learning_rate_regimes,
    descent_guarantees.convergence_guarantees,
    steepest_direction_local,
    best_step_unspecified,
    descent_paths.path_update_count,
    descent_paths.flat_region_updates,
    *descent_wells.CLAIMS,
)
