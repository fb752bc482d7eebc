"""The worlds of random Hessians: cases known by hand, exact integrals, laws of critical points on a torus, broken formulas contradicted."""

from __future__ import annotations

from math import comb, log, pi, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.worlds import coin_flips, critical_searches, random_fields, random_matrices
from proofs_check.worlds.products import Array
from proofs_check.worlds.random_fields import Field
from proofs_check.worlds.world import World

SEEDS = st.integers(0, 2**32 - 1)
WORLDS = (*coin_flips.WORLDS, *random_matrices.WORLDS, *random_fields.WORLDS, *critical_searches.WORLDS)
EXACT = {1: 1 / 2, 2: (2 - sqrt(2)) / 4, 3: 1 / 4 - 1 / (sqrt(2) * pi)}


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_a_world_returns_its_letters_and_the_same_for_the_same_seed(world: World) -> None:
    for size in world.sizes[:2]:
        one, two = (world.run(np.random.default_rng(3), 2, size) for _ in range(2))
        assert set(one.values) == set(world.letters)
        assert all(np.array_equal(one.values[name], two.values[name]) for name in one.values)
        assert all(len(values) == 2 for values in one.values.values())


@given(SEEDS, st.integers(1, 5))
@settings(max_examples=20)
def test_sign_patterns_are_counted_by_the_type_of_the_matrix(seed: int, n: int) -> None:
    v = coin_flips.run_signs(np.random.default_rng(seed), 3, n).values
    assert np.all(v["minimum"] * 2**n == 1) and np.all(v["maximum"] * 2**n == 1)
    assert np.all(v["minimum"] + v["maximum"] + v["saddle"] == 1)
    assert np.all(v["saddle"] != 1 - 0.5**n)  # the formula that forgets the maxima


@given(SEEDS)
@settings(max_examples=20)
def test_fair_signs_may_depend_on_each_other(seed: int) -> None:
    v = coin_flips.run_pairs(np.random.default_rng(seed), 40, 1).values
    assert np.all(v["one"] == 1 / 2)
    assert (v["both"] == 1 / 2).any() and np.all(v["both"] <= 1 / 2)


@given(SEEDS, st.integers(1, 4))
@settings(max_examples=20)
def test_one_cell_is_marked_in_all_coordinates(seed: int, n: int) -> None:
    v = coin_flips.run_cells(np.random.default_rng(seed), 2, n).values
    assert np.all(v["hits"] == 1) and np.all(v["cells"] == 10**n)


@pytest.mark.parametrize("n", [1, 2, 3, 6])
def test_the_waiting_time_is_followed_to_the_end(n: int) -> None:
    found = coin_flips.run_waiting(np.random.default_rng(0), 1, n)
    assert abs(found.values["trials"][0] - 2**n) <= found.errors["trials"][0] < 1e-6


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_shares_of_a_list_obey_bayes_and_both_orders_occur(seed: int) -> None:
    v = coin_flips.run_labels(np.random.default_rng(seed), 200, 1).values
    assert np.allclose(v["low_min"] * (v["a"] + v["c"]), v["a"])
    assert np.allclose(v["min_low"] * (v["a"] + v["b"]), v["a"])
    likelier = v["min_low"] > v["min_high"]
    assert (likelier & (v["low_min"] < v["high_min"])).any()
    often = likelier & (v["a"] + v["b"] >= v["c"] + v["d"])
    assert np.all(v["low_min"][often] > v["high_min"][often])


@given(SEEDS, st.sampled_from([2, 4, 16, 64]))
def test_sequences_are_counted(seed: int, n: int) -> None:
    v = coin_flips.run_frequencies(np.random.default_rng(seed), 20, n).values
    counts = [log(comb(n, round(n * share))) / n for share in v["share"]]
    assert np.allclose(v["rate"], counts, atol=1e-12)
    assert np.all(v["rate"] <= v["best"] + 1e-12) and np.all(v["best"] <= log(2))


@pytest.mark.parametrize("n", [1, 2, 3])
def test_three_ways_to_the_probability_of_a_positive_definite_matrix_agree(n: int) -> None:
    rng = np.random.default_rng(5)
    value, doubt = random_matrices.integrated(n)
    assert abs(value - EXACT[n]) <= doubt + 1e-12
    estimate, width = random_matrices.rare(rng, n)
    assert abs(estimate - EXACT[n]) <= width < EXACT[n] / 20
    counted = random_matrices.run_counted(rng, 1, n).values
    assert abs(counted["P"][0] - EXACT[n]) <= counted["width"][0]
    assert n == 1 or abs(counted["P"][0] - 0.5**n) > counted["width"][0]  # coins


@given(SEEDS, st.sampled_from([2, 4, 6, 8]))
@settings(max_examples=20, deadline=None)
def test_rare_matrices_are_rarer_than_coins_and_of_the_right_order(seed: int, n: int) -> None:
    estimate, width = random_matrices.rare(np.random.default_rng(seed), n)
    assert estimate + width < 0.5**n
    assert 1 < log(estimate) / (-(n**2) * log(3) / 4) < 2


def test_entries_have_the_variances_of_the_ensemble() -> None:
    h = random_matrices.gaussian_orthogonal(np.random.default_rng(0), 40_000, 3)
    assert np.array_equal(h, np.swapaxes(h, 1, 2))
    assert abs(h[:, 0, 0].var() - 1) < 0.05 and abs(h[:, 0, 1].var() - 0.5) < 0.03


def test_a_product_of_cosines_has_the_critical_points_known_by_hand() -> None:
    """cos x + cos y: one minimum, one maximum, two saddles."""
    found = random_fields.critical_points(Field(np.eye(2), np.ones(2), np.zeros(2)))
    assert sorted(found.index) == [0, 1, 1, 2]
    assert np.allclose(sorted(found.values), [-2, 0, 0, 2])


@given(SEEDS, st.sampled_from([1, 2, 3]))
@settings(max_examples=15, deadline=None)
def test_derivatives_of_fields_are_those_of_their_values(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    field, x, h = random_fields.gaussian_field(rng, n), rng.standard_normal((4, n)), 1e-5
    for place in range(n):
        step = h * np.eye(n)[place]
        slope = (field.value(x + step) - field.value(x - step)) / (2 * h)
        bend = (field.gradient(x + step) - field.gradient(x - step)) / (2 * h)
        assert np.allclose(field.gradient(x)[:, place], slope, atol=1e-6)
        assert np.allclose(field.hessian(x)[:, place], bend, atol=1e-6)


@given(SEEDS, st.sampled_from([1, 2, 3]))
@settings(max_examples=15, deadline=None)
def test_critical_points_are_critical_distinct_and_turned_around_with_the_sign(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    field = random_fields.gaussian_field(rng, n)
    found = random_fields.critical_points(field)
    assert np.all(np.linalg.norm(field.gradient(found.points), axis=1) < 1e-8)
    assert len(random_fields.distinct(found.points)) == len(found.points)
    below = random_fields.critical_points(Field(field.waves, -field.a, -field.b))
    if found.is_complete and below.is_complete:
        assert sorted(n - below.index) == sorted(found.index)


@given(SEEDS, st.sampled_from([1, 2, 3]))
@settings(max_examples=10, deadline=None)
def test_sums_multiply_their_counts(seed: int, n: int) -> None:
    v = random_fields.run_sums(np.random.default_rng(seed), 4, n).values
    assert np.array_equal(v["minima"], v["m"] ** n) and np.array_equal(v["maxima"], v["k"] ** n)
    assert np.array_equal(v["critical"], (v["m"] + v["k"]) ** n)
    assert n != 3 or np.all(v["critical"] != (v["m"] + v["k"]) * n)


@given(SEEDS, st.sampled_from([1, 2, 3, 6]))
@settings(max_examples=10, deadline=None)
def test_descent_ends_in_a_well_whatever_the_share_of_minima(seed: int, n: int) -> None:
    v = critical_searches.run_wells(np.random.default_rng(seed), 4, n).values
    assert np.all(v["share"] > 0.98) and np.allclose(v["p"], (2 / 3) ** n)


@given(SEEDS, st.sampled_from([1, 2, 3, 8]))
def test_the_level_of_a_saddle_is_its_number_of_negative_directions(seed: int, n: int) -> None:
    v = critical_searches.run_levels(np.random.default_rng(seed), 50, n).values
    assert np.array_equal(v["positive"], n - v["value"])


@given(SEEDS)
@settings(max_examples=5, deadline=None)
def test_the_slope_of_the_network_is_that_of_its_loss(seed: int) -> None:
    rng = np.random.default_rng(seed)
    inputs, targets = rng.standard_normal((1, 6, 2)), rng.standard_normal((1, 6))
    weights = rng.standard_normal((1, critical_searches.WEIGHTS))

    def loss(w: Array) -> float:
        first, b, v, bias = w[0, :4].reshape(2, 2), w[0, 4:6], w[0, 6:8], w[0, 8]
        out = np.tanh(inputs[0] @ first + b) @ v + bias
        return float(((out - targets[0]) ** 2).mean() / 2 + critical_searches.DECAY * (w**2).sum() / 2)

    for place in range(critical_searches.WEIGHTS):
        step = 1e-6 * np.eye(critical_searches.WEIGHTS)[place]
        numeric = (loss(weights + step) - loss(weights - step)) / 2e-6
        assert abs(critical_searches.slope(weights, inputs, targets)[0, place] - numeric) < 1e-6
