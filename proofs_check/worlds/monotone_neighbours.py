"""How far the scale moves between two neighbouring points of the falling path.

On a grid of the weights' path the two neighbours whose scales differ most, relative to their size, are taken; then the
interval between them is halved again and again, always keeping the half over which the scale moves more. Where the construction is
continuous this movement falls to nothing with the width; a jump stays.

Notation: lam in [0, 1] the place on the path of weights; width the distance of the two places, left the one nearer
to the start; c_left, c_right the scales and L_left, L_right the losses there; L_moved the loss of the right network
with the left scale; sway a bound on |L_moved - L_left|, from the largest weights of the path and the speed at which
they move; L_zero, L_start, L_end the losses of the zero predictor and of the path's ends; reach the smaller of the
largest losses that scaling attains at the two points.

References: Safran and Shamir, arXiv 1511.04210, Theorem 1 (the construction).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds.losses import Loss, scale_for_level, spread
from proofs_check.worlds.monotone_pairs import CALLS, Pair, letter, loss_errors, random_pair, smallest
from proofs_check.worlds.monotone_path import (
    Layer,
    Network,
    between,
    first_stage_level,
    losses_at_scale,
    outputs,
)
from proofs_check.worlds.products import Array, matmul
from proofs_check.worlds.rounding import Tracked, gamma, measured
from proofs_check.worlds.world import Measured, World

SIZES = (2, 3, 8)
COARSE = 8
GRIDS = 2
# the widths that are tried: 1/8, 1/16 and 1/32 on the whole path, 2^-13 and 2^-27 by halving
HALVINGS = (0, 1, 2, 10, 24)
ROOM = 1 + 1e-9  # the bound on the movement is itself rounded

Place = Callable[[Array], Array]


@dataclass(frozen=True)
class Construction:
    """A path from start to end, in its first stage; ends holds the losses (B,) of the zero predictor, W0 and W1."""

    pair: Pair
    loss: Loss
    ends: tuple[Array, Array, Array]

    def weights(self, lam: Array) -> Network:
        """The unscaled network at lam (B,)."""
        return between(self.pair.start, self.pair.end, self.pair.bend, lam)

    def level(self, lam: Array) -> Array:
        """The wanted loss at lam (B,)."""
        return first_stage_level(lam, *self.ends)

    def scale(self, lam: Array) -> Array:
        """c(lam), (B,)."""
        out = outputs(self.weights(lam), self.pair.inputs)[0]
        return scale_for_level(self.loss, out, self.pair.targets, self.level(lam)).c


def construction(pair: Pair, loss: Loss) -> Construction:
    """The path between the networks of a pair."""
    zero = loss.value(np.zeros_like(pair.targets), pair.targets)
    start, end = (
        loss.value(outputs(network, pair.inputs)[0], pair.targets) for network in (pair.start, pair.end)
    )
    return Construction(pair, loss, (zero, start, end))


def largest_move(value: Place, instances: int, halvings: int) -> tuple[Array, Array]:
    """left and right, (B,): neighbours between which value(lam) moves most, at a distance of 2^-halvings/8.

    value: (B,) -> (B,); its move is taken relative to its size. The first two halvings are those of a grid on the whole of [0, 1], the others narrow the
    interval that was found.
    """
    cells = COARSE * 2 ** min(halvings, GRIDS)
    grid = np.arange(cells + 1) / cells
    values = np.stack([value(np.full(instances, at)) for at in grid])
    first = _relative_move(values[:-1], values[1:]).argmax(axis=0)
    everyone = np.arange(instances)
    left, right = grid[first], grid[first + 1]
    low, high = values[first, everyone], values[first + 1, everyone]
    for _ in range(halvings - GRIDS):
        middle = 0.5 * (left + right)
        found = value(middle)
        nearer: NDArray[np.bool_] = _relative_move(low, found) >= _relative_move(found, high)
        left, right = np.where(nearer, left, middle), np.where(nearer, middle, right)
        low, high = np.where(nearer, low, found), np.where(nearer, found, high)
    return left, right


def _relative_move(a: Array, b: Array) -> Array:
    size = np.maximum(np.abs(a), np.abs(b))
    return np.asarray(np.abs(b - a) / np.where(size > 0, size, 1.0))


def _range_and_step(pair: Pair, width: Array) -> tuple[Network, Network]:
    """The largest absolute weights on the path, and bounds on their movement over a distance `width` (B,)."""

    def ranged(a: Array, b: Array, bend: Array) -> tuple[Array, Array]:
        size = np.abs(a) + np.abs(b) + np.abs(bend)
        return size, spread(width) * (np.abs(b - a) + 4 * np.abs(bend)) + gamma(16) * size

    sizes, steps = [], []
    for a, b, bend in zip(pair.start, pair.end, pair.bend, strict=True):
        weights, bias = ranged(a.weights, b.weights, bend.weights), ranged(a.bias, b.bias, bend.bias)
        sizes.append(Layer(weights[0], bias[0]))
        steps.append(Layer(weights[1], bias[1]))
    return tuple(sizes), tuple(steps)


def output_sway(pair: Pair, width: Array) -> Array:
    """A bound (B, m, k) on the movement of each output while the weights go a distance `width` (B,) along the path.

    |W' h' - W h| <= |W'| |h' - h| + |W' - W| |h|, layer by layer; the rectifier does not stretch.
    """
    value, moved = np.abs(pair.inputs), np.zeros_like(pair.inputs)
    for size, step in zip(*_range_and_step(pair, width), strict=True):
        towards, change = size.weights.swapaxes(1, 2), step.weights.swapaxes(1, 2)
        moved = matmul(moved, towards) + matmul(value, change) + step.bias
        value = matmul(value, towards) + size.bias
    return moved


def neighbours(path: Construction, left: Array, right: Array) -> dict[str, Tracked]:
    """What is measured at two places (B,) of the path, and between them."""
    pair, loss = path.pair, path.loss
    places = (left, right)
    old, new = (path.scale(at) for at in places)
    points = [
        losses_at_scale(path.weights(at), pair.inputs, pair.targets, loss, c)
        for at, c in zip(places, (old, new), strict=True)
    ]
    start, bound = outputs(path.weights(left), pair.inputs, old)
    moved, moved_bound = outputs(path.weights(right), pair.inputs, old)
    swung = spread(np.abs(old)) * output_sway(pair, right - left) + bound
    sway = loss.error(start, pair.targets, swung) * ROOM
    far = [np.stack([point[name] for point in points]) for name in ("farthest", "farthest_error")]
    nothing = np.zeros_like(sway)
    return {
        "width": letter(right - left, nothing),
        "c_left": letter(old, nothing),
        "c_right": letter(new, nothing),
        "L_left": letter(points[0]["achieved"], points[0]["achieved_error"]),
        "L_right": letter(points[1]["achieved"], points[1]["achieved_error"]),
        "L_moved": letter(loss.value(moved, pair.targets), loss.error(moved, pair.targets, moved_bound)),
        "sway": letter(sway, nothing),
        "reach": smallest(*far),
    }


def measure(
    rng: np.random.Generator, instances: int, width: int, build: Callable[[Pair, Loss], Construction]
) -> Measured:
    """Random pairs, and on the path that `build` makes of each the neighbours that differ most at a random width."""
    loss = CALLS[int(rng.integers(0, len(CALLS)))]
    path = build(random_pair(rng, instances, width, loss), loss)
    halvings = HALVINGS[int(rng.integers(0, len(HALVINGS)))]
    left, right = largest_move(path.scale, instances, halvings)
    ends = zip(("L_zero", "L_start", "L_end"), path.ends, loss_errors(path.pair, loss), strict=True)
    found = {name: letter(value, error) for name, value, error in ends}
    return measured({}, {**found, **neighbours(path, left, right)})


def run(rng: np.random.Generator, instances: int, width: int) -> Measured:
    """The construction of the theorem."""
    return measure(rng, instances, width, construction)


MONOTONE_PATH_NEIGHBOURS = World(
    "monotone_path_neighbours",
    "Looks for the two neighbours on the falling path whose scales differ most, at widths down to 2^-27.",
    (
        *("L_zero", "L_start", "L_end", "reach", "width"),
        *("c_left", "c_right", "L_left", "L_right", "L_moved", "sway"),
    ),
    SIZES,
    run,
)
WORLDS = (MONOTONE_PATH_NEIGHBOURS,)
