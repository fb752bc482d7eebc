"""The linear programs that find weighted means for a form (`mean_instances.py`), points of equality included.

For given points, the parts of the positive terms that the means use are the variables. The program asks for the least t such that they need no
more than (1 + t)*c_i of each; its dual prices v_i of the sources say at which points better means stand: the cheapest one of a target b
has its p with s*p**a_i <= v_i for all i, equality where it has weight, and s*p**b as large as can be. That is a linear program in log p, and its p, made
rational, is one more point for this target. What is found in floating point is a proposal: it is solved for on its support in rational arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import exp

import numpy as np
from scipy.optimize import OptimizeResult, linprog

from proofs_check.engines.mean_instances import (
    Certificate,
    Form,
    Instance,
    Point,
    Powers,
    holds,
    value_at,
)
from proofs_check.engines.rational_systems import Column, solved_near

ROUNDS = 20
MAX_COLUMNS = 2_500
MAX_ROWS = 300
MAX_LOGARITHM = 12.0
MAX_ENTRY = 10**10
GRAINS = 10**8  # the parts of 1 to which factors are rounded
TOLERANCE = 1e-9  # of the search only; what it finds is made exact
TIGHT = 1e-9
MARGIN = 1e-7  # where less is left over, nothing is
Block = tuple[int, Point]
Array = np.ndarray


def certificate_for(
    form: Form, units: tuple[Powers, ...] = (), kept: frozenset[Powers] = frozenset()
) -> Certificate | None:
    """Means that show that the form is not negative, or None; the first point is that of all ones. units: the d with x**d = 1.

    kept: the powers of which as much as possible shall be left over.
    """
    targets = tuple(powers for powers, value in form.items() if value < 0)
    sources = tuple(powers for powers, value in form.items() if value > 0)
    if not targets:
        return Certificate((), dict(form))
    ones = (Fraction(1),) * len(targets[0])
    system = _System(form, targets, sources, units, tuple((place, ones) for place in range(len(targets))))
    is_tight = abs(float(sum(form.values()))) <= TIGHT * float(
        sum(map(abs, form.values()))
    )  # then no other point will do
    for _ in range(ROUNDS):
        if not sources or not system.is_small():
            return None
        program = _Program(system)
        spare = program.solved(program.least_t(), -1.0)
        if spare is None:
            return None
        found = _made(program, spare, kept)
        if found is not None and holds(found, form, units):
            return found
        blocks = () if units or is_tight else tuple(_called_for(system, spare))
        if not blocks:
            return None
        system = replace(system, blocks=(*system.blocks, *blocks))
    return None


@dataclass(frozen=True)
class _System:
    """The equations of the shares: what part of its target's coefficient a mean takes of a source. blocks: (place of a target, point).

    A block has a row a letter, and a column a source and a unit. Then come a row a target (its shares add up to 1), a row a
    source (what is taken of c, slack and -t add up to 1), a column a slack, and that of t.
    """

    form: Form
    targets: tuple[Powers, ...]
    sources: tuple[Powers, ...]
    units: tuple[Powers, ...]
    blocks: tuple[Block, ...]

    @property
    def letters(self) -> int:
        return len(self.targets[0])

    @property
    def width(self) -> int:
        """The columns of a block."""
        return len(self.sources) + len(self.units)

    @property
    def first(self) -> int:
        """The row of the first target."""
        return len(self.blocks) * self.letters

    def is_small(self) -> bool:
        rows = self.first + len(self.targets) + len(self.sources)
        return rows <= MAX_ROWS and len(self.blocks) * self.width <= MAX_COLUMNS

    def columns(self) -> list[Column]:
        """Row -> entry."""
        found = [
            column for number, block in enumerate(self.blocks) for column in self._of_block(number, *block)
        ]
        low = self.first + len(self.targets)
        found += [{low + number: Fraction(1)} for number in range(len(self.sources))]
        return [*found, {low + number: Fraction(-1) for number in range(len(self.sources))}]

    def _of_block(self, block: int, place: int, point: Point) -> Iterator[Column]:
        row, target = block * self.letters, self.targets[place]
        for number, source in enumerate(self.sources):
            moved = {
                row + k: Fraction(a - b)
                for k, (a, b) in enumerate(zip(source, target, strict=True))
                if a != b
            }
            taken = self.part(place, point, source) / self.form[source]
            yield {**moved, self.first + place: Fraction(1), self.first + len(self.targets) + number: taken}
        for unit in self.units:
            yield {row + k: Fraction(entry) for k, entry in enumerate(unit) if entry}

    def part(self, place: int, point: Point, source: Powers) -> Fraction:
        """What a share of 1 takes of the coefficient of the source."""
        return -self.form[self.targets[place]] * value_at(point, self.targets[place], source)

    def right(self) -> list[Fraction]:
        """The right sides of the rows."""
        ones = len(self.targets) + len(self.sources)
        return [*([Fraction(0)] * self.first), *([Fraction(1)] * ones)]


class _Program:
    """A system, in floating point too; what takes far too much of a source is left out."""

    def __init__(self, system: _System) -> None:
        self.system, self.columns, self.right = system, system.columns(), system.right()
        self.matrix = np.zeros((len(self.right), len(self.columns)))
        self.bounds: list[tuple[float | None, float | None]] = []
        signed = len(system.blocks) * system.width
        for place, column in enumerate(self.columns):
            is_unit = place < signed and place % system.width >= len(system.sources)
            is_out = any(abs(entry) > MAX_ENTRY for entry in column.values())
            self.bounds.append((None, None) if is_unit else (0.0, 0.0 if is_out else None))
            for row, entry in column.items() if not is_out else ():
                self.matrix[row, place] = float(entry)

    def least_t(self) -> Array:
        """The costs for which the least t is found."""
        costs = np.zeros(len(self.columns))
        costs[-1] = 1.0
        return costs

    def most_left(self, kept: frozenset[Powers]) -> Array:
        """The costs for which much of the kept sources is left."""
        costs = np.zeros(len(self.columns))
        sources = self.system.sources
        costs[-1 - len(sources) : -1] = [-1.0 if source in kept else 0.0 for source in sources]
        return costs

    def solved(self, costs: Array, lowest: float) -> OptimizeResult | None:
        """lowest: the least t; where it is 0, so is t."""
        bounds = [*self.bounds[:-1], (lowest, None if lowest else 0.0)]
        sides = [float(side) for side in self.right]
        answer = linprog(costs, A_eq=self.matrix, b_eq=sides, bounds=bounds, method="highs-ds")
        return answer if answer.status == 0 else None


def _called_for(system: _System, spare: OptimizeResult) -> Iterator[Block]:
    """The points at which the prices call for a mean, by targets."""
    prices = np.asarray(spare.eqlin.marginals)[system.first :]
    taken = np.array([float(system.form[source]) for source in system.sources])
    owed = np.array([-float(system.form[target]) for target in system.targets])
    values, costs = prices[: len(system.targets)] / owed, -prices[len(system.targets) :] / taken
    floor = max(float(costs.max()), 1e-9) * 1e-9
    logarithms = np.log(np.maximum(costs, floor))
    for place, target in enumerate(system.targets):
        rows = np.array(
            [[a - b for a, b in zip(source, target, strict=True)] for source in system.sources], float
        )
        matrix = np.vstack([rows.T, np.ones(len(system.sources))])
        answer = linprog(logarithms, A_eq=matrix, b_eq=[*([0.0] * system.letters), 1.0], method="highs-ds")
        if answer.status != 0 or exp(answer.fun) >= values[place] * (1 - TOLERANCE):
            continue
        block = (place, _rational_point(answer.eqlin.marginals[:-1], rows))
        if block not in system.blocks:
            yield block


def _rational_point(logarithms: Array, rows: Array) -> Point:
    """A point near, the closer the higher the powers are."""
    close = 0.005 / max(1.0, float(np.abs(rows).max()))
    return tuple(near(exp(min(max(own, -MAX_LOGARITHM), MAX_LOGARITHM)), close) for own in logarithms)


def near(value: float, close: float) -> Fraction:
    """A rational number with a small denominator (numerator, below 1) within this share of the value."""
    if value < 1:
        return 1 / near(1 / value, close)
    bound = 1
    while abs(Fraction(value).limit_denominator(bound) - Fraction(value)) > close * value:
        bound += bound // 4 + 1
    return Fraction(value).limit_denominator(bound)


def _made(program: _Program, spare: OptimizeResult, kept: frozenset[Powers]) -> Certificate | None:
    """The certificate for the least t, if that is not above 0."""
    if spare.fun > MARGIN:
        return None
    if spare.fun < -MARGIN:
        return _rounded(program, spare.x) or _exact(program, spare.x)
    tight = program.solved(program.most_left(kept), 0.0)
    return None if tight is None else _exact(program, tight.x)


def _exact(program: _Program, solution: Array) -> Certificate | None:
    """The shares on the columns that are used, solved for exactly."""
    used = [
        place
        for place, (value, (low, _)) in enumerate(zip(solution, program.bounds, strict=True))
        if abs(value) > TOLERANCE or low is None
    ]
    guesses = [float(solution[place]) for place in used]
    values = solved_near([program.columns[place] for place in used], program.right, guesses)
    return None if values is None else _certificate(program.system, dict(zip(used, values, strict=True)))


def _rounded(program: _Program, solution: Array) -> Certificate | None:
    """Where there is room: the shares of each block exact up to a factor, and these factors rounded upwards a little."""
    system, shares = program.system, dict[int, Fraction]()
    totals = [Fraction(0)] * len(system.targets)
    for block, (place, _) in enumerate(system.blocks):
        low = block * system.width
        whole = float(solution[low : low + len(system.sources)].sum())
        used = [
            k
            for k in range(low, low + len(system.sources))
            if solution[k] > TOLERANCE * max(whole, TOLERANCE)
        ]
        if whole < TOLERANCE or not used:
            continue
        used = [*used, *range(low + len(system.sources), low + system.width)]
        rows = [*range(block * system.letters, (block + 1) * system.letters), system.first + place]
        columns = [
            {k: program.columns[one].get(row, Fraction(0)) for k, row in enumerate(rows)} for one in used
        ]
        guesses = [float(solution[one]) / whole for one in used]
        values = solved_near(columns, [program.right[row] for row in rows], guesses)
        if values is None:
            continue
        factor = Fraction(round(whole * GRAINS) + 1, GRAINS)
        totals[place] += factor
        shares.update({one: value * factor for one, value in zip(used, values, strict=True)})
    if not all(totals):
        return None
    for one in shares:
        shares[one] /= totals[system.blocks[one // system.width][0]]
    return _certificate(system, shares)


def _certificate(system: _System, shares: dict[int, Fraction]) -> Certificate:
    """The means that have these shares, by columns."""
    parts: list[dict[Powers, Fraction]] = [{} for _ in system.blocks]
    left = {source: system.form[source] for source in system.sources}
    for place, value in shares.items():
        block, number = divmod(place, system.width)
        if block < len(system.blocks) and number < len(system.sources) and value:
            source = system.sources[number]
            parts[block][source] = value * system.part(*system.blocks[block], source)
            left[source] -= parts[block][source]
    instances = (
        Instance(system.targets[place], point, own)
        for (place, point), own in zip(system.blocks, parts, strict=True)
    )
    return Certificate(tuple(one for one in instances if one.parts), left)
