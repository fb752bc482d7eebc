"""Several numbers at once: by coefficients, by elimination, by maps that multiply a quadratic form."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import quadratic_form_values
from proofs_check.engines.calculus_terms import plus, times
from proofs_check.engines.existence_chains import chain_of
from proofs_check.engines.existence_coefficients import coefficients
from proofs_check.engines.quadratic_form_values import Form, maps
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Quantified

LETTERS = {"a": "real", "b": "real", "c": "positive", "n": "natural", "k": "integer", "m": "integer"}


def goal(claim: str, *hypotheses: str, let: dict[str, str] | None = None) -> Goal:
    return goal_of(formalize(let or LETTERS, {f"h{k}": one for k, one in enumerate(hypotheses)}, {}, claim))


def holds(one: Goal) -> bool:
    return Session(Budget()).prove_claim(one).proved


def two(kind: str, says: str) -> str:
    return f"exists(p, '{kind}', exists(q, '{kind}', {says}))"


BY_COEFFICIENTS = (
    goal(two("real", "forall(x, 'real', a*cos(x) + b*sin(x) == p*cos(x - q))")),
    goal(two("real", "forall(x, 'real', a*cos(2*x) + b*sin(2*x) == p*sin(2*x + q))")),
    goal("exists(q, 'real', forall(x, 'real', a*cos(x) + b*sin(x) == cos(x - q)))", "a**2 + b**2 == 1"),
    goal(two("real", "forall(x, 'real', x**2 + a*x + b == (x + p)**2 + q)")),
    goal(two("real", "forall(x, 'real', x**3 - 1 == (x - 1)*(x**2 + p*x + q))")),
    goal(two("real", "forall(x, 'real', x**4 + 1 == (x**2 + p*x + 1)*(x**2 + q*x + 1))")),
    goal("exists(p, 'real', forall(x, 'real', exp(x + a) == p*exp(x)))"),
    goal("exists(p, 'real', forall(x, 'real', sin(a - x) == p*sin(x) + sin(a)*cos(x)))"),
)
NOT_BY_COEFFICIENTS = (
    goal("exists(q, 'real', forall(x, 'real', a*cos(x) + b*sin(x) == cos(x - q)))"),
    goal("exists(q, 'real', forall(x, 'real', a*cos(x) + b*sin(x) == cos(x - q)))", "a**2 + b**2 <= 1"),
    goal(two("real", "forall(x, 'real', x**3 + a*x + b == (x + p)**3 + q)")),
    goal(two("integer", "forall(x, 'real', x**4 + 1 == (x**2 + p*x + 1)*(x**2 + q*x + 1))")),
    goal(two("real", "forall(x, 'real', x**3 + 1 == (x - 1)*(x**2 + p*x + q))")),
    goal("exists(p, 'real', forall(x, 'real', exp(x + a) == p*exp(2*x)))"),
    goal("exists(p, 'real', forall(x, 'real', x/x == 1 + p))"),  # undefined at x = 0
    goal("exists(p, 'real', forall(x, 'real', a*x + p/a == a*x))"),  # undefined at a = 0
)
BY_ELIMINATION = (
    goal("exists(x, 'integer', exists(s, 'integer', exists(t, 'integer', x == k + 3*s and x == m + 5*t)))"),
    goal("exists(x, 'integer', exists(s, 'integer', x == k + 2*s and x > m))"),
)
NOT_BY_ELIMINATION = (
    goal("exists(x, 'integer', exists(s, 'integer', exists(t, 'integer', x == k + 4*s and x == m + 6*t)))"),
    goal("exists(x, 'integer', exists(s, 'integer', x + 1/k == 1/k + s))"),  # undefined at k = 0
    goal("exists(x, 'integer', exists(s, 'integer', x + 1/(s - s) == 1/(s - s) + 1))"),
    goal("exists(x, 'integer', exists(s, 'real', x == k + s and x == a))"),
    goal("exists(x, 'natural', exists(s, 'natural', x == k - s))"),
    goal("exists(x, 'integer', exists(s, 'integer', 2*x == s and s == k))"),
)
FORMS = (
    goal(two("integer", "p**2 + q**2 == 5**n")),
    goal(two("natural", "p**2 + q**2 == 2**n")),
    goal(two("integer", "p**2 + q**2 == 13**(n + 1)")),
    goal(two("integer", "p**2 + 2*q**2 == 3**n")),
    goal(two("integer", "p**2 - p*q + q**2 == 7**n")),
    goal(two("integer", "p > k and p**2 - 2*q**2 == 1")),
    goal(two("natural", "p > k and q > a and p**2 - 3*q**2 == 1")),
    goal(two("integer", "q >= a and p**2 - p*q - q**2 == 1")),
    goal("exists(p, 'integer', p > k and exists(q, 'natural', p**2 - 7*q**2 == 1))"),
)
NO_FORMS = (
    goal(two("integer", "p**2 + q**2 == 3**n")),
    goal(two("integer", "p**2 + q**2 == 6*5**n")),
    goal(two("integer", "p**2 + q**2 == (-5)**n")),
    goal(two("integer >= 1", "p**2 + q**2 == 5**n")),  # n = 0
    goal(two("integer", "p**2 + 2*q**2 == 5**n")),
    goal(two("integer", "p**2 + q**2 == 5**n + k - k**2")),
    goal(two("integer", "p > k and p**2 - 4*q**2 == 1")),
    goal(two("integer", "p > k and p**2 + q**2 == 25")),
    goal(two("integer", "q > k and p**2 - 3*q**2 == -1")),
    goal(two("integer", "p > 1/k and p**2 - 2*q**2 == 1")),  # undefined at k = 0
    goal("exists(p, 'integer in [0, 99]', exists(q, 'integer', p > k and p**2 - 2*q**2 == 1))"),
)


@pytest.mark.parametrize(
    "one", BY_COEFFICIENTS + BY_ELIMINATION + FORMS, ids=lambda one: str(one.conclusion)[-60:]
)
def test_the_numbers_are_found(one: Goal) -> None:
    assert holds(one)


@pytest.mark.parametrize(
    "one", NOT_BY_COEFFICIENTS + NOT_BY_ELIMINATION + NO_FORMS, ids=lambda one: str(one.conclusion)[-60:]
)
def test_no_numbers_are_invented(one: Goal) -> None:
    assert not holds(one)


@pytest.mark.parametrize(
    "claim",
    [two("real", "p**2 + q**2 == 5**n"), "exists(p, 'integer', p**2 == 4)", two("integer", "p*q == 6**n")],
)
def test_other_statements_are_no_forms(claim: str) -> None:
    assert not quadratic_form_values.applies(goal(claim))


def test_complex_letters_are_left() -> None:
    assert not quadratic_form_values.applies(
        goal(two("integer", "p**2 + q**2 == 5**n"), let={"n": "natural", "z": "complex"})
    )


@given(st.integers(1, 3), st.integers(-2, 2), st.integers(-3, 3).filter(bool), st.integers(1, 9))
@settings(max_examples=25, deadline=None)
def test_maps_multiply_the_form(a: int, b: int, c: int, ratio: int) -> None:
    form = Form(Fraction(a), Fraction(b), Fraction(c))
    for v, w in islice(maps(form, Fraction(ratio), -30), 3):
        for x, y in ((1, 0), (0, 1), (2, -5), (7, 3)):
            image = (x * v[0] + y * w[0], x * v[1] + y * w[1])
            assert form.at(image) == ratio * form.at((x, y))


@pytest.mark.parametrize(
    "term",
    [
        "(x + a)**2 - x",
        "sin(x - a)*cos(x)",
        "cos(a - 2*x) + sin(3 - x)",
        "exp(b - x)*x",
        "sin(a + b) - x/3",
        "-cos(-x)",
        "cos(x + a)",
        "sin(x + a)",
    ],
)
def test_coefficients_give_the_term_back(term: str) -> None:
    formal = formalize({"x": "real", "a": "real", "b": "real"}, {}, {}, f"{term} == 0")
    assert isinstance(formal.claim, Compare)
    whole = plus(*(times(part, *monomial) for monomial, part in coefficients(formal.claim.left, "x").items()))
    one = goal_of(formal)
    assert holds(one.concluding(Compare("==", formal.claim.left, whole)))


def test_chains_are_apart_from_the_goal() -> None:
    one = goal("exists(x, 'integer', exists(k, 'integer', x == 2*k))")
    assert isinstance(one.conclusion, Quantified)
    chain = chain_of(one.conclusion, one)
    assert chain is not None
    assert not {name for name, _ in chain.letters} & set(LETTERS)


def test_chains_keep_their_order_where_a_domain_depends_on_a_letter() -> None:
    one = goal("exists(x, 'integer', exists(s, 'integer in [0, x]', x == 2*s))")
    assert isinstance(one.conclusion, Quantified)
    assert chain_of(one.conclusion, one) is None
