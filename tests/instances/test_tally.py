"""What rounding left open is judged again in blocks of one form: chunks of runs differ in the length of the longest."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.instances.letters import Letters
from proofs_check.instances.tally import Open, together


def left_open(count: int, length: int, first: int) -> Open:
    """`count` instances of a run of `length` steps, numbered from `first` on."""
    numbers = np.arange(first, first + count, dtype=float)
    runs = np.repeat(numbers[:, None], length, axis=1)
    return Open(Letters({"x": numbers}, {}, {"s": runs}), {-1: numbers % 2 == 0})


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 3)), min_size=1, max_size=8))
def test_every_instance_is_in_one_block_with_its_run_and_its_mask(chunks: list[tuple[int, int]]) -> None:
    parts, first = [], 0
    for count, length in chunks:
        parts.append(left_open(count, length, first))
        first += count
    blocks = together(parts)
    assert len(blocks) == len({length for _, length in chunks})
    seen = [value for block in blocks for value in block.letters.values["x"]]
    assert sorted(seen) == list(range(first))
    for block in blocks:
        numbers = block.letters.values["x"]
        assert (block.letters.trajectories["s"][:, 0] == numbers).all()
        assert (block.masks[-1] == (numbers % 2 == 0)).all()
