"""Sums of terms against a number, by shares of the letters; and tangent lines under products of two letters."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import tangent_lines, term_shares
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

ABC = dict.fromkeys("abc", "positive")


def goal(let: Mapping[str, str], claim: str, *given: str) -> Goal:
    named = {f"h{place}": fact for place, fact in enumerate(given)}
    return goal_of(formalize(let, named, {}, claim))


def by_shares(let: Mapping[str, str], claim: str, *given: str) -> bool:
    whole = goal(let, claim, *given)
    return term_shares.applies(whole) and term_shares.attempt(whole, Session(Budget()).prover()).proved


def roots(factor: str, *letters: str) -> str:
    a, b, c = letters
    return " + ".join(f"{x}/sqrt({x}**2 + {factor}*{y}*{z})" for x, y, z in ((a, b, c), (b, c, a), (c, a, b)))


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (f"{roots('8', 'a', 'b', 'c')} >= 1", []),
        (f"1 <= {roots('8', 'c', 'a', 'b')}", []),
        ("a**2/(a**2 + 2*b*c) + b**2/(b**2 + 2*c*a) + c**2/(c**2 + 2*a*b) >= 1", []),
        ("a/(b + c) + b/(c + a) + c/(a + b) >= 3/2", []),
        ("a/(2*a + b + c) + b/(2*b + c + a) + c/(2*c + a + b) <= 3/4", []),
        ("a**3/(a**3 + (b + c)**3) + b**3/(b**3 + (c + a)**3) + c**3/(c**3 + (a + b)**3) >= 1/3", []),
    ],
)
def test_true_sums(claim: str, given: list[str]) -> None:
    assert by_shares(ABC, claim, *given)


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABC, f"{roots('8', 'a', 'b', 'c')} > 1", []),
        (ABC, f"{roots('8.01', 'a', 'b', 'c')} >= 1", []),
        (ABC, f"{roots('8', 'a', 'b', 'c')} >= 1.001", []),
        (ABC, f"{roots('8', 'a', 'b', 'c')} <= 1.2", []),
        (ABC, "a/(b + c) + b/(c + a) + c/(a + b) > 3/2", []),
        (ABC, "a/(b + c) + b/(c + a) + c/(a + b) <= 3/2", []),
        (ABC, "a/(2*a + b + c) + b/(2*b + c + a) + c/(2*c + a + b) <= 0.7499", []),
        (
            dict.fromkeys("abc", "nonzero"),
            "a**2/(a**2 + 2*b*c) + b**2/(b**2 + 2*c*a) + c**2/(c**2 + 2*a*b) >= 1",
            [],
        ),
    ],
)
def test_false_sums(let: Mapping[str, str], claim: str, given: list[str]) -> None:
    assert not by_shares(let, claim, *given)


def test_other_goals_are_left() -> None:
    assert not term_shares.applies(goal(ABC, "a*b >= b*c"))
    assert not term_shares.applies(goal(ABC, "a/(b + c) - b/(c + a) + c/(a + b) >= 1/2"))


@pytest.mark.parametrize(
    ("claim", "line", "is_true"),
    [
        ("sqrt(a) + sqrt(b) + sqrt(c) >= a*b + b*c + c*a", "a + b + c == 3", True),
        ("a*b + b*c + c*a <= sqrt(a) + sqrt(b) + sqrt(c)", "a + b + c == 3", True),
        ("sqrt(a) + sqrt(b) + sqrt(c) - 2*(a*b + b*c + c*a)/2 >= 0", "2*a + 2*b + 2*c == 6", True),
        ("sqrt(a) + sqrt(b) + sqrt(c) > a*b + b*c + c*a", "a + b + c == 3", False),
        ("sqrt(a) + sqrt(b) + sqrt(c) >= a*b + b*c + c*a + 1/100", "a + b + c == 3", False),
        ("sqrt(a) + sqrt(b) + sqrt(c) >= a*b + b*c + c*a", "a + b + c == 4", False),
        ("sqrt(a) + sqrt(b) + sqrt(c) >= 2*a*b + 2*b*c - c*a", "a + b + c == 3", False),
    ],
)
def test_products_of_two_letters_become_squares(claim: str, line: str, is_true: bool) -> None:
    assert tangent_lines.attempt(goal(ABC, claim, line)).proved is is_true
