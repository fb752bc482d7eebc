"""That a base is positive, or zero under a positive exponent: what the definedness of a power asks.

Shown are base >= 0 and exponent > 0, each for itself: that is easier than the choice between the cases.
"""

from __future__ import annotations

from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ZERO, Compare, Connective, Term

ENGINE = "bases of powers"


def applies(goal: Goal) -> bool:
    """Whether the conclusion is that choice."""
    return _parts(goal.conclusion) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves base > 0 or (base == 0 and exponent > 0) by base >= 0 and exponent > 0."""
    parts = _parts(goal.conclusion)
    if parts is None:
        return undecided(ENGINE, "")
    base, exponent = parts
    answers = [prove(goal.concluding(Compare(">", exponent, ZERO)))]
    if answers[0].proved:
        answers.append(prove(goal.concluding(Compare(">=", base, ZERO))))
    if not answers[-1].proved:
        return undecided(ENGINE, "the base may be negative, or the exponent not positive")
    return proved(ENGINE, "the base is not negative", "certificate", tuple(answers))


def _parts(statement: Term) -> tuple[Term, Term] | None:
    """(base, exponent)."""
    match statement:
        case Connective(
            op="or",
            parts=(
                Compare(relation=">", left=base, right=zero),
                Connective(
                    op="and",
                    parts=(
                        Compare(relation="==", left=same, right=also),
                        Compare(relation=">", left=exponent, right=again),
                    ),
                ),
            ),
        ) if base == same and zero == also == again == ZERO:
            return base, exponent
    return None
