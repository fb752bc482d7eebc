"""Random pairs of rectified networks: the ends of a path of weights, and the data that they are judged on.

The start is worse than the zero predictor, the end better than the start; an eighth of the straight paths pass
the zero network.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.losses import CROSS_ENTROPY, LOGISTIC, SQUARE, Loss, lowest_scale, spread
from proofs_check.worlds.monotone_path import Layer, Network, outputs
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import UNIT, Tracked

INPUTS, DATA = 3, 4
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


def random_pair(rng: np.random.Generator, instances: int, width: int, loss: Loss) -> Pair:
    """Pairs of `instances` networks with 1 to 3 hidden layers of `width` units; the start is worse than the zero predictor."""
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


def loss_errors(pair: Pair, loss: Loss) -> tuple[Array, Array, Array]:
    """Bounds on the rounding of L_zero, L_start, L_end."""
    nothing = np.zeros_like(pair.targets)
    at_zero = loss.error(nothing, pair.targets, nothing)
    at_start = loss.error(*_with_targets(pair.start, pair))
    at_end = loss.error(*_with_targets(pair.end, pair))
    return at_zero, at_start, at_end


def _with_targets(network: Network, pair: Pair) -> tuple[Array, Array, Array]:
    out, bound = outputs(network, pair.inputs)
    return out, pair.targets, bound


def smallest(value: Array, error: Array) -> Tracked:
    """The least of (P, B) values over the path; its error is seldom the largest one, which belongs to large
    values.
    """
    least = value.min(axis=0)
    below, above = least - (value - error).min(axis=0), (value + error).min(axis=0) - least
    return letter(least, np.maximum(below, above) + UNIT * least)


def letter(value: Array, error: Array) -> Tracked:
    """A measured letter (B,) with its error bound."""
    return Tracked(value, error, np.zeros_like(value))
