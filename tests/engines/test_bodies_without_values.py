"""Bodies of sums over empty ranges need not be defined, so nothing may be read off them; and roots that are written as powers.

Each claim is false at a point that no search for counterexamples comes by: a root of a quintic, a solution of Pell's equation, a large bound.
"""

from __future__ import annotations

import pytest

from proofs_check.engines import cleared_equations, gibbs, positive_bases
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

SUMS = {"x": "real", "a": "real", "n": "natural"}
PAIR = {"x": "integer", "y": "integer >= 1", "z": "integer >= 1"}
INSIDE, FAR = "implies(n >= 1, x >= 0)", "implies(x < 0, x**5 + x == -7)"
PELL = "implies(x < 0, y**2 == 61*z**2 + 1)"
EMPTY: list[Case] = [
    (SUMS, "x + 0*sum((x**(1/2) + 1)**a, k, 1, n) >= 0", INSIDE, FAR),
    (SUMS, "prod((x**(1/2) + 1)**a, k, 1, n) >= -x", INSIDE, FAR),
    (SUMS, "x + abs(sum(log(1 + sqrt(x)), k, 1, n)) >= 0", INSIDE, FAR),
    (SUMS, "x + 0*sum(log(x), k, 1, n) > 0", "n == 0", "implies(x <= 0, x**5 + x == -7)"),
]
ROOTS: list[Case] = [
    (PAIR, "x/y == 4**(1/2)", "x**2 == 4*y**2", PELL),
    (PAIR, "x**2 != 4*y**2", "x/y != 4**(1/2)", PELL),
    (PAIR, "x/y == 4**(1/2)", "x**2 == 4*y**2", "x >= 0 or x <= -10**30"),
]


@pytest.mark.parametrize("case", [*EMPTY, *ROOTS], ids=lambda case: str(case[1:]))
def test_they_are_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("case", EMPTY[:2], ids=lambda case: str(case[1]))
def test_bases_below_a_sum_are_not_taken_as_defined(case: Case) -> None:
    assert not shown_by(positive_bases, case)


@pytest.mark.parametrize("case", EMPTY[2:], ids=lambda case: str(case[1]))
def test_logarithms_below_a_sum_say_nothing(case: Case) -> None:
    assert not gibbs.attempt(goal_from(case)).proved


@pytest.mark.parametrize("case", ROOTS, ids=lambda case: str(case[1]))
def test_what_a_resultant_gives_is_no_equivalent(case: Case) -> None:
    assert not shown_by(cleared_equations, case)
