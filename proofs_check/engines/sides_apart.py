"""The sides of an equation apart from each other on a piece of the line: one of them is less than the other one throughout.

Where that is not shown of the sides themselves, it may be of their logarithms, if both are products of powers of positive terms.
"""

from __future__ import annotations

from collections.abc import Iterator

import flint

from proofs_check.engines.calculus_terms import minus, plus, times
from proofs_check.engines.enclosures import BITS, certain, enclosed
from proofs_check.engines.sampling import sample_values
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.terms import Apply, Compare, Term, apply, number

SAMPLES = 40


def one_sign(piece: Goal, equation: Compare, prove: Prover) -> Answer | None:
    """A proof that one side is less than the other one on a piece."""
    relation = _relation(piece, equation)
    if relation is None:
        return None
    for left, right in _comparisons(piece, equation, prove):
        answer = prove(piece.concluding(Compare(relation, left, right)))
        if answer.proved:
            return answer
    return None


def _relation(piece: Goal, equation: Compare) -> str | None:
    """'<' or '>' as a few values suggest; None where they contradict each other, '<' where there are none."""
    signs = set()
    gap = minus(equation.left, equation.right)
    with flint.ctx.workprec(BITS):
        for values in sample_values(piece, SAMPLES):
            found = enclosed(gap, values, piece.scope)
            if found is not None:
                signs |= {relation for relation in ("<", ">") if certain(relation, found)}
    return None if len(signs) == 2 else next(iter(signs), "<")


def _comparisons(piece: Goal, equation: Compare, prove: Prover) -> Iterator[tuple[Term, Term]]:
    """The sides, and their logarithms where they are products of powers of positive terms."""
    yield equation.left, equation.right
    needs: list[Term] = []
    left, right = (_logarithm(side, needs) for side in (equation.left, equation.right))
    powers = all(
        isinstance(side, Apply) and side.op in ("pow", "exp", "mul", "div")
        for side in (equation.left, equation.right)
    )
    if powers and all(prove(piece.concluding(need)).proved for need in dict.fromkeys(needs)):
        yield left, right


def _logarithm(term: Term, needs: list[Term]) -> Term:
    """The logarithm of a term; `needs`: what must be positive for that."""
    match term:
        case Apply(op="exp", args=(inner,)):
            return inner
        case Apply(op="pow", args=(base, exponent)):
            return times(exponent, _logarithm(base, needs))
        case Apply(op="mul", args=(left, right)):
            return plus(_logarithm(left, needs), _logarithm(right, needs))
        case Apply(op="div", args=(left, right)):
            return minus(_logarithm(left, needs), _logarithm(right, needs))
    needs.append(Compare(">", term, number(0)))
    return apply("log", term)


__all__ = ["one_sign"]
