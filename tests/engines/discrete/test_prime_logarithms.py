"""Equations between logarithms of rational numbers and products of powers, prime by prime."""

from __future__ import annotations

import pytest

from proofs_check.engines import prime_logarithms
from proofs_check.statement.terms import Compare
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

TRUE: list[Case] = [
    ({"m": "integer", "n": "integer >= 1"}, "log(6)/log(10) != m/n"),
    ({"m": "integer", "n": "integer >= 1"}, "log(2)/log(3) != m/n"),
    ({"m": "integer", "n": "integer"}, "n*log(2) + m*log(3) != 0", "n != 0"),
    ({"a": "natural", "b": "natural", "c": "natural", "d": "natural"}, "a == c", "2**a*3**b == 2**c*3**d"),
    ({"m": "integer >= 1", "n": "integer >= 1"}, "12**n != 18**m"),
    ({"m": "integer", "n": "integer >= 1"}, "log(3/2)/log(2) != m/n"),
    ({"m": "integer", "n": "integer >= 1"}, "log(7) != m/n*log(5)"),
    ({"m": "integer", "n": "integer >= 1"}, "2**(m/n) != 3"),
]
FALSE: list[Case] = [
    ({"m": "integer", "n": "integer >= 1"}, "log(8)/log(4) != m/n"),
    ({"m": "integer", "n": "integer"}, "log(2)/log(1/2) != m/n", "n != 0"),
    ({"m": "integer", "n": "integer"}, "n*log(2) + m*log(3) != 0"),
    ({"a": "natural", "b": "natural", "c": "natural", "d": "natural"}, "a == c", "4**a*2**b == 4**c*2**d"),
    ({"m": "integer", "n": "integer"}, "6**n != 10**m"),
    ({"m": "integer >= 1", "n": "integer >= 1"}, "4**n != 8**m"),
    ({"m": "real", "n": "integer >= 1"}, "log(2)/log(3) != m/n"),
]


# false ones that the search for counterexamples or the definedness of a term would hide
BY_ENGINE: list[Case] = [
    ({"a": "integer", "b": "integer >= 1"}, "log(2)*sqrt(a) != log(3)*sqrt(b)", "a >= 1"),
    ({"a": "integer >= 1", "b": "integer"}, "a*log(2) != b*log(3)*log(2)"),
    ({"a": "integer", "b": "integer"}, "a == b", "1**a == 1**b"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_true_is_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("case", BY_ENGINE, ids=lambda case: case[1])
def test_the_engine_alone_does_not_prove_false_ones(case: Case) -> None:
    assert not shown_by(prime_logarithms, case)


def test_a_weight_that_is_not_rational() -> None:
    goal = goal_from(({"a": "integer >= 1", "b": "integer"}, "sqrt(2)*a*log(2) != pi*b*log(3)"))
    assert isinstance(goal.conclusion, Compare)
    with pytest.raises(prime_logarithms.NotPlain, match="irrational"):
        prime_logarithms._exponents(goal.conclusion, goal)
