"""Blocks: one example that stands for about 1000 instances, drawn by NumPy from a seed.

An array strategy spends most of its time on choosing entries one by one. Where a test wants many instances rather than edge
cases, let the example be a seed and a shape:

    @given(blocks(positive_definite_block, 3, 100))
    def test_all_steps_descend(block):
        hessians = block.instances.floats()      # (1000, 3, 3)

The first instances of each block are the simple ones (zeros, the identity). A failing example prints as the block that draws it, and
`block.instances.exact(k)` is its k-th instance in fractions. Blocks of up to 1000 instances of 8 x 8 fit the cache of a core.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

from proofs_check.strategies.forms import Array, exact_array
from proofs_check.strategies.numbers import Choice, chosen

Integers: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Instances:
    """Rational arrays with the instances on the first axis: numerators / denominators * 2**exponents.

    numerators: shape (count, ...). denominators (positive) and exponents: shapes that broadcast to it. eigenvalues: those
    that were chosen, shape (count, n), where they were.
    """

    numerators: Integers
    denominators: Integers
    exponents: Integers
    eigenvalues: Instances | None = None

    def __len__(self) -> int:
        return len(self.numerators)

    def floats(self) -> NDArray[np.float64]:
        """All instances in float64, within 2 units in the last place; exact where the denominators are 1."""
        found: NDArray[np.float64] = np.ldexp(self.numerators / self.denominators, self.exponents)
        return found

    def exact(self, number: int) -> Array:
        """One instance, of Fractions."""
        parts = (self.numerators, self.denominators, self.exponents)
        above, below, power = (np.broadcast_to(part, self.numerators.shape)[number] for part in parts)
        found = np.empty(above.shape, dtype=object)
        for place in np.ndindex(above.shape):
            found[place] = Fraction(int(above[place]), int(below[place])) * Fraction(2) ** int(power[place])
        return exact_array(found)


Draws: TypeAlias = Callable[..., Instances]
"""(generator, count, *shape) -> instances: the functions `*_block` of this package, or your own."""


@dataclass(frozen=True)
class Block:
    """`count` instances of a shape, the same for the same seed (and version of NumPy)."""

    draw: Draws
    shape: tuple[int, ...]
    seed: int = 0
    count: int = 1000

    @cached_property
    def instances(self) -> Instances:
        """What the seed draws; drawn once."""
        return self.draw(np.random.default_rng(self.seed), self.count, *self.shape)

    def __repr__(self) -> str:
        return f"Block({getattr(self.draw, '__name__', self.draw)}, {self.shape}, seed={self.seed}, count={self.count})"


def blocks(draw: Draws, *shape: Choice[int], count: int = 1000) -> SearchStrategy[Block]:
    """Blocks of `count` instances; the shape is what `draw` takes, each part a value or a strategy. Shrinks to seed 0."""
    return st.builds(
        lambda sizes, seed: Block(draw, sizes, seed, count),
        st.tuples(*(chosen(size) for size in shape)),
        st.integers(0, 2**32 - 1),
    )
