"""Critical points of autoencoders with one hidden unit, and of deeper linear networks with the slope 0 in one layer, built exactly.

Notation: S the covariance, a and b the weights of the unit, top the largest eigenvalue and top I - S = C^T C. C, W, F the layers after one layer, that layer, and the layers
before it, with one-sided inverses R and K; X data, Y targets, M a random matrix.
"""

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.linear_network_points import RUNS, SIZES, flip, frame
from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World


def unit_loss(covariance: Array, a: Array, b: Array) -> Array:
    """The expected square |x - a (b.x)|^2 for x with this covariance, by its moments, (B,)."""
    coded = np.einsum("bij,bj->bi", covariance, b)
    power = np.einsum("bi,bi->b", b, coded)
    mixed = np.einsum("bi,bi->b", a, coded)
    return np.asarray(np.trace(covariance, axis1=1, axis2=2) - 2 * mixed + power * (a**2).sum(axis=1))


def run_one_unit(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The unit along an eigenvector (a part along two of them, or off, or free) and its loss."""
    basis, count = frame(rng, instances, n), instances
    steps = draw.integers(rng, count, (n,), 0, 2)
    steps[:, 0] = np.where(draw.chance(rng, count, 0.5), 0.0, steps[:, 0])
    top = 5.0
    covariance = (basis * (top - steps**2)[:, None, :]) @ flip(basis)
    kind, scale = rng.integers(0, 4, count), 2.0 ** rng.integers(-2, 3, count)
    first, second = basis[:, :, 0], basis[:, :, n - 1]
    a = np.where((kind == 0)[:, None], 0.0, scale[:, None] * first)
    b = np.where((kind == 0)[:, None], 0.0, first / scale[:, None])
    a = np.where((kind == 1)[:, None], draw.integers(rng, count, (n,), -2, 2), a)
    b = np.where((kind == 1)[:, None], second, b)
    values = {
        "S": covariance,
        "a": a,
        "b": b,
        "C": steps[:, :, None] * flip(basis),
        "top": np.full(count, top),
    }
    return Measured({**values, "measured": unit_loss(covariance, a, b)}, {})


def run_deep_points(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Three layers, wider inside, the middle one with slope 0 (in a part of the instances one layer is broken), and a random linear map."""
    count, wide = instances, n + 1
    kind = rng.integers(0, 8, count)[:, None, None]
    after, before = frame(rng, count, wide)[:, :n, :], frame(rng, count, wide)[:, :, :n]
    inputs = np.concatenate((frame(rng, count, n), np.zeros((count, n, 1))), axis=2)
    noise = np.zeros((count, n, n + 1))
    noise[:, :, n] = draw.integers(rng, count, (n,), -3, 3)
    best = draw.integers(rng, count, (n, n), -2, 2)
    idle = np.eye(wide) - flip(after) @ after
    middle = flip(after) @ best @ flip(before) + idle @ draw.integers(rng, count, (wide, wide), -2, 2)
    targets = best @ inputs + noise
    after = np.where(kind == 0, 0.0, after)
    before = np.where(kind == 1, 0.0, before)
    middle = np.where(kind == 2, 0.0, middle)
    guess = best + np.where(draw.chance(rng, count, 0.5), 1.0, 0.0)[:, None, None] * draw.integers(
        rng, count, (n, n), -1, 1
    )
    loss = np.zeros(count)
    for place in range(n + 1):
        out = inputs[:, :, place]
        for layer in (before, middle, after):
            out = np.einsum("bij,bj->bi", layer, out)
        loss += ((out - targets[:, :, place]) ** 2).sum(axis=1)
    values = {"C": after, "W": middle, "F": before, "X": inputs, "Y": targets, "M": guess}
    return Measured({**values, "R": flip(after), "K": flip(before), "measured": loss}, {})


ONE_UNIT = World(
    "one_unit",
    "Puts the hidden unit of an autoencoder along eigenvectors of random covariances, and elsewhere.",
    ("S", "a", "b", "C", "top", "measured"),
    SIZES,
    run_one_unit,
    RUNS,
)
DEEP_POINTS = World(
    "deep_points",
    "Builds three layers with slope 0 in the middle one and runs the network on the data.",
    ("C", "W", "F", "X", "Y", "M", "R", "K", "measured"),
    (1, 3, 7, 31),
    run_deep_points,
    RUNS,
)
WORLDS = (ONE_UNIT, DEEP_POINTS)
