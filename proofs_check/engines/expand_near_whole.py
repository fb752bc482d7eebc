"""Waves of multiples of pi times a number that is a whole number and a small remainder.

    e*n! = n!/0! + n!/1! + ... + n!/n! + r,     r = 1/(n + 1) + 1/((n + 1)*(n + 2)) + ..., the first j terms up to O(n**(-j - 1))
    (p + q*sqrt(d))**n = V(n) - (p - q*sqrt(d))**n,     V(0) = 2, V(1) = t, V(n + 1) = t*V(n) - m*V(n - 1)

with the trace t = 2*p and the norm m = p**2 - q**2*d: whole t and m make V whole, an even t makes it even. Under sin and cos an even
multiple of pi times a whole number may be left out, under tan and cot any whole multiple:

    n*sin(2*pi*e*n!) = n*sin(2*pi*r) -> 2*pi,     sin(pi*(2 + sqrt(3))**n) = -sin(pi*(2 - sqrt(3))**n) -> 0

Notation: n runs through the whole numbers.

Reference: Polya, Szego, Problems and Theorems in Analysis I, 1972, part II (the first); Lucas sequences (the second).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proofs_check.engines.antiderivatives import coefficients
from proofs_check.engines.calculus_terms import over, plus, times
from proofs_check.engines.expand_functions import Elementary
from proofs_check.engines.expansion import Expansion
from proofs_check.engines.unfolding import replace_all
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Constant,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    number,
    walk,
)

PERIODIC = {"sin": 2, "cos": 2, "tan": 1, "cot": 1}
"""Their periods, as multiples of pi."""
TERMS = 4
NEAR_WHOLE = "numbers near whole ones"
HELD = "the number near a whole one"


@dataclass(frozen=True)
class NearWhole:
    """node*unit == a multiple of `multiple`, plus `remainder`, once `size` is not negative; up to O(size**(-power)), exactly for power 0."""

    node: Term
    unit: Term
    multiple: int
    remainder: Term
    size: Term
    power: int = 0


@dataclass
class Turns:
    """expand: the expansion of a term in the letter; is_whole: whether a term is a whole number by its form."""

    elementary: Elementary
    letter: str
    expand: Callable[[Term], Expansion]
    is_whole: Callable[[Term], bool]

    def without(self, op: str, arg: Term) -> Expansion | None:
        """The expansion of the argument of a wave up to whole periods, or None where no number near a whole one is seen in it."""
        if op not in PERIODIC:
            return None
        for node in dict.fromkeys(walk(arg)):
            near = self._near_whole(node) if self.letter in free_letters(node) else None
            found = self._removed(op, arg, near) if near is not None else None
            if found is not None:
                return found
        return None

    def _removed(self, op: str, arg: Term, near: NearWhole) -> Expansion | None:
        """arg = a*node + b with a/unit a suitable multiple of pi: a/unit*remainder + b."""
        linear = coefficients(replace_all(arg, near.node, Letter(HELD)), HELD, 1)
        if linear is None or self.letter in free_letters(linear[1]):
            return None
        factor = over(linear[1], near.unit)
        turns = self.elementary.ask.tidy(over(factor, Constant("pi")))
        if not isinstance(turns, Number) or (turns.value * near.multiple / PERIODIC[op]).denominator != 1:
            return None
        if self.elementary.direction(self.expand(near.size)) < 0:
            return None
        found = self.expand(plus(linear[0], times(factor, near.remainder)))
        return self.elementary.series.add(found, self._error(near))

    def _error(self, near: NearWhole) -> Expansion:
        if not near.power:
            return Expansion()
        inverse = self.elementary.series.reciprocal(self.expand(near.size))
        found = self.elementary.series.raised(inverse, number(near.power), True)
        return Expansion((), (*(scale for _, scale in found.terms), *found.errors))

    def _near_whole(self, node: Term) -> NearWhole | None:
        match node:
            case Apply(op="factorial", args=(inner,)) if self.is_whole(inner):
                return NearWhole(node, Constant("e"), 1, _of_factorial(inner), inner, TERMS + 1)
            case Apply(op="pow", args=(base, exponent)) if self.is_whole(exponent):
                return _of_surd(node, base, exponent) if self.letter not in free_letters(base) else None
        return None


def _of_factorial(inner: Term) -> Term:
    """1/(f + 1) + 1/((f + 1)*(f + 2)) + ..."""
    parts = list[Term]()
    below: Term = ONE
    for j in range(1, TERMS + 1):
        below = times(below, plus(inner, number(j)))
        parts.append(over(ONE, below))
    return plus(*parts)


def _of_surd(node: Term, base: Term, exponent: Term) -> NearWhole | None:
    """(p + q*sqrt(d))**f, its trace and norm whole numbers."""
    roots = [part for part in dict.fromkeys(walk(base)) if isinstance(part, Apply) and part.op == "sqrt"]
    if len(roots) != 1:
        return None
    (root,), (inside,) = roots, roots[0].args
    linear = coefficients(replace_all(base, root, Letter(HELD)), HELD, 1)
    values = [part.value for part in (*(linear or ()), inside) if isinstance(part, Number)]
    if len(values) != 3:
        return None
    p, q, d = values
    trace, norm = 2 * p, p * p - q * q * d
    if trace.denominator != 1 or norm.denominator != 1 or d < 0:
        return None
    conjugate = replace_all(base, root, apply("neg", root))
    small = apply("neg", apply("pow", conjugate, exponent))
    return NearWhole(node, ONE, 2 if trace % 2 == 0 else 1, small, exponent)
