"""Rates that tend to zero: what they do not forbid, and what they do not tell.

Main claims: rate_reaching_zero.

Notation: V(k) = E x_k^2 on h x^2/2 with noise of variance s and the rates c/(k + 1); x(k) and y(k) gradient descent on x^2/2 with the rates
1/(k + 2) and 1/(k + 2)^2.

References: notes001 (4.1), robbins1951.
"""

from __future__ import annotations

from proofs_check.statement.claim import (
    Claim,
    Entry,
    Experiment,
    Mutant,
    Recurrence,
    Refutation,
    Repair,
    Source,
)
from proofs_check.statement.derivation import Step, Use

FALLING = {"V": Recurrence(("v0",), "(1 - h*(c/(k + 1)))**2*V(k) + (c/(k + 1))**2*s", index="k")}
AWAY = "exists(b, 'positive', forall(k, 'integer >= 1', V(k) >= b))"


def falls_like_one_over_k() -> tuple[Step, ...]:
    """With c h = 1 the iterate is the mean of k noises."""
    return (
        Step("closed_form", "V(k) == s/k", "induction", "(k + 1)^2 V(k + 1) = k^2 V(k) + s.", on="k"),
        Step(
            "below",
            "exists(k, 'integer >= 1', V(k) < b)",
            "witness",
            "At k = ceil(s/b) + 1.",
            ("closed_form",),
            at="ceil(1/b) + 1",
        ),
        Step(
            "never",
            "forall(b, 'positive', exists(k, 'integer >= 1', V(k) < b))",
            "algebra",
            "For every b.",
            ("below",),
        ),
    )


def mean_of_the_noise() -> tuple[Step, ...]:
    """The recursion telescopes after multiplication by k^2."""
    return (
        Step(
            "closed_form",
            "V(k) == c**2*s/k",
            "induction",
            "(k + 1)^2 V(k + 1) = k^2 V(k) + c^2 s.",
            ("rate",),
            on="k",
        ),
        Step("limit", "limit(V(k), k, oo) == 0", "limit", "1/k tends to 0.", ("closed_form",)),
    )


FREEZING = {
    "x": Recurrence(("x0",), "x(k) - x(k)/(k + 2)", index="k"),
    "y": Recurrence(("x0",), "y(k) - y(k)/(k + 2)**2", index="k"),
}
SAME_STEPS = (
    "limit(x(k + 1) - x(k), k, oo) == 0 and limit(y(k + 1) - y(k), k, oo) == 0 "
    "and limit(x(k), k, oo) == 0 and limit(y(k), k, oo) == x0/2"
)


def converges_and_freezes() -> tuple[Step, ...]:
    """Two telescoping products."""
    return (
        Step(
            "converging", "x(k) == x0/(k + 1)", "induction", "The factors (k + 1)/(k + 2) telescope.", on="k"
        ),
        Step(
            "freezing",
            "y(k) == x0*(k + 2)/(2*(k + 1))",
            "induction",
            "The factors (k + 1)(k + 3)/(k + 2)^2 telescope.",
            on="k",
        ),
        Step(
            "step_x",
            "x(k + 1) - x(k) == -x0/((k + 1)*(k + 2))",
            "algebra",
            "Its steps.",
            ("converging", Use("converging", {"k": "k + 1"})),
        ),
        Step(
            "step_y",
            "y(k + 1) - y(k) == -x0/(2*(k + 1)*(k + 2))",
            "algebra",
            "The other's steps.",
            ("freezing", Use("freezing", {"k": "k + 1"})),
        ),
        Step("steps_x", "limit(x(k + 1) - x(k), k, oo) == 0", "limit", "They tend to 0.", ("step_x",)),
        Step("steps_y", "limit(y(k + 1) - y(k), k, oo) == 0", "limit", "They tend to 0, too.", ("step_y",)),
        Step(
            "minimum",
            "limit(x(k), k, oo) == 0",
            "limit",
            "The first is at the minimum in the limit.",
            ("converging",),
        ),
        Step("halfway", "limit(y(k), k, oo) == x0/2", "limit", "The other stops half way.", ("freezing",)),
        Step(
            "together",
            SAME_STEPS,
            "algebra",
            "All parts together.",
            ("steps_x", "steps_y", "minimum", "halfway"),
        ),
    )


rate_reaching_zero = Entry(
    id="rate_reaching_zero",
    title="Rates that tend to zero",
    says="The rate must not fall to zero, since then one cannot tell convergence from standing still.",
    source=Source("notes001", "4.1.2(3)"),
    tier="main",
    join="readings",
    members=(
        Claim(
            id="rate_reaching_zero__impossible",
            title="No convergence with rates that tend to zero",
            says="With rates that tend to zero the iterates cannot converge to the minimum.",
            about="The statement is the claim for SGD on h x^2/2 with noise of variance s and the rates c/(k + 1): E x_k^2 stays above a "
            "positive number.",
            scope="instance",
            source=Source("notes001", "4.1.2(3)"),
            let={
                "c": "positive",
                "h": "positive",
                "s": "positive",
                "v0": "nonnegative",
                "k": "integer >= 1",
                "b": "positive",
            },
            define=FALLING,
            claim=AWAY,
            refutation=Refutation({"c": "1", "h": "1", "s": "1", "v0": "1"}, falls_like_one_over_k),
            experiments=(Experiment("sgd_paths.sgd_decreasing", "V_next >= v0", {"V_next": "nonnegative"}),),
            mutants=(
                Mutant("as far as at the start", "V(k) >= v0"),
                Mutant("farther with every step", "V(k + 1) >= V(k)"),
            ),
            repair=Repair(
                says="They can, if the rates have an infinite sum: with the rates 1/(h (k + 1)), E x_k^2 = s/(h^2 k) tends to 0.",
                about="SGD on h x^2/2 with noise of variance s.",
                scope="whole",
                given={"rate": "c*h == 1"},
                claim="limit(V(k), k, oo) == 0",
                derivation=mean_of_the_noise,
                experiments=(
                    Experiment(
                        "sgd_paths.sgd_decreasing",
                        "implies(c*h == 1 and k >= 1, V_k == s/(h**2*m*k))",
                        {
                            "V_k": "nonnegative",
                            "c": "positive",
                            "s": "nonnegative",
                            "m": "integer >= 1",
                            "k": "integer >= 1",
                        },
                    ),
                ),
                mutants=(
                    Mutant("rates half as large", "V(k) == 4*c**2*s/k"),
                    Mutant("faster", "V(k) <= c**2*s/k**2"),
                ),
            ),
        ),
        Claim(
            id="rate_reaching_zero__indistinct",
            title="Steps that vanish do not tell",
            says="With rates that tend to zero, steps that tend to zero do not tell whether the minimum is approached.",
            about="Gradient descent on x^2/2 with the rates 1/(k + 2), which have an infinite sum, and 1/(k + 2)^2, which have not: in both runs "
            "the rates and the steps tend to 0; x tends to the minimum, y stops half way. (The gradients tell them apart.)",
            source=Source("notes001", "4.1.2(3)"),
            let={"x0": "real", "k": "natural"},
            define=FREEZING,
            claim=SAME_STEPS,
            derivation=converges_and_freezes,
            experiments=(
                Experiment(
                    "sgd_schedules.sgd_freezing",
                    "x_k == x0/(k + 1) and y_k == x0*(k + 2)/(2*(k + 1))",
                    {"x_k": "real", "y_k": "real"},
                ),
            ),
            mutants=(
                Mutant("both approach the minimum", "limit(y(k), k, oo) == 0"),
                Mutant("both stop half way", "limit(x(k), k, oo) == x0/2"),
            ),
        ),
    ),
)

CLAIMS = (rate_reaching_zero,)
