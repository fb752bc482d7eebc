"""What every adapter promises, against the rules written out, in the conventions that the library is known to follow."""

from __future__ import annotations

import numpy as np
import pytest
from adapted_libraries import APART, EVERY, SAME, Library
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

pytestmark = pytest.mark.parametrize("library", EVERY)
PLACES = ("outside", "hat", "inside")


def test_adagrads_stabiliser_and_first_accumulator(library: Library) -> None:
    found = run(library.made("adagrad", eps=EPS))
    assert apart(found, adagrad(GRADIENTS, 0.1, EPS, library.start, library.inside)) < SAME
    for start in (0.0, 0.1):
        for inside in (False, True):
            if (start, inside) != (library.start, library.inside):
                assert apart(found, adagrad(GRADIENTS, 0.1, EPS, start, inside)) > library.first_start_apart


def test_adagrad_takes_the_librarys_own_name_of_its_start(library: Library) -> None:
    found = run(library.made("adagrad", eps=EPS, initial_accumulator_value=0.3))
    assert apart(found, adagrad(GRADIENTS, 0.1, EPS, 0.3, library.inside)) < SAME


def test_rmsprops_stabiliser(library: Library) -> None:
    found = run(library.made("rmsprop", decay=0.9, eps=EPS))
    assert apart(found, rmsprop(GRADIENTS, 0.1, 0.9, EPS, library.inside)) < SAME
    assert apart(found, rmsprop(GRADIENTS, 0.1, 0.9, EPS, not library.inside)) > APART


def test_rmsprop_with_momentum(library: Library) -> None:
    found = run_with_rates(library.made("rmsprop", decay=0.9, eps=EPS, momentum=0.5), RATES)
    directions = -rmsprop(GRADIENTS, 1.0, 0.9, EPS, library.inside)
    inside = library.rmsprop_rate_inside
    assert apart(found, momentum(directions, RATES, 0.5, inside=inside)) < SAME
    assert apart(found, momentum(directions, RATES, 0.5, inside=not inside)) > APART


def test_adadelta(library: Library) -> None:
    found = run(library.made("adadelta", decay=0.9, eps=EPS))
    assert apart(found, adadelta(GRADIENTS, 0.1, 0.9, EPS)) < SAME


def test_adams_stabiliser(library: Library) -> None:
    found = run(library.made("adam", beta1=0.8, beta2=0.95, eps=EPS))
    for place in PLACES:
        off = apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, place))
        assert off < SAME if place == library.adam else off > APART


def test_amsgrads_maximum(library: Library) -> None:
    found = run(library.made("amsgrad", beta1=0.8, beta2=0.95, eps=EPS, amsgrad=True))
    for place in ("outside", "hat"):
        for largest in ("raw", "corrected"):
            off = apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, place, largest))
            assert off < SAME if (place, largest) == library.amsgrad else off > APART


def test_adamw_decays_beside_the_step(library: Library) -> None:
    found = run(library.made("adamw", beta1=0.8, beta2=0.95, eps=EPS, weight_decay=0.5))
    steps = adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, library.adam)
    assert apart(found, with_decay(GRADIENTS, steps, 0.1, 0.5)) < SAME
    assert apart(found, steps) > APART


@pytest.mark.parametrize("nesterov", [False, True])
def test_the_rate_of_the_velocity(library: Library, nesterov: bool) -> None:
    found = run_with_rates(library.made("sgd", momentum=0.9, nesterov=nesterov), RATES)
    inside = library.rate_inside
    assert apart(found, momentum(GRADIENTS, RATES, 0.9, inside=inside, nesterov=nesterov)) < SAME
    assert apart(found, momentum(GRADIENTS, RATES, 0.9, inside=not inside, nesterov=nesterov)) > APART


def test_a_later_small_step_is_not_rounded_off_by_the_parameters(library: Library) -> None:
    optimizer = library.made("sgd")
    optimizer.step(np.array([1e12]))
    assert abs(optimizer.step(np.array([1e-12]))[0] + 0.1 * 1e-12) < 1e-27


def test_shapes(library: Library) -> None:
    assert library.made("adam").step(np.ones((2, 3))).shape == (2, 3)
    assert library.made("sgd").step(np.float64(1.0)).shape == ()


def test_names_that_are_not_there(library: Library) -> None:
    (written, meant), (rule, lacking) = library.misspelt, library.lacks
    with pytest.raises(UnknownOptimizer, match=f"did you mean {meant}"):
        adapted(f"{library.module}:{written}")
    target = f"{library.module}:{library.names[rule]}"
    with pytest.raises(UnknownHyperparameter, match=f"{target} has no hyperparameter '{lacking}'"):
        library.made(rule, **{lacking: 0.5})
