"""In which order letters get values: sizes and bounds first, letters that a hypothesis determines by computing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proofs_check.engines.linear_terms import difference, solved_for
from proofs_check.statement.domains import Domain
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Compare, Connective, Letter, Term, free_letters, sequence_names


@dataclass(frozen=True)
class Choice:
    """One letter: its domain, the term that determines it (or None), and the hypotheses that can be asked then."""

    name: str
    domain: Domain
    by: Term | None
    ask: tuple[Term, ...]
    is_size: bool


@dataclass(frozen=True)
class Plan:
    """The letters in the order in which they get values."""

    choices: tuple[Choice, ...]
    always: tuple[Term, ...]  # hypotheses without letters


def plan_of(formal: Formal) -> Plan:
    """The plan for a claim. Letters that only a limit or a sum runs through get no value."""
    letters = dict(formal.free())
    hypotheses = tuple(part for _, term in formal.given for part in conjuncts(term))
    determined = _determined(letters, hypotheses)
    order = _order(letters, determined)
    sizes = {name for domain in letters.values() for term in domain.size for name in free_letters(term)}
    through = _letters_of_sequences(formal)
    choices: list[Choice] = []
    assigned: set[str] = set()
    waiting = [(term, _needs(term, through)) for term in hypotheses]
    always = tuple(term for term, needs in waiting if not needs & set(letters))
    for name in order:
        assigned.add(name)
        ready = tuple(term for term, needs in waiting if name in needs and needs & set(letters) <= assigned)
        choices.append(Choice(name, letters[name], determined.get(name), ready, name in sizes))
    return Plan(tuple(choices), always)


def conjuncts(term: Term) -> tuple[Term, ...]:
    """The parts of a conjunction, taken apart to the end; any other statement by itself."""
    if isinstance(term, Connective) and term.op == "and":
        return tuple(part for inner in term.parts for part in conjuncts(inner))
    return (term,)


def _letters_of_sequences(formal: Formal) -> frozenset[str]:
    found: set[str] = set()
    for sequence in formal.sequences:
        for start in sequence.start:
            found |= free_letters(start)
        found |= free_letters(sequence.step) - {sequence.index}
    return frozenset(found)


def _needs(term: Term, through: frozenset[str]) -> frozenset[str]:
    own = free_letters(term)
    return own | through if sequence_names(term) else own


def _determined(letters: Mapping[str, Domain], hypotheses: tuple[Term, ...]) -> dict[str, Term]:
    """Letters that an equation determines in which they stand linearly; the last declared ones are preferred."""
    found: dict[str, Term] = {}
    for term in hypotheses:
        if not isinstance(term, Compare) or term.relation != "==" or sequence_names(term):
            continue
        sides = [(term.left, term.right), (term.right, term.left)]
        named = [(s.name, t) for s, t in sides if isinstance(s, Letter) and s.name in letters]
        named = named or linear_letters(letters, term)
        for name, value in sorted(named, key=lambda item: -list(letters).index(item[0])):
            trial = {**found, name: value}
            if name not in found and name not in free_letters(value) and _possible(letters, trial):
                found = trial
                break
    return found


def linear_letters(letters: Mapping[str, Domain], equation: Compare) -> list[tuple[str, Term]]:
    """The scalar letters that are summands of the equation with a rational factor, each with its value."""
    names = [part.name for part in difference(equation) if isinstance(part, Letter) and part.name in letters]
    if not all(letters[name].is_scalar for name in free_letters(equation) if name in letters):
        return []
    solved = [(name, solved_for(Letter(name), equation)) for name in names]
    return [(name, value) for name, value in solved if value is not None]


def _possible(letters: Mapping[str, Domain], determined: Mapping[str, Term]) -> bool:
    return len(_order(letters, determined)) == len(letters)


def _order(letters: Mapping[str, Domain], determined: Mapping[str, Term]) -> list[str]:
    """Letters, each after those that its domain and its determining term mention; incomplete where they go in a circle."""
    order: list[str] = []
    waiting = list(letters)
    while waiting:
        for name in waiting:
            needs = {letter for term in letters[name].terms() for letter in free_letters(term)}
            if name in determined:
                needs |= free_letters(determined[name])
            if needs & set(letters) <= set(order):
                order.append(name)
                waiting.remove(name)
                break
        else:
            return order
    return order
