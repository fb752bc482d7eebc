"""Values that are worth trying for a letter, the simplest first.

Zero, plus and minus one, the ends of the domain and just inside them, small rationals; matrices with few nonzero
entries of the declared kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import permutations, product

from proofs_check.exact import matrices
from proofs_check.exact.closed import ONE, PI, ZERO, mul
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.matrices import Table, table
from proofs_check.exact.quantifiers import Interval
from proofs_check.exact.values import Complex, MatrixValue, Scalar, Undecidable, Value

NUMBERS = tuple(
    Fraction(text)
    for text in [
        "0",
        "1",
        "-1",
        "2",
        "1/2",
        "-2",
        "-1/2",
        "3",
        "-3",
        "1/3",
        "3/2",
        "10",
        "1/10",
        "-10",
        "-1/10",
        "4",
        "1/4",
        "2/3",
        "9/10",
        "5",
        "-1/3",
        "100",
        "1/100",
        "-100",
        "7",
        "11/10",
        "99/100",
    ]
)
WHOLE = tuple(Fraction(n) for n in (0, 1, -1, 2, -2, 3, 4, -3, 5, 6, 7, 10, -10))
PARTS = tuple(
    Fraction(text) for text in ["1/2", "1/4", "3/4", "1/10", "9/10", "1/3", "2/3", "1/100", "99/100"]
)
ENTRIES = (ZERO, ONE, -ONE, Fraction(2), Fraction(1, 2))
TURNED = tuple(
    Complex(Fraction(re), Fraction(im))
    for re, im in (
        (0, 1),
        (0, -1),
        (1, 1),
        (0, 2),
        (0, Fraction(1, 2)),
        (Fraction(3, 5), Fraction(4, 5)),
        (-1, 1),
        (1, -1),
    )
)
ANGLES = tuple(
    mul(Fraction(text), PI)
    for text in ["1/2", "1", "-1/2", "1/4", "2", "-1", "3/2", "1/3", "-1/4", "2/3", "3/4", "1/6", "3"]
)
FURTHER_ANGLES = tuple(
    mul(Fraction(text), PI) for text in ["5/6", "-1/6", "-1/3", "-2/3", "4/3", "-3/4", "5/3", "7/6", "-5/6"]
)
MAX_MATRICES = 60


@dataclass(frozen=True)
class Size:
    """How simple a value is: dimensions, entries that are not 0, the sizes of the entries, how many of them stand off
    the diagonal of a square matrix. Smaller is simpler."""

    dimension: int
    filled: int
    weight: int
    beside: int = 0


def weight(z: Scalar) -> int:
    """How simple a number is: 0, then 1, -1, 2, ...; numerators cost one each, denominators two."""
    if isinstance(z, Complex):
        return 3 + weight(z.re) + weight(z.im)
    if not isinstance(z, Fraction):
        return 1_000
    return abs(z.numerator) + 2 * (z.denominator - 1) + (z < 0)


def size_of(value: Value) -> Size:
    """The size of a value."""
    if isinstance(value, MatrixValue):
        entries = [entry for row in value.rows for entry in row]
        filled = sum(1 for entry in entries if entry != ZERO)
        square = len(value.rows) == len(value.rows[0])
        rows = enumerate(value.rows)
        beside = sum(1 for i, row in rows for j, x in enumerate(row) if i != j and x != ZERO and square)
        return Size(len(entries), filled, sum(map(weight, entries)), beside)
    if isinstance(value, Fraction | Complex):
        return Size(1, int(value != ZERO), weight(value))
    return Size(1, 1, 1_000)


@lru_cache(maxsize=512)
def reals(interval: Interval, angles: bool = False) -> tuple[Closed, ...]:
    """Numbers of an interval, the simplest first, then its ends and points just inside them; `angles`: also parts of pi."""
    found: list[Closed] = [x for x in NUMBERS if _inside(x, interval)]
    low, high = (end[0] if end is not None else None for end in (interval.low, interval.high))
    near: list[Closed] = [end[0] for end in (interval.low, interval.high) if end is not None and end[1]]
    near += [x for end in (low, high) if isinstance(end, Fraction) for x in _beyond_a_whole(end, end == low)]
    if isinstance(low, Fraction) and isinstance(high, Fraction):
        near += [low + (high - low) * part for part in PARTS]
    elif isinstance(low, Fraction):
        near += [low + step for step in (ONE, Fraction(1, 10), Fraction(1, 100), Fraction(10))]
    elif isinstance(high, Fraction):
        near += [high - step for step in (ONE, Fraction(1, 10), Fraction(1, 100), Fraction(10))]
    ends = [x for x in near if x not in found and _inside(x, interval)]
    turns = [x for x in ANGLES if _inside(x, interval)] if angles else []
    further = [x for x in FURTHER_ANGLES if _inside(x, interval)] if angles else []
    return (*found[:2], *turns[:3], *found[2:4], *ends[:6], *turns[3:], *found[4:], *ends[6:], *further)


def _beyond_a_whole(end: Fraction, is_low: bool) -> tuple[Fraction, ...]:
    """Half way from an end that is no whole number to the next one inside: what holds up to 2 fails between 2 and 2.01."""
    whole = -(-end.numerator // end.denominator) if is_low else end.numerator // end.denominator
    return () if whole == end else ((whole + end) / 2,)


@lru_cache(maxsize=512)
def wholes(interval: Interval) -> tuple[Closed, ...]:
    """Whole numbers of an interval: from its lower end on, or around 0."""
    from proofs_check.exact.signs import floor

    low = None if interval.low is None else floor(interval.low[0])
    high = None if interval.high is None else floor(interval.high[0])
    if low is not None:
        found = [Fraction(low + k) for k in (0, 1, 2, 3, 4, 5, 6, 9, 12)]
    elif high is not None:
        found = [Fraction(high - k) for k in (0, 1, 2, 3, 4, 5, 9)]
    else:
        found = list(WHOLE)
    if high is not None:
        found += [Fraction(high), Fraction(high - 1)]
    return tuple(x for x in dict.fromkeys(found) if _inside(x, interval))


DENSE = 60
LAST = 2_000
BEYOND = tuple(Fraction(10**k) for k in (4, 5, 6, 9))


@lru_cache(maxsize=512)
def far_wholes(interval: Interval) -> tuple[Fraction, ...]:
    """Whole numbers farther out than those of `wholes`: one by one at first, then growing by an eighth, then powers of ten."""
    from proofs_check.exact.signs import floor

    low = None if interval.low is None else floor(interval.low[0])
    high = None if interval.high is None else floor(interval.high[0])
    steps = [*range(DENSE + 1)]
    while steps[-1] < LAST:
        steps.append(steps[-1] + max(steps[-1] // 8, 1))
    if low is None and high is not None:
        found = [Fraction(high - step) for step in steps]
    else:
        found = [Fraction((low or 0) + step) for step in steps] + [*BEYOND]
    known = wholes(interval)
    if low is None and high is None:
        found = [x for one in found for x in (one, -one)]
    return tuple(x for x in dict.fromkeys(found) if x not in known and _inside(x, interval))


def _inside(x: Closed, interval: Interval) -> bool:
    try:
        return interval.holds(x)
    except Undecidable:
        return False


def complexes(nonzero: bool, angles: bool = False) -> list[Scalar]:
    """Complex numbers; `angles`: also parts of pi and of pi*i."""
    plain: list[Scalar] = [x for x in NUMBERS[:8] if x or not nonzero]
    turns: list[Scalar] = [Complex(ZERO, x) for x in ANGLES[:6]] + list(ANGLES[:3]) if angles else []
    return [*plain[:3], *TURNED[:3], *turns[:3], *plain[3:], *turns[3:], *TURNED[3:]]


@lru_cache(maxsize=256)
def tables(kind: str, rows: int, columns: int, over: str) -> tuple[Table, ...]:
    """Matrices of a kind; vectors are of kind 'vector' with one column. Deterministic, the simplest first."""
    if rows == columns == 1:
        return _single(kind, over)
    found: list[Table] = []
    for value in _generate(kind, rows, columns):
        if value not in found:
            found.append(value)
        if len(found) >= MAX_MATRICES:
            break
    found = _mixed(found)
    if over == "complex" and kind in ("vector", "matrix", "diagonal", "invertible"):
        unit = Complex(ZERO, ONE)
        found[6:6] = [matrices.entrywise(lambda z: _turn(z, unit), value) for value in found[1:4]]
    return tuple(found)


def _mixed(values: list[Table]) -> list[Table]:
    """The values in turn from groups of different structure, the simplest of each group first."""
    groups: dict[tuple[int, bool], list[Table]] = {}
    for value in sorted(values, key=lambda value: size_of(value).weight):
        rows = matrices.rows_of(value)
        diagonal = all(x == ZERO for i, row in enumerate(rows) for j, x in enumerate(row) if i != j)
        groups.setdefault((size_of(value).filled, not diagonal), []).append(value)
    ordered = [groups[key] for key in sorted(groups)]
    longest = max(map(len, ordered))
    return [group[k] for k in range(longest) for group in ordered if k < len(group)]


def _turn(z: Scalar, unit: Complex) -> Scalar:
    from proofs_check.exact import scalars

    return scalars.mul(z, unit)


def _single(kind: str, over: str) -> tuple[Table, ...]:
    numbers: list[Scalar] = list(NUMBERS[:14])
    if kind == "psd":
        numbers = [x for x in NUMBERS[:18] if x >= 0]
    elif kind == "spd":
        numbers = [x for x in NUMBERS if x > 0]
    elif kind == "orthogonal":
        numbers = [ONE, -ONE]
    elif kind == "invertible":
        numbers = [x for x in NUMBERS[:14] if x]
    if over == "complex" and kind in ("vector", "matrix", "diagonal", "invertible"):
        numbers[3:3] = list(TURNED[:4])
    return tuple(numbers)


def _generate(kind: str, rows: int, columns: int) -> Iterator[Table]:
    if kind in ("vector", "matrix"):
        yield from _filled(rows, columns)
    elif kind == "diagonal":
        yield from (_diagonal(entries) for entries in _tuples(rows))
    elif kind == "symmetric":
        yield from _symmetric(rows)
    elif kind in ("psd", "spd"):
        yield from _definite(rows, kind == "spd")
    elif kind == "orthogonal":
        yield from _orthogonal(rows)
    else:
        yield from (value for value in _filled(rows, rows) if matrices.det(value) != ZERO)


@lru_cache(maxsize=64)
def _tuples(length: int) -> tuple[tuple[Fraction, ...], ...]:
    """Tuples of small entries, ordered by weight."""
    entries = ENTRIES if length <= 4 else ENTRIES[:3] if length <= 6 else ENTRIES[:2]
    if length > 9:
        units = [tuple(ONE if k == j else ZERO for k in range(length)) for j in range(length)]
        return ((ZERO,) * length, *units, (ONE,) * length)
    listed = sorted(product(entries, repeat=length), key=lambda t: (sum(map(weight, t)), [-x for x in t]))
    return tuple(listed[:4_000])


def _filled(rows: int, columns: int) -> Iterator[Table]:
    """Matrices with entries 0, 1, -1, 2, 1/2; those with a known structure among the first."""
    if rows == columns:
        yield from (_diagonal(entries) for entries in _tuples(rows)[:12])
        yield from _jordan(rows)
        yield from _orthogonal(rows)
    for entries in _tuples(rows * columns):
        yield table(entries[k * columns : (k + 1) * columns] for k in range(rows))


def _jordan(n: int) -> Iterator[Table]:
    for own in (ZERO, ONE, Fraction(1, 2), Fraction(2)):
        yield table([own if i == j else ONE if j == i + 1 else ZERO for j in range(n)] for i in range(n))


def _diagonal(entries: tuple[Fraction, ...]) -> Table:
    size = range(len(entries))
    return table([entries[i] if i == j else ZERO for j in size] for i in size)


def _symmetric(n: int) -> Iterator[Table]:
    yield from (_diagonal(entries) for entries in _tuples(n)[:25])
    for entries in _tuples(n * (n + 1) // 2):
        rows = [[ZERO] * n for _ in range(n)]
        places = [(i, j) for i in range(n) for j in range(i, n)]
        for (i, j), entry in zip(places, entries, strict=True):
            rows[i][j] = rows[j][i] = entry
        yield table(rows)


def _definite(n: int, strictly: bool) -> Iterator[Table]:
    """Diagonal ones, and B @ B.T of small B."""
    for entries in _tuples(n):
        if all(x > 0 if strictly else x >= 0 for x in entries):
            yield _diagonal(entries)
    for base in _filled(n, n):
        value = matrices.matmul(base, matrices.transpose(base))
        if not strictly or matrices.det(value) != ZERO:
            yield value


def _orthogonal(n: int) -> Iterator[Table]:
    """Signed permutations and rational rotations of the first plane."""
    if n <= 3:
        for signs in product((ONE, -ONE), repeat=n):
            for order in permutations(range(n)):
                yield table([signs[i] if order[i] == j else ZERO for j in range(n)] for i in range(n))
    c, s = Fraction(3, 5), Fraction(4, 5)
    for sine in (s, -s):
        turn = {(0, 0): c, (0, 1): -sine, (1, 0): sine, (1, 1): c}
        yield table(
            [turn.get((i, j), ONE if i == j else ZERO) if n > 1 else ONE for j in range(n)] for i in range(n)
        )
