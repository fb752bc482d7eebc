"""Bounds that reach a letter through another one: v <= c with c <= 1 gives v <= 1.

Engines that know one letter only cannot use a comparison with a second one, such as a first value that bounds the later ones; the end of the second
letter's domain, a closed term, takes its place. Comparisons that mention other letters are left out after that.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.goal import Goal
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.terms import Compare, Letter, Term, free_letters

MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def alone(goal: Goal, letter: str) -> Goal:
    """The goal with what its comparisons, and the ends of the letter's domain, say of the letter by itself.

    It has the same letters, and hypotheses that follow from those of the goal.
    """
    kept: list[Term] = []
    for fact in goal.hypotheses:
        others = free_letters(fact) - {letter}
        if isinstance(fact, Compare) and others and letter in free_letters(fact):
            passed = _passed(goal, fact, letter)
            kept += [] if passed is None else [passed]
        else:
            kept.append(fact)
    domain = dict(goal.letters)[letter]
    ends = [fact for fact in _ends(goal, letter, domain) if fact is not None]
    own = domain
    if domain.low is not None and free_letters(domain.low.at):
        own = replace(own, low=None)
    if domain.high is not None and free_letters(domain.high.at):
        own = replace(own, high=None)
    letters = tuple((name, own if name == letter else its) for name, its in goal.letters)
    return replace(goal, letters=letters, hypotheses=(*kept, *ends))


def _ends(goal: Goal, letter: str, domain: Domain) -> list[Compare | None]:
    """What ends that are letters say of the letter."""
    found = []
    for end, closed, strict in ((domain.low, ">=", ">"), (domain.high, "<=", "<")):
        if end is not None and free_letters(end.at):
            relation = closed if end.closed else strict
            found.append(_passed(goal, Compare(relation, Letter(letter), end.at), letter))
    return found


def _passed(goal: Goal, fact: Compare, letter: str) -> Compare | None:
    """The comparison with the end of the other letter's domain in the place of that letter; None where there is none."""
    if fact.relation not in MIRROR:
        return None
    for one, relation, other in (
        (fact.left, fact.relation, fact.right),
        (fact.right, MIRROR[fact.relation], fact.left),
    ):
        if one == Letter(letter) and isinstance(other, Letter):
            end = _end(dict(goal.letters).get(other.name), relation)
            if end is None:
                return None
            strict = relation in ("<", ">") or not end.closed
            return Compare(relation[0] + ("" if strict else "="), one, end.at)
    return None


def _end(domain: Domain | None, relation: str) -> Bound | None:
    """The end of the domain on the side to which the comparison leads, a closed term."""
    if domain is None or domain.kind not in ("real", "integer"):
        return None
    end = domain.high if relation in ("<", "<=") else domain.low
    return None if end is None or is_infinite(end.at) or free_letters(end.at) else end


__all__ = ["alone"]
