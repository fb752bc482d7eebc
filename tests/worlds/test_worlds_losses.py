"""The convex losses against 600-bit arithmetic, and the scales that take a level against bisection."""

from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from worlds_reference import precise

from proofs_check.worlds.losses import (
    CROSS_ENTROPY,
    LOGISTIC,
    LOSSES,
    SQUARE,
    Loss,
    lowest_scale,
    scale_for_level,
    spread,
)

EACH_LOSS = pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)


def example(rng: np.random.Generator, loss: Loss, instances: int) -> tuple[NDArray[Any], NDArray[Any]]:
    outputs = 3 if loss is CROSS_ENTROPY else 1
    out = rng.standard_normal((instances, 4, outputs)) * 10.0 ** rng.uniform(-2, 2, (instances, 1, 1))
    if loss is SQUARE:
        return out, rng.standard_normal((instances, 4, 1))
    if loss is LOGISTIC:
        return out, rng.choice([-1.0, 1.0], (instances, 4, 1))
    return out, np.identity(3)[rng.integers(0, 3, (instances, 4))]


def precise_loss(loss: Loss, out: NDArray[Any], y: NDArray[Any]) -> mpmath.mpf:
    out, y = precise(out), precise(y)
    if loss is SQUARE:
        return sum(((out - y) ** 2).ravel()) / len(out)
    if loss is LOGISTIC:
        return sum(mpmath.log(1 + mpmath.exp(-z)) for z in (y * out).ravel()) / len(out)
    rows = zip(out, y, strict=True)
    return sum(mpmath.log(sum(mpmath.exp(z) for z in row)) - row @ target for row, target in rows) / len(out)


@EACH_LOSS
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_values_and_slopes(loss: Loss, seed: int) -> None:
    rng = np.random.default_rng(seed)
    out, y = example(rng, loss, 10)
    moved = out + 1e-9 * rng.uniform(-1, 1, out.shape)
    value, error = loss.value(moved, y), loss.error(moved, y, np.full(out.shape, 1.0001e-9))
    tight = loss.error(out, y, np.zeros_like(out))
    c = 10.0 ** rng.uniform(-2, 1, 10)
    slope = loss.slope(out, y, c)
    for i in range(10):
        true = precise_loss(loss, out[i], y[i])
        assert abs(precise(value)[i] - true) <= error[i]
        assert abs(precise(loss.value(out, y))[i] - true) <= tight[i]
        tiny = mpmath.mpf(2) ** -200

        def phi(scale: mpmath.mpf, i: int = i) -> mpmath.mpf:
            return precise_loss(loss, scale * precise(out[i]), y[i])

        expected = (phi(mpmath.mpf(c[i]) + tiny) - phi(mpmath.mpf(c[i]) - tiny)) / (2 * tiny)
        assert abs(slope[i] - expected) <= 1e-12 * float(
            np.abs(out[i]).max() * (1 + c[i] * np.abs(out[i]).max())
        )


def bisected(loss: Loss, out: NDArray[Any], y: NDArray[Any], level: float, low: float) -> float:
    """The scale right of low with the level, by plain bisection."""
    high = max(1.0, 2 * low)
    while loss.value(high * out, y)[0] < level:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if loss.value(middle * out, y)[0] < level else (low, middle)
    return high


@EACH_LOSS
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_scales_match_bisection(loss: Loss, seed: int) -> None:
    rng = np.random.default_rng(seed)
    out, y = example(rng, loss, 12)
    zero = loss.value(0 * out, y)
    lowest = lowest_scale(loss, out, y)
    least = loss.value(spread(lowest) * out, y)
    # above the zero predictor's loss, and between it and the smallest one
    for level in (zero * (1 + rng.uniform(0.1, 3, 12)), least + (zero - least) * rng.uniform(0.2, 0.8, 12)):
        found = scale_for_level(loss, out, y, level)
        rises = loss.value(2.0**40 * out, y) > level
        # at the bottom the scale is only as good as the root of the rounding
        for i in np.flatnonzero(found.reachable & rises & (level > least * (1 + 1e-4))):
            c = bisected(loss, out[i : i + 1], y[i : i + 1], level[i], float(lowest[i]))
            np.testing.assert_allclose(found.c[i], c, rtol=1e-8)
            np.testing.assert_allclose(
                loss.value(found.c[i] * out[i : i + 1], y[i : i + 1])[0], level[i], rtol=1e-12
            )
        within = (level > least * (1 + 1e-12)) & (rises | (level <= zero))
        assert (found.reachable == within)[level > least * (1 + 1e-12)].all()


@pytest.mark.parametrize("loss", [LOGISTIC, CROSS_ENTROPY], ids=lambda loss: loss.name)
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_outputs_that_fit_all_data_have_one_scale_below_the_zero_predictor(loss: Loss, seed: int) -> None:
    rng = np.random.default_rng(seed)
    out, y = example(rng, loss, 12)
    # the output of the right class is the largest one
    out = y * np.abs(out) if loss is LOGISTIC else out + y * (np.ptp(out, axis=2, keepdims=True) * 1.5)
    zero = loss.value(0 * out, y)
    level = zero * rng.uniform(0.05, 0.95, 12)
    found = scale_for_level(loss, out, y, level)
    assert found.reachable.all() and (found.c > 0).all()
    np.testing.assert_allclose(loss.value(spread(found.c) * out, y), level, rtol=1e-9)
    assert not scale_for_level(loss, out, y, 1.1 * zero).reachable.any()


@EACH_LOSS
def test_levels_below_the_least_value_are_not_reachable(loss: Loss) -> None:
    out, y = example(np.random.default_rng(2), loss, 50)
    lowest = lowest_scale(loss, out, y)
    least = loss.value(spread(lowest) * out, y)
    found = scale_for_level(loss, out, y, least * 0.9 - 1e-9)
    assert not found.reachable.any()
    np.testing.assert_allclose(loss.value(spread(found.c) * out, y), least, rtol=1e-7, atol=1e-12)


@EACH_LOSS
def test_a_zero_network_reaches_nothing_above(loss: Loss) -> None:
    _, y = example(np.random.default_rng(3), loss, 5)
    out = np.zeros_like(y)
    found = scale_for_level(loss, out, y, 1 + loss.value(out, y))
    assert not found.reachable.any() and (found.c == 0).all()


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_closed_form_and_newton_agree_for_the_square_loss(seed: int) -> None:
    out, y = example(np.random.default_rng(seed), SQUARE, 20)
    level = SQUARE.value(0 * out, y) * 1.5
    other = Loss("square again", SQUARE.value, SQUARE.slope, SQUARE.error)
    closed, iterated = (scale_for_level(loss, out, y, level).c for loss in (SQUARE, other))
    np.testing.assert_allclose(closed, iterated, rtol=1e-11)
