"""What is special of torch.optim, beyond the contract of all adapters."""

from __future__ import annotations

import pytest
from adapted_libraries import APART, SAME, TORCH
from direct import EPS, GRADIENTS, adam, apart, momentum, run

from theory.laws.adapters import adapted
from theory.laws.adapters.naming import UnknownOptimizer

pytestmark = pytest.mark.skipif(bool(TORCH.lacking), reason=TORCH.lacking or "installed")


@pytest.mark.parametrize(("given", "betas"), [({"beta1": 0.8}, (0.8, 0.999)), ({"beta2": 0.95}, (0.9, 0.95))])
def test_one_beta_leaves_the_other_as_the_library_has_it(given, betas):
    found = run(TORCH.made("adam", eps=EPS, **given))
    assert apart(found, adam(GRADIENTS, 0.1, *betas, EPS, "outside")) < SAME


def test_dampening_spares_the_first_gradient():
    found = run(TORCH.made("sgd", momentum=0.9, dampening=0.25))
    rates = [0.1] * len(GRADIENTS)
    expected = {
        whole: momentum(GRADIENTS, rates, 0.9, inside=False, dampening=0.25, first_whole=whole)
        for whole in (True, False)
    }
    assert apart(found, expected[True]) < SAME
    assert apart(found, expected[False]) > APART


def test_a_value_out_of_range_is_refused_at_once():
    with pytest.raises(ValueError, match="Nesterov momentum requires a momentum"):
        TORCH.made("sgd", momentum=0.9, dampening=0.5, nesterov=True)


def test_nothing_global_is_changed():
    import torch

    before = torch.get_default_dtype(), torch.is_grad_enabled()
    run(TORCH.made("adam"))
    assert (torch.get_default_dtype(), torch.is_grad_enabled()) == before


def test_what_evaluates_the_loss_itself_is_refused() -> None:
    with pytest.raises(UnknownOptimizer, match="evaluates the loss itself"):
        adapted("torch.optim:LBFGS")
