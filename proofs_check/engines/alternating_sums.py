"""Alternating sums of terms that shrink, between two neighbouring partial sums.

For a(k) >= a(k + 1) >= 0 from k = low on let S(m) = sum((-1)**(k + e)*a(k), k, low, m). Then S(m) lies between S(p) and S(p + 1) for all m >= p >= low
(Leibniz). The values of the whole letter below a start are checked one by one; from there on the two partial sums, which are numbers or
terms free of that letter, are put in as bounds. Certificate: the values, a(k) >= a(k + 1) >= 0, and the comparison under these bounds.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines.affine import affine_of
from proofs_check.engines.calculus_questions import defined, names_of, within
from proofs_check.engines.calculus_terms import folded_in, integer_of, over, plus, times
from proofs_check.engines.discrete_growth import first_of, later, moving_letters
from proofs_check.engines.unfolding import NotUnfolded, Unfolder, replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER, REAL, Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Sum,
    Term,
    binder,
    children,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "alternating sums"
STARTS = (0, 2, 6)
MINUS_ONE = number(-1)


@dataclass(frozen=True)
class Alternating:
    """The sum, the size a(k) of its terms, and the parity e of its sign (-1)**(k + e)."""

    whole: Sum
    size: Term
    parity: int
    low: int


def applies(goal: Goal) -> bool:
    """Whether sizes are compared that an alternating sum with a moving end stands in."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return False
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    return bool(moving_letters(goal)) and _sum_in(conclusion, goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the comparison by two neighbouring partial sums."""
    one = _sum_in(goal.conclusion, goal)
    if one is None:
        return undecided(ENGINE, "")
    names = [name for name in moving_letters(goal) if name in free_letters(one.whole.high)]
    name = names[0] if names else ""
    first = first_of(goal, name) if name else None
    if first is None or name in free_letters(one.whole.body):
        return undecided(ENGINE, "the end of the sum moves with no whole letter")
    falls = _falls(one, goal, prove)
    if falls is None:
        return undecided(ENGINE, "the terms do not shrink")
    for more in STARTS:
        try:
            shown = _from(one, name, (first, first + more), goal, prove)
        except NotUnfolded as reason:
            return undecided(ENGINE, str(reason))
        if shown is not None:
            detail = f"from {name} = {first + more} on between two partial sums of {text(one.whole)}"
            return proved(ENGINE, detail[:300], "certificate", (*falls, *shown))
    return undecided(ENGINE, "two neighbouring partial sums do not give it")


def _sum_in(term: Term, goal: Goal) -> Alternating | None:
    """The only sum, where it is an alternating one and no binder encloses it."""
    if isinstance(term, Sum):
        return _alternating(term, goal)
    if binder(term) is not None:
        return None
    found = {one for part in children(term) if (one := _sum_in(part, goal)) is not None}
    rest = [node for node in walk(term) if isinstance(node, Sum)]
    return found.pop() if len(found) == 1 and len(set(rest)) == 1 else None


def _alternating(term: Sum, goal: Goal) -> Alternating | None:
    low = integer_of(term.low)
    if term.op != "sum" or low is None or term.letter in dict(goal.letters):
        return None
    size: Term = ONE
    parity, signs = 0, 0
    for factor, above in _factors(term.body, True):
        match factor:
            case Apply(op="pow", args=(base, exponent)) if folded_in(base, goal.scope) == MINUS_ONE:
                affine = affine_of(exponent, goal.scope.with_letter(term.letter, INTEGER))
                if affine is None or affine.letters() != {term.letter} or len(affine.parts) != 1:
                    return None
                if affine.parts[0][0] != Letter(term.letter):
                    return None
                parity, signs = parity + affine.constant, signs + affine.parts[0][1]
            case _ if factor == MINUS_ONE:
                parity += 1
            case _:
                size = times(size, factor) if above else over(size, factor)
    return Alternating(term, size, parity % 2, low) if signs % 2 else None


def _factors(term: Term, above: bool) -> list[tuple[Term, bool]]:
    match term:
        case Apply(op="mul", args=(left, right)):
            return [*_factors(left, above), *_factors(right, above)]
        case Apply(op="div", args=(left, right)):
            return [*_factors(left, above), *_factors(right, not above)]
        case Apply(op="neg", args=(inner,)):
            return [(MINUS_ONE, True), *_factors(inner, above)]
        case _:
            return [(term, above)]


def _falls(one: Alternating, goal: Goal, prove: Prover) -> tuple[Answer, ...] | None:
    """a(k) has a value, a(k) >= 0 and a(k + 1) <= a(k), for all whole k from the lower end on."""
    index = one.whole.letter
    domain = Domain("integer", Bound(number(one.low), True))
    following = substitute(one.size, {index: plus(Letter(index), ONE)})
    answers = []
    meant = defined((one.size,), within(goal, ((index, domain),), (), TRUE), prove)
    if meant is None:
        return None
    answers.append(meant)
    for says in (Compare(">=", one.size, ZERO), Compare("<=", following, one.size)):
        answers.append(prove(within(goal, ((index, domain),), (), says)))
        if not answers[-1].proved:
            return None
    return tuple(answers)


def _from(
    one: Alternating, name: str, places: tuple[int, int], goal: Goal, prove: Prover
) -> tuple[Answer, ...] | None:
    """The conclusion at the values before the start, and under the bounds from the start on."""
    first, start = places
    unfolder = Unfolder(goal, prove)
    at_start = integer_of(folded_in(substitute(one.whole.high, {name: number(start)}), goal.scope))
    grown = Compare(">=", one.whole.high, number(at_start or 0))
    if at_start is None or at_start < one.low:
        return None
    inner = later(goal, name, start)
    answers = [prove(inner.concluding(grown))]
    if not answers[-1].proved:
        return None
    ends = [folded_in(unfolder.at_numbers(_up_to(one, at_start + more)), goal.scope) for more in (0, 1)]
    if (at_start + 1 + one.parity) % 2 == 0:  # the next term is added
        low, high = ends
    else:
        high, low = ends
    s = fresh("s", names_of(goal))
    bounded = inner.with_letter(s, REAL)
    facts = (Compare("<=", low, Letter(s)), Compare("<=", Letter(s), high))
    says = replace_all(goal.conclusion, one.whole, Letter(s))
    answers.append(prove(bounded.assuming(*facts).concluding(says)))
    for value in range(first, start):
        if not answers[-1].proved:
            return None
        put = unfolder.at_numbers(substitute(goal.conclusion, {name: number(value)}))
        answers.append(prove(goal.concluding(folded_in(put, goal.scope))))
    return (*answers, *unfolder.used) if answers[-1].proved else None


def _up_to(one: Alternating, high: int) -> Sum:
    return Sum("sum", one.whole.letter, one.whole.body, one.whole.low, number(high))
