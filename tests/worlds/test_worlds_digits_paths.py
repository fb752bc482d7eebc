"""Networks trained on digits: the constructed path and the straight line, on cases known by hand and on real runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofs_check.worlds import digits, digits_lines, digits_paths
from proofs_check.worlds.digits_lines import beside, shape_of
from proofs_check.worlds.initial_networks import initial_networks
from proofs_check.worlds.losses import CROSS_ENTROPY, LOSSES, SQUARE, Loss
from proofs_check.worlds.monotone_path import outputs, trace
from proofs_check.worlds.rectified import flat

Array = NDArray[Any]
SEEDS = st.integers(0, 2**32 - 1)
NEEDS_DIGITS = "the digits come with the extra 'data'"


def test_a_way_of_three_points_by_hand() -> None:
    """(0, 0), (3, 4), (6, 0): three ahead and four beside, seen also from two further on."""
    found = beside(np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 0.0]]), 1, 2.0)
    expected = {"alpha": 3, "beta": 4, "moved": 5, "other": np.sqrt(20), "plus": 8, "minus": 0, "far": 6}
    expected |= {"alpha_end": 6, "beta_end": 0, "peak": 4, "lowest": 4, "skew": 0}
    assert found == pytest.approx(expected, abs=1e-12)


@given(SEEDS, st.integers(2, 9), st.integers(2, 7))
def test_distances_are_those_of_pythagoras(seed: int, n: int, steps: int) -> None:
    rng = np.random.default_rng(seed)
    way, time = np.cumsum(rng.standard_normal((steps + 1, n)), axis=0), int(rng.integers(1, steps))
    found = beside(way, time, 0.5)
    p, q, theta = way[0], way[-1], way[time]
    cosine = (theta - p) @ (q - p) / np.linalg.norm(q - p)
    assert found["alpha"] == pytest.approx(cosine, abs=1e-9)
    assert found["beta"] ** 2 == pytest.approx(((theta - p) ** 2).sum() - cosine**2, abs=1e-9)
    assert found["other"] ** 2 == pytest.approx(found["beta"] ** 2 + 0.25, abs=1e-9)
    assert found["minus"] < 1e-9 and found["plus"] == pytest.approx(2 * found["beta"], abs=1e-9)
    assert found["lowest"] - 1e-12 <= found["beta"] <= found["peak"] + 1e-12
    assert found["skew"] <= found["peak"] + 1e-12


@given(st.integers(-8, 8), st.integers(-8, 8))
def test_the_shape_of_a_parabola(p: int, q: int) -> None:
    """p a^2 + q a on [0, 1]: its second differences are 2 p step^2, its chord is p + q high at the end."""
    a, step = digits_lines.GRID, 1 / 25
    found = {name: values[0] for name, values in shape_of((p * a**2 + q * a)[:, None]).items()}
    assert found["bend"] == pytest.approx(2 * p * step**2, abs=1e-12)
    assert found["drop"] == pytest.approx(-p - q) and found["L_start"] == 0
    assert found["excess"] == pytest.approx(-p * (12 / 25) * (13 / 25) if p < 0 else 0, abs=1e-12)
    largest = max(p * step**2 + q * step, p * (1 - (24 / 25) ** 2) + q * step)
    assert found["rise"] == pytest.approx(largest, abs=1e-12)


@given(SEEDS, st.sampled_from((1, 2)))
@settings(max_examples=2, deadline=None)
def test_runs_on_digits_leave_the_line_and_return(seed: int, depth: int) -> None:
    pytest.importorskip("sklearn", reason=NEEDS_DIGITS)
    v = digits_lines.run(np.random.default_rng(seed), 3, depth).values
    assert (v["drop"] > 0.5).all() and (v["L_zero"] == np.log(10)).all()
    np.testing.assert_allclose(v["moved"] ** 2, v["alpha"] ** 2 + v["beta"] ** 2, rtol=1e-9)
    assert (v["beta_end"] < 1e-9).all() and (v["lowest"] > 0).all() and (v["plus"] > v["beta"]).all()
    assert (v["rise"] * (len(digits_lines.GRID) - 1) >= -v["drop"] - 1e-12).all()
    # a line that fell in proportion would neither bend nor rise above its chord
    assert ((v["excess"] >= 0) & (v["bend"] <= v["drop"])).all()


def test_a_trajectory_starts_and_ends_with_its_networks() -> None:
    pytest.importorskip("sklearn", reason=NEEDS_DIGITS)
    images, classes = (part[:60] for part in digits.load_digits())
    rng = np.random.default_rng(4)
    start = digits_paths.starts(rng, digits_lines.SCHEMES, (64, 16, 10), 2)
    visited, end = digits_lines.trajectory(np.random.default_rng(5), start, images, classes)
    np.testing.assert_array_equal(visited[0], flat(start))
    np.testing.assert_array_equal(visited[-1], flat(end))
    assert visited.shape == (digits_lines.UPDATES + 1, 2, 64 * 16 + 16 + 160 + 10)
    along = digits_lines.along(start, end, images, classes)
    for network, found in ((start, along[0]), (end, along[-1])):
        data = [np.broadcast_to(part, (2, *part.shape)) for part in (images, classes)]
        np.testing.assert_allclose(
            CROSS_ENTROPY.value(outputs(network, data[0])[0], data[1]), found, rtol=1e-9
        )
    run = digits_lines.one_run(3, 1)
    assert run.alpha[0] == run.beta[0] == 0 and run.beta[-1] < 1e-9 < run.beta[1:-1].min()


def test_schemes_take_turns() -> None:
    rng, again = np.random.default_rng(2), np.random.default_rng(2)
    found = digits_paths.starts(rng, ("he_normal", "small_last"), (5, 4, 3), 6)
    large, small = (initial_networks(again, scheme, (5, 4, 3), 6) for scheme in ("he_normal", "small_last"))
    np.testing.assert_array_equal(found[-1].weights[::2], large[-1].weights[::2])
    np.testing.assert_array_equal(found[-1].weights[1::2], small[-1].weights[1::2])


@given(SEEDS, st.sampled_from(digits_paths.DEPTHS))
@settings(max_examples=3, deadline=None)
def test_paths_of_deep_networks_fall_from_start_to_end(seed: int, depth: int) -> None:
    pytest.importorskip("sklearn", reason=NEEDS_DIGITS)
    found = digits_paths.run_staged(np.random.default_rng(seed), 4, depth)
    v, e = found.values, found.errors
    assert (v["L_start"] >= 2 * v["L_zero"]).all() and (v["L_end"] < v["L_zero"]).all()
    within = v["reach"] >= v["L_start"]
    assert within.any()
    assert (v["worst_rise"] + e["worst_rise"] < 0)[within].all()
    np.testing.assert_allclose(v["L_last"][within], v["L_end"][within], rtol=1e-9)
    assert (v["worst_miss"] < 1e-9)[within].all() and (v["missed"] < 0.1)[within].all()


@pytest.mark.parametrize("loss", (SQUARE, CROSS_ENTROPY), ids=lambda loss: loss.name)
def test_the_straight_path_stands_still_where_the_constructed_one_falls(loss: Loss) -> None:
    """Without the scale, the second stage has one loss throughout; with it, each step falls."""
    pytest.importorskip("sklearn", reason=NEEDS_DIGITS)
    images, classes = (part[None, :80] for part in digits.load_digits())
    start = initial_networks(np.random.default_rng(1), "he_normal", (64, 8, 8, 10), 1)
    pair = digits_paths.trained_pair(
        digits.worse_than_zero(start, images, classes, loss), images, classes, loss
    )
    points = trace(pair.start, pair.end, None, images, classes, loss, 12, "staged")
    true = digits_paths.letters(points, pair, loss)
    broken = digits_paths.letters(replace(points, achieved=points.straight), pair, loss)
    assert true["worst_rise"].value[0] < 0 <= broken["worst_rise"].value[0]
    assert true["worst_miss"].value[0] < 1e-9 < broken["worst_miss"].value[0]
    assert true["L_last"].value[0] == pytest.approx(points.end[0]) and true["missed"].value[0] == 0


def test_starts_as_drawn_are_often_better_than_the_zero_predictor() -> None:
    pytest.importorskip("sklearn", reason=NEEDS_DIGITS)
    v = digits_paths.run_as_drawn(np.random.default_rng(0), 8, 2).values
    assert (v["L_start"] < 1.3 * v["L_zero"])[::2].any() and (v["L_end"] < v["L_zero"]).all()
    assert {loss.name for loss in digits_paths.LOSSES} < {loss.name for loss in LOSSES}
    # a level that no scale reaches is missed, and one that is reached is not
    assert ((v["missed"] > 0) == (v["worst_miss"] > 1e-9)).all()
