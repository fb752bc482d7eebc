"""Existence near ends, between signs, of whole numbers, under quantified hypotheses; and refuting it by a proof at a point."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.disproof import disproved
from proofs_check.engines.existence_limits import End, place_of
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.terms import INFINITY, ZERO, apply

REALS = {"x": "real", "y": "real", "a": "real", "b": "real", "eps": "positive", "n": "integer"}


def formal(claim: str, *hypotheses: str, let: Mapping[str, str] | None = None) -> Formal:
    return formalize(let or REALS, {f"h{k}": one for k, one in enumerate(hypotheses)}, {}, claim)


def goal(claim: str, *hypotheses: str, let: Mapping[str, str] | None = None) -> Goal:
    return goal_of(formal(claim, *hypotheses, let=let))


def holds(one: Goal) -> bool:
    return Session(Budget()).prove_claim(one).proved


TRUE = (
    goal("exists(d, 'positive', forall(x, 'real in (-d, d)', abs(x**2) < eps))", let={"eps": "positive"}),
    goal(
        "exists(d, 'positive', forall(x, 'real in (a - d, a + d)', abs(x**2 - a**2) < eps))",
        let={"eps": "positive", "a": "real"},
    ),
    goal("exists(k, 'natural', k > x)"),
    goal("exists(k, 'integer >= 1', 1/k < eps)"),
    goal("exists(k, 'natural', 2**k > x)"),
    goal("exists(k, 'integer', k <= x and x < k + 1)"),
    goal("exists(k, 'integer', abs(x - k) <= 1/2)"),
    goal("exists(q, 'integer >= 1', exists(p, 'integer', x*q < p and p < y*q))", "x < y"),
    goal("exists(k, 'integer', n == 2*k or n == 2*k + 1)"),
    goal("exists(k, 'integer', n**3 - n == 6*k)"),
    goal("exists(p, 'integer', exists(q, 'integer', 3*p + 5*q == n))"),
    goal("exists(c, 'real', c**3 + a*c + b == 0)"),
    goal("exists(c, 'real in (0, 1)', cos(c) == c)"),
    goal("exists(c, 'real', a < c and c < b and b**3 - a**3 == 3*c**2*(b - a))", "a < b"),
    goal("exists(d, 'positive', forall(z, 'real', implies(abs(z - a) < d, abs(z**2 - a**2) < eps)))"),
    goal("exists(m, 'natural', forall(k, 'integer >= 1', implies(k >= m, 1/k < eps)))"),
    goal("exists(d, 'positive', (x - d*x)**2 < x**2)", "x != 0"),
    goal("iff(exists(c, 'real', sin(c) == y), abs(y) <= 1)"),
    goal("iff(forall(c, 'real', c**2 + a*c + b > 0), a**2 < 4*b)"),
    goal("not exists(k, 'integer', forall(j, 'integer', j <= k))"),
)
FALSE = (
    goal("exists(d, 'positive', forall(x, 'real in (-d, d)', abs(x**2 - 1) < eps))", let={"eps": "positive"}),
    goal(
        "exists(d, 'positive', forall(x, 'real in (b - d, a + d)', abs(x**2 - a**2) < eps))",
        let={"eps": "positive", "a": "real", "b": "real"},
    ),
    goal("exists(k, 'natural', k < x)"),
    goal("exists(k, 'integer', k < x and x < k + 1)"),
    goal("exists(k, 'integer', x < k and k < y)", "y - x >= 1"),
    goal("exists(q, 'integer >= 1', exists(p, 'integer', x*q < p and p < y*q))", "x <= y"),
    goal("exists(k, 'integer', n == 3*k or n == 3*k + 1)"),
    goal("exists(p, 'integer', exists(q, 'integer', 4*p + 6*q == n))"),
    goal("exists(c, 'real in (1, 0)', c == 1/2)"),  # an empty interval
    goal("exists(c, 'real', 1/c == 0)"),  # the sign changes at a pole
    goal("exists(c, 'real', sign(c) == 1/2)"),  # and at a jump
    goal("exists(c, 'real in (0, 1)', c**2 == 0)"),
    goal("exists(c, 'real', c > x and 1/(c - c) == 1/(c - c))"),
    goal("exists(c, 'real', c + 1/a > 1/a)"),  # undefined at a = 0
    goal("exists(c, 'real', a < c and c < b)", "a <= b"),
    goal(
        "exists(d, 'positive', forall(z, 'real', implies(abs(z) < d, 1/(z - 1) < 0)))"
    ),  # undefined at z = 1
    goal("exists(d, 'positive', forall(z, 'real', implies(abs(z - 1) < d, z**2 < eps)))"),
    goal("exists(m, 'natural', forall(k, 'integer >= 1', implies(k >= m, 1/k < eps - 1)))"),
    goal("exists(d, 'positive', (x - d*x)**2 < x**2)"),
    goal("iff(exists(c, 'real', sin(c) == y), abs(y) < 1)"),
    goal("exists(c, 'real', a < c and c < b and b**3 - a**3 == 3*c**2*(b - a))", "a <= b"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_is_proved(one: Goal) -> None:
    assert holds(one)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_is_not_proved(one: Goal) -> None:
    quick = Session(Budget(z3_rlimit=300_000, depth=4, thorough=False))
    assert not quick.prove_claim(one).proved


@settings(max_examples=8, deadline=None)
@given(st.integers(2, 3), st.sets(st.integers(0, 3), min_size=1, max_size=4))
def test_residues_are_complete_or_not(modulus: int, residues: set[int]) -> None:
    """Every n is modulus*k + r for one of the residues exactly when they are all there."""
    cases = " or ".join(f"n == {modulus}*k + {r}" for r in sorted(residues))
    found = Session(Budget(z3_rlimit=100_000, depth=4, thorough=False)).prove_claim(
        goal(f"exists(k, 'integer', {cases})")
    )
    complete = {r % modulus for r in residues} == set(range(modulus))
    assert found.proved == complete


REFUTED = (
    formal("exists(c, 'real', sin(c) + cos(c) == y)", let={"y": "real in [-3/2, 3/2]"}),
    formal("exists(c, 'real', exp(c) == y)", let={"y": "nonnegative"}),
    formal("exists(k, 'natural', 2**k == x)", let={"x": "real"}),
    formal("iff(exists(c, 'real', sin(c) == y), abs(y) < 1)", let={"y": "real"}),
)
NOT_REFUTED = (
    formal("exists(c, 'real', sin(c) + cos(c) == y)", let={"y": "real in [-1, 1]"}),
    formal("exists(c, 'real', exp(c) == y)", let={"y": "positive"}),
    formal("exists(k, 'integer', x <= k)", let={"x": "real"}),
)


@pytest.mark.parametrize("one", REFUTED, ids=lambda one: str(REFUTED.index(one)))
def test_a_point_is_found_where_the_negation_is_proved(one: Formal) -> None:
    witness = disproved(one, Session(Budget(z3_rlimit=400_000)))
    assert witness is not None and witness.fault == "false"


@pytest.mark.parametrize("one", NOT_REFUTED, ids=lambda one: str(NOT_REFUTED.index(one)))
def test_no_point_refutes_what_holds(one: Formal) -> None:
    assert disproved(one, Session(Budget(z3_rlimit=100_000, depth=3, thorough=False))) is None


def test_the_place_near_an_end_in_words() -> None:
    assert [place_of(End(ZERO, side)) for side in ("+", "-", "")] == [
        "close enough to 0 from above",
        "close enough to 0 from below",
        "close enough to 0",
    ]
    assert place_of(End(INFINITY, "")) == "that is large enough"
    assert place_of(End(apply("neg", INFINITY), "")) == "that is far enough below 0"
