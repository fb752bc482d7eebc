"""Laws of RMSProp: accumulator, rate and step under constant gradients and others, with the stabiliser on either side of the root.

The two readings of the text, stabiliser outside and inside the root, are two claims; a law takes the one of the optimizer's convention.
A first accumulator that is not 0 changes all of them: then the changes are compared with the reference rule.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from theory.laws.conventions import Convention
from theory.laws.formulas import Formula, letters_of, right_of, term
from theory.laws.law import Comparison, Law, Subject, at_step, constant
from theory.laws.laws_adagrad import NONZERO, accumulators, rates
from theory.laws.runs import Run

SQUARES = right_of("rmsprop_accumulator", "r(k)")
FIRST = {
    "outside": right_of("rmsprop_rate_range__outside", "eps/(delta + sqrt(r(1)))"),
    "inside": right_of("rmsprop_rate_range__inside", "eps/sqrt(delta + r(1))"),
}
LAST = {
    "outside": right_of("rmsprop_rate_range__outside", "limit(eps/(delta + sqrt(r(k))), k, oo)"),
    "inside": right_of("rmsprop_rate_range__inside", "limit(eps/sqrt(delta + r(k)), k, oo)"),
}
STEP = right_of("rmsprop_step_range", "eps*abs(g)/(delta + sqrt(r(k)))")
LARGE = right_of("rmsprop_step_range", "limit(eps*G/(delta + sqrt(1 - rho**k)*G), G, oo)")
LONG = right_of("rmsprop_versus_adagrad__repaired", "limit(eps*abs(g)/(delta + sqrt(r(k))), k, oo)")
LEAST = term("rmsprop_large_gradient__repaired", "eps*h/(delta + B)")
SMALL = right_of("rmsprop_small_gradient__step", "eps*abs(g)/delta - eps*abs(g)/(delta + sqrt(r(k)))")
LAST_MOMENTUM = right_of("rmsprop_nesterov_limit", "limit(v(k), k, oo)")

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
    """From every step to the next, by more than rounding while rho**k is not small."""
    for run in runs:
        seen = rates(run)
        for k in range(1, run.steps):
            yield from at_step(run, k + 1, "rate", seen[k - 1] * (1 - 2.0**-10), seen[k], "<=")


def step_sizes(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The length of the k-th step."""
    for run in runs:
        for k in TIMES:
            expected = [STEP.at(**letters_of(run.hyper), g=g, k=k) for g in STEADY]
            yield from at_step(run, k, "size of the change", expected, np.abs(run.changes[k - 1]))


def huge(subject: Subject) -> tuple[Run, ...]:
    """A gradient of 2**40: against it the stabiliser is nothing, within 1e-18."""
    return (subject.run(constant((2.0**40, -(2.0**42)), 12)),)


def step_of_large(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The k-th step is lr/sqrt(1 - decay**k)."""
    for run in runs:
        for k in range(1, run.steps + 1):
            expected = LARGE.at(eps=run.hyper["lr"], rho=run.hyper["decay"], k=k)
            yield from at_step(run, k, "size of the change", (expected,) * 2, np.abs(run.changes[k - 1]))


def long_run(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The step does not vanish: lr |g|/(eps + |g|) in the end."""
    for run in runs:
        expected = [LONG.at(**letters_of(run.hyper), g=g) for g in STEADY]
        yield from at_step(run, run.steps, "size of the change", expected, np.abs(run.changes[-1]))


def any_gradients(subject: Subject) -> tuple[Run, ...]:
    """Gradients of any signs and scales."""
    return (subject.run(np.outer(NONZERO, (1.0, 2.0**-10, 2.0**-20))),)


def at_least(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """No step is shorter than lr |g|/(eps + B), B the largest gradient so far."""
    for run in runs:
        largest = np.maximum.accumulate(np.abs(run.gradients), axis=0)
        for t in range(1, run.steps + 1):
            bound = [
                LEAST.at(**letters_of(run.hyper), h=abs(g), B=b)
                for g, b in zip(run.gradients[t - 1], largest[t - 1], strict=True)
            ]
            yield from at_step(run, t, "size of the change", bound, np.abs(run.changes[t - 1]), ">=")


def about_eps(subject: Subject) -> tuple[Run, ...]:
    """Constant gradients of a quarter of the stabiliser, of the stabiliser, and of four times as much."""
    return (subject.run(constant((2.0**-22, -(2.0**-20), 2.0**-18), 10)),)


def small_steps(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """What the step lacks to lr |g|/eps."""
    for run in runs:
        lr, eps = run.hyper["lr"], run.hyper["eps"]
        for k in range(1, run.steps + 1):
            expected = [SMALL.at(**letters_of(run.hyper), g=g, k=k) for g in run.gradients[0]]
            whole = lr * np.abs(run.gradients[0]) / eps
            lacks = whole - np.abs(run.changes[k - 1])
            yield from at_step(run, k, "what lacks to lr |g|/eps", expected, lacks, scale=lr)


def with_momentum(subject: Subject) -> tuple[Run, ...]:
    """The same gradient, with momentum."""
    return (subject.run(constant(STEADY, 160), decay=1 / 2, momentum=3 / 4),)


def last_with_momentum(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The change tends to -lr g/((1 - momentum)(eps + |g|))."""
    for run in runs:
        expected = [LAST_MOMENTUM.at(**letters_of(run.hyper), g=g) for g in STEADY]
        yield from at_step(run, run.steps, "change", expected, run.changes[-1])


ONLY = ("rmsprop",)
LAWS = (
    Law(
        "rmsprop_accumulator",
        "Under a constant gradient the accumulator after k steps is (1 - decay**k) g**2.",
        ("rmsprop_accumulator",),
        ONLY,
        steady,
        squares,
        from_zero,
        looser=1e3,
        why_looser="the accumulator is read off the square of a quotient from which the stabiliser was taken away; 1e-9 still rejects "
        "an accumulator kept in float32 (6e-8)",
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
    Law(
        "rmsprop_step_after_k",
        "Under a constant gradient the k-th step has the length lr |g|/(eps + sqrt(1 - decay**k)|g|).",
        ("rmsprop_step_range",),
        ONLY,
        steady,
        step_sizes,
        book,
    ),
    Law(
        "rmsprop_step_of_large_gradients",
        "The k-th step under a large constant gradient is lr/sqrt(1 - decay**k), whatever the gradient.",
        ("rmsprop_step_range",),
        ONLY,
        huge,
        step_of_large,
        from_zero,
    ),
    Law(
        "rmsprop_step_stays",
        "Under a constant gradient the step tends to lr |g|/(eps + |g|); it does not vanish as AdaGrad's does.",
        ("rmsprop_versus_adagrad__repaired",),
        ONLY,
        long_steady,
        long_run,
        lambda one: one.stabiliser == "outside",
    ),
    Law(
        "rmsprop_least_step",
        "If no gradient so far was larger than B, the step is at least lr |g|/(eps + B).",
        ("rmsprop_large_gradient__repaired",),
        ONLY,
        any_gradients,
        at_least,
        book,
    ),
    Law(
        "rmsprop_step_of_small_gradients",
        "A gradient of the size of the stabiliser makes a step that lacks a known share to lr |g|/eps.",
        ("rmsprop_small_gradient__step",),
        ONLY,
        about_eps,
        small_steps,
        book,
    ),
    Law(
        "rmsprop_limit_with_momentum",
        "With momentum the change under a constant gradient tends to -lr g/((1 - momentum)(eps + |g|)).",
        ("rmsprop_nesterov_limit",),
        ONLY,
        with_momentum,
        last_with_momentum,
        lambda one: one.stabiliser == "outside",
        "momentum",
    ),
)
