"""Slopes of smooth costs along unit vectors, by the derivative of the cost along the line.

Notation: slope = d/dt J(x + t v) at t = 0 for a random unit vector v, slope_steepest the same along -g/|g|. Both are computed from the
cost's pieces along the line (chain rule in t), not from the product of g and v.
"""

import numpy as np

from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.smooth import SIZES, Case, apply, draw_case
from proofs_check.worlds.world import Measured, World


def slope_along(case: Case, direction: Tracked) -> Tracked:
    """The derivative of t -> J(x + t v) at 0, ridge by ridge."""
    ridges = case.ridges
    rates = ridges.w @ direction
    return (ridges.a * apply(1, ridges.w @ case.x + ridges.c)) @ rates


def run(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A random direction and the steepest one; where the gradient is 0, any."""
    case = draw_case(rng, instances, n)
    ridges = case.ridges
    g = (ridges.w.T @ (ridges.a * apply(1, ridges.w @ case.x + ridges.c))).value
    length = np.sqrt((g * g).sum(axis=1))
    flat = length < 1e-6
    unit = np.eye(n)[0]
    steepest = np.where(flat[:, None], unit, -g / np.where(flat, 1.0, length)[:, None])
    free = rng.standard_normal((instances, n))
    free /= np.sqrt((free * free).sum(axis=1))[:, None]
    free = np.where(flat[:, None], steepest, free)
    slack = np.full(instances, 1e-12)
    found = {"slope": slope_along(case, exact(free)), "slope_steepest": slope_along(case, exact(steepest))}
    # directions of length 1 up to rounding, and a gradient that was computed
    widened = {
        letter: Tracked(value.value, value.bound + slack * (1 + length), value.grid * 0)
        for letter, value in found.items()
    }
    return measured({}, widened)


SLOPES = World(
    "slopes",
    "Takes the slope of a smooth cost along a random direction and along the negative gradient.",
    ("slope", "slope_steepest"),
    SIZES,
    run,
)
WORLDS = (SLOPES,)
