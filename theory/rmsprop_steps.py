"""RMSProp's step for large and small gradients.

Main claims: rmsprop_large_gradient, rmsprop_small_gradient.

Notation: as in `rmsprop`; g[t] any gradients.

References: notes001 (5.3), tieleman2012.
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
from proofs_check.statement.derivation import Step
from theory import figures_adagrad
from theory.rmsprop import CLOSED_RMS, RMS, RMS_LET

TWO = "sqrt(rho*(1 - rho)*a**2 + (1 - rho)*b**2)"
AVERAGE = {"r": Recurrence(("0",), "rho*r(t) + (1 - rho)*g[t]**2")}
NOT_SMALL = (
    f"exists(c, 'positive', forall(a, 'real', forall(b, 'real >= delta/c', eps*b/(delta + {TWO}) >= c*eps)))"
)


def earlier_bounded() -> tuple[Step, ...]:
    """The average of the squares is at most the largest of them."""
    return (
        Step("positive", "r(t) >= 0", "induction", "An average of squares.", on="t"),
        Step("average", "r(t) <= B**2", "induction", "Every square is at most B^2.", ("earlier",), on="t"),
        Step("root", "sqrt(r(t)) <= B", "algebra", "", ("average", "positive")),
        Step(
            "step",
            "eps*h/(delta + sqrt(r(t))) >= eps*h/(delta + B)",
            "algebra",
            "",
            ("root", "positive"),
        ),
    )


def after_a_spike() -> tuple[Step, ...]:
    """After the gradient 4/c^2 the next one, 1/c, makes a step below c (eps = delta = 1)."""
    positive = {"c": "positive"}
    spiked = TWO.replace("a**2", "(4/c**2)**2")
    step = f"eps*{{}}/(delta + {spiked}) < c*eps"
    return (
        Step("root", f"{spiked.replace('b**2', '(1/c)**2')} >= 2/c**2", "algebra", "", let=positive),
        Step(
            "short", step.format("(1/c)").replace("b**2", "(1/c)**2"), "algebra", "", ("root",), let=positive
        ),
        Step(
            "then",
            f"exists(b, 'real >= delta/c', {step.format('b')})",
            "witness",
            "",
            ("short",),
            let=positive,
            at="1/c",
        ),
        Step(
            "first",
            f"exists(a, 'real', exists(b, 'real >= delta/c', eps*b/(delta + {TWO}) < c*eps))",
            "witness",
            "",
            ("then",),
            let=positive,
            at="4/c**2",
        ),
        Step(
            "always",
            f"forall(c, 'positive', exists(a, 'real', exists(b, 'real >= delta/c', eps*b/(delta + {TWO}) < c*eps)))",
            "algebra",
            "",
            ("first",),
        ),
    )


rmsprop_large_gradient = Claim(
    id="rmsprop_large_gradient",
    title="RMSProp's step for large gradients",
    says="Whenever the gradient is large against the stabiliser, the step is at least a fixed multiple of eps, whatever came before.",
    about="The statement is the claim for the second step, after a gradient a, at a gradient b that is positive and large: with c small enough, at least delta/c.",
    scope="instance",
    source=Source("notes001", "5.3.2(1)"),
    tier="main",
    figures=figures_adagrad.spike,
    let={"rho": "real in (0, 1)", "eps": "positive", "delta": "positive"},
    claim=NOT_SMALL,
    refutation=Refutation({"rho": "1/2", "eps": "1", "delta": "1"}, after_a_spike),
    experiments=(
        Experiment(
            "adaptive_sequences.rmsprop_sequences",
            "implies(abs(g_k) >= 10*delta, rate*abs(g_k) >= eps/2)",
            {"rate": "positive", "g_k": "real"},
        ),
    ),
    mutants=(
        Mutant(
            "with c = 1",
            f"forall(a, 'real', forall(b, 'real >= delta', eps*b/(delta + {TWO}) >= eps))",
        ),
        Mutant(
            "for small gradients as well",
            "exists(c, 'positive', forall(b, 'positive', eps*b/(delta + sqrt((1 - rho)*b**2)) >= c*eps))",
        ),
    ),
    repair=Repair(
        says="If no earlier gradient is larger than B, a gradient h makes a step of at least eps h/(delta + B): with B = kappa h that is about eps/kappa.",
        let={
            "T": "integer >= 1",
            "g": "vector(T)",
            "t": "integer in [1, T]",
            "B": "positive",
            "h": "nonnegative",
        },
        given={"earlier": "forall(j, 'integer in [0, T - 1]', g[j]**2 <= B**2)"},
        define=AVERAGE,
        claim="eps*h/(delta + sqrt(r(t))) >= eps*h/(delta + B)",
        derivation=earlier_bounded,
        experiments=(
            Experiment(
                "rmsprop_runs.rmsprop_largest",
                "rate*abs(g_last) >= eps*abs(g_last)/(delta + g_most)",
                {"rate": "positive", "g_last": "real", "g_most": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("whatever came before", without="earlier"),
            Mutant("at most", "eps*h/(delta + sqrt(r(t))) <= eps*h/(delta + B)"),
        ),
    ),
)

STEP_SIZE = "eps*abs(g)/(delta + sqrt(r(k)))"
ABOUT = "eps*abs(g)/delta"


def small_step() -> tuple[Step, ...]:
    """The relative error is the root over the stabiliser."""
    relative = "sqrt(1 - rho**k)*G/(delta + sqrt(1 - rho**k)*G)"
    return (
        CLOSED_RMS,
        Step("range", "0 < 1 - rho**k and 1 - rho**k < 1", "algebra", "0 < rho^k < 1."),
        Step("root", "sqrt(r(k)) == sqrt(1 - rho**k)*abs(g)", "algebra", "", ("accumulator", "range")),
        Step(
            "error",
            f"{ABOUT} - {STEP_SIZE} == {ABOUT}*(sqrt(1 - rho**k)*abs(g)/(delta + sqrt(1 - rho**k)*abs(g)))",
            "algebra",
            "",
            ("root", "range"),
        ),
        Step("vanishes", f"limit({relative}, G, 0, '+') == 0", "limit", "", ("range",)),
        Step("both", small_steps.claim, "algebra", "", ("error", "vanishes")),
    )


small_steps = Claim(
    id="rmsprop_small_gradient__step",
    title="The step",
    says="For |g| small against delta the step is about -eps g/delta.",
    about="'About' is read as the relative error sqrt(1 - rho^k)|g|/(delta + sqrt(1 - rho^k)|g|), which vanishes with |g|.",
    source=Source("notes001", "5.3.2(1)"),
    let={**RMS_LET, "G": "real"},
    define=RMS,
    claim=f"{ABOUT} - {STEP_SIZE} == {ABOUT}*(sqrt(1 - rho**k)*abs(g)/(delta + sqrt(1 - rho**k)*abs(g))) "
    "and limit(sqrt(1 - rho**k)*G/(delta + sqrt(1 - rho**k)*G), G, 0, '+') == 0",
    derivation=small_step,
    experiments=(
        Experiment(
            "adaptive.rmsprop_constant",
            "abs(step) <= eps*abs(g)/delta and abs(step) >= eps*abs(g)/delta*(1 - abs(g)/delta)*(1 - 10**(-13))",
            {"step": "real"},
        ),
    ),
    mutants=(
        Mutant("exactly", f"{STEP_SIZE} == {ABOUT}"),
        Mutant("longer than that", f"{STEP_SIZE} > {ABOUT}"),
    ),
)


def curvature_bounds() -> tuple[Step, ...]:
    """The gradient is the curvature times the distance."""
    return (
        Step("size", "abs(h*(x - m)) == h*abs(x - m)", "algebra", ""),
        Step("near", "mu*abs(x - m) <= abs(h*(x - m))", "algebra", "", ("size", "strong")),
        Step("lowest", "J(m) <= J(y)", "algebra", "A parabola that opens upwards."),
        Step("both", f"{NEAR}", "algebra", "", ("near", "lowest")),
    )


NEAR = "mu*abs(x - m) <= abs(h*(x - m)) and J(m) <= J(y)"
near_minimum = Claim(
    id="rmsprop_small_gradient__minimum",
    title="Near a minimum",
    says="Where the gradient is small the iterate is near a minimum.",
    about="The statement is the claim for the parabolas h y^2/2, at a point where the gradient is 0, which is as small as can be: it must be a minimum.",
    scope="instance",
    source=Source("notes001", "5.3.2(1)"),
    let={"h": "nonzero", "x": "real"},
    define={"J(y)": "h*y**2/2"},
    given={"flat": "h*x == 0"},
    claim="forall(y, 'real', J(y) >= J(x))",
    mutants=(
        Mutant("a strict one", "forall(y, 'real', J(y) > J(x))"),
        Mutant("a maximum", "forall(y, 'real', J(y) <= J(x))"),
    ),
    repair=Repair(
        says="It is where the curvature is at least mu > 0: then the minimum m is at most |g|/mu away (shown for parabolas with curvature h >= mu).",
        let={"mu": "positive", "h": "real >= mu", "x": "real", "m": "real", "y": "real"},
        define={"J(z)": "h*(z - m)**2/2"},
        without=("flat",),
        given={"strong": "h >= mu"},
        claim=NEAR,
        derivation=curvature_bounds,
        mutants=(
            Mutant("any curvature", without="strong", let={"h": "real"}),
            Mutant("at most half as far", "2*mu*abs(x - m) <= abs(h*(x - m))"),
        ),
    ),
)

rmsprop_small_gradient = Entry(
    id="rmsprop_small_gradient",
    title="RMSProp's step for small gradients",
    says="For |g| small against delta the step is about -eps g/delta, and the iterate is near a minimum.",
    source=Source("notes001", "5.3.2(1)"),
    tier="main",
    join="parts",
    members=(small_steps, near_minimum),
)
