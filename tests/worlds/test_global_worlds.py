"""The worlds of global structure: asymptotes, likelihoods without a bound, training runs on real data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.worlds import asymptotes, training_runs
from proofs_check.worlds.world import World

SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("world", asymptotes.WORLDS, ids=lambda world: world.name)
def test_a_world_returns_its_letters_and_the_same_for_the_same_seed(world: World) -> None:
    for size in world.sizes:
        one, two = (world.run(np.random.default_rng(3), 30, size) for _ in range(2))
        assert sorted(one.values) == sorted(world.letters)
        assert all(np.array_equal(one.values[name], two.values[name]) for name in one.values)


@given(SEEDS)
def test_from_the_wrong_side_of_the_hill_there_is_no_way_back(seed: int) -> None:
    found = asymptotes.run_hill(np.random.default_rng(seed), 50, 1).values
    assert np.all(found["falls"] == 1)
    assert np.all(found["x"] < found["x0"])
    assert np.all(found["J"] > 0)


@given(SEEDS)
def test_cubes_grow_by_at_least_three_steps_on_a_reciprocal(seed: int) -> None:
    found = asymptotes.run_reciprocal(np.random.default_rng(seed), 50, 1).values
    least = found["r0"] ** 3 + 3 * found["eps"] * found["t"]
    assert np.all(found["r"] ** 3 >= least * (1 - 1e-12))
    assert not np.all(found["r"] ** 3 >= least * 1.5)


@given(SEEDS, st.sampled_from([1, 9]))
def test_ties_keep_the_softmax_loss_up_and_gaps_bring_it_down(seed: int, size: int) -> None:
    found = asymptotes.run_softmax(np.random.default_rng(seed), 200, size).values
    tied = found["gap"] == 0
    assert np.all(found["nll"][tied] >= np.log(2) - 1e-12)
    bound = np.log1p((found["K"] - 1) * np.exp(-found["c"] * found["gap"]))
    assert np.all(found["nll"] <= bound + 1e-12)


@given(SEEDS, st.sampled_from([1, 8]))
def test_the_gaussian_loss_falls_for_ever_with_an_exact_fit_only(seed: int, size: int) -> None:
    found = asymptotes.run_gaussian(np.random.default_rng(seed), 200, size).values
    exact = found["RSS"] == 0
    assert np.all(found["nll_high"][exact] < found["nll_low"][exact])
    steep = found["beta"] * found["RSS"] > 2 * size
    assert np.all(found["nll_high"][steep] > found["nll_low"][steep])


def test_the_gradient_of_the_network_is_that_of_its_loss() -> None:
    """Against a difference quotient of the loss, written down again here."""
    pytest.importorskip("sklearn")
    inputs, labels = training_runs.load_tumours()
    weights = training_runs.start(np.random.default_rng(0), 1)

    def loss(z: np.ndarray) -> float:
        f, h = training_runs.FEATURES, training_runs.WIDTH
        hidden = np.tanh(inputs @ z[: f * h].reshape(f, h) + z[f * h : f * h + h])
        return float(np.logaddexp(0, -labels * (hidden @ z[f * h + h : -1] + z[-1])).mean())

    found = training_runs.gradient(weights, inputs[None], labels[None])[0]
    for place in range(training_runs.WEIGHTS):
        step = 1e-6 * np.eye(training_runs.WEIGHTS)[place]
        slope = (loss(weights[0] + step) - loss(weights[0] - step)) / 2e-6
        assert found[place] == pytest.approx(slope, abs=1e-7)
    curvature = training_runs.hessian(weights, inputs[None], labels[None])[0]
    assert np.allclose(curvature, curvature.T)


def test_training_lowers_the_gradient_and_interpolation_fits() -> None:
    pytest.importorskip("sklearn")
    ends = training_runs.run_training(np.random.default_rng(1), 8, 1).values
    assert np.all(ends["path"] >= ends["way"])
    assert np.median(ends["g_end"]) < np.median(ends["g_start"])
    fits = training_runs.run_interpolation(np.random.default_rng(1), 8, 1).values
    assert np.median(fits["train"]) < 1e-12
