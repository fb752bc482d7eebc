"""Makers of the reference rules, as optimizers under test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from theory.laws.conventions import Convention, conventions_of
from theory.laws.rules import Rule, rule_of
from theory.laws.subject import FAMILIES, HYPERS, Array, Make

EVERY: tuple[Convention, ...] = tuple(
    one
    for family in FAMILIES
    for ahead in ((False, True) if family == "nesterov" else (False,))
    for one in conventions_of(family, ahead)
)


@dataclass
class Steps:
    """Nothing but `step`, in a kind of numbers."""

    rule: Rule
    kind: type = np.float64

    def step(self, gradient: Array) -> Array:
        change: Array = np.asarray(self.rule.step(gradient.astype(self.kind)), dtype=self.kind)
        return change


@dataclass
class Rated(Steps):
    """With a rate that can be set."""

    def set_rate(self, lr: float) -> None:
        self.rule.rate = lr


@dataclass
class Ahead(Steps):
    """Which says where it wants its gradient."""

    def ahead(self) -> Array | float:
        where: Array | float = self.rule.ahead()  # type: ignore[attr-defined]
        return where


def given(hyper: Mapping[str, Any], convention: Convention, strict: bool = True) -> dict[str, float]:
    """Without the family's switch. Raises TypeError for what the family has not."""
    hypers = HYPERS[convention.family]
    unknown = set(hyper) - {"lr", *hypers.needed, *hypers.optional, hypers.switch}
    missing = set(hypers.needed) - set(hyper)
    if strict and (unknown or missing):
        raise TypeError(f"unknown {sorted(unknown)}, missing {sorted(missing)}")
    return {name: value for name, value in hyper.items() if name != hypers.switch}


def maker(convention: Convention, shell: Callable[..., Any] | None = None, kind: type = np.float64) -> Make:
    """A maker of the convention's reference rule."""
    seen = shell or (Ahead if convention.nesterov == "lookahead" else Steps)

    def make(*, lr: float, **hyper: Any) -> Any:
        number = float if kind is np.float64 else kind
        return seen(rule_of(convention, given({"lr": lr, **hyper}, convention), number), kind)

    return make
