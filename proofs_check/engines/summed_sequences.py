"""Sequences that grow by what does not depend on them, as sums and products.

x(n + 1) = x(n) + h(n) from x(a) on is x(n) = x(a) + sum(h(i), i, a, n - 1), and x(n + 1) = x(n)*h(n) is x(n) = x(a)*prod(h(i), i, a, n - 1): for
bounds of such sequences the engines of sums are asked. Certificate: the definition of the sum.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import plus
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    Apply,
    At,
    Compare,
    Letter,
    Sum,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    sequence_names,
    substitute,
    walk,
)

ENGINE = "sequences as sums"


def applies(goal: Goal) -> bool:
    """Whether an inequality speaks of such a sequence, and no hypothesis of any sequence."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return False
    if any(sequence_names(fact) for fact in goal.hypotheses):
        return False
    return any(isinstance(node, At) and node.name in _summed(goal) for node in walk(conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with sums and products in the place of the sequences."""
    if not applies(goal):
        return undecided(ENGINE, "")
    answer = prove(goal.concluding(_written(goal.conclusion, _summed(goal))))
    if not answer.proved:
        return undecided(ENGINE, "")
    return proved(ENGINE, answer.detail, answer.trust, (answer,))


@dataclass(frozen=True)
class Accumulated:
    """start + the sum of the steps before an index, or start times their product. letter: the index in `body`."""

    op: str
    start: Term
    letter: str
    body: Term
    first: int

    def at(self, index: Term) -> Term:
        """The value at an index that is at least the first."""
        whole = Sum(self.op, self.letter, self.body, number(self.first), plus(index, number(-1)))
        return apply("add" if self.op == "sum" else "mul", self.start, whole)


def _summed(goal: Goal) -> dict[str, Accumulated]:
    found = ((sequence.name, _accumulated(sequence, goal)) for sequence in goal.sequences)
    return {name: one for name, one in found if one is not None}


def _accumulated(sequence: Sequence, goal: Goal) -> Accumulated | None:
    """None where the step is not x(t) + h(t) or x(t)*h(t) with an h that moves and knows no sequence and no vector.

    The engines of sums know nothing of arbitrary entries, and what they try in vain is long.
    """
    if sequence.shape != SCALAR or len(sequence.start) != 1:
        return None
    here = At(sequence.name, Letter(sequence.index))
    match sequence.step:
        case Apply(op=("add" | "mul") as op, args=(left, right)) if here in (left, right):
            body = right if left == here else left
        case Apply(op=("sub" | "div") as op, args=(left, right)) if left == here:
            body = apply("neg", right) if op == "sub" else apply("div", number(1), right)
        case _:
            return None
    known = free_letters(body)
    if sequence_names(body) or sequence.index not in known:
        return None
    if any(name in known and not domain.is_scalar for name, domain in goal.letters):
        return None
    letter = fresh("i", names_of(goal) | known)
    moved = substitute(body, {sequence.index: Letter(letter)})
    return Accumulated(
        "sum" if op in ("add", "sub") else "prod", sequence.start[0], letter, moved, sequence.first
    )


def _written(term: Term, known: dict[str, Accumulated]) -> Term:
    """The term with sums and products for the values, outside binders that could catch a letter of theirs."""
    name = binder(term)
    if name is not None and any(
        name in free_letters(one.body) | free_letters(one.start) for one in known.values()
    ):
        return term
    parts = tuple(_written(part, known) for part in children(term))
    term = rebuild(term, parts) if parts else term
    return known[term.name].at(term.index) if isinstance(term, At) and term.name in known else term
