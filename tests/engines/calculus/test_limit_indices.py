"""Limits of sequences at indices that they have not: closed forms are defined there, the values are not."""

from __future__ import annotations

import pytest

from proofs_check.definedness import obligations
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

LET = {"n": "natural", "m": "integer", "k": "natural"}
HALVES = {"x": Recurrence(("1",), "x(n)/2", "n", 0)}
ROOTS = {"x": Recurrence(("1",), "sqrt(2 + x(n))", "n", 0)}
FRACTIONS = {"x": Recurrence(("1",), "1 + 1/x(n)", "n", 0)}
LATER = {"x": Recurrence(("1",), "x(n)/2", "n", 1)}


def is_proved(claim: str, define: dict[str, Recurrence], *given: str) -> bool:
    facts = {f"h{place}": fact for place, fact in enumerate(given)}
    return Session(Budget()).prove_claim(goal_of(formalize(LET, facts, define, claim))).proved


@pytest.mark.parametrize(
    ("claim", "define"),
    [
        ("limit(x(5 - n), n, oo) == oo", HALVES),
        ("limit(x(n/2), n, oo) == 0", HALVES),
        ("limit(x(n) + x(m), n, oo) == 1/2**m", HALVES),
        ("limit(x(n) + max(0, x(-1)), n, oo) == 2", HALVES),
        ("limit(x(n) + sum(x(k), k, -3, n), n, oo) == 16", HALVES),
        ("limit(sum(x(k - 3), k, 0, n), n, oo) == 16", HALVES),
        ("limit(sum(x(k), k, 0, n), n, oo) == 4", LATER),
        ("limit(x(n - 1/2), n, oo) == (1 + sqrt(5))/2", FRACTIONS),
        ("limit(x(n/2), n, oo) == 2", ROOTS),
        ("limit(x(n) + 0*x(-1), n, oo) == 2", ROOTS),
        ("exists(c, 'real', limit(x(n) + 0*x(-1), n, oo) == c)", HALVES),
        ("limit(sum(x(n - 2*k), k, 0, n), n, oo) == oo", HALVES),
        ("limit(x(m), m, -oo) == oo", HALVES),
        ("limit(limit(x(n/2), n, oo) + 1/k, k, oo) == 0", HALVES),
    ],
)
def test_no_value_no_limit(claim: str, define: dict[str, Recurrence]) -> None:
    assert not is_proved(claim, define)


@pytest.mark.parametrize(
    ("claim", "define", "given"),
    [
        ("limit(x(n - k), n, oo) == 0", HALVES, ()),
        ("limit(x(n - 5), n, oo) == 0", HALVES, ()),
        ("limit(x(n**2), n, oo) == 0", HALVES, ()),
        ("limit(x(n) + x(m), n, oo) == 1/2**m", HALVES, ("m > 0",)),
        ("limit(sum(x(k), k, 0, n), n, oo) == 2", HALVES, ()),
        ("limit(sum(x(k), k, 0, n)/n, n, oo) == 0", HALVES, ()),
        ("limit(sum(x(k), k, n - 5, n), n, oo) == 0", HALVES, ()),
        ("limit(sum(x(k), k, 1, n), n, oo) == 2", LATER, ()),
    ],
)
def test_defined_from_some_index_on(
    claim: str, define: dict[str, Recurrence], given: tuple[str, ...]
) -> None:
    """The values near infinity are all that a limit asks for."""
    assert is_proved(claim, define, *given)


def test_a_term_of_the_sum_without_a_value() -> None:
    assert not is_proved("limit(sum((k - 5)/(k - 5), k, 1, n)/n, n, oo) == 1", {})
    assert is_proved("limit(sum((k + 5)/(k + 5), k, 1, n)/n, n, oo) == 1", {})


@pytest.mark.parametrize(
    ("claim", "asked", "of"),
    [
        ("limit(sum(x(n - 2*k), k, 0, n), n, oo) == oo", "n - 2 * k >= 0", ["n", "k"]),
        ("limit(limit(x(n/2), n, oo) + 1/k, k, oo) == 0", "floor(n / 2) == n / 2", ["k", "n"]),
    ],
)
def test_what_is_asked_inside_binders(claim: str, asked: str, of: list[str]) -> None:
    """No engine that finds such limits is known: the obligation stands whoever will."""
    goal = goal_of(formalize(LET, {}, HALVES, claim))
    owed = obligations(goal.conclusion, goal.scope, goal.first_indices)
    assert (asked, of) in [(text(one.says), [*dict(one.letters)]) for one in owed]
