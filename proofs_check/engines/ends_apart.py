"""The ends of a closed interval apart: an inequality with powers is shown at the ends, then inside, where logarithms may be taken.

    x*(1 - x)**n <= 1/(e*n) on [0, 1]:  0 <= 1/(e*n) at both ends; inside by log(x) + n*log(1 - x) <= -1 - log(n)

Asked only for powers with letters in the exponent whose base moves with the letter. Certificate: those of the goals.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import folded
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Number,
    Term,
    free_letters,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "ends apart"
ORDERS = ("<", "<=", ">", ">=")


def applies(goal: Goal) -> bool:
    """Whether two real numbers are compared and a power with a symbolic exponent moves with a letter of a closed interval."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ORDERS or goal.sequences:
        return False
    return all(domain.kind in ("real", "integer") for _, domain in goal.letters) and _letter(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the inequality at the closed ends of a letter and inside, or says why not."""
    name = _letter(goal) if applies(goal) else None
    if name is None:
        return undecided(ENGINE, "")
    domain = dict(goal.letters)[name]
    used = []
    for end in _closed_ends(domain):
        there = prove(_at(goal, name, end, prove))
        if not there.proved:
            return undecided(ENGINE, f"at {name} = {text(end)}: {there.detail}")
        used.append(there)
    inside = prove(_inside(goal, name))
    if not inside.proved:
        return undecided(ENGINE, inside.detail)
    return proved(
        ENGINE, f"{name} inside of its interval: {inside.detail}"[:400], "certificate", (inside, *used)
    )


def _letter(goal: Goal) -> str | None:
    """The first letter with a closed end that stands in the base of such a power and bounds no other letter."""
    bounds = {one for _, domain in goal.letters for term in domain.terms() for one in free_letters(term)}
    moving = {one for power in _powers(goal.conclusion) for one in free_letters(power.args[0])}
    for name, domain in goal.letters:
        if domain.kind == "real" and name in moving and name not in bounds and _closed_ends(domain):
            return name
    return None


def _powers(term: Term) -> tuple[Apply, ...]:
    return tuple(
        node
        for node in walk(term)
        if isinstance(node, Apply) and node.op == "pow" and free_letters(node.args[1])
    )


def _closed_ends(domain: Domain) -> tuple[Number, ...]:
    ends = (end for end in (domain.low, domain.high) if end is not None and end.closed)
    return tuple(end.at for end in ends if isinstance(end.at, Number))


def _at(goal: Goal, name: str, end: Number, prove: Prover) -> Goal:
    """The goal at the end, with the powers of 0 and 1 there computed."""
    letters = tuple(pair for pair in goal.letters if pair[0] != name)
    facts = tuple(substitute(fact, {name: end}) for fact in goal.hypotheses)
    conclusion = substitute(goal.conclusion, {name: end})
    there = replace(goal, letters=letters, hypotheses=facts, conclusion=conclusion)
    asked = Questions(there, prove)
    for power in _powers(conclusion):
        base = folded(power.args[0])
        if base == ONE:
            conclusion = replace_all(conclusion, power, number(1))
        elif base == ZERO and asked.holds(Compare(">", power.args[1], ZERO)):
            conclusion = replace_all(conclusion, power, number(0))
    return there.concluding(folded(conclusion))


def _inside(goal: Goal, name: str) -> Goal:
    """The goal on the open interval."""
    domain = dict(goal.letters)[name]
    low = domain.low and replace(
        domain.low, closed=domain.low.closed and not isinstance(domain.low.at, Number)
    )
    high = domain.high and replace(
        domain.high, closed=domain.high.closed and not isinstance(domain.high.at, Number)
    )
    opened = replace(domain, low=low, high=high)
    return replace(goal, letters=tuple((one, opened if one == name else its) for one, its in goal.letters))
