"""Goals in other letters that say the same.

halves           x = u + v, y = u - v under sines and cosines
lower ends       p = 1 + w for a p above 1
exponentials     x = exp(t) under logarithms of logarithms
edges            a letter at zero, and above zero, where powers and logarithms of it are asked for
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.calculus_terms import folded, minus, over, plus
from proofs_check.goal import Goal
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import POSITIVE, REAL, Bound, Domain, is_infinite, membership
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    substitute,
    transform,
    walk,
)

TWO = number(2)


def _has_plain_ends(goal: Goal) -> bool:
    return not any(free_letters(term) for _, its in goal.letters for term in its.terms())


def halves(goal: Goal) -> Iterator[Goal]:
    """x = u + v and y = u - v for two letters under sines and cosines."""
    waves = [node for node in walk(goal.conclusion) if isinstance(node, Apply) and node.op in ("sin", "cos")]
    used = {name for node in waves for name in free_letters(node)}
    pairs = [(name, domain) for name, domain in goal.letters if domain.kind == "real" and name in used]
    if len(pairs) != 2 or not _has_plain_ends(goal):
        return
    (x, of_x), (y, of_y) = pairs
    taken = frozenset(name for name, _ in goal.letters)
    u, v = Letter(fresh("u", taken)), Letter(fresh("v", taken))
    put: dict[str, Term] = {x: apply("add", u, v), y: apply("sub", u, v)}
    facts = [fact for name, its in pairs for fact in membership(name, its)]
    letters = tuple((name, its) for name, its in goal.letters if name not in (x, y))
    hypotheses = tuple(folded(substitute(fact, put)) for fact in (*facts, *goal.hypotheses))
    turned = replace(of_y, low=_negative(of_y.high), high=_negative(of_y.low))
    own = ((u.name, _half_sum(of_x, of_y)), (v.name, _half_sum(of_x, turned)))
    yield Goal((*letters, *own), hypotheses, folded(substitute(goal.conclusion, put)), goal.sequences)


def _negative(end: Bound | None) -> Bound | None:
    return None if end is None else Bound(folded(apply("neg", end.at)), end.closed)


def _half_sum(one: Domain, two: Domain) -> Domain:
    def end(first: Bound | None, second: Bound | None) -> Bound | None:
        if first is None or second is None or is_infinite(first.at) or is_infinite(second.at):
            return None
        return Bound(over(plus(first.at, second.at), TWO), first.closed and second.closed)

    return Domain("real", low=end(one.low, two.low), high=end(one.high, two.high))


def from_lower_ends(goal: Goal) -> Goal | None:
    """Letters with a rational lower end that is not zero counted from there; None where there are none."""
    if not _has_plain_ends(goal):
        return None
    letters, put = [], {}
    for name, domain in goal.letters:
        low = domain.low
        if domain.kind == "real" and low is not None and isinstance(low.at, Number) and low.at != ZERO:
            high = domain.high and Bound(minus(domain.high.at, low.at), domain.high.closed)
            letters.append((name, Domain("real", low=Bound(ZERO, low.closed), high=high)))
            put[name] = apply("add", Letter(name), low.at)
        else:
            letters.append((name, domain))
    if not put:
        return None
    hypotheses = tuple(folded(substitute(fact, put)) for fact in goal.hypotheses)
    return Goal(tuple(letters), hypotheses, folded(substitute(goal.conclusion, put)), goal.sequences)


def by_exponentials(goal: Goal) -> Iterator[Goal]:
    """x = exp(t) for a positive letter under a logarithm of a logarithm."""
    for name, domain in goal.letters:
        low = domain.low
        if domain.kind != "real" or low is None or not isinstance(low.at, Number) or low.at.value < 0:
            continue
        if not _has_plain_ends(goal) or not any(_is_deep(node, name) for node in walk(goal.conclusion)):
            continue
        put: dict[str, Term] = {name: apply("exp", Letter(name))}
        ends = [
            None
            if end is None or end.at == ZERO or is_infinite(end.at)
            else Bound(folded(apply("log", end.at)), end.closed)
            for end in (low, domain.high)
        ]
        letters = tuple(
            (known, Domain("real", low=ends[0], high=ends[1]) if known == name else its)
            for known, its in goal.letters
        )
        hypotheses = tuple(_undone(substitute(fact, put)) for fact in goal.hypotheses)
        yield Goal(letters, hypotheses, _undone(substitute(goal.conclusion, put)), goal.sequences)


def _is_deep(node: Term, name: str) -> bool:
    return (
        isinstance(node, Apply)
        and node.op == "log"
        and any(
            isinstance(inner, Apply) and inner.op == "log" and name in free_letters(inner)
            for inner in walk(node.args[0])
        )
    )


def _undone(term: Term) -> Term:
    def change(node: Term) -> Term:
        match node:
            case Apply(op="log", args=(Apply(op="exp", args=(inner,)),)):
                return inner
            case _:
                return node

    return transform(term, change)


def edge(goal: Goal) -> str | None:
    """A letter that may be zero and is the base of a power with an exponent that is no number."""
    for name, domain in goal.letters:
        low = domain.low
        if domain.kind == "real" and low is not None and low.closed and low.at == ZERO and not domain.nonzero:
            for node in walk(goal.conclusion):
                if (
                    isinstance(node, Apply)
                    and node.op == "pow"
                    and node.args[0] == Letter(name)
                    and not is_integral(node.args[1], goal.scope)
                ):
                    return name
    return None


def at_edge(goal: Goal, name: str) -> Goal:
    """The goal at zero; powers of zero are zero, for their exponents are positive where they are defined and not whole."""

    def change(node: Term) -> Term:
        if isinstance(node, Apply) and node.op == "pow" and node.args[0] == Letter(name):
            return node if is_integral(node.args[1], goal.scope) else ZERO
        return node

    put = {name: ZERO}
    letters = tuple((known, its) for known, its in goal.letters if known != name)
    hypotheses = tuple(folded(substitute(transform(fact, change), put)) for fact in goal.hypotheses)
    conclusion = folded(substitute(transform(goal.conclusion, change), put))
    return Goal(letters, hypotheses, conclusion, goal.sequences)


def above_edge(goal: Goal, name: str) -> Goal:
    """The goal above zero."""
    letters = tuple(
        (known, replace(its, low=Bound(ZERO, False)) if known == name else its) for known, its in goal.letters
    )
    return replace(goal, letters=letters)


__all__ = [
    "POSITIVE",
    "REAL",
    "above_edge",
    "at_edge",
    "by_exponentials",
    "edge",
    "from_lower_ends",
    "halves",
]
