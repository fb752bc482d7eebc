"""Laws of Nesterov's momentum: second moments from a Lyapunov equation, closed forms, and logistic costs against complex steps."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.linalg import solve_discrete_lyapunov

from proofs_check.worlds import logistic_data, nesterov_noise, nesterov_runs
from proofs_check.worlds.logistic_data import drawn_problem
from proofs_check.worlds.world import Measured, World

Array = NDArray[Any]
SEEDS = st.integers(0, 2**32 - 1)
SMALL = st.fractions(-4, 4, max_denominator=16)


def run(world: World, seed: int, instances: int, n: int = 1) -> Measured:
    return world.run(np.random.default_rng(seed), instances, n)


@given(SMALL, SMALL, SMALL, SMALL, SMALL, SMALL)
@settings(max_examples=30, deadline=None)
def test_a_noisy_step_takes_its_gradient_ahead(
    x: Fraction, v: Fraction, alpha: Fraction, eps: Fraction, h: Fraction, noise: Fraction
) -> None:
    found = nesterov_noise.step(*(np.array([float(a)]) for a in (x, v, alpha, eps, h, noise)))
    ahead = x + alpha * v
    moved = alpha * v - eps * (h * ahead + noise)
    assert np.allclose(found, [[float(x + moved)], [float(moved)]], rtol=1e-12, atol=1e-12)


@given(SEEDS)
@settings(max_examples=5, deadline=None)
def test_the_stationary_variance_solves_the_lyapunov_equation(seed: int) -> None:
    found = run(nesterov_noise.STATIONARY, seed, 40)
    names = ("alpha", "eps", "s", "r", "variance")
    for alpha, eps, s, r, variance in zip(*(found.values[name] for name in names), strict=True):
        to_v = np.array([r - 1, alpha * r])  # v' = alpha v - (1 - r)(x + alpha v) - eps xi
        M, B = np.array([to_v + np.eye(2)[0], to_v]), np.array([[-eps], [-eps]])
        P = solve_discrete_lyapunov(M, s**2 * B @ B.T)
        assert np.isclose(variance, P[0, 0], rtol=1e-8)


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_no_schedule_beats_the_best_mean(seed: int) -> None:
    """R^2 and s^2/(h^2 k) are combined like resistances; averaging reaches the latter."""
    v = run(nesterov_noise.NOISY_SCHEDULES, seed, 200).values
    average = v["s"] ** 2 / (v["h"] ** 2 * v["k"])
    bound = v["R"] ** 2 * average / (v["R"] ** 2 + average)
    assert (v["error"] >= bound * (1 - 1e-9)).all()
    assert np.isclose(v["error"], average, rtol=1e-10).mean() > 0.1


@given(SEEDS)
@settings(max_examples=6, deadline=None)
def test_logistic_gradients_match_complex_steps(seed: int) -> None:
    problem = drawn_problem(seed)
    rng = np.random.default_rng(seed)
    w = problem.minimiser + rng.standard_normal(problem.minimiser.shape)
    for place, slope in enumerate(problem.gradient(w)):
        turned = w.astype(complex)
        turned[place] += 1e-30j
        value = np.log(1 + np.exp(-(problem.rows @ turned))).mean()
        assert np.isclose(slope, value.imag / 1e-30, rtol=1e-10, atol=1e-13)
    assert np.isclose(problem.value(w), np.log(1 + np.exp(-(problem.rows @ w))).mean(), rtol=1e-12)
    assert problem.value(w) > problem.least
    assert np.linalg.norm(problem.gradient(problem.minimiser)) < 1e-11


@given(SEEDS)
@settings(max_examples=6, deadline=None)
def test_logistic_gradients_are_lipschitz_and_hardly_less(seed: int) -> None:
    problem = drawn_problem(seed)
    u, w = np.random.default_rng(seed).standard_normal((2, 50, len(problem.minimiser)))
    for a, b in zip(u, w, strict=True):
        gap = np.linalg.norm(problem.gradient(a) - problem.gradient(b))
        assert gap <= problem.lipschitz * np.linalg.norm(a - b) * (1 + 1e-12)
    # near 0 all sigmoids are 1/2: there the constant is attained along the steepest direction
    steep = 1e-4 * np.linalg.svd(problem.rows)[2][0]
    gap = np.linalg.norm(problem.gradient(steep) - problem.gradient(-steep)) / 2e-4
    assert np.isclose(gap, problem.lipschitz, rtol=1e-4)


@given(SEEDS, st.sampled_from([1, 2, 4]))
@settings(max_examples=15, deadline=None)
def test_the_correction_is_second_order_in_the_velocity(seed: int, n: int) -> None:
    found = run(nesterov_runs.NESTEROV_SMOOTH_STEP, seed, 200, n)
    v = found.values
    bound = v["eps"] * v["bend"] * (v["alpha"] * np.linalg.norm(v["v"], axis=1)) ** 2
    assert (v["error"] <= bound * (1 + 1e-9) + found.errors["error"]).all()
    assert (v["error"] > bound / 100 + found.errors["error"]).any()


@given(SEEDS, st.sampled_from([1, 2, 8]))
@settings(max_examples=10, deadline=None)
def test_growing_momentum_keeps_its_bound_on_quadratics(seed: int, n: int) -> None:
    v = run(nesterov_runs.NESTEROV_QUADRATIC, seed, 200, n).values
    ratio = v["gap"] * (v["k"] + 1) ** 2 / (2 * v["L"] * v["R2"])
    assert (ratio <= 1).all()
    if n == 1:  # the first step lands on the minimum
        assert (v["gap"] <= 1e-20 * v["R2"]).all()
    else:
        assert ratio.max() > 1e-3


@given(st.integers(0, 40), st.floats(0.01, 1))
def test_the_growing_parameters_average_with_the_weights_of_the_proof(t: int, curvature: float) -> None:
    """t_k = (k + 2)/2 gives (t_(k-1) - 1)/t_k: (t - 1)/(t + 2) for step t = k."""
    assert np.isclose(nesterov_runs.growing(t), ((t + 1) / 2 - 1) / ((t + 2) / 2))


@given(SEEDS)
@settings(max_examples=3, deadline=None)
def test_growing_momentum_keeps_its_bound_on_logistic_costs(seed: int) -> None:
    v = run(nesterov_runs.NESTEROV_LOGISTIC, seed, 64).values
    ratio = v["gap"] * (v["k"] + 1) ** 2 / (2 * v["L"] * v["R2"])
    assert (ratio <= 1 + 1e-9).all() and (v["gap"] > -1e-10).all() and ratio.max() > 1e-4


@given(SEEDS)
@settings(max_examples=6, deadline=None)
def test_constant_runs_are_powers_of_one_matrix(seed: int) -> None:
    v = run(nesterov_runs.CONSTANT_ALPHA, seed, 60).values
    for alpha, k, gap in zip(v["alpha"], v["k"], v["gap"], strict=True):
        q = min((1 - alpha) / k, 1.0)
        to_v = np.array([-q, alpha * (1 - q)])
        x = np.linalg.matrix_power(np.array([to_v + np.eye(2)[0], to_v]), int(k))[0, 0]
        assert np.isclose(gap, q * x * x / 2, rtol=1e-9, atol=1e-13)


@given(SEEDS)
@settings(max_examples=6, deadline=None)
def test_flat_runs_without_momentum_have_a_closed_form(seed: int) -> None:
    v = run(nesterov_runs.CONSTANT_ALPHA_FLAT, seed, 60).values
    plain = v["alpha"] == 0
    for name, factor in (("lower", 1), ("later", 4)):
        x = (factor * v["k"][plain] + 1.0) ** -0.25
        chord = x / 2 * (x / 2 - (x / 2) / (1 + (x / 2) ** 4) ** 0.25)
        assert np.allclose(v[name][plain], chord, rtol=1e-8)
    assert (v["later"] < v["lower"]).all() and (v["later"] > 0).all()


@given(st.floats(-4, 4), st.floats(-4, 4))
def test_the_flat_slope_is_odd_increasing_and_lipschitz(a: float, b: float) -> None:
    low, high = min(a, b), max(a, b)
    at_low, at_high, mirrored = (float(nesterov_runs.slope(np.array(y))) for y in (low, high, -low))
    assert mirrored == -at_low
    assert -1e-12 <= at_high - at_low <= high - low + 1e-12


@given(SEEDS, st.integers(1, 3), st.integers(20, 60))
@settings(max_examples=8, deadline=None)
def test_any_drawn_classes_have_their_minimiser_found(seed: int, features: int, rows: int) -> None:
    rng = np.random.default_rng(seed)
    x, labels = rng.standard_normal((rows, features)), np.where(rng.random(rows) < 0.5, 1.0, -1.0)
    try:
        found = logistic_data.problem("random labels", x, labels)
    except (ValueError, np.linalg.LinAlgError):
        return  # separable by chance
    # the first order condition, written with the labels: intercepts and features balance
    chance = 1 / (1 + np.exp(found.rows @ found.minimiser))
    assert np.allclose(chance @ found.rows, 0, atol=1e-9)
    assert np.allclose(np.abs(found.rows[:, 0]), 1) and np.allclose(np.abs(found.rows[:, 0]), np.abs(labels))
