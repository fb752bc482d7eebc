"""Blocks: shapes, reproducible from the seed, every promise exactly for every instance, edge cases inside."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.strategies import (
    Block,
    Instances,
    blocks,
    data_block,
    float_array,
    gradient_block,
    jordan_near_block,
    layers,
    network_block,
    non_normal_block,
    orthogonal_block,
    positive_definite_block,
    spectrum_block,
    symmetric_block,
)
from tests.strategies.shrinking import EPS, FEW, all_fractions, simplest

CASES = [
    (symmetric_block, (3,), (3, 3)),
    (orthogonal_block, (3,), (3, 3)),
    (spectrum_block, (4,), (4,)),
    (positive_definite_block, (3, 100), (3, 3)),
    (non_normal_block, (3,), (3, 3)),
    (jordan_near_block, (3,), (3, 3)),
    (gradient_block, (5, 2), (5, 2)),
    (network_block, (2, 3, 1), (13,)),
    (data_block, (4, 2), (4, 3)),
]
SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize(("draw", "shape", "expected"), CASES, ids=lambda case: getattr(case, "__name__", ""))
def test_blocks_have_the_shape_and_are_reproducible(draw: Any, shape: Any, expected: Any) -> None:
    block = simplest(blocks(draw, *shape))
    assert (block.seed, block.count, block.shape) == (0, 1000, shape)
    floats = block.instances.floats()
    assert floats.shape == (1000, *expected) and floats.dtype == np.float64 and len(block.instances) == 1000
    assert (Block(draw, shape, 0).instances.floats() == floats).all()
    assert (Block(draw, shape, 1).instances.floats() != floats).any()
    assert draw.__name__ in repr(block) and "seed=0" in repr(block)


@pytest.mark.parametrize(("draw", "shape", "_"), CASES, ids=lambda case: getattr(case, "__name__", ""))
def test_both_forms_of_an_instance_agree(draw: Any, shape: Any, _: Any) -> None:
    instances = Block(draw, shape, 7, 40).instances
    for number, floats in enumerate(instances.floats()):
        exact = instances.exact(number)
        assert all_fractions(exact)
        assert (abs(floats - float_array(exact)) <= 2 * EPS * abs(floats)).all()


@FEW
@given(blocks(symmetric_block, st.integers(1, 4), count=100))
def test_symmetric_blocks(block: Block) -> None:
    matrices = block.instances.floats()
    assert matrices.shape == (100, *block.shape * 2)
    assert (matrices == matrices.transpose(0, 2, 1)).all() and not matrices[0].any()


@FEW
@given(blocks(orthogonal_block, st.integers(1, 4), count=100))
def test_orthogonal_blocks_exactly(block: Block) -> None:
    above, below = block.instances.numerators, block.instances.denominators
    assert (above.transpose(0, 2, 1) @ above == below**2 * np.eye(block.shape[0], dtype=np.int64)).all()
    assert (above[0] == np.eye(block.shape[0])).all()


def test_orthogonal_blocks_hold_rotations_and_reflections_that_are_not_symmetric() -> None:
    matrices = Block(orthogonal_block, (3,)).instances.floats()
    signs = np.sign(np.linalg.det(matrices))
    assert (signs == 1).sum() > 200 and (signs == -1).sum() > 200
    assert (abs(matrices - matrices.transpose(0, 2, 1)).max(axis=(1, 2)) > 0.1).sum() > 300


def characteristic(instances: Instances, number: int, x: int) -> Fraction:
    """det(x - A) for 2 x 2 matrices, exactly."""
    (a, b), (c, d) = instances.exact(number)
    return Fraction((x - a) * (x - d) - b * c)


@FEW
@given(
    st.one_of(
        blocks(positive_definite_block, 2, 1000, count=20),
        blocks(non_normal_block, 2, count=20),
        blocks(jordan_near_block, 2, count=20),
    )
)
def test_blocks_have_the_eigenvalues_that_they_promise(block: Block) -> None:
    promised = block.instances.eigenvalues
    assert promised is not None and len(promised) == 20
    for number in range(20):
        first, second = promised.exact(number)
        assert all(characteristic(block.instances, number, x) == (x - first) * (x - second) for x in range(3))


@FEW
@given(blocks(positive_definite_block, st.integers(2, 4), 1000, count=100))
def test_positive_definite_blocks_have_the_condition_number(block: Block) -> None:
    matrices, promised = block.instances.floats(), block.instances.eigenvalues
    assert promised is not None
    values = promised.floats()
    assert (values.min(axis=1) == 1).all() and (values.max(axis=1) == 1000).all()
    assert (matrices == matrices.transpose(0, 2, 1)).all()
    assert abs(np.linalg.cond(matrices) / 1000 - 1).max() < 10 * 4 * EPS * 1000


def test_positive_definite_blocks_refuse_what_is_impossible_or_does_not_fit() -> None:
    with pytest.raises(ValueError, match="at least 1, and 1 for n = 1"):
        _ = Block(positive_definite_block, (1, 2)).instances
    with pytest.raises(ValueError, match="do not fit 64 bits"):
        _ = Block(positive_definite_block, (8, 10**14)).instances
    assert Block(positive_definite_block, (1, 1)).instances.floats().max() == 1


@FEW
@given(blocks(non_normal_block, st.integers(2, 4), count=100))
def test_non_normal_blocks_do_not_commute_with_their_transposes(block: Block) -> None:
    matrices = block.instances.numerators
    turned = matrices.transpose(0, 2, 1)
    assert (matrices @ turned != turned @ matrices).any(axis=(1, 2)).all()


def test_jordan_near_blocks_hold_jordan_blocks_and_small_gaps() -> None:
    promised = Block(jordan_near_block, (3,)).instances.eigenvalues
    assert promised is not None
    gaps = np.diff(promised.floats(), axis=1)
    firsts = [Block(jordan_near_block, (2,), seed, 1).instances.eigenvalues for seed in range(9)]
    assert all(first is not None and not np.diff(first.floats()).any() for first in firsts)
    assert (gaps == gaps[:, :1]).all()
    assert 150 < (gaps[:, 0] == 0).sum() < 350 and gaps.max() == 0.5 and 0 < gaps[gaps > 0].min() <= 2.0**-18


def test_gradient_blocks_hold_zeros_ties_changes_of_sign_and_scales() -> None:
    gradients = Block(gradient_block, (6, 2)).instances.floats()
    before, after = gradients[:, :-1], gradients[:, 1:]
    some = (before != 0).any(axis=2)
    assert not gradients[0].any() and (gradients == 0).all(axis=2).mean() > 0.08
    assert ((before == after).all(axis=2) & some).sum() > 200
    assert ((before == -after).all(axis=2) & some).sum() > 200
    assert abs(gradients).max() > 1e15 and 0 < abs(gradients[gradients != 0]).min() < 1e-15
    assert np.sign(gradients).min() == -1 and np.sign(gradients).max() == 1


def test_spectrum_blocks_ascend_with_ties() -> None:
    values = Block(spectrum_block, (4,)).instances.floats()
    assert (np.diff(values) >= 0).all() and (np.diff(values) == 0).any(axis=1).sum() > 200
    assert ((values[:, 0] < 0) & (values[:, -1] > 0)).sum() > 500


def test_layers_divide_the_parameters() -> None:
    parameters = Block(network_block, (2, 3, 1)).instances.floats()
    (first, bias), (second, last) = layers(parameters, 2, 3, 1)
    assert (first.shape, bias.shape, second.shape, last.shape) == (
        (1000, 3, 2),
        (1000, 3),
        (1000, 1, 3),
        (1000, 1),
    )
    parts = [part.reshape(1000, -1) for part in (first, bias, second, last)]
    assert (np.concatenate(parts, axis=1) == parameters).all()


def test_data_blocks_hold_repeated_samples_with_other_targets() -> None:
    data = Block(data_block, (4, 2)).instances.floats()
    same = (data[:, 1:, :-1] == data[:, :-1, :-1]).all(axis=2)
    other = data[:, 1:, -1] != data[:, :-1, -1]
    assert (same & other).sum() > 100


def test_a_draw_of_ones_own_makes_a_block() -> None:
    block = simplest(blocks(partial(_halves, top=3), 2, count=5))
    assert block.instances.exact(4).tolist() == [Fraction(3, 2)] * 2 and "partial" in repr(block)


def _halves(generator: np.random.Generator, count: int, n: int, top: int) -> Instances:
    return Instances(np.full((count, n), top), np.full((count, 1), 2), np.zeros((count, 1), dtype=np.int64))


def test_the_judge_does_not_import_hypothesis() -> None:
    code = (
        "import sys, proofs_check, proofs_check.judging, proofs_check.run, proofs_check.pytest_plugin\n"
        "assert 'hypothesis' not in sys.modules\nimport proofs_check.strategies\nassert 'hypothesis' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
