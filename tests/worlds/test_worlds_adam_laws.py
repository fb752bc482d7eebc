"""Laws of Adam's family: closed forms of the averages, and the loops against plain ones on gradients that are handed to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import sqrt
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofs_check.worlds import adam_regret, adam_sequences, rmsprop_runs
from proofs_check.worlds.gradient_runs import averages
from proofs_check.worlds.rounding import exact
from proofs_check.worlds.world import Measured

Array = NDArray[Any]
SEEDS = st.integers(0, 2**32 - 1)
LENGTHS = st.sampled_from([1, 2, 3, 5, 9])
COUNT = 40


@contextmanager
def handed(module: ModuleType, g: Array) -> Iterator[None]:
    """The module's worlds get the gradients g (B, T), some of them 0."""

    def given_gradients(rng: Any, kinds: Any, T: int, **asked: bool) -> tuple[Any, ...]:
        return tuple(exact(g[:, t]) for t in range(T))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "gradients", given_gradients)
        yield


def some_gradients(seed: int, n: int) -> Array:
    """(COUNT, n) of several sizes, the first not 0."""
    rng = np.random.default_rng(seed)
    g = rng.standard_normal((COUNT, n)) * 10.0 ** rng.uniform(-1, 1, (COUNT, 1))
    g[:, 1:] *= rng.random((COUNT, n - 1)) < 0.7
    return g


def agrees(found: Measured, letter: str, value: Any) -> bool:
    """Within its bound and a few roundings of the reference."""
    gap = np.abs(found.values[letter] - value)
    room = found.errors.get(letter, np.zeros(len(gap)))
    return bool((gap <= room + 1e-11 * (np.abs(value) + 1e-3)).all())


def constants(found: Measured, *names: str) -> list[tuple[float, ...]]:
    return list(zip(*(found.values[name].tolist() for name in names), strict=True))


@given(SEEDS, LENGTHS)
@settings(max_examples=20, deadline=None)
def test_averages_are_weighted_sums(seed: int, n: int) -> None:
    rng, g = np.random.default_rng(seed), some_gradients(seed, n)
    b1, b2 = rng.uniform(0, 0.99, (2, COUNT))
    now = averages([exact(g[:, t]) for t in range(n)], exact(b1), exact(b2))[-1]
    ages = np.arange(n)[::-1]
    for found, of, beta, values in ((now.m, now.of_m, b1, g), (now.v, now.of_v, b2, g * g)):
        weights = (1 - beta)[:, None] * beta[:, None] ** ages
        assert np.allclose(found.value, (weights * values).sum(axis=1), rtol=1e-10, atol=1e-13)
        assert np.allclose(of.value, weights.sum(axis=1), rtol=1e-10)
    assert np.allclose(now.m_hat.value * now.of_m.value, now.m.value, rtol=1e-12)


@given(SEEDS, LENGTHS)
@settings(max_examples=12, deadline=None)
def test_adams_first_and_last_steps(seed: int, n: int) -> None:
    g = some_gradients(seed, n)
    with handed(adam_sequences, g):
        found = adam_sequences.run_sequences(np.random.default_rng(seed), COUNT, n)
    first, step, early = [], [], []
    for row, (b1, b2, eps, delta) in zip(g, constants(found, "beta1", "beta2", "eps", "delta"), strict=True):
        m = v = 0.0
        for t, x in enumerate(row, start=1):
            m, v = b1 * m + (1 - b1) * x, b2 * v + (1 - b2) * x * x
            c1, c2 = 1 - b1**t, 1 - b2**t
            step.append(-eps * (m / c1) / (sqrt(v / c2) + delta))
            early.append(-eps * sqrt(c2) / c1 * m / (sqrt(v) + delta))
        first.append(-eps * row[0] / (abs(row[0]) + delta))
    assert agrees(found, "first", np.array(first)) and agrees(found, "step", np.array(step[n - 1 :: n]))
    assert agrees(found, "mended", np.array(step[n - 1 :: n])) and agrees(
        found, "early", np.array(early[n - 1 :: n])
    )
    assert np.array_equal(found.values["g1"], g[:, 0]) and np.array_equal(found.values["g_last"], g[:, -1])


@given(SEEDS, LENGTHS)
@settings(max_examples=12, deadline=None)
def test_constant_gradients_leave_only_the_corrections(seed: int, n: int) -> None:
    found = adam_sequences.run_constant(np.random.default_rng(seed), COUNT, n)
    v = found.values
    plain = -v["eps"] * np.sign(v["g"]) * (1 - v["beta1"] ** n) / np.sqrt(1 - v["beta2"] ** n)
    assert agrees(found, "plain", plain)


@given(SEEDS, LENGTHS)
@settings(max_examples=12, deadline=None)
def test_adam_without_average_is_rmsprop(seed: int, n: int) -> None:
    g = some_gradients(seed, n)
    with handed(adam_sequences, g):
        found = adam_sequences.run_without_average(np.random.default_rng(seed), COUNT, n)
    ends = []
    for row, (x, rho, eps, delta) in zip(g, constants(found, "x0", "rho", "eps", "delta"), strict=True):
        for t in range(n):
            r = sum((1 - rho) * rho ** (t - j) * row[j] ** 2 for j in range(t + 1))
            x -= eps * row[t] / (delta + sqrt(r))
        ends.append(x)
    assert agrees(found, "x_adam", np.array(ends)) and agrees(found, "x_rms", np.array(ends))


@given(SEEDS)
@settings(max_examples=12, deadline=None)
def test_decay_apart_shrinks_and_decay_in_the_gradient_is_normalised(seed: int) -> None:
    found = adam_sequences.run_decay(np.random.default_rng(seed), COUNT, 1)
    v = found.values
    pull = v["lambda_"] * v["x"]
    assert agrees(found, "decayed", (1 - v["eps"] * v["lambda_"]) * v["x"])
    assert agrees(found, "coupled", v["x"] - v["eps"] * pull / (np.abs(pull) + v["delta"]))


@given(SEEDS, LENGTHS)
@settings(max_examples=12, deadline=None)
def test_amsgrads_rates_divide_by_the_largest_average(seed: int, n: int) -> None:
    g = some_gradients(seed, n + 1)
    with handed(adam_sequences, g):
        found = adam_sequences.run_amsgrad(np.random.default_rng(seed), COUNT, n)
    rates = []
    for row, (beta2, eps) in zip(g, constants(found, "beta2", "eps"), strict=True):
        v = [sum((1 - beta2) * beta2 ** (t - j) * row[j] ** 2 for j in range(t + 1)) for t in range(n + 1)]
        rates.append([eps / sqrt(t) / sqrt(max(v[:t])) for t in (n, n + 1)])
    assert agrees(found, "rate", np.array(rates)[:, 0]) and agrees(found, "rate_next", np.array(rates)[:, 1])
    assert (found.values["rate_next"] <= found.values["rate"] * (1 + 1e-12)).all()


@given(SEEDS, LENGTHS)
@settings(max_examples=12, deadline=None)
def test_after_a_spike_both_averages_fade(seed: int, n: int) -> None:
    found = adam_sequences.run_spike(np.random.default_rng(seed), COUNT, n)
    v = found.values
    fading = v["beta1"] ** n / np.sqrt(v["beta2"] ** n)
    assert agrees(found, "ratio", (1 - v["beta1"]) / np.sqrt(1 - v["beta2"]) * fading)


@given(SEEDS, LENGTHS)
@settings(max_examples=12, deadline=None)
def test_rmsprops_rate_lies_between_its_bounds(seed: int, n: int) -> None:
    g = some_gradients(seed, n)
    with handed(rmsprop_runs, g):
        found = rmsprop_runs.run_largest(np.random.default_rng(seed), COUNT, n)
    v = found.values
    r = sum((1 - v["rho"]) * v["rho"] ** (n - 1 - j) * g[:, j] ** 2 for j in range(n))
    assert agrees(found, "rate", v["eps"] / (v["delta"] + np.sqrt(r)))
    assert np.array_equal(v["g_most"], np.abs(g).max(axis=1)) and np.array_equal(v["g_last"], g[:, -1])
    assert (v["rate"] >= v["eps"] / (v["delta"] + v["g_most"]) * (1 - 1e-12)).all()


@given(SEEDS)
@settings(max_examples=5, deadline=None)
def test_settled_velocities_under_a_constant_gradient(seed: int) -> None:
    found = rmsprop_runs.run_momentum(np.random.default_rng(seed), COUNT, 1)
    v = found.values
    plain = -v["eps"] * v["g"] / (v["delta"] + np.abs(v["g"]))
    assert agrees(found, "last_plain", plain) and agrees(found, "last", plain / (1 - v["alpha"]))


def adadelta_steps(g: list[float], rho: float, outer: float, inner: float) -> list[float]:
    """Zeiler's loop with the two stabilisers apart, averages as weighted sums."""
    steps: list[float] = []
    for t in range(len(g)):
        r = sum((1 - rho) * rho ** (t - j) * g[j] ** 2 for j in range(t + 1))
        u = sum((1 - rho) * rho ** (t - 1 - j) * steps[j] ** 2 for j in range(t))
        steps.append(-sqrt(u + outer) / sqrt(r + inner) * g[t])
    return steps


@given(SEEDS, LENGTHS)
@settings(max_examples=12, deadline=None)
def test_adadelta_on_gradients_and_their_multiples(seed: int, n: int) -> None:
    g = some_gradients(seed, n)
    with handed(rmsprop_runs, g):
        found = rmsprop_runs.run_adadelta(np.random.default_rng(seed), COUNT, n)
    rows = list(zip(g, constants(found, "rho", "delta", "c"), strict=True))
    kept = [adadelta_steps(list(row), rho, delta, delta)[-1] for row, (rho, delta, _) in rows]
    scaled = [adadelta_steps(list(c * row), rho, delta, delta)[-1] for row, (rho, delta, c) in rows]
    assert agrees(found, "kept", np.array(kept)) and agrees(found, "scaled", np.array(scaled))
    assert agrees(found, "mended", np.array(kept))


@given(SEEDS, st.sampled_from([1, 4, 16]))
@settings(max_examples=8, deadline=None)
def test_adadelta_under_a_constant_gradient(seed: int, n: int) -> None:
    found = rmsprop_runs.run_adadelta_constant(np.random.default_rng(seed), 12, n)
    runs = [
        adadelta_steps([g] * (n + 1), rho, delta, delta)
        for g, rho, delta in constants(found, "g", "rho", "delta")
    ]
    g = found.values["g"]
    assert agrees(found, "far", np.abs(np.array([run[0] for run in runs]) + g))
    assert agrees(found, "near", np.abs(np.array([run[-1] for run in runs]) + g))


@given(SEEDS, st.sampled_from([1, 2, 5, 12]))
@settings(max_examples=12, deadline=None)
def test_amsgrad_on_linear_losses(seed: int, n: int) -> None:
    g = some_gradients(seed, n)
    with handed(adam_regret, g):
        found = adam_regret.run_amsgrad(np.random.default_rng(seed), COUNT, n)
    lost = []
    names = ("x0", "u", "eps", "beta1", "beta2", "lambda_")
    for row, (x, u, eps, beta1, beta2, lambda_) in zip(g, constants(found, *names), strict=True):
        m = v = top = total = 0.0
        for t, slope in enumerate(row, start=1):
            total += slope * (x - u)
            weight = beta1 * lambda_ ** (t - 1)
            m, v = weight * m + (1 - weight) * slope, beta2 * v + (1 - beta2) * slope**2
            top = max(top, v)
            x = min(1.0, max(-1.0, x - eps / sqrt(t) * m / sqrt(top)))
        lost.append(total)
    assert agrees(found, "lost", np.array(lost))
    assert np.array_equal(found.values["G"], np.abs(g).max(axis=1))


@given(SEEDS, st.sampled_from([1, 2, 5, 12]))
@settings(max_examples=12, deadline=None)
def test_adagrad_on_linear_losses(seed: int, n: int) -> None:
    g = some_gradients(seed, n)
    with handed(adam_regret, g):
        found = adam_regret.run_adagrad(np.random.default_rng(seed), COUNT, n)
    v = found.values
    sums = np.cumsum(g**2, axis=1)
    assert agrees(found, "root_T", np.sqrt(sums[:, -1])) and agrees(
        found, "S_T", (g**2 / np.sqrt(sums)).sum(axis=1)
    )
    x, lost = v["x0"].copy(), np.zeros(COUNT)
    for t in range(n):
        lost += g[:, t] * (x - v["u"])
        x = np.clip(x - v["eps"] * g[:, t] / np.sqrt(sums[:, t]), -1, 1)
    assert agrees(found, "lost", lost)
