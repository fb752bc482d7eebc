"""The worlds of linear networks: critical points by Groebner bases against hand computation, and points built exactly."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.worlds import linear_network_bases, linear_networks
from proofs_check.worlds import linear_network_points as points
from proofs_check.worlds import linear_network_units as units
from proofs_check.worlds.products import Array
from proofs_check.worlds.world import World

SEEDS = st.integers(0, 2**32 - 1)
SIZES = st.sampled_from(points.SIZES)
EXACT = (*points.WORLDS, *units.WORLDS)


def flat(matrix: Array) -> Array:
    """The largest entry of each instance."""
    return np.asarray(np.abs(matrix).reshape(len(matrix), -1).max(axis=1))


@pytest.mark.parametrize("world", (*EXACT, *linear_network_bases.WORLDS), ids=lambda world: world.name)
def test_a_world_returns_its_letters_and_the_same_for_the_same_seed(world: World) -> None:
    for size in world.sizes:
        one, two = (world.run(np.random.default_rng(3), 12, size) for _ in range(2))
        assert sorted(one.values) == sorted(world.letters)
        assert all(np.array_equal(one.values[name], two.values[name]) for name in one.values)
        assert all(len(values) == 12 for values in one.values.values())


@given(SEEDS, SIZES)
@settings(max_examples=20, deadline=None)
def test_frames_are_exactly_orthogonal(seed: int, n: int) -> None:
    frame = points.frame(np.random.default_rng(seed), 5, n)
    assert np.array_equal(frame @ points.flip(frame), np.broadcast_to(np.eye(n), (5, n, n)))


@given(SEEDS, SIZES)
@settings(max_examples=20, deadline=None)
def test_the_loss_is_the_squared_norm_and_its_slope_the_difference_quotient(seed: int, n: int) -> None:
    v = points.run_slopes(np.random.default_rng(seed), 10, n).values
    x, a, b = v["X"], v["A"], v["B"]
    assert np.array_equal(points.network_loss(x, a, b), ((x - a @ b @ x) ** 2).sum(axis=(1, 2)))
    t = 2.0**-12
    ahead, behind = (points.network_loss(x, a + t * side * v["D"], b + t * side * v["F"]) for side in (1, -1))
    cubic = 2 * ((v["D"] @ v["F"] @ x) * (v["D"] @ b @ x + a @ v["F"] @ x)).sum(axis=(1, 2))
    assert np.allclose((ahead - behind) / (2 * t), v["slope"] + t**2 * cubic, rtol=1e-6, atol=1e-3)


@given(SEEDS, SIZES)
@settings(max_examples=20, deadline=None)
def test_most_points_that_are_built_are_critical(seed: int, n: int) -> None:
    """A quarter may lie beside one on purpose; at the others both slopes are exactly zero."""
    for run in (points.run_unused_units, points.run_turned_codes, points.run_best_codes):
        v = run(np.random.default_rng(seed), 80, n).values
        errors = v["X"] - v["A"] @ v["B"] @ v["X"]
        slopes = flat(errors @ points.flip(v["X"]) @ points.flip(v["B"])) + flat(
            points.flip(v["A"]) @ errors @ points.flip(v["X"])
        )
        assert (slopes == 0).mean() > 0.6


@given(SEEDS, SIZES)
@settings(max_examples=20, deadline=None)
def test_turning_by_a_right_angle_exchanges_the_directions(seed: int, n: int) -> None:
    """At theta = pi/2 the loss changes by what the data reach along u less what they reach along v; at any angle by a part of it."""
    v = points.run_turned_codes(np.random.default_rng(seed), 60, n).values
    reach_u, reach_v = (np.einsum("bi,bij,bj->b", v[side], v["S"], v[side]) for side in "uv")
    at_point = flat(v["P"] @ v["S"] - v["S"] @ v["P"]) == 0
    share = np.sin(v["theta"]) ** 2 * (reach_u - reach_v)
    assert np.allclose((v["there"] - v["here"])[at_point], share[at_point], atol=1e-8)
    assert at_point.any()


@given(SEEDS, SIZES)
@settings(max_examples=20, deadline=None)
def test_idle_units_lead_down_and_up(seed: int, n: int) -> None:
    v = points.run_unused_units(np.random.default_rng(seed), 60, n).values
    idle = flat(np.einsum("bnp,bp->bn", v["A"], v["w"])) == 0
    critical = flat(np.einsum("bnm,bm->bn", v["E"], v["c"])) == 0
    near = v["t"] ** 2 * v["s"] <= 1
    assert (v["down"] < v["here"])[idle & critical & near].all() and (idle & critical & near).any()
    fixed = flat(points.flip(v["A"]) @ v["E"] @ points.flip(v["X"])) == 0
    assert (v["up"] > v["here"])[critical & fixed].all()


@given(SEEDS, SIZES)
@settings(max_examples=20, deadline=None)
def test_one_unit_along_an_eigenvector_leaves_out_its_eigenvalue(seed: int, n: int) -> None:
    v = units.run_one_unit(np.random.default_rng(seed), 40, n).values
    a, total = v["a"], np.trace(v["S"], axis1=1, axis2=2)
    length = (a**2).sum(axis=1)
    critical = (length > 0) & (flat(length[:, None] * v["b"] - a) == 0)
    taken = np.einsum("bi,bij,bj->b", a, v["S"], a)
    assert np.array_equal((total - v["measured"])[critical] * length[critical], taken[critical])
    assert np.array_equal(v["measured"][length == 0], total[length == 0])
    assert np.array_equal(v["top"][:, None, None] * np.eye(n) - v["S"], points.flip(v["C"]) @ v["C"])


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_the_points_of_the_bases_are_those_of_the_eigenvectors(seed: int) -> None:
    """2-1-2 and 3-1-3 with different variances: 0 and one point an axis; a rotated covariance has them on rotated axes."""
    rng = np.random.default_rng(seed)
    for size in (2, 3):
        variances = sorted((int(one) for one in rng.choice(9, size, replace=False) + 1), reverse=True)
        found = linear_network_bases.critical_points(linear_network_bases.diagonal(variances), size, rng)
        assert len(found) == size + 1
        losses = {
            linear_network_bases.value_at(
                linear_network_bases.loss(linear_network_bases.diagonal(variances), size), point
            )
            for point in found
        }
        assert losses == {sum(variances), *(sum(variances) - one for one in variances)}
    turned = (
        (Fraction(9 * 1 + 16 * 4), Fraction(12 * (1 - 4))),
        (Fraction(12 * (1 - 4)), Fraction(16 * 1 + 9 * 4)),
    )
    for a1, a2, b1, b2 in linear_network_bases.critical_points(turned, 2, rng):
        assert a1 == a2 == 0 or 4 * a1 == 3 * a2 or 3 * a1 == -4 * a2
        assert (a1 * a1 + a2 * a2) * b1 == a1 and (a1 * a1 + a2 * a2) * b2 == a2


def test_a_zero_that_is_not_rational_is_not_passed_over() -> None:
    with pytest.raises(ArithmeticError, match="not rational"):
        linear_network_bases.critical_points(
            ((Fraction(2), Fraction(1)), (Fraction(1), Fraction(1))), 2, np.random.default_rng(0)
        )


@pytest.mark.parametrize(
    "coefficients, real",
    [
        ([-2, 0, 1], True),
        ([1, 0, 1], False),
        ([-2, 0, 0, 1], True),
        ([1, 1, 0, 0, 1], False),
        ([10**12 - 1, -2 * 10**6, 1], True),  # two real zeros, 2 apart at a million
        ([10**12 + 1, -2 * 10**6, 1], False),
    ],
)
def test_whether_a_zero_is_real_is_decided_exactly(coefficients: list[int], real: bool) -> None:
    assert linear_network_bases.has_real_root(coefficients) is real


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_losses_and_inertia(seed: int) -> None:
    """Along the axis of the k-th largest variance (k = 0, 1, ...) the Hessian has k negative eigenvalues."""
    for run, names in ((linear_network_bases.run_types_2, "pq"), (linear_network_bases.run_types_3, "pqr")):
        v = run(np.random.default_rng(seed), 12, 1).values
        for row in range(12):
            variances = [v[name][row] for name in names]
            left = sum(variances) - v["L"][row]
            negative = variances.index(left) if left else len(names)
            assert v["down"][row] == negative
            assert v["up"][row] == (2 * len(names) - 1 - negative if left else len(names))


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_critical_points_of_three_weights_have_no_slope(seed: int) -> None:
    v = linear_network_bases.run_three_weights(np.random.default_rng(seed), 30, 1).values
    error = v["u"] * v["v"] * v["w"] * v["x"] - v["y"]
    for pair in ("uv", "uw", "vw"):
        assert not np.any(error * v[pair[0]] * v[pair[1]])


@given(SEEDS, st.sampled_from((1, 3, 7)))
@settings(max_examples=15, deadline=None)
def test_deep_points_are_least_squares(seed: int, n: int) -> None:
    v = units.run_deep_points(np.random.default_rng(seed), 30, n).values
    slope = (
        points.flip(v["C"])
        @ (v["C"] @ v["W"] @ v["F"] @ v["X"] - v["Y"])
        @ points.flip(v["X"])
        @ points.flip(v["F"])
    )
    whole = (
        (flat(v["C"] @ v["R"] - np.eye(n)) == 0)
        & (flat(v["K"] @ v["F"] - np.eye(n)) == 0)
        & (flat(slope) == 0)
    )
    best = np.linalg.lstsq(points.flip(v["X"])[0], points.flip(v["Y"])[0], rcond=None)[0]
    assert whole.any()
    least = ((v["X"][0].T @ best - v["Y"][0].T) ** 2).sum()
    assert v["measured"][0] >= least - 1e-9
    assert not whole[0] or v["measured"][0] == pytest.approx(least, abs=1e-9)


def test_products_of_three_to_five_matrices_are_trained() -> None:
    depths = [len(linear_networks._widths(8, run)) + 1 for run in range(6)]
    narrow = [min(linear_networks._widths(8, run)) for run in range(6)]
    assert depths == [3, 3, 4, 4, 5, 5] and narrow == [8, 4, 8, 4, 8, 4]
