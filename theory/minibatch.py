"""Minibatches: estimates of the gradient, how they are drawn, and what the batch size does.

This module holds the elementary entries and collects the topic: `minibatch_estimates` (expectation), `minibatch_variance`,
`minibatch_sampling` (independence, shuffling), `minibatch_passes` (fresh and reused samples), `minibatch_cost` (direction, gradients
computed), `minibatch_batch_size` (steps, stability) and `minibatch_generalisation` (test error).

Main claims: sum_mean_objective, identical_copies.

Notation: N samples, a[i] and b[i] the terms of the objective at two parameters, c the value of identical samples, w[i] how often sample
i is in the batch.

References: notes001 (3).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Prose, Source
from proofs_check.statement.derivation import Step
from theory import (
    minibatch_batch_size,
    minibatch_cost,
    minibatch_estimates,
    minibatch_generalisation,
    minibatch_passes,
    minibatch_sampling,
    minibatch_variance,
)

SUM_A, SUM_B = "sum(a[i], i, 0, N - 1)", "sum(b[i], i, 0, N - 1)"
SAME_ORDER = f"iff({SUM_A} >= {SUM_B}, {SUM_A}/N >= {SUM_B}/N)"


def division_keeps_order() -> tuple[Step, ...]:
    """N is positive."""
    return (
        Step(
            "difference",
            f"{SUM_A}/N - {SUM_B}/N == ({SUM_A} - {SUM_B})/N",
            "algebra",
            "The means differ by an N-th of what the sums differ by.",
        ),
        Step("order", "iff(u >= v, u/N >= v/N)", "algebra", "N is positive.", let={"u": "real", "v": "real"}),
        Step("same_order", SAME_ORDER, "algebra", "Hence the order is the same.", ("difference",)),
    )


sum_mean_objective = Claim(
    id="sum_mean_objective",
    title="Maximising the sum and the mean",
    says="The parameters that maximise the sum of the terms are those that maximise their mean.",
    about="a[i] and b[i] are the terms at two parameters. A parameter is a maximiser when no other does better: since sum and mean put any "
    "two parameters in the same order, both have the same maximisers.",
    source=Source("notes001", "3(1)"),
    tier="minor",
    let={"N": "integer >= 1", "a": "vector(N)", "b": "vector(N)"},
    claim=SAME_ORDER,
    derivation=division_keeps_order,
    mutants=(
        Mutant("the other order", f"iff({SUM_A} >= {SUM_B}, {SUM_A}/N <= {SUM_B}/N)"),
        Mutant("the same values", f"{SUM_A} == {SUM_A}/N"),
        Mutant(
            "any number of terms",
            let={"N": "integer >= 1", "q": "real"},
            claim=f"iff({SUM_A} >= {SUM_B}, q*{SUM_A} >= q*{SUM_B})",
        ),
    ),
)

BATCH = "sum(w[i]*c, i, 0, N - 1)/sum(w[i], i, 0, N - 1)"


def copies() -> tuple[Step, ...]:
    """Both means are the common value."""
    return (
        Step("batch", f"{BATCH} == c", "algebra", "The common value comes out of the sum.", ("not_empty",)),
        Step("all", "sum(c, i, 0, N - 1)/N == c", "algebra", "N times the common value, divided by N."),
        Step(
            "equal",
            f"{BATCH} == sum(c, i, 0, N - 1)/N",
            "algebra",
            "Both are c.",
            ("batch", "all", "not_empty"),
        ),
    )


identical_copies = Claim(
    id="identical_copies",
    title="Identical samples",
    says="If all samples are copies of each other, every minibatch gives the gradient of the whole set.",
    about="c is any coordinate of the common gradient, w[i] how often sample i is in the batch.",
    source=Source("notes001", "3(3)"),
    tier="minor",
    let={"N": "integer >= 1", "w": "vector(N)", "c": "real"},
    given={"not_empty": "sum(w[i], i, 0, N - 1) > 0"},
    claim=f"{BATCH} == sum(c, i, 0, N - 1)/N",
    derivation=copies,
    experiments=(
        Experiment(
            "minibatch_samples.minibatch_all",
            "mean_with == x[0] and square_with == x[0]**2 and mean_without == x[0] and square_without == x[0]**2",
            {
                "x": "vector(N)",
                **dict.fromkeys(("mean_with", "square_with", "mean_without", "square_without"), "real"),
                "spread": "nonnegative",
            },
            {"copies": "spread == 0"},
        ),
    ),
    mutants=(
        Mutant("the sum of the copies", f"{BATCH} == sum(c, i, 0, N - 1)"),
        Mutant(
            "samples that differ",
            "sum(w[i]*x[i], i, 0, N - 1)/sum(w[i], i, 0, N - 1) == sum(x[i], i, 0, N - 1)/N",
            let={"x": "vector(N)"},
        ),
    ),
)

batch_memory = Prose(
    id="batch_memory",
    title="Memory and the batch size",
    says="Memory grows in proportion to the batch size, and hardware decides which sizes are practical.",
    source=Source("notes001", "3.1(1)"),
    reason="A statement about hardware: whether powers of two are faster, or the memory is the limit, is a matter of measurement on a given "
    "machine. What can be computed is the number of stored activations, which is the batch size times the number of units.",
    tier="minor",
)

async_updates = Prose(
    id="async_updates",
    title="Asynchronous updates",
    says="Minibatch updates can be computed in parallel without waiting for each other.",
    source=Source("notes001", "3.2(3)"),
    reason="It says that something is possible, not what results. A claim would be about convergence with gradients that are several steps "
    "old, which holds or fails with the delay and the rate.",
    tier="minor",
)

CLAIMS = (
    sum_mean_objective,
    minibatch_estimates.gradient_as_expectation,
    minibatch_variance.mean_standard_error,
    minibatch_variance.gradient_estimate_noise,
    minibatch_cost.fast_estimates,
    identical_copies,
    minibatch_generalisation.noise_regularisation,
    minibatch_cost.batch_direction_probability,
    minibatch_batch_size.larger_batch_steps,
    minibatch_generalisation.batch_generalisation,
    minibatch_batch_size.noise_scale_rate,
    minibatch_batch_size.batch_one_rate,
    batch_memory,
    minibatch_sampling.unbiased_sample_independence,
    minibatch_sampling.consecutive_batches,
    async_updates,
    minibatch_estimates.generalisation_gradient,
    minibatch_passes.first_pass_bias,
    minibatch_passes.later_passes,
)
