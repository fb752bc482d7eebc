"""The worlds of saddles: closed forms known by hand, escapes, wells and dead networks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.worlds import saddles
from proofs_check.worlds.world import World

SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("world", saddles.WORLDS, ids=lambda world: world.name)
def test_a_world_returns_its_letters_and_the_same_for_the_same_seed(world: World) -> None:
    for size in world.sizes:
        one, two = (world.run(np.random.default_rng(3), 30, size) for _ in range(2))
        assert sorted(one.values) == sorted(world.letters)
        assert all(np.array_equal(one.values[name], two.values[name]) for name in one.values)


@given(SEEDS)
def test_descent_multiplies_each_coordinate(seed: int) -> None:
    found = saddles.run_descent(np.random.default_rng(seed), 100, 1)
    v = found.values
    x = (1 - v["eps"] * v["h"]) ** v["t"] * v["x0"]
    assert np.all(np.abs(v["x"] - x) <= found.errors["x"] + 1e-15)
    assert np.all((v["alternates"] == 1) == (v["eps"] * v["h"] > 1))


@given(SEEDS)
def test_the_second_moment_is_the_geometric_series(seed: int) -> None:
    """All sequences of signs are run, so that the mean is the expectation; a noise twice as large would be seen."""
    found = saddles.run_noise(np.random.default_rng(seed), 50, 1)
    v = found.values
    growth = (1 + v["eps"] * v["l"]) ** 2
    series = v["eps"] ** 2 * v["s"] ** 2 * (growth ** v["t"] - 1) / (growth - 1)
    assert np.all(np.abs(v["S"] - series) <= found.errors["S"])
    assert np.all(np.abs(v["S"] - 4 * series) > found.errors["S"])
    assert np.all(v["furthest"] <= 2)


@given(SEEDS)
def test_leaving_takes_longer_from_nearer_and_from_flatter(seed: int) -> None:
    v = saddles.run_exits(np.random.default_rng(seed), 100, 1).values
    assert np.all(v["steps_strict"] >= np.log(1 / v["d0"]) / np.log1p(v["eps"] * v["l"]) - 1e-9)
    assert np.all(v["steps_flat"] >= (1 / v["d0"] ** 2 - 1) / (8 * v["eps"]) - 1e-9)


@given(SEEDS, st.sampled_from(saddles.DEAD_NETWORK.sizes))
def test_nothing_near_a_dead_network_changes_its_loss(seed: int, size: int) -> None:
    v = saddles.run_dead_network(np.random.default_rng(seed), 50, size).values
    assert np.array_equal(v["L"], v["L_near"])
    assert np.all(v["L"] > 0)
