"""SGD and the size of the data set.

Main claims: step_cost_data_size.

Notation: N samples, m batch size, C(k) per-sample gradients after k steps, h curvature, eps rate, s variance of a sample's gradient, V(k),
W(k), U(k) the expected squared distance from the optimum after k steps with N, with N2 and with infinitely many samples, d a tolerance.

References: notes001 (4.1.3).
"""

from __future__ import annotations

from proofs_check.statement.claim import (
    Claim,
    Entry,
    Experiment,
    Mutant,
    Recurrence,
    Repair,
    Source,
)
from proofs_check.statement.derivation import Step

DATA = Source("notes001", "4.1.3(1)")
FINITE = {
    "V": Recurrence(("v0",), "(1 - eps*h)**2*V(k) + eps**2*(s*(N - m)/(m*(N - 1)))", index="k"),
    "W": Recurrence(("v0",), "(1 - eps*h)**2*W(k) + eps**2*(s*(N2 - m)/(m*(N2 - 1)))", index="k"),
}
INFINITE = {
    "U": Recurrence(("v0",), "(1 - eps*h)**2*U(k) + eps**2*s/m", index="k"),
    "Z": Recurrence(("0",), "(1 - eps*h)**2*Z(k) + 1", index="k"),
}


def no_more_steps_than() -> tuple[Step, ...]:
    """Drawing without replacement only lowers the variance."""
    return (
        Step("sum", "Z(k) >= 0", "induction", "Z sums up the powers of (1 - eps h)^2.", on="k"),
        Step(
            "gap",
            "U(k) == V(k) + eps**2*(s*(m - 1)/(m*(N - 1)))*Z(k)",
            "induction",
            "1 - (N - m)/(N - 1) = (m - 1)/(N - 1): so much less is added to V in every step.",
            on="k",
        ),
        Step("gap_sign", "eps**2*(s*(m - 1)/(m*(N - 1)))*Z(k) >= 0", "algebra", "Not negative.", ("sum",)),
        Step("below", "V(k) <= U(k)", "algebra", "So V is not above U.", ("gap", "gap_sign")),
        Step(
            "reached",
            "implies(U(k) <= d, V(k) <= d)",
            "algebra",
            "What U has reached, V has reached.",
            ("below",),
        ),
    )


step_cost_data_size = Entry(
    id="step_cost_data_size",
    title="The size of the data set does not matter",
    says="With a fixed batch size neither the cost of a step nor the number of steps to a tolerance depends on the number of samples.",
    source=DATA,
    tier="minor",
    members=(
        Claim(
            id="step_cost_data_size__cost",
            title="The cost of a step",
            says="k steps cost m k per-sample gradients, whatever the number of samples.",
            about="A step evaluates the m gradients of its batch; the number of samples does not occur.",
            source=DATA,
            let={"N": "integer >= 1", "m": "integer in [1, N]", "k": "natural"},
            define={"C": Recurrence(("0",), "C(k) + m", index="k")},
            claim="C(k) == m*k",
            derivation=lambda: (Step("count", "C(k) == m*k", "induction", "m more in every step.", on="k"),),
            experiments=(
                Experiment("sgd_population.sgd_population", "evaluations == m*k", {"evaluations": "natural"}),
            ),
            mutants=(
                Mutant("all samples in every step", "C(k) == N*k"),
                Mutant("one sample in every step", "C(k) == k"),
            ),
        ),
        Claim(
            id="step_cost_data_size__steps",
            title="The number of steps to a tolerance",
            says="The number of steps to a tolerance is the same for every number of samples.",
            about="Losses h (x - a_i)^2/2 of N or N2 samples whose gradients have the same variance s, and batches of m different samples: the "
            "batch mean has the variance s (N - m)/(m (N - 1)). V(k) and W(k) are the expected squared distances from the minimum.",
            scope="instance",
            source=DATA,
            let={
                "m": "integer >= 1",
                "N": "integer >= 2",
                "N2": "integer >= 2",
                "eps": "positive",
                "h": "positive",
                "s": "nonnegative",
                "v0": "nonnegative",
                "d": "positive",
                "k": "natural",
            },
            given={"enough": "m <= N and m <= N2"},
            define=FINITE,
            claim="iff(V(k) <= d, W(k) <= d)",
            mutants=(
                Mutant("more samples, more steps", "implies(N <= N2 and W(k) <= d, 2*V(k) <= d)"),
                Mutant("in proportion", "iff(V(k) <= d, W(N2*k) <= d)"),
            ),
            repair=Repair(
                says="There is a number of steps that suffices for every number of samples: the one for batches from infinitely many samples.",
                about="Losses h (x - a_i)^2/2 of N samples whose gradients have the variance s, batches of m different samples; U(k) is the "
                "expected squared distance with fresh samples in every step, and does not depend on N.",
                scope="whole",
                define=INFINITE,
                claim="implies(U(k) <= d, V(k) <= d)",
                derivation=no_more_steps_than,
                experiments=(
                    Experiment(
                        "sgd_population.sgd_population",
                        "V_k <= U(k)*(1 + 10**(-9)) + 10**(-12)",
                        {"V_k": "nonnegative"},
                    ),
                ),
                mutants=(
                    Mutant("the converse", "implies(V(k) <= d, U(k) <= d)"),
                    Mutant("half the distance", "implies(U(k) <= d, 2*V(k) <= d)"),
                ),
            ),
        ),
    ),
)

CLAIMS = (step_cost_data_size,)
