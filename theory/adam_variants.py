"""Adam against its relatives: the stabiliser's place, RMSProp, weight decay.

Main claims: adam_stabiliser_placement, adam_rmsprop_equivalence, adam_l2_decay.

Notation: as in `adam`; lambda_ the factor of the regulariser lambda |x|^2/2, x the parameter.

References: kingma2015, tieleman2012, loshchilov2019.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step
from theory.adam import ADAM, AT, DIVISORS, KINGMA, RATES, SEQUENCE, SIZES, STEP

EARLY = "-(eps*sqrt(1 - beta2**t)/(1 - beta1**t))*m(t)/(sqrt(v(t)) + {})"


def placement() -> tuple[Step, ...]:
    """The correction of the root multiplies the stabiliser too."""
    return (
        DIVISORS,
        Step("squares", "v(t) >= 0", "induction", "v averages squares.", on="t"),
        Step(
            "root",
            "sqrt(v(t)) == sqrt(1 - beta2**t)*sqrt(v(t)/(1 - beta2**t))",
            "algebra",
            "",
            ("squares", "divisors"),
        ),
        Step("factor", "sqrt(1 - beta2**t) > 0", "algebra", "", ("divisors",)),
        Step(
            "step",
            f"{EARLY.format('delta*sqrt(1 - beta2**t)')} == {STEP}",
            "algebra",
            "The factor sqrt(1 - beta2^t) cancels.",
            ("root", "factor", "divisors"),
        ),
    )


adam_stabiliser_placement = Claim(
    id="adam_stabiliser_placement",
    title="Two ways to write Adam",
    says="With the corrections taken into the step size the update is the same.",
    source=Source("kingma2015", "section 2"),
    tier="minor",
    let={**SEQUENCE, **RATES, **SIZES, **AT},
    define=ADAM,
    claim=f"{EARLY.format('delta')} == {STEP}",
    experiments=(
        Experiment("adam_sequences.adam_sequences", "early == step", {"early": "real", "step": "real"}),
    ),
    mutants=(
        Mutant("never larger", f"abs({EARLY.format('delta')}) < abs({STEP})"),
        Mutant("the corrections forgotten", f"-eps*m(t)/(sqrt(v(t)) + delta) == {STEP}"),
    ),
    repair=Repair(
        says="The two agree if the stabiliser is multiplied by sqrt(1 - beta2^t) too; with the same delta the second way takes shorter "
        "steps at first.",
        claim=f"{EARLY.format('delta*sqrt(1 - beta2**t)')} == {STEP}",
        derivation=placement,
        experiments=(
            Experiment("adam_sequences.adam_sequences", "mended == step", {"mended": "real", "step": "real"}),
        ),
        mutants=(
            Mutant("the same stabiliser", f"{EARLY.format('delta')} == {STEP}"),
            Mutant("multiplied by 1 - beta2^t", f"{EARLY.format('delta*(1 - beta2**t)')} == {STEP}"),
        ),
    ),
)

BOTH = {
    **ADAM,
    "x": Recurrence(
        ("x0",),
        "x(t) - eps*(beta1*m(t) + (1 - beta1)*g[t])/(sqrt(beta2*v(t) + (1 - beta2)*g[t]**2) + delta)",
    ),
    "r": Recurrence(("0",), "rho*r(t) + (1 - rho)*g[t]**2"),
    "z": Recurrence(("x0",), "z(t) - eps*g[t]/(sqrt(rho*r(t) + (1 - rho)*g[t]**2) + delta)"),
}


def same_iterates() -> tuple[Step, ...]:
    """The accumulators agree, so do the steps."""
    return (
        Step(
            "iterates",
            "v(t) == r(t) and x(t) == z(t)",
            "induction",
            "With beta1 = 0 the average of the gradients is the last one.",
            ("no_average", "same_rate"),
            on="t",
        ),
        Step("claim", "x(t) == z(t)", "algebra", "", ("iterates",)),
    )


adam_rmsprop_equivalence = Claim(
    id="adam_rmsprop_equivalence",
    title="Adam without the first average",
    says="With beta1 = 0 and without corrections Adam's iterates are those of RMSProp with rho = beta2.",
    about="x are Adam's iterates, z those of RMSProp, from the same start x0 and on the same gradients (gradients taken at the iterates "
    "are the same as long as the iterates are).",
    source=KINGMA,
    tier="minor",
    let={**SEQUENCE, **RATES, **SIZES, "rho": "real in [0, 1)", "x0": "real", "t": "integer in [0, T]"},
    given={"no_average": "beta1 == 0", "same_rate": "rho == beta2"},
    define=BOTH,
    claim="x(t) == z(t)",
    derivation=same_iterates,
    experiments=(
        Experiment(
            "adam_sequences.adam_without_average", "x_adam == x_rms", {"x_adam": "real", "x_rms": "real"}
        ),
    ),
    mutants=(
        Mutant("with an average", without="no_average"),
        Mutant("with another decay rate", without="same_rate"),
    ),
)


def sgd_decay() -> tuple[Step, ...]:
    """One line."""
    return (
        Step(
            "decay",
            "x - eps*(g + lambda_*x) == (1 - eps*lambda_)*x - eps*g",
            "words",
            "Take out x.",
        ),
    )


DECAYED = "(1 - eps*lambda_)*x - eps*g/(abs(g) + delta)"
COUPLED = "x - eps*(g + lambda_*x)/(abs(g + lambda_*x) + delta)"


def adam_differs() -> tuple[Step, ...]:
    """At g = 0 and x = 1/lambda Adam moves by eps/(1 + delta), decay by eps."""
    return (
        Step(
            "here",
            "1/lambda_ - eps*(0 + lambda_*(1/lambda_))/(abs(0 + lambda_*(1/lambda_)) + delta) == 1/lambda_ - eps/(1 + delta)",
            "algebra",
            "",
        ),
        Step(
            "decay",
            "(1 - eps*lambda_)*(1/lambda_) - eps*0/(abs(0) + delta) == 1/lambda_ - eps",
            "algebra",
            "",
        ),
        Step("differ", "1/lambda_ - eps/(1 + delta) != 1/lambda_ - eps", "algebra", ""),
        Step(
            "no_gradient",
            "exists(g, 'real', 1/lambda_ - eps*(g + lambda_*(1/lambda_))/(abs(g + lambda_*(1/lambda_)) + delta) "
            "!= (1 - eps*lambda_)*(1/lambda_) - eps*g/(abs(g) + delta))",
            "witness",
            "No gradient but that of the regulariser.",
            ("here", "decay", "differ"),
            at="0",
        ),
        Step(
            "exists",
            f"exists(x, 'real', exists(g, 'real', {COUPLED} != {DECAYED}))",
            "witness",
            "",
            ("no_gradient",),
            at="1/lambda_",
        ),
    )


adam_l2_decay = Entry(
    id="adam_l2_decay",
    title="L2 regularisation and weight decay",
    says="Adding lambda x to the gradient multiplies x by 1 - eps lambda in gradient descent, and does not in Adam.",
    source=Source("loshchilov2019", "section 2"),
    tier="minor",
    join="parts",
    members=(
        Claim(
            id="adam_l2_decay__sgd",
            title="Gradient descent",
            says="The two are the same.",
            source=Source("loshchilov2019", "Proposition 1"),
            let={
                "n": "integer >= 1",
                "x": "vector(n)",
                "g": "vector(n)",
                "eps": "positive",
                "lambda_": "positive",
            },
            claim="x - eps*(g + lambda_*x) == (1 - eps*lambda_)*x - eps*g",
            derivation=sgd_decay,
            mutants=(
                Mutant("decay by lambda", "x - eps*(g + lambda_*x) == (1 - lambda_)*x - eps*g"),
                Mutant(
                    "the gradient decays as well", "x - eps*(g + lambda_*x) == (1 - eps*lambda_)*(x - eps*g)"
                ),
            ),
        ),
        Claim(
            id="adam_l2_decay__adam",
            title="Adam",
            says="For all eps, lambda and delta there are a parameter and a gradient for which they differ.",
            about="The first Adam step, which is -eps g/(|g| + delta) for all decay rates (adam_first_step): on the left with lambda x in the "
            "gradient, on the right with the decay apart.",
            source=Source("loshchilov2019", "Proposition 2"),
            let={"eps": "positive", "lambda_": "positive", "delta": "positive"},
            claim=f"exists(x, 'real', exists(g, 'real', {COUPLED} != {DECAYED}))",
            derivation=adam_differs,
            experiments=(
                Experiment(
                    "adam_sequences.adam_decay",
                    "implies(lambda_*abs(x) >= 1, coupled != decayed)",
                    {"x": "real", "coupled": "real", "decayed": "real"},
                ),
            ),
            mutants=(
                Mutant(
                    "they differ everywhere", f"forall(x, 'real', forall(g, 'real', {COUPLED} != {DECAYED}))"
                ),
                Mutant(
                    "at x = 1/lambda they differ for every gradient",
                    "forall(g, 'real', 1/lambda_ - eps*(g + 1)/(abs(g + 1) + delta) != 1/lambda_ - eps - eps*g/(abs(g) + delta))",
                ),
            ),
        ),
    ),
)

CLAIMS = (adam_stabiliser_placement, adam_rmsprop_equivalence, adam_l2_decay)
