"""Two conventions told the same gradients, step by step, and what a bound may know of the run; no code is shared with the bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from theory.laws.conventions import Convention
from theory.laws.difference_parts import Reach
from theory.laws.rules import rule_of

SQUARES = ("adagrad", "rmsprop")


@dataclass(frozen=True)
class Told:
    """By how much the changes differ at each step, in units of lr; and the larger of the two changes."""

    apart: tuple[float, ...]
    sizes: tuple[float, ...]


def told(
    one: Convention,
    other: Convention,
    hyper: Mapping[str, float],
    gradients: Sequence[float],
    rates: Sequence[float] = (),
) -> Told:
    """`rates`: factors of lr, one a step."""
    factors = list(rates) or [1.0] * len(gradients)
    steps = [_changes(each, hyper, gradients, factors) for each in (one, other)]
    apart = np.abs(steps[0] - steps[1])
    return Told(tuple(map(float, apart)), tuple(map(float, np.maximum(*np.abs(steps)))))


def known_so_far(
    one: Convention,
    other: Convention,
    hyper: Mapping[str, float],
    gradients: Sequence[float],
    rates: Sequence[float] = (),
) -> tuple[Reach, ...]:
    """What a bound may know at each step."""
    factors = list(rates) or [1.0] * len(gradients)
    return tuple(_known(one, other, hyper, gradients[:t], factors[:t]) for t in range(1, len(gradients) + 1))


def _changes(
    one: Convention, hyper: Mapping[str, float], gradients: Sequence[float], factors: Sequence[float]
) -> np.ndarray:
    rule, found = rule_of(one, hyper), []
    with np.errstate(all="ignore"):
        for gradient, factor in zip(gradients, factors, strict=True):
            rule.rate = hyper["lr"] * factor
            found.append(float(rule.step(np.array([gradient]))[0]) / hyper["lr"])
    return np.array(found)


def _known(
    one: Convention,
    other: Convention,
    hyper: Mapping[str, float],
    gradients: Sequence[float],
    factors: Sequence[float],
) -> Reach:
    sizes, step, rates = np.abs(gradients), len(gradients), (min(factors), max(factors))
    if one.family in SQUARES:
        roots = np.sqrt(_accumulators(one.family, hyper, gradients, min(one.start, other.start)))
        # Without momentum only the step itself counts.
        sizes, roots = (sizes, roots) if hyper.get("momentum") else (sizes[-1:], roots[-1:])
        return Reach(float(sizes.max()), float(roots.min()), step, rates)
    if "beta1" in hyper:
        mean = _averages(gradients, hyper["beta1"])[-1] / (1 - hyper["beta1"] ** step)
        squares = _averages(np.square(gradients), hyper["beta2"])
        largest = max(squares) if one.family == "amsgrad" else squares[-1]
        return Reach(abs(mean), float(np.sqrt(largest / (1 - hyper["beta2"] ** step))), step, rates)
    return Reach(float(sizes.max()), 0.0, step, rates)


def _averages(terms: Sequence[float] | np.ndarray, weight: float, start: float = 0.0) -> list[float]:
    found = []
    for term in terms:
        start = weight * start + (1 - weight) * float(term)
        found.append(start)
    return found


def _accumulators(
    family: str, hyper: Mapping[str, float], gradients: Sequence[float], start: float
) -> np.ndarray:
    squares = np.square(gradients)
    if family == "adagrad":
        return start + np.cumsum(squares)
    return np.array(_averages(squares, hyper["decay"], start))
