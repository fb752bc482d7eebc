"""Forms (powers -> coefficient) made homogeneous, and put in new letters.

Each function says for which letters the old form and the new one have the same sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations, islice
from math import gcd, isqrt

import flint

from proofs_check.engines.weighted_means import Form, Powers

MAX_DEGREE = 40
MAX_CONES = 300
Row = tuple[flint.fmpq, ...]


def is_homogeneous(form: Form) -> bool:
    """Whether all terms have the same degree."""
    return len({sum(powers) for powers in form}) <= 1


def degree_of(form: Form) -> int:
    """The greatest degree of a term."""
    return max(map(sum, form), default=0)


def with_one(form: Form) -> Form:
    """The form with one more letter, where that letter is 1."""
    top = degree_of(form)
    return {(*powers, top - sum(powers)): factor for powers, factor in form.items()}


def by_homogeneous(form: Form, whole: Form, degree: int) -> Form | None:
    """The form made homogeneous by powers of `whole`, homogeneous of that degree, where that is 1; None where degrees do not fit."""
    top = degree_of(form)
    if any((top - sum(powers)) % degree for powers in form):
        return None
    one = _poly(whole)
    total = one * 0
    for power in sorted({(top - sum(powers)) // degree for powers in form}):
        layer = {powers: value for powers, value in form.items() if sum(powers) == top - power * degree}
        total += _poly(layer) * one**power
    return _form(total)


def by_product(form: Form, unit: Powers, value: Fraction) -> Form | None:
    """The form in u, x = u**|unit|, made homogeneous by x**unit = value, all letters being positive.

    None where the unit has degree 0, the value no rational root, or the degrees grow too large.
    """
    total = sum(unit)
    if total < 0:
        unit, value, total = tuple(-power for power in unit), 1 / value, -total
    root = rational_root(value, total) if total else None
    if root is None or degree_of(form) * total > MAX_DEGREE:
        return None
    top = degree_of(form)
    found: dict[Powers, flint.fmpq] = {}
    for powers, factor in form.items():
        lack = top - sum(powers)
        key = tuple(total * power + lack * own for power, own in zip(powers, unit, strict=True))
        scale = root ** (-lack)
        found[key] = found.get(key, flint.fmpq(0)) + factor * flint.fmpq(scale.numerator, scale.denominator)
    return _lowest(found)


def _lowest(form: Form) -> Form:
    """Divided by the monomial that all terms have in common, x in place of x**g; all letters being positive."""
    least = tuple(map(min, zip(*form, strict=True)))
    moved = {
        tuple(a - b for a, b in zip(powers, least, strict=True)): value for powers, value in form.items()
    }
    common = gcd(*(power for powers in moved for power in powers)) or 1
    return {
        tuple(power // common for power in powers): value for powers, value in moved.items() if value != 0
    }


def rational_root(value: Fraction, degree: int) -> Fraction | None:
    """The positive root of a positive number, where it is rational."""
    parts = [_whole_root(part, degree) for part in (value.numerator, value.denominator)]
    return None if parts[0] is None or parts[1] is None else Fraction(parts[0], parts[1])


def _whole_root(value: int, degree: int) -> int | None:
    low, high = 0, 1 << (value.bit_length() // degree + 1)
    if degree == 2:
        low = high = isqrt(value)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if middle**degree < value else (low, middle)
    return low if low**degree == value else None


def simplicial(rows: tuple[Row, ...], count: int) -> tuple[tuple[Row, ...], flint.fmpq_mat] | None:
    """As many rows L as letters such that all others are combinations of them without negative weights, and L**-1.

    None where there are none, or where they are the letters themselves.
    """
    for chosen in islice(combinations(rows, count), MAX_CONES):
        if all(sum(entry != 0 for entry in row) == 1 for row in chosen):
            continue
        matrix = flint.fmpq_mat([list(row) for row in chosen])
        if matrix.det() == 0:
            continue
        inverse = matrix.inv()
        others = flint.fmpq_mat([list(row) for row in rows]) * inverse
        if all(entry >= 0 for entry in others.entries()):
            return chosen, inverse
    return None


def put(form: Form, matrix: flint.fmpq_mat) -> Form:
    """The form in u, x = matrix*u."""
    poly = _poly(form)
    context = poly.context()
    gens = context.gens()
    values = []
    for row in matrix.tolist():
        values.append(sum((gens[k] * entry for k, entry in enumerate(row)), context.constant(0)))
    return _form(poly.compose(*values, ctx=context))


def _poly(form: Form) -> flint.fmpq_mpoly:
    count = len(next(iter(form)))
    context = flint.fmpq_mpoly_ctx.get([f"u{place}" for place in range(count)], "degrevlex")
    return context.from_dict(dict(form))


def _form(poly: flint.fmpq_mpoly) -> Form:
    found: Mapping[Powers, flint.fmpq] = {
        tuple(map(int, powers)): factor for powers, factor in poly.to_dict().items()
    }
    return found
