"""Two numbers, not both 0, that solve homogeneous linear equations: exists(x, exists(y, x**2 + y**2 > 0 and a*x + b*y == 0 and c*x + d*y == 0)).

(b, -a) solves a*x + b*y == 0 and is not (0, 0) where a != 0 or b != 0; where both are 0 the next equation gives values, and where all
coefficients are 0 any numbers do, (1, 0) too. That the others hold as well follows from what the goal says, here a*d == b*c.

Certificate: that of the values (`existence.witness`), in each case; the cases are all there are.

Notation: x and y the letters that are asked for; a, b, c, d the coefficients.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines import sympy_engine
from proofs_check.engines.calculus_questions import defined
from proofs_check.engines.calculus_terms import flat_conjunction, fold, folded, minus, negate, times
from proofs_check.engines.existence_pairs import Pair, Witness, by_pair
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    FALSE,
    ONE,
    TRUE,
    ZERO,
    Compare,
    Quantified,
    Term,
    free_letters,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "existence"
KINDS = ("real", "integer", "complex")
MAX_EQUATIONS = 3


def by_a_nontrivial_pair(statement: Quantified, goal: Goal, prove: Prover, witness: Witness) -> Answer:
    """Proves the existence by coefficients of the equations. The letter must be new to the goal."""
    inner = statement.body
    if not isinstance(inner, Quantified) or inner.op != "exists":
        return undecided(ENGINE, "no two numbers")
    if {statement.domain.kind, inner.domain.kind} - set(KINDS) or inner.letter == statement.letter:
        return undecided(ENGINE, "no two numbers")
    weights = tuple(_weights(statement.letter, inner))
    if not 0 < len(weights) <= MAX_EQUATIONS:
        return undecided(ENGINE, "no homogeneous equations")
    if defined(tuple(one for pair in weights for one in pair), goal, prove) is None:
        return undecided(ENGINE, "coefficients that are not shown to be defined")
    return _cases(statement, weights, goal, prove, witness)


def eigenvalues(body: Term, letter: str, goal: Goal) -> Iterator[Term]:
    """Values of the letter for which two homogeneous equations in two numbers have the determinant 0: proposals."""
    inner = body.body if isinstance(body, Quantified) and body.op == "exists" else None
    if not isinstance(body, Quantified) or not isinstance(inner, Quantified) or inner.op != "exists":
        return
    weights = tuple(_weights(body.letter, inner))
    if len(weights) != 2 or body.letter == inner.letter:
        return
    (a, b), (c, d) = weights
    determinant = minus(times(a, d), times(b, c))
    if letter in free_letters(determinant):
        yield from sympy_engine.solve_for(Compare("==", determinant, ZERO), letter, goal)


def _weights(x: str, inner: Quantified) -> Iterator[Pair]:
    """(a, b) of the equations that seem to be a*x + b*y == 0."""
    y = inner.letter
    for part in flat_conjunction(inner.body):
        if not isinstance(part, Compare) or part.relation != "==" or not free_letters(part) & {x, y}:
            continue
        gap = minus(part.left, part.right)
        first, second, rest = (
            folded(substitute(gap, {x: one, y: other}))
            for one, other in ((ONE, ZERO), (ZERO, ONE), (ZERO, ZERO))
        )
        if rest == ZERO:
            yield first, second


def _cases(
    statement: Quantified, weights: tuple[Pair, ...], goal: Goal, prove: Prover, witness: Witness
) -> Answer:
    """The values of the first equation where one of its coefficients is not 0, and elsewhere those of the others."""
    if not weights:
        return by_pair(statement, (ONE, ZERO), goal, prove, witness)
    a, b = weights[0]
    parts: list[Answer] = []
    for coefficient in (a, b):
        apart = Compare("!=", coefficient, ZERO)
        if fold(apart) == FALSE:
            continue
        parts.append(by_pair(statement, (b, negate(a)), goal.assuming(apart), prove, witness))
        if not parts[-1].proved:
            return undecided(ENGINE, f"where {text(apart)}: {parts[-1].detail}"[:300])
        if fold(apart) == TRUE:
            break
        goal = goal.assuming(Compare("==", coefficient, ZERO))
    else:
        parts.append(_cases(statement, weights[1:], goal, prove, witness))
        if not parts[-1].proved:
            return parts[-1]
    detail = "; else ".join(part.detail for part in parts)
    return proved(ENGINE, detail[:300], "certificate", tuple(parts))


__all__ = ["by_a_nontrivial_pair", "eigenvalues"]
