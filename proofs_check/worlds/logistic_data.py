"""Logistic regression problems with their minimisers: real data that ship with scikit-learn, and drawn ones.

J(w) = mean of log(1 + exp(-y_i a_i.w)) over rows a_i with labels y_i = +-1, without a penalty. Few enough features are used that the classes
overlap and a minimiser exists; Newton's method finds it to rounding.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from proofs_check.worlds.products import Array

ROWS = 200
NEWTON_STEPS = 60


@dataclass(frozen=True)
class Logistic:
    """rows (m, n) already multiplied by their labels; minimiser (n,), least the value there, lipschitz that of the gradient."""

    name: str
    rows: Array
    minimiser: Array
    least: float
    lipschitz: float

    def value(self, w: Array) -> float:
        """J(w)."""
        margin = self.rows @ w
        return float((np.maximum(-margin, 0) + np.log1p(np.exp(-np.abs(margin)))).mean())

    def gradient(self, w: Array) -> Array:
        """The gradient of J, (n,)."""
        return _gradient(self.rows, w)


def _gradient(rows: Array, w: Array) -> Array:
    return np.asarray(-(0.5 * (1 - np.tanh(0.5 * (rows @ w)))) @ rows / len(rows))


def problem(name: str, features: Array, labels: Array) -> Logistic:
    """The problem with standardised features and an intercept. Raises ValueError where Newton's method finds no minimum."""
    scaled = (features - features.mean(axis=0)) / features.std(axis=0)
    rows = np.column_stack([np.ones(len(scaled)), scaled]) * labels[:, None]
    w = np.zeros(rows.shape[1])
    for _ in range(NEWTON_STEPS):
        s = 0.5 * (1 - np.tanh(0.5 * (rows @ w)))
        hessian = (rows * (s * (1 - s))[:, None]).T @ rows / len(rows)
        w = w - np.linalg.solve(hessian, _gradient(rows, w))
    if not np.linalg.norm(_gradient(rows, w)) < 1e-12:
        raise ValueError(f"'{name}' has no minimiser, its classes are separable; use fewer features")
    lipschitz = float(np.linalg.eigvalsh(rows.T @ rows / len(rows))[-1]) / 4
    found = Logistic(name, rows, w, 0.0, lipschitz)
    return Logistic(name, rows, w, found.value(w), lipschitz)


def drawn_problem(seed: int) -> Logistic:
    """Overlapping random classes."""
    rng = np.random.default_rng(seed)
    features = rng.standard_normal((ROWS, 4)) * np.array([1.0, 10.0, 0.1, 1.0])
    labels = np.where(features[:, 0] + rng.standard_normal(ROWS) > 0, 1.0, -1.0)
    return problem(f"drawn {seed}", features, labels)


def real_problems() -> tuple[Logistic, ...]:
    """Breast cancer (three features), diabetes (above the median or not), digits (even or odd, principal pixels); () without scikit-learn."""
    try:
        from sklearn import datasets
    except ModuleNotFoundError:
        return ()
    cancer, malignant = datasets.load_breast_cancer(return_X_y=True)
    diabetes, level = datasets.load_diabetes(return_X_y=True)
    images, digit = datasets.load_digits(return_X_y=True)
    centred = images - images.mean(axis=0)
    principal = centred @ np.linalg.svd(centred, full_matrices=False)[2][:8].T
    return (
        problem("breast cancer", cancer[:, :3], np.where(malignant == 1, 1.0, -1.0)),
        problem("diabetes", diabetes, np.where(level > np.median(level), 1.0, -1.0)),
        problem("digits", principal[:600], np.where(digit[:600] % 2 == 0, 1.0, -1.0)),
    )


@cache
def logistic_problems() -> tuple[Logistic, ...]:
    """All of them."""
    return (*real_problems(), drawn_problem(0), drawn_problem(1))
