"""One bound at each side of an interval, and places of which nobody knows on which side they lie."""

from __future__ import annotations

import pytest

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.existence_between import Post
from proofs_check.engines.existence_bounds import Narrowed
from proofs_check.engines.existence_crossing import Crossing, _reached
from proofs_check.engines.existence_parts import with_single_ends
from proofs_check.engines.existence_places import Place
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.domains import REAL, Bound
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Letter, Term, apply, number

A, B, X = Letter("a"), Letter("b"), Letter("x")
ZERO, ONE = number(0), number(1)


def letters(*given: str) -> Goal:
    facts = {f"h{k}": one for k, one in enumerate(given)}
    return goal_of(formalize({"a": "real", "b": "real"}, facts, {}, "a == a and b == b"))


def merged(lows: tuple[Bound, ...], highs: tuple[Bound, ...], *given: str) -> Narrowed:
    asked = Questions(letters(*given), Session(Budget()).prover())
    return with_single_ends(Narrowed("x", REAL, lows, highs, ()), asked)


def test_the_tightest_bound_is_kept() -> None:
    found = merged((Bound(ZERO, True), Bound(ONE, True)), (Bound(A, True), Bound(B, True)), "a < b")
    assert found.lows == (Bound(ONE, True),) and found.highs == (Bound(A, True),)


def test_an_open_end_is_tighter_than_a_closed_one_at_the_same_place() -> None:
    both = (Bound(ZERO, True), Bound(ZERO, False))
    for bounds in (both, both[::-1]):
        found = merged(bounds, bounds)
        assert found.lows == found.highs == (Bound(ZERO, False),)


def test_bounds_of_unknown_order_become_their_maximum_and_their_minimum() -> None:
    ends = (Bound(A, True), Bound(B, True))
    found = merged(ends, ends)
    assert found.lows == (Bound(apply("max", A, B), True),)
    assert found.highs == (Bound(apply("min", A, B), True),)
    mixed = (Bound(A, True), Bound(B, False))
    assert merged(mixed, ()).lows == mixed


@pytest.mark.parametrize(("given", "shown"), [((), False), (("a <= 1",), True)])
def test_a_place_with_two_unknown_ends_is_not_split_at_one_of_them(
    given: tuple[str, ...], shown: bool
) -> None:
    """For a > 1 neither a lies in [0, 1], nor is it below 0 so that 1 would do."""
    h: Term = apply("sub", X, A)
    found = Narrowed("x", REAL, (Bound(ZERO, True),), (Bound(ONE, True),), ())
    crossing = Crossing(h, found, Compare("==", X, A), ())
    places = (Place(Post(A)), Place(Post(ONE)))
    answer = _reached(crossing, places, 1, letters(*given), Session(Budget()).prover())
    assert (answer is not None) is shown
