"""Laws of AdaGrad: its accumulator and its rate, under constant and under other gradients.

The accumulator is read off a change: the denominator is lr |g|/|change|, with the stabiliser taken away on the side of the root where
the convention has it. The rates are the book's, with the stabiliser outside the root and a first accumulator 0; in other conventions
the changes are compared with the reference rule.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from theory.laws.conventions import Convention
from theory.laws.formulas import letters_of, right_of, term
from theory.laws.law import Comparison, Law, Subject, at_step, constant
from theory.laws.probes import MIXED
from theory.laws.runs import Run
from theory.laws.subject import Array, Family

COUNTED = right_of("adagrad_constant_gradient__repaired", "a(k)")
RATE = right_of("adagrad_constant_gradient__repaired", "eps/(delta + sqrt(a(k)))")
LARGE = right_of("adagrad_constant_gradient__repaired", "limit(eps*G/(delta + sqrt(k)*G), G, oo)")
PRODUCT = term("adagrad_accumulator__repaired", "eps/(delta + sqrt(r(t)))")
SLOWEST = term("adagrad_rate_decay__repaired", "eps/(delta + sqrt(k)*c)")
LEMMA = term("adagrad_convex__lemma__repaired", "2*sqrt(s(t))")

STEADY = (1.0, -0.375, 2.0**-8)
TIMES = (1, 2, 3, 4, 9, 20, 40)
NONZERO = tuple(x for x in MIXED if x)


def book(convention: Convention) -> bool:
    """Stabiliser outside the root, first accumulator 0."""
    return convention.stabiliser == "outside" and convention.start == 0


def rates(run: Run) -> Array:
    """The effective rates -change/gradient, (T, n)."""
    with np.errstate(all="ignore"):
        return -run.changes / run.gradients


def accumulators(convention: Convention, run: Run) -> Array:
    """The accumulators that the changes show, (T, n)."""
    with np.errstate(all="ignore"):
        roots = run.hyper["lr"] / rates(run)
    eps = run.hyper["eps"]
    return roots**2 - eps if convention.stabiliser == "inside" else (roots - eps) ** 2


def steady(subject: Subject) -> tuple[Run, ...]:
    """The same gradient at every step."""
    return (subject.run(constant(STEADY, TIMES[-1])),)


def counts_squares(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """After k steps the accumulator is k g**2 more than at first."""
    start = subject.convention.start
    for run in runs:
        seen = accumulators(subject.convention, run)
        for k in TIMES:
            expected = [start + COUNTED.at(g=g, k=k) for g in STEADY]
            scale = run.hyper["eps"] if subject.convention.stabiliser == "inside" else 0.0
            yield from at_step(run, k, "accumulator", expected, seen[k - 1], scale=scale)


def rate_after(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The rate after k equal gradients."""
    for run in runs:
        for k in TIMES:
            expected = [RATE.at(**letters_of(run.hyper), g=g, k=k) for g in STEADY]
            yield from at_step(run, k, "rate", expected, rates(run)[k - 1])


def huge(subject: Subject) -> tuple[Run, ...]:
    """A gradient of 2**60 at every step: against it the stabiliser and the first accumulator are nothing."""
    return (subject.run(constant((2.0**60, -(2.0**55)), 9)),)


def step_of_large(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The k-th step has the length lr/sqrt(k)."""
    for run in runs:
        for k in range(1, run.steps + 1):
            expected = LARGE.at(eps=run.hyper["lr"], k=k)
            yield from at_step(run, k, "size of the change", (expected,) * 2, np.abs(run.changes[k - 1]))


def nonzero(subject: Subject) -> tuple[Run, ...]:
    """Gradients of any signs, none of them 0, at three scales."""
    return (subject.run(np.outer(NONZERO, (1.0, 2.0**-10, 2.0**-20))),)


def rate_times_denominator(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The rate at every step, for any gradients."""
    for run in runs:
        for t in range(1, run.steps + 1):
            expected = [
                PRODUCT.at(**letters_of(run.hyper), g=run.gradients[:, i], T=run.steps, t=t)
                for i in range(run.directions)
            ]
            yield from at_step(run, t, "rate", expected, rates(run)[t - 1])


def never_rises(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """From every step to the next."""
    for run in runs:
        seen = rates(run)
        for t in range(1, run.steps):
            yield from at_step(run, t + 1, "rate", seen[t - 1], seen[t], "<=")


def falls_like_root(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Where no gradient is smaller than c, the rate is at most lr/(eps + sqrt(k) c)."""
    for run in runs:
        least = np.min(np.abs(run.gradients), axis=0)
        for k in range(1, run.steps + 1):
            bound = [SLOWEST.at(**letters_of(run.hyper), c=c, k=k) for c in least]
            yield from at_step(run, k, "rate", bound, rates(run)[k - 1], "<=")


def summed_progress(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The sum of -change g/lr is at most 2 sqrt(sum of g**2)."""
    for run in runs:
        sums = np.cumsum(-run.changes * run.gradients, axis=0) / run.hyper["lr"]
        for t in (1, 2, 5, run.steps):
            bound = [LEMMA.at(g=run.gradients[:, i], T=run.steps, t=t) for i in range(run.directions)]
            yield from at_step(run, t, "summed progress", bound, sums[t - 1], "<=")


ONLY: tuple[Family, ...] = ("adagrad",)
LAWS = (
    Law(
        "adagrad_counts_squares",
        "Under a constant gradient the accumulator is k g**2 after k steps (and the first accumulator, if there is one).",
        ("adagrad_constant_gradient__repaired",),
        ONLY,
        steady,
        counts_squares,
    ),
    Law(
        "adagrad_rate_after_k",
        "Under a constant gradient the rate after k steps is lr/(eps + sqrt(k)|g|).",
        ("adagrad_constant_gradient__repaired",),
        ONLY,
        steady,
        rate_after,
        book,
    ),
    Law(
        "adagrad_step_of_large_gradients",
        "The k-th step under a large constant gradient has the length lr/sqrt(k), whatever the gradient.",
        ("adagrad_constant_gradient__repaired",),
        ONLY,
        huge,
        step_of_large,
    ),
    Law(
        "adagrad_rate_of_any_gradients",
        "The rate times (eps + root of the sum of squares) is lr at every step.",
        ("adagrad_accumulator__repaired",),
        ONLY,
        nonzero,
        rate_times_denominator,
        book,
    ),
    Law(
        "adagrad_rate_never_rises",
        "The rate of no direction ever rises.",
        ("adagrad_small_partial_rate__repaired",),
        ONLY,
        nonzero,
        never_rises,
    ),
    Law(
        "adagrad_rate_falls_like_root",
        "Where |g| >= c at every step, the rate after k steps is at most lr/(eps + sqrt(k) c).",
        ("adagrad_rate_decay__repaired",),
        ONLY,
        nonzero,
        falls_like_root,
        book,
    ),
    Law(
        "adagrad_summed_progress",
        "The sum of -change g/lr never exceeds twice the root of the sum of squares.",
        ("adagrad_convex__lemma__repaired",),
        ONLY,
        nonzero,
        summed_progress,
    ),
)
