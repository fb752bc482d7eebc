"""Quantifiers at a point: ranges of whole numbers one by one, polynomial conditions by their real roots.

Where the body compares quotients of polynomials in the letter, its truth is constant between neighbouring real roots of
finitely many polynomials: the roots and one point in every gap stand for all numbers. A quantifier within another is
projected first (G. E. Collins, 1975): coefficients, discriminants, resultants. In other cases single values can still
show that something exists or that not all satisfy the body.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key
from itertools import pairwise
from typing import TYPE_CHECKING

from flint import arb, ctx

from proofs_check.recheck import complexes, numbers, signs
from proofs_check.recheck.admissible import contains
from proofs_check.recheck.complexes import Complex, decided
from proofs_check.recheck.conditions import critical_polynomials
from proofs_check.recheck.enclosures import enclose
from proofs_check.recheck.linear_conditions import linear_zeros
from proofs_check.recheck.numbers import Real
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.place import Place
from proofs_check.recheck.signs import compare
from proofs_check.recheck.spectra import polynomial_roots
from proofs_check.recheck.tables import Infinite, number
from proofs_check.statement.domains import Bound
from proofs_check.statement.terms import Quantified

if TYPE_CHECKING:
    from proofs_check.recheck.evaluate import Evaluation

MAX_RANGE = 400
MAX_CELLS = 10_000  # of one point
ALGEBRAIC, DECOMPOSITION = (
    10,
    20,
)  # what an irrational number and the roots of polynomials take, in rational cells
SAMPLES = tuple(
    Fraction(p, q)
    for p, q in ((0, 1), (1, 1), (-1, 1), (1, 2), (-1, 2), (2, 1), (-2, 1), (1, 10), (10, 1), (100, 1))
)


@dataclass(frozen=True)
class Samples:
    """Values of the letter; `complete` where the truth of the body at them decides about all values."""

    values: tuple[Real, ...]
    complete: bool


def quantified(statement: Quantified, place: Place, evaluation: Evaluation) -> bool:
    """Raises NoValue where a `forall` has an undefined body, Open."""
    if not statement.domain.is_scalar:
        from proofs_check.recheck.vector_quantifiers import over_matrices

        return over_matrices(statement, place, evaluation)
    if statement.domain.kind not in ("real", "integer"):
        raise Open("a quantifier over such a domain")
    low = _end(statement.domain.low, place, evaluation, -1)
    high = _end(statement.domain.high, place, evaluation, 1)
    whole = statement.domain.kind == "integer"
    samples = (_whole if whole else _real)(statement, low, high, place, evaluation)
    inside = [
        x for x in samples.values if contains(statement.domain, x, place, evaluation)
    ]  # ends that do not belong to it drop out
    return _decided(statement, inside, samples.complete, place, evaluation)


def _end(end: Bound | None, place: Place, evaluation: Evaluation, side: int) -> Real | None:
    """A finite end of the domain. Raises Open where the end is infinite on the wrong side."""
    if end is None:
        return None
    at = evaluation.value(end.at, place)
    if isinstance(at, Infinite):
        if at.sign != side:
            raise Open("an empty domain")
        return None
    found = decided(number(at))
    if isinstance(found, Complex):
        raise Open("a bound that is not real")
    return found


def _decided(
    statement: Quantified, values: list[Real], complete: bool, place: Place, evaluation: Evaluation
) -> bool:
    exists = statement.op == "exists"
    undefined: NoValue | None = None
    left_open: Open | None = None
    failed = False
    for value in values:
        _pay(1 if isinstance(value, Fraction) else ALGEBRAIC, evaluation)
        try:
            holds = evaluation.truth(statement.body, place.inside(statement.letter, value, statement.domain))
        except NoValue as problem:
            undefined = problem
        except Open as problem:
            left_open = problem
        else:
            if exists and holds:
                return True
            failed = failed or not holds
    if not exists and undefined is not None:
        raise undefined
    if not exists and failed:
        return False
    if left_open is not None:
        raise left_open
    if not complete:
        raise Open("a quantifier that single values do not settle")
    return not exists


def _pay(cells: int, evaluation: Evaluation) -> None:
    """Books what a quantifier takes; several within another multiply it. Raises Open where the point has had its share."""
    evaluation.cells += cells
    if evaluation.cells > MAX_CELLS:
        raise Open("quantifiers that take very many cells")


def _whole(
    statement: Quantified, low: Real | None, high: Real | None, place: Place, evaluation: Evaluation
) -> Samples:
    least = None if low is None else -signs.floor(numbers.neg(low))
    most = None if high is None else signs.floor(high)
    complete = least is not None and most is not None
    if not complete:
        marks = _marks(statement, place, evaluation)
        complete = marks is not None
        reach = [signs.floor(x) for x in marks] if marks else [0]
        least = min([reach[0] - 1, *([most - 1] if most is not None else [])]) if least is None else least
        most = max(reach[-1] + 2, least + 2) if most is None else most
    assert least is not None and most is not None
    if most - least > MAX_RANGE:
        complete, most = False, least + MAX_RANGE
    return Samples(tuple(Fraction(k) for k in range(least, most + 1)), complete)


def _real(
    statement: Quantified, low: Real | None, high: Real | None, place: Place, evaluation: Evaluation
) -> Samples:
    marks = _marks(statement, place, evaluation)
    ends = [end for end in (low, high) if end is not None]
    points = _ordered([*(SAMPLES if marks is None else marks), *ends])
    return Samples(tuple(_with_gaps(points)), marks is not None)


def _marks(statement: Quantified, place: Place, evaluation: Evaluation) -> list[Real] | None:
    """The real numbers between which the truth of the body is constant, ascending; None where they are not found."""
    _pay(DECOMPOSITION, evaluation)
    try:
        found: list[Real] = []
        for coefficients in critical_polynomials(statement, place, evaluation):
            roots = polynomial_roots(list(coefficients))
            found += [complexes.real(z) for z in roots if not isinstance(decided(z), Complex)]
        return _ordered(found)
    except Open:
        pass
    try:
        return _ordered(linear_zeros(statement, place, evaluation))
    except (Open, NoValue):
        return None


def _ordered(values: Iterable[Real]) -> list[Real]:
    found: list[Real] = []
    for x in sorted(values, key=cmp_to_key(compare)):
        if not found or compare(found[-1], x):
            found.append(x)
    return found


def _with_gaps(marks: list[Real]) -> list[Real]:
    """The marks, a rational number in every gap, and one beyond either end."""
    if not marks:
        return [Fraction(0)]
    found: list[Real] = [Fraction(signs.floor(marks[0]) - 1)]
    for left, right in pairwise(marks):
        found += [left, _between(left, right)]
    return [*found, marks[-1], Fraction(signs.floor(marks[-1]) + 2)]


def _between(left: Real, right: Real) -> Fraction:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return (left + right) / 2
    for precision in (64, 256, 1_000):
        with ctx.workprec(precision):
            centre: arb = ((enclose(left, precision) + enclose(right, precision)) / 2).mid()
            middle = centre.fmpq()
        guess = Fraction(int(middle.p), int(middle.q))
        if compare(left, guess) < 0 < compare(right, guess):
            return guess
    raise Open("a number between two near ones")
