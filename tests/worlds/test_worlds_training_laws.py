"""Really trained networks: their gradients against complex steps, their steps against formulas, symmetries by counting."""

from __future__ import annotations

from itertools import pairwise, permutations
from math import factorial
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofs_check.worlds import (
    gradient_norm_runs,
    hashing,
    linear_networks,
    segments,
    symmetries,
    training_runs,
)
from proofs_check.worlds.perceptron import Layer

Array = NDArray[Any]
SEEDS = st.integers(0, 2**32 - 1)
TINY = 1e-30
F, H = training_runs.FEATURES, training_runs.WIDTH


def margin_loss(z: Array, x: Array, labels: Array) -> Any:
    """The mean logistic loss of one tanh network, for complex weights too."""
    hidden = np.tanh(x @ z[: F * H].reshape(F, H) + z[F * H : F * H + H])
    return np.log(1 + np.exp(-labels * (hidden @ z[F * H + H : -1] + z[-1]))).mean()


def tumour_like(seed: int) -> tuple[Array, Array, Array]:
    """Weights (2, WEIGHTS), inputs (1, 9, F) and labels (1, 9)."""
    rng = np.random.default_rng(seed)
    weights = rng.standard_normal((2, training_runs.WEIGHTS))
    return weights, rng.standard_normal((1, 9, F)), np.where(rng.random((1, 9)) < 0.5, 1.0, -1.0)


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_the_gradient_matches_complex_steps(seed: int) -> None:
    weights, x, labels = tumour_like(seed)
    found, value = training_runs.gradient(weights, x, labels), segments.loss(weights, x, labels)
    for run in range(2):
        assert value[run] == pytest.approx(margin_loss(weights[run], x[0], labels[0]), rel=1e-12)
        for place in range(training_runs.WEIGHTS):
            turned = weights[run].astype(complex)
            turned[place] += 1j * TINY
            slope = margin_loss(turned, x[0], labels[0]).imag / TINY
            assert found[run, place] == pytest.approx(slope, rel=1e-10, abs=1e-13)


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_the_hessian_is_the_second_derivative_along_lines(seed: int) -> None:
    weights, x, labels = tumour_like(seed)
    found = training_runs.hessian(weights, x, labels)
    v = np.random.default_rng(seed + 1).standard_normal(training_runs.WEIGHTS)
    for run in range(2):
        ahead, here, behind = (
            margin_loss(weights[run] + side * 1e-3 * v, x[0], labels[0]) for side in (1, 0, -1)
        )
        assert v @ found[run] @ v == pytest.approx((ahead - 2 * here + behind) / 1e-6, rel=1e-3, abs=1e-3)
        assert np.array_equal(found[run], found[run].T)


@given(SEEDS)
@settings(max_examples=4, deadline=None)
def test_paths_are_longer_than_ways_and_short_models_fit(seed: int) -> None:
    pytest.importorskip("sklearn", reason="the tumours come with the extra 'data'")
    v = training_runs.run_training(np.random.default_rng(seed), 2, 1).values
    assert (v["path"] >= v["way"]).all() and (v["way"] > 0).all() and (v["lowest"] <= v["highest"]).all()
    w = training_runs.run_interpolation(np.random.default_rng(seed), 20, 1).values
    assert np.median(w["train"]) < 1e-12 and (w["test"] > 0.1).all()


@given(SEEDS)
@settings(max_examples=3, deadline=None)
def test_the_line_starts_and_ends_with_training(seed: int) -> None:
    pytest.importorskip("sklearn", reason="the tumours come with the extra 'data'")
    v = segments.run_lines(np.random.default_rng(seed), 3, 1).values
    x, labels = training_runs.load_tumours()
    start = training_runs.start(np.random.default_rng(seed), 3)
    assert np.allclose(v["L_start"], [margin_loss(z, x, labels) for z in start], rtol=1e-10)
    assert (v["skew"] <= v["peak"] + 1e-12).all() and (v["rise"] >= -v["drop"] - 1e-12).all()
    assert (v["rise"] * (len(segments.GRID) - 1) >= -v["drop"] - 1e-12).all()
    assert (v["L_zero"] == np.log(2)).all()


@given(SEEDS, st.integers(2, 6))
def test_the_distance_from_a_line_is_that_of_pythagoras(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    moved, u = rng.standard_normal((2, 5, n))
    u /= np.linalg.norm(u, axis=1)[:, None]
    along = (moved * u).sum(axis=1)
    expected = np.sqrt((moved**2).sum(axis=1) - along**2)
    assert np.allclose(segments._off(moved, u), expected, atol=1e-7)


def iris_like(seed: int) -> tuple[list[Layer], Array, Array]:
    """Two networks on nine flowers."""
    rng = np.random.default_rng(seed)
    layers = [
        Layer(layer.weights, rng.standard_normal(layer.bias.shape))
        for layer in gradient_norm_runs.start(rng, 2)
    ]
    return layers, rng.standard_normal((2, 9, 4)), np.eye(3)[rng.integers(0, 3, (2, 9))]


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_the_logged_numbers_are_derivatives_along_the_gradient(seed: int) -> None:
    """q = -dJ/dt and s = d^2 J/dt^2 on the line theta - t g."""
    layers, x, y = iris_like(seed)
    g, q, s = gradient_norm_runs.logged(layers, x, y)

    def along(t: complex) -> tuple[Array, Array]:
        moved = [
            Layer(a.weights - t * b.weights, a.bias - t * b.bias) for a, b in zip(layers, g, strict=True)
        ]
        return gradient_norm_runs.loss(moved, x, y), gradient_norm_runs.inner(
            list(gradient_norm_runs.logged(moved, x, y)[0]), g
        )

    cost, slope = along(1j * TINY)
    assert np.allclose(q, -cost.imag / TINY, rtol=1e-10) and np.allclose(
        s, -slope.imag / TINY, rtol=1e-9, atol=1e-10
    )
    hidden = np.tanh(np.einsum("rmi,rhi->rmh", x, layers[0].weights) + layers[0].bias)
    out = np.einsum("rmh,roh->rmo", hidden, layers[1].weights) + layers[1].bias
    assert np.allclose(gradient_norm_runs.loss(layers, x, y), ((out - y) ** 2).sum(axis=2).mean(axis=1) / 2)


@given(SEEDS)
@settings(max_examples=3, deadline=None)
def test_iris_runs_start_and_end_where_descent_does(seed: int) -> None:
    pytest.importorskip("sklearn", reason="the irises come with the extra 'data'")
    v = gradient_norm_runs.run(np.random.default_rng(seed), 2, 1).values
    assert (v["loss_end"] < v["loss_start"]).all() and (v["s_top"] >= v["s_start"]).all()
    assert (v["q_start"] > 0).all() and ((v["accuracy"] > 0.6) & (v["accuracy"] <= 1)).all()
    features, onehot = gradient_norm_runs.load_irises()
    layers = gradient_norm_runs.start(np.random.default_rng(seed), 2)
    both = (np.broadcast_to(part, (2, *part.shape)) for part in (features, onehot))
    assert np.allclose(v["loss_start"], gradient_norm_runs.loss(layers, *both))


@given(SEEDS, st.lists(st.integers(1, 4), min_size=2, max_size=4))
def test_products_apply_the_first_layer_first(seed: int, sizes: list[int]) -> None:
    rng = np.random.default_rng(seed)
    layers = [rng.standard_normal((b, a)) for a, b in pairwise(sizes)]
    x = rng.standard_normal(sizes[0])
    value = x
    for layer in layers:
        value = layer @ value
    assert np.allclose(linear_networks._product(layers) @ x, value)
    assert np.array_equal(linear_networks._product([], 3), np.eye(3))


@given(SEEDS, st.sampled_from([2, 4]))
@settings(max_examples=3, deadline=None)
def test_linear_networks_end_at_the_best_matrix_of_their_rank(seed: int, n: int) -> None:
    for run in (linear_networks.run_autoencoder, linear_networks.run_deep):
        excess = run(np.random.default_rng(seed), 1, n).values["excess"]
        assert (np.abs(excess) < 1e-6).all()


@given(SEEDS)
@settings(max_examples=2, deadline=None)
def test_wide_networks_end_lower_than_narrow_ones(seed: int) -> None:
    pytest.importorskip("sklearn", reason="the tumours come with the extra 'data'")
    v = linear_networks.run_widths(np.random.default_rng(seed), 3, 1).values
    assert (v["wide"] < v["narrow"]).all() and (v["narrow"] < 1).all()


def stabiliser(first: Array, middle: Array, last: Array) -> int:
    """How many pairs of permutations leave the network as it is."""
    n = len(first)
    return sum(
        np.array_equal(first[list(p)], first)
        and np.array_equal(middle[np.ix_(q, p)], middle)
        and np.array_equal(last[:, list(q)], last)
        for p in permutations(range(n))
        for q in permutations(range(n))
    )


@given(SEEDS, st.sampled_from([1, 2, 3]))
@settings(max_examples=20, deadline=None)
def test_orbits_times_stabilisers_are_all_permutations(seed: int, n: int) -> None:
    v = symmetries.run_orbits(np.random.default_rng(seed), 4, n).values
    rng = np.random.default_rng(seed)
    for orbit, distinct in zip(v["orbit"], v["distinct"], strict=True):
        network = [rng.integers(-1, 2, shape).astype(float) for shape in ((n, 2), (n, n), (1, n))]
        assert orbit * stabiliser(*network) == factorial(n) ** 2
        assert distinct == (stabiliser(*network) == 1)
    assert (v["rank"][v["alive"] == 1] == 2 * n).all() and (v["rank"] <= 2 * n).all()


@given(SEEDS, st.integers(1, 3))
@settings(max_examples=30, deadline=None)
def test_the_rank_of_rescalings_is_that_of_really_rescaled_networks(seed: int, n: int) -> None:
    """The directions by differentiating the product f -> a f, m -> m/a and m -> b m, l -> l/b."""
    rng = np.random.default_rng(seed)
    network = [rng.integers(-1, 2, shape).astype(float) for shape in ((n, 2), (n, n), (1, n))]

    def moved(scales: Array) -> Array:
        a, b = scales[:n], scales[n:]
        parts = (a[:, None] * network[0], b[:, None] * network[1] / a[None, :], network[2] / b[None, :])
        return np.concatenate([part.ravel() for part in parts])

    tangents = [moved(np.ones(2 * n) + 1j * TINY * unit).imag / TINY for unit in np.eye(2 * n)]
    assert symmetries._rank(*network) == np.linalg.matrix_rank(np.array(tangents))


@given(SEEDS, st.sampled_from([1, 2, 3, 8]))
@settings(max_examples=15, deadline=None)
def test_rescaled_units_of_tanh_are_odd_and_costs_have_their_decay(seed: int, n: int) -> None:
    found = symmetries.run_units(np.random.default_rng(seed), 200, n)
    v, e = found.values, found.errors
    mirrored = v["alpha"] == -1
    gap = np.abs(v["f_tanh_scaled"] - v["f_tanh"])
    assert (gap <= e["f_tanh"] + e["f_tanh_scaled"])[mirrored | (v["alpha"] == 1)].all()
    decay = v["lam"] > 0
    norm = np.where(decay, (v["cost"] - v["f"] ** 2) / np.where(decay, v["lam"], 1), 0)
    assert np.array_equal(norm, np.round(norm)) and (norm >= 0).all()
    assert (v["cost"] == v["f"] ** 2)[~decay].all()


@given(SEEDS)
@settings(max_examples=5, deadline=None)
def test_random_features_fit_exactly_where_all_inputs_differ(seed: int) -> None:
    pytest.importorskip("sklearn", reason="the tumours come with the extra 'data'")
    v = hashing.run_features(np.random.default_rng(seed), 40, 1).values
    assert np.median(v["fitted"][v["repeated"] == 0]) < 1e-6
    # two targets at one input lie at least 1 - or 3 - apart: least squares cannot be nearer than half of 1
    assert (v["fitted"][v["repeated"] == 1] > 0.4).all() or not v["repeated"].any()


@given(st.sampled_from([1, 2, 3, 8]), st.integers(1, 5))
def test_square_distances_in_cubes_are_a_sixth_a_dimension(n: int, instances: int) -> None:
    v = hashing.run_cubes(np.random.default_rng(0), instances, n).values
    assert (
        np.allclose(v["square"], n / 6, rtol=0, atol=1e-12)
        and (v["volume"] == 1).all()
        and (v["d"] == n).all()
    )
