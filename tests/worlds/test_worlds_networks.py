"""The worlds of scaled networks against exact arithmetic, and formulas that are right and wrong."""

from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from worlds_reference import precise

from proofs_check.worlds import draw, networks

SEEDS = st.integers(0, 2**32 - 1)


def exact_features(hidden: list[Any], inputs: NDArray[Any], index: int) -> NDArray[Any]:
    fractions = np.vectorize(Fraction, otypes=[object])
    value = fractions(inputs[index])
    for layer in hidden:
        value = value @ fractions(layer.weights.value[index]).T + fractions(layer.bias.value[index])
        value = value * (value > 0)
    return np.asarray(value)


@given(SEEDS, st.integers(1, 4))
@settings(max_examples=8, deadline=None)
def test_features_within_their_bounds(seed: int, depth: int) -> None:
    rng = np.random.default_rng(seed)
    kinds = draw.kinds(rng, 60)
    hidden = networks.random_hidden(rng, kinds, 5, depth)
    inputs = draw.letter(rng, kinds, (2, networks.INPUTS), reach=4)
    z = networks.features(hidden, inputs)
    fractions = np.vectorize(Fraction, otypes=[object])
    for index in range(60):
        gap = np.abs(fractions(z.value[index]) - exact_features(hidden, inputs.value, index))
        assert (gap <= fractions(z.bound[index])).all()
    assert (z.bound[~kinds.real] == 0).all() and (z.value > 0).any() and (z.value == 0).any()


@given(SEEDS)
@settings(max_examples=8, deadline=None)
def test_scaled_outputs(seed: int) -> None:
    measured = networks.LAST_LAYER_SCALE.run(np.random.default_rng(seed), 3000, 3)
    v, e = measured.values, measured.errors
    settled = np.flatnonzero((e["N"] == 0) & (e["N_scaled"] == 0) & (e["N_scaled_all"] == 0))
    assert len(settled) > 1000
    differ = 0
    for i in settled[:300]:
        c, V, z, b = (precise(v[name][i]) for name in ("c", "V", "z", "b"))
        assert V @ z + b == v["N"][i]
        assert c * (V @ z) + b == v["N_scaled"][i]
        assert c * v["N"][i] == v["N_scaled_all"][i]
        differ += v["N_scaled"][i] != c * v["N"][i]
    # with its bias kept, the scaled network is not c N
    assert differ > 50
    assert (v["c"] == 0).any() and (v["c"] == 1).any() and (v["b"] == 0).mean() > 0.2 and (v["c"] >= 0).all()


@given(SEEDS, st.sampled_from([1, 2, 4, 8]))
@settings(max_examples=8, deadline=None)
def test_losses_within_their_bounds(seed: int, m: int) -> None:
    measured = networks.SCALED_LOSS.run(np.random.default_rng(seed), 300, m)
    for i in range(0, 300, 30):
        N, y, c, far = (precise(measured.values[name][i]) for name in ("N", "y", "c", "c_big"))
        wobble = precise(measured.errors["N"])[i]
        targets = {"mean_y": y.sum() / m, "mean_y2": (y * y).sum() / m, "phi0": (y * y).sum() / m}
        targets |= {"phi": ((c * N - y) ** 2).sum() / m, "phi_big": ((far * N - y) ** 2).sum() / m}
        for name, expected in targets.items():
            scale = {"phi": c, "phi_big": far}.get(name, 0)
            passed_on = (2 * abs(scale * N - y) * scale * wobble + (scale * wobble) ** 2).sum() / m
            gap = abs(precise(measured.values[name])[i] - expected)
            assert gap <= measured.errors[name][i] + passed_on * (1 + 1e-9), (name, i)


@given(SEEDS)
@settings(max_examples=8, deadline=None)
def test_value_at_zero_is_the_mean_of_squares_not_of_targets(seed: int) -> None:
    measured = networks.SCALED_LOSS.run(np.random.default_rng(seed), 3000, 4)
    v, e = measured.values, measured.errors
    unsure = e["phi0"] + e["mean_y2"] + e["mean_y"]
    assert (np.abs(v["phi0"] - v["mean_y2"]) <= unsure).all()
    assert (np.abs(v["phi0"] - v["mean_y"]) > unsure).mean() > 0.5
    dead = (v["N"] == 0).all(axis=1) & (e["N"] == 0)
    assert 0.02 < dead.mean() < 0.7
    assert (v["phi_big"] == v["phi0"])[dead].all() and (v["phi_big"] > 1e6)[~dead].mean() > 0.9
