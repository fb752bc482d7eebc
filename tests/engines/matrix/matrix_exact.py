"""Exact values of matrix terms at rational points, and random exact matrices of every kind. For tests only."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from math import prod

from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    Apply,
    At,
    Compare,
    Connective,
    Letter,
    Matrix,
    Number,
    Sum,
    Term,
)

Value = Fraction | tuple[tuple[Fraction, ...], ...]
Rows = tuple[tuple[Fraction, ...], ...]


class Undefined(Exception):
    """The term has no value at the point."""


class Spectra:
    """The eigenvalues of the symmetric matrices that were drawn, by matrix."""

    def __init__(self) -> None:
        self.known: dict[Rows, tuple[Fraction, ...]] = {}


def eye(size: int) -> Rows:
    return tuple(tuple(Fraction(i == j) for j in range(size)) for i in range(size))


def mul(left: Rows, right: Rows) -> Rows:
    return tuple(
        tuple(
            sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0))
            for column in zip(*right, strict=True)
        )
        for row in left
    )


def turn(rows: Rows) -> Rows:
    return tuple(zip(*rows, strict=True))


def det(rows: Rows) -> Fraction:
    if not rows:
        return Fraction(1)
    rest = rows[1:]
    return sum(
        (
            (-1) ** j * entry * det(tuple(row[:j] + row[j + 1 :] for row in rest))
            for j, entry in enumerate(rows[0])
        ),
        Fraction(0),
    )


def inverse(rows: Rows) -> Rows:
    bottom, size = det(rows), len(rows)
    if not bottom:
        raise Undefined("a singular matrix")
    minor = [
        [
            det(tuple(tuple(v for b, v in enumerate(row) if b != i) for a, row in enumerate(rows) if a != j))
            for j in range(size)
        ]
        for i in range(size)
    ]
    return tuple(tuple((-1) ** (i + j) * minor[i][j] / bottom for j in range(size)) for i in range(size))


def value(term: Term, at: Mapping[str, Value], spectra: Spectra | None = None) -> Value | bool:
    """The exact value; a 1 x 1 matrix is a number. Raises Undefined."""
    found = _value(term, at, spectra or Spectra())
    if isinstance(found, tuple) and len(found) == 1 and len(found[0]) == 1:
        return found[0][0]
    return found


def _rows(found: object) -> Rows:
    if isinstance(found, Fraction):
        return ((found,),)
    assert isinstance(found, tuple)
    return found


def _whole(term: Term, at: Mapping[str, Value], spectra: Spectra) -> int:
    found = value(term, at, spectra)
    assert isinstance(found, Fraction) and found.denominator == 1
    return int(found)


def _value(term: Term, at: Mapping[str, Value], spectra: Spectra) -> Value | bool:
    match term:
        case Number(value=number):
            return number
        case Letter(name=name):
            return at[name]
        case At(name=name, index=index):
            return at[f"{name}({_whole(index, at, spectra)})"]
        case Matrix(rows=rows):
            return tuple(tuple(value(entry, at, spectra) for entry in row) for row in rows)  # type: ignore[misc]
        case Sum(op="prod", letter=letter, body=body, low=low, high=high):
            places = range(_whole(low, at, spectra), _whole(high, at, spectra) + 1)
            factors = [value(body, {**at, letter: Fraction(k)}, spectra) for k in places]
            assert all(isinstance(factor, Fraction) for factor in factors)
            return prod(factors, start=Fraction(1))
        case Sum(letter=letter, body=body, low=low, high=high):
            start, end = _whole(low, at, spectra), _whole(high, at, spectra)
            # the first term gives the shape of an empty sum
            first = _rows(value(body, {**at, letter: Fraction(start)}, spectra))
            total = _add(first, first, -1)
            for k in range(start, end + 1):
                total = _add(total, _rows(value(body, {**at, letter: Fraction(k)}, spectra)))
            return total
        case Compare(relation=relation, left=left, right=right):
            return _compare(relation, value(left, at, spectra), value(right, at, spectra))
        case Connective(op=op, parts=parts):
            truths = [bool(value(part, at, spectra)) for part in parts]
            return {"and": all(truths), "or": any(truths), "implies": not truths[0] or truths[-1]}[op]
        case Apply(op=op, args=args):
            return _operation(op, args, at, spectra)
        case _:
            raise NotImplementedError(type(term).__name__)


def _add(left: Rows, right: Rows, sign: int = 1) -> Rows:
    return tuple(
        tuple(a + sign * b for a, b in zip(one, two, strict=True))
        for one, two in zip(left, right, strict=True)
    )


def _compare(relation: str, left: object, right: object) -> bool:
    if relation in ("==", "!="):
        gap = _add(_rows(left), _rows(right), -1)
        same = not any(entry for row in gap for entry in row)
        return same if relation == "==" else not same
    assert isinstance(left, Fraction) and isinstance(right, Fraction)
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[relation]


def _operation(op: str, args: tuple[Term, ...], at: Mapping[str, Value], spectra: Spectra) -> Value:
    if op == "pow":
        return _power(args[0], _whole(args[1], at, spectra), at, spectra)
    if op in ("min", "max"):
        entries = [row[0] for row in _rows(value(args[0], at, spectra))]
        return min(entries) if op == "min" else max(entries)
    if op == "eigenvalues":
        return tuple((one,) for one in spectra.known[_rows(value(args[0], at, spectra))])
    if op in ("identity", "zeros", "unit"):
        sizes = [_whole(arg, at, spectra) for arg in args]
        if op == "identity":
            return eye(sizes[0])
        if op == "unit":
            return tuple((Fraction(i == sizes[1]),) for i in range(sizes[0]))
        return tuple((Fraction(0),) * sizes[1] for _ in range(sizes[0]))
    found = [value(arg, at, spectra) for arg in args]
    one = _rows(found[0])
    if op in ("add", "sub"):
        return _add(one, _rows(found[1]), 1 if op == "add" else -1)
    if op == "neg":
        return tuple(tuple(-entry for entry in row) for row in one)
    if op in ("mul", "div"):
        return _scaled(op, found[0], found[1])
    if op == "matmul":
        return mul(one, _rows(found[1]))
    if op == "transpose":
        return turn(one)
    if op == "inv":
        return inverse(one)
    if op == "dot":
        return mul(turn(one), _rows(found[1]))
    if op == "trace":
        return sum((one[i][i] for i in range(len(one))), Fraction(0))
    if op == "det":
        return det(one)
    if op in ("entry", "row", "column"):
        return _part(op, one, [int(part) for part in found[1:] if isinstance(part, Fraction)])
    raise NotImplementedError(op)


def _part(op: str, rows: Rows, places: list[int]) -> Value:
    if op == "row":
        return (rows[places[0]],)
    if op == "column":
        return tuple((row[places[0]],) for row in rows)
    if max(places) >= len(rows):
        raise Undefined("an entry outside")
    return rows[places[0]][places[1] if len(places) == 2 else 0]


def _scaled(op: str, left: object, right: object) -> Value:
    if op == "div":
        assert isinstance(right, Fraction)
        if not right:
            raise Undefined("a denominator 0")
        return tuple(tuple(entry / right for entry in row) for row in _rows(left))
    factor, whole = (left, right) if isinstance(left, Fraction) else (right, left)
    assert isinstance(factor, Fraction)
    return tuple(tuple(factor * entry for entry in row) for row in _rows(whole))


def _power(base: Term, exponent: int, at: Mapping[str, Value], spectra: Spectra) -> Value:
    if isinstance(base, Apply) and base.op in ("norm", "sqrt"):
        inner = _rows(value(base.args[0], at, spectra))
        square = inner[0][0] if base.op == "sqrt" else sum((x * x for row in inner for x in row), Fraction(0))
        assert exponent % 2 == 0
        return square ** (exponent // 2)
    rows = _rows(value(base, at, spectra))
    if exponent < 0:
        rows, exponent = inverse(rows), -exponent
    result = eye(len(rows))
    for _ in range(exponent):
        result = mul(result, rows)
    return result


def draw(domain: Domain, sizes: Mapping[str, Value], source: random.Random, spectra: Spectra) -> Value:
    """A random exact value of the domain; degenerate ones (zeros, equal eigenvalues) come often."""
    if domain.kind == "integer":
        return Fraction(source.randint(0, 3))
    if domain.is_scalar:
        low = 1 if domain.low else -3
        return Fraction(source.randint(low, 3), source.randint(1, 2))
    shape = [_whole(size, sizes, spectra) for size in domain.size]
    rows, columns = (shape[0], 1) if len(shape) == 1 else shape
    found = matrix(domain.kind, rows, columns, source, spectra)
    return found[0][0] if rows == columns == 1 else found


def matrix(kind: str, rows: int, columns: int, source: random.Random, spectra: Spectra) -> Rows:
    """A random exact matrix of a kind. Symmetric ones are Q diag Q.T, so that their eigenvalues are known."""
    if kind == "diagonal":
        return tuple(
            tuple(_small(source) if i == j else Fraction(0) for j in range(rows)) for i in range(rows)
        )
    if kind == "orthogonal":
        return _orthogonal(rows, source)
    if kind in ("symmetric", "psd", "spd"):
        least = {"symmetric": -2, "psd": 0, "spd": 1}[kind]
        values = sorted(Fraction(source.randint(least, 3)) for _ in range(rows))
        middle = tuple(tuple(values[i] if i == j else Fraction(0) for j in range(rows)) for i in range(rows))
        basis = _orthogonal(rows, source)
        found = mul(mul(basis, middle), turn(basis))
        spectra.known[found] = tuple(values)
        return found
    while True:
        found = tuple(tuple(_small(source) for _ in range(columns)) for _ in range(rows))
        if kind != "invertible" or det(found):
            return found


def _small(source: random.Random) -> Fraction:
    return Fraction(source.choice((-2, -1, 0, 0, 1, 1, 2, 3)))


def _orthogonal(size: int, source: random.Random) -> Rows:
    """The Cayley transform of a skew matrix, with random signs."""
    skew = [[Fraction(0)] * size for _ in range(size)]
    for i in range(size):
        for j in range(i):
            skew[i][j] = Fraction(source.randint(-2, 2))
            skew[j][i] = -skew[i][j]
    rows = tuple(map(tuple, skew))
    found = mul(_add(eye(size), rows, -1), inverse(_add(eye(size), rows)))
    signs = tuple(
        tuple(Fraction(source.choice((-1, 1)) * (i == j)) for j in range(size)) for i in range(size)
    )
    return mul(found, signs)
