"""The residue classes of letters: whole letters n as P*q + r, real ones x as P*y + g with 0 <= g < P."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import ceil, floor

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import plus, times
from proofs_check.engines.letter_moduli import Modulus
from proofs_check.engines.linear_values import NoClass
from proofs_check.goal import Goal
from proofs_check.statement.domains import INTEGER, NATURAL, Bound, Domain, membership
from proofs_check.statement.terms import (
    ZERO,
    Letter,
    Number,
    Term,
    free_letters,
    fresh,
    number,
)

MAX_CLASSES = 240


@dataclass(frozen=True)
class Class:
    """put: letter -> its term in the class; at: whole letter -> its representative; rest: the bounded parts of real letters."""

    goal: Goal
    put: Mapping[str, Term]
    at: Mapping[str, int]
    rest: Mapping[str, int]


def classes(goal: Goal, letters: dict[str, Modulus]) -> Iterator[Class]:
    """The classes of the letters, which together hold all their values. Raises NoClass."""
    options = [list(_options(goal, name, one)) for name, one in letters.items()]
    for chosen in product(*options):
        yield _class(goal, dict(zip(letters, chosen, strict=True)))


Option = tuple[int, int, bool]
"""(modulus, representative, whether the letter is whole); modulus 0: the representative is the only value."""


def _options(goal: Goal, name: str, one: Modulus) -> Iterator[Option]:
    domain = dict(goal.letters)[name]
    if domain.kind == "real":
        yield one.size, 0, False
        return
    low = least_of(domain)
    if one.natural and (low is None or low < 0):
        raise NoClass("a power with a whole exponent that may be negative")
    if low is None:
        yield from ((one.size, place, True) for place in range(one.size))
        return
    yield from ((0, low + place, True) for place in range(one.skipped))
    start = low + one.skipped
    yield from ((one.size, start + place, True) for place in range(one.size))


def least_of(domain: Domain) -> int | None:
    """The least whole number of a domain that begins at a number."""
    low = domain.low
    if low is None or not isinstance(low.at, Number):
        return None
    return ceil(low.at.value) if low.closed else floor(low.at.value) + 1


def _class(goal: Goal, chosen: dict[str, Option]) -> Class:
    """The goal with the letters replaced; what the domains say of them become hypotheses. Raises NoClass."""
    put: dict[str, Term] = {}
    at: dict[str, int] = {}
    rest: dict[str, int] = {}
    facts: list[Term] = []
    kept = [(n, d) for n, d in goal.letters if n not in chosen]
    if any(free_letters(end) & set(chosen) for _, its in kept for end in its.terms()):
        raise NoClass("a domain that depends on a letter of the floors")
    taken = names_of(goal)
    for name, (size, place, is_whole) in chosen.items():
        domain = dict(goal.letters)[name]
        facts += membership(name, domain)
        at[name] = place
        if size == 0:
            put[name] = number(place)
            continue
        quotient = fresh("q", taken)
        taken |= {quotient}
        if is_whole:
            put[name] = plus(times(number(size), Letter(quotient)), number(place))
            kept.append((quotient, INTEGER if least_of(domain) is None else NATURAL))
        else:
            part = fresh("g", taken)
            taken |= {part}
            put[name] = plus(times(number(size), Letter(quotient)), Letter(part))
            kept += [(quotient, INTEGER), (part, _up_to(size))]
            rest[part] = size
    hypotheses = tuple((*goal.hypotheses, *facts))
    if goal.sequences and _speaks(goal, frozenset(chosen)):
        raise NoClass("a sequence that depends on a letter of the floors")
    return Class(replace(goal, letters=tuple(kept), hypotheses=hypotheses), put, at, rest)


def _up_to(size: int) -> Domain:
    return Domain("real", Bound(ZERO, True), Bound(number(size), False))


def _speaks(goal: Goal, names: frozenset[str]) -> bool:
    """Whether a sequence depends on one of the letters."""
    used = [free_letters(s.step) - {s.index} for s in goal.sequences]
    used += [free_letters(start) for s in goal.sequences for start in s.start]
    return any(names & one for one in used)
