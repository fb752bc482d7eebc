"""Equality hypotheses met by substitution: a random point satisfies none of them by chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check.statement.domains import membership
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Connective,
    Letter,
    Term,
    apply,
    free_letters,
    substitute,
    walk,
)


@dataclass(frozen=True)
class Solved:
    """A claim whose equality hypotheses have been used up: `put` names the letters that stand for terms."""

    formal: Formal
    put: tuple[tuple[str, Term], ...]


def solve_equalities(formal: Formal) -> Solved:
    """Puts the other side for a letter of an equality hypothesis, and keeps what its domain says as a hypothesis."""
    put: list[tuple[str, Term]] = []
    while True:
        found = next(_solvable(formal), None)
        if found is None:
            return Solved(formal, tuple(put))
        name, term = found
        put = [(known, substitute(other, {name: term})) for known, other in put] + [(name, term)]
        formal = _without(formal, name, term)


def _conjuncts(term: Term) -> Iterator[Term]:
    if isinstance(term, Connective) and term.op == "and":
        for part in term.parts:
            yield from _conjuncts(part)
    else:
        yield term


def _solvable(formal: Formal) -> Iterator[tuple[str, Term]]:
    sizes, domains = size_letters(formal), dict(formal.letters)
    for _, hypothesis in formal.given:
        for part in _conjuncts(hypothesis):
            if not isinstance(part, Compare) or part.relation != "==":
                continue
            for letter, term in ((part.left, part.right), (part.right, part.left)):
                if (
                    not isinstance(letter, Letter)
                    or letter.name in sizes
                    or letter.name in free_letters(term)
                ):
                    continue
                if domains[letter.name].kind in ("real", "complex", "integer", "vector", "matrix"):
                    try:
                        _without(formal, letter.name, term)
                    except ValueError:  # the letter stands in a derivative
                        continue
                    yield letter.name, term


def _without(formal: Formal, name: str, term: Term) -> Formal:
    """The claim with `term` put for the letter. Raises ValueError where it stands in a derivative."""
    put = {name: term}
    domain = dict(formal.letters)[name]
    facts = [substitute(fact, put) for fact in membership(name, domain)]
    if domain.kind == "integer":
        facts.append(Compare("==", apply("floor", term), term))
    letters = tuple(
        (other, its.with_terms(tuple(substitute(part, put) for part in its.terms())))
        for other, its in formal.letters
        if other != name
    )
    given = tuple((label, substitute(hypothesis, put)) for label, hypothesis in formal.given)
    given = tuple((label, hypothesis) for label, hypothesis in given if not _trivial(hypothesis))
    sequences = tuple(
        replace(
            sequence,
            start=tuple(substitute(start, put) for start in sequence.start),
            step=sequence.step if sequence.index == name else substitute(sequence.step, put),
        )
        for sequence in formal.sequences
    )
    extra = tuple((f"domain of {name}", fact) for fact in facts)
    return Formal(letters, (*given, *extra), sequences, substitute(formal.claim, put))


def _trivial(term: Term) -> bool:
    return isinstance(term, Compare) and term.relation == "==" and term.left == term.right


def size_letters(formal: Formal) -> tuple[str, ...]:
    """The integer letters that are dimensions: one value a block."""
    terms = [term for _, domain in formal.letters for term in domain.size]
    statements = [formal.claim, *(hypothesis for _, hypothesis in formal.given)]
    statements += [part for sequence in formal.sequences for part in (*sequence.start, sequence.step)]
    for statement in statements:
        for node in walk(statement):
            if isinstance(node, Apply) and node.op in ("identity", "zeros", "unit"):
                terms += node.args[: 1 if node.op == "unit" else 2]
    used: frozenset[str] = frozenset().union(*(free_letters(term) for term in terms))
    return tuple(name for name, domain in formal.letters if name in used and domain.kind == "integer")
