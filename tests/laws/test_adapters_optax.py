"""What is special of optax, beyond the contract of all adapters."""

from __future__ import annotations

import numpy as np
import pytest
from adapted_libraries import APART, OPTAX, SAME
from direct import EPS, GRADIENTS, adagrad, adam, apart, rmsprop, run

from theory.laws.adapters import adapted
from theory.laws.adapters.naming import UnknownHyperparameter, UnknownOptimizer

pytestmark = pytest.mark.skipif(bool(OPTAX.lacking), reason=OPTAX.lacking or "installed")


def test_adagrad_that_starts_at_zero_has_no_step_before_the_first_gradient():
    optimizer = OPTAX.made("adagrad", eps=EPS, initial_accumulator_value=0.0)
    assert optimizer.step(np.array([0.0]))[0] == 0.0
    assert apart(run(optimizer), adagrad(GRADIENTS, 0.1, EPS, 0.0, inside=True)) < SAME


def test_rmsprop_can_put_eps_outside():
    found = run(OPTAX.made("rmsprop", decay=0.9, eps=EPS, eps_in_sqrt=False))
    assert apart(found, rmsprop(GRADIENTS, 0.1, 0.9, EPS, inside=False)) < SAME


def test_adam_has_a_second_eps_inside():
    found = run(OPTAX.made("adam", beta1=0.8, beta2=0.95, eps=0.0, eps_root=EPS))
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "inside")) < SAME


def test_amsgrad_needs_no_switch():
    found = run(OPTAX.made("amsgrad", beta1=0.8, beta2=0.95, eps=EPS))
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "outside", "corrected")) < SAME
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "outside", "raw")) > APART


def test_a_partial_function_is_an_optimizer_too():
    assert np.array_equal(run(adapted("optax:nadam")(lr=0.1)), run(OPTAX.made("adam", nesterov=True)))


def test_jax_keeps_its_precision_outside():
    import jax.numpy as jnp

    before = jnp.zeros(2).dtype
    run(OPTAX.made("adam"))
    assert jnp.zeros(2).dtype == before


def test_what_is_no_optimizer_or_has_no_such_switch() -> None:
    with pytest.raises(UnknownOptimizer, match="takes a learning rate"):
        adapted("optax:clip")
    with pytest.raises(UnknownHyperparameter, match="cannot do without 'amsgrad'"):
        OPTAX.made("amsgrad", amsgrad=False)
    with pytest.raises(UnknownHyperparameter, match="optax:adam has no hyperparameter 'amsgrad'"):
        OPTAX.made("adam", amsgrad=True)
