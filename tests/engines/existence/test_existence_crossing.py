"""Solutions that parameters move: places for every parameter, ends, parts of a domain, further conditions; the prover alone."""

from __future__ import annotations

import pytest

from proofs_check.engines.existence_crossing import by_crossing
from proofs_check.goal import Budget
from proofs_check.prove import Session
from proofs_check.statement.terms import Quantified
from tests.engines.existence.whole_goals import goal, is_proved

TRUE = (
    ({"a": "real in (0, 1/e]"}, "exists(x, 'positive', log(x) == a*x)"),
    ({"a": "positive"}, "implies(a <= 1/e, exists(x, 'positive', log(x) == a*x))"),
    ({"a": "real >= -1/e"}, "exists(x, 'positive', x*log(x) == a)"),
    ({"a": "real <= 1/e"}, "exists(x, 'positive', log(x)/x == a)"),
    ({"a": "real in (exp(-1/e), 1)"}, "exists(x, 'real in (0, 1)', x**x == a)"),
    ({"a": "real in (0, exp(1/e)]"}, "exists(x, 'positive', a**x == x)"),
    ({"a": "positive", "m": "real"}, "implies(m >= 1 + log(a), exists(x, 'positive', a*x - log(x) == m))"),
    # Where the difference is 0 at the end, what it is divided by decides.
    ({"a": "real in (0, 1)"}, "exists(x, 'positive', 1 - exp(-x) == a*x)"),
    ({"a": "real > 1"}, "exists(x, 'positive', exp(x) - 1 == a*x)"),
    ({"a": "real in (0, 1)"}, "exists(x, 'positive', sin(x) == a*x)"),
    ({"a": "real > 1"}, "exists(x, 'real in (0, 1)', log(x) == a*(x - 1))"),
    ({"a": "real in (0, 1)"}, "exists(x, 'real', x > 1 and log(x) == a*(x - 1))"),
    # Beyond every parameter.
    ({"a": "real"}, "exists(x, 'real', x*sin(x) == a)"),
    # In a part of the domain.
    ({"a": "real"}, "exists(x, 'real', log(x) == a - x)"),
    ({"a": "real"}, "exists(x, 'nonzero', x + exp(x)/x == a) or a < e + 1"),
    # With further conditions at the solution.
    (
        {"a": "real"},
        "exists(x, 'real', x + exp(x) == a and forall(y, 'real', implies(y + exp(y) == a, y == x)))",
    ),
    ({"a": "positive"}, "exists(x, 'positive', x*exp(x) == a and x**2 <= a**2)"),
)
FALSE = (
    ({"a": "real in (0, 1/2]"}, "exists(x, 'positive', log(x) == a*x)"),
    ({"a": "real in (0, 1/e + 1/100000]"}, "exists(x, 'positive', log(x) == a*x)"),
    ({"a": "real >= -1/2"}, "exists(x, 'positive', x*log(x) == a)"),
    ({"a": "real <= 1/2"}, "exists(x, 'positive', log(x)/x == a)"),
    ({"a": "real in (exp(-1/e), 1]"}, "exists(x, 'real in (0, 1)', x**x == a)"),
    ({"a": "real in (0, 1]"}, "exists(x, 'positive', 1 - exp(-x) == a*x)"),
    ({"a": "real in (0, 1]"}, "exists(x, 'positive', sin(x) == a*x)"),
    ({"a": "real in [0, 1/e]"}, "exists(x, 'real in [0, 1)', x*exp(-x) == a)"),
    ({"a": "real"}, "exists(x, 'real', log(x) == log(-x) + a)"),
    ({"a": "real"}, "exists(x, 'real', 1/x == a)"),
    ({"a": "real"}, "exists(x, 'real', sqrt(x - 2) + sqrt(1 - x) == a - a)"),
    ({"a": "real"}, "exists(x, 'nonzero', x + exp(x)/x == a) or a < e"),
    # The interval may be empty, or a single point.
    ({"a": "real", "b": "real"}, "exists(x, 'real in (a, b)', x - a == b - x)"),
    ({"a": "real", "b": "real"}, "exists(x, 'real', x > a and x > b and log(x) == 0)"),
    # A jump is no zero, and a pole is none.
    ({"a": "real"}, "exists(x, 'real', floor(x) == x - a)"),
    ({"a": "real in (0, 1)"}, "exists(x, 'real in (-a - 1, a + 1)', 1/x == a - a)"),
    ({"a": "real"}, "exists(x, 'real', x**3 - x == a and forall(y, 'real', implies(y**3 - y == a, y == x)))"),
    ({"a": "positive"}, "exists(x, 'positive', x*exp(x) == a and x**2 < a**2/100)"),
)
UNSEEN = (  # false where no number that is tried shows it: the proofs alone must see it
    ({"a": "nonzero"}, "exists(x, 'real in (0, a)', 2*x/a == 1)"),  # empty for negative a
    ({"a": "real in (0, 1 + 1/1000000)"}, "exists(x, 'real in [0, 1]', x*exp(x) == a*exp(a))"),
    ({"a": "real in (-1/4, 1/4)"}, "exists(x, 'real in [-1, 1]', x + 0*sqrt(x**2 - 1/4) == a)"),
    ({"a": "real in (-1, 1)"}, "exists(x, 'real in [0, 1]', 1/(x**2 - 1/4) == a)"),
    ({"a": "real in (0, 1)"}, "exists(x, 'real', sign(x) == a/2)"),
    ({"a": "real in (0, 1)"}, "exists(x, 'real', floor(x) == a)"),
    ({"a": "real in (0, 1/e + 1/100000)"}, "exists(x, 'positive', log(x) == a*x)"),
    ({"a": "real in (0, 1.000001)"}, "exists(x, 'positive', 1 - exp(-x) == a*x)"),
    ({"a": "real in (-1 - 1/1000000, 1)"}, "exists(x, 'real in [-1, 1]', x**3 + x == a*abs(a) + a)"),
)


@pytest.mark.parametrize(("let", "claim"), TRUE)
def test_solutions_are_found(let: dict[str, str], claim: str) -> None:
    assert is_proved(goal(let, claim))


@pytest.mark.parametrize(("let", "claim"), FALSE + UNSEEN)
def test_false_neighbours_are_not_proved(let: dict[str, str], claim: str) -> None:
    assert not is_proved(goal(let, claim))


def _alone(let: dict[str, str], claim: str) -> bool:
    one = goal(let, claim)
    assert isinstance(one.conclusion, Quantified)
    return by_crossing(one.conclusion, one, Session(Budget()).prover()).proved


def test_two_places_share_the_parameters() -> None:
    # Where a >= 0 the place is another one than where a < 0.
    assert _alone({"a": "real"}, "exists(x, 'real', x**3 + x == a*abs(a))")


def test_goals_that_do_not_apply_are_left() -> None:
    assert not _alone({"z": "complex"}, "exists(x, 'real', x == x)")
    assert not _alone({"a": "real"}, "exists(n, 'integer', 2*n == a)")
    assert not _alone({"a": "real"}, "exists(x, 'real', x == a and x**3 == a)")
    assert not _alone({"a": "real"}, "exists(x, 'real', sign(x) == a)")
