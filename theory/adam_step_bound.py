"""The bound on Adam's step.

Main claims: adam_step_bound.

Notation: as in `adam`; the step is -eps mhat/sqrt(vhat) with mhat = m/(1 - beta1^t), vhat = v/(1 - beta2^t).

References: kingma2015, reddi2018.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_adam
from theory.adam import ADAM, AT, RATES, SEQUENCE

BOUND_LET = {**SEQUENCE, **RATES, "beta2": "real in (0, 1)", "eps": "positive", **AT}
SIZES_SEEN = {"size": "nonnegative", "root": "nonnegative"}
LARGER = "max(1, (1 - beta1)/sqrt(1 - beta2))"
ROOT = "sqrt(v(t)/(1 - beta2**t))"
GAMMA = "beta1**2/beta2"
MENDED = f"eps*((1 - beta1)/(sqrt(1 - beta2)*sqrt(1 - {GAMMA})))*{ROOT}"
SIZE = "eps*abs(m(t)/(1 - beta1**t))"


LEFT = f"(abs(m(t))*sqrt(1 - beta2)*sqrt(1 - {GAMMA}))"
RIGHT = f"({ROOT}*(1 - beta1)*(1 - beta1**t))"


def step_bound() -> tuple[Step, ...]:
    """Cauchy-Schwarz with the weights of the two averages, and what the corrections add."""
    return (
        Step("divisors", "1 - beta1**t > 0 and 1 - beta2**t > 0", "algebra", "Powers of a number below 1."),
        Step("ratio", f"{GAMMA} >= 0 and {GAMMA} < 1", "algebra", "", ("below",)),
        Step("squares", "v(t) >= 0", "induction", "v averages squares.", on="t"),
        Step("sum_positive", "S(t) >= 1", "induction", "S is the geometric sum of beta1^2/beta2.", on="t"),
        Step("surplus", "S(t) >= 1 and w(t) >= 0", "induction", "w adds up squares.", on="t"),
        Step(
            "cauchy_schwarz_with_surplus",
            "v(t)*(1 - beta1)**2*S(t) - m(t)**2*(1 - beta2) == w(t)",
            "induction",
            "The inequality of Cauchy and Schwarz for the two averages, step by step; w is what it leaves.",
            on="t",
        ),
        Step(
            "cauchy_schwarz",
            "m(t)**2*(1 - beta2) <= v(t)*(1 - beta1)**2*S(t)",
            "algebra",
            "",
            ("cauchy_schwarz_with_surplus", "surplus"),
        ),
        *corrections(),
    )


def corrections() -> tuple[Step, ...]:
    """The geometric sum against the two corrections, and the roots."""
    return (
        Step("sum", f"S(t)*(1 - {GAMMA}) == 1 - ({GAMMA})**t", "induction", "", on="t"),
        Step("powers", f"({GAMMA})**t*beta2**t == (beta1**t)**2", "algebra", "The powers of a product."),
        Step(
            "means",
            f"({GAMMA})**t + beta2**t >= 2*beta1**t",
            "algebra",
            "The arithmetic mean is at least the geometric one.",
            ("powers", "ratio"),
        ),
        Step(
            "corrections",
            f"(1 - ({GAMMA})**t)*(1 - beta2**t) <= (1 - beta1**t)**2",
            "algebra",
            "",
            ("powers", "means"),
        ),
        Step(
            "sum_times_correction",
            f"S(t)*(1 - {GAMMA})*(1 - beta2**t) <= (1 - beta1**t)**2",
            "algebra",
            "",
            ("sum", "corrections"),
        ),
        Step(
            "product_of_sizes",
            f"m(t)**2*(1 - beta2)*((1 - {GAMMA})*(1 - beta2**t)) <= v(t)*(1 - beta1)**2*S(t)*((1 - {GAMMA})*(1 - beta2**t))",
            "algebra",
            "",
            ("cauchy_schwarz", "ratio", "divisors"),
        ),
        Step(
            "product_of_corrections",
            f"v(t)*(1 - beta1)**2*(S(t)*(1 - {GAMMA})*(1 - beta2**t)) <= v(t)*(1 - beta1)**2*(1 - beta1**t)**2",
            "algebra",
            "",
            ("sum_times_correction", "squares"),
        ),
        Step(
            "product",
            f"m(t)**2*(1 - beta2)*(1 - {GAMMA})*(1 - beta2**t) <= v(t)*(1 - beta1)**2*(1 - beta1**t)**2",
            "algebra",
            "",
            ("product_of_sizes", "product_of_corrections"),
        ),
        Step("root", f"sqrt(v(t)) == sqrt(1 - beta2**t)*{ROOT}", "algebra", "", ("squares", "divisors")),
        Step(
            "roots",
            f"abs(m(t))*sqrt(1 - beta2)*sqrt(1 - {GAMMA})*sqrt(1 - beta2**t) <= sqrt(v(t))*(1 - beta1)*(1 - beta1**t)",
            "algebra",
            "Take roots.",
            ("product", "squares", "divisors", "ratio"),
        ),
        Step("correction_positive", "sqrt(1 - beta2**t) > 0", "algebra", "", ("divisors",)),
        Step(
            "common_factor",
            f"{LEFT}*sqrt(1 - beta2**t) <= {RIGHT}*sqrt(1 - beta2**t)",
            "algebra",
            "",
            ("roots", "root"),
        ),
        Step(
            "cancel",
            "x <= y",
            "algebra",
            "",
            let={"x": "real", "y": "real", "s": "real"},
            given=("s > 0", "x*s <= y*s"),
        ),
        Step(
            "cancelled",
            f"{LEFT} <= {RIGHT}",
            "algebra",
            "",
            (
                "common_factor",
                "correction_positive",
                Use("cancel", {"x": LEFT, "y": RIGHT, "s": "sqrt(1 - beta2**t)"}),
            ),
        ),
        Step("positive", f"sqrt(1 - beta2) > 0 and sqrt(1 - {GAMMA}) > 0", "algebra", "", ("ratio",)),
        Step("size", "abs(m(t)/(1 - beta1**t)) == abs(m(t))/(1 - beta1**t)", "algebra", "", ("divisors",)),
        Step(
            "bound",
            f"{SIZE} <= {MENDED}",
            "algebra",
            "Divide.",
            ("cancelled", "size", "divisors", "positive"),
        ),
    )


adam_step_bound = Claim(
    id="adam_step_bound",
    title="The bound on Adam's step",
    says="For every gradient sequence the step is at most eps (1 - beta1)/sqrt(1 - beta2) where that is above eps, and at most eps else.",
    about="Both cases in one: the larger of eps and eps (1 - beta1)/sqrt(1 - beta2). The inequality is multiplied by the root of vhat, so "
    "that it makes sense where all gradients are 0.",
    source=Source("kingma2015", "section 2.1"),
    tier="main",
    figures=figures_adam.longest_step,
    let=BOUND_LET,
    define=ADAM,
    claim=f"{SIZE} <= eps*{LARGER}*{ROOT}",
    experiments=(Experiment("adam_sequences.adam_sequences", f"size <= eps*{LARGER}*root", SIZES_SEEN),),
    mutants=(
        Mutant("always at most eps", f"{SIZE} <= eps*{ROOT}"),
        Mutant("the smaller of the two", f"{SIZE} <= eps*{LARGER.replace('max', 'min')}*{ROOT}"),
    ),
    repair=Repair(
        says="For every sequence and at every step the size is at most eps (1 - beta1)/sqrt((1 - beta2)(1 - beta1^2/beta2)), which needs "
        "beta1^2 < beta2; with the usual 0.9 and 0.999 that is 7.3 eps, not 3.2 eps.",
        about="S is the geometric sum of beta1^2/beta2, w what the inequality of Cauchy and Schwarz leaves over: a sum of squares.",
        given={"below": "beta1**2 < beta2"},
        define={
            "S": Recurrence(("0",), f"1 + {GAMMA}*S(t)"),
            "w": Recurrence(
                ("0",),
                "beta1**2*w(t) + (beta2*w(t) + (1 - beta2)/beta2*(beta2*m(t) - beta1*(1 - beta1)*S(t)*g[t])**2)/S(t)",
                first=1,
            ),
        },
        claim=f"{SIZE} <= {MENDED}",
        derivation=step_bound,
        experiments=(
            Experiment(
                "adam_sequences.adam_sequences",
                f"size <= eps*((1 - beta1)/(sqrt(1 - beta2)*sqrt(1 - {GAMMA})))*root",
                SIZES_SEEN,
            ),
        ),
        mutants=(
            Mutant("without the factor", f"{SIZE} <= eps*((1 - beta1)/sqrt(1 - beta2))*{ROOT}"),
            Mutant("beta1^2 may be as large", without="below"),
        ),
    ),
)
