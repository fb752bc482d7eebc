"""Uniform continuity and what breaks it, by radii and by points half a radius apart."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines.existence_neighbours import by_a_neighbour
from proofs_check.goal import Answer, Budget, Goal, Prover, goal_of, proved, undecided
from proofs_check.judging import judge
from proofs_check.prove import Session
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Quantified
from proofs_check.statement.text import text

D = {"d": "positive"}
UNIFORM = (
    "exists(r, 'positive', forall(x, '{kind}', forall(y, '{kind}', implies(abs(x - y) < r, abs({f}) < eps))))"
)


@pytest.mark.parametrize(
    ("kind", "f"),
    [("nonnegative", "sqrt(x) - sqrt(y)"), ("real", "2*x - 2*y"), ("real", "sin(x) - sin(y)")],
)
def test_uniformly_continuous(kind: str, f: str) -> None:
    goal = goal_of(formalize({"eps": "positive"}, {}, {}, UNIFORM.format(kind=kind, f=f)))
    assert Session(Budget()).prove_claim(goal).proved


def test_the_square_is_not() -> None:
    claim = Claim("square", UNIFORM.format(kind="real", f="x**2 - y**2"), let={"eps": "positive"})
    assert judge(claim, Settings(Budget(instances=100))).verdict == "refuted"


@pytest.mark.parametrize(
    ("body", "known"),
    [
        ("abs(x - y) < d and abs(x**2 - y**2) >= 1", True),
        ("d >= abs(x - y) and x*y > 1 and x != y", True),
        ("abs(x - y) < d and abs(x - y) >= d", False),
        ("abs(x - y) < d - d and x == x", False),
    ],
)
def test_two_points(body: str, known: bool) -> None:
    goal = goal_of(formalize({"d": "positive"}, {}, {}, f"exists(x, 'real', exists(y, 'real', {body}))"))
    assert Session(Budget()).prove_claim(goal).proved == known


def test_the_neighbour_of_a_complex_point_is_not_real() -> None:
    """x + d/2 is no real number for x = -d/2 - i."""
    claim = "exists(x, 'complex', exists(y, 'real', abs(x - y) < d and y**2 == -1))"
    assert not Session(Budget()).prove_claim(goal_of(formalize({"d": "positive"}, {}, {}, claim))).proved


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        ({"z": "complex"}, "exists(v, 'real', exists(w, 'real', w == z) and v == 0)"),
        ({"z": "complex"}, "exists(v, 'complex', exists(w, 'real', w == v and v == z))"),
        ({"x": "real", "z": "complex"}, "exists(v, 'real', exists(w, 'real', w == sqrt(x)) and v == 0)"),
        ({"x": "real"}, "exists(v, 'complex', exists(w, 'real', w == sqrt(x)))"),
    ],
)
def test_a_complex_value_is_no_real_number(let: Mapping[str, str], claim: str) -> None:
    assert not Session(Budget()).prove_claim(goal_of(formalize(let, {}, {}, claim))).proved


def neighbour_goals(let: Mapping[str, str], claim: str, answers: bool = True) -> list[str] | None:
    """What is asked of the engine of existences, which answers yes or no to all; None where nothing is proved."""
    goal = goal_of(formalize(let, {}, {}, claim))
    asked: list[str] = []

    def attempt(inner: Goal, _: Prover) -> Answer:
        asked.append(text(inner.conclusion))
        return proved("all", "", "certificate") if answers else undecided("none", "")

    assert isinstance(goal.conclusion, Quantified)
    found = by_a_neighbour(goal.conclusion, goal, Session(Budget()).prover(), attempt)
    return asked if found.proved else None


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (D, "exists(x, 'real', exists(y, 'integer', abs(x - y) < d))"),
        (D, "exists(x, 'complex', exists(y, 'real', abs(x - y) < d))"),
        (D, "exists(x, 'real', forall(y, 'real', abs(x - y) < d))"),
        (D, "exists(x, 'real', exists(y, 'real', abs(x - y) < x))"),
        (D, "exists(x, 'real', exists(y, 'real', abs(x - y) < d*y))"),
        (D, "exists(x, 'real', exists(y, 'real', abs(x - y) > d))"),
        ({"z": "complex"}, "exists(x, 'real', exists(y, 'real', abs(x - y) < z))"),
        ({"z": "complex", "t": "real"}, "exists(x, 'real', exists(y, 'real', abs(x - y) < sqrt(t)))"),
    ],
)
def test_where_half_a_radius_is_no_neighbour(let: Mapping[str, str], claim: str) -> None:
    assert neighbour_goals(let, claim) is None


def test_all_that_is_said_of_the_neighbour_is_asked() -> None:
    claim = "exists(x, 'real', exists(y, 'real in [0, x)', abs(x - y) < d and y**2 > 1))"
    near = "x + 1/2 * d"
    body = f"{near} >= 0 and {near} < x and (abs(x - ({near})) < d and ({near})**2 > 1)"
    assert neighbour_goals(D, claim) == [f"exists(x, 'real', {body})"]
    assert neighbour_goals(D, claim, answers=False) is None


@pytest.mark.parametrize(
    ("body", "is_asked"),
    [
        ("abs(sqrt(x) - sqrt(y)) > L*abs(x - y)", True),
        ("abs(x - y)*L < abs(sqrt(x) - sqrt(y))", True),
        ("abs(sqrt(x) - sqrt(y)) == L*abs(x - y)", False),
        ("abs(sqrt(x) - sqrt(y)) > L + abs(x - y)", False),
    ],
)
def test_a_neighbour_four_times_as_large(body: str, is_asked: bool) -> None:
    claim = f"exists(x, 'positive', exists(y, 'positive', {body}))"
    assert (neighbour_goals({"L": "real"}, claim) is not None) == is_asked
    assert neighbour_goals({"L": "complex"}, claim) is None
    assert neighbour_goals({"L": "real"}, claim.replace("exists(y, 'positive'", "exists(y, 'real'")) is None


def test_roots_have_no_lipschitz_constant_near_zero() -> None:
    claim = "exists(x, 'real in (0, 1)', exists(y, 'real in (0, 1)', abs(sqrt(x) - sqrt(y)) > L*abs(x - y)))"
    assert Session(Budget()).prove_claim(goal_of(formalize({"L": "real"}, {}, {}, claim))).proved
    steep = claim.replace("sqrt(x) - sqrt(y)", "sin(x) - sin(y)")
    assert not Session(Budget(goals=200)).prove_claim(goal_of(formalize({"L": "real"}, {}, {}, steep))).proved
