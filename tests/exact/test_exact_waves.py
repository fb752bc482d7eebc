"""Limits that circular functions keep from existing; both evaluators say so."""

from __future__ import annotations

import pytest

from proofs_check.exact.evaluate import holds
from proofs_check.goal import Budget
from proofs_check.recheck.opinion import opinion
from proofs_check.statement.formal import formalize
from proofs_check.statement.parse import EMPTY, parse_term

NONE = (
    "limit(sin(x), x, oo) == 0",
    "limit(cos(3*x - 1), x, -oo) == 1/2",
    "limit(cos(x) + 1/x, x, oo) == 0",
    "limit(x*sin(2*x), x, oo) == oo",
    "limit(sin(x)*cos(x/3), x, oo) == 0",
    "limit(exp(-x) + sin(x)**2, x, oo) == 1",
    "limit(sin(1/x), x, 0, '+') == 0",
    "limit(cos(2/x), x, 0) == 1",
    "limit(a*cos(a*x), x, oo) == 0",
)
SOME = (
    ("limit(sin(x)/x, x, oo) == 0", "true"),
    ("limit(x + sin(x), x, oo) == oo", "true"),
    ("limit(exp(-x)*cos(x), x, oo) == 0", "true"),
    ("limit(x*sin(1/x), x, 0) == 0", "true"),
    ("limit(sin(0*x), x, oo) == 0", "true"),
)


@pytest.mark.parametrize("claim", NONE)
def test_an_oscillating_limit_does_not_exist(claim: str) -> None:
    formal = formalize({"x": "nonzero", "a": "positive"}, {}, {}, claim)
    point = {"a": parse_term("2", EMPTY)}
    assert holds(formal.claim, point, formal, Budget()).outcome == "undefined"
    assert opinion(formal, point).outcome == "undefined"


@pytest.mark.parametrize(("claim", "outcome"), SOME)
def test_limits_that_exist_are_not_denied(claim: str, outcome: str) -> None:
    formal = formalize({"x": "real"}, {}, {}, claim)
    assert holds(formal.claim, {}, formal, Budget()).outcome == outcome


@pytest.mark.parametrize(
    "claim",
    ["limit(sin(x)**2 + cos(x)**2, x, oo) == 1", "limit(sin(x**2), x, oo) == 0", "limit(sin(n), n, oo) == 0"],
)
def test_what_the_subsequences_do_not_show_stays_open(claim: str) -> None:
    """Constant along all of them, of no period, or over the integers."""
    formal = formalize({"x": "real", "n": "natural"}, {}, {}, claim)
    assert holds(formal.claim, {}, formal, Budget()).outcome in ("undecided", "true")
