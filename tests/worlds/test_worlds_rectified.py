"""Training of rectified networks: gradients against complex steps, steps by hand, and the losses that fall."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofs_check.worlds import digits, rectified
from proofs_check.worlds.losses import CROSS_ENTROPY, LOGISTIC, LOSSES, SQUARE, Loss
from proofs_check.worlds.monotone_path import Layer, Network, outputs

Array = NDArray[Any]
SEEDS = st.integers(0, 2**32 - 1)
TINY = 1e-30
EACH_LOSS = pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)


def problem(seed: int, depth: int, loss: Loss, batch: int = 2) -> tuple[Network, Array, Array]:
    """Random networks with hidden layers of 4 units, and data."""
    rng = np.random.default_rng(seed)
    sizes = (3, *[4] * depth, 3 if loss is CROSS_ENTROPY else 1)
    network = tuple(
        Layer(rng.standard_normal((batch, b, a)), rng.standard_normal((batch, 1, b)))
        for a, b in pairwise(sizes)
    )
    targets = {
        SQUARE.name: rng.standard_normal((batch, 6, 1)),
        LOGISTIC.name: rng.choice([-1.0, 1.0], (batch, 6, 1)),
        CROSS_ENTROPY.name: np.identity(3)[rng.integers(0, 3, (batch, 6))],
    }[loss.name]
    return network, rng.standard_normal((batch, 6, 3)), targets


def complex_loss(parts: list[Array], x: Array, y: Array, loss: Loss) -> Any:
    """The loss of one network for complex weights too: the units are switched by the real part."""
    value = x
    for place in range(0, len(parts), 2):
        value = value @ parts[place].T + parts[place + 1]
        value = value * (value.real > 0) if place < len(parts) - 2 else value
    if loss is SQUARE:
        return ((value - y) ** 2).sum(axis=1).mean()
    if loss is LOGISTIC:
        return np.log(1 + np.exp(-y * value)).sum(axis=1).mean()
    return (np.log(np.exp(value).sum(axis=1)) - (value * y).sum(axis=1)).mean()


@EACH_LOSS
@given(seed=SEEDS, depth=st.integers(0, 3))
@settings(max_examples=15, deadline=None)
def test_the_gradient_matches_complex_steps(loss: Loss, seed: int, depth: int) -> None:
    network, x, y = problem(seed, depth, loss)
    found = rectified.gradient(network, x, y, loss)
    for run in range(2):
        parts = [part[run] for layer in network for part in (layer.weights, layer.bias)]
        slopes = [part[run] for layer in found for part in (layer.weights, layer.bias)]
        for place, part in enumerate(parts):
            for entry in np.ndindex(*part.shape):
                turned = [other.astype(complex) for other in parts]
                turned[place][entry] += 1j * TINY
                slope = complex_loss(turned, x[run], y[run], loss).imag / TINY
                assert slopes[place][entry] == pytest.approx(slope, rel=1e-9, abs=1e-12)


def test_steps_of_one_weight_by_hand() -> None:
    """(w - 1)^2 + bias: from 3 with the step 1/8; a first step of 2 is too long and is halved until it is not."""
    start = (Layer(np.array([[[3.0]]]), np.zeros((1, 1, 1))),)
    x, y = np.ones((1, 1, 1)), np.ones((1, 1, 1))
    one = rectified.train(start, x, y, SQUARE, 1, 0.125)
    assert one[0].weights[0, 0, 0] == 2.5 and one[0].bias[0, 0, 0] == -0.5
    assert rectified.train(start, x, y, SQUARE, 2, 2.0)[0].weights[0, 0, 0] == 3.0
    # 2 and 1 raise the loss, 1/2 leaves it as it is at the mirror image, which is taken
    assert rectified.train(start, x, y, SQUARE, 3, 2.0)[0].weights[0, 0, 0] == 1.0


@EACH_LOSS
@given(seed=SEEDS, depth=st.integers(1, 3))
@settings(max_examples=10, deadline=None)
def test_training_never_raises_a_loss(loss: Loss, seed: int, depth: int) -> None:
    network, x, y = problem(seed, depth, loss, 4)
    values = [
        loss.value(outputs(rectified.train(network, x, y, loss, tries, 0.5), x)[0], y)
        for tries in (0, 1, 5, 20)
    ]
    assert all((after <= before).all() for before, after in pairwise(values))
    # a network is trained alone as in a batch
    alone = tuple(Layer(layer.weights[1:2], layer.bias[1:2]) for layer in network)
    single = rectified.train(alone, x[1:2], y[1:2], loss, 20, 0.5)
    together = rectified.train(network, x, y, loss, 20, 0.5)
    np.testing.assert_allclose(single[0].weights[0], together[0].weights[1], rtol=1e-6, atol=1e-9)


@EACH_LOSS
@given(seed=SEEDS, depth=st.integers(1, 3))
@settings(max_examples=15, deadline=None)
def test_starts_are_doubled_until_they_are_worse(loss: Loss, seed: int, depth: int) -> None:
    network, x, y = problem(seed, depth, loss, 5)
    found = digits.worse_than_zero(network, x, y, loss)
    zero = loss.value(np.zeros_like(y), y)
    before, after = (loss.value(outputs(part, x)[0], y) for part in (network, found))
    for one, other in zip(network[:-1], found[:-1], strict=True):
        assert one is other
    factor = found[-1].weights[:, 0, 0] / network[-1].weights[:, 0, 0]
    np.testing.assert_array_equal(found[-1].bias, factor[:, None, None] * network[-1].bias)
    assert (np.log2(factor) == np.rint(np.log2(factor))).all() and (factor >= 1).all()
    enough = after >= digits.TOO_LARGE * zero
    # where it fits all data, or is 0 on them, no scale makes it worse
    assert (enough | (factor == 2.0**digits.DOUBLINGS)).all()
    assert ((factor == 1) == (before >= digits.TOO_LARGE * zero)).all()
    half = tuple(
        Layer(part.weights / 2, part.bias / 2) if place == depth else part for place, part in enumerate(found)
    )
    stopped = enough & (factor > 1)
    assert (loss.value(outputs(half, x)[0], y)[stopped] < digits.TOO_LARGE * zero[stopped]).all()


@given(SEEDS, st.integers(1, 3))
def test_all_weights_in_one_row(seed: int, depth: int) -> None:
    network, _, _ = problem(seed, depth, SQUARE)
    rows = rectified.flat(network)
    assert rows.shape == (2, 4 * 3 + 4 + (depth - 1) * 20 + 5)
    size = sum(float((layer.weights[1] ** 2).sum()) + float((layer.bias[1] ** 2).sum()) for layer in network)
    assert (rows[1] ** 2).sum() == pytest.approx(size)
    assert rows[0, 0] == network[0].weights[0, 0, 0] and rows[0, -1] == network[-1].bias[0, 0, -1]
