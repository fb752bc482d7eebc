"""The worlds of minibatches: hand-computable populations, laws that hold, and formulas that are wrong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.worlds import (
    minibatch_joint,
    minibatch_passes,
    minibatch_samples,
    sgd_passes,
    sgd_races,
    sgd_regression,
    sgd_training,
)
from proofs_check.worlds.minibatch_samples import average, batch_sums, direction, moments, subsets, tuples
from proofs_check.worlds.rounding import exact

SEEDS = st.integers(0, 2**32)
MODULES = (minibatch_samples, minibatch_joint, minibatch_passes, sgd_passes, sgd_races)


def test_moments_of_a_population_by_hand() -> None:
    x = exact(np.array([[0.0, 1.0, 5.0]]), 1.0)
    mean, square = moments(x, tuples(3, 2))
    assert mean.value[0] == 2 and square.value[0] == pytest.approx(
        (0 + 0.25 * 2 + 6.25 * 2 + 1 + 9 * 2 + 25) / 9
    )
    mean, square = moments(x, subsets(3, 2))
    assert mean.value[0] == 2 and square.value[0] == pytest.approx((0.25 + 6.25 + 9) / 3)
    mean, square = moments(x, subsets(3, 3))
    assert mean.value[0] == 2 and square.value[0] == 4


def test_a_larger_batch_can_point_the_wrong_way_more_often() -> None:
    x = exact(np.array([[1.0, 1.0, 1.0, -2.0]]), 1.0)
    assert direction(x, tuples(4, 1)).value[0] == 3 / 4
    assert direction(x, tuples(4, 2)).value[0] == 9 / 16


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS, n=st.sampled_from(minibatch_samples.SIZES))
def test_batches_have_the_mean_and_the_variance_of_sampling_theory(seed: int, n: int) -> None:
    run = minibatch_samples.run_batches(np.random.default_rng(seed), 200, n)
    v, e = run.values, run.errors
    mean, variance = v["x"].mean(axis=1), v["x"].var(axis=1)
    size = 1e-12 * (1 + np.abs(v["x"]).max(axis=1) ** 2)
    for name in ("mean_with", "mean_without"):
        assert (np.abs(v[name] - mean) <= e[name] + size).all()
    assert (np.abs(v["square_with"] - mean**2 - variance / v["m"]) <= e["square_with"] + size).all()
    left = variance / v["m"] * (n - v["m"]) / (n - 1)
    assert (np.abs(v["square_without"] - mean**2 - left) <= e["square_without"] + size).all()
    wrong = np.abs(v["square_with"] - mean**2 - variance / v["m"] ** 2) > 10 * (e["square_with"] + size)
    assert wrong[(v["m"] > 1) & (v["spread"] > 0.4)].all()


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS, n=st.sampled_from(minibatch_samples.SIZES))
def test_blocks_of_a_shuffle_are_negatively_correlated(seed: int, n: int) -> None:
    v = minibatch_samples.run_blocks(np.random.default_rng(seed), 200, n).values
    covariance = v["product"] - v["mean_first"] * v["mean_second"]
    size = 1e-12 * (1 + np.abs(v["x"]).max(axis=1) ** 2)
    assert (np.abs(covariance + v["x"].var(axis=1) / (n - 1)) <= size).all()


@settings(max_examples=10, deadline=None)
@given(seed=SEEDS, n=st.integers(1, 4))
def test_dependent_groups_are_unbiased(seed: int, n: int) -> None:
    v = minibatch_joint.run_groups(np.random.default_rng(seed), 100, n).values
    assert np.allclose(v["mean_group"], v["mu"], rtol=1e-12, atol=1e-12)
    each = v["X"].mean(axis=2)
    assert np.allclose(each, each[:, :1], rtol=1e-12, atol=1e-12)


@settings(max_examples=10, deadline=None)
@given(seed=SEEDS, n=st.integers(1, 4))
def test_weighted_draws_have_the_weighted_mean(seed: int, n: int) -> None:
    run = minibatch_joint.run_weighted(np.random.default_rng(seed), 100, n)
    v, e = run.values, run.errors
    assert (v["p"].sum(axis=1) == 1).all() and (v["p"] >= 0).all()
    assert (np.abs(v["mean_iid"] - (v["p"] * v["G"]).sum(axis=1)) <= e["mean_iid"] + 1e-12).all()


@settings(max_examples=10, deadline=None)
@given(seed=SEEDS, n=st.integers(1, 4))
def test_fresh_samples_are_unbiased_and_used_ones_are_remembered(seed: int, n: int) -> None:
    first = minibatch_passes.first_pass(np.random.default_rng(seed), 100, n).values
    assert np.allclose(first["conditional"], first["gradient"])
    v = minibatch_passes.second_pass(np.random.default_rng(seed), 100, n).values
    assert np.allclose(v["covariance"], v["eps"] * (1 - v["eps"]) ** v["j"] * v["sigma"] ** 2)
    assert not np.allclose(v["covariance"], 0)


def test_best_rates_by_hand() -> None:
    one = np.array([1.0])
    assert sgd_races.best_step(one, one, one)[0] == pytest.approx(1 / 2)
    assert sgd_races.best_step(3 * one, one, one)[0] == pytest.approx(3 / 4)


def test_sums_of_batches_keep_exactness() -> None:
    x = exact(np.array([[0.5, 1.5, -2.0]]), 0.5)
    sums = batch_sums(x, tuples(3, 3))
    assert sums.error is None and average(sums, 3).value[0] == 0


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_worlds_return_their_letters_and_repeat_themselves(module: object) -> None:
    for world in module.WORLDS:  # type: ignore[attr-defined]
        n = world.sizes[-1]
        one, two = (world.run(np.random.default_rng(3), 32, n) for _ in range(2))
        assert set(one.values) >= set(world.letters)
        for name, values in one.values.items():
            assert len(values) == 32 and np.array_equal(values, two.values[name])


def test_regression_noise_raises_the_test_error() -> None:
    pytest.importorskip("sklearn", reason="the diabetes data come with the extra 'data'")
    v = sgd_regression.run(np.random.default_rng(0), 2, 1).values
    assert (v["test_noisy"] > v["test_plain"]).all() and (v["test_plain"] > 0).all()


def test_the_network_learns_from_digits() -> None:
    pytest.importorskip("sklearn", reason="the digits come with the extra 'data'")
    found = sgd_training.errors_of_seed(0, ("batch_1", "batch_all"), passes=4)
    assert all(0 <= error <= 1 for error in found.values())
    assert found["batch_1"] < 0.5 < found["batch_all"]


def test_passes_move_towards_the_training_optimum() -> None:
    v = sgd_passes.run(np.random.default_rng(0), 500, 1).values
    nearer = np.abs(v["x_last"] - v["a"]) <= np.abs(v["x_first"] - v["a"]) + 1e-9
    assert nearer.all()
