"""The momentum worlds against exact arithmetic and against laws that are right and wrong."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofs_check.worlds import (
    heavy_ball,
    momentum_positions,
    momentum_sequences,
    nesterov_noise,
    nesterov_runs,
)
from proofs_check.worlds.logistic_data import drawn_problem, logistic_problems, problem
from proofs_check.worlds.world import Measured, World

seeds = st.integers(0, 2**31)
small = st.fractions(min_value=-4, max_value=4, max_denominator=8)
unit = st.fractions(min_value=0, max_value=Fraction(15, 16), max_denominator=16)
EVERY = (
    *momentum_sequences.WORLDS,
    *momentum_positions.WORLDS,
    *heavy_ball.WORLDS,
    *nesterov_runs.WORLDS,
    *nesterov_noise.WORLDS,
)


def run(world: World, seed: int, instances: int = 64, n: int | None = None) -> Measured:
    return world.run(np.random.default_rng(seed), instances, n or world.sizes[-1])


def exactly(value: Any) -> Any:
    """The same numbers as fractions."""
    return np.vectorize(Fraction, otypes=[object])(value)


def within(measured: Measured, letter: str, expected: list[Any]) -> bool:
    """Whether every measured value is within its own error bound of the exact one."""
    values = np.abs(np.asarray(exactly(measured.values[letter]) - np.asarray(expected)))
    worst = values.reshape(len(values), -1).max(axis=1)
    return all(gap <= Fraction(bound) for gap, bound in zip(worst, measured.errors[letter], strict=True))


def velocity(alpha: Any, eps: Any, gradients: list[Any], start: Any) -> Any:
    """v_t by the recurrence, in the arithmetic of its arguments."""
    v = start
    for g in gradients:
        v = alpha * v - eps * g
    return v


@pytest.mark.parametrize("world", EVERY, ids=lambda world: world.name)
def test_worlds_return_their_letters_and_repeat(world: World) -> None:
    first, second = run(world, 3, 8), run(world, 3, 8)
    assert set(first.values) == set(world.letters)
    assert set(first.errors) <= set(first.values)
    for letter, value in first.values.items():
        assert len(value) == 8
        assert np.array_equal(value, second.values[letter], equal_nan=True)


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_velocity_matches_the_recurrence_in_fractions(seed: int) -> None:
    found = run(momentum_sequences.MOMENTUM_GRADIENTS, seed, 16, 2)
    v = found.values
    expected = []
    for i in range(16):
        g = exactly(v["g"][i])
        columns = [g[:, j] for j in range(int(v["t"][i]))]
        expected.append(
            velocity(Fraction(v["alpha"][i]), Fraction(v["eps"][i]), columns, exactly(v["v0"][i]))
        )
    assert within(found, "v", expected)
    assert not within(found, "v", [-value - 1 for value in expected])


@settings(max_examples=40, deadline=None)
@given(unit, small, st.lists(small, max_size=8), small)
def test_law_velocity_is_the_weighted_sum(
    alpha: Fraction, eps: Fraction, g: list[Fraction], v0: Fraction
) -> None:
    t = len(g)
    closed = alpha**t * v0 - eps * sum((alpha ** (t - 1 - i) * g[i] for i in range(t)), Fraction(0))
    assert velocity(alpha, eps, g, v0) == closed


@settings(max_examples=40, deadline=None)
@given(unit, st.lists(st.sampled_from([-1, 1]), min_size=1, max_size=8))
def test_law_equal_gradients_go_furthest(alpha: Fraction, signs: list[int]) -> None:
    one = Fraction(1)
    speed = abs(velocity(alpha, one, [Fraction(sign) for sign in signs], Fraction(0)))
    largest = abs(velocity(alpha, one, [one] * len(signs), Fraction(0)))
    assert speed <= largest
    if alpha > 0:
        assert (speed == largest) == (len(set(signs)) == 1)


def test_weights_sum_to_one_only_at_first() -> None:
    found = run(momentum_sequences.MOMENTUM_WEIGHTS, 0, 400, 1).values
    early = (found["t"] == 1) | (found["alpha"] == 0)
    assert np.all(found["weights"][early] == 1)
    assert np.all(found["weights"][~early] > 1)


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_alternating_velocities_alternate(seed: int) -> None:
    found = run(momentum_sequences.MOMENTUM_ALTERNATING, seed, 64, 1)
    v, e = found.values, found.errors
    size = np.abs(v["eps"] * v["c"]) / (1 + v["alpha"])
    slack = e["even"] + 1e-12 * size
    assert np.all(np.abs(np.abs(v["even"]) - size) <= slack)
    assert np.any(np.abs(np.abs(v["even"]) - 2 * size) > slack)


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_retimed_run_agrees_and_delayed_run_does_not(seed: int) -> None:
    same = run(momentum_positions.TWO_TIMINGS, seed, 64, 2)
    gap = np.abs(same.values["new_t"] - same.values["old_next"]).max(axis=1)
    assert np.all(gap <= same.errors["new_t"] + same.errors["old_next"])
    late = run(momentum_positions.OLD_VELOCITY, seed, 64, 2).values
    pull = late["eps"][:, None] * (np.einsum("bij,bj->bi", late["H"], late["now"]) + late["b"])
    new = late["alpha"][:, None] * (late["now"] - late["before"]) - pull
    assert np.any(np.abs(late["after"] - late["now"] - new) > 1e-6)


def test_mean_velocity_is_half_off_at_the_first_step() -> None:
    v = run(momentum_positions.MEAN_VELOCITY, 1, 256, 2).values
    first = v["t"] == 0
    length = np.linalg.norm(v["v1"], axis=1)
    assert np.allclose(v["difference"][first], length[first] / 2)
    assert not np.allclose(v["difference"][~first], length[~first] / 2)


def test_settled_factor_without_momentum_is_that_of_descent() -> None:
    v = run(heavy_ball.HEAVY_BALL_SLOW, 2, 512, 1).values
    plain = v["alpha"] == 0
    assert np.allclose(v["shrink"][plain], 1 - v["q"][plain])
    assert np.all(v["shrink"][~plain] < 1 - v["q"][~plain])


def test_stable_runs_settle_and_others_do_not() -> None:
    v = run(heavy_ball.HEAVY_BALL_STABILITY, 2, 512, 1).values
    q, end = v["eps"] * v["h"], 2 * (1 + v["alpha"])
    assert np.array_equal(v["settled"] == 1, (q > 0) & (q < end))
    assert not np.array_equal(v["settled"] == 1, (q > 0) & (q < 2))


def test_ravine_has_the_curvatures() -> None:
    H = heavy_ball.ravine(np.array([1.0]), np.array([1000.0]))[0]
    assert np.allclose(np.linalg.eigvalsh(H), [1, 1000])


def test_one_descent_step_is_by_hand() -> None:
    H = np.array([[[2.0, 0.0], [0.0, 4.0]]])
    start, quarter = np.array([[1.0, 1.0]]), np.array([0.25])
    assert heavy_ball.distance(H, start, np.zeros(1), quarter, 1) == pytest.approx([0.5])
    # v = (-1/2, -1), then half of it less a quarter of the gradient (1, 0): x = (0, -1/2)
    assert heavy_ball.distance(H, start, np.array([0.5]), quarter, 2) == pytest.approx([0.5])


@pytest.mark.parametrize("world", [nesterov_runs.NESTEROV_QUADRATIC, nesterov_runs.NESTEROV_LOGISTIC])
def test_growing_momentum_keeps_the_bound_and_not_a_tighter_one(world: World) -> None:
    worst = 0.0
    for seed in range(4):
        v = run(world, seed, 200).values
        worst = max(worst, float((v["gap"] * (v["k"] + 1) ** 2 / (2 * v["L"] * v["R2"])).max()))
    assert 1e-3 < worst <= 1


def test_constant_momentum_breaks_the_bound() -> None:
    v = run(nesterov_runs.CONSTANT_ALPHA, 0, 300, 1).values
    assert np.any(v["gap"] > 2 * v["L"] * v["R2"] / (v["k"] + 1) ** 2)
    assert np.all(v["gap"] * v["k"] <= 1)


def test_flat_run_without_momentum_has_its_closed_form() -> None:
    x = 1.0
    for k in range(1, 200):
        x = x - float(nesterov_runs.slope(np.array(x)))
        assert x == pytest.approx((k + 1) ** -0.25)


def test_flat_slope_is_increasing_and_lipschitz() -> None:
    y = np.linspace(-3, 3, 2001)
    growth = np.diff(nesterov_runs.slope(y)) / np.diff(y)
    assert growth.min() > -1e-9 and growth.max() < 1


@settings(max_examples=8, deadline=None)
@given(seeds)
def test_correction_of_a_step_is_that_of_the_hessian(seed: int) -> None:
    found = run(nesterov_runs.NESTEROV_STEP, seed, 64, 2)
    v = found.values
    Hv = np.einsum("bij,bj->bi", v["H"], v["v"])
    gap = v["nesterov"] - v["standard"] + (v["eps"] * v["alpha"])[:, None] * Hv
    size = 1 + np.abs(v["nesterov"]) + np.abs(v["standard"]) + np.abs(Hv)
    assert np.all(np.abs(gap) <= 1e-9 * size)


def test_averaging_reaches_the_lower_bound() -> None:
    v = run(nesterov_noise.NOISY_SCHEDULES, 5, 400, 1).values
    average = v["s"] ** 2 / (v["h"] ** 2 * v["k"])
    bound = v["R"] ** 2 * average / (v["R"] ** 2 + average)
    assert np.all(v["error"] >= bound * (1 - 1e-9))
    assert np.any(np.isclose(v["error"], average))


def test_variance_without_momentum_is_that_of_descent() -> None:
    v = run(nesterov_noise.STATIONARY, 5, 400, 1).values
    plain = v["alpha"] == 0
    expected = v["eps"] ** 2 * v["s"] ** 2 / (1 - v["r"] ** 2)
    assert np.allclose(v["variance"][plain], expected[plain])


def test_minimiser_of_logistic_problems() -> None:
    for found in logistic_problems():
        assert np.linalg.norm(found.gradient(found.minimiser)) < 1e-10
        assert found.value(found.minimiser + 0.1) > found.least


def test_gradient_of_logistic_problem_is_the_difference_quotient() -> None:
    found = drawn_problem(3)
    w = np.full(found.minimiser.shape, 0.3)
    for place, slope in enumerate(found.gradient(w)):
        h = np.zeros_like(w)
        h[place] = 1e-6
        assert (found.value(w + h) - found.value(w - h)) / 2e-6 == pytest.approx(slope, abs=1e-7)


def test_separable_classes_are_refused() -> None:
    features: NDArray[np.float64] = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    with pytest.raises((ValueError, np.linalg.LinAlgError)):
        problem("separable", features, np.array([-1.0, -1.0, 1.0, 1.0]))
