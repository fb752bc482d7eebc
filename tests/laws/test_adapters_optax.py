"""optax through its adapter, against the rules written out: what is known of its conventions."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest
from direct import (
    EPS,
    GRADIENTS,
    RATES,
    adadelta,
    adagrad,
    adam,
    apart,
    momentum,
    rmsprop,
    run,
    run_with_rates,
    with_decay,
)

from theory.laws.adapters import adapted
from theory.laws.adapters.naming import UnknownHyperparameter, UnknownOptimizer

pytestmark = pytest.mark.skipif(
    find_spec("optax") is None, reason="optax is not installed: pip install 'theory-checker[optax]'"
)
# 1e-12 rejects float32 (1e-8); APART is what a wrong convention must be off by.
SAME, APART = 1e-12, 1e-3


def made(name, **hyper):
    return adapted(f"optax:{name}")(lr=0.1, **hyper)


def test_adagrad_has_eps_inside_and_starts_at_a_tenth():
    found = run(made("adagrad", eps=EPS))
    assert apart(found, adagrad(GRADIENTS, 0.1, EPS, 0.1, inside=True)) < SAME
    for start, inside in ((0.1, False), (0.0, True), (0.0, False)):
        assert apart(found, adagrad(GRADIENTS, 0.1, EPS, start, inside)) > 1e-4


def test_adagrad_that_starts_at_zero_has_no_step_before_the_first_gradient():
    optimizer = made("adagrad", eps=EPS, initial_accumulator_value=0.0)
    assert optimizer.step(np.array([0.0]))[0] == 0.0
    assert apart(run(optimizer), adagrad(GRADIENTS, 0.1, EPS, 0.0, inside=True)) < SAME


def test_rmsprop_has_eps_inside():
    found = run(made("rmsprop", decay=0.9, eps=EPS))
    assert apart(found, rmsprop(GRADIENTS, 0.1, 0.9, EPS, inside=True)) < SAME
    assert apart(found, rmsprop(GRADIENTS, 0.1, 0.9, EPS, inside=False)) > APART


def test_rmsprop_can_put_eps_outside():
    found = run(made("rmsprop", decay=0.9, eps=EPS, eps_in_sqrt=False))
    assert apart(found, rmsprop(GRADIENTS, 0.1, 0.9, EPS, inside=False)) < SAME


def test_rmsprop_with_momentum_has_its_rate_inside_the_velocity():
    found = run_with_rates(made("rmsprop", decay=0.9, eps=EPS, momentum=0.5), RATES)
    directions = -rmsprop(GRADIENTS, 1.0, 0.9, EPS, inside=True)
    assert apart(found, momentum(directions, RATES, 0.5, inside=True)) < SAME
    assert apart(found, momentum(directions, RATES, 0.5, inside=False)) > APART


def test_adadelta():
    found = run(made("adadelta", decay=0.9, eps=EPS))
    assert apart(found, adadelta(GRADIENTS, 0.1, 0.9, EPS)) < SAME


def test_adam_has_eps_outside_the_corrected_root():
    found = run(made("adam", beta1=0.8, beta2=0.95, eps=EPS))
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "outside")) < SAME
    for other in ("hat", "inside"):
        assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, other)) > APART


def test_adam_has_a_second_eps_inside():
    found = run(made("adam", beta1=0.8, beta2=0.95, eps=0.0, eps_root=EPS))
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "inside")) < SAME


@pytest.mark.parametrize("switch", [{}, {"amsgrad": True}])
def test_amsgrad_takes_its_maximum_over_corrected_moments(switch):
    found = run(made("amsgrad", beta1=0.8, beta2=0.95, eps=EPS, **switch))
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "outside", "corrected")) < SAME
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "outside", "raw")) > APART


def test_adamw_decays_beside_the_step():
    found = run(made("adamw", beta1=0.8, beta2=0.95, eps=EPS, weight_decay=0.5))
    steps = adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "outside")
    assert apart(found, with_decay(GRADIENTS, steps, 0.1, 0.5)) < SAME
    assert apart(found, steps) > APART


@pytest.mark.parametrize("nesterov", [False, True])
def test_momentum_has_its_rate_outside_the_velocity(nesterov):
    found = run_with_rates(made("sgd", momentum=0.9, nesterov=nesterov), RATES)
    assert apart(found, momentum(GRADIENTS, RATES, 0.9, inside=False, nesterov=nesterov)) < SAME
    assert apart(found, momentum(GRADIENTS, RATES, 0.9, inside=True, nesterov=nesterov)) > APART


def test_a_partial_function_is_an_optimizer_too():
    assert np.array_equal(run(made("nadam")), run(made("adam", nesterov=True)))


def test_shapes():
    optimizer = made("adam")
    assert optimizer.step(np.ones((2, 3))).shape == (2, 3)
    assert made("sgd").step(np.float64(1.0)).shape == ()


def test_names_that_are_not_there():
    with pytest.raises(UnknownOptimizer, match="did you mean adam"):
        adapted("optax:Adam")
    with pytest.raises(UnknownOptimizer, match="takes a learning rate"):
        adapted("optax:clip")
    with pytest.raises(UnknownHyperparameter, match="optax:sgd has no hyperparameter 'dampening'"):
        made("sgd", momentum=0.9, dampening=0.5)
    with pytest.raises(UnknownHyperparameter, match="cannot do without 'amsgrad'"):
        made("amsgrad", amsgrad=False)
    with pytest.raises(UnknownHyperparameter, match="optax:adam has no hyperparameter 'amsgrad'"):
        made("adam", amsgrad=True)


def test_jax_keeps_its_precision_outside():
    import jax.numpy as jnp

    before = jnp.zeros(2).dtype
    run(made("adam"))
    assert jnp.zeros(2).dtype == before
