"""Which results carry no rounding error at all.

A number that is a multiple of a power of two (its grid) is a float without error as long as it is below 2^53 grids.
Sums keep the coarser grid, products multiply grids, and the magnitude bounds every partial result; so integers and
small dyadic letters stay exact through polynomials, and a tie or a zero of such an instance is decided.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from proofs_check.instances.values import Array, Mask, Value, per_instance
from proofs_check.statement.terms import Apply, Letter, Matrix, Number, Term

Grid = NDArray[np.float64]
MANTISSA = 2.0**53
COARSE = 2.0**20


class Evaluated(Protocol):
    """What the grids are read from."""

    def value(self, term: Term) -> Value: ...

    def letter_is_exact(self, name: str) -> Mask | None: ...

    @property
    def instances(self) -> int: ...


def exact_instances(evaluated: Evaluated, terms: tuple[Term, ...], mask: Mask) -> Mask:
    """Where all of `terms` have no rounding error, among the instances of the mask (B,) or (1,); False elsewhere."""
    inexact = [term for term in terms if not evaluated.value(term).exact]
    if not inexact:
        return mask
    chosen = np.flatnonzero(mask)
    found = np.zeros(len(mask), dtype=bool)
    grids = _Grids(evaluated, chosen)
    good = np.ones(len(chosen), dtype=bool)
    for term in inexact:
        good &= grids.of(term) > 0
        if not good.any():
            return found
    found[chosen] = good
    return found


def grid_of(values: Array) -> Grid:
    """The largest power of two of which all entries of an instance are multiples, (B,); 1 where all are zero."""
    parts = (values.real, values.imag) if np.iscomplexobj(values) else (values,)
    found: Grid = np.minimum.reduce([_real_grid(part) for part in parts])
    return found


def _real_grid(values: Array) -> Grid:
    """Most letters are multiples of 2^-20: that is quick to see. The others are taken apart."""
    scaled = values * COARSE
    coarse = per_instance((np.rint(scaled) == scaled) & (np.abs(scaled) < MANTISSA), np.all)
    if values.ndim == 3:
        digits = np.bitwise_or.reduce(
            np.where(coarse[:, None, None], scaled, 0.0).astype(np.int64), axis=(1, 2)
        )
    else:
        digits = np.where(coarse, scaled, 0.0).astype(np.int64)
    grid = np.where(digits == 0, 1.0, (digits & -digits) / COARSE)
    if not coarse.all():
        grid[~coarse] = _grid_of_any(values[~coarse])
    return grid


def _grid_of_any(values: Array) -> Grid:
    finite = np.where(np.isfinite(values), values, 0.0)
    mantissa, exponent = np.frexp(finite)
    digits = np.ldexp(mantissa, 53).astype(np.int64)
    lowest = (digits & -digits).astype(np.float64)
    grid = np.where(finite == 0, np.inf, np.ldexp(np.where(lowest > 0, lowest, 1.0), exponent - 53))
    least = per_instance(grid, np.min)
    least = np.where(np.isinf(least), 1.0, least)
    return np.where(per_instance(np.isfinite(values), np.all), least, 0.0)


def _is_power_of_two(value: Fraction) -> bool:
    top, bottom = abs(value.numerator), value.denominator
    return 0 < top < 2**60 and bottom < 2**60 and top & (top - 1) == 0 and bottom & (bottom - 1) == 0


class _Grids:
    """Grids (C,) of terms on chosen instances; 0 where a result may be rounded."""

    def __init__(self, evaluated: Evaluated, chosen: NDArray[np.int64]) -> None:
        self.evaluated = evaluated
        self.chosen = chosen
        self.known: dict[Term, Grid] = {}

    def of(self, term: Term) -> Grid:
        if term not in self.known:
            self.known[term] = self._find(term)
        return self.known[term]

    def _rows(self, array: Array) -> Array:
        return array if len(array) == 1 else array[self.chosen]

    def _every(self, grid: Grid) -> Grid:
        return np.broadcast_to(grid, self.chosen.shape)

    def _computed(self, term: Term) -> Grid:
        return self._every(grid_of(self._rows(self.evaluated.value(term).value)))

    def _fitting(self, term: Term, grid: Grid) -> Grid:
        top = per_instance(self._rows(self.evaluated.value(term).magnitude))
        return np.where(top <= MANTISSA * grid, grid, 0.0)

    def _find(self, term: Term) -> Grid:
        match term:
            case Number(value=value):
                return self._number(value)
            case Letter() if self.evaluated.value(term).exact:
                return self._computed(term)
            case Letter(name=name):
                exact = self.evaluated.letter_is_exact(name)
                if exact is None:
                    return np.zeros(self.chosen.shape)
                return np.where(self._rows(exact), self._computed(term), 0.0)
            case Matrix(rows=rows):
                found: Grid = np.minimum.reduce([self.of(entry) for row in rows for entry in row])
                return found
            case Apply(op=op, args=args):
                return self._apply(term, op, args)
            case _ if self.evaluated.value(term).exact:
                return self._computed(term)
            case _:
                return np.zeros(self.chosen.shape)

    def _number(self, value: Fraction) -> Grid:
        """An integer is a multiple of 1, which is coarse enough; a quotient that is no binary one is rounded."""
        bits = value.denominator
        exact = bits & (bits - 1) == 0 and bits < 2**60 and abs(value.numerator) < 2**53
        return np.full(self.chosen.shape, 1 / bits if exact else 0.0)

    def _apply(self, term: Apply, op: str, args: tuple[Term, ...]) -> Grid:
        if self.evaluated.value(term).exact and self.evaluated.value(term).value.ndim == 1:
            return self._computed(term)
        if op in ("neg", "transpose", "entry", "row", "column", "re", "im", "conj"):
            return self.of(args[0])
        if op in ("abs", "relu", "sign", "floor", "ceil", "min", "max") and not self._complex(args):
            exact = np.minimum.reduce([self.of(arg) for arg in args])
            return np.where(exact > 0, self._computed(term), 0.0)
        if op in ("add", "sub"):
            return self._fitting(term, np.minimum(self.of(args[0]), self.of(args[1])))
        if op in ("mul", "matmul", "dot"):
            left, right = self.of(args[0]), self.of(args[1])
            found = self._fitting(term, left * right)
            if op == "mul":
                found = np.where(self._is_zero(args[0]) | self._is_zero(args[1]), 1.0, found)
            return found
        if op == "pow":
            return self._power(term, args)
        if op in ("div", "sqrt") and not self._complex(args):
            return self._checked_back(term, op, args)
        return np.zeros(self.chosen.shape)

    def _complex(self, args: tuple[Term, ...]) -> bool:
        return any(np.iscomplexobj(self.evaluated.value(arg).value) for arg in args)

    def _is_zero(self, term: Term) -> Mask:
        zero = per_instance(self._rows(self.evaluated.value(term).value) == 0, np.all)
        return np.asarray(zero & (self.of(term) > 0))

    def _power(self, term: Apply, args: tuple[Term, ...]) -> Grid:
        exponent = self._rows(self.evaluated.value(args[1]).value)
        base, whole = self.of(args[0]), self.of(args[1]) > 0
        usable = whole & (exponent >= 0) & (exponent == np.rint(exponent)) & (base > 0)
        grid = np.where(
            usable,
            np.power(np.where(base > 0, np.minimum(base, 1.0), 1.0), np.where(usable, exponent, 0)),
            0.0,
        )
        return self._fitting(term, grid)

    def _checked_back(self, term: Apply, op: str, args: tuple[Term, ...]) -> Grid:
        """A quotient or root is exact where its product back is exact and gives the argument."""
        if op == "div" and isinstance(args[1], Number) and _is_power_of_two(args[1].value):
            return self.of(args[0]) / float(abs(args[1].value))
        found = self._rows(self.evaluated.value(term).value)
        whole = self._rows(self.evaluated.value(args[0]).value)
        if op == "div":
            other, known = self._rows(self.evaluated.value(args[1]).value), self.of(args[1])
            other = other[:, None, None] if found.ndim == 3 else other
        else:
            other, known = found, self._every(grid_of(found))
        grid = self._every(grid_of(found))
        back = found * other
        exact = per_instance((back == whole) & np.isfinite(found), np.all)
        fits = per_instance(np.abs(back)) <= MANTISSA * grid * known
        return np.where(exact & fits & (self.of(args[0]) > 0), grid, 0.0)
