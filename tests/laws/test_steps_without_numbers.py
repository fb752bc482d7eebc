"""Optimizers that give no number, raise, or return something else: every message says what happened, where, and why that may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from reference_makers import maker

from theory.laws.conventions import Convention
from theory.laws.fit import fitted
from theory.laws.law import Comparison, subject_of
from theory.laws.messages import reason_of
from theory.laws.runs import StepFailed, WrongChange
from theory.laws.suite import LawRecord, check_optimizer, findings, laws_of


class Average:
    """RMSProp with a hook for the change."""

    def __init__(self, lr: float, decay: float, eps: float, way: Callable[..., Any]) -> None:
        self.lr, self.decay, self.eps, self.way = lr, decay, eps, way
        self.squares: Any = 0.0
        self.steps = 0

    def step(self, gradient: Any) -> Any:
        self.steps += 1
        self.squares = self.decay * self.squares + (1 - self.decay) * gradient**2
        return self.way(self, gradient)


def good(one: Average, gradient: Any) -> Any:
    return -one.lr * gradient / (np.sqrt(one.squares) + one.eps)


def no_stabiliser(one: Average, gradient: Any) -> Any:
    return -one.lr * gradient / np.sqrt(one.squares)


def smallest_root(one: Average, gradient: Any) -> Any:
    return -one.lr * gradient / (0 * gradient + np.sqrt(np.min(one.squares)))


def nan_at_zero(one: Average, gradient: Any) -> Any:
    return good(one, gradient) * gradient / gradient


def infinite_later(one: Average, gradient: Any) -> Any:
    return good(one, gradient) if one.steps < 4 else np.full_like(gradient, np.inf)


def raises_at_zero(one: Average, gradient: Any) -> Any:
    if not gradient.all():
        raise ZeroDivisionError("gradient 0")
    return good(one, gradient)


def shorter_later(one: Average, gradient: Any) -> Any:
    return good(one, gradient)[: None if one.steps < 10 else 1]


def rounded(one: Average, gradient: Any) -> Any:
    return good(one, gradient).astype(np.float16)


def made(way: Callable[..., Any]) -> Callable[..., Average]:
    def make(*, lr: float, decay: float, eps: float) -> Average:
        return Average(lr, decay, eps, way)

    return make


def broken(way: Callable[..., Any]) -> dict[str, LawRecord]:
    with np.errstate(all="ignore"):
        records = check_optimizer(made(way), "rmsprop")
    return {one.law: one for one in records if one.outcome == "broken"}


def test_the_hook_itself_breaks_nothing() -> None:
    assert broken(good) == {}


@pytest.mark.parametrize(
    ("way", "law", "step", "why"),
    [
        (
            no_stabiliser,
            "no_drift",
            1,
            "no gradient but 0 has come yet: 0/0, a denominator without stabiliser",
        ),
        (nan_at_zero, "opposite_gradients", 4, "where the gradient is 0"),
        (nan_at_zero, "no_move_without_gradient", 4, "where the gradient is 0"),
    ],
)
def test_nan_is_said_with_step_and_likely_reason(way, law, step, why) -> None:
    record = broken(way)[law]
    assert f"law '{law}' (claim " in record.message and f"is broken at step {step}," in record.message
    assert "got nan" in record.message and "inf off" not in record.message
    assert f"the change is nan from step {step} on" in record.message and why in record.message
    assert "the nearest convention gives" in record.message
    assert record.step == step and np.isnan(record.got)


def test_a_direction_that_spoils_another_is_named() -> None:
    with np.errstate(all="ignore"):
        found = {
            one.law: one.message for one in check_optimizer(made(smallest_root)) if one.outcome == "broken"
        }
    assert "directions_are_independent" in found


def test_infinity_is_said_with_its_first_step() -> None:
    found = broken(infinite_later)
    assert all("got " in one.message for one in found.values())
    assert "the change is inf from step 4 on" in found["follows_its_convention"].message or (
        "the change is inf from step 4 on" in found["opposite_gradients"].message
    )


def test_what_raises_at_zero_is_checked_on_the_rest_and_named_with_its_step() -> None:
    found = broken(raises_at_zero)
    assert "rmsprop_accumulator" not in found
    assert "step 1 raised ZeroDivisionError: gradient 0 (gradient 0, 0)" in found["no_drift"].message
    assert "step 4 raised" in found["arrays_are_left_alone"].message
    assert "step 4 raised" in found["optimizers_are_independent"].message
    assert all("every known convention gives a change there" in one.message for one in found.values())


def test_a_shape_that_changes_is_named_with_its_step() -> None:
    messages = [one.message for one in broken(shorter_later).values()]
    assert len(messages) >= 10
    assert all(
        "gave (1,)" in message and "step 10 got a gradient of shape" in message for message in messages
    )


def test_float16_is_recognised() -> None:
    assert any("all changes are float16 numbers" in one.message for one in broken(rounded).values())


def test_a_missing_stabiliser_is_recognised() -> None:
    assert "as if eps were 0" in broken(no_stabiliser)["follows_its_convention"].message


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (lambda one, gradient: None, "step 1 gave None; step"),
        (lambda one, gradient: good(one, gradient).astype(complex), "complex128, which are no real numbers"),
        (lambda one, gradient: np.array(["a"] * len(gradient)), "which are no real numbers"),
        (lambda one, gradient: [None] * len(gradient), "no array of real numbers|gave numbers"),
        (lambda one, gradient: [[1.0], [1.0, 2.0]], "no array of real numbers"),
        (lambda one, gradient: 1.0, r"gave \(\)"),
    ],
)
def test_what_is_no_change_at_all_is_refused_at_once(way, said) -> None:
    with pytest.raises(WrongChange, match=said):
        check_optimizer(made(way), "rmsprop")


def test_what_raises_at_every_step_is_refused_at_once() -> None:
    def fails(one: Average, gradient: Any) -> Any:
        raise KeyError("state")

    with pytest.raises(StepFailed, match=r"step 1 raised KeyError: 'state' \(gradient 1"):
        list(laws_of(made(fails), "rmsprop"))


def test_weight_decay_is_not_spoken_of_where_there_is_none() -> None:
    for family in ("sgd", "momentum", "adam"):

        def make(*, lr: float, _family: Any = family, **hyper: float) -> Any:
            if "weight_decay" in hyper:
                raise TypeError("no weight_decay")
            # One digit of the rate is wrong: every law speaks.
            return maker(Convention(_family))(lr=lr * 1.001, **hyper)

        found = findings(make, family)
        said = [one.message for one in found.records if one.outcome == "broken"] + [
            one.convention for one in found.records
        ]
        assert any("law '" in text for text in said)
        assert not any("coupled" in text for text in said)
        assert all("coupled" not in (fit.runner_up.says() if fit.runner_up else "") for fit in found.fits)


def test_a_message_never_calls_the_own_convention_another_one() -> None:
    """The convention of a run without weight decay is written without it; it is no other one for that."""
    make = maker(Convention("adam", decay="coupled"))
    subject = subject_of(make, fitted(make, "adam"))
    run = subject.run(np.outer((1.0, -0.5, 0.25), (1.0, 2.0)))
    assert subject.convention.decay == "coupled"
    assert "not one of convention" in reason_of(subject, Comparison(run, 1, 0, "change", 1.0, 2.0))
