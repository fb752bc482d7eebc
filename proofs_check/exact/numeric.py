"""A guard for limits: the term far out, in balls, against the limit that was found.

It proves nothing; a limit that the values contradict is left undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import acb, acb_mat, arb, ctx

from proofs_check.exact.algebraic import near
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.matrices import rows_of
from proofs_check.exact.values import Complex, Infinite, MatrixValue, Undecidable, Value
from proofs_check.statement.terms import Apply, At, Letter, Limit, Matrix, Term, free_letters, sequence_names

if TYPE_CHECKING:
    from proofs_check.exact.evaluate import Evaluator, Place

PRECISION = 400
FAR = (20, 1_000, 50_000, 10_000_000)
FAR_ALONG_SEQUENCES = (20, 60, 200)


class _NoBall(Exception):
    """The term is not among those that are evaluated in balls."""


def confirm(term: Limit, place: Place, evaluator: Evaluator, found: Value) -> None:
    """Raises Undecidable where the values of the body do not tend to `found`."""
    inside = place.without(term.letter, term.domain)
    try:
        with ctx.workprec(PRECISION):
            sizes = FAR_ALONG_SEQUENCES if _has_sequence(term.body) else FAR
            points = [_point(term, place, evaluator, size) for size in sizes]
            values = [_Balls(term.letter, at, inside, evaluator).scalar(term.body) for at in points]
            believable = _tends(values, found)
    except (_NoBall, OverflowError, ZeroDivisionError):
        return
    if not believable:
        raise Undecidable("the values far out do not agree with the limit that was found")


def _has_sequence(term: Term) -> bool:
    return bool(sequence_names(term))


def _point(term: Limit, place: Place, evaluator: Evaluator, size: int) -> Closed:
    from proofs_check.exact import closed as real

    point = evaluator.value(term.point, place)
    if isinstance(point, Infinite):
        return Fraction(point.sign * size)
    if isinstance(point, Complex | MatrixValue):
        raise _NoBall
    return real.add(point, Fraction(-1 if term.side == "-" else 1, size))


def _tends(values: list[acb], found: Value) -> bool:
    """Whether the values come nearer to `found`: the last is near it, or nearer than the one before."""
    if isinstance(found, MatrixValue):
        return False
    known = [value for value in values if value.is_finite()]
    if len(known) < 2:
        return True
    if isinstance(found, Infinite):
        last, before = (found.sign * value.real for value in (known[-1], known[-2]))
        return not bool(last < before) or bool(last > 1_000)
    distance = [abs(value - near(found, PRECISION)) for value in known]
    return bool(distance[-1].mid() < arb(1) / 1_000) or not bool(distance[-1] > distance[-2])


class _Balls:
    """Evaluates the body in complex balls at one value of the letter."""

    def __init__(self, letter: str, at: Closed, place: Place, evaluator: Evaluator) -> None:
        self.letter, self.at, self.evaluator = letter, at, evaluator
        self.place = place
        self.domain = place.domains[letter]

    def scalar(self, term: Term) -> acb:
        return self.matrix(term)[0, 0]

    def matrix(self, term: Term) -> acb_mat:
        if self.letter not in free_letters(term):
            value = self.evaluator.table(term, self.place)
            return acb_mat([[near(entry, PRECISION) for entry in row] for row in rows_of(value)])
        match term:
            case Letter():
                return acb_mat([[near(self.at, PRECISION)]])
            case At():
                exact = self.place.put(self.letter, self.at, self.domain)
                value = self.evaluator.table(term, exact)
                return acb_mat([[near(entry, PRECISION) for entry in row] for row in rows_of(value)])
            case Matrix(rows=rows):
                return acb_mat([[self.scalar(entry) for entry in row] for row in rows])
            case Apply(op="pow"):
                return self._power(term)
            case Apply(op=op, args=args):
                return self._apply(op, [self.matrix(arg) for arg in args])
            case _:
                raise _NoBall

    def _power(self, term: Apply) -> acb_mat:
        base = self.matrix(term.args[0])
        whole = isinstance(self.at, Fraction) and self.at.denominator == 1
        exact = None
        if whole:
            inside = self.place.put(self.letter, self.at, self.domain)
            exact = self.evaluator.scalar(term.args[1], inside)
        if isinstance(exact, Fraction) and exact.denominator == 1 and abs(exact) < 2**40:
            return base ** int(exact) if base.nrows() > 1 else acb_mat([[base[0, 0] ** int(exact)]])
        if base.nrows() > 1:
            raise _NoBall
        return acb_mat([[base[0, 0] ** self.scalar(term.args[1])]])

    def _apply(self, op: str, args: list[acb_mat]) -> acb_mat:
        first = args[0]
        match op:
            case "add":
                return first + args[1]
            case "sub":
                return first - args[1]
            case "neg":
                return -first
            case "matmul":
                return first * args[1]
            case "transpose":
                return first.transpose()
            case "dot":
                return first.transpose() * args[1]
            case "mul":
                return _times(first, args[1])
            case "div":
                return first * (1 / args[1][0, 0])
            case "norm":
                return acb_mat([[acb(sum((abs(x) ** 2 for x in first.entries()), arb(0)).sqrt())]])
            case _:
                return acb_mat([[_function(op, [arg[0, 0] for arg in args])]])


def _times(left: acb_mat, right: acb_mat) -> acb_mat:
    if left.nrows() == left.ncols() == 1:
        return right * left[0, 0]
    return left * right[0, 0]


def _function(op: str, args: list[acb]) -> acb:
    x = args[0]
    if op == "abs":
        return acb(abs(x))
    if op in ("min", "max") and len(args) == 2:
        return acb(x.real.min(args[1].real) if op == "min" else x.real.max(args[1].real))
    if op == "relu":
        return acb(x.real.max(arb(0)))
    if op == "sigmoid":
        return 1 / (1 + (-x).exp())
    table: Mapping[str, Callable[[], acb]] = {
        "sqrt": x.sqrt,
        "exp": x.exp,
        "log": x.log,
        "sin": x.sin,
        "cos": x.cos,
        "tanh": x.tanh,
    }
    if op not in table:
        raise _NoBall
    return table[op]()
