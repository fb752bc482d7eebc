"""The monotone path: on one pair of networks, on random ones, and on the trained digits."""

import sys
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofs_check.worlds import monotone_pairs
from proofs_check.worlds.losses import CROSS_ENTROPY, LOGISTIC, LOSSES, SQUARE, Loss
from proofs_check.worlds.monotone_path import Layer, monotone_path, outputs
from proofs_check.worlds.monotone_worlds import MONOTONE_PATH_DIRECT, MONOTONE_PATH_RANDOM
from proofs_check.worlds.world import World

FRACTIONS = np.vectorize(Fraction, otypes=[object])
SEEDS = st.integers(0, 2**32 - 1)


def network(rng: np.random.Generator, width: int, outs: int, last: float) -> tuple[Layer, ...]:
    hidden = Layer(rng.standard_normal((width, 3)), rng.standard_normal(width))
    return hidden, Layer(last * rng.standard_normal((outs, width)), last * rng.standard_normal(outs))


def negated(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    return (*layers[:-1], Layer(-layers[-1].weights, -layers[-1].bias))


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
@pytest.mark.parametrize("curved", [False, True])
def test_staged_path_falls_strictly_and_ends_where_it_should(loss: Loss, curved: bool) -> None:
    rng = np.random.default_rng(4)
    outs = 3 if loss is CROSS_ENTROPY else 1
    inputs = rng.standard_normal((20, 3))
    targets = {
        SQUARE.name: rng.standard_normal((20, 1)),
        LOGISTIC.name: rng.choice([-1.0, 1.0], (20, 1)),
        CROSS_ENTROPY.name: np.identity(3)[rng.integers(0, 3, 20)],
    }[loss.name]
    start, end = network(rng, 8, outs, 6.0), network(rng, 8, outs, 0.05)
    bend = network(rng, 8, outs, 0.5) if curved else None
    path = monotone_path(start, end, inputs, targets, loss, 48, bend)
    assert path.straight_loss[0] > path.zero_level > 0
    assert path.reachable.all() and path.lam[0] == 0 and path.lam[-1] == 1
    assert (np.diff(path.levels) < 0).all() and (np.diff(path.achieved) < 0).all()
    np.testing.assert_allclose(path.achieved, path.levels, rtol=1e-12)
    np.testing.assert_allclose(path.c[0], 1, rtol=1e-12)
    np.testing.assert_allclose(path.achieved[0], path.straight_loss[0], rtol=1e-12)
    np.testing.assert_allclose(path.achieved[-1], path.straight_loss[-1], rtol=1e-12)


def test_path_through_the_zero_network_has_no_scale_there() -> None:
    rng = np.random.default_rng(5)
    start, inputs, targets = (
        network(rng, 6, 1, 5.0),
        rng.standard_normal((10, 3)),
        rng.standard_normal((10, 1)),
    )
    straight = monotone_path(start, negated(start), inputs, targets, SQUARE, 16, schedule="direct")
    assert not straight.reachable[8]
    assert straight.c[8] == 0 and straight.achieved[8] == straight.zero_level < straight.levels[8]
    curved = monotone_path(start, negated(start), inputs, targets, SQUARE, 16, network(rng, 6, 1, 1.0))
    assert curved.reachable.all()


def test_too_few_steps_are_refused() -> None:
    rng = np.random.default_rng(6)
    start, end = (network(rng, 2, 1, 1.0) for _ in range(2))
    with pytest.raises(ValueError, match="at least 2"):
        monotone_path(start, end, np.ones((2, 3)), np.ones((2, 1)), steps=1)


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_output_bounds_hold(seed: int) -> None:
    rng = np.random.default_rng(seed)
    layers = tuple(
        Layer(rng.standard_normal((5, above, below)), rng.standard_normal((5, 1, above)))
        for below, above in ((3, 6), (6, 6), (6, 2))
    )
    inputs, scale = rng.standard_normal((5, 4, 3)), rng.standard_normal(5)
    found, bound = outputs(layers, inputs, scale)
    for i in range(5):
        value = FRACTIONS(inputs[i])
        for depth, layer in enumerate(layers):
            factor = Fraction(scale[i]) if depth == 2 else Fraction(1)
            value = value @ (factor * FRACTIONS(layer.weights[i])).T + factor * FRACTIONS(layer.bias[i])
            value = value if depth == 2 else value * (value > 0)
        assert (np.abs(FRACTIONS(found[i]) - value) <= FRACTIONS(bound[i])).all()
    assert (bound < 1e-10).all()


def outcome(
    world: World, seed: int
) -> tuple[Mapping[str, Any], Mapping[str, Any], NDArray[Any], NDArray[Any]]:
    measured = world.run(np.random.default_rng(seed), 800, 2 + seed % 3)
    v, e = measured.values, measured.errors
    assumed = (v["L_start"] - e["L_start"] > v["L_zero"] + e["L_zero"]) & (v["L_end"] < 0.999 * v["L_start"])
    return v, e, assumed, v["reach"] - e["reach"] >= v["L_start"]


@given(SEEDS)
@settings(max_examples=6, deadline=None)
def test_random_staged_paths_fall_wherever_every_level_is_in_reach(seed: int) -> None:
    v, e, assumed, within = outcome(MONOTONE_PATH_RANDOM, seed)
    good = assumed & within
    assert good.mean() > 0.3
    assert (v["worst_miss"] <= 1e-9 * v["L_start"])[good].all()
    assert (v["worst_rise"] < 0)[good].all()
    assert (v["worst_miss"] <= e["worst_miss"] + 1e-12 * v["L_start"])[good].all()
    # where a network of the path is 0 on the data there is no scale, whatever the hypotheses on the two ends
    dead = assumed & (v["smallest_output"] + e["smallest_output"] < 1e-20)
    assert dead.mean() > 0.05 and (v["worst_miss"] > 1e-3 * v["L_start"])[dead].all()


def test_random_direct_paths_miss_levels_below_the_zero_predictor() -> None:
    missed = reached = 0
    for seed in range(6):
        v, _, assumed, within = outcome(MONOTONE_PATH_DIRECT, seed)
        low, high = (v["L_end"] < 0.9 * v["L_zero"]), (v["L_end"] > v["L_zero"])
        missed += (v["worst_miss"] > 1e-3 * v["L_start"])[assumed & within & low].sum()
        reached += (v["worst_miss"] < 1e-9 * v["L_start"])[assumed & within & high].sum()
        assert not (v["worst_miss"] > 1e-9 * v["L_start"])[assumed & within & high].any()
    assert missed > 20 and reached > 100


def test_all_losses_and_depths_occur() -> None:
    seen = {monotone_pairs.CALLS[int(np.random.default_rng(seed).integers(0, 4))].name for seed in range(20)}
    assert seen == {loss.name for loss in LOSSES}


def test_digits_path() -> None:
    pytest.importorskip("sklearn")
    from proofs_check.worlds import digits

    path, again = digits.digits_path(0, 16, 32), digits.digits_path(0, 16, 32)
    np.testing.assert_array_equal(path.c, again.c)
    assert path.straight_loss[0] > 2 * path.zero_level > 4 * path.straight_loss[-1]
    assert path.reachable.all() and (np.diff(path.achieved) < 0).all()
    np.testing.assert_allclose(path.achieved[-1], path.straight_loss[-1], rtol=1e-12)
    inputs, targets = digits.load_digits()
    start = digits.initial_network(np.random.default_rng(0), inputs, targets, 16)
    end = digits.train(start, inputs, targets, digits.TRAINING_STEPS)
    assert digits.accuracy(end, inputs, targets) > 0.85 > 0.4 > digits.accuracy(start, inputs, targets)


def test_missing_data_package_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    from proofs_check.worlds import digits

    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(ModuleNotFoundError, match='extra "data"'):
        digits.load_digits()
