"""How large the degree of an identity can be, once its denominators are cleared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from proofs_check.statement.terms import Apply, Letter, Matrix, Number, Sum, Term, number, substitute

Degrees = tuple[int, int]
"""Bounds on the degrees of a numerator and of a denominator."""


@dataclass(frozen=True)
class Setting:
    """What letters are: small whole numbers, or orthogonal matrices, which are rational in what is drawn; n the size."""

    whole: Mapping[str, int]
    orthogonal: frozenset[str]
    n: int


def degree_of(left: Term, right: Term, setting: Setting) -> int:
    """A bound on the degree of left - right cleared of denominators."""
    numerator, _ = _sum(_degrees(left, setting), _degrees(right, setting))
    return max(numerator, 1)


def _sum(a: Degrees, b: Degrees) -> Degrees:
    if a[1] == b[1] == 0:
        return max(a[0], b[0]), 0
    return max(a[0] + b[1], b[0] + a[1]), a[1] + b[1]


def _degrees(term: Term, setting: Setting) -> Degrees:
    whole, n = setting.whole, setting.n
    match term:
        case Letter(name=name):
            if name in setting.orthogonal:
                return n, n  # Cayley: adjugate and determinant of I + S
            return (0, 0) if name in whole else (1, 0)
        case Matrix(rows=rows):
            return _all([_degrees(entry, setting) for row in rows for entry in row])
        case Sum(op=op, letter=letter, body=body, low=low, high=high):
            first, last = whole_value(low, whole), whole_value(high, whole)
            parts = [
                _degrees(body, replace(setting, whole={**whole, letter: k})) for k in range(first, last + 1)
            ]
            return _all(parts) if op == "sum" else (sum(p[0] for p in parts), sum(p[1] for p in parts))
        case Apply(op="pow", args=(base, exponent)):
            return _power(_degrees(base, setting), whole_value(exponent, whole), n)
        case Apply(op="inv", args=(base,)):
            top, bottom = _degrees(base, setting)
            # adjugate over determinant, each entry brought to a common denominator
            return n * n * (top + bottom), n * n * (top + bottom)
        case Apply(op="entry" | "row" | "column" | "transpose" | "neg", args=(base, *_)):
            return _degrees(base, setting)
        case Apply(op="trace", args=(base,)):
            return _all([_degrees(base, setting)] * n)
        case Apply(op="div", args=(a, b)):
            (p, q), (r, s) = _degrees(a, setting), _degrees(b, setting)
            return p + s, q + r
        case Apply(op="mul", args=(a, b)):
            (p, q), (r, s) = _degrees(a, setting), _degrees(b, setting)
            return p + r, q + s
        case Apply(op="matmul" | "dot", args=(a, b)):
            return _product(_degrees(a, setting), _degrees(b, setting), n)
        case Apply(op="add" | "sub", args=(a, b)):
            return _sum(_degrees(a, setting), _degrees(b, setting))
        case _:
            return 0, 0


def _product(a: Degrees, b: Degrees, n: int) -> Degrees:
    """A sum of n products of entries, whose denominators may all differ."""
    top, bottom = a[0] + b[0], a[1] + b[1]
    return (top, 0) if bottom == 0 else (top + (n - 1) * bottom, n * bottom)


def _power(base: Degrees, exponent: int, n: int) -> Degrees:
    top, bottom = base
    if exponent < 0:
        top, bottom = bottom, top
    # a power of a matrix with denominators is a sum over paths: n times the denominators at every product
    grow = n if bottom else 1
    return abs(exponent) * top * grow, abs(exponent) * bottom * grow


def _all(parts: list[Degrees]) -> Degrees:
    found = parts[0] if parts else (0, 0)
    for part in parts[1:]:
        found = _sum(found, part)
    return found


def whole_value(term: Term, whole: Mapping[str, int]) -> int:
    """A whole number made of the small ones of a chunk. Raises ValueError for other terms."""
    closed = substitute(term, {name: number(value) for name, value in whole.items()})
    match closed:
        case Number(value=value):
            return int(value)
        case Apply(op="neg", args=(a,)):
            return -whole_value(a, whole)
        case Apply(op="add" | "sub" | "mul" as op, args=(a, b)):
            left, right = whole_value(a, whole), whole_value(b, whole)
            return left + right if op == "add" else left - right if op == "sub" else left * right
        case _:
            raise ValueError("no whole number")
