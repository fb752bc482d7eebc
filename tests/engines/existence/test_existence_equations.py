"""Solutions of equations by signs: in cases of the sign of a letter, in moving intervals, without the poles of a tangent."""

from __future__ import annotations

import pytest

from proofs_check.engines.existence_equations import early
from proofs_check.engines.existence_poles import by_clearing_poles
from proofs_check.engines.existence_sign_cases import by_cases_of_sign
from proofs_check.engines.existence_turns import by_turning_back, turns
from proofs_check.goal import Answer, Budget, Goal, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Quantified, Term

LETTERS = {"a": "real", "b": "real", "c": "positive", "n": "integer", "k": "integer >= 1", "z": "real"}


def goal(claim: str, *hypotheses: str, let: dict[str, str] | None = None) -> Goal:
    return goal_of(formalize(let or LETTERS, {f"h{k}": one for k, one in enumerate(hypotheses)}, {}, claim))


def holds(one: Goal) -> bool:
    return Session(Budget()).prove_claim(one).proved


SIGN_CASES = (
    goal("exists(x, 'real', cos(x) == a*x)"),
    goal("exists(x, 'real', cos(x)**2 == a*x)"),
    goal("exists(t, 'real', (a - b)*sin(t)*cos(t) == z*(cos(t)**2 - sin(t)**2))"),
    goal("exists(x, 'real', a*x**3 + x**2 == c)", "a != 0"),
    goal("exists(x, 'real in [0, pi]', a*cos(x) == sin(x)*b)"),
    goal("exists(x, 'real', a*sin(x) == b*cos(x))"),
    goal("exists(x, 'real', exp(-x) == a*x)", "a > 0"),
    goal("exists(x, 'real', a*x + b == sin(x))", "a != 0"),
)
NO_SIGN_CASES = (
    goal("exists(x, 'real', cos(x) == a*x + 2)"),  # a = 0
    goal("exists(x, 'real', exp(-x) == a*x)"),  # a = 0
    goal("exists(x, 'real', exp(x) == a*x)"),  # a = 1
    goal("exists(x, 'real', a*x**2 + x + c == 0)"),
    goal("exists(x, 'real', cos(x)/a == x)"),  # undefined at a = 0
    goal("exists(x, 'real in [0, pi/4]', a*cos(x) == sin(x)*b)"),
    goal("exists(x, 'real', a*x**3 + x**2 == c - 1)", "a != 0 or b == 0"),
)
MOVING = (
    goal("exists(x, 'real in (k*pi, k*pi + pi/2)', tan(x) == x)"),
    goal("exists(x, 'real in ((2*n - 1)*pi/2, (2*n + 1)*pi/2)', tan(x) == a*x)"),
    goal("exists(x, 'real in [n*pi, (n + 1)*pi]', cos(x) == exp(-x**2)*sin(x))"),
    goal("exists(x, 'real in (n*pi, (n + 1)*pi)', cos(x) == 1/2)"),
    goal("exists(x, 'real in [2*n*pi, 2*n*pi + pi/2]', sin(x) == 1/2)"),
    goal("exists(x, 'real in (n*pi, n*pi + pi)', cot(x) == a)"),
    goal("exists(u, 'real in (0, pi/2)', tan(u) == u + c)"),
    goal("exists(u, 'real in (0, pi)', cot(u) == a*u + b)"),
)
NOT_MOVING = (
    goal("exists(x, 'real in (n*pi, n*pi + pi/2)', tan(x) == x)"),  # n = 0
    goal("exists(x, 'real in (k*pi, k*pi + pi/2)', tan(x) == -x)"),
    goal("exists(x, 'real in [n*pi, (n + 1)*pi]', sin(x) == 1/2)"),  # n = 1
    goal("exists(x, 'real in (n*pi, (n + 1)*pi)', cos(x) == 1)"),
    goal("exists(x, 'real in [2*n*pi, 2*n*pi + pi/2]', sin(x/4) == 1/8)"),  # n = 2: no whole period
    goal("exists(x, 'real in [n*pi, n*pi + pi/2]', sin(x) == 1/2)"),
    goal("exists(x, 'real in [n*pi/2, n*pi/2 + pi/2]', sin(x) == 1/2)"),  # n = 2: half a period
    goal("exists(x, 'real in (n*pi, n*pi + pi)', tan(x) == 1/cos(x))"),  # a pole inside
    goal("exists(u, 'real in (0, pi/2)', tan(u) == u - c)"),
    goal("exists(x, 'real in (a*pi, a*pi + pi/2)', tan(x) == 1)"),  # a is no whole number
)


@pytest.mark.parametrize("one", SIGN_CASES + MOVING, ids=lambda one: str(one.conclusion)[-60:])
def test_a_solution_is_found(one: Goal) -> None:
    assert holds(one)


@pytest.mark.parametrize("one", NO_SIGN_CASES + NOT_MOVING, ids=lambda one: str(one.conclusion)[-60:])
def test_no_solution_is_invented(one: Goal) -> None:
    assert not holds(one)


def no_proof(one: Quantified, at: Goal, prove: object) -> Answer:
    return undecided("test", "no proof")


@pytest.mark.parametrize(
    "claim",
    [
        "exists(x, 'real', x**3 + x == 1)",
        "exists(x, 'integer', 2*x + x**2 == 1)",
        "exists(x, 'real in (0, c)', exp(x) == 2)",
        "exists(x, 'real in (n*pi, 2*n*pi + 1)', sin(x) == 0)",
    ],
)
def test_other_statements_are_left(claim: str) -> None:
    one = goal(claim)
    statement = one.conclusion
    assert isinstance(statement, Quantified)
    prove = Session(Budget()).prover()
    assert not by_clearing_poles(statement, one, prove, no_proof).proved
    assert not by_turning_back(statement, one, prove, no_proof).proved
    assert not by_cases_of_sign(statement, one, prove, no_proof).proved
    assert not early(statement, one, prove).proved


@pytest.mark.parametrize(
    "term, weight",
    [
        ("n*pi", "1"),
        ("(2*n - 1)*pi/2", "1"),
        ("pi*(3*n) + a", "3"),
        ("-(n*pi) + n*pi", "0"),
        ("a - 2*n*pi", "-2"),
    ],
)
def test_turns_are_read_off(term: str, weight: str) -> None:
    found = turns(side(f"{term} == 0"), "n")
    assert found is not None
    assert str(found[0]) == weight


@pytest.mark.parametrize("term", ["n**2*pi", "n*a", "n", "sin(n*pi)", "n*pi**2"])
def test_other_terms_are_no_turns(term: str) -> None:
    assert turns(side(f"{term} == 0"), "n") is None


def side(equation: str) -> Term:
    conclusion = goal(equation).conclusion
    assert isinstance(conclusion, Compare)
    return conclusion.left
