"""Zeros of conditions that are linear in a letter with any coefficients: a*k + b compared with c*k + d, read off their values at 0 and 1."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.recheck import complexes, numbers, signs
from proofs_check.recheck.complexes import Complex, Number, decided
from proofs_check.recheck.numbers import Real
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.place import Place
from proofs_check.statement.terms import Apply, Compare, Connective, Letter, Quantified, Term, free_letters

if TYPE_CHECKING:
    from proofs_check.recheck.evaluate import Evaluation


def linear_zeros(statement: Quantified, place: Place, evaluation: Evaluation) -> list[Real]:
    """Where the truth of the body may change. Raises Open where the body says more than linear comparisons, NoValue."""
    return _zeros(statement.body, statement, place, evaluation)


def _zeros(body: Term, statement: Quantified, place: Place, evaluation: Evaluation) -> list[Real]:
    if isinstance(body, Connective):
        return [x for part in body.parts for x in _zeros(part, statement, place, evaluation)]
    if not isinstance(body, Compare):
        raise Open("a quantifier over more than comparisons")
    if statement.letter not in free_letters(body):
        return []
    constant, slope = _line(body, statement, place, evaluation)
    if isinstance(slope, Complex) or isinstance(constant, Complex):
        return _real_zero(constant, slope) if body.relation in ("==", "!=") else _not_real()
    return [] if signs.sign(slope) == 0 else [numbers.div(numbers.neg(constant), slope)]


def _not_real() -> list[Real]:
    raise Open("a linear condition that is not real")


def _real_zero(constant: Number, slope: Number) -> list[Real]:
    """Where a*k + b with complex a and b may be zero: at the zero of its real part, or of the imaginary one where that does not move."""
    (b, d), (a, c) = complexes.parts(constant), complexes.parts(slope)
    for rise, at in ((a, b), (c, d)):
        if signs.sign(rise) != 0:
            return [numbers.div(numbers.neg(at), rise)]
    return []


def _line(
    body: Compare, statement: Quantified, place: Place, evaluation: Evaluation
) -> tuple[Number, Number]:
    """(b, a) of left - right == a*k + b."""
    name = statement.letter
    if _degree(body.left, name) > 1 or _degree(body.right, name) > 1:
        raise Open("a condition that is not linear")
    values: list[Number] = []
    for k in (Fraction(0), Fraction(1)):
        inner = place.inside(name, k, statement.domain)
        left, right = (evaluation.number(side, inner) for side in (body.left, body.right))
        values.append(decided(complexes.sub(left, right)))
    return values[0], decided(complexes.sub(values[1], values[0]))


def _degree(term: Term, name: str) -> int:
    """The degree in the letter by form; 2 for all that is not seen to be linear."""
    if name not in free_letters(term):
        return 0
    match term:
        case Letter():
            return 1
        case Apply(op=("add" | "sub" | "neg"), args=args):
            return max(_degree(arg, name) for arg in args)
        case Apply(op="mul", args=(left, right)):
            return min(2, _degree(left, name) + _degree(right, name))
        case Apply(op="div", args=(top, bottom)) if name not in free_letters(bottom):
            return _degree(top, name)
    return 2
