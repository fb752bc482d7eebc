"""Products with factorials, gamma functions and binomials, by the expansion of the logarithm of their modulus.

log(f!) = f*log(f) - f + log(2*pi*f)/2 + 1/(12*f) + O(f**-3) as f tends to infinity (Stirling's series).

Notation: s is the letter that tends to infinity, f, g terms in s.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.calculus_terms import fold, minus, over, plus, times
from proofs_check.engines.expand_functions import Elementary
from proofs_check.engines.expansion import Expansion, constant
from proofs_check.engines.scales import Scale, Undecided, Undefined
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

HALF = number(Fraction(1, 2))
PI = Constant("pi")
SMALL = 1000
PRODUCTS = ("mul", "div", "pow", "factorial", "gamma", "binomial", "sqrt", "root")


class Vanishes(Exception):
    """A factor is zero for all large s."""


@dataclass
class Factorials:
    """expand: the expansion of a term in s; is_whole: whether a term is a whole number for every s by its form.

    signed: whether a factor may be negative.
    """

    elementary: Elementary
    letter: str
    expand: Callable[[Term], Expansion]
    is_whole: Callable[[Term], bool]
    signed: bool = False

    def speaks_in(self, term: Term) -> bool:
        """Whether the term is a product with a factorial, a gamma function or a binomial that moves."""
        if not isinstance(term, Apply) or term.op not in PRODUCTS:
            return False
        return any(self._moves(node) for node in self._factors(term))

    def _moves(self, node: Term) -> bool:
        if not isinstance(node, Apply) or self.letter not in free_letters(node):
            return False
        if node.op == "binomial":
            return not isinstance(node.args[1], Number)
        return node.op in ("factorial", "gamma")

    def _factors(self, term: Term) -> list[Term]:
        if isinstance(term, Apply) and term.op in ("mul", "div"):
            return [*self._factors(term.args[0]), *self._factors(term.args[1])]
        if isinstance(term, Apply) and term.op in ("pow", "sqrt", "root", "neg"):
            return self._factors(term.args[0])
        return [term]

    def product(self, term: Term) -> Expansion:
        """The expansion of the product. Raises Undecided."""
        try:
            logarithm = self.modulus(term)
        except Vanishes:
            return Expansion()
        found = self._exponential(logarithm)
        if not self.signed:
            return found
        return Expansion((), (*(scale for _, scale in found.terms), *found.errors))

    def is_unbounded(self, term: Term) -> bool:
        """Whether a product tends to oo by its logarithm, which may outgrow every exponential. Raises Undecided."""
        try:
            logarithm = self.modulus(term)
            return not self.signed and self.elementary.direction(logarithm) > 0
        except Vanishes:
            return False

    def _exponential(self, logarithm: Expansion) -> Expansion:
        """exp, also of what falls like -s*log(s): that is below exp(-s)."""
        series = self.elementary.series
        fast = Scale(power=ONE, logs=Fraction(1))
        lead = series.lead(logarithm)
        if lead is None or lead.scale != fast:
            return self.elementary.exp(logarithm)
        if not series.ask.negative(lead.coefficient):
            raise Undecided("the exponential of a term of this size")
        return Expansion((), (Scale(growth=((Fraction(1), number(-1)),)),))

    def modulus(self, term: Term) -> Expansion:
        """The expansion of log|term|. Raises Undecided, Vanishes."""
        series = self.elementary.series
        match term:
            case Apply(op="mul", args=(left, right)):
                return self._joined(left, self.modulus, right)
            case Apply(op="div", args=(left, right)):
                return self._joined(left, self._inverse, right)
            case Apply(op="neg", args=(inner,)):
                self.signed = True
                return self.modulus(inner)
            case Apply(op="pow", args=(base, exponent)):
                return self._power(base, exponent)
            case Apply(op="sqrt", args=(inner,)):
                return series.scaled(self._of_positive(inner), HALF)
            case Apply(op="root", args=(inner, order)):
                return series.multiply(self._one_over(order), self._of_positive(inner))
            case Apply(op="exp", args=(inner,)):
                return self.expand(inner)
            case Apply(op="factorial", args=(inner,)) if self.letter in free_letters(term):
                self._need_whole(inner)
                return self._stirling(inner)
            case Apply(op="gamma", args=(inner,)) if self.letter in free_letters(term):
                return self._stirling(minus(inner, ONE))
            case Apply(op="binomial", args=(top, bottom)) if self._moves(term):
                self._need_whole(bottom)
                rest = self._factorial(minus(top, bottom))
                below = series.add(self._factorial(bottom), rest)
                return series.add(self._factorial(top), series.scaled(below, number(-1)))
        if self.letter not in free_letters(term):
            return self._fixed(term)
        part = self.expand(term)
        if part == Expansion():
            raise Vanishes
        return self._of_moving(part)

    def _of_moving(self, part: Expansion) -> Expansion:
        """log|f|: a factor that is negative at last is no fault of the product."""
        try:
            return self.elementary.log(part)
        except Undefined:
            self.signed = True
            return self.elementary.log(self.elementary.series.scaled(part, number(-1)))

    def _joined(self, left: Term, of_right: Callable[[Term], Expansion], right: Term) -> Expansion:
        """The second factor first: one that is undefined is so beside a zero too."""
        try:
            second = of_right(right)
        except Vanishes:
            self.modulus(left)
            raise
        return self.elementary.series.add(self.modulus(left), second)

    def _inverse(self, term: Term) -> Expansion:
        try:
            return self.elementary.series.scaled(self.modulus(term), number(-1))
        except Vanishes:
            raise Undefined("a denominator is zero") from None

    def _of_positive(self, term: Term) -> Expansion:
        """log(term) of what no factor shows to be negative. Raises Undecided where one may be, Vanishes."""
        outer, self.signed = self.signed, False
        found = self.modulus(term)
        if self.signed:
            raise Undecided("a root of what may be negative")
        self.signed = outer
        return found

    def _one_over(self, order: Term) -> Expansion:
        """1/k for the order of a root: a whole number that is positive at last. Raises Undecided."""
        part = self.expand(order)
        lead = self.elementary.series.lead(part)
        if lead is None or not self.is_whole(order):
            raise Undecided("a root of unknown order")
        if self.elementary.sign(lead.coefficient, lead.scale) < 1:
            raise Undecided("a root of an order that may not be positive")
        return self.elementary.series.reciprocal(part)

    def _power(self, base: Term, exponent: Term) -> Expansion:
        part = self.expand(exponent)
        whole = self.is_whole(exponent)
        if self.letter not in free_letters(base) and self.elementary.ask.zero(self._constant(base)):
            if self.elementary.direction(part) > 0:
                raise Vanishes
            raise Undecided("a power of zero")
        inner = self.modulus(base) if whole else self._of_positive(base)
        return self.elementary.series.multiply(part, inner)

    def _constant(self, term: Term) -> Term:
        """A term free of the letter, once it is shown to be defined."""
        terms = self.expand(term).terms
        return terms[0][0] if terms else ZERO

    def _fixed(self, term: Term) -> Expansion:
        ask = self.elementary.ask
        if isinstance(term, Number) and term.value > 0:
            return constant(_of_number(term.value))
        term = self._constant(term)
        if ask.positive(term) or _is_factorial(term):
            return constant(fold(apply("log", term)))
        if ask.zero(term):
            raise Vanishes
        self.elementary.scaling.need_nonzero(term)
        self.signed = True
        return constant(fold(apply("log", apply("abs", term))))

    def _factorial(self, term: Term) -> Expansion:
        """log(term!), of a fixed or a growing term."""
        if self.letter not in free_letters(fold(term)):
            self._need_whole(term)
            if not self.elementary.ask.holds(Compare(">=", term, ZERO)):
                raise Undecided("a binomial outside its triangle", Compare(">=", term, ZERO))
            return constant(fold(apply("log", apply("factorial", term))))
        return self._stirling(term)

    def _need_whole(self, term: Term) -> None:
        if not self.is_whole(fold(term)):
            raise Undecided("a factorial of what may not be whole")

    def _stirling(self, inner: Term) -> Expansion:
        part = self.expand(inner)
        lead = self.elementary.series.lead(part)
        if lead is None or self.elementary.direction(part) < 0:
            raise Undecided("a factorial of what does not tend to oo")
        logarithm = apply("log", inner)
        known = plus(
            minus(times(inner, logarithm), inner),
            times(HALF, apply("log", number(2))),
            times(HALF, apply("log", PI)),
            times(HALF, logarithm),
            over(number(Fraction(1, 12)), inner),
        )
        error = self.elementary.scaling.raised(self.elementary.scaling.magnitude(lead.scale), number(-3))
        found = self.expand(known)
        return Expansion(found.terms, (*found.errors, error))


def _of_number(value: Fraction) -> Term:
    """log of a positive number by those of its prime factors, so that equal ones cancel."""
    found: Term = ZERO
    for whole, sign in ((value.numerator, 1), (value.denominator, -1)):
        rest, p = whole, 2
        while rest > 1 and p <= SMALL:
            while rest % p == 0:
                rest //= p
                found = plus(found, times(number(sign), apply("log", number(p))))
            p += 1
        if rest > 1:
            found = plus(found, times(number(sign), apply("log", number(rest))))
    return found


def _is_factorial(term: Term) -> bool:
    return isinstance(term, Apply) and term.op == "factorial"


def harmonic(factorials: Factorials, inner: Term, euler: Term) -> Expansion:
    """harmonic(f) = log(f) + gamma + 1/(2*f) - 1/(12*f**2) + O(f**-4) as a whole f tends to infinity."""
    part = factorials.expand(inner)
    lead = factorials.elementary.series.lead(part)
    if lead is None or not factorials.is_whole(inner) or factorials.elementary.direction(part) < 0:
        raise Undecided("a harmonic number of what does not tend to oo")
    half, twelfth = number(Fraction(1, 2)), number(Fraction(-1, 12))
    known = plus(euler, over(half, inner), over(twelfth, times(inner, inner)))
    scaling = factorials.elementary.scaling
    error = scaling.raised(scaling.magnitude(lead.scale), number(-4))
    found = factorials.elementary.series.add(factorials.elementary.log(part), factorials.expand(known))
    return Expansion(found.terms, (*found.errors, error))
