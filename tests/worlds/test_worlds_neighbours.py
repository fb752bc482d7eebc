"""Continuity of the scale on the falling path: what is measured, and that a construction which jumps is seen."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from proofs_check.instances.run import run_experiment
from proofs_check.statement.claim import Claim, Experiment
from proofs_check.worlds import monotone_neighbours as world
from proofs_check.worlds.losses import LOSSES, SQUARE, Loss, scale_for_level
from proofs_check.worlds.monotone_neighbours import Construction, largest_move, neighbours, output_sway
from proofs_check.worlds.monotone_pairs import Pair, random_pair
from proofs_check.worlds.monotone_path import Layer, Network, monotone_path, outputs
from proofs_check.worlds.world import Measured, World
from theory.path_scale import scale_per_path_point
from theory.path_theorem import monotone_path_theorem

Array = NDArray[np.float64]
CLAIMS = (monotone_path_theorem.repaired(), scale_per_path_point.repaired())


class OtherRoot(Construction):
    """From the middle of the path on the negative root of phi(c) = level: each level is reached, the losses fall, c jumps."""

    def scale(self, lam: Array) -> Array:
        out = outputs(self.weights(lam), self.pair.inputs)[0]
        negative = -scale_for_level(self.loss, -out, self.pair.targets, self.level(lam)).c
        return np.where(lam < 0.5, super().scale(lam), negative)


class BrokenWeights(Construction):
    """The path of weights jumps in the middle: half way to the bent path's end."""

    def weights(self, lam: Array) -> Network:
        return super().weights(np.where(lam < 0.5, lam, 0.25 + 0.75 * lam))


class BrokenLevel(Construction):
    """The level jumps down in the middle of the path."""

    def level(self, lam: Array) -> Array:
        low = super().level(np.ones_like(lam))
        usual = super().level(lam)
        return np.where(lam < 0.5, usual, 0.5 * (usual + low))


def built_by(kind: type[Construction]) -> World:
    """The world with another construction."""

    def run(rng: np.random.Generator, instances: int, width: int) -> Measured:
        def build(pair: Pair, loss: Loss) -> Construction:
            usual = world.construction(pair, loss)
            return kind(usual.pair, usual.loss, usual.ends)

        return world.measure(rng, instances, width, build)

    return replace(world.MONOTONE_PATH_NEIGHBOURS, run=run)


def failures(claim: Claim, kind: type[Construction]) -> tuple[int, int, int]:
    """Failed, decided and admissible instances of the claim's experiment on neighbours."""
    experiment: Experiment = claim.experiments[-1]
    assert str(experiment.world).endswith("monotone_path_neighbours")
    result = run_experiment(claim, replace(experiment, world=built_by(kind)), (), 2400, 11)
    return result.failed, result.admissible - result.inconclusive, result.admissible


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_the_construction_moves_within_its_bounds(claim: Claim) -> None:
    failed, decided, admissible = failures(claim, Construction)
    assert failed == 0 and admissible > 1000 and decided > 0.95 * admissible


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_jump_to_the_other_root_is_seen(claim: Claim) -> None:
    failed, decided, _ = failures(claim, OtherRoot)
    assert decided > 1000 and failed > 0.95 * decided


def test_a_jump_of_the_weights_is_seen() -> None:
    failed, _, admissible = failures(CLAIMS[0], BrokenWeights)
    assert failed > 0.05 * admissible


def test_a_jump_of_the_level_is_seen() -> None:
    failed, _, admissible = failures(CLAIMS[1], BrokenLevel)
    # seen where the scale moves more over the jump than it does elsewhere
    assert failed > 0.01 * admissible


def tame(seed: int, loss: Loss) -> Construction:
    """Pairs whose path stays away from the zero network, so that a coarse grid shows how the scale moves."""
    pair = random_pair(np.random.default_rng(seed), 600, 8, loss)
    grid = [
        (outputs(world.construction(pair, loss).weights(np.full(600, lam)), pair.inputs)[0] ** 2).mean(
            axis=(1, 2)
        )
        for lam in np.arange(65) / 64
    ]
    size = np.stack(grid)
    zero = loss.value(np.zeros_like(pair.targets), pair.targets)
    start = loss.value(outputs(pair.start, pair.inputs)[0], pair.targets)
    kept = np.flatnonzero((size.min(axis=0) > 0.05 * size.max(axis=0)) & (start > 1.2 * zero))
    return world.construction(chosen(pair, kept), loss)


def chosen(pair: Pair, kept: NDArray[np.int64]) -> Pair:
    """Some of the instances."""

    def part(network: Network) -> Network:
        return tuple(Layer(layer.weights[kept], layer.bias[kept]) for layer in network)

    return Pair(part(pair.start), part(pair.end), part(pair.bend), pair.inputs[kept], pair.targets[kept])


def grid_jumps(path: Construction, cells: int, value: Callable[[Array], Array]) -> Array:
    """The largest change from one grid point to the next, (B,)."""
    batch = len(path.pair.inputs)
    values = np.stack([value(np.full(batch, lam)) for lam in np.arange(cells + 1) / cells])
    return np.asarray(np.abs(np.diff(values, axis=0)).max(axis=0))


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
def test_jumps_fall_in_proportion_when_the_grid_is_refined(loss: Loss) -> None:
    path = tame(3, loss)
    coarse, finer, finest = (grid_jumps(path, cells, path.scale) for cells in (64, 128, 256))
    assert len(coarse) > 20
    # nested grids: a largest change cannot fall faster than in proportion
    assert (finer >= 0.499 * coarse).all() and (finest >= 0.499 * finer).all()
    # the rest meets a steep place between the grid points that the coarse grid did not show
    assert np.median(finest / coarse) < 0.3 and np.quantile(finest / coarse, 0.75) < 0.4
    jumping = OtherRoot(path.pair, path.loss, path.ends)
    still, again = (grid_jumps(jumping, cells, jumping.scale) for cells in (64, 256))
    assert np.median(again / still) > 0.9


def test_jumps_of_the_loss_fall_in_proportion_on_the_digits() -> None:
    pytest.importorskip("sklearn")
    from proofs_check.worlds import digits

    inputs, targets = digits.load_digits()
    start = digits.initial_network(np.random.default_rng(0), inputs, targets, 16)
    end = digits.train(start, inputs, targets, 100)
    paths = [monotone_path(start, end, inputs, targets, SQUARE, steps) for steps in (16, 32, 64)]
    loss = [np.abs(np.diff(path.achieved)).max() for path in paths]
    scale = [np.abs(np.diff(path.c[path.lam < 1])).max() for path in paths]
    np.testing.assert_allclose([loss[1] / loss[0], loss[2] / loss[1]], 0.5, rtol=1e-9)
    assert 0.45 < scale[1] / scale[0] < 0.65 and 0.45 < scale[2] / scale[1] < 0.6


@given(st.integers(1, 2**20 - 1), st.integers(2, 24))
def test_the_largest_move_is_found_at_a_jump(place: int, halvings: int) -> None:
    where = place / 2**20
    left, right = largest_move(lambda lam: np.where(lam < where, 1.0 + lam, 3.0 + lam), 3, halvings)
    assert (left < where).all() and (where <= right).all()
    np.testing.assert_array_equal(right - left, 2.0**-halvings / 8)


@given(st.integers(0, 2**32 - 1), st.integers(3, 27), st.sampled_from([2, 3, 8]))
@settings(max_examples=15, deadline=None)
def test_outputs_move_no_further_than_the_bound(seed: int, bits: int, size: int) -> None:
    width = 2.0**-bits
    pair = random_pair(np.random.default_rng(seed), 500, size, SQUARE)
    path = world.construction(pair, SQUARE)
    left = np.random.default_rng(seed + 1).integers(0, 7, 500) / 8
    ends = [outputs(path.weights(at), pair.inputs) for at in (left, left + width)]
    moved, bound = np.abs(ends[1][0] - ends[0][0]), output_sway(pair, np.full(500, width))
    assert (moved <= bound + ends[0][1] + ends[1][1]).all()
    # in proportion to the width, so that the bound says something at small ones
    assert (output_sway(pair, np.full(500, width / 2)) <= 0.5 * bound + 1e-9 * (1 + bound)).all()


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=15, deadline=None)
def test_the_moved_loss_is_that_of_the_old_scale(seed: int) -> None:
    pair = random_pair(np.random.default_rng(seed), 50, 2, SQUARE)
    path = world.construction(pair, SQUARE)
    left, right = np.full(50, 0.25), np.full(50, 0.5)
    found = neighbours(path, left, right)
    out = path.scale(left)[:, None, None] * outputs(path.weights(right), pair.inputs)[0]
    expected = ((out - pair.targets) ** 2).sum(axis=2).mean(axis=1)
    np.testing.assert_allclose(found["L_moved"].value, expected, rtol=1e-9)
