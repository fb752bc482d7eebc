"""Bounds of terms, put together from bounds of their parts.

`bound(t)` is a term in the fixed letters that abs(t) never exceeds where t is defined, `least(t)` a rational number that t never falls below:

    abs(s + t) <= abs(s) + abs(t)    abs(s*t) = abs(s)*abs(t)    abs(sin) <= 1    abs(atan) < 2    abs(exp(t)) <= exp(abs(t))
    t/(t + u) is in [0, 1] for t >= 0 and u >= 0 whose sum is not 0

The letters that vary are real or whole; fixed letters and functions of them stand in the bound as they are. No letter may be complex.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from proofs_check.engines.calculus_terms import integer_of, minus, number_of, over, plus, power, times
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.terms import ONE, Apply, Compare, Letter, Number, Sum, Term, apply, free_letters

UP_TO = {"sin": 1, "cos": 1, "tanh": 1, "sigmoid": 1, "sign": 1, "atan": 2, "asin": 2, "acos": 4}
BELOW_EXP = ("exp", "sinh", "cosh")  # abs(f(t)) <= exp(abs(t))
NOT_LARGER = ("abs", "relu")
NEVER_BELOW = {"abs": 0, "sqrt": 0, "exp": 0, "relu": 0, "sigmoid": 0, "softplus": 0, "cosh": 1, "acos": 0}


@dataclass(frozen=True)
class Varying:
    """The letters that vary, with what their values lie in; limits: abs(t) <= r for terms t, by premises."""

    letters: Mapping[str, Domain]
    limits: Mapping[Term, Term]

    def is_fixed(self, term: Term) -> bool:
        return not free_letters(term) & self.letters.keys()


def limits_of(premises: tuple[Term, ...], letters: Mapping[str, Domain]) -> dict[Term, Term]:
    """r for t by premises abs(t) <= r and abs(t) < r with a fixed r."""
    found: dict[Term, Term] = {}
    for premise in premises:
        match premise:
            case Compare(relation=("<=" | "<"), left=Apply(op="abs", args=(inner,)), right=right):
                pass
            case Compare(relation=(">=" | ">"), left=right, right=Apply(op="abs", args=(inner,))):
                pass
            case _:
                continue
        if not free_letters(right) & letters.keys():
            found[inner] = apply("abs", right)
    return found


def bound(term: Term, known: Varying) -> Term | None:
    """What abs(term) never exceeds where the term is defined; None where no rule gives a bound."""
    if known.is_fixed(term):
        return number_of(abs(term.value)) if isinstance(term, Number) else apply("abs", term)
    if term in known.limits:
        return known.limits[term]
    match term:
        case Letter(name=name):
            return _by_ends(known.letters[name], known)
        case Apply(op=("add" | "sub" | "max" | "min" | "mul") as op, args=args):
            parts = [size for arg in args if (size := bound(arg, known)) is not None]
            joined = times if op == "mul" else plus
            return joined(*parts) if len(parts) == len(args) else None
        case Apply(op="div", args=(top, bottom)):
            return _of_quotient(top, bottom, known)
        case Apply(op="pow", args=(base, exponent)):
            return _of_power(base, exponent, known)
        case Apply(op=op, args=(inner,)):
            return _of_function(op, inner, known)
        case Sum(op="sum", low=low, high=high) if known.is_fixed(low) and known.is_fixed(high):
            return _of_sum(term, known)
    return None


def _of_sum(term: Sum, known: Varying) -> Term | None:
    """The bound of the terms, once for every index; at most abs(high - low) + 1 of them."""
    domain = Domain("integer", Bound(term.low, True), Bound(term.high, True))
    size = bound(term.body, Varying({**known.letters, term.letter: domain}, {}))
    return None if size is None else times(plus(apply("abs", minus(term.high, term.low)), ONE), size)


def _by_ends(domain: Domain, known: Varying) -> Term | None:
    ends = [end.at for end in (domain.low, domain.high) if end is not None]
    if len(ends) < 2 or any(is_infinite(end) or not known.is_fixed(end) for end in ends):
        return None
    return plus(
        *(number_of(abs(end.value)) if isinstance(end, Number) else apply("abs", end) for end in ends)
    )


def _of_power(base: Term, exponent: Term, known: Varying) -> Term | None:
    value = _value(base)
    if value is not None and abs(value) <= 1:
        low = least(exponent, known)
        return ONE if abs(value) == 1 or (low is not None and low >= 0) else None
    degree = integer_of(exponent)
    size = bound(base, known) if degree is not None and degree > 0 else None
    return None if size is None else power(size, exponent)


def _of_function(op: str, inner: Term, known: Varying) -> Term | None:
    if op in UP_TO:
        return number_of(Fraction(UP_TO[op]))
    if op == "exp" and _is_at_most_zero(inner, known):
        return ONE
    size = bound(inner, known)
    if size is None:
        return None
    if op == "neg" or op in NOT_LARGER:
        return size
    if op in BELOW_EXP:
        return apply("exp", size)
    if op in ("floor", "ceil", "sqrt"):  # sqrt(t) <= 1 + t
        return plus(size, ONE)
    return None


def _of_quotient(top: Term, bottom: Term, known: Varying) -> Term | None:
    size = bound(top, known)
    if size is not None and known.is_fixed(bottom):
        return over(size, apply("abs", bottom))
    low = least(bottom, known)
    if size is not None and low is not None and low > 0:
        return over(size, number_of(low))
    shares = [_share(part, bottom, known) for part in _summands(top)]
    return None if None in shares else plus(*(share for share in shares if share is not None))


def _share(part: Term, bottom: Term, known: Varying) -> Term | None:
    """What abs(part/bottom) never exceeds, where `bottom` is a sum of terms that are never negative, one of them a multiple of `part`."""
    weight, bare = _weighted(part)
    summands = tuple(_summands(bottom))
    if any((low := least(one, known)) is None or low < 0 for one in summands):
        return None
    for one in summands:
        its, same = _weighted(one)
        if same == bare and its > 0:
            return number_of(abs(weight) / its)
    size, low = bound(part, known), least(bottom, known)
    return over(size, number_of(low)) if size is not None and low is not None and low > 0 else None


def _summands(term: Term) -> Iterator[Term]:
    match term:
        case Apply(op="add", args=args):
            for arg in args:
                yield from _summands(arg)
        case Apply(op="sub", args=(left, right)):
            yield from _summands(left)
            for one in _summands(right):
                yield apply("neg", one)
        case _:
            yield term


def _weighted(term: Term) -> tuple[Fraction, Term]:
    """The number in front of a term, and the term without it."""
    match term:
        case Number(value=value):
            return value, ONE
        case Apply(op="neg", args=(inner,)):
            weight, bare = _weighted(inner)
            return -weight, bare
        case Apply(op="mul", args=(Number(value=value), inner)):
            weight, bare = _weighted(inner)
            return value * weight, bare
    return Fraction(1), term


def _value(term: Term) -> Fraction | None:
    weight, bare = _weighted(term)
    return weight if bare == ONE else None


def _is_at_most_zero(term: Term, known: Varying) -> bool:
    low = least(apply("neg", term), known)
    return low is not None and low >= 0


def least(term: Term, known: Varying) -> Fraction | None:
    """A rational number that the term never falls below where it is defined."""
    match term:
        case Number(value=value):
            return value
        case Letter(name=name) if name in known.letters:
            low = known.letters[name].low
            return low.at.value if low is not None and isinstance(low.at, Number) else None
        case Apply(op="neg", args=(inner,)) if (moved := _negated(inner)) is not None:
            return least(moved, known)
        case Apply(op="add", args=args):
            return _sum(tuple(least(arg, known) for arg in args))
        case Apply(op="sub", args=(left, right)):
            return _sum((least(left, known), least(apply("neg", right), known)))
    found = _least_of_function(term, known)
    size = bound(term, known) if found is None else None
    return -size.value if isinstance(size, Number) else found


def _negated(term: Term) -> Term | None:
    """-t with the sign moved inwards, or None where there is nothing to move it to."""
    match term:
        case Apply(op="neg", args=(inner,)):
            return inner
        case Apply(op="sub", args=(left, right)):
            return apply("sub", right, left)
        case Apply(op="add", args=args):
            return Apply("add", tuple(apply("neg", arg) for arg in args))
        case Apply(op=("mul" | "div") as op, args=(first, *others)):
            return Apply(op, (apply("neg", first), *others))
        case Number(value=value):
            return number_of(-value)
    return None


def _sum(parts: tuple[Fraction | None, ...]) -> Fraction | None:
    return None if None in parts else sum((part for part in parts if part is not None), Fraction(0))


def _least_of_function(term: Term, known: Varying) -> Fraction | None:
    match term:
        case Apply(op=("mul" | "div"), args=args):
            lows = [low for arg in args if (low := least(arg, known)) is not None and low >= 0]
            if len(lows) < len(args):
                return None
            return Fraction(0) if term.op == "div" else prod(lows, start=Fraction(1))
        case Apply(op="pow", args=(base, exponent)):
            low, degree = least(base, known), integer_of(exponent)
            if low is not None and low >= 0 and degree is not None and degree > 0:
                return low**degree
            return Fraction(0) if degree is not None and degree % 2 == 0 else None
        case Apply(op="sqrt", args=(inner,)):
            low = least(inner, known)
            return min(Fraction(1), low) if low is not None and low > 0 else Fraction(0)
        case Apply(op=op) if op in NEVER_BELOW:
            return Fraction(NEVER_BELOW[op])
    return None


__all__ = ["Varying", "bound", "least", "limits_of"]
