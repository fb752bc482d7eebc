"""AdaGrad, RMSProp and momentum against 600-bit loops, and against formulas that are right and wrong."""

from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_reference import check_errors, precise

from proofs_check.worlds import adaptive, adaptive_sequences, momentum
from proofs_check.worlds.rounding import exact
from proofs_check.worlds.world import World

SHORT = (adaptive.RMSPROP_CONSTANT, adaptive.ADAGRAD_CONSTANT)
EVERY = (*SHORT, adaptive.RMSPROP_LONG, adaptive.ADAGRAD_LONG)


def loop(letters: dict[str, Any], k: int, rho: mpmath.mpf | None) -> mpmath.mpf:
    r, square = mpmath.mpf(0), letters["g"] ** 2
    for _ in range(k):
        r = r + square if rho is None else rho * r + (1 - rho) * square
    return r


def reference(letters: dict[str, Any]) -> dict[str, Any]:
    g, eps, delta, k = letters["g"], letters["eps"], letters["delta"], int(letters["k"])
    r = {
        name: loop(letters, steps, letters.get("rho"))
        for name, steps in (("", k), ("_next", k + 1), ("_first", 1))
    }
    rates = {f"rate{name}": eps / (delta + mpmath.sqrt(value)) for name, value in r.items()}
    steps = {name.replace("rate", "step"): -rate * g for name, rate in rates.items()}
    inside = {f"rate_in{name}": eps / mpmath.sqrt(delta + r[name]) for name in ("", "_next")}
    return {"r_k": r[""], **rates, **steps, **inside}


@pytest.mark.parametrize("world", EVERY, ids=lambda world: world.name)
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_errors_bound_the_precise_values(world: World, seed: int) -> None:
    check_errors(world, 1, reference, count=12 if world in SHORT else 4, seed=seed)


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_both_loops_run_on_the_same_gradient(seed: int) -> None:
    def both(letters: dict[str, Any]) -> dict[str, Any]:
        ada = reference({name: value for name, value in letters.items() if name != "rho"})
        rms = reference(letters)
        return {f"{a}_{b}": value[a] for b, value in (("ada", ada), ("rms", rms)) for a in ("rate", "step")}

    check_errors(adaptive.RMSPROP_VERSUS_ADAGRAD, 1, both, count=12, seed=seed)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_closed_forms_agree_and_mutants_fail(seed: int) -> None:
    measured = adaptive.RMSPROP_CONSTANT.run(np.random.default_rng(seed), 1000, 1)
    v, error = measured.values, measured.errors["r_k"]
    closed = (1 - v["rho"] ** v["k"]) * v["g"] ** 2
    own = 1e-14 * (1 + v["k"]) * v["g"] ** 2
    assert (np.abs(v["r_k"] - closed) <= error + own).all()
    for mutant in (
        closed / np.maximum(1 - v["rho"], 1e-9),
        (1 - v["rho"] ** (v["k"] + 1)) * v["g"] ** 2,
        -closed,
    ):
        assert (np.abs(v["r_k"] - mutant) > 10 * (error + own)).mean() > 0.2


def test_ties_and_edges_occur() -> None:
    for world in SHORT:
        measured = world.run(np.random.default_rng(0), 8000, 1)
        v, e = measured.values, measured.errors
        still = v["g"] == 0
        assert 0.03 < still.mean() < 0.3
        assert (v["k"] >= 1).all() and (v["k"] == 1).mean() > 0.05 and (v["k"] > 30).any()
        decided = still & (e["rate"] == 0) & (e["rate_next"] == 0)
        assert decided.any() and (v["rate"] == v["rate_next"])[decided].all()
        assert (v["eps"] == 1).mean() > 0.05 and (v["g"] < 0).mean() > 0.2
    rho = adaptive.RMSPROP_CONSTANT.run(np.random.default_rng(0), 8000, 1).values["rho"]
    assert (rho == 0).mean() > 0.02 and (rho > 0.99).mean() > 0.02 and ((rho >= 0) & (rho < 1)).all()


def test_tail_is_an_upper_bound() -> None:
    v = adaptive.RMSPROP_LONG.run(np.random.default_rng(1), 400, 1).values
    for rho, k, tail in zip(v["rho"], v["k"], v["tail"], strict=True):
        power = mpmath.mpf(rho) ** int(k)
        assert power <= tail <= 1e-18 and tail <= float(power) * (1 + 1e-9) + 1e-300


def test_exactness_of_the_accumulator_is_not_claimed_too_often() -> None:
    # sixteenths to the 14th power need 56 bits, which do not fit
    ones = np.ones(3)
    k = np.array([2, 13, 14])
    rho = exact(15 / 16 * ones, 2.0**-4)
    problem = adaptive.Problem(exact(ones, 1.0), exact(ones, 1.0), exact(ones, 1.0), k, rho)
    found = adaptive.accumulate(problem).now
    assert found.bound[0] == 0 and found.bound[1] == 0 and found.bound[2] > 0
    for i in range(3):
        gap = abs(precise(found.value)[i] - loop({"g": mpmath.mpf(1)}, int(k[i]), mpmath.mpf(15) / 16))
        assert gap <= found.bound[i]


@pytest.mark.parametrize("world", adaptive_sequences.WORLDS, ids=lambda world: world.name)
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_sequences(world: World, seed: int) -> None:
    measured = world.run(np.random.default_rng(seed), 6000, 1)
    v, e = measured.values, measured.errors
    rho = v.get("rho")
    square, next_square = v["g_k"] ** 2, v["g_next"] ** 2
    unsure = 1e-13 * (v["r_k"] + square) + e["r_k"]
    if rho is None:
        assert (v["r_k"] >= v["k"] * v["gmin"] ** 2 - v["k"] * unsure).all()
        assert (v["r_k"] >= square - unsure).all()
        r_next = v["r_k"] + next_square
        assert (v["rate_next"] <= v["rate"] + e["rate"] + e["rate_next"]).all()
    else:
        assert (v["r_k"] >= (1 - rho) * square - unsure).all()
        r_next = rho * v["r_k"] + (1 - rho) * next_square
        # the rate does not always fall when the gradient changes
        assert (v["rate_next"] - e["rate_next"] > v["rate"] + e["rate"]).mean() > 0.1
    np.testing.assert_allclose(v["rate_next"], v["eps"] / (v["delta"] + np.sqrt(r_next)), rtol=1e-11)
    np.testing.assert_allclose(v["rate"], v["eps"] / (v["delta"] + np.sqrt(v["r_k"])), rtol=1e-11)
    assert (v["g_k"] == 0).mean() > 0.2 and (v["g_next"] == -v["g_k"]).mean() > 0.2
    assert (v["gmin"] <= np.abs(v["g_k"])).all()


def test_alternating_gradients_accumulate_like_constant_ones() -> None:
    rng = np.random.default_rng(3)
    stream = adaptive_sequences.Stream(
        np.full(4, adaptive_sequences.ALTERNATING), exact(np.full(4, 3.0), 1.0), exact(np.full(4, 3.0), 1.0)
    )
    state = adaptive_sequences.State(stream, exact(np.full(4, 9.0), 1.0), np.full(4, 3.0))
    last = adaptive_sequences._loop(rng, state, np.array([1, 2, 2, 5]), None)
    np.testing.assert_array_equal(last.r.value, [9, 18, 18, 45])
    np.testing.assert_array_equal(last.stream.g.value, [3, -3, -3, 3])
    assert (last.r.bound == 0).all()


def velocity(letters: dict[str, Any]) -> dict[str, Any]:
    alpha, eps, g, v = (letters[name] for name in ("alpha", "eps", "g", "v0"))
    for _ in range(int(letters["t"])):
        v = alpha * v - eps * g
    # v_long stands for the limit, so that is what its bound is about
    return {"v": v, "v_long": -eps * g / (1 - alpha)}


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32), n=st.sampled_from([1, 3, 8]))
def test_momentum_within_its_bounds(seed: int, n: int) -> None:
    check_errors(momentum.MOMENTUM_CONSTANT, n, velocity, count=20, seed=seed)


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_momentum_refutes_wrong_limits(seed: int) -> None:
    measured = momentum.MOMENTUM_CONSTANT.run(np.random.default_rng(seed), 3000, 2)
    v, e = measured.values, measured.errors
    push = v["eps"][:, None] * v["g"]
    right = -push / (1 - v["alpha"][:, None])
    for mutant in (push / (1 - v["alpha"][:, None]), -push / (1 + v["alpha"][:, None]), -push):
        off = np.abs(v["v_long"] - mutant).max(axis=1) > 10 * e["v_long"] + 1e-9 * np.abs(right).max(axis=1)
        assert off.mean() > 0.5
    assert (v["alpha"] == 0).mean() > 0.02 and (v["alpha"] > 0.96).any() and (v["alpha"] < 1).all()
    assert 0.02 < (v["g"] == 0).all(axis=1).mean() < 0.3 and (v["t"] == 0).any()
    assert abs(np.corrcoef(v["alpha"], v["t"])[0, 1]) < 0.1
