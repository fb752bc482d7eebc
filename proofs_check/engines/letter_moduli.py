"""The modulus that each letter needs for the floors of terms with whole denominators to be known in its classes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from proofs_check.engines.calculus_terms import times
from proofs_check.engines.linear_values import NoClass, linear_value
from proofs_check.engines.remainders import period
from proofs_check.goal import Goal
from proofs_check.statement.terms import (
    Apply,
    Letter,
    Number,
    Term,
    children,
    free_letters,
    number,
    transform,
    walk,
)

MAX_MODULUS = 120
MAX_EXPONENT = 32


@dataclass(frozen=True)
class Modulus:
    """The letter runs through classes modulo `size`; its first `skipped` values are looked at one by one.

    natural: the letter is an exponent, so that it must not be negative.
    """

    size: int
    skipped: int = 0
    natural: bool = False


def with_plain_powers(goal: Goal) -> Goal:
    """The goal with powers c**(a*n + b) of whole numbers c > 0 written as multiples of (c**a)**n."""
    terms = [transform(term, _plain_power) for term in (goal.conclusion, *goal.hypotheses)]
    return replace(goal, conclusion=terms[0], hypotheses=tuple(terms[1:]))


def _plain_power(node: Term) -> Term:
    if not isinstance(node, Apply) or node.op != "pow" or isinstance(node.args[1], Letter):
        return node
    base, exponent = node.args
    names = free_letters(exponent)
    if not isinstance(base, Number) or base.value.denominator != 1 or base.value <= 0 or len(names) != 1:
        return node
    (name,) = names
    try:
        line = linear_value(exponent)
    except NoClass:
        return node
    slope, constant = line.linear.get(name, Fraction(0)), line.constant
    if slope.denominator != 1 or constant.denominator != 1 or not 0 < slope <= 6 or abs(constant) > 12:
        return node
    power = Apply("pow", (number(base.value ** int(slope)), Letter(name)))
    return times(number(base.value ** int(constant)), power)


def moduli(goal: Goal) -> dict[str, Modulus]:
    """The letters of the floors with the moduli that they need. Raises NoClass."""
    found: dict[str, Modulus] = {}
    domains = dict(goal.letters)
    for statement in (goal.conclusion, *goal.hypotheses):
        for node in walk(statement):
            if isinstance(node, Apply) and node.op in ("floor", "ceil"):
                size = denominator(node.args[0])
                for name in sorted(free_letters(node)):
                    if name not in domains or domains[name].kind not in ("integer", "real"):
                        raise NoClass(f"'{name}' is no number of the goal")
                    if domains[name].kind == "real":
                        size = denominator(node.args[0], name)
                    found[name] = joined(found.get(name), needed(node.args[0], name, size))
    for one in found.values():
        if one.size > MAX_MODULUS:
            raise NoClass(f"the modulus {one.size}")
    return found


def joined(known: Modulus | None, more: Modulus) -> Modulus:
    """A modulus that serves both."""
    if known is None:
        return more
    skipped = max(known.skipped, more.skipped)
    return Modulus(lcm(known.size, more.size), skipped, known.natural or more.natural)


def needed(term: Term, name: str, size: int) -> Modulus:
    """A multiple of the periods of the powers that move with the letter, and of the denominator unless it is an exponent only."""
    found = Modulus(size if is_outside_exponents(term, name) else 1)
    for node in walk(term):
        if isinstance(node, Apply) and node.op == "pow" and name in free_letters(node.args[1]):
            base, exponent = node.args
            if not isinstance(base, Number) or base.value.denominator != 1:
                raise NoClass("a power of what is no whole number")
            if exponent != Letter(name):
                raise NoClass("an exponent that is no letter")
            start, length = period(int(base.value), size)
            found = joined(found, Modulus(length, start, True))
    return found


def is_outside_exponents(term: Term, name: str) -> bool:
    """Whether the letter stands anywhere but in exponents, or below a floor, whose argument moves with more than the powers."""
    match term:
        case Letter():
            return term.name == name
        case Apply(op="pow", args=(Number(), Letter())):
            return False
        case Apply(op=("floor" | "ceil")):
            return name in free_letters(term)
    return any(is_outside_exponents(part, name) for part in children(term))


def denominator(term: Term, of: str = "") -> int:
    """A whole number d with d*T whole for all whole values of the letters, the floors in it not counted. Raises NoClass.

    of: what is free of this letter does not count.
    """
    if of and of not in free_letters(term):
        return 1
    match term:
        case Number(value=value):
            return value.denominator
        case Letter():
            return 1
        case Apply(op=("add" | "sub"), args=(left, right)):
            return lcm(denominator(left, of), denominator(right, of))
        case Apply(op="mul", args=(left, right)):
            whole = [
                denominator(one) if isinstance(one, Number) else denominator(one, of) for one in (left, right)
            ]
            return whole[0] * whole[1]
        case Apply(op="div", args=(left, Number(value=value))) if value:
            return denominator(left, of) * abs(value.numerator)
        case Apply(op="pow", args=(base, Number(value=value))) if value in range(MAX_EXPONENT + 1):
            found: int = denominator(base, of) ** int(value)
            return found
        case Apply(op="pow", args=(Number(value=value), Letter())) if value.denominator == 1:
            return 1
        case Apply(op=("neg" | "floor" | "ceil"), args=(inner,)):
            return denominator(inner, of)
    raise NoClass("a floor of what is no polynomial with fixed denominator")
