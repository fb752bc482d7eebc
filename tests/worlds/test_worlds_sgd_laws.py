"""Laws of the SGD worlds: schedules and wells in closed form, searched rates, and the gradients of really trained models."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofs_check.worlds import (
    sgd_passes,
    sgd_races,
    sgd_regression,
    sgd_schedules,
    sgd_training,
    sgd_wells,
)
from proofs_check.worlds.world import Measured

Array = NDArray[Any]
SEEDS = st.integers(0, 2**32 - 1)


def rows(found: Measured, *names: str) -> list[tuple[Any, ...]]:
    """The instances, their letters as fractions."""
    return list(zip(*([Fraction(x) for x in found.values[name].tolist()] for name in names), strict=True))


def covers(found: Measured, letter: str, expected: list[Fraction]) -> bool:
    """Whether each measured value is within its own bound of the exact one."""
    gaps = [abs(Fraction(a) - b) for a, b in zip(found.values[letter].tolist(), expected, strict=True)]
    return all(gap <= Fraction(bound) for gap, bound in zip(gaps, found.errors[letter], strict=True))


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_passes_shrink_the_distance_geometrically(seed: int) -> None:
    found = sgd_passes.run(np.random.default_rng(seed), 100, 1)
    letters = rows(found, "eps", "a", "x0", "k")
    assert covers(found, "x_last", [a + (1 - eps) ** int(k) * (x0 - a) for eps, a, x0, k in letters])
    assert covers(found, "x_first", [a + (1 - eps) * (x0 - a) for eps, a, x0, _ in letters])


@given(SEEDS)
@settings(max_examples=8, deadline=None)
def test_the_best_rates_add_reciprocals(seed: int) -> None:
    """1/V_(k+1) = 1/V_k + 1/w."""
    found = sgd_races.run(np.random.default_rng(seed), 100, 1)
    expected = [1 / (1 / v0 + k / w) for w, v0, k in rows(found, "w", "v0", "k")]
    assert np.allclose(found.values["V_k"], np.array(expected, dtype=float), rtol=1e-11)
    assert covers(found, "V_k", expected)


@given(SEEDS)
@settings(max_examples=8, deadline=None)
def test_linear_decay_interpolates_and_then_rests(seed: int) -> None:
    found = sgd_schedules.run_decay(np.random.default_rng(seed), 200, 1)
    letters = rows(found, "e0", "et", "tau", "k")
    for name, later in (("rate", 0), ("rate_next", 1)):
        shares = [min((k + later) / tau, Fraction(1)) for _, _, tau, k in letters]
        expected = [(1 - s) * e0 + s * et for s, (e0, et, _, _) in zip(shares, letters, strict=True)]
        assert covers(found, name, expected)


@given(SEEDS)
@settings(max_examples=8, deadline=None)
def test_two_schedules_telescope(seed: int) -> None:
    """prod (1 - 1/(j + 2)) = 1/(k + 1), prod (1 - 1/(j + 2)^2) = (k + 2)/(2 (k + 1))."""
    found = sgd_schedules.run_freezing(np.random.default_rng(seed), 100, 1)
    letters = rows(found, "x0", "k")
    assert covers(found, "x_k", [x0 / (k + 1) for x0, k in letters])
    assert covers(found, "y_k", [x0 * (k + 2) / (2 * (k + 1)) for x0, k in letters])


@given(SEEDS)
@settings(max_examples=8, deadline=None)
def test_the_quartic_run_in_fractions(seed: int) -> None:
    found = sgd_schedules.run_quartic(np.random.default_rng(seed), 20, 1)
    for (x0,), largest in zip(rows(found, "x0"), found.values["largest"], strict=True):
        x, most = x0, abs(x0)
        for step in range(6):
            x = max(min(x - x**3 / (step + 1), Fraction(10) ** 80), -(Fraction(10) ** 80))
            x = x.limit_denominator(10**30) if abs(x) < 10**6 else Fraction(int(x))
            most = max(most, abs(x))
        assert abs(float(most) - largest) <= 1e-9 * largest


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_any_rates_obey_their_moment_bounds(seed: int) -> None:
    """Sums of falling powers of two over h, and V_k between the noiseless product's bounds."""
    found = sgd_schedules.run_any_rates(np.random.default_rng(seed), 200, 1)
    v = found.values
    none = v["k"] == 0
    assert (v["V_k"] == v["v0"])[none].all() and not v["sum_rates"][none].any()
    assert (v["sum_squares"] <= v["sum_rates"] ** 2).all()
    assert (v["sum_rates"] ** 2 <= v["k"] * v["sum_squares"] * (1 + 1e-12)).all()  # Cauchy and Schwarz
    one = v["k"] == 1
    rate = v["sum_rates"]
    moved = (1 - rate * v["h"]) ** 2 * v["v0"] + rate**2 * v["s"]
    assert (np.abs(v["V_k"] - moved) <= found.errors["V_k"] + 1e-12 * (1 + moved))[one].all()
    most = v["v0"] + v["sum_squares"] * v["s"]
    assert (v["V_k"] <= most * (1 + 1e-12) + found.errors["V_k"]).all()


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_a_well_holds_what_its_size_says(seed: int) -> None:
    """|x| <= max(|x0|, q/(1 - |r|)) for |r| < 1, and some run with little noise gets as far as its start at least."""
    v = sgd_wells.run_well(np.random.default_rng(seed), 400, 1).values
    assert np.allclose(v["r"], 1 - v["eps"] * v["h"]) and np.allclose(v["q"], v["eps"] * v["sigma"])
    calm = np.abs(v["r"]) < 1
    edge = v["q"] / np.where(calm, 1 - np.abs(v["r"]), 1.0)
    most = np.maximum(np.abs(v["x0"]), edge)
    assert (v["largest"] <= most * (1 + 1e-9))[calm].all()
    assert (v["largest"] >= np.abs(v["x0"])).all() and (v["largest"] > np.abs(v["x0"]))[calm].any()
    still = (v["sigma"] == 0) & calm
    assert (v["largest"] == np.abs(v["x0"]))[still].all()


@given(SEEDS, st.sampled_from([1, 2, 3, 8]))
@settings(max_examples=15, deadline=None)
def test_all_gradients_vanish_only_where_all_samples_are_the_same(seed: int, n: int) -> None:
    v = sgd_wells.run_zero_gradient(np.random.default_rng(seed), 100, n).values
    assert np.array_equal(v["least"], v["spread"] / 2)
    assert np.array_equal(v["spread"], np.ptp(v["x"], axis=1))
    assert (v["least"] == 0).any() and (n == 1 or (v["least"] > 0).any())


def entropy(weights: tuple[Array, Array], x: Array, y: Array) -> Any:
    """Mean cross entropy of softmax(V relu(W x)); for complex weights too."""
    inner = x @ weights[0].T
    out = (inner * (inner.real > 0)) @ weights[1].T
    return (np.log(np.exp(out).sum(axis=1)) - (out * y).sum(axis=1)).mean()


@given(SEEDS, st.integers(1, 4), st.integers(1, 5), st.integers(2, 4))
@settings(max_examples=20, deadline=None)
def test_the_digit_networks_gradient_matches_complex_steps(
    seed: int, inputs: int, width: int, classes: int
) -> None:
    rng = np.random.default_rng(seed)
    weights = rng.standard_normal((width, inputs)), rng.standard_normal((classes, width))
    x, y = rng.standard_normal((7, inputs)), np.eye(classes)[rng.integers(0, classes, 7)]
    found = sgd_training.gradient(weights, x, y)
    for place in range(2):
        for entry in np.ndindex(*weights[place].shape):
            turned = [weights[0].astype(complex), weights[1].astype(complex)]
            turned[place][entry] += 1e-30j
            slope = entropy((turned[0], turned[1]), x, y).imag / 1e-30
            assert found[place][entry] == pytest.approx(slope, rel=1e-10, abs=1e-13)


@given(SEEDS, st.sampled_from([1, 3, 8]), st.integers(8, 20))
@settings(max_examples=15, deadline=None)
def test_training_takes_each_whole_batch_once_in_order(seed: int, size: int, samples: int) -> None:
    rng = np.random.default_rng(seed)
    start = rng.standard_normal((3, 2)), rng.standard_normal((4, 3))
    x, y = rng.standard_normal((samples, 2)), np.eye(4)[rng.integers(0, 4, samples)]
    order = rng.permutation(samples)
    weights = start
    for begin in range(samples // size):
        batch = order[begin * size : (begin + 1) * size]
        steps = sgd_training.gradient(weights, x[batch], y[batch])
        weights = weights[0] - sgd_training.RATE * steps[0], weights[1] - sgd_training.RATE * steps[1]
    found = sgd_training.train(start, x, y, order, size)
    assert all(np.allclose(a, b, rtol=1e-12) for a, b in zip(found, weights, strict=True))
    wrong = [
        (np.maximum(x[i] @ weights[0].T, 0) @ weights[1].T).argmax() != y[i].argmax() for i in range(samples)
    ]
    assert sgd_training.test_error(weights, x, y) == pytest.approx(np.mean(wrong))


@given(SEEDS, st.integers(1, 4))
@settings(max_examples=15, deadline=None)
def test_descent_on_least_squares_is_a_filter_of_the_spectrum(seed: int, features: int) -> None:
    """w_k = sum over eigenvectors u of (1 - (1 - rate lam)^k)/lam (u.b) u with b = X.T y/m."""
    rng = np.random.default_rng(seed)
    x, y = rng.standard_normal((20, features)), rng.standard_normal(20)
    values, vectors = np.linalg.eigh(x.T @ x / 20)
    gain = (1 - (1 - sgd_regression.RATE * values) ** sgd_regression.STEPS) / values
    expected = vectors @ (gain * (vectors.T @ (x.T @ y / 20)))
    assert np.allclose(sgd_regression.gradient_descent(x, y), expected, rtol=1e-8, atol=1e-10)


@given(SEEDS)
@settings(max_examples=4, deadline=None)
def test_the_mean_of_sgd_runs_is_gradient_descent(seed: int) -> None:
    """A minibatch gradient is unbiased and linear in the weights: within six standard errors of 400 runs.

    Small features, so that the steps are far from their end: there every rate gives the same mean.
    """
    rng = np.random.default_rng(seed)
    x, y = 0.05 * rng.standard_normal((20, 3)), rng.standard_normal(20)
    found = sgd_regression.sgd_runs(rng, x, y, 400)
    doubt = 6 * found.std(axis=0) / 20
    assert (np.abs(found.mean(axis=0) - sgd_regression.gradient_descent(x, y)) < doubt).all()
    assert (found.std(axis=0) > 0).all()


@given(SEEDS)
@settings(max_examples=4, deadline=None)
def test_the_splits_are_halves_scaled_by_the_first(seed: int) -> None:
    pytest.importorskip("sklearn", reason="the diabetes data come with the extra 'data'")
    x, y, x_test, y_test = sgd_regression.split(np.random.default_rng(seed))
    assert len(x) == len(x_test) == 221 and len(y) == len(y_test) == 221
    assert np.allclose(x.mean(axis=0), 0) and np.allclose(x.std(axis=0), 1)
    assert abs(y.mean()) < 1e-9 and y.std() == pytest.approx(1)
    assert not np.allclose(x_test.mean(axis=0), 0, atol=1e-6)
