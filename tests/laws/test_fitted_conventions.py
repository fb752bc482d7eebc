"""The convention that fits is found, with runner-up and distance, and what cannot be told apart is said to be so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_makers import EVERY, Rated, maker

from theory.laws import fitted
from theory.laws.conventions import Convention
from theory.laws.differences import difference
from theory.laws.fit import TOLERANCE
from theory.laws.runs import WrongChange
from theory.laws.subject import NotMade, hypers_for
from theory.laws.suite import findings


@pytest.mark.parametrize("convention", EVERY, ids=lambda one: one.says())
def test_the_convention_is_found(convention: Convention) -> None:
    fit = fitted(maker(convention), convention.family)
    assert fit.fits and convention in (fit.convention, *fit.same)
    assert fit.distance <= 1e-15
    assert fit.runner_up is None or fit.next_distance > 1000 * TOLERANCE["float64"]


@pytest.mark.parametrize("rate", ["inside", "outside"])
def test_the_place_of_the_rate_is_seen_where_it_can_be_set(rate) -> None:
    own = Convention("momentum", rate=rate)
    assert fitted(maker(own), "momentum").same != ()
    seen = fitted(maker(own, Rated), "momentum")
    assert seen.fits and seen.convention.rate == rate and seen.same == ()


@pytest.mark.parametrize("convention", EVERY, ids=lambda one: one.says())
def test_the_family_is_found(convention: Convention) -> None:
    fits = findings(maker(convention)).fits
    assert convention.family in [fit.family for fit in fits] and all(fit.fits for fit in fits)


@given(start=st.floats(0.002, 50), stabiliser=st.sampled_from(["inside", "outside"]))
def test_an_unusual_first_accumulator_is_found(start: float, stabiliser) -> None:
    own = Convention("adagrad", stabiliser=stabiliser, start=start)
    fit = fitted(maker(own), "adagrad")
    assert fit.fits and fit.convention.stabiliser == stabiliser
    assert fit.convention.start == pytest.approx(start, rel=1e-9)


def test_float32_is_seen_and_has_its_own_tolerance() -> None:
    own = Convention("rmsprop")
    fit = fitted(maker(own, kind=np.float32), "rmsprop")
    assert fit.precision == "float32" and fit.fits and fit.distance > TOLERANCE["float64"]
    assert not fitted(maker(own, kind=np.float32), "rmsprop", "float64").fits


def test_float32_still_tells_where_epsilon_stands() -> None:
    for stabiliser in ("outside", "hat", "inside"):
        own = Convention("adam", stabiliser=stabiliser)
        assert fitted(maker(own, kind=np.float32), "adam").convention.stabiliser == stabiliser


def test_a_maker_that_refuses_is_told_what_was_asked() -> None:
    with pytest.raises(NotMade, match=r"refuses beta1, beta2, eps, lr"):
        fitted(maker(Convention("sgd")), "adam")


def test_a_change_of_another_shape_is_refused() -> None:
    class Scalar:
        def step(self, gradient):
            return 1.0

    with pytest.raises(WrongChange, match="shape"):
        fitted(lambda *, lr: Scalar(), "sgd")


def test_equal_functions_differ_by_nothing() -> None:
    momentum = Convention("momentum")
    known = difference(momentum, replace(momentum, rate="inside"), hypers_for("momentum"), 1.0)
    assert known is not None and known.at_most == 0 and known.claims == ("velocity_closed_form",)


def test_the_usual_difference_of_epsilons_at_gradient_one() -> None:
    """About 5e-9 at eps 1e-8 in the limit: too small to be seen without gradients of the size of epsilon."""
    hyper = hypers_for("rmsprop", {"eps": 1e-8})
    sides = [Convention("rmsprop", stabiliser=side) for side in ("outside", "inside")]
    known = difference(*sides, hyper, 1.0)
    assert known is not None and known.last == pytest.approx(5e-9, rel=1e-3)
