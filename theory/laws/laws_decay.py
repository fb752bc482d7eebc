"""Laws of weight decay: coupled with the gradient it is L2 regularisation, decoupled it multiplies the parameters.

For plain steps the two are the same function; for Adam they are not. Momentum with weight decay is compared with the reference rule.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from theory.laws.conventions import Convention
from theory.laws.formulas import letters_of, right_of, term
from theory.laws.law import Comparison, Law, Subject, at_step, constant, with_reference
from theory.laws.laws_adam import adam_letters
from theory.laws.runs import Run
from theory.laws.subject import Array

PLAIN = right_of("adam_l2_decay__sgd", "x - eps*(g + lambda_*x)")
DECOUPLED = term("adam_l2_decay__adam", "(1 - eps*lambda_)*x - eps*g/(abs(g) + delta)")
PUSHES = np.outer((1.0, -0.5, 0.0, 2.0, 0.0, 0.25), (1.0, 2.0**-3))
STEADY = (1.0, -0.5, 2.0**-18)


def pushes(subject: Subject) -> tuple[Run, ...]:
    """Any gradients, with weight decay."""
    return (subject.run(PUSHES, weight_decay=subject.usual["weight_decay"]),)


def positions(run: Run) -> Array:
    """The parameters before the first step, and after each."""
    return np.vstack([np.zeros(run.directions), np.cumsum(run.changes, axis=0)])


def shrunk(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The parameters after each plain step."""
    for run in runs:
        known, letters = positions(run), letters_of(run.hyper)
        for t in range(run.steps):
            x, g = known[t], run.gradients[t]
            expected = PLAIN.column(**letters, x=x, g=g, n=run.directions)
            yield from at_step(
                run, t + 1, "parameter", expected, known[t + 1], scale=float(np.max(np.abs(x)))
            )


def steady(subject: Subject) -> tuple[Run, ...]:
    """The same gradient, with weight decay: Adam's own step stays the same, the pull grows with the parameters."""
    return (subject.run(constant(STEADY, 12), weight_decay=subject.usual["weight_decay"]),)


def decoupled(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The parameters after each step."""
    for run in runs:
        known = positions(run)
        for t in range(run.steps):
            letters = {**adam_letters(subject, run, t + 1), "lambda_": run.hyper["weight_decay"]}
            pairs = zip(known[t], run.gradients[t], strict=True)
            expected = [DECOUPLED.at(**letters, x=x, g=g) for x, g in pairs]
            yield from at_step(run, t + 1, "parameter", expected, known[t + 1], scale=run.hyper["lr"])


def separate(convention: Convention) -> bool:
    """Decoupled, with the stabiliser beside the root."""
    return convention.decay == "decoupled" and convention.stabiliser != "inside"


LAWS = (
    Law(
        "decay_of_plain_steps",
        "With weight decay a plain step goes to (1 - lr decay) x - lr g, coupled or not.",
        ("adam_l2_decay__sgd",),
        ("sgd",),
        pushes,
        shrunk,
        needs="weight_decay",
    ),
    Law(
        "decay_beside_adam",
        "Decoupled weight decay goes to (1 - lr decay) x - lr g/(|g| + eps) under a constant gradient; coupled does not.",
        ("adam_l2_decay__adam",),
        ("adam", "adamw"),
        steady,
        decoupled,
        separate,
        "weight_decay",
    ),
    Law(
        "decay_with_momentum",
        "With momentum the two ways of weight decay differ; the changes are those of the convention.",
        (),
        ("momentum",),
        pushes,
        with_reference,
        needs="weight_decay",
    ),
)
