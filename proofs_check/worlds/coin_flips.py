"""Coins in the place of chance: signs of eigenvalues, cells of a cube, waiting times, labels; everything is counted.

Notation: minimum, maximum, saddle are the shares of the 2^n sign patterns for which a symmetric matrix with eigenvalues of these signs is positive
definite, negative definite, or neither; both the share of diag(x, y) with x, y > 0, one that of positive entries; hit the share of the cells of a cube with ten intervals a side that lie in a marked interval in every
coordinate; trials the mean number of trials up to the first hit. a, b, c, d count critical points: low minima, other low ones, high minima,
other high ones; min_low .. high_min are the shares that are read off the list of points.
"""

from itertools import product

import numpy as np

from proofs_check.worlds.world import Measured, World

CELLS = 10
PAIRS = 16
TERMS = 4096


def run_signs(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """All sign patterns of n eigenvalues, each in a random basis; the type is read off the spectrum of the matrix."""
    patterns = np.array(list(product((-1.0, 1.0), repeat=n)))
    shares = np.empty((3, instances))
    for place in range(instances):
        turn = np.linalg.qr(rng.standard_normal((n, n)))[0]
        sizes = rng.integers(1, 9, patterns.shape)
        spectra = np.linalg.eigvalsh((turn * (patterns * sizes)[:, None, :]) @ turn.T)
        low, high = spectra[:, 0] > 0, spectra[:, -1] < 0
        shares[:, place] = low.mean(), high.mean(), (~low & ~high).mean()
    names = ("minimum", "maximum", "saddle")
    return Measured({"n": np.full(instances, n), **dict(zip(names, shares, strict=True))}, {})


def run_pairs(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Lists of PAIRS matrices diag(x, y): half of the x and half of the y are positive, in orders that need not be independent."""
    halves = np.repeat([-1.0, 1.0], PAIRS // 2)
    both, one = np.empty(instances), np.empty(instances)
    for place in range(instances):
        x, y = rng.permutation(halves), rng.permutation(halves)
        y = y if rng.random() < 0.5 else x
        spectra = np.linalg.eigvalsh(np.stack([np.diag(pair) for pair in np.c_[x, y]]))
        both[place], one[place] = (spectra[:, 0] > 0).mean(), (spectra > 0).mean()
    return Measured({"both": both, "one": one}, {})


def run_cells(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Every cell of the cube [0, 10)^n is looked at; one interval is marked in each coordinate."""
    cells = np.indices((CELLS,) * n).reshape(n, -1)
    marked = rng.integers(0, CELLS, (instances, n))
    hit = np.array([(cells == place[:, None]).all(axis=0).sum() for place in marked])
    return Measured({"d": np.full(instances, n), "hits": hit, "cells": np.full(instances, CELLS**n)}, {})


def run_waiting(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The mean waiting time with chance p = 2^-n: outcomes are followed until almost surely one was a hit."""
    p = 0.5**n
    missed, trials = 1.0, 0.0
    for count in range(1, TERMS + 1):
        trials += count * missed * p
        missed *= 1 - p
    rest = missed * (TERMS + 1 / p)
    values = {"chance": np.full(instances, p), "trials": np.full(instances, trials)}
    return Measured(values, {"trials": np.full(instances, rest + 1e-11)})


def run_loop(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A training loop that only counts its steps."""
    batches, passes = rng.integers(1, 30, instances), rng.integers(1, 12, instances)
    steps = np.zeros(instances)
    for place in range(instances):
        for _ in range(passes[place]):
            for _ in range(batches[place]):
                steps[place] += 1
    return Measured({"batches": batches, "passes": passes, "steps": steps}, {})


def run_labels(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Lists of critical points with labels low and minimum; the shares among points of a kind are found by going through the list."""
    rows: list[list[float]] = []
    while len(rows) < instances:
        chance = rng.random()
        low = rng.random(24) < chance
        minimum = rng.random(24) < np.where(low, rng.random(), rng.random())
        if low.all() or not low.any() or not minimum.any():
            continue
        table = [
            (low & minimum).sum(),
            (low & ~minimum).sum(),
            (~low & minimum).sum(),
            (~low & ~minimum).sum(),
        ]
        rows.append(
            [*table, minimum[low].mean(), minimum[~low].mean(), low[minimum].mean(), (~low)[minimum].mean()]
        )
    names = ("a", "b", "c", "d", "min_low", "min_high", "low_min", "high_min")
    values = dict(zip(names, np.array(rows, dtype=np.float64).T, strict=True))
    return Measured(values, {name: np.full(instances, 1e-15) for name in names[4:]})


def run_frequencies(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Entropy as a count: log of the number of sequences of n signs with k plus signs, a sign at a time."""
    k = rng.integers(0, n + 1, instances)
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    rate = (logs[n] - logs[k] - logs[n - k]) / n
    half = (logs[n] - 2 * logs[n // 2]) / n
    values = {"share": k / n, "rate": rate, "best": np.full(instances, half)}
    doubt = np.full(instances, 1e-12)
    return Measured(values, {"rate": doubt, "best": doubt})


COIN_SIGNS = World(
    "coin_signs",
    "Goes through all sign patterns of the eigenvalues and reads the type off the spectrum of a matrix.",
    ("n", "minimum", "maximum", "saddle"),
    (1, 2, 3, 6),
    run_signs,
    400,
)
SIGN_PAIRS = World(
    "sign_pairs",
    "Lists diagonal matrices whose eigenvalues are positive in half of the list each, and counts the positive definite ones.",
    ("both", "one"),
    (1,),
    run_pairs,
    400,
)
GRID_HITS = World(
    "grid_hits",
    "Goes through all cells of a cube with ten intervals a side and counts those marked in every coordinate.",
    ("d", "hits", "cells"),
    (1, 2, 3, 4),
    run_cells,
    200,
)
WAITING = World(
    "waiting",
    "Follows independent trials until almost surely one was a hit.",
    ("chance", "trials"),
    (1, 2, 3, 6),
    run_waiting,
    200,
)
LOOP = World(
    "loop", "Counts the steps of a training loop.", ("batches", "passes", "steps"), (1,), run_loop, 400
)
LABELS = World(
    "labels",
    "Draws lists of critical points with labels and reads shares off them.",
    ("a", "b", "c", "d", "min_low", "min_high", "low_min", "high_min"),
    (1,),
    run_labels,
    4000,
)
SEQUENCES = World(
    "sequences",
    "Counts the sequences of signs with a given share of plus signs.",
    ("share", "rate", "best"),
    (2, 4, 16, 64),
    run_frequencies,
)
WORLDS = (COIN_SIGNS, SIGN_PAIRS, GRID_HITS, WAITING, LOOP, LABELS, SEQUENCES)
