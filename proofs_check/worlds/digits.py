"""A rectified network really trained on the handwritten digits that ship with scikit-learn, and its monotone
path.

One hidden layer, linear last layer, square loss on one-hot targets, full-batch gradient descent from a seed.
The initial last layer is scaled so that the zero predictor is better than the initialisation, which is what
the theorem of Safran and Shamir (arXiv 1511.04210) assumes.
"""

import numpy as np

from proofs_check.worlds.losses import SQUARE
from proofs_check.worlds.monotone_path import Layer, MonotonePath, Network, Schedule, monotone_path
from proofs_check.worlds.products import Array

CLASSES = 10
TRAINING_STEPS = 200
STEP_SIZE = 0.1
TOO_LARGE = 2.0


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


def initial_network(rng: np.random.Generator, inputs: Array, targets: Array, width: int) -> Network:
    """He initialisation, the last layer doubled until the loss exceeds twice that of the zero predictor."""
    pixels = inputs.shape[1]
    hidden = Layer(rng.standard_normal((width, pixels)) * np.sqrt(2 / pixels), np.zeros(width))
    last = Layer(rng.standard_normal((CLASSES, width)) / np.sqrt(width), np.zeros(CLASSES))
    zero = float((targets**2).sum(axis=1).mean())
    while square_loss((hidden, last), inputs, targets) < TOO_LARGE * zero:
        last = Layer(2 * last.weights, last.bias)
    return hidden, last


def square_loss(network: Network, inputs: Array, targets: Array) -> float:
    """The mean over the data of |N - y|^2."""
    return float(((_forward(network, inputs)[1] - targets) ** 2).sum(axis=1).mean())


def _forward(network: Network, inputs: Array) -> tuple[Array, Array]:
    """The hidden layer (m, width) and the output (m, 10)."""
    hidden, last = network
    z = np.maximum(inputs @ hidden.weights.T + hidden.bias, 0.0)
    return z, z @ last.weights.T + last.bias


def gradient(network: Network, inputs: Array, targets: Array) -> Network:
    """The gradient of the square loss, layer by layer."""
    z, out = _forward(network, inputs)
    error = 2 * (out - targets) / len(inputs)
    back = (error @ network[1].weights) * (z > 0)
    return Layer(back.T @ inputs, back.sum(axis=0)), Layer(error.T @ z, error.sum(axis=0))


def train(network: Network, inputs: Array, targets: Array, steps: int) -> Network:
    """Full-batch gradient descent; a step that would raise the loss is halved until it does not."""
    loss, size = square_loss(network, inputs, targets), STEP_SIZE
    for _ in range(steps):
        g = gradient(network, inputs, targets)
        fresh = _moved(network, g, size)
        fresh_loss = square_loss(fresh, inputs, targets)
        while fresh_loss > loss and size > 1e-12:
            size /= 2
            fresh = _moved(network, g, size)
            fresh_loss = square_loss(fresh, inputs, targets)
        network, loss, size = fresh, fresh_loss, 1.1 * size
    return network


def _moved(network: Network, g: Network, size: float) -> Network:
    pairs = zip(network, g, strict=True)
    return tuple(Layer(a.weights - size * b.weights, a.bias - size * b.bias) for a, b in pairs)


def digits_path(
    seed: int = 0, width: int = 32, steps: int = 64, schedule: Schedule = "staged"
) -> MonotonePath:
    """Train a network of this width on the digits and construct the monotone path from its start; steps + 1
    points.
    """
    inputs, targets = load_digits()
    start = initial_network(np.random.default_rng(seed), inputs, targets, width)
    end = train(start, inputs, targets, TRAINING_STEPS)
    return monotone_path(start, end, inputs, targets, SQUARE, steps, schedule=schedule)


def accuracy(network: Network, inputs: Array, targets: Array) -> float:
    """The share of images whose largest output is that of their class."""
    return float((_forward(network, inputs)[1].argmax(axis=1) == targets.argmax(axis=1)).mean())
