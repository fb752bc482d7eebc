"""The worlds of straight lines between weights: distances known by hand, and trained networks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.worlds import segments, training_runs

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS, st.sampled_from(segments.PROJECTIONS.sizes))
def test_least_squares_finds_the_projection(seed: int, size: int) -> None:
    found = segments.run_projections(np.random.default_rng(seed), 40, size)
    v = found.values
    along = np.einsum("bi,bi->b", v["u"], v["theta"] - v["p"])
    assert np.all(np.abs(v["alpha"] - along) <= found.errors["alpha"])
    rest = ((v["theta"] - v["p"]) ** 2).sum(axis=1) - along**2
    assert v["beta"] ** 2 == pytest.approx(rest, abs=1e-10)


def test_a_point_off_the_line_by_three_and_four() -> None:
    away = segments._off(np.array([[7.0, 3.0, 4.0]]), np.array([[1.0, 0.0, 0.0]]))
    assert away[0] == 5.0


def test_lines_of_trained_networks_start_where_training_starts() -> None:
    """The loss there is that of the initial weights, and training lowers it; the same seed gives the same runs."""
    pytest.importorskip("sklearn")
    one, two = (segments.run_lines(np.random.default_rng(5), 6, 1).values for _ in range(2))
    assert all(np.array_equal(one[name], two[name]) for name in one)
    assert np.all(one["drop"] > 0)
    assert np.all(one["skew"] <= one["peak"])
    inputs, labels = training_runs.load_tumours()
    first = training_runs.start(np.random.default_rng(5), 6)
    assert one["L_start"] == pytest.approx(segments.loss(first, inputs[None], labels[None]))
    nothing = np.zeros((1, training_runs.WEIGHTS))
    assert segments.loss(nothing, inputs[None], labels[None])[0] == pytest.approx(np.log(2))
