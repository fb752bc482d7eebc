"""The reference update rules, in every convention, as plain NumPy.

A rule is written once and runs in two kinds of numbers: in float64, or in balls of 256 bits (arrays of objects), where the change is
right to the last digit of a float64. State that starts at 0 starts as the number 0 and takes the shape of the first gradient.

Notation: v velocity, r and s accumulators of squared gradients, u of squared steps, m and v Adam's averages, eps the stabiliser.

References: notes001 (4.2, 5.2, 5.3), duchi2011, tieleman2012, zeiler2012, kingma2015, reddi2018.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np

from theory.laws.conventions import Convention

# A float64 or a ball, and arrays (n,) of either: NumPy's types know no arrays of balls.
Number: TypeAlias = Any
Numbers: TypeAlias = Any


class Rule(Protocol):
    """A reference optimizer: an `Optimizer` with a rate that can be set."""

    rate: Number

    def step(self, gradient: Numbers) -> Numbers: ...


def denominator(convention: Convention, squares: Number, eps: Number) -> Number:
    """The root of an accumulator with its stabiliser, outside the root or inside."""
    return np.sqrt(squares + eps) if convention.stabiliser == "inside" else np.sqrt(squares) + eps


@dataclass
class Descent:
    """Plain gradient steps."""

    rate: Number

    def step(self, gradient: Numbers) -> Numbers:
        return -self.rate * gradient


@dataclass
class Velocity:
    """Momentum and Nesterov's momentum."""

    convention: Convention
    rate: Number
    momentum: Number
    dampening: Number = 0.0
    velocity: Number = 0.0
    steps: int = 0

    def step(self, gradient: Numbers) -> Numbers:
        self.steps += 1
        inside = self.convention.rate == "inside"
        push = self.weight() * gradient * (self.rate if inside else 1)
        self.velocity = self.momentum * self.velocity + push
        shifted = self.convention.family == "nesterov" and self.convention.nesterov == "shifted"
        moved = self.momentum * self.velocity + push if shifted else self.velocity
        return -moved if inside else -self.rate * moved

    def weight(self) -> Number:
        """The weight of the gradient of this step."""
        if self.convention.first == "whole" and self.steps == 1:
            return 1
        return 1 - (self.momentum if self.convention.weight == "average" else self.dampening)

    def ahead(self) -> Numbers | Number:
        """How far ahead of the parameters the gradient is wanted."""
        moved = -self.momentum * self.velocity
        return moved if self.convention.rate == "inside" else self.rate * moved


@dataclass
class SumOfSquares:
    """AdaGrad."""

    convention: Convention
    rate: Number
    eps: Number
    squares: Number

    def step(self, gradient: Numbers) -> Numbers:
        self.squares = self.squares + gradient**2
        return -self.rate * gradient / denominator(self.convention, self.squares, self.eps)


@dataclass
class AverageOfSquares:
    """RMSProp, with or without momentum."""

    convention: Convention
    rate: Number
    decay: Number
    eps: Number
    squares: Number
    momentum: Number = 0.0
    velocity: Number = 0.0

    def step(self, gradient: Numbers) -> Numbers:
        self.squares = self.decay * self.squares + (1 - self.decay) * gradient**2
        push = gradient / denominator(self.convention, self.squares, self.eps)
        inside = self.convention.rate == "inside"
        self.velocity = self.momentum * self.velocity + push * (self.rate if inside else 1)
        return -self.velocity if inside else -self.rate * self.velocity


@dataclass
class AverageOfSteps:
    """AdaDelta."""

    convention: Convention
    rate: Number
    decay: Number
    eps: Number
    squares: Number = 0.0
    moves: Number = 0.0

    def step(self, gradient: Numbers) -> Numbers:
        self.squares = self.decay * self.squares + (1 - self.decay) * gradient**2
        ratio = denominator(self.convention, self.moves, self.eps) / denominator(
            self.convention, self.squares, self.eps
        )
        move = -ratio * gradient * (self.rate if self.convention.rate == "inside" else 1)
        self.moves = self.decay * self.moves + (1 - self.decay) * move**2
        return move if self.convention.rate == "inside" else self.rate * move


@dataclass
class Moments:
    """Adam and AMSGrad."""

    convention: Convention
    rate: Number
    beta1: Number
    beta2: Number
    eps: Number
    average: Number = 0.0
    squares: Number = 0.0
    largest: Number = 0.0
    steps: int = 0

    def step(self, gradient: Numbers) -> Numbers:
        self.steps += 1
        self.average = self.beta1 * self.average + (1 - self.beta1) * gradient
        self.squares = self.beta2 * self.squares + (1 - self.beta2) * gradient**2
        mean = self.average / (1 - self.beta1**self.steps)
        return -self.rate * mean / self.root(1 - self.beta2**self.steps)

    def root(self, correction: Number) -> Number:
        """The denominator; `correction` is 1 - beta2**t."""
        hat = self.convention.stabiliser == "hat"
        eps = self.eps / np.sqrt(correction) if hat else self.eps
        return denominator(self.convention, self.second_moment(correction), eps)

    def second_moment(self, correction: Number) -> Number:
        """The corrected average of the squares, or AMSGrad's largest one."""
        if self.convention.family != "amsgrad":
            return self.squares / correction
        if self.convention.maximum == "corrected":
            self.largest = np.maximum(self.squares / correction, self.largest)
            return self.largest
        self.largest = np.maximum(self.squares, self.largest)
        return self.largest / correction


@dataclass
class Decaying:
    """Weight decay around another rule: in the gradient, or beside the step."""

    convention: Convention
    inner: Rule
    weight_decay: Number
    position: Number = 0.0

    @property
    def rate(self) -> Number:
        return self.inner.rate

    @rate.setter
    def rate(self, rate: Number) -> None:
        self.inner.rate = rate

    def step(self, gradient: Numbers) -> Numbers:
        pull = self.weight_decay * self.position
        coupled = self.convention.decay == "coupled"
        change = self.inner.step(gradient + pull if coupled else gradient)
        change = change if coupled else change - self.rate * pull
        self.position = self.position + change
        return change


def rule_of(
    convention: Convention, hyper: Mapping[str, float], number: Callable[[float], Number] = float
) -> Rule:
    """The reference optimizer of a convention. `number` makes the numbers it calculates with from float64."""
    given = {name: number(value) for name, value in hyper.items()}
    rate, pull = given.pop("lr"), given.pop("weight_decay", None)
    inner = _inner(convention, rate, given, number)
    return inner if pull is None else Decaying(convention, inner, pull)


def _inner(
    convention: Convention, rate: Number, given: Mapping[str, Number], number: Callable[[float], Number]
) -> Rule:
    start = number(convention.start)
    match convention.family:
        case "sgd":
            return Descent(rate)
        case "momentum" | "nesterov":
            return Velocity(convention, rate, **given)
        case "adagrad":
            return SumOfSquares(convention, rate, squares=start, **given)
        case "rmsprop":
            return AverageOfSquares(convention, rate, squares=start, **given)
        case "adadelta":
            return AverageOfSteps(convention, rate, **given)
        case _:
            return Moments(convention, rate, **given)
