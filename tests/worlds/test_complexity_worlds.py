"""The worlds of complexity and hashing: exhaustive decisions against cases known by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.worlds import complexity, hashing

SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize(
    ("family", "splits"),
    [
        ([[1, 1, 0], [0, 1, 1]], True),
        ([[1, 1, 0], [0, 1, 1], [1, 0, 1]], False),  # a triangle has no two-colouring
        ([[1, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1], [0, 1, 0, 1]], False),  # 1, 2 and 3 all oppose 4
        ([[1, 1, 1, 0], [0, 0, 1, 1]], True),
    ],
)
def test_both_forms_decide_known_families(family: list[list[int]], splits: bool) -> None:
    assert complexity.is_splittable(np.array(family)) is splits
    assert complexity.is_separable(np.array(family)) is splits


def test_both_forms_agree_on_random_families_and_both_answers_occur() -> None:
    found = [complexity.run_splitting(np.random.default_rng(n), 60, n).values for n in (3, 4)]
    assert all(np.array_equal(one["splittable"], one["separable"]) for one in found)
    answers = np.concatenate([one["splittable"] for one in found])
    assert 0 < answers.mean() < 1


@given(SEEDS)
def test_all_searches_see_the_same_histories(seed: int) -> None:
    assert complexity.run_no_free_lunch(np.random.default_rng(seed), 3, 3).values["same"].all()


def test_a_search_that_looks_twice_sees_something_else() -> None:
    """Repeating the first value is no history of a search that never looks twice."""
    functions = [(a, b) for a in range(2) for b in range(2)]
    honest = sorted(complexity._history(f, 1, 2) for f in functions)
    assert sorted((f[0], f[0]) for f in functions) != honest


@given(SEEDS, st.sampled_from(hashing.HASH_UPDATE.sizes))
def test_an_update_reaches_the_target(seed: int, size: int) -> None:
    found = hashing.run_update(np.random.default_rng(seed), 50, size)
    gap = np.abs(found.values["output_after"] - found.values["t"])
    assert np.all(gap <= found.errors["output_after"])


@given(SEEDS)
def test_sign_flips_leave_a_covariance(seed: int) -> None:
    v = hashing.run_flips(np.random.default_rng(seed), 50, 1).values
    assert np.array_equal(v["covariance"], v["x1"] ** 2 - v["x2"] ** 2)
    assert np.array_equal(v["variance"], v["x1"] ** 2 + v["x2"] ** 2)
    assert not v["mean"].any()


@given(SEEDS)
def test_restarts_add_up(seed: int) -> None:
    v = hashing.run_restarts(np.random.default_rng(seed), 50, 1).values
    assert v["found"] == pytest.approx(1 - (1 - v["p"]) ** v["k"], abs=1e-12)


@pytest.mark.parametrize("size", hashing.CUBES.sizes)
def test_square_distances_add_up_over_dimensions(size: int) -> None:
    """Against a plain Monte Carlo estimate within five standard errors."""
    rng = np.random.default_rng(0)
    x, y = rng.random((2, 40_000, size))
    square = ((x - y) ** 2).sum(axis=1)
    known = hashing.run_cubes(rng, 2, size).values["square"][0]
    assert abs(square.mean() - known) < 5 * square.std() / 200


def test_random_features_fit_where_inputs_differ() -> None:
    pytest.importorskip("sklearn")
    v = hashing.run_features(np.random.default_rng(0), 80, 1).values
    assert np.all(v["fitted"][v["repeated"] == 0] < 1e-3)
    assert np.all(v["fitted"][v["repeated"] == 1] > 0.1)
