"""A solution that is none of some numbers: exists(x, D, p(x) and x != t and ... and x != s).

Of k + 1 numbers that differ from each other one is none of k numbers:

    exists(x, 'real', sin(x + b) == sin(a) and x != a)     a - b and a - b + 2*pi have the same sine, and one of them is not a

Certificate: k + 1 values that lie in D and satisfy p (`existence.witness`), that any two of them differ, and that the whole body is defined at each.

Notation: x the letter that is asked for, p the other conditions.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, islice

from proofs_check.engines.calculus_questions import Questions, defined
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
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "existence"
MAX_AVOIDED = 3
MAX_TRIED = 8


def avoids(statement: Quantified) -> bool:
    """Whether a number is asked for that is none of a few."""
    _, avoided = _apart(statement)
    return 0 < len(avoided) <= MAX_AVOIDED and statement.domain.kind in ("real", "integer")


@dataclass(frozen=True)
class Found:
    """A value with the other conditions, the earlier ones that it differs from, and what was proved of it."""

    value: Term
    differs_from: frozenset[Term]
    used: tuple[Answer, ...]


def by_several_values(statement: Quantified, goal: Goal, prove: Prover, witness: Witness) -> Answer:
    """Proves the existence by one value more than are to be avoided. The letter must be new to the goal."""
    rest, avoided = _apart(statement)
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
    return undecided(ENGINE, f"no {len(avoided) + 1} values that differ")


def _apart(statement: Quantified) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
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


__all__ = ["avoids", "by_several_values"]
