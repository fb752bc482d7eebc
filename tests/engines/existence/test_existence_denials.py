"""Disjunctions with an existence in them, and inequalities at screened values."""

from __future__ import annotations

import pytest

from proofs_check.engines.existence_denials import under_denials
from tests.engines.existence.whole_goals import goal, is_proved

TRUE = (
    ({"a": "positive"}, "a > 1/e or exists(x, 'positive', log(x) == a*x)"),
    ({"a": "real"}, "a > 1 or exists(x, 'real', sin(x) == a) or a < -1"),
    ({"a": "positive"}, "a < e or exists(x, 'real', exp(x) == a*x)"),
    ({"a": "real"}, "exists(x, 'nonzero', exp(x)/x == a) or (a >= 0 and a < e)"),
    ({"a": "real"}, "not (0 < a and a <= 1/e) or exists(x, 'positive', log(x) == a*x)"),
    ({"a": "real"}, "abs(a) > 1/2 or exists(x, 'real', x/(1 + x**2) == a)"),
    ({"a": "real"}, "a <= 0 or exists(x, 'real', exp(-x) == a*x)"),
    ({"a": "real"}, "exists(x, 'real', atan(x) == a) or abs(a) >= pi/2"),
    ({"a": "real < 1/e"}, "exists(x, 'positive', log(x) > a*x)"),
    ({"a": "real > e"}, "exists(x, 'real', exp(x) < a*x)"),
    ({"a": "real in (0, 1)"}, "exists(x, 'real', exp(a*x) < 1 + x)"),
)
FALSE = (
    ({"a": "positive"}, "a > 1/2 or exists(x, 'positive', log(x) == a*x)"),
    ({"a": "real"}, "a > 2 or exists(x, 'real', sin(x) == a) or a < -1"),
    ({"a": "real"}, "a > 1 or exists(x, 'real', sin(x) == a) or a < -1 - 1/1000"),
    ({"a": "positive"}, "a < 2 or exists(x, 'real', exp(x) == a*x)"),
    ({"a": "real"}, "exists(x, 'nonzero', exp(x)/x == a) or (a > 0 and a < e)"),
    ({"a": "real"}, "exists(x, 'nonzero', exp(x)/x == a) or (a >= 0 and a < e - 1/1000)"),
    ({"a": "real"}, "not (0 < a and a <= 1/2) or exists(x, 'positive', log(x) == a*x)"),
    ({"a": "real"}, "a < 0 or exists(x, 'real in [0, sqrt(a)]', x**2 + x == a + sqrt(a))"),
    ({"a": "real <= 1/e"}, "exists(x, 'positive', log(x) > a*x)"),
    ({"a": "real >= e"}, "exists(x, 'real', exp(x) < a*x)"),
    ({"a": "real in (0, 1]"}, "exists(x, 'real', exp(a*x) < 1 + x)"),
)


@pytest.mark.parametrize(("let", "claim"), TRUE)
def test_true_ones_are_proved(let: dict[str, str], claim: str) -> None:
    assert is_proved(goal(let, claim))


@pytest.mark.parametrize(("let", "claim"), FALSE)
def test_false_neighbours_are_not_proved(let: dict[str, str], claim: str) -> None:
    assert not is_proved(goal(let, claim))


def test_complex_letters_deny_nothing() -> None:
    one = goal({"z": "complex", "a": "real"}, "a > 1 or exists(x, 'real', x == a)")
    other, part = one.conclusion.parts  # type: ignore[attr-defined]
    assert under_denials(one, part, (other, part)) == (one.concluding(part),)


def test_parts_with_quantifiers_are_not_denied() -> None:
    one = goal({"a": "real"}, "exists(x, 'positive', x == a) or exists(x, 'negative', x == a) or a == 0")
    first, second, third = one.conclusion.parts  # type: ignore[attr-defined]
    (found,) = under_denials(one, first, (first, second, third))
    assert len(found.hypotheses) == 1
