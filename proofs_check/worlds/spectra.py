"""Matrices built from chosen eigenvectors and eigenvalues, exact in float64.

V = P (I + N) with P = I - 2 v v.T/(v.v), v of zeros and signs with v.v a power of two, and N with a single
nonzero block above the diagonal, so that N N = 0. Then inv(V) = (I - N) P holds exactly: small dyadic
numbers, no solver.
"""

from dataclasses import dataclass

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array, empty, matvec
from proofs_check.worlds.rounding import Tracked, exact

MODULI = (0.0, 0.25, 0.5, 0.75, 1.0, 1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True)
class Basis:
    """Eigenvectors V (columns) and the inverse, (B, n, n), both exact."""

    V: Tracked
    inverse: Tracked


def basis(rng: np.random.Generator, instances: int, n: int) -> Basis:
    """Random well-conditioned V with exact inverse; a quarter is a signed coordinate basis, a quarter
    orthogonal.
    """
    shear = _shear(rng, instances, n)
    v = _reflector(rng, instances, n)
    scale = 2.0 / max(float((v * v).sum(axis=1).max(initial=1.0)), 1.0)
    identity = _identity(instances, n)
    # P (I + N) = I + N - scale v (v + v.N), and (I - N) P = I - N - scale (v - N v) v.T
    left = v + matvec(shear.swapaxes(1, 2), v)
    right = v - matvec(shear, v)
    V = identity + shear - scale * v[:, :, None] * left[:, None, :]
    inverse = identity - shear - scale * right[:, :, None] * v[:, None, :]
    grid = min(scale, 1.0)
    return Basis(exact(V, grid), exact(inverse, grid))


def _identity(instances: int, n: int) -> Array:
    out = empty(instances, (n, n))
    out[...] = np.identity(n)
    return out


def _shear(rng: np.random.Generator, instances: int, n: int) -> Array:
    """N: a block in the upper right corner, about two nonzero entries a row, none for half the instances."""
    half = n // 2
    out = empty(instances, (n, n))
    out[...] = 0.0
    if half:
        block = draw.integers(rng, instances, (half, n - half), -2, 2)
        if n > 4:
            block *= rng.integers(0, n // 4, block.shape, dtype=np.int8) == 0
        block *= draw.chance(rng, instances, 0.5)[:, None, None]
        out[:, :half, half:] = block
    return out


def _reflector(rng: np.random.Generator, instances: int, n: int) -> Array:
    """v: signs in as many coordinates as a power of two allows, zeros elsewhere; 0 for half the instances."""
    length = 2 ** (n.bit_length() - 1)
    out = empty(instances, (n,))
    out[...] = 0.0
    out[:, :length] = 1 - 2 * draw.integers(rng, instances, (length,), 0, 1)
    out *= draw.chance(rng, instances, 0.5)[:, None]
    return out


def eigenvalues(rng: np.random.Generator, kinds: draw.Kinds, n: int) -> Tracked:
    """(B, n) real eigenvalues: moduli 0, below, at and above 1; edges have a single repeated one; real kinds
    uniform.
    """
    instances = len(kinds.real)
    value = empty(instances, (n,))
    value[...] = np.asarray(MODULI)[rng.integers(0, len(MODULI), (instances, n), dtype=np.uint8)]
    value *= 1 - 2 * draw.integers(rng, instances, (n,), 0, 1)
    value[kinds.edge] = value[kinds.edge][:, :1]
    count = int(kinds.real.sum())
    value[kinds.real] = rng.uniform(-1.6, 1.6, (count, n))
    return exact(value, np.where(kinds.real, 0.0, 0.25))


def diagonal(values: Tracked) -> Tracked:
    """(B, n) -> the diagonal matrices (B, n, n)."""
    instances, n = values.value.shape
    out = empty(instances, (n, n))
    out[...] = 0.0
    out[:, np.arange(n), np.arange(n)] = values.value
    return exact(out, values.grid)


def compose(vectors: Basis, values: Tracked) -> Tracked:
    """W = V diag(values) inv(V), with the rounding of the two products."""
    columns = vectors.V * values.map(lambda array: array[:, None, :])
    return columns @ vectors.inverse
