"""A solution that is none of some numbers: exists(x, D, p(x) and x != t and ... and x != s).

Of k + 1 numbers that differ from each other one is none of k numbers:

    exists(x, 'real', sin(x + b) == sin(a) and x != a)     a - b and a - b + 2*pi have the same sine, and one of them is not a

Two solutions need not be known as terms, where one number is to be avoided:

    exists(u, D, exists(v, D, u < v and p(u) and p(v)))   gives   exists(x, D, p(x) and x != t)   for every t

0 and a number between pi/4 and pi solve x == 11/10*sin(x), so that no solution is the only one.

Certificate: k + 1 values that lie in D and satisfy p (`existence.witness`), that any two of them differ, and that the whole body is defined at each; or the
proof that two solutions exist, which has p defined at both.

Notation: x the letter that is asked for, p the other conditions.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, islice

from proofs_check.engines.calculus_questions import Questions, defined, names_of
from proofs_check.engines.calculus_terms import flat_conjunction
from proofs_check.engines.existence_pairs import Witness
from proofs_check.engines.existence_screening import fails_somewhere
from proofs_check.engines.existence_values import values_for
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    Compare,
    Letter,
    Quantified,
    Term,
    conjunction,
    free_letters,
    fresh,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "existence"
MAX_AVOIDED = 3
MAX_TRIED = 8


def avoids(statement: Quantified) -> bool:
    """Whether a number is asked for that is none of a few."""
    _, avoided = apart_from(statement)
    return 0 < len(avoided) <= MAX_AVOIDED and statement.domain.kind in ("real", "integer")


@dataclass(frozen=True)
class Found:
    """A value with the other conditions, the earlier ones that it differs from, and what was proved of it."""

    value: Term
    differs_from: frozenset[Term]
    used: tuple[Answer, ...]


def by_several_values(statement: Quantified, goal: Goal, prove: Prover, witness: Witness) -> Answer:
    """Proves the existence by one value more than are to be avoided. The letter must be new to the goal."""
    rest, avoided = apart_from(statement)
    bare = Quantified("exists", statement.letter, statement.domain, conjunction(rest))
    found: list[Found] = []
    for value in islice(values_for(bare, goal), MAX_TRIED):
        if fails_somewhere(bare, value, goal):
            continue
        answer = witness(bare, value, goal, prove)
        shown = defined((substitute(statement.body, {statement.letter: value}),), goal, prove)
        if not answer.proved or shown is None:
            continue
        found.append(_compared(value, found, (answer, shown), goal, prove))
        chosen = _different(found, len(avoided) + 1)
        if chosen:
            said = " or ".join(text(one.value) for one in chosen)
            used = tuple(part for one in chosen for part in one.used)
            return proved(ENGINE, f"{statement.letter} = {said}"[:300], "certificate", used)
    return _by_two_solutions(statement, goal, prove)


def _by_two_solutions(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """Proves the existence by two solutions that differ."""
    rest, avoided = apart_from(statement)
    if statement.domain.kind != "real" or len(avoided) != 1 or not rest:
        return undecided(ENGINE, "no values that differ")
    has_value = defined(avoided, goal, prove)
    if has_value is None:
        return undecided(ENGINE, "the number to be avoided is not shown to be defined")
    first = statement.letter
    second = fresh(first, names_of(goal) | {first})
    solves = conjunction(rest)
    both = (Compare("<", Letter(first), Letter(second)), solves, substitute(solves, {first: Letter(second)}))
    inner = Quantified("exists", second, statement.domain, conjunction(both))
    two = prove(goal.concluding(Quantified("exists", first, statement.domain, inner)))
    if not two.proved:
        return undecided(ENGINE, f"no two solutions: {two.detail}"[:200])
    return proved(ENGINE, f"one of two solutions: {two.detail}"[:300], "certificate", (has_value, two))


def apart_from(statement: Quantified) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The conditions, and among them the numbers that the letter is not to be."""
    rest: list[Term] = []
    avoided: list[Term] = []
    x = Letter(statement.letter)
    for part in flat_conjunction(statement.body):
        sides = (part.left, part.right) if isinstance(part, Compare) and part.relation == "!=" else ()
        others = [side for side in sides if statement.letter not in free_letters(side)]
        if x in sides and len(others) == 1:
            avoided += others
        else:
            rest.append(part)
    return tuple(rest), tuple(avoided)


def _compared(value: Term, others: list[Found], used: tuple[Answer, ...], goal: Goal, prove: Prover) -> Found:
    """The value with the others that it is shown to differ from."""
    asked = Questions(goal, prove)
    differs = frozenset(one.value for one in others if asked.holds(Compare("!=", value, one.value)))
    return Found(value, differs, (*used, *asked.used))


def _different(found: list[Found], count: int) -> tuple[Found, ...]:
    """That many values, any two of them different, the last one found among them; none where there are no such."""
    *earlier, last = found
    for others in combinations(earlier, count - 1):
        if all(one.value in later.differs_from for one, later in combinations((*others, last), 2)):
            return (*others, last)
    return ()


__all__ = ["apart_from", "avoids", "by_several_values"]
