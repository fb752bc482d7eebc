"""Solution sets of trigonometric equations in one letter, against whole multiples of pi."""

from __future__ import annotations

from fractions import Fraction

import flint
import pytest

from proofs_check.engines import wave_sets
from proofs_check.engines.wave_places import BITS, Place, zeros
from proofs_check.engines.wave_polynomials import (
    OutOfReach,
    constant,
    read_ratio,
    square_root,
    value_at,
)
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare
from tests.engines.stated_cases import Case, goal_from, shown

X = {"x": "real"}
TURN = {"x": "real in [0, 2*pi)"}


def places(*values: str) -> str:
    return " or ".join(f"exists(k, 'integer', x == {value})" for value in values)


TINY = "1" + 17 * "/10**12"
"""A number that the balls do not tell from 0."""

TRUE: list[Case] = [
    (X, f"iff(cos(2*x) == cos(x), {places('2*pi*k/3')})"),
    (X, f"iff(sin(3*x) == sin(x), {places('pi*k', 'pi/4 + pi*k/2')})"),
    (X, "iff(sin(3*x) == sin(x), exists(k, 'integer', x == pi*k or x == pi/4 + pi*k/2))"),
    (X, f"iff(sin(x) == cos(x), {places('pi/4 + pi*k')})"),
    (X, f"iff(sin(x) != cos(x), not {places('pi/4 + pi*k')})"),
    (X, "iff(sin(x)*cos(x) != 0, forall(k, 'integer', x != pi*k/2))"),
    (X, f"iff(cos(x)**2 == 1/4, {places('pi/3 + pi*k', '-pi/3 + pi*k')})"),
    (
        X,
        f"iff(sin(x) + sin(2*x) + sin(3*x) == 0, {places('pi*k/2', '2*pi/3 + 2*pi*k', '-2*pi/3 + 2*pi*k')})",
    ),
    (X, f"iff(sin(x)**4 + cos(x)**4 == 1, {places('pi*k/2')})"),
    (X, f"iff(sqrt(3)*sin(x) + cos(x) == 2, {places('pi/3 + 2*pi*k')})"),
    (X, f"iff(4*cos(x) == 1 + sqrt(5), {places('pi/5 + 2*pi*k', '-pi/5 + 2*pi*k')})"),
    (X, f"iff((2*cos(x) - 1)*(3*cos(x) + 5) == 0, {places('pi/3 + 2*pi*k', '2*pi*k - pi/3')})"),
    (X, f"iff(sin(x/2) == cos(x/3), {places('3*pi/5 + 12*pi*k/5')})"),
    (X, f"implies({places('pi*k/2', '2*pi/3 + 2*pi*k')}, sin(x) + sin(2*x) + sin(3*x) == 0)"),
    (X, f"iff(tan(x) == 1, {places('pi/4 + pi*k')})", "cos(x) != 0"),
    (X, "iff(sin(x) > 0, exists(k, 'integer', 2*pi*k < x and x < pi + 2*pi*k))"),
    (X, "iff(9*sin(x)**2 == 1, sin(x) == 1/3 or sin(x) == -1/3)"),
    (TURN, "iff(cos(2*x) == cos(x), x == 0 or x == 2*pi/3 or x == 4*pi/3)"),
    ({"x": "real in [0, 2*pi]"}, "iff(cos(x) >= 1/2, x <= pi/3 or x >= 5*pi/3)"),
    (X, places("pi*k"), "sin(3*x) == sin(x)", "cos(2*x) != 0"),
    (X, "sin(x) > 2 or exists(k, 'integer', x > 2*pi*k)"),  # far from the bounds
]
REFUTED: list[Case] = [
    (X, f"iff(cos(2*x) == cos(x), {places('2*pi*k')})"),
    (X, f"iff(cos(2*x) == cos(x), {places('pi*k/3')})"),
    (X, f"iff(sin(3*x) == sin(x), {places('pi*k')})"),
    (X, f"iff(sin(x) == cos(x), {places('pi/4 + pi*k/2')})"),
    (X, f"iff(sin(x) == cos(x), {places('pi/4 + 2*pi*k')})"),
    (X, f"iff(4*cos(x) == 1 + sqrt(5), {places('pi/5 + 2*pi*k')})"),
    (X, f"iff(sin(x/2) == cos(x/3), {places('3*pi/5 + 12*pi*k')})"),
    (X, "iff(sin(x) > 0, exists(k, 'integer', 2*pi*k <= x and x < pi + 2*pi*k))"),
    (X, "iff(sin(x) > 0, exists(k, 'integer', 2*pi*k < x and x < pi/2 + 2*pi*k))"),
    ({"x": "real in [0, 2*pi]"}, "iff(cos(2*x) == cos(x), x == 0 or x == 2*pi/3 or x == 4*pi/3)"),
    ({"x": "real in [0, 2*pi]"}, "iff(cos(x) >= 1/2, x <= pi/3)"),
    (X, f"implies(sin(x) + sin(2*x) + sin(3*x) == 0, {places('pi*k/2')})"),
    (X, f"iff(tan(x) == 1, {places('pi/4 + 2*pi*k')})", "cos(x) != 0"),
    (X, "sin(x) == 0 or sin(x) > 0"),  # between the places alone
    (X, "x >= 0 or exists(k, 'integer', x < pi*k and x > pi*k - pi)", "sin(x) != 1"),
]
OPEN: list[Case] = [
    (X, f"iff(tan(x) == 1, {places('pi/4 + pi*k')})"),  # tan(x) has not a value everywhere
    (X, f"iff(tan(x)*cos(x) == sin(x), {places('pi/2 + pi*k')} or cos(x) != 0)"),
    (X, "iff(9*sin(x)**2 == 1, sin(x) == 1/3)"),  # false where x/pi is irrational
    (X, "iff(sin(x) == 0, exists(k, 'natural', x == pi*k))"),
    (X, "iff(sin(x) == 0, exists(k, 'integer', x == pi*k and k >= 0))"),
    (X, "iff(sin(x) == 0, exists(k, 'integer', x == 3*k))"),
    ({"x": "real in [0, 7]"}, f"sin(x) != 0 or {places('2*pi*k')}"),
    (X, f"cos(x/2) != 1/3 or (3*cos(x) - 1)*((9*cos(x) + 7)**2 + {TINY}) == 0"),
]


@pytest.mark.parametrize("case", TRUE, ids=str)
def test_true_ones(case: Case) -> None:
    assert shown(case)
    assert wave_sets.attempt(goal_from(case)).proved


@pytest.mark.parametrize("case", REFUTED, ids=str)
def test_false_ones_are_refuted_at_a_multiple_of_pi(case: Case) -> None:
    answer = wave_sets.attempt(goal_from(case))
    assert answer.outcome == "refuted"
    assert "x" in answer.point


@pytest.mark.parametrize("case", OPEN, ids=str)
def test_others_stay_open(case: Case) -> None:
    assert not shown(case)


def test_places_without_value_are_left_to_definedness() -> None:
    case: Case = (X, f"1/cos(x) != 0 or {places('pi*k')}")
    assert wave_sets.attempt(goal_from(case)).proved
    assert not shown(case)


@pytest.mark.parametrize("given", ["tan(x)**0 == 1", "(1/cos(x) - tan(x))**0*sin(x) <= 1"])
def test_a_power_with_exponent_0_has_a_value_only_where_its_base_has(given: str) -> None:
    assert wave_sets.attempt(goal_from((X, "not (cos(x) == 0)", given))).proved


def test_bounded_whole_letters_are_not_bound_again() -> None:
    case: Case = ({"x": "real", "n": "natural"}, "sin(x) != 0 or x >= 0", "x == pi*n")
    assert wave_sets.attempt(goal_from(case)).outcome != "refuted"


def test_hypotheses_that_are_not_read_refute_nothing() -> None:
    answer = wave_sets.attempt(goal_from((X, f"iff(sin(x) == 0, {places('2*pi*k')})", "exp(x) < 1/10")))
    assert answer.outcome == "undecided"


@pytest.mark.parametrize(
    "value", [Fraction(n, d) for n in (2, 3, 5, 6, 7, 11, 13, 42, 12) for d in (1, 4, 5)]
)
def test_square_roots_are_sums_of_roots_of_unity(value: Fraction) -> None:
    with flint.ctx.workprec(BITS):
        gap = (
            value_at(square_root(value), flint.arb(0))
            - flint.arb(flint.fmpq(value.numerator, value.denominator)).sqrt()
        )
        assert abs(gap) < flint.arb(2) ** -200


def test_a_root_of_a_large_prime_is_out_of_reach() -> None:
    with pytest.raises(OutOfReach):
        square_root(Fraction(17))


@pytest.mark.parametrize(
    ("wave", "expected"),
    [
        ("sin(x) - 1/2", ["1/6", "5/6"]),
        ("2*sin(x)**2 - sin(x) - 1", ["1/2", "11/6", "7/6"]),
        ("cos(x)**2 - (5 - sqrt(5))/8", ["3/10", "7/10", "13/10", "17/10"]),
        ("cos(x) - 2", []),
        ("2*cos(x) - 1 - sqrt(3)", []),
    ],
)
def test_zeros_that_are_multiples_of_pi(wave: str, expected: list[str]) -> None:
    claim = formalize({"x": "real"}, {}, {}, f"{wave} == 0").claim
    assert isinstance(claim, Compare)
    with flint.ctx.workprec(BITS):
        found = zeros(read_ratio(claim.left, "x").top)
        assert found is not None
        exact = {str(place.exact) for place in found.places if found.sign(place) == 0}
    assert exact == set(expected)


def test_a_zero_that_is_no_multiple_of_pi_is_told_from_its_mirror() -> None:
    claim = formalize({"x": "real"}, {}, {}, "sin(x) == 1/3").claim
    assert isinstance(claim, Compare)
    with flint.ctx.workprec(BITS):
        from_left = read_ratio(claim.left, "x").top
        third = {**from_left, **{key: -one / 3 for key, one in constant(Fraction(1)).items()}}
        found = zeros(third)
        assert found is not None
        assert sorted(str(found.sign(place)) for place in found.places) == ["-1", "-1", "0", "0"]
        assert all(isinstance(place, Place) and place.exact is None for place in found.places)
