"""Whole multiples of a period: exists(k, 'integer', x == y + 2*pi*k) says sin((x - y)/2) == 0.

    exists(k, 'integer', u == d*k)   says   sin(pi*u/d) == 0   where d is a number times pi, or times i*pi: then exp(2*pi*i*u/d) == 1

also for complex u, for sine has no zeros but the multiples of pi. Several equations joined by `or` are a product that is 0, and the product of two
sines is a difference of cosines.
Certificate: the proof of the equation between waves, and that both sides are defined.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.calculus_terms import folded, minus, over, plus, times
from proofs_check.engines.recursive_orders import is_affine
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Connective,
    Constant,
    Letter,
    Number,
    Quantified,
    Term,
    apply,
    fresh,
    number,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "periods"
PI = Constant("pi")
TURN = times(PI, Constant("i"))
MAX_EQUATIONS = 4


@dataclass(frozen=True)
class Multiple:
    """u == d*k for a whole k: sin(angle) == 0, or exp(turn) == 1."""

    angle: Term | None
    turn: Term | None

    @property
    def vanishing(self) -> Term:
        """The term that is 0."""
        if self.angle is not None:
            return apply("sin", self.angle)
        assert self.turn is not None
        return minus(apply("exp", self.turn), ONE)


def applies(goal: Goal) -> bool:
    """Whether a whole number is asked for that solves one of a few equations, each linear in it."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Quantified) or conclusion.op != "exists" or conclusion.domain != INTEGER:
        return False
    if goal.sequences or not all(domain.is_scalar for _, domain in goal.letters):
        return False
    found = _equations(conclusion.body)
    return 0 < len(found) <= MAX_EQUATIONS and all(
        is_affine(side, conclusion.letter) for one in found for side in (one.left, one.right)
    )


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence from an equation between waves; it never refutes."""
    conclusion = goal.conclusion
    if not applies(goal) or not isinstance(conclusion, Quantified):
        return undecided(ENGINE, "")
    name = fresh(conclusion.letter, names_of(goal))
    body = substitute(conclusion.body, {conclusion.letter: Letter(name)})
    inner = goal.with_letter(name, INTEGER)
    equations = _equations(body)
    multiples = [_multiple(one, name, inner) for one in equations]
    if any(one is None for one in multiples):
        return undecided(ENGINE, "a period that is no number times pi")
    sides = tuple(side for one in equations for side in (one.left, one.right))
    has_values = defined(sides, inner, prove)
    if has_values is None:
        return undecided(ENGINE, "a side that is not shown to be defined")
    says = Compare("==", _joined([one for one in multiples if one is not None], goal), ZERO)
    answer = prove(goal.concluding(says))
    if not answer.proved:
        return undecided(ENGINE, f"not shown: {text(says)}"[:250])
    return proved(ENGINE, f"whole periods: {text(says)}"[:300], "certificate", (has_values, answer))


def _equations(body: Term) -> tuple[Compare, ...]:
    """The equations that the body joins by `or`; none where it says something else."""
    parts = body.parts if isinstance(body, Connective) and body.op == "or" else (body,)
    found = tuple(part for part in parts if isinstance(part, Compare) and part.relation == "==")
    return found if len(found) == len(parts) else ()


def _multiple(equation: Compare, name: str, goal: Goal) -> Multiple | None:
    """The condition for a whole k with left == right."""
    gap = apply("sub", equation.left, equation.right)
    start = folded(substitute(gap, {name: ZERO}))
    period = minus(folded(substitute(gap, {name: ONE})), start)
    turns = tidy(over(period, PI), goal.scope)
    if isinstance(turns, Number) and turns.value:
        return Multiple(tidy(times(number(1 / turns.value), start), goal.scope), None)
    turns = tidy(over(period, TURN), goal.scope)
    if isinstance(turns, Number) and turns.value:
        return Multiple(None, tidy(times(number(2 / turns.value), start), goal.scope))
    return None


def _joined(multiples: list[Multiple], goal: Goal) -> Term:
    """A term that is 0 where one of the equations has a whole solution; two sines as the difference of cosines."""
    if len(multiples) == len([one for one in multiples if one.angle is not None]) == 2:
        first, second = (one.angle for one in multiples)
        assert first is not None and second is not None
        apart, together = (tidy(join(first, second), goal.scope) for join in (minus, plus))
        return apply("sub", apply("cos", apart), apply("cos", together))
    return times(*(one.vanishing for one in multiples))
