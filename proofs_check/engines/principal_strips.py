"""Inverse functions of complex sines, cosines and tangents, circular and hyperbolic: g(w) == v from f(v) == w and where v lies.

f is one to one on the strip of its inverse g, so that f(v) == w with v inside the strip gives g(w) == v:

    asin, atan           -pi/2 < re(v) < pi/2
    acos                     0 < re(v) < pi
    asinh, atanh         -pi/2 < im(v) < pi/2
    acosh                    0 < re(v), -pi < im(v) <= pi

But for the last edge, which log shares, only the insides: on edges, where the branch cuts lie, conventions differ. Inside a term f(g(w))
is w, on every branch. No other inverse function may stand in the goal: what is asked here is free of them, so that no
engine's rules for the real ones come in.
Certificate: the proofs of f(v) == w and of the bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from proofs_check.engines.calculus_terms import negate, over, plus, times
from proofs_check.engines.linear_terms import difference
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Constant,
    Diff,
    Limit,
    Quantified,
    Sum,
    Term,
    apply,
    number,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "principal strips"
HALF_TURN = apply("div", Constant("pi"), number(2))
INVERSE_OF: Mapping[str, str] = {
    "asin": "sin",
    "acos": "cos",
    "atan": "tan",
    "asinh": "sinh",
    "acosh": "cosh",
    "atanh": "tanh",
}
NAMED = (*INVERSE_OF, "acot", "acoth")
UPRIGHT = (("re", ">", negate(HALF_TURN)), ("re", "<", HALF_TURN))
LYING = (("im", ">", negate(HALF_TURN)), ("im", "<", HALF_TURN))
STRIPS: Mapping[str, tuple[tuple[str, str, Term], ...]] = {
    "asin": UPRIGHT,
    "atan": UPRIGHT,
    "acos": (("re", ">", ZERO), ("re", "<", Constant("pi"))),
    "asinh": LYING,
    "atanh": LYING,
    "acosh": (("re", ">", ZERO), ("im", ">", negate(Constant("pi"))), ("im", "<=", Constant("pi"))),
}
"""For each inverse the bounds of parts of its values."""
TOTAL = ("asin", "acos", "acosh", "atanh")
"""They have values wherever a strip was shown: atanh at each value of tanh, the others everywhere."""
ENTIRE = ("sin", "cos", "sinh", "cosh")


def applies(goal: Goal) -> bool:
    """Whether the goal equates complex numbers, one of these inverse functions among them."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==" or goal.sequences:
        return False
    if not any(domain.is_complex for _, domain in goal.letters):
        return False
    if not all(domain.is_scalar for _, domain in goal.letters):
        return False
    nodes = list(walk(conclusion))
    if any(isinstance(node, Limit | Quantified | Sum | Diff) for node in nodes):
        return False
    return any(isinstance(node, Apply) and node.op in INVERSE_OF for node in nodes)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the equality with f(g(w)) written as w, or for one inverse function by its strip."""
    if not applies(goal) or not isinstance(goal.conclusion, Compare):
        return undecided(ENGINE, "")
    shorter = transform(goal.conclusion, _undone)
    if len(_inverses(shorter)) > (shorter == goal.conclusion):
        return undecided(ENGINE, "several inverse functions")
    if shorter != goal.conclusion:
        answer = prove(goal.concluding(shorter))
        if answer.proved:
            return proved(ENGINE, f"as {text(shorter)}"[:300], "certificate", (answer,))
        return undecided(ENGINE, f"{text(shorter)[:150]} is not shown")
    reason = ""
    for head, weight in _heads(goal.conclusion):
        answer = _by_strip(goal, goal.conclusion, head, weight, prove)
        if answer.proved:
            return answer
        reason = reason or answer.detail
    return undecided(ENGINE, reason)


def same_where_defined(statement: Term) -> Term:
    """A statement that is defined where this one is, for one that was proved here: inverse functions with values everywhere taken away.

    The only inverse function left is a summand; everywhere else f(g(w)) with an entire f is as w.
    """

    def change(node: Term) -> Term:
        match node:
            case Apply(op=op, args=(Apply(op=inverse, args=(w,)),)) if (
                INVERSE_OF.get(inverse) == op and op in ENTIRE
            ):
                return w
        return node

    shorter = transform(statement, change)
    by_strip = transform(statement, _undone) == statement and len(_inverses(statement)) == 1
    if not by_strip:
        return shorter
    return transform(statement, lambda node: _argument(node) if _total(node) else node)


def _total(node: Term) -> bool:
    return isinstance(node, Apply) and node.op in TOTAL


def _argument(node: Term) -> Term:
    return node.args[0] if isinstance(node, Apply) else node


def _inverses(statement: Term) -> list[Term]:
    return [node for node in walk(statement) if isinstance(node, Apply) and node.op in NAMED]


def _undone(node: Term) -> Term:
    match node:
        case Apply(op=op, args=(Apply(op=inverse, args=(w,)),)) if INVERSE_OF.get(inverse) == op:
            return w
    return node


def _heads(equation: Compare) -> list[tuple[Apply, Fraction]]:
    """The inverse functions in left - right, with their weights."""
    return [
        (part, weight)
        for part, weight in difference(equation).items()
        if weight and isinstance(part, Apply) and part.op in INVERSE_OF
    ]


def _by_strip(goal: Goal, equation: Compare, head: Apply, weight: Fraction, prove: Prover) -> Answer:
    """c*g(w) + rest == 0 with v = -rest/c: v lies in the strip and f(v) == w."""
    parts = [times(number(w), part) for part, w in difference(equation).items() if part != head and w]
    value = over(negate(plus(*parts)), number(weight)) if parts else ZERO
    (argument,) = head.args
    owed = [*_inside(head.op, value), Compare("==", apply(INVERSE_OF[head.op], value), argument)]
    answers = []
    for statement in owed:
        answers.append(prove(goal.concluding(statement)))
        if not answers[-1].proved:
            return undecided(ENGINE, f"{text(statement)[:150]} is not shown")
    shown = "; ".join(text(statement) for statement in owed)
    return proved(ENGINE, f"{text(head)} == {text(value)}, as {shown}"[:300], "certificate", tuple(answers))


def _inside(inverse: str, value: Term) -> list[Compare]:
    """That a value lies inside the strip of an inverse function."""
    return [Compare(relation, apply(part, value), end) for part, relation, end in STRIPS[inverse]]
