"""What A**k == zeros(n, n) says of a square matrix A: its powers vanish from A**n on, and so do its trace and its determinant.

All eigenvalues are 0, so that the characteristic polynomial is X**n (Cayley and Hamilton), whatever k is; k == 0 is impossible. A symmetric one is 0 itself. The
hypothesis, which engines for entries cannot write out where k moves, is replaced by these. Reference: Horn and Johnson, Matrix Analysis,
section 2.4. Certificate: the goal with the new hypotheses.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_terms import integer_of
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import SYMMETRIC_KINDS
from proofs_check.statement.terms import ZERO, Apply, Compare, Letter, Matrix, Number, Term

ENGINE = "nilpotent matrices"
LARGEST = 4


def applies(goal: Goal) -> bool:
    """Whether a hypothesis says that a power of a matrix letter is 0, and not in as many factors as are needed."""
    return any(_nilpotent(fact, goal) is not None for fact in goal.hypotheses)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with what the hypotheses about powers say."""
    facts: list[Term] = []
    names = []
    for fact in goal.hypotheses:
        name = _nilpotent(fact, goal)
        facts += [fact] if name is None else _facts(name, goal)
        names += [name] if name is not None else []
    if not names:
        return undecided(ENGINE, "")
    answer = prove(replace(goal, hypotheses=tuple(facts)))
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    detail = f"{', '.join(names)}: all eigenvalues are 0; {answer.detail}"
    return proved(ENGINE, detail[:300], "certificate", (answer,))


def _nilpotent(fact: Term, goal: Goal) -> str | None:
    """The letter A of `A**k == 0`, where k moves or is larger than the size."""
    if not isinstance(fact, Compare) or fact.relation != "==":
        return None
    for power, zero in ((fact.left, fact.right), (fact.right, fact.left)):
        match power:
            case Apply(op="pow", args=(Letter(name=name), exponent)) if _is_zero(zero):
                domain = dict(goal.letters).get(name)
                if domain is None or domain.is_scalar or domain.over == "complex":
                    return None
                size, known = domain.size[-1], integer_of(exponent)
                needed = int(size.value) if isinstance(size, Number) else None
                moves = known is None or (needed is not None and known > needed)
                return name if moves and len(set(domain.size)) == 1 and domain.kind != "vector" else None
    return None


def _is_zero(term: Term) -> bool:
    if isinstance(term, Matrix):
        return all(entry == ZERO for row in term.rows for entry in row)
    return isinstance(term, Apply) and term.op == "zeros"


def _facts(name: str, goal: Goal) -> list[Term]:
    domain = dict(goal.letters)[name]
    matrix: Term = Letter(name)
    size = domain.size[-1]
    zero = Apply("zeros", (size, size))
    found: list[Term] = [Compare("==", Apply(op, (matrix,)), ZERO) for op in ("trace", "det")]
    if domain.kind in SYMMETRIC_KINDS:
        return [Compare("==", matrix, zero), *found]
    if isinstance(size, Number) and 1 < size.value <= LARGEST:
        whole = matrix
        for _ in range(int(size.value) - 1):
            whole = Apply("matmul", (whole, matrix))
        found.append(Compare("==", whole, zero))
    return found
