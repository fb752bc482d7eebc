"""Small learning rates: no bouncing, and many steps.

Below 1/lmax no coordinate in the eigenbasis changes sign; the shallow one then keeps the fraction 1 - 1/kappa at every step.

Main claims: small_rate_no_bounce.

Notation: H Hessian with extreme eigenvalues lo and hi, kappa = hi/lo, v eigenvector, eps learning rate, x(k) iterate, delta the fraction.

References: notes000 (ill-conditioning).
"""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence
from proofs_check.statement.derivation import Step, Use
from theory import figures_descent
from theory.descent_ravine import MEASURED, RAVINE, SPECTRUM

RUN_LET = {
    "n": "integer >= 1",
    "H": "spd(n)",
    "x0": "vector(n)",
    "v": "vector(n)",
    "eps": "positive",
    "k": "natural",
}
RUN: Mapping[str, str | Recurrence] = {
    "x": Recurrence(("x0",), "x(k) - eps*(H @ x(k))", index="k"),
    **SPECTRUM,
}


def no_sign_change() -> tuple[Step, ...]:
    """The factor 1 - eps l is not negative."""
    return (
        Step(
            "component",
            "dot(v, x(k)) == (1 - eps*l)**k*dot(v, x0)",
            "induction",
            "Once for every step.",
            ("eigen",),
            on="k",
        ),
        Step(
            "next",
            "dot(v, x(k + 1)) == (1 - eps*l)*dot(v, x(k))",
            "definition",
            "v is an eigenvector of the symmetric matrix H.",
            ("eigen",),
        ),
        Step("factor", "eps*l <= 1", "algebra", "l is at most lmax.", ("below", "short")),
        Step(
            "product",
            "(1 - c)*w*w >= 0",
            "algebra",
            "A product of numbers that are not negative.",
            let={"c": "real <= 1", "w": "real"},
        ),
        Step(
            "keeps",
            "dot(v, x(k + 1))*dot(v, x(k)) >= 0",
            "algebra",
            "With c = eps l.",
            ("next", "factor", Use("product", {"c": "eps*l", "w": "dot(v, x(k))"})),
        ),
    )


no_bounce = Claim(
    id="small_rate_no_bounce__no_bounce",
    title="No bouncing below 1/lmax",
    says="With a learning rate of at most 1/lmax no coordinate in the eigenbasis changes sign.",
    source=RAVINE,
    let={**RUN_LET, "l": "real"},
    define=RUN,
    given={"eigen": "H @ v == l*v", "below": "l <= hi", "short": "eps*hi <= 1"},
    claim="dot(v, x(k + 1))*dot(v, x(k)) >= 0",
    derivation=no_sign_change,
    experiments=(
        Experiment(
            "descent.descent_on_quadratic",
            "implies(eps*hi <= 1, dot(v, x)*dot(v, x1) >= 0 and dot(u, x)*dot(u, x1) >= 0)",
            MEASURED,
        ),
    ),
    mutants=(
        Mutant("up to 2/lmax", "implies(k == 0, dot(v, x(k) - 2*eps*(H @ x(k)))*dot(v, x(k)) >= 0)"),
        Mutant("never 0 either", "dot(v, x(k + 1))*dot(v, x(k)) > 0"),
        Mutant("any rate", without="short"),
    ),
)


COUNT = "k >= (hi/lo - 1)*log(1/delta)"
FACTOR = {"p": "real in (0, 1)"}


def powers_and_logarithms() -> tuple[Step, ...]:
    """How many factors p it takes to come down to delta."""
    return (
        Step("log_of_power", "log(p**k) == k*log(p)", "algebra", "The logarithm of a power.", let=FACTOR),
        Step(
            "log_grows",
            "implies(a <= c, log(a) <= log(c))",
            "algebra",
            "The logarithm grows.",
            let={"a": "positive", "c": "positive"},
        ),
        Step(
            "logarithms",
            "implies(p**k <= delta, k*log(p) <= log(delta))",
            "algebra",
            "Take logarithms.",
            ("log_of_power", Use("log_grows", {"a": "p**k", "c": "delta"})),
            let=FACTOR,
        ),
        Step("tangent", "-log(p) <= (1 - p)/p", "algebra", "log(1/p) is at most 1/p - 1.", let=FACTOR),
        Step("inverse", "log(1/delta) == -log(delta)", "algebra", "The logarithm of an inverse."),
        Step(
            "slow_factor",
            "implies(p**k <= delta, log(1/delta) <= k*((1 - p)/p))",
            "algebra",
            "Together.",
            ("logarithms", "tangent", "inverse"),
            let=FACTOR,
        ),
        Step(
            "count_of_factors",
            "implies(p**k <= delta, k >= p/(1 - p)*log(1/delta))",
            "algebra",
            "Solved for k.",
            ("slow_factor",),
            let=FACTOR,
        ),
        Step(
            "count",
            "implies(q**k <= delta, k >= q/(1 - q)*log(1/delta))",
            "algebra",
            "For the factor 0 there is nothing to show.",
            ("count_of_factors",),
            let={"q": "real in [0, 1)"},
        ),
    )


def many_steps() -> tuple[Step, ...]:
    """The shallow component keeps the fraction 1 - 1/kappa at least."""
    return (
        Step(
            "component",
            "dot(v, x(k)) == (1 - eps*lo)**k*dot(v, x0)",
            "induction",
            "Once for every step.",
            ("eigen",),
            on="k",
        ),
        Step(
            "ends",
            "0 < lo and lo <= hi and 1 - lo/hi >= 0 and 1 - lo/hi < 1 and 1 - lo/hi <= 1 - eps*lo",
            "algebra",
            "H is positive definite and eps <= 1/hi.",
            ("short",),
        ),
        Step(
            "fraction",
            "(1 - eps*lo)**k <= delta",
            "algebra",
            "Divide by the component at the start.",
            ("component", "ends", "off_axis", "reduced"),
        ),
        Step(
            "powers_grow",
            "a**k <= c**k",
            "algebra",
            "Powers of larger numbers are larger.",
            let={"a": "nonnegative", "c": "nonnegative"},
            given=("a <= c",),
        ),
        Step(
            "smallest_fraction",
            "(1 - lo/hi)**k <= delta",
            "algebra",
            "1 - 1/kappa is the smallest factor that such a rate allows.",
            ("fraction", "ends", Use("powers_grow", {"a": "1 - lo/hi", "c": "1 - eps*lo"})),
        ),
        *powers_and_logarithms(),
        Step(
            "steps",
            "k >= (1 - lo/hi)/(1 - (1 - lo/hi))*log(1/delta)",
            "algebra",
            "With the factor 1 - 1/kappa.",
            ("smallest_fraction", "ends", Use("count", {"q": "1 - lo/hi"})),
        ),
        Step("many", COUNT, "algebra", "Simplified.", ("steps", "ends")),
    )


more_steps = Claim(
    id="small_rate_no_bounce__steps",
    title="Many steps below 1/lmax",
    says="With a learning rate of at most 1/lmax it takes at least (kappa - 1) ln(1/delta) steps to reduce the shallow component to a "
    "fraction delta.",
    source=RAVINE,
    let={**RUN_LET, "delta": "real in (0, 1)"},
    define=RUN,
    given={
        "eigen": "H @ v == lo*v",
        "short": "eps*hi <= 1",
        "off_axis": "dot(v, x0) != 0",
        "reduced": "abs(dot(v, x(k))) <= delta*abs(dot(v, x0))",
    },
    claim=COUNT,
    derivation=many_steps,
    experiments=(
        Experiment(
            "descent.descent_until_reduced",
            "k >= (hi/lo - 1)*log(1/delta)",
            {"lo": "positive", "hi": "positive"},
            {"small": "eps*hi <= 1"},
        ),
    ),
    mutants=(
        Mutant("one more", "k >= (hi/lo + 1)*log(1/delta)"),
        Mutant("at most", "k <= (hi/lo - 1)*log(1/delta)"),
    ),
)

small_rate_no_bounce = Entry(
    id="small_rate_no_bounce",
    title="A small rate does not bounce, but takes many steps",
    says="A smaller learning rate removes the bouncing, at the price of many more steps.",
    source=RAVINE,
    tier="main",
    figures=figures_descent.ravine,
    members=(no_bounce, more_steps),
)

CLAIMS = (small_rate_no_bounce,)
