"""Sums of square roots by means of the factors of their squares, and by Cauchy's inequality."""

from __future__ import annotations

import pytest

from proofs_check.engines import root_means
from proofs_check.engines.ring import Ring
from proofs_check.engines.root_means import applies
from proofs_check.engines.root_splits import MAX_TERMS, splits, square_of, unit_of
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Apply, Compare, Letter, apply
from proofs_check.statement.text import text

ABC = dict.fromkeys("abc", "positive")
FROM_ZERO = dict.fromkeys("abc", "nonnegative")
PRODUCTS = "a*b + b*c + c*a == 1"
SUM = "a + b + c == 1"
SINES = "a/sqrt(1 + a**2) + b/sqrt(1 + b**2) + c/sqrt(1 + c**2)"
COSINES = "1/sqrt(1 + a**2) + 1/sqrt(1 + b**2) + 1/sqrt(1 + c**2)"
SHARES = "sqrt(a*b/(c + a*b)) + sqrt(b*c/(a + b*c)) + sqrt(c*a/(b + c*a))"
QUOTIENTS = "a*b/sqrt(c + a*b) + b*c/sqrt(a + b*c) + c*a/sqrt(b + c*a)"
RATIOS = "sqrt(a/(b + c)) + sqrt(b/(c + a)) + sqrt(c/(a + b))"
MIXED = "sqrt(a + b*c) + sqrt(b + c*a) + sqrt(c + a*b)"


def goal(let: dict[str, str], claim: str, *given: str) -> Goal:
    return goal_of(formalize(let, {f"h{place}": fact for place, fact in enumerate(given)}, {}, claim))


def is_proved(aim: Goal) -> bool:
    return root_means.attempt(aim, Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABC, f"{SINES} <= 3/2", [PRODUCTS]),
        (ABC, f"{COSINES} <= 3*sqrt(3)/2", [PRODUCTS]),
        (ABC, f"{COSINES} <= 3/2", ["a + b + c == a*b*c"]),
        (ABC, f"{SHARES} <= 3/2", [SUM]),
        (ABC, f"{QUOTIENTS} <= 1/2", [SUM]),
        (ABC, f"{MIXED} <= 2", [SUM]),
        (ABC, "sqrt(a + b) + sqrt(b + c) + sqrt(c + a) <= sqrt(6)", [SUM]),
        (ABC, "sqrt(1 + 8*a) + sqrt(1 + 8*b) + sqrt(1 + 8*c) <= 9", ["a + b + c == 3"]),
        (ABC, f"{RATIOS} > 2", []),
        (FROM_ZERO, "sqrt(a*b) + sqrt(b*c) + sqrt(c*a) <= a + b + c", []),
        (ABC, "a*sqrt(b*c) + b*sqrt(c*a) <= (2*a*b + a*c + b*c)/2", []),
    ],
)
def test_holds(let: dict[str, str], claim: str, given: list[str]) -> None:
    assert is_proved(goal(let, claim, *given))


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABC, f"{SINES} < 3/2", [PRODUCTS]),
        (ABC, f"{SINES} <= 149/100", [PRODUCTS]),
        (ABC, f"{SINES} <= 3/2", ["a*b + b*c + c*a == 2"]),
        (ABC, f"{COSINES} <= 3/2", [PRODUCTS]),
        (ABC, f"{COSINES} <= 259/100", [PRODUCTS]),
        (ABC, f"{SHARES} <= 7/5", [SUM]),
        (ABC, f"{QUOTIENTS} <= 49/100", [SUM]),
        (ABC, f"{MIXED} < 2", [SUM]),
        (ABC, "sqrt(a + b) + sqrt(b + c) + sqrt(c + a) <= sqrt(59/10)", [SUM]),
        (ABC, f"{RATIOS} > 21/10", []),
        (FROM_ZERO, "sqrt(a*b) + sqrt(b*c) + sqrt(c*a) < a + b + c", []),
        (ABC, "sqrt(1 + 8*a) + sqrt(1 + 8*b) + sqrt(1 + 8*c) >= 9", ["a + b + c == 3"]),
    ],
)
def test_near_misses_are_not_proved(let: dict[str, str], claim: str, given: list[str]) -> None:
    assert not is_proved(goal(let, claim, *given))


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (dict.fromkeys("abc", "real"), "sqrt(a**2) + sqrt(b**2) <= 1"),
        ({**ABC, "a": "complex"}, "sqrt(a) + sqrt(b) <= 1"),
        (ABC, "sqrt(a*b) <= a + b"),
        (ABC, "sqrt(a) + sqrt(b) == 1"),
        (ABC, "sqrt(a) + sqrt(b) <= exp(c)"),
        (ABC, "sqrt(a + sqrt(b)) + sqrt(c) <= 1"),
        (ABC, "sqrt(sqrt(2)*a) + (sqrt(b) + sqrt(c))*a <= 1"),
    ],
)
def test_others_are_left(let: dict[str, str], claim: str) -> None:
    assert not applies(goal(let, claim))


def test_an_equation_makes_radicands_fall_apart() -> None:
    aim = goal(ABC, f"{SINES} <= 3/2", PRODUCTS)
    ring = Ring(MAX_TERMS)
    unit = unit_of(aim, ring)
    assert unit is not None
    assert unit.degree == 2
    square = square_of(apply("div", Letter("a"), _radical(aim)))
    assert square is not None
    found = {(text(one.left), text(one.right)) for one in splits(square, unit, ring) if one.balanced}
    assert ("a / (a + b)", "a / (a + c)") in found
    assert all({text(one) for one in one.below} == {"a + b", "a + c"} for one in splits(square, unit, ring))


def _radical(aim: Goal) -> Apply:
    """sqrt(1 + a**2) of the claim."""
    assert isinstance(aim.conclusion, Compare)
    node = aim.conclusion.left
    while isinstance(node, Apply) and node.op != "sqrt":
        node = node.args[0] if node.op == "add" else node.args[1]
    assert isinstance(node, Apply)
    return node


def test_squares_of_terms() -> None:
    aim = goal(ABC, "(a/sqrt(b))**2*sqrt(c) <= 1")
    assert isinstance(aim.conclusion, Compare)
    square = square_of(aim.conclusion.left)
    assert square is not None
    assert text(square) == "(a**2 / b)**2 * c"
    assert square_of(apply("add", apply("sqrt", Letter("a")), Letter("b"))) is None


def test_that_the_factors_have_the_square_as_product_is_owed() -> None:
    # The equation says c == 1 only where a != b.
    claim = "1/sqrt(1 + 3*c) + 1/sqrt(3*c + 1) <= 1"
    assert is_proved(goal(ABC, claim, "c == 1"))
    assert not is_proved(goal(ABC, claim, "a - b == (a - b)*c"))


def test_that_the_greater_side_is_not_negative_is_owed() -> None:
    claim = "sqrt(a) + sqrt(b) <= 10*(10 - a)"
    far = "(a - 10)**2 >= 1"
    assert is_proved(goal(ABC, claim, far, "b <= a", "a < 10"))
    assert not is_proved(goal(ABC, claim, far, "b <= a"))
