"""Estimates of the gradient from minibatches: what they have for expectation.

Expectations are over the random choice of the batch, of which there are finitely many equally likely outcomes: N^m tuples (with
replacement) or the subsets of size m (without). They are summed up by splitting off the last draw, for every N and m.

Main claims: gradient_as_expectation, generalisation_gradient.

Notation: N samples, x[i] one coordinate of the gradient of sample i, m (or b) the batch size, S(m) the sum over all N^m tuples of the
sum of their values, mu and sigma expectation and standard deviation of one draw, M(m) and Q(m) the expectations of the sum of m
independent draws and of its square, p[k] the probability of outcome k.

References: notes000 (inexact gradients), notes001 (3), cochran1977.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Source
from proofs_check.statement.derivation import Step

POPULATION = {"N": "integer >= 1", "x": "vector(N)"}
MEAN = "sum(x[i], i, 0, N - 1)/N"
MEASURED = dict.fromkeys(("mean_with", "square_with", "mean_without", "square_without"), "real")

LOSS = "sum(a[i] + b[i]*theta + c[i]*theta**2 + d[i]*theta**3, i, 0, N - 1)/N"
SLOPE = "sum(b[i] + 2*c[i]*theta + 3*d[i]*theta**2, i, 0, N - 1)/N"


def slope_of_the_mean() -> tuple[Step, ...]:
    """Differentiation is linear: first the remainders of any differentiable losses, then the derivative of polynomials."""
    return (
        Step(
            "linear_part",
            "sum(f[i] + dot(G[:, i], v) + r[i], i, 0, N - 1)/N - sum(f[i], i, 0, N - 1)/N == dot(sum(G[:, i], i, 0, N - 1)/N, v) + sum(r[i], i, 0, N - 1)/N",
            "words",
            "For any differentiable losses with values f, gradients G[:, i] and remainders r at a shift v: the mean gradient is the linear "
            "part of the mean loss, and the remainder is the mean of N remainders of higher order.",
            let={
                "n": "integer >= 1",
                "f": "vector(N)",
                "r": "vector(N)",
                "G": "matrix(n, N)",
                "v": "vector(n)",
            },
        ),
        Step("derivative", f"diff({LOSS}, theta) == {SLOPE}", "algebra", "Term by term."),
    )


def all_tuples() -> tuple[Step, ...]:
    """Splitting off the last draw: N times the sums before, and every earlier tuple meets every sample once."""
    return (
        Step(
            "sum_of_sums",
            f"S(m) == m*N**m*({MEAN})",
            "induction",
            "One more draw: each of the N^m tuples is continued by each of the N samples.",
            on="m",
        ),
        Step(
            "expectation",
            f"S(m)/(m*N**m) == {MEAN}",
            "algebra",
            "Divide by m and by the number of tuples.",
            ("sum_of_sums",),
        ),
    )


def all_subsets() -> tuple[Step, ...]:
    """Every sample lies in the same number of subsets."""
    return (
        Step(
            "share",
            "binomial(N - 1, m - 1)/binomial(N, m) == m/N",
            "induction",
            "The share of the subsets that hold a given sample.",
            on="m",
        ),
        Step(
            "pull",
            f"sum(x[i]*(m/N), i, 0, N - 1)/m == {MEAN}",
            "words",
            "Each sample counts with the weight m/N.",
        ),
        Step(
            "expectation",
            f"sum(x[i]*(binomial(N - 1, m - 1)/binomial(N, m)), i, 0, N - 1)/m == {MEAN}",
            "algebra",
            "Put the share.",
            ("share", "pull"),
        ),
    )


gradient_as_expectation = Entry(
    id="gradient_as_expectation",
    title="The gradient is an expectation",
    says="The gradient of a mean loss is the expectation of the gradient of a random sample, and so is the expectation of a minibatch mean.",
    source=Source("notes001", "3(2)"),
    tier="minor",
    members=(
        Claim(
            id="gradient_as_expectation__gradient",
            title="The gradient of the mean is the mean of the gradients",
            says="The derivative of the mean loss is the mean of the per-sample derivatives.",
            about="The losses are differentiable functions. Stated for polynomials of degree 3 with any coefficients; the first line of the "
            "derivation is the argument for differentiable functions of any dimension, whose remainders are of higher order.",
            source=Source("notes001", "3(2)"),
            let={"N": "integer >= 1", **dict.fromkeys("abcd", "vector(N)"), "theta": "real"},
            claim=f"diff({LOSS}, theta) == {SLOPE}",
            derivation=slope_of_the_mean,
            mutants=(
                Mutant("the sum of the gradients", f"diff({LOSS}, theta) == N*({SLOPE})"),
                Mutant(
                    "without the cubic part",
                    f"diff({LOSS}, theta) == sum(b[i] + 2*c[i]*theta, i, 0, N - 1)/N",
                ),
            ),
        ),
        Claim(
            id="gradient_as_expectation__with_replacement",
            title="Drawn with replacement",
            says="The mean of a minibatch drawn with replacement has the mean of all samples for its expectation.",
            about="S(m) is the sum, over all N^m equally likely batches, of the sums of their samples: continuing every batch of m samples "
            "by every sample gives S(m + 1) = N S(m) + N^m (sum of all). The experiment forms all batches.",
            source=Source("notes001", "3(2)"),
            let={**POPULATION, "m": "integer >= 1"},
            define={"S": Recurrence(("0",), "N*S(m) + N**m*sum(x[i], i, 0, N - 1)", index="m")},
            claim=f"S(m)/(m*N**m) == {MEAN}",
            derivation=all_tuples,
            experiments=(Experiment("minibatch_samples.minibatch_all", f"mean_with == {MEAN}", MEASURED),),
            mutants=(
                Mutant("not divided by m", f"S(m)/N**m == {MEAN}"),
                Mutant("the sum of all", f"S(m)/(m*N**m) == N*({MEAN})"),
            ),
        ),
        Claim(
            id="gradient_as_expectation__without_replacement",
            title="Drawn without replacement",
            says="The mean of a minibatch drawn without replacement has the mean of all samples for its expectation.",
            about="A sample lies in binomial(N - 1, m - 1) of the binomial(N, m) equally likely subsets of size m. The experiment forms all.",
            source=Source("notes001", "3(2)"),
            let={**POPULATION, "m": "integer in [1, N]"},
            claim=f"sum(x[i]*(binomial(N - 1, m - 1)/binomial(N, m)), i, 0, N - 1)/m == {MEAN}",
            derivation=all_subsets,
            experiments=(Experiment("minibatch_samples.minibatch_all", f"mean_without == {MEAN}", MEASURED),),
            mutants=(
                Mutant(
                    "not divided by m",
                    f"sum(x[i]*(binomial(N - 1, m - 1)/binomial(N, m)), i, 0, N - 1) == {MEAN}",
                ),
                Mutant(
                    "subsets that leave the sample out",
                    f"sum(x[i]*(binomial(N - 1, m)/binomial(N, m)), i, 0, N - 1)/m == {MEAN}",
                ),
            ),
        ),
    ),
)


OUTCOMES = {"K": "integer >= 1", "p": "vector(K)", "G": "vector(K)"}


def draws_from_the_distribution() -> tuple[Step, ...]:
    """Over all sequences of m independent outcomes, by splitting off the last one."""
    return (
        Step(
            "sums",
            "P(m) == 1 and S(m) == m*dot(p, G)",
            "induction",
            "The probabilities of all sequences sum to 1, and the last outcome adds its expectation, whatever came before.",
            ("total",),
            on="m",
        ),
        Step("expectation", "S(m)/m == dot(p, G)", "algebra", "Divide by m.", ("sums",)),
    )


generalisation_gradient = Claim(
    id="generalisation_gradient",
    title="Fresh samples estimate the gradient of the generalisation error without bias",
    says="For discrete data the minibatch gradient at fixed weights has the gradient of the generalisation error for its expectation.",
    about="The pairs (x, y) are numbered by k = 0..K - 1, finitely many; p[k] is the probability of the pair and G[k] any coordinate of its "
    "gradient, so that the gradient of the generalisation error, a finite sum, is dot(p, G). S(m) is the sum, over all K^m sequences of m "
    "independent pairs, of their probability times the sum of their gradients, P(m) the sum of the probabilities. For infinitely many "
    "pairs the gradient and the sum may be exchanged only under a further condition (dominated gradients).",
    source=Source("notes001", "3.3(1)"),
    tier="main",
    let={**OUTCOMES, "m": "integer >= 1"},
    given={"total": "sum(p[k], k, 0, K - 1) == 1"},
    define={
        "P": Recurrence(("1",), "P(m)*sum(p[k], k, 0, K - 1)", index="m"),
        "S": Recurrence(("0",), "S(m)*sum(p[k], k, 0, K - 1) + P(m)*dot(p, G)", index="m"),
    },
    claim="S(m)/m == dot(p, G)",
    derivation=draws_from_the_distribution,
    experiments=(
        Experiment("minibatch_joint.minibatch_weighted", "mean_iid == dot(p, G)", {"mean_iid": "real"}),
    ),
    mutants=(
        Mutant("the unweighted mean", "S(m)/m == sum(G[k], k, 0, K - 1)/K"),
        Mutant("not divided by m", "S(m) == dot(p, G)"),
        Mutant("weights that do not sum to 1", without="total"),
    ),
)

CLAIMS = (gradient_as_expectation, generalisation_gradient)
