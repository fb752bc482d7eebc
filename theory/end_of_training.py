"""Where training stops: gradients, curvature, basins, generalisation. Mostly observations, counted on real runs.

Main claims: training_end_gradient, good_basin_volume, flat_minima_generalise.

Notation: g_start and g_end norms of the full gradient, lowest the least eigenvalue of the Hessian at the end, path and way the length of the
trajectory and the distance between its ends; a weights of a product a * (1/a); m the top between two wells at 0 and 4.

References: notes000 (local-global), notes001 (2.7), notes002 (1, 3).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Prose, Repair, Source
from proofs_check.statement.derivation import Step

STOPS = Source("notes000", "local-global; notes001 2.7(2)")
RUN = {name: "real" for name in ("g_start", "g_end", "lowest", "highest", "path", "way")}
NETWORK = "192 tanh networks (3-4-1) trained on the breast cancer data by 300 minibatch steps from He's random weights; the statement is what usually happens."


def observed(
    name: str, title: str, says: str, source: Source, claim: str, *mutants: Mutant, tier: str = ""
) -> Claim:
    """What usually is measured at the end of the training runs."""
    return Claim(
        id=name,
        title=title,
        says=says,
        about=NETWORK,
        scope="empirical",
        source=source,
        tier=tier,
        let=RUN,
        claim=claim,
        experiments=(Experiment("training_runs.trained", claim),),
        mutants=mutants,
    )


training_end_gradient = Entry(
    id="training_end_gradient",
    title="The gradient where training stops",
    says="Training usually stops where the gradient is not zero, and not even small.",
    source=STOPS,
    tier="main",
    members=(
        observed(
            "training_end_gradient__not_zero",
            "Not zero",
            "Where training stops the gradient is not zero.",
            STOPS,
            "g_end > 0",
            Mutant("it is zero", "g_end == 0"),
            Mutant("it has grown", "g_end > g_start"),
        ),
        observed(
            "training_end_gradient__not_small",
            "Not small",
            "Where training stops the gradient is at least a tenth of what it was at the start.",
            STOPS,
            "g_end >= g_start/10",
            Mutant("it has grown", "g_end > g_start"),
            Mutant("at least half", "g_end >= g_start/2"),
        ),
    ),
)

training_end_negative_curvature = observed(
    "training_end_negative_curvature",
    "Negative curvature where training stops",
    "Where training stops the Hessian has negative eigenvalues, small in size.",
    Source("notes002", "1"),
    "lowest < 0 and -lowest < highest",
    Mutant("a minimum", "lowest >= 0"),
    Mutant("a maximum", "highest < 0"),
    tier="minor",
)

trajectory_length_runtime = observed(
    "trajectory_length_runtime",
    "Long trajectories",
    "Most of the way of a training run is detour: the trajectory is more than twice as long as the distance between its ends.",
    STOPS,
    "path > 2*way",
    Mutant("straight", "path <= way*11/10"),
    Mutant("shorter than the distance", "path < way"),
    tier="minor",
)

good_basin_volume = Claim(
    id="good_basin_volume",
    title="The basin of the best minimum",
    says="From a random start on a bounded box the basin of the best minimum has more than half of the volume.",
    about="The statement is the claim for costs with slope x (x - m)(x - 4) on the box [-c, 4]: the wells lie at 0 and 4, the top between them at m, and for m < 2 the well at 4 "
    "is the deeper one; its basin is (m, 4].",
    scope="instance",
    source=Source("notes002", "1"),
    tier="minor",
    let={"m": "real in (0, 2)", "c": "nonnegative"},
    claim="(4 - m)/(4 + c) > 1/2",
    mutants=(Mutant("all of it", "(4 - m)/(4 + c) >= 1"), Mutant("less than half", "(4 - m)/(4 + c) < 1/2")),
    repair=Repair(
        says="That depends on the box and on the cost: on the box [0, 4] it has, for all these costs.",
        without=(),
        given={"box": "c == 0"},
        derivation=lambda: (
            Step("share", "(4 - m)/(4 + c) == 1 - m/4", "algebra", "The box is [0, 4].", ("box",)),
            Step("half", "(4 - m)/(4 + c) > 1/2", "algebra", "m < 2.", ("share",)),
        ),
        mutants=(Mutant("any box", without="box"), Mutant("three quarters", "(4 - m)/(4 + c) > 3/4")),
    ),
)

flat_minima_generalise = Claim(
    id="flat_minima_generalise",
    title="Flat minima generalise better",
    says="The flatter a minimum, measured by the Hessian, the lower the test error.",
    about="The statement is the claim for the product of two weights a and 1/a that is fitted to the target 1: all these minima are the same function, with one test error "
    "for a test target s, and 2 (a^2 + 1/a^2) is the trace of the Hessian.",
    scope="instance",
    source=Source("notes002", "3"),
    tier="main",
    let={"a": "positive", "b": "positive", "s": "real"},
    define={"trace(a)": "2*(a**2 + 1/a**2)", "test(a)": "(a*(1/a) - s)**2"},
    claim="implies(trace(a) < trace(b), test(a) < test(b))",
    mutants=(
        Mutant("the sharper the better", "implies(trace(a) > trace(b), test(a) < test(b))"),
        Mutant("always better", "test(a) < test(b)"),
    ),
    repair=Repair(
        says="The test error does not depend on this flatness: every trace from 4 on belongs to the same function.",
        let={"T": "real >= 4"},
        claim="test(a) == test(b) and exists(z, 'positive', trace(z) == T)",
        derivation=lambda: (
            Step("same", "test(a) == test(b)", "algebra", "a (1/a) = 1."),
            Step(
                "any_trace",
                "exists(z, 'positive', trace(z) == T)",
                "witness",
                "Solve z^4 - T z^2/2 + 1 = 0.",
                at="sqrt((T/2 + sqrt(T**2/4 - 4))/2)",
            ),
            Step(
                "both",
                "test(a) == test(b) and exists(z, 'positive', trace(z) == T)",
                "algebra",
                "Both.",
                ("same", "any_trace"),
            ),
        ),
        mutants=(
            Mutant("smaller traces too", let={"T": "real"}),
            Mutant("one is better", "test(a) < test(b)"),
        ),
    ),
)

global_optimum_overfit = Claim(
    id="global_optimum_overfit",
    title="Global optima overfit",
    says="Parameters that are globally optimal on the training data usually have a much larger test error.",
    about="192 linear models on random features that fit 20 noisy labels of the breast cancer data exactly; test is the mean square on all other data.",
    scope="empirical",
    source=Source("notes002", "3"),
    tier="minor",
    let={"train": "real", "test": "real"},
    claim="test > 2*train",
    experiments=(Experiment("training_runs.interpolated", "test > 2*train"),),
    mutants=(Mutant("no gap", "test <= train"), Mutant("less than twice", "test <= 2*train")),
)

good_initial_region = Prose(
    id="good_initial_region",
    title="A good region to start in",
    says="If descent leads to a solution from a region, and learning starts in it, there is no problem.",
    source=STOPS,
    reason="As it is worded the conclusion is the hypothesis. What can be asked is whether such a region is hit: see hop_hit_probability and expected_steps_count.",
    tier="minor",
)

CLAIMS = (
    training_end_gradient,
    training_end_negative_curvature,
    good_basin_volume,
    flat_minima_generalise,
    global_optimum_overfit,
    trajectory_length_runtime,
    good_initial_region,
)
