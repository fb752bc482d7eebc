"""Determinants that vanish because the rank is too small: det(U @ V + W @ Y) == 0 where the products are narrower than they are high.

A product of factors has at most the rank of the narrowest place between two of them, a sum at most the sum of the ranks; words that begin with
the same factors up to that place count once. So det(u @ v.T) == 0 for n >= 2, det(A.T @ A) == 0 for an A with fewer rows than columns.
Certificate: the sum of these widths, and the proof that it is less than n.

Reference: Horn and Johnson, Matrix Analysis, section 0.4.5.
"""

from __future__ import annotations

from itertools import product

from proofs_check.engines.calculus_terms import plus
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting
from proofs_check.engines.word_terms import MatrixPolynomial, TooLarge, Unsupported, Word
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Term
from proofs_check.statement.text import text

ENGINE = "narrow products"
MAX_WAYS = 12

Cut = tuple[Word, Term]
"""The factors before a place of a product, and how wide it is there."""


def applies(goal: Goal) -> bool:
    """Whether the conclusion is det(M) == 0 with a product or a sum M."""
    return _matrix(goal.conclusion) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that the determinant is 0, or says why not; it never refutes."""
    matrix = _matrix(goal.conclusion)
    if matrix is None:
        return undecided(ENGINE, "")
    try:
        whole = convert(matrix, plain_setting(goal))
        ways = _ways(whole)
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))
    for total in ways:
        answer = prove(goal.concluding(Compare("<", total, whole.rows)))
        if answer.proved:
            detail = f"the rank of {text(matrix)} is at most {text(total)} < {text(whole.rows)}"
            return proved(ENGINE, detail[:300], "certificate", (answer,))
    return undecided(ENGINE, "the rank is not shown to be less than the size")


def _matrix(conclusion: Term) -> Term | None:
    """M of det(M) == 0."""
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return None
    for side, other in ((conclusion.left, conclusion.right), (conclusion.right, conclusion.left)):
        match side:
            case Apply(
                op="det", args=(Apply(op=("matmul" | "add" | "sub" | "mul" | "neg" | "div")) as inner,)
            ):
                return inner if other == ZERO else None
    return None


def _ways(whole: MatrixPolynomial) -> list[Term]:
    """Bounds of the rank, one for every choice of the places. Raises Unsupported."""
    cuts = []
    for monomial, _ in whole.terms:
        if monomial.binders:
            raise Unsupported("a sum over an index")
        cuts.append(_cuts(monomial.word, whole.rows))
        if not cuts[-1]:
            raise Unsupported("a product that is nowhere narrower")
    found: dict[Term, None] = {}
    for choice in product(*cuts):
        found[plus(*(width for _, width in dict.fromkeys(choice)))] = None
        if len(found) >= MAX_WAYS:
            break
    return list(found)


def _cuts(word: Word, size: Term) -> list[Cut]:
    """The places that are narrower by their form, those of width 1 alone where there are any."""
    places = [(word[:place], word[place].height) for place in range(1, len(word))]
    narrow = [cut for cut in places if cut[1] != size]
    return [cut for cut in narrow if cut[1] == ONE] or narrow


__all__ = ["ENGINE", "applies", "attempt"]
