"""Linear equations and inequalities without whole solutions.

    E == 0 with whole coefficients        without solution where their greatest common divisor does not divide the constant; one letter of
                                          it, after changes of letters with determinant 1, is given by the others and put in
    c1*x1 + ... + cn*xn >= e              divided by the greatest common divisor of the c, e rounded up
    a*x >= L, b*x <= M, a, b > 0          give a*M >= b*L, rounded again (Fourier, Motzkin, Gomory)

and, where that does not end in 0 >= 1, all values of a letter between two numbers.

Notation: a row maps letters to whole coefficients, CONSTANT to a number; it says that the sum is 0 (an equation) or at least 0. A letter is
a key: the powers of the places of a product.
Source: W. Pugh, The Omega Test, Communications of the ACM 35 (1992).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd

Key = tuple[tuple[int, int], ...]
Row = dict[Key, int]
CONSTANT: Key = ()
MAX_ROWS = 60
MAX_RANGE = 30
MAX_STEPS = 60
MAX_BRANCHES = 400


class HasNone(Exception):
    """The rows have no whole solution."""


@dataclass
class Spent:
    """How many branches were looked at."""

    branches: int = 0


def without_solution(equations: list[Row], inequalities: list[Row]) -> bool:
    """Whether the rows are shown to have no whole solution; False where that is not found out."""
    return _closes(equations, inequalities, Spent())


def _closes(equations: list[Row], inequalities: list[Row], spent: Spent) -> bool:
    spent.branches += 1
    if spent.branches > MAX_BRANCHES:
        return False
    try:
        rows = _rounded(_solved(equations, inequalities))
        projected(rows)
    except HasNone:
        return True
    found = _narrowest(rows)
    if found is None:
        return False
    letter, low, high = found
    return all(_closes([{letter: 1, CONSTANT: -value}], rows, spent) for value in range(low, high + 1))


def _letters(row: Row) -> list[Key]:
    return [key for key in row if key != CONSTANT]


def _plus(one: Row, factor: int, other: Row) -> Row:
    found = dict(one)
    for key, weight in other.items():
        found[key] = found.get(key, 0) + factor * weight
    return {key: weight for key, weight in found.items() if weight}


def _solved(equations: list[Row], inequalities: list[Row]) -> list[Row]:
    """The inequalities with what the equations give put in. Raises HasNone."""
    waiting, rows = list(equations), list(inequalities)
    for _ in range(MAX_STEPS):
        if not waiting:
            return rows
        row = waiting.pop(0)
        letters = _letters(row)
        if not letters:
            if row:
                raise HasNone
            continue
        common = gcd(*(row[key] for key in letters))
        if row.get(CONSTANT, 0) % common:
            raise HasNone
        row = {key: weight // common for key, weight in row.items()}
        least = min(letters, key=lambda one: abs(row[one]))
        value, rest = _given(row, least)
        waiting = [_put(one, least, value) for one in waiting]
        rows = [_put(one, least, value) for one in rows]
        waiting = [rest, *waiting] if rest else waiting
    return rows  # equations that are left out only make the rows weaker


def _given(row: Row, letter: Key) -> tuple[Row, Row]:
    """(value, rest): the letter as a row, with a new letter under its name where its weight a is not 1 or -1.

    a*x + sum of b*y + c == 0 with b = a*(b // a) + b % a:    x = t - sum of (b // a)*y - c // a    leaves    a*t + sum of (b % a)*y + c % a == 0.
    """
    weight = row[letter]
    quotients = {key: -(other // weight) for key, other in row.items() if key != letter}
    rests = {key: other % weight for key, other in row.items() if key != letter}
    value = {key: other for key, other in quotients.items() if other}
    if not any(rests.values()):
        return value, {}
    value[letter] = 1
    return value, {letter: weight, **{key: other for key, other in rests.items() if other}}


def _put(row: Row, letter: Key, value: Row) -> Row:
    weight = row.get(letter, 0)
    if not weight:
        return row
    return _plus({key: other for key, other in row.items() if key != letter}, weight, value)


def _rounded(rows: list[Row]) -> list[Row]:
    """Each row divided, its constant rounded; of parallel rows the sharper one. Raises HasNone."""
    sharp: dict[frozenset[tuple[Key, int]], int] = {}
    for row in rows:
        letters = _letters(row)
        if not letters:
            if row.get(CONSTANT, 0) < 0:
                raise HasNone
            continue
        common = gcd(*(row[key] for key in letters))
        key = frozenset((key, row[key] // common) for key in letters)
        constant = row.get(CONSTANT, 0) // common
        sharp[key] = min(sharp.get(key, constant), constant)
    return [{**dict(key), **({CONSTANT: constant} if constant else {})} for key, constant in sharp.items()]


def projected(rows: list[Row]) -> None:
    """Takes one letter after the other away. Raises HasNone where 0 >= 1 is left; returns where nothing is found."""
    for _ in range(MAX_STEPS):
        letters = sorted({key for row in rows for key in _letters(row)})
        if not letters or len(rows) > MAX_ROWS:
            return
        letter = min(letters, key=lambda one: _pairs(rows, one))
        above = [row for row in rows if row.get(letter, 0) > 0]
        below = [row for row in rows if row.get(letter, 0) < 0]
        kept = [row for row in rows if not row.get(letter, 0)]
        joined = [_joined(one, other, letter) for one in above for other in below]
        rows = _rounded([*kept, *joined])


def _pairs(rows: list[Row], letter: Key) -> int:
    above = sum(1 for row in rows if row.get(letter, 0) > 0)
    below = sum(1 for row in rows if row.get(letter, 0) < 0)
    return above * below - above - below


def _joined(one: Row, other: Row, letter: Key) -> Row:
    """A sum of positive multiples in which the letter is gone."""
    up, down = one[letter], -other[letter]
    scaled = {key: down * weight for key, weight in one.items()}
    return _plus(scaled, up, other)


def _narrowest(rows: list[Row]) -> tuple[Key, int, int] | None:
    """The letter with the least number of values between two rows about it alone, and its ends."""
    lows: dict[Key, int] = {}
    highs: dict[Key, int] = {}
    for row in rows:
        letters = _letters(row)
        if len(letters) == 1:
            (letter,) = letters
            constant = row.get(CONSTANT, 0)  # the weight is 1 or -1 after rounding
            if row[letter] > 0:
                lows[letter] = -constant
            else:
                highs[letter] = constant
    both = [(highs[key] - lows[key], key) for key in lows if key in highs]
    if not both or min(both)[0] > MAX_RANGE:
        return None
    letter = min(both)[1]
    return letter, lows[letter], highs[letter]


__all__ = ["CONSTANT", "HasNone", "Key", "Row", "without_solution"]
