"""Values with `i`: they are no values in a real claim, and a goal that speaks of `i` is read over the complex numbers."""

from __future__ import annotations

import pytest

from proofs_check.disproof import disproved
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.goal_forms import kept_complex
from proofs_check.prove import Session
from proofs_check.statement.domains import REAL
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Constant, Letter, apply, number


def goal(claim: str, let: dict[str, str] | None = None) -> Goal:
    return goal_of(formalize(let or {}, {}, {}, claim))


def holds(one: Goal) -> bool:
    return Session(Budget()).prove_claim(one).proved


@pytest.mark.parametrize(
    "claim",
    [
        "exists(w, 'complex', w**2 == -1)",
        "exists(w, 'complex', abs(w) == 1 and w**2 == -1)",
        "exists(w, 'complex', w**2 == -4 and im(w) == 2)",
        "exists(w, 'complex', w**4 == -4)",
        "exists(w, 'complex', w**2 + w + 1 == 0 and abs(w) == 1)",
    ],
)
def test_complex_numbers_exist(claim: str) -> None:
    assert holds(goal(claim))


@pytest.mark.parametrize(
    "claim",
    [
        "exists(w, 'complex', abs(w) == 3 and w**2 == -1)",  # was proved, i being taken for a real number
        "exists(w, 'complex', w**2 == -1 and re(w) == 1)",
        "exists(w, 'complex', w**2 + w + 1 == 0 and abs(w) == 2)",
        "exists(p, 'integer', exists(q, 'integer', forall(x, 'real', x**4 + 1 == (x**2 + p*x + 1)*(x**2 + q*x + 1))))",
        "exists(p, 'real', abs(p) == 3 and p**2 == -9)",
        "exists(p, 'real', p**2 == -1)",
    ],
)
def test_other_numbers_do_not(claim: str) -> None:
    assert not holds(goal(claim))


@pytest.mark.parametrize("modulus", [3, 2, 0])
def test_a_goal_without_letters_may_speak_of_i(modulus: int) -> None:
    unit = Constant("i")
    for factor in (number(1), Letter("x")):
        says = Compare("==", apply("mul", factor, apply("abs", unit)), number(modulus))
        assert not Session(Budget()).prove(Goal((("x", REAL),), (), says)).proved


def test_the_letter_that_is_added_is_new() -> None:
    one = Goal((("complex_number", REAL),), (), Compare("==", Constant("i"), Letter("complex_number")))
    added = kept_complex(one)
    assert len(added.letters) == 2
    assert added.letters[0] == one.letters[0]
    assert kept_complex(added) == added


@pytest.mark.parametrize(
    "claim",
    [
        "exists(r, 'nonnegative', abs(z) == r)",
        "exists(w, 'complex', w**2 == z)",
        "exists(r, 'real', exists(s, 'real', z == r + i*s))",
        "exists(w, 'complex', sqrt(z)*w == z)",
    ],
)
def test_true_complex_claims_are_not_disproved(claim: str) -> None:
    formal = formalize({"z": "complex"}, {}, {}, claim)
    assert disproved(formal, Session(Budget())) is None


QUADRATIC = {"a": "real", "b": "real", "c": "real"}


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (QUADRATIC | {"a": "positive"}, "exists(w, 'complex', a*w**2 + b*w + c == 0)"),
        ({"c": "real < 0"}, "exists(w, 'complex', w**2 == c and im(w) > 0)"),
        ({"c": "real"}, "exists(w, 'complex', w**2 == c and (im(w) == 0 or re(w) == 0))"),
        ({"c": "real", "n": "integer >= 1"}, "exists(w, 'complex', w**n == c)"),
    ],
)
def test_roots_of_real_letters_that_may_be_negative(let: dict[str, str], claim: str) -> None:
    assert holds(goal(claim, let))


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (QUADRATIC, "exists(w, 'complex', a*w**2 + b*w + c == 0)"),
        ({"c": "real"}, "exists(w, 'complex', w**2 == c and im(w) > 0)"),
        ({"c": "real"}, "exists(w, 'complex', w**2 == c and im(w) == 0)"),
        ({"c": "real", "n": "natural"}, "exists(w, 'complex', w**n == c)"),
        ({"b": "real", "c": "real"}, "exists(w, 'complex', w**2 + b*w + c == 0 and abs(w)**2 == c)"),
    ],
)
def test_not_where_the_root_is_another_number(let: dict[str, str], claim: str) -> None:
    assert not holds(goal(claim, let))
