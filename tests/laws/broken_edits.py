"""How a broken optimizer is made: a rule edited in one place, told something else, or wrapped in bad conduct."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from theory.laws.conventions import Convention
from theory.laws.rules import (
    Decaying,
    Rule,
    rule_of,
)
from theory.laws.subject import HYPERS, Array, Family, Optimizer

MAIN: Mapping[Family, Convention] = {
    "nesterov": Convention("nesterov"),
    "adadelta": Convention("adadelta", stabiliser="inside"),
    "adamw": Convention("adamw", decay="decoupled"),
}


@dataclass(frozen=True)
class Broken:
    """One faulty optimizer: what it promises to be and what is wrong with it."""

    family: Family
    fault: str
    make: Callable[..., Optimizer]

    @property
    def name(self) -> str:
        return f"{self.family}: {self.fault}"


def convention_of(family: Family) -> Convention:
    """The convention whose rule is edited."""
    return MAIN.get(family, Convention(family))


def edited(family: Family, fault: str, kind: Callable[..., Rule]) -> Broken:
    """The family's rule with `kind`, an edited class, in the place of its own; weight decay is put around it."""
    convention = convention_of(family)

    def make(*, lr: float, **hyper: Any) -> Optimizer:
        given = {name: value for name, value in hyper.items() if name not in ("nesterov", "amsgrad")}
        pull = given.pop("weight_decay", None)
        unknown = set(given) - {*HYPERS[family].needed, *HYPERS[family].optional}
        if unknown:
            raise TypeError(f"unknown: {', '.join(sorted(unknown))}")
        inner = kind(rate=lr, **given) if family == "sgd" else kind(convention, lr, **given, **_start(family))
        return StepOnly(inner if pull is None else Decaying(convention, inner, pull))

    return Broken(family, fault, make)


def _start(family: Family) -> dict[str, float]:
    return {"squares": 0.0} if family in ("adagrad", "rmsprop") else {}


def wrapped(family: Family, fault: str, around: Callable[[Rule, Mapping[str, float]], Optimizer]) -> Broken:
    """The whole reference rule with something around it."""

    def make(*, lr: float, **hyper: Any) -> Optimizer:
        given = {name: value for name, value in hyper.items() if name not in ("nesterov", "amsgrad")}
        full = {"lr": lr, **given}
        return around(rule_of(convention_of(family), full), full)

    return Broken(family, fault, make)


def told(family: Family, fault: str, **lies: Callable[[Mapping[str, float]], float]) -> Broken:
    """The reference rule, which is told other hyperparameters than were asked for."""

    def make(*, lr: float, **hyper: Any) -> Optimizer:
        given = {name: value for name, value in hyper.items() if name not in ("nesterov", "amsgrad")}
        full = {"lr": lr, **given}
        return rule_of(convention_of(family), {**full, **{name: lie(full) for name, lie in lies.items()}})

    return Broken(family, fault, make)


# What is put around a rule.


@dataclass
class StepOnly:
    """A rule of which nothing but the steps is seen."""

    rule: Rule

    def step(self, gradient: Array) -> Array:
        change: Array = self.rule.step(gradient)
        return change


@dataclass
class Fed:
    """The rule with its gradients changed on the way in, by what `way` makes of them."""

    rule: Rule
    way: Callable[[Array], Array]

    def step(self, gradient: Array) -> Array:
        change: Array = self.rule.step(self.way(gradient))
        return change


@dataclass
class Given:
    """The rule with its changes changed on the way out; `way` also gets the number of the step."""

    rule: Rule
    way: Callable[[Array, int], Array]
    steps: int = 0

    def step(self, gradient: Array) -> Array:
        self.steps += 1
        return self.way(self.rule.step(gradient), self.steps)


@dataclass
class Stale:
    """The gradient of the step before."""

    rule: Rule
    last: Any = 0.0

    def step(self, gradient: Array) -> Array:
        used, self.last = self.last + 0 * gradient, gradient
        change: Array = self.rule.step(used)
        return change


@dataclass
class Spoils:
    """Writes to the array that it was given."""

    rule: Rule

    def step(self, gradient: Array) -> Array:
        change: Array = self.rule.step(gradient)
        gradient *= 0.5
        return change


@dataclass
class Reuses:
    """Returns the same array at every step."""

    rule: Rule
    kept: Any = None

    def step(self, gradient: Array) -> Array:
        change: Array = self.rule.step(gradient)
        if self.kept is None:
            self.kept = np.zeros_like(change)
        self.kept[...] = change
        kept: Array = self.kept
        return kept


@dataclass
class Restarts:
    """Forgets everything after every fourth step."""

    make: Callable[[], Rule]
    steps: int = 0
    rule: Rule = field(init=False)

    def step(self, gradient: Array) -> Array:
        if self.steps % 4 == 0:
            self.rule = self.make()
        self.steps += 1
        change: Array = self.rule.step(gradient)
        return change


def clipped_norm(gradient: Array) -> Array:
    """A gradient of norm 1 at most."""
    norm = float(np.linalg.norm(gradient))
    return gradient / norm if norm > 1 else gradient
