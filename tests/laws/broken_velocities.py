"""Rules of gradient descent and momentum with one fault each."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from theory.laws.rules import (
    Velocity,
)


class NegativeVelocity(Velocity):
    def step(self, gradient: Any) -> Any:
        self.velocity = gradient - self.momentum * self.velocity
        return -self.rate * self.velocity


class LateVelocity(Velocity):
    def step(self, gradient: Any) -> Any:
        last = self.velocity
        self.velocity = self.momentum * self.velocity + gradient
        return -self.rate * last + 0 * gradient


class SharedVelocity(Velocity):
    def step(self, gradient: Any) -> Any:
        self.velocity = self.momentum * np.mean(self.velocity) + gradient
        return -self.rate * self.velocity


class CommonVelocity(Velocity):
    common: ClassVar[dict[tuple[int, ...], Any]] = {}

    def step(self, gradient: Any) -> Any:
        last = self.common.get(gradient.shape, 0.0) if self.steps else 0.0
        self.steps += 1
        self.common[gradient.shape] = self.momentum * last + gradient
        return -self.rate * self.common[gradient.shape]


class AliasedVelocity(Velocity):
    def step(self, gradient: Any) -> Any:
        if not self.steps:
            self.velocity = np.zeros_like(gradient)
        self.steps += 1
        self.velocity *= self.momentum
        self.velocity -= self.rate * gradient
        return self.velocity


class TwoRates(Velocity):
    def step(self, gradient: Any) -> Any:
        self.velocity = self.momentum * self.velocity + self.rate * gradient
        return -self.rate * self.velocity


class NoVelocity(Velocity):
    def step(self, gradient: Any) -> Any:
        return -self.rate * (gradient + self.momentum * gradient)


class DampedPast(Velocity):
    def step(self, gradient: Any) -> Any:
        self.velocity = (1 - self.momentum) * self.velocity + gradient
        return -self.rate * self.velocity


class PlainNesterov(Velocity):
    def step(self, gradient: Any) -> Any:
        self.velocity = self.momentum * self.velocity + gradient
        return -self.rate * self.velocity


class DoubledNesterov(Velocity):
    def step(self, gradient: Any) -> Any:
        self.velocity = self.momentum * self.velocity + gradient
        return -self.rate * (self.momentum * (self.momentum * self.velocity + gradient) + gradient)


class BackwardNesterov(Velocity):
    def step(self, gradient: Any) -> Any:
        self.velocity = self.momentum * self.velocity + gradient
        return -self.rate * (gradient - self.momentum * self.velocity)


class UnweightedNesterov(Velocity):
    def step(self, gradient: Any) -> Any:
        self.velocity = self.momentum * self.velocity + gradient
        return -self.rate * (gradient + self.velocity)
