"""Floors and ceilings of any terms: a whole letter for each, and what ties whole numbers to floors.

With k = floor(u): k <= u < k + 1, and for whole A

    A <= floor(u)  if and only if  A <= u            floor(u) <= A  if and only if  u < A + 1

A conclusion between whole sides is brought to these; of k = floor(p/q) with whole q > 0 and m = floor(p) it follows that k*q <= m;
of k = floor(sqrt(E)) with whole E that k**2 <= E - r, where r is the least remainder of E - k**2 for a small modulus.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import minus, negate, plus, times
from proofs_check.engines.remainders import NoRemainder, remainder
from proofs_check.engines.sampling import refuting_point
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "floors"
MAX_FLOORS = 6
MODULI = (4, 8, 3, 5)
MAX_CLASSES = 4096


def applies(goal: Goal) -> bool:
    """Whether the conclusion is a comparison of numbers with a floor or a ceiling in it; equations of matrices are no two orders."""
    if not isinstance(goal.conclusion, Compare) or any(domain.is_complex for _, domain in goal.letters):
        return False
    if sort_of(goal.conclusion.left, goal.scope) != SCALAR:
        return False
    return any(isinstance(node, Apply) and node.op in ("floor", "ceil") for node in walk(goal.conclusion))


@dataclass(frozen=True)
class Floor:
    """`letter` stands for the floor of `inside`."""

    letter: str
    inside: Term


@dataclass(frozen=True)
class Lettered:
    """The goal with letters for its floors, and what is known of them."""

    goal: Goal
    floors: tuple[Floor, ...]


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a comparison with floors, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    if refuting_point(goal) is not None:
        return undecided(ENGINE, "it is false at a sample point")
    found = lettered(goal)
    if found is None or not isinstance(found.goal.conclusion, Compare):
        return undecided(ENGINE, "a floor under a binder, or too many")
    facts, used = _consequences(found, prove)
    whole = replace(found, goal=found.goal.assuming(*facts))
    answers = []
    for part in _orders(found.goal.conclusion):
        answer = _any(whole, part, prove)
        if not answer.proved:
            return undecided(ENGINE, f"not shown: {text(part)}"[:250])
        answers.append(answer)
    says = ", ".join(f"{one.letter} = floor({text(one.inside)})" for one in found.floors)
    return proved(ENGINE, f"with {says}"[:300], "certificate", (*used, *answers))


def lettered(goal: Goal) -> Lettered | None:
    """A whole letter for each floor; None where a binder stands in the way."""
    floors: dict[Term, Floor] = {}
    taken = names_of(goal)

    def change(term: Term) -> Term:
        nonlocal taken
        if binder(term) is not None:
            if any(isinstance(node, Apply) and node.op in ("floor", "ceil") for node in walk(term)):
                raise ValueError("a floor under a binder")
            return term
        parts = tuple(change(part) for part in children(term))
        term = rebuild(term, parts) if parts else term
        if not isinstance(term, Apply) or term.op not in ("floor", "ceil"):
            return term
        inside = term.args[0] if term.op == "floor" else negate(term.args[0])
        if inside not in floors:
            name = fresh("k", taken)
            taken |= {name}
            floors[inside] = Floor(name, inside)
        letter = Letter(floors[inside].letter)
        return letter if term.op == "floor" else negate(letter)

    try:
        terms = [change(term) for term in (goal.conclusion, *goal.hypotheses)]
    except ValueError:
        return None
    if not floors or len(floors) > MAX_FLOORS:
        return None
    for one in floors.values():
        goal = goal.with_letter(one.letter, INTEGER)
    facts = [fact for one in floors.values() for fact in _bounds(one)]
    changed = replace(goal, conclusion=terms[0], hypotheses=(*terms[1:], *facts))
    return Lettered(changed, tuple(floors.values()))


def _bounds(one: Floor) -> tuple[Term, Term]:
    letter = Letter(one.letter)
    return Compare("<=", letter, one.inside), Compare("<", one.inside, plus(letter, ONE))


def _orders(conclusion: Compare) -> tuple[Compare, ...]:
    """The comparison as some of the form left <= right or left < right."""
    left, right = conclusion.left, conclusion.right
    match conclusion.relation:
        case "==":
            return Compare("<=", left, right), Compare("<=", right, left)
        case ">" | ">=":
            return (Compare("<" if conclusion.relation == ">" else "<=", right, left),)
        case _:
            return (conclusion,)


def _any(found: Lettered, part: Compare, prove: Prover) -> Answer:
    """The comparison as it stands, or one that it follows from."""
    answer = undecided(ENGINE, "")
    for option in dict.fromkeys((*_weaker(found, part), part)):
        cleared = _cleared(option)
        if cleared is not None:
            parts = [prove(found.goal.concluding(says)) for says in cleared]
            if all(one.proved for one in parts):
                return proved(ENGINE, text(option), "certificate", tuple(parts))
        answer = prove(found.goal.concluding(option))
        if answer.proved:
            return answer
    return answer


def _cleared(option: Compare) -> tuple[Term, ...] | None:
    """left*q <= p and q > 0, which give left <= p/q."""
    match option:
        case Compare(left=left, right=Apply(op="div", args=(top, below))):
            return Compare(">", below, ZERO), Compare(option.relation, times(left, below), top)
        case Compare(left=Apply(op="div", args=(top, below)), right=right):
            return Compare(">", below, ZERO), Compare(option.relation, top, times(right, below))
    return None


def _weaker(found: Lettered, part: Compare) -> Iterator[Compare]:
    """Comparisons of reals that give the one between whole sides: a floor is replaced by what it is taken of."""
    scope = found.goal.scope
    if part.relation == "!=" or not (is_integral(part.left, scope) and is_integral(part.right, scope)):
        return
    # left < right between whole sides is left + 1 <= right
    left = plus(part.left, ONE) if part.relation == "<" else part.left
    for one in found.floors:
        rest = _without(part.right, one.letter)
        if rest is not None:  # left <= k + rest: left - rest <= u
            yield Compare("<=", minus(left, rest), one.inside)
        rest = _without(left, one.letter)
        if rest is not None:  # k + rest <= right: u < right - rest + 1
            yield Compare("<", one.inside, plus(minus(part.right, rest), ONE))


def _without(term: Term, letter: str) -> Term | None:
    """rest with term == letter + rest; None where the letter enters in no such way."""
    match term:
        case Letter(name=name):
            return ZERO if name == letter else None
        case Apply(op="add", args=(left, right)):
            for one, other in ((left, right), (right, left)):
                inner = _without(one, letter)
                if inner is not None:
                    return plus(inner, other)
        case Apply(op="sub", args=(left, right)):
            inner = _without(left, letter)
            return None if inner is None else minus(inner, right)
    return None


def _consequences(found: Lettered, prove: Prover) -> tuple[tuple[Term, ...], tuple[Answer, ...]]:
    facts: list[Term] = []
    used: list[Answer] = []
    for one in found.floors:
        for fact, need in _of_quotient(one, found):
            answer = prove(found.goal.concluding(need))
            if answer.proved:
                facts.append(fact)
                used.append(answer)
        root = _of_root(one, found)
        if root is not None:
            needs = [prove(found.goal.concluding(need)) for need in root[1]]
            if all(answer.proved for answer in needs):
                facts.append(root[0])
                used += needs
    return tuple(facts), tuple(used)


def _of_quotient(one: Floor, found: Lettered) -> Iterator[tuple[Term, Term]]:
    """k*q <= floor(p) for k = floor(p/q), and p + 1 <= (k + 1)*q for whole p; with the condition q > 0."""
    if not isinstance(one.inside, Apply) or one.inside.op != "div":
        return
    top, below = one.inside.args
    if is_integral(below, found.goal.scope):
        if is_integral(top, found.goal.scope):
            says = Compare("<=", plus(top, ONE), times(plus(Letter(one.letter), ONE), below))
            yield says, Compare(">", below, ZERO)
        for other in found.floors:
            if other.inside == top:
                says = Compare("<=", times(Letter(one.letter), below), Letter(other.letter))
                yield says, Compare(">", below, ZERO)


def _of_root(one: Floor, found: Lettered) -> tuple[Term, tuple[Term, ...]] | None:
    """k**2 <= floor(E), or k**2 <= E - r for whole E, of k = floor(sqrt(E)); and what has to be shown: k >= 0."""
    if not isinstance(one.inside, Apply) or one.inside.op != "sqrt":
        return None
    (under,) = one.inside.args
    letter = Letter(one.letter)
    square = apply("pow", letter, number(2))
    for other in found.floors:
        if other.inside == under:
            return Compare("<=", square, Letter(other.letter)), (Compare(">=", letter, ZERO),)
    if not is_integral(under, found.goal.scope):
        return None
    gap = max((_gap(minus(under, square), modulus) for modulus in MODULI), default=0)
    return Compare("<=", square, minus(under, number(gap))), (Compare(">=", letter, ZERO),)


def _gap(term: Term, modulus: int) -> int:
    """The least remainder of a polynomial with whole coefficients over all classes of its letters."""
    names = sorted(free_letters(term))
    if modulus ** len(names) > MAX_CLASSES:
        return 0
    try:
        return min(
            remainder(term, modulus, dict(zip(names, values, strict=True)))
            for values in product(range(modulus), repeat=len(names))
        )
    except NoRemainder:
        return 0


__all__ = ["Floor", "Lettered", "applies", "attempt", "lettered"]
