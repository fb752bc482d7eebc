"""Back-propagation through time against complex steps, 600-bit arithmetic and formulas that are right and wrong."""

from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from worlds_reference import norm, precise

from proofs_check.worlds import recurrent
from proofs_check.worlds.rounding import exact
from proofs_check.worlds.world import World

TANH = np.frompyfunc(mpmath.tanh, 1, 1)
SEEDS = st.integers(0, 2**32 - 1)


def end_cost(W: NDArray[Any], h: NDArray[Any], c: NDArray[Any], steps: int, squash: bool) -> complex:
    for _ in range(steps):
        h = np.tanh(W @ h) if squash else W @ h
    return complex(c @ h + h @ h / 2)


@given(SEEDS, st.integers(1, 4), st.booleans(), st.lists(st.integers(1, 6), min_size=5, max_size=5))
@settings(max_examples=25, deadline=None)
def test_gradients_match_complex_steps(seed: int, n: int, squash: bool, lengths: list[int]) -> None:
    rng = np.random.default_rng(seed)
    tau = np.sort(lengths)
    t = rng.integers(0, tau + 1)
    W, h0, c = 0.7 * rng.standard_normal((5, n, n)), rng.standard_normal((5, n)), rng.standard_normal((5, n))
    run = recurrent.forward(exact(W), exact(h0), tau, squash)
    d = recurrent.end_gradient(exact(c), run)
    grad_ht, grad_W = recurrent.back_propagate(run, d, tau[-1] - tau + t)
    for i in range(5):
        state = h0[i]
        for _ in range(t[i]):
            state = np.tanh(W[i] @ state) if squash else W[i] @ state
        for a in range(n):
            turned = state.astype(complex)
            turned[a] += 1e-30j
            slope = end_cost(W[i], turned, c[i], tau[i] - t[i], squash).imag / 1e-30
            np.testing.assert_allclose(grad_ht.value[i, a], slope, rtol=1e-12, atol=1e-13)
            for b in range(n):
                bent = W[i].astype(complex)
                bent[a, b] += 1e-30j
                slope = end_cost(bent, h0[i].astype(complex), c[i], tau[i], squash).imag / 1e-30
                np.testing.assert_allclose(grad_W.value[i, a, b], slope, rtol=1e-12, atol=1e-13)


@given(SEEDS, st.booleans())
@settings(max_examples=10, deadline=None)
def test_errors_bound_the_precise_values(seed: int, squash: bool) -> None:
    rng = np.random.default_rng(seed)
    W, h0, c = rng.standard_normal((12, 2, 2)), rng.standard_normal((12, 2)), rng.standard_normal((12, 2))
    tau = np.sort(rng.integers(1, 8, 12))
    run = recurrent.forward(exact(W), exact(h0), tau, squash)
    d = recurrent.end_gradient(exact(c), run)
    grad_h0, grad_W = recurrent.back_propagate(run, d, len(run.first) - tau)
    for i in range(12):
        w, states = precise(W[i]), [precise(h0[i])]
        for _ in range(tau[i]):
            states.append(TANH(w @ states[-1]) if squash else w @ states[-1])
        delta = precise(c[i]) + states[-1]
        assert (abs(precise(d.value[i]) - delta) <= precise(d.bound[i])).all()
        total = precise(np.zeros((2, 2)))
        for j in range(tau[i], 0, -1):
            inner = delta * (1 - states[j] ** 2) if squash else delta
            total = total + np.outer(inner, states[j - 1])
            delta = inner @ w
        assert (abs(precise(grad_h0.value[i]) - delta) <= precise(grad_h0.bound[i])).all()
        assert (abs(precise(grad_W.value[i]) - total) <= precise(grad_W.bound[i])).all()


@pytest.mark.parametrize(
    "world", [recurrent.LINEAR_RNN, recurrent.LINEAR_RNN_EIGEN], ids=lambda world: world.name
)
@pytest.mark.parametrize("n", [1, 2, 3])
def test_linear_gradients_are_powers_and_mutants_fail(world: World, n: int) -> None:
    measured = world.run(np.random.default_rng(8), 400, n)
    v, e = measured.values, measured.errors
    exact_ones = np.flatnonzero((e["grad_ht"] == 0) & (e["grad_W"] == 0) & (e["d"] == 0))
    assert len(exact_ones) > 150
    transposed = untransposed = 0
    for i in exact_ones[:120]:
        W, d, h0 = (precise(v[name][i]) for name in ("W", "d", "h0"))
        tau, t = int(v["tau"][i]), int(v["t"][i])
        powers = [precise(np.identity(n))]
        for _ in range(tau):
            powers.append(powers[-1] @ W)
        assert (powers[tau - t].T @ d == precise(v["grad_ht"][i])).all()
        shares = [np.outer(powers[tau - s].T @ d, powers[s - 1] @ h0) for s in range(1, tau + 1)]
        total = np.sum(shares, axis=0)
        assert (total == precise(v["grad_W"][i])).all()
        untransposed += not (powers[tau - t] @ d == precise(v["grad_ht"][i])).all()
        transposed += not (precise(v["grad_W"][i]) == total.T).all()
    # about half the matrices with known eigenvectors are symmetric, and t = tau says nothing
    assert n == 1 or (untransposed > 8 and transposed > 8)


def test_tanh_gradient_is_no_power_except_at_the_origin() -> None:
    measured = recurrent.TANH_RNN.run(np.random.default_rng(9), 2000, 2)
    v, e = measured.values, measured.errors
    power = np.stack([np.linalg.matrix_power(W, t).T for W, t in zip(v["W"], v["t"], strict=True)])
    gap = np.abs(v["grad"] - np.einsum("bij,bj->bi", power, v["d"])).max(axis=1)
    scale = 1e-9 * (1 + np.abs(power).max(axis=(1, 2)) * np.abs(v["d"]).max(axis=1))
    assert (gap > e["grad"] + scale).mean() > 0.3
    assert ((gap <= e["grad"] + scale) & (v["t"] > 1)).any()
    np.testing.assert_allclose(v["norm_grad"], np.linalg.norm(v["grad"], axis=1), rtol=1e-14)


def test_growth_follows_the_overlap() -> None:
    measured = recurrent.LINEAR_RNN_GROWTH.run(np.random.default_rng(10), 4000, 3)
    v, e = measured.values, measured.errors
    spectrum = np.abs(np.diagonal(v["L"], axis1=1, axis2=2))
    assert (spectrum[:, 0] == spectrum.max(axis=1)).all()
    certain = e["norm_t"] < 1e-3 * v["norm_t"]
    exploding = (spectrum[:, 0] > 1.2) & (spectrum[:, 1] < spectrum[:, 0])
    seen = exploding & (v["overlap"] > 0.5) & certain
    assert seen.sum() > 50 and (v["norm_t"] > 10 * v["norm_0"])[seen].mean() > 0.95
    # the principal component is missing: nothing explodes at its rate
    blind = exploding & (v["overlap"] == 0) & (spectrum[:, 1] < 0.9) & (v["norm_t"] + e["norm_t"] < 1e-3)
    assert blind.any()


@given(SEEDS, st.sampled_from([1, 2, 3]))
@settings(max_examples=10, deadline=None)
def test_growth_within_its_bounds(seed: int, n: int) -> None:
    measured = recurrent.LINEAR_RNN_GROWTH.run(np.random.default_rng(seed), 12, n)
    for i in range(12):
        V, L, d = (precise(measured.values[name][i]) for name in ("V", "L", "d"))
        back = np.array((mpmath.matrix(V.tolist()) ** -1).tolist(), dtype=object).reshape(n, n)
        t = int(measured.values["t"][i])
        power = V @ np.diag([x**t for x in np.diag(L)]) @ back
        # 600 bits leave an inverse and up to 127 products their own roundoff
        own = mpmath.mpf(2) ** -300
        for name, expected in {"norm_t": d @ power, "norm_0": d, "overlap": [V[:, 0] @ d]}.items():
            gap = abs(norm(expected) - precise(measured.values[name])[i])
            assert gap <= measured.errors[name][i] + own, (name, i)


@given(SEEDS, st.sampled_from([1, 2, 3]), st.sampled_from([recurrent.LINEAR_RNN, recurrent.LINEAR_RNN_EIGEN]))
@settings(max_examples=15, deadline=None)
def test_linear_gradients_stay_within_their_bounds(seed: int, n: int, world: World) -> None:
    """grad_ht = (W^(tau - t)).T d, and grad_W from d = c + h_tau summed over the paths through W."""
    measured = world.run(np.random.default_rng(seed), 8, n)
    v = measured.values
    for i in range(8):
        W, d, h0 = (precise(v[name][i]) for name in ("W", "d", "h0"))
        tau, t = int(v["tau"][i]), int(v["t"][i])
        powers = [precise(np.identity(n))]
        for _ in range(tau):
            powers.append(powers[-1] @ W)
        total = sum(np.outer(powers[tau - s].T @ d, powers[s - 1] @ h0) for s in range(1, tau + 1))
        # W and d are measured themselves where they are not drawn: what that costs is second order in the rounding
        slack = 1e-12 * (1 + max(abs(x) for x in np.ravel(total))) * (world is recurrent.LINEAR_RNN_EIGEN)
        slack += 1e-11 * (1 + max(abs(x) for power in powers for x in power.ravel())) ** 2 * norm(d)
        for name, expected in {"grad_ht": powers[tau - t].T @ d, "grad_W": total}.items():
            gap = max(abs(x) for x in np.ravel(precise(v[name][i]) - expected))
            assert gap <= measured.errors[name][i] + slack, (name, i)


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_a_single_squashed_unit_has_the_sign_and_less_than_the_size_of_the_power(seed: int) -> None:
    """d h_(s+1)/d h_s = W (1 - h^2): t steps back the gradient has the sign of W^t d and at most its size."""
    measured = recurrent.TANH_RNN.run(np.random.default_rng(seed), 200, 1)
    v, e = measured.values, measured.errors
    power = v["W"][:, 0, 0] ** v["t"] * v["d"][:, 0]
    grad, slack = v["grad"][:, 0], e["grad"] + 1e-12 * (1 + np.abs(power))
    assert (np.abs(grad) <= np.abs(power) + slack).all()
    assert (np.sign(grad) == np.sign(power))[np.abs(grad) > slack].all()
    assert (grad == v["d"][:, 0])[v["t"] == 0].all() and (v["norm_d"] == np.abs(v["d"][:, 0])).all()


@given(SEEDS, st.sampled_from([2, 3]))
@settings(max_examples=15, deadline=None)
def test_squashing_never_lengthens_a_gradient(seed: int, n: int) -> None:
    measured = recurrent.TANH_RNN.run(np.random.default_rng(seed), 200, n)
    v, e = measured.values, measured.errors
    bound = np.linalg.norm(v["W"], 2, axis=(1, 2)) ** v["t"] * v["norm_d"]
    assert (v["norm_grad"] <= bound * (1 + 1e-9) + e["norm_grad"]).all()
    np.testing.assert_allclose(v["norm_grad"], np.linalg.norm(v["grad"], axis=1), rtol=1e-12)
    np.testing.assert_array_equal(v["grad"][v["t"] == 0], v["d"][v["t"] == 0])
