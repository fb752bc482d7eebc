"""How far minibatch estimates scatter, and estimates that are biased.

Independent draws add variances; draws without replacement scatter less, and not at all when the batch is the whole set.

Main claims: mean_standard_error, gradient_estimate_noise.

Notation: m (or b) the batch size, mu and sigma expectation and standard deviation of one draw, M(m) and Q(m) the expectations of the sum
of m independent draws and of its square, y[i] the deviation of sample i from the mean of all N, u a gradient that is clipped at 1.

References: notes000 (inexact gradients), notes001 (3), cochran1977.
"""

from __future__ import annotations

from proofs_check.statement.claim import (
    Claim,
    Entry,
    Experiment,
    Mutant,
    Recurrence,
    Source,
)
from proofs_check.statement.derivation import Step
from theory import figures_sgd
from theory.minibatch_estimates import MEAN, MEASURED, POPULATION


def variance_of_the_mean() -> tuple[Step, ...]:
    """Independent draws: expectations multiply, so variances add."""
    return (
        Step(
            "moments",
            "M(m) == m*mu and Q(m) == m*sigma**2 + m**2*mu**2",
            "induction",
            "One more independent draw: E(S + X) = E S + E X and E(S + X)^2 = E S^2 + 2 E S E X + E X^2.",
            on="m",
        ),
        Step(
            "variance",
            "Q(m)/m**2 - (M(m)/m)**2 == sigma**2/m",
            "algebra",
            "The variance of the mean.",
            ("moments",),
        ),
        Step("root", "sqrt(sigma**2/m) == sigma/sqrt(m)", "algebra", "Its root."),
        Step(
            "deviation",
            "sqrt(Q(m)/m**2 - (M(m)/m)**2) == sigma/sqrt(m)",
            "algebra",
            "Together.",
            ("variance", "root"),
        ),
    )


VARIANCE = f"(sum(x[i]**2, i, 0, N - 1)/N - ({MEAN})**2)"
mean_standard_error = Claim(
    id="mean_standard_error",
    figures=figures_sgd.standard_error,
    title="The standard error of a mean",
    says="The mean of m independent samples with standard deviation sigma has standard deviation sigma/sqrt(m).",
    about="M(m) and Q(m) are the expectations of the sum of m draws and of its square, by splitting off the last draw; independence "
    "enters as E(S X) = E S E X. mu and sigma may be those of any distribution with a second moment.",
    source=Source("notes001", "3(3)"),
    tier="main",
    let={"mu": "real", "sigma": "nonnegative", "m": "integer >= 1"},
    define={
        "M": Recurrence(("0",), "M(m) + mu", index="m"),
        "Q": Recurrence(("0",), "Q(m) + 2*M(m)*mu + sigma**2 + mu**2", index="m"),
    },
    claim="sqrt(Q(m)/m**2 - (M(m)/m)**2) == sigma/sqrt(m)",
    derivation=variance_of_the_mean,
    experiments=(
        Experiment(
            "minibatch_samples.minibatch_all",
            f"square_with - mean_with**2 == {VARIANCE}/m",
            {**POPULATION, **MEASURED},
        ),
    ),
    mutants=(
        Mutant("linear return", "sqrt(Q(m)/m**2 - (M(m)/m)**2) == sigma/m"),
        Mutant("that of the sum", "sqrt(Q(m)/m**2 - (M(m)/m)**2) == sigma*sqrt(m)"),
        Mutant(
            "fully dependent draws",
            define={"Q": Recurrence(("0",), "Q(m) + 2*M(m)*mu + (2*m + 1)*sigma**2 + mu**2", index="m")},
        ),
    ),
)

TOTAL, SQUARES = "sum(y[i], i, 0, N - 1)", "dot(y, y)"
SECOND = f"(b/N*{SQUARES} + b*(b - 1)/(N*(N - 1))*({TOTAL}**2 - {SQUARES}))/b**2"


def noise_of_subsets() -> tuple[Step, ...]:
    """Inclusion probabilities of one sample and of a pair, then the variance in closed form."""
    return (
        Step(
            "one",
            "binomial(N - 1, b - 1)/binomial(N, b) == b/N",
            "induction",
            "The share of the batches that hold a given sample.",
            on="b",
        ),
        Step(
            "pair",
            "binomial(N - 2, b - 2)/binomial(N, b) == b*(b - 1)/(N*(N - 1))",
            "induction",
            "The share of the batches that hold a given pair.",
            on="b",
        ),
        Step("scatter", f"{SQUARES} > 0", "algebra", "Not all samples agree.", ("different",)),
        Step(
            "variance",
            f"{SECOND} - ({TOTAL}/N)**2 == {SQUARES}/N*(N - b)/(b*(N - 1))",
            "algebra",
            "Of the squares and of the pairs, with deviations that sum to 0.",
            ("centred",),
        ),
        Step("positive", f"{SECOND} - ({TOTAL}/N)**2 > 0", "algebra", "b < N.", ("scatter", "variance")),
    )


CLIPPED = "(max(-1, min(1, u)) + 0)/2 != (u + 0)/2"


def clipping_is_biased() -> tuple[Step, ...]:
    """One gradient beyond the threshold."""
    return (
        Step(
            "values",
            "(max(-1, min(1, 3)) + 0)/2 == 1/2 and (3 + 0)/2 == 3/2",
            "algebra",
            "The gradients 3 and 0, clipped at 1.",
        ),
        Step("biased", f"exists(u, 'real', {CLIPPED})", "witness", "Take u = 3.", ("values",), at="3"),
    )


gradient_estimate_noise = Entry(
    id="gradient_estimate_noise",
    title="Minibatch gradients are noisy, some estimates biased",
    says="A minibatch gradient has positive variance unless the batch is the whole set, and estimators in use are biased.",
    source=Source("notes000", "inexact; notes001 2.6, 3(5)"),
    tier="minor",
    members=(
        Claim(
            id="gradient_estimate_noise__variance",
            title="The variance is positive",
            says="A uniform batch of b < N samples has a mean of positive variance, unless all samples are equal.",
            about="y are the deviations of the samples from their mean. A sample is in the batch with probability b/N, a pair with "
            "probability b(b - 1)/(N(N - 1)): that gives the expectation of the squared batch mean. The experiment forms all batches.",
            source=Source("notes000", "inexact; notes001 2.6, 3(5)"),
            let={"N": "integer >= 2", "b": "integer in [1, N - 1]", "y": "vector(N)"},
            given={"centred": f"{TOTAL} == 0", "different": "y != zeros(N, 1)"},
            claim=f"{SECOND} - ({TOTAL}/N)**2 > 0",
            derivation=noise_of_subsets,
            experiments=(
                Experiment(
                    "minibatch_samples.minibatch_all",
                    f"square_without - mean_without**2 == {VARIANCE}*(N - m)/(m*(N - 1))",
                    {**POPULATION, "m": "integer >= 1", **MEASURED},
                ),
            ),
            mutants=(
                Mutant("also for the whole set", let={"b": "integer in [1, N]"}),
                Mutant("also for equal samples", without="different"),
            ),
        ),
        Claim(
            id="gradient_estimate_noise__biased",
            title="Clipping makes a biased estimate",
            says="Clipping the gradients of the samples before they are averaged, as is in use, moves the expectation.",
            about="An existence: of two samples one has the gradient u, the other 0; one of them is drawn, its gradient clipped at 1.",
            source=Source("notes000", "inexact; notes001 2.6, 3(5)"),
            claim=f"exists(u, 'real', {CLIPPED})",
            derivation=clipping_is_biased,
            mutants=(
                Mutant("for every gradient", CLIPPED, let={"u": "real"}),
                Mutant("without clipping", "exists(u, 'real', (u + 0)/2 != u/2)"),
            ),
        ),
    ),
)

CLAIMS = (mean_standard_error, gradient_estimate_noise)
