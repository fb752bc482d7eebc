"""Traps that are known to catch provers: total division, 0**0, solutions of abstractions, roots of squares."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import algebra, balls, cone, ladder, positivity, smt, transcendental
from proofs_check.engines.cases import sign_cases
from proofs_check.engines.intervals import range_of
from proofs_check.engines.polynomials import convert_goal
from proofs_check.engines.scalar import prove_scalar
from proofs_check.goal import Answer, Budget, Goal
from proofs_check.prove import Session
from proofs_check.statement.text import text
from tests.engines.scalar.statements import goal

R = "real"
BUDGET = Budget()
NOT_TRUE: tuple[tuple[Mapping[str, str], str, tuple[str, ...]], ...] = (
    ({"x": R, "y": R}, "x/y == 0", ("y != 0",)),
    ({"x": R}, "sqrt(x**2) == x", ()),
    ({"x": R}, "sqrt(x**2) >= x + 1", ()),
    ({"x": R, "k": "natural"}, "0**k == 0", ()),
    ({"k": "natural", "x": R}, "x**k >= 0", ()),
    ({"rho": "real in [0, 1]", "k": "natural"}, "rho**k < 1", ()),
    ({"rho": "real in (0, 1)", "k": "natural"}, "rho**k <= rho", ()),
    ({"rho": "real in (0, 1)", "p": "positive"}, "rho**p <= rho", ()),
    ({"x": "real in [0, 1]"}, "x > 0", ()),
    ({"x": R}, "abs(x) > 0", ()),
    ({"x": R}, "x**2 > 0", ()),
    ({"x": R, "y": R}, "x**2 + y**2 > 0", ()),
    ({"x": "nonnegative"}, "sqrt(x) > 0", ()),
    ({"x": "nonnegative"}, "exp(x) > 1 + x", ()),
    ({"x": "nonzero"}, "1/x > 0", ()),
    ({"a": R, "x": "real >= a + 1/7"}, "exp(x - a - 1/7) > 1 + x - a - 1/7", ()),
    ({"k": "integer", "n": "natural"}, "sum(sqrt(k), k, 0, n) + k >= sum(sqrt(k), k, 0, n)", ()),
    ({"x": R}, "exp(x) >= 1", ()),
    ({"x": R}, "tanh(x) >= 0", ()),
    ({"x": R}, "sin(x) >= -1/2", ()),
    ({"n": "integer"}, "n >= 1 or n <= -1", ()),
    ({"x": R}, "implies(x**2 > 1, x > 1)", ()),
    ({"x": R, "y": R}, "implies(x > y, x**2 > y**2)", ()),
    ({"x": "positive", "y": "positive"}, "1/x < 1/y", ()),
    ({"x": R}, "exists(c, 'real', c**2 == x)", ()),
    ({"x": R}, "exists(c, 'real', c/x == 1)", ()),
    ({"x": R}, "forall(c, 'real', c**2 > x)", ()),
    ({"x": R}, "exists(c, 'positive', sqrt(x) == c)", ()),
    ({"z": "complex"}, "abs(z)**2 == z**2", ()),
    ({"z": "complex", "x": R}, "sqrt(x)**2 == abs(x)", ()),
    ({"x": R, "t": "natural"}, "limit(x**t, t, oo) >= limit(x**t, t, oo)", ()),
    ({"x": R}, "floor(x) >= x", ()),
    ({"x": R}, "max(x, 0) <= x", ()),
    ({"x": R}, "sign(x)**2 >= 1", ()),
    ({"x": "real < 0"}, "root(x**2, 2) == x", ()),
)


@pytest.mark.parametrize(("let", "claim", "given"), NOT_TRUE, ids=[claim for _, claim, _ in NOT_TRUE])
def test_no_engine_proves_it(let: Mapping[str, str], claim: str, given: tuple[str, ...]) -> None:
    one = goal(let, claim, *given)
    assert not any(answer.proved for answer in prove_scalar(one, BUDGET))
    for attempt in (
        algebra.attempt,
        positivity.attempt,
        smt.attempt,
        transcendental.attempt,
        balls.attempt,
        ladder.attempt,
    ):
        assert not attempt(one, BUDGET).proved, attempt.__module__


def test_zero_to_the_zero_is_one() -> None:
    assert algebra.attempt(
        goal({"x": R}, "x**0 == 1 and 0**0 == 1").concluding(goal({}, "0**0 == 1").conclusion)
    ).proved
    assert smt.attempt(goal({"x": R}, "x**0 == 1")).proved
    assert smt.attempt(goal({"x": R}, "0**0 == 1")).proved


def test_powers_of_zero_keep_their_lowest_exponent() -> None:
    """x**k == x*x**(k - 1) holds at x = 0 for k >= 1, where x**(k - 1) is defined."""
    one = goal({"x": R, "k": "integer >= 1"}, "x**k == x*x**(k - 1)")
    assert algebra.attempt(one).proved and smt.attempt(one).proved
    split = goal({"x": R, "k": "natural", "m": "integer"}, "x**(k + m) == x**k*x**m")
    assert not algebra.attempt(split).proved


def test_a_power_with_the_lowest_exponent_has_no_denominator() -> None:
    """x**(k - 1) is 1 at x = 0, k = 1, where x**k/x is undefined."""
    converted = convert_goal(goal({"x": R, "y": R, "k": "integer >= 1"}, "x**(k - 1) == y*x**k"), BUDGET)
    assert converted.conclusion.difference.den.is_one()


def test_cases_of_signs() -> None:
    both = sign_cases(goal({"x": R, "y": R}, "abs(x) + max(x, y) >= y"))
    assert sorted(text(case.conclusion) for case in both) == sorted(
        ["x + x >= y", "x + y >= y", "-x + x >= y", "-x + y >= y"]
    )
    assert sign_cases(goal({"z": "complex"}, "abs(z) == z")) == ()


def test_bounds_read_off_the_domains() -> None:
    one = goal({"x": "nonnegative", "y": "nonnegative", "r": "real in (0, 1)"}, "x + y >= 0")
    left = one.conclusion.left  # type: ignore[attr-defined]
    assert range_of(left, one.scope).nonnegative and not range_of(left, one.scope).positive
    above = goal({"x": "nonnegative", "r": "real in (0, 1)"}, "1 - r + x >= 0")
    assert range_of(above.conclusion.left, above.scope).positive  # type: ignore[attr-defined]


def test_solutions_of_an_abstraction_are_hints_only() -> None:
    answer = smt.attempt(goal({"x": R}, "exp(x) >= 1 + x"))
    assert answer.outcome == "undecided"
    assert smt.attempt(goal({"x": R}, "x**2 >= x")).outcome == "refuted"


def test_a_dropped_hypothesis_is_not_forgotten() -> None:
    """What z3 cannot read makes a solution a hint."""
    one = goal({"x": R, "t": "natural"}, "x >= 0", "limit(x**t, t, oo) == 0 or x >= 0")
    assert smt.attempt(one).outcome == "undecided"


def test_certificate_is_rechecked_independently() -> None:
    one = goal({"x": R, "y": R}, "2*x**2 + 3*x*y + 2*y**2 >= 0")
    converted = convert_goal(one, BUDGET)
    ring = converted.work.ring
    found = positivity.search(cone.assumptions(converted), ring, True)
    assert found is not None and cone.recheck(found, one)
    flipped = tuple(cone.Weighted(-term.weight, term.factors, term.square) for term in found.terms)
    assert not cone.recheck(cone.Certificate(flipped), one)
    assert not cone.recheck(cone.Certificate(found.terms[:-1]), one)
    assert not cone.recheck(found, goal({"x": R, "y": R}, "2*x**2 + 5*x*y + 2*y**2 >= 0"))


def test_certificates_without_a_strict_term_are_refused() -> None:
    one = goal({"x": R}, "x**2 > 0")
    converted = convert_goal(one, BUDGET)
    ring = converted.work.ring
    x = converted.work.convert(one.conclusion.left).num.gcd(ring.gens[0])  # type: ignore[attr-defined]
    weighted = (
        cone.Weighted(1 / ring.one.leading_coefficient(), (0,), ring.one),
        cone.Weighted(1 / ring.one.leading_coefficient(), (), x),
    )
    assert not cone.recheck(cone.Certificate(weighted), one)


def _answers(one: Goal) -> tuple[Answer, ...]:
    return prove_scalar(one, BUDGET)


def test_equalities_from_bounds() -> None:
    one = goal({"x": R, "y": R}, "x == y", "x <= y", "x >= y")
    assert _answers(one)[0].proved


def test_quantified_polynomials() -> None:
    assert smt.attempt(goal({"l": "nonnegative"}, "exists(c, 'nonnegative', c**2 == l)")).proved
    assert smt.attempt(goal({"a": "positive", "x": R}, "exists(c, 'positive', a*c > x)")).proved


SUMS_OF_SQUARES = (
    "x**4 - 3*x**3 + 4*x**2 - 3*x + 1 >= 0",
    "13*x**2 - 34*x*y + 29*y**2 >= 0",
    "x**2 - 6*x*y + 10*y**2 - 2*y + 2 > 0",
    "4*x**2 + 9*y**2 + z**2 - 12*x*y + 4*x*z - 6*y*z + 1 > 0",
    "x**4 + y**4 >= x**3*y + x*y**3",
    "x**4 - 2*x**2*y + 2*y**2 - y + 1 > 0",
)


@pytest.mark.parametrize("claim", SUMS_OF_SQUARES)
def test_sums_of_squares_have_certificates(claim: str) -> None:
    one = goal({"x": R, "y": R, "z": R}, claim)
    assert positivity.attempt(one).trust == "certificate"
    bound = goal({"x": R, "y": R, "z": R}, claim.replace(">", "- 3 >")).conclusion
    lower = one.concluding(bound)
    assert not positivity.attempt(lower).proved


def test_a_negative_fractional_power_of_zero_is_undefined() -> None:
    for claim in ("x**(-1/2)*0 == 0", "x**(-3/2) + 1 != 0 or x == x"):
        assert not Session(Budget()).prove_claim(goal({"x": "nonnegative"}, claim)).proved
    assert Session(Budget()).prove_claim(goal({"x": "nonnegative"}, "x**(3/2) >= 0")).proved
