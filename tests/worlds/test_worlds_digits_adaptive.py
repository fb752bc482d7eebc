"""AdaGrad and RMSProp on the digits: the gradient against complex steps, the loops against accumulators in closed form."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofs_check.worlds import digits_adaptive
from proofs_check.worlds.digits_adaptive import DELTA, RATE, RHO, gradient, loss, train

Array = NDArray[Any]
SEEDS = st.integers(0, 2**32 - 1)
SIZES = st.tuples(st.integers(1, 4), st.integers(1, 5), st.integers(1, 5), st.integers(2, 4))
TINY = 1e-30


def problem(seed: int, sizes: tuple[int, ...], data: int = 9) -> tuple[list[Array], Array, Array]:
    """Random weights, inputs in [0, 1] and one-hot targets."""
    rng = np.random.default_rng(seed)
    weights = [rng.standard_normal((a, b)) for a, b in pairwise(sizes)]
    return weights, rng.random((data, sizes[0])), np.eye(sizes[-1])[rng.integers(0, sizes[-1], data)]


def cross_entropy(weights: list[Array], x: Array, y: Array) -> Any:
    """Written for complex weights too: the units are switched by the real part, nothing is shifted."""
    value = x
    for weight in weights[:-1]:
        inner = value @ weight
        value = inner * (inner.real > 0)
    scores = value @ weights[-1]
    return (np.log(np.exp(scores).sum(axis=1)) - (scores * y).sum(axis=1)).mean()


@given(SEEDS, SIZES)
@settings(max_examples=40, deadline=None)
def test_the_gradient_matches_complex_steps(seed: int, sizes: tuple[int, ...]) -> None:
    weights, x, y = problem(seed, sizes)
    found = gradient(weights, x, y)
    assert loss(weights, x, y) == pytest.approx(cross_entropy(weights, x, y), rel=1e-12)
    for place, weight in enumerate(weights):
        for entry in np.ndindex(*weight.shape):
            turned = [part.astype(complex) for part in weights]
            turned[place][entry] += 1j * TINY
            slope = cross_entropy(turned, x, y).imag / TINY
            assert found[place][entry] == pytest.approx(slope, rel=1e-10, abs=1e-13)


def accumulated(squares: list[list[Array]], decay: float | None) -> list[Array]:
    """The accumulators from all squared gradients so far: their sum, or the sum weighted by (1 - decay) decay^age."""
    ages = range(len(squares) - 1, -1, -1)
    shares = [1.0 if decay is None else (1 - decay) * decay**age for age in ages]
    return [
        np.asarray(sum(s * g for s, g in zip(shares, part, strict=True)))
        for part in zip(*squares, strict=True)
    ]


def trained(
    weights: list[Array], batches: Array, x: Array, y: Array, decay: float | None
) -> tuple[float, list[Array]]:
    """The loss at the end, and all rates after each step; nan where no gradient came yet."""
    squares: list[list[Array]] = []
    rates = []
    for batch in batches:
        g = gradient(weights, x[batch], y[batch])
        squares.append([part**2 for part in g])
        r = accumulated(squares, decay)
        weights = [w - RATE * d / (DELTA + np.sqrt(s)) for w, d, s in zip(weights, g, r, strict=True)]
        with np.errstate(divide="ignore"):
            flat = np.concatenate([part.ravel() for part in r])
            rates.append(np.where(flat > 0, RATE / (DELTA + np.sqrt(flat)), np.nan))
    return float(cross_entropy(weights, x, y)), rates


# where all units are off the world takes the median of nothing, too
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@given(SEEDS, SIZES, st.integers(2, 30), st.sampled_from([None, 0.5, 0.9, RHO]))
@settings(max_examples=40, deadline=None)
def test_training_is_the_loop_with_its_accumulators(
    seed: int, sizes: tuple[int, ...], steps: int, decay: float | None
) -> None:
    weights, x, y = problem(seed, sizes)
    kept = [weight.copy() for weight in weights]
    batches = np.random.default_rng(seed + 1).integers(0, len(x), (steps, 4))
    end, fall = train(weights, batches, x, y, decay)
    expected, rates = trained(weights, batches, x, y, decay)
    assert end == pytest.approx(expected, rel=1e-9)
    if not np.isnan(rates[steps // 10]).all():  # else all units are off and nothing has moved
        early, late = (np.nanmedian(rates[step]) for step in (steps // 10, -1))
        assert fall == pytest.approx(late / early, rel=1e-9)
    assert all(np.array_equal(a, b) for a, b in zip(weights, kept, strict=True))


@given(SEEDS, st.integers(2, 30))
@settings(max_examples=40, deadline=None)
def test_adagrads_rates_never_rise(seed: int, steps: int) -> None:
    weights, x, y = problem(seed, (2, 6, 6, 3), 12)
    weights = [np.abs(weight) for weight in weights]  # every unit is on, every weight has a gradient
    batches = np.tile(np.arange(12), (steps, 1))
    _, rates = trained(weights, batches, x, y, None)
    assert not np.isnan(rates[0]).any()
    assert all((later <= earlier).all() for earlier, later in pairwise(rates))
    assert train(weights, batches, x, y, None)[1] <= 1


@given(SEEDS)
@settings(max_examples=5, deadline=None)
def test_rmsprops_rates_rise_when_gradients_fade(seed: int) -> None:
    """Large targets' gradients first, then data whose labels the network already knows."""
    weights, x, _ = problem(seed, (2, 6, 6, 3), 12)
    weights = [4 * np.abs(weight) for weight in weights]
    scores = digits_adaptive._forward(weights, x)[1]
    right, wrong = np.eye(3)[scores.argmax(axis=1)], np.eye(3)[scores.argmin(axis=1)]
    batches = np.concatenate([np.tile(np.arange(12, 24), (2, 1)), np.tile(np.arange(12), (18, 1))])
    both = np.concatenate([x, x]), np.concatenate([right, wrong])
    falls = [train(weights, batches, *both, decay)[1] for decay in (0.5, None)]
    assert falls[0] > falls[1]


@given(SEEDS)
@settings(max_examples=3, deadline=None)
def test_both_start_from_the_same_weights_on_the_same_batches(seed: int) -> None:
    pytest.importorskip("sklearn", reason="the digits come with the extra 'data'")
    asked: list[tuple[Any, ...]] = []

    def spied(*given_: Any) -> tuple[float, float]:
        asked.append(given_)
        return float(len(asked)), float(-len(asked))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(digits_adaptive, "train", spied)
        found = digits_adaptive.run(np.random.default_rng(seed), 2, 1).values
    for one, two in (asked[:2], asked[2:]):
        assert all(np.array_equal(a, b) for a, b in zip(one[0], two[0], strict=True))
        assert np.array_equal(one[1], two[1]) and (one[4], two[4]) == (None, RHO)
        assert one[1].shape == (digits_adaptive.STEPS, digits_adaptive.BATCH)
    assert not np.array_equal(asked[0][1], asked[2][1])
    letters = {name: found[name].tolist() for name in ("ada", "rms", "fall_ada", "fall_rms")}
    assert letters == {"ada": [1, 3], "rms": [2, 4], "fall_ada": [-1, -3], "fall_rms": [-2, -4]}


def test_one_run_learns() -> None:
    pytest.importorskip("sklearn", reason="the digits come with the extra 'data'")
    v = digits_adaptive.run(np.random.default_rng(0), 1, 1).values
    assert v["ada"][0] < np.log(10) and v["rms"][0] < np.log(10)
    assert v["fall_ada"][0] < 1
