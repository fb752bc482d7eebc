"""Where a term of one letter and parameters may touch zero: where letters meet, at numbers, at a zero of the slope.

Nothing is proved here; `parameter_rules.py` checks each place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proofs_check.engines import reductions
from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_terms import folded
from proofs_check.engines.cone import core_of
from proofs_check.engines.polynomials import convert_goal
from proofs_check.engines.ring import OutOfReach
from proofs_check.engines.segments import Segment, bare
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Letter, Term, apply, free_letters, walk

if TYPE_CHECKING:
    from proofs_check.engines.parameter_search import Search


@dataclass(frozen=True)
class Curve:
    """A term as a function of one letter, with its two derivatives and the conditions under which they are right."""

    value: Term
    slope: Term
    bend: Term
    strict: bool
    conditions: tuple[Term, ...]


def places(search: Search, segment: Segment, curve: Curve) -> Iterator[Term]:
    """Where the letter may be when the term touches zero."""
    others = [name for name, domain in segment.goal.letters if name != segment.letter and domain.is_scalar]
    found: list[Term] = [Letter(name) for name in others if name in free_letters(curve.value)]
    found += [ONE, ZERO, *(apply("div", ONE, one) for one in found)]
    solved = [_zero_of_two_terms(factor, segment) for factor in _factors_of(search, curve.slope, segment)]
    yield from dict.fromkeys((*(one for one in solved if one is not None), *found))


def _factors_of(search: Search, term: Term, segment: Segment) -> tuple[Term, ...]:
    """The irreducible factors of the numerator that depend on the letter."""
    try:
        converted = convert_goal(segment.opened().concluding(Compare(">", term, ZERO)), search.budget)
        polynomial = core_of(converted, converted.conclusion)
        pieces = () if polynomial.is_constant() else polynomial.factor()[1]
        found = tuple(term_of(piece, converted.work.ring) for piece, _ in pieces)
    except OutOfReach:
        return ()
    return tuple(factor for factor in found if segment.letter in free_letters(factor))


def _zero_of_two_terms(slope: Term, segment: Segment) -> Term | None:
    """The letter where the two terms of its derivative are equal, if their logarithms are linear in it or in its logarithm."""
    if not isinstance(slope, Apply) or slope.op not in ("sub", "add"):
        return None
    left, right = slope.args
    if slope.op == "add":
        right = apply("neg", right)
    for one, two in ((left, right), (bare(left), bare(right))):
        raised = reductions.in_logarithms(segment.goal.concluding(Compare("<", one, two)))
        if raised is None:
            continue
        conclusion = raised[0].conclusion
        assert isinstance(conclusion, Compare)
        solved = _solved(apply("sub", conclusion.left, conclusion.right), segment.letter)
        if solved is not None:
            return solved
    return None


def _solved(term: Term, letter: str) -> Term | None:
    """The zero of a term that is linear in the letter or in its logarithm."""
    logarithm = apply("log", Letter(letter))
    for inner, back in ((Letter(letter), False), (logarithm, True)):
        line = _line(term, inner)
        if line is not None and line[0] != ZERO and letter not in free_letters(line[1]):
            value = folded(apply("div", apply("neg", line[1]), line[0]))
            return apply("exp", value) if back else value
    return None


def _line(term: Term, unknown: Term) -> tuple[Term, Term] | None:
    """slope and constant of a term that is linear in `unknown` by its form, parameters in both."""
    if term == unknown:
        return ONE, ZERO
    if unknown not in set(walk(term)):
        return ZERO, term
    match term:
        case Apply(op="neg", args=(inner,)):
            line = _line(inner, unknown)
            return None if line is None else (apply("neg", line[0]), apply("neg", line[1]))
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one, two = _line(left, unknown), _line(right, unknown)
            if one is None or two is None:
                return None
            return folded(apply(op, one[0], two[0])), folded(apply(op, one[1], two[1]))
        case Apply(op="mul", args=(left, right)):
            constant, moving = (right, left) if unknown in set(walk(left)) else (left, right)
            line = _line(moving, unknown)
            if line is None or unknown in set(walk(constant)):
                return None
            return folded(apply("mul", constant, line[0])), folded(apply("mul", constant, line[1]))
        case Apply(op="div", args=(left, right)) if unknown not in set(walk(right)):
            line = _line(left, unknown)
            return (
                None
                if line is None
                else (folded(apply("div", line[0], right)), folded(apply("div", line[1], right)))
            )
        case _:
            return None
