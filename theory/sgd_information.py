"""The bound of Cramer and Rao: where the error cannot fall faster than 1/k, and where it does.

Main claims: cramer_rao_rate.

Notation: p the probability that a sample reveals the label; theta the chance of a coin, v = theta(1 - theta), I(k) the information of k
flips, y and z an unbiased estimator's error and the score, weighted with the roots of the probabilities.

References: notes001 (4.1.3), cramer1946.
"""

from __future__ import annotations

from proofs_check.statement.claim import (
    Claim,
    Experiment,
    Mutant,
    Recurrence,
    Refutation,
    Repair,
    Source,
)
from proofs_check.statement.derivation import Step, Use

BEST = Source("notes001", "4.1.3(2)")
AT_LEAST = "exists(c, 'positive', forall(k, 'integer >= 1', (1 - p)**k/2 >= c/k))"


def labels_are_revealed() -> tuple[Step, ...]:
    """Half to the power k falls faster than 1/k^2."""
    return (
        Step("fast", "(1 - p)**k <= 4/((k + 1)*(k + 2))", "induction", "(k + 3) <= 2 (k + 1).", on="k"),
        Step("small", "k*((1 - p)**k/2) <= 2/k", "algebra", "k^2 < (k + 1)(k + 2).", ("fast",)),
        Step("far", "2/(ceil(2/c) + 1) < c", "algebra", "Beyond 2/c."),
        Step(
            "below",
            "exists(k, 'integer >= 1', (1 - p)**k/2 < c/k)",
            "witness",
            "At k = ceil(2/c) + 1.",
            ("far", Use("small", {"k": "ceil(2/c) + 1"})),
            at="ceil(2/c) + 1",
        ),
        Step(
            "never",
            "forall(c, 'positive', exists(k, 'integer >= 1', (1 - p)**k/2 < c/k))",
            "algebra",
            "For every constant.",
            ("below",),
        ),
    )


def information_adds_up() -> tuple[Step, ...]:
    """Cauchy and Schwarz."""
    return (
        Step(
            "one_flip",
            "theta*(1/theta)**2 + (1 - theta)*(-1/(1 - theta))**2 == 1/(theta*(1 - theta))",
            "algebra",
            "The information of one flip: the mean square of its score.",
            let={"theta": "real in (0, 1)"},
        ),
        Step(
            "flips",
            "I(k) == k/v",
            "induction",
            "The scores of independent flips have mean 0: their squares add up.",
            on="k",
        ),
        Step("cauchy", "dot(y, z)**2 <= dot(y, y)*dot(z, z)", "algebra", "Cauchy and Schwarz."),
        Step(
            "product",
            "1 <= dot(y, y)*(k/v)",
            "algebra",
            "Put both.",
            ("cauchy", "unbiased", "information", "flips"),
        ),
        Step("variance", "dot(y, y) >= v/k", "algebra", "Divide.", ("product",)),
    )


cramer_rao_rate = Claim(
    id="cramer_rao_rate",
    title="Cramer and Rao: no faster than 1/k?",
    says="In any learning problem the excess generalisation error from k samples is at least of order 1/k.",
    about="The statement is the claim for one problem: which of two labels is the right one, when a sample reveals it with probability p and "
    "says nothing otherwise. Who guesses only where nothing was revealed has the expected error (1 - p)^k/2; the best possible error is 0.",
    scope="instance",
    source=BEST,
    tier="main",
    let={"p": "real in (0, 1)", "k": "integer >= 1", "c": "positive"},
    claim=AT_LEAST,
    refutation=Refutation({"p": "1/2"}, labels_are_revealed),
    experiments=(Experiment("sgd_worst_cases.learn_a_label", "error >= 1/(4*k)", {"error": "nonnegative"}),),
    mutants=(
        Mutant("at least 1/(4k)", "(1 - p)**k/2 >= 1/(4*k)"),
        Mutant("at least 1/(4k^2)", "(1 - p)**k/2 >= 1/(4*k**2)"),
    ),
    repair=Repair(
        says="For unbiased estimates of a smooth parameter it is so: an unbiased estimate of a coin's chance theta from k flips has a variance, "
        "and so an excess square error, of at least theta (1 - theta)/k.",
        about="The outcomes of k flips have the probabilities r_i^2: y[i] = r_i (estimate - theta) and z[i] = r_i (score), where the score is "
        "the derivative of the log-probability in theta. Differentiating the expectation of the estimate, which is theta, gives y.z = 1; "
        "z.z is the information I(k) of k flips.",
        scope="reduction",
        let={
            "K": "integer >= 1",
            "y": "vector(K)",
            "z": "vector(K)",
            "v": "positive",
            "k": "integer >= 1",
        },
        define={"I": Recurrence(("0",), "I(k) + 1/v", index="k")},
        given={"unbiased": "dot(y, z) == 1", "information": "dot(z, z) == I(k)"},
        claim="dot(y, y) >= v/k",
        derivation=information_adds_up,
        experiments=(
            Experiment(
                "sgd_worst_cases.estimate_a_coin",
                "variance >= v/k*(1 - 10**(-9))",
                {"variance": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("biased estimates", without="unbiased"),
            Mutant("twice as much", "dot(y, y) >= 2*v/k"),
        ),
    ),
)

CLAIMS = (cramer_rao_rate,)
