"""Sums of hypergeometric terms by telescoping.

    antidifference   F(k) == G(k + 1) - G(k) on the range: the sum is G(b + 1) - G(a)
    recurrence       c1*F(n + 1, k) + c0*F(n, k) == G(n, k + 1) - G(n, k) on the range gives S(n + 1) from S(n), and
                     induction on n the closed form

G and the coefficients are proposals (`zeilberger.py`); the identity, that G is defined and that c1 != 0 are proved for all whole
k of the range, and the ends are put in by hand. Certificate: G with these proofs.
"""

from __future__ import annotations

from proofs_check.engines import zeilberger
from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.calculus_terms import folded_in, integer_of, minus, plus, times
from proofs_check.engines.hypergeometric import Field, NotHypergeometric
from proofs_check.engines.induction_core import first_value
from proofs_check.engines.linear_terms import solved_for
from proofs_check.engines.unfolding import NotUnfolded, Unfolder
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER, Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Letter,
    Sum,
    Term,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "telescoping"
MAX_BASES = 3
MAX_STEP = 3


def applies(goal: Goal) -> bool:
    """Whether the conclusion is an equation with a sum in it."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return False
    return any(isinstance(node, Sum) and node.op == "sum" for node in walk(conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that a sum, which enters the conclusion with a number as its factor, equals the rest."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return undecided(ENGINE, "")
    for node in dict.fromkeys(walk(conclusion)):
        if isinstance(node, Sum) and node.op == "sum":
            value = solved_for(node, conclusion)
            if value is not None and not any(
                isinstance(part, Sum) and part.op == "sum" for part in walk(value)
            ):
                return _sum_is(_renamed(node, goal), value, goal, prove)
    return undecided(ENGINE, "")


def _renamed(node: Sum, goal: Goal) -> Sum:
    """The sum with an index that no other letter hides."""
    name = fresh(node.letter, names_of(goal))
    return Sum("sum", name, substitute(node.body, {node.letter: Letter(name)}), node.low, node.high)


def _sum_is(node: Sum, value: Term, goal: Goal, prove: Prover) -> Answer:
    plain = _by_antidifference(node, value, goal, prove)
    if plain is not None:
        return plain
    # the letter at the end of the range first: in the others the range stays, and its ends are harder
    ordered = sorted(goal.letters, key=lambda pair: pair[0] not in free_letters(node.high))
    for name, domain in ordered:
        if domain.kind == "integer" and domain.high is None and first_value(domain) is not None:
            found = _by_recurrence(node, value, name, goal, prove)
            if found is not None:
                return found
    return undecided(ENGINE, "no telescoping form is found")


def _by_antidifference(node: Sum, value: Term, goal: Goal, prove: Prover) -> Answer | None:
    total = zeilberger.antidifference(node.body, node.letter)
    if total is None:
        return None
    after = plus(node.high, ONE)
    ends = minus(_at(total, node, after), _at(total, node, node.low))
    says = Compare("==", node.body, minus(_next(total, node), total))
    parts = _on_range(says, node, node.high, goal, prove)
    if parts is None:
        return None
    rest = _all(goal, prove, Compare(">=", after, node.low), Compare("==", ends, value))
    meant = defined((ends,), goal, prove) if rest is not None else None
    if rest is None or meant is None:
        return None
    return proved(ENGINE, f"{text(says)}"[:300], "certificate", (*parts, *rest, meant))


def _by_recurrence(node: Sum, value: Term, name: str, goal: Goal, prove: Prover) -> Answer | None:
    """Induction on the letter `name` with the recurrence that telescoping gives."""
    growth = _growth(node.high, name)
    if growth is None or name in free_letters(node.low) or not _may_induct(goal, name):
        return None
    found = zeilberger.recurrence(node.body, node.letter, name)
    if found is None or found.c1 == ZERO:
        return None
    first = first_value(dict(goal.letters)[name]) or 0
    for count in range(MAX_BASES):
        base = _at_value(goal, name, first + count, prove)
        if base is None:
            return None
        later = goal.with_letter(name, Domain("integer", Bound(number(first + count), True)))
        if (later_step := _step(node, value, name, growth, found, later, prove)) is not None:
            bases = [_at_value(goal, name, first + place, prove) for place in range(count + 1)]
            shown = tuple(one for one in bases if one is not None)
            detail = f"induction on {name} with G = {text(found.total)}"[:300]
            return proved(ENGINE, detail, "certificate", (*shown, *later_step))
    return None


def _growth(high: Term, name: str) -> int | None:
    """How far the upper end moves when the letter grows by 1, from 0 to MAX_STEP; None else."""
    try:
        field = Field(sorted(free_letters(high) | {name}))
        moved = substitute(high, {name: plus(Letter(name), ONE)})
        found = field.rational(minus(moved, high))
    except NotHypergeometric:
        return None
    for step in range(MAX_STEP + 1):
        if found.num == found.den * step:
            return step
    return None


def _may_induct(goal: Goal, name: str) -> bool:
    """Whether neither a hypothesis nor another domain speaks of the letter, and no value is left out."""
    domain = dict(goal.letters)[name]
    elsewhere = {used for _, its in goal.letters for end in its.terms() for used in free_letters(end)}
    spoken = any(name in free_letters(fact) for fact in goal.hypotheses)
    return not spoken and name not in elsewhere and not domain.nonzero and not goal.sequences


def _at_value(goal: Goal, name: str, value: int, prove: Prover) -> Answer | None:
    conclusion = folded_in(substitute(goal.conclusion, {name: number(value)}), goal.scope)
    answer = prove(goal.concluding(conclusion))
    return answer if answer.proved else None


def _step(
    node: Sum,
    value: Term,
    name: str,
    growth: int,
    found: zeilberger.Telescoped,
    goal: Goal,
    prove: Prover,
) -> tuple[Answer, ...] | None:
    """S(n + 1) == value(n + 1) from S(n) == value(n): the range up to the last term but one, then the ends."""
    up = {name: plus(Letter(name), ONE)}
    later_body, last = substitute(node.body, up), node.high
    combined = plus(times(found.c1, later_body), times(found.c0, node.body))
    says = Compare("==", combined, minus(_next(found.total, node), found.total))
    parts = _on_range(says, node, minus(last, ONE), goal, prove)
    if parts is None:
        return None
    added = [times(found.c1, _at(later_body, node, plus(last, number(j)))) for j in range(growth + 1)]
    ends = minus(_at(found.total, node, last), _at(found.total, node, node.low))
    whole = plus(ends, *added, times(found.c0, _at(node.body, node, last)))
    following = _unfolded(substitute(value, up), name, goal, prove)
    if following is None:
        return None
    wanted = plus(times(found.c1, following), times(found.c0, value))
    rest = _all(
        goal,
        prove,
        Compare(">=", last, node.low),
        Compare("!=", found.c1, ZERO),
        Compare("==", wanted, whole),
    )
    meant = defined((whole, value, following), goal, prove) if rest is not None else None
    return (*parts, *rest, meant) if rest is not None and meant is not None else None


def _unfolded(value: Term, name: str, goal: Goal, prove: Prover) -> Term | None:
    """The value at name + 1 with the last factors of its products split off; None where a range may be empty."""
    try:
        return Unfolder(goal, prove, name, first_value(dict(goal.letters)[name]) or 0).moving(value)
    except NotUnfolded:
        return None


def _on_range(says: Compare, node: Sum, last: Term, goal: Goal, prove: Prover) -> tuple[Answer, ...] | None:
    """`says` and that its terms are defined, for all whole indices from the lower end to `last`."""
    index = Letter(node.letter)
    low = integer_of(node.low)
    domain = Domain("integer", Bound(node.low, True)) if low is not None else INTEGER
    inner = goal.with_letter(node.letter, domain)
    inner = inner.assuming(Compare("<=", node.low, index), Compare("<=", index, last)).concluding(says)
    shown = prove(inner)
    if not shown.proved:
        return None
    meant = defined((says,), inner, prove)
    return (shown, meant) if meant is not None else None


def _all(goal: Goal, prove: Prover, *statements: Term) -> tuple[Answer, ...] | None:
    answers = []
    for statement in statements:
        answers.append(prove(goal.concluding(statement)))
        if not answers[-1].proved:
            return None
    return tuple(answers)


def _at(term: Term, node: Sum, value: Term) -> Term:
    return substitute(term, {node.letter: value})


def _next(term: Term, node: Sum) -> Term:
    return _at(term, node, plus(Letter(node.letter), ONE))
