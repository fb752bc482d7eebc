"""A network with two hidden layers trained on handwritten digits by AdaGrad and by RMSProp, from the same start on the same minibatches.

Notation: ada and rms the training losses at the end; fall_ada and fall_rms how far the effective rate fell after the first tenth of the steps:
the ratio of the median rate over all weights at the end to that then.

Needs scikit-learn's bundled digits (extra `data`).
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

EXAMPLES, BATCH, STEPS, WIDTH = 600, 32, 250, 24
RATE, DELTA, RHO = 0.003, 1e-8, 0.99
Weights = list[Array]


def _data() -> tuple[Array, Array]:
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    return pixels[:EXAMPLES] / 16.0, np.eye(10)[labels[:EXAMPLES]]


def _start(rng: np.random.Generator, inputs: int) -> Weights:
    sizes = (inputs, WIDTH, WIDTH, 10)
    return [rng.standard_normal((a, b)) * np.sqrt(2 / a) for a, b in pairwise(sizes)]


def _forward(weights: Weights, x: Array) -> tuple[list[Array], Array]:
    layers = [x]
    for weight in weights[:-1]:
        layers.append(np.maximum(layers[-1] @ weight, 0.0))
    scores = layers[-1] @ weights[-1]
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return layers, powers / powers.sum(axis=1, keepdims=True)


def loss(weights: Weights, x: Array, y: Array) -> float:
    """The mean cross entropy."""
    return float(-np.log(np.maximum((_forward(weights, x)[1] * y).sum(axis=1), 1e-300)).mean())


def gradient(weights: Weights, x: Array, y: Array) -> Weights:
    """Its gradient, by backpropagation."""
    layers, chances = _forward(weights, x)
    back, found = (chances - y) / len(x), []
    for weight, below in zip(reversed(weights), reversed(layers), strict=True):
        found.append(below.T @ back)
        back = (back @ weight.T) * (below > 0)
    return found[::-1]


def train(weights: Weights, batches: Array, x: Array, y: Array, decay: float | None) -> tuple[float, float]:
    """The loss at the end, and how far the median rate fell; AdaGrad where there is no decay, else RMSProp."""
    weights = [weight.copy() for weight in weights]
    squares = [np.zeros_like(weight) for weight in weights]
    early = late = 1.0
    for step, batch in enumerate(batches):
        for weight, square, g in zip(weights, squares, gradient(weights, x[batch], y[batch]), strict=True):
            square *= 1.0 if decay is None else decay
            square += g * g if decay is None else (1 - decay) * g * g
            weight -= RATE * g / (DELTA + np.sqrt(square))
        if step in (len(batches) // 10, len(batches) - 1):
            late = float(np.median(np.concatenate([(RATE / (DELTA + np.sqrt(s[s > 0]))) for s in squares])))
            early = late if step == len(batches) // 10 else early
    return loss(weights, x, y), late / early


def run(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """As many training runs of both as there are instances."""
    x, y = _data()
    found = np.empty((instances, 4))
    for index in range(instances):
        start = _start(rng, x.shape[1])
        batches = rng.integers(0, len(x), (STEPS, BATCH))
        ada, rms = (train(start, batches, x, y, decay) for decay in (None, RHO))
        found[index] = (ada[0], rms[0], ada[1], rms[1])
    names = ("ada", "rms", "fall_ada", "fall_rms")
    return Measured({name: found[:, place] for place, name in enumerate(names)}, {})


DIGITS_ADAPTIVE = World(
    "digits_adaptive",
    "Trains a network with two hidden layers on handwritten digits by AdaGrad and by RMSProp.",
    ("ada", "rms", "fall_ada", "fall_rms"),
    (1,),
    run,
    30,
)
WORLDS = (DIGITS_ADAPTIVE,)
