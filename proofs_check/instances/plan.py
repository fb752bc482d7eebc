"""How an experiment is cut into blocks.

A block is drawn and judged in chunks that fit the cache: no array of a chunk exceeds 0.6 MB. Each block has a random
stream of its own, fixed by the seed and its number, so that the outcome does not depend on who runs which block. The
first block of every size is a pilot: all mutants are judged on it, and only those that survive the pilots on the blocks
after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

MAX_BYTES = 600_000
MAX_CHUNK = 16_384  # of scalars: all arrays of a statement together should stay in the cache
MAX_CHUNKS = 64  # of a block
PILOT = 1_024
WORK = 64  # entries from which a size gets fewer instances, in proportion


@dataclass(frozen=True)
class Block:
    """Instances of one dimension n, at most `chunk` of them at once; `number` counts the blocks of an experiment."""

    number: int
    n: int
    instances: int
    chunk: int
    seed: int
    pilot: bool

    def chunks(self) -> tuple[int, ...]:
        """The numbers of instances that are drawn together."""
        full, rest = divmod(self.instances, self.chunk)
        return (self.chunk,) * full + ((rest,) if rest else ())

    def generator(self) -> np.random.Generator:
        """The block's own stream."""
        sequence = np.random.SeedSequence(self.seed, spawn_key=(self.number,))
        return np.random.Generator(np.random.SFC64(sequence))


def chunk_size(entries: int) -> int:
    """How many instances with at most `entries` entries an array fit the cache together."""
    return max(1, min(MAX_CHUNK, MAX_BYTES // (8 * entries)))


def plan_blocks(
    sizes: tuple[int, ...], instances: int, seed: int, entries: Callable[[int], int]
) -> tuple[Block, ...]:
    """Blocks with `instances` instances in all, pilots first, then cycling through the sizes.

    entries: n -> how many entries the largest array of an instance has. Every size gets the same share of the instances,
    dimensions with more than 64 entries less in proportion. Raises ValueError when there is no size.
    """
    if not sizes:
        raise ValueError("an experiment needs at least one size")
    left = dict(zip(sizes, _shares(sizes, instances, entries), strict=True))
    blocks: list[Block] = []
    for pilot in (True, False):
        while any(left.values()):
            for n in sizes:
                chunk = chunk_size(entries(n))
                count = min(left[n], PILOT if pilot else max(chunk, min(MAX_CHUNK, MAX_CHUNKS * chunk)))
                if count:
                    blocks.append(Block(len(blocks), n, count, chunk, seed, pilot))
                    left[n] -= count
            if pilot:
                break
    return tuple(blocks)


def _shares(sizes: tuple[int, ...], instances: int, entries: Callable[[int], int]) -> list[int]:
    weights = [1 / max(1.0, entries(n) / WORK) for n in sizes]
    shares = [int(instances * weight / sum(weights)) for weight in weights]
    shares[0] += instances - sum(shares)
    return shares
