"""Bounds of terms that can be read off the domains of the letters: plain interval arithmetic, no search."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from proofs_check.statement.domains import Domain
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Apply, Constant, Letter, Number, Term


@dataclass(frozen=True)
class Range:
    """All values lie between low and high (None: no bound); an end that is never reached is open."""

    low: Fraction | None = None
    low_open: bool = False
    high: Fraction | None = None
    high_open: bool = False

    @property
    def positive(self) -> bool:
        return self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open))

    @property
    def nonnegative(self) -> bool:
        return self.low is not None and self.low >= 0

    @property
    def nonzero(self) -> bool:
        return self.positive or self.negated().positive

    def negated(self) -> Range:
        return Range(_minus(self.high), self.high_open, _minus(self.low), self.low_open)

    def below(self, bound: int) -> bool:
        """Every value is less than the bound."""
        return self.high is not None and (self.high < bound or (self.high == bound and self.high_open))

    def at_most(self, bound: int) -> bool:
        """No value exceeds the bound."""
        return self.high is not None and self.high <= bound


ALL = Range()
POSITIVE = Range(Fraction(0), True)
NONNEGATIVE = Range(Fraction(0), False)


def _minus(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def range_of(term: Term, scope: Scope) -> Range:
    """Bounds of a defined scalar term."""
    match term:
        case Number(value=value):
            return Range(value, False, value, False)
        case Letter(name=name) if name in scope.letters:
            return _domain(scope.letters[name])
        case Constant(name="pi"):
            return Range(Fraction(3), True, Fraction(22, 7), True)
        case Constant(name="e"):
            return Range(Fraction(2), True, Fraction(3), True)
        case Apply(op=op, args=args):
            return _apply(op, args, scope)
        case _:
            return ALL


def _domain(domain: Domain) -> Range:
    low, high = domain.low, domain.high
    bottom = low.at.value if low and isinstance(low.at, Number) else None
    top = high.at.value if high and isinstance(high.at, Number) else None
    found = Range(bottom, bool(low and not low.closed), top, bool(high and not high.closed))
    if domain.kind == "integer" and bottom is not None and bottom.denominator == 1 and found.low_open:
        found = Range(bottom + 1, False, found.high, found.high_open)
    if domain.nonzero and found.low == 0:
        found = Range(found.low, True, found.high, found.high_open)
    return found


def _apply(op: str, args: tuple[Term, ...], scope: Scope) -> Range:
    if op in ("exp", "cosh", "sigmoid", "softplus"):
        return POSITIVE
    if op == "neg":
        return range_of(args[0], scope).negated()
    if op in ("add", "sub"):
        left, right = range_of(args[0], scope), range_of(args[1], scope)
        return _add(left, right if op == "add" else right.negated())
    if op in ("mul", "div"):
        return _product(op, range_of(args[0], scope), range_of(args[1], scope), args[0] == args[1])
    if op in ("abs", "relu", "norm"):
        positive = op == "abs" and range_of(args[0], scope).nonzero
        return POSITIVE if positive else NONNEGATIVE
    if op == "sqrt":
        return POSITIVE if range_of(args[0], scope).positive else NONNEGATIVE
    return _power(args[0], args[1], scope) if op == "pow" else ALL


def _add(left: Range, right: Range) -> Range:
    low = None if left.low is None or right.low is None else left.low + right.low
    high = None if left.high is None or right.high is None else left.high + right.high
    return Range(low, left.low_open or right.low_open, high, left.high_open or right.high_open)


def _product(op: str, left: Range, right: Range, same: bool) -> Range:
    if same and op == "mul":
        return POSITIVE if left.nonzero else NONNEGATIVE
    if not left.nonnegative and left.negated().nonnegative:
        return _product(op, left.negated(), right, False).negated()
    if not right.nonnegative and right.negated().nonnegative:
        return _product(op, left, right.negated(), False).negated()
    if not (left.nonnegative and right.nonnegative):
        return ALL
    positive = left.positive and (right.positive or op == "div")
    high = None
    if op == "mul" and left.high is not None and right.high is not None:
        high = left.high * right.high
    open_end = left.high_open and right.high_open
    return Range(Fraction(0), positive, high, open_end)


def _power(base: Term, exponent: Term, scope: Scope) -> Range:
    below, above = range_of(base, scope), range_of(exponent, scope)
    whole = isinstance(exponent, Number) and exponent.value.denominator == 1
    if whole and isinstance(exponent, Number) and exponent.value.numerator % 2 == 0:
        return POSITIVE if below.nonzero or exponent.value == 0 else NONNEGATIVE
    if not below.nonnegative:
        return ALL
    if below.at_most(1) and above.nonnegative:
        strict = below.below(1) and above.positive
        return Range(Fraction(0), below.positive, Fraction(1), strict)
    return POSITIVE if below.positive else NONNEGATIVE
