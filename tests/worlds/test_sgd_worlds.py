"""The worlds of SGD: recursions of the moments, schedules, wells, worst cases; what is wrong is seen to be wrong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.worlds import (
    sgd_convex,
    sgd_paths,
    sgd_population,
    sgd_schedules,
    sgd_stationary,
    sgd_wells,
    sgd_worst_cases,
)
from proofs_check.worlds.rounding import exact
from proofs_check.worlds.sgd_paths import moments, noisy_step

SEEDS = st.integers(0, 2**32)
MODULES = (
    sgd_convex,
    sgd_paths,
    sgd_population,
    sgd_schedules,
    sgd_stationary,
    sgd_wells,
    sgd_worst_cases,
)


def recursion(v: dict[str, np.ndarray], factor: int = 1) -> np.ndarray:
    """E x_k^2 by (1 - eps h)^2 V + eps^2 s/m."""
    second = v["v0"].copy()
    for j in range(int(v["k"].max())):
        after = (1 - v["eps"] * v["h"]) ** 2 * second + factor * v["eps"] ** 2 * v["s"] / v["m"]
        second = np.where(j < v["k"], after, second)
    return second


def test_a_step_by_hand() -> None:
    one = exact(np.array([1.0]), 1.0)
    x = noisy_step(exact(np.array([[2.0]]), 1.0), one, exact(np.array([0.5]), 0.5), one, 2)
    assert sorted(x.value[0].tolist()) == [0, 1, 1, 2]
    mean, second = moments(x)
    assert mean.value[0] == 1 and second.value[0] == 3 / 2


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, m=st.sampled_from((1, 2, 3)))
def test_second_moments_obey_the_recursion(seed: int, m: int) -> None:
    run = sgd_paths.run_constant(np.random.default_rng(seed), 200, m)
    v, e = dict(run.values), run.errors["V_k"]
    close = e + 1e-9 * (1 + np.abs(v["V_k"]))
    assert (np.abs(v["V_k"] - recursion(v)) <= close).all()
    assert (np.abs(v["V_k"] - recursion(v, 2)) > 10 * close).mean() > 0.2
    assert np.allclose(v["M_k"], v["x_plain"], rtol=1e-9, atol=1e-9)


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS)
def test_larger_batches_scatter_less(seed: int) -> None:
    v = sgd_paths.run_two_batches(np.random.default_rng(seed), 300, 1).values
    assert (v["W_k"] <= v["V_k"] * (1 + 1e-12)).all()
    seen = (v["k1"] >= 1) & (v["k2"] >= 1)
    assert (v["k2"][seen] <= v["k1"][seen]).all() and (v["k2"][seen] == v["k1"][seen]).any()


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS)
def test_stationary_variance_within_its_bound(seed: int) -> None:
    run = sgd_stationary.run_stationary(np.random.default_rng(seed), 200, 1)
    v, e = run.values, run.errors
    exact_value = v["eps"] * v["s"] / (v["h"] * (2 - v["eps"] * v["h"]))
    assert (np.abs(v["V_inf"] - exact_value) <= e["V_inf"] + 1e-12 * exact_value).all()
    assert (np.abs(v["W_inf"] - v["V_inf"]) > 10 * (e["W_inf"] + e["V_inf"])).mean() > 0.9


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, n=st.sampled_from((2, 3, 4, 5)))
def test_batches_without_replacement_approach_faster(seed: int, n: int) -> None:
    v = sgd_population.run(np.random.default_rng(seed), 100, n).values
    assert (v["evaluations"] == v["m"] * v["k"]).all()
    assert (v["V_k"] <= recursion(dict(v)) + 1e-9 * (1 + v["v0"])).all()


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, n=st.sampled_from((1, 2, 3, 5)))
def test_no_method_beats_the_worst_case(seed: int, n: int) -> None:
    for run, bound in (
        (sgd_worst_cases.run_parabolas, 1 / (8 * n)),
        (sgd_worst_cases.run_slopes, 1 / (4 * np.sqrt(2 * n))),
    ):
        worst = run(np.random.default_rng(seed), 100, n).values["worst"]
        assert (worst >= bound).all()
        assert worst.min() < 8 * bound


def test_the_mean_of_flips_attains_the_bound() -> None:
    v = sgd_worst_cases.run_coin(np.random.default_rng(0), 400, 3).values
    ratio = v["variance"] * v["k"] / v["v"]
    assert ratio.min() == pytest.approx(1) and ratio.max() > 1.1


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, n=st.integers(1, 5))
def test_convex_rates_hold(seed: int, n: int) -> None:
    v = sgd_convex.run_absolute(np.random.default_rng(seed), 100, n).values
    assert (v["excess"] <= v["R"] / np.sqrt(n) + 1e-9).all()
    w = sgd_convex.run_mean(np.random.default_rng(seed), 100, n).values
    assert (w["distance"] <= w["B"] / n + 1e-9).all()


def test_a_well_keeps_small_noise_and_loses_large_noise() -> None:
    v = sgd_wells.run_well(np.random.default_rng(0), 3000, 1).values
    small = v["q"] <= (1 - v["r"]) * v["w"]
    inside = v["largest"] <= v["w"] + 1e-9
    assert inside[small & (v["r"] >= 0)].all() and not inside[~small].all()


def test_schedules_by_hand() -> None:
    v = sgd_schedules.run_decay(np.random.default_rng(0), 2000, 1).values
    share = np.minimum(v["k"] / v["tau"], 1)
    assert np.allclose(v["rate"], (1 - share) * v["e0"] + share * v["et"])
    f = sgd_schedules.run_freezing(np.random.default_rng(0), 500, 1).values
    assert np.allclose(f["x_k"], f["x0"] / (f["k"] + 1))
    assert (np.abs(f["y_k"]) >= np.abs(f["x0"]) / 2 - 1e-12).all()
    q = sgd_schedules.run_quartic(np.random.default_rng(0), 200, 1).values
    assert (q["largest"][np.abs(q["x0"]) == 3] > 1e6).all()
    assert (q["largest"][np.abs(q["x0"]) <= 1] <= 1).all()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_worlds_return_their_letters_and_repeat_themselves(module: object) -> None:
    for world in module.WORLDS:  # type: ignore[attr-defined]
        n = world.sizes[-1]
        one, two = (world.run(np.random.default_rng(3), 32, n) for _ in range(2))
        assert set(one.values) >= set(world.letters), world.name
        for name, values in one.values.items():
            assert len(values) == 32 and np.array_equal(values, two.values[name])
