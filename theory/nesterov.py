"""Nesterov's momentum: the correction that it adds to momentum.

Nesterov evaluates the gradient where the momentum move arrives, at x + alpha v.

Main claims: nesterov_correction; nesterov_rate and nesterov_stochastic are in modules of their own.

Notation: x, v position and velocity, H Hessian, g0 and g1 the gradients at x and at x + alpha v, alpha and eps momentum parameter and rate.

References: notes001 (4.2.3), nesterov1983.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Source
from proofs_check.statement.derivation import Step
from theory import nesterov_noise, nesterov_rate

CORRECTION = Source("notes001", "4.2.3(1)")
PLUS = "alpha*v - eps*(H @ (x + alpha*v) + b)"
QUADRATIC_CORRECTION = f"{PLUS} == alpha*v - eps*(H @ x + b) - eps*alpha*(H @ v)"
SMOOTH_CORRECTION = (
    "norm((alpha*v - eps*g1) - (alpha*v - eps*g0 - eps*alpha*(H @ v))) <= eps*alpha*tau*norm(v)"
)


def quadratic_correction() -> tuple[Step, ...]:
    """The gradient of a quadratic is affine."""
    return (
        Step(
            "gradient",
            "H @ (x + alpha*v) + b == (H @ x + b) + alpha*(H @ v)",
            "words",
            "The gradient of a quadratic is affine.",
        ),
        Step("correction", QUADRATIC_CORRECTION, "words", "Multiply by -eps and add alpha v."),
    )


def smooth_correction() -> tuple[Step, ...]:
    """The remainder of the gradient's first-order expansion, times eps."""
    return (
        Step(
            "remainder",
            "(alpha*v - eps*g1) - (alpha*v - eps*g0 - eps*alpha*(H @ v)) == -eps*(g1 - g0 - alpha*(H @ v))",
            "words",
            "What is left is the remainder of the gradient, times -eps.",
        ),
        Step(
            "size",
            "norm(-eps*(g1 - g0 - alpha*(H @ v))) == eps*norm(g1 - g0 - alpha*(H @ v))",
            "algebra",
            "Take norms.",
        ),
        Step(
            "bound",
            SMOOTH_CORRECTION,
            "algebra",
            "The remainder is at most tau |alpha v|.",
            ("remainder", "size", "differentiable"),
        ),
    )


nesterov_correction = Entry(
    id="nesterov_correction",
    title="Nesterov's momentum as a correction",
    says="Evaluating the gradient after the momentum move adds the correction -eps alpha H v to momentum, exactly for quadratics and up to o(|v|) "
    "for C^2 costs.",
    source=CORRECTION,
    tier="main",
    members=(
        Claim(
            id="nesterov_correction__quadratic",
            title="On quadratic costs",
            says="On a quadratic cost Nesterov's update is that of momentum plus -eps alpha H v.",
            source=CORRECTION,
            tier="main",
            let={
                "n": "integer >= 1",
                "H": "symmetric(n)",
                "b": "vector(n)",
                "x": "vector(n)",
                "v": "vector(n)",
                "alpha": "real",
                "eps": "positive",
            },
            claim=QUADRATIC_CORRECTION,
            derivation=quadratic_correction,
            experiments=(
                Experiment(
                    "nesterov_runs.nesterov_step",
                    "nesterov == standard - eps*alpha*(H @ v)",
                    {"nesterov": "vector(n)", "standard": "vector(n)"},
                ),
            ),
            mutants=(
                Mutant("the other sign", f"{PLUS} == alpha*v - eps*(H @ x + b) + eps*alpha*(H @ v)"),
                Mutant("without alpha", f"{PLUS} == alpha*v - eps*(H @ x + b) - eps*(H @ v)"),
                Mutant("no correction", f"{PLUS} == alpha*v - eps*(H @ x + b)"),
            ),
        ),
        Claim(
            id="nesterov_correction__smooth",
            title="On C^2 costs",
            says="On a C^2 cost the correction is -eps alpha H v up to o(|v|).",
            about="g0 is the gradient at x, g1 that at x + alpha v, H the Hessian at x. That the gradient is differentiable at x says: for every "
            "tau > 0 the hypothesis holds as soon as |v| is small enough. So the difference is at most eps alpha tau |v| there, for every tau: it is o(|v|).",
            source=CORRECTION,
            tier="main",
            let={
                "n": "integer >= 1",
                "H": "symmetric(n)",
                "v": "vector(n)",
                "g0": "vector(n)",
                "g1": "vector(n)",
                "alpha": "real in [0, 1)",
                "eps": "positive",
                "tau": "positive",
            },
            given={"differentiable": "norm(g1 - g0 - alpha*(H @ v)) <= tau*alpha*norm(v)"},
            claim=SMOOTH_CORRECTION,
            derivation=smooth_correction,
            experiments=(
                Experiment(
                    "nesterov_runs.nesterov_smooth_step",
                    "error <= eps*alpha**2*dot(v, v)*bend",
                    {"error": "nonnegative", "v": "vector(n)", "bend": "nonnegative"},
                ),
            ),
            mutants=(
                Mutant("the gradient need not be differentiable", without="differentiable"),
                Mutant(
                    "the other sign",
                    "norm((alpha*v - eps*g1) - (alpha*v - eps*g0 + eps*alpha*(H @ v))) <= eps*alpha*tau*norm(v)",
                ),
            ),
        ),
    ),
)

CLAIMS = (nesterov_correction, nesterov_rate.nesterov_rate, nesterov_noise.nesterov_stochastic)
