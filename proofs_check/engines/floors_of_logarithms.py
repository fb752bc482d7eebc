"""Floors and ceilings of logarithms in a statement: each a whole letter m with bounds for b**m.

    ceil(log(n + 1)/log(2)) <= floor(log(n)/log(2)) + 1      from  2**k <= 2*n,  n + 1 <= 2**(m + 1):  2**k < 2**(m + 2)

An order between whole combinations L <= R of such letters and other whole terms says b**L < b**(R + 1), and follows from an upper bound of the left
and a lower bound of the right (`logarithm_floors.py`). Other statements are proved with the bounds as hypotheses. Where it is not known whether
t >= 1 is 1, a ceiling of its logarithm has two cases. Floors under a binder stay.

Certificate: b > 1; the inequality between the bounds, in every case; an equation as its two orders.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import negate, plus, power, times
from proofs_check.engines.linear_terms import difference
from proofs_check.engines.logarithm_floors import LogFloor, above, below, facts, is_whole_number, read
from proofs_check.engines.sampling import refuting_point
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Letter,
    Term,
    binder,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "floors of logarithms"
MAX_FLOORS = 4
MAX_WEIGHT = 6


@dataclass(frozen=True)
class Lettered:
    """The goal with letters in place of floors, inner ones first. whole: those letters whose powers are whole."""

    goal: Goal
    floors: tuple[tuple[str, LogFloor], ...]
    whole: frozenset[str] = frozenset()

    @property
    def base(self) -> Term:
        """The base of all logarithms."""
        return self.floors[0][1].base


def applies(goal: Goal) -> bool:
    """Whether the floor of a logarithm to a base stands in the statement, outside binders; real letters only."""
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    return any(_has_floor(one, goal) for one in (goal.conclusion, *goal.hypotheses))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement with whole letters for its floors of logarithms, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    if refuting_point(goal) is not None:
        return undecided(ENGINE, "it is false at a sample point")
    found = lettered(goal)
    if len(found.floors) > MAX_FLOORS or len({one.base for _, one in found.floors}) > 1:
        return undecided(ENGINE, "many floors, or several bases")
    ask = Questions(found.goal, prove)
    if not ask.holds(Compare(">", found.base, ONE)):
        return undecided(ENGINE, "the base is not shown to exceed 1")
    answers: list[Answer] = list(ask.used)
    for case in _cases(found, (), prove, answers):
        for part in _orders(case.goal.conclusion):
            answers.append(_shown(replace(case, goal=case.goal.concluding(part)), prove))
            if not answers[-1].proved:
                return undecided(ENGINE, f"not shown: {text(part)}; {answers[-1].detail}"[:250])
    says = ", ".join(f"{name} for log({text(one.under)})" for name, one in found.floors)
    return proved(ENGINE, f"with {says}"[:300], "certificate", tuple(answers))


def _has_floor(term: Term, goal: Goal) -> bool:
    if binder(term) is not None:
        return False
    return read(term, goal.scope) is not None or any(_has_floor(part, goal) for part in children(term))


def lettered(goal: Goal) -> Lettered:
    """A whole letter for each floor of a logarithm, inner ones first."""
    floors: dict[LogFloor, str] = {}
    bound = {binder(node) for term in (goal.conclusion, *goal.hypotheses) for node in walk(term)}
    taken = names_of(goal) | {name for name in bound if name is not None}

    def change(term: Term) -> Term:
        nonlocal goal, taken
        if binder(term) is not None:
            return term
        parts = tuple(change(part) for part in children(term))
        term = rebuild(term, parts) if parts else term
        found = read(term, goal.scope)
        if found is None:
            return term
        if found.inner not in floors:
            name = fresh("m", taken)
            taken |= {name}
            floors[found.inner] = name
            goal = goal.with_letter(name, INTEGER)
        letter = Letter(floors[found.inner])
        return plus(found.whole, letter if found.sign > 0 else negate(letter))

    hypotheses = tuple(change(fact) for fact in goal.hypotheses)
    conclusion = change(goal.conclusion)
    changed = replace(goal, hypotheses=hypotheses, conclusion=conclusion)
    return Lettered(changed, tuple((name, one) for one, name in floors.items()))


def _cases(found: Lettered, done: tuple[str, ...], prove: Prover, used: list[Answer]) -> Iterator[Lettered]:
    """The goal with what holds of the letters, t == 1 apart where that matters. used: what was shown."""
    waiting = [(name, one) for name, one in found.floors if name not in done]
    if not waiting:
        yield found
        return
    (name, one), after = waiting[0], (*done, waiting[0][0])
    goal = found.goal.assuming(Compare(">", one.under, ZERO), *facts(Letter(name), one))
    if not is_whole_number(one.base, goal.scope) or not _holds(
        goal, Compare(">=", one.under, ONE), prove, used
    ):
        yield from _cases(replace(found, goal=goal), after, prove, used)
        return
    goal = goal.assuming(Compare(">=", Letter(name), ZERO))
    whole = replace(found, goal=goal, whole=found.whole | {name})
    larger = Compare(">", one.under, ONE)
    if not one.is_ceiling or _holds(goal, larger, prove, used):
        yield from _cases(whole, after, prove, used)
        return
    yield from _cases(replace(whole, goal=goal.assuming(larger)), after, prove, used)
    floors = tuple((other, its) for other, its in found.floors if other != name)
    at_one = goal.assuming(Compare("==", one.under, ONE))
    put = {name: ZERO}
    terms = tuple(substitute(fact, put) for fact in at_one.hypotheses)
    case = replace(at_one, hypotheses=terms, conclusion=substitute(goal.conclusion, put))
    yield from _cases(replace(found, goal=case, floors=floors), done, prove, used)


def _holds(goal: Goal, says: Term, prove: Prover, used: list[Answer]) -> bool:
    ask = Questions(goal, prove)
    shown = ask.holds(says)
    used += ask.used
    return shown


def _orders(statement: Term) -> tuple[Term, ...]:
    """An equation of numbers as two orders; other statements as they are."""
    match statement:
        case Compare(relation="==", left=left, right=right) if not any(map(binder, walk(statement))):
            return Compare("<=", left, right), Compare("<=", right, left)
    return (statement,)


def _shown(found: Lettered, prove: Prover) -> Answer:
    """An order of whole combinations by the bounds of its powers; other statements by what is known of the letters."""
    weights = _weights(found)
    if weights is not None:
        for whole in dict.fromkeys((found.whole, frozenset[str]())):
            answer = prove(found.goal.concluding(_compared(found, weights, whole)))
            if answer.proved:
                return answer
    return prove(_put_in(found).goal)


def _put_in(found: Lettered) -> Lettered:
    """The goal with the values that hypotheses give to the letters of floors."""
    names = {name for name, _ in found.floors}
    for fact in found.goal.hypotheses:
        for letter, value in _equated(fact):
            if letter.name in names and is_integral(value, found.goal.scope):
                put = {letter.name: value}
                hypotheses = tuple(substitute(one, put) for one in found.goal.hypotheses)
                goal = replace(found.goal, hypotheses=hypotheses)
                floors = tuple((name, one) for name, one in found.floors if name != letter.name)
                return _put_in(Lettered(goal.concluding(substitute(goal.conclusion, put)), floors))
    return found


def _equated(fact: Term) -> Iterator[tuple[Letter, Term]]:
    """(x, t) for an equation x == t with t free of the letter x."""
    match fact:
        case Compare(relation="==", left=left, right=right):
            for one, other in ((left, right), (right, left)):
                if isinstance(one, Letter) and one.name not in free_letters(other):
                    yield one, other


def _weights(found: Lettered) -> dict[Term, Fraction] | None:
    """L - R as a whole combination of whole terms where the conclusion says L <= R; None for another conclusion."""
    match found.goal.conclusion:
        case Compare(left=left, relation=("<=" | "<" | ">=" | ">") as relation, right=right):
            low, high = (left, right) if relation in ("<=", "<") else (right, left)
        case _:
            return None
    weights = difference(Compare("<=", low, high))
    if relation in ("<", ">"):
        weights[ONE] = weights.get(ONE, Fraction(0)) + 1
    letters = {Letter(name) for name, _ in found.floors}
    for term, weight in weights.items():
        if weight.denominator != 1 or (term in letters and abs(weight) > MAX_WEIGHT):
            return None
        if not is_integral(term, found.goal.scope):
            return None
    return weights if letters & {term for term, weight in weights.items() if weight} else None


def _compared(found: Lettered, weights: dict[Term, Fraction], whole: frozenset[str]) -> Compare:
    """That the upper bound of b**L is less than the lower bound of b**(R + 1). whole: the letters with sharp bounds."""
    sides: tuple[list[Term], list[Term]] = [], [found.base]
    floors, strict, scope = dict(found.floors), False, found.goal.scope
    for term, weight in weights.items():
        side = 0 if weight > 0 else 1
        size = number(abs(weight))
        name = term.name if isinstance(term, Letter) else ""
        if name in floors:
            bound = (below if side else above)(floors[name], name in whole, scope)
            sides[side].append(power(bound.at, size))
            strict = strict or (bound.strict and weight != 0)
        elif weight:
            sides[side].append(power(found.base, size if term == ONE else times(size, term)))
    return Compare("<=" if strict else "<", times(*sides[0]), times(*sides[1]))


__all__ = ["Lettered", "applies", "attempt", "lettered"]
