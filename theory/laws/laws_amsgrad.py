"""Laws of AMSGrad: the rate that never grows, over raw and over corrected moments.

The rate is read off a change: -change (1 - beta1**t)/m(t), m(t) being known from the gradients. The claim has the raw maximum and no
correction of it, so a raw optimizer's rate is divided by sqrt(1 - beta2**t) first.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from theory.laws.formulas import term
from theory.laws.law import Comparison, Law, Subject, at_step
from theory.laws.runs import Run

RATE = term("amsgrad_rate_monotone__repaired", "e[t - 1]/sqrt(w(t))")
AVERAGE = term("amsgrad_rate_monotone__repaired", "m(t)")
TINY = 2.0**-100
SHRINKING = (4.0, 2.0, -1.0, 0.5, 0.25, 3.0, 0.0625, 8.0, -0.03125)


def shrinking(subject: Subject) -> tuple[Run, ...]:
    """Large gradients before small ones, where a maximum matters."""
    return (subject.run(np.outer(SHRINKING, (1.0, -(2.0**-6))), eps=TINY),)


def rates(subject: Subject, run: Run) -> list[list[float]]:
    """The effective rate of every step and direction."""
    found = []
    for t in range(1, run.steps + 1):
        known = {"beta1": run.hyper["beta1"], "T": run.steps, "t": t}
        averages = np.array([AVERAGE.at(**known, g=g) for g in run.gradients.T])
        seen = -run.changes[t - 1] * (1 - run.hyper["beta1"] ** t) / averages
        raw = subject.convention.maximum == "raw"
        found.append(list(seen / (np.sqrt(1 - run.hyper["beta2"] ** t) if raw else 1.0)))
    return found


def never_grows(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """From every step to the next."""
    for run in runs:
        seen = rates(subject, run)
        for t in range(1, run.steps):
            yield from at_step(run, t + 1, "rate", seen[t - 1], seen[t], "<=")


def rate_of_maximum(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """lr over the root of the largest average so far."""
    for run in runs:
        constant = np.full(run.steps, run.hyper["lr"])
        for t, seen in enumerate(rates(subject, run), 1):
            known = {"beta1": run.hyper["beta1"], "beta2": run.hyper["beta2"], "T": run.steps, "t": t}
            expected = [RATE.at(**known, e=constant, g=g) for g in run.gradients.T]
            yield from at_step(run, t, "rate", expected, seen)


CLAIMS = ("amsgrad_rate_monotone__repaired",)
LAWS = (
    Law(
        "amsgrad_rate_never_grows",
        "lr over the root of the maximum does not grow from any step to the next.",
        CLAIMS,
        ("amsgrad",),
        shrinking,
        never_grows,
    ),
    Law(
        "amsgrad_rate_of_maximum",
        "The rate is lr over the root of the largest average of squares so far.",
        CLAIMS,
        ("amsgrad",),
        shrinking,
        rate_of_maximum,
        lambda one: one.maximum == "raw",
    ),
)
