"""Per-direction rates: AdaGrad and RMSProp under a constant gradient, and beyond; the two compared.

Both divide the step size by the root of an accumulator of squared gradients: AdaGrad's sums, RMSProp's is a moving average.
The claims say how accumulator, effective rate and step move with the iteration k, between which values, and to which limit.

Main claims: rmsprop_versus_adagrad; of the topic also those of `per_direction_rates`, `adagrad`, `adagrad_history`, `adagrad_regret`,
`rmsprop`, `rmsprop_rates`, `rmsprop_steps` and `rmsprop_momentum`.

Notation: g one component of the gradient (the same at every step), eps global rate, delta stabiliser, rho decay rate, r(k)
RMSProp's and a(k) AdaGrad's accumulator after k steps; the rate is eps/(delta + sqrt(r)), the step is the rate times g.

References: notes001 (5.2, 5.3), duchi2011, tieleman2012.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures
from theory.adagrad import ADA, CLOSED_ADA, adagrad_constant_gradient, adagrad_rate_decay
from theory.adagrad_history import (
    adagrad_accumulator,
    adagrad_early_decay,
    adagrad_small_partial_rate,
    adagrad_sum_of_squares,
    best_algorithm,
)
from theory.adagrad_regret import adagrad_convex
from theory.per_direction_rates import (
    delta_bar_delta_batch,
    delta_bar_delta_rule,
    direction_rates_descent,
    per_direction_rates,
)
from theory.rmsprop import CLOSED_RMS, RMS, RMS_LET, rmsprop_accumulator, rmsprop_step_range
from theory.rmsprop_momentum import rmsprop_momentum_inputs, rmsprop_momentum_separation
from theory.rmsprop_rates import rmsprop_rate_monotone, rmsprop_rate_range
from theory.rmsprop_steps import rmsprop_large_gradient, rmsprop_small_gradient

VERSUS_CLAIM = (
    "limit(eps/(delta + sqrt(a(k))), k, oo) == 0 and limit(eps*abs(g)/(delta + sqrt(a(k))), k, oo) == 0 "
    "and limit(eps/(delta + sqrt(r(k))), k, oo) == eps/(delta + abs(g)) "
    "and limit(eps*abs(g)/(delta + sqrt(r(k))), k, oo) == eps*abs(g)/(delta + abs(g)) "
    "and limit(eps*G/(delta + G), G, oo) == eps"
)


def versus() -> tuple[Step, ...]:
    """Both closed forms and their limits, side by side."""
    return (
        CLOSED_ADA,
        CLOSED_RMS,
        Step(
            "adagrad_rate",
            "limit(eps/(delta + sqrt(a(k))), k, oo) == 0",
            "limit",
            "sqrt(k) grows without end.",
            ("sum",),
        ),
        Step(
            "adagrad_step",
            "limit(eps*abs(g)/(delta + sqrt(a(k))), k, oo) == 0",
            "limit",
            "The step is |g| times the rate.",
            ("sum",),
        ),
        Step(
            "rmsprop_rate",
            "limit(eps/(delta + sqrt(r(k))), k, oo) == eps/(delta + abs(g))",
            "claim",
            "The range of RMSProp's rate.",
            (Use("rmsprop_rate_range__outside", {"g": "g"}),),
        ),
        Step(
            "rmsprop_step",
            "limit(eps*abs(g)/(delta + sqrt(r(k))), k, oo) == eps*abs(g)/(delta + abs(g))",
            "limit",
            "The step is |g| times the rate.",
            ("accumulator",),
        ),
        Step(
            "large_gradients",
            "limit(eps*G/(delta + G), G, oo) == eps",
            "limit",
            "For |g| large against delta.",
        ),
        Step(
            "together",
            VERSUS_CLAIM,
            "algebra",
            "All parts together.",
            ("adagrad_rate", "adagrad_step", "rmsprop_rate", "rmsprop_step", "large_gradients"),
        ),
    )


rmsprop_versus_adagrad = Claim(
    id="rmsprop_versus_adagrad",
    title="RMSProp against AdaGrad",
    says="AdaGrad's rate and step fall to 0, RMSProp's to the larger values eps/(delta + |g|) and eps |g|/(delta + |g|), about eps.",
    about="'About' is read as the limit for |g| large against delta.",
    source=Source("notes001", "5.3.2(3)"),
    tier="core",
    figures=figures.rates,
    let={**RMS_LET, "G": "positive"},
    define={**RMS, **ADA},
    claim=VERSUS_CLAIM,
    experiments=(
        Experiment(
            "adaptive.rmsprop_versus_adagrad",
            "rate_ada == eps/(delta + sqrt(k)*abs(g)) and rate_rms == eps/(delta + sqrt(1 - rho**k)*abs(g))",
            {"rate_ada": "positive", "rate_rms": "positive"},
        ),
    ),
    mutants=(
        Mutant("RMSProp's rate falls to 0", "limit(eps/(delta + sqrt(r(k))), k, oo) == 0"),
        Mutant(
            "AdaGrad's falls to the same value",
            "limit(eps/(delta + sqrt(a(k))), k, oo) == eps/(delta + abs(g))",
        ),
    ),
    repair=Repair(
        says="The gradient component must not be 0; with g = 0 both rates stay eps/delta.",
        let={"g": "nonzero"},
        derivation=versus,
        experiments=(
            Experiment(
                "adaptive.rmsprop_long",
                "abs(rate - eps/(delta + abs(g))) <= eps/(delta + abs(g))*(tail/(1 - rho) + 10**(-13))",
                {"rate": "positive", "tail": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("also for g = 0", let={"g": "real"}),
            Mutant("RMSProp's rate falls to 0", "limit(eps/(delta + sqrt(r(k))), k, oo) == 0"),
        ),
    ),
)

CLAIMS = (
    per_direction_rates,
    direction_rates_descent,
    delta_bar_delta_rule,
    delta_bar_delta_batch,
    adagrad_accumulator,
    adagrad_sum_of_squares,
    adagrad_small_partial_rate,
    adagrad_rate_decay,
    adagrad_convex,
    adagrad_early_decay,
    rmsprop_accumulator,
    rmsprop_rate_monotone,
    rmsprop_rate_range,
    rmsprop_step_range,
    rmsprop_large_gradient,
    rmsprop_small_gradient,
    adagrad_constant_gradient,
    rmsprop_versus_adagrad,
    rmsprop_momentum_separation,
    rmsprop_momentum_inputs,
    best_algorithm,
)
