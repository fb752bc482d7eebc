"""That the bases of powers with real exponents are positive, as a hypothesis: (x + sqrt(x**2 + 1))**a.

Powers of a positive base are exp(a*log(base)), and those whose exponents differ by whole numbers are multiples of one
another; of a base whose sign is not seen by its form nothing like that is known. So it is proved first.

Certificate: that of the signs, and of the goal under them.
"""

from __future__ import annotations

from proofs_check.engines.branch_values import open_nodes
from proofs_check.engines.calculus_questions import defined
from proofs_check.engines.calculus_signs import POSITIVE, Facts
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Sum,
    Term,
    binder,
    free_letters,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "positive bases"


def applies(goal: Goal) -> bool:
    """Whether a comparison of real numbers speaks of such a power."""
    return isinstance(goal.conclusion, Compare) and bool(_bases(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the bases positive, and the goal with that."""
    answers: list[Answer] = []
    known, outside = goal, set(open_nodes(goal.conclusion))
    for base in _bases(goal):
        positive = Compare(">", base, ZERO)
        if base not in outside:  # in a sum over an empty range it need not have a value
            has_value = defined((base,), known, prove)
            if has_value is None:
                return undecided(ENGINE, f"{text(base)} is not shown to be defined")
            answers.append(has_value)
        answers.append(prove(known.concluding(positive)))
        if not answers[-1].proved:
            return undecided(ENGINE, f"{text(base)} is not shown to be positive")
        known = known.assuming(positive)
    answers.append(prove(known))
    if not answers[-1].proved:
        return answers[-1]
    return proved(ENGINE, "the bases of its powers are positive", "certificate", tuple(answers))


def _bases(goal: Goal) -> tuple[Term, ...]:
    """The bases of powers with a real exponent that is no number, where their sign is neither seen nor known."""
    if any(domain.is_complex for _, domain in goal.letters):
        return ()
    bound = frozenset(name for node in walk(goal.conclusion) if (name := binder(node)) is not None)
    facts = Facts(goal.facts())
    found: dict[Term, None] = {}
    for node in walk(goal.conclusion):
        match node:
            case Apply(op="pow", args=(base, exponent)) if not isinstance(base, Letter | Number | Sum):
                moves = not isinstance(exponent, Number) and not is_integral(exponent, goal.scope)
                if moves and not free_letters(base) & bound and not facts.signs(base) <= POSITIVE:
                    found[base] = None
    return tuple(found)
