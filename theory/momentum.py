"""Momentum: the velocity under a constant gradient, and the topic's other claims in the order of the texts.

Main claims: terminal_velocity; those of momentum_velocity, momentum_motion, momentum_quadratic, momentum_stability, momentum_aligned and
nesterov are of this topic too.

Notation: v velocity, g gradient (the same at every step), alpha momentum parameter, eps learning rate, v0 first velocity.

References: notes001 (4.2), polyak1964.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Prose, Recurrence, Source
from proofs_check.statement.derivation import Step
from theory import (
    figures_core,
    momentum_aligned,
    momentum_limits,
    momentum_motion,
    momentum_quadratic,
    momentum_ravine,
    momentum_shares,
    momentum_stability,
    momentum_velocity,
    nesterov,
)

TERMINAL = "eps/(1 - alpha)*g"


def velocity_limit() -> tuple[Step, ...]:
    """The distance to the terminal velocity shrinks by alpha at every step."""
    return (
        Step(
            "closed_form",
            f"v(t) == alpha**t*(v0 + {TERMINAL}) - {TERMINAL}",
            "induction",
            "One step multiplies the distance to -eps g/(1 - alpha) by alpha.",
            on="t",
        ),
        Step(
            "distance",
            f"norm(v(t) + {TERMINAL}) == alpha**t*norm(v0 + {TERMINAL})",
            "algebra",
            "Take norms; alpha is not negative.",
            ("closed_form",),
        ),
        Step(
            "limit",
            f"limit(norm(v(t) + {TERMINAL}), t, oo) == 0",
            "limit",
            "alpha^t tends to 0.",
            ("distance",),
        ),
    )


terminal_velocity = Claim(
    id="terminal_velocity",
    title="Terminal velocity of momentum",
    says="Under a constant gradient g the velocity tends to -eps g/(1 - alpha), a step of length eps |g|/(1 - alpha), from any start.",
    source=Source("notes001", "4.2.2(1)"),
    tier="core",
    figures=figures_core.momentum,
    let={
        "n": "integer >= 1",
        "alpha": "real in [0, 1)",
        "eps": "positive",
        "g": "vector(n)",
        "v0": "vector(n)",
        "t": "natural",
    },
    define={"v": Recurrence(("v0",), "alpha*v(t) - eps*g")},
    claim=f"limit(norm(v(t) + {TERMINAL}), t, oo) == 0",
    derivation=velocity_limit,
    experiments=(
        Experiment(
            "momentum.momentum_constant", f"v == alpha**t*(v0 + {TERMINAL}) - {TERMINAL}", {"v": "vector(n)"}
        ),
        Experiment("momentum.momentum_constant", f"v_long == -{TERMINAL}", {"v_long": "vector(n)"}),
    ),
    mutants=(
        Mutant("without the denominator", "limit(norm(v(t) + eps*g), t, oo) == 0"),
        Mutant("the other sign", f"limit(norm(v(t) - {TERMINAL}), t, oo) == 0"),
        Mutant(
            "alpha may be 1",
            "limit(norm((1 - alpha)*v(t) + eps*g), t, oo) == 0",
            let={"alpha": "real in [0, 1]"},
        ),
    ),
)

alpha_values = Prose(
    id="alpha_values",
    says="Usual values of alpha are 0.5, 0.9 and 0.99, small at first and growing later.",
    source=Source("notes001", "4.2.2(2)"),
    reason="A habit of practice, not a statement that could be true or false of all costs. What can be computed: each value enlarges the rate "
    "by 1/(1 - alpha), that is 2, 10 and 100 (terminal_velocity), the best one depends on the condition number (momentum_ravine), and a growing one "
    "is what makes Nesterov's rate possible (nesterov_rate).",
    title="Usual values of alpha",
    tier="minor",
)

CLAIMS = (
    momentum_velocity.velocity_closed_form,
    momentum_velocity.velocity_average,
    momentum_shares.alpha_old_weights,
    momentum_quadratic.momentum_small_rate,
    momentum_motion.momentum_physics,
    momentum_motion.velocity_choice_positions,
    momentum_motion.mean_velocity_replacement,
    momentum_ravine.momentum_ravine,
    momentum_limits.cross_ravine_cancellation,
    momentum_stability.momentum_stability,
    momentum_aligned.aligned_gradients_step,
    terminal_velocity,
    alpha_values,
    momentum_limits.alpha_versus_rate,
    *nesterov.CLAIMS,
)
