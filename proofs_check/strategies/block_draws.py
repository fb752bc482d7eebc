"""What blocks are drawn of: symmetric, orthogonal, positive definite, non-normal and Jordan-near matrices, spectra, gradients.

All numbers are small integers (one byte is drawn for each) over a denominator of the instance: so every promise holds exactly, and
most of the float forms are exact too.
"""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from proofs_check.strategies.instances import Instances, Integers

LIMIT = 2**62


def small_integers(generator: Generator, count: int, *shape: int) -> Integers:
    """Integers from -9 to 9, shape (count, *shape): the first instance is 0, a quarter of the others has entries -1, 0, 1 only."""
    drawn = generator.integers(-9, 10, (count, *shape), dtype=np.int8).astype(np.int64)
    simple = generator.random(count) < 0.25
    drawn[simple] = np.sign(drawn[simple] // 4)
    drawn[:1] = 0
    return drawn


def rotations(generator: Generator, count: int, n: int) -> tuple[Integers, Integers]:
    """Orthogonal matrices as numerators (count, n, n) and denominators (count, 1, 1): products of two Householder reflections.

    The first one is the identity; a vector of zeros is no reflection, so that both signs of the determinant occur.
    """
    above: Integers = np.broadcast_to(np.eye(n, dtype=np.int64), (count, n, n))
    below: Integers = np.ones((count, 1, 1), dtype=np.int64)
    for share in (0.9, 0.6):
        vectors = generator.integers(-3, 4, (count, n), dtype=np.int8).astype(np.int64)
        vectors[generator.random(count) > share] = 0
        vectors[:1] = 0
        squares = (vectors**2).sum(1)[:, None, None]
        length = np.where(squares == 0, 1, squares)
        above = (length * np.eye(n, dtype=np.int64) - 2 * vectors[:, :, None] * vectors[:, None, :]) @ above
        below = below * length
    return above, below


def symmetric_block(generator: Generator, count: int, n: int) -> Instances:
    """Symmetric n x n matrices of integers from -9 to 9, a quarter of them times a power of two from 2^-60 to 2^60."""
    lower = np.tril(small_integers(generator, count, n, n))
    matrices = lower + np.tril(lower, -1).transpose(0, 2, 1)
    return Instances(matrices, _ones(count, 2), _powers(generator, count)[:, None, None])


def orthogonal_block(generator: Generator, count: int, n: int) -> Instances:
    """Orthogonal n x n matrices of both determinants."""
    above, below = rotations(generator, count, n)
    return Instances(above, below, np.zeros((count, 1, 1), dtype=np.int64))


def spectrum_block(generator: Generator, count: int, n: int) -> Instances:
    """n ascending integers from -9 to 9 with ties, a quarter of them times a power of two. Shape (count, n)."""
    values = np.sort(small_integers(generator, count, n), axis=1)
    return Instances(values, _ones(count, 1), _powers(generator, count)[:, None])


def positive_definite_block(generator: Generator, count: int, n: int, condition: int) -> Instances:
    """Positive definite n x n matrices with integer eigenvalues from 1 to `condition`, both of them among these.

    Raises ValueError for condition < 1, for n = 1 with another than 1, and where the numerators leave 64 bits.
    """
    if condition < 1 or (n == 1 and condition != 1):
        raise ValueError(f"n={n}, condition={condition}: a condition number is at least 1, and 1 for n = 1")
    values = generator.integers(1, condition, (count, n), endpoint=True)
    values[generator.random((count, n)) < 0.25] = 1  # ties
    values[:, 0], values[:, -1] = 1, condition
    return _turned(generator, np.sort(values, axis=1)[:, :, None] * np.eye(n, dtype=np.int64))


def non_normal_block(generator: Generator, count: int, n: int) -> Instances:
    """n x n matrices (n >= 2, else ValueError) with integer eigenvalues that do not commute with their transpose."""
    if n < 2:
        raise ValueError(f"n={n}: a matrix of one entry is normal; n is at least 2")
    triangular = np.triu(small_integers(generator, count, n, n))
    normal = ~np.triu(triangular, 1).any(axis=(1, 2))
    triangular[normal, 0, n - 1] = 1
    return _turned(generator, triangular)


def jordan_near_block(generator: Generator, count: int, n: int) -> Instances:
    """n x n matrices with the eigenvalues l, l + g, ..., l + (n-1)g and a chain of ones; g is 0 (the first, a quarter) or 2^-1 to 2^-20.

    l is an integer from -9 to 9.
    """
    powers = generator.integers(1, 21, count)
    units = np.left_shift(1, powers)  # everything in units of the gap
    gaps = (generator.random(count) >= 0.25).astype(np.int64)
    gaps[:1] = 0
    first = small_integers(generator, count) * units
    diagonal = first[:, None] + gaps[:, None] * np.arange(n)
    chain = units[:, None, None] * np.eye(n, k=1, dtype=np.int64)
    return _turned(generator, diagonal[:, :, None] * np.eye(n, dtype=np.int64) + chain, units)


def gradient_block(generator: Generator, count: int, steps: int, dimension: int) -> Instances:
    """Sequences of gradients, shape (count, steps, dimension): small integers times powers of two from 2^-60 to 2^60.

    A tenth of the steps is 0, a tenth each repeats the one before or its negative. The first sequence is 0.
    """
    values = small_integers(generator, count, steps, dimension)
    powers = np.stack([_powers(generator, count) for _ in range(steps)], axis=1)
    moves = generator.random((count, steps))
    for step in range(steps):
        values[moves[:, step] < 0.1, step] = 0
        for low, factor in ((0.1, 1), (0.2, -1)) if step else ():
            again = (moves[:, step] >= low) & (moves[:, step] < low + 0.1)
            values[again, step] = factor * values[again, step - 1]
            powers[again, step] = powers[again, step - 1]
    return Instances(values, _ones(count, 2), powers[:, :, None])


def _turned(generator: Generator, triangular: Integers, units: Integers | None = None) -> Instances:
    """Q @ triangular @ Q.T / units for random orthogonal Q, with the eigenvalues on the diagonal of `triangular`."""
    count, n, _ = triangular.shape
    above, below = rotations(generator, count, n)
    divisor = np.ones(count, dtype=np.int64) if units is None else units
    # No entry of an orthogonal matrix exceeds 1, so that n*n entries of the factor bound the sums.
    bound = int(below.max()) ** 2 * max(int(abs(triangular).max()) * n * n, int(divisor.max()))
    if bound >= LIMIT:
        raise ValueError(f"numbers up to {bound} do not fit 64 bits: take a smaller n or condition number")
    zero = np.zeros((count, 1, 1), dtype=np.int64)
    eigenvalues = Instances(triangular.diagonal(axis1=1, axis2=2), divisor[:, None], zero[:, :, 0])
    matrices = above @ triangular @ above.transpose(0, 2, 1)
    return Instances(matrices, below**2 * divisor[:, None, None], zero, eigenvalues)


def _powers(generator: Generator, count: int) -> Integers:
    """Exponents of two: 0 for three quarters of the instances."""
    powers = generator.integers(-60, 61, count)
    return np.where(generator.random(count) < 0.75, 0, powers)


def _ones(count: int, axes: int) -> Integers:
    return np.ones((count, *(1,) * axes), dtype=np.int64)
