"""Laws of random fields, random matrices and small exhaustive problems: Euler's count, the semicircle, derivatives, isolation."""

from __future__ import annotations

from itertools import product
from math import asin, pi, sqrt
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.special import ndtr

from proofs_check.worlds import (
    coin_flips,
    complexity,
    convex_functions,
    minibatch_samples,
    random_fields,
    random_matrices,
)
from proofs_check.worlds.random_fields import Critical, Field

Array = NDArray[Any]
SEEDS = st.integers(0, 2**32 - 1)
DIMENSIONS = st.sampled_from([1, 2, 3])
EXACT = {1: 1 / 2, 2: (2 - sqrt(2)) / 4, 3: 1 / 4 - 1 / (sqrt(2) * pi)}


def plain_value(field: Field, x: Array) -> Any:
    """f at one point, wave by wave; for complex points too."""
    terms = zip(field.waves, field.a, field.b, strict=True)
    return sum(a * np.cos(k @ x) + b * np.sin(k @ x) for k, a, b in terms)


@given(SEEDS, DIMENSIONS, st.booleans())
@settings(max_examples=30, deadline=None)
def test_gradients_and_hessians_match_complex_steps(seed: int, n: int, summed: bool) -> None:
    rng = np.random.default_rng(seed)
    field = (random_fields.sum_field if summed else random_fields.gaussian_field)(rng, n)
    x = rng.uniform(0, 2 * pi, n)
    assert np.isclose(field.value(x[None])[0], plain_value(field, x), rtol=1e-11, atol=1e-11)
    for place, unit in enumerate(np.eye(n)):
        turned = x + 1e-30j * unit
        slope = plain_value(field, turned).imag / 1e-30
        assert np.isclose(field.gradient(x[None])[0, place], slope, rtol=1e-10, atol=1e-11)
        bend = np.asarray(field.gradient(turned[None])).imag / 1e-30
        assert np.allclose(field.hessian(x[None])[0, place], bend, rtol=1e-10, atol=1e-11)


@given(SEEDS, DIMENSIONS)
@settings(max_examples=25, deadline=None)
def test_a_gaussian_field_has_each_wave_once(seed: int, n: int) -> None:
    field = random_fields.gaussian_field(np.random.default_rng(seed), n)
    waves = {tuple(k) for k in field.waves}
    both = waves | {tuple(-np.array(k)) for k in waves} | {(0.0,) * n}
    assert both == {tuple(float(x) for x in k) for k in product((-1, 0, 1), repeat=n)}
    assert len(waves) == len(field.waves) == (3**n - 1) // 2


@given(SEEDS, DIMENSIONS)
@settings(max_examples=15, deadline=None)
def test_near_a_critical_point_the_gradient_grows_with_the_curvature(seed: int, n: int) -> None:
    """|grad f(p + u)| >= s |u| - third |u|^2/2; the third derivative is at most sum |k|^3 (|a| + |b|)."""
    v = random_fields.run_isolated(np.random.default_rng(seed), 12, n).values
    assert (v["G"] >= v["s"] * v["d"] - v["third"] * v["d"] ** 2 / 2 - 1e-8).all()
    assert (v["G"] > 0).all() and np.allclose(v["d"] * v["third"], v["s"])
    field = random_fields.gaussian_field(np.random.default_rng(seed), n)
    terms = zip(field.waves, field.a, field.b, strict=True)
    assert np.isclose(v["third"][0], sum((k @ k) ** 1.5 * (abs(a) + abs(b)) for k, a, b in terms))
    s = min(np.abs(random_fields.critical_points(field).spectra[0]))
    assert np.isclose(v["s"][0], s)
    if n == 1:  # on a line the gradient is the integral of the second derivative: at most s d + third d^2/2
        assert (v["G"] <= v["s"] * v["d"] + v["third"] * v["d"] ** 2 / 2 + 1e-8).all()


@given(SEEDS)
@settings(max_examples=2, deadline=None)
def test_pooled_fields_obey_eulers_count(seed: int) -> None:
    """On a circle minima and maxima alternate; on a torus saddles are as many as both."""
    v = random_fields.run_gaussian(np.random.default_rng(seed), 2, 1).values
    assert not v["r1"].any() and (v["top1"] == 0.5).all()
    assert np.allclose(v["top2"], (1 - 1 / v["r2"]) / 2) and (v["r3"] > v["r2"]).all()
    assert (v["low"] > v["high"]).all() and ((v["top3"] > 0) & (v["top3"] < 0.5)).all()


@given(SEEDS, st.integers(1, 4), st.integers(1, 3))
def test_ratios_and_halves_are_counted(seed: int, fields: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    pool = []
    for _ in range(fields):
        spectra = rng.choice([-1.0, 1.0], (rng.integers(2, 9), n))
        spectra[0] = 1.0
        pool.append(Critical(np.zeros_like(spectra), rng.permutation(len(spectra)).astype(float), spectra))
    counts = [int((row < 0).sum()) for found in pool for row in found.spectra]
    minima, maxima = counts.count(0), counts.count(n)
    ratio, top = random_fields._ratios(pool, n)
    assert ratio == (len(counts) - minima - maxima) / minima and top == maxima / len(counts)
    low, high = random_fields._halves(pool)
    for share, side in ((low, -1), (high, 1)):
        means = []
        for found in pool:
            ranked = sorted(zip(-side * found.values, found.spectra.tolist(), strict=True))[
                : len(found.values) // 2
            ]
            means.append(np.mean([x > 0 for _, row in ranked for x in row]))
        assert np.isclose(share, np.mean(means))
    complete = pool[0].is_complete
    assert complete == (sum((-1) ** int((row < 0).sum()) for row in pool[0].spectra) == 0)


@given(SEEDS, st.sampled_from([1, 2, 4, 8]))
@settings(max_examples=6, deadline=None)
def test_shifted_spectra_lose_positive_eigenvalues(seed: int, n: int) -> None:
    v = random_matrices.run_shifted(np.random.default_rng(seed), 4, n).values
    assert (v["u"] <= v["v"]).all() and (v["at_u"] >= v["at_v"]).all()
    if n == 1:
        for place, share in (("u", "at_u"), ("v", "at_v")):
            assert (np.abs(v[share] - ndtr(-v[place])) < 6 * 0.5 / sqrt(random_matrices.DRAWS / 10)).all()


@given(SEEDS)
@settings(max_examples=2, deadline=None)
def test_large_matrices_follow_the_semicircle(seed: int) -> None:
    v = random_matrices.run_limit(np.random.default_rng(seed), 3, 200).values
    for x, share in zip(v["x"], v["share"], strict=True):
        assert abs(share - (0.5 - x * sqrt(4 - x * x) / (4 * pi) - asin(x / 2) / pi)) < 0.02


@given(SEEDS, DIMENSIONS)
@settings(max_examples=4, deadline=None)
def test_three_ways_to_one_probability(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    for found in (random_matrices.run_rare(rng, 1, n), random_matrices.run_counted(rng, 1, n)):
        assert abs(found.values["P"][0] - EXACT[n]) <= found.values["width"][0]
    exact = random_matrices.run_integrated(rng, 1, n)
    assert abs(exact.values["P"][0] - EXACT[n]) <= exact.errors["P"][0]
    one = random_matrices.run_counted(rng, 1, n).values
    assert abs(one["one"][0] - 0.5) <= one["width"][0]


@given(SEEDS, st.integers(1, 4))
@settings(max_examples=10, deadline=None)
def test_loops_count_and_waiting_times_are_reciprocal(seed: int, n: int) -> None:
    v = coin_flips.run_loop(np.random.default_rng(seed), 30, 1).values
    assert np.array_equal(v["steps"], v["batches"] * v["passes"])
    w = coin_flips.run_waiting(np.random.default_rng(seed), 1, n)
    assert abs(w.values["trials"][0] * w.values["chance"][0] - 1) <= w.errors["trials"][0]
    assert w.values["chance"][0] == 0.5**n


@given(SEEDS, st.sampled_from([2, 3, 4]))
@settings(max_examples=8, deadline=None)
def test_splitting_and_separation_are_one_question(seed: int, n: int) -> None:
    v = complexity.run_splitting(np.random.default_rng(seed), 12, n).values
    assert np.array_equal(v["splittable"], v["separable"])
    family = np.random.default_rng(seed).random((4, n)) < 0.6
    parts = [np.array(part) for part in product((0, 1), repeat=n)]
    colourings = [all(len(set(part[row])) == 2 for row in family) for part in parts]
    assert complexity.is_splittable(family) == any(colourings)


@given(SEEDS, DIMENSIONS)
@settings(max_examples=8, deadline=None)
def test_doubling_separating_weights_lowers_the_loss(seed: int, n: int) -> None:
    """Each term log(1 + e^-m) at least halves its excess over 0 when its margin m > 0 doubles, as e^-2m <= e^-m."""
    v = convex_functions.run_separable(np.random.default_rng(seed), 60, n).values
    found = v["separated"] == 1
    assert found.any() and (v["L_twice"] < v["L"])[found].all()
    assert (v["L"] < 2 * n * np.log(2)).all()


@given(SEEDS, st.sampled_from([2, 3, 4, 5]))
@settings(max_examples=10, deadline=None)
def test_batches_on_the_right_side_are_counted(seed: int, n: int) -> None:
    found = minibatch_samples.run_direction(np.random.default_rng(seed), 20, n)
    v, e = found.values, found.errors
    assert np.allclose(v["mean"], v["x"].mean(axis=1), atol=1e-12 * (1 + np.abs(v["x"]).max()))
    for i in range(20):
        x, m = v["x"][i], int(v["m"][i])
        for letter, size in (("P_right", m), ("P_more", m + 1)):
            sides = [np.sign(sum(batch)) * np.sign(x.sum()) > 0 for batch in product(x, repeat=size)]
            assert abs(v[letter][i] - np.mean(sides)) <= e[letter][i] + 1e-12, (i, letter)
