"""Runs: an optimizer fed with gradients, or in a loop on a quadratic, and the reference fed with the same.

Shapes: gradients and changes are (T, n), step t in row t - 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from flint import arb, ctx

from theory.laws.conventions import Convention
from theory.laws.rules import rule_of
from theory.laws.subject import Array, Family, HasRate, LooksAhead, Make, Optimizer, made

BITS = 256


@dataclass(frozen=True)
class Run:
    """What an optimizer was given and what it did. `rates` is empty where the rate stayed what it was."""

    hyper: Mapping[str, float]
    gradients: Array
    changes: Array
    rates: tuple[float, ...] = ()
    positions: Array = field(default_factory=lambda: np.zeros((0, 0)))

    @property
    def steps(self) -> int:
        return len(self.gradients)

    @property
    def directions(self) -> int:
        return int(self.gradients.shape[1])


class WrongChange(Exception):
    """A change that is no array of real numbers of the gradient's shape."""


class StepFailed(Exception):
    """The optimizer's own code raised in a step, which the message names."""


def changed(optimizer: Optimizer, gradient: Array, step: int = 1) -> Array:
    """One step, on a copy of the gradient, its change copied. `step` counts from 1, for messages. Raises WrongChange, StepFailed."""
    return checked(answered(optimizer, gradient.copy(), step), gradient, step)


def answered(optimizer: Optimizer, gradient: Array, step: int) -> object:
    """What the optimizer returns, as it is. Raises StepFailed."""
    try:
        return optimizer.step(gradient)
    except Exception as problem:  # the optimizer's own code runs here
        seen = ", ".join(f"{g:g}" for g in gradient)
        raise StepFailed(
            f"step {step} raised {type(problem).__name__}: {problem} (gradient {seen})"
        ) from problem


def checked(answer: object, gradient: Array, step: int) -> Array:
    """The change as float64, copied. Raises WrongChange."""
    if answer is None:
        raise WrongChange(f"step {step} gave None; step(gradient) must return the change of the parameters")
    try:
        found = np.asarray(answer)
        if found.dtype.kind in "cSUMmV" or (found.dtype.kind == "O" and None in found.ravel().tolist()):
            raise WrongChange(f"step {step} gave numbers of type {found.dtype}, which are no real numbers")
        change = np.array(found, dtype=np.float64)
    except (TypeError, ValueError) as problem:
        raise WrongChange(f"step {step} gave what is no array of real numbers: {problem}") from problem
    if change.shape != gradient.shape:
        raise WrongChange(f"step {step} got a gradient of shape {gradient.shape} and gave {change.shape}")
    return change


@dataclass(frozen=True)
class Maker:
    """A maker with the family that it is taken for."""

    make: Make
    family: Family
    switched: bool = True

    def optimizer(self, hyper: Mapping[str, float]) -> Optimizer:
        """A fresh optimizer. Raises NotMade."""
        return made(self.make, self.family, hyper, self.switched)

    def run(self, gradients: Array, hyper: Mapping[str, float], rates: Sequence[float] = ()) -> Run:
        """The optimizer fed with these gradients. `rates` needs an optimizer whose rate can be set."""
        optimizer = self.optimizer(hyper)
        changes = np.empty(gradients.shape)
        for step, gradient in enumerate(gradients):
            if rates and isinstance(optimizer, HasRate):
                optimizer.set_rate(rates[step])
            changes[step] = changed(optimizer, gradient, step + 1)
        return Run(hyper, gradients, changes, tuple(rates))

    def attempt(self, gradients: Array, hyper: Mapping[str, float], rates: Sequence[float] = ()) -> Run:
        """The same, with changes that are no numbers where a step fails or gives no change. The first step must not fail."""
        try:
            return self.run(gradients, hyper, rates)
        except (StepFailed, WrongChange):
            changed(self.optimizer(hyper), np.ones(gradients.shape[1]))
            return Run(hyper, gradients, np.full(gradients.shape, np.nan), tuple(rates))

    def descend(self, hessian: Array, start: Array, steps: int, hyper: Mapping[str, float]) -> Run:
        """The optimizer on x.Hx/2 from `start`; its own parameters, which start at 0, are x - start."""
        optimizer = self.optimizer(hyper)
        position = np.array(start, dtype=np.float64)
        gradients, changes = np.empty((steps, len(position))), np.empty((steps, len(position)))
        positions = [position]
        for step in range(steps):
            ahead = optimizer.ahead() if isinstance(optimizer, LooksAhead) else 0.0
            gradients[step] = hessian @ (position + ahead)
            changes[step] = changed(optimizer, gradients[step], step + 1)
            position = position + changes[step]
            positions.append(position)
        return Run(hyper, gradients, changes, (), np.array(positions))


def reference_changes(
    convention: Convention, run: Run, exact: bool = True, gradients: Array | None = None
) -> Array:
    """What the reference does with the run's gradients (or with others): right to the last digit, or in float64."""
    fed = run.gradients if gradients is None else gradients
    with ctx.workprec(BITS), np.errstate(all="ignore"):
        rule = rule_of(convention, run.hyper, arb if exact else float)
        found = np.empty(fed.shape)
        for step, gradient in enumerate(fed):
            if run.rates:
                rule.rate = arb(run.rates[step]) if exact else run.rates[step]
            numbers = np.array([arb(x) for x in gradient], dtype=object) if exact else gradient
            found[step] = np.asarray(rule.step(numbers), dtype=np.float64)
    return found


def scales(convention: Convention, run: Run, expected: Array) -> Array:
    """What rounding is measured against: the step that the same gradients make where none cancels another, if that is longer."""
    uncancelled = reference_changes(convention, run, False, np.abs(run.gradients))
    return np.fmax(np.abs(expected), np.abs(uncancelled))
