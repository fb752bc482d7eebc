"""A path of weights along which the loss falls: the construction of Safran and Shamir.

Take any continuous path W(lam) from the initial to the final weights, and levels that fall strictly. At every
lam the last layer of W(lam) is multiplied by the c(lam) at which the loss takes its level. Two schedules of
levels:

- "staged": from L(W0) down to a level above both the zero predictor's loss and L(W1) while lam goes from 0 to
  1; then
  lam stays at 1 and the level goes on down to L(W1), which only moves the scale. This is the order of the
  proof in arXiv 1511.04210 (Theorem 1): below the zero predictor's loss a level need not be within reach of
  every W(lam).
- "direct": from L(W0) to L(W1) while lam goes from 0 to 1, at each lam one level.

Notation: N(.; W) a fully connected network of rectified units with a linear last layer, L its loss on the
data, position s in [0, 1] along the constructed path, lam(s) in [0, 1]; the path of weights is (1 - lam) W0 +
lam W1 + 4 lam (1 - lam) bend. Networks of a batch have weights (B, outputs, inputs) and biases (B, 1,
outputs); a scale multiplies weights and bias of the last layer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds.losses import LARGEST_SCALE, SQUARE, Loss, scale_for_level, spread
from proofs_check.worlds.products import Array, matmul
from proofs_check.worlds.rounding import gamma

Schedule = Literal["staged", "direct"]
STAGED_SHARE = 0.75


@dataclass(frozen=True)
class Layer:
    """One affine layer: weights (outputs, inputs) and bias (outputs,); in a batch (B, outputs, inputs), (B,
    1, outputs).
    """

    weights: Array
    bias: Array


Network = tuple[Layer, ...]


@dataclass(frozen=True)
class PathPoints:
    """What was found along the path, each (P, B) for P points and B networks, positions and lam (P,).

    straight: loss of W(lam) with its own last layer; levels: the wanted loss; c: the scale; achieved: the
    loss of the network whose last layer really was scaled; reachable: whether some c reaches the level;
    farthest: the loss at the largest scale that is tried, 2^40, or at 0 if that is larger; output: mean
    square of N.
    achieved_error, farthest_error, output_error: bounds on the rounding of these.
    zero, start, end: losses (B,) of the zero predictor, of W0 and of W1.
    """

    position: Array
    lam: Array
    straight: Array
    levels: Array
    c: Array
    achieved: Array
    reachable: NDArray[np.bool_]
    farthest: Array
    output: Array
    achieved_error: Array
    farthest_error: Array
    output_error: Array
    zero: Array
    start: Array
    end: Array


@dataclass(frozen=True)
class MonotonePath:
    """The constructed path of one pair of networks, P points.

    position, lam, straight_loss, levels, c, achieved, reachable: (P,), as in `PathPoints`; where reachable is
    False no scale of the last layer has the wanted loss, and c is the scale that comes closest.
    """

    loss: str
    schedule: Schedule
    position: Array
    lam: Array
    straight_loss: Array
    levels: Array
    c: Array
    achieved: Array
    reachable: NDArray[np.bool_]
    zero_level: float


def outputs(network: Network, inputs: Array, scale: Array | None = None) -> tuple[Array, Array]:
    """N (B, m, k) of the networks, the last layer scaled by `scale` (B,), and a bound on the rounding of N.

    inputs: (B, m, d). The bound is that of Higham, section 3.1, along the layers: the same network on
    absolute values.
    """
    value, size, terms = inputs, np.abs(inputs), 0
    for depth, layer in enumerate(network):
        weights, bias = layer.weights, layer.bias
        if depth == len(network) - 1 and scale is not None:
            weights, bias = spread(scale) * weights, spread(scale) * bias
        value = matmul(value, weights.swapaxes(1, 2)) + bias
        size = matmul(size, np.abs(weights).swapaxes(1, 2)) + np.abs(bias)
        terms += weights.shape[2] + 2
        if depth < len(network) - 1:
            value = np.maximum(value, 0.0)
    return value, gamma(terms) * size


def between(start: Network, end: Network, bend: Network | None, lam: Array) -> Network:
    """The weights at lam on the path from start to end; lam: (B,), or () for the same place in all of them."""
    lam = spread(lam) if lam.ndim else lam
    towards = [
        Layer((1 - lam) * a.weights + lam * b.weights, (1 - lam) * a.bias + lam * b.bias)
        for a, b in zip(start, end, strict=True)
    ]
    if bend is None:
        return tuple(towards)
    height = 4 * lam * (1 - lam)
    pairs = zip(towards, bend, strict=True)
    return tuple(Layer(a.weights + height * b.weights, a.bias + height * b.bias) for a, b in pairs)


def path_levels(
    schedule: Schedule, steps: int, zero: Array, start: Array, end: Array
) -> tuple[Array, Array, Array]:
    """position (P,), lam (P,) and levels (P, B) for losses (B,); P = steps + 1."""
    position = np.arange(steps + 1) / steps
    if schedule == "direct":
        return position, position, start + position[:, None] * (end - start)
    first = max(1, min(steps - 1, round(STAGED_SHARE * steps)))
    lam = np.minimum(np.arange(steps + 1) / first, 1.0)
    rest = np.maximum(np.arange(steps + 1) - first, 0) / (steps - first)
    middle = first_stage_level(np.ones(1), zero, start, end)
    levels = first_stage_level(lam[:, None], zero, start, end) + rest[:, None] * (end - middle)
    return position, lam, levels


def first_stage_level(lam: Array, zero: Array, start: Array, end: Array) -> Array:
    """The level at lam while the weights move: from L(W0) halfway down to the higher one of L(0) and L(W1)."""
    above = np.maximum(zero, end)
    return np.asarray(start + lam * (above + 0.5 * (start - above) - start))


def trace(
    start: Network,
    end: Network,
    bend: Network | None,
    inputs: Array,
    targets: Array,
    loss: Loss,
    steps: int,
    schedule: Schedule,
) -> PathPoints:
    """Construct the path for a batch of network pairs; inputs (B, m, d), targets (B, m, k)."""
    zero = loss.value(np.zeros_like(targets), targets)
    start_loss = loss.value(outputs(start, inputs)[0], targets)
    end_loss = loss.value(outputs(end, inputs)[0], targets)
    position, lam, levels = path_levels(schedule, steps, zero, start_loss, end_loss)
    rows = [
        _point(between(start, end, bend, at), inputs, targets, loss, level)
        for at, level in zip(lam, levels, strict=True)
    ]
    columns = {name: np.stack([row[name] for row in rows]) for name in rows[0]}
    return PathPoints(
        position=position, lam=lam, levels=levels, zero=zero, start=start_loss, end=end_loss, **columns
    )


def _point(network: Network, inputs: Array, targets: Array, loss: Loss, level: Array) -> dict[str, Array]:
    found = scale_for_level(loss, outputs(network, inputs)[0], targets, level)
    measured = losses_at_scale(network, inputs, targets, loss, found.c)
    return {"c": found.c, "reachable": found.reachable, **measured}


def losses_at_scale(
    network: Network, inputs: Array, targets: Array, loss: Loss, c: Array
) -> dict[str, Array]:
    """The losses and errors of `PathPoints` at one point of the path whose scale is c (B,), each (B,)."""
    out, bound = outputs(network, inputs)
    scaled, scaled_bound = outputs(network, inputs, c)
    far, nothing = LARGEST_SCALE * out, np.zeros_like(out)
    terms = out[0].size + 4
    return {
        "straight": loss.value(out, targets),
        "achieved": loss.value(scaled, targets),
        "farthest": np.maximum(loss.value(far, targets), loss.value(nothing, targets)),
        "output": _mean_square(out),
        "achieved_error": loss.error(scaled, targets, scaled_bound),
        "farthest_error": loss.error(far, targets, LARGEST_SCALE * bound),
        "output_error": 2 * _mean_square(np.sqrt((np.abs(out) + bound) * bound))
        + gamma(terms) * _mean_square(out),
    }


def _mean_square(out: Array) -> Array:
    return np.asarray((out * out).sum(axis=2).mean(axis=1))


def monotone_path(
    start: Sequence[Layer],
    end: Sequence[Layer],
    inputs: Array,
    targets: Array,
    loss: Loss = SQUARE,
    steps: int = 64,
    bend: Sequence[Layer] | None = None,
    schedule: Schedule = "staged",
) -> MonotonePath:
    """Construct the path between two networks.

    start, end: layers with weights (outputs, inputs) and bias (outputs,); inputs (m, d); targets (m, k), for
    the logistic loss +-1 with k = 1, for cross entropy one-hot. bend: a network of the same shape that curves
    the path of weights, None for the straight one. Returns P = steps + 1 points.

    Raises ValueError if there are fewer than two steps.
    """
    if steps < 2:
        raise ValueError(f"monotone_path: steps is {steps}; give at least 2, one for each stage")
    batch = [None if network is None else _batched(network) for network in (start, end, bend)]
    assert batch[0] is not None and batch[1] is not None
    points = trace(batch[0], batch[1], batch[2], inputs[None], targets[None], loss, steps, schedule)
    return MonotonePath(
        loss.name,
        schedule,
        points.position,
        points.lam,
        points.straight[:, 0],
        points.levels[:, 0],
        points.c[:, 0],
        points.achieved[:, 0],
        points.reachable[:, 0],
        float(points.zero[0]),
    )


def _batched(network: Sequence[Layer]) -> Network:
    return tuple(Layer(layer.weights[None], layer.bias[None, None]) for layer in network)
