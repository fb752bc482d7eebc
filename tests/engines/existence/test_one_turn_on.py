"""Other numbers with the same sine, cosine or tangent."""

from __future__ import annotations

import pytest
from whole_goals import goal, is_proved


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        ({"a": "real in (0, pi)"}, "exists(x, 'real', sin(x) == sin(a) and x != a)"),
        ({"a": "real"}, "exists(x, 'real', cos(x) == cos(a) and x > a)"),
        ({"a": "real in (0, 1)"}, "exists(x, 'real', tan(x) == tan(a) and x != a)"),
        ({}, "exists(x, 'real', exists(y, 'real', sin(x) == sin(y) and x != y))"),
        ({"a": "real"}, "exists(x, 'real', sin(x) + cos(x) == sin(a) + cos(a) and x != a)"),
    ],
)
def test_other_numbers_exist(let: dict[str, str], claim: str) -> None:
    assert is_proved(goal(let, claim))


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        ({"a": "real"}, "exists(x, 'real in [0, 2*pi)', cos(x) == cos(a) and x != a)"),
        ({"a": "real"}, "exists(x, 'real', tanh(x) == tanh(a) and x != a)"),
        ({"a": "real"}, "exists(x, 'real', sin(x) + x == sin(a) + a and x != a)"),
        ({"a": "real"}, "exists(x, 'real', tan(x) == tan(a) and x != a)"),
        (
            {"a": "real"},
            "exists(x, 'real', sin(x) == sin(a) and cos(x) == cos(a) and abs(x - a) < 6 and x != a)",
        ),
    ],
)
def test_where_there_is_no_other(let: dict[str, str], claim: str) -> None:
    assert not is_proved(goal(let, claim))
