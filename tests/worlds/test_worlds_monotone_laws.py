"""Laws of the monotone path: levels, weights, the random pairs, and the letters that are read off a path."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofs_check.worlds import monotone_pairs
from proofs_check.worlds.losses import LOSSES, SQUARE, Loss
from proofs_check.worlds.monotone_pairs import random_pair, scaled, smallest
from proofs_check.worlds.monotone_path import (
    Layer,
    Network,
    between,
    losses_at_scale,
    outputs,
    path_levels,
    trace,
)
from proofs_check.worlds.monotone_worlds import STEPS, run_direct, run_staged, summary

Array = NDArray[Any]
SEEDS = st.integers(0, 2**32 - 1)
WIDTHS = st.sampled_from([2, 3, 8])
EACH_LOSS = st.sampled_from(LOSSES)


def plain_output(network: Network, x: Array, index: int) -> Array:
    """N(x), (m, k), of one network, row by row."""
    rows = []
    for row in x:
        value = row
        for depth, layer in enumerate(network):
            value = layer.weights[index] @ value + layer.bias[index, 0]
            value = value if depth == len(network) - 1 else np.where(value > 0, value, 0.0)
        rows.append(value)
    return np.array(rows)


def plain_loss(loss: Loss, out: Array, y: Array) -> float:
    """The mean over the rows, each from its textbook form."""
    if loss is SQUARE:
        return float(np.mean([(row - target) @ (row - target) for row, target in zip(out, y, strict=True)]))
    if loss.name == "logistic":
        return float(np.mean([np.logaddexp(0, -target @ row) for row, target in zip(out, y, strict=True)]))
    return float(
        np.mean([np.logaddexp.reduce(row) - target @ row for row, target in zip(out, y, strict=True)])
    )


@given(SEEDS, WIDTHS, EACH_LOSS)
@settings(max_examples=20, deadline=None)
def test_outputs_and_losses_are_those_of_each_network(seed: int, width: int, loss: Loss) -> None:
    pair = random_pair(np.random.default_rng(seed), 5, width, loss)
    c = np.random.default_rng(seed + 1).uniform(0, 3, 5)
    found = losses_at_scale(pair.end, pair.inputs, pair.targets, loss, c)
    for i in range(5):
        out, y = plain_output(pair.end, pair.inputs[i], i), pair.targets[i]
        assert np.allclose(outputs(pair.end, pair.inputs)[0][i], out, rtol=1e-12, atol=1e-12)
        assert np.isclose(found["straight"][i], plain_loss(loss, out, y), rtol=1e-10)
        assert np.isclose(found["achieved"][i], plain_loss(loss, c[i] * out, y), rtol=1e-10)
        assert np.isclose(found["output"][i], np.mean((out * out).sum(axis=1)), rtol=1e-10)
        far = max(plain_loss(loss, 2.0**40 * out, y), plain_loss(loss, 0 * out, y))
        assert np.isclose(found["farthest"][i], far, rtol=1e-10)


@given(SEEDS, WIDTHS, st.integers(0, 64))
@settings(max_examples=30, deadline=None)
def test_the_path_of_weights_is_a_parabola_through_both_ends(seed: int, width: int, place: int) -> None:
    pair = random_pair(np.random.default_rng(seed), 6, width, SQUARE)
    places = [
        between(pair.start, pair.end, pair.bend, np.full(6, lam)) for lam in (0.0, 0.5, 1.0, place / 64)
    ]
    lam = place / 64
    for start, end, bend, first, middle, last, point in zip(
        pair.start, pair.end, pair.bend, *places, strict=True
    ):
        for name in ("weights", "bias"):
            a, b, c = (getattr(layer, name) for layer in (start, end, bend))
            size = 1e-12 * (1 + np.abs(a).max() + np.abs(b).max() + np.abs(c).max())
            assert np.array_equal(getattr(first, name), a) and np.array_equal(getattr(last, name), b)
            assert np.allclose(getattr(middle, name), (a + b) / 2 + c, rtol=0, atol=size)
            drawn = (
                a * (1 - lam) * (1 - 2 * lam)
                + b * lam * (2 * lam - 1)
                + 4 * lam * (1 - lam) * ((a + b) / 2 + c)
            )
            assert np.allclose(getattr(point, name), drawn, rtol=0, atol=4 * size)


@given(
    st.integers(2, 40),
    st.floats(0, 5),
    st.floats(0.1, 5),
    st.floats(0.1, 5),
    st.sampled_from(["staged", "direct"]),
)
@settings(max_examples=80, deadline=None)
def test_levels_fall_from_the_start_to_the_end(
    steps: int, zero: float, above: float, fall: float, schedule: Any
) -> None:
    """The start is worse than the zero predictor and than the end."""
    start = np.array([zero + above])
    end = start - fall
    position, lam, levels = path_levels(schedule, steps, np.array([zero]), start, end)
    assert np.isclose(levels[0], start) and np.isclose(levels[-1], end, atol=1e-12)
    assert (np.diff(levels[:, 0]) < 0).all()
    assert (position[0], position[-1], lam[0], lam[-1]) == (0, 1, 0, 1) and (np.diff(lam) >= 0).all()
    if schedule == "staged":
        moving = levels[lam < 1, 0]
        halfway = (max(zero, end[0]) + start[0]) / 2
        assert (moving > halfway - 1e-12).all() and np.isclose(levels[lam == 1, 0].max(), halfway)


@given(SEEDS, WIDTHS, EACH_LOSS)
@settings(max_examples=20, deadline=None)
def test_random_pairs_are_what_the_theorem_assumes(seed: int, width: int, loss: Loss) -> None:
    pair = random_pair(np.random.default_rng(seed), 200, width, loss)
    start, end = (loss.value(outputs(net, pair.inputs)[0], pair.targets) for net in (pair.start, pair.end))
    zero = loss.value(np.zeros_like(pair.targets), pair.targets)
    worse = start > zero
    dead = (outputs(pair.start, pair.inputs)[0] == 0).all(axis=(1, 2))
    assert (worse | dead | (start >= zero * (1 - 1e-12))).mean() > 0.9 and worse.mean() > 0.4
    assert (end < start)[worse].mean() > 0.6


@given(SEEDS, WIDTHS, st.floats(-4, 4))
@settings(max_examples=20, deadline=None)
def test_a_scale_of_the_last_layer_scales_the_output(seed: int, width: int, factor: float) -> None:
    pair = random_pair(np.random.default_rng(seed), 8, width, SQUARE)
    c = np.full(8, factor)
    plain, _ = outputs(pair.start, pair.inputs)
    for found in (outputs(scaled(pair.start, c), pair.inputs)[0], outputs(pair.start, pair.inputs, c)[0]):
        assert np.allclose(found, factor * plain, rtol=1e-9, atol=1e-9 * (1 + np.abs(plain).max()))


@given(SEEDS, WIDTHS)
@settings(max_examples=20, deadline=None)
def test_paths_through_zero_have_no_output_in_the_middle(seed: int, width: int) -> None:
    pair = random_pair(np.random.default_rng(seed), 40, width, SQUARE)
    through = monotone_pairs._through_zero(pair.start, pair.end, np.arange(40) < 20)
    middle = between(pair.start, through, None, np.full(40, 0.5))
    assert not outputs(middle, pair.inputs)[0][:20].any()
    for kept, asked in zip(through, pair.end, strict=True):
        assert np.array_equal(kept.weights[20:], asked.weights[20:])


@given(SEEDS, st.integers(1, 6), st.integers(1, 5))
def test_the_least_value_covers_what_rounding_hides(seed: int, points: int, batch: int) -> None:
    rng = np.random.default_rng(seed)
    value, error = rng.uniform(0, 1, (points, batch)), rng.uniform(0, 0.5, (points, batch))
    found = smallest(value, error)
    for _ in range(5):
        true = (value + rng.uniform(-1, 1, (points, batch)) * error).min(axis=0)
        assert (np.abs(true - found.value) <= found.bound * (1 + 1e-12)).all()
    assert np.array_equal(found.value, value.min(axis=0))


@given(SEEDS, WIDTHS, EACH_LOSS, st.sampled_from(["staged", "direct"]))
@settings(max_examples=12, deadline=None)
def test_letters_are_read_off_the_path(seed: int, width: int, loss: Loss, schedule: Any) -> None:
    pair = random_pair(np.random.default_rng(seed), 6, width, loss)
    points = trace(pair.start, pair.end, pair.bend, pair.inputs, pair.targets, loss, STEPS, schedule)
    found = {name: letter.value for name, letter in summary(points, (np.zeros(6),) * 3).items()}
    for i in range(6):
        achieved, c = points.achieved[:, i], points.c[:, i]
        rises = [later - earlier for earlier, later in itertools.pairwise(achieved)]
        assert found["worst_rise"][i] == max(rises)
        assert found["worst_miss"][i] == max(
            abs(a - b) for a, b in zip(achieved, points.levels[:, i], strict=True)
        )
        assert found["jump"][i] == max(abs(b - a) for a, b in itertools.pairwise(c))
        assert found["reach"][i] == min(points.farthest[:, i])
        assert found["smallest_output"][i] == min(points.output[:, i])
        ends = [
            plain_loss(loss, plain_output(net, pair.inputs[i], i), pair.targets[i])
            for net in (pair.start, pair.end)
        ]
        assert np.allclose([found["L_start"][i], found["L_end"][i]], ends, rtol=1e-10)
        nothing = plain_loss(loss, np.zeros_like(pair.targets[i]), pair.targets[i])
        assert np.isclose(found["L_zero"][i], nothing)


@given(SEEDS, WIDTHS)
@settings(max_examples=4, deadline=None)
def test_both_schedules_start_and_end_at_the_same_losses(seed: int, width: int) -> None:
    """The same draws: the ends of the path do not depend on the order of the levels."""
    staged, direct = (run(np.random.default_rng(seed), 60, width).values for run in (run_staged, run_direct))
    for letter in ("L_zero", "L_start", "L_end"):
        assert np.array_equal(staged[letter], direct[letter])
    good = (direct["worst_miss"] < 1e-9 * direct["L_start"]) & (direct["L_start"] > direct["L_zero"])
    assert (direct["worst_rise"] < 0)[good & (direct["L_end"] < 0.999 * direct["L_start"])].all()


def as_layers(rng: np.random.Generator, pixels: int, width: int) -> tuple[Layer, ...]:
    """One hidden layer on the pixels."""
    hidden = Layer(rng.standard_normal((width, pixels)), rng.standard_normal(width))
    return hidden, Layer(rng.standard_normal((10, width)), rng.standard_normal(10))


def loss_of(network: Network, inputs: Array, targets: Array) -> float:
    """The square loss of one network, row by row."""
    batched = tuple(Layer(layer.weights[None], layer.bias[None, None]) for layer in network)
    return plain_loss(SQUARE, plain_output(batched, inputs, 0), targets)


@given(SEEDS, st.integers(1, 6), st.integers(1, 8))
@settings(max_examples=20, deadline=None)
def test_training_on_digits_never_raises_the_loss(seed: int, pixels: int, steps: int) -> None:
    from proofs_check.worlds import digits

    rng = np.random.default_rng(seed)
    inputs, targets = rng.random((9, pixels)), np.eye(10)[rng.integers(0, 10, 9)]
    network = as_layers(rng, pixels, 4)
    losses = [loss_of(digits.train(network, inputs, targets, n), inputs, targets) for n in range(steps + 1)]
    assert (np.diff(losses) <= 1e-12 * losses[0]).all() and losses[-1] < losses[0]
    assert losses[0] == loss_of(network, inputs, targets)


@given(SEEDS, st.integers(1, 6), st.integers(1, 12))
@settings(max_examples=20, deadline=None)
def test_training_starts_at_more_than_twice_the_loss_of_nothing(seed: int, pixels: int, width: int) -> None:
    from proofs_check.worlds import digits

    rng = np.random.default_rng(seed)
    inputs, targets = 0.1 + rng.random((9, pixels)), np.eye(10)[rng.integers(0, 10, 9)]
    if not np.maximum(inputs @ np.random.default_rng(seed).standard_normal((width, pixels)).T, 0).any():
        return  # all units are off: no scale of the last layer is large enough
    start = digits.initial_network(np.random.default_rng(seed), inputs, targets, width)
    zero = plain_loss(SQUARE, np.zeros((9, 10)), targets)
    assert loss_of(start, inputs, targets) >= 2 * zero * (1 - 1e-12)
    best = (start[0], Layer(0 * start[1].weights, np.eye(10)[targets.argmax(axis=1)[0]]))
    hits = (targets.argmax(axis=1) == targets.argmax(axis=1)[0]).mean()
    assert np.isclose(digits.accuracy(best, inputs, targets), hits)
