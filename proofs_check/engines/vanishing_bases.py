"""Powers whose base may be zero: the goal is shown where the base is positive, and with 0 for the power where it is zero.

    0 <= x <= n: (1 - x/n)**n <= exp(-x) for x < n, by logarithms; and 0 <= exp(-n) at x = n

The exponent is a term with letters (0**0 is 1, so it is shown to be positive where the base is zero).
Certificate: that the base is not negative, and those of both goals.
"""

from __future__ import annotations

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.polynomials import ARITHMETIC
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ZERO, Apply, Compare, Letter, free_letters, walk
from proofs_check.statement.text import text

ENGINE = "vanishing bases"
ORDERS = ("<", "<=", ">", ">=")


def applies(goal: Goal) -> bool:
    """Whether an order of real terms has a power of a sum with letters in its exponent."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ORDERS or goal.sequences:
        return False
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    return bool(_powers(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves an inequality apart at the zeros of a base; it never refutes."""
    for power in _powers(goal):
        base, exponent = power.args
        above = Compare(">", base, ZERO)
        if above in goal.hypotheses:
            continue
        asked = Questions(goal, prove)
        if not asked.holds(Compare(">=", base, ZERO)) or asked.holds(above):
            continue
        at_zero = goal.assuming(Compare("==", base, ZERO))
        there = Questions(at_zero, prove)
        if not there.holds(Compare(">", exponent, ZERO)):
            continue
        if not there.holds(replace_all(goal.conclusion, power, ZERO)):
            continue
        rest = prove(goal.assuming(above))
        if rest.proved:
            says = f"{text(base)[:100]} = 0 apart"
            return proved(ENGINE, says, "certificate", (rest, *asked.used, *there.used))
    return undecided(ENGINE, "no base that may be zero, or the goal is not shown above it")


def _powers(goal: Goal) -> tuple[Apply, ...]:
    """Powers of polynomials or quotients of letters, with letters in the exponent; none of bound letters."""
    own = {name for name, _ in goal.letters}
    found = (node for node in walk(goal.conclusion) if isinstance(node, Apply) and node.op == "pow")
    return tuple(
        dict.fromkeys(
            node
            for node in found
            if not isinstance(node.args[0], Letter)
            and free_letters(node.args[1])
            and free_letters(node.args[0])
            and free_letters(node) <= own
            and all(not isinstance(part, Apply) or part.op in ARITHMETIC for part in walk(node.args[0]))
        )
    )
