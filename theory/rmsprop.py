"""RMSProp under a constant gradient: accumulator, rate and step.

The accumulator is a moving average of squared gradients; the claims say how it, the effective rate and the step move with
the iteration k, between which values, and to which limit.

Main claims: rmsprop_accumulator, rmsprop_rate_monotone, rmsprop_rate_range, rmsprop_step_range.

Notation: g one component of the gradient (the same at every step), eps global rate, delta stabiliser, rho decay rate, r(k)
the accumulator after k steps; the rate is eps/(delta + sqrt(r)), with the stabiliser inside the root
eps/sqrt(delta + r); the step is the rate times g.

References: notes001 (5.3), tieleman2012.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures

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
NEXT_RMS = Step(
    "next_accumulator",
    "r(k + 1) == (1 - rho**(k + 1))*g**2",
    "definition",
    "One step more.",
    ("accumulator",),
)


def rate_falls(outside: bool) -> tuple[Step, ...]:
    """The accumulator grows strictly, so the denominator does."""
    claim = RATE_FALLS_OUTSIDE if outside else RATE_FALLS_INSIDE
    return (
        CLOSED_RMS,
        NEXT_RMS,
        Step(
            "accumulator_grows",
            "r(k + 1) > r(k)",
            "algebra",
            "rho^k falls strictly, and g is not 0.",
            ("accumulator", "next_accumulator"),
        ),
        Step("accumulator_positive", "r(k) > 0", "algebra", "rho^k < 1 and g is not 0.", ("accumulator",)),
        Step(
            "rate_falls",
            claim,
            "algebra",
            "A larger denominator makes a smaller quotient.",
            ("accumulator_grows", "accumulator_positive"),
        ),
    )


def rate_falls_outside() -> tuple[Step, ...]:
    """The stabiliser outside the root."""
    return rate_falls(True)


def rate_falls_inside() -> tuple[Step, ...]:
    """The stabiliser inside the root."""
    return rate_falls(False)


RATE_FALLS_OUTSIDE = "eps/(delta + sqrt(r(k + 1))) < eps/(delta + sqrt(r(k)))"
RATE_FALLS_INSIDE = "eps/sqrt(delta + r(k + 1)) < eps/sqrt(delta + r(k))"
RATES = {"rate": "positive", "rate_next": "positive", "rate_in": "positive", "rate_in_next": "positive"}
MOVING = {"g": "nonzero", "rho": "real in (0, 1)"}
rmsprop_rate_monotone = Entry(
    id="rmsprop_rate_monotone",
    title="RMSProp's rate falls with k",
    says="With a constant gradient the rate of a direction falls from every step to the next, because the denominator grows.",
    source=RMS_PLACE,
    tier="core",
    figures=figures.rates,
    join="readings",
    members=(
        Claim(
            id="rmsprop_rate_monotone__outside",
            title="Stabiliser outside the root",
            says="eps/(delta + sqrt(r)) falls strictly with k.",
            source=RMS_PLACE,
            let={**RMS_LET, "rho": "real in [0, 1)"},
            define=RMS,
            claim=RATE_FALLS_OUTSIDE,
            mutants=(
                Mutant("the rate grows", "eps/(delta + sqrt(r(k + 1))) > eps/(delta + sqrt(r(k)))"),
                Mutant("the rate halves", "eps/(delta + sqrt(r(k + 1))) <= eps/(delta + sqrt(r(k)))/2"),
            ),
            repair=Repair(
                says="The gradient component must not be 0, nor rho (with g = 0 the rate stays eps/delta, with rho = 0 it is settled at once).",
                let=MOVING,
                derivation=rate_falls_outside,
                experiments=(
                    Experiment("adaptive.rmsprop_constant", "rate_next <= rate*(1 + 10**(-15))", RATES),
                    Experiment(
                        "adaptive.rmsprop_constant",
                        "implies(rho <= 9/10 and rho >= 1/10 and k <= 4 and abs(g) > delta, rate_next < rate)",
                        RATES,
                    ),
                ),
                mutants=(
                    Mutant("also for g = 0", let={"g": "real"}),
                    Mutant("also for rho = 0", let={"rho": "real in [0, 1)"}),
                ),
            ),
        ),
        Claim(
            id="rmsprop_rate_monotone__inside",
            title="Stabiliser inside the root",
            says="eps/sqrt(delta + r) falls strictly with k.",
            source=RMS_PLACE,
            let={**RMS_LET, "rho": "real in [0, 1)"},
            define=RMS,
            claim=RATE_FALLS_INSIDE,
            mutants=(
                Mutant("the rate grows", "eps/sqrt(delta + r(k + 1)) > eps/sqrt(delta + r(k))"),
                Mutant("the rate halves", "eps/sqrt(delta + r(k + 1)) <= eps/sqrt(delta + r(k))/2"),
            ),
            repair=Repair(
                says="The gradient component must not be 0, nor rho.",
                let=MOVING,
                derivation=rate_falls_inside,
                experiments=(
                    Experiment("adaptive.rmsprop_constant", "rate_in_next <= rate_in*(1 + 10**(-15))", RATES),
                ),
                mutants=(
                    Mutant("also for g = 0", let={"g": "real"}),
                    Mutant("also for rho = 0", let={"rho": "real in [0, 1)"}),
                ),
            ),
        ),
    ),
)


def range_steps(rate: str, first: str, last: str, claim: str) -> tuple[Step, ...]:
    """First value, limit, and everything in between, for one form of the rate (written with R for the accumulator)."""
    one = rate.replace("R", "r(1)")
    now = rate.replace("R", "r(k)")
    return (
        CLOSED_RMS,
        Step(
            "first_root",
            "sqrt(r(1)) == sqrt(1 - rho)*abs(g)",
            "algebra",
            "r(1) = (1 - rho) g^2.",
            (Use("accumulator", {"k": "1"}),),
        ),
        Step(
            "root_limit", "limit(sqrt(r(k)), k, oo) == abs(g)", "limit", "rho^k tends to 0.", ("accumulator",)
        ),
        Step(
            "root",
            "sqrt(r(k)) == sqrt(1 - rho**k)*abs(g)",
            "algebra",
            "The root of a product.",
            ("accumulator",),
        ),
        Step(
            "between",
            "sqrt(r(1)) <= sqrt(r(k)) and sqrt(r(k)) <= abs(g)",
            "algebra",
            "0 <= rho^k <= rho.",
            ("accumulator", Use("accumulator", {"k": "1"})),
        ),
        Step(
            "first_rate",
            f"{one} == {first}",
            "algebra",
            "Put the first root.",
            ("first_root", Use("accumulator", {"k": "1"})),
        ),
        Step(
            "rate_limit",
            f"limit({now}, k, oo) == {last}",
            "limit",
            "The root tends to |g|.",
            ("accumulator",),
        ),
        Step(
            "rate_between",
            f"{last} <= {now} and {now} <= {first}",
            "algebra",
            "A larger root makes a smaller rate.",
            ("between", "first_root", "accumulator", Use("accumulator", {"k": "1"})),
        ),
        Step(
            "range",
            claim,
            "algebra",
            "All parts together.",
            (
                "accumulator",
                "first_root",
                "root_limit",
                "between",
                "first_rate",
                "rate_limit",
                "rate_between",
            ),
        ),
    )


def range_claim(rate: str, first: str, last: str) -> str:
    """Root and rate at k = 1, in the limit, and in between."""
    one, now = rate.replace("R", "r(1)"), rate.replace("R", "r(k)")
    return (
        "sqrt(r(1)) == sqrt(1 - rho)*abs(g) and limit(sqrt(r(k)), k, oo) == abs(g) "
        "and sqrt(r(1)) <= sqrt(r(k)) and sqrt(r(k)) <= abs(g) "
        f"and {one} == {first} and limit({now}, k, oo) == {last} and {last} <= {now} and {now} <= {first}"
    )


OUTSIDE = ("eps/(delta + sqrt(R))", "eps/(delta + sqrt(1 - rho)*abs(g))", "eps/(delta + abs(g))")
INSIDE = ("eps/sqrt(delta + R)", "eps/sqrt(delta + (1 - rho)*g**2)", "eps/sqrt(delta + g**2)")


def range_outside() -> tuple[Step, ...]:
    """The stabiliser outside the root."""
    return range_steps(*OUTSIDE, range_claim(*OUTSIDE))


def range_inside() -> tuple[Step, ...]:
    """The stabiliser inside the root."""
    return range_steps(*INSIDE, range_claim(*INSIDE))


rmsprop_rate_range = Entry(
    id="rmsprop_rate_range",
    title="The range of RMSProp's root and rate",
    says="The root of the accumulator runs from sqrt(1 - rho)|g| to |g|, and the rate from its first value to its limit.",
    source=RMS_PLACE,
    tier="core",
    figures=figures.rates,
    join="readings",
    members=(
        Claim(
            id="rmsprop_rate_range__outside",
            title="Stabiliser outside the root",
            says="The rate runs from eps/(delta + sqrt(1 - rho)|g|) at k = 1 to eps/(delta + |g|), which it approaches.",
            source=RMS_PLACE,
            let=RMS_LET,
            define=RMS,
            claim=range_claim(*OUTSIDE),
            derivation=range_outside,
            experiments=(
                Experiment(
                    "adaptive.rmsprop_constant",
                    f"rate_first == {OUTSIDE[1]} and rate <= {OUTSIDE[1]}*(1 + 10**(-14)) and rate >= {OUTSIDE[2]}*(1 - 10**(-14))",
                    {"rate_first": "positive", "rate": "positive"},
                ),
            ),
            mutants=(
                Mutant("from the limit on", f"{OUTSIDE[0].replace('R', 'r(1)')} == {OUTSIDE[2]}"),
                Mutant("to zero", "limit(eps/(delta + sqrt(r(k))), k, oo) == 0"),
                Mutant("a root of rho", "sqrt(r(1)) == sqrt(rho)*abs(g)"),
            ),
        ),
        Claim(
            id="rmsprop_rate_range__inside",
            title="Stabiliser inside the root",
            says="The rate runs from eps/sqrt(delta + (1 - rho) g^2) at k = 1 to eps/sqrt(delta + g^2), which it approaches.",
            source=RMS_PLACE,
            let=RMS_LET,
            define=RMS,
            claim=range_claim(*INSIDE),
            derivation=range_inside,
            experiments=(
                Experiment(
                    "adaptive.rmsprop_constant",
                    f"rate_in <= {INSIDE[1]}*(1 + 10**(-14)) and rate_in >= {INSIDE[2]}*(1 - 10**(-14))",
                    {"rate_in": "positive"},
                ),
            ),
            mutants=(
                Mutant("from the limit on", f"{INSIDE[0].replace('R', 'r(1)')} == {INSIDE[2]}"),
                Mutant("to zero", "limit(eps/sqrt(delta + r(k)), k, oo) == 0"),
            ),
        ),
    ),
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

CLAIMS = (rmsprop_accumulator, rmsprop_rate_monotone, rmsprop_rate_range, rmsprop_step_range)
