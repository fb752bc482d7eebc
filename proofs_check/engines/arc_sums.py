"""Statements about sums of inverse circular functions and parts of pi, as statements about the signs of polynomials.

    atan(x) + atan(y) < pi/2      exactly where  x*y < 1 or x + y < 0
    asin(x) + asin(y) <= pi/2     a statement in x, y, sqrt(1 - x**2) and sqrt(1 - y**2)
    atan2(y, x) + atan2(x, y) == pi/2      exactly where  x >= 0 or y >= 0

Every comparison of a sum of arcs with 0, in the conclusion and in the hypotheses, is replaced by an equivalent one in the
coordinates of the directions (`arc_angles.py`). What makes the arcs defined is assumed: that they are is shown elsewhere.
Certificate: that of the statement without arcs.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.arc_angles import TooManyTurns, compared, total
from proofs_check.engines.arc_signs import Signs
from proofs_check.engines.arc_terms import NotRead, angles_of, cases_in, has_arcs, is_read, known, put, read
from proofs_check.engines.polynomials import definedness_facts
from proofs_check.engines.sign_logic import both, denied, either
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    TRUE,
    Apply,
    Compare,
    Connective,
    Diff,
    Limit,
    Quantified,
    Sum,
    Term,
    free_letters,
    rebuild,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "sums of arcs"
BINDERS = (Sum, Limit, Quantified, Diff)
MAX_CASES = 3
MAX_ROOTS = 2
MAX_NODES = 800


def applies(goal: Goal, is_own: bool) -> bool:
    """Whether sums of arcs of real numbers are compared: is_own, in the conclusion, else where they are equal or in a hypothesis.

    Of side questions whether a sum is in a range there are too many.
    """
    if goal.sequences or any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    if any(isinstance(node, BINDERS) for node in walk(goal.conclusion)):
        return False
    asked = [one for fact in goal.hypotheses for one in _comparisons(fact)]
    asked += [one for one in _comparisons(goal.conclusion) if is_own or one.relation == "=="]
    return any(map(is_read, asked))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement without arcs that says the same."""
    shared = [fact for fact in goal.hypotheses if not has_arcs(fact)]
    shared += [*known((goal.conclusion, *_unbound(goal))), *_plain(definedness_facts(goal))]
    base = Goal(goal.letters, tuple(dict.fromkeys(shared)), TRUE)
    signs = Signs(base)
    try:
        conclusion = _without_arcs(goal.conclusion, signs)
    except (NotRead, TooManyTurns) as reason:
        return undecided(ENGINE, str(reason))
    if _is_hard(conclusion):
        return undecided(ENGINE, "too large, or of too many roots, without arcs")
    answer = prove(base.assuming(*_weaker(goal, signs)).concluding(conclusion))
    if not answer.proved:
        return undecided(ENGINE, f"{text(conclusion)} is not shown"[:300])
    return proved(ENGINE, f"it says {text(conclusion)}: {answer.detail}"[:500], "certificate", (answer,))


def _unbound(goal: Goal) -> Iterator[Term]:
    """The hypotheses in which nothing is bound: their terms are defined at all values of the letters in question."""
    for fact in goal.hypotheses:
        if not any(isinstance(node, BINDERS) for node in walk(fact)):
            yield fact


def _plain(facts: tuple[Compare, ...]) -> Iterator[Compare]:
    return (fact for fact in facts if not has_arcs(fact))


def _weaker(goal: Goal, signs: Signs) -> Iterator[Term]:
    """The hypotheses about arcs, without them; those that cannot be written so are left out."""
    for fact in filter(has_arcs, goal.hypotheses):
        try:
            plain = _without_arcs(fact, signs)
            if not _is_hard(plain):
                yield plain
        except (NotRead, TooManyTurns):
            continue


def _is_hard(statement: Term) -> bool:
    """Whether engines for polynomials would take long: of three roots they would eliminate every one."""
    nodes = tuple(walk(statement))
    roots = {node for node in nodes if isinstance(node, Apply) and node.op == "sqrt" and free_letters(node)}
    return len(roots) > MAX_ROOTS or len(nodes) > MAX_NODES


def _comparisons(statement: Term) -> Iterator[Compare]:
    """The comparisons under connectives."""
    if isinstance(statement, Compare):
        yield statement
    elif isinstance(statement, Connective):
        for part in statement.parts:
            yield from _comparisons(part)


def _without_arcs(statement: Term, signs: Signs) -> Term:
    """An equivalent statement without arcs. Raises NotRead, TooManyTurns."""
    if not has_arcs(statement):
        return statement
    if isinstance(statement, Connective):
        parts = tuple(_without_arcs(part, signs) for part in statement.parts)
        joined = {"and": both, "or": either}.get(statement.op)
        return joined(*parts) if joined else rebuild(statement, parts)
    if isinstance(statement, Compare):
        return _by_signs(statement, signs, MAX_CASES)
    raise NotRead("arcs under a quantifier")


def _by_signs(comparison: Compare, signs: Signs, left: int) -> Term:
    """left: how many moduli may be opened."""
    found = cases_in(comparison)
    if found is None:
        return _by_turns(comparison, signs)
    if left == 0:
        raise NotRead("too many moduli of arcs")
    condition, node, value, other = found
    here = _by_signs(condition, signs, left - 1) if has_arcs(condition) else condition
    there = both(here, _by_signs(put(comparison, node, value), signs, left - 1))
    return either(there, both(denied(here), _by_signs(put(comparison, node, other), signs, left - 1)))


def _by_turns(comparison: Compare, signs: Signs) -> Term:
    angles, turns = angles_of(read(comparison), signs)
    return compared(total(angles, signs), turns, comparison.relation, signs)
