"""Means of values of one function, as goals state them (see `jensen.py`).

f(u) against w1*f(u1) + ... + wk*f(uk), as it stands or in the logarithms of both sides
a constant against such a combination, where w1*u1 + ... + wk*uk is one of the sides of an equation, or a small number
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofs_check.engines import reductions
from proofs_check.engines.calculus_terms import over
from proofs_check.goal import Goal
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Number,
    Term,
    apply,
    free_letters,
    number,
)

FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
OPERATIONS = (
    "exp",
    "log",
    "sqrt",
    "sin",
    "cos",
    "tan",
    "cot",
    "sinh",
    "cosh",
    "tanh",
    "asin",
    "acos",
    "atan",
    "pow",
)
SMOOTH = ("softplus", "sigmoid", "asinh", "acosh", "atanh")
MAX_VALUES = 6
MAX_NESTING = 4


@dataclass(frozen=True)
class Mean:
    """middle = f(at) compared with the combination `values` of f at the arguments; relation: that of the combination to middle."""

    middle: Apply
    values: tuple[Apply, ...]
    combination: Term
    relation: str
    path: tuple[int, ...]
    other: Term = ZERO  # of a hidden mean, the side that is no combination
    geometric: bool = False  # whether the logarithms of the arguments are the variable

    def argument(self, value: Apply) -> Term:
        return _at(value, self.path)

    def function(self, x: Term) -> Term:
        return _put(self.middle, self.path, apply("exp", x) if self.geometric else x)

    def inner(self) -> str:
        """The function that is taken first."""
        last = _at(self.middle, self.path[:-1])
        assert isinstance(last, Apply)
        return last.op


def _at(term: Term, path: tuple[int, ...]) -> Term:
    for place in path:
        assert isinstance(term, Apply)
        term = term.args[place]
    return term


def _put(term: Term, path: tuple[int, ...], x: Term) -> Term:
    if not path:
        return x
    assert isinstance(term, Apply)
    args = list(term.args)
    args[path[0]] = _put(args[path[0]], path[1:], x)
    return Apply(term.op, tuple(args))


def paths(middle: Apply, values: tuple[Apply, ...]) -> Iterator[tuple[int, ...]]:
    """Where the variable of f may stand: as long as the terms differ in one argument only, that one.

    Of a power it is the base where the exponent is fixed, else the exponent.
    """
    path: tuple[int, ...] = ()
    for _ in range(MAX_NESTING):
        terms = [_at(one, path) for one in (middle, *values)]
        first = terms[0]
        if not isinstance(first, Apply) or not all(
            isinstance(one, Apply) and one.op == first.op for one in terms
        ):
            return
        args = [one.args for one in terms if isinstance(one, Apply) and len(one.args) == len(first.args)]
        if len(args) < len(terms):
            return
        places = [k for k in range(len(first.args)) if any(one[k] != first.args[k] for one in args)]
        if len(places) != 1:
            return
        path = (*path, places[0])
        yield path


def means(goal: Goal) -> Iterator[tuple[Goal, tuple[Term, ...], Mean]]:
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return
    raised = reductions.in_logarithms(goal, roots=True)
    for form, needs in ((goal, ()), *((raised,) if raised is not None else ())):
        conclusion = form.conclusion
        if isinstance(conclusion, Compare) and conclusion.relation in FLIPPED:
            left, right = conclusion.left, conclusion.right
            found = (
                *_read(left, right, FLIPPED[conclusion.relation]),
                *_read(right, left, conclusion.relation),
            )
            yield from ((form, needs, mean) for mean in found)


def _read(middle: Term, combination: Term, relation: str) -> Iterator[Mean]:
    match middle:
        case (
            Apply(op="mul", args=(Number(value=factor), inner))
            | Apply(op="mul", args=(inner, Number(value=factor)))
        ):
            if factor > 0:
                yield from _read(inner, over(combination, number(factor)), relation)
            return
    if not isinstance(middle, Apply) or middle.op not in (*OPERATIONS, *SMOOTH):
        return
    heads = (node for node in outermost(combination, middle.op) if free_letters(node))
    values = tuple(dict.fromkeys(heads))
    if 2 <= len(values) <= MAX_VALUES:
        yield from (Mean(middle, values, combination, relation, path) for path in paths(middle, values))


def outermost(term: Term, op: str) -> Iterator[Apply]:
    """The values of the function outside of all others; what stands in a denominator is no value of a mean."""
    if isinstance(term, Apply) and term.op == op:
        yield term
    elif isinstance(term, Apply) and term.op in ("add", "sub", "neg", "mul", "div"):
        for part in term.args[:1] if term.op == "div" else term.args:
            yield from outermost(part, op)


def hidden(goal: Goal) -> Iterator[tuple[Mean, Term]]:
    """A side without the function or without its letters against a combination, and what the arguments may add up to."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in FLIPPED:
        return
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return
    equations = [fact for fact in goal.hypotheses if isinstance(fact, Compare) and fact.relation == "=="]
    totals = (*(side for fact in equations for side in (fact.left, fact.right)), ONE, Constant("pi"))
    for combination, other, relation in (
        (conclusion.left, conclusion.right, conclusion.relation),
        (conclusion.right, conclusion.left, FLIPPED[conclusion.relation]),
    ):
        for op in (*OPERATIONS, *SMOOTH):
            values = tuple(dict.fromkeys(node for node in outermost(combination, op) if free_letters(node)))
            if not 2 <= len(values) <= MAX_VALUES:
                continue
            for path in paths(values[0], values[1:]):
                own = frozenset[str]().union(*(free_letters(_at(value, path)) for value in values))
                if own & free_letters(other):
                    continue
                for total in dict.fromkeys(totals):
                    if not own & free_letters(total):
                        yield Mean(values[0], values, combination, relation, path, other), total
