"""Rules of Adam and AMSGrad with one fault each, and weight decay in the wrong place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from broken_edits import MAIN, Broken

from theory.laws.conventions import Convention
from theory.laws.rules import (
    Moments,
    Rule,
    rule_of,
)
from theory.laws.subject import Array, Optimizer


class Corrected(Moments):
    """Adam with hooks for the averages, the corrections and the root."""

    def averages(self, gradient: Any) -> None:
        self.average = self.beta1 * self.average + (1 - self.beta1) * gradient
        self.squares = self.beta2 * self.squares + (1 - self.beta2) * gradient**2

    def corrections(self, t: int) -> tuple[float, float]:
        return 1 - self.beta1**t, 1 - self.beta2**t

    def denominator(self, second: Any) -> Any:
        return np.sqrt(second) + self.eps

    def step(self, gradient: Any) -> Any:
        self.steps += 1
        self.averages(gradient)
        one, two = self.corrections(self.steps)
        return -self.rate * (self.average / one) / self.denominator(self.squares / two)


class NoCorrection(Corrected):
    def corrections(self, t: int) -> tuple[float, float]:
        return 1.0, 1.0


class FirstCorrectionOnly(Corrected):
    def corrections(self, t: int) -> tuple[float, float]:
        return 1 - self.beta1**t, 1.0


class SecondCorrectionOnly(Corrected):
    def corrections(self, t: int) -> tuple[float, float]:
        return 1.0, 1 - self.beta2**t


class LateCorrection(Corrected):
    def corrections(self, t: int) -> tuple[float, float]:
        return super().corrections(t + 1)


class LateSecondCorrection(Corrected):
    def corrections(self, t: int) -> tuple[float, float]:
        return 1 - self.beta1**t, 1 - self.beta2 ** (t + 1)


class StuckCorrection(Corrected):
    def corrections(self, t: int) -> tuple[float, float]:
        return super().corrections(1)


class FirstBetaTwice(Corrected):
    def corrections(self, t: int) -> tuple[float, float]:
        return 1 - self.beta1**t, 1 - self.beta1**t


class RootlessCorrected(Corrected):
    def denominator(self, second: Any) -> Any:
        return second + self.eps


class StabiliserTwice(Corrected):
    def denominator(self, second: Any) -> Any:
        return np.sqrt(second + self.eps) + self.eps


class StabiliserMaximum(Corrected):
    def denominator(self, second: Any) -> Any:
        return np.maximum(np.sqrt(second), self.eps)


class SquaresOfAverage(Corrected):
    def averages(self, gradient: Any) -> None:
        self.average = self.beta1 * self.average + (1 - self.beta1) * gradient
        self.squares = self.beta2 * self.squares + (1 - self.beta2) * self.average**2


class SquaresEverySecond(Corrected):
    def averages(self, gradient: Any) -> None:
        kept = self.squares
        super().averages(gradient)
        self.squares = kept if self.steps % 2 == 0 else self.squares


class SquaresOverDirections(Corrected):
    def averages(self, gradient: Any) -> None:
        super().averages(gradient)
        self.squares = 0 * gradient + np.mean(self.squares)


class AveragesFloat32(Corrected):
    def averages(self, gradient: Any) -> None:
        super().averages(gradient)
        self.average = self.average.astype(np.float32).astype(np.float64)
        self.squares = self.squares.astype(np.float32).astype(np.float64)


class LateAverages(Corrected):
    def step(self, gradient: Any) -> Any:
        self.steps += 1
        one, two = self.corrections(self.steps)
        change = -self.rate * (self.average / one) / self.denominator(self.squares / two) + 0 * gradient
        self.averages(gradient)
        return change


class CommonSteps(Corrected):
    common: ClassVar[list[int]] = [0]

    def corrections(self, t: int) -> tuple[float, float]:
        self.common[0] = 1 if t == 1 else self.common[0] + 1
        return super().corrections(self.common[0])


class Largest(Corrected):
    """AMSGrad over raw moments with a hook for the maximum."""

    def maximum(self, second: Any, gradient: Any) -> Any:
        return np.maximum(second, self.largest)

    def step(self, gradient: Any) -> Any:
        self.steps += 1
        self.averages(gradient)
        one, two = self.corrections(self.steps)
        self.largest = self.maximum(self.squares, gradient)
        return -self.rate * (self.average / one) / self.denominator(self.largest / two)


class LargestForgotten(Largest):
    def maximum(self, second: Any, gradient: Any) -> Any:
        return second


class Smallest(Largest):
    def maximum(self, second: Any, gradient: Any) -> Any:
        return second if self.steps == 1 else np.minimum(second, self.largest)


class LargestAverage(Largest):
    def maximum(self, second: Any, gradient: Any) -> Any:
        return np.maximum(self.average**2, self.largest)


class LargestGradient(Largest):
    def maximum(self, second: Any, gradient: Any) -> Any:
        return np.maximum(gradient**2, self.largest)


class LargestOverDirections(Largest):
    def maximum(self, second: Any, gradient: Any) -> Any:
        return np.maximum(np.max(second), self.largest) + 0 * second


class LargestFades(Largest):
    def maximum(self, second: Any, gradient: Any) -> Any:
        return np.maximum(second, self.beta2 * self.largest)


class LargestFedBack(Largest):
    def maximum(self, second: Any, gradient: Any) -> Any:
        self.squares = np.maximum(second, self.largest)
        return self.squares


@dataclass
class Pulls:
    """Decoupled weight decay with the pull edited; the change of Adam alone comes from `rule`."""

    rule: Rule
    pull: Callable[[Array, Array], Array]
    position: Any = 0.0
    last: Any = 0.0

    def step(self, gradient: Array) -> Array:
        own = self.rule.step(gradient)
        change: Array = own - self.pull(self.position + 0 * own, self.last + 0 * own)
        self.last = self.position
        self.position = self.position + change
        return change


def pulled(fault: str, pull: Callable[[Mapping[str, float], Array, Array], Array]) -> Broken:
    """AdamW with another pull: of the hyperparameters, the position, and the position of the step before."""

    def make(*, lr: float, **hyper: Any) -> Optimizer:
        full = {"lr": lr, **hyper}
        decays = {"weight_decay": 0.0, **full}
        alone = {name: value for name, value in full.items() if name != "weight_decay"}
        return Pulls(rule_of(MAIN["adamw"], alone), lambda x, last: pull(decays, x, last))

    return Broken("adamw", fault, make)


def coupled_adamw() -> Broken:
    def make(*, lr: float, **hyper: Any) -> Optimizer:
        return rule_of(Convention("adam", decay="coupled"), {"lr": lr, **hyper})

    return Broken("adamw", "decay coupled where decoupled is promised", make)
