"""A small network really trained on real data, many times over, and what can be measured where training stops.

A tanh network with one hidden layer and the logistic loss learns to tell benign from malignant tumours (the breast cancer data that ship with
scikit-learn, three standardised features) by minibatch gradient descent from He's random weights. All runs are done side by side.

Notation: g_start, g_end norms of the full gradient; lowest and highest eigenvalue of the Hessian at the end, by central differences of the
gradient; path the length of the trajectory, way the distance between its ends; train and test loss of interpolating linear models.
"""

import numpy as np

from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

FEATURES, WIDTH, BATCH = 3, 4, 16
UPDATES, RATE = 300, 0.3
WEIGHTS = FEATURES * WIDTH + WIDTH + WIDTH + 1
DIFFERENCE = 1e-4
RUNS = 192
POINTS, NOISE = 20, 0.5


def load_tumours() -> tuple[Array, Array]:
    """Standardised features (569, 3) and labels -1, 1. Raises ModuleNotFoundError, naming the extra "data"."""
    try:
        from sklearn import datasets
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            'the data come with scikit-learn, which is not installed; install the extra "data"'
        ) from missing
    found, labels = datasets.load_breast_cancer(return_X_y=True)
    chosen = np.asarray(found, dtype=np.float64)[:, :FEATURES]
    return (chosen - chosen.mean(axis=0)) / chosen.std(axis=0), 2.0 * labels - 1


def start(rng: np.random.Generator, runs: int) -> Array:
    """He's initial weights with zero biases, (runs, WEIGHTS)."""
    w = rng.standard_normal((runs, FEATURES * WIDTH)) * np.sqrt(2 / FEATURES)
    v = rng.standard_normal((runs, WIDTH)) * np.sqrt(2 / WIDTH)
    return np.concatenate([w, np.zeros((runs, WIDTH)), v, np.zeros((runs, 1))], axis=1)


def gradient(weights: Array, inputs: Array, labels: Array) -> Array:
    """The gradient of the mean logistic loss; weights (runs, WEIGHTS), inputs (runs or 1, m, FEATURES)."""
    runs = len(weights)
    w = weights[:, : FEATURES * WIDTH].reshape(runs, FEATURES, WIDTH)
    b, v = weights[:, FEATURES * WIDTH : -WIDTH - 1], weights[:, -WIDTH - 1 : -1]
    hidden = np.tanh(inputs @ w + b[:, None, :])
    margin = labels * (np.einsum("rmh,rh->rm", hidden, v) + weights[:, -1:])
    push = -labels / (1 + np.exp(margin)) / margin.shape[1]
    back = push[:, :, None] * v[:, None, :] * (1 - hidden**2)
    parts = (
        (np.swapaxes(np.broadcast_to(inputs, (runs, *inputs.shape[1:])), 1, 2) @ back).reshape(runs, -1),
        back.sum(axis=1),
        np.einsum("rm,rmh->rh", push, hidden),
        push.sum(axis=1)[:, None],
    )
    return np.concatenate(parts, axis=1)


def hessian(weights: Array, inputs: Array, labels: Array) -> Array:
    """Central differences of the gradient, symmetrised, (runs, WEIGHTS, WEIGHTS)."""
    rows = []
    for place in range(weights.shape[1]):
        step = DIFFERENCE * np.eye(weights.shape[1])[place]
        up, down = (gradient(weights + side * step, inputs, labels) for side in (1, -1))
        rows.append((up - down) / (2 * DIFFERENCE))
    found = np.stack(rows, axis=1)
    return (found + np.swapaxes(found, 1, 2)) / 2


def run_training(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Trains one network an instance."""
    inputs, labels = load_tumours()
    weights = start(rng, instances)
    first, path = weights, np.zeros(instances)
    g_start = np.linalg.norm(gradient(weights, inputs[None], labels[None]), axis=1)
    for _ in range(UPDATES):
        rows = rng.integers(0, len(inputs), (instances, BATCH))
        step = RATE * gradient(weights, inputs[rows], labels[rows])
        weights = weights - step
        path += np.linalg.norm(step, axis=1)
    spectrum = np.linalg.eigvalsh(hessian(weights, inputs[None], labels[None]))
    values = {
        "g_start": g_start,
        "g_end": np.linalg.norm(gradient(weights, inputs[None], labels[None]), axis=1),
        "lowest": spectrum[:, 0],
        "highest": spectrum[:, -1],
        "path": path,
        "way": np.linalg.norm(weights - first, axis=1),
    }
    doubt = np.full(
        instances, 1e-5
    )  # of the differences: DIFFERENCE^2 and UNIT/DIFFERENCE, times the size of third derivatives
    return Measured(values, {"lowest": doubt, "highest": doubt})


def run_interpolation(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Fits noisy labels of POINTS tumours exactly, by the shortest weights on twice as many random features."""
    inputs, labels = load_tumours()
    train, test = [], []
    for _ in range(instances):
        rows = rng.permutation(len(inputs))
        first = rng.standard_normal((FEATURES, 2 * POINTS))
        features = np.maximum(inputs @ first, 0.0)
        targets = labels + NOISE * rng.standard_normal(len(labels))
        seen, unseen = rows[:POINTS], rows[POINTS:]
        fitted = np.linalg.lstsq(features[seen], targets[seen], rcond=None)[0]
        errors = (features @ fitted - targets) ** 2
        train.append(errors[seen].mean())
        test.append(errors[unseen].mean())
    return Measured({"train": np.array(train), "test": np.array(test)}, {})


TRAINED = World(
    "trained",
    "Trains a small network on real data by minibatch gradient descent and measures the end of the run.",
    ("g_start", "g_end", "lowest", "highest", "path", "way"),
    (1,),
    run_training,
    RUNS,
)
INTERPOLATED = World(
    "interpolated",
    "Fits noisy labels of real data exactly and measures the loss on the rest.",
    ("train", "test"),
    (1,),
    run_interpolation,
    RUNS,
)
WORLDS = (TRAINED, INTERPOLATED)
