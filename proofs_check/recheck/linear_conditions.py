"""Zeros of conditions that are linear in a letter with any coefficients: a*k + b compared with c*k + d, read off their values at 0 and 1."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.recheck import numbers, signs
from proofs_check.recheck.complexes import Complex, decided
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
    return [] if signs.sign(slope) == 0 else [numbers.div(numbers.neg(constant), slope)]


def _line(body: Compare, statement: Quantified, place: Place, evaluation: Evaluation) -> tuple[Real, Real]:
    """(b, a) of left - right == a*k + b."""
    name = statement.letter
    if _degree(body.left, name) > 1 or _degree(body.right, name) > 1:
        raise Open("a condition that is not linear")
    values: list[Real] = []
    for k in (Fraction(0), Fraction(1)):
        inner = place.inside(name, k, statement.domain)
        sides = [decided(evaluation.number(side, inner)) for side in (body.left, body.right)]
        if any(isinstance(side, Complex) for side in sides):
            raise Open("a linear condition that is not real")
        left, right = (side for side in sides if not isinstance(side, Complex))
        values.append(numbers.sub(left, right))
    return values[0], numbers.sub(values[1], values[0])


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
