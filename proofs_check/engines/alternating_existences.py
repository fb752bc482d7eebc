"""Whole numbers that are asked for in statements with (-1)**k or i**k: even and odd ones apart.

    exists(k, 'integer', p(k, (-1)**k))     says    exists(k, 'integer', p(2*k, 1) or p(2*k + 1, -1))
    exists(k, 'integer', z == i**k)         says    z == 1 or z == i or z == -1 or z == -i
    forall(k, 'natural', p(k, (-1)**k))     says    forall(k, 'natural', p(2*k, 1) and p(2*k + 1, -1))

for k >= a, k <= b the classes k = m*q + r have the ends q >= (a - r)/m, q <= (b - r)/m; classes with the same ends stand together. Every whole
number lies in one class, so that the statements say the same, wherever they stand. Only where k stands in such exponents, in equations, and linearly
elsewhere: what goes by steps of one, a factorial or a sequence, would be harder to see by steps of two. Parts of the condition that may be
undefined are the same in all classes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from proofs_check.definedness import obligations
from proofs_check.engines.calculus_terms import plus, power, times
from proofs_check.engines.linear_terms import difference
from proofs_check.engines.recursive_orders import is_affine
from proofs_check.goal import Goal
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Letter,
    Number,
    Quantified,
    Term,
    apply,
    binder,
    children,
    free_letters,
    number,
    rebuild,
    substitute,
    transform,
    walk,
)

UNIT = Constant("i")
UNITS: Mapping[Term, tuple[Term, ...]] = {
    number(-1): (ONE, number(-1)),
    UNIT: (ONE, UNIT, number(-1), apply("neg", UNIT)),
    apply("neg", UNIT): (ONE, apply("neg", UNIT), number(-1), UNIT),
}
"""The powers of each unit, from the exponent 0 on."""
JOINED = {"exists": "or", "forall": "and"}
Ends = tuple[int | None, int | None]


class NotByClasses(ValueError):
    """The statement is left as it is."""


def with_classes(goal: Goal) -> Goal:
    """The goal with such statements by the classes of their whole numbers; it says the same."""
    terms = (*goal.hypotheses, goal.conclusion)
    if not any(isinstance(node, Quantified) for term in terms for node in walk(term)):
        return goal
    facts = tuple(_written(fact, goal.scope) for fact in goal.hypotheses)
    return replace(goal, hypotheses=facts, conclusion=_written(goal.conclusion, goal.scope))


def _written(statement: Term, scope: Scope) -> Term:
    match statement:
        case Connective():
            return rebuild(statement, tuple(_written(part, scope) for part in children(statement)))
        case Quantified(letter=letter, domain=domain, body=body):
            inner = _written(body, scope.with_letter(letter, domain))
            whole = statement if inner == body else replace(statement, body=inner)
            try:
                return _by_classes(whole, scope)
            except NotByClasses:
                return whole
    return statement


@dataclass(frozen=True)
class Power:
    """unit**(slope*k + rest) with whole slope and rest."""

    unit: Term
    slope: int
    rest: Term

    @property
    def period(self) -> int:
        order = len(UNITS[self.unit])
        return order // gcd(order, self.slope)

    def at(self, remainder: int) -> Term:
        """The value for all k with this remainder modulo a multiple of the period."""
        values = UNITS[self.unit]
        return times(values[self.slope * remainder % len(values)], power(self.unit, self.rest))


def _by_classes(statement: Quantified, scope: Scope) -> Term:
    name, domain, body = statement.letter, statement.domain, statement.body
    if domain.kind != "integer" or domain.nonzero or any(binder(node) is not None for node in walk(body)):
        raise NotByClasses
    inner = scope.with_letter(name, domain)
    powers = _powers(body, name, inner)
    modulus, groups = lcm(*(one.period for one in powers.values())), dict[Ends, list[Term]]()
    bodies = [_in_class(body, name, powers, modulus, remainder) for remainder in range(modulus)]
    asked = statement.op == "exists" and _asks(statement, powers, bodies, inner)
    for remainder, one in enumerate(bodies):
        groups.setdefault(_ends(domain, modulus, remainder), []).append(one)
    op = JOINED[statement.op]
    said = [_quantified(statement, ends, _join(op, some), asked) for ends, some in groups.items()]
    return _join(op, [one for one in said if one is not None])


def _asks(statement: Quantified, powers: Mapping[Term, Power], bodies: list[Term], scope: Scope) -> bool:
    """Whether a condition has to be defined: at an undefined one an existence is not said to hold, but `or` asks that both parts are defined.

    Raises NotByClasses unless all classes ask the same, of other letters.
    """
    needs = [_needs(body, scope) for body in bodies]
    letters = frozenset[str]().union(
        *(free_letters(term) for says, under in needs[0] for term in (says, *under))
    )
    if len(set(needs)) > 1 or statement.letter in letters or any(map(_is_partial(scope), powers)):
        raise NotByClasses
    return bool(needs[0])


def _needs(body: Term, scope: Scope) -> frozenset[tuple[Term, tuple[Term, ...]]]:
    found = obligations(body, scope, {})
    if any(one.limit is not None or one.letters for one in found):
        raise NotByClasses
    return frozenset((one.says, one.under) for one in found)


def _is_partial(scope: Scope) -> Callable[[Term], bool]:
    """Whether the exponent of a power may be undefined: a part of it may cancel."""
    return lambda node: isinstance(node, Apply) and bool(_needs(node.args[1], scope))


def _powers(body: Term, name: str, scope: Scope) -> dict[Term, Power]:
    """The powers of units that move with the letter."""
    found: dict[Term, Power] = {}
    for node in walk(body):
        match node:
            case Apply(op="pow", args=(base, exponent)) if base in UNITS and name in free_letters(exponent):
                found[node] = _power(base, exponent, name, scope)
    orders = (node for node in walk(body) if isinstance(node, Compare) and node.relation not in ("==", "!="))
    if not found or any(node in found for order in orders for node in walk(order)):
        raise NotByClasses  # for orders a number of each parity is tried elsewhere
    return found


def _power(base: Term, exponent: Term, name: str, scope: Scope) -> Power:
    parts = difference(Compare("==", exponent, ZERO))
    slope = parts.pop(Letter(name), Fraction(0))
    weights = (slope, *parts.values())
    whole = all(w.denominator == 1 for w in weights) and all(is_integral(part, scope) for part in parts)
    if not whole or any(name in free_letters(part) for part in parts):
        raise NotByClasses
    return Power(base, int(slope), plus(*(times(number(w), part) for part, w in parts.items() if w)))


def _in_class(body: Term, name: str, powers: Mapping[Term, Power], modulus: int, remainder: int) -> Term:
    said = transform(body, lambda node: powers[node].at(remainder) if node in powers else node)
    said = transform(said, _shorter)
    for node in walk(said):
        if isinstance(node, Compare) and not all(is_affine(side, name) for side in (node.left, node.right)):
            raise NotByClasses
    return substitute(said, {name: plus(times(number(modulus), Letter(name)), number(remainder))})


def _shorter(node: Term) -> Term:
    """Products with 1 and -1 as a reader would write them."""
    match node:
        case Apply(op="mul", args=(Number() as factor, other)) if abs(factor.value) == 1:
            return times(factor, other)
    return node


def _ends(domain: Domain, modulus: int, remainder: int) -> Ends:
    """The least and the largest q with modulus*q + remainder in the domain; None for no end."""
    low, high = _whole(domain.low, 1), _whole(domain.high, -1)
    return (
        None if low is None else -((remainder - low) // modulus),
        None if high is None else (high - remainder) // modulus,
    )


def _whole(end: Bound | None, side: int) -> int | None:
    """The first whole number from a low (1) or a high (-1) end on."""
    if end is None or is_infinite(end.at):
        return None
    if not isinstance(end.at, Number):
        raise NotByClasses
    first = ceil(end.at.value) if side > 0 else floor(end.at.value)
    return first + side if first == end.at.value and not end.closed else first


def _quantified(statement: Quantified, ends: Ends, body: Term, asked: bool) -> Term | None:
    """The statement about one class; None where the class is empty, the body alone where it is defined and does not speak of the letter."""
    low, high = ends
    if low is not None and high is not None and low > high:
        return None
    if statement.letter not in free_letters(body) and not asked:
        return body
    first, last = (None if end is None else Bound(number(end), True) for end in ends)
    return replace(statement, domain=Domain("integer", first, last), body=body)


def _join(op: str, parts: list[Term]) -> Term:
    """The parts joined, those that are joined themselves taken apart."""
    flat = [
        one
        for part in parts
        for one in (part.parts if isinstance(part, Connective) and part.op == op else (part,))
    ]
    kept = tuple(dict.fromkeys(flat))
    return kept[0] if len(kept) == 1 else Connective(op, kept)
