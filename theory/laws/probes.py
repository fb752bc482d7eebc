"""Gradients that tell conventions apart: scales around the stabiliser and its root, zeros, changes of sign, spikes, long runs.

All numbers have few binary digits, so that float32 holds them exactly and no rounding is put in by the probe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from theory.laws.subject import HYPERS, USUAL, Array, Family, hypers_for

MIXED = (1.0, -0.5, 0.75, 0.0, 0.0, -1.0, 0.25, 1.5, -1.25, 0.125, 1.0, 1.0)
SHRINKING = (4.0, 2.0, -1.0, 0.5, 0.25, -0.125, 0.0625, 0.03125, 0.0, -0.015625)
SPARSE = (0.0, 0.0, 1.0, *(0.0,) * 9, -0.5, *(0.0,) * 4, 0.5)
STEADY = (1.0,) * 40
PATTERNS = (MIXED, SHRINKING, SPARSE, STEADY)


def scales_for(eps: float) -> Array:
    """Sizes of gradients of which the smallest are about eps and its root, where the stabiliser acts."""
    return np.array([eps, 4 * eps, 2.0 ** round(np.log2(eps) / 2), 2.0**-4, 1.0, 2.0**8])


def sequence(pattern: tuple[float, ...], sizes: Array) -> Array:
    """(T, n): the pattern at each of the sizes."""
    return np.outer(np.array(pattern), sizes)


def probes(family: Family, options: frozenset[str]) -> Iterator[tuple[Mapping[str, float], Array]]:
    """Hyperparameters and gradients. `options` are the optional hyperparameters that the maker has."""
    names = HYPERS[family].needed
    for pattern in PATTERNS:
        yield hypers_for(family), sequence(pattern, scales_for(USUAL["eps"]))
    coarse = {"eps": 2.0**-6} if "eps" in names else {"lr": 2.0}
    yield hypers_for(family, coarse), sequence(MIXED, scales_for(2.0**-6))
    for option in sorted(options):
        yield hypers_for(family, {option: USUAL[option]}), sequence(MIXED, np.array([2.0**-4, 1.0, 4.0]))
    if "beta1" in names:
        other = {"beta1": 7 / 8, "beta2": 3 / 4}
        yield hypers_for(family, other), sequence(SHRINKING, np.array([2.0**-10, 1.0]))


def changing_rates(steps: int) -> tuple[float, ...]:
    """A rate that is halved and doubled on the way."""
    return tuple(USUAL["lr"] * (0.5 if step % 5 > 2 else 1.0) for step in range(steps))
