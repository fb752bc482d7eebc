"""The growth of products with factorials, gamma functions and binomial coefficients, by the logarithm of their modulus.

log(x!) = x*log(x) - x + log(2*pi*x)/2 + sum of B(2j)/(2j*(2j - 1)*x**(2j - 1)), and H(x) = log(x) + gamma + 1/(2*x) - sum of
B(2j)/(2j*x**(2j)); what is left out is of the order of the first term left out.

Reference: DLMF 5.11.1 and 5.11.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import factorial
from typing import TYPE_CHECKING

from proofs_check.recheck import functions, growth, numbers, special
from proofs_check.recheck import growth_functions as gf
from proofs_check.recheck.growth import UNIT, Expansion, add, constant, mul, outgrows, scaled, sub, unknown
from proofs_check.recheck.numbers import EULER, PI
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.place import is_whole
from proofs_check.statement.terms import Apply, Number, Term, free_letters

if TYPE_CHECKING:
    from proofs_check.recheck.expand import Expander

ONE = Fraction(1)
HALF = Fraction(1, 2)
BERNOULLI = (Fraction(1, 6), Fraction(-1, 30), Fraction(1, 42), Fraction(-1, 30), Fraction(5, 66))
KINDS = ("factorial", "gamma", "binomial")


class Vanishes(Exception):
    """A factor is 0 for all large s."""


@dataclass(frozen=True)
class Size:
    """log |f|, and the sign of f for all large s: 1, -1, or 0 where it is not known or changes."""

    log: Expansion
    sign: int

    @property
    def positive(self) -> bool:
        return self.sign > 0


def speaks_of_factorials(term: Term, letter: str) -> bool:
    """Whether a product has a factorial, a gamma function or a binomial among its factors that moves with the letter."""
    return isinstance(term, Apply) and any(_moves(factor, letter) for factor in _factors(term))


def _factors(term: Term) -> list[Term]:
    if isinstance(term, Apply) and term.op in ("mul", "div"):
        return [*_factors(term.args[0]), *_factors(term.args[1])]
    if isinstance(term, Apply) and term.op in ("pow", "sqrt", "root", "neg", "abs"):
        return _factors(term.args[0])
    return [term]


def _moves(node: Term, letter: str) -> bool:
    if not isinstance(node, Apply) or node.op not in KINDS or letter not in free_letters(node):
        return False
    return node.op != "binomial" or not isinstance(node.args[1], Number)


def product_growth(term: Term, expander: Expander) -> Expansion:
    """The growth of such a product. Raises Open, NoValue."""
    try:
        size = modulus(term, expander)
    except Vanishes:
        return Expansion(())
    found = gf.exponential(size.log, expander.order)
    return found if size.positive else unknown(found.bound())


def is_unbounded(term: Term, expander: Expander) -> bool:
    """Whether a product tends to oo by its logarithm, which may outgrow every exponential."""
    try:
        size = modulus(term, expander)
    except Vanishes:
        return False
    bound = size.log.bound()
    grows = bound is not None and outgrows(bound, UNIT) > 0
    return size.positive and grows and gf.side_of(size.log) > 0


def modulus(term: Term, expander: Expander) -> Size:
    """Raises Vanishes, Open, NoValue."""
    match term:
        case Apply(op="mul", args=(left, right)):
            one, two = modulus(left, expander), modulus(right, expander)
            return Size(add(one.log, two.log), one.sign * two.sign)
        case Apply(op="div", args=(left, right)):
            two = _denominator(right, expander)
            one = modulus(left, expander)
            return Size(sub(one.log, two.log), one.sign * two.sign)
        case Apply(op="neg", args=(inner,)):
            size = modulus(inner, expander)
            return Size(size.log, -size.sign)
        case Apply(op="abs", args=(inner,)):
            return Size(modulus(inner, expander).log, 1)
        case Apply(op="sqrt", args=(inner,)):
            return _raised(inner, constant(HALF), False, expander)
        case Apply(op="pow", args=(base, exponent)):
            whole = is_whole(exponent, {**expander.place.domains})
            return _raised(base, expander.scalar(exponent), whole, expander)
        case Apply(op="factorial", args=(inner,)) if expander.letter in free_letters(inner):
            if not is_whole(inner, {**expander.place.domains}):
                raise Open("a factorial of what may not be whole")
            return Size(_log_factorial(expander.scalar(inner), expander.order), 1)
        case Apply(op="gamma", args=(inner,)) if expander.letter in free_letters(inner):
            below = sub(expander.scalar(inner), constant(ONE))
            return Size(_log_factorial(below, expander.order), 1)
        case Apply(op="binomial", args=(top, bottom)) if _moves(term, expander.letter):
            return Size(_log_binomial(top, bottom, expander), 1)
    return _plain(term, expander)


def _denominator(term: Term, expander: Expander) -> Size:
    try:
        return modulus(term, expander)
    except Vanishes:
        raise NoValue("a denominator is 0") from None


def _raised(base: Term, exponent: Expansion, whole: bool, expander: Expander) -> Size:
    try:
        inner = modulus(base, expander)
    except Vanishes:
        bound = exponent.bound()
        if bound is not None and gf.side_of(exponent) > 0:
            raise
        raise Open("0 to a power that is not positive") from None
    if not whole and inner.sign <= 0:
        raise (NoValue if inner.sign else Open)("a root or a real power of what is not shown to be positive")
    return Size(mul(exponent, inner.log), max(inner.sign, 0))


def _plain(term: Term, expander: Expander) -> Size:
    x = expander.scalar(term)
    if x.is_nothing:
        raise Vanishes
    side = gf.side_of(x)
    return Size(gf.logarithm(x if side > 0 else growth.neg(x), expander.order, False), side)


def _grows(x: Expansion) -> bool:
    bound = x.bound()
    return bound is not None and outgrows(bound, UNIT) > 0


def _log_factorial(x: Expansion, order: int) -> Expansion:
    """log(x!) of an x that tends to oo, or is a fixed whole number."""
    if not _grows(x):
        return constant(special.log(Fraction(factorial(_fixed(x)))))
    if gf.side_of(x) < 0:
        raise Open("a factorial of what tends to -oo")
    logarithm = gf.logarithm(x, order, False)
    found = add(sub(mul(x, logarithm), x), scaled(logarithm, HALF))
    found = add(found, constant(numbers.mul(HALF, special.log(numbers.mul(Fraction(2), PI)))))
    inverse = gf.inverse(x, order)
    terms = [Fraction(b, 2 * j * (2 * j - 1)) for j, b in enumerate(BERNOULLI, 1)]
    return add(found, _tail(terms, inverse, mul(inverse, inverse), x, -1))


def _tail(terms: list[Fraction], power: Expansion, step: Expansion, x: Expansion, first: int) -> Expansion:
    """terms[0]*x**first + terms[1]*x**(first - 2) + ..., with the order of what follows."""
    found = constant(Fraction(0))
    for c in terms:
        found = add(found, scaled(power, c))
        power = mul(power, step)
    bound = x.bound()
    assert bound is not None
    return add(found, unknown(bound.raised(Fraction(first - 2 * len(terms)))))


def _fixed(x: Expansion) -> int:
    """A fixed whole number that is not negative."""
    if x.is_nothing:
        return 0
    scale, c = x.lead()
    if scale != UNIT or x != growth.single(scale, c):
        raise Open("a factorial of what neither stands still nor grows")
    n = functions.whole(c, "the argument of a factorial")
    if not 0 <= n <= functions.MAX_COUNT:
        raise Open("a factorial of such a number")
    return n


def _log_binomial(top: Term, bottom: Term, expander: Expander) -> Expansion:
    """log of n!/(k!*(n - k)!), for 0 <= k <= n."""
    if not is_whole(bottom, {**expander.place.domains}):
        raise Open("a binomial coefficient of what may not be whole")
    above, below = expander.scalar(top), expander.scalar(bottom)
    rest = sub(above, below)
    outside = any(not x.is_nothing and gf.side_of(x) < 0 for x in (below, rest))
    if outside and is_whole(top, {**expander.place.domains}) and gf.side_of(above) >= 0:
        raise Vanishes
    if outside:
        raise Open("a binomial coefficient outside its triangle")
    parts = [_log_factorial(x, expander.order) for x in (above, below, rest)]
    return sub(parts[0], add(parts[1], parts[2]))


def harmonic_growth(term: Apply, expander: Expander) -> Expansion:
    """A harmonic number whose index tends to oo."""
    (inner,) = term.args
    x = expander.scalar(inner)
    if not is_whole(inner, {**expander.place.domains}) or not _grows(x) or gf.side_of(x) < 0:
        raise Open("a harmonic number of such an index")
    inverse = gf.inverse(x, expander.order)
    square = mul(inverse, inverse)
    found = add(gf.logarithm(x, expander.order, False), constant(EULER))
    terms = [-Fraction(b, 2 * j) for j, b in enumerate(BERNOULLI, 1)]
    return add(add(found, scaled(inverse, HALF)), _tail(terms, square, square, x, -2))


def fibonacci_growth(term: Apply, expander: Expander) -> Expansion:
    """(phi**x - psi**x)/sqrt(5) for a whole x that tends to oo, phi and psi the roots of x**2 = x + 1."""
    (inner,) = term.args
    x = expander.scalar(inner)
    if not is_whole(inner, {**expander.place.domains}) or x.rest is not None or not _grows(x):
        raise Open("a Fibonacci number of such an index")
    if gf.side_of(x) < 0:
        raise NoValue("the index of a Fibonacci number is negative")
    five = numbers.root(Fraction(5), 2)
    roots = [numbers.mul(HALF, numbers.add(ONE, numbers.mul(side, five))) for side in (ONE, -ONE)]
    powers = [expander.moving_exponent(root, x, True) for root in roots]
    return scaled(sub(powers[0], powers[1]), numbers.div(ONE, five))
