"""Laws of RMSProp: accumulator, rate and step under constant gradients and others, with the stabiliser on either side of the root.

The two readings of the text, stabiliser outside and inside the root, are two claims; a law takes the one of the optimizer's convention.
A first accumulator that is not 0 changes all of them: then the changes are compared with the reference rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from theory.laws.conventions import Convention
from theory.laws.formulas import Formula, letters_of, right_of, term
from theory.laws.law import Comparison, Law, Subject, at_step, constant
from theory.laws.laws_adagrad import accumulators, rates
from theory.laws.runs import Run
from theory.laws.subject import Family

SQUARES = right_of("rmsprop_accumulator", "r(k)")
FIRST = {
    "outside": right_of("rmsprop_rate_range__outside", "eps/(delta + sqrt(r(1)))"),
    "inside": right_of("rmsprop_rate_range__inside", "eps/sqrt(delta + r(1))"),
}
LAST = {
    "outside": right_of("rmsprop_rate_range__outside", "limit(eps/(delta + sqrt(r(k))), k, oo)"),
    "inside": right_of("rmsprop_rate_range__inside", "limit(eps/sqrt(delta + r(k)), k, oo)"),
}

NOW = {
    "outside": term("rmsprop_rate_monotone__outside__repaired", "eps/(delta + sqrt(r(k)))"),
    "inside": term("rmsprop_rate_monotone__inside__repaired", "eps/sqrt(delta + r(k))"),
}
NEXT = {
    "outside": term("rmsprop_rate_monotone__outside__repaired", "eps/(delta + sqrt(r(k + 1)))"),
    "inside": term("rmsprop_rate_monotone__inside__repaired", "eps/sqrt(delta + r(k + 1))"),
}

STEADY = (1.0, -0.375, 2.0**-8)
TIMES = (1, 2, 3, 5, 10, 20)


def from_zero(convention: Convention) -> bool:
    """First accumulator 0."""
    return convention.start == 0


def book(convention: Convention) -> bool:
    """First accumulator 0, stabiliser outside the root."""
    return from_zero(convention) and convention.stabiliser == "outside"


def of(subject: Subject, readings: dict[str, Formula]) -> Formula:
    """The reading of the subject's convention."""
    return readings[subject.convention.stabiliser]


def steady(subject: Subject) -> tuple[Run, ...]:
    """The same gradient at every step."""
    return (subject.run(constant(STEADY, TIMES[-1])),)


def long_steady(subject: Subject) -> tuple[Run, ...]:
    """The same gradient, with decay 1/2, until 2**-64 of the start is left."""
    return (subject.run(constant(STEADY, 64), decay=1 / 2),)


def squares(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The accumulator after k steps."""
    for run in runs:
        seen = accumulators(subject.convention, run)
        for k in TIMES:
            expected = [SQUARES.at(rho=run.hyper["decay"], g=g, k=k) for g in STEADY]
            scale = run.hyper["eps"] if subject.convention.stabiliser == "inside" else 0.0
            yield from at_step(run, k, "accumulator", expected, seen[k - 1], scale=scale)


def between(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The first rate, the last one, and all others between them."""
    for run in runs:
        letters = letters_of(run.hyper)
        first = [of(subject, FIRST).at(**letters, g=g) for g in STEADY]
        last = [of(subject, LAST).at(**letters, g=g) for g in STEADY]
        yield from at_step(run, 1, "rate", first, rates(run)[0])
        yield from at_step(run, run.steps, "rate", last, rates(run)[-1])
        for k in (2, 5, 20):
            yield from at_step(run, k, "rate", first, rates(run)[k - 1], "<=")
            yield from at_step(run, k, "rate", last, rates(run)[k - 1], ">=")


def falls(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Each rate is the right side of the claim's inequality, the next one its left side."""
    for run in runs:
        seen = rates(run)
        for k in range(1, 9):
            letters = {**letters_of(run.hyper), "k": k}
            for step, form in ((k, of(subject, NOW)), (k + 1, of(subject, NEXT))):
                expected = [form.at(**letters, g=g) for g in STEADY]
                yield from at_step(run, step, "rate", expected, seen[step - 1])
        for k in range(1, run.steps):
            yield from at_step(run, k + 1, "rate", seen[k - 1], seen[k], "<=")


ONLY: tuple[Family, ...] = ("rmsprop",)
LAWS = (
    Law(
        "rmsprop_accumulator",
        "Under a constant gradient the accumulator after k steps is (1 - decay**k) g**2.",
        ("rmsprop_accumulator",),
        ONLY,
        steady,
        squares,
        from_zero,
    ),
    Law(
        "rmsprop_rate_range",
        "Under a constant gradient the rate runs from its first value to its limit.",
        ("rmsprop_rate_range__outside", "rmsprop_rate_range__inside"),
        ONLY,
        long_steady,
        between,
        from_zero,
    ),
    Law(
        "rmsprop_rate_falls",
        "Under a constant gradient the rate falls from every step to the next.",
        ("rmsprop_rate_monotone__outside__repaired", "rmsprop_rate_monotone__inside__repaired"),
        ONLY,
        steady,
        falls,
        from_zero,
    ),
)
