"""Sums of any length, compared term by term, equations between such sums taken into account by multipliers.

    sum f <= sum g + c      from    f - g <= m_1*(e_1 - v_1/N) + ... + b    at every index, and m_1*v_1 + ... + N*b <= c

where the hypotheses say that sum e_l = v_l over the same range, N being the number of terms. The multipliers m_l are chosen so that both
sides touch where all entries are equal (Lagrange); they are only a proposal. Divergences of distributions are compared in this way:

    sum (sqrt(p) - sqrt(q))**2 <= sum p*log(p/q)    at every index with p - q added, for sum p = sum q = 1

Sums under logarithms are compared without them: log(S) - log(T) <= c is S <= exp(c)*T; moduli on the smaller side have two cases.

Certificate: the inequality at every index, and that of the numbers beside the sums. Reference: Csiszar, f-divergences, 1967.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import folded, minus, negate, over, plus, times
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.power_products import oriented
from proofs_check.engines.sums_as_letters import KnownSums, is_scalar, open_sums, with_one_index
from proofs_check.engines.tangent_lines import summands
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Sum,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "term by term"
MAX_SUMS = 6


@dataclass(frozen=True)
class Total:
    """The sum of `body` over a range, and `rest` besides."""

    body: Term
    rest: Term


def applies(goal: Goal) -> bool:
    """Whether an inequality of real numbers has sums of one open length in it."""
    sides = oriented(goal)
    if sides is None or goal.sequences or any(domain.is_complex for _, domain in goal.letters):
        return False
    sums = tuple(open_sums(goal.conclusion))
    ranges = {(one.low, one.high) for one in sums}
    return len(ranges) == 1 and len(sums) <= MAX_SUMS and all(is_scalar(one, goal) for one in sums)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves an inequality between sums by that of their terms; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    goal = with_one_index(goal)
    sides = oriented(goal)
    assert sides is not None
    lower, upper, strict = sides
    known, said = KnownSums(goal, prove), []
    for case in _cases(lower):
        found = _shown(known, minus(*without_logarithms(upper, case)), strict)
        if found is None:
            return undecided(ENGINE, f"{text(case)} is not bounded term by term"[:300])
        said.append(found)
    return proved(ENGINE, "; ".join(said)[:400], "certificate", tuple(known.answers))


def _cases(lower: Term) -> tuple[Term, ...]:
    """What must not be greater than the other side."""
    if isinstance(lower, Apply) and lower.op == "abs":
        return lower.args[0], negate(lower.args[0])
    return (lower,)


def without_logarithms(upper: Term, lower: Term) -> tuple[Term, Term]:
    """The sides, those with logarithms of sums raised: products of what is under the logarithms, and the exponential of the rest."""
    raised: dict[int, list[Term]] = {1: [], -1: []}
    rest: list[Term] = []
    for part, sign in (*summands(upper, 1), *summands(lower, -1)):
        if isinstance(part, Apply) and part.op == "log" and any(open_sums(part.args[0])):
            raised[sign].append(part.args[0])
        elif any(open_sums(part)):
            return upper, lower
        else:
            rest.append(part if sign > 0 else negate(part))
    if not raised[1] and not raised[-1]:
        return upper, lower
    factor = apply("exp", plus(*rest)) if rest else ONE
    return times(factor, *raised[1]), times(*raised[-1])


def _shown(known: KnownSums, difference: Term, strict: bool) -> str | None:
    """How `difference >= 0` (strict: > 0) is shown, or None."""
    one = next(open_sums(known.goal.conclusion))
    total = total_of(difference, one)
    if total is None:
        return None
    inside = known.inside(one)
    equations = [found for fact in known.goal.hypotheses if (found := _equation(fact, one)) is not None]
    for multipliers in _multipliers(known, one, total, equations):
        body, rest = total.body, total.rest
        for multiplier, (own, value) in zip(multipliers, equations, strict=True):
            body = minus(body, times(multiplier, own))
            rest = plus(rest, times(multiplier, value))
        for term, left in _shares(known, one, body, rest):
            if _is_enough(known, inside, one, term, left, strict):
                return f"{text(term)} at every index, {text(left)} besides"
    return None


def _shares(known: KnownSums, one: Sum, body: Term, rest: Term) -> Iterator[tuple[Term, Term]]:
    """The body and the rest; then the body with its share of the rest."""
    yield body, rest
    if rest != ZERO and known.has_terms(one):
        yield plus(body, over(rest, known.count(one))), ZERO


def _is_enough(known: KnownSums, inside: Goal, one: Sum, body: Term, rest: Term, strict: bool) -> bool:
    """Whether the body is not negative at every index, nor the rest, and one of them positive for a strict comparison."""
    if not known.holds(known.goal, Compare(">=", rest, ZERO)):
        return False
    by_terms = strict and not known.holds(known.goal, Compare(">", rest, ZERO))
    if by_terms and (not known.has_terms(one) or _touches(known, body)):
        return False
    return known.holds(inside, Compare(">" if by_terms else ">=", body, ZERO))


def _touches(known: KnownSums, body: Term) -> bool:
    """Whether the body is not positive where all entries are 1, as most are that multipliers are chosen for."""
    for node in _entries(body):
        body = replace_all(body, node, ONE)
    return known.holds(known.goal, Compare("<=", folded(body), ZERO))


def total_of(term: Term, one: Sum) -> Total | None:
    """The term as the sum of one body over the range of `one` and a rest without sums; None where it is not linear in sums."""
    match term:
        case Sum(op="sum", letter=letter, body=body, low=low, high=high) if (letter, low, high) == (
            one.letter,
            one.low,
            one.high,
        ):
            return Total(body, ZERO)
        case _ if not any(open_sums(term)):
            return Total(ZERO, term)
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            first, second = total_of(left, one), total_of(right, one)
            if first is None or second is None:
                return None
            join = plus if op == "add" else minus
            return Total(join(first.body, second.body), join(first.rest, second.rest))
        case Apply(op="neg", args=(inner,)):
            return _multiplied(total_of(inner, one), number(-1))
        case Apply(op="mul", args=(left, right)):
            factor, other = (right, left) if any(open_sums(left)) else (left, right)
            return None if any(open_sums(factor)) else _multiplied(total_of(other, one), factor)
        case Apply(op="div", args=(left, right)) if not any(open_sums(right)):
            return _multiplied(total_of(left, one), over(ONE, right))
        case _:
            return None


def _multiplied(total: Total | None, factor: Term) -> Total | None:
    return None if total is None else Total(times(factor, total.body), times(factor, total.rest))


def _equation(fact: Term, one: Sum) -> tuple[Term, Term] | None:
    """(e, v) where the fact says that the sum of e over the range is v, free of sums."""
    if not isinstance(fact, Compare) or fact.relation != "==" or not any(open_sums(fact)):
        return None
    total = total_of(minus(fact.left, fact.right), one)
    return None if total is None else (total.body, negate(total.rest))


def _multipliers(
    known: KnownSums, one: Sum, total: Total, equations: list[tuple[Term, Term]]
) -> Iterator[tuple[Term, ...]]:
    """None at all; then those with which the slopes vanish where all entries are 1, or have their means."""
    none: tuple[Term, ...] = (ZERO,) * len(equations)
    yield none
    seen = {none}
    entries = [_entries(own) for own, _ in equations]
    for to_means in (False, True):
        found: list[Term] = []
        for (_, value), own in zip(equations, entries, strict=True):
            place = over(value, known.count(one)) if to_means else ONE
            found.append(_slope(known, one, total.body, own[0], place) if len(own) == 1 else ZERO)
        if tuple(found) not in seen:
            seen.add(tuple(found))
            yield tuple(found)


def _slope(known: KnownSums, one: Sum, body: Term, entry: Term, place: Term) -> Term:
    """The slope of the body in this entry where all entries are at the place; 0 where there is none."""
    put: dict[str, Term] = {}
    taken, own = names_of(known.goal) | free_letters(body), ""
    for node in _entries(body):
        name = fresh("entry", taken | set(put))
        put[name], own = place, name if node == entry else own
        body = replace_all(body, node, Letter(name))
    if not own:
        return ZERO
    try:
        slope = folded(substitute(differentiate(body, own)[0], put))
    except (NotDifferentiable, ZeroDivisionError):
        return ZERO
    is_one_number = one.letter not in free_letters(slope) and not _entries(slope)
    return slope if is_one_number and known.is_defined(known.goal, slope) else ZERO


def _entries(body: Term) -> tuple[Term, ...]:
    """The entries of vectors in a term."""
    nodes = (node for node in walk(body) if isinstance(node, Apply) and node.op == "entry")
    return tuple(dict.fromkeys(nodes))
