"""What equal powers say of their bases."""

from __future__ import annotations

import pytest

from proofs_check.engines import equal_powers
from proofs_check.goal import Budget
from proofs_check.prove import Session
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

TRUE: list[Case] = [
    ({"x": "real", "k": "integer >= 1"}, "x**2 == 1", "x**k == 1"),
    ({"x": "nonnegative", "y": "nonnegative", "k": "integer >= 1"}, "x == y", "x**k == y**k"),
    ({"x": "positive", "k": "integer >= 2"}, "x == 1", "x**k == x"),
    ({"x": "real", "k": "natural", "m": "natural"}, "x == 1", "x**k == x**m", "k < m", "x > 0"),
    ({"x": "real", "y": "real", "k": "integer >= 1"}, "x == y", "(x - y)**k == 0"),
    ({"z": "complex", "n": "integer >= 1"}, "re(z) == 0", "(z + 1)**n == (z - 1)**n"),
    ({"z": "complex", "n": "integer >= 1"}, "im(z) == 0", "((1 + i*z)/(1 - i*z))**n == 1", "z != -i"),
    ({"z": "complex", "n": "integer >= 1"}, "re(z) == 1", "z**n == (2 - z)**n"),
    ({"z": "complex", "n": "integer >= 1"}, "abs(z) == 1", "z**n == 1"),
    ({"z": "complex"}, "re(z) == -1/2", "z**5 == (conj(z) + 1)**5"),
]
FALSE: list[Case] = [
    ({"x": "real", "k": "integer >= 1"}, "x == 1", "x**k == 1"),
    ({"x": "real", "y": "real"}, "x == y", "x**4 == y**4"),
    ({"x": "nonnegative", "y": "nonnegative", "k": "natural"}, "x == y", "x**k == y**k"),
    ({"x": "nonnegative", "k": "integer >= 2"}, "x == 1", "x**k == x"),
    ({"x": "real", "k": "natural"}, "x**2 == 1", "x**k == 1"),
    ({"x": "real", "k": "natural", "m": "natural"}, "x == 1", "x**k == x**m", "x > 0"),
    ({"x": "real", "k": "integer >= 1"}, "x == 1", "x**k == -1"),
    ({"x": "real", "k": "integer >= 1"}, "x**2 == 1", "2*x**k == 1"),
    ({"x": "complex", "k": "integer >= 1"}, "x**2 == 1", "x**k == 1"),
    ({"z": "complex", "n": "natural"}, "re(z) == 0", "(z + 1)**n == (z - 1)**n"),
    ({"z": "complex", "n": "integer >= 1"}, "z == 1", "z**n == (2 - z)**n"),
    ({"z": "complex", "n": "integer >= 1"}, "abs(z) == 1", "z**n == 2"),
    ({"z": "complex", "w": "complex", "n": "integer >= 1"}, "z == w or z == -w", "z**n == w**n"),
]


# false ones that the search for counterexamples or the definedness of a term would hide
BY_ENGINE: list[Case] = [
    ({"x": "real", "k": "natural", "m": "natural"}, "x == 0 or x**2 == 1", "x**k == x**m"),
    ({"x": "real", "y": "real"}, "x == y", "x**3 == y**5"),
    ({"x": "real", "y": "real"}, "x == y", "2*x**3 == y**3"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_true_is_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("case", BY_ENGINE, ids=lambda case: case[1])
def test_the_engine_alone_does_not_prove_false_ones(case: Case) -> None:
    assert not shown_by(equal_powers, case)


def test_equal_exponents_say_nothing_of_one_base() -> None:
    goal = goal_from(({"x": "positive", "k": "natural", "m": "natural"}, "x == 1", "x**k == x**m"))
    assert (
        equal_powers.attempt(goal, Session(Budget()).prover()).detail
        == "nothing new follows from equal powers"
    )
