"""Laws of the momentum worlds: weights in fractions, settled factors from characteristic roots, runs from powers of one matrix."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofs_check.worlds import heavy_ball, momentum_positions, momentum_sequences
from proofs_check.worlds.world import Measured, World

Array = NDArray[Any]
SEEDS = st.integers(0, 2**32 - 1)
FRACTIONS = np.vectorize(Fraction, otypes=[object])


def run(world: World, seed: int, instances: int, n: int = 1) -> Measured:
    return world.run(np.random.default_rng(seed), instances, n)


def covers(found: Measured, letter: str, expected: list[Any]) -> bool:
    """Whether each measured value is within its own bound of the exact one."""
    gaps = [abs(Fraction(a) - b) for a, b in zip(found.values[letter].tolist(), expected, strict=True)]
    return all(gap <= Fraction(bound) for gap, bound in zip(gaps, found.errors[letter], strict=True))


def letters(found: Measured, *names: str) -> list[tuple[Any, ...]]:
    """The instances, their real letters as fractions."""
    columns = [[Fraction(x) for x in found.values[name].tolist()] for name in names]
    return list(zip(*columns, strict=True))


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_the_weights_are_a_geometric_sum(seed: int) -> None:
    found = run(momentum_sequences.MOMENTUM_WEIGHTS, seed, 64)
    rows = letters(found, "alpha", "t")
    assert covers(found, "weights", [sum(alpha**i for i in range(int(t))) for alpha, t in rows])
    assert not covers(found, "weights", [sum(alpha**i for i in range(int(t) + 1)) for alpha, t in rows])


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_the_share_of_old_gradients(seed: int) -> None:
    found = run(momentum_sequences.MOMENTUM_SHARES, seed, 64)
    for name, letter in (("share_a", "a"), ("share_b", "b")):
        rows = letters(found, letter, "k", "t")
        assert covers(
            found, name, [(x**k - x**t) / (1 - x**t) for x, k, t in ((x, int(k), int(t)) for x, k, t in rows)]
        )
    assert (found.values["share_a"] < found.values["share_b"]).all()


@given(SEEDS, st.sampled_from([1, 2, 3]))
@settings(max_examples=12, deadline=None)
def test_speeds_under_gradients_of_one_length(seed: int, n: int) -> None:
    found = run(momentum_sequences.MOMENTUM_ALIGNED, seed, 64, n)
    v, e = found.values, found.errors["speed"]
    for i in range(64):
        alpha, t, g = Fraction(v["alpha"][i]), int(v["t"][i]), FRACTIONS(v["g"][i])
        velocity = -Fraction(v["eps"][i]) * sum(alpha ** (t - 1 - j) * g[:, j] for j in range(t))
        assert (np.abs(velocity - FRACTIONS(v["v"][i])) <= Fraction(found.errors["v"][i])).all()
        alike = all((g[:, j] == g[:, 0]).all() for j in range(t))
        assert v["alike"][i] == alike and all(
            (g[:, j] ** 2).sum() == Fraction(v["G"][i]) ** 2 for j in range(t)
        )
    most = v["eps"] * v["G"] * sum((v["t"] > j) * v["alpha"] ** j for j in range(12))
    assert (v["speed"] <= most * (1 + 1e-12) + e).all()
    assert (np.abs(v["speed"] - most) <= 1e-12 * most + e)[v["alike"] == 1].all()


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_alternating_gradients_settle_with_their_sign(seed: int) -> None:
    """The gradients are (-1)^i c from i = 1 on: after an even number of steps the last was c, and v(1 + alpha) = -eps c."""
    found = run(momentum_sequences.MOMENTUM_ALTERNATING, seed, 64)
    v, e = found.values, found.errors
    size = v["eps"] * v["c"] / (1 + v["alpha"])
    for name, sign in (("even", -1), ("odd", 1)):
        assert (np.abs(v[name] - sign * size) <= e[name] + 1e-14 * np.abs(size)).all()


@given(SEEDS, st.sampled_from([1, 2, 3]))
@settings(max_examples=12, deadline=None)
def test_one_step_of_heavy_ball(seed: int, n: int) -> None:
    found = run(momentum_positions.HEAVY_BALL_STEP, seed, 16, n)
    for i in range(16):
        H, b, x, v = (FRACTIONS(found.values[name][i]) for name in ("H", "b", "x", "v"))
        alpha, eps = (Fraction(found.values[name][i]) for name in ("alpha", "eps"))
        g = np.array([sum(H[r, c] * x[c] for c in range(n)) + b[r] for r in range(n)])
        expected = {"g": g, "v1": alpha * v - eps * g, "x1": x + alpha * v - eps * g}
        for name, value in expected.items():
            gap = np.abs(FRACTIONS(found.values[name][i]) - value)
            assert (gap <= Fraction(found.errors[name][i])).all(), (name, i)


@given(SEEDS, st.sampled_from([1, 2, 3]))
@settings(max_examples=12, deadline=None)
def test_old_velocities_lag_by_one_gradient(seed: int, n: int) -> None:
    """after - now = alpha (now - before) - eps g(before)."""
    found = run(momentum_positions.OLD_VELOCITY, seed, 32, n)
    v, e = found.values, found.errors
    pull = v["eps"][:, None] * (np.einsum("bij,bj->bi", v["H"], v["before"]) + v["b"])
    gap = v["after"] - v["now"] - v["alpha"][:, None] * (v["now"] - v["before"]) + pull
    stretch = 1 + v["eps"] * np.abs(v["H"]).sum(axis=(1, 2))
    own = 1e-13 * (np.abs(v["after"]).max(axis=1) + stretch * (1 + np.abs(v["before"]).max(axis=1)))
    slack = e["after"] + 2 * e["now"] + (1 + stretch) * e["before"] + own + np.abs(v["eps"]) * 1e-12
    assert (np.abs(gap).max(axis=1) <= 4 * slack + 1e-12 * np.abs(v["now"]).max(axis=1)).all()


@given(SEEDS, st.sampled_from([1, 2, 3]))
@settings(max_examples=12, deadline=None)
def test_the_mean_velocity_lags_by_half_a_power(seed: int, n: int) -> None:
    """v1 - v = -eps alpha^t g from rest, so that the mean is half of that away from v1."""
    v = run(momentum_positions.MEAN_VELOCITY, seed, 64, n).values
    weights = sum((v["t"] >= j) * v["alpha"] ** j for j in range(12))
    first = np.linalg.norm(v["v1"], axis=1) / weights
    np.testing.assert_allclose(v["difference"], first * v["alpha"] ** v["t"] / 2, rtol=1e-9, atol=1e-12)


@given(SEEDS)
@settings(max_examples=8, deadline=None)
def test_the_settled_factor_is_the_larger_root(seed: int) -> None:
    """z^2 - (1 + alpha - q) z + alpha = 0."""
    found = run(heavy_ball.HEAVY_BALL_SLOW, seed, 128)
    alpha, q = found.values["alpha"], found.values["q"]
    half = (1 + alpha - q) / 2
    root = half + np.sqrt(half**2 - alpha)
    assert (np.abs(found.values["shrink"] - root) <= found.errors["shrink"]).all()
    assert (np.abs(found.values["shrink"] - (1 - q)) > found.errors["shrink"])[alpha > 0].all()


@given(SEEDS)
@settings(max_examples=5, deadline=None)
def test_runs_settle_where_all_roots_are_inside_the_circle(seed: int) -> None:
    v = run(heavy_ball.HEAVY_BALL_STABILITY, seed, 128).values
    for alpha, q, settled in zip(v["alpha"], v["eps"] * v["h"], v["settled"], strict=True):
        radius = np.abs(np.roots([1, -(1 + alpha - q), alpha])).max()
        assert settled == (radius < 1 - 1e-9)


@given(SEEDS, st.integers(0, 40))
@settings(max_examples=25, deadline=None)
def test_distances_are_those_of_the_power_of_one_matrix(seed: int, steps: int) -> None:
    rng = np.random.default_rng(seed)
    mu, L = rng.uniform(0.1, 1, 3), rng.uniform(1, 4, 3)
    alpha, rate, start = rng.uniform(0, 1, 3), rng.uniform(0, 0.5, 3), rng.standard_normal((3, 2))
    H = heavy_ball.ravine(mu, L)
    found = heavy_ball.distance(H, start, alpha, rate, steps)
    for i in range(3):
        assert np.allclose(sorted(np.linalg.eigvalsh(H[i])), [mu[i], L[i]]) and abs(H[i][0, 1]) > 1e-9
        eye, zero = np.eye(2), np.zeros((2, 2))
        kick = np.block([[eye, alpha[i] * eye], [zero, alpha[i] * eye]]) + np.block(
            [[-rate[i] * H[i], zero], [-rate[i] * H[i], zero]]
        )
        x = (np.linalg.matrix_power(kick, steps) @ np.concatenate([start[i], np.zeros(2)]))[:2]
        assert np.isclose(found[i], np.linalg.norm(x), rtol=1e-8, atol=1e-11)


@given(SEEDS)
@settings(max_examples=4, deadline=None)
def test_tuned_runs_shrink_at_the_best_rates(seed: int) -> None:
    """Descent by (kappa - 1)/(kappa + 1) a step in both directions; momentum by (a + b k) sqrt(alpha)^k with a double root."""
    v = run(heavy_ball.RAVINE_TUNED, seed, 24).values
    kappa = v["L"] / v["mu"]
    steps = (12 * np.sqrt(kappa)).astype(int)
    start = v["error_descent"] / ((kappa - 1) / (kappa + 1)) ** steps
    assert np.allclose(start**2, np.round(start**2), atol=1e-6) and (start**2 > 0.5).all()
    r = (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)
    assert np.allclose(v["alpha"], r**2, rtol=1e-12)
    # x_1/x_0 = 1 - q with q = (1 - r)^2 or (1 + r)^2, and the double root r or -r
    each = [r**steps * np.abs(1 + steps * ((1 - (1 - s * r) ** 2) / (s * r) - 1)) for s in (1, -1)]
    assert (v["error_momentum"] <= start * np.max(each, axis=0) * (1 + 1e-4)).all()
    assert (v["error_momentum"] >= start * np.min(each, axis=0) * (1 - 1e-4)).all()


@given(SEEDS)
@settings(max_examples=6, deadline=None)
def test_any_runs_keep_to_the_spectrum(seed: int) -> None:
    v = run(heavy_ball.RAVINE_ANY, seed, 64).values
    steps = int(12 * np.sqrt(1000))
    factors = [np.abs(1 - v["eps"] * v[name]) ** steps for name in ("mu", "L")]
    assert (v["error_descent"] <= np.sqrt(32) * np.max(factors, axis=0) * (1 + 1e-9)).all()
    # no start lies on the steep axis alone: the slow component is at least 1/5
    assert (v["error_descent"] >= 0.2 * factors[0] * (1 - 1e-9)).all()
    assert (v["L"] == 1000 * v["mu"]).all()
