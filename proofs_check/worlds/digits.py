"""Rectified networks really trained on the handwritten digits that ship with scikit-learn, and their monotone path.

Any number of hidden layers, linear last layer, square loss or cross entropy on one-hot targets, full-batch gradient descent from a
seed. The initial last layer is scaled so that the zero predictor is better than the initialisation, which is what
the theorem of Safran and Shamir (arXiv 1511.04210) assumes.
"""

import numpy as np

from proofs_check.worlds import rectified
from proofs_check.worlds.initial_networks import initial_networks
from proofs_check.worlds.losses import SQUARE, Loss, spread
from proofs_check.worlds.monotone_path import Layer, MonotonePath, Network, Schedule, monotone_path, outputs
from proofs_check.worlds.products import Array

CLASSES = 10
TRAINING_STEPS = 300
STEP_SIZE = 0.01
TOO_LARGE = 2.0
DOUBLINGS = 30


def load_digits() -> tuple[Array, Array]:
    """Images (1797, 64) with pixels in [0, 1] and one-hot targets (1797, 10).

    Raises ModuleNotFoundError, naming the extra "data", if scikit-learn is missing.
    """
    try:
        from sklearn import datasets
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            'the digits come with scikit-learn, which is not installed; install the extra "data"'
        ) from missing
    images, labels = datasets.load_digits(return_X_y=True)
    return np.asarray(images, dtype=np.float64) / 16, np.identity(CLASSES)[labels]


def worse_than_zero(networks: Network, inputs: Array, targets: Array, loss: Loss) -> Network:
    """Each last layer doubled until the loss exceeds twice that of the zero predictor; inputs (B, m, d), targets (B, m, k)."""
    out, zero = outputs(networks, inputs)[0], loss.value(np.zeros_like(targets), targets)
    factor = np.ones(len(out))
    for _ in range(DOUBLINGS):
        factor = np.where(loss.value(spread(factor) * out, targets) < TOO_LARGE * zero, 2 * factor, factor)
    last = networks[-1]
    return (*networks[:-1], Layer(spread(factor) * last.weights, spread(factor) * last.bias))


def initial_network(
    rng: np.random.Generator,
    inputs: Array,
    targets: Array,
    width: int,
    depth: int = 1,
    loss: Loss = SQUARE,
    scheme: str = "he_normal",
) -> Network:
    """One start with `depth` hidden layers, the last layer doubled until it is worse than the zero predictor."""
    sizes = (inputs.shape[1], *[width] * depth, targets.shape[1])
    return single(
        worse_than_zero(initial_networks(rng, scheme, sizes, 1), inputs[None], targets[None], loss), 0
    )


def train(network: Network, inputs: Array, targets: Array, steps: int, loss: Loss = SQUARE) -> Network:
    """One network, trained by full-batch gradient descent with at most this many steps."""
    batch = tuple(Layer(layer.weights[None], layer.bias[None, None]) for layer in network)
    return single(rectified.train(batch, inputs[None], targets[None], loss, steps, STEP_SIZE), 0)


def single(networks: Network, place: int) -> Network:
    """One network of a batch, with weights (outputs, inputs) and biases (outputs,)."""
    return tuple(Layer(layer.weights[place], layer.bias[place, 0]) for layer in networks)


def digits_path(
    seed: int = 0,
    width: int = 32,
    steps: int = 64,
    schedule: Schedule = "staged",
    depth: int = 1,
    loss: Loss = SQUARE,
    scheme: str = "he_normal",
    images: int = 1797,
) -> MonotonePath:
    """Train a network of this width on the first so many digits and construct the monotone path from its start;
    steps + 1 points.
    """
    inputs, targets = (part[:images] for part in load_digits())
    start = initial_network(np.random.default_rng(seed), inputs, targets, width, depth, loss, scheme)
    end = train(start, inputs, targets, TRAINING_STEPS, loss)
    return monotone_path(start, end, inputs, targets, loss, steps, schedule=schedule)


def accuracy(network: Network, inputs: Array, targets: Array) -> float:
    """The share of images whose largest output is that of their class."""
    batch = tuple(Layer(layer.weights[None], layer.bias[None, None]) for layer in network)
    out = outputs(batch, inputs[None])[0][0]
    return float((out.argmax(axis=1) == targets.argmax(axis=1)).mean())
