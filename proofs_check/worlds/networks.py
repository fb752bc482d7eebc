"""Random networks of rectified linear units whose last layer is scaled.

The network really runs: its last-layer weights are multiplied by c and the data go through it again.

Notation: N(x) = V.z(x) + b the output, z(x) the features (the last hidden layer), V and b weights and bias of
the last layer; N_scaled with c V and b, N_scaled_all with c V and c b in place of V and b. In the loss world
the last layer has no bias, N and y are the outputs and targets on m data, phi the mean squared error of the
network with c V, phi0 the same with 0 V, phi_big with c_big V; mean_y and mean_y2 the means of y and of its
squares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3, 8)
INPUTS = 3
LARGE = 2.0**24


@dataclass(frozen=True)
class Hidden:
    """weights (B, outputs, inputs) and bias (B, 1, outputs) of a rectified layer."""

    weights: Tracked
    bias: Tracked


def random_hidden(rng: np.random.Generator, kinds: draw.Kinds, width: int, depth: int) -> list[Hidden]:
    """`depth` rectified layers of the given width on INPUTS inputs."""
    widths = [INPUTS, *[width] * depth]
    layers = []
    for below, above in pairwise(widths):
        weights = draw.letter(rng, kinds, (above, below), reach=2, decades=0.3)
        layers.append(Hidden(weights, draw.letter(rng, kinds, (1, above), reach=2, decades=0.3)))
    return layers


def features(hidden: Sequence[Hidden], inputs: Tracked) -> Tracked:
    """z: (B, data, INPUTS) -> (B, data, width)."""
    value = inputs
    for layer in hidden:
        value = (value @ layer.weights.T + layer.bias).relu()
    return value


def run_layer(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The output of a network, before and after its last layer is scaled; n is the width, the output is a
    number.
    """
    kinds = draw.kinds(rng, instances)
    hidden = random_hidden(rng, kinds, n, int(rng.integers(1, 5)))
    inputs = draw.letter(rng, kinds, (1, INPUTS), reach=4, decades=0.5)
    V, b = draw.letter(rng, kinds, (n,), reach=4), draw.letter(rng, kinds, reach=4)
    b = draw.edged(b, draw.chance(rng, instances, 0.25), 0.0)
    c = scales(rng, kinds)
    z = features(hidden, inputs).map(lambda array: array[:, 0])
    scaled = c * V
    found = {"z": z, "N": V @ z + b, "N_scaled": scaled @ z + b, "N_scaled_all": scaled @ z + c * b}
    return measured({"c": c.value, "V": V.value, "b": b.value}, found)


def scales(rng: np.random.Generator, kinds: draw.Kinds) -> Tracked:
    """c >= 0: eighths up to 4, real ones over several magnitudes, 0 and 1 on edges."""
    instances = len(kinds.real)
    c = draw.positive(rng, kinds, reach=32, denominator=8, decades=2.0)
    return draw.edged(c, kinds.edge, draw.among(rng, instances, (0.0, 1.0)))


def run_loss(rng: np.random.Generator, instances: int, m: int) -> Measured:
    """The mean squared error of a network on m data as its last layer is scaled."""
    kinds = draw.kinds(rng, instances)
    hidden = random_hidden(rng, kinds, 3, int(rng.integers(1, 5)))
    inputs = draw.letter(rng, kinds, (m, INPUTS), reach=4, decades=0.5)
    V = draw.letter(rng, kinds, (3,), reach=4)
    # last weights 0: a network that no scale moves
    V = draw.edged(V, kinds.edge & draw.chance(rng, instances, 0.5), 0.0)
    y, c = draw.letter(rng, kinds, (m,), reach=4, denominator=2), scales(rng, kinds)
    z = features(hidden, inputs)
    zero, large = (exact(np.full(instances, value), 1.0) for value in (0.0, LARGE))
    found = {
        "N": z @ V,
        "phi": mean_square(z @ (c * V) - y),
        "phi0": mean_square(z @ (zero * V) - y),
        "phi_big": mean_square(z @ (large * V) - y),
        "mean_y": mean(y),
        "mean_y2": mean_square(y),
    }
    return measured({"y": y.value, "c": c.value, "c_big": large.value}, found)


def mean(values: Tracked) -> Tracked:
    """The mean over (B, m)."""
    count = values.value.shape[1]
    return values.sum() / exact(np.full(len(values.value), float(count)), 1.0)


def mean_square(values: Tracked) -> Tracked:
    """The mean of the squares over (B, m)."""
    return mean(values * values)


LAST_LAYER_SCALE = World(
    "last_layer_scale",
    "Runs a rectified network with and without its last layer multiplied by c.",
    ("c", "V", "z", "b", "N", "N_scaled", "N_scaled_all"),
    SIZES,
    run_layer,
)
SCALED_LOSS = World(
    "scaled_loss",
    "Measures the mean squared error of a rectified network whose last layer is multiplied by c.",
    ("N", "y", "c", "phi", "phi0", "phi_big", "c_big", "mean_y", "mean_y2"),
    (1, 2, 4, 8),
    run_loss,
)
WORLDS = (LAST_LAYER_SCALE, SCALED_LOSS)
