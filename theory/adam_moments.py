"""Adam's bias correction: what the expectations of the corrected averages are.

Main claims: adam_bias_correction.

Notation: mu[t] = E g and q[t] = E g^2 of the gradient at step t + 1; E(t) and Q(t) the expectations of the averages m and v after t steps. Expectation
is linear, so that they follow the recurrences of m and v with mu and q in place of g and g^2, whatever the dependence between the gradients.

References: kingma2015.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step
from theory.adam import AT, DIVISORS, RATES

EXPECTED = {
    "E": Recurrence(("0",), "beta1*E(t) + (1 - beta1)*mu[t]"),
    "Q": Recurrence(("0",), "beta2*Q(t) + (1 - beta2)*q[t]"),
}
UNBIASED = "E(t)/(1 - beta1**t) == mu[t - 1] and Q(t)/(1 - beta2**t) == q[t - 1]"
SEEN = {name: "real" for name in ("mean_m", "mean_v", "mean_g", "mean_square")}
OBSERVED = "mean_m == mean_g and mean_v == mean_square"


def stationary() -> tuple[Step, ...]:
    """With the same moments at every step both averages are these moments times the correction."""
    return (
        DIVISORS,
        Step(
            "average", "E(t) == (1 - beta1**t)*mu0", "induction", "The geometric series.", ("same",), on="t"
        ),
        Step("squares", "Q(t) == (1 - beta2**t)*q0", "induction", "", ("same_squares",), on="t"),
        Step("bounds", "mu[t - 1] <= mu0 and mu[t - 1] >= mu0", "algebra", "", ("same",)),
        Step("bounds_of_squares", "q[t - 1] <= q0 and q[t - 1] >= q0", "algebra", "", ("same_squares",)),
        Step("last", "mu[t - 1] == mu0 and q[t - 1] == q0", "algebra", "", ("bounds", "bounds_of_squares")),
        Step("first_moment", "E(t)/(1 - beta1**t) == mu0", "algebra", "", ("average", "divisors")),
        Step("second_moment", "Q(t)/(1 - beta2**t) == q0", "algebra", "", ("squares", "divisors")),
        Step(
            "unbiased",
            UNBIASED,
            "algebra",
            "The corrections undo the start at 0.",
            ("first_moment", "second_moment", "last"),
        ),
    )


adam_bias_correction = Claim(
    id="adam_bias_correction",
    title="Adam's bias correction",
    says="The corrected averages are unbiased estimates of the expected gradient and of the expected squared gradient.",
    about="E and Q are the expectations of m and v, by linearity; the estimates are compared with the moments of the present gradient.",
    source=Source("kingma2015", "section 3"),
    tier="main",
    let={"T": "integer >= 1", "mu": "vector(T)", "q": "vector(T)", **RATES, **AT},
    define=EXPECTED,
    claim=UNBIASED,
    experiments=(Experiment("adam_moments.drifting_population", OBSERVED, SEEN),),
    mutants=(
        Mutant("the averages themselves", "E(t) == mu[t - 1] and Q(t) == q[t - 1]"),
        Mutant(
            "the corrections exchanged",
            "E(t)/(1 - beta2**t) == mu[t - 1] and Q(t)/(1 - beta1**t) == q[t - 1]",
        ),
    ),
    repair=Repair(
        says="They are if the gradients of all steps have the same expectation and the same expected square (independence is not needed); else "
        "they estimate weighted means of the moments.",
        let={"mu0": "real", "q0": "real"},
        given={
            "same": "forall(j, 'integer in [0, T - 1]', mu[j] == mu0)",
            "same_squares": "forall(j, 'integer in [0, T - 1]', q[j] == q0)",
        },
        derivation=stationary,
        experiments=(Experiment("adam_moments.same_population", OBSERVED, SEEN),),
        mutants=(
            Mutant("gradients that drift", without="same"),
            Mutant("squares that drift", without="same_squares"),
            Mutant("without correction", "E(t) == mu[t - 1] and Q(t) == q[t - 1]"),
        ),
    ),
)

CLAIMS = (adam_bias_correction,)
