"""How the samples of a minibatch are chosen: independence and shuffling.

An estimate is unbiased when its expectation is right; that is a statement about each sample's law, not about how the samples depend on
each other. Dependence shows in variances and covariances, and in conditional expectations.

Main claims: unbiased_sample_independence, consecutive_batches.

Notation: x[i] one coordinate of the gradient of sample i of N, p[k] probability of outcome k, X[j, k] the value of sample j of a group
under outcome k, m the size of the group or block.

References: notes001 (3.2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step
from theory.minibatch_estimates import MEAN, POPULATION

INDEPENDENT = Source("notes001", "3.2(1)")


def expectation_is_linear() -> tuple[Step, ...]:
    """The expectation of a sum is the sum of the expectations, whatever the joint law."""
    return (
        Step(
            "exchange",
            "dot(p, X.T @ o) == dot(X @ p, o)",
            "words",
            "Sum over the outcomes first, or over the samples first.",
        ),
        Step(
            "same",
            "dot(X @ p, o) == mu*dot(o, o)",
            "words",
            "Every sample has the expectation mu.",
            ("each",),
        ),
        Step("unbiased", "dot(p, X.T @ o)/m == mu", "algebra", "Divide by m.", ("exchange", "same", "ones")),
    )


unbiased_sample_independence = Claim(
    id="unbiased_sample_independence",
    title="Must samples be independent for an unbiased mean?",
    says="If the samples of a group depend on each other, their mean is a biased estimate.",
    about="The statement is the claim for two samples with the values 0 and 1: both are 1 with probability a, only the first or only the "
    "second with probability b each, so that each is 1 with probability a + b.",
    scope="instance",
    source=INDEPENDENT,
    tier="main",
    let={"a": "nonnegative", "b": "nonnegative"},
    given={"probabilities": "a + 2*b <= 1", "dependent": "a != (a + b)**2"},
    claim="a*(1 + 1)/2 + b*(1 + 0)/2 + b*(0 + 1)/2 != a + b",
    mutants=(
        Mutant("independent samples", without="dependent"),
        Mutant("too large", "a*(1 + 1)/2 + b*(1 + 0)/2 + b*(0 + 1)/2 > a + b"),
    ),
    repair=Repair(
        says="No: the mean of m samples, each with expectation mu, has the expectation mu under every joint law (dependence changes the "
        "variance).",
        about="A joint law with K outcomes: X[j, k] is the value of sample j under outcome k, o the column of m ones.",
        scope="whole",
        let={
            "m": "integer >= 1",
            "K": "integer >= 1",
            "p": "vector(K)",
            "X": "matrix(m, K)",
            "o": "vector(m)",
            "mu": "real",
        },
        without=("probabilities", "dependent"),
        given={"each": "X @ p == mu*o", "ones": "dot(o, o) == m"},
        claim="dot(p, X.T @ o)/m == mu",
        derivation=expectation_is_linear,
        experiments=(
            Experiment(
                "minibatch_joint.minibatch_groups",
                "mean_group == mu",
                {"mean_group": "real"},
            ),
        ),
        mutants=(
            Mutant("samples with different expectations", without="each"),
            Mutant("not divided by m", "dot(p, X.T @ o) == mu"),
        ),
    ),
)

PAIRS = "(sum(x[i], i, 0, N - 1)**2 - dot(x, x))/(N*(N - 1))"
BLOCKS = dict.fromkeys(("mean_first", "mean_second", "product"), "real")


def pairs_of_blocks() -> tuple[Step, ...]:
    """All m^2 pairs across two blocks are ordered pairs of distinct samples, each equally likely."""
    return (
        Step(
            "pairs",
            f"m**2*({PAIRS})/m**2 == {PAIRS}",
            "algebra",
            "The product of the two means is the mean of m^2 products of distinct samples.",
        ),
        Step(
            "variance",
            f"dot(x, x)/N - ({MEAN})**2 == sum((x[i] - {MEAN})**2, i, 0, N - 1)/N",
            "words",
            "The variance of a sample.",
        ),
        Step(
            "covariance",
            f"m**2*({PAIRS})/m**2 - ({MEAN})**2 == -(dot(x, x)/N - ({MEAN})**2)/(N - 1)",
            "algebra",
            "Subtract the product of the expectations.",
            ("pairs",),
        ),
    )


def shuffled_mean() -> tuple[Step, ...]:
    """A sample stands at a given place in (N - 1)! of the N! orders."""
    return (
        Step(
            "share",
            "factorial(N - 1)/factorial(N) == 1/N",
            "algebra",
            "The share of the orders with a given sample at a given place.",
        ),
        Step(
            "pull",
            f"sum(m*(x[i]*(1/N)), i, 0, N - 1)/m == {MEAN}",
            "words",
            "m places, each with every sample equally likely.",
        ),
        Step(
            "unbiased",
            f"sum(m*(x[i]*(factorial(N - 1)/factorial(N))), i, 0, N - 1)/m == {MEAN}",
            "algebra",
            "Put the share.",
            ("share", "pull"),
        ),
    )


consecutive_batches = Entry(
    id="consecutive_batches",
    title="Consecutive minibatches of a shuffled data set",
    says="After shuffling once, consecutive blocks are independent of each other and each unbiased for the mean of all.",
    source=Source("notes001", "3.2(1,2)"),
    tier="main",
    members=(
        Claim(
            id="consecutive_batches__independent",
            title="Are the blocks independent?",
            says="Two consecutive blocks of a shuffled data set are independent.",
            about="What independence implies is stated: the expectation of the product of the means of two blocks of m samples is the product "
            "of their expectations. All N(N - 1) ordered pairs of distinct samples are equally likely at two given places.",
            scope="instance",
            source=Source("notes001", "3.2(1,2)"),
            let={"N": "integer >= 2", "x": "vector(N)", "m": "integer >= 1"},
            given={"room": "2*m <= N"},
            claim=f"m**2*({PAIRS})/m**2 == ({MEAN})**2",
            experiments=(
                Experiment("minibatch_samples.minibatch_blocks", "product == mean_first*mean_second", BLOCKS),
            ),
            mutants=(
                Mutant("positively correlated", f"m**2*({PAIRS})/m**2 >= ({MEAN})**2"),
                Mutant("uncorrelated with the mean removed twice", f"m**2*({PAIRS})/m**2 == 2*({MEAN})**2"),
            ),
            repair=Repair(
                says="They are not: given the data set their means have the covariance -(variance of a sample)/(N - 1), which only vanishes "
                "as N grows. (Seen from the distribution that independent data come from, the blocks are independent.)",
                scope="whole",
                about="All N(N - 1) ordered pairs of distinct samples are equally likely at two given places; the experiment forms all orders.",
                claim=f"m**2*({PAIRS})/m**2 - ({MEAN})**2 == -(dot(x, x)/N - ({MEAN})**2)/(N - 1)",
                derivation=pairs_of_blocks,
                experiments=(
                    Experiment(
                        "minibatch_samples.minibatch_blocks",
                        f"product - mean_first*mean_second == -(dot(x, x)/N - ({MEAN})**2)/(N - 1)",
                        BLOCKS,
                    ),
                ),
                mutants=(
                    Mutant(
                        "divided by N", f"m**2*({PAIRS})/m**2 - ({MEAN})**2 == -(dot(x, x)/N - ({MEAN})**2)/N"
                    ),
                    Mutant(
                        "the other sign",
                        f"m**2*({PAIRS})/m**2 - ({MEAN})**2 == (dot(x, x)/N - ({MEAN})**2)/(N - 1)",
                    ),
                ),
            ),
        ),
        Claim(
            id="consecutive_batches__unbiased",
            title="Each block is unbiased",
            says="Every block of a shuffled data set has the mean of all samples for the expectation of its mean.",
            about="At each of the m places of a block a given sample stands in (N - 1)! of the N! equally likely orders.",
            source=Source("notes001", "3.2(1,2)"),
            let={**POPULATION, "m": "integer in [1, N]"},
            claim=f"sum(m*(x[i]*(factorial(N - 1)/factorial(N))), i, 0, N - 1)/m == {MEAN}",
            derivation=shuffled_mean,
            experiments=(
                Experiment(
                    "minibatch_samples.minibatch_blocks",
                    f"mean_first == {MEAN} and mean_second == {MEAN}",
                    BLOCKS,
                ),
            ),
            mutants=(
                Mutant(
                    "not divided by m",
                    f"sum(m*(x[i]*(factorial(N - 1)/factorial(N))), i, 0, N - 1) == {MEAN}",
                ),
                Mutant(
                    "the sum of all",
                    f"sum(m*(x[i]*(factorial(N - 1)/factorial(N))), i, 0, N - 1)/m == N*({MEAN})",
                ),
            ),
        ),
    ),
)

CLAIMS = (unbiased_sample_independence, consecutive_batches)
