"""Closed forms of two sequences that use each other, where only one is claimed: the step of the claimed one, solved for the other.

    b(n + 1) == sqrt((a(n) + b(n))/2*b(n)), b(n) == B(n)          so a(n) == 2*B(n + 1)**2/B(n) - B(n)

The form of the other is only proposed here; the induction proves both at once. Certificate: that of the induction.
"""

from __future__ import annotations

from proofs_check.engines.calculus_questions import defined
from proofs_check.engines.calculus_terms import integer_of, minus, negate, over, plus, power, times
from proofs_check.engines.induction_core import by_induction
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    ONE,
    Apply,
    At,
    Compare,
    Connective,
    Letter,
    Number,
    Term,
    apply,
    number,
    sequence_names,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "companion forms"


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a closed form of one of two sequences together with that of the other, or says why not."""
    found = companion(goal)
    if found is None:
        return undecided(ENGINE, "")
    meant = defined((found.right,), goal, prove)
    if meant is None:
        return undecided(ENGINE, f"{text(found)} is not seen to be defined")
    assert isinstance(found.left, At) and isinstance(found.left.index, Letter)
    both = Connective("and", (found, goal.conclusion))
    answer = by_induction(goal.concluding(both), prove, found.left.index.name)
    if not answer.proved:
        return undecided(ENGINE, f"with {text(found)}: {answer.detail}")
    detail = f"together with {text(found)}: {answer.detail}"
    return proved(ENGINE, detail[:400], "certificate", (meant, answer))


def companion(goal: Goal) -> Compare | None:
    """The closed form of the other sequence that the claimed one asks for, or None."""
    match goal.conclusion:
        case Compare(relation="==", left=At(name=name, index=Letter() as index), right=form):
            if sequence_names(form):
                return None
        case _:
            return None
    own = next((s for s in goal.sequences if s.name == name), None)
    step = None if own is None else _in_values_at_the_index(own, goal)
    if own is None or step is None:
        return None
    others = sorted({node for node in walk(step) if isinstance(node, At) and node.name != name}, key=text)
    if len(others) != 1 or not _starts_with(own, others[0].name, goal):
        return None
    here, later = form, substitute(form, {index.name: plus(index, ONE)})
    hole = At(others[0].name, index)
    moved = substitute(step, {own.index: index})
    value = solved(replace_all(moved, At(name, index), here), hole, later)
    return None if value is None or sequence_names(value) else Compare("==", hole, value)


def _starts_with(own: Sequence, other: str, goal: Goal) -> bool:
    """Whether both are numbers, given by one value at the same index."""
    two = [s for s in goal.sequences if s.name in (own.name, other)]
    return len(two) == 2 and all(
        s.first == own.first and len(s.start) == 1 and s.shape == SCALAR for s in two
    )


def _in_values_at_the_index(own: Sequence, goal: Goal) -> Term | None:
    """The step with values of the other at the next index unfolded; None where others than at the index are left."""
    step, here = own.step, Letter(own.index)
    for other in goal.sequences:
        later = At(other.name, plus(here, ONE))
        if other.name != own.name and any(node == later for node in walk(step)):
            step = replace_all(step, later, substitute(other.step, {other.index: here}))
    values = (node for node in walk(step) if isinstance(node, At))
    return step if all(node.index == here for node in values) else None


def solved(term: Term, hole: Term, value: Term) -> Term | None:
    """What the hole has to be for the term to have this value, where it stands in one place below functions with inverses."""
    if term == hole:
        return value
    if not isinstance(term, Apply) or sum(node == hole for node in walk(term)) != 1:
        return None
    place = next(k for k, part in enumerate(term.args) if any(node == hole for node in walk(part)))
    inner = _undone(term, place, value)
    return None if inner is None else solved(term.args[place], hole, inner)


def _undone(term: Apply, place: int, value: Term) -> Term | None:
    """The argument at this place where the function has the value; a guess where several arguments have it."""
    match term.op, term.args:
        case "neg", _:
            return negate(value)
        case "add", args:
            return minus(value, args[1 - place])
        case "sub", (left, right):
            return plus(value, right) if place == 0 else minus(left, value)
        case "mul", args:
            return over(value, args[1 - place])
        case "div", (above, below):
            return times(value, below) if place == 0 else over(above, value)
        case "sqrt", _:
            return power(value, number(2))
        case "root", (_, Number() as degree) if place == 0:
            return power(value, degree)
        case "pow", (_, exponent) if place == 0 and (integer_of(exponent) or 0) > 1:
            return apply("root", value, exponent)
        case "exp", _:
            return apply("log", value)
        case "log", _:
            return apply("exp", value)
        case _:
            return None
