"""Small problems solved exhaustively: set splitting against a network of three threshold units, and all functions on a small set.

Notation: a family of subsets of {1, .., n} is splittable where the elements fall into two parts so that no subset lies in one part. The data of Blum and
Rivest: 0 and the indicator of every subset are positive, the unit vectors are negative; they are separable where two half-spaces have all
positive points in both and each negative point outside one of them. same: whether two search algorithms see the same histogram of value
histories over all functions X -> Y.

Reference: Blum and Rivest, Training a 3-node neural network is NP-complete, 1992; Wolpert and Macready, No free lunch theorems, 1997.
"""

from collections import Counter
from itertools import product

import numpy as np
from scipy.optimize import linprog

from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

SUBSETS = 6
ELEMENTS = 4
RUNS = 300


def run_splitting(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Random families of subsets of n elements, each with at least two members, decided in both forms."""
    splittable, separable = [], []
    for _ in range(instances):
        family = rng.random((rng.integers(1, SUBSETS + 1), n)) < 0.45
        family[:, :2] |= family.sum(axis=1, keepdims=True) < 2
        splittable.append(float(is_splittable(family)))
        separable.append(float(is_separable(family)))
    return Measured({"splittable": np.array(splittable), "separable": np.array(separable)}, {})


def is_splittable(family: Array) -> bool:
    """By trying every partition; family (sets, n) of 0 and 1."""
    n = family.shape[1]
    for part in product((False, True), repeat=n):
        first = np.array(part)
        if all((members & first).any() and (members & ~first).any() for members in family.astype(bool)):
            return True
    return False


def is_separable(family: Array) -> bool:
    """By trying for every negative point which half-space excludes it; each half-space by linear programming."""
    n = family.shape[1]
    positive = np.vstack([np.zeros(n), family.astype(float)])
    for part in product((False, True), repeat=n):
        first = np.array(part)
        if _cuts(positive, np.eye(n)[first]) and _cuts(positive, np.eye(n)[~first]):
            return True
    return False


def _cuts(positive: Array, negative: Array) -> bool:
    """Whether a half-space a.x + b >= 1 holds all positive points, and a.x + b <= -1 all negative ones."""
    if not len(negative):
        return True
    rows = np.vstack([-np.c_[positive, np.ones(len(positive))], np.c_[negative, np.ones(len(negative))]])
    found = linprog(np.zeros(rows.shape[1]), A_ub=rows, b_ub=-np.ones(len(rows)), bounds=(None, None))
    return bool(found.status == 0)


def run_no_free_lunch(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Two adaptive searches that never look twice, on all functions from n points to 2 or 3 values."""
    same = []
    for _ in range(instances):
        values = int(rng.integers(2, 4))
        seeds = rng.integers(0, 2**32, 2)
        first, second = (
            Counter(_history(f, int(seed), n) for f in product(range(values), repeat=n)) for seed in seeds
        )
        same.append(float(first == second))
    return Measured({"same": np.array(same)}, {})


def _history(f: tuple[int, ...], seed: int, n: int) -> tuple[int, ...]:
    """The values that a search sees: its next point depends on the seed and on all values so far."""
    left: list[int] = list(range(n))
    seen: list[int] = []
    for _ in range(n):
        place = hash((seed, *seen)) % len(left)
        seen.append(f[left.pop(place)])
    return tuple(seen)


SET_SPLITTING = World(
    "set_splitting",
    "Decides set splitting by trying all partitions, and the training of a three-node network on its data by linear programs.",
    ("splittable", "separable"),
    (2, 3, ELEMENTS),
    run_splitting,
    RUNS,
)
NO_FREE_LUNCH = World(
    "no_free_lunch",
    "Runs two random adaptive searches on all functions of a small set and compares what they see.",
    ("same",),
    (2, 3, 4),
    run_no_free_lunch,
    RUNS,
)
WORLDS = (SET_SPLITTING, NO_FREE_LUNCH)
