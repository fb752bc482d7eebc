"""Identities between sequences that obey linear recurrences with constant coefficients: finitely many values decide.

A term u(n) is constant-recursive of order d when u(n + d) is a combination of u(n), ..., u(n + d - 1) whose weights do not depend on n.
Polynomials in n, powers c**n, sines and cosines of multiples of n, sequences with a linear step, and sums, products and partial
sums of all these are, and bounds of their orders follow from those of the parts (`recursive_orders.py`). Where left - right has
order at most d for n >= a, it is zero for all n >= a if it is for n = a, ..., a + d - 1. Certificate: the bound and these values.

References: Kauers and Paule, The Concrete Tetrahedron, chapter 4.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor

from proofs_check.engines.calculus_terms import folded, folded_in, minus, plus, times
from proofs_check.engines.induction_core import first_value
from proofs_check.engines.known_sequences import KINDS, with_sequences
from proofs_check.engines.recursive_orders import NoOrder, Orders
from proofs_check.engines.unfolding import NotUnfolded, Unfolder
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Matrix,
    Number,
    Sum,
    Term,
    free_letters,
    number,
    substitute,
    transform,
    walk,
)

ENGINE = "constant-recursive"
MAX_ORDER = 40
WAVES = ("sin", "cos")


def applies(goal: Goal) -> bool:
    """Whether the conclusion is an equation in which a sequence, a sum or a wave moves with a whole letter."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return False
    return is_scalar(goal) and bool(_letters(goal))


def is_scalar(goal: Goal) -> bool:
    """Whether no matrix or vector stands in the goal: the orders are those of powers of numbers."""
    shapes = all(domain.is_scalar for _, domain in goal.letters) and all(
        sequence.shape == SCALAR for sequence in goal.sequences
    )
    made = any(
        isinstance(node, Matrix) or (isinstance(node, Apply) and node.op in ("identity", "zeros", "unit"))
        for term in (goal.conclusion, *goal.hypotheses)
        for node in walk(term)
    )
    return shapes and not made


def _letters(goal: Goal) -> list[str]:
    """The whole letters that the engine can run through: no upper end, no hypothesis about them."""
    found = []
    for name, domain in goal.letters:
        if domain.kind != "integer" or domain.high is not None or first_value(domain) is None:
            continue
        spoken = [*goal.hypotheses, *(end for _, its in goal.letters for end in its.terms())]
        if any(name in free_letters(term) for term in spoken) or domain.nonzero:
            continue
        if any(_is_recursive(node) and name in free_letters(node) for node in walk(goal.conclusion)):
            found.append(name)
    return found


def _is_recursive(node: Term) -> bool:
    return isinstance(node, At | Sum) or (isinstance(node, Apply) and node.op in (*KINDS, *WAVES))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves left == right by the first values, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    whole = with_sequences(goal)
    reasons = []
    for name in _letters(whole):
        try:
            answer = _on(whole, name, prove)
        except (NoOrder, NotUnfolded) as reason:
            answer = undecided(ENGINE, str(reason))
        if answer.proved:
            return answer
        reasons.append(answer.detail)
    return undecided(ENGINE, "; ".join(dict.fromkeys(reasons))[:300])


def _on(goal: Goal, name: str, prove: Prover) -> Answer:
    both = goal.conclusion
    if not isinstance(both, Compare):
        return undecided(ENGINE, "no equation")
    for sequence in goal.sequences:
        used = (free_letters(sequence.step) - {sequence.index}).union(*map(free_letters, sequence.start))
        if name in used:
            return undecided(ENGINE, f"the sequence '{sequence.name}' depends on '{name}'")
    top, _ = as_fraction(minus(both.left, both.right), name)
    orders = Orders(goal, prove)
    order = orders.of(top, name)
    if order > MAX_ORDER:
        return undecided(ENGINE, f"order {order}")
    first = first_value(dict(goal.letters)[name]) or 0
    values: list[Answer] = []
    kept = replace(goal, letters=tuple(pair for pair in goal.letters if pair[0] != name))
    for value in range(first, first + order):
        unfolder = Unfolder(kept, prove)
        put = transform(substitute(both, {name: number(value)}), _whole_part)
        says = folded_in(unfolder.at_numbers(put), kept.scope)
        values += [prove(kept.concluding(says)), *unfolder.used]
        if not all(answer.proved for answer in values):
            return undecided(ENGINE, f"not shown at {name} = {value}")
    detail = f"order at most {order} in {name}; it holds for {name} = {first}, ..., {first + order - 1}"
    return proved(ENGINE, detail, "certificate", (*values, *orders.used))


def _whole_part(node: Term) -> Term:
    """The floor or the ceiling of a number, as it stands at the ends of sums."""
    match node:
        case Apply(op=("floor" | "ceil") as op, args=(inner,)):
            value = folded(inner)
            if isinstance(value, Number):
                return number((floor if op == "floor" else ceil)(value.value))
    return node


def as_fraction(term: Term, name: str) -> tuple[Term, Term]:
    """Numerator and denominator, the quotients by what moves with the letter brought together."""
    match term:
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            (a, b), (c, d) = as_fraction(left, name), as_fraction(right, name)
            join = plus if op == "add" else minus
            return (join(a, c), b) if b == d else (join(times(a, d), times(c, b)), times(b, d))
        case Apply(op="neg", args=(inner,)):
            a, b = as_fraction(inner, name)
            return minus(ZERO, a), b
        case Apply(op="mul", args=(left, right)):
            (a, b), (c, d) = as_fraction(left, name), as_fraction(right, name)
            return times(a, c), times(b, d)
        case Apply(op="div", args=(left, right)) if name in free_letters(right):
            (a, b), (c, d) = as_fraction(left, name), as_fraction(right, name)
            return times(a, d), times(b, c)
    return term, ONE
