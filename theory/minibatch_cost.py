"""What a minibatch buys: the direction of a step, and accuracy for the number of gradients computed.

Main claims: fast_estimates, batch_direction_probability.

Notation: m batch size, P(m) the probability that the minibatch gradient points to the side of the gradient, mu = |g|^2, s the variance of
one sample's product with g; for SGD on h x^2/2: w = sigma^2/h^2, V(k) the smallest E x_k^2 after k samples, v0 = x_0^2, d a tolerance.

References: notes001 (3, 3.1).
"""

from __future__ import annotations

from proofs_check.statement.claim import (
    Claim,
    Experiment,
    Mutant,
    Recurrence,
    Repair,
    Source,
)
from proofs_check.statement.derivation import Step, Use
from theory import figures_sgd

DIRECTION = Source("notes001", "3.1(1)")
DESCENDS = (
    "sum(binomial(m, j)*p**j*(1 - p)**(m - j)*max(sign((j*u + (m - j)*v)*(p*u + (1 - p)*v)), 0), j, 0, m)"
)
OUTCOMES = {
    "P": Recurrence(("0",), "P(k) + q[k]**2*max(sign(y[k]), 0)", index="k"),
    "T": Recurrence(("0",), "T(k) + q[k]**2", index="k"),
    "B": Recurrence(("0",), "B(k) + q[k]**2*(y[k] - mu)**2", index="k"),
}


def chebyshev() -> tuple[Step, ...]:
    """Outcomes on the wrong side are at least mu away from the mean."""
    return (
        Step(
            "outcome",
            "r**2*max(sign(z), 0)*mu**2 >= r**2*mu**2 - r**2*(z - mu)**2",
            "algebra",
            "For z > 0 the left side is all of r^2 mu^2; for z <= 0 the square is at least mu^2.",
            let={"r": "real", "z": "real"},
        ),
        Step(
            "summed",
            "P(k)*mu**2 - T(k)*mu**2 + B(k) >= 0",
            "induction",
            "Add the outcomes one after the other.",
            on="k",
        ),
        Step(
            "bound",
            "implies(T(K) == 1 and B(K) == s/m, P(K) >= 1 - s/(m*mu**2))",
            "algebra",
            "The probabilities sum to 1, the squared deviations to s/m.",
            (Use("summed", {"k": "K"}),),
        ),
        Step(
            "grows",
            "1 - s/(m*mu**2) <= 1 - s/((m + 1)*mu**2)",
            "algebra",
            "More samples, a larger bound.",
        ),
        Step("certain", "limit(1 - s/(m*mu**2), m, oo) == 1", "limit", "It tends to 1."),
        Step("together", CHEBYSHEV, "algebra", "All parts together.", ("bound", "grows", "certain")),
    )


CHEBYSHEV = "implies(T(K) == 1 and B(K) == s/m, P(K) >= 1 - s/(m*mu**2)) and 1 - s/(m*mu**2) <= 1 - s/((m + 1)*mu**2) and limit(1 - s/(m*mu**2), m, oo) == 1"
batch_direction_probability = Claim(
    id="batch_direction_probability",
    figures=figures_sgd.right_side,
    title="Do larger batches point the right way more often?",
    says="The probability that the minibatch gradient makes an acute angle with the gradient never falls when the batch grows.",
    about="The statement is the claim for gradients of one dimension that take the value u with probability p and v otherwise: P(m) is the "
    "probability that the mean of m independent ones has the sign of their expectation.",
    scope="instance",
    source=DIRECTION,
    tier="main",
    let={"p": "real in (0, 1)", "u": "real", "v": "real", "m": "integer >= 1"},
    define={"P(m)": DESCENDS},
    claim="P(m + 1) >= P(m)",
    experiments=(
        Experiment(
            "minibatch_samples.minibatch_direction",
            "P_more >= P_right",
            {"P_right": "nonnegative", "P_more": "nonnegative"},
        ),
    ),
    mutants=(
        Mutant("never rises", "P(m + 1) <= P(m)"),
        Mutant("strictly", "P(m + 1) > P(m)"),
    ),
    repair=Repair(
        says="What never falls, and tends to 1, is a guarantee: the probability is at least 1 - s/(m mu^2).",
        about="Any distribution with finitely many outcomes: y[k] is the product of the minibatch gradient with the gradient at outcome k, "
        "q[k]^2 its probability; P, T, B sum up the outcomes: probability of a positive product, total probability, mean squared deviation "
        "from mu = |g|^2, which is s/m for batches of m independent samples.",
        scope="whole",
        let={
            "K": "integer >= 1",
            "q": "vector(K)",
            "y": "vector(K)",
            "mu": "positive",
            "s": "nonnegative",
            "m": "integer >= 1",
            "k": "integer in [0, K]",
        },
        define=OUTCOMES,
        claim=CHEBYSHEV,
        derivation=chebyshev,
        experiments=(
            Experiment(
                "minibatch_samples.minibatch_direction",
                "P_right >= 1 - (dot(x, x)/N - mean**2)/(m*mean**2)",
                {"N": "integer >= 1", "x": "vector(N)", "P_right": "nonnegative", "mean": "real"},
                {"direction": "abs(mean) >= 1/1000"},
            ),
        ),
        mutants=(
            Mutant("too fast in m", "implies(T(K) == 1 and B(K) == s/m, P(K) >= 1 - s/(m**2*mu**2))"),
            Mutant(
                "a bound on the other side", "implies(T(K) == 1 and B(K) == s/m, P(K) <= 1 - s/(m*mu**2))"
            ),
        ),
    ),
)


def enough_samples() -> tuple[Step, ...]:
    """The best rates make the inverse of the second moment grow linearly."""
    return (
        Step(
            "best_rate",
            "(1 - z)**2*y + z**2*w >= y*w/(y + w)",
            "algebra",
            "No rate z = eps h brings the second moment lower in one step; z = y/(y + w) attains it.",
            let={"z": "real", "y": "positive"},
        ),
        Step(
            "closed_form", "V(k) == v0*w/(w + k*v0)", "induction", "1/V grows by 1/w in every step.", on="k"
        ),
        Step(
            "at_the_end",
            "V(N - 1) == v0*w/(w + (N - 1)*v0)",
            "algebra",
            "After N - 1 steps.",
            (Use("closed_form", {"k": "N - 1"}),),
        ),
        Step("large", "(N - 1)*v0*d >= w*(v0 - d)", "algebra", "N is that large.", ("many",)),
        Step("reached", "V(N - 1) <= d", "algebra", "Compare.", ("at_the_end", "large")),
    )


fast_estimates = Claim(
    id="fast_estimates",
    title="Quick estimates against exact gradients",
    says="To a given accuracy, SGD needs fewer per-sample gradients than full gradient descent.",
    about="The statement is the claim for a parabola, N samples with noise, w = sigma^2/h^2: V(k) is the smallest E x_k^2 that any rates "
    "reach with k single samples. Gradient descent with the rate 1/h is at the minimum after one step, which costs N gradients. k is the "
    "first time at which SGD is within d.",
    scope="instance",
    source=Source("notes001", "3(3)"),
    tier="main",
    let={"N": "integer >= 2", "w": "positive", "v0": "positive", "d": "positive", "k": "natural"},
    define={"V": Recurrence(("v0",), "V(k)*w/(V(k) + w)", index="k")},
    given={"reached": "V(k) <= d and forall(j, 'integer in [0, k - 1]', V(j) > d)"},
    claim="k < N",
    mutants=(
        Mutant("more", "k >= N"),
        Mutant("at most half", "2*k < N"),
    ),
    repair=Repair(
        says="For a loose tolerance and many samples it does: once N - 1 >= (sigma^2/h^2)(1/d - 1/v0), SGD is within d before gradient "
        "descent, by whatever rate, has finished its first step.",
        scope="whole",
        about="V(k) is the second moment of SGD on h x^2/2 with the best rates after k samples, w = sigma^2/h^2; the first step of gradient "
        "descent costs N per-sample gradients.",
        let={"N": "integer >= 2", "w": "positive", "v0": "positive", "d": "positive", "k": "natural"},
        without=("reached",),
        given={"many": "N - 1 >= w*(1/d - 1/v0)"},
        claim="V(N - 1) <= d",
        derivation=enough_samples,
        experiments=(
            Experiment(
                "sgd_races.sgd_best_rates",
                "V_k == v0*w/(w + k*v0)",
                {"V_k": "nonnegative", "v0": "positive", "w": "positive"},
            ),
        ),
        mutants=(
            Mutant("one step earlier", "V(N - 2) <= d"),
            Mutant("any number of samples", without="many"),
        ),
    ),
)

CLAIMS = (fast_estimates, batch_direction_probability)
