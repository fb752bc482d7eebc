"""What is to be shown for a term to be defined, and where it stands (see `definedness.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofs_check.seen_forms import growth, is_integral, is_nonnegative
from proofs_check.statement.domains import Domain, index_domain, membership
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    INFINITY,
    At,
    Compare,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    apply,
    children,
    number,
    walk,
)
from proofs_check.statement.text import text


@dataclass(frozen=True)
class Obligation:
    """`says` must hold for all values of the further `letters` that satisfy `under`; `about` names the term, in words.

    Where `limit` is set, what must be shown is that this limit exists, and that it is finite unless `infinite` allows it to
    be oo or -oo: it may be so only as a side of a comparison, never in arithmetic.
    """

    says: Term
    about: str
    letters: tuple[tuple[str, Domain], ...] = ()
    under: tuple[Term, ...] = ()
    limit: Limit | None = None
    infinite: bool = False


@dataclass(frozen=True)
class Inside:
    """Where a term stands: the bound letters around it, what holds of them, and the first indices of the sequences."""

    letters: tuple[tuple[str, Domain], ...]
    under: tuple[Term, ...]
    scope: Scope
    first: dict[str, int]

    def binding(self, name: str, domain: Domain, *under: Term) -> Inside:
        """Inside a binder of the letter."""
        scope = self.scope.with_letter(name, domain)
        return Inside((*self.letters, (name, domain)), (*self.under, *under), scope, self.first)


def need(says: Term, about: str, inside: Inside) -> Obligation:
    """That `says` holds there."""
    return Obligation(says, about, inside.letters, inside.under)


def wholeness(term: Term, inside: Inside, about: str) -> Obligation | None:
    """That `term` is a whole number: seen from its form, or an obligation that floor(term) == term."""
    if is_integral(term, inside.scope):
        return None
    return need(Compare("==", apply("floor", term), term), f"{about} is a whole number", inside)


def index_of_value(value: At, inside: Inside) -> list[Obligation]:
    """That the index of a value of a sequence is whole, and not below the first."""
    found = wholeness(value.index, inside, f"the index of {text(value)}")
    lowest = inside.first[value.name]
    if lowest <= 0 and is_nonnegative(value.index, inside.scope):
        return [found] if found else []
    enough = need(Compare(">=", value.index, number(lowest)), f"the index of {text(value)}", inside)
    return [found, enough] if found else [enough]


def values_in_limit(limit: Limit, inside: Inside) -> list[Obligation]:
    """That the values of sequences in the body are defined near the point.

    The engine that finds the limit may read closed forms, which are defined further back than the values.
    """
    if not any(isinstance(node, At) for node in walk(limit.body)):
        return []
    near = [*membership(limit.letter, limit.domain)]
    if limit.point == INFINITY:  # near oo is wherever it is convenient
        near.append(Compare(">=", Letter(limit.letter), number(_far(limit, inside))))
    there = inside.binding(limit.letter, limit.domain, *near)
    moving = limit.letter if limit.point == INFINITY else None
    return list(_values(limit.body, there, moving))


def _far(limit: Limit, inside: Inside) -> int:
    """Beyond the numbers that the body mentions, so that n - 5 is no negative index."""
    sizes = (abs(node.value) for node in walk(limit.body) if isinstance(node, Number))
    return 1 + sum(max(0, first) for first in inside.first.values()) + sum(int(size) for size in sizes)


def _values(term: Term, inside: Inside, moving: str | None) -> Iterator[Obligation]:
    """moving: the letter that tends to oo, outside of further binders."""
    match term:
        case At(index=index):
            yield from _values(index, inside, moving)
            grows = (
                moving is not None and is_integral(index, inside.scope) and growth(index, moving) is not None
            )
            yield from () if grows else index_of_value(term, inside)
        case Sum(letter=letter, body=body, low=low, high=high):
            between = Compare("<=", low, Letter(letter)), Compare("<=", Letter(letter), high)
            yield from (*_values(low, inside, moving), *_values(high, inside, moving))
            yield from _values(body, inside.binding(letter, index_domain(term), *between), None)
        case Limit():
            yield from values_in_limit(term, inside)
        case Quantified(letter=letter, domain=domain, body=body):
            yield from _values(body, inside.binding(letter, domain, *membership(letter, domain)), None)
        case _:
            for part in children(term):
                yield from _values(part, inside, moving)
