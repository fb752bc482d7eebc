"""Euler's constant in the values of limits: a letter for any number near it.

The language has no name for gamma = 0.5772156649..., the limit of harmonic(n) - log(n). A statement in which a new letter stands for it, proved
for all numbers between two bounds of gamma, holds for gamma. That the statement fails for some number between them says nothing of it.

Reference: DLMF, 5.2(ii).
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.calculus_questions import names_of
from proofs_check.goal import Goal
from proofs_check.statement.domains import INTEGER, Bound, Domain
from proofs_check.statement.terms import (
    INFINITY,
    Compare,
    Letter,
    Limit,
    Term,
    apply,
    binder,
    conjunction,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)

LOW, HIGH = (number(Fraction(digits, 10**10)) for digits in (5_772_156_649, 5_772_156_650))
EULER = Domain("real", Bound(LOW, False), Bound(HIGH, False))
EULERS_LIMIT = Limit(
    "m", INTEGER, apply("sub", apply("harmonic", Letter("m")), apply("log", Letter("m"))), INFINITY
)


def euler_letter(goal: Goal) -> str:
    """A letter that is new to the goal, bound ones included; it is to stand for Euler's constant."""
    bound = {name for node in walk(goal.conclusion) if (name := binder(node)) is not None}
    return fresh("euler", names_of(goal) | bound)


def knowing_euler(goal: Goal, letter: str, term: Term) -> Goal:
    """The goal with the letter for Euler's constant declared, where the term has it."""
    return goal.with_letter(letter, EULER) if letter in free_letters(term) else goal


def without_letter(says: Term, letter: str) -> Term:
    """The statement with the limit that defines the constant for its letter, and that this lies between the bounds."""
    inside = (Compare("<", LOW, EULERS_LIMIT), Compare("<", EULERS_LIMIT, HIGH))
    return conjunction((substitute(says, {letter: EULERS_LIMIT}), *inside)) if letter else says
