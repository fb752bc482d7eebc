"""Asymptotic expansions: finite sums of coefficient times scale, with the sizes of what was left out.

`Expansion(terms, errors)` says of a function f: for each admissible value of the parameters there are C and T with
|f(s) - sum of terms| <= C * sum |errors| for all s >= T. No errors: equality for all s >= T. Every scale of a reciprocal is
proved nonzero first, so that f is defined for all large s.

Notation: s is the letter that tends to infinity; u is an expansion that tends to 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.calculus_terms import fold, minus, over, plus, power, times
from proofs_check.engines.scales import CONSTANT, Scale, Scaling, Undecided, Undefined
from proofs_check.engines.taylor_coefficients import alternating, binomials
from proofs_check.statement.terms import ONE, ZERO, Compare, Number, Term, apply, number
from proofs_check.statement.text import text

MAX_TERMS = 24
MAX_BASE_TERMS = 4
USUAL_ORDER, DEEP_ORDER = 4, 12
BEYOND_ORDER = "the leading terms cancel beyond the order of the expansion"


class TooLong(Undecided):
    """More terms than are kept."""


@dataclass(frozen=True)
class Expansion:
    """See the module."""

    terms: tuple[tuple[Term, Scale], ...] = ()
    errors: tuple[Scale, ...] = ()

    @property
    def exact(self) -> bool:
        return not self.errors


def constant(term: Term) -> Expansion:
    """A term free of s."""
    return Expansion(((term, CONSTANT),)) if term != ZERO else Expansion()


@dataclass(frozen=True)
class Lead:
    """The largest term `coefficient*scale`, and the rest; the coefficient is not yet known to be nonzero."""

    coefficient: Term
    scale: Scale
    rest: Expansion


class Series:
    """Arithmetic of expansions under the facts of a goal. cap: the largest power in a Taylor polynomial.

    sharp: a modulus whose sign is not known is a question (`Undecided` names it), not an error.
    """

    def __init__(self, scaling: Scaling, cap: int = USUAL_ORDER, sharp: bool = False) -> None:
        self.scaling, self.ask, self.cap, self.sharp = scaling, scaling.ask, cap, sharp

    @property
    def order(self) -> int:
        """How many powers of a null term are kept at most."""
        return max(self.cap, USUAL_ORDER)

    @property
    def is_deep(self) -> bool:
        """Whether more than the usual powers are kept, of sums of several terms too."""
        return self.cap > USUAL_ORDER

    def add(self, *parts: Expansion) -> Expansion:
        """The sum, like scales collected, zero coefficients dropped."""
        found: dict[Scale, Term] = {}
        for part in parts:
            for coefficient, scale in part.terms:
                found[scale] = plus(found[scale], coefficient) if scale in found else coefficient
        kept = []
        for scale, coefficient in found.items():
            shorter = (
                coefficient if isinstance(coefficient, Number) else self._tidied(coefficient, len(parts))
            )
            if shorter != ZERO:
                kept.append((shorter, scale))
        if len(kept) > MAX_TERMS:
            raise TooLong("the expansion has too many terms")
        return self._pruned(tuple(kept), tuple(scale for part in parts for scale in part.errors))

    def _tidied(self, coefficient: Term, parts: int) -> Term:
        """Zero where the coefficient cancels; else as it is, for its own form reads best."""
        if parts == 1:
            return coefficient
        return ZERO if self.ask.tidy(coefficient) == ZERO else coefficient

    def _pruned(self, terms: tuple[tuple[Term, Scale], ...], errors: tuple[Scale, ...]) -> Expansion:
        distinct = tuple(dict.fromkeys(errors))
        kept = tuple(e for e in distinct if not any(e != f and _below(e, f) for f in distinct))
        return Expansion(tuple(t for t in terms if not any(_below(t[1], e) for e in kept)), kept)

    def scaled(self, part: Expansion, factor: Term) -> Expansion:
        """factor*part, for a factor free of s."""
        if factor == ZERO:
            return Expansion()
        return Expansion(tuple((times(factor, c), s) for c, s in part.terms), part.errors)

    def multiply(self, left: Expansion, right: Expansion) -> Expansion:
        """The product."""
        product = self.scaling.product
        terms = [Expansion(((times(a, b), product(s, r)),)) for a, s in left.terms for b, r in right.terms]
        errors = [product(s, e) for _, s in left.terms for e in right.errors]
        errors += [product(e, s) for _, s in right.terms for e in left.errors]
        errors += [product(e, f) for e in left.errors for f in right.errors]
        if not terms:
            return self._pruned((), tuple(errors))
        summed = self.add(*terms)
        return self._pruned(summed.terms, (*summed.errors, *errors))

    def lead(self, part: Expansion) -> Lead | None:
        """The largest term; None for an exact zero. Raises Undecided."""
        terms = part.terms
        while terms:
            coefficient, scale = self._largest(terms)
            rest = tuple(pair for pair in terms if pair[1] != scale)
            if not isinstance(coefficient, Number) and self.ask.zero(coefficient):
                terms = rest
                continue
            for error in part.errors:
                if self.scaling.quotient_order(error, scale) >= 0:
                    raise Undecided(BEYOND_ORDER)
            return Lead(coefficient, scale, Expansion(rest, part.errors))
        if part.errors:
            raise Undecided(BEYOND_ORDER)
        return None

    def _largest(self, terms: tuple[tuple[Term, Scale], ...]) -> tuple[Term, Scale]:
        best = terms[0]
        for pair in terms[1:]:
            order = self.scaling.quotient_order(pair[1], best[1])
            if order == 0:
                raise Undecided("two terms of one size oscillate against each other")
            best = pair if order > 0 else best
        return best

    def relative(self, lead: Lead) -> Expansion:
        """u with f == coefficient*scale*(1 + u); the coefficient and the scale must be nonzero."""
        inverse = Expansion(((over(ONE, lead.coefficient), self.scaling.inverse(lead.scale)),))
        return self.multiply(lead.rest, inverse)

    def composed(self, u: Expansion, coefficients: Sequence[Term]) -> Expansion:
        """sum coefficients[k]*u**k with the error of the next power, for an analytic function and a null u.

        An exact u of 0 gives the first coefficient exactly.
        """
        if not u.terms and not u.errors:
            return constant(coefficients[0])
        u = self._shortened(u)
        most = self.order if self.is_deep else {1: 4, 2: 3, 3: 2, 4: 2}.get(len(u.terms), 1)
        order = min(len(coefficients) - 1, self.cap, most)
        if not u.terms:
            return Expansion(constant(coefficients[0]).terms, u.errors)
        found, u_power = constant(coefficients[0]), constant(ONE)
        for coefficient in coefficients[1 : order + 1]:
            u_power = self.multiply(u_power, u)
            found = self.add(found, self.scaled(u_power, coefficient))
        beyond = self.multiply(u_power, u)
        errors = tuple(scale for _, scale in beyond.terms) + beyond.errors
        return self._pruned(found.terms, (*found.errors, *errors))

    def _shortened(self, part: Expansion) -> Expansion:
        """At most MAX_BASE_TERMS terms; what is smaller joins the errors, where any term may stand."""
        terms = list(part.terms)
        errors = list(part.errors)
        while len(terms) > (self.order if self.is_deep else MAX_BASE_TERMS):
            least = terms[0]
            for pair in terms[1:]:
                least = pair if _below(pair[1], least[1]) else least
            terms.remove(least)
            errors.append(least[1])
        return self._pruned(tuple(terms), tuple(errors))

    def reciprocal(self, part: Expansion) -> Expansion:
        """1/part. Raises Undefined for an exact zero, Undecided where the leading coefficient may be 0."""
        lead = self.lead(part)
        if lead is None:
            raise Undefined("a denominator is zero")
        self.scaling.need_nonzero(lead.coefficient)
        inverse = over(ONE, lead.coefficient), self.scaling.inverse(lead.scale)
        signs = alternating(self.order)
        return self.multiply(Expansion((inverse,)), self.composed(self.relative(lead), signs))

    def raised(self, part: Expansion, exponent: Term, whole: bool) -> Expansion:
        """part**exponent for an exponent free of s; a positive leading coefficient unless it is `whole` by its form."""
        if whole and isinstance(exponent, Number) and abs(exponent.value) <= 12:
            return self._whole_power(part, int(exponent.value))
        lead = self.lead(part)
        if lead is None:
            return self._power_of_zero(exponent)
        size = self.scaling.unsigned(lead.scale)
        try:
            self.need_positive(Lead(lead.coefficient, size, lead.rest))
        except Undefined as stop:
            if isinstance(exponent, Number):
                raise
            raise Undecided(str(stop)) from None
        head = power(lead.coefficient, exponent), self.scaling.raised(size, exponent)
        return self.multiply(
            Expansion((head,)), self.composed(self.relative(lead), binomials(exponent, self.order))
        )

    def _power_of_zero(self, exponent: Term) -> Expansion:
        if self.ask.positive(exponent):
            return Expansion()
        if isinstance(exponent, Number):
            raise Undefined("a power of zero")
        condition = Compare(">", exponent, ZERO)
        raise Undecided(f"splits on {text(condition)}", condition)

    def _whole_power(self, part: Expansion, exponent: int) -> Expansion:
        base = part if exponent >= 0 else self.reciprocal(part)
        count = abs(exponent)
        if len(base.terms) == 1 and base.exact:
            coefficient, scale = base.terms[0]
            return Expansion(
                ((power(coefficient, number(count)), self.scaling.raised(scale, number(count))),)
            )
        found = constant(ONE)
        for _ in range(count):
            found = self.multiply(found, base)
        return found

    def need_positive(self, lead: Lead) -> None:
        """That the leading term is positive for all large s. Raises Undecided, Undefined."""
        for base, _ in lead.scale.bases:
            if not self.ask.positive(base):
                raise Undecided(f"splits on {text(base)} > 0", Compare(">", base, ZERO))
        if self.ask.negative(lead.coefficient):
            raise Undefined("a negative argument")
        if self.ask.positive(lead.coefficient):
            return
        if self.ask.holds(Compare(">=", lead.coefficient, ZERO)):
            self.scaling.need_nonzero(lead.coefficient)
            return
        condition = Compare(">", lead.coefficient, ZERO)
        raise Undecided(f"splits on {text(condition)}", condition)

    def finite(self, part: Expansion) -> tuple[Term, Expansion]:
        """(L, u) with part == L + u and u null. Raises Undecided where part does not tend to a number."""
        value: Term = ZERO
        null = []
        for coefficient, scale in part.terms:
            if scale == CONSTANT:
                value = plus(value, coefficient)
            elif self.scaling.is_null(scale):
                null.append((coefficient, scale))
            elif not self.ask.zero(coefficient):
                raise Undecided("the argument does not tend to a number")
        if not all(self.scaling.is_null(scale) for scale in part.errors):
            raise Undecided("the argument is known too roughly")
        return value, Expansion(tuple(null), part.errors)

    def absolute(self, part: Expansion) -> Expansion:
        """abs(part): exact where the sign is known, else | |a + b| - |a| | <= |b|."""
        lead = self.lead(part)
        if lead is None:
            return Expansion()
        head = self.scaling.absolute(lead.coefficient), self.scaling.magnitude(lead.scale)
        if lead.rest == Expansion():
            return Expansion((head,))
        if all(self.ask.facts.signs(base) <= frozenset((1,)) for base, _ in lead.scale.bases):
            if self.ask.positive(lead.coefficient):
                return part
            if self.ask.negative(lead.coefficient):
                return self.scaled(part, number(-1))
            if self.sharp:
                condition = Compare(">", lead.coefficient, ZERO)
                raise Undecided(f"splits on {text(condition)}", condition)
        errors = tuple(scale for _, scale in lead.rest.terms) + lead.rest.errors
        return self._pruned((head,), errors)

    def modulus(self, part: Expansion) -> Expansion:
        """abs(part) of complex numbers: |a*(1 + u)| = |a|*(1 + re(u) + O(|u|**2)), or | |a + b| - |a| | <= |b| where a may be 0."""
        lead = self.lead(part)
        if lead is None:
            return Expansion()
        head = Expansion(((fold(apply("abs", lead.coefficient)), self.scaling.magnitude(lead.scale)),))
        try:
            u = self.relative(lead)
        except Undecided:
            errors = (*(scale for _, scale in lead.rest.terms), *lead.rest.errors)
            return self._pruned(head.terms, tuple(map(self.scaling.magnitude, errors)))
        real = [(apply("re", c), scale) for c, scale in u.terms if self._is_real_size(scale)]
        turning = [self.scaling.magnitude(scale) for _, scale in u.terms if not self._is_real_size(scale)]
        sizes = [self.scaling.magnitude(scale) for scale in (*(scale for _, scale in u.terms), *u.errors)]
        squares = [self.scaling.product(one, other) for one in sizes for other in sizes]
        errors = (*turning, *map(self.scaling.magnitude, u.errors), *squares)
        return self.multiply(head, self._pruned(((ONE, CONSTANT), *real), errors))

    def _is_real_size(self, scale: Scale) -> bool:
        parts = (scale.power, scale.more, *(b for b, _ in scale.bases), *(c for _, c in scale.growth))
        return all(map(self.ask.facts.is_real, parts))


def _below(small: Scale, large: Scale) -> bool:
    """Whether small is O(large), seen from numbers alone."""
    if small.bases != large.bases:
        return small.growth == large.growth and _geometric_below(small, large)
    growth = dict(small.growth)
    for exponent, coefficient in large.growth:
        growth[exponent] = minus(growth.get(exponent, ZERO), coefficient)
    for exponent in sorted(growth, reverse=True):
        gap = growth[exponent]
        if not isinstance(gap, Number):
            return False
        if gap != ZERO:
            return gap.value < 0
    return _power_below(small, large)


def _geometric_below(small: Scale, large: Scale) -> bool:
    """The order of numeric geometric parts, by the moduli of their bases."""
    ratio = Fraction(1)
    for scale, sign in ((small, 1), (large, -1)):
        for base, k in scale.bases:
            if not isinstance(base, Number) or base.value == 0 or k.denominator != 1 or abs(k) > 40:
                return False
            ratio *= abs(base.value) ** (sign * int(k))
    return ratio < 1 or (ratio == 1 and _power_below(small, large))


def _power_below(small: Scale, large: Scale) -> bool:
    if not isinstance(small.power, Number) or not isinstance(large.power, Number):
        return False
    if small.more != large.more:
        return small.power.value < large.power.value
    return (small.power.value, small.logs) <= (large.power.value, large.logs)
