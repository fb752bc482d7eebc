"""Where a difference P - N of sums of positive terms is smallest beside P: the point of all letters in logarithms, found in floating point.

log P - log N is made small by Newton's method with halved steps, from a few starts, along the surfaces x**d = r that hypotheses give. Along
directions in which all terms grow alike one letter is 1. Nothing is proved here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

STARTS = 4
STEPS = 80
BEYOND = 30.0
LONGEST = 3.0  # of a step
SHORT = 1e-12
NEGLIGIBLE = 12.0  # of logarithms
Array = np.ndarray


@dataclass(frozen=True)
class Landscape:
    """powers: a row a term; sizes: the logarithms of the coefficients' moduli; positive: which terms are.

    surfaces: (d, log r) with d*log(x) = log r.
    """

    powers: Array
    sizes: Array
    positive: Array
    surfaces: tuple[tuple[Array, float], ...] = ()

    def height(self, place: Array) -> float:
        """log P - log N: below 0 the difference is negative."""
        values = self.powers @ place + self.sizes
        return float(_log_sum(values[self.positive]) - _log_sum(values[~self.positive]))

    def slopes(self, place: Array) -> tuple[Array, Array]:
        """The gradient and the second derivatives."""
        values = self.powers @ place + self.sizes
        gradients, curvatures = [], []
        for chosen in (self.positive, ~self.positive):
            shares = np.exp(values[chosen] - _log_sum(values[chosen]))
            mean = shares @ self.powers[chosen]
            apart = self.powers[chosen] - mean
            gradients.append(mean)
            curvatures.append(apart.T @ (shares[:, None] * apart))
        return gradients[0] - gradients[1], curvatures[0] - curvatures[1]

    def near(self, place: Array) -> Landscape:
        """That of the terms that count at the place: where it is lowest at infinity, the others vanish beside them."""
        values = self.powers @ place + self.sizes
        counts = values > values.max() - NEGLIGIBLE
        return replace(
            self, powers=self.powers[counts], sizes=self.sizes[counts], positive=self.positive[counts]
        )

    def start(self) -> Array:
        """The point of the surfaces closest to that of all ones."""
        if not self.surfaces:
            return np.zeros(self.powers.shape[1])
        rows = np.array([row for row, _ in self.surfaces])
        found: Array = np.linalg.lstsq(rows, np.array([side for _, side in self.surfaces]), rcond=None)[0]
        return found

    def directions(self) -> Array:
        """An orthonormal basis of the directions along the surfaces, by columns."""
        return _kernel(np.array([row for row, _ in self.surfaces]).reshape(-1, self.powers.shape[1]))

    def flat(self) -> Array:
        """The directions along the surfaces in which all terms grow alike, by columns."""
        rows = [*(self.powers - self.powers[0]), *(row for row, _ in self.surfaces)]
        return _kernel(np.array(rows).reshape(-1, self.powers.shape[1]))


def _log_sum(values: Array) -> float:
    top = values.max()
    return float(top + np.log(np.exp(values - top).sum()))


def _kernel(rows: Array) -> Array:
    if not len(rows):
        return np.eye(rows.shape[1])
    _, sizes, right = np.linalg.svd(rows)
    return np.asarray(right[int((sizes > 1e-9).sum()) :].T)


def lowest(landscape: Landscape) -> Array:
    """The lowest place that is found, in logarithms."""
    along = landscape.directions()
    random = np.random.default_rng(7)
    found = [_descended(landscape, landscape.start(), along)]
    for _ in range(STARTS - 1):
        start = landscape.start() + along @ random.normal(0, 1.5, along.shape[1])
        found.append(_descended(landscape, start, along))
    return _normed(min(found, key=landscape.height), landscape.flat())


def _descended(landscape: Landscape, place: Array, along: Array) -> Array:
    """Downhill as far as the heights tell; then by full steps as long as the slopes grow less."""
    height = landscape.height(place)
    for _ in range(STEPS):
        step = _step(landscape, place, along)
        while np.abs(step).max(initial=0.0) > SHORT and landscape.height(place - step) > height:
            step = step / 2
        if not np.abs(step).max(initial=0.0) > SHORT or np.abs(place).max() > BEYOND:
            break
        place = place - step
        height = landscape.height(place)
    for _ in range(STEPS):
        new = place - _step(landscape, place, along)
        if not _steepness(landscape, new, along) < _steepness(landscape, place, along):
            break
        place = new
    return place


def _step(landscape: Landscape, place: Array, along: Array) -> Array:
    """Newton's step with all curvatures taken upwards, of a bounded length."""
    gradient, curvature = landscape.slopes(place)
    values, vectors = np.linalg.eigh(along.T @ curvature @ along)
    sizes = np.maximum(np.abs(values), 1e-7 * max(1.0, float(np.abs(values).max(initial=0.0))))
    step: Array = along @ (vectors @ ((vectors.T @ (along.T @ gradient)) / sizes))
    return step / max(1.0, float(np.abs(step).max(initial=0.0)) / LONGEST)


def _steepness(landscape: Landscape, place: Array, along: Array) -> float:
    return float(np.abs(along.T @ landscape.slopes(place)[0]).max(initial=0.0))


def _normed(place: Array, flat: Array) -> Array:
    """The place moved along the flat directions until as many letters, the last ones first, are 1."""
    basis, taken = flat.T.copy(), 0
    for letter in reversed(range(len(place))):
        if taken == len(basis):
            break
        pivot = taken + int(np.abs(basis[taken:, letter]).argmax())
        if abs(basis[pivot, letter]) < 1e-9:
            continue
        basis[[taken, pivot]] = basis[[pivot, taken]]
        row = basis[taken] / basis[taken, letter]
        for other in range(len(basis)):
            if other != taken:
                basis[other] -= basis[other, letter] * row
        basis[taken] = row
        taken += 1
        place = place - place[letter] * row
    return place


def some_places(letters: int, count: int) -> Iterator[Array]:
    """Places at which a claim may fail, in logarithms."""
    random = np.random.default_rng(11)
    for turn in range(count):
        yield random.normal(0, (0.3, 1.0, 3.0)[turn % 3], letters)
