"""Adam's step after a single spike, and where it points.

Main claims: adam_sparse_gradient, adam_descent_direction.

Notation: as in `adam`.

References: kingma2015.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory.adam import ADAM, AT, DIVISORS, KINGMA, RATES, SEQUENCE, SIZES, STEP

SPIKE = {
    "m": Recurrence(("(1 - beta1)*g",), "beta1*m(j)", index="j"),
    "v": Recurrence(("(1 - beta2)*g**2",), "beta2*v(j)", index="j"),
}
RATIO = "(1 - beta1)/sqrt(1 - beta2)*(beta1/sqrt(beta2))**j"
EQUAL = RATIO.replace("beta1", "sqrt(beta2)")


def sparse() -> tuple[Step, ...]:
    """Two geometric sequences, and when their quotient vanishes."""
    return (
        Step("average", "m(j) == (1 - beta1)*beta1**j*g", "induction", "Nothing is added.", on="j"),
        Step("squares", "v(j) == (1 - beta2)*beta2**j*g**2", "induction", "", on="j"),
        Step("positive", "v(j) > 0", "algebra", "", ("squares",)),
        Step("power", "(sqrt(beta2)**j)**2 == beta2**j", "induction", "", on="j"),
        Step(
            "root",
            "sqrt(v(j)) == sqrt(1 - beta2)*sqrt(beta2)**j*abs(g)",
            "algebra",
            "",
            ("squares", "power", "positive"),
        ),
        Step("ratio", f"abs(m(j))/sqrt(v(j)) == {RATIO}", "algebra", "", ("average", "root", "positive")),
        Step(
            "vanishes",
            f"implies(beta1 < sqrt(beta2), limit({RATIO}, j, oo) == 0)",
            "limit",
            "The powers of a number below 1.",
        ),
        Step(
            "grows",
            f"implies(beta1 > sqrt(beta2), limit({RATIO}, j, oo) == oo)",
            "limit",
            "The powers of a number above 1.",
        ),
        Step(
            "stays",
            f"limit({EQUAL}, j, oo) == (1 - sqrt(beta2))/sqrt(1 - beta2)",
            "limit",
            "All powers of 1 are 1.",
        ),
        Step("not_zero", "(1 - sqrt(beta2))/sqrt(1 - beta2) > 0", "algebra", ""),
        Step(
            "together",
            adam_sparse_gradient.claim,
            "algebra",
            "",
            ("ratio", "vanishes", "grows", "stays", "not_zero"),
        ),
    )


adam_sparse_gradient = Claim(
    id="adam_sparse_gradient",
    title="Adam after a single spike",
    says="j steps after a lone gradient the quotient |m|/sqrt(v) is (1 - beta1)/sqrt(1 - beta2) (beta1/sqrt(beta2))^j, which vanishes "
    "if and only if beta1 < sqrt(beta2).",
    about="'If and only if' is written as the three cases: it vanishes for beta1 < sqrt(beta2), grows without end for beta1 > sqrt(beta2), and tends to a "
    "positive number for beta1 = sqrt(beta2).",
    source=Source("kingma2015", "section 2.1"),
    tier="minor",
    let={"beta1": "real in [0, 1)", "beta2": "real in (0, 1)", "g": "nonzero", "j": "natural"},
    define=SPIKE,
    claim=f"abs(m(j))/sqrt(v(j)) == {RATIO} and implies(beta1 < sqrt(beta2), limit({RATIO}, j, oo) == 0) "
    f"and implies(beta1 > sqrt(beta2), limit({RATIO}, j, oo) == oo) "
    f"and limit({EQUAL}, j, oo) == (1 - sqrt(beta2))/sqrt(1 - beta2) and (1 - sqrt(beta2))/sqrt(1 - beta2) > 0",
    derivation=sparse,
    experiments=(Experiment("adam_sequences.adam_spike", f"ratio == {RATIO}", {"ratio": "nonnegative"}),),
    mutants=(
        Mutant("beta1 < beta2 decides", f"implies(beta1 >= beta2, {RATIO} >= (1 - beta1)/sqrt(1 - beta2))"),
        Mutant("the root forgotten", "abs(m(j))/sqrt(v(j)) == (1 - beta1)/sqrt(1 - beta2)*(beta1/beta2)**j"),
    ),
)


DOWNHILL = Experiment(
    "adam_sequences.adam_sequences",
    "implies(g_last != 0, g_last*step < 0)",
    {"g_last": "real", "step": "real"},
)


def without_average() -> tuple[Step, ...]:
    """The first average is the last gradient."""
    return (
        DIVISORS,
        Step(
            "last",
            "m(t) == g[t - 1]",
            "induction",
            "With beta1 = 0 nothing older is kept.",
            ("plain",),
            on="t",
        ),
        Step("squares", "v(t) >= 0", "induction", "v averages squares.", on="t"),
        Step("root", "sqrt(v(t)/(1 - beta2**t)) + delta > 0", "algebra", "", ("squares", "divisors")),
        Step("power", "beta1**t == 0", "algebra", "", ("plain",)),
        Step(
            "product",
            f"g[t - 1]*({STEP}) == -eps*g[t - 1]**2/(sqrt(v(t)/(1 - beta2**t)) + delta)",
            "algebra",
            "",
            ("last", "power", "root", "divisors"),
        ),
        Step(
            "negative",
            "implies(g[t - 1] != 0, -eps*g[t - 1]**2/(sqrt(v(t)/(1 - beta2**t)) + delta) < 0)",
            "algebra",
            "",
            ("root", "divisors", "squares"),
        ),
        Step(
            "defined",
            "1 - beta1**t != 0 and 1 - beta2**t != 0 and v(t)/(1 - beta2**t) >= 0 and sqrt(v(t)/(1 - beta2**t)) + delta != 0",
            "algebra",
            "",
            ("root", "divisors", "squares"),
        ),
        Step(
            "same",
            "implies(q != 0, x < 0)",
            "algebra",
            "",
            let={"q": "real", "x": "real", "y": "real"},
            given=("x == y", "implies(q != 0, y < 0)"),
        ),
        Step(
            "descent",
            adam_descent_direction.claim,
            "algebra",
            "",
            (
                "defined",
                "product",
                "negative",
                Use(
                    "same",
                    {
                        "q": "g[t - 1]",
                        "x": f"g[t - 1]*({STEP})",
                        "y": "-eps*g[t - 1]**2/(sqrt(v(t)/(1 - beta2**t)) + delta)",
                    },
                ),
            ),
        ),
    )


adam_descent_direction = Claim(
    id="adam_descent_direction",
    title="Adam's step and the gradient",
    says="The step makes an obtuse angle with the present gradient whenever that is not zero.",
    about="The statement is the claim for problems with one parameter, where the product of gradient and step is that of two numbers.",
    scope="instance",
    source=KINGMA,
    tier="main",
    let={**SEQUENCE, **RATES, **SIZES, **AT},
    define=ADAM,
    claim=f"implies(g[t - 1] != 0, g[t - 1]*({STEP}) < 0)",
    experiments=(DOWNHILL,),
    mutants=(
        Mutant("uphill", f"implies(g[t - 1] != 0, g[t - 1]*({STEP}) > 0)"),
        Mutant("also where it is zero", f"g[t - 1]*({STEP}) < 0"),
    ),
    repair=Repair(
        says="Without the first average (beta1 = 0) it does.",
        given={"plain": "beta1 == 0"},
        derivation=without_average,
        experiments=(DOWNHILL,),
        mutants=(
            Mutant("with momentum", without="plain"),
            Mutant("also where it is zero", f"g[t - 1]*({STEP}) < 0"),
        ),
    ),
)
