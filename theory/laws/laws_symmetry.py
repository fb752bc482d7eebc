"""Laws of all families: signs, the rate, no drift, linearity, and independent directions.

In the catalogue's closed forms gradients stand linearly above and as squares below, and the rate is a factor; so signs and the rate come
out, and what has seen no gradient does not move.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from theory.laws.conventions import Convention
from theory.laws.law import Comparison, Law, Subject, changes
from theory.laws.probes import MIXED, sequence
from theory.laws.runs import Run, scales
from theory.laws.subject import FAMILIES, HYPERS, Family

SIZES = np.array([2.0**-20, 2.0**-10, 1.0, 2.0**4])
FORMS = (
    "velocity_closed_form",
    "adagrad_accumulator__repaired",
    "rmsprop_step_range",
    "adadelta_no_rate__repaired",
    "adam_first_step",
    "adam_scale_invariance__repaired",
)


def both_signs(subject: Subject) -> tuple[Run, ...]:
    """Gradients, and the opposite ones."""
    gradients = sequence(MIXED, SIZES)
    return subject.run(gradients), subject.run(-gradients)


def opposite(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The opposite changes."""
    plain, turned = runs
    yield from changes(turned, -plain.changes, scales(subject.convention, plain, plain.changes))


def two_rates(subject: Subject) -> tuple[Run, ...]:
    """The same gradients with a rate and with four times that rate."""
    gradients = sequence(MIXED, SIZES)
    free = {"weight_decay": 0.0} if "weight_decay" in HYPERS[subject.family].needed else {}
    return subject.run(gradients, **free), subject.run(gradients, lr=4 * subject.usual["lr"], **free)


def proportional(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Four times the changes."""
    small, large = runs
    yield from changes(large, 4 * small.changes, 4 * scales(subject.convention, small, small.changes))


def averages_no_rate(convention: Convention) -> bool:
    """The rate is a factor of the step in all but an AdaDelta whose averages carry it."""
    return convention.family != "adadelta" or convention.rate == "outside"


def at_rest(subject: Subject) -> tuple[Run, ...]:
    """No gradient at all."""
    return (subject.run(np.zeros((6, 2))),)


def waiting(subject: Subject) -> tuple[Run, ...]:
    """Gradients with pauses."""
    return (subject.run(sequence(MIXED, SIZES)),)


def no_move(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """No change where the gradient is 0."""
    for run in runs:
        for step, i in zip(*np.nonzero(run.gradients == 0), strict=True):
            yield Comparison(run, int(step) + 1, int(i), "change", 0.0, float(run.changes[step, i]))


def two_scales(subject: Subject) -> tuple[Run, ...]:
    """Gradients, and 2**20 times as large ones."""
    gradients = sequence(MIXED, SIZES)
    return subject.run(gradients), subject.run(2.0**20 * gradients)


def linear(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """2**20 times the changes."""
    small, large = runs
    sizes = scales(subject.convention, small, small.changes)
    yield from changes(large, 2.0**20 * small.changes, 2.0**20 * sizes)


MEMORYLESS: tuple[Family, ...] = ("sgd", "adagrad", "rmsprop", "adadelta")
LINEAR: tuple[Family, ...] = ("sgd", "momentum", "nesterov")
LAWS = (
    Law(
        "opposite_gradients",
        "Opposite gradients make opposite changes.",
        FORMS,
        FAMILIES,
        both_signs,
        opposite,
    ),
    Law(
        "proportional_to_rate",
        "Four times the rate makes four times the changes.",
        FORMS,
        FAMILIES,
        two_rates,
        proportional,
        averages_no_rate,
    ),
    Law("no_drift", "Without gradient nothing moves.", FORMS, FAMILIES, at_rest, no_move),
    Law(
        "no_move_without_gradient",
        "A rule without velocity does not move in a direction whose gradient is 0.",
        (
            "velocity_closed_form",
            "adagrad_accumulator__repaired",
            "rmsprop_step_range",
            "adadelta_no_rate__repaired",
        ),
        MEMORYLESS,
        waiting,
        no_move,
    ),
    Law(
        "linear_in_gradients",
        "Without squares of gradients, 2**20 times the gradients make 2**20 times the changes.",
        ("velocity_closed_form",),
        LINEAR,
        two_scales,
        linear,
    ),
)
