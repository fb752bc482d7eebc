"""Equations between powers and polynomials of whole letters: moduli that no values pass, and the few first exponents."""

from __future__ import annotations

from math import isqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import power_remainders
from proofs_check.goal import Answer, Budget, Goal, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import free_letters

N, P, Z = "natural", "integer >= 1", "integer"


def goal(let: dict[str, str], claim: str, *given_: str) -> Goal:
    return goal_of(formalize(let, {f"h{n}": one for n, one in enumerate(given_)}, {}, claim))


def is_proved(asked: Goal) -> bool:
    answer = Session(Budget()).prove_claim(asked)
    return answer.proved and answer.trust in ("certificate", "two engines")


TWO_NATURALS = {"m": N, "n": N}
TRUE = (
    goal({"m": P, "n": P}, "2**m != 3**n"),
    goal({"m": P, "n": N}, "6**m != 5**n"),
    goal(TWO_NATURALS, "3**m != 2*5**n"),
    goal(TWO_NATURALS, "7**m + 1 != 4*n + 3"),
    goal({"n": N, "x": Z}, "3**n + 2 != x**2"),
    goal({"n": N, "x": Z}, "(-2)**n != 5*x"),
    goal({"n": N, "x": Z}, "(-2)**n != 3*x + 2"),
    goal({"n": N, "x": Z, "y": Z}, "x**2 + y**2 != 4**n*3"),
    goal(TWO_NATURALS, "2**m - 3**n != 41"),
    goal({"n": Z, "m": Z}, "2**(n - 1) != 3**m", "n >= 2", "m >= 0"),
    goal({"n": N}, "not exists(k, 'integer', 2**n + 1 == 7*k)"),
    goal(TWO_NATURALS, "m == 0 and n == 0", "2**m == 3**n"),
    goal(TWO_NATURALS, "(n == 1 and m == 1) or (n == 2 and m == 3)", "3**n == 2**m + 1"),
    goal(TWO_NATURALS, "m <= 2", "2**m == 3**n + 1"),
    goal({"n": N, "x": Z}, "x**n != 2 or n == 1"),
    goal({"n": "integer >= -3", "x": Z}, "2**(n + 3) != 7*x"),
    goal({"n": P, "m": "integer in [1, n]"}, "m <= 3", "2**n == 8"),
)
FALSE = (
    goal(TWO_NATURALS, "2**m != 3**n"),
    goal(TWO_NATURALS, "2**m + 3**n != 25"),
    goal(TWO_NATURALS, "n == 1 and m == 1", "3**n == 2**m + 1"),
    goal(TWO_NATURALS, "m <= 1", "2**m == 3**n + 1"),
    goal({"n": N, "x": Z}, "2**n + 1 != x**2"),
    goal({"n": N, "x": Z}, "(-2)**n != 3*x + 1"),
    goal({"n": Z, "x": Z}, "2**n != 3*x + 2"),
    goal({"n": N, "x": Z}, "x**n + 1 != 0"),
    goal({"n": N, "x": "real"}, "2**n != 5*x"),
    goal({"n": "real >= 1", "m": P}, "2**n != 3**m"),
    goal({"n": Z, "m": Z}, "2**(n - 1) != 3**m", "n >= 1", "m >= 0"),
    goal({"n": N}, "not exists(k, 'integer', 2**n - 1 == 7*k)"),
    goal({"n": N, "m": Z}, "2**n != 2**m", "m >= -3"),
    goal({"n": N}, "n != 8", "2**n == 256"),
    goal({"n": P, "m": "integer in [1, n]"}, "m <= 2", "2**n == 8"),
    goal({"n": "integer >= 4", "x": Z}, "2**(n - 3) != 8*x + 4"),
    goal({"n": "integer >= -3", "x": Z}, "2**n != 3*x + 2"),
    goal({"n": N, "x": Z, "y": Z, "z": Z}, "x**n != 5*z + 3", "x == 5*y + 2"),
)


@pytest.mark.parametrize("asked", TRUE, ids=range(len(TRUE)))
def test_true_is_proved(asked: Goal) -> None:
    assert is_proved(asked)


@pytest.mark.parametrize("asked", FALSE, ids=range(len(FALSE)))
def test_false_is_not_proved(asked: Goal) -> None:
    assert not Session(Budget()).prove_claim(asked).proved


def test_first_exponents_are_not_taken_for_later_ones() -> None:
    """2**n is 4*x from n == 2 on."""
    assert is_proved(goal({"n": "integer >= 2", "x": Z}, "2**n != 4*x + 2"))
    assert not is_proved(goal({"n": P, "x": Z}, "2**n != 4*x + 2"))
    assert is_proved(goal({"n": Z, "x": Z}, "2**(n - 3) != 4*x + 2", "n >= 5"))
    assert not is_proved(goal({"n": Z, "x": Z}, "2**(n - 3) != 4*x + 2", "n >= 4"))


def test_a_letter_counts_by_its_class_outside_exponents_as_well() -> None:
    assert not is_proved(goal({"n": N, "x": Z}, "2**n + n != 3*x"))
    assert is_proved(goal({"n": N, "x": Z}, "2**(2*n) + 6*n != 3*x + 2"))


small = st.integers(-4, 4)


@settings(max_examples=60)
@given(a=small, b=st.sampled_from([-3, -2, 2, 3, 5, 6]), c=small, d=small, low=st.integers(0, 3))
def test_no_values_solve_what_a_modulus_excludes(a: int, b: int, c: int, d: int, low: int) -> None:
    """a*b**n + n*c against x**2 + d, for many n and all x that could do."""
    asked = goal({"n": f"integer >= {low}", "x": Z}, f"({a})*({b})**n + n*({c}) != x**2 + ({d})")
    answer = power_remainders.attempt(asked, lambda _: undecided("nobody", ""))
    if answer.proved:
        squares = [a * b**n + n * c - d for n in range(low, low + 40)]
        assert not any(square >= 0 and isqrt(square) ** 2 == square for square in squares)


def test_exponents_that_may_be_negative_are_left() -> None:
    answer = power_remainders.attempt(TRUE_BUT_NEGATIVE, lambda _: undecided("nobody", ""))
    assert not answer.proved and "negative" in answer.detail


TRUE_BUT_NEGATIVE = goal({"n": "integer >= -3", "x": Z}, "2**n != 4*x + 3")


def test_domains_move_with_the_exponents_that_are_put_in() -> None:
    asked: list[Goal] = []
    moving = goal({"n": P, "m": "integer in [1, n]"}, "m <= 3", "2**n == 8")

    def keep(case: Goal) -> Answer:
        asked.append(case)
        return undecided("nobody", "")

    power_remainders.attempt(moving, keep)
    assert asked and all(
        "n" not in free_letters(end) for one in asked for _, d in one.letters for end in d.terms()
    )
