"""RMSProp's rate under a constant gradient: it falls from every step to the next, between two values.

The text leaves open whether the stabiliser stands outside the root or inside; every claim is judged in both readings.

Main claims: rmsprop_rate_monotone, rmsprop_rate_range.

Notation: as in `rmsprop`; the rate is eps/(delta + sqrt(r)), with the stabiliser inside the root eps/sqrt(delta + r).

References: notes001 (5.3), tieleman2012.
"""

from __future__ import annotations

from functools import partial

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair
from proofs_check.statement.derivation import Step, Use
from theory import figures
from theory.rmsprop import CLOSED_RMS, RMS, RMS_LET, RMS_PLACE
from theory.stabiliser import INSIDE, OUTSIDE, Reading

NEXT_RMS = Step(
    "next_accumulator",
    "r(k + 1) == (1 - rho**(k + 1))*g**2",
    "definition",
    "One step more.",
    ("accumulator",),
)


def rate_falls(reading: Reading) -> tuple[Step, ...]:
    """The accumulator grows strictly, so the denominator does."""
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
            reading.falls,
            "algebra",
            "A larger denominator makes a smaller quotient.",
            ("accumulator_grows", "accumulator_positive"),
        ),
    )


RATES = {"rate": "positive", "rate_next": "positive", "rate_in": "positive", "rate_in_next": "positive"}


def monotone(reading: Reading, says: str, mended: str, experiments: tuple[Experiment, ...]) -> Claim:
    """That the rate falls strictly, as it is printed, and for g and rho that are not 0."""
    return Claim(
        id=f"rmsprop_rate_monotone__{reading.name}",
        title=reading.title,
        says=says,
        source=RMS_PLACE,
        let={**RMS_LET, "rho": "real in [0, 1)"},
        define=RMS,
        claim=reading.falls,
        mutants=(
            Mutant("the rate grows", reading.grows),
            Mutant("the rate halves", reading.halves),
        ),
        repair=Repair(
            says=mended,
            let={"g": "nonzero", "rho": "real in (0, 1)"},
            derivation=partial(rate_falls, reading),
            experiments=experiments,
            mutants=(
                Mutant("also for g = 0", let={"g": "real"}),
                Mutant("also for rho = 0", let={"rho": "real in [0, 1)"}),
            ),
        ),
    )


rmsprop_rate_monotone = Entry(
    id="rmsprop_rate_monotone",
    title="RMSProp's rate falls with k",
    says="With a constant gradient the rate of a direction falls from every step to the next, because the denominator grows.",
    source=RMS_PLACE,
    tier="core",
    figures=figures.rates,
    join="readings",
    members=(
        monotone(
            OUTSIDE,
            "eps/(delta + sqrt(r)) falls strictly with k.",
            "The gradient component must not be 0, nor rho (with g = 0 the rate stays eps/delta, with rho = 0 it is settled at once).",
            (
                Experiment("adaptive.rmsprop_constant", "rate_next <= rate*(1 + 10**(-15))", RATES),
                Experiment(
                    "adaptive.rmsprop_constant",
                    "implies(rho <= 9/10 and rho >= 1/10 and k <= 4 and abs(g) > delta, rate_next < rate)",
                    RATES,
                ),
            ),
        ),
        monotone(
            INSIDE,
            "eps/sqrt(delta + r) falls strictly with k.",
            "The gradient component must not be 0, nor rho.",
            (Experiment("adaptive.rmsprop_constant", "rate_in_next <= rate_in*(1 + 10**(-15))", RATES),),
        ),
    ),
)


def range_steps(reading: Reading) -> tuple[Step, ...]:
    """First value, limit, and everything in between."""
    one, now = reading.at("r(1)"), reading.at("r(k)")
    first, last = reading.first, reading.last
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
            reading.range,
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


def ranges(reading: Reading, says: str, experiment: Experiment, *more: Mutant) -> Claim:
    """Between which values the rate runs."""
    return Claim(
        id=f"rmsprop_rate_range__{reading.name}",
        title=reading.title,
        says=says,
        source=RMS_PLACE,
        let=RMS_LET,
        define=RMS,
        claim=reading.range,
        derivation=partial(range_steps, reading),
        experiments=(experiment,),
        mutants=(
            Mutant("from the limit on", f"{reading.at('r(1)')} == {reading.last}"),
            Mutant("to zero", f"limit({reading.at('r(k)')}, k, oo) == 0"),
            *more,
        ),
    )


rmsprop_rate_range = Entry(
    id="rmsprop_rate_range",
    title="The range of RMSProp's root and rate",
    says="The root of the accumulator runs from sqrt(1 - rho)|g| to |g|, and the rate from its first value to its limit.",
    source=RMS_PLACE,
    tier="core",
    figures=figures.rates,
    join="readings",
    members=(
        ranges(
            OUTSIDE,
            "The rate runs from eps/(delta + sqrt(1 - rho)|g|) at k = 1 to eps/(delta + |g|), which it approaches.",
            Experiment(
                "adaptive.rmsprop_constant",
                f"rate_first == {OUTSIDE.first} and rate <= {OUTSIDE.first}*(1 + 10**(-14)) and rate >= {OUTSIDE.last}*(1 - 10**(-14))",
                {"rate_first": "positive", "rate": "positive"},
            ),
            Mutant("a root of rho", "sqrt(r(1)) == sqrt(rho)*abs(g)"),
        ),
        ranges(
            INSIDE,
            "The rate runs from eps/sqrt(delta + (1 - rho) g^2) at k = 1 to eps/sqrt(delta + g^2), which it approaches.",
            Experiment(
                "adaptive.rmsprop_constant",
                f"rate_in <= {INSIDE.first}*(1 + 10**(-14)) and rate_in >= {INSIDE.last}*(1 - 10**(-14))",
                {"rate_in": "positive"},
            ),
        ),
    ),
)
