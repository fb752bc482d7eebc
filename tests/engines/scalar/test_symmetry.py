"""Letters that may change places, and squares of differences times the facts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import both_squared, positivity, symmetry
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.prove import Session
from tests.engines.scalar.statements import goal

SIDES = {"a": "nonnegative", "b": "nonnegative", "c": "nonnegative"}
REALS = {"a": "real", "b": "real", "c": "real"}
SCHUR = "a*(a - b)*(a - c) + b*(b - a)*(b - c) + c*(c - a)*(c - b) >= 0"

SYMMETRIC: tuple[tuple[Mapping[str, str], str, tuple[str, ...]], ...] = (
    (SIDES, SCHUR, ()),
    (SIDES, "a*b + b*c + c*a - a*b*c >= 0", ("a <= 1", "b <= 1", "c <= 1")),
    (SIDES, "abs(a - b) + abs(b - c) + abs(c - a) <= 2*(a + b + c)", ()),
)
UNSYMMETRIC: tuple[tuple[Mapping[str, str], str, tuple[str, ...]], ...] = (
    (REALS, "a >= c", ()),
    (REALS, "a*b**2 + b*c**2 + c*a**2 >= a*c**2 + b*a**2 + c*b**2", ()),
    (SIDES, "a**2 + b**2 + c**2 >= a*b + b*c + c*a", ("a >= 2*b",)),
    ({**SIDES, "c": "nonnegative <= 1"}, SCHUR, ()),
    ({**SIDES, "d": "real >= a"}, "a + b + c + d >= 0", ()),
    (REALS, "a*b/b + c >= b + c", ()),
)


@pytest.mark.parametrize(("let", "claim", "given"), SYMMETRIC)
def test_letters_are_put_in_order(let: Mapping[str, str], claim: str, given: tuple[str, ...]) -> None:
    prover = Session(Budget()).prover()
    assert symmetry.attempt(goal(let, claim, *given), prover).proved


@pytest.mark.parametrize(("let", "claim", "given"), UNSYMMETRIC)
def test_only_what_stays_the_same_is_put_in_order(
    let: Mapping[str, str], claim: str, given: tuple[str, ...]
) -> None:
    """Each would be proved, or might be, if the letters could be taken in order."""
    assert not symmetry.attempt(goal(let, claim, *given), Session(Budget()).prover()).proved


def test_a_symmetric_falsehood_is_not_proved() -> None:
    false = "a*(a - b)*(a - c) + b*(b - a)*(b - c) + c*(c - a)*(c - b) >= a*b*c/10"
    assert not symmetry.attempt(goal(SIDES, false), Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    "claim",
    [
        "(a + b)*(b + c)*(c + a) >= 8*a*b*c",
        "a**3 + b**3 + c**3 >= 3*a*b*c",
        "a**4 + b**4 + c**4 >= a*b*c*(a + b + c)",
        "a/(1 + b + c) + b/(1 + a + c) + c/(1 + a + b) <= a + b + c",
    ],
)
def test_squares_times_facts(claim: str) -> None:
    found = positivity.attempt(goal(SIDES, claim))
    assert found.proved and found.trust == "certificate"


@pytest.mark.parametrize(
    "claim", ["(a + b)*(b + c)*(c + a) >= 9*a*b*c", "a**3 + b**3 + c**3 > 3*a*b*c", "a**2*b >= b**2*a"]
)
def test_false_neighbours_have_no_certificate(claim: str) -> None:
    assert not positivity.attempt(goal(SIDES, claim)).proved


def test_higher_roots_are_raised() -> None:
    sides = goal(SIDES, "(a*b*c)**(1/3) <= (a + b + c)/3")
    found = both_squared.attempt(sides, Session(Budget()).prover())
    assert found.proved and found.trust == "certificate" and "squaring" in found.engines
    assert not Session(Budget()).prove_claim(goal(SIDES, "(a*b*c)**(1/3) < (a + b + c)/3")).proved


def test_what_is_defined_in_one_order_only_is_not_taken_for_symmetric() -> None:
    """False at 1, 2, 3; where a >= b >= c it is defined for a = b = c alone, and true there."""
    spread = "(a - b)**2 + (b - c)**2 + (c - a)**2"
    claim = f"{spread} + sqrt(b - a)**2 - (b - a) + sqrt(c - b)**2 - (c - b) <= 0"
    assert not symmetry.attempt(goal(REALS, claim), only_below_the_order).proved


def only_below_the_order(asked: Goal) -> Answer:
    """A prover that proves what has an order among its hypotheses, and nothing else."""
    return proved("order", "") if len(asked.hypotheses) >= 2 else undecided("order", "")


@pytest.mark.parametrize(
    "claim", ["-sqrt(1 + a) > 0", "-abs(a) - 1 >= 1", "sqrt(a) - 3 < -sqrt(a) - 3", "-(a + 1)**(1/4) > 0"]
)
def test_signs_are_asked_before_squaring(claim: str) -> None:
    """The squares would compare so."""
    assert not both_squared.attempt(goal(SIDES, claim), Session(Budget()).prover()).proved
