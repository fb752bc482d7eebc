"""The monotone path between random rectified networks.

Notation: L_zero, L_start, L_end the losses of the zero predictor, of the initial and of the final weights;
reach the smallest over the path of the largest loss that a scale c in [0, 2^40] of the last layer attains;
worst_rise the largest increase of the achieved loss from one point of the path to the next (negative where it
falls throughout); worst_miss the largest |achieved - level|; smallest_output the least mean square of N along
the path; jump the largest change of c from one point to the next.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.losses import CROSS_ENTROPY, LOGISTIC, SQUARE, Loss, lowest_scale, spread
from proofs_check.worlds.monotone_path import Layer, Network, PathPoints, Schedule, outputs, trace
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import UNIT, Tracked, measured
from proofs_check.worlds.world import Measured, World

SIZES = (2, 3, 8)
INPUTS, DATA, STEPS = 3, 4, 16
DOUBLINGS = 24
# half the calls with the square loss, whose scale has a closed form and is fast
CALLS = (SQUARE, SQUARE, LOGISTIC, CROSS_ENTROPY)


@dataclass(frozen=True)
class Pair:
    """Two networks, a bend (zero for half the instances) and the data they are judged on."""

    start: Network
    end: Network
    bend: Network
    inputs: Array
    targets: Array


def _random_network(rng: np.random.Generator, kinds: draw.Kinds, widths: list[int], reach: int) -> Network:
    layers = []
    for below, above in pairwise(widths):
        weights = draw.letter(rng, kinds, (above, below), reach=reach, decades=0.3)
        layers.append(Layer(weights.value, draw.letter(rng, kinds, (1, above), reach=1, decades=0.3).value))
    return tuple(layers)


def _targets(rng: np.random.Generator, kinds: draw.Kinds, loss: Loss) -> Array:
    instances = len(kinds.real)
    if loss is SQUARE:
        return draw.letter(rng, kinds, (DATA, 1), reach=3, decades=0.3).value
    if loss is LOGISTIC:
        return 2 * draw.integers(rng, instances, (DATA, 1), 0, 1) - 1
    return np.asarray(np.identity(3)[rng.integers(0, 3, (instances, DATA))])


def scaled(network: Network, factor: Array) -> Network:
    """The networks with their last layers multiplied by factor (B,)."""
    last = Layer(spread(factor) * network[-1].weights, spread(factor) * network[-1].bias)
    return (*network[:-1], last)


def _bad_start(network: Network, inputs: Array, targets: Array, loss: Loss) -> Network:
    """Scaled by a power of two, and by -1 where the outputs fit the targets, until the zero predictor is
    better.
    """
    out, zero = outputs(network, inputs)[0], loss.value(np.zeros_like(targets), targets)
    sign = np.where(loss.slope(out, targets, np.full(len(out), 2.0**10)) > 0, 1.0, -1.0)
    factor = sign.copy()
    for _ in range(DOUBLINGS):
        better = loss.value(spread(factor) * out, targets) > 1.25 * zero
        if better.all():
            break
        factor = np.where(better, factor, 2 * factor)
    # a network that is 0 on the data stays as it was drawn
    return scaled(network, np.where(np.abs(factor) < 2.0**DOUBLINGS, factor, sign))


def _good_end(
    rng: np.random.Generator, network: Network, inputs: Array, targets: Array, loss: Loss, most: Array
) -> Network:
    """Half at their best scale, which is what training the last layer's scale gives; half only below the
    start.
    """
    out = outputs(network, inputs)[0]
    factor = np.ones(len(out))
    for _ in range(DOUBLINGS):
        better = loss.value(spread(factor) * out, targets) < 0.95 * most
        if better.all():
            break
        factor = np.where(better, factor, factor / 2)
    trained = np.flatnonzero(draw.chance(rng, len(out), 0.5))
    factor[trained] = lowest_scale(loss, out[trained], targets[trained], largest=2.0**10)
    return scaled(network, factor)


def _through_zero(start: Network, end: Network, where: Array) -> Network:
    """The end, replaced where asked by the start with the last layer negated: the straight path passes the
    zero network.
    """
    signs = [1.0] * (len(start) - 1) + [-1.0]
    mask = spread(where)
    return tuple(
        Layer(np.where(mask, sign * a.weights, b.weights), np.where(mask, sign * a.bias, b.bias))
        for sign, a, b in zip(signs, start, end, strict=True)
    )


def _pair(rng: np.random.Generator, instances: int, width: int, loss: Loss) -> Pair:
    kinds = draw.kinds(rng, instances)
    depth = int(rng.integers(1, 4))
    widths = [INPUTS, *[width] * depth, 3 if loss is CROSS_ENTROPY else 1]
    inputs = draw.letter(rng, kinds, (DATA, INPUTS), reach=3, decades=0.3).value
    targets = _targets(rng, kinds, loss)
    start, end, bend = (_random_network(rng, kinds, widths, reach) for reach in (3, 3, 2))
    start = _bad_start(start, inputs, targets, loss)
    most = loss.value(outputs(start, inputs)[0], targets)
    end = _good_end(rng, end, inputs, targets, loss, most)
    end = _through_zero(start, end, kinds.edge)
    curved = (draw.chance(rng, instances, 0.5) & ~kinds.edge).astype(np.float64)
    bent = tuple(Layer(spread(curved) * layer.weights, spread(curved) * layer.bias) for layer in bend)
    return Pair(start, end, bent, inputs, targets)


def _run(rng: np.random.Generator, instances: int, width: int, schedule: Schedule) -> Measured:
    loss = CALLS[int(rng.integers(0, len(CALLS)))]
    pair = _pair(rng, instances, width, loss)
    points = trace(pair.start, pair.end, pair.bend, pair.inputs, pair.targets, loss, STEPS, schedule)
    return measured({}, _summary(points, _loss_errors(pair, loss)))


def _loss_errors(pair: Pair, loss: Loss) -> tuple[Array, Array, Array]:
    """Bounds on the rounding of L_zero, L_start, L_end."""
    nothing = np.zeros_like(pair.targets)
    at_zero = loss.error(nothing, pair.targets, nothing)
    at_start = loss.error(*_with_targets(pair.start, pair))
    at_end = loss.error(*_with_targets(pair.end, pair))
    return at_zero, at_start, at_end


def _with_targets(network: Network, pair: Pair) -> tuple[Array, Array, Array]:
    out, bound = outputs(network, pair.inputs)
    return out, pair.targets, bound


def _summary(points: PathPoints, errors: tuple[Array, Array, Array]) -> dict[str, Tracked]:
    worst = points.achieved_error.max(axis=0)
    zero, start, end = errors
    rise = np.diff(points.achieved, axis=0).max(axis=0)
    miss = np.abs(points.achieved - points.levels).max(axis=0)
    jump = np.abs(np.diff(points.c, axis=0)).max(axis=0)
    levels = zero + start + end + 8 * UNIT * np.abs(points.levels).max(axis=0)
    return {
        "L_zero": _letter(points.zero, zero),
        "L_start": _letter(points.start, start),
        "L_end": _letter(points.end, end),
        "reach": _smallest(points.farthest, points.farthest_error),
        "worst_rise": _letter(rise, 2 * worst + UNIT * np.abs(rise)),
        "worst_miss": _letter(miss, worst + levels),
        "smallest_output": _smallest(points.output, points.output_error),
        "jump": _letter(jump, UNIT * jump),
    }


def _smallest(value: Array, error: Array) -> Tracked:
    """The least of (P, B) values over the path; its error is seldom the largest one, which belongs to large
    values.
    """
    least = value.min(axis=0)
    below, above = least - (value - error).min(axis=0), (value + error).min(axis=0) - least
    return _letter(least, np.maximum(below, above) + UNIT * least)


def _letter(value: Array, error: Array) -> Tracked:
    return Tracked(value, error, np.zeros_like(value))


def run_staged(rng: np.random.Generator, instances: int, width: int) -> Measured:
    """The construction in two stages, as in the proof."""
    return _run(rng, instances, width, "staged")


def run_direct(rng: np.random.Generator, instances: int, width: int) -> Measured:
    """One falling level at each lam."""
    return _run(rng, instances, width, "direct")


_LETTERS = ("L_zero", "L_start", "L_end", "reach", "worst_rise", "worst_miss", "smallest_output", "jump")
MONOTONE_PATH_RANDOM = World(
    "monotone_path_random",
    "Constructs the falling path between random rectified networks, in two stages as the theorem's proof does.",
    _LETTERS,
    SIZES,
    run_staged,
)
MONOTONE_PATH_DIRECT = World(
    "monotone_path_direct",
    "Looks for the scale with a falling level at every point between two random rectified networks.",
    _LETTERS,
    SIZES,
    run_direct,
)
WORLDS = (MONOTONE_PATH_RANDOM, MONOTONE_PATH_DIRECT)
