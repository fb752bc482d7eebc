"""Networks at initialisation: the schemes' variances, the losses of a start and its negative, and shares counted by hand."""

from __future__ import annotations

import sys
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofs_check.instances.run import run_experiment
from proofs_check.statement.claim import Claim
from proofs_check.worlds import initialisations
from proofs_check.worlds.initial_networks import SCHEMES, initial_networks, orthonormal
from proofs_check.worlds.initialisations import Signs, judge_signs, share_letters, shares_of
from proofs_check.worlds.losses import CROSS_ENTROPY, LOGISTIC, LOSSES, SQUARE, Loss, lowest_scale, spread
from proofs_check.worlds.monotone_path import Layer, Network, outputs
from proofs_check.worlds.world import Measured
from theory.zero_predictor import SCHEMES as CLAIMED
from theory.zero_predictor import at_initialisation, of_signs

Array = NDArray[Any]
SEEDS = st.integers(0, 2**32 - 1)
REPAIRED: Claim = of_signs.repaired()


def test_the_claim_names_every_scheme() -> None:
    assert CLAIMED == SCHEMES and len(at_initialisation.experiments) == len(SCHEMES)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_weights_have_the_variance_of_their_scheme(scheme: str) -> None:
    first, last = initial_networks(np.random.default_rng(1), scheme, (20, 30, 10), 400)
    expected = {
        "he": (2 / 20, 2 / 30),
        "glorot": (2 / 50, 2 / 40),
        "lecun": (1 / 20, 1 / 30),
        "orthogonal": (2 / 30, 1 / 30),  # 20 orthonormal columns of 30 entries, 10 orthonormal rows of 30
        "small": (2 / 20, 2 / 30 / 10**4),
        "uniform": (1 / 60, 1 / 90),
    }[scheme.partition("_")[0]]
    assert first.weights.shape == (400, 30, 20) and last.bias.shape == (400, 1, 10)
    for layer, variance in zip((first, last), expected, strict=True):
        assert layer.weights.var() == pytest.approx(variance, rel=0.02)
        assert abs(layer.weights.mean()) < 5 * np.sqrt(variance / layer.weights.size)
    has_bias = scheme in ("he_biased", "uniform")
    assert (last.bias.std() > 0.05) == has_bias and (first.bias != 0).any() == has_bias
    if scheme.endswith("uniform"):
        assert np.abs(first.weights).max() <= np.sqrt(3 * expected[0]) <= 1.02 * np.abs(first.weights).max()


@given(SEEDS, st.integers(1, 6), st.integers(1, 6))
def test_orthonormal_rows_or_columns(seed: int, a: int, b: int) -> None:
    w = orthonormal(np.random.default_rng(seed), 3, a, b)
    assert w.shape == (3, b, a)
    gram = w @ w.swapaxes(1, 2) if b <= a else w.swapaxes(1, 2) @ w
    np.testing.assert_allclose(gram, np.broadcast_to(np.identity(min(a, b)), gram.shape), atol=1e-12)


def one_weight(c: float) -> Network:
    """The network N(x) = c x."""
    return (Layer(np.array([[[c]]]), np.zeros((1, 1, 1))),)


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_one_weight_by_hand(c: int, y: int) -> None:
    found = judge_signs(one_weight(c), np.ones((1, 1, 1)), np.full((1, 1, 1), float(y)), SQUARE)
    assert (found.P[0], found.M[0], found.Z[0]) == ((c - y) ** 2, (c + y) ** 2, y**2)
    assert found.dead[0] == (c == 0)
    assert c != 0 or found.P_error[0] == found.M_error[0] == found.Z_error[0] == 0
    assert c == 0 or max(found.P[0], found.M[0]) > found.Z[0]


def test_a_shift_of_all_classes_is_dead_under_cross_entropy() -> None:
    network = (Layer(np.ones((1, 3, 1)), np.full((1, 1, 3), 0.1)),)
    inputs, targets = np.arange(1.0, 5.0).reshape(1, 4, 1), np.identity(3)[[0, 1, 2, 0]][None]
    found = judge_signs(network, inputs, targets, CROSS_ENTROPY)
    assert found.dead[0] or max(found.P[0], found.M[0]) > found.Z[0]
    assert found.P[0] == pytest.approx(np.log(3), rel=1e-12)
    assert not judge_signs(network, inputs, targets, SQUARE).dead[0]


def plain_loss(layers: Network, place: int, x: Array, y: Array, loss: Loss, sign: float) -> float:
    """The loss of one network, written out datum by datum."""
    total = 0.0
    for point, target in zip(x, y, strict=True):
        value = point
        for depth, layer in enumerate(layers):
            value = layer.weights[place] @ value + layer.bias[place, 0]
            value = np.where(value > 0, value, 0) if depth < len(layers) - 1 else sign * value
        if loss is SQUARE:
            total += sum((value - target) ** 2)
        elif loss is LOGISTIC:
            total += np.log(1 + np.exp(-target[0] * value[0]))
        else:
            total += np.log(np.exp(value).sum()) - value @ target
    return total / len(x)


@given(SEEDS, st.sampled_from(SCHEMES), st.sampled_from(LOSSES), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_losses_of_a_start_and_its_negative(seed: int, scheme: str, loss: Loss, depth: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = initialisations.layer_sizes(depth, 8, loss)
    networks = initial_networks(rng, scheme, sizes, 3)
    x, y = initialisations.draw_data(rng, None, loss, 3, 5)
    found = judge_signs(networks, x, y, loss)
    nothing = tuple(Layer(0 * layer.weights, 0 * layer.bias) for layer in networks)
    for place in range(3):
        values = [plain_loss(networks, place, x[place], y[place], loss, sign) for sign in (1.0, -1.0)]
        values.append(plain_loss(nothing, place, x[place], y[place], loss, 1.0))
        assert (found.P[place], found.M[place], found.Z[place]) == pytest.approx(tuple(values), rel=1e-12)
        assert found.dead[place] or max(found.P[place], found.M[place]) > found.Z[place]


@given(SEEDS, st.sampled_from((1, 2, 3, 4)))
@settings(max_examples=4, deadline=None)
def test_of_each_pair_one_is_worse(seed: int, depth: int) -> None:
    found = initialisations.starts(np.random.default_rng(seed), SCHEMES, 120, depth)
    assert (found["Z"] > 0).all()
    dead = (found["P"] == found["Z"]) & (found["M"] == found["Z"])
    assert ((np.maximum(found["P"], found["M"]) > found["Z"]) | dead).all() and dead.mean() < 0.1
    better = found["P"] < found["Z"]
    assert 0 < better.sum() < 60


def test_shares_counted_by_hand() -> None:
    nothing = np.zeros(4)
    signs = Signs(
        P=np.array([2.0, 0.5, 3.0, 1.0]),
        M=np.array([0.5, 2.0, 3.0, 1.0]),
        Z=np.ones(4),
        P_error=np.array([0.1, 0.1, 2.5, 0.0]),
        M_error=nothing,
        Z_error=nothing,
        dead=np.array([False, False, False, True]),
    )
    found = share_letters(signs)
    assert (found["share"], found["pairs"], found["both"], found["dead"]) == (0.5, 0.5, 0.25, 0.25)
    assert found["draws"] == 4 and found["deviation"] == 0.25 and found["undecided"] == 0.25


@given(SEEDS, st.sampled_from(SCHEMES), st.sampled_from(LOSSES), st.integers(1, 4))
@settings(max_examples=15, deadline=None)
def test_shares_are_those_of_the_drawn_networks(seed: int, scheme: str, loss: Loss, depth: int) -> None:
    sizes = initialisations.layer_sizes(depth, 8, loss)
    found = shares_of(np.random.default_rng(seed), scheme, sizes, loss, None, 20)
    rng = np.random.default_rng(seed)
    x, y = initialisations.draw_data(rng, None, loss, 1)
    networks = initial_networks(rng, scheme, sizes, 20)
    every = [np.broadcast_to(part, (20, *part.shape[1:])) for part in (x, y)]
    losses = [loss.value(sign * outputs(networks, every[0])[0], every[1]) for sign in (1, -1, 0)]
    worse = Fraction(int((losses[0] > losses[2]).sum()), 20)
    flipped = Fraction(int((losses[1] > losses[2]).sum()), 20)
    assert found["share"] == pytest.approx(float(worse))
    assert found["pairs"] == pytest.approx(float((worse + flipped) / 2))
    assert found["pairs"] >= (1 - found["dead"]) / 2


def fitted(networks: Network, x: Array, y: Array, loss: Loss) -> Network:
    """The last layer turned and scaled to fit: its distribution is not symmetric any more."""
    out = outputs(networks, x)[0]
    sign = np.where(loss.slope(out, y, np.zeros(len(out))) > 0, -1.0, 1.0)
    factor = spread(0.5 * sign * lowest_scale(loss, spread(sign) * out, y, largest=2.0**10))
    return (*networks[:-1], Layer(factor * networks[-1].weights, factor * networks[-1].bias))


def fitted_shares(rng: np.random.Generator, instances: int, depth: int) -> Measured:
    """The shares of starts that are not drawn symmetrically."""
    rows = []
    for _ in range(instances):
        x, y = initialisations.draw_data(rng, None, SQUARE, 64, 16)
        drawn = initial_networks(rng, "he_normal", initialisations.layer_sizes(depth, 8, SQUARE), 64)
        rows.append(share_letters(judge_signs(fitted(drawn, x, y, SQUARE), x, y, SQUARE)))
    names = initialisations.INITIAL_SHARES.letters
    return Measured({name: np.array([row[name] for row in rows]) for name in names}, {})


def test_starts_that_are_not_symmetric_contradict_the_share() -> None:
    experiment = REPAIRED.experiments[1]
    broken = replace(initialisations.INITIAL_SHARES, run=fitted_shares, most=8)
    result = run_experiment(REPAIRED, replace(experiment, world=broken), (), 8, 0)
    assert result.failed == result.admissible == 8
    true = replace(initialisations.INITIAL_SHARES, most=8)
    assert run_experiment(REPAIRED, replace(experiment, world=true), (), 8, 0).failed == 0


def concave(rng: np.random.Generator, instances: int, depth: int) -> Measured:
    """A loss that is not convex: the losses' signs are changed."""
    found = initialisations.starts(rng, SCHEMES, instances, depth)
    return Measured({name: -found[name] for name in ("P", "M", "Z")}, {})


def test_a_concave_loss_contradicts_the_pairs() -> None:
    observed = replace(REPAIRED.experiments[0], world=replace(initialisations.ANY_SCHEME, run=concave))
    loose = replace(REPAIRED, given={})
    result = run_experiment(loose, observed, (), 80, 0)
    assert result.failed > 30
    assert run_experiment(loose, REPAIRED.experiments[0], (), 80, 0).failed == 0


def test_without_the_digits_random_data_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    assert initialisations.sources() == (None,)
    found = initialisations.run_shares(np.random.default_rng(0), 2, 1)
    assert (found.values["pairs"] >= 0.5).all()


def test_targets_of_digits_are_their_classes() -> None:
    pytest.importorskip("sklearn", reason="the digits come with the extra 'data'")
    digits, _ = initialisations.sources()
    assert digits is not None
    for loss in LOSSES:
        x, y = initialisations.draw_data(np.random.default_rng(3), digits, loss, 2, 7)
        for point, target in zip(x.reshape(14, -1), y.reshape(14, -1), strict=True):
            classes = {int(k) for k in digits[1][(digits[0] == point).all(axis=1)].argmax(axis=1)}
            shown = (target.argmax(),) if loss is not LOGISTIC else None
            assert set(shown) <= classes if shown else target[0] in {2.0 * (k % 2) - 1 for k in classes}
