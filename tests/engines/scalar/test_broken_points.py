"""Goals that the numbers break at a few points: their proof is not looked for; what may hold is never thrown out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.engines.sampling import seems_broken
from proofs_check.goal import Goal, goal_of
from proofs_check.statement.formal import formalize


def goal(let: dict[str, str], facts: list[str], claim: str, define: dict[str, object] | None = None) -> Goal:
    given_facts = {f"g{place}": fact for place, fact in enumerate(facts)}
    return goal_of(formalize(let, given_facts, define or {}, claim))


R = {"r": {"index": "k", "first": 0, "start": ["0"], "step": "rho*r(k) + (1 - rho)*g**2"}}
LET = {"rho": "real in (0, 1)", "g": "real", "k": "natural"}

BROKEN = (
    ({"x": "real"}, [], "x > 0", None),
    ({"x": "real"}, ["x**2 >= 1"], "x >= 1", None),
    ({"x": "real", "y": "real"}, ["y == exp(x) - exp(x)"], "x < y", None),  # the equation holds where y is 0
    (LET, ["r(k) == (1 - rho**k)*g**2"], "g > 0", R),
    (LET, ["r(k) == (1 - rho**k)*g**2"], "r(k) > g**2", R),
)
NOT_BROKEN = (
    ({"x": "real"}, [], "x**2 >= 0", None),
    ({"x": "real"}, ["x > 1"], "x >= 1", None),
    ({"x": "real"}, ["log(x) > -100"], "x > 0", None),  # the logarithm is not defined elsewhere
    ({"x": "real"}, ["x - x == 1"], "x > 0", None),
    ({"x": "real"}, [], "sqrt(x) >= x - x", None),
    ({"x": "real"}, [], "x + sqrt(x) >= 0", None),  # where x is negative the root has no value
    ({"x": "real"}, ["sqrt(x) == x - x"], "x == 0", None),
    ({"x": "real"}, [], "implies(x > 1, x > 2)", None),  # no comparison
    ({"z": "complex"}, [], "abs(z) < 1", None),
    ({"n": "positive integer", "A": "matrix(n, n)"}, [], "n > 5", None),
    (LET, [], "r(k) > g**2", R),  # what r(k) is, only the recurrence says
    (LET, ["limit(r(k), k, oo) == g"], "g > 0", R),
)


@pytest.mark.parametrize(("let", "facts", "claim", "define"), BROKEN)
def test_broken(let: dict[str, str], facts: list[str], claim: str, define: dict[str, object] | None) -> None:
    assert seems_broken(goal(let, facts, claim, define))


@pytest.mark.parametrize(("let", "facts", "claim", "define"), NOT_BROKEN)
def test_not_broken(
    let: dict[str, str], facts: list[str], claim: str, define: dict[str, object] | None
) -> None:
    assert not seems_broken(goal(let, facts, claim, define))


@given(st.integers(-9, 9), st.integers(-9, 9), st.integers(0, 9))
def test_true_goals_with_equality_points_are_not_broken(a: int, b: int, c: int) -> None:
    """A square that is zero somewhere, roots that cancel, and a hypothesis that holds at one point only."""
    letters = {"x": "real", "y": "nonnegative"}
    for claim in (
        f"({a}*x + {b})**2 >= 0",
        f"sqrt(y + {c})**2 == y + {c}",
        f"sqrt((x - ({a}))**2) >= x - ({a})",
    ):
        assert not seems_broken(goal(letters, [], claim))
    assert not seems_broken(goal(letters, [f"x == {a}/10"], f"10*x <= {a}"))
