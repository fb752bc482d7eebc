"""Gradients of real data: slopes against a complex step, windows are pieces of the streams, and the sequences of the worlds hold them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.worlds import draw
from proofs_check.worlds.data_gradients import (
    GRID,
    STEPS,
    logistic_slope,
    regression,
    squares_slope,
    streams,
    windows,
)
from proofs_check.worlds.gradient_runs import gradients

pytest.importorskip("sklearn", reason="the data ship with scikit-learn (extra `data`)")
SEEDS = st.integers(0, 2**32 - 1)


def logistic(rows: np.ndarray, w: np.ndarray) -> complex:
    return complex(np.log(1 + np.exp(-rows @ w)).mean())


def squares(rows: np.ndarray, w: np.ndarray) -> complex:
    return complex(((rows[:, :-1] @ w - rows[:, -1]) ** 2 / 2).mean())


@pytest.mark.parametrize(
    ("loss", "slope", "extra"), [(logistic, logistic_slope, 0), (squares, squares_slope, 1)]
)
@given(SEEDS, st.integers(1, 5), st.integers(1, 9))
@settings(max_examples=25, deadline=None)
def test_slopes_are_derivatives(
    loss: Callable[..., complex], slope: Callable[..., np.ndarray], extra: int, seed: int, n: int, m: int
) -> None:
    rng = np.random.default_rng(seed)
    rows, w = rng.standard_normal((m, n + extra)), rng.standard_normal(n)
    steps = 1e-30j * np.eye(n)
    expected = [loss(rows, w + step).imag / 1e-30 for step in steps]
    np.testing.assert_allclose(slope(rows, w), expected, rtol=1e-10, atol=1e-12)


def test_there_are_streams_of_classification_and_of_regression() -> None:
    """Ten features and an intercept of the diabetes scores come last; no stream is constant."""
    assert len(regression()[0][0]) == 12
    assert len(streams()) > 20 and streams().shape[1] == STEPS
    assert (streams() / GRID == np.round(streams() / GRID)).all()
    assert (streams().std(axis=1) > 0).all()


@given(SEEDS, st.integers(1, 12), st.integers(1, 9))
@settings(max_examples=25, deadline=None)
def test_windows_are_pieces_of_streams(seed: int, instances: int, T: int) -> None:
    found = windows(np.random.default_rng(seed), instances, T)
    pieces = np.lib.stride_tricks.sliding_window_view(streams(), T, axis=1).reshape(-1, T)
    assert found.shape == (instances, T)
    assert all((pieces == one).all(axis=1).any() for one in found)


@given(SEEDS)
@settings(max_examples=5, deadline=None)
def test_the_sequences_of_the_worlds_hold_real_gradients(seed: int) -> None:
    """About a fifth of them; the first is not 0 where that is asked for."""
    rng = np.random.default_rng(seed)
    sequence = gradients(rng, draw.kinds(rng, 500), 4, nonzero_first=True)
    values = np.stack([g.value for g in sequence], axis=1)
    pieces = {
        tuple(one) for one in np.lib.stride_tricks.sliding_window_view(streams(), 4, axis=1).reshape(-1, 4)
    }
    assert 40 < sum(tuple(one) in pieces for one in values) < 200
    assert (values[:, 0] != 0).all()
