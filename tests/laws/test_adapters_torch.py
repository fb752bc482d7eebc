"""torch.optim through its adapter, against the rules written out: what is known of its conventions."""

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
    find_spec("torch") is None, reason="torch is not installed: pip install 'theory-checker[torch]'"
)
# 1e-12 rejects float32 (1e-8); APART is what a wrong convention must be off by.
SAME, APART = 1e-12, 1e-3


def made(name, **hyper):
    return adapted(f"torch.optim:{name}")(lr=0.1, **hyper)


def test_adagrad_has_eps_outside_and_starts_at_zero():
    found = run(made("Adagrad", eps=EPS))
    assert apart(found, adagrad(GRADIENTS, 0.1, EPS, 0.0, inside=False)) < SAME
    for start, inside in ((0.0, True), (0.1, False), (0.1, True)):
        assert apart(found, adagrad(GRADIENTS, 0.1, EPS, start, inside)) > APART


def test_adagrad_takes_the_librarys_own_name_of_its_start():
    found = run(made("Adagrad", eps=EPS, initial_accumulator_value=0.1))
    assert apart(found, adagrad(GRADIENTS, 0.1, EPS, 0.1, inside=False)) < SAME


def test_rmsprop_has_eps_outside():
    found = run(made("RMSprop", decay=0.9, eps=EPS))
    assert apart(found, rmsprop(GRADIENTS, 0.1, 0.9, EPS, inside=False)) < SAME
    assert apart(found, rmsprop(GRADIENTS, 0.1, 0.9, EPS, inside=True)) > APART


def test_adadelta():
    found = run(made("Adadelta", decay=0.9, eps=EPS))
    assert apart(found, adadelta(GRADIENTS, 0.1, 0.9, EPS)) < SAME


def test_adam_has_eps_outside_the_corrected_root():
    found = run(made("Adam", beta1=0.8, beta2=0.95, eps=EPS))
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "outside")) < SAME
    for other in ("hat", "inside"):
        assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, other)) > APART


@pytest.mark.parametrize(("given", "betas"), [({"beta1": 0.8}, (0.8, 0.999)), ({"beta2": 0.95}, (0.9, 0.95))])
def test_one_beta_leaves_the_other_as_the_library_has_it(given, betas):
    found = run(made("Adam", eps=EPS, **given))
    assert apart(found, adam(GRADIENTS, 0.1, *betas, EPS, "outside")) < SAME


def test_amsgrad_takes_its_maximum_over_raw_moments():
    found = run(made("Adam", beta1=0.8, beta2=0.95, eps=EPS, amsgrad=True))
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "outside", "raw")) < SAME
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "outside", "corrected")) > APART


def test_adamw_decays_beside_the_step():
    found = run(made("AdamW", beta1=0.8, beta2=0.95, eps=EPS, weight_decay=0.5))
    steps = adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "outside")
    assert apart(found, with_decay(GRADIENTS, steps, 0.1, 0.5)) < SAME
    assert apart(found, steps) > APART


def test_momentum_has_its_rate_outside_the_velocity():
    found = run_with_rates(made("SGD", momentum=0.9), RATES)
    assert apart(found, momentum(GRADIENTS, RATES, 0.9, inside=False)) < SAME
    assert apart(found, momentum(GRADIENTS, RATES, 0.9, inside=True)) > APART


def test_dampening_spares_the_first_gradient():
    found = run(made("SGD", momentum=0.9, dampening=0.25))
    rates = [0.1] * len(GRADIENTS)
    expected = {
        whole: momentum(GRADIENTS, rates, 0.9, inside=False, dampening=0.25, first_whole=whole)
        for whole in (True, False)
    }
    assert apart(found, expected[True]) < SAME
    assert apart(found, expected[False]) > APART


def test_nesterov_is_shifted():
    found = run_with_rates(made("SGD", momentum=0.9, nesterov=True), RATES)
    assert apart(found, momentum(GRADIENTS, RATES, 0.9, inside=False, nesterov=True)) < SAME


def test_a_later_small_step_is_not_rounded_off_by_the_parameters():
    optimizer = made("SGD")
    optimizer.step(np.array([1e12]))
    assert optimizer.step(np.array([1e-12]))[0] == -0.1 * 1e-12


def test_shapes():
    optimizer = made("Adam")
    assert optimizer.step(np.ones((2, 3))).shape == (2, 3)
    assert made("SGD").step(np.float64(1.0)).shape == ()


def test_names_that_are_not_there():
    with pytest.raises(UnknownOptimizer, match="did you mean RMSprop"):
        adapted("torch.optim:RMSProp")
    with pytest.raises(UnknownOptimizer, match="evaluates the loss itself"):
        adapted("torch.optim:LBFGS")
    with pytest.raises(UnknownHyperparameter, match=r"torch.optim:RMSprop has no hyperparameter 'beta1'"):
        made("RMSprop", beta1=0.9)


def test_a_value_out_of_range_is_refused_at_once():
    with pytest.raises(ValueError, match="Nesterov momentum requires a momentum"):
        made("SGD", momentum=0.9, dampening=0.5, nesterov=True)


def test_nothing_global_is_changed():
    import torch

    before = torch.get_default_dtype(), torch.is_grad_enabled()
    run(made("Adam"))
    assert (torch.get_default_dtype(), torch.is_grad_enabled()) == before
