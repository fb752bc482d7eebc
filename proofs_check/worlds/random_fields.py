"""Random functions whose critical points are all found and sorted by index: Gaussian trigonometric polynomials, sums over coordinates.

A trigonometric polynomial on the torus [0, 2 pi)^n has finitely many critical points; Newton's method from a grid of starts finds them, and the
alternating sum of the numbers of index 0, 1, .., n must be 0 (the Euler characteristic of the torus). Polynomials for which it is not 0, where a
point was missed, are drawn again.

Notation: r1, r2, r3 saddles per minimum and top1, top2, top3 the share of maxima in dimension 1, 2, 3, over FIELDS functions each; low and high
the share of positive Hessian eigenvalues among the lower and the upper half of the critical values for n = 3.

Reference: Bray and Dean, Statistics of critical points of Gaussian fields on large-dimensional spaces, 2007.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

FIELDS = 4
STEPS = 20
STARTS = {1: 48, 2: 16, 3: 8}
RUNS = 26


@dataclass(frozen=True)
class Field:
    """f(x) = sum_k a_k cos(k.x) + b_k sin(k.x); waves (M, n), a and b (M,)."""

    waves: Array
    a: Array
    b: Array

    def value(self, x: Array) -> Array:
        """f at the points (B, n)."""
        angle = x @ self.waves.T
        return np.asarray(np.cos(angle) @ self.a + np.sin(angle) @ self.b)

    def gradient(self, x: Array) -> Array:
        """(B, n)."""
        angle = x @ self.waves.T
        return np.asarray((np.cos(angle) * self.b - np.sin(angle) * self.a) @ self.waves)

    def hessian(self, x: Array) -> Array:
        """(B, n, n)."""
        angle = x @ self.waves.T
        second = -(np.cos(angle) * self.a + np.sin(angle) * self.b)
        outer = (self.waves[:, :, None] * self.waves[:, None, :]).reshape(len(self.waves), -1)
        return np.asarray((second @ outer).reshape(len(x), x.shape[1], x.shape[1]))


@dataclass(frozen=True)
class Critical:
    """The critical points of a field: points (C, n), values (C,), spectra of the Hessian (C, n)."""

    points: Array
    values: Array
    spectra: Array

    @property
    def index(self) -> Array:
        """How many eigenvalues are negative, (C,)."""
        return np.asarray((self.spectra < 0).sum(axis=1))

    @property
    def is_complete(self) -> bool:
        """Whether the alternating sum is that of the torus."""
        return len(self.points) > 0 and int(((-1.0) ** self.index).sum()) == 0


def gaussian_field(rng: np.random.Generator, n: int) -> Field:
    """All waves with entries -1, 0, 1, up to sign, with standard normal coefficients."""
    waves = [k for k in product((-1, 0, 1), repeat=n) if k > (0,) * n]
    a, b = rng.standard_normal((2, len(waves)))
    return Field(np.array(waves, dtype=np.float64), a, b)


def sum_field(rng: np.random.Generator, n: int) -> Field:
    """g(x_1) + .. + g(x_n) with g(x) = cos x + c cos 2x + d sin 2x."""
    waves = np.concatenate([np.eye(n), 2 * np.eye(n)])
    c, d = rng.uniform(-0.7, 0.7, 2)
    return Field(waves, np.repeat([1.0, c], n), np.repeat([0.0, d], n))


def critical_points(field: Field) -> Critical:
    """All critical points, by Newton's method from a grid of starts."""
    n = field.waves.shape[1]
    axis = np.linspace(0, 2 * np.pi, STARTS[n], endpoint=False) + 0.1
    x = np.stack(np.meshgrid(*[axis] * n), axis=-1).reshape(-1, n)
    for _ in range(STEPS):
        step = np.linalg.solve(field.hessian(x) + 1e-13 * np.eye(n), field.gradient(x)[:, :, None])[:, :, 0]
        length = np.linalg.norm(step, axis=1, keepdims=True)
        x = x - step * np.minimum(1.0, 0.5 / np.maximum(length, 1e-300))
    x = distinct(x[np.linalg.norm(field.gradient(x), axis=1) < 1e-9])
    return Critical(x, field.value(x), np.linalg.eigvalsh(field.hessian(x)))


def distinct(x: Array) -> Array:
    """The points of the torus without repetition, (C, n)."""
    circle = np.concatenate([np.cos(x), np.sin(x)], axis=1)
    near = np.abs(circle[:, None] - circle[None]).max(axis=2) < 1e-5
    return np.asarray(x[near.argmax(axis=1) == np.arange(len(x))])


def complete(rng: np.random.Generator, n: int) -> Critical:
    """The critical points of a random field of which none was missed."""
    while True:
        found = critical_points(gaussian_field(rng, n))
        if found.is_complete:
            return found


def run_gaussian(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Pools FIELDS fields in each of the dimensions 1, 2, 3."""
    names = ("r1", "r2", "r3", "top1", "top2", "top3", "low", "high")
    rows = []
    for _ in range(instances):
        pools = [[complete(rng, size) for _ in range(FIELDS)] for size in (1, 2, 3)]
        counted = [_ratios(pool, size) for size, pool in enumerate(pools, start=1)]
        rows.append([*(r for r, _ in counted), *(top for _, top in counted), *_halves(pools[2])])
    return Measured(dict(zip(names, np.array(rows).T, strict=True)), {})


def _ratios(pool: list[Critical], n: int) -> tuple[float, float]:
    """Saddles per minimum, and the share of maxima."""
    index = np.concatenate([found.index for found in pool])
    saddles = ((index > 0) & (index < n)).sum()
    return float(saddles / (index == 0).sum()), float((index == n).mean())


def _halves(pool: list[Critical]) -> tuple[float, float]:
    """The share of positive eigenvalues in the lower and in the upper half of the values of each field."""
    low, high = [], []
    for found in pool:
        order = np.argsort(found.values)
        middle = len(order) // 2
        low.append((found.spectra[order[:middle]] > 0).mean())
        high.append((found.spectra[order[-middle:]] > 0).mean())
    return float(np.mean(low)), float(np.mean(high))


def run_sums(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Sums over coordinates; m and k are the minima and maxima of one summand, on a fine grid."""
    rows: list[list[float]] = []
    while len(rows) < instances:
        field = sum_field(rng, n)
        found = critical_points(field)
        axis = np.zeros((4096, n))
        axis[:, 0] = np.linspace(0, 2 * np.pi, len(axis), endpoint=False)
        line = field.value(axis)
        before, after = np.roll(line, 1), np.roll(line, -1)
        one = ((line < before) & (line < after)).sum(), ((line > before) & (line > after)).sum()
        kinds = found.index
        if found.is_complete and np.abs(found.spectra).min() > 1e-2:
            rows.append([*one, (kinds == 0).sum(), (kinds == n).sum(), len(kinds)])
    names = ("m", "k", "minima", "maxima", "critical")
    values = dict(zip(names, np.array(rows).T.astype(np.float64), strict=True))
    return Measured({"n": np.full(instances, n), **values}, {})


def run_isolated(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The gradient at a small distance d from a critical point whose smallest eigenvalue has the size s."""
    rows: list[list[float]] = []
    while len(rows) < instances:
        field = gaussian_field(rng, n)
        third = (np.linalg.norm(field.waves, axis=1) ** 3) @ (np.abs(field.a) + np.abs(field.b))
        for point, spectrum in zip((found := critical_points(field)).points, found.spectra, strict=True):
            s = np.abs(spectrum).min()
            d = s / third
            direction = rng.standard_normal(n)
            away = point + d * direction / np.linalg.norm(direction)
            rows.append([s, d, float(np.linalg.norm(field.gradient(away[None]))), third])
    values = dict(zip(("s", "d", "G", "third"), np.array(rows[:instances]).T, strict=True))
    return Measured(values, {"G": np.full(instances, 1e-8), "d": np.full(instances, 1e-12)})


GAUSSIAN_FIELDS = World(
    "gaussian_fields",
    "Finds all critical points of Gaussian trigonometric polynomials in 1, 2 and 3 dimensions and sorts them by index.",
    ("r1", "r2", "r3", "top1", "top2", "top3", "low", "high"),
    (1,),
    run_gaussian,
    RUNS,
)
SUMS = World(
    "sums",
    "Finds all critical points of a sum of one function over the coordinates.",
    ("n", "m", "k", "minima", "maxima", "critical"),
    (1, 2, 3),
    run_sums,
    60,
)
ISOLATED = World(
    "isolated",
    "Measures the gradient next to the critical points of Gaussian trigonometric polynomials.",
    ("s", "d", "G", "third"),
    (1, 2, 3),
    run_isolated,
    300,
)
WORLDS = (GAUSSIAN_FIELDS, SUMS, ISOLATED)
