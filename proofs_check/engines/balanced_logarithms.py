"""Logarithms of determinants whose weights add up to 0, measured against one definite matrix.

Where the weights w of log(det(M)) in a comparison add up to 0, log(det(X)) may be taken from each of them, and log(det(M)) - log(det(X)) is
log(det(inv(X) @ M)) for a positive definite X:

    log(det(B)) - log(det(A)) <= trace(inv(A) @ B) - n      log(det(inv(A) @ B)) <= trace(inv(A) @ B) - n

Products of powers of determinants are compared by their logarithms. What is left keeps its meaning in another basis (see `change_of_basis.py`). That det(M) > 0 is shown; real entries only.

Reference: Boyd and Vandenberghe, Convex Optimization, section 3.1.5 (log-determinant).
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.affine import UNIT
from proofs_check.engines.calculus_terms import plus, times
from proofs_check.engines.change_of_basis import without_loss
from proofs_check.engines.logarithms_of_products import logarithm
from proofs_check.engines.word_algebra import subtract
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting
from proofs_check.engines.word_terms import MatrixPolynomial, TooLarge, Unsupported, scalars_term
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.sorts import sort_of
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Letter, Term, apply, walk
from proofs_check.statement.text import text

ENGINE = "balanced logarithms"
MAX_ANCHORS = 3


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares numbers with at least two determinants of real matrices."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or any(domain.is_complex for _, domain in goal.letters):
        return False
    return len({node for node in walk(conclusion) if isinstance(node, Apply) and node.op == "det"}) > 1


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a comparison by one of quotients of determinants; it never refutes."""
    try:
        conclusion, positive = _in_logarithms(goal.conclusion)
        setting = plain_setting(goal, prove)
        gap = subtract(convert(conclusion.left, setting), convert(conclusion.right, setting))
        weights, rest = _taken_apart(gap)
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))
    if len(weights) < 2:
        return undecided(ENGINE, "fewer than two logarithms of determinants")
    balance = prove(goal.concluding(Compare("==", plus(*weights.values()), ZERO)))
    if not balance.proved:
        return undecided(ENGINE, "weights that do not add up to 0")
    positive = dict.fromkeys((*positive, *(apply("det", matrix) for matrix in weights)))
    parts = [prove(goal.concluding(Compare(">", factor, ZERO))) for factor in positive]
    if not all(part.proved for part in parts):
        return undecided(ENGINE, "a factor that is not shown to be positive")
    for anchor in list(_anchors(goal, weights))[:MAX_ANCHORS]:
        measured = goal.concluding(Compare(conclusion.relation, _against(anchor, weights, rest), ZERO))
        answer = prove(without_loss(measured)[0])
        if answer.proved:
            detail = f"against log(det({text(anchor)})): {answer.detail}"[:300]
            return proved(ENGINE, detail, "certificate", (balance, *parts, answer))
    return undecided(ENGINE, "against none of the definite matrices")


def _in_logarithms(conclusion: Term) -> tuple[Compare, dict[Term, None]]:
    """The comparison, of logarithms where it has none yet, and what must be positive for that. Raises Unsupported."""
    assert isinstance(conclusion, Compare)
    if any(_determined(node) is not None for node in walk(conclusion)):
        return conclusion, {}
    left, right = logarithm(conclusion.left), logarithm(conclusion.right)
    inside = [
        apply("det", matrix)
        for side in (left, right)
        for matrix in map(_determined, walk(side.value))
        if matrix is not None
    ]
    needed = dict.fromkeys((*left.positive, *right.positive, *inside))
    return Compare(conclusion.relation, left.value, right.value), needed


def _determined(term: Term) -> Term | None:
    """M of log(det(M))."""
    match term:
        case Apply(op="log", args=(Apply(op="det", args=(matrix,)),)):
            return matrix
    return None


def _taken_apart(gap: MatrixPolynomial) -> tuple[dict[Term, Term], Term]:
    """(w by M, r) of the sum of w*log(det(M)) and r. Raises Unsupported."""
    weights: dict[Term, Term] = {}
    rest: Term = ZERO
    for monomial, value in gap.terms:
        if monomial.word or monomial.binders:
            raise Unsupported("a comparison of matrices")
        logs = [
            (matrix, power) for atom, power in monomial.scalars if (matrix := _determined(atom)) is not None
        ]
        others = tuple(pair for pair in monomial.scalars if _determined(pair[0]) is None)
        part = scalars_term(others, value) or ONE
        if any(_determined(node) is not None for node in walk(part)) or len(logs) > 1:
            raise Unsupported("a logarithm of a determinant in a product or a function")
        if not logs:
            rest = plus(rest, part)
            continue
        ((matrix, power),) = logs
        if power != UNIT:
            raise Unsupported("a power of a logarithm")
        weights[matrix] = plus(weights.get(matrix, ZERO), part)
    return weights, rest


def _anchors(goal: Goal, weights: dict[Term, Term]) -> Iterator[Term]:
    """The definite letters of the size of all matrices, those whose own logarithm occurs first."""
    sizes = {sort_of(matrix, goal.scope).rows for matrix in weights}
    definite = [
        Letter(name) for name, domain in goal.letters if domain.kind == "spd" and sizes == {domain.size[0]}
    ]
    yield from (letter for letter in definite if letter in weights)
    yield from (letter for letter in definite if letter not in weights)


def _against(anchor: Term, weights: dict[Term, Term], rest: Term) -> Term:
    logarithms = [
        times(weight, apply("log", apply("det", apply("matmul", apply("inv", anchor), matrix))))
        for matrix, weight in weights.items()
        if matrix != anchor
    ]
    return plus(*logarithms, rest)
