"""Sums and products that no binder encloses, and a goal with their closed forms in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proofs_check.engines.calculus_questions import Questions, defined
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import Compare, Sum, Term, binder, children
from proofs_check.statement.text import text

ClosedForm = Callable[[Sum, Questions], Term | None]
"""The value of a sum or a product, by questions that are proved; None where it is not known."""


def outer_sums(term: Term) -> Iterator[Sum]:
    """The outermost sums and products, `op` telling which."""
    if isinstance(term, Sum):
        yield term
    elif binder(term) is None:
        for part in children(term):
            yield from outer_sums(part)


def in_closed_form(goal: Goal, prove: Prover, op: str, closed: ClosedForm, engine: str) -> Answer:
    """Proves the goal with the closed forms of its outermost sums (op 'sum') or products ('prod'), as far as they are known."""
    asked, says = Questions(goal, prove), goal.conclusion
    for one in dict.fromkeys(outer_sums(goal.conclusion)):
        value = closed(one, asked) if one.op == op else None
        if value is not None and _is_safe(one, value, asked):
            says = replace_all(says, one, value)
    if says == goal.conclusion:
        return undecided(engine, f"no {op} has a closed form that is known here")
    answer = prove(goal.concluding(says))
    if not answer.proved:
        return undecided(engine, f"not shown: {text(says)}"[:250])
    return proved(engine, f"in closed form: {text(says)}"[:300], "certificate", (*asked.used, answer))


def _is_safe(one: Sum, value: Term, asked: Questions) -> bool:
    """Whether the value is defined: an empty sum is so even where its terms are not, and the statement with the value would deny such places."""
    if asked.holds(Compare("<=", one.low, one.high)):
        return True
    meant = defined((value,), asked.goal, asked.prove)
    if meant is not None:
        asked.used.append(meant)
    return meant is not None


__all__ = ["ClosedForm", "in_closed_form", "outer_sums"]
