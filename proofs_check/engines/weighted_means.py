"""Polynomials in letters that are not negative, by weighted means of their monomials.

A term -n*x**b is made up for by the positive terms c_i*x**a_i where w_i >= 0 with

    sum w_i = n,    sum w_i*a_i = n*b       hence       n*x**b <= sum w_i*x**a_i

and where what is taken of c_i is at most c_i. Letters that are positive may satisfy x**d = 1 for given vectors d: then
sum w_i*a_i = n*b + s*d with any s; where x**d >= 1, with s >= 0. A linear program finds the weights in floating point; they are
solved for exactly on its support, and the certificate is checked in exact arithmetic.

Notation: powers are the vectors a, b; a form is what has the powers as keys and the coefficients as values.

Reference: Hardy, Littlewood and Polya, Inequalities, 2.5; Reznick, Forms derived from the arithmetic-geometric inequality, 1989.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import flint
import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

Powers = tuple[int, ...]
Form = Mapping[Powers, flint.fmpq]
MAX_WEIGHTS = 3_000
MAX_ROWS = 400
TOLERANCE = 1e-9  # of the search only; what it finds is made exact


@dataclass(frozen=True)
class Means:
    """weights: (target, source) -> what the term `target` takes of the term `source`; left: what remains of the positive terms."""

    weights: Mapping[tuple[Powers, Powers], flint.fmpq]
    shifts: Mapping[tuple[Powers, Powers], flint.fmpq]
    left: Form


def means_for(form: Form, units: tuple[Powers, ...] = (), rising: tuple[Powers, ...] = ()) -> Means | None:
    """Means that show that the form is not negative, or None. units, rising: the d with x**d = 1, x**d >= 1, x being positive."""
    targets = tuple(powers for powers, value in form.items() if value < 0)
    sources = tuple(powers for powers, value in form.items() if value > 0)
    if not targets:
        return Means({}, {}, form)
    letters = len(targets[0])
    rows = len(targets) * (letters + 1) + len(sources)
    if not sources or len(targets) * len(sources) > MAX_WEIGHTS or rows > MAX_ROWS:
        return None
    found = _solved(form, _System(targets, sources, (*rising, *units), len(rising)))
    return found if found is not None and holds(found, form, units, rising) else None


def holds(means: Means, form: Form, units: tuple[Powers, ...] = (), rising: tuple[Powers, ...] = ()) -> bool:
    """Whether the means make up for every negative term of the form, and `left` is what remains of the positive ones."""
    if any(weight < 0 for weight in means.weights.values()):
        return False
    if any(shift < 0 and unit not in units for (_, unit), shift in means.shifts.items()):
        return False
    remains = {powers: value for powers, value in form.items() if value > 0}
    for (_, source), weight in means.weights.items():
        if source not in remains:
            return False
        remains[source] -= weight
    for target, value in form.items():
        if value < 0 and not _balances(means, target, -value, (*units, *rising)):
            return False
    return all(value >= 0 for value in remains.values()) and remains == dict(means.left)


def _balances(means: Means, target: Powers, value: flint.fmpq, units: tuple[Powers, ...]) -> bool:
    """Whether the weights of the target add up to its coefficient, and their powers to its own."""
    own = [(source, weight) for (aim, source), weight in means.weights.items() if aim == target]
    moved = [(unit, shift) for (aim, unit), shift in means.shifts.items() if aim == target]
    if sum((weight for _, weight in own), flint.fmpq(0)) != value or any(
        unit not in units for unit, _ in moved
    ):
        return False
    return all(
        sum((weight * source[place] for source, weight in own), flint.fmpq(0))
        == value * power + sum((shift * unit[place] for unit, shift in moved), flint.fmpq(0))
        for place, power in enumerate(target)
    )


@dataclass(frozen=True)
class _System:
    """The equations of the weights: a block a target, then a row a source with its slack. rising: how many units shift upwards only."""

    targets: tuple[Powers, ...]
    sources: tuple[Powers, ...]
    units: tuple[Powers, ...]
    rising: int = 0

    @property
    def height(self) -> int:
        """The rows of a target."""
        return len(self.targets[0]) + 1

    def columns(self) -> list[dict[int, int]]:
        """Row -> entry: the weights target by target, the slacks, the shifts."""
        first = len(self.targets) * self.height
        found: list[dict[int, int]] = []
        for place in range(len(self.targets)):
            for number, source in enumerate(self.sources):
                found.append(
                    {**self._block(place, source), (place + 1) * self.height - 1: 1, first + number: 1}
                )
        found += [{first + number: 1} for number in range(len(self.sources))]
        return found + [
            {row: -entry for row, entry in self._block(place, unit).items()}
            for place in range(len(self.targets))
            for unit in self.units
        ]

    def _block(self, place: int, powers: Powers) -> dict[int, int]:
        return {place * self.height + row: power for row, power in enumerate(powers) if power}

    def right(self, form: Form) -> list[flint.fmpq]:
        """The right sides of the rows."""
        found = [
            entry
            for target in self.targets
            for entry in (*(-form[target] * power for power in target), -form[target])
        ]
        return [*found, *(form[source] for source in self.sources)]


def _solved(form: Form, system: _System) -> Means | None:
    columns, right = system.columns(), system.right(form)
    bounded = len(columns) - len(system.targets) * len(system.units)
    entries = [(row, place, value) for place, column in enumerate(columns) for row, value in column.items()]
    rows, places, values = zip(*entries, strict=True)
    matrix = coo_matrix((values, (rows, places)), shape=(len(right), len(columns)), dtype=float).tocsc()
    scale = max(abs(int(value.p) / int(value.q)) for value in form.values())
    sides = np.array([int(value.p) / int(value.q) for value in right]) / scale
    upwards = [place < system.rising for _ in system.targets for place in range(len(system.units))]
    bounds = [(0, None)] * bounded + [(0 if up else None, None) for up in upwards]
    answer = linprog(np.zeros(len(columns)), A_eq=matrix, b_eq=sides, bounds=bounds, method="highs-ds")
    if answer.status != 0:
        return None
    signed = [False] * bounded + [not up for up in upwards]
    used = [place for place in range(len(columns)) if signed[place] or answer.x[place] > TOLERANCE]
    return _exact(form, system, columns, right, used)


def _exact(
    form: Form, system: _System, columns: list[dict[int, int]], right: list[flint.fmpq], used: list[int]
) -> Means | None:
    """The weights on the columns that are used, solved for exactly."""
    table = flint.fmpq_mat(len(right), len(used) + 1)
    for place, column in enumerate(used):
        for row, entry in columns[column].items():
            table[row, place] = entry
    for row, side in enumerate(right):
        table[row, len(used)] = side
    reduced, rank = table.rref()
    values: dict[int, flint.fmpq] = {}
    for row in range(rank):
        lead = next(place for place in range(len(used) + 1) if reduced[row, place] != 0)
        if lead == len(used):
            return None
        values[used[lead]] = reduced[row, len(used)]
    many = len(system.sources)
    weights, shifts = {}, {}
    remains = {source: form[source] for source in system.sources}
    slacks = len(system.targets) * many
    for place, value in values.items():
        if place < slacks:
            target, source = system.targets[place // many], system.sources[place % many]
            weights[target, source] = value
            remains[source] -= value
        elif place >= slacks + many:
            target_place, unit = divmod(place - slacks - many, len(system.units))
            shifts[system.targets[target_place], system.units[unit]] = value
    return Means(weights, shifts, remains)
