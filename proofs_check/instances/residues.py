"""Arithmetic modulo a prime below 2^22 on batches, in float64 without any rounding.

Residues are kept balanced, |v| <= p/2, or as larger integers with a known bound; they are reduced only where the next
operation could pass 2^53. So a product of matrices is one float64 `matmul`, exact for inner sizes up to 2^11.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from proofs_check.instances.values import EINSUM_LIMIT, NotNumeric, matrix_form, product, scalar_if_one

Floats = NDArray[np.float64]
LIMIT = 2.0**53
DRAWN_BITS = 21


@dataclass(frozen=True, slots=True)
class Residue:
    """Integers as floats, (B,) or (B, m, n), of absolute value at most `bound`; first axis 1 where all share them."""

    value: Floats
    bound: float


@dataclass(frozen=True)
class Field:
    """The integers modulo p, p a prime with 2^21 < p < 2^22 and p = 1 mod 4 (so that -1 has a root)."""

    p: int

    def reduced(self, x: Residue) -> Residue:
        """The same residues, at most p/2 + 1 in size."""
        if x.bound <= self.p / 2 + 1:
            return x
        return Residue(x.value - self.p * np.rint(x.value * (1 / self.p)), self.p / 2 + 1)

    def number(self, value: Fraction) -> Residue:
        """A rational number. Raises NotNumeric where p divides its denominator."""
        if value.denominator % self.p == 0:
            raise NotNumeric(f"a denominator that {self.p} divides")
        found = value.numerator * pow(value.denominator, -1, self.p) % self.p
        return self.reduced(Residue(np.array([float(found)]), float(self.p)))

    def root_of_minus_one(self) -> Residue:
        """A number whose square is -1."""
        base = 2
        while pow(base, (self.p - 1) // 2, self.p) == 1:
            base += 1
        return self.number(Fraction(pow(base, (self.p - 1) // 4, self.p)))

    def add(self, x: Residue, y: Residue, sign: int = 1) -> Residue:
        """x + y or x - y; shapes as the sorts demand."""
        if x.bound + y.bound > LIMIT:
            x, y = self.reduced(x), self.reduced(y)
        if x.value.shape[1:] != y.value.shape[1:]:
            raise NotNumeric("sizes do not fit")
        return Residue(x.value + y.value if sign > 0 else x.value - y.value, x.bound + y.bound)

    def _factors(self, x: Residue, y: Residue, terms: int) -> tuple[Residue, Residue]:
        if x.bound * y.bound * terms > LIMIT:
            x, y = (self.reduced(x), y) if x.bound >= y.bound else (x, self.reduced(y))
        if x.bound * y.bound * terms > LIMIT:
            x, y = self.reduced(x), self.reduced(y)
        return x, y

    def multiply(self, x: Residue, y: Residue) -> Residue:
        """The product with a scalar."""
        x, y = self._factors(x, y, 1)
        a, b = x.value, y.value
        if a.ndim != b.ndim:
            a, b = matrix_form(a), matrix_form(b)
        return Residue(a * b, x.bound * y.bound)

    def matmul(self, x: Residue, y: Residue) -> Residue:
        """x @ y. Raises NotNumeric where the sizes do not fit."""
        if x.value.ndim == 1 or y.value.ndim == 1:
            return self.multiply(x, y)
        inner = x.value.shape[2]
        if inner != y.value.shape[1] or inner > 2**11:
            raise NotNumeric("sizes do not fit")
        x, y = self._factors(x, y, inner)
        return Residue(scalar_if_one(product(x.value, y.value)), x.bound * y.bound * inner)

    def power(self, x: Residue, times: int) -> Residue:
        """x to a whole power of at least 0, by squaring."""
        is_scalar = x.value.ndim == 1
        found: Residue | None = None
        while times:
            if times & 1:
                found = x if found is None else (self.multiply if is_scalar else self.matmul)(found, x)
            times >>= 1
            if times:
                x = (self.multiply if is_scalar else self.matmul)(x, x)
        one = np.ones(1) if is_scalar else np.identity(x.value.shape[1])[None]
        return Residue(one, 1.0) if found is None else found

    def inverse(self, x: Residue) -> Residue:
        """1/x for scalars; 0 where x is 0 (Fermat)."""
        return self.reduced(self.power(self.reduced(x), self.p - 2))

    def is_zero(self, x: Residue) -> NDArray[np.bool_]:
        """Whether all entries are 0 modulo p, (B,)."""
        zero = self.reduced(x).value == 0
        return zero if zero.ndim == 1 else np.asarray(zero.all(axis=(1, 2)))

    def inverse_matrix(self, x: Residue) -> tuple[Residue, NDArray[np.bool_]]:
        """The inverses by elimination without exchange of rows, and where no pivot was 0."""
        a = self.reduced(x).value
        count, n = a.shape[:2]
        work = np.concatenate([a, np.broadcast_to(np.identity(n), a.shape)], axis=2)
        regular = np.ones(count, dtype=bool)
        for k in range(n):
            pivot = Residue(work[:, k, k], self.p / 2 + 1)
            regular &= pivot.value != 0
            row = self.multiply(Residue(work[:, k : k + 1, :], pivot.bound), self.inverse(pivot))
            row = self.reduced(row)
            below = self._outer(work[:, :, k : k + 1], row)
            work = self.reduced(Residue(work - below.value, below.bound + pivot.bound)).value
            work[:, k : k + 1, :] = row.value
        return Residue(work[:, :, n:], self.p / 2 + 1), regular

    def _outer(self, column: Floats, row: Residue) -> Residue:
        return Residue(column * row.value, (self.p / 2 + 1) * row.bound)

    def draw(self, rng: np.random.Generator, instances: int, rows: int, columns: int) -> Residue:
        """Uniform over 2^21 residues, (instances, rows, columns)."""
        count = instances * rows * columns
        words = rng.bit_generator.random_raw((count + 2) // 3)
        parts = np.empty((3, len(words)))
        mask = np.uint64(2**DRAWN_BITS - 1)
        for place in range(3):
            parts[place] = (words >> np.uint64(DRAWN_BITS * place)) & mask
        parts -= 2.0 ** (DRAWN_BITS - 1)
        flat = parts.reshape(-1)[:count]
        bound = 2.0 ** (DRAWN_BITS - 1)
        if max(rows, columns) > EINSUM_LIMIT:
            return Residue(flat.reshape(instances, rows, columns), bound)
        return Residue(flat.reshape(rows, columns, instances).transpose(2, 0, 1), bound)


def random_field(rng: np.random.Generator) -> Field:
    """A random prime of that size: no claim can be written so that its coefficients vanish modulo it."""
    while True:
        candidate = int(rng.integers(2**21 // 4 + 1, 2**22 // 4)) * 4 + 1
        if all(candidate % factor for factor in range(3, 2048, 2)):
            return Field(candidate)
