"""Several numbers that are asked for, one of them given by an equation in the others.

    exists(x, exists(s, exists(t, x == a + 3*s and x == b + 5*t)))     from     exists(s, exists(t, a + 3*s == b + 5*t))

Existences one within the other may be taken in any order where their domains do not depend on each other. A number that an equation gives as a
term of its kind is put into the other conditions, and what its domain asks is added to them.

Certificate: existences commute; the term is of the kind of the letter, and defined.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import flat_conjunction
from proofs_check.engines.existence_integers import by_equation
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    Letter,
    Quantified,
    Term,
    conjunction,
    free_letters,
    fresh,
    substitute,
    walk,
)

ENGINE = "existence"

Attempt = Callable[[Goal, Prover], Answer]


@dataclass(frozen=True)
class Chain:
    """Letters with their domains, and the conditions on all of them, without quantifiers."""

    letters: tuple[tuple[str, Domain], ...]
    conditions: tuple[Term, ...]

    def without(self, name: str, conditions: tuple[Term, ...]) -> Term:
        """The existence of the other letters."""
        found = conjunction(conditions)
        for other, domain in reversed(self.letters):
            if other != name:
                found = Quantified("exists", other, domain, found)
        return found


def by_elimination(statement: Quantified, goal: Goal, prove: Prover, attempt: Attempt) -> Answer:
    """Proves an existence of several numbers by that of one less."""
    chain = chain_of(statement, goal)
    if chain is None or len(chain.letters) < 2:
        return undecided(ENGINE, "not several numbers")
    for name, domain in chain.letters:
        inner = goal
        for other, its in chain.letters:
            inner = inner.with_letter(other, its) if other != name else inner
        one = Quantified("exists", name, domain, conjunction(chain.conditions))
        asked = Questions(inner, prove)
        left = by_equation(one, asked)
        if left is None:
            continue
        answer = attempt(goal.concluding(chain.without(name, flat_conjunction(left))), prove)
        if answer.proved:
            said = f"with {name} from an equation: {answer.detail}"[:300]
            return proved(ENGINE, said, "certificate", (*asked.used, answer))
    return undecided(ENGINE, "no letter is given by the others")


def chain_of(statement: Quantified, goal: Goal) -> Chain | None:
    """The letters of nested existences, new to the goal; None where a domain depends on one of them, or where there is another quantifier."""
    taken = names_of(goal)
    letters: list[tuple[str, Domain]] = []
    conditions: list[Term] = []
    parts: list[Term] = [statement]
    while parts:
        part = parts.pop(0)
        if isinstance(part, Quantified) and part.op == "exists":
            ends = frozenset[str]().union(*map(free_letters, part.domain.terms()))
            if ends & {name for name, _ in letters} or part.domain.kind not in ("real", "integer"):
                return None
            name = fresh(part.letter, taken | free_letters(part.body) - {part.letter})
            taken |= {name}
            letters.append((name, part.domain))
            parts += flat_conjunction(substitute(part.body, {part.letter: Letter(name)}))
        elif any(isinstance(node, Quantified) for node in walk(part)):
            return None
        else:
            conditions.append(part)
    return Chain(tuple(letters), tuple(conditions))


__all__ = ["Chain", "by_elimination", "chain_of"]
