"""Goals that stay the same when letters change places: the letters may be taken in order of size.

Of two letters under moduli or maxima one may be taken to be greater, and the goal where they are equal is shown apart.

Certificate: that each exchange of neighbours leaves every fact and the conclusion as they are, by exact algebra, and that of
the goal with the order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from proofs_check.definedness import obligations
from proofs_check.engines import algebra
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    free_letters,
    substitute,
    walk,
)

ENGINE = "symmetry"
ORDERS = ("<", "<=", ">", ">=")
FEWEST, MOST = 3, 4


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves an inequality that is symmetric in three or four letters for those in falling order."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ORDERS or goal.sequences:
        return undecided(ENGINE, "")
    pair = _pair(goal, prove)
    if pair is not None:
        return pair
    for names in _groups(goal, FEWEST):
        pairs = list(pairwise(names))
        ordered = tuple(Compare(">=", Letter(one), Letter(two)) for one, two in pairs)
        if set(ordered) & set(goal.hypotheses) or not all(_unchanged(goal, *pair) for pair in pairs):
            continue
        if not _is_defined(goal, prove):
            return undecided(ENGINE, "a term is not shown to be defined")
        answer = prove(goal.assuming(*ordered))
        if answer.proved:
            order = " >= ".join(names)
            return proved(ENGINE, f"symmetric, so {order} may be assumed", "certificate", (answer,))
    return undecided(ENGINE, "no letters may change places, or their order does not help")


def _pair(goal: Goal, prove: Prover) -> Answer | None:
    """Two letters under moduli or maxima: one is greater, or they are equal."""
    if not any(
        isinstance(node, Apply) and node.op in ("abs", "max", "min") for node in walk(goal.conclusion)
    ):
        return None
    for names in _groups(goal, 2):
        if len(names) != 2 or not _unchanged(goal, *names) or not _is_defined(goal, prove):
            continue
        above = Compare(">", Letter(names[0]), Letter(names[1]))
        if above in goal.hypotheses:
            continue
        put: dict[str, Term] = {names[1]: Letter(names[0])}
        letters = tuple((name, domain) for name, domain in goal.letters if name != names[1])
        facts = tuple(substitute(fact, put) for fact in goal.hypotheses)
        equal = Goal(letters, facts, substitute(goal.conclusion, put), goal.sequences)
        parts = []
        for part in (equal, goal.assuming(above)):
            parts.append(prove(part))
            if not parts[-1].proved:
                break
        else:
            return proved(
                ENGINE, f"symmetric, so {' > '.join(names)} may be assumed", "certificate", tuple(parts)
            )
    return None


def _is_defined(goal: Goal, prove: Prover) -> bool:
    """Whether the conclusion is defined under the facts: else it might be so in one order of the letters only."""
    for obligation in obligations(goal.conclusion, goal.scope, goal.first_indices):
        if obligation.limit is not None or obligation.letters:
            return False
        if not prove(goal.assuming(*obligation.under).concluding(obligation.says)).proved:
            return False
    return True


def _groups(goal: Goal, fewest: int) -> Iterator[tuple[str, ...]]:
    """The real letters of the conclusion that share a domain which names no other letter."""
    used = free_letters(goal.conclusion)
    real = [(name, domain) for name, domain in goal.letters if name in used and domain.kind == "real"]
    for domain in dict.fromkeys(domain for _, domain in real):
        names = tuple(name for name, other in real if other == domain)
        if fewest <= len(names) <= MOST and not any(free_letters(term) for term in domain.terms()):
            yield names


def _unchanged(goal: Goal, one: str, two: str) -> bool:
    """Whether exchanging the letters gives the same facts and the same conclusion."""
    put: dict[str, Term] = {one: Letter(two), two: Letter(one)}
    if any({one, two} & free_letters(term) for _, domain in goal.letters for term in domain.terms()):
        return False
    if not all(isinstance(fact, Compare) for fact in goal.hypotheses):
        return False
    facts = [fact for fact in goal.hypotheses if isinstance(fact, Compare)]
    exchanged = [substitute(fact, put) for fact in facts]
    assert isinstance(goal.conclusion, Compare)
    other = substitute(goal.conclusion, put)
    return all(any(_same(goal, new, fact) for fact in facts) for new in exchanged) and _same(
        goal, other, goal.conclusion
    )


def _same(goal: Goal, one: Term, two: Compare) -> bool:
    """Whether both compare equal differences by the same relation, wherever they are defined."""
    if one == two:
        return True
    if not isinstance(one, Compare) or one.relation != two.relation:
        return False
    gap = apply("sub", apply("sub", one.left, one.right), apply("sub", two.left, two.right))
    return algebra.attempt(goal.concluding(Compare("==", gap, ZERO))).proved
