"""Laws of the rates per direction: the rate of one parabola, the slope along a scaled step, and signs that noise turns."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.worlds import direction_rates
from proofs_check.worlds.world import Measured

SEEDS = st.integers(0, 2**32 - 1)
COUNT = 40


def agrees(found: Measured, letter: str, value: Any) -> bool:
    """Within its bound and a few roundings of the reference."""
    gap = np.abs(found.values[letter] - value)
    room = found.errors.get(letter, np.zeros(len(gap)))
    return bool((gap <= room + 1e-11 * (np.abs(value) + 1e-3)).all())


@given(SEEDS)
@settings(max_examples=12, deadline=None)
def test_rates_of_directions_at_one_distance(seed: int) -> None:
    found = direction_rates.run_same(np.random.default_rng(seed), COUNT, 1)
    v = found.values
    assert np.array_equal(v["x1"], v["x2"])
    assert agrees(found, "best1", 1 / v["h1"]) and agrees(found, "best2", 1 / v["h2"])


@given(SEEDS, st.sampled_from([1, 2, 3, 8]))
@settings(max_examples=12, deadline=None)
def test_positive_definite_rates_go_downhill(seed: int, n: int) -> None:
    found = direction_rates.run_scaled(np.random.default_rng(seed), COUNT, n)
    v = found.values
    assert agrees(found, "slope", -np.einsum("bi,bij,bj->b", v["g"], v["D"], v["g"]))
    assert (v["slope"] < 0)[v["g"].any(axis=1)].all()


@given(SEEDS, st.sampled_from([1, 4, 16]))
@settings(max_examples=6, deadline=None)
def test_noisy_signs_differ_with_the_variance_of_a_coin(seed: int, n: int) -> None:
    v = direction_rates.run_noisy(np.random.default_rng(seed), 200, n).values
    assert (np.abs(v["changes"] - 2 * v["p"] * (1 - v["p"])) <= v["room"]).all()
    assert ((v["p"] > 0.5) & (v["p"] < 1)).all() and np.array_equal(v["p"], v["q"])
    assert (np.abs(v["changes"] - v["p"] * (1 - v["p"])) > v["room"]).any()
