"""Adam under gradients that are given: its first step, a constant gradient, rescaled gradients.

Adam divides a moving average of the gradients by the root of a moving average of their squares, both corrected for their start at 0.

Main claims: adam_constant_gradient, adam_first_step, adam_scale_invariance.

Notation: g[t] one component of the gradient at step t + 1 (any sequence of length T), beta1 and beta2 the decay rates, eps step
size, delta stabiliser, m(t) and v(t) the moving averages after t steps; m/(1 - beta1^t) and v/(1 - beta2^t) are their corrected values.

References: kingma2015.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures_adam

ADAM: Mapping[str, Recurrence] = MappingProxyType(
    {
        "m": Recurrence(("0",), "beta1*m(t) + (1 - beta1)*g[t]"),
        "v": Recurrence(("0",), "beta2*v(t) + (1 - beta2)*g[t]**2"),
    }
)
RATES: Mapping[str, str] = MappingProxyType({"beta1": "real in [0, 1)", "beta2": "real in [0, 1)"})
SEQUENCE: Mapping[str, str] = MappingProxyType({"T": "integer >= 1", "g": "vector(T)"})
SIZES: Mapping[str, str] = MappingProxyType({"eps": "positive", "delta": "positive"})
AT: Mapping[str, str] = MappingProxyType({"t": "integer in [1, T]"})
STEP = "-eps*(m(t)/(1 - beta1**t))/(sqrt(v(t)/(1 - beta2**t)) + delta)"
BARE_STEP = "-eps*(m(t)/(1 - beta1**t))/sqrt(v(t)/(1 - beta2**t))"
KINGMA = Source("kingma2015", "Algorithm 1")
DIVISORS = Step("divisors", "1 - beta1**t > 0 and 1 - beta2**t > 0", "algebra", "Powers of a number below 1.")


def first_step() -> tuple[Step, ...]:
    """Both corrections undo the first averaging."""
    return (
        Step("average", "m(1) == (1 - beta1)*g[0]", "definition", "m starts at 0."),
        Step("squares", "v(1) == (1 - beta2)*g[0]**2", "definition", "So does v."),
        Step("corrected", "m(1)/(1 - beta1**1) == g[0]", "algebra", "", ("average",)),
        Step("root", "sqrt(v(1)/(1 - beta2**1)) == abs(g[0])", "algebra", "", ("squares",)),
        Step(
            "step",
            adam_first_step.claim,
            "algebra",
            "Put both into the step.",
            ("corrected", "root"),
        ),
    )


FIRST = "-eps*g[0]/(abs(g[0]) + delta)"
adam_first_step = Claim(
    id="adam_first_step",
    title="Adam's first step",
    says="The first step is -eps g/(|g| + delta) for all decay rates.",
    source=KINGMA,
    tier="minor",
    let={**SEQUENCE, **RATES, **SIZES},
    define=ADAM,
    claim=f"-eps*(m(1)/(1 - beta1**1))/(sqrt(v(1)/(1 - beta2**1)) + delta) == {FIRST}",
    derivation=first_step,
    experiments=(
        Experiment(
            "adam_sequences.adam_sequences",
            "first == -eps*g1/(abs(g1) + delta)",
            {"first": "real", "g1": "real"},
        ),
    ),
    mutants=(
        Mutant(
            "without the first correction",
            f"-eps*m(1)/(sqrt(v(1)/(1 - beta2**1)) + delta) == {FIRST}",
        ),
        Mutant("uphill", f"-eps*(m(1)/(1 - beta1**1))/(sqrt(v(1)/(1 - beta2**1)) + delta) == -({FIRST})"),
        Mutant(
            "the size does not matter",
            "-eps*(m(1)/(1 - beta1**1))/(sqrt(v(1)/(1 - beta2**1)) + delta) == -eps*sign(g[0])",
        ),
    ),
)

CONSTANT: Mapping[str, Recurrence] = MappingProxyType(
    {
        "m": Recurrence(("0",), "beta1*m(t) + (1 - beta1)*g"),
        "v": Recurrence(("0",), "beta2*v(t) + (1 - beta2)*g**2"),
    }
)
CONSTANT_LET: Mapping[str, str] = MappingProxyType(
    {**RATES, "eps": "positive", "g": "nonzero", "t": "integer >= 1"}
)
CLOSED = (
    DIVISORS,
    Step("average", "m(t) == (1 - beta1**t)*g", "induction", "The geometric series.", on="t"),
    Step("squares", "v(t) == (1 - beta2**t)*g**2", "induction", "The same for the squares.", on="t"),
)


def corrected_steps() -> tuple[Step, ...]:
    """The corrected averages are g and g^2 at every step."""
    return (
        *CLOSED,
        Step("corrected", "m(t)/(1 - beta1**t) == g", "algebra", "", ("average", "divisors")),
        Step("square", "v(t)/(1 - beta2**t) == g**2", "algebra", "", ("squares", "divisors")),
        Step("root", "sqrt(v(t)/(1 - beta2**t)) == abs(g)", "algebra", "", ("square",)),
        Step(
            "step",
            f"{STEP} == -eps*g/(abs(g) + delta)",
            "algebra",
            "Put both.",
            ("corrected", "root", "divisors"),
        ),
    )


def plain_steps() -> tuple[Step, ...]:
    """Without the corrections their quotient stays."""
    return (
        *CLOSED,
        Step("positive", "v(t) > 0", "algebra", "", ("squares", "divisors")),
        Step("root", "sqrt(v(t)) == sqrt(1 - beta2**t)*abs(g)", "algebra", "", ("squares", "divisors")),
        Step("size", "abs(m(t)) == (1 - beta1**t)*abs(g)", "algebra", "", ("average", "divisors")),
        Step(
            "step",
            PLAIN,
            "algebra",
            "The size of g cancels.",
            ("root", "size", "divisors", "positive"),
        ),
    )


PLAIN = "abs(-eps*m(t)/sqrt(v(t))) == eps*(1 - beta1**t)/sqrt(1 - beta2**t)"
adam_constant_gradient = Entry(
    id="adam_constant_gradient",
    title="Adam under a constant gradient",
    says="All steps are -eps g/(|g| + delta); without the corrections, and delta = 0, their size is eps (1 - beta1^t)/sqrt(1 - beta2^t).",
    source=KINGMA,
    tier="main",
    figures=figures_adam.constant,
    join="parts",
    members=(
        Claim(
            id="adam_constant_gradient__corrected",
            title="With bias correction",
            says="Every step is -eps g/(|g| + delta).",
            source=KINGMA,
            let={**CONSTANT_LET, "delta": "positive"},
            define=CONSTANT,
            claim=f"{STEP} == -eps*g/(abs(g) + delta)",
            derivation=corrected_steps,
            experiments=(
                Experiment(
                    "adam_sequences.adam_constant", "step == -eps*g/(abs(g) + delta)", {"step": "real"}
                ),
            ),
            mutants=(
                Mutant("the sign only", f"{STEP} == -eps*sign(g)"),
                Mutant(
                    "the corrections exchanged",
                    f"{STEP.replace('beta1', 'b').replace('beta2', 'beta1').replace('b**', 'beta2**')} == -eps*g/(abs(g) + delta)",
                ),
            ),
        ),
        Claim(
            id="adam_constant_gradient__plain",
            title="Without bias correction",
            says="The size of the step is eps (1 - beta1^t)/sqrt(1 - beta2^t).",
            source=KINGMA,
            let=CONSTANT_LET,
            define=CONSTANT,
            claim=PLAIN,
            derivation=plain_steps,
            experiments=(
                Experiment(
                    "adam_sequences.adam_constant",
                    "abs(plain) == eps*(1 - beta1**t)/sqrt(1 - beta2**t)",
                    {"plain": "real"},
                ),
            ),
            mutants=(
                Mutant("never above eps", "abs(-eps*m(t)/sqrt(v(t))) <= eps"),
                Mutant(
                    "one power late",
                    "abs(-eps*m(t)/sqrt(v(t))) == eps*(1 - beta1**(t + 1))/sqrt(1 - beta2**(t + 1))",
                ),
            ),
        ),
    ),
)

RESCALED: Mapping[str, Recurrence] = MappingProxyType(
    {
        **ADAM,
        "mc": Recurrence(("0",), "beta1*mc(t) + (1 - beta1)*(c*g[t])"),
        "vc": Recurrence(("0",), "beta2*vc(t) + (1 - beta2)*(c*g[t])**2"),
    }
)
RESCALED_STEP = BARE_STEP.replace("m(t)", "mc(t)").replace("v(t)", "vc(t)")


def invariance() -> tuple[Step, ...]:
    """Numerator and root carry the same factor."""
    return (
        DIVISORS,
        Step("average", "mc(t) == c*m(t)", "induction", "The average is linear in the gradients.", on="t"),
        Step("squares", "vc(t) == c**2*v(t)", "induction", "That of the squares is quadratic.", on="t"),
        Step(
            "positive",
            "v(t) > 0",
            "induction",
            "It starts positive and keeps the part beta2.",
            ("first",),
            on="t",
        ),
        Step("spread", "v(t)/(1 - beta2**t) > 0", "algebra", "", ("positive", "divisors")),
        Step(
            "root",
            "sqrt(vc(t)/(1 - beta2**t)) == c*sqrt(v(t)/(1 - beta2**t))",
            "algebra",
            "c is positive.",
            ("squares", "spread", "divisors"),
        ),
        Step("root_positive", "sqrt(v(t)/(1 - beta2**t)) > 0", "algebra", "", ("spread", "divisors")),
        Step(
            "step",
            adam_scale_invariance.claim,
            "algebra",
            "The factor c cancels.",
            ("average", "root", "root_positive", "divisors"),
        ),
    )


adam_scale_invariance = Claim(
    id="adam_scale_invariance",
    title="Adam's steps under rescaled gradients",
    says="Without stabiliser the steps stay what they are when all gradients are multiplied by c > 0.",
    source=Source("kingma2015", "section 2.1"),
    tier="minor",
    let={**SEQUENCE, **RATES, "eps": "positive", "c": "positive", **AT},
    define=RESCALED,
    claim=f"{RESCALED_STEP} == {BARE_STEP}",
    experiments=(
        Experiment("adam_sequences.adam_rescaled", "scaled == bare", {"scaled": "real", "bare": "real"}),
    ),
    mutants=(
        Mutant("the steps carry the factor", f"{RESCALED_STEP} == c*({BARE_STEP})"),
        Mutant("also for negative factors", let={"c": "nonzero"}),
    ),
    repair=Repair(
        says="The first gradient must not be 0 (nor beta2): before the first gradient that is not 0 the step is 0/0.",
        let={"beta2": "real in (0, 1)"},
        given={"first": "g[0] != 0"},
        derivation=invariance,
        experiments=(
            Experiment("adam_sequences.adam_rescaled", "scaled == bare", {"scaled": "real", "bare": "real"}),
        ),
        mutants=(
            Mutant("also when the first gradient is 0", without="first"),
            Mutant("also for negative factors", let={"c": "nonzero"}),
            Mutant("the steps carry the factor", f"{RESCALED_STEP} == c*({BARE_STEP})"),
        ),
    ),
)

CLAIMS = (adam_constant_gradient, adam_first_step, adam_scale_invariance)
