"""What a text of the language may speak of while it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proofs_check.statement.domains import Domain
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    Apply,
    At,
    Constant,
    Letter,
    Sum,
    Term,
    binder,
    fresh,
    walk,
)


@dataclass(frozen=True)
class Abbreviation:
    """A name for a term, with parameters: `J(y)` for `dot(y, H @ y)/2`; unfolded where it is used."""

    name: str
    parameters: tuple[str, ...]
    body: str


@dataclass(frozen=True)
class Context:
    """What a text may speak of: letters and sequences in scope, abbreviations, and terms that stand for names.

    parameters: the names among `named` that are parameters of the definition being unfolded. hidden: names that this
    text must not use, since a reader could take them for two things (see `unfolding` and `binding`).
    """

    scope: Scope
    abbreviations: Mapping[str, Abbreviation]
    named: Mapping[str, Term]
    parameters: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    @property
    def is_complex(self) -> bool:
        return any(domain.is_complex for domain in self.scope.letters.values())

    def with_letter(self, name: str, domain: Domain) -> Context:
        """The context in which `name` is a letter of `domain`, whatever it was before."""
        kept = {key: value for key, value in self.named.items() if key != name}
        scope = self.scope.with_letter(name, domain)
        parameters, hidden = self.parameters - {name}, self.hidden - {name}
        return Context(scope, self.abbreviations, kept, parameters, hidden)

    def binding(self, name: str, domain: Domain) -> tuple[Context, str]:
        """The context inside a binder of `name`, and the letter that the binder gets.

        That is another letter where an argument put for a parameter mentions `name`: in `S(k)` with
        `S(m)` for `sum(binomial(m, k), k, 0, m)` the two k are not the same.
        """
        taken = mentioned({key: value for key, value in self.named.items() if key != name})
        if name not in taken:
            return self.with_letter(name, domain), name
        known = (*self.scope.letters, *self.scope.sequences, *self.abbreviations, *self.named)
        letter = fresh(name, taken | frozenset(known))
        return self.with_letter(letter, domain).meaning(name, Letter(letter)), letter

    def meaning(self, name: str, letter: Letter) -> Context:
        """The context in which the bound `letter` is written `name`, and not by its own name."""
        if name == letter.name:
            return self
        parameters, hidden = self.parameters - {name}, (self.hidden - {name}) | {letter.name}
        named = {**self.named, name: letter}
        return Context(self.scope, self.abbreviations, named, parameters, hidden)

    def unfolding(self, found: Abbreviation, values: tuple[Term, ...]) -> Context:
        """The context in which the body of `found` is read.

        Letters mean there what they mean where the name is used, so that `limit(rate, t, oo)` runs over the t in
        `rate`. Parameters of a definition around it mean nothing there.
        """
        own = dict(zip(found.parameters, values, strict=True))
        kept = {key: value for key, value in self.named.items() if key not in self.parameters}
        names = frozenset(found.parameters)
        hidden = (self.hidden | self.parameters) - names
        return Context(self.scope, self.abbreviations, {**kept, **own}, names, hidden)


EMPTY = Context(Scope({}, {}), {}, {})


def mentioned(values: Mapping[str, Term]) -> frozenset[str]:
    """Every name that occurs in the terms: letters, constants, sequences, functions, bound letters."""
    found: set[str] = set()
    for value in values.values():
        for node in walk(value):
            if isinstance(node, Letter | Constant | At):
                found.add(node.name)
            elif isinstance(node, Apply | Sum):
                found.add(node.op)
            if bound := binder(node):
                found.add(bound)
    return frozenset(found)
