"""Sums of hypergeometric terms by telescoping.

    antidifference   F(k) == G(k + 1) - G(k) on the range: the sum is G(b + 1) - G(a)
    recurrence       S(n + 1) from S(n) (`sum_recurrences.py`), and induction on n the value; sums that stand in the value move by recurrences
                     of their own, or lose their last terms

G is a proposal (`zeilberger.py`); the identity and that G is defined are proved for all whole k of the range. Certificate: G with these proofs.
"""

from __future__ import annotations

from proofs_check.engines import zeilberger
from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.calculus_terms import folded_in, minus, over, plus, times
from proofs_check.engines.induction_core import first_value
from proofs_check.engines.linear_terms import solved_for, solved_with_factor
from proofs_check.engines.outer_sums import outer_sums
from proofs_check.engines.sampling import seems_broken
from proofs_check.engines.sum_recurrences import Proposal, on_range, proposed, shown
from proofs_check.engines.unfolding import NotUnfolded, Unfolder, replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, Bound, Domain
from proofs_check.statement.sorts import SCALAR, sort_of
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
MAX_SUMS = 3


def applies(goal: Goal) -> bool:
    """Whether the conclusion is an equation with a sum in it."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return False
    return any(isinstance(node, Sum) and node.op == "sum" for node in walk(conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that a sum, which enters the conclusion with a factor that is not 0, equals the rest."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return undecided(ENGINE, "")
    if seems_broken(goal):
        return undecided(ENGINE, "the numbers say that it fails at a point")
    sums = [node for node in dict.fromkeys(outer_sums(conclusion)) if node.op == "sum"]
    if len(sums) > 1:  # all at once: one after the other they would be tried in every order
        closed = _all_telescoped(goal, sums, prove)
        if closed is not None:
            return closed
    for node in sums[:MAX_SUMS]:
        value = solved_for(node, conclusion)
        answer = (
            _divided(node, conclusion, goal, prove)
            if value is None
            else _sum_is(_renamed(node, goal), value, goal, prove)
        )
        if answer.proved:
            return answer
    return undecided(ENGINE, "no telescoping form is found")


def _divided(node: Sum, conclusion: Compare, goal: Goal, prove: Prover) -> Answer:
    """factor*S == R from S == R/factor, the factor not being 0."""
    found = solved_with_factor(node, conclusion)
    if found is None:
        return undecided(ENGINE, "")
    factor, rest = found
    need = prove(goal.concluding(Compare("!=", factor, ZERO)))
    answer = _sum_is(_renamed(node, goal), over(rest, factor), goal, prove) if need.proved else need
    if not answer.proved:
        return undecided(ENGINE, "")
    return proved(ENGINE, answer.detail, "certificate", (need, answer))


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


def _all_telescoped(goal: Goal, sums: list[Sum], prove: Prover) -> Answer | None:
    """The conclusion with the values of all its sums that telescope; None where none does."""
    says = goal.conclusion
    answers: list[Answer] = []
    for node in sums:
        found = _telescoped(_renamed(node, goal), goal, prove)
        if found is not None:
            says = replace_all(says, node, found[0])
            answers += found[1]
    if not answers:
        return None
    holds = prove(goal.concluding(says))
    if not holds.proved:
        return undecided(ENGINE, f"not shown: {text(says)}"[:300])
    return proved(ENGINE, f"by {text(says)}"[:300], "certificate", (*answers, holds))


def _telescoped(node: Sum, goal: Goal, prove: Prover) -> tuple[Term, tuple[Answer, ...]] | None:
    """G(b + 1) - G(a), which is the sum, and the proof of that."""
    total = zeilberger.antidifference(node.body, node.letter)
    if total is None:
        return None
    after = plus(node.high, ONE)
    ends = minus(_at(total, node, after), _at(total, node, node.low))
    says = Compare("==", node.body, minus(_at(total, node, plus(Letter(node.letter), ONE)), total))
    parts = on_range(says, node, node.high, goal, prove)
    rest = _all(goal, prove, Compare(">=", after, node.low)) if parts is not None else None
    meant = defined((ends,), goal, prove) if rest is not None else None
    if parts is None or rest is None or meant is None:
        return None
    return ends, (*parts, *rest, meant)


def _by_antidifference(node: Sum, value: Term, goal: Goal, prove: Prover) -> Answer | None:
    found = _telescoped(node, goal, prove)
    rest = _all(goal, prove, Compare("==", found[0], value)) if found is not None else None
    if found is None or rest is None:
        return None
    return proved(ENGINE, f"it is {text(found[0])}"[:300], "certificate", (*found[1], *rest))


def _by_recurrence(node: Sum, value: Term, name: str, goal: Goal, prove: Prover) -> Answer | None:
    """Induction on the letter `name` with the recurrences that telescoping gives for the sum and for those in its value."""
    one = proposed(node, name) if _may_induct(goal, name) else None
    if one is None:
        return None
    inner = [part for part in dict.fromkeys(outer_sums(value)) if name in free_letters(part.body)]
    others = [proposed(part, name) for part in inner if part.op == "sum"]
    if len(others) < len(inner) or None in others:
        return None
    first = first_value(dict(goal.letters)[name]) or 0
    for count in range(MAX_BASES):
        base = _at_value(goal, name, first + count, prove)
        if base is None:
            return None
        later = goal.with_letter(name, Domain("integer", Bound(number(first + count), True)))
        proposals = (one, *(other for other in others if other is not None))
        if (later_step := _step(proposals, value, later, prove)) is not None:
            bases = [_at_value(goal, name, first + place, prove) for place in range(count + 1)]
            shown_bases = tuple(one for one in bases if one is not None)
            detail = f"induction on {name} with G = {text(one.found.total)}"[:300]
            return proved(ENGINE, detail, "certificate", (*shown_bases, *later_step))
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
    proposals: tuple[Proposal, ...], value: Term, goal: Goal, prove: Prover
) -> tuple[Answer, ...] | None:
    """S(n + 1) == value(n + 1) from S(n) == value(n), by the recurrence of S and those of the sums in its value."""
    recurrences = []
    for one in proposals:
        recurrences.append(shown(one, goal, prove))
        if recurrences[-1] is None:
            return None
    own, *others = [found for found in recurrences if found is not None]
    name = proposals[0].name
    up = {name: plus(Letter(name), ONE)}
    following = substitute(value, up)
    for one, found in zip(proposals[1:], others, strict=True):
        following = replace_all(following, _raised(one.node, up), found.following(one.node))
    here, after = (_unfolded(term, name, goal, prove) for term in (value, following))
    if here is None or after is None:
        return None
    meant = defined((value, after), goal, prove)
    says = Compare("==", plus(times(own.c1, after), times(own.c0, here)), own.rest)
    holds = prove(with_letters_for_sums(goal.concluding(says)))
    if meant is None or not holds.proved:
        return None
    return (*(answer for found in (own, *others) for answer in found.answers), holds, meant)


def _raised(node: Sum, up: dict[str, Term]) -> Term:
    return substitute(node, up)


def _unfolded(value: Term, name: str, goal: Goal, prove: Prover) -> Term | None:
    """The value with the factors and terms of its products and sums beyond n split off; None where a range may be empty."""
    try:
        return Unfolder(goal, prove, name, first_value(dict(goal.letters)[name]) or 0).moving(value)
    except NotUnfolded:
        return None


def with_letters_for_sums(goal: Goal) -> Goal:
    """The conclusion with a real letter for each outer sum: what holds of all numbers holds of the sums that are defined."""
    says = goal.conclusion
    if any(domain.is_complex for _, domain in goal.letters):
        return goal
    for node in dict.fromkeys(outer_sums(goal.conclusion)):
        if node.op == "sum" and sort_of(node, goal.scope) == SCALAR:
            name = fresh("s", names_of(goal) | free_letters(says))
            goal, says = goal.with_letter(name, REAL), replace_all(says, node, Letter(name))
    return goal.concluding(says)


def _all(goal: Goal, prove: Prover, *statements: Term) -> tuple[Answer, ...] | None:
    answers = []
    for statement in statements:
        answers.append(prove(goal.concluding(statement)))
        if not answers[-1].proved:
            return None
    return tuple(answers)


def _at(term: Term, node: Sum, value: Term) -> Term:
    return substitute(term, {node.letter: value})
