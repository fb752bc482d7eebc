"""Complex terms as pairs of real ones: z = a + b*i.

    exp(a + b*i) = exp(a)*(cos(b) + i*sin(b))          log(z) = log(abs(z)) + i*atan2(b, a)
    sin(a + b*i) = sin(a)*cosh(b) + i*cos(a)*sinh(b)   sqrt(z) = sqrt((abs(z) + a)/2) +- i*sqrt((abs(z) - a)/2)

the sign of the last being that of b, + for b = 0 (principal branches).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.calculus_terms import integer_of, minus, negate, over, plus, times
from proofs_check.seen_forms import is_integral, is_nonnegative
from proofs_check.statement.domains import INTEGER
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
    Sum,
    Term,
    apply,
    conjunction,
    number,
)
from proofs_check.statement.text import text

MAX_POWER = 12
HALF = Number(Fraction(1, 2))
TWO = number(2)
NEVER_NEGATIVE = ("abs", "exp", "cosh", "norm")


class NotSplit(ValueError):
    """A term whose real and imaginary part are not known here; the message names it."""


@dataclass(frozen=True)
class Pair:
    """The real and the imaginary part."""

    re: Term
    im: Term = ZERO

    @property
    def is_real(self) -> bool:
        return self.im == ZERO


@dataclass(frozen=True)
class Splitter:
    """Splits the terms of one goal. parts: complex letter -> the names of its parts."""

    scope: Scope
    parts: Mapping[str, tuple[str, str]]

    def statement(self, term: Term) -> Term:
        """A statement about complex numbers as one about their parts. Raises NotSplit."""
        match term:
            case Compare():
                return self._comparison(term)
            case Connective(op=op, parts=parts):
                return Connective(op, tuple(self.statement(part) for part in parts))
            case Quantified(op=op, letter=letter, domain=domain, body=body) if domain.is_scalar:
                if not domain.is_complex and letter not in self.parts:
                    inner = Splitter(self.scope.with_letter(letter, domain), self.parts)
                    return Quantified(op, letter, domain, inner.statement(body))
        raise NotSplit(text(term)[:80])

    def _nonzero(self, term: Term) -> Term:
        """That the term is not zero: of products and quotients factor by factor."""
        match term:
            case Apply(op="mul", args=args):
                return Connective("and", tuple(self._nonzero(arg) for arg in args))
            case Apply(op=("neg" | "conj" | "div" | "abs"), args=args):
                return self._nonzero(args[0])
            case Apply(op="pow", args=(base, exponent)) if (integer_of(exponent) or 0) > 0:
                return self._nonzero(base)
        found = self.split(term)
        if found.is_real:
            return Compare("!=", found.re, ZERO)
        return Compare("!=", _norm(found), ZERO)

    def _comparison(self, term: Compare) -> Term:
        if term.relation == "!=" and term.right == ZERO:
            return self._nonzero(term.left)
        left, right = self.split(term.left), self.split(term.right)
        if left.is_real and right.is_real:
            return Compare(term.relation, left.re, right.re)
        if term.relation not in ("==", "!="):
            raise NotSplit(f"the order of {text(term)[:60]}")
        both = (Compare(term.relation, left.re, right.re), Compare(term.relation, left.im, right.im))
        return conjunction(both) if term.relation == "==" else Connective("or", both)

    def split(self, term: Term) -> Pair:
        """The parts of a term. Raises NotSplit."""
        match term:
            case Number():
                return Pair(term)
            case Constant(name=name):
                return Pair(ZERO, ONE) if name == "i" else Pair(term)
            case Letter(name=name):
                if name in self.parts:
                    return Pair(*map(Letter, self.parts[name]))
                return Pair(term)
            case Sum(op="sum", letter=letter, body=body, low=low, high=high) if letter not in self.parts:
                inner = Splitter(self.scope.with_letter(letter, INTEGER), self.parts).split(body)
                ends = self._real(low), self._real(high)
                sums = [
                    part if part == ZERO else Sum("sum", letter, part, *ends) for part in (inner.re, inner.im)
                ]
                return Pair(*sums)
            case Apply(op=("add" | "sub" | "mul" | "div" | "neg" | "pow")):
                return self._arithmetic(term)
            case Apply():
                return self._function(term)
        raise NotSplit(text(term)[:80])

    def _real(self, term: Term) -> Term:
        found = self.split(term)
        if not found.is_real:
            raise NotSplit(f"{text(term)[:60]}, which is not real by its form")
        return found.re

    def _arithmetic(self, term: Apply) -> Pair:
        if term.op == "pow":
            return self._power(*term.args)
        first = self.split(term.args[0])
        if term.op == "neg":
            return Pair(negate(first.re), negate(first.im))
        second = self.split(term.args[1])
        if term.op == "mul":
            return product(first, second)
        if term.op == "div":
            return quotient(first, second)
        join = plus if term.op == "add" else minus
        return Pair(join(first.re, second.re), join(first.im, second.im))

    def _power(self, base: Term, exponent: Term) -> Pair:
        inner, whole = self.split(base), integer_of(exponent)
        if inner.is_real and (whole is not None or is_integral(exponent, self.scope)):
            return Pair(apply("pow", inner.re, self._real(exponent)))
        if inner.is_real and is_nonnegative(base, self.scope):  # no principal power: the real one
            return Pair(_real_power(inner.re, self._real(exponent)))
        if whole is None or abs(whole) > MAX_POWER:
            raise NotSplit(f"the power {text(apply('pow', base, exponent))[:60]}")
        found = Pair(ONE)
        for _ in range(abs(whole)):
            found = product(found, inner)
        return found if whole >= 0 else quotient(Pair(ONE), found)

    def _function(self, term: Apply) -> Pair:
        op, args = term.op, term.args
        if op == "abs":
            return Pair(self.modulus(args[0]))
        inner = [self.split(arg) for arg in args]
        first = inner[0]
        if op in ("re", "im", "conj"):
            return {"re": Pair(first.re), "im": Pair(first.im), "conj": Pair(first.re, negate(first.im))}[op]
        if op == "arg":
            return Pair(apply("atan2", first.im, first.re))
        if op == "log":
            return self._logarithm(args[0], first)
        if op == "sqrt":
            return self._root(args[0], first)
        if all(one.is_real for one in inner):
            return Pair(Apply(op, tuple(one.re for one in inner)))
        return _entire(op, first)

    def modulus(self, term: Term) -> Term:
        """abs(term): of products, quotients and powers factor by factor."""
        match term:
            case Apply(op=("mul" | "div") as op, args=(left, right)):
                return (times if op == "mul" else over)(self.modulus(left), self.modulus(right))
            case Apply(op=("neg" | "conj"), args=(inner,)):
                return self.modulus(inner)
            case Apply(op="pow", args=(base, exponent)) if is_integral(exponent, self.scope):
                return apply("pow", self.modulus(base), self._real(exponent))
            case Apply(op="exp", args=(inner,)):
                return apply("exp", self.split(inner).re)
            case Apply(op="sqrt", args=(inner,)):
                return _square_root(self.modulus(inner))
        found = self.split(term)
        if found.is_real:
            return apply("abs", found.re)
        return apply("abs", found.im) if found.re == ZERO else apply("sqrt", _norm(found))

    def _logarithm(self, term: Term, inner: Pair) -> Pair:
        if inner.is_real and _is_nonnegative(inner.re):
            return Pair(apply("log", inner.re))
        return Pair(apply("log", self.modulus(term)), apply("atan2", inner.im, inner.re))

    def _root(self, term: Term, inner: Pair) -> Pair:
        if inner.is_real and _is_nonnegative(inner.re):
            return Pair(_square_root(inner.re))
        size = self.modulus(term)
        real = apply("sqrt", times(HALF, plus(size, inner.re)))
        below = apply("max", ZERO, negate(apply("sign", inner.im)))
        turn = ONE if inner.is_real else minus(ONE, times(TWO, below))
        return Pair(real, times(turn, apply("sqrt", times(HALF, minus(size, inner.re)))))


def product(left: Pair, right: Pair) -> Pair:
    """The parts of a product."""
    re = minus(times(left.re, right.re), times(left.im, right.im))
    return Pair(re, plus(times(left.re, right.im), times(left.im, right.re)))


def quotient(left: Pair, right: Pair) -> Pair:
    """The parts of a quotient, by the conjugate of the denominator."""
    if right.is_real:
        return Pair(over(left.re, right.re), over(left.im, right.re))
    above, below = product(left, Pair(right.re, negate(right.im))), _norm(right)
    return Pair(over(above.re, below), over(above.im, below))


def _real_power(base: Term, exponent: Term) -> Term:
    """A power of a number that is not negative; sqrt(p)**a = p**(a/2), defined where it is."""
    match base:
        case Apply(op="sqrt", args=(inside,)):
            return apply("pow", inside, over(exponent, TWO))
    return apply("pow", base, exponent)


def _square_root(term: Term) -> Term:
    nested = isinstance(term, Apply) and term.op == "sqrt"
    return _real_power(term, HALF) if nested else apply("sqrt", term)


def _norm(one: Pair) -> Term:
    return plus(*(apply("pow", part, TWO) for part in (one.re, one.im) if part != ZERO))


def _is_nonnegative(term: Term) -> bool:
    """Whether a real term is at least 0 by its form."""
    match term:
        case Number(value=value):
            return value >= 0
        case Apply(op="pow", args=(_, Number(value=value))):
            return value.denominator != 1 or (value % 2 == 0 and value >= 0)
        case Apply(op=("add" | "mul"), args=(left, right)):
            return _is_nonnegative(left) and _is_nonnegative(right)
        case Apply(op="sqrt"):
            return _is_nonnegative(term.args[0])
        case Apply(op=op):
            return op in NEVER_NEGATIVE
        case _:
            return isinstance(term, Constant) and term.name in ("pi", "e")


def _entire(op: str, one: Pair) -> Pair:
    """Exponential, circular and hyperbolic functions at a + b*i."""
    a, b = one.re, one.im

    def of(name: str, inner: Term) -> Term:
        return ONE if inner == ZERO and name in ("cos", "cosh", "exp") else apply(name, inner)

    match op:
        case "exp":
            return Pair(times(of("exp", a), of("cos", b)), times(of("exp", a), of("sin", b)))
        case "sin":
            return Pair(times(of("sin", a), of("cosh", b)), times(of("cos", a), of("sinh", b)))
        case "cos":
            return Pair(times(of("cos", a), of("cosh", b)), negate(times(of("sin", a), of("sinh", b))))
        case "sinh":
            return Pair(times(of("sinh", a), of("cos", b)), times(of("cosh", a), of("sin", b)))
        case "cosh":
            return Pair(times(of("cosh", a), of("cos", b)), times(of("sinh", a), of("sin", b)))
        case "tan" | "tanh" | "cot" | "coth":
            tail = "h" if op.endswith("h") else ""
            sine, cosine = _entire("sin" + tail, one), _entire("cos" + tail, one)
            return quotient(sine, cosine) if op.startswith("tan") else quotient(cosine, sine)
    raise NotSplit(f"{op} of a complex number")
