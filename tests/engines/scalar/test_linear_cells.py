"""Piecewise linear comparisons by exact cells, and the elimination that decides whether a cell is empty."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import linear_cells
from proofs_check.engines.linear_inequalities import Inequality, Unbounded, feasible
from proofs_check.goal import Goal, goal_of, undecided
from proofs_check.statement.formal import formalize


def goal(claim: str, *hypotheses: str, **let: str) -> Goal:
    letters = {**dict.fromkeys("uvwz", "real"), **let}
    return goal_of(formalize(letters, {f"h{k}": one for k, one in enumerate(hypotheses)}, {}, claim))


def shown(claim: str, *hypotheses: str, **let: str) -> bool:
    return linear_cells.attempt(goal(claim, *hypotheses, **let), lambda one: undecided("nothing", "")).proved


def orbit(step: str, length: int) -> str:
    """The value after some steps from u, v; step in P (before) and Q (before that)."""
    values = ["u", "v"]
    while len(values) <= length:
        values.append("(" + step.replace("P", values[-1]).replace("Q", values[-2]) + ")")
    return values[length]


@pytest.mark.parametrize(
    "claim",
    [
        f"{orbit('abs(P) - Q', 9)} == u",
        f"{orbit('max(P, 0) - Q', 5)} == u",
        "abs(u + v + w) <= abs(u) + abs(v) + abs(w)",
        "max(u, v) + min(u, v) == u + v",
        "max(u, v, w) == max(u, max(v, w))",
        "abs(abs(u) - abs(v)) <= abs(u - v)",
        "relu(u) - relu(-u) == u",
        "sign(u)*max(abs(u) - 1, 0) == u - max(-1, min(u, 1))",
        "relu(u + 2*v)/2 <= relu(u)/2 + relu(v)",
        "max(u, v) - min(u, v) == abs(u - v)",
        "sign(u)*u == abs(u)",
    ],
)
def test_for_all_numbers(claim: str) -> None:
    assert shown(claim)


@pytest.mark.parametrize(
    "claim",
    [
        f"{orbit('abs(P) - Q', 8)} == u",
        f"{orbit('max(P, 0) - Q', 4)} == u",
        f"{orbit('max(P, 1) - Q', 5)} == u",
        "abs(u + v) < abs(u) + abs(v)",
        "abs(u) > 0",  # only at u == 0
        "sign(u)**2 == 1",
        "abs(sign(u)) != 0",
        "max(u, v) >= abs(u)",
        "abs(u) == u",
        "u == abs(u)",
        "abs(u*v) >= u",  # not linear
        "u/sign(u) >= 0",  # undefined at 0
        "abs(abs(u - 1) - 1) != 1/1000",
    ],
)
def test_not_for_all(claim: str) -> None:
    assert not shown(claim)


def test_hypotheses_and_domains_are_used() -> None:
    assert shown("abs(u - 1) <= 1", u="real in [0, 2]")
    assert not shown("abs(u - 1) <= 1", u="real in [0, 3]")
    assert not shown("abs(u - 1) < 1", u="real in [0, 2]")
    assert shown("abs(u - 1) < 1", u="real in (0, 2)")
    assert shown("max(u, v) == v", "u <= v")
    assert shown("abs(u) + abs(v) <= 1", "max(abs(u + v), abs(u - v)) <= 1")
    assert not shown("abs(u) + abs(v) < 1", "max(abs(u + v), abs(u - v)) <= 1")
    assert shown("abs(u) != 0", "abs(u) > 0")
    assert not shown("abs(u) == u", "u != 0") and not shown("abs(u) == -u", "u != 0")


def test_of_what_it_is_not_it_is_not_asked() -> None:
    assert not linear_cells.applies(goal("abs(u) <= u**2 + 1"))
    assert not linear_cells.applies(goal("u <= v"))
    assert not linear_cells.applies(goal("abs(u) <= u", u="complex"))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(*[st.integers(-2, 2)] * 3, st.booleans()), min_size=1, max_size=5))
def test_points_that_are_found_are_not_denied(drawn: list[tuple[int, int, int, bool]]) -> None:
    """Grids of quarters against the elimination: a point of the grid shows that there is a solution."""
    system = [Inequality(tuple(map(Fraction, one[:3])), one[3]) for one in drawn]
    grid = [Fraction(k, 4) for k in range(-16, 17)]

    def holds(one: Inequality, x: Fraction, y: Fraction) -> bool:
        value = one.form[0] * x + one.form[1] * y + one.form[2]
        return value > 0 or (value == 0 and not one.strict)

    if any(all(holds(one, x, y) for one in system) for x, y in product(grid, grid)):
        assert feasible(system)


def test_strict_and_other_ends() -> None:
    def line(a: int, c: int, strict: bool) -> Inequality:
        return Inequality((Fraction(a), Fraction(c)), strict)

    assert feasible([line(1, 0, False), line(-1, 0, False)])  # x == 0
    assert not feasible([line(1, 0, True), line(-1, 0, False)])
    assert not feasible([line(1, 0, False), line(1, 0, True), line(-1, 0, False)])
    assert not feasible([line(1, -1, False), line(-1, 0, False)])
    assert not feasible([line(0, -1, False)]) and not feasible([line(0, 0, True)])
    assert feasible([line(0, 0, False)]) and feasible([])


def test_too_many_inequalities_are_refused() -> None:
    many = [Inequality((Fraction(s), Fraction(k), Fraction(1)), False) for k in range(60) for s in (1, -1)]
    with pytest.raises(Unbounded):
        feasible(many)
