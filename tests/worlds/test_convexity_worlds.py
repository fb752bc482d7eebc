"""The worlds of convexity, critical points and gradients: they reproduce cases known by hand and contradict broken formulas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.worlds import convex_functions, critical_points, gradient_signals
from proofs_check.worlds.world import World

SEEDS = st.integers(0, 2**32 - 1)
EVERY = (*critical_points.WORLDS, *convex_functions.WORLDS, *gradient_signals.WORLDS)


@pytest.mark.parametrize("world", EVERY, ids=lambda world: world.name)
def test_a_world_returns_its_letters_and_the_same_for_the_same_seed(world: World) -> None:
    for size in world.sizes:
        one, two = (world.run(np.random.default_rng(7), 50, size) for _ in range(2))
        assert tuple(sorted(one.values)) == tuple(sorted(world.letters))
        assert all(len(value) == 50 for value in one.values.values())
        assert all(np.array_equal(one.values[name], two.values[name]) for name in one.values)


@given(SEEDS)
def test_the_lowest_power_decides_on_the_line(seed: int) -> None:
    """a h^2 wins where a is not 0; a cube alone is neither; a fourth power has the sign of c."""
    found = critical_points.run_line(np.random.default_rng(seed), 200, 1).values
    a, b, c = found["a"], found["b"], found["c"]
    lowest = (a > 0) | ((a == 0) & (b == 0) & (c >= 0))
    assert np.array_equal(found["lowest"] == 1, lowest)
    assert np.array_equal(found["flat"] == 1, (a == 0) & (b == 0) & (c == 0))


@given(SEEDS)
def test_the_plane_agrees_with_the_eigenvalues_of_its_hessian(seed: int) -> None:
    found = critical_points.run_plane(np.random.default_rng(seed), 200, 1).values
    definite = (found["a"] > 0) & (found["a"] * found["b"] > found["c"] ** 2)
    assert np.all(found["lowest"][definite] == 1)
    falls = (found["a"] < 0) | (found["b"] < 0)
    assert not found["lowest"][falls].any()
    assert np.all(found["lowest_on_axes"] >= found["lowest"])


@given(SEEDS)
def test_walks_on_convex_functions_end_at_the_same_value(seed: int) -> None:
    found = convex_functions.run_walks(np.random.default_rng(seed), 200, 1).values
    assert np.array_equal(found["F"], found["F_right"])
    assert np.all(found["P"] <= (1 - found["t"]) * found["F"] + found["t"] * found["G"])


def test_a_walk_stops_at_the_bottom_and_not_before() -> None:
    """|x - 3| from -8: with one step too few the walk would not arrive."""
    low, high = np.full(1, -8.0), np.full(1, 8.0)
    end = convex_functions._walk(lambda x: np.abs(x - 3), low, low, high)
    assert end[0] == 3


def test_doubling_separating_weights_lowers_the_loss_and_its_bound_is_not_empty() -> None:
    found = convex_functions.run_separable(np.random.default_rng(1), 500, 2)
    separated = found.values["separated"] == 1
    assert separated.mean() > 0.9
    assert np.all(found.values["L_twice"][separated] < found.values["L"][separated])
    assert np.all(found.errors["L"] > 0)


@given(SEEDS, st.sampled_from([1, 2, 8]))
def test_the_gradient_by_differences_is_that_of_the_bowl(seed: int, size: int) -> None:
    """|g| is at least the smallest and at most the largest curvature times the distance."""
    found = gradient_signals.run_bowls(np.random.default_rng(seed), 100, size).values
    assert np.all(found["g2"] <= found["L"] ** 2 * found["d2"])
    assert np.any(found["g2"] > found["L"] * found["d2"])


def test_one_unit_ends_in_the_bad_minimum() -> None:
    found = gradient_signals.run_single_unit(np.random.default_rng(2), 300, 1).values
    assert np.all(found["w_end"] == 1)
    assert np.array_equal(found["L_end"], found["M"] ** 2 * found["L_other"])
    assert np.all(found["L_tried"] >= found["L_other"])


@given(SEEDS, st.sampled_from([1, 3]))
def test_a_unit_that_is_off_moves_nothing(seed: int, size: int) -> None:
    found = gradient_signals.run_switched_off(np.random.default_rng(seed), 100, size).values
    assert not found["g"].any()
    assert np.array_equal(found["x_after"], found["x"])
