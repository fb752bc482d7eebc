"""Inequalities at the edge of a domain, by continuity.

Where both sides of left <= right are continuous in a letter, and no hypothesis speaks of it, the inequality holds at the closed ends of
the letter's interval, and at zero, if it holds elsewhere in it: every point is a limit of such points. Only letters that stand in
no exponent are moved, so that what is defined at the edge stays so beside it where all bases are positive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check.goal import Goal
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Letter,
    Number,
    Sum,
    Term,
    children,
    free_letters,
    walk,
)

CONTINUOUS = frozenset(
    ("add", "sub", "mul", "div", "neg", "pow", "sqrt", "root", "exp", "log", "abs", "entry")
)
WEAK = ("<=", ">=")


@dataclass(frozen=True)
class Opened:
    """A goal that gives another one by continuity; no entry of a vector among `vectors` need be taken as zero."""

    goal: Goal
    vectors: frozenset[str]


def opened(goal: Goal) -> Opened:
    """The goal without the closed ends and zeros of the letters that may be moved."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in WEAK or goal.sequences:
        return Opened(goal, frozenset())
    movable = _movable(goal)
    in_sizes = _inside_abs(conclusion)
    letters = tuple(
        (name, _open(domain, name in in_sizes) if name in movable else domain)
        for name, domain in goal.letters
    )
    vectors = frozenset(name for name, domain in letters if domain.kind == "vector" and name in movable)
    return Opened(replace(goal, letters=letters), vectors)


def _movable(goal: Goal) -> frozenset[str]:
    """The real letters and vectors that only continuous functions take, and of which nothing else speaks."""
    if not all(map(_is_continuous, walk(goal.conclusion))):
        return frozenset()
    kept = {name for fact in goal.hypotheses for name in free_letters(fact)}
    kept |= {name for _, domain in goal.letters for end in domain.terms() for name in free_letters(end)}
    kept |= set(_in_exponents(goal.conclusion))
    kinds = {name: domain for name, domain in goal.letters if not domain.is_complex}
    return frozenset(
        name for name, its in kinds.items() if its.kind in ("real", "vector") and name not in kept
    )


def _is_continuous(node: Term) -> bool:
    if isinstance(node, Apply):
        return node.op in CONTINUOUS and (node.op != "entry" or isinstance(node.args[0], Letter))
    return not children(node) or isinstance(node, Compare) or (isinstance(node, Sum) and node.op == "sum")


def _in_exponents(term: Term) -> Iterator[str]:
    """The letters that stand in exponents, in ends of sums or in indices."""
    for node in walk(term):
        match node:
            case Apply(op=("pow" | "root" | "entry"), args=(_, *others)):
                yield from (name for other in others for name in free_letters(other))
            case Apply(op="exp", args=(inner,)):
                yield from free_letters(inner)
            case Sum(low=low, high=high):
                yield from free_letters(low) | free_letters(high)


def _inside_abs(term: Term) -> frozenset[str]:
    found = (node for node in walk(term) if isinstance(node, Apply) and node.op == "abs")
    return frozenset(name for node in found for name in free_letters(node))


def _open(domain: Domain, without_zero: bool) -> Domain:
    """The interval without its ends and, where a size is taken, without zero; as it is where no points would be left beside them."""
    if domain.kind != "real" or not _has_inner_points(domain):
        return domain
    low, high = (None if end is None else Bound(end.at, False) for end in (domain.low, domain.high))
    return replace(domain, low=low, high=high, nonzero=domain.nonzero or without_zero)


def _has_inner_points(domain: Domain) -> bool:
    ends = [end.at for end in (domain.low, domain.high) if end is not None and not is_infinite(end.at)]
    if not all(isinstance(end, Number) for end in ends):
        return False
    values = [end.value for end in ends if isinstance(end, Number)]
    return len(values) < 2 or values[0] < values[1]
