"""Back-propagation through time against complex steps, 600-bit arithmetic and formulas that are right and wrong."""

from typing import Any

import mpmath
import numpy as np
import pytest
from numpy.typing import NDArray
from worlds_reference import norm, precise

from proofs_check.worlds import recurrent
from proofs_check.worlds.rounding import exact
from proofs_check.worlds.world import World

TANH = np.frompyfunc(mpmath.tanh, 1, 1)


def end_cost(W: NDArray[Any], h: NDArray[Any], c: NDArray[Any], steps: int, squash: bool) -> complex:
    for _ in range(steps):
        h = np.tanh(W @ h) if squash else W @ h
    return complex(c @ h + h @ h / 2)


@pytest.mark.parametrize("squash", [False, True])
@pytest.mark.parametrize("n", [1, 2, 3])
def test_gradients_match_complex_steps(squash: bool, n: int) -> None:
    rng = np.random.default_rng(n)
    tau = np.array([1, 1, 2, 4, 5])
    t = np.array([0, 1, 1, 0, 3])
    W, h0, c = 0.7 * rng.standard_normal((5, n, n)), rng.standard_normal((5, n)), rng.standard_normal((5, n))
    run = recurrent.forward(exact(W), exact(h0), tau, squash)
    d = recurrent.end_gradient(exact(c), run)
    grad_ht, grad_W = recurrent.back_propagate(run, d, 5 - tau + t)
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


@pytest.mark.parametrize("squash", [False, True])
def test_errors_bound_the_precise_values(squash: bool) -> None:
    rng = np.random.default_rng(1)
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


def test_growth_within_its_bounds() -> None:
    measured = recurrent.LINEAR_RNN_GROWTH.run(np.random.default_rng(11), 24, 2)
    for i in range(24):
        V, L, d = (precise(measured.values[name][i]) for name in ("V", "L", "d"))
        back = np.array((mpmath.matrix(V.tolist()) ** -1).tolist(), dtype=object).reshape(2, 2)
        t = int(measured.values["t"][i])
        power = V @ np.diag([x**t for x in np.diag(L)]) @ back
        gap = abs(norm(d @ power) - precise(measured.values["norm_t"])[i])
        assert gap <= measured.errors["norm_t"][i]
