"""A small network really trained on the handwritten digits that ship with scikit-learn, with several batch sizes.

One hidden layer of rectified units, softmax and cross entropy, plain SGD, one rate for all. One seed gives the split, the start and the
order of the samples; the runs that are compared share the split and the start.

Notation: test errors (share of wrong labels) of: noisy and plain, the same number of updates with batches of 8 and with all samples;
batch_1, batch_8, batch_all, the same number of passes; first_pass and last_pass, batches of 8 after one pass and after all.
"""

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds.digits import CLASSES, load_digits
from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

WIDTH, TRAINING, TEST, PASSES, RATE = 16, 200, 800, 8, 0.1
RUNS = 40
Weights = tuple[Array, Array]


def gradient(weights: Weights, inputs: Array, targets: Array) -> Weights:
    """The gradient of the mean cross entropy of softmax(V relu(W x))."""
    first, last = weights
    hidden = np.maximum(inputs @ first.T, 0.0)
    out = hidden @ last.T
    chance = np.exp(out - out.max(axis=1, keepdims=True))
    error = (chance / chance.sum(axis=1, keepdims=True) - targets) / len(inputs)
    return ((error @ last) * (hidden > 0)).T @ inputs, error.T @ hidden


def train(weights: Weights, inputs: Array, targets: Array, order: NDArray[np.int64], size: int) -> Weights:
    """SGD over the samples in this order, `size` of them at a time."""
    for start in range(0, len(order) - size + 1, size):
        batch = order[start : start + size]
        first, last = gradient(weights, inputs[batch], targets[batch])
        weights = weights[0] - RATE * first, weights[1] - RATE * last
    return weights


def test_error(weights: Weights, inputs: Array, targets: Array) -> float:
    """The share of wrong labels."""
    out = np.maximum(inputs @ weights[0].T, 0.0) @ weights[1].T
    return float((out.argmax(axis=1) != targets.argmax(axis=1)).mean())


def errors_of_seed(seed: int, names: tuple[str, ...], passes: int = PASSES) -> dict[str, float]:
    """Trains the variants that are named from one start and measures their test errors."""
    rng = np.random.default_rng(seed)
    inputs, targets = load_digits()
    chosen = rng.permutation(len(inputs))
    some, rest = chosen[:TRAINING], chosen[TRAINING : TRAINING + TEST]
    x, y = inputs[some], targets[some]
    first, last = rng.standard_normal((WIDTH, x.shape[1])), rng.standard_normal((CLASSES, WIDTH))
    start = first / 8 * np.sqrt(2), last / 4
    order = np.concatenate([rng.permutation(TRAINING) for _ in range(passes)])
    every = np.tile(np.arange(TRAINING), len(order) // 8)
    variants = {
        "noisy": (order, 8),
        "plain": (every, TRAINING),
        "batch_1": (order, 1),
        "batch_8": (order, 8),
        "batch_all": (order, TRAINING),
        "first_pass": (order[:TRAINING], 8),
        "last_pass": (order, 8),
    }
    trained = {name: train(start, x, y, *variants[name]) for name in names}
    return {name: test_error(weights, inputs[rest], targets[rest]) for name, weights in trained.items()}


def _world(name: str, says: str, names: tuple[str, ...], most: int = RUNS) -> World:
    """A world that trains some of the variants, one seed an instance."""

    def run(rng: np.random.Generator, instances: int, n: int) -> Measured:
        found = [errors_of_seed(int(rng.integers(2**31)), names) for _ in range(instances)]
        return Measured({letter: np.array([errors[letter] for errors in found]) for letter in names}, {})

    return World(name, f"Trains a small network on handwritten digits {says}.", names, (1,), run, most=most)


WORLDS = (
    _world("digits_noise", "with and without minibatch noise", ("noisy", "plain")),
    _world("digits_batches", "with three batch sizes", ("batch_1", "batch_8", "batch_all"), 96),
    _world("digits_passes", "for one pass and for eight", ("first_pass", "last_pass")),
)
