"""The worlds of gradient descent, Newton's method, clipping and products: laws that hold, and formulas that they contradict."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from worlds_reference import check_errors

from proofs_check.worlds.clipping import WORLDS as CLIPPING
from proofs_check.worlds.descent import (
    DESCENT_ON_EIGENVECTORS,
    DESCENT_ON_QUADRATIC,
    DESCENT_UNTIL_REDUCED,
    EXACT_LINE_SEARCH,
    GRADIENT_NORM_STEP,
    orthogonal,
)
from proofs_check.worlds.factors import WORLDS as FACTORS
from proofs_check.worlds.newton import WORLDS as NEWTON
from proofs_check.worlds.scalar_descent import HUBER, PARABOLA, PLATEAU, TWO_WELLS
from proofs_check.worlds.smooth_directions import SLOPES
from proofs_check.worlds.world import Measured, World

SEEDS = st.integers(0, 2**32 - 1)
SIZES = st.sampled_from([1, 2, 3, 8])
Values = dict[str, NDArray[Any]]


def ran(world: World, seed: int, n: int = 1, instances: int = 64) -> Measured:
    return world.run(np.random.default_rng(seed), instances, n)


def slack(found: Measured, *letters: str) -> NDArray[Any]:
    """The error bounds of these letters together, and a little for the arithmetic of the test."""
    total = sum(found.errors.get(letter, np.zeros(1)) for letter in letters)
    return np.asarray(total + 1e-9 * (1 + sum(np.abs(found.values[letter]) for letter in letters)))


def kappa_rate(v: Values) -> NDArray[Any]:
    kappa = v["hi"] / v["lo"]
    return np.asarray(((kappa - 1) / (kappa + 1)) ** 2)


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_line_search_contracts_by_kantorovich(seed: int, n: int) -> None:
    found = ran(EXACT_LINE_SEARCH, seed, n)
    v = found.values
    left, right = v["J_after"] - v["J_min"], kappa_rate(v) * (v["J_before"] - v["J_min"])
    assert (left <= right + slack(found, "J_after", "J_before", "J_min")).all()


def test_line_search_breaks_a_faster_rate() -> None:
    v = ran(EXACT_LINE_SEARCH, 0, 2, 4000).values
    assert ((v["J_after"] - v["J_min"]) > 1.01 * kappa_rate(v) ** 2 * (v["J_before"] - v["J_min"])).any()


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_gradient_norms_fall_geometrically_below_two_over_hi(seed: int, n: int) -> None:
    found = ran(DESCENT_ON_QUADRATIC, seed, n)
    v = found.values
    short = v["eps"] * v["hi"] < 2
    assert (v["q_next"] <= v["q_now"] + slack(found, "q_now", "q_next"))[short].all()
    factor = np.maximum(np.abs(1 - v["eps"] * v["lo"]), np.abs(1 - v["eps"] * v["hi"]))
    assert (v["q_now"] <= factor ** (2 * v["k"]) * v["q_first"] + slack(found, "q_now", "q_first"))[
        short
    ].all()


def test_long_steps_make_the_gradient_grow() -> None:
    v = ran(DESCENT_ON_QUADRATIC, 1, 3, 2000).values
    assert ((v["eps"] * v["hi"] > 2) & (v["q_next"] > 1.1 * v["q_now"])).any()


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_components_bounce_exactly_above_one_over_hi(seed: int, n: int) -> None:
    found = ran(DESCENT_ON_QUADRATIC, seed, n)
    v = found.values
    before = np.einsum("bi,bi->b", v["v"], v["x"])
    after = np.einsum("bi,bi->b", v["v"], v["x1"])
    sure = (np.abs(before) > 1e-3) & (np.abs(after) > 1e-3) & (found.errors["x1"] < 1e-6)
    assert ((before * after < 0) == (v["eps"] * v["hi"] > 1))[sure].all()


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_eigenvectors_are_multiplied(seed: int, n: int) -> None:
    found = ran(DESCENT_ON_EIGENVECTORS, seed, n)
    v = found.values
    for letter, end in (("u", "lo"), ("v", "hi")):
        expected = (1 - v["eps"] * v[end])[:, None] * v[letter]
        assert np.allclose(v[f"{letter}1"], expected, atol=1e-9)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_reduction_takes_many_steps(seed: int) -> None:
    v = ran(DESCENT_UNTIL_REDUCED, seed).values
    needed = (v["hi"] / v["lo"] - 1) * np.log(1 / v["delta"])
    assert (v["k"] >= needed - 1e-9).all()


def test_reduction_sometimes_takes_no_more_than_one_hundredth_more() -> None:
    v = ran(DESCENT_UNTIL_REDUCED, 0, 1, 4000).values
    assert (v["k"] < 1.01 * (v["hi"] / v["lo"]) * np.log(1 / v["delta"]) + 1).any()


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_change_of_the_squared_norm(seed: int, n: int) -> None:
    found = ran(GRADIENT_NORM_STEP, seed, n)
    v = found.values
    Hg = np.einsum("bij,bj->bi", v["H"], v["g0"])
    change = v["eps"] ** 2 * (Hg * Hg).sum(axis=1) - 2 * v["eps"] * (v["g0"] * Hg).sum(axis=1)
    size = (v["g0"] ** 2).sum(axis=1) * (1 + v["eps"] * v["hi"]) ** 2
    assert (
        np.abs(v["q1"] - (v["g0"] ** 2).sum(axis=1) - change) <= found.errors["q1"] + 1e-11 * size + 1e-12
    ).all()


@pytest.mark.parametrize("n", [1, 2, 3, 8])
def test_reflections_are_orthogonal(n: int) -> None:
    Q = orthogonal(np.random.default_rng(3), 50, n)
    assert (Q @ Q.swapaxes(1, 2) == np.identity(n)).all()


def parabola_reference(letters: dict[str, Any]) -> dict[str, Any]:
    factor = 1 - letters["eps"] * letters["h"]
    x = factor ** int(letters["k"]) * letters["x0"]
    return {"x_k": x, "x_next": factor * x, "x_two": factor**2 * x}


def test_parabola_by_exact_arithmetic() -> None:
    check_errors(PARABOLA, 1, parabola_reference)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_huber_leaves_the_worst_gap(seed: int) -> None:
    v = ran(HUBER, seed).values
    assert np.allclose(v["gap"], v["L"] * v["R"] ** 2 / (4 * v["N"] + 2), rtol=1e-9)
    assert not np.allclose(v["gap"], v["L"] * v["R"] ** 2 / (4 * v["N"] + 4), rtol=1e-3)


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_two_wells_lead_away_from_the_best_point(seed: int) -> None:
    v = ran(TWO_WELLS, seed, 1, 8).values
    assert (v["J_next"] < v["J_now"]).all()
    assert (np.abs(v["x_next"] - 2) > np.abs(v["x_now"] - 2)).all()
    assert np.allclose(v["x_long"], -1, atol=1e-6)


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_plateau_takes_many_steps(seed: int, n: int) -> None:
    v = ran(PLATEAU, seed, n).values
    assert (v["k"] * v["eps"] * v["G"] >= v["D"] * (1 - 1e-9)).all()
    assert (v["D"] > 0).all()


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_no_direction_is_steeper_than_the_gradient(seed: int, n: int) -> None:
    found = ran(SLOPES, seed, n)
    v = found.values
    assert (v["slope_steepest"] <= v["slope"] + slack(found, "slope", "slope_steepest")).all()


BY_NAME = {world.name: world for world in (*NEWTON, *CLIPPING, *FACTORS)}


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES, st.sampled_from(["newton_convex", "newton_indefinite"]))
def test_newton_lands_on_the_critical_point(seed: int, n: int, name: str) -> None:
    found = ran(BY_NAME[name], seed, n)
    assert (np.abs(found.values["g1"]).max(axis=1) <= found.errors["g1"] + 1e-300).all()


def test_newton_goes_uphill_on_indefinite_quadratics() -> None:
    v = ran(BY_NAME["newton_indefinite"], 0, 2, 500).values
    assert (v["J1"] > v["J0"] + 0.1).any()


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_saddle_free_step_doubles_or_removes(seed: int, n: int) -> None:
    v = ran(BY_NAME["saddle_free"], seed, n).values
    before, after = (np.einsum("bi,bi->b", v["v"], v[x]) for x in ("x", "x1"))
    assert np.allclose(after, np.where(v["l"] > 0, 0.0, 2 * before), atol=1e-9)


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_maxima_repel_descent_and_attract_newton(seed: int, n: int) -> None:
    v = ran(BY_NAME["near_maximum"], seed, n).values
    moved = (v["x"] ** 2).sum(axis=1) > 0
    assert ((v["x_descent"] ** 2).sum(axis=1) > (v["x"] ** 2).sum(axis=1))[moved].all()
    assert (np.abs(v["x_newton"]) <= 1e-9).all()


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_errors_are_amplified_by_at_most_kappa(seed: int, n: int) -> None:
    v = ran(BY_NAME["error_amplification"], seed, n).values
    lengths = {letter: np.sqrt((v[letter] ** 2).sum(axis=1)) for letter in "gd"}
    for kind in "HS":
        left = v[f"norm_{kind}d"] * lengths["g"] * v["lo"]
        assert (left <= v["hi"] * lengths["d"] * v[f"norm_{kind}g"] * (1 + 1e-9)).all()


@settings(max_examples=20, deadline=None)
@given(SEEDS, SIZES)
def test_clipping_limits_the_norm_and_keeps_the_direction(seed: int, n: int) -> None:
    v = ran(BY_NAME["clip"], seed, n).values
    length, clipped = (np.sqrt((v[letter] ** 2).sum(axis=1)) for letter in ("g", "clipped"))
    assert np.allclose(clipped, np.minimum(length, v["v"]), rtol=1e-9)
    assert np.allclose((v["g"] * v["clipped"]).sum(axis=1), length * clipped, rtol=1e-9)


def test_clipped_entries_turn_the_gradient() -> None:
    v = ran(BY_NAME["clip_entries"], 0, 2, 500).values
    product = (v["g"] * v["clipped"]).sum(axis=1)
    lengths = np.sqrt((v["g"] ** 2).sum(axis=1) * (v["clipped"] ** 2).sum(axis=1))
    assert (product >= 0).all()
    assert (product < 0.95 * lengths).any()


def test_noise_decides_the_direction_whatever_the_factor() -> None:
    v = ran(BY_NAME["noisy"], 0, 2, 2000).values
    down = (v["g"] * v["estimate"]).sum(axis=1) > 1e-12
    assert (~down & (v["c"] < 1)).any() and (down & (v["c"] > 1)).any()


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_products_lie_between_powers(seed: int) -> None:
    v = ran(BY_NAME["random_factors"], seed).values
    assert (v["size"] >= v["a"] ** v["k"] * (1 - 1e-9)).all()
    assert (v["size"] <= v["c"] ** v["k"] * (1 + 1e-9)).all()


def test_gaussian_layers_of_width_two() -> None:
    v = ran(BY_NAME["gaussian_layers"], 5, 2, 8).values
    drift = -0.57721566490153286 * v["T"] / 2  # psi(1) = -Euler's constant, ln(2/2) = 0
    assert (np.abs(v["mean"] - drift) <= 6 * v["error_mean"]).all()
    assert (np.abs(v["mean"]) > 6 * v["error_mean"]).any()


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.sampled_from([2, 3, 8]))
def test_power_iteration_forgets_the_rest(seed: int, n: int) -> None:
    found = ran(BY_NAME["power_iteration"], seed, n)
    v = found.values
    assert (v["residual"] <= v["scale"] * v["rest"] ** v["t"] * (1 + 1e-9) + found.errors["residual"]).all()


def test_iris_runs_learn() -> None:
    pytest.importorskip("sklearn")
    from proofs_check.worlds.gradient_norm_runs import IRIS_RUNS

    v = ran(IRIS_RUNS, 0, 1, 4).values
    assert (v["loss_end"] < v["loss_start"]).all()
    assert (v["accuracy"] > 0.8).all()
    assert (v["s_top"] >= v["s_start"]).all()
