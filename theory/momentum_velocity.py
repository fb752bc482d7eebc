"""The velocity of momentum: a sum of past gradients whose weights decay with their age.

Main claims: velocity_closed_form, velocity_average, alpha_old_weights, aligned_gradients_step; the aligned case has a module of its own.

Notation: v(t) velocity after t steps, v0 its start, g[:, i] the gradient of step i + 1 (any vectors), alpha momentum parameter, eps
learning rate, T the number of steps, w(i) the share of gradient i in the velocity after t steps, a and b two values of alpha.

References: notes001 (4.2), polyak1964.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_momentum

RUN_LET = {
    "n": "integer >= 1",
    "T": "integer >= 1",
    "alpha": "real",
    "eps": "positive",
    "g": "matrix(n, T)",
    "v0": "vector(n)",
    "t": "integer in [0, T]",
}
CLOSED = "alpha**t*v0 - eps*sum(alpha**(t - i)*g[:, i - 1], i, 1, t)"


def unrolled() -> tuple[Step, ...]:
    """One step multiplies every old weight by alpha and adds the newest gradient with weight 1."""
    return (
        Step("start", "v(0) == v0", "definition", "Before the first step there are no gradients."),
        Step(
            "older",
            "alpha*sum(alpha**(t - i)*g[:, i - 1], i, 1, t) == sum(alpha**(t + 1 - i)*g[:, i - 1], i, 1, t)",
            "algebra",
            "A step ages every gradient by one: its weight is multiplied by alpha.",
        ),
        Step(
            "closed_form",
            f"v(t) == {CLOSED}",
            "induction",
            "The new gradient enters with weight alpha^0 = 1.",
            ("start",),
            on="t",
        ),
    )


velocity_closed_form = Claim(
    id="velocity_closed_form",
    title="The velocity in closed form",
    says="The velocity is the sum of all past gradients times -eps, with weights alpha^age, plus alpha^t times its start.",
    source=Source("notes001", "4.2.1(4), 4.2.2"),
    tier="main",
    let=RUN_LET,
    define={"v": Recurrence(("v0",), "alpha*v(t) - eps*g[:, t]")},
    claim=f"v(t) == {CLOSED}",
    derivation=unrolled,
    experiments=(Experiment("momentum_sequences.momentum_gradients", f"v == {CLOSED}", {"v": "vector(n)"}),),
    mutants=(
        Mutant(
            "the weights of young and old exchanged",
            "v(t) == alpha**t*v0 - eps*sum(alpha**i*g[:, i - 1], i, 1, t)",
        ),
        Mutant(
            "every gradient one step older",
            "v(t) == alpha**t*v0 - eps*sum(alpha**(t - i + 1)*g[:, i - 1], i, 1, t)",
        ),
        Mutant("the start does not decay", "v(t) == v0 - eps*sum(alpha**(t - i)*g[:, i - 1], i, 1, t)"),
    ),
)

AVERAGE_LET = {
    "n": "integer >= 1",
    "T": "integer >= 1",
    "alpha": "real in [0, 1)",
    "eps": "positive",
    "g": "matrix(n, T)",
    "t": "integer in [1, T]",
}
FROM_REST = {"v": Recurrence(("zeros(n, 1)",), "alpha*v(t) - eps*g[:, t]")}
SHARE = {"w(i)": "alpha**(t - i)/((1 - alpha**t)/(1 - alpha))"}
AVERAGE = (
    "v(t) == eps*((1 - alpha**t)/(1 - alpha))*sum(w(i)*(-g[:, i - 1]), i, 1, t) and sum(w(i), i, 1, t) == 1 "
    "and limit((1 - alpha**k)/(1 - alpha), k, oo) == 1/(1 - alpha)"
)


def average_of_gradients() -> tuple[Step, ...]:
    """The weights sum to a geometric series; dividing by it makes them shares."""
    return (
        Step(
            "closed_form",
            "v(t) == -eps*sum(alpha**(t - i)*g[:, i - 1], i, 1, t)",
            "induction",
            "From rest only the gradients are left.",
            on="t",
        ),
        Step(
            "total",
            "sum(alpha**(t - i), i, 1, t) == (1 - alpha**t)/(1 - alpha)",
            "induction",
            "The weights are a geometric series: their sum is 1 only after the first step, or for alpha = 0.",
            on="t",
        ),
        Step("not_zero", "1 - alpha**t > 0", "algebra", "0 <= alpha < 1 and t >= 1."),
        Step(
            "shares_taken_out",
            "sum(w(i), i, 1, t) == sum(alpha**(t - i), i, 1, t)/((1 - alpha**t)/(1 - alpha))",
            "algebra",
            "The factor of the shares does not depend on i.",
            ("not_zero",),
        ),
        Step(
            "shares",
            "sum(w(i), i, 1, t) == 1",
            "algebra",
            "Divided by their sum the weights are shares.",
            ("total", "not_zero", "shares_taken_out"),
        ),
        Step(
            "mean_taken_out",
            "eps*r*sum(alpha**(t - i)/r*(-g[:, i - 1]), i, 1, t) == -eps*sum(alpha**(t - i)*g[:, i - 1], i, 1, t)",
            "algebra",
            "Whatever the weights are divided by comes out of the mean.",
            let={"r": "positive"},
        ),
        Step(
            "mean",
            "v(t) == eps*((1 - alpha**t)/(1 - alpha))*sum(w(i)*(-g[:, i - 1]), i, 1, t)",
            "algebra",
            "What was divided out stands in front of the mean.",
            ("closed_form", "not_zero", Use("mean_taken_out", {"r": "(1 - alpha**t)/(1 - alpha)"})),
        ),
        Step(
            "factor",
            "limit((1 - alpha**k)/(1 - alpha), k, oo) == 1/(1 - alpha)",
            "limit",
            "In the long run the mean is enlarged by 1/(1 - alpha).",
        ),
        Step("together", AVERAGE, "algebra", "All parts together.", ("mean", "shares", "factor")),
    )


velocity_average = Claim(
    id="velocity_average",
    title="Is the velocity a moving average?",
    says="The velocity is eps times a weighted mean of the negative past gradients.",
    about="The gradients are arbitrary, so the weight of gradient i can only be its coefficient in the velocity, alpha^(t - i).",
    source=Source("notes001", "4.2.1(2, 4)"),
    tier="main",
    figures=figures_momentum.weights,
    let=AVERAGE_LET,
    define=FROM_REST,
    claim="v(t) == eps*sum(alpha**(t - i)*(-g[:, i - 1]), i, 1, t) and sum(alpha**(t - i), i, 1, t) == 1",
    experiments=(
        Experiment(
            "momentum_sequences.momentum_weights",
            "weights == 1",
            {"alpha": "real in [0, 1)", "t": "integer >= 1", "weights": "real"},
        ),
    ),
    mutants=(
        Mutant(
            "an average of the gradients themselves",
            "v(t) == eps*sum(alpha**(t - i)*g[:, i - 1], i, 1, t) and sum(alpha**(t - i), i, 1, t) == 1",
        ),
        Mutant(
            "weights that sum to 1/(1 - alpha)",
            "v(t) == eps*sum(alpha**(t - i)*(-g[:, i - 1]), i, 1, t) and sum(alpha**(t - i), i, 1, t) == 1/(1 - alpha)",
        ),
    ),
    repair=Repair(
        says="It is a weighted mean enlarged by the sum of the weights, (1 - alpha^t)/(1 - alpha), which tends to 1/(1 - alpha): the rate "
        "that acts is eps/(1 - alpha). A true average has the factor 1 - alpha before the new gradient.",
        let={"k": "natural"},
        define=SHARE,
        claim=AVERAGE,
        derivation=average_of_gradients,
        experiments=(
            Experiment(
                "momentum_sequences.momentum_weights",
                "weights == (1 - alpha**t)/(1 - alpha)",
                {"alpha": "real in [0, 1)", "t": "integer >= 1", "weights": "real"},
            ),
            Experiment(
                "momentum_sequences.momentum_gradients",
                "implies(v0 == zeros(n, 1) and alpha >= 0 and alpha < 1 and t >= 1, "
                "v == eps*((1 - alpha**t)/(1 - alpha))*sum(w(i)*(-g[:, i - 1]), i, 1, t))",
                {**RUN_LET, "v": "vector(n)"},
                {"alpha_range": "alpha >= 0 and alpha < 1", "moved": "t >= 1"},
            ),
        ),
        mutants=(
            Mutant(
                "enlarged by 1/(1 - alpha) at once",
                "v(t) == eps/(1 - alpha)*sum(w(i)*(-g[:, i - 1]), i, 1, t)",
            ),
            Mutant(
                "shares without the sum",
                "sum(alpha**(t - i)*(1 - alpha), i, 1, t) == 1",
            ),
        ),
    ),
)
