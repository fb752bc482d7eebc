"""Inequalities between quadratic forms and traces of one symmetric matrix, eigenvalue by eigenvalue.

In a basis of eigenvectors u.T @ p(S) @ v is the sum of p(lam_i)*u_i*v_i, and trace(p(S)) the sum of p(lam_i). A linear inequality between
such sums holds if it holds for every eigenvalue lam and all components; one between products of two of them if it holds for all pairs
(symmetrised), and for equal indices together with what is linear. The size n is the sum of 1. Several symmetric matrices may
take part if they commute. Real entries only.

Notation: S a symmetric letter, lam (and mu) its eigenvalues, D the right side minus the left one.
References: Horn and Johnson, Matrix Analysis, theorem 2.5.6 (spectral theorem), theorem 1.3.21 (commuting families).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.spectral_ends import at_an_end
from proofs_check.engines.spectral_goals import Asked
from proofs_check.engines.spectral_moduli import moduli
from proofs_check.engines.spectral_reading import (
    Reading,
    check_family,
    letters_of,
    read,
    without_denominators,
)
from proofs_check.engines.word_algebra import subtract
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting, ruled_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import (
    TooLarge,
    Unsupported,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Term,
    apply,
    number,
    walk,
)

ENGINE = "eigenvalues"
TURNED = {"<=": ">=", "<": ">", ">=": "<=", ">": "<", "==": "=="}


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves comparisons of forms and traces of a commuting family; it never refutes."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in TURNED:
        return undecided(ENGINE, "")
    if any(domain.is_complex for _, domain in goal.letters) or sort_of(conclusion.left, goal.scope) != SCALAR:
        return undecided(ENGINE, "")
    try:
        by_moduli = _by_moduli(conclusion, goal, prove)
        if by_moduli.proved:
            return by_moduli
        parts = [_attempt(goal.concluding(one), prove) for one in _plain(conclusion, goal, prove)]
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))
    failed = next((part for part in parts if not part.proved), None)
    return failed or proved(ENGINE, parts[0].detail, "certificate", tuple(parts))


def _by_moduli(conclusion: Compare, goal: Goal, prove: Prover) -> Answer:
    """c*norm(p(S) @ v) <= d*norm(q(S) @ v) from c*|p(lam)| <= d*|q(lam)| for every eigenvalue, c and d being nonnegative."""
    left, right = (_norm_multiple(side, goal) for side in (conclusion.left, conclusion.right))
    if left is None or right is None or left[1] is None or right[1] is None or "<" not in conclusion.relation:
        return undecided(ENGINE, "no norms to compare")
    if conclusion.relation != "<=" or not (
        _nonnegative(left[0], goal, prove) and _nonnegative(right[0], goal, prove)
    ):
        return undecided(ENGINE, "factors of norms")
    setting = _commuting_setting(goal, prove)
    vectors = [convert(left[1], setting), convert(right[1], setting)]
    words = [monomial.word for one in vectors for monomial, _ in one.terms]
    if any(monomial.binders for one in vectors for monomial, _ in one.terms) or not words:
        raise Unsupported("sums over an index")
    last = {word[-1] for word in words if word}
    if len(last) != 1 or any(not word or any(not f.square for f in word[:-1]) for word in words):
        raise Unsupported("more than one vector")
    factors = tuple(dict.fromkeys(factor for word in words for factor in letters_of(word[:-1])))
    check_family(factors, setting)
    asked = Asked(goal, setting, Reading((), (), frozenset(), factors), prove)
    return moduli(asked, vectors[0], vectors[1], left[0], right[0])


def _plain(conclusion: Compare, goal: Goal, prove: Prover) -> Iterator[Compare]:
    """The comparison without an outer modulus, and squared where both sides are multiples of norms."""
    relation, left, right = conclusion.relation, conclusion.left, conclusion.right
    if relation in (">", ">="):
        relation, left, right = TURNED[relation], right, left
    if relation != "==" and isinstance(left, Apply) and left.op == "abs":
        yield Compare(relation, left.args[0], right)
        yield Compare(relation, apply("neg", left.args[0]), right)
        return
    sides = [_norm_multiple(side, goal) for side in (left, right)]
    if all(side is not None for side in sides) and any(side and side[1] is not None for side in sides):
        squares = []
        for side in sides:
            if side is None or not _nonnegative(side[0], goal, prove):
                raise Unsupported("a factor of a norm whose sign is not known")
            square = apply("pow", side[0], number(2))
            squares.append(
                square if side[1] is None else apply("mul", square, apply("dot", side[1], side[1]))
            )
        yield Compare(relation, squares[0], squares[1])
        return
    yield Compare(relation, left, right)


def _norm_multiple(side: Term, goal: Goal) -> tuple[Term, Term | None] | None:
    """(c, v) of c*norm(v); (c, None) of a side without norms; None of other forms."""
    match side:
        case Apply(op="norm", args=(inner,)) if sort_of(inner, goal.scope).columns == ONE:
            return ONE, inner
        case Apply(op="mul", args=(left, right)):
            one, two = _norm_multiple(left, goal), _norm_multiple(right, goal)
            if one is None or two is None or (one[1] is not None and two[1] is not None):
                return None
            return apply("mul", one[0], two[0]), one[1] if one[1] is not None else two[1]
        case Apply(op="div", args=(top, bottom)):
            above, below = _norm_multiple(top, goal), _norm_multiple(bottom, goal)
            if above is None or below is None or below[1] is not None:
                return None
            return apply("div", above[0], bottom), above[1]
        case _:
            has_norm = any(isinstance(node, Apply) and node.op == "norm" for node in walk(side))
            return None if has_norm else (side, None)


def _nonnegative(term: Term, goal: Goal, prove: Prover) -> bool:
    return term == ONE or prove(goal.concluding(Compare(">=", term, ZERO))).proved


def _commuting_setting(goal: Goal, prove: Prover) -> Setting:
    """The setting without rules but for the pairs of matrices that commute."""
    return replace(plain_setting(goal, prove), commuting=ruled_setting(goal).commuting)


def _attempt(goal: Goal, prove: Prover) -> Answer:
    conclusion = goal.conclusion
    assert isinstance(conclusion, Compare)
    setting = _commuting_setting(goal, prove)
    gap = subtract(convert(conclusion.right, setting), convert(conclusion.left, setting))
    gap = without_denominators(gap, goal, setting, prove)
    found = read(gap, setting)
    asked = Asked(goal, setting, found, prove)
    relation = {"<=": ">=", "<": ">", "==": "=="}[conclusion.relation]
    return at_an_end(asked, relation) if found.apart else asked.answer(relation)


__all__ = ["attempt"]
