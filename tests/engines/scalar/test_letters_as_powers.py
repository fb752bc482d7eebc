"""Inequalities with roots of products of letters, in letters of which those of the claim are powers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from proofs_check.engines import letters_as_powers
from proofs_check.engines.letters_as_powers import NoProduct, applies, in_powers, product_of
from proofs_check.goal import Budget, Goal, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Letter, Term, apply, number
from proofs_check.statement.text import text

ABC = dict.fromkeys("abc", "positive")
FROM_ZERO = dict.fromkeys("abc", "nonnegative")
AB = dict.fromkeys("ab", "nonnegative")
REAL = dict.fromkeys("abc", "real")
SQUARES = "(sqrt(a) - sqrt(b))**2 + (sqrt(b) - sqrt(c))**2 + (sqrt(c) - sqrt(a))**2"


def goal(let: dict[str, str], claim: str, *given: str) -> Goal:
    return goal_of(formalize(let, {f"h{place}": fact for place, fact in enumerate(given)}, {}, claim))


def is_proved(aim: Goal) -> bool:
    return letters_as_powers.attempt(aim, lambda _: undecided("test", "")).proved


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABC, f"(a + b + c)/3 - (a*b*c)**(1/3) <= ({SQUARES})/2", []),
        (FROM_ZERO, "sqrt(a*b) + sqrt(b*c) + sqrt(c*a) <= a + b + c", []),
        (ABC, "a/sqrt(b*c) + b/sqrt(c*a) + c/sqrt(a*b) >= 3", []),
        (ABC, "(a*b)**(1/3)*c**(1/3) <= (a + b + c)/3", []),
        (FROM_ZERO, "root(a*b*c, 3) <= (sqrt(a*b) + sqrt(b*c) + sqrt(c*a))/3", []),
        (ABC, "sqrt(a*b) + sqrt(b*c) + sqrt(c*a) >= 3", ["a*b*c == 1"]),
        (ABC, "sqrt(a*b) + sqrt(b*c) + sqrt(c*a) >= 3", ["sqrt(a*b*c) >= 1"]),
        (ABC, "sqrt(a)*b**(1/3)*a**(1/6) <= (2*a + b)/3", []),
        (ABC, "sqrt(a*b*c)*(sqrt(a) + sqrt(b) + sqrt(c)) <= a*b + b*c + c*a", []),
        (AB, "sqrt(a) + b**(1/3) >= (a**3*b**2)**(1/12)", []),
        (AB, "sqrt(4*a*b) <= a + b", []),
    ],
)
def test_holds(let: dict[str, str], claim: str, given: list[str]) -> None:
    aim = goal(let, claim, *given)
    assert is_proved(aim)
    assert Session(Budget()).prove_claim(aim).trust == "certificate"


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABC, f"(a + b + c)/3 - (a*b*c)**(1/3) <= ({SQUARES})/7", []),
        (FROM_ZERO, "sqrt(a*b) + sqrt(b*c) + sqrt(c*a) < a + b + c", []),
        (ABC, "a/sqrt(b*c) + b/sqrt(c*a) + c/sqrt(a*b) >= 301/100", []),
        (ABC, "root(a*b*c, 3) >= (sqrt(a*b) + sqrt(b*c) + sqrt(c*a))/3", []),
        (ABC, "sqrt(a*b) + sqrt(b*c) + sqrt(c*a) >= 3", ["sqrt(a*b*c) <= 1"]),
        (ABC, "sqrt(a)*b**(1/3)*a**(1/6) <= (a + 2*b)/3", []),
        (AB, "sqrt(a*b) > 0", []),
        (AB, "sqrt(4*a*b) <= (a + b)*99/100", []),
        # The root of a square of a letter of any sign is its modulus.
        (REAL, "sqrt(a**2*b**2) >= a*b + 1", ["a*b >= 0"]),
    ],
)
def test_near_misses_are_not_proved(let: dict[str, str], claim: str, given: list[str]) -> None:
    aim = goal(let, claim, *given)
    assert not is_proved(aim)
    assert not Session(Budget(thorough=False)).prove(aim).proved


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (REAL, "sqrt(a**2*b**2) <= a**2 + b**2"),
        (ABC, "sqrt(a) + sqrt(b) >= 0"),  # the forms put roots for letters by themselves
        (ABC, "sqrt(a*b) == sqrt(a)*sqrt(b)"),
        (ABC, "sqrt(a*b + 1) <= a + b + c + 1"),
        (ABC, "sqrt(a*b) <= a + b + exp(c)"),
        (ABC, "sqrt(2*a*b) <= a + b"),  # no rational root
        ({**AB, "c": "real in (0, 1)"}, "sqrt(a*c) <= a + c"),
        ({"a": "complex", "b": "positive"}, "sqrt(b)*b**(1/3) <= 1 + b"),
    ],
)
def test_others_are_left(let: dict[str, str], claim: str) -> None:
    left = {"complex": True}.get(let.get("a", ""), False)
    assert applies(goal(let, claim)) is left


def test_hypotheses_with_roots_of_other_letters_are_left_out() -> None:
    aim = goal({**AB, "x": "real"}, "sqrt(a*b) <= a + b", "sqrt(x**2*a**2) == x*a", "sqrt(a) <= x", "x <= b")
    powers = {"a": 2, "b": 2}
    said = [text(fact) for fact in in_powers(aim, powers).hypotheses]
    assert said == ["a <= x", "x <= b**2"]


def test_products() -> None:
    a, b = Letter("a"), Letter("b")
    term: Term = apply("sqrt", apply("div", apply("mul", number(4), a), apply("pow", b, number(3))))
    found = product_of(term, {"a", "b"})
    assert found.factor == 2
    assert found.exponents == {"a": Fraction(1, 2), "b": Fraction(-3, 2)}
    with pytest.raises(NoProduct):
        product_of(term, {"a"})
    with pytest.raises(NoProduct):
        product_of(number(0), {"a"})
