"""SGD and its learning rates: schedules, convergence, rates of convergence and their limits.

This module holds the entries about the schedule itself and collects the topic: `sgd_noise` (fixed rates, growing batches),
`sgd_convergence` (Robbins and Monro), `sgd_vanishing_rates`, `sgd_data_size`, `sgd_rates` (1/sqrt k and 1/k), `sgd_lower_bounds` and
`sgd_information` (what cannot be beaten, and what can), `sgd_wells` (common minima, confinement).

Main claims: linear_decay.

Notation: e0 and et the first and the last rate, tau the step from which the rate stays, r(k) the rate of step k.

References: notes001 (4.1).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Prose, Source
from proofs_check.statement.derivation import Step, Use
from theory import (
    sgd_convergence,
    sgd_data_size,
    sgd_information,
    sgd_lower_bounds,
    sgd_noise,
    sgd_rates,
    sgd_vanishing_rates,
    sgd_wells,
)

sgd_update = Prose(
    id="sgd_update",
    title="The step of SGD",
    says="SGD steps along the negative gradient of a randomly chosen minibatch.",
    source=Source("notes001", "4.1.1"),
    reason="A definition: there is nothing to prove. What follows from it, such as the expectation and the variance of the step, are entries "
    "of their own.",
    tier="minor",
)

rate_one_percent = Prose(
    id="rate_one_percent",
    title="One percent of the first rate",
    says="The final rate is usually about one percent of the first one.",
    source=Source("notes001", "4.1.2(4)"),
    reason="A rule of thumb about practice. What could be computed is the error that a final rate leaves on a given cost: on a parabola the "
    "stationary variance eps s/(h (2 - eps h)), in proportion to small rates.",
    tier="minor",
)

faster_rates_value = Prose(
    id="faster_rates_value",
    title="Is faster optimisation worth while?",
    says="It is not worth looking for optimisers that converge faster than a certain rate, since that may mean overfitting.",
    source=Source("notes001", "4.1.3(2)"),
    reason="An opinion on what is worth doing. The bound that it leans on is an entry of its own (cramer_rao_rate), and fails without "
    "hypotheses.",
    tier="minor",
)

constant_factor_sentence = Prose(
    id="constant_factor_sentence",
    title="Losing a constant multiple",
    says="Most algorithms gain in practice and lose a constant multiple of the asymptotic rate.",
    source=Source("notes001", "4.1.3(2)"),
    reason="The sentence is unclear in the source: it does not say which algorithms, what is gained, and against which rate a constant is "
    "lost.",
    tier="minor",
)

PART, LATER = "min(k/tau, 1)", "min(l/tau, 1)"
SCHEDULE = {"r(k)": f"(1 - {PART})*e0 + {PART}*et"}
ENDS = "r(0) == e0 and r(tau) == et and implies(k >= tau, r(k) == et)"
AFFINE = "implies(k <= tau, r(k) == e0 + (et - e0)/tau*k)"
CONTINUOUS = "abs(r(l) - r(k)) <= abs(et - e0)*abs(l/tau - k/tau)"
FALLS = "implies(et <= e0 and k <= l, r(l) <= r(k))"


def decays_linearly() -> tuple[Step, ...]:
    """Everything is read off the share min(k/tau, 1)."""
    return (
        Step(
            "shifted",
            f"r(k) == e0 + {PART}*(et - e0)",
            "algebra",
            "The share of the difference that is done.",
        ),
        Step("ends", ENDS, "algebra", "The share is 0 at 0 and 1 from tau on."),
        Step("affine", AFFINE, "algebra", "Up to tau the share is k/tau: a straight line."),
        Step(
            "one_side",
            "min(y, 1) - min(z, 1) <= abs(z - y)",
            "algebra",
            "The minimum does not stretch distances.",
            let={"y": "real", "z": "real"},
        ),
        Step(
            "size",
            "abs(y) <= w",
            "algebra",
            "Both ways.",
            let={"w": "real", "y": "real"},
            given=("y <= w", "-y <= w"),
        ),
        Step("way", "abs(y - z) == abs(z - y)", "algebra", "Either way.", let={"y": "real", "z": "real"}),
        Step(
            "back",
            "min(y, 1) - min(z, 1) <= abs(y - z)",
            "algebra",
            "The other way.",
            ("one_side", "way"),
            let={"y": "real", "z": "real"},
        ),
        Step(
            "nearer",
            "abs(min(y, 1) - min(z, 1)) <= abs(y - z)",
            "algebra",
            "In size.",
            (
                "back",
                Use("one_side", {"y": "z", "z": "y"}),
                Use("size", {"w": "abs(y - z)", "y": "min(y, 1) - min(z, 1)"}),
            ),
            let={"y": "real", "z": "real"},
        ),
        Step(
            "times",
            "abs(f*y) <= abs(f)*w",
            "algebra",
            "Times a factor.",
            let={"f": "real", "y": "real", "w": "real"},
            given=("abs(y) <= w",),
        ),
        Step(
            "difference",
            f"r(l) - r(k) == (et - e0)*({LATER} - {PART})",
            "algebra",
            "The rates differ by the difference of the shares.",
        ),
        Step(
            "same",
            "abs(y) <= z",
            "algebra",
            "Equals for equals.",
            let=dict.fromkeys("wyz", "real"),
            given=("y == w", "abs(w) <= z"),
        ),
        Step(
            "continuous",
            CONTINUOUS,
            "algebra",
            "Hence it is continuous, even Lipschitz.",
            (
                "difference",
                Use("nearer", {"y": "l/tau", "z": "k/tau"}),
                Use("times", {"f": "et - e0", "y": f"{LATER} - {PART}", "w": "abs(l/tau - k/tau)"}),
                Use(
                    "same",
                    {
                        "y": "r(l) - r(k)",
                        "w": f"(et - e0)*({LATER} - {PART})",
                        "z": "abs(et - e0)*abs(l/tau - k/tau)",
                    },
                ),
            ),
        ),
        Step("falls", FALLS, "algebra", "The share grows with k, the factor is not positive."),
        Step(
            "together",
            linear_decay.claim,
            "algebra",
            "All parts together.",
            ("ends", "affine", "continuous", "falls"),
        ),
    )


linear_decay = Claim(
    id="linear_decay",
    title="Linear decay of the rate",
    says="The rate falls linearly from the first value to the last until step tau and stays there.",
    about="Continuity is stated with its modulus; k and l are real times.",
    source=Source("notes001", "4.1.2(3)"),
    tier="minor",
    let={
        "e0": "positive",
        "et": "positive",
        "tau": "integer >= 1",
        "k": "nonnegative",
        "l": "nonnegative",
    },
    define=SCHEDULE,
    claim=f"{ENDS} and {AFFINE} and {CONTINUOUS} and {FALLS}",
    derivation=decays_linearly,
    experiments=(
        Experiment(
            "sgd_schedules.linear_decay",
            "rate == r(k) and implies(et <= e0, rate_next <= rate*(1 + 10**(-12)))",
            {"rate": "positive", "rate_next": "positive"},
        ),
    ),
    mutants=(
        Mutant("to zero", "r(tau) == 0"),
        Mutant("falls in any case", "implies(k <= l, r(l) <= r(k))"),
        Mutant("a straight line all the way", "r(k) == e0 + (et - e0)/tau*k"),
    ),
)

CLAIMS = (
    sgd_update,
    sgd_noise.sgd_constant_rate,
    sgd_convergence.robbins_monro,
    linear_decay,
    sgd_vanishing_rates.rate_reaching_zero,
    rate_one_percent,
    sgd_data_size.step_cost_data_size,
    sgd_rates.excess_convex,
    sgd_rates.excess_strongly_convex,
    sgd_lower_bounds.rates_unimprovable,
    sgd_information.cramer_rao_rate,
    faster_rates_value,
    constant_factor_sentence,
    sgd_noise.growing_batch,
    sgd_wells.noise_zero_gradient,
    sgd_wells.region_confinement,
)
