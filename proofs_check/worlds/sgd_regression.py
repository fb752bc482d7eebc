"""Linear regression on the diabetes data that ship with scikit-learn: minibatch SGD against full gradient descent.

A random half of the 442 patients is the training set, the other the test set; ten features scaled to variance 1, targets centred and
scaled by those of the training set. SGD with batches drawn with replacement takes the same number of steps at the same rate as gradient
descent; its test error is averaged over independent runs.

Notation: test_noisy the mean test error (mean square) of the runs of SGD, test_plain that of gradient descent.
"""

import numpy as np

from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

BATCH, STEPS, RATE, RUNS = 4, 300, 0.05, 200
SPLITS = 8


def load_diabetes() -> tuple[Array, Array]:
    """Features (442, 10) and targets (442,). Raises ModuleNotFoundError, naming the extra "data", if scikit-learn is missing."""
    try:
        from sklearn import datasets
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            'the diabetes data come with scikit-learn, which is not installed; install the extra "data"'
        ) from missing
    features, targets = datasets.load_diabetes(return_X_y=True)
    return np.asarray(features, dtype=np.float64), np.asarray(targets, dtype=np.float64)


def split(rng: np.random.Generator) -> tuple[Array, Array, Array, Array]:
    """Training and test halves, scaled by the training half."""
    features, targets = load_diabetes()
    order = rng.permutation(len(targets))
    one, two = order[: len(order) // 2], order[len(order) // 2 :]
    x = (features - features[one].mean(axis=0)) / features[one].std(axis=0)
    y = (targets - targets[one].mean()) / targets[one].std()
    return x[one], y[one], x[two], y[two]


def sgd_runs(rng: np.random.Generator, x: Array, y: Array, runs: int) -> Array:
    """Weights (runs, 10) after SGD on the mean square."""
    w = np.zeros((runs, x.shape[1]))
    for _ in range(STEPS):
        batch = rng.integers(0, len(y), (runs, BATCH))
        residual = np.einsum("rbi,ri->rb", x[batch], w) - y[batch]
        w -= RATE * np.einsum("rb,rbi->ri", residual, x[batch]) / BATCH
    return w


def gradient_descent(x: Array, y: Array) -> Array:
    """The weights (10,) after as many steps with all samples."""
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        w -= RATE * x.T @ (x @ w - y) / len(y)
    return w


def run(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One split an instance."""
    noisy, plain = np.zeros(instances), np.zeros(instances)
    for place in range(instances):
        x, y, x_test, y_test = split(rng)
        noisy[place] = ((sgd_runs(rng, x, y, RUNS) @ x_test.T - y_test) ** 2).mean()
        plain[place] = ((x_test @ gradient_descent(x, y) - y_test) ** 2).mean()
    return Measured({"test_noisy": noisy, "test_plain": plain}, {})


DIABETES = World(
    "sgd_diabetes",
    "Fits a linear model to the diabetes data by minibatch SGD and by gradient descent and measures test errors.",
    ("test_noisy", "test_plain"),
    (1,),
    run,
    most=SPLITS,
)
WORLDS = (DIABETES,)
