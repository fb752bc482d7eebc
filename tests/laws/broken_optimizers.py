"""Optimizers with one fault each, made as small edits of the reference rules: what the laws must catch.

A convention is not a fault: none of these is the reference rule of another convention of its family.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from theory.laws.conventions import Convention
from theory.laws.rules import (
    AverageOfSquares,
    AverageOfSteps,
    Decaying,
    Moments,
    Rule,
    SumOfSquares,
    Velocity,
    denominator,
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


# Edited rules.


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


OF_DESCENT = (
    wrapped("sgd", "uphill", lambda rule, h: Given(rule, lambda change, t: -change)),
    told("sgd", "rate squared", lr=lambda h: h["lr"] ** 2),
    told("sgd", "rate missing", lr=lambda h: 1.0),
    wrapped("sgd", "stale gradient", lambda rule, h: Stale(rule)),
    wrapped("sgd", "every entry clipped at 1", lambda rule, h: Fed(rule, lambda g: np.clip(g, -1, 1))),
    wrapped("sgd", "norm clipped at 1", lambda rule, h: Fed(rule, clipped_norm)),
    wrapped("sgd", "sign of the gradient only", lambda rule, h: Fed(rule, np.sign)),
    wrapped("sgd", "rate falls like 1/sqrt(t)", lambda rule, h: Given(rule, lambda c, t: c / np.sqrt(t))),
    wrapped(
        "sgd", "gradients of all directions averaged", lambda rule, h: Fed(rule, lambda g: g - g + np.mean(g))
    ),
    told("sgd", "weight decay pushes away", weight_decay=lambda h: -h.get("weight_decay", 0.0)),
    wrapped("sgd", "writes to the gradient", lambda rule, h: Spoils(rule)),
)
OF_VELOCITY = (
    edited("momentum", "velocity with the wrong sign", NegativeVelocity),
    edited("momentum", "moves with the velocity of the step before", LateVelocity),
    edited("momentum", "velocity shared between directions", SharedVelocity),
    edited("momentum", "velocity shared between optimizers", CommonVelocity),
    edited("momentum", "returns its own velocity, written in place", AliasedVelocity),
    edited("momentum", "rate both inside and outside the velocity", TwoRates),
    edited("momentum", "velocity never kept", NoVelocity),
    edited("momentum", "momentum and 1 - momentum exchanged", DampedPast),
    told("momentum", "momentum squared", momentum=lambda h: h["momentum"] ** 2),
    wrapped(
        "momentum",
        "velocity reset at every fourth step",
        lambda rule, h: Restarts(lambda: rule_of(Convention("momentum"), h)),
    ),
    edited("nesterov", "correction missing", PlainNesterov),
    edited("nesterov", "correction doubled", DoubledNesterov),
    edited("nesterov", "correction with the wrong sign", BackwardNesterov),
    edited("nesterov", "momentum missing in the correction", UnweightedNesterov),
)
OF_SQUARES = (
    edited("adagrad", "root missing", SumWithoutRoot),
    edited("adagrad", "sizes summed in place of squares", SumOfSizes),
    edited("adagrad", "one sum for all directions", SumOverDirections),
    edited("adagrad", "stabiliser inside and outside", TwoStabilisers),
    edited("adagrad", "accumulator updated after the step", LateSum),
    edited("adagrad", "accumulator never updated again", FirstSquareOnly),
    edited("adagrad", "mean in place of sum", MeanOfSquares),
    told("adagrad", "stabiliser squared", eps=lambda h: h["eps"] ** 2),
    wrapped("adagrad", "returns one array at every step", lambda rule, h: Reuses(rule)),
    told("rmsprop", "decay and 1 - decay exchanged", decay=lambda h: 1 - h["decay"]),
    told("rmsprop", "stabiliser squared", eps=lambda h: h["eps"] ** 2),
    edited("rmsprop", "root missing", AverageWithoutRoot),
    edited("rmsprop", "root twice", AverageFourthRoot),
    edited("rmsprop", "new square with weight 1", AverageNoWeight),
    edited("rmsprop", "sizes averaged in place of squares", AverageOfSizes),
    edited("rmsprop", "largest average kept", AverageLargest),
    edited("rmsprop", "accumulator in float32", AverageFloat32),
    edited("rmsprop", "one average for all directions", AverageOfMean),
    edited("rmsprop", "corrected like Adam's", AverageCorrected),
    edited("rmsprop", "centred", AverageCentred),
    edited("rmsprop", "accumulator updated after the step", LateAverage),
    edited("adadelta", "gradients remembered in place of steps", StepsOfGradients),
    edited("adadelta", "sizes of steps in place of squares", StepsWithoutSquare),
    edited("adadelta", "quotient upside down", StepsInverted),
    edited("adadelta", "roots missing", StepsWithoutRoot),
    edited("adadelta", "numerator missing", StepsNoNumerator),
)
OF_MOMENTS = (
    edited("adam", "no bias correction", NoCorrection),
    edited("adam", "only the first average corrected", FirstCorrectionOnly),
    edited("adam", "only the second average corrected", SecondCorrectionOnly),
    edited("adam", "t one too large in both corrections", LateCorrection),
    edited("adam", "t one too large in the second correction", LateSecondCorrection),
    edited("adam", "t stays 1", StuckCorrection),
    edited("adam", "beta1 for beta2 in the second correction", FirstBetaTwice),
    told("adam", "beta1 for beta2", beta2=lambda h: h["beta1"]),
    told("adam", "betas exchanged", beta1=lambda h: h["beta2"], beta2=lambda h: h["beta1"]),
    told("adam", "stabiliser squared", eps=lambda h: h["eps"] ** 2),
    told("adam", "stabiliser fixed", eps=lambda h: 1e-8),
    told("adam", "beta2 fixed", beta2=lambda h: 0.999),
    told("adam", "rate squared", lr=lambda h: h["lr"] ** 2),
    edited("adam", "root missing", RootlessCorrected),
    edited("adam", "stabiliser inside and outside", StabiliserTwice),
    edited("adam", "stabiliser as a floor", StabiliserMaximum),
    edited("adam", "average squared in place of the gradient", SquaresOfAverage),
    edited("adam", "squares taken at every second step", SquaresEverySecond),
    edited("adam", "one second average for all directions", SquaresOverDirections),
    edited("adam", "averages in float32", AveragesFloat32),
    edited("adam", "averages updated after the step", LateAverages),
    edited("adam", "count of steps shared between optimizers", CommonSteps),
    wrapped("adam", "stale gradient", lambda rule, h: Stale(rule)),
    edited("amsgrad", "maximum not kept", LargestForgotten),
    edited("amsgrad", "minimum in place of maximum", Smallest),
    edited("amsgrad", "maximum of the first average", LargestAverage),
    edited("amsgrad", "maximum of the squared gradients", LargestGradient),
    edited("amsgrad", "one maximum for all directions", LargestOverDirections),
    edited("amsgrad", "maximum fades", LargestFades),
    edited("amsgrad", "maximum fed back into the average", LargestFedBack),
    coupled_adamw(),
    pulled("decay without rate", lambda h, x, last: h["weight_decay"] * x),
    pulled("decay with the rate squared", lambda h, x, last: h["lr"] ** 2 * h["weight_decay"] * x),
    pulled("decay pushes away", lambda h, x, last: -h["lr"] * h["weight_decay"] * x),
    pulled("decay forgotten", lambda h, x, last: 0 * x),
    pulled("decay of the position before the last", lambda h, x, last: h["lr"] * h["weight_decay"] * last),
    pulled("decay by the sign of the position", lambda h, x, last: h["lr"] * h["weight_decay"] * np.sign(x)),
)
BROKEN: tuple[Broken, ...] = (*OF_DESCENT, *OF_VELOCITY, *OF_SQUARES, *OF_MOMENTS)
