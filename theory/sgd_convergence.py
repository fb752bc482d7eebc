"""When SGD converges: the conditions of Robbins and Monro.

Main claims: robbins_monro.

Notation: eps_k the rate of step k = 0, 1, ..., x0 the start; h curvature of h x^2/2, s variance of the noise, V(k) = E x_k^2; for any
rates up to 1/h in T steps: e(t) = 1/(h(1 + u[t]^2)) with arbitrary numbers u[t]; S(t) and Q(t) the sums of the rates and of their
squares.

References: notes001 (4.1), robbins1951, bottou2018.
"""

from __future__ import annotations

from proofs_check.statement.claim import (
    Claim,
    Experiment,
    Mutant,
    Recurrence,
    Refutation,
    Repair,
    Source,
)
from proofs_check.statement.derivation import Step

MONRO = Source("notes001", "4.1.2(2)")
BOUNDED = "exists(B, 'positive', forall(k, 'natural', x(k)**2 <= B))"


def quartic_runs_away() -> tuple[Step, ...]:
    """From 3 the first step overshoots, and every later one more."""
    return (
        Step(
            "overshoots",
            "x(k)**2 >= (k + 3)**2",
            "induction",
            "Where x^2 >= (k + 3)^2 a step multiplies x by -(x^2/(k + 1) - 1).",
            on="k",
        ),
        Step(
            "beyond",
            "exists(k, 'natural', x(k)**2 > B)",
            "witness",
            "At k = ceil(B).",
            ("overshoots",),
            at="ceil(B)",
        ),
        Step(
            "never",
            "forall(B, 'positive', exists(k, 'natural', x(k)**2 > B))",
            "algebra",
            "For every bound.",
            ("beyond",),
        ),
    )


ANY_RATES: dict[str, str | Recurrence] = {
    "e(t)": "1/(h*(1 + u[t]**2))",
    "V": Recurrence(("v0",), "(1 - h*e(t))**2*V(t) + e(t)**2*s"),
    "S": Recurrence(("0",), "S(t) + e(t)"),
    "Q": Recurrence(("0",), "Q(t) + e(t)**2"),
}


def sums_bound_the_error() -> tuple[Step, ...]:
    """The bound goes through a step for every rate up to 1/h."""
    return (
        Step(
            "step",
            "(1 - z)**2/(1 + a) <= 1/(1 + a + z)",
            "algebra",
            "(1 - z)^2 (1 + a + z) - (1 + a) = -z (a (2 - z) + 1 + z - z^2).",
            let={"z": "real in [0, 1]", "a": "nonnegative"},
        ),
        Step("sums", "S(t) >= 0 and Q(t) >= 0", "induction", "Sums of positive numbers.", on="t"),
        Step(
            "bound",
            "V(t) <= v0/(1 + h*S(t)) + s*Q(t)",
            "induction",
            "The start is forgotten like 1/(1 + h S), the noise adds up to at most s Q.",
            on="t",
        ),
    )


robbins_monro = Claim(
    id="robbins_monro",
    title="The conditions of Robbins and Monro",
    says="SGD converges whenever the rates have an infinite sum and a finite sum of squares.",
    about="The statement is the claim for J = x^4/4, which is convex with its minimum at 0, the rates 1/(k + 1), no noise, and any start: "
    "a sequence that converges is bounded. The sum of the rates is infinite, that of their squares pi^2/6.",
    scope="instance",
    source=MONRO,
    tier="main",
    let={"x0": "real", "k": "natural", "B": "positive"},
    define={"x": Recurrence(("x0",), "x(k) - (1/(k + 1))*x(k)**3", index="k")},
    claim=BOUNDED,
    refutation=Refutation({"x0": "3"}, quartic_runs_away),
    experiments=(Experiment("sgd_schedules.sgd_quartic", "largest <= 10**6", {"largest": "nonnegative"}),),
    mutants=(
        Mutant("within the start", "x(k)**2 <= x0**2"),
        Mutant("within 100", "x(k)**2 <= 100"),
    ),
    repair=Repair(
        says="The curvature and the noise must be bounded: on h x^2/2 with noise of variance at most s, E x_t^2 is at most "
        "v0/(1 + h S) + s Q, with the sums S of the rates and Q of their squares, as long as no rate exceeds 1/h.",
        about="Under the conditions the rates are below 1/h from some step on, and E x^2 is finite there. Start the count at a step beyond "
        "which the squares sum to less than d/(2 s): the second part of the bound stays below d/2, and the first tends to 0 since the rates "
        "have an infinite sum. Hence E x_t^2 tends to 0. Every rate in (0, 1/h] is of the form e(t).",
        scope="reduction",
        let={
            "T": "integer >= 1",
            "u": "vector(T)",
            "h": "positive",
            "v0": "nonnegative",
            "s": "nonnegative",
            "t": "integer in [0, T]",
        },
        define=ANY_RATES,
        claim="V(t) <= v0/(1 + h*S(t)) + s*Q(t)",
        derivation=sums_bound_the_error,
        experiments=(
            Experiment(
                "sgd_schedules.sgd_any_rates",
                "V_k <= v0/(1 + h*sum_rates) + s*sum_squares*(1 + 10**(-9)) + 10**(-12)",
                dict.fromkeys(("V_k", "v0", "s", "sum_rates", "sum_squares"), "nonnegative"),
            ),
        ),
        mutants=(
            Mutant("without the noise", "V(t) <= v0/(1 + h*S(t))"),
            Mutant("without the start", "V(t) <= s*Q(t)"),
            Mutant("rates up to 4/h", define={"e(t)": "4/(h*(1 + u[t]**2))"}),
        ),
    ),
)

CLAIMS = (robbins_monro,)
