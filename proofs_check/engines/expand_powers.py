"""Powers as a letter tends to infinity: roots, moving powers and geometric sizes.

Notation: s is the letter that tends to infinity, f a term in s, L its finite limit, u = f - L, b a base free of s.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import fold, integer_of, power
from proofs_check.engines.expand_functions import Elementary
from proofs_check.engines.expand_parameters import Parameters
from proofs_check.engines.expansion import Expansion, constant
from proofs_check.engines.scales import CONSTANT, Scale, Undecided, Undefined, geometric
from proofs_check.seen_forms import is_integral
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import ONE, ZERO, Compare, Number, Term, apply, free_letters, number
from proofs_check.statement.text import text


class Powers:
    """Expands powers. expand: the expansion of a base or an exponent. rules: receives the names of the rules that are used."""

    def __init__(
        self,
        elementary: Elementary,
        parameters: Parameters,
        expand: Callable[[Term], Expansion],
        rules: dict[str, None],
        is_complex: bool,
    ) -> None:
        self.elementary, self.series, self.scaling = elementary, elementary.series, elementary.scaling
        self.parameters, self.ask = parameters, parameters.ask
        self.expand, self.rules, self.is_complex = expand, rules, is_complex

    def power(self, base: Term, exponent: Term) -> Expansion:
        """f**g. Raises Undecided, Undefined."""
        if self.parameters.letter not in free_letters(exponent):
            whole = is_integral(exponent, self.ask.goal.scope)
            checked = self.parameters.constant(exponent).terms
            exponent = checked[0][0] if checked else ZERO
            return (
                self.series.raised(self.expand(base), exponent, True) if whole else self.root(base, exponent)
            )
        if self.parameters.letter not in free_letters(base):
            return self._geometric(base, exponent)
        self.rules["moving power"] = None
        if self.is_complex:
            return self._complex_power(base, exponent)
        part, moving = self.expand(base), self.expand(exponent)
        if part == Expansion():
            return self._power_of_zero(moving)
        try:
            logarithm = self.elementary.log(part)
        except Undefined:
            raise Undecided("a moving power whose base is not positive") from None
        return self.elementary.exp(self.series.multiply(moving, logarithm))

    def _complex_power(self, base: Term, exponent: Term) -> Expansion:
        """f**g == exp(g*log(f)) for f that tends to a positive number."""
        inside = self.series.multiply(self.expand(exponent), self.complex_logarithm(self.expand(base)))
        if not all(size == CONSTANT or self.scaling.is_null(size) for _, size in inside.terms):
            raise Undecided("a moving complex power without a bound")
        return self.elementary.exp(inside)

    def complex_logarithm(self, part: Expansion) -> Expansion:
        """The principal logarithm of what tends to a positive number: there it is that of real numbers, continued."""
        lead = self.series.lead(part)
        if lead is None or lead.scale != CONSTANT or not self.ask.facts.is_real(lead.coefficient):
            raise Undecided("a moving complex logarithm")
        try:
            return self.elementary.log(part)
        except Undefined:
            raise Undecided("a moving complex logarithm of what is not near a positive number") from None

    def _power_of_zero(self, exponent: Expansion) -> Expansion:
        lead = self.series.lead(exponent)
        if lead is None or self.elementary.sign(lead.coefficient, lead.scale) < 0:
            raise Undecided("a power of zero")
        return Expansion()

    def root(self, base: Term, exponent: Term) -> Expansion:
        """f**p. Where the leading coefficient may vanish: |f**p - L**p| <= |u|**p for f >= 0 and 0 < p <= 1."""
        part = self.expand(base)
        try:
            return self.series.raised(part, exponent, False)
        except Undecided as problem:
            found = self._by_continuity(base, part, exponent)
            if found is None:
                raise problem from None
            return found

    def moving_root(self, base: Term, order: Term, scope: Scope) -> Expansion:
        """The root of a positive f whose order is a whole number, at least 1 at last: exp(log(f)/k)."""
        moving = self.expand(order)
        lead = self.series.lead(moving)
        if lead is None or not is_integral(order, scope):
            raise Undecided("a root of unknown order")
        if self.elementary.sign(lead.coefficient, lead.scale) < 1 or not self._is_positive(base):
            raise Undecided("a root of unknown order, or of what may not be positive")
        self.rules["moving root"] = None
        logarithm = self.expand(apply("log", base))
        return self.elementary.exp(self.series.multiply(self.series.reciprocal(moving), logarithm))

    def _is_positive(self, base: Term) -> bool:
        """Whether the term is at last, by its form or by its largest part."""
        if self.ask.holds(Compare(">", base, ZERO)):
            return True
        least = self.series.lead(self.expand(base))
        return least is not None and self.elementary.sign(least.coefficient, least.scale) > 0

    def odd_root(self, base: Term, order: int) -> Expansion:
        """The real root of odd order: of a negative f it is -root(-f)."""
        exponent = number(Fraction(1, order))
        try:
            return self.root(base, exponent)
        except Undefined:
            return self.series.scaled(self.root(apply("neg", base), exponent), number(-1))

    def _by_continuity(self, base: Term, part: Expansion, exponent: Term) -> Expansion | None:
        if not isinstance(exponent, Number) or not 0 < exponent.value <= 1:
            return None
        deeper = Questions(self.parameters.deeper(), self.ask.prove)
        if not deeper.holds(Compare(">=", base, ZERO)):
            return None
        try:
            value, rest = self.series.finite(part)
            sizes = [self.scaling.magnitude(s) for s in (*(scale for _, scale in rest.terms), *rest.errors)]
            errors = tuple(self.scaling.raised(size, exponent) for size in sizes)
        except Undecided:
            return None
        self.ask.used += deeper.used
        self.rules["continuity of the root on [0, oo)"] = None
        return replace(constant(power(value, exponent)), errors=errors)

    def _geometric(self, base: Term, exponent: Term) -> Expansion:
        """b**(f) for b free of s: b**(k*s + m), by its logarithm where b is positive."""
        checked = self.parameters.constant(base).terms
        base = checked[0][0] if checked else ZERO
        moving = self.expand(exponent)
        if base == ZERO and self.elementary.direction(moving) > 0:
            return Expansion()
        multiple, offset, other = self._linear(moving)
        whole = self.parameters.whole and is_integral(exponent, self.parameters.deeper().scope)
        if not whole and self.is_complex:
            raise Undecided("a complex power of a moving exponent")
        if not other and multiple is not None and (whole or self.ask.holds(Compare(">=", base, ZERO))):
            return self._shifted(base, multiple, offset, whole)
        if not self.is_complex and self._falls_fast(base, moving, whole):
            self.rules["geometric size"] = None
            return Expansion((), (Scale(growth=((Fraction(1), number(-1)),)),))
        if self.is_complex or not self.ask.positive(base):
            raise Undecided(f"splits on {text(base)} > 0", Compare(">", base, ZERO))
        return self.elementary.exp(self.series.scaled(moving, fold(apply("log", base))))

    def _falls_fast(self, base: Term, moving: Expansion, whole: bool) -> bool:
        """Whether b**(f) is below exp(-s): |b| < 1, and f tends to oo faster than s. A zero to a positive power is zero."""
        try:
            lead = self.series.lead(moving)
            outgrows = lead is not None and self.scaling.quotient_order(lead.scale, Scale(power=ONE)) > 0
            if lead is None or not outgrows or self.elementary.sign(lead.coefficient, lead.scale) < 0:
                return False
        except Undecided:
            return False
        below = self.ask.holds(Compare("<", apply("abs", base), ONE))
        return below and (whole or self.ask.holds(Compare(">=", base, ZERO)))

    def _shifted(self, base: Term, multiple: Fraction, offset: Term, whole: bool) -> Expansion:
        """b**(k*s + m). A b that may be zero under a negative m is only estimated, by O(b**(k*s))."""
        scale = geometric(base, multiple, whole)
        shift = integer_of(offset)
        self.rules["geometric size"] = None
        if multiple < 0 or (shift is None or shift < 0):
            if self.ask.nonzero(base):
                return Expansion(((power(base, offset), scale),))
            if multiple < 0:
                self.scaling.need_nonzero(base)
            return Expansion((), (scale,))
        return Expansion(((power(base, offset), scale),))

    def _linear(self, part: Expansion) -> tuple[Fraction | None, Term, bool]:
        """(k, m, whether there is more) of k*s + m."""
        multiple: Fraction | None = None
        offset: Term = ZERO
        other = bool(part.errors)
        for coefficient, scale in part.terms:
            if scale == Scale(power=ONE) and isinstance(coefficient, Number):
                multiple = coefficient.value
            elif scale == CONSTANT:
                offset = coefficient
            else:
                other = True
        return multiple, offset, other
