"""AdaGrad: the rate falls to zero, under a constant gradient and under gradients that stay away from zero.

AdaGrad divides the step size by the root of the sum of all squared gradients.

Main claims: adagrad_rate_decay, adagrad_constant_gradient.

Notation: g one component of the gradient (the same at every step), eps global rate, delta stabiliser, a(k) the accumulator after
k steps; the rate is eps/(delta + sqrt(a)), the step is the rate times g.

References: notes001 (5.2, 5.3), duchi2011.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures

ADA = {"a": Recurrence(("0",), "a(k) + g**2", index="k")}
ADA_LET = {"g": "real", "eps": "positive", "delta": "positive", "k": "integer >= 1"}
CLOSED_ADA = Step("sum", "a(k) == k*g**2", "induction", "Every step adds g^2.", on="k")
ADA_CLAIM = (
    "a(k) == k*g**2 and eps/(delta + sqrt(a(k))) == eps/(delta + sqrt(k)*abs(g)) "
    "and limit(eps/(delta + sqrt(k)*abs(g)), k, oo) == 0 "
    "and limit(eps*abs(g)/(delta + sqrt(k)*abs(g)), k, oo) == 0 "
    "and limit(eps*G/(delta + sqrt(k)*G), G, oo) == eps/sqrt(k)"
)


def adagrad_steps() -> tuple[Step, ...]:
    """The arithmetic series, and what it does to rate and step."""
    return (
        CLOSED_ADA,
        Step("root", "sqrt(a(k)) == sqrt(k)*abs(g)", "algebra", "The root of a product.", ("sum",)),
        Step(
            "rate",
            "eps/(delta + sqrt(a(k))) == eps/(delta + sqrt(k)*abs(g))",
            "algebra",
            "Put the root.",
            ("root",),
        ),
        Step(
            "rate_vanishes",
            "limit(eps/(delta + sqrt(k)*abs(g)), k, oo) == 0",
            "limit",
            "The denominator grows like sqrt(k).",
        ),
        Step(
            "step_vanishes",
            "limit(eps*abs(g)/(delta + sqrt(k)*abs(g)), k, oo) == 0",
            "limit",
            "So does that of the step.",
        ),
        Step(
            "large_gradients",
            "limit(eps*G/(delta + sqrt(k)*G), G, oo) == eps/sqrt(k)",
            "limit",
            "For |g| large against delta the step is about eps/sqrt(k).",
        ),
        Step(
            "together",
            ADA_CLAIM,
            "algebra",
            "All parts together.",
            ("sum", "rate", "rate_vanishes", "step_vanishes", "large_gradients"),
        ),
    )


adagrad_constant_gradient = Claim(
    id="adagrad_constant_gradient",
    title="AdaGrad under a constant gradient",
    says="The accumulator is k g^2, the rate falls from eps/(delta + |g|) to 0, the step is about eps/sqrt(k) and falls to 0.",
    about="'About' is read as the limit for |g| large against delta.",
    source=Source("notes001", "5.3.2(2)"),
    tier="core",
    figures=figures.rates,
    let={**ADA_LET, "G": "positive"},
    define=ADA,
    claim=ADA_CLAIM,
    experiments=(
        Experiment(
            "adaptive.adagrad_constant",
            "r_k == k*g**2 and rate == eps/(delta + sqrt(k)*abs(g))",
            {"r_k": "nonnegative", "rate": "positive"},
        ),
    ),
    mutants=(
        Mutant("a moving average", "a(k) == g**2"),
        Mutant("the rate falls like 1/k", "eps/(delta + sqrt(a(k))) == eps/(delta + k*abs(g))"),
        Mutant("the rate tends to eps/delta", "limit(eps/(delta + sqrt(k)*abs(g)), k, oo) == eps/delta"),
    ),
    repair=Repair(
        says="The gradient component must not be 0; with g = 0 the rate stays eps/delta for ever.",
        let={"g": "nonzero"},
        derivation=adagrad_steps,
        experiments=(
            Experiment(
                "adaptive.adagrad_constant",
                "r_k == k*g**2 and rate == eps/(delta + sqrt(k)*abs(g)) and abs(step) == eps*abs(g)/(delta + sqrt(k)*abs(g))",
                {"r_k": "nonnegative", "rate": "positive", "step": "real"},
            ),
        ),
        mutants=(
            Mutant("also for g = 0", let={"g": "real"}),
            Mutant("the rate tends to eps", "limit(eps/(delta + sqrt(k)*abs(g)), k, oo) == eps"),
        ),
    ),
)

DECAY_CLAIM = (
    "eps/(delta + sqrt(r + g**2)) < eps/(delta + sqrt(r)) and eps/(delta + sqrt(S)) <= eps/(delta + sqrt(k)*c) "
    "and limit(eps/(delta + sqrt(k)*c), k, oo) == 0 "
    "and implies(k >= 2 and y > x, (delta + y)/(delta + sqrt(k)*y) < (delta + x)/(delta + sqrt(k)*x))"
)


def rate_decay() -> tuple[Step, ...]:
    """One step with a nonzero gradient, many steps with gradients bounded away from 0, and two directions compared."""
    return (
        Step(
            "falls",
            "eps/(delta + sqrt(r + g**2)) < eps/(delta + sqrt(r))",
            "algebra",
            "A nonzero gradient enlarges the accumulator r.",
        ),
        Step(
            "root",
            "sqrt(S) >= sqrt(k)*c",
            "algebra",
            "k gradients of size at least c sum to S >= k c^2.",
            ("enough",),
        ),
        Step("bound", "eps/(delta + sqrt(S)) <= eps/(delta + sqrt(k)*c)", "algebra", "", ("root",)),
        Step(
            "vanishes",
            "limit(eps/(delta + sqrt(k)*c), k, oo) == 0",
            "limit",
            "The denominator grows like sqrt(k).",
        ),
        Step("root_of_k", "implies(k >= 2, sqrt(k) > 1)", "algebra", "sqrt is increasing."),
        Step(
            "larger_falls_faster",
            "implies(k >= 2 and y > x, (delta + y)/(delta + sqrt(k)*y) < (delta + x)/(delta + sqrt(k)*x))",
            "algebra",
            "rate_k/rate_1 = (delta + |g|)/(delta + sqrt(k)|g|) falls with |g|.",
            ("root_of_k",),
        ),
        Step(
            "together",
            DECAY_CLAIM,
            "algebra",
            "All parts together.",
            ("falls", "bound", "vanishes", "larger_falls_faster"),
        ),
    )


adagrad_rate_decay = Claim(
    id="adagrad_rate_decay",
    title="AdaGrad's rate falls to zero",
    says="The rate falls strictly and tends to 0; it falls fastest in directions with larger gradient components.",
    about="The text speaks of the gradients of any training run; a constant gradient g is one, so the claim implies the statement.",
    scope="instance",
    source=Source("notes001", "5.2(4)"),
    tier="core",
    figures=figures.rates,
    let=ADA_LET,
    define=ADA,
    claim="eps/(delta + sqrt(a(k + 1))) < eps/(delta + sqrt(a(k))) and limit(eps/(delta + sqrt(k*g**2)), k, oo) == 0",
    experiments=(
        Experiment(
            "adaptive_sequences.adagrad_sequences",
            "rate_next < rate",
            {"rate": "positive", "rate_next": "positive"},
        ),
    ),
    mutants=(
        Mutant("the rate grows", "eps/(delta + sqrt(a(k + 1))) > eps/(delta + sqrt(a(k)))"),
        Mutant("it never falls", "eps/(delta + sqrt(a(k + 1))) == eps/(delta + sqrt(a(k)))"),
    ),
    repair=Repair(
        says="The rate falls at every step with a nonzero gradient component; it tends to 0 when the components stay away from 0 "
        "(|g_k| >= c > 0; r is the accumulator before a step, S after k such steps); of two constant gradients the larger falls faster.",
        let={
            "g": "nonzero",
            "r": "nonnegative",
            "c": "positive",
            "S": "nonnegative",
            "x": "nonnegative",
            "y": "nonnegative",
        },
        given={"enough": "S >= k*c**2"},
        claim=DECAY_CLAIM,
        derivation=rate_decay,
        experiments=(
            Experiment(
                "adaptive_sequences.adagrad_sequences",
                "rate <= eps/(delta + sqrt(k)*gmin)*(1 + 10**(-14))",
                {"rate": "positive", "gmin": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("also where the gradient is 0", let={"g": "real"}),
            Mutant("gradients that may vanish", without="enough"),
            Mutant(
                "the smaller falls faster",
                "implies(k >= 2 and y > x, (delta + y)/(delta + sqrt(k)*y) > (delta + x)/(delta + sqrt(k)*x))",
            ),
        ),
    ),
)
