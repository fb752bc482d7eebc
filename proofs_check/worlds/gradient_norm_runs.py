"""Training runs of a small network on real data, with the squared gradient norm and the curvature along the gradient logged.

A tanh network with one hidden layer learns the species of irises (data that ship with scikit-learn, standardised; one-hot targets, square
loss) by gradient descent from random weights. All runs are done side by side.

Notation: q = g.g and s = g.Hg with the gradient g and the Hessian H of the full loss; q_start, s_start at the start, q_end at the end, s_top
the largest s at the checkpoints of the run; loss_start, loss_end the losses; accuracy the share of flowers that are classified rightly at the
end.
"""

import numpy as np

from proofs_check.worlds.perceptron import Layer, backward, forward, hessian_product
from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

WIDTH, UPDATES, CHECKS = 8, 300, 10
RATE = 0.3
RUNS = 96


def load_irises() -> tuple[Array, Array]:
    """Standardised features (150, 4) and one-hot targets (150, 3). Raises ModuleNotFoundError, naming the extra "data"."""
    try:
        from sklearn import datasets
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            'the data come with scikit-learn, which is not installed; install the extra "data"'
        ) from missing
    found, labels = datasets.load_iris(return_X_y=True)
    features = np.asarray(found, dtype=np.float64)
    return (features - features.mean(axis=0)) / features.std(axis=0), np.identity(3)[labels]


def start(rng: np.random.Generator, runs: int) -> list[Layer]:
    """Normal weights of variance 1/inputs, zero biases."""
    shapes = ((WIDTH, 4), (3, WIDTH))
    return [
        Layer(rng.standard_normal((runs, *shape)) / np.sqrt(shape[1]), np.zeros((runs, 1, shape[0])))
        for shape in shapes
    ]


def inner(a: list[Layer], b: list[Layer]) -> Array:
    """The inner product (runs,) of two directions in weight space."""
    parts = [
        (u.weights * v.weights).sum(axis=(1, 2)) + (u.bias * v.bias).sum(axis=(1, 2))
        for u, v in zip(a, b, strict=True)
    ]
    return np.asarray(sum(parts))


def loss(layers: list[Layer], inputs: Array, targets: Array) -> Array:
    """Half the mean squared residual, (runs,)."""
    return np.asarray(((forward(layers, inputs)[-1] - targets) ** 2).sum(axis=(1, 2)) / (2 * inputs.shape[1]))


def logged(layers: list[Layer], inputs: Array, targets: Array) -> tuple[list[Layer], Array, Array]:
    """The gradient, q and s."""
    share = 1 / inputs.shape[1]
    pass_ = backward(layers, inputs, targets, share)
    g = list(pass_.gradient)
    return g, inner(g, g), inner(g, hessian_product(layers, g, pass_, share))


def run(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Trains one network an instance."""
    features, onehot = load_irises()
    inputs = np.broadcast_to(features, (instances, *features.shape))
    targets = np.broadcast_to(onehot, (instances, *onehot.shape))
    layers = start(rng, instances)
    _, q_start, s_start = logged(layers, inputs, targets)
    loss_start, s_top = loss(layers, inputs, targets), s_start
    for update in range(UPDATES):
        if update % (UPDATES // CHECKS) == 0:
            g, _, s = logged(layers, inputs, targets)
            s_top = np.maximum(s_top, s)
        else:
            g = list(backward(layers, inputs, targets, 1 / inputs.shape[1]).gradient)
        layers = [
            Layer(layer.weights - RATE * d.weights, layer.bias - RATE * d.bias)
            for layer, d in zip(layers, g, strict=True)
        ]
    _, q_end, s_end = logged(layers, inputs, targets)
    right = forward(layers, inputs)[-1].argmax(axis=2) == onehot.argmax(axis=1)
    values = {
        "q_start": q_start,
        "q_end": q_end,
        "s_start": s_start,
        "s_top": np.maximum(s_top, s_end),
        "loss_start": loss_start,
        "loss_end": loss(layers, inputs, targets),
        "accuracy": right.mean(axis=1),
    }
    return Measured(values, {})


IRIS_RUNS = World(
    "iris_runs",
    "Trains a small network on the iris data and logs the gradient norm and the curvature along the gradient.",
    ("q_start", "q_end", "s_start", "s_top", "loss_start", "loss_end", "accuracy"),
    (1,),
    run,
    RUNS,
)
WORLDS = (IRIS_RUNS,)
