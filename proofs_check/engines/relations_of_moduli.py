"""What moduli of combinations of complex numbers, or norms of vectors, have to do with each other.

    triangles        m1 <= |s|*m2 + |t|*m3 where u1 = s*u2 + t*u3 with rational s and t
    parallelograms   c1*m1**2 + c2*m2**2 + ... = 0 where the quadratic forms c1*|u1|**2 + ... cancel

Both hold for any complex numbers and any vectors, whatever else is known of them: they are exact linear algebra in the weights.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

import flint

from proofs_check.engines.calculus_terms import number_of, plus, power, times
from proofs_check.engines.opaque_moduli import Combination
from proofs_check.statement.terms import ONE, ZERO, Compare, Letter, Term, number

Weights = dict[Term, Fraction]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Modulus:
    """A combination with the term of its modulus."""

    weights: Weights
    size: Term


@dataclass(frozen=True)
class Triangle:
    """side <= rest; `name` is the letter of the side alone."""

    name: Term
    fact: Compare


def moduli_of(names: Mapping[Combination, str]) -> tuple[Modulus, ...]:
    """The combinations with their letters, and 1 where a combination has a number in it."""
    found = [Modulus(dict(parts), Letter(name)) for parts, name in names.items()]
    if any(ONE in one.weights for one in found):
        found.append(Modulus({ONE: Fraction(1)}, ONE))
    return tuple(found)


def triangles(moduli: tuple[Modulus, ...]) -> tuple[Triangle, ...]:
    """All inequalities of triangles between three of them."""
    found = []
    for three in combinations(moduli, 3):
        relation = _dependence(three)
        if relation is None:
            continue
        for place, one in enumerate(three):
            others = [
                times(number_of(abs(weight / relation[place])), other.size)
                for k, (weight, other) in enumerate(zip(relation, three, strict=True))
                if k != place
            ]
            found.append(Triangle(one.size, Compare("<=", one.size, plus(*others))))
    return tuple(found)


def _dependence(three: tuple[Modulus, ...]) -> tuple[Fraction, ...] | None:
    """Weights, none of them 0, with which the three combinations add up to 0; None where they are none or no unique ones."""
    found = _kernel([one.weights for one in three])
    return found[0] if len(found) == 1 and all(found[0]) else None


def parallelograms(moduli: tuple[Modulus, ...]) -> tuple[Compare, ...]:
    """The linear equations between the squares, a basis of them."""
    forms = []
    for one in moduli:
        form: dict[tuple[Term, Term], Fraction] = {}
        for left, weight in one.weights.items():
            for right, other in one.weights.items():
                key = (left, right) if repr(left) <= repr(right) else (right, left)
                form[key] = form.get(key, Fraction(0)) + weight * other
        forms.append(form)
    squares = [power(one.size, number(2)) for one in moduli]
    return tuple(
        Compare(
            "==",
            plus(*(times(number_of(c), square) for c, square in zip(row, squares, strict=True) if c)),
            ZERO,
        )
        for row in _kernel(forms)
    )


def _kernel(rows: Sequence[Mapping[Key, Fraction]]) -> list[tuple[Fraction, ...]]:
    """A basis of the weights with which the rows add up to 0."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    table = flint.fmpq_mat(len(keys), len(rows))
    for column, row in enumerate(rows):
        for place, key in enumerate(keys):
            value = row.get(key, Fraction(0))
            table[place, column] = flint.fmpq(value.numerator, value.denominator)
    reduced, rank = table.rref()
    leads = [next(c for c in range(len(rows)) if reduced[row, c] != 0) for row in range(rank)]
    found = []
    for free in (column for column in range(len(rows)) if column not in leads):
        values = [Fraction(0)] * len(rows)
        values[free] = Fraction(1)
        for line, lead in enumerate(leads):
            entry = reduced[line, free]
            values[lead] = -Fraction(int(entry.p), int(entry.q))
        found.append(tuple(values))
    return found
