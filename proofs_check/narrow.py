"""Hypotheses that bound one letter by a number become part of its domain: induction and interval engines look there.

An end that is another letter becomes a hypothesis, and that letter's own end the end: 0 < b < a < 1 is b in (0, 1) with b < a.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from proofs_check.goal import Goal
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import Apply, Compare, Letter, Number, Term, number

SWAPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "!=": "!="}


def narrowed(goal: Goal) -> Goal:
    """The same goal with hypotheses such as `n >= 4` or `0 < x` put into the domains of their letters."""
    goal = _with_plain_ends(goal)
    domains = dict(goal.letters)
    left = []
    for hypothesis in goal.hypotheses:
        bound = _bound(hypothesis)
        tighter = _tightened(domains.get(bound[0]), bound[1], bound[2]) if bound else None
        if bound is None or tighter is None:
            left.append(hypothesis)
        else:
            domains[bound[0]] = tighter
    if len(left) == len(goal.hypotheses):
        return goal
    return replace(goal, letters=tuple(domains.items()), hypotheses=tuple(left))


def _with_plain_ends(goal: Goal) -> Goal:
    """The same goal with no real letter between ends that are letters."""
    domains: dict[str, Domain] = {}
    said: list[Term] = []
    for name, domain in goal.letters:
        if domain.kind == "real":
            for lower in (True, False):
                end = domain.low if lower else domain.high
                if end is None or not isinstance(end.at, Letter) or end.at.name not in domains:
                    continue
                relation = (">=" if end.closed else ">") if lower else ("<=" if end.closed else "<")
                said.append(Compare(relation, Letter(name), end.at))
                other = domains[end.at.name]
                beyond = other.low if lower else other.high
                new = None if beyond is None else Bound(beyond.at, beyond.closed and end.closed)
                domain = replace(domain, low=new) if lower else replace(domain, high=new)
        domains[name] = domain
    if not said:
        return goal
    return replace(goal, letters=tuple(domains.items()), hypotheses=(*goal.hypotheses, *said))


def has_no_point(goal: Goal) -> bool:
    """Whether the numbers that bound a letter leave it no value: what follows holds of nothing."""
    return any(_is_empty(domain) for _, domain in goal.letters)


def _is_empty(domain: Domain) -> bool:
    if domain.low is None or domain.high is None:
        return False
    low, high = _value(domain.low.at), _value(domain.high.at)
    if low is None or high is None:
        return False
    return low > high or (low == high and not (domain.low.closed and domain.high.closed))


def _bound(hypothesis: Term) -> tuple[str, str, Fraction] | None:
    """The letter, the relation and the number of a hypothesis that bounds a letter."""
    if not isinstance(hypothesis, Compare) or hypothesis.relation not in SWAPPED:
        return None
    left, right, relation = hypothesis.left, hypothesis.right, hypothesis.relation
    if isinstance(right, Letter):
        left, right, relation = right, left, SWAPPED[relation]
    value = _value(right)
    return (left.name, relation, value) if isinstance(left, Letter) and value is not None else None


def _value(term: Term) -> Fraction | None:
    if isinstance(term, Apply) and term.op == "neg" and isinstance(term.args[0], Number):
        return -term.args[0].value
    return term.value if isinstance(term, Number) else None


def _tightened(domain: Domain | None, relation: str, value: Fraction) -> Domain | None:
    """The domain cut at `value`; None where its own end is no number, so that the two cannot be compared here."""
    if domain is None or domain.kind not in ("real", "integer"):
        return None
    if relation == "!=":
        return _without(domain, value)
    closed = relation in (">=", "<=")
    if domain.kind == "integer":
        value = _whole(relation, value)
        closed = True
    lower = relation in (">", ">=")
    end = domain.low if lower else domain.high
    if end is not None:
        known = _value(end.at)
        if known is None:
            return None
        outside = known > value if lower else known < value
        if outside or (known == value and (not end.closed or closed)):
            return domain
    bound = Bound(number(value), closed)
    return replace(domain, low=bound) if lower else replace(domain, high=bound)


def _without(domain: Domain, value: Fraction) -> Domain | None:
    """The domain without one of its ends; None where the number lies elsewhere."""
    low, high = domain.low, domain.high
    step = 1 if domain.kind == "integer" else 0
    if low is not None and low.closed and _value(low.at) == value:
        return replace(domain, low=Bound(number(value + step), bool(step)))
    if high is not None and high.closed and _value(high.at) == value:
        return replace(domain, high=Bound(number(value - step), bool(step)))
    return None


def _whole(relation: str, value: Fraction) -> Fraction:
    """The last integer that satisfies the relation."""
    return Fraction(
        {">=": ceil(value), ">": floor(value) + 1, "<=": floor(value), "<": ceil(value) - 1}[relation]
    )
