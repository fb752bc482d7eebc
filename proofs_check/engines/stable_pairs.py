"""Limits of linear recurrences of order two by the conditions of Jury.

For v' = M*v + g with a real 2x2 matrix M all eigenvalues lie inside the unit circle if and only if

    abs(det(M)) < 1 and abs(trace(M)) < 1 + det(M)

Then v tends to the only solution of v = M*v + g, whatever the first values are: 1 - trace(M) + det(M) > 0 is the determinant of I - M. The heavy
ball x' = (1 + b - a)*x - b*x(t - 1) converges for 0 <= b < 1 and 0 < a < 2 + 2*b. Terms that are defined for all numbers, and continuous, have the
limits that the limits of the values give.

Certificate: that the terms are defined, the conditions, and the statement about the limits.

Reference: E. I. Jury, Theory and Application of the z-Transform Method, 1964.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines import limit_systems
from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.calculus_terms import folded, minus, negate, over, plus, times
from proofs_check.engines.linear_pairs import Pair, pair_of
from proofs_check.engines.monotone_systems import limits_in, replace_limits
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.goal_forms import trim
from proofs_check.statement.domains import REAL
from proofs_check.statement.terms import (
    ONE,
    Apply,
    At,
    Compare,
    Letter,
    Number,
    Term,
    free_letters,
    fresh,
    sequence_names,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "stable pairs"
EVERYWHERE = frozenset(
    (
        "add",
        "sub",
        "mul",
        "neg",
        "abs",
        "min",
        "max",
        "exp",
        "sin",
        "cos",
        "atan",
        "tanh",
        "sinh",
        "cosh",
        "sqrt",
    )
)
"""Continuous wherever they are defined."""


def applies(goal: Goal) -> bool:
    """Whether the conclusion speaks of limits of terms in the values of a pair, and of no values outside."""
    if not limit_systems.applies(goal) or not all(
        _is_continuous(one.body) for one in limits_in(goal.conclusion)
    ):
        return False
    outside = replace_limits(goal.conclusion, dict.fromkeys(limits_in(goal.conclusion), ONE))
    return not sequence_names(outside) and pair_of(goal, goal.conclusion) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement about the limits of the pair, or says why not."""
    pair = pair_of(goal, goal.conclusion) if applies(goal) else None
    if pair is None:
        return undecided(ENGINE, "")
    bare = replace(goal, sequences=(), hypotheses=tuple(f for f in goal.hypotheses if not sequence_names(f)))
    answers: list[Answer] = []
    for limit in limits_in(goal.conclusion):
        meant = _everywhere_defined(limit.body, bare, prove)
        if meant is None:
            return undecided(ENGINE, f"not shown to be defined: {text(limit.body)}"[:200])
        answers.append(meant)
    for condition in conditions(pair):
        answers.append(prove(trim(bare.concluding(condition))))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown: {text(condition)}"[:200])
    ends = _ends(pair)
    put = {
        limit: transform(limit.body, lambda node: ends[node.name] if isinstance(node, At) else node)
        for limit in limits_in(goal.conclusion)
    }
    says = folded(replace_limits(goal.conclusion, dict(put)))
    answers.append(prove(trim(bare.concluding(says))))
    if not answers[-1].proved:
        return undecided(ENGINE, f"not shown: {text(says)}"[:200])
    shown = f"trace {text(pair.trace())}, determinant {text(pair.determinant())}: inside the unit circle"
    return proved(ENGINE, shown[:300], "certificate", tuple(answers))


def _everywhere_defined(body: Term, bare: Goal, prove: Prover) -> Answer | None:
    """That the body is defined for all numbers in place of the values: sqrt(x(n)) with x(n) -> 0 from below has no limit."""
    for value in dict.fromkeys(node for node in walk(body) if isinstance(node, At)):
        letter = Letter(fresh("v", names_of(bare) | free_letters(body)))
        bare, body = bare.with_letter(letter.name, REAL), replace_all(body, value, letter)
    return defined((body,), bare, prove)


def conditions(pair: Pair) -> tuple[Term, ...]:
    """What puts both eigenvalues inside the unit circle."""
    determinant, trace = pair.determinant(), pair.trace()
    end = folded(plus(ONE, determinant))
    return (
        Compare("<", determinant, ONE),
        Compare(">", determinant, negate(ONE)),
        Compare("<", trace, end),
        Compare(">", trace, negate(end)),
    )


def _ends(pair: Pair) -> dict[str, Term]:
    """The limits of the sequences: the solution of v = M*v + g by Cramer's rule."""
    (a, b, g), (c, d, h) = pair.rows
    scale = folded(plus(minus(ONE, pair.trace()), pair.determinant()))
    above = (plus(times(minus(ONE, d), g), times(b, h)), plus(times(c, g), times(minus(ONE, a), h)))
    return {name: folded(over(folded(top), scale)) for (name, _), top in zip(pair.at, above, strict=True)}


def _is_continuous(body: Term) -> bool:
    """Whether the term is continuous in the values, wherever it is defined."""
    return all(
        not sequence_names(node)
        or isinstance(node, At)
        or (isinstance(node, Apply) and (node.op in EVERYWHERE or _is_plain(node)))
        for node in walk(body)
    )


def _is_plain(node: Apply) -> bool:
    """A power with a natural exponent, or a quotient by what does not move."""
    if node.op == "pow" and isinstance(node.args[1], Number):
        return node.args[1].value.denominator == 1 and node.args[1].value >= 0
    return node.op == "div" and not sequence_names(node.args[1])


__all__ = ["applies", "attempt", "conditions"]
