"""Quantifiers at exact points: ranges of whole numbers by enumeration, real letters by a decomposition into cells.

For polynomial conditions the truth of the body changes only at the real roots of finitely many polynomials; it is
enough to look at the roots and at one point between neighbours (for a quantifier within another after projection:
coefficients, discriminants and resultants, see G. E. Collins, 1975). Elsewhere single values can settle the question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mpoly, fmpq_poly

from proofs_check.exact import scalars
from proofs_check.exact.algebraic import real_roots
from proofs_check.exact.closed import TooLarge
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.linear_marks import linear_marks
from proofs_check.exact.rational_forms import Reader
from proofs_check.exact.signs import middle
from proofs_check.exact.values import Complex, Undecidable, UndefinedTerm
from proofs_check.statement.domains import Domain, is_infinite
from proofs_check.statement.terms import Quantified, Term, walk
from proofs_check.statement.text import text

if TYPE_CHECKING:
    from proofs_check.exact.evaluate import Evaluator, Place

MAX_RANGE = 2_000
MAX_CELLS = 10_000  # of one point
ALGEBRAIC, DECOMPOSITION = (
    10,
    20,
)  # what an irrational number and the roots of polynomials take, in rational cells
TRIED = tuple(
    Fraction(*pair)
    for pair in ((0, 1), (1, 1), (-1, 1), (1, 2), (-1, 2), (2, 1), (-2, 1), (1, 10), (10, 1), (100, 1))
)


@dataclass(frozen=True)
class Interval:
    """The values of a scalar domain at a place; an end is (value, whether it belongs to the interval) or None."""

    low: tuple[Closed, bool] | None
    high: tuple[Closed, bool] | None
    nonzero: bool

    def holds(self, x: Closed) -> bool:
        """Whether x lies in it. Raises Undecidable."""
        if self.low is not None:
            side = scalars.order(x, self.low[0])
            if side < 0 or (side == 0 and not self.low[1]):
                return False
        if self.high is not None:
            side = scalars.order(x, self.high[0])
            if side > 0 or (side == 0 and not self.high[1]):
                return False
        return not self.nonzero or scalars.sign_of(x) != 0

    def ends(self) -> list[Closed]:
        """The finite ends."""
        return [end[0] for end in (self.low, self.high) if end is not None]


def interval_of(domain: Domain, place: Place, evaluator: Evaluator) -> Interval:
    """The interval of a real or whole domain at a place."""
    ends: list[tuple[Closed, bool] | None] = []
    for bound in (domain.low, domain.high):
        if bound is None or is_infinite(bound.at):
            ends.append(None)
            continue
        value = evaluator.scalar(bound.at, place)
        if isinstance(value, Complex):
            raise UndefinedTerm(f"the bound {text(bound.at)} is not real")
        ends.append((value, bound.closed))
    return Interval(ends[0], ends[1], domain.nonzero)


def quantified(statement: Quantified, place: Place, evaluator: Evaluator) -> bool:
    """Whether a quantified statement holds. Raises UndefinedTerm, Undecidable."""
    if not statement.domain.is_scalar:
        from proofs_check.exact.vector_quantifiers import quantified_matrix

        return quantified_matrix(statement, place, evaluator)
    if statement.domain.kind not in ("integer", "real"):
        raise Undecidable(f"a quantifier over values that are '{statement.domain.kind}'")
    interval = interval_of(statement.domain, place, evaluator)
    if statement.domain.kind == "integer":
        points, complete = _whole_points(statement, interval, place, evaluator)
    else:
        points, complete = _real_points(statement, interval, place, evaluator)
    return _decide(statement, points, complete, place, evaluator)


def _decide(
    statement: Quantified, points: Iterable[Closed], complete: bool, place: Place, evaluator: Evaluator
) -> bool:
    """The verdict from the values at `points`; `complete` says that they stand for all values of the domain."""
    exists = statement.op == "exists"
    undecided: Undecidable | TooLarge | None = None
    undefined: UndefinedTerm | None = None
    failed = False
    for point in points:
        _pay(1 if isinstance(point, Fraction) else ALGEBRAIC, evaluator)
        try:
            holds = evaluator.truth(statement.body, place.put(statement.letter, point, statement.domain))
        except UndefinedTerm as problem:
            undefined = undefined or problem
        except (Undecidable, TooLarge) as problem:
            undecided = undecided or problem
        else:
            if exists and holds:
                return True
            failed = failed or not holds
    if exists:
        return _unless(undecided, complete, False)
    if undefined is not None:
        raise undefined
    if failed:
        return False  # the body may be undefined elsewhere: that would refute as well
    return _unless(undecided, complete, True)


def _pay(cells: int, evaluator: Evaluator) -> None:
    """Books what a quantifier takes; several within another multiply it. Raises Undecidable where the point has had its share."""
    evaluator.cells += cells
    if evaluator.cells > MAX_CELLS:
        raise Undecidable("quantifiers that take too many cells")


def _unless(undecided: Undecidable | TooLarge | None, complete: bool, found: bool) -> bool:
    if undecided is not None:
        raise undecided
    if not complete:
        raise Undecidable("a quantifier that single values do not settle")
    return found


def _whole_points(
    statement: Quantified, interval: Interval, place: Place, evaluator: Evaluator
) -> tuple[list[Closed], bool]:
    """Whole numbers that stand for all of the domain, and whether they do."""
    low = None if interval.low is None else -scalars.floor_of(_minus(interval.low[0]))
    high = None if interval.high is None else scalars.floor_of(interval.high[0])
    complete = low is not None and high is not None
    if not complete:
        reach = _reach(statement, place, evaluator)
        complete = reach is not None
        least, most = (-20, 20) if reach is None else reach
        low = (min(least, high - 1) if high is not None else least) if low is None else low
        high = max(most, low + 20) if high is None else high
    assert low is not None and high is not None
    if high - low > MAX_RANGE:
        complete, high = False, low + 50
    numbers = sorted((Fraction(k) for k in range(low, high + 1)), key=abs)
    return [k for k in numbers if interval.holds(k)], complete


def _minus(x: Closed) -> Closed:
    from proofs_check.exact.closed import neg

    return neg(x)


def _reach(statement: Quantified, place: Place, evaluator: Evaluator) -> tuple[int, int] | None:
    """(least, most) whole numbers beyond which the truth of the body does not change."""
    try:
        roots = _critical_points(statement, place, evaluator)
    except (Undecidable, TooLarge):
        try:
            roots = linear_marks(statement, place, evaluator)
        except (Undecidable, TooLarge, UndefinedTerm):
            return None
    if not roots:
        return -1, 1
    return scalars.floor_of(roots[0]) - 1, scalars.floor_of(roots[-1]) + 2


def _real_points(
    statement: Quantified, interval: Interval, place: Place, evaluator: Evaluator
) -> tuple[list[Closed], bool]:
    """Real numbers that stand for all of the domain, and whether they do."""
    try:
        marks = [*_critical_points(statement, place, evaluator), *interval.ends()]
        complete = True
    except (Undecidable, TooLarge):
        marks, complete = [*TRIED, *interval.ends()], False
    points = _with_neighbours(_distinct(marks))
    return [x for x in points if interval.holds(x)], complete


def _distinct(marks: list[Closed]) -> list[Closed]:
    ordered = sorted(marks, key=cmp_to_key(scalars.order))
    found: list[Closed] = []
    for x in ordered:
        if not found or scalars.order(x, found[-1]):
            found.append(x)
    return found


def _with_neighbours(marks: list[Closed]) -> list[Closed]:
    """The marks, ascending, and a rational number in every gap and beyond both ends."""
    if not marks:
        return [Fraction(0)]
    found: list[Closed] = [Fraction(scalars.floor_of(marks[0]) - 1)]
    for left, right in pairwise(marks):
        found += [left, _between(left, right)]
    return [*found, marks[-1], Fraction(scalars.floor_of(marks[-1]) + 2)]


def _between(left: Closed, right: Closed) -> Fraction:
    for bits in (64, 512, 4_096):
        guess = (middle(left, bits) + middle(right, bits)) / 2
        if scalars.order(left, guess) < 0 < scalars.order(right, guess):
            return guess
    raise Undecidable("a number between two that are very near each other")


def _critical_points(statement: Quantified, place: Place, evaluator: Evaluator) -> list[Closed]:
    """The real numbers, ascending, between which the truth of the body as a statement of the letter is constant."""
    _pay(DECOMPOSITION, evaluator)
    inner = _bound_letters(statement.body)
    if len(inner) > 1 or statement.letter in inner:
        raise Undecidable("several quantifiers within another")
    reader = Reader((statement.letter, *inner), place.without(statement.letter, statement.domain), evaluator)
    polynomials = _irreducible(reader.critical(statement.body))
    if inner:
        polynomials = _irreducible(_projected(polynomials))
    roots: list[Closed] = []
    for poly in polynomials:
        roots += [value for value, _ in real_roots(_univariate(poly))]
    return _distinct(roots)


def _bound_letters(body: Term) -> tuple[str, ...]:
    return tuple(node.letter for node in walk(body) if isinstance(node, Quantified))


def _irreducible(polynomials: list[fmpq_mpoly]) -> list[fmpq_mpoly]:
    """The distinct irreducible factors."""
    found: dict[str, fmpq_mpoly] = {}
    for poly in polynomials:
        if poly.total_degree() <= 0:
            continue
        for factor, _ in poly.factor()[1]:
            found[str(factor)] = factor
    return list(found.values())


def _projected(polynomials: list[fmpq_mpoly]) -> list[fmpq_mpoly]:
    """Polynomials in the outer letter: coefficients, discriminants and resultants with respect to the inner one."""
    tall = [poly for poly in polynomials if poly.degrees()[1] > 0]
    found = [poly for poly in polynomials if poly.degrees()[1] == 0]
    for poly in tall:
        found += _coefficients(poly)
        if poly.degrees()[1] > 1:
            found.append(poly.discriminant("b1"))
    found += [p.resultant(q, "b1") for p, q in combinations(tall, 2)]
    return [poly for poly in found if poly.total_degree() > 0]


def _coefficients(poly: fmpq_mpoly) -> list[fmpq_mpoly]:
    """The coefficients of the powers of the inner letter."""
    ring = poly.context()
    slices: dict[int, dict[tuple[int, ...], fmpq]] = {}
    for powers, c in poly.to_dict().items():
        key = (powers[0], 0, *powers[2:])
        slices.setdefault(powers[1], {})[key] = c
    return [ring.from_dict(terms) for terms in slices.values()]


def _univariate(poly: fmpq_mpoly) -> fmpq_poly:
    coefficients = [fmpq(0)] * (poly.degrees()[0] + 1)
    for powers, c in poly.to_dict().items():
        if any(powers[1:]):
            raise Undecidable("a projection that left a letter")
        coefficients[powers[0]] = c
    return fmpq_poly(coefficients)
