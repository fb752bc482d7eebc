"""Rules of AdaGrad, RMSProp and AdaDelta with one fault each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from theory.laws.rules import (
    AverageOfSquares,
    AverageOfSteps,
    SumOfSquares,
    denominator,
)


class SummedWith(SumOfSquares):
    """AdaGrad whose accumulator adds something else than the square."""

    def added(self, gradient: Any) -> Any:
        return gradient**2

    def root(self) -> Any:
        return np.sqrt(self.squares) + self.eps

    def step(self, gradient: Any) -> Any:
        self.squares = self.squares + self.added(gradient)
        return -self.rate * gradient / self.root()


class SumOfSizes(SummedWith):
    def added(self, gradient: Any) -> Any:
        return np.abs(gradient)


class SumOverDirections(SummedWith):
    def added(self, gradient: Any) -> Any:
        return np.sum(gradient**2)


class SumWithoutRoot(SummedWith):
    def root(self) -> Any:
        return self.squares + self.eps


class TwoStabilisers(SummedWith):
    def root(self) -> Any:
        return np.sqrt(self.squares + self.eps) + self.eps


class LateSum(SumOfSquares):
    def step(self, gradient: Any) -> Any:
        change = -self.rate * gradient / (np.sqrt(self.squares) + self.eps)
        self.squares = self.squares + gradient**2
        return change


class FirstSquareOnly(SumOfSquares):
    def step(self, gradient: Any) -> Any:
        if np.ndim(self.squares) == 0:
            self.squares = gradient**2
        return -self.rate * gradient / (np.sqrt(self.squares) + self.eps)


@dataclass
class MeanOfSquares(SumOfSquares):
    steps: int = 0

    def step(self, gradient: Any) -> Any:
        self.steps += 1
        self.squares = self.squares + gradient**2
        return -self.rate * gradient / (np.sqrt(self.squares / self.steps) + self.eps)


class Averaged(AverageOfSquares):
    """RMSProp (without momentum) with hooks for the average and the root."""

    def averaged(self, gradient: Any) -> Any:
        return self.decay * self.squares + (1 - self.decay) * gradient**2

    def root(self) -> Any:
        return np.sqrt(self.squares) + self.eps

    def step(self, gradient: Any) -> Any:
        self.squares = self.averaged(gradient)
        self.velocity = self.momentum * self.velocity + gradient / self.root()
        return -self.rate * self.velocity


class AverageNoWeight(Averaged):
    def averaged(self, gradient: Any) -> Any:
        return self.decay * self.squares + gradient**2


class AverageOfSizes(Averaged):
    def averaged(self, gradient: Any) -> Any:
        return self.decay * self.squares + (1 - self.decay) * np.abs(gradient)


class AverageLargest(Averaged):
    def averaged(self, gradient: Any) -> Any:
        return np.maximum(self.squares, super().averaged(gradient))


class AverageFloat32(Averaged):
    def averaged(self, gradient: Any) -> Any:
        return super().averaged(gradient).astype(np.float32).astype(np.float64)


class AverageOfMean(Averaged):
    def averaged(self, gradient: Any) -> Any:
        return self.decay * self.squares + (1 - self.decay) * np.mean(gradient**2)


class AverageWithoutRoot(Averaged):
    def root(self) -> Any:
        return self.squares + self.eps


class AverageFourthRoot(Averaged):
    def root(self) -> Any:
        return np.sqrt(np.sqrt(self.squares)) + self.eps


@dataclass
class AverageCorrected(Averaged):
    steps: int = 0

    def root(self) -> Any:
        self.steps += 1
        return np.sqrt(self.squares / (1 - self.decay**self.steps)) + self.eps


@dataclass
class AverageCentred(Averaged):
    mean: Any = 0.0

    def step(self, gradient: Any) -> Any:
        self.mean = self.decay * self.mean + (1 - self.decay) * gradient
        return super().step(gradient)

    def root(self) -> Any:
        return np.sqrt(self.squares - self.mean**2) + self.eps


class LateAverage(AverageOfSquares):
    def step(self, gradient: Any) -> Any:
        change = -self.rate * gradient / (np.sqrt(self.squares) + self.eps)
        self.squares = self.decay * self.squares + (1 - self.decay) * gradient**2
        return change


class Stepped(AverageOfSteps):
    """AdaDelta with hooks."""

    def ratio(self) -> Any:
        above, below = (denominator(self.convention, x, self.eps) for x in (self.moves, self.squares))
        return above / below

    def remembered(self, move: Any, gradient: Any) -> Any:
        return move**2

    def step(self, gradient: Any) -> Any:
        self.squares = self.decay * self.squares + (1 - self.decay) * gradient**2
        move = -self.ratio() * gradient
        self.moves = self.decay * self.moves + (1 - self.decay) * self.remembered(move, gradient)
        return self.rate * move


class StepsOfGradients(Stepped):
    def remembered(self, move: Any, gradient: Any) -> Any:
        return gradient**2


class StepsWithoutSquare(Stepped):
    def remembered(self, move: Any, gradient: Any) -> Any:
        return np.abs(move)


class StepsInverted(Stepped):
    def ratio(self) -> Any:
        return 1 / super().ratio()


class StepsWithoutRoot(Stepped):
    def ratio(self) -> Any:
        return super().ratio() ** 2


class StepsNoNumerator(Stepped):
    def ratio(self) -> Any:
        return 1 / denominator(self.convention, self.squares, self.eps)
