"""Orders with one binomial coefficient, by its bounds: with b for binomial(n, k), whole n and k,

    0 <= k <= n      1 <= b <= 2**n      b*k! <= n**k
    1 <= k <= n      (n/k)**k <= b < (e*n/k)**k
    k > n >= 0       b == 0

b is one term of the sum 2**n of the row; b*k! is the product of k factors n - j <= n; b is the product of (n - j)/(k - j) >= n/k over j < k; and
k! > (k/e)**k, as exp(k) has the term k**k/k! and others. Certificate: that n and k are whole, and the order with b in both cases.

Reference: Cormen, Leiserson, Rivest, Stein, Introduction to Algorithms, appendix C.1.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.branch_values import open_nodes, put
from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import over, power, times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import REAL
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Term,
    apply,
    fresh,
    number,
)

ENGINE = "binomial bounds"
E = Constant("e")
ORDERS = ("<", "<=", ">", ">=")


def applies(goal: Goal) -> bool:
    """Whether real numbers are ordered, and one binomial coefficient of moving whole numbers stands in the conclusion."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ORDERS or goal.sequences:
        return False
    return all(not domain.is_complex for _, domain in goal.letters) and _coefficient(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the order for every number within the bounds; it never refutes."""
    found = _coefficient(goal) if applies(goal) else None
    asked = Questions(goal, prove)
    if found is None or not all(asked.holds(Compare(">=", arg, ZERO)) for arg in found.args):
        return undecided(ENGINE, "")
    n, k = found.args
    letter = Letter(fresh("b", names_of(goal)))
    changed = replace(goal, conclusion=put(goal.conclusion, found, letter)).with_letter(letter.name, REAL)
    used: list[Answer] = []
    if not asked.holds(Compare("<=", k, n)):
        used.append(prove(changed.assuming(Compare(">", k, n), Compare("==", letter, ZERO))))
        goal = goal.assuming(Compare("<=", k, n))
    positive = Questions(goal, prove).holds(Compare(">=", k, ONE))
    inside = changed.assuming(Compare("<=", k, n), *bounds(n, k, letter, positive))
    used.append(prove(inside))
    if not all(answer.proved for answer in used):
        return undecided(ENGINE, used[-1].detail)
    return proved(ENGINE, f"by bounds: {used[-1].detail}"[:300], "certificate", (*asked.used, *used))


def bounds(n: Term, k: Term, b: Term, positive: bool) -> tuple[Compare, ...]:
    """What holds of b == binomial(n, k) for 0 <= k <= n. positive: whether k >= 1."""
    found = (
        Compare(">=", b, ONE),
        Compare("<=", b, power(number(2), n)),
        Compare("<=", times(b, apply("factorial", k)), power(n, k)),
        Compare("<=", b, over(power(n, k), apply("factorial", k))),
    )
    ratio = over(n, k)
    powers = (
        Compare(">=", b, power(ratio, k)),
        Compare("<", b, power(over(times(E, n), k), k)),
    )
    return (*found, *powers) if positive else found


def _coefficient(goal: Goal) -> Apply | None:
    """The one coefficient outside of binders, of whole terms."""
    nodes = {
        node for node in open_nodes(goal.conclusion) if isinstance(node, Apply) and node.op == "binomial"
    }
    if len(nodes) != 1:
        return None
    node = nodes.pop()
    return node if all(is_integral(arg, goal.scope) for arg in node.args) else None


__all__ = ["ENGINE", "applies", "attempt", "bounds"]
