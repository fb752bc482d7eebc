"""Intervals that move by multiples of pi: `exists(x, 'real in (n*pi, n*pi + pi/2)', tan(x) == x)` for every whole n.

With x = n*pi + u the interval stands still, and the periods take n out of the functions:

    tan(u + m*pi) == tan(u)     sin(u + 2*m*pi) == sin(u)     for whole m, cot and cos likewise

For sine and cosine n is taken even and odd, so that every multiple of n*pi in their arguments is one of 2*pi.

Certificate: the shift is a change of letters, one to one; every multiple that is left out is a whole multiple of the period.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import flat_conjunction, plus, times
from proofs_check.engines.existence_bounds import bounds_are_defined, narrowed
from proofs_check.engines.existence_integers import at_residue
from proofs_check.engines.linear_terms import difference
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, Bound
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Quantified,
    Term,
    apply,
    binder,
    conjunction,
    free_letters,
    fresh,
    number,
    rebuild,
    substitute,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "existence"
PI = Constant("pi")
PERIODS = {"tan": 1, "cot": 1, "sin": 2, "cos": 2}
"""How many times pi the periods are."""

Way = Callable[[Quantified, Goal, Prover], Answer]


def by_turning_back(statement: Quantified, goal: Goal, prove: Prover, way: Way) -> Answer:
    """Proves an existence in a moving interval by `way` where the interval stands still. The letter must be new to the goal."""
    statement = _in_interval(statement, goal, prove)
    name = _mover(statement, goal)
    if name is None:
        return undecided(ENGINE, "no interval that moves by turns")
    if not any(isinstance(node, Apply) and node.op in ("sin", "cos") for node in walk(statement.body)):
        return _standing(statement, goal, name, prove, way)
    answers = []
    for remainder in (0, 1):
        case = at_residue(goal.concluding(statement), name, 2, remainder)
        new = next(known for known, _ in case.letters if known not in dict(goal.letters))
        assert isinstance(case.conclusion, Quantified)
        answers.append(_standing(case.conclusion, case, new, prove, way))
        if not answers[-1].proved:
            return undecided(ENGINE, f"{name} {'odd' if remainder else 'even'}: {answers[-1].detail}"[:300])
    said = "; ".join(one.detail for one in answers)
    return proved(ENGINE, f"{name} even: {said}"[:400], "certificate", tuple(answers))


def _in_interval(statement: Quantified, goal: Goal, prove: Prover) -> Quantified:
    """The statement with the bounds that its conditions put on the letter as ends of its domain, if there is one at each side."""
    domain, x = statement.domain, Letter(statement.letter)
    conditions = flat_conjunction(statement.body)
    plain = [
        one
        for one in conditions
        if isinstance(one, Compare) and one.relation != "==" and x in (one.left, one.right)
    ]
    if (
        domain != REAL
        or len(plain) != 2
        or any(isinstance(node, Quantified) for node in walk(statement.body))
    ):
        return statement
    found = narrowed(statement, Questions(goal, prove))
    if len(found.lows) != 1 or len(found.highs) != 1 or not found.rest:
        return statement
    if not bounds_are_defined(statement, found, goal, prove):
        return statement
    ends = replace(domain, low=found.lows[0], high=found.highs[0])
    return Quantified("exists", statement.letter, ends, conjunction(found.rest))


def _mover(statement: Quantified, goal: Goal) -> str | None:
    """The whole letter whose multiples of pi, the same at both ends, move the interval."""
    low, high = statement.domain.low, statement.domain.high
    if statement.domain.kind != "real" or statement.domain.nonzero or low is None or high is None:
        return None
    if any(domain.is_complex for _, domain in goal.letters):
        return None
    bound = {binder(node) for node in walk(statement.body)}
    for name, domain in goal.letters:
        first, second = (turns(end.at, name) for end in (low, high))
        if domain.kind == "integer" and first is not None and second is not None and first[0] == second[0]:
            return name if first[0] and name not in bound else None
    return None


def turns(term: Term, name: str) -> tuple[Fraction, Term] | None:
    """(w, rest) with term == w*pi*name + rest and no `name` in the rest; None for other terms."""
    parts = difference(Compare("==", _spread(term), ZERO))
    letter, weight, rest = Letter(name), Fraction(0), []
    for part, factor in parts.items():
        if part in (apply("mul", letter, PI), apply("mul", PI, letter)):
            weight += factor
        elif name in free_letters(part):
            return None
        else:
            rest.append(times(number(factor), part))
    return weight, plus(*rest) if rest else ZERO


def _spread(term: Term) -> Term:
    """Sums times pi multiplied out, with numbers in front of products: (2*n + 1)*pi as 2*(n*pi) + pi."""
    match term:
        case Apply(op=("add" | "sub" | "neg") as op, args=args):
            return Apply(op, tuple(_spread(arg) for arg in args))
        case Apply(op="div", args=(top, bottom)) if not free_letters(bottom):
            return apply("div", _spread(top), bottom)
        case Apply(op="mul", args=args):
            left, right = (_spread(arg) for arg in args)
            for whole, factor in ((left, right), (right, left)):
                if isinstance(whole, Apply) and whole.op in ("add", "sub"):
                    return Apply(whole.op, tuple(_spread(apply("mul", arg, factor)) for arg in whole.args))
                if isinstance(whole, Apply) and whole.op == "neg":
                    return apply("neg", _spread(apply("mul", whole.args[0], factor)))
            numbers, others = _factors(apply("mul", left, right))
            return times(number(numbers), _product(others))
        case _:
            return term


def _factors(term: Term) -> tuple[Fraction, list[Term]]:
    """The number and the other factors of a product."""
    parts = difference(Compare("==", term, ZERO))
    if len(parts) == 1:
        ((core, factor),) = parts.items()
        if core != term:
            deeper, others = _factors(core)
            return factor * deeper, others
    if isinstance(term, Apply) and term.op == "mul":
        (one, left), (two, right) = (_factors(arg) for arg in term.args)
        return one * two, [*left, *right]
    return Fraction(1), [term]


def _product(factors: list[Term]) -> Term:
    """The product, letters before pi."""
    ordered = sorted(factors, key=lambda factor: factor == PI)
    found = ordered[0]
    for factor in ordered[1:]:
        found = apply("mul", found, factor)
    return found


def _standing(statement: Quantified, goal: Goal, name: str, prove: Prover, way: Way) -> Answer:
    """The existence with x = w*pi*name + u, the functions turned back."""
    low, high = statement.domain.low, statement.domain.high
    assert low is not None and high is not None
    first, second = turns(low.at, name), turns(high.at, name)
    if first is None or second is None or first[0] != second[0]:
        return undecided(ENGINE, "the ends do not move alike")
    u = fresh("u", names_of(goal) | free_letters(statement.body) | {statement.letter})
    moved = plus(times(number(first[0]), apply("mul", Letter(name), PI)), Letter(u))
    body = conjunction(
        tuple(
            transform(substitute(part, {statement.letter: moved}), lambda node: _turned(node, name))
            for part in flat_conjunction(statement.body)
        )
    )
    domain = replace(statement.domain, low=Bound(first[1], low.closed), high=Bound(second[1], high.closed))
    answer = way(Quantified("exists", u, domain, body), goal, prove)
    shown = f"{statement.letter} = {text(moved)}: {answer.detail}"[:300]
    return proved(ENGINE, shown, "certificate", (answer,)) if answer.proved else undecided(ENGINE, shown)


def _turned(node: Term, name: str) -> Term:
    """A function of an angle without the whole periods in it."""
    if not isinstance(node, Apply) or node.op not in PERIODS or len(node.args) != 1:
        return node
    found = turns(node.args[0], name)
    if found is None or not found[0] or (found[0] / PERIODS[node.op]).denominator != 1:
        return node
    return rebuild(node, (found[1],))


__all__ = ["by_turning_back", "turns"]
