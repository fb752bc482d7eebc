"""Laws of AdaDelta: its steps for any gradients, and under a constant one.

The claims are Zeiler's rule: both stabilisers inside their roots. The suite's rate multiplies the step; where the steps that the rule
averages carry the rate, or a stabiliser stands outside, the changes are compared with the reference rule.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from theory.laws.conventions import Convention
from theory.laws.formulas import right_of
from theory.laws.law import Comparison, Law, Subject, at_step, constant
from theory.laws.runs import Run
from theory.laws.subject import Family

KEPT = right_of(
    "adadelta_no_rate__repaired",
    "-sqrt(uc(t) + delta)/sqrt(rc(t + 1) + c**2*delta)*(c*g[t])",
)
LIMIT = right_of("adadelta_constant_gradient", "limit(-sqrt(u(t) + delta)/sqrt(r(t + 1) + delta)*(g), t, oo)")
PUSHES = np.outer((1.0, -0.5, 0.25, 2.0, -1.0, 0.125), (1.0, 2.0**-8, 2.0**5))


def zeiler(convention: Convention) -> bool:
    """Stabilisers inside, the rate not in the averages."""
    return convention.stabiliser == "inside" and convention.rate == "outside"


def pushes(subject: Subject) -> tuple[Run, ...]:
    """Gradients of any signs and scales."""
    return (subject.run(PUSHES, lr=1.0),)


def steps(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Every step by the claim's recurrences."""
    for run in runs:
        for t in range(run.steps):
            expected = [
                KEPT.at(rho=run.hyper["decay"], delta=run.hyper["eps"], g=g, T=run.steps, t=t)
                for g in run.gradients.T
            ]
            yield from at_step(run, t + 1, "change", expected, run.changes[t])


def steady(subject: Subject) -> tuple[Run, ...]:
    """The same gradient for 300 steps; with these hyperparameters the rest is below 1e-20."""
    return (subject.run(constant((1.0, -0.75), 300), lr=1.0, decay=1 / 4, eps=1 / 4),)


def tends_to_gradient(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The last step is -g."""
    for run in runs:
        expected = [LIMIT.at(g=g) for g in run.gradients[-1]]
        yield from at_step(run, run.steps, "change", expected, run.changes[-1])


ONLY: tuple[Family, ...] = ("adadelta",)
LAWS = (
    Law(
        "adadelta_steps",
        "The steps are those of the two averages, and stay when gradients are multiplied by c and the inner stabiliser by c**2.",
        ("adadelta_no_rate__repaired",),
        ONLY,
        pushes,
        steps,
        zeiler,
    ),
    Law(
        "adadelta_tends_to_gradient",
        "Under a constant gradient the step tends to -g.",
        ("adadelta_constant_gradient",),
        ONLY,
        steady,
        tends_to_gradient,
        lambda one: one.stabiliser == "inside",
    ),
)
