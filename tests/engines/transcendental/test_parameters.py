"""Inequalities in several letters: the true ones proved, their false neighbours never."""

from __future__ import annotations

import pytest

from proofs_check.engines import parameters
from proofs_check.engines.scalar import prove_scalar
from proofs_check.goal import Budget
from tests.engines.transcendental.transcendental_goals import SEVERAL, Case

ELSEWHERE = ("two_powers", "log_sum_exp", "sin_lipschitz", "tanh_lipschitz", "geometric_arithmetic_three")
"""Proved once absolute values and maxima are split into cases, or by lemmas."""
ONE_ENGINE = ("two_powers",)  # z3 closes one of its cases


@pytest.mark.parametrize("case", SEVERAL, ids=lambda case: case.name)
def test_true_inequality_is_proved(case: Case) -> None:
    goal = case.goal()
    answer = prove_scalar(goal, Budget())[0] if case.name in ELSEWHERE else parameters.attempt(goal)
    assert answer.proved, answer.detail
    assert answer.trust == "certificate" or case.name in ONE_ENGINE


@pytest.mark.parametrize(
    ("case", "false"),
    [(case, false) for case in SEVERAL for false in case.false],
    ids=lambda value: value.name if isinstance(value, Case) else value,
)
def test_false_neighbour_is_not_proved(case: Case, false: str) -> None:
    assert not parameters.attempt(case.goal(false)).proved


TRAPS = (
    Case("closed_end_of_a_strict_chord", {"a": "real in [0, 1)", "x": "real > 1"}, "log(1 + a*(x - 1)) >= a*log(x)", ("log(1 + a*(x - 1)) > a*log(x)",)),
    Case("zero_to_zero", {"x": "real in [0, 1]", "r": "nonnegative"}, "x**r <= 1", ("x**r <= x",)),
    Case("lower_end_open", {"x": "positive", "y": "positive"}, "exp(x*y) > 1", ("exp(x*y) > 1 + x",)),
    Case("dropped_hypothesis", {"x": "real", "y": "real"}, "exp(x) >= 1 + y", ("exp(x) >= 1 + y**2",), ("y <= x",)),
    Case("two_ends", {"x": "real", "a": "positive"}, "exp(x) <= 1/(1 - x)", ("exp(x) <= 1/(1 - x) - a*x**2",), ("x < 1", "x > -a")),
)  # fmt: skip


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: case.name)
def test_traps(case: Case) -> None:
    for false in case.false:
        assert not parameters.attempt(case.goal(false)).proved
