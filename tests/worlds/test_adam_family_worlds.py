"""The worlds of AdaGrad, RMSProp, AdaDelta, Adam and AMSGrad: hand-computable cases, laws of the optimizers, formulas that they contradict."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.instances.run import find_world
from proofs_check.worlds import adam_regret, rmsprop_runs
from proofs_check.worlds.adam_regret import average_regrets, clipped
from proofs_check.worlds.gradient_runs import averages, constant, largest, size
from proofs_check.worlds.rounding import Tracked, exact
from proofs_check.worlds.world import Measured, World

NAMES = (
    "adam_sequences.adam_sequences",
    "adam_sequences.adam_constant",
    "adam_sequences.adam_rescaled",
    "adam_sequences.adam_without_average",
    "adam_sequences.adam_decay",
    "adam_sequences.amsgrad_sequences",
    "adam_sequences.adam_spike",
    "adam_moments.same_population",
    "adam_moments.drifting_population",
    "rmsprop_runs.rmsprop_orbit",
    "rmsprop_runs.rmsprop_largest",
    "rmsprop_runs.rmsprop_momentum",
    "rmsprop_runs.adadelta_scaled",
    "rmsprop_runs.adadelta_constant",
    "adam_regret.adam_cycles",
    "adam_regret.adagrad_online",
    "adam_regret.amsgrad_online",
    "direction_rates.two_directions",
    "direction_rates.same_distance",
    "direction_rates.scaled_steps",
    "direction_rates.sign_changes",
    "direction_rates.noisy_signs",
)
seeds = st.integers(0, 2**32 - 1)


def run(name: str, seed: int, n: int, instances: int = 60) -> Measured:
    return find_world(name).run(np.random.default_rng(seed), instances, n)


def agrees(found: Measured, letter: str, value: np.ndarray) -> np.ndarray:
    """Where a measured letter is the value, up to its error bound and a few roundings of the value."""
    room = found.errors.get(letter, np.zeros(len(value)))
    return np.asarray(np.abs(found.values[letter] - value) <= room + 1e-12 * np.abs(value) + 1e-300)


def number(value: float) -> Tracked:
    return exact(np.array([value]))


@pytest.mark.parametrize("name", NAMES)
@given(seed=seeds)
@settings(max_examples=5, deadline=None)
def test_a_world_returns_its_letters_and_repeats_itself(name: str, seed: int) -> None:
    world: World = find_world(name)
    for n in world.sizes[:3]:
        one, two = run(name, seed, n), run(name, seed, n)
        assert set(one.values) == set(world.letters)
        for letter, value in one.values.items():
            assert len(value) == 60 and np.array_equal(value, two.values[letter])
        for bound in one.errors.values():
            assert bound.shape == (60,) and (bound >= 0).all()


def test_two_steps_by_hand() -> None:
    """Gradients 1 and 2 with b1 = 1/2, b2 = 3/4: m = 5/4, v = 19/16, corrections 3/4 and 7/16."""
    last = averages([number(1.0), number(2.0)], number(0.5), number(0.75))[-1]
    assert last.m.value[0] == 1.25 and last.v.value[0] == 1.1875
    assert last.of_m.value[0] == 0.75 and last.of_v.value[0] == 0.4375
    assert last.m_hat.value[0] == pytest.approx(5 / 3) and last.v_hat.value[0] == pytest.approx(19 / 7)


def test_adadelta_by_hand() -> None:
    """rho = 0, delta = 1, gradients 1, 1: steps -1/sqrt 2 and -sqrt(3/2)/sqrt 2."""
    one = constant(1, 1.0)
    first, second = rmsprop_runs.adadelta([one, one], constant(1, 0.0), one, one)
    assert first.value[0] == pytest.approx(-(0.5**0.5)) and second.value[0] == pytest.approx(-(0.75**0.5))


@given(x=st.floats(-3, 3), error=st.floats(0, 0.5))
@settings(max_examples=50, deadline=None)
def test_the_projection_covers_what_rounding_hides(x: float, error: float) -> None:
    inside = clipped(Tracked(np.array([x]), np.array([error]), np.zeros(1)))
    for true in (x - error, x, x + error):
        assert abs(min(1.0, max(-1.0, true)) - inside.value[0]) <= inside.bound[0] + 1e-15


@given(a=st.floats(-5, 5), b=st.floats(-5, 5), error=st.floats(0, 1))
@settings(max_examples=50, deadline=None)
def test_the_larger_and_the_size_cover_their_errors(a: float, b: float, error: float) -> None:
    x = Tracked(np.array([a]), np.array([error]), np.zeros(1))
    most = largest(x, number(b))
    for true in (a - error, a + error):
        assert abs(max(true, b) - most.value[0]) <= most.bound[0] + 1e-12
        assert abs(abs(true) - size(x).value[0]) <= size(x).bound[0] + 1e-12


@given(seed=seeds, n=st.sampled_from((1, 2, 5, 9)))
@settings(max_examples=10, deadline=None)
def test_adams_step_obeys_the_mended_bound_and_breaks_the_printed_one(seed: int, n: int) -> None:
    found = run("adam_sequences.adam_sequences", seed, n, 400)
    beta1, beta2, eps = (found.values[name] for name in ("beta1", "beta2", "eps"))
    below = (beta1**2 < beta2) & (found.values["root"] > 0)
    ratio = np.where(below, found.values["size"] / np.where(below, eps * found.values["root"], 1), 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        bound = (1 - beta1) / np.sqrt((1 - beta2) * (1 - beta1**2 / beta2))
    assert (ratio[below] <= bound[below] * (1 + 1e-9)).all()


def test_the_printed_bound_is_broken_somewhere() -> None:
    found = run("adam_sequences.adam_sequences", 0, 2, 4000)
    beta1, beta2, eps, root = (found.values[name] for name in ("beta1", "beta2", "eps", "root"))
    printed = np.maximum(1, (1 - beta1) / np.sqrt(np.where(beta2 < 1, 1 - beta2, 1)))
    inside = (beta2 > 0) & (root > 0)
    assert (found.values["size"] > eps * printed * root * (1 + 1e-6))[inside].any()


@given(seed=seeds, n=st.sampled_from((1, 2, 3, 5)))
@settings(max_examples=10, deadline=None)
def test_constant_gradients_make_constant_steps(seed: int, n: int) -> None:
    found = run("adam_sequences.adam_constant", seed, n)
    g, eps, delta = (found.values[name] for name in ("g", "eps", "delta"))
    assert agrees(found, "step", -eps * g / (np.abs(g) + delta)).all()
    assert not agrees(found, "step", -eps * g / (np.abs(g) + 2 * delta)).any()


@given(seed=seeds, n=st.sampled_from((1, 2, 3, 5)))
@settings(max_examples=10, deadline=None)
def test_scaling_leaves_adam_and_not_adadelta(seed: int, n: int) -> None:
    adam = run("adam_sequences.adam_rescaled", seed, n)
    assert agrees(adam, "scaled", adam.values["bare"]).all()
    delta = run("rmsprop_runs.adadelta_scaled", seed, n)
    moved = (delta.values["c"] != 1) & (delta.values["kept"] != 0)
    assert agrees(delta, "mended", delta.values["kept"]).all()
    assert not agrees(delta, "scaled", delta.values["kept"])[moved].all() or not moved.any()


@given(seed=seeds)
@settings(max_examples=10, deadline=None)
def test_the_orbit_is_exact_and_never_ends(seed: int) -> None:
    for n in (1, 2, 5):
        found = run("rmsprop_runs.rmsprop_orbit", seed, n)
        v = found.values
        c = v["eps"] / 2 - v["delta"] / v["h"]
        large = v["eps"] * v["h"] > 2 * v["delta"]
        assert (found.errors["at"] == 0)[large].any()
        assert agrees(found, "at", (-1.0) ** n * c)[large].all()
        assert not agrees(found, "at", -((-1.0) ** n) * c)[large].any()


@given(seed=seeds, n=st.sampled_from((1, 2, 5)))
@settings(max_examples=10, deadline=None)
def test_adam_ends_every_cycle_at_the_worst_point(seed: int, n: int) -> None:
    found = run("adam_regret.adam_cycles", seed, n)
    assert (found.values["at_end"] == 1).all() and (found.errors["at_end"] == 0).all()
    assert (found.values["regret"] >= 2 * (found.values["C"] - 2) * n - 1e-9).all()


def test_amsgrad_and_adagrad_learn_where_adam_does_not() -> None:
    found = average_regrets(3.0, 1 / 28, 0.5, 3000)
    assert found["Adam"][-1] > 2 / 3
    assert found["AMSGrad"][-1] < 0.2 and found["AdaGrad"][-1] < 0.2


@given(seed=seeds, n=st.sampled_from(adam_regret.LENGTHS))
@settings(max_examples=10, deadline=None)
def test_adagrad_keeps_its_regret_below_the_bound(seed: int, n: int) -> None:
    found = run("adam_regret.adagrad_online", seed, n)
    v = found.values
    assert (v["S_T"] <= 2 * v["root_T"] + found.errors["S_T"]).all()
    assert (v["lost"] <= (2 / v["eps"] + v["eps"]) * v["root_T"] * (1 + 1e-12) + found.errors["lost"]).all()


@given(seed=seeds, n=st.sampled_from((1, 2, 3)))
@settings(max_examples=5, deadline=None)
def test_the_corrections_are_unbiased_for_a_fixed_population_only(seed: int, n: int) -> None:
    same = run("adam_moments.same_population", seed, n)
    assert agrees(same, "mean_m", same.values["mean_g"]).all()
    assert agrees(same, "mean_v", same.values["mean_square"]).all()
    moving = run("adam_moments.drifting_population", seed, n)
    late = (moving.values["drift"] != 0) & (moving.values["beta1"] > 0)
    assert n == 1 or not late.any() or not agrees(moving, "mean_m", moving.values["mean_g"])[late].all()


@given(seed=seeds)
@settings(max_examples=10, deadline=None)
def test_the_best_rate_is_one_over_the_curvature(seed: int) -> None:
    found = run("direction_rates.two_directions", seed, 1)
    assert agrees(found, "best1", 1 / found.values["h1"]).all()
    assert not agrees(found, "best1", 2 / found.values["h1"]).any()


@given(seed=seeds)
@settings(max_examples=10, deadline=None)
def test_the_sign_turns_beyond_one_over_the_curvature(seed: int) -> None:
    found = run("direction_rates.sign_changes", seed, 1)
    sure = found.errors["turned"] == 0
    turned = found.values["eps"] * found.values["h"] > 1
    assert (found.values["turned"][sure] == turned[sure]).all()


def test_noisy_signs_differ_as_often_as_they_should() -> None:
    found = run("direction_rates.noisy_signs", 1, 4, 300)
    p = found.values["p"]
    far = np.abs(found.values["changes"] - 2 * p * (1 - p)) > found.values["room"]
    assert not far.any()
    assert (np.abs(found.values["changes"] - p * (1 - p)) > found.values["room"]).any()


def test_rmsprop_with_momentum_settles_at_the_multiple() -> None:
    found = run("rmsprop_runs.rmsprop_momentum", 3, 1)
    assert agrees(found, "last", found.values["last_plain"] / (1 - found.values["alpha"])).all()
