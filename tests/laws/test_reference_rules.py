"""The reference rules in float64 and in balls agree, for any gradients and hyperparameters; and textbook cases by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_makers import EVERY

from theory.laws.conventions import Convention
from theory.laws.rules import rule_of
from theory.laws.runs import Run, reference_changes, scales
from theory.laws.subject import HYPERS

NUMBERS = st.floats(-4, 4).map(lambda x: float(np.float32(x))) | st.sampled_from([0.0, 1.0, -1.0, 1e-6])
BELOW_ONE = st.floats(0.05, 0.95)
VALUES = {
    "lr": st.floats(1e-3, 2),
    "momentum": BELOW_ONE,
    "decay": BELOW_ONE,
    "beta1": BELOW_ONE,
    "beta2": BELOW_ONE,
    "eps": st.floats(1e-8, 1e-2),
    "weight_decay": st.floats(0.01, 0.2),
}


@given(data=st.data())
def test_float64_is_right_to_its_rounding(data: st.DataObject) -> None:
    convention = data.draw(st.sampled_from([one for one in EVERY if one.family != "adamw"]))
    needed = HYPERS[convention.family].needed
    hyper = {name: data.draw(VALUES[name], name) for name in ("lr", *needed)}
    gradients = np.array(data.draw(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=12)))
    run = Run(hyper, gradients, np.zeros_like(gradients))
    exact, rounded = (reference_changes(convention, run, kind) for kind in (True, False))
    sizes = scales(convention, run, exact)
    # A root of a sum of squares near underflow has no relative accuracy to lose: such gradients are none.
    assert np.all(np.abs(exact - rounded) <= 1e-13 * sizes + 1e-300)


def changes(convention: Convention, gradients: list[float], **hyper: float) -> list[float]:
    rule = rule_of(convention, hyper)
    return [float(rule.step(np.array([g]))[0]) for g in gradients]


def test_heavy_ball_by_hand() -> None:
    assert changes(Convention("momentum"), [1, 1, 0], lr=0.5, momentum=0.5) == [-0.5, -0.75, -0.375]


def test_nesterov_by_hand() -> None:
    """Velocities 1 and 3/2; the step is lr (g + momentum v)."""
    assert changes(Convention("nesterov"), [1, 1], lr=0.5, momentum=0.5) == [-0.75, -0.875]


def test_adagrad_by_hand() -> None:
    assert changes(Convention("adagrad"), [3, 4], lr=1, eps=1) == [-3 / 4, -4 / 6]


def test_adam_with_weight_decay_by_hand() -> None:
    steady = {"lr": 0.5, "beta1": 0.5, "beta2": 0.75, "eps": 1.0, "weight_decay": 0.5}
    decoupled = Convention("adamw", decay="decoupled")
    assert changes(decoupled, [1, 1], **steady) == pytest.approx([-0.25, -0.25 + 0.5 * 0.5 * 0.25])


def test_amsgrad_by_hand() -> None:
    """beta1 = 0; squares 1/2 and 1/4: raw keeps 1/2 over 3/4, corrected keeps 1."""
    small = {"lr": 1.0, "beta1": 0.0, "beta2": 0.5, "eps": 0.0}
    raw = changes(Convention("amsgrad"), [1, 1e-9], **small)
    corrected = changes(Convention("amsgrad", maximum="corrected"), [1, 1e-9], **small)
    assert raw[1] == pytest.approx(-1e-9 / np.sqrt(0.5 / 0.75))
    assert corrected[1] == pytest.approx(-1e-9)
