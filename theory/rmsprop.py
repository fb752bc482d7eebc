"""RMSProp under a constant gradient: the accumulator, and the step for large gradients.

The accumulator is a moving average of squared gradients; the claims say how it and the step move with the iteration k, between
which values, and to which limit. The rate has a module of its own, `rmsprop_rates`.

Main claims: rmsprop_accumulator, rmsprop_step_range.

Notation: g one component of the gradient (the same at every step), eps global rate, delta stabiliser, rho decay rate, r(k)
the accumulator after k steps; the step is eps |g|/(delta + sqrt(r)), G a gradient that grows.

References: notes001 (5.3), tieleman2012.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Source
from proofs_check.statement.derivation import Step
from theory import figures_core

RMS = {"r": Recurrence(("0",), "rho*r(k) + (1 - rho)*g**2", index="k")}
RMS_LET = {"rho": "real in (0, 1)", "g": "real", "eps": "positive", "delta": "positive", "k": "integer >= 1"}
RMS_PLACE = Source("notes001", "5.3.2(1)")


def accumulator() -> tuple[Step, ...]:
    """SymPy solves the recurrence, induction proves the solution."""
    import sympy

    from proofs_check.engines.sympy_engine import state

    k, rho, g = sympy.Symbol("k", integer=True), sympy.Symbol("rho"), sympy.Symbol("g")
    r = sympy.Function("r")
    solved = sympy.rsolve(r(k + 1) - rho * r(k) - (1 - rho) * g**2, r(k), {r(0): 0})
    return (
        Step("start", "r(0) == (1 - rho**0)*g**2", "definition", "Nothing has been accumulated."),
        Step(
            "solution",
            f"r(k) == {state(sympy.factor(solved))}",
            "induction",
            "The geometric series: each step keeps the fraction rho and adds (1 - rho) g^2.",
            on="k",
        ),
        Step(
            "accumulator", "r(k) == (1 - rho**k)*g**2", "algebra", "Written as the text does.", ("solution",)
        ),
    )


rmsprop_accumulator = Claim(
    id="rmsprop_accumulator",
    figures=figures_core.accumulator,
    title="RMSProp's accumulator under a constant gradient",
    says="With a constant gradient g and zero start, after k steps r = (1 - rho^k) g^2.",
    source=Source("notes001", "5.3.1; 5.3.2(1)"),
    tier="core",
    let={"rho": "real in [0, 1)", "g": "real", "k": "natural"},
    define=RMS,
    claim="r(k) == (1 - rho**k)*g**2",
    derivation=accumulator,
    experiments=(
        Experiment("adaptive.rmsprop_constant", "r_k == (1 - rho**k)*g**2", {"r_k": "nonnegative"}),
    ),
    mutants=(
        Mutant("one step early", "r(k) == (1 - rho**(k + 1))*g**2"),
        Mutant("the weights exchanged", "r(k) == rho**k*g**2"),
        Mutant("g instead of its square", "r(k) == (1 - rho**k)*abs(g)"),
    ),
)

CLOSED_RMS = Step(
    "accumulator",
    "r(k) == (1 - rho**k)*g**2",
    "induction",
    "The accumulator in closed form.",
    on="k",
)

STEP = "eps*abs(g)/(delta + sqrt(1 - rho**k)*abs(g))"


def step_range() -> tuple[Step, ...]:
    """The approximation as a limit, with the bound of its error."""
    relative = "abs(g)/(delta + sqrt(1 - rho**k)*abs(g))*sqrt(1 - rho**k)"
    return (
        CLOSED_RMS,
        Step(
            "root",
            "sqrt(r(k)) == sqrt(1 - rho**k)*abs(g)",
            "algebra",
            "The root of a product.",
            ("accumulator",),
        ),
        Step("step", f"eps*abs(g)/(delta + sqrt(r(k))) == {STEP}", "algebra", "Put the root.", ("root",)),
        Step("root_range", "1 - rho <= 1 - rho**k and 1 - rho**k < 1", "algebra", "0 < rho^k <= rho."),
        Step(
            "relative_error",
            f"1 - {relative} == delta/(delta + sqrt(1 - rho**k)*abs(g))",
            "algebra",
            "What the stabiliser takes away.",
            ("root_range",),
        ),
        Step(
            "large_gradients",
            "limit(eps*G/(delta + sqrt(1 - rho**k)*G), G, oo) == eps/sqrt(1 - rho**k)",
            "limit",
            "For |g| large against delta only the root is left.",
            ("root_range",),
        ),
        Step("first", "eps/sqrt(1 - rho**1) == eps/sqrt(1 - rho)", "algebra", "k = 1."),
        Step(
            "falls",
            "eps/sqrt(1 - rho**(k + 1)) < eps/sqrt(1 - rho**k)",
            "algebra",
            "rho^k falls strictly.",
            ("root_range",),
        ),
        Step("last", "limit(eps/sqrt(1 - rho**k), k, oo) == eps", "limit", "rho^k tends to 0."),
        Step(
            "together",
            rmsprop_step_range.claim,
            "algebra",
            "All parts together.",
            ("step", "relative_error", "large_gradients", "first", "falls", "last"),
        ),
    )


rmsprop_step_range = Claim(
    id="rmsprop_step_range",
    figures=figures_core.steps,
    title="RMSProp's step for large gradients",
    says="For |g| large against delta the step is about eps/sqrt(1 - rho^k), independent of g, falling from eps/sqrt(1 - rho) to eps.",
    about="'About' is read as: the step tends to that value as |g| grows, with the relative error delta/(delta + sqrt(1 - rho^k)|g|).",
    source=RMS_PLACE,
    tier="core",
    let={**RMS_LET, "G": "positive"},
    define=RMS,
    claim=f"eps*abs(g)/(delta + sqrt(r(k))) == {STEP} "
    "and 1 - abs(g)/(delta + sqrt(1 - rho**k)*abs(g))*sqrt(1 - rho**k) == delta/(delta + sqrt(1 - rho**k)*abs(g)) "
    "and limit(eps*G/(delta + sqrt(1 - rho**k)*G), G, oo) == eps/sqrt(1 - rho**k) "
    "and eps/sqrt(1 - rho**1) == eps/sqrt(1 - rho) "
    "and eps/sqrt(1 - rho**(k + 1)) < eps/sqrt(1 - rho**k) and limit(eps/sqrt(1 - rho**k), k, oo) == eps",
    derivation=step_range,
    experiments=(Experiment("adaptive.rmsprop_constant", f"abs(step) == {STEP}", {"step": "real"}),),
    mutants=(
        Mutant("equal, not about", "eps*abs(g)/(delta + sqrt(r(k))) == eps/sqrt(1 - rho**k)"),
        Mutant("the step grows", "eps/sqrt(1 - rho**(k + 1)) > eps/sqrt(1 - rho**k)"),
        Mutant("to eps/sqrt(1 - rho)", "limit(eps/sqrt(1 - rho**k), k, oo) == eps/sqrt(1 - rho)"),
    ),
)
