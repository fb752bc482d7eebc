"""Integer-affine terms: the exponents of matrix powers and the ends of sums, as `2*t - k + 1`.

Parts that are whole numbers but not affine (`t*k`, `floor(x)`) count as letters of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.seen_forms import is_integral
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Apply, Letter, Number, Term, apply, free_letters, number
from proofs_check.statement.text import text


@dataclass(frozen=True)
class Affine:
    """`constant` plus the sum of `coefficient * part`; parts in the order of their texts, no coefficient is 0."""

    constant: int
    parts: tuple[tuple[Term, int], ...] = ()

    def __add__(self, other: Affine) -> Affine:
        parts = dict(self.parts)
        for part, coefficient in other.parts:
            parts[part] = parts.get(part, 0) + coefficient
        return _ordered(self.constant + other.constant, parts)

    def __neg__(self) -> Affine:
        return self.times(-1)

    def __sub__(self, other: Affine) -> Affine:
        return self + (-other)

    def times(self, factor: int) -> Affine:
        """The affine term multiplied by a whole number."""
        return _ordered(self.constant * factor, {part: value * factor for part, value in self.parts})

    @property
    def is_constant(self) -> bool:
        return not self.parts

    @property
    def term(self) -> Term:
        """The canonical term: parts in order, the constant last."""
        return _written(self)

    def letters(self) -> frozenset[str]:
        """The letters that the value depends on."""
        return frozenset(name for part, _ in self.parts for name in free_letters(part))


NONE = Affine(0)
UNIT = Affine(1)


def _ordered(constant: int, parts: dict[Term, int]) -> Affine:
    kept = [(part, value) for part, value in parts.items() if value]
    return Affine(constant, tuple(sorted(kept, key=lambda item: text(item[0]))))


def _written(affine: Affine) -> Term:
    result: Term | None = None
    for part, value in (*affine.parts, *(((None, affine.constant),) if affine.constant else ())):
        size = number(abs(value)) if part is None else part if abs(value) == 1 else _multiple(value, part)
        if result is None:
            result = size if value > 0 else number(value) if part is None else apply("neg", size)
        else:
            result = apply("add" if value > 0 else "sub", result, size)
    return number(0) if result is None else result


def _multiple(value: int, part: Term) -> Term:
    return apply("mul", number(abs(value)), part)


def affine_of(term: Term, scope: Scope) -> Affine | None:
    """The affine form of a term that is a whole number by its form, else None."""
    match term:
        case Number(value=value):
            return Affine(int(value)) if value.denominator == 1 else None
        case Letter():
            return Affine(0, ((term, 1),)) if is_integral(term, scope) else None
        case Apply(op="neg", args=(inner,)):
            found = affine_of(inner, scope)
            return -found if found else None
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            first, second = affine_of(left, scope), affine_of(right, scope)
            if first is None or second is None:
                return None
            return first + second if op == "add" else first - second
        case Apply(op="mul", args=(left, right)):
            return _product(term, affine_of(left, scope), affine_of(right, scope))
        case _:
            return Affine(0, ((term, 1),)) if is_integral(term, scope) else None


def _product(term: Term, left: Affine | None, right: Affine | None) -> Affine | None:
    if left is None or right is None:
        return None
    if left.is_constant:
        return right.times(left.constant)
    if right.is_constant:
        return left.times(right.constant)
    return Affine(0, ((term, 1),))


def product(left: Affine, right: Affine) -> Affine | None:
    """The product when one side is a constant, else None."""
    if left.is_constant:
        return right.times(left.constant)
    return left.times(right.constant) if right.is_constant else None
