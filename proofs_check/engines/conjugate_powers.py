"""Whole numbers among sums of powers of conjugate surds: (1 + sqrt(2))**n + (1 - sqrt(2))**n, floor((2 + sqrt(3))**n).

    V(n) == sum(c_i*b_i**n)      c_i and b_i in the field of one sqrt(d), d a whole number

obeys the recurrence whose characteristic polynomial is the product of the X - b_i. If its coefficients are whole, and V(n) is for as many first n as
there are b_i, then V(n) is whole for all n. A floor of c*b**n is the sum with its conjugate c'*b'**n less 1, where that sum is whole in the same way and
0 < c' <= 1, 0 < b' <= 1. So exists(k, 'integer', V(n) == k), and not where one is asked for that V(n) is not. Certificate: the polynomial and the first values, exactly.

Reference: Niven, Zuckerman, Montgomery, An Introduction to the Theory of Numbers, section 4.4.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.linear_terms import solved_for
from proofs_check.engines.linear_values import NoClass, rising_line
from proofs_check.engines.quadratic_surds import NoSurd, Surd, surd_of
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Letter,
    Number,
    Quantified,
    Term,
    free_letters,
    fresh,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "conjugate powers"
MAX_BASES = 5

Powers = dict[Surd, Surd]
"""base -> coefficient."""


def applies(goal: Goal) -> bool:
    """Whether any whole number is asked for by one equation with powers of surds with moving exponents."""
    conclusion = goal.conclusion
    if goal.sequences or not isinstance(conclusion, Quantified) or conclusion.op != "exists":
        return False
    if conclusion.domain != INTEGER or not isinstance(conclusion.body, Compare):
        return False
    powers = [node for node in walk(conclusion.body) if isinstance(node, Apply) and node.op == "pow"]
    return any(_has_root(one.args[0]) and free_letters(one.args[1]) for one in powers)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that the number is whole, or says why not; it never refutes."""
    wanted = goal.conclusion
    if not applies(goal) or not isinstance(wanted, Quantified) or not isinstance(wanted.body, Compare):
        return undecided(ENGINE, "")
    name = fresh(wanted.letter, names_of(goal))
    body = substitute(wanted.body, {wanted.letter: Letter(name)})
    if not isinstance(body, Compare) or body.relation != "==":
        return undecided(ENGINE, "no equation")
    try:
        value, letter = _value(Letter(name), body, goal)
        powers = _powers(value, letter)
    except (NoSurd, NoClass) as reason:
        return undecided(ENGINE, str(reason))
    if not _is_whole(powers):
        return undecided(ENGINE, "the recurrence or its first values are not whole")
    bases = ", ".join(map(str, powers))
    return proved(
        ENGINE, f"{text(value)}: bases {bases}; first values and recurrence are whole"[:300], "certificate"
    )


def _has_root(term: Term) -> bool:
    return any(isinstance(node, Apply) and node.op == "sqrt" for node in walk(term))


def _value(unknown: Letter, equation: Compare, goal: Goal) -> tuple[Term, str]:
    """V with V == k, and the natural letter n that it moves with. Raises NoSurd."""
    value = solved_for(unknown, equation)
    if value is None:
        value = _divided(unknown, equation)
    names = free_letters(value)
    if len(names) != 1:
        raise NoSurd("not one letter")
    (letter,) = names
    domain = dict(goal.letters)[letter]
    low = domain.low.at if domain.low is not None else None
    if domain.kind != "integer" or not isinstance(low, Number) or low.value < 0:
        raise NoSurd("an exponent that may be negative")
    return value, letter


def _divided(unknown: Letter, equation: Compare) -> Term:
    """L/f of L == f*k with a power f of a positive number. Raises NoSurd."""
    for left, right in ((equation.left, equation.right), (equation.right, equation.left)):
        match right:
            case Apply(op="mul", args=(Apply(op="pow", args=(Number(value=value), _)) as factor, other)) if (
                other == unknown and value > 0 and unknown.name not in free_letters(left)
            ):
                return Apply("div", (left, factor))
    raise NoSurd("no equation gives the number")


def _powers(term: Term, letter: str) -> Powers:
    """The sum of powers that the term is. Raises NoSurd, and NoClass for an exponent that is not linear."""
    if letter not in free_letters(term):
        return {Surd(Fraction(1)): surd_of(term)}
    match term:
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            return _added(_powers(left, letter), _powers(right, letter), 1 if op == "add" else -1)
        case Apply(op="neg", args=(inner,)):
            return _added({}, _powers(inner, letter), -1)
        case Apply(op="mul", args=(left, right)):
            return _multiplied(_powers(left, letter), _powers(right, letter))
        case Apply(op="div", args=(top, below)):
            ((base, weight),) = _single(_powers(below, letter))
            return _multiplied(_powers(top, letter), {base.inverse(): weight.inverse()})
        case Apply(op="pow", args=(base, exponent)) if letter not in free_letters(base):
            slope, constant = rising_line(exponent, letter)
            root = surd_of(base)
            return {root.power(slope): root.power(constant)}
        case Apply(op="floor", args=(inner,)):
            return _floor(_powers(inner, letter))
    raise NoSurd("no sum of powers")


def _single(found: Powers) -> tuple[tuple[Surd, Surd]]:
    if len(found) != 1:
        raise NoSurd("a sum as divisor")
    (pair,) = found.items()
    return (pair,)


def _floor(found: Powers) -> Powers:
    """The sum with the conjugate, less 1. Raises NoSurd."""
    ((base, weight),) = _single(found)
    other, small = base.conjugate(), weight.conjugate()
    inside = all(one.is_positive() and (Surd(Fraction(1)) - one).is_nonnegative() for one in (other, small))
    both = _added(found, {other: small}, 1)
    if base.is_rational() or not inside or not _is_whole(both):
        raise NoSurd("a floor of another form")
    return _added(both, {Surd(Fraction(1)): Surd(Fraction(1))}, -1)


def _added(left: Powers, right: Powers, sign: int) -> Powers:
    found = dict(left)
    for base, weight in right.items():
        found[base] = found.get(base, Surd(Fraction(0))) + weight * Surd(Fraction(sign))
    return {base: weight for base, weight in found.items() if weight != Surd(Fraction(0))}


def _multiplied(left: Powers, right: Powers) -> Powers:
    found: Powers = {}
    for one, weight in left.items():
        for two, other in right.items():
            found = _added(found, {one * two: weight * other}, 1)
    return found


def _is_whole(powers: Powers) -> bool:
    """Whether the characteristic polynomial and the first values have whole coefficients, and are whole."""
    if len(powers) > MAX_BASES:
        return False
    coefficients = [Surd(Fraction(1))]
    for base in powers:
        shifted = [*coefficients, Surd(Fraction(0))]
        lower = [Surd(Fraction(0)), *coefficients]
        coefficients = [one - base * two for one, two in zip(shifted, lower, strict=True)]
    values = []
    for place in range(len(powers)):
        total = Surd(Fraction(0))
        for base, weight in powers.items():
            total = total + weight * base.power(place)
        values.append(total)
    return all(one.is_whole() for one in (*coefficients, *values))


__all__ = ["ENGINE", "applies", "attempt"]
