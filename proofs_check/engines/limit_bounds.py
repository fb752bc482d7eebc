"""Limits at oo from facts that hold for all values of the letter: bounds, squeezes, growth, equalities.

`limit_by_bound`, `to_infinity`: see `limit_certificates`. `limit_from_fact` is for derivations that cite a bound.

Notation: f the body of the limit, t its letter, L its value, B a bound.
"""

from __future__ import annotations

from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import (
    flat_conjunction,
    minus,
)
from proofs_check.engines.limit_certificates import ENGINE, limit_by_bound, to_infinity, trusted
from proofs_check.engines.limit_values import value
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import is_infinite
from proofs_check.statement.sorts import SCALAR, SortError, sort_of
from proofs_check.statement.terms import (
    INFINITY,
    ZERO,
    Apply,
    Compare,
    Limit,
    Number,
    Term,
    apply,
    free_letters,
    walk,
)
from proofs_check.statement.text import text

MIRROR = {"<=": ">=", "<": ">", ">=": "<=", ">": "<", "==": "=="}


def limit_from_fact(goal: Goal, fact: Term, conclusion: Term, prove: Prover) -> Answer:
    """A limit at oo, from a fact that holds for all values of the limit's letter.

    fact: `abs(f - L) <= B`, `abs(f - L) == B`, `L - B <= f` with `f <= L + B` joined by `and`, `f == B`, `f >= B`. conclusion:
    `limit(f, t, oo) == L` or `== oo`. The fact's letter is that of the limit; hypotheses must not speak of it.
    """
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return undecided(ENGINE, "the conclusion is not `limit(...) == ...`")
    limit, result = conclusion.left, conclusion.right
    if not isinstance(limit, Limit):
        limit, result = result, limit
    if not isinstance(limit, Limit) or limit.point != INFINITY:
        return undecided(ENGINE, "the conclusion is no limit at oo")
    if limit.letter in free_letters(result) or any(limit.letter in free_letters(h) for h in goal.hypotheses):
        return undecided(ENGINE, f"'{limit.letter}' is restricted by a hypothesis")
    if any(limit.letter in free_letters(t) for _, domain in goal.letters for t in domain.terms()):
        return undecided(ENGINE, f"'{limit.letter}' bounds another letter")
    declared = dict(goal.letters).get(limit.letter)
    if declared is not None and declared != limit.domain:
        return undecided(ENGINE, f"'{limit.letter}' runs through another domain in the fact")
    goal = Goal(
        tuple(p for p in goal.letters if p[0] != limit.letter), goal.hypotheses, conclusion, goal.sequences
    )
    parts = _oriented(fact)
    rewritten = _rewritten(goal, parts, limit, result, prove)
    if rewritten is not None:
        return rewritten
    if is_infinite(result):
        return _from_growth(goal, parts, limit, prove, "+oo" if result == INFINITY else "-oo")
    return _from_bound(goal, parts, limit, result, prove)


def _oriented(fact: Term) -> tuple[tuple[Term, str, Term], ...]:
    """Each comparison of the fact, both ways round."""
    found = []
    for part in flat_conjunction(fact):
        if isinstance(part, Compare) and part.relation in MIRROR:
            found.append((part.left, part.relation, part.right))
            found.append((part.right, MIRROR[part.relation], part.left))
    return tuple(found)


Parts = tuple[tuple[Term, str, Term], ...]


def _rewritten(goal: Goal, parts: Parts, limit: Limit, result: Term, prove: Prover) -> Answer | None:
    """With an equality put into the body: `r(t) == ...` where r(t) occurs in f."""
    for left, relation, right in parts:
        body = replace_all(limit.body, left, right)
        if relation != "==" or body == limit.body or left in tuple(walk(right)) or isinstance(left, Number):
            continue
        rewritten = Limit(limit.letter, limit.domain, body, limit.point)
        found = value(rewritten, goal, prove)
        if not found.known:
            continue
        asked = Questions(goal, prove)
        infinite = is_infinite(result) or is_infinite(found.as_term)
        if found.as_term == result or (not infinite and asked.holds(Compare("==", found.term, result))):
            detail = f"{text(body)} tends to {text(result)}"
            tends = trusted(rewritten, found, goal, prove, ())
            return proved(ENGINE, detail, "certificate", (tends, *asked.used))
    return None


def _from_growth(goal: Goal, parts: Parts, limit: Limit, prove: Prover, kind: str) -> Answer:
    fitting = (">=", ">", "==") if kind == "+oo" else ("<=", "<", "==")
    for left, relation, right in parts:
        if relation not in fitting or not _same(left, limit.body, goal, limit):
            continue
        bound = Limit(limit.letter, limit.domain, right, INFINITY)
        growing = value(bound, goal, prove)
        if growing.kind == kind:
            detail = f"{text(left)} {relation} {text(right)}, which grows without end"
            simple = growing.expansion.exact and len(growing.expansion.terms) == 1
            grows = growing.proofs if simple else (trusted(bound, growing, goal, prove, ()),)
            return proved(ENGINE, detail, "certificate", grows)
    return undecided(ENGINE, "the fact gives no bound that grows without end")


def _from_bound(goal: Goal, parts: Parts, limit: Limit, result: Term, prove: Prover) -> Answer:
    reason = "the fact does not bound the distance to the limit"
    for left, relation, right in parts:
        if relation == "==" and _same(left, limit.body, goal, limit):
            answer = _tends(right, result, goal, limit, prove)
            if answer.proved:
                return answer
            reason = answer.detail
        if relation not in ("<=", "<", "==") or not _is_distance(left, limit, result, goal):
            continue
        null = _tends(right, ZERO, goal, limit, prove)
        if null.proved:
            return proved(
                ENGINE, f"{text(left)} {relation} {text(right)}, which is null", "certificate", (null,)
            )
        reason = null.detail
    return _squeezed(goal, parts, limit, result, prove) or undecided(ENGINE, reason)


def _tends(term: Term, result: Term, goal: Goal, limit: Limit, prove: Prover) -> Answer:
    """That `term` tends to `result`."""
    bound = Limit(limit.letter, limit.domain, term, INFINITY)
    found = value(bound, goal, prove)
    if found.kind != "finite":
        return undecided(ENGINE, f"the limit of {text(term)}: {found.reason or found.kind}")
    asked = Questions(goal, prove)
    if not asked.holds(Compare("==", found.term, result)):
        return undecided(ENGINE, f"{text(term)} tends to {text(found.term)}")
    detail = f"{text(term)} tends to {text(result)}"
    tends = trusted(bound, found, goal, prove, ())
    return proved(ENGINE, detail, "certificate", (tends, *asked.used))


def _is_distance(term: Term, limit: Limit, result: Term, goal: Goal) -> bool:
    """Whether `term` is |f - L| (or a nonnegative f itself for L = 0, or the square of f - L)."""
    match term:
        case Apply(op="abs", args=(inner,)):
            gap = minus(limit.body, result)
            return _same(inner, gap, goal, limit) or _same(inner, minus(result, limit.body), goal, limit)
        case Apply(op="pow", args=(inner, Number(value=exponent))) if exponent == 2:
            return _is_distance(apply("abs", inner), limit, result, goal)
    inner_goal = goal.with_letter(limit.letter, limit.domain)
    nonnegative = Questions(inner_goal, lambda _: undecided(ENGINE, "")).holds(Compare(">=", term, ZERO))
    return result == ZERO and nonnegative and _same(term, limit.body, goal, limit)


def _squeezed(goal: Goal, parts: Parts, limit: Limit, result: Term, prove: Prover) -> Answer | None:
    """lower <= f <= upper with both ends tending to L."""
    found: dict[str, Answer] = {}
    for left, relation, right in parts:
        side = {"<=": "<=", "<": "<=", ">=": ">=", ">": ">="}.get(relation)
        if side is None or side in found or not _same(left, limit.body, goal, limit):
            continue
        answer = _tends(right, result, goal, limit, prove)
        if answer.proved:
            found[side] = answer
    if len(found) < 2:
        return None
    return proved(ENGINE, f"squeezed to {text(result)}", "certificate", tuple(found.values()))


def _same(left: Term, right: Term, goal: Goal, limit: Limit) -> bool:
    """Whether two terms are equal by arithmetic, or as they are written."""
    if left == right:
        return True
    scope = goal.with_letter(limit.letter, limit.domain).scope
    try:
        if sort_of(left, scope) != SCALAR:
            return False
    except SortError:
        return False
    return difference_is_zero(left, right, scope)


__all__ = ["limit_by_bound", "limit_from_fact", "to_infinity"]
