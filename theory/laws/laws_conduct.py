"""What every optimizer must do as a program, and the rule of its convention on all probes. No claim of the catalogue stands behind these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from theory.laws.law import Comparison, Law, Subject, changes, with_reference
from theory.laws.probes import MIXED, changing_rates, probes, sequence
from theory.laws.runs import Run, answered, changed, checked
from theory.laws.subject import FAMILIES, USUAL, HasRate, hypers_for

GRADIENTS = sequence(MIXED, np.array([2.0**-10, 1.0, 4.0]))


def all_probes(subject: Subject) -> tuple[Run, ...]:
    """What the conventions were told apart by."""
    found = [subject.maker.run(g, hyper) for hyper, g in probes(subject.family, subject.fit.options)]
    moving = {"momentum": USUAL["momentum"]} if "momentum" in subject.fit.options else {}
    hyper = hypers_for(subject.family, moving)
    if isinstance(subject.maker.optimizer(hyper), HasRate):
        found.append(subject.maker.run(GRADIENTS, hyper, changing_rates(len(GRADIENTS))))
    return tuple(found)


def together(subject: Subject) -> tuple[Run, ...]:
    """Three directions at once."""
    return (subject.run(GRADIENTS),)


def alone(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Each direction in an optimizer of its own makes the same changes."""
    for run in runs:
        own = [subject.maker.run(column[:, None], run.hyper).changes for column in run.gradients.T]
        yield from changes(run, np.hstack(own))


def interleaved(subject: Subject) -> tuple[Run, ...]:
    """Two optimizers that take turns, on opposite gradients."""
    hyper = subject.hypers()
    first, second = subject.maker.optimizer(hyper), subject.maker.optimizer(hyper)
    rows = []
    for step, gradient in enumerate(GRADIENTS, 1):
        rows.append(changed(first, gradient, step))
        changed(second, -3 * gradient, step)
    return (Run(hyper, GRADIENTS, np.array(rows)),)


def undisturbed(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The changes of the first as if it were alone."""
    for run in runs:
        yield from changes(run, subject.maker.run(run.gradients, run.hyper).changes)


def kept_arrays(subject: Subject) -> tuple[Run, ...]:
    """A run whose `positions` hold, after all steps, the arrays that were returned, then the gradients that were given."""
    hyper = subject.hypers()
    optimizer = subject.maker.optimizer(hyper)
    given = [row.copy() for row in GRADIENTS]
    returned, seen = [], []
    for step, gradient in enumerate(given, 1):
        answer = answered(optimizer, gradient, step)
        seen.append(checked(answer, gradient, step))
        returned.append(np.asarray(answer, dtype=np.float64))
    run = Run(hyper, GRADIENTS, np.array(seen))
    return (replace(run, positions=np.vstack([*returned, *given])),)


def untouched(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Neither what was returned nor what was given is written to later."""
    for run in runs:
        for step in range(run.steps):
            returned, given = run.positions[step], run.positions[run.steps + step]
            for i in range(run.directions):
                own, later = float(run.changes[step, i]), float(returned[i])
                yield Comparison(run, step + 1, i, "returned array after later steps", own, later)
                own, later = float(run.gradients[step, i]), float(given[i])
                yield Comparison(run, step + 1, i, "gradient that was passed", own, later)


LAWS = (
    Law(
        "directions_are_independent", "A direction moves as if it were alone.", (), FAMILIES, together, alone
    ),
    Law(
        "optimizers_are_independent", "Two optimizers share no state.", (), FAMILIES, interleaved, undisturbed
    ),
    Law(
        "arrays_are_left_alone",
        "Arrays that were given or returned are not written to.",
        (),
        FAMILIES,
        kept_arrays,
        untouched,
    ),
    Law(
        "follows_its_convention",
        "Every change on every probe is that of the reference rule.",
        (),
        FAMILIES,
        all_probes,
        with_reference,
    ),
)
