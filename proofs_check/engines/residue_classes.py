"""Floors of terms with whole denominators: the letters in their residue classes, in each of which the floors are known.

A whole letter n is P*q + r, a real letter x is P*y + g with 0 <= g < P and whole y. For a term T in whole letters whose denominator
divides P (and with P a multiple of the periods of its powers), T - T(r) is whole in the class of r, so that

    floor(T + w) = T - T(r) + floor(T(r) + w)

and the last floor is that of a number, or of a linear term in the bounded g, which takes finitely many values. What is left in each
case has no floors. Certificate: the modulus with the proofs of all cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.floor_splitting import Splitter
from proofs_check.engines.letter_classes import MAX_CLASSES, classes
from proofs_check.engines.letter_moduli import Modulus, moduli, with_plain_powers
from proofs_check.engines.linear_values import NoClass
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    Apply,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "residue classes"


def applies(goal: Goal) -> bool:
    """Whether floors or ceilings stand in the conclusion."""
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    return any(isinstance(node, Apply) and node.op in ("floor", "ceil") for node in walk(goal.conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal class by class, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    goal = with_plain_powers(goal)
    try:
        letters = moduli(goal)
        return _by_class(goal, letters, prove)
    except NoClass as reason:
        return undecided(ENGINE, str(reason))


def _by_class(goal: Goal, letters: dict[str, Modulus], prove: Prover) -> Answer:
    count = 1
    for name, one in letters.items():
        count *= one.size + one.skipped if dict(goal.letters)[name].kind == "integer" else 1
    if count > MAX_CLASSES:
        raise NoClass(f"{count} classes")
    answers: list[Answer] = []
    for case in _cases(goal, letters):
        answers.append(prove(case))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown: {text(case.conclusion)}"[:250])
    says = ", ".join(f"{name} modulo {one.size}" for name, one in letters.items())
    return proved(ENGINE, f"{says}: {len(answers)} cases", "certificate", tuple(answers))


def _cases(goal: Goal, letters: dict[str, Modulus]) -> Iterator[Goal]:
    """The goals without floors that together give the goal. Raises NoClass."""
    for one in classes(goal, letters):
        splitter = Splitter(one)
        conclusion = splitter.free_of_floors(goal.conclusion)
        hypotheses = tuple(splitter.free_of_floors(fact) for fact in one.goal.hypotheses)
        yield from splitter.cases(replace(one.goal, conclusion=conclusion, hypotheses=hypotheses))
