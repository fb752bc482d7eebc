"""Gradients that training really meets: minibatch gradients along runs of SGD on data that ship with scikit-learn.

Logistic regression (tumours, diabetes above the median or not, digits even or odd) and least squares (the diabetes scores). One stream is one
partial derivative along one run. Values are rounded to multiples of GRID, so that they are exact numbers.

Needs scikit-learn (extra `data`); there are no streams without it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from proofs_check.worlds.logistic_data import real_problems
from proofs_check.worlds.products import Array

STEPS, BATCH, GRID = 256, 8, 2.0**-20
Slope = Callable[[Array, Array], Array]
"""The gradient of the mean loss over some rows, at some weights."""


def logistic_slope(rows: Array, w: Array) -> Array:
    """Of log(1 + exp(-a.w)); rows (m, n) multiplied by their labels."""
    return np.asarray(-(0.5 * (1 - np.tanh(0.5 * (rows @ w)))) @ rows / len(rows))


def squares_slope(rows: Array, w: Array) -> Array:
    """Of (a.w - y)^2/2; the last column of the rows is y."""
    return np.asarray((rows[:, :-1] @ w - rows[:, -1]) @ rows[:, :-1] / len(rows))


def regression() -> tuple[Array, ...]:
    """The diabetes scores: standardised features, an intercept, and the standardised score; () without scikit-learn."""
    try:
        from sklearn import datasets
    except ModuleNotFoundError:
        return ()
    features, score = datasets.load_diabetes(return_X_y=True)
    scaled = (features - features.mean(axis=0)) / features.std(axis=0)
    return (np.column_stack([np.ones(len(scaled)), scaled, (score - score.mean()) / score.std()]),)


def stream(rows: Array, dimension: int, slope: Slope, seed: int) -> Array:
    """(dimension, STEPS): the minibatch gradients along one run of SGD from random weights."""
    rng = np.random.default_rng(seed)
    w, found = rng.standard_normal(dimension), np.empty((dimension, STEPS))
    for step in range(STEPS):
        g = slope(rows[rng.integers(0, len(rows), BATCH)], w)
        found[:, step] = g
        w = w - 0.05 * g
    return np.asarray(np.round(found / GRID) * GRID)


@cache
def streams() -> Array:
    """(streams, STEPS) of all problems; (0, STEPS) without scikit-learn."""
    logistic = [stream(one.rows, one.rows.shape[1], logistic_slope, 1) for one in real_problems()]
    squares = [stream(rows, rows.shape[1] - 1, squares_slope, 2) for rows in regression()]
    return np.concatenate([np.empty((0, STEPS)), *logistic, *squares])


def windows(rng: np.random.Generator, instances: int, T: int) -> Array:
    """(instances, T): pieces of random streams, T at most STEPS; zeros where there are no streams."""
    known = streams()
    if not len(known):
        return np.zeros((instances, T))
    start = rng.integers(0, STEPS - T + 1, instances)
    chosen = rng.integers(0, len(known), instances)
    return np.asarray(known[chosen[:, None], start[:, None] + np.arange(T)])
