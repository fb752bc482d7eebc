"""What is seen of a term by its form: whole numbers, numbers from 0 on; both readers of powers see the same."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.recheck.place import is_whole
from proofs_check.seen_forms import is_integral, is_nonnegative
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Term

LET = {"n": "integer", "k": "natural", "x": "real", "p": "positive", "m": "integer in [-1, 5]"}


def term(source: str) -> Term:
    claim = formalize(LET, {}, {}, f"{source} == 0").claim
    assert isinstance(claim, Compare)
    return claim.left


@pytest.mark.parametrize(
    ("source", "whole"),
    [
        ("n**2 - 3*abs(n)", True),
        ("n**k", True),
        ("n**m", False),  # n**(-1)
        ("2**(k - 1)", False),
        ("n/2", False),
        ("n*x", False),
        ("floor(x) + ceil(x)", True),
        ("binomial(n, k)", True),
        ("binomial(x, 2)", False),  # -1/8 at 1/2
        ("binomial(n/2, k)", False),
        ("fibonacci(k) + factorial(k)", True),
        ("max(n, 3)", True),
        ("max(n, 3/2)", False),
    ],
)
def test_whole_by_form(source: str, whole: bool) -> None:
    scope = goal_of(formalize(LET, {}, {}, "n == n")).scope
    assert is_integral(term(source), scope) == whole
    assert is_whole(term(source), scope.letters) == whole


@pytest.mark.parametrize(
    ("source", "known"),
    [
        ("k + p*abs(x)", True),
        ("n", False),
        ("m", False),
        ("k - 1", False),
        ("k*x", False),
        ("max(k, p)", True),
    ],
)
def test_not_negative_by_form(source: str, known: bool) -> None:
    assert is_nonnegative(term(source), goal_of(formalize(LET, {}, {}, "n == n")).scope) == known


@pytest.mark.parametrize(
    ("claim", "letters"),
    [
        ("floor(binomial(x, 2)) == binomial(x, 2)", {"x": "real"}),
        ("(y**binomial(x, 2))**2 == y**(2*binomial(x, 2))", {"x": "real", "y": "nonzero"}),
        ("sum(1, k, 1, binomial(x, 2)**2) == binomial(x, 2)**2", {"x": "real"}),
    ],
)
def test_binomials_of_real_numbers_are_not_whole(claim: str, letters: dict[str, str]) -> None:
    assert not Session(Budget()).prove_claim(goal_of(formalize(letters, {}, {}, claim))).proved
