"""The worlds of symmetry and linear networks: orbits and ranks counted by hand, trained products."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.worlds import linear_networks, symmetries

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS, st.sampled_from(symmetries.UNITS.sizes))
def test_exchanging_units_keeps_output_and_cost(seed: int, size: int) -> None:
    v = symmetries.run_units(np.random.default_rng(seed), 60, size).values
    assert np.array_equal(v["f_swap"], v["f"])
    assert np.array_equal(v["cost_swap"], v["cost"])
    positive = v["alpha"] > 0
    assert np.array_equal(v["f_scaled"][positive], v["f"][positive])
    no_decay = positive & (v["lam"] == 0)
    assert np.array_equal(v["cost_scaled"][no_decay], v["cost"][no_decay])


def test_what_must_not_be_equal_is_not() -> None:
    v = symmetries.run_units(np.random.default_rng(0), 400, 2).values
    assert np.any(v["f_rows"] != v["f"])
    assert np.any(v["f_scaled"] != v["f"])
    assert np.any(np.abs(v["f_tanh_scaled"] - v["f_tanh"]) > 0.1)


@pytest.mark.parametrize(("size", "count"), [(1, 1), (2, 4), (3, 36)])
def test_different_units_have_all_arrangements(size: int, count: int) -> None:
    v = symmetries.run_orbits(np.random.default_rng(1), 60, size).values
    assert np.all(v["orbit"] <= count)
    assert np.any(v["orbit"] == count)
    assert np.all(v["rank"][v["alive"] == 1] == 2 * size)


def test_a_dead_unit_has_no_direction() -> None:
    """All weights of the first unit are zero: one direction of two is lost."""
    assert symmetries._rank(np.zeros((1, 2)), np.zeros((1, 1)), np.ones((1, 1))) == 1
    assert symmetries._rank(np.ones((1, 2)), np.ones((1, 1)), np.ones((1, 1))) == 2


@pytest.mark.parametrize("size", [2, 4])
def test_trained_linear_networks_reach_the_least_loss(size: int) -> None:
    for run in (linear_networks.run_autoencoder, linear_networks.run_deep):
        assert np.all(np.abs(run(np.random.default_rng(0), 3, size).values["excess"]) < 1e-6)


def test_wide_networks_end_lower() -> None:
    pytest.importorskip("sklearn")
    v = linear_networks.run_widths(np.random.default_rng(0), 4, 1).values
    assert np.all(v["wide"] < v["narrow"])
