"""Statements that an extreme value, or a bound, exists: `exists(m, D, forall(x, D, f(x) >= f(m)))`, `exists(M, 'real', forall(x, D, f(x) <= M))`.

Premises of an implication below `forall` limit the values of x as its domain does; m must satisfy no more than x does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import flat_conjunction
from proofs_check.goal import Goal
from proofs_check.statement.domains import Domain, is_infinite, membership
from proofs_check.statement.terms import (
    INFINITY,
    Compare,
    Connective,
    Letter,
    Limit,
    Quantified,
    Term,
    apply,
    conjunction,
    free_letters,
    fresh,
    substitute,
    walk,
)

SENSE = {">=": 1, ">": 1, "<=": -1, "<": -1}
WEAK = (">=", "<=")


@dataclass(frozen=True)
class Extreme:
    """f in the letter, over the values that satisfy `inside`; sense 1: its least value or a lower bound, -1: a greatest or upper one.

    same: f as it is written at the extreme place, in the same letter. declared: what of `inside` the domain says, not a premise: f must be
    defined where a premise fails, too.
    """

    letter: str
    f: Term
    same: Term
    sense: int
    kind: str
    declared: tuple[Term, ...]
    inside: tuple[Term, ...]
    is_bound: bool

    @property
    def far(self) -> Term:
        """What f may tend to at an end without harm."""
        return INFINITY if self.sense > 0 else apply("neg", INFINITY)

    def at(self, value: Term) -> Term:
        return substitute(self.f, {self.letter: value})


def read_extreme(statement: Quantified, goal: Goal) -> Extreme | None:
    """What the statement asks for, the inner letter apart from those of the goal."""
    m = statement.letter
    conditions = flat_conjunction(statement.body)
    general = [one for one in conditions if isinstance(one, Quantified)]
    others = [one for one in conditions if not isinstance(one, Quantified)]
    if len(general) != 1 or general[0].op != "forall" or general[0].domain.kind not in ("real", "integer"):
        return None
    name = fresh(general[0].letter, names_of(goal) | {m} | free_letters(general[0].body))
    body = substitute(general[0].body, {general[0].letter: Letter(name)})
    premises, compared = _implication(body)
    declared = membership(name, general[0].domain)
    inside = (*declared, *premises)
    if not isinstance(compared, Compare) or compared.relation not in SENSE or general[0].domain.nonzero:
        return None
    if any(isinstance(node, Quantified | Limit) for node in walk(conjunction((compared, *inside, *others)))):
        return None
    if any(m in free_letters(one) for one in inside):
        return None
    there = {substitute(one, {name: Letter(m)}) for one in inside}
    asked = {*membership(m, statement.domain), *others}
    for f, at, relation in (
        (compared.left, compared.right, compared.relation),
        (compared.right, compared.left, _reversed(compared.relation)),
    ):
        found = Extreme(name, f, f, SENSE[relation], general[0].domain.kind, declared, inside, False)
        if m in free_letters(f) or name in free_letters(at):
            continue
        if at == Letter(m) and not others and _is_unbounded(statement.domain, found.sense):
            return replace(found, is_bound=True)
        found = replace(found, same=substitute(at, {m: Letter(name)}))
        scope = goal.with_letter(name, general[0].domain).scope
        same = found.same == f or difference_is_zero(found.same, f, scope)
        if same and relation in WEAK and asked <= there and statement.domain.kind == found.kind:
            return found
    return None


def _reversed(relation: str) -> str:
    """The order read from right to left."""
    return {"<": ">", "<=": ">=", ">": "<", ">=": "<="}[relation]


def _implication(term: Term) -> tuple[tuple[Term, ...], Term]:
    if isinstance(term, Connective) and term.op == "implies":
        more, conclusion = _implication(term.parts[1])
        return (*flat_conjunction(term.parts[0]), *more), conclusion
    return (), term


def _is_unbounded(domain: Domain, sense: int) -> bool:
    """Whether every number has one of the domain beyond it."""
    end = domain.low if sense > 0 else domain.high
    return domain.kind in ("real", "integer") and (end is None or is_infinite(end.at))


__all__ = ["Extreme", "read_extreme"]
