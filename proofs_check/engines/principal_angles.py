"""Sums of principal arguments: arg(a) + arg(b) and arg(a) - arg(b) against the interval (-pi, pi].

With a = x + i*y and both numbers not zero, arg(a) > 0 says y > 0, or y == 0 and x < 0. Two positive arguments have a sum
in (0, 2*pi], which is more than pi exactly where im(a*b) < 0 or both are pi; two negative ones have a sum in (-2*pi, 0),
which is at most -pi exactly where im(a*b) >= 0. So the sum leaves the interval exactly in one of a few cases, each a
conjunction of polynomial conditions on the parts. For a difference b is replaced by its conjugate, whose argument is
-arg(b) but on the negative half-axis, where -arg(b) == -pi.

Reference: Corless and Jeffrey, The unwinding number, SIGSAM Bulletin 30 (1996).
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines import positivity
from proofs_check.engines.calculus_terms import fold, folded, negate
from proofs_check.engines.complex_split import Pair, product
from proofs_check.engines.existence_intro import negation
from proofs_check.goal import Answer, Budget, Goal, Prover
from proofs_check.statement.terms import ONE, TRUE, ZERO, Compare, walk

Case = tuple[Compare, ...]
UNIT = Pair(ONE)


@dataclass(frozen=True)
class Turn:
    """a with principal argument, b, and the sign with which the argument of b is added; a and b are not zero."""

    a: Pair
    b: Pair
    sign: int

    @property
    def result(self) -> Pair:
        """a*b, or a*conj(b)."""
        found = product(self.a, self.b if self.sign > 0 else Pair(self.b.re, negate(self.b.im)))
        return Pair(folded(found.re), folded(found.im))


def above(turn: Turn) -> tuple[Case, ...]:
    """The cases in which the sum of arguments is more than pi."""
    a, b, crossed = turn.a, turn.b, Compare("<", turn.result.im, ZERO)
    if turn.sign > 0:
        return (
            (_upper(a), _upper(b), crossed),
            (_upper(a), *_cut(b)),
            (*_cut(a), _upper(b)),
            (*_cut(a), *_cut(b)),
        )
    return (_upper(a), _lower(b), crossed), (*_cut(a), _lower(b))


def below(turn: Turn) -> tuple[Case, ...]:
    """The cases in which the sum of arguments is at most -pi."""
    a, b, crossed = turn.a, turn.b, Compare(">=", turn.result.im, ZERO)
    if turn.sign > 0:
        return ((_lower(a), _lower(b), crossed),)
    positive = Compare("==", a.im, ZERO), Compare(">", a.re, ZERO)
    return (_lower(a), _upper(b), crossed), (_lower(a), *_cut(b)), (*positive, *_cut(b))


def off_the_cut(b: Pair) -> tuple[Case, ...]:
    """The one case in which b lies on the negative half-axis."""
    return (_cut(b),)


def _upper(one: Pair) -> Compare:
    return Compare(">", one.im, ZERO)


def _lower(one: Pair) -> Compare:
    return Compare("<", one.im, ZERO)


def _cut(one: Pair) -> Case:
    return Compare("==", one.im, ZERO), Compare("<", one.re, ZERO)


def windings(turn: Turn, turns: int, setting: Goal, prove: Prover) -> tuple[Answer, ...] | None:
    """Proofs that arg(result) is the sum of arguments less 2*pi*turns everywhere, or None. setting: the real facts."""
    if turns == 0:
        return excluded((*above(turn), *below(turn)), setting, prove)
    for case in above(turn) if turns == 1 else below(turn) if turns == -1 else ():
        answers = _all(case, setting, prove)
        if answers is not None:
            return answers
    return None


def _all(case: Case, setting: Goal, prove: Prover) -> tuple[Answer, ...] | None:
    answers = []
    for literal in case:
        if fold(literal) == TRUE:
            continue
        answers.append(prove(setting.concluding(literal)))
        if not answers[-1].proved:
            return None
    return tuple(answers)


def excluded(cases: tuple[Case, ...], setting: Goal, prove: Prover) -> tuple[Answer, ...] | None:
    """Proofs that none of the cases occurs, or None."""
    answers = []
    for case in cases:
        literals = tuple(literal for literal in case if fold(literal) != TRUE)
        if any(_is_false(literal) for literal in literals):
            continue
        answer = _contradiction(literals, setting, prove)
        if answer is None:
            return None
        answers.append(answer)
    return tuple(answers)


def _is_false(literal: Compare) -> bool:
    found = negation(literal)
    return isinstance(found, Compare) and fold(found) == TRUE


def _contradiction(literals: Case, setting: Goal, prove: Prover) -> Answer | None:
    """A proof that one of the literals fails where the others hold: by multipliers if it can be, short literals first."""
    goals = []
    for literal in sorted(literals, key=_size):
        others = tuple(one for one in literals if one != literal)
        goals.append(setting.assuming(*others).concluding(negation(literal)))
    for quick in (_multipliers, prove):
        for goal in goals:
            answer = quick(goal)
            if answer.proved:
                return answer
    return None


def _size(literal: Compare) -> int:
    return sum(1 for _ in walk(literal))


def _multipliers(goal: Goal) -> Answer:
    return positivity.attempt(goal, Budget(thorough=False), squares=False)
