"""Passes over the data: fresh samples in the first, samples that are used again in the later ones.

Main claims: first_pass_bias, later_passes.

Notation: theta the weight, p[k] the probability of sample k, w[r] that of a history that leads to the weight, eps learning rate, sigma
standard deviation of the data, j the steps since a sample was used, C(j) its covariance with the weight; X(k) the weight after k passes,
a and b the optima of training and test loss.

References: notes001 (3.3).
"""

from __future__ import annotations

from proofs_check.statement.claim import (
    Claim,
    Entry,
    Experiment,
    Mutant,
    Recurrence,
    Repair,
    Source,
)
from proofs_check.statement.derivation import Step, Use
from theory.minibatch_generalisation import on_digits

HISTORY = {
    "R": "integer >= 1",
    "w": "vector(R)",
    "K": "integer >= 1",
    "p": "vector(K)",
    "G": "vector(K)",
}
EXPECTED = "sum(w[r]*sum(p[k]*G[k], k, 0, K - 1), r, 0, R - 1)"


def fresh_sample() -> tuple[Step, ...]:
    """The probability of a history and a fresh sample is a product."""
    return (
        Step(
            "constant",
            "sum(w[r]*c, r, 0, R - 1) == c*sum(w[r], r, 0, R - 1)",
            "words",
            "A factor that is the same for all histories.",
            let={"c": "real"},
        ),
        Step(
            "product",
            f"{EXPECTED} == sum(p[k]*G[k], k, 0, K - 1)*sum(w[r], r, 0, R - 1)",
            "algebra",
            "The fresh sample is independent of the history: its expectation is that factor.",
            (Use("constant", {"c": "sum(p[k]*G[k], k, 0, K - 1)"}),),
        ),
        Step(
            "gradient",
            "sum(p[k]*G[k], k, 0, K - 1) == dot(p, G)",
            "words",
            "The gradient of the generalisation error.",
        ),
        Step(
            "conditional",
            f"{EXPECTED}/sum(w[r], r, 0, R - 1) == dot(p, G)",
            "algebra",
            "Divide by the probability of the condition.",
            ("product", "gradient", "possible"),
        ),
    )


REUSED = {"C": Recurrence(("eps*sigma**2",), "(1 - eps)*C(j)", index="j")}


def memory_of_a_sample() -> tuple[Step, ...]:
    """Each later step keeps the fraction 1 - eps of what a sample has left in the weight."""
    return (
        Step(
            "positive",
            "C(j) > 0",
            "induction",
            "eps sigma^2 is positive, and every step keeps the fraction 1 - eps of it.",
            on="j",
        ),
        Step("biased", "C(j) != 0", "algebra", "A positive number is not 0.", ("positive",)),
    )


first_pass_bias = Entry(
    id="first_pass_bias",
    title="Unbiased in the first pass, not in later ones",
    says="As long as samples are fresh, the minibatch gradient is unbiased for the gradient of the generalisation error, given the weights; "
    "in later passes it is not.",
    source=Source("notes001", "3.3(1,3)"),
    tier="main",
    members=(
        Claim(
            id="first_pass_bias__first",
            title="The first pass",
            says="Given the present weights, the gradient of a fresh sample has the gradient of the generalisation error for its expectation.",
            about="w[r] is the probability of the r-th history of samples that leads to the present weights, p[k] that of the fresh sample k, "
            "which is independent of the history; G[k] is any coordinate of its gradient at these weights, dot(p, G) that of the "
            "generalisation error. The conditional expectation is the sum over histories and samples, divided by the probability of the weights.",
            source=Source("notes001", "3.3(1,3)"),
            let=HISTORY,
            given={"possible": "sum(w[r], r, 0, R - 1) > 0"},
            claim=f"{EXPECTED}/sum(w[r], r, 0, R - 1) == dot(p, G)",
            derivation=fresh_sample,
            experiments=(
                Experiment(
                    "minibatch_passes.sgd_first_pass",
                    "conditional == gradient",
                    {"conditional": "real", "gradient": "real"},
                ),
            ),
            mutants=(
                Mutant("without the condition", f"{EXPECTED} == dot(p, G)"),
                Mutant(
                    "all samples equally likely",
                    f"{EXPECTED}/sum(w[r], r, 0, R - 1) == sum(G[k], k, 0, K - 1)/K",
                ),
            ),
        ),
        Claim(
            id="first_pass_bias__later",
            title="Later passes",
            says="When a sample is used again, its gradient is biased, given the weights.",
            about="The statement is the claim for the losses (theta - a)^2/2 and SGD with the rate eps and one sample a step: the sample a was "
            "used, then j others, and a is used again. C(j) is the covariance of a and the weight; where it is not 0, the expectation of a "
            "given the weight is not that of a fresh sample, so that the estimate theta - a is biased given theta.",
            scope="instance",
            source=Source("notes001", "3.3(1,3)"),
            let={"eps": "positive", "sigma": "nonnegative", "j": "natural"},
            define=REUSED,
            claim="C(j) != 0",
            experiments=(
                Experiment("minibatch_passes.sgd_second_pass", "covariance != 0", {"covariance": "real"}),
            ),
            mutants=(
                Mutant("always positively correlated", "C(j) > 0"),
                Mutant("forgotten after a step", "C(j + 1) == 0"),
            ),
            repair=Repair(
                says="So it is where the data vary and 0 < eps < 1 (equal samples, or eps = 1, where each sample overwrites the weight, leave no bias).",
                about="The losses (theta - a)^2/2 and SGD with the rate eps and one sample a step: the sample a was used, then j others, and a "
                "is used again; C(j) is the covariance of a and the weight. A covariance that is not 0 excludes that the estimate theta - a "
                "is unbiased given theta.",
                scope="whole",
                let={"eps": "real in (0, 1)", "sigma": "positive"},
                derivation=memory_of_a_sample,
                experiments=(
                    Experiment(
                        "minibatch_passes.sgd_second_pass",
                        "implies(sigma > 0 and eps < 1, covariance > 0) and covariance == (1 - eps)**j*eps*sigma**2",
                        {"covariance": "real"},
                    ),
                ),
                mutants=(
                    Mutant("also for eps = 1", let={"eps": "real in (0, 1]"}),
                    Mutant("negatively correlated", "C(j) < 0"),
                ),
            ),
        ),
    ),
)

PASSES = {"X": Recurrence(("x0",), "X(k) - eps*(X(k) - a)", index="k")}
AFTER, FIRST = "(X(k) - b)**2", "(X(1) - b)**2"
SHRUNK = "((1 - eps)**(k - 1)*(X(1) - a) + (a - b))**2"


def passes_help() -> tuple[Step, ...]:
    """The distance to the training optimum shrinks to a fraction r of what the first pass has left."""
    return (
        Step(
            "closed_form",
            "X(k) - b == (1 - eps)**(k - 1)*(X(1) - a) + (a - b)",
            "induction",
            "Every pass keeps the fraction 1 - eps of the distance to a.",
            on="k",
        ),
        Step("some", "(1 - eps)**(k - 1) > 0", "induction", "A power of a positive number.", on="k"),
        Step("less", "(1 - eps)**(k - 1) < 1", "induction", "k >= 2.", on="k"),
        Step("left", "X(1) - a == (1 - eps)*(x0 - a)", "definition", "After the first pass."),
        Step(
            "moving_on",
            "X(1) - a != 0",
            "algebra",
            "The start is not the optimum.",
            ("left", "start"),
        ),
        Step(
            "parabola",
            "(r*u + c)**2 < (u + c)**2",
            "algebra",
            "The difference of the sides is (1 - r)((1 + r) u^2 + 2 c u), and u^2 + 2 c u >= 0.",
            let={"r": "real in (0, 1)", "u": "nonzero", "c": "real"},
            given=("abs(u) >= 2*abs(c)",),
        ),
        Step(
            "shrunk",
            f"{SHRUNK} < ((X(1) - a) + (a - b))**2",
            "algebra",
            "With r that fraction.",
            (
                "some",
                "less",
                "moving_on",
                "room",
                Use("parabola", {"r": "(1 - eps)**(k - 1)", "u": "X(1) - a", "c": "a - b"}),
            ),
        ),
        Step(
            "first", "((X(1) - a) + (a - b))**2 == (X(1) - b)**2", "algebra", "The test loss after one pass."
        ),
        Step(
            "last",
            f"{SHRUNK} == (X(k) - b)**2",
            "algebra",
            "And after k passes.",
            ("closed_form",),
        ),
        Step(
            "put",
            "y < z",
            "algebra",
            "Equals for equals.",
            let=dict.fromkeys("vwyz", "real"),
            given=("v == y", "w == z", "v < w"),
        ),
        Step(
            "smaller",
            f"{AFTER} < {FIRST}",
            "algebra",
            "Compare.",
            (
                "last",
                "first",
                "shrunk",
                Use("put", {"v": SHRUNK, "w": "((X(1) - a) + (a - b))**2", "y": AFTER, "z": FIRST}),
            ),
        ),
    )


later_passes_in_the_model = Claim(
    id="later_passes__model",
    title="Do later passes lower the test error?",
    says="Later passes lower the training error so much that the test error falls as well.",
    about="The statement is the claim for the training loss (x - a)^2/2 of one sample a and the test loss (x - b)^2/2, with the rate eps, from a "
    "start that leaves something to learn.",
    scope="instance",
    source=Source("notes001", "3.3(3)"),
    let={"eps": "real in (0, 1)", "a": "real", "b": "real", "x0": "real", "k": "integer >= 2"},
    define=PASSES,
    given={"start": "x0 != a"},
    claim=f"{AFTER} < {FIRST}",
    mutants=(
        Mutant("at most as large", f"{AFTER} <= {FIRST}"),
        Mutant("to the level of the training error", f"{AFTER} <= (X(k) - a)**2"),
    ),
    repair=Repair(
        says="So it is as long as the first pass has left more to learn than the training set misleads: the distance of the weight from the "
        "training optimum is at least twice the distance between the optima of training and test loss.",
        about="The training loss (x - a)^2/2 and the test loss (x - b)^2/2, with the rate eps; X(k) is the weight after k passes.",
        scope="whole",
        given={"room": "abs(X(1) - a) >= 2*abs(a - b)"},
        derivation=passes_help,
        experiments=(
            Experiment(
                "sgd_passes.sgd_sample_passes",
                "implies(abs(x_first - a) >= 2*abs(a - b)*(1 + 10**(-9)) and x_first != a, (x_last - b)**2 < (x_first - b)**2)",
                {"x_first": "real", "x_last": "real"},
            ),
        ),
        mutants=(
            Mutant("from any start", without="start"),
            Mutant("however far the optima are apart", without="room"),
        ),
    ),
)

later_passes = Entry(
    id="later_passes",
    title="Do later passes lower the test error?",
    says="Later passes lower the training error so much that the test error falls as well.",
    source=Source("notes001", "3.3(3)"),
    tier="minor",
    join="readings",
    members=(
        later_passes_in_the_model,
        on_digits(
            "later_passes",
            "digits_passes",
            "first_pass last_pass",
            "After eight passes the test error is lower than after the first.",
            "first_pass and last_pass: batches of 8, after one pass and after eight.",
            Source("notes001", "3.3(3)"),
            "last_pass < first_pass",
            Mutant("the other way round", "last_pass > first_pass"),
            Mutant("down to nothing", "last_pass == 0"),
        ),
    ),
)

CLAIMS = (first_pass_bias, later_passes)
