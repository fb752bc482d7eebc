"""Adam need not converge, and AMSGrad, which does.

AMSGrad divides by the root of the largest average of squares so far, so that its rate never grows.

Main claims: adam_online_convergence, amsgrad_rate_monotone, amsgrad_regret.

Notation: for the first claim as in `adam_cycles`; w(t) the largest v so far, e[t] the step size at step t + 1.

References: kingma2015, reddi2018.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Refutation, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_adam
from theory.adam import ADAM, RATES, SEQUENCE
from theory.adam_cycles import AT_3, IN_LETTERS, never_converges

AVERAGE = "R(k + 1)/(3*(k + 1))"


def run_goes_on() -> tuple[Step, ...]:
    """Iterate and regret."""
    return (
        *never_converges(IN_LETTERS),
        Step("run", "x(k) == 1 and R(k) >= 2*(C - 2)*k", "algebra", "", ("regret",)),
    )


def regret_stays() -> tuple[Step, ...]:
    """The regret is two per cycle."""
    return (
        *never_converges(AT_3),
        Step("after", "R(k + 1) == 2*(k + 1)", "algebra", "", (Use("regret", {"k": "k + 1"}),)),
        Step("average", f"{AVERAGE} == 2/3", "algebra", "", ("after",)),
        Step(
            "limit", f"limit({AVERAGE}, k, oo) == 2/3", "limit", "It is 2/3 after every cycle.", ("average",)
        ),
        Step("stays", f"limit({AVERAGE}, k, oo) != 0", "algebra", "", ("limit",)),
    )


adam_online_convergence = Claim(
    id="adam_online_convergence",
    title="Adam on online convex problems",
    says="With step sizes eps/sqrt(t) the average regret tends to 0.",
    about="The statement is the claim for the losses 3x, -x, -x, 3x, ... on [-1, 1], beta1 = 0, beta2 = 1/32, eps = 1: R(k + 1) is a lower bound "
    "of the regret of the first k + 1 cycles, which have 3(k + 1) losses.",
    scope="instance",
    source=Source("kingma2015", "Corollary 4.2"),
    tier="main",
    figures=figures_adam.regret,
    let={"k": "natural"},
    define=AT_3.run,
    claim=f"limit({AVERAGE}, k, oo) == 0",
    refutation=Refutation({}, regret_stays),
    experiments=(Experiment("adam_regret.adam_cycles", "regret <= k", {"regret": "real", "k": "natural"}),),
    mutants=(
        Mutant("the regret is not positive", "R(1) <= 0"),
        Mutant("the first cycle costs at most 1", "R(1) <= 1"),
    ),
    repair=Repair(
        says="It does not: for C > 2 and beta2 at most 1/(1 + 3 C^2) every cycle ends at 1, the worst point, and the average regret is at "
        "least 2(C - 2)/3 for ever.",
        let={
            "C": "real > 2",
            "beta2": "real in [0, 1/(1 + 3*C**2)]",
            "eps": "positive",
            "k": "natural",
        },
        define=IN_LETTERS.run,
        claim="x(k) == 1 and R(k) >= 2*(C - 2)*k",
        derivation=run_goes_on,
        experiments=(
            Experiment(
                "adam_regret.adam_cycles",
                "at_end == 1 and regret >= 2*(C - 2)*k",
                {"regret": "real", "at_end": "real"},
            ),
        ),
        mutants=(
            Mutant("for every beta2", let={"beta2": "real in [0, 1)"}),
            Mutant("the regret stays bounded", "R(k) <= 2*(C - 2)"),
        ),
    ),
)

AMS = {
    **ADAM,
    "w": Recurrence(("0",), "max(w(t), beta2*v(t) + (1 - beta2)*g[t]**2)"),
}
AMS_LET = {**SEQUENCE, "e": "vector(T)", **RATES, "t": "integer in [1, T - 1]"}
AMS_GIVEN = {
    "positive": "forall(j, 'integer in [0, T - 1]', e[j] > 0)",
    "falling": "forall(j, 'integer in [1, T - 1]', e[j] <= e[j - 1])",
}


def rate_falls() -> tuple[Step, ...]:
    """A smaller numerator over a larger root."""
    return (
        Step("positive_start", "w(t) > 0", "induction", "", ("first",), on="t"),
        Step("grows", "w(t + 1) >= w(t)", "definition", "A maximum."),
        Step(
            "sizes", "e[t] > 0 and e[t - 1] > 0 and e[t] <= e[t - 1]", "algebra", "", ("positive", "falling")
        ),
        Step(
            "roots",
            "sqrt(w(t + 1)) >= sqrt(w(t)) and sqrt(w(t)) > 0",
            "algebra",
            "",
            ("grows", "positive_start"),
        ),
        Step("rate", amsgrad_rate_monotone.claim, "algebra", "", ("sizes", "roots")),
    )


amsgrad_rate_monotone = Claim(
    id="amsgrad_rate_monotone",
    title="AMSGrad's rate never grows",
    says="With step sizes that do not grow, eps_t/sqrt(vmax_t) does not grow, in every coordinate.",
    about="One coordinate; w is vmax, e[t - 1] the step size at step t.",
    source=Source("reddi2018", "Algorithm 2"),
    tier="minor",
    let=AMS_LET,
    given=AMS_GIVEN,
    define=AMS,
    claim="e[t]/sqrt(w(t + 1)) <= e[t - 1]/sqrt(w(t))",
    experiments=(
        Experiment(
            "adam_sequences.amsgrad_sequences",
            "rate_next <= rate",
            {"rate": "positive", "rate_next": "positive"},
        ),
    ),
    mutants=(
        Mutant("it falls strictly", "e[t]/sqrt(w(t + 1)) < e[t - 1]/sqrt(w(t))"),
        Mutant("Adam's rate as well", "e[t]/sqrt(v(t + 1)) <= e[t - 1]/sqrt(v(t))"),
    ),
    repair=Repair(
        says="The first gradient must not be 0, else the rate is e/0 at first.",
        given={"first": "g[0] != 0"},
        derivation=rate_falls,
        experiments=(
            Experiment(
                "adam_sequences.amsgrad_sequences",
                "rate_next <= rate",
                {"rate": "positive", "rate_next": "positive"},
            ),
        ),
        mutants=(
            Mutant("it falls strictly", "e[t]/sqrt(w(t + 1)) < e[t - 1]/sqrt(w(t))"),
            Mutant("step sizes that may grow", without="falling"),
        ),
    ),
)

CLAIMS = (adam_online_convergence, amsgrad_rate_monotone)
