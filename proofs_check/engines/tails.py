"""The sign of a term of one letter near an end of its domain: at infinity, or where it is singular.

The letter is written as t, -t, a + 1/t or a - 1/t with t from T on, the term is expanded (`tail_series.py`), and the sign of the first term
decides for all t >= T.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from flint import arb

from proofs_check.engines.calculus_terms import integer_of
from proofs_check.engines.enclosures import NoEnclosure, enclose
from proofs_check.engines.jet_fields import NOWHERE, exact_sign, exact_value
from proofs_check.engines.jets import NoJet
from proofs_check.engines.tail_scales import ONE, From, NoTail, T
from proofs_check.engines.tail_series import Algebra, Coefficient, Series, as_ball, function_at
from proofs_check.exact import closed
from proofs_check.exact.closed import PI
from proofs_check.exact.closed_numbers import Closed
from proofs_check.statement.terms import Apply, Letter, Number, Term, free_letters
from proofs_check.statement.text import text

STARTS = (4, 16, 128, 4096, 2**20, 2**40, 2**80)
EFFORTS = ((3, 6), (6, 12))
HALF = Fraction(1, 2)
QUOTIENTS = {"tan": ("sin", "cos"), "cot": ("cos", "sin"), "coth": ("cosh", "sinh")}


@dataclass(frozen=True)
class End:
    """Where the letter tends to: `at` from the side `side`, or to infinity of that sign where `at` is None."""

    at: Closed | None
    side: int

    def variable(self) -> Series:
        """The letter as a series in t."""
        if self.at is None:
            return {T: Fraction(self.side)}
        step = {T.to(Fraction(-1)): Fraction(self.side)}
        return step if self.at == 0 else {ONE: self.at, **step}


def sign_near(
    body: Term, letter: str, end: End, starts: tuple[int, ...] = STARTS
) -> tuple[int, Fraction] | None:
    """The sign of the body and a T from which on it has that sign; 0 where it vanishes for all t. None where nothing is found."""
    for order, width in EFFORTS:
        for start in starts:
            try:
                algebra = Algebra(From(Fraction(start)), order, width)
                found = Expander(algebra, letter, end.variable()).of(body)
                return algebra.sign(found), Fraction(start)
            except NoJet:
                continue
    return None


@dataclass
class Expander:
    """Expands terms in which `letter` is the series `variable`."""

    algebra: Algebra
    letter: str
    variable: Series
    known: dict[Term, Series] = field(default_factory=dict)

    def of(self, term: Term) -> Series:
        """The series of the term. Raises NoJet."""
        if term not in self.known:
            self.known[term] = self._of(term)
        return self.known[term]

    def _of(self, term: Term) -> Series:
        algebra = self.algebra
        if self.letter not in free_letters(term):
            return algebra.constant(_constant(term))
        match term:
            case Letter():
                return self.variable
            case Apply(op="add", args=(left, right)):
                return algebra.add(self.of(left), self.of(right))
            case Apply(op="sub", args=(left, right)):
                return algebra.add(self.of(left), algebra.neg(self.of(right)))
            case Apply(op="neg", args=(inner,)):
                return algebra.neg(self.of(inner))
            case Apply(op="mul", args=(left, right)):
                return algebra.mul(self.of(left), self.of(right))
            case Apply(op="div", args=(left, right)):
                return algebra.mul(self.of(left), self.inverse(self.of(right)))
            case Apply(op="pow", args=(base, Number(value=exponent))):
                return algebra.power(self.of(base), exponent)
            case Apply(op="pow", args=(base, exponent)) if integer_of(exponent) is None:
                return algebra.exp(algebra.mul(self.of(exponent), algebra.log(self.of(base))))
            case Apply(op="root", args=(base, Number(value=degree))) if (
                degree.denominator == 1 and degree > 0
            ):
                return algebra.power(self.of(base), 1 / degree)
            case Apply(op=("max" | "min") as op, args=args) if len(args) > 1:
                return self._extreme(op, [self.of(arg) for arg in args])
            case Apply(op=op, args=(inner,)):
                return self._function(op, self.of(inner))
            case _:
                raise NoTail(f"no expansion of {text(term)[:60]}")

    def inverse(self, a: Series) -> Series:
        return self.algebra.power(a, Fraction(-1))

    def _extreme(self, op: str, parts: list[Series]) -> Series:
        best = parts[0]
        for other in parts[1:]:
            sign = self.algebra.sign(self.algebra.add(best, self.algebra.neg(other)))
            best = best if (sign > 0) == (op == "max") else other
        return best

    def _function(self, op: str, a: Series) -> Series:
        algebra = self.algebra
        if op == "exp":
            return algebra.exp(a)
        if op == "log":
            return algebra.log(a)
        if op == "sqrt":
            return algebra.power(a, HALF)
        if op in ("abs", "relu"):
            sign = algebra.sign(a)
            return algebra.scale(Fraction(sign if op == "abs" else max(sign, 0)), a) if sign else {}
        grows, center, small = algebra.split(a)
        if grows:
            return self._far(op, a)
        found = self._at_edge(op, a, center)
        if found is None and op in QUOTIENTS:
            return self._quotient(op, a, center, small)
        return algebra.compose(function_at(op), center, small) if found is None else found

    def _quotient(self, op: str, a: Series, center: Coefficient, small: Series) -> Series:
        """A function that has poles: near them it is the quotient of two that have none."""
        try:
            return self.algebra.compose(function_at(op), center, small)
        except NoJet:
            above, below = (self._function(part, a) for part in QUOTIENTS[op])
            return self.algebra.mul(above, self.inverse(below))

    def _far(self, op: str, a: Series) -> Series:
        """The function of an argument that tends to infinity, by exponentials and logarithms."""
        algebra, sign = self.algebra, self.algebra.sign(a)
        one = algebra.constant(Fraction(1))
        match op:
            case "sin" | "cos":
                return {ONE: arb(-1).union(arb(1))}
            case "sinh" | "cosh":
                down = algebra.exp(algebra.neg(a))
                both = algebra.add(algebra.exp(a), down if op == "cosh" else algebra.neg(down))
                return algebra.scale(HALF, both)
            case "tanh" | "coth":
                fading = algebra.exp(algebra.scale(Fraction(-2 * sign), a))
                parts = algebra.add(one, algebra.neg(fading)), algebra.add(one, fading)
                top, below = parts if op == "tanh" else parts[::-1]
                return algebra.scale(Fraction(sign), algebra.mul(top, self.inverse(below)))
            case "sigmoid":
                return self.inverse(algebra.add(one, algebra.exp(algebra.neg(a))))
            case "softplus":
                fading = algebra.log(algebra.add(one, algebra.exp(algebra.scale(Fraction(-sign), a))))
                return algebra.add(a, fading) if sign > 0 else fading
            case "atan":
                quarter = algebra.constant(closed.mul(Fraction(sign, 2), PI))
                return algebra.add(quarter, algebra.neg(self._function("atan", self.inverse(a))))
            case "acot" | "acoth":
                return self._function({"acot": "atan", "acoth": "atanh"}[op], self.inverse(a))
            case "asinh" | "acosh":
                size = algebra.scale(Fraction(sign), a)
                step = algebra.constant(Fraction(1 if op == "asinh" else -1))
                root = algebra.power(algebra.add(algebra.mul(a, a), step), HALF)
                return algebra.scale(Fraction(sign), algebra.log(algebra.add(size, root)))
            case _:
                raise NoTail(f"{op} far out")

    def _at_edge(self, op: str, a: Series, center: Coefficient) -> Series | None:
        """The function near an end of its domain, where it has no Taylor series; None elsewhere."""
        algebra = self.algebra
        if isinstance(center, arb) or op not in ("asin", "acos", "acosh", "atanh"):
            return None
        side = next((s for s in (1, -1) if exact_sign(closed.sub(center, Fraction(s))) == 0), 0)
        if not side:
            return None
        one = algebra.constant(Fraction(1))
        if op == "atanh":
            top, below = algebra.add(one, a), algebra.add(one, algebra.neg(a))
            return algebra.scale(HALF, algebra.add(algebra.log(top), algebra.neg(algebra.log(below))))
        gap = algebra.scale(HALF, algebra.add(one, algebra.scale(Fraction(-side), a)))
        if op == "acosh":
            return algebra.scale(Fraction(2), self._function("asinh", algebra.power(algebra.neg(gap), HALF)))
        arc = algebra.scale(Fraction(-2 * side), self._function("asin", algebra.power(gap, HALF)))
        found = algebra.add(algebra.constant(closed.mul(Fraction(side, 2), PI)), arc)
        quarter = algebra.constant(closed.mul(HALF, PI))
        return found if op == "asin" else algebra.add(quarter, algebra.neg(found))


def _constant(term: Term) -> Coefficient:
    try:
        return exact_value(term)
    except NoJet:
        try:
            return enclose(term, {}, NOWHERE.scope)
        except NoEnclosure as problem:
            raise NoTail(str(problem)) from None


__all__ = ["End", "as_ball", "sign_near"]
