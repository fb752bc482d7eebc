"""Sums of roots of quadratic polynomials against the length of a sum of vectors."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import minkowski
from proofs_check.engines.hypergeometric import Field
from proofs_check.engines.ring import OutOfReach, Ring, exact, rational
from proofs_check.engines.vector_lengths import squared_length, turned, vectors_of
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Term, number, substitute


def real(*names: str, kind: str = "real") -> dict[str, str]:
    return dict.fromkeys(names, kind)


def goal(let: Mapping[str, str], claim: str, *given: str) -> Goal:
    named = {f"h{place}": fact for place, fact in enumerate(given)}
    return goal_of(formalize(let, named, {}, claim))


def holds(let: Mapping[str, str], claim: str, *given: str) -> bool:
    whole = goal(let, claim, *given)
    return minkowski.applies(whole) and minkowski.attempt(whole, Session(Budget()).prover()).proved


SQUARE = (
    "sqrt(x**2 + y**2) + sqrt((x - 1)**2 + y**2) + sqrt(x**2 + (y - 1)**2) + sqrt((x - 1)**2 + (y - 1)**2)"
)
CYCLE = "sqrt(a**2 + (1 - b)**2) + sqrt(b**2 + (1 - c)**2) + sqrt(c**2 + (1 - a)**2)"
OBLIQUE = "sqrt(a**2 + a*b + b**2) + sqrt(b**2 + b*c + c**2) + sqrt(c**2 + c*a + a**2)"


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (real(*"abcd"), "sqrt(a**2 + b**2) + sqrt(c**2 + d**2) >= sqrt((a + c)**2 + (b + d)**2)"),
        (real(*"abc"), f"{CYCLE} >= 3*sqrt(2)/2"),
        (real(*"abc"), "sqrt(a**2 + b**2) + sqrt(b**2 + c**2) + sqrt(c**2 + a**2) >= sqrt(2)*(a + b + c)"),
        (real(*"abc"), f"{OBLIQUE} >= sqrt(3)*(a + b + c)"),
        (real(*"abc"), "sqrt(a**2 - a*b + b**2) + sqrt(b**2 - b*c + c**2) + sqrt(c**2 - c*a + a**2) >= a + b + c"),
        (real(*"abc"), "sqrt(a**2 + 1) + sqrt(b**2 + 1) + sqrt(c**2 + 1) >= sqrt((a + b + c)**2 + 9)"),
        (real(*"xy"), f"{SQUARE} >= 2*sqrt(2)"),
        (real(*"xyz"), "3 <= sqrt(x**2 + y**2 + z**2) + sqrt((1 - x)**2 + (2 - y)**2 + (2 - z)**2)"),
        (real(*"xy"), "2*sqrt(x**2 + 1) + sqrt(y**2 + 4) >= sqrt((2*x + y)**2 + 16)"),
        (real(*"xy"), "sqrt(x**2 + 1)/2 + sqrt(y**2 + 1)/2 >= sqrt((x + y)**2/4 + 1)"),
        (real(*"xy"), "sqrt(x**2 + y**2) > x + y - sqrt((x - 1)**2 + (y + 2)**2) - 3"),
        (real(*"xy"), "sqrt(x**2 - x + 1) + sqrt(y**2 + y + 1) >= sqrt((x - y - 1)**2 + 3)"),
        (real(*"abc", kind="positive"), "sqrt(a**2 - a*b + b**2) + sqrt(b**2 - b*c + c**2) >= sqrt(a**2 + a*c + c**2)"),
    ],
)  # fmt: skip
def test_proved(let: Mapping[str, str], claim: str) -> None:
    assert holds(let, claim)


def test_a_hypothesis_about_the_letters_is_used() -> None:
    claim = "sqrt(a**2 + 1) + sqrt(b**2 + 1) + sqrt(c**2 + 1) >= sqrt(10)"
    assert holds(real(*"abc"), claim, "a + b + c == 1")
    assert not holds(real(*"abc"), claim, "a + b + c >= -1")


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (real(*"abc"), f"{CYCLE} > 3*sqrt(2)/2"),
        (real(*"abc"), f"{CYCLE} >= 11*sqrt(2)/7"),
        (real(*"abc"), "sqrt(a**2 + b**2) + sqrt(b**2 + c**2) + sqrt(c**2 + a**2) >= sqrt(3)*(a + b + c)"),
        (real(*"abc"), f"{OBLIQUE} >= 7*(a + b + c)/4"),
        (real(*"abc"), "sqrt(a**2 + 1) + sqrt(b**2 + 1) + sqrt(c**2 + 1) >= sqrt((a + b + c)**2 + 10)"),
        (real(*"xy"), f"{SQUARE} > 2*sqrt(2)"),
        (real(*"xy"), "sqrt(x**2 + 1) - sqrt(y**2 + 1) >= sqrt((x - y)**2 + 4)"),
        (real(*"xy"), "2*sqrt(x**2 + 1) + sqrt(y**2 + 4) >= sqrt((2*x + y)**2 + 17)"),
        (real(*"xy"), "sqrt(x**2 + 1)/2 + sqrt(y**2 + 1)/2 >= sqrt((x + y)**2/4 + 2)"),
        (real(*"abcd"), "sqrt(a**2 + b**2) + sqrt(c**2 + d**2) <= sqrt((a + c)**2 + (b + d)**2)"),
        (real(*"abcd"), "sqrt(a**2 + b**2) + sqrt(c**2 + d**2) >= sqrt((a + c)**2 + (b + d)**2 + 1/100)"),
        (real(*"abcd"), "sqrt(a**2 + b**2) + sqrt(c**2 + d**2) >= abs(a) + abs(d) + 1/100"),
        (real(*"xy"), "sqrt(x**2 + y**2) + sqrt((x - 3)**2 + (y - 4)**2) > 5"),
        (real(*"xy"), "5 < sqrt(x**2 + y**2) + sqrt((x - 3)**2 + (y - 4)**2)"),
    ],
)
def test_false_ones_are_not(let: Mapping[str, str], claim: str) -> None:
    assert not holds(let, claim)


def test_complex_letters_are_left() -> None:
    claim = "sqrt(re(z)**2 + 1) + sqrt(im(z)**2 + 1) >= 2"
    assert not minkowski.applies(goal({"z": "complex"}, claim))


@pytest.mark.parametrize(
    "radicand", ["x**2 - y**2", "x*y", "x + 1", "x**3", "x**2 - 1", "x**2 + x", "0*x", "x**4 + 1"]
)
def test_no_vector_has_a_length_that_is_no_root_of_squares(radicand: str) -> None:
    term = goal(real(*"xy"), f"{radicand} == 0").conclusion
    assert isinstance(term, Compare)
    with suppress(OutOfReach):
        assert vectors_of(term.left, Ring(200)) == ()


@settings(max_examples=30, deadline=None)
@given(
    coefficients=st.tuples(*(st.integers(-3, 3) for _ in range(6))),
    place=st.tuples(st.integers(-4, 4), st.integers(-4, 4)),
)
def test_vectors_have_the_lengths_that_they_stand_for(
    coefficients: tuple[int, ...], place: tuple[int, int]
) -> None:
    """Turned or not, at whole points and whatever the squares are multiplied by."""
    a, b, c, d, e, f = coefficients
    square = f"3*({a}*x + {b}*y + {c})**2 + ({d}*x + {e}*y + {f})**2/2"
    says = goal(real(*"xy"), f"{square} == 0").conclusion
    assert isinstance(says, Compare)
    ring = Ring(200)
    try:
        vectors = vectors_of(says.left, ring)
    except OutOfReach:
        return
    for vector in (way for one in vectors for way in turned(one, 3)):
        length = squared_length(vector)
        assert set(length) <= {1}
        at = [0] * len(ring.gens)
        for atom in ring.atoms:
            at[atom.index] = place["xy".index(atom.label)]
        found = exact(length[1](*at)) if length else Fraction(0)
        assert found == value(says.left, place)


def value(term: Term, place: tuple[int, int]) -> Fraction:
    put = substitute(term, {"x": number(place[0]), "y": number(place[1])})
    found = Field(("n",)).rational(put)
    return rational(found.num) / rational(found.den)
