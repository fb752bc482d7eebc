"""Goals with fewer letters, or simpler ones, that give the goal.

elimination    a hypothesis that is linear in a letter is solved for it
logarithms     of both sides, where both are products of positive factors
scaling        x = t*y, x = t/y or x = t + y, where y then drops out
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from proofs_check.engines.back import quotient_term, term_of
from proofs_check.engines.calculus_terms import folded, minus, over, plus, times
from proofs_check.engines.cone import core_of
from proofs_check.engines.new_letters import (
    above_edge,
    at_edge,
    by_exponentials,
    edge,
    from_lower_ends,
    halves,
)
from proofs_check.engines.polynomials import Converted, Relation, convert_goal
from proofs_check.engines.ring import OutOfReach
from proofs_check.engines.simplify_terms import literals
from proofs_check.goal import Budget, Goal
from proofs_check.statement.domains import POSITIVE as POSITIVE_DOMAIN
from proofs_check.statement.domains import REAL, Domain, membership
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    number,
    substitute,
    walk,
)

MAX_NODES = 500


def core_goal(goal: Goal, budget: Budget) -> Goal | None:
    """The goal with the polynomial that decides it as its conclusion: denominators and factors of known sign left out."""
    try:
        converted = convert_goal(goal, budget)
        core = term_of(core_of(converted, converted.conclusion), converted.work.ring)
    except OutOfReach:
        return None
    if sum(1 for _ in walk(core)) > MAX_NODES:
        return None
    return goal.concluding(Compare(converted.conclusion.relation, core, ZERO))


def eliminated(goal: Goal, budget: Budget) -> Goal:
    """The goal with equalities among its hypotheses solved for a letter, as far as that is possible."""
    for _ in range(3):
        found = next(_eliminations(goal, budget), None)
        if found is None:
            return goal
        goal = found
    return goal


def _eliminations(goal: Goal, budget: Budget) -> Iterator[Goal]:
    bound = {name for _, domain in goal.letters for term in domain.terms() for name in free_letters(term)}
    for hypothesis in goal.hypotheses:
        if not isinstance(hypothesis, Compare) or hypothesis.relation != "==":
            continue
        for name, domain in reversed(goal.letters):
            if domain.kind != "real" or name in bound or name not in free_letters(hypothesis):
                continue
            value = _solved(goal, hypothesis, name, budget)
            if value is not None:
                facts = (*membership(name, domain), *(fact for fact in goal.hypotheses if fact != hypothesis))
                put = {name: value}
                letters = tuple((known, its) for known, its in goal.letters if known != name)
                hypotheses = tuple(folded(substitute(fact, put)) for fact in facts)
                yield Goal(letters, hypotheses, folded(substitute(goal.conclusion, put)), goal.sequences)


def _solved(goal: Goal, equation: Compare, name: str, budget: Budget) -> Term | None:
    """The value of the letter by an equation that is linear in it; the coefficient is known not to vanish."""
    try:
        converted = convert_goal(goal.concluding(equation), budget)
        work = converted.work
        poly = converted.conclusion.difference.num
        atom = work.ring.find("letter", name)
        if atom is None or poly.degrees()[atom.index] != 1:
            return None
        inside = [
            other
            for other in work.ring.atoms_of(poly)
            if other.index != atom.index and _mentions(other.parts, name)
        ]
        slope = poly.derivative(atom.index)
        if inside or 0 in work.signs.of(slope):
            return None
        rest = poly - slope * work.ring.gens[atom.index]
        return quotient_term(work.ring.quotient(-rest, slope), work.ring)
    except OutOfReach:
        return None


def _mentions(parts: tuple[object, ...], name: str) -> bool:
    """Whether an atom may depend on the letter: atoms other than letters count as if they did unless they have no parts."""
    return bool(parts)


def in_logarithms(goal: Goal, roots: bool = False) -> tuple[Goal, tuple[Term, ...]] | None:
    """The logarithms of both sides compared, and what must be positive for that; None where nothing is gained.

    roots: whether square roots are reason enough.
    """
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ("<", "<=", ">", ">="):
        return None
    sides = (conclusion.left, conclusion.right)
    reasons = ("exp", "pow", "sqrt") if roots else ("exp", "pow")
    if not any(isinstance(node, Apply) and node.op in reasons for side in sides for node in walk(side)):
        return None
    needs: list[Term] = []
    logs = [expanded_logarithm(side, needs) for side in sides]
    if all(isinstance(one, Apply) and one.op == "log" for one in logs):
        return None
    return goal.concluding(Compare(conclusion.relation, logs[0], logs[1])), tuple(needs)


def expanded_logarithm(term: Term, needs: list[Term]) -> Term:
    """log(term), of products, powers, roots and exponentials by their parts. What must be positive is added to `needs`."""
    match term:
        case Apply(op="mul", args=(left, right)):
            return plus(expanded_logarithm(left, needs), expanded_logarithm(right, needs))
        case Apply(op="div", args=(left, right)):
            return minus(expanded_logarithm(left, needs), expanded_logarithm(right, needs))
        case Apply(op="pow", args=(base, exponent)):
            return times(exponent, expanded_logarithm(base, needs))
        case Apply(op="sqrt", args=(base,)):
            return over(expanded_logarithm(base, needs), number(2))
        case Apply(op="exp", args=(inner,)):
            return inner
        case _:
            if not (isinstance(term, Number) and term.value > 0):
                needs.append(Compare(">", term, ZERO))
            return folded(apply("log", term))


def scaled(goal: Goal, budget: Budget) -> Iterator[Goal]:
    """Goals in which a letter has dropped out after x = t*y, t/y or t + y."""
    plain = [
        (name, domain)
        for name, domain in goal.letters
        if domain.kind == "real" and not any(free_letters(term) for term in domain.terms())
    ]
    bound = {name for _, domain in goal.letters for term in domain.terms() for name in free_letters(term)}
    usable = [(name, domain) for name, domain in plain if name not in bound]
    for (x, of_x), (y, of_y) in permutations(usable, 2):
        for way in ("mul", "div", "add"):
            positive = _is_positive(of_y)
            if way != "add" and not positive:
                continue
            found = _substituted(goal, (x, y), way, _is_positive(of_x), budget)
            if found is not None:
                yield found


def _is_positive(domain: Domain) -> bool:
    low = domain.low
    return (
        low is not None
        and isinstance(low.at, Number)
        and (low.at.value > 0 or (low.at.value == 0 and not low.closed))
    )


def _substituted(goal: Goal, pair: tuple[str, str], way: str, positive: bool, budget: Budget) -> Goal | None:
    x, y = pair
    domain = POSITIVE_DOMAIN if positive and way != "add" else REAL
    letters = tuple((name, domain if name == x else its) for name, its in goal.letters)
    put: dict[str, Term] = {x: Apply(way, (Letter(x), Letter(y)))}
    own = tuple(membership(x, dict(goal.letters)[x]))
    hypotheses = tuple(substitute(fact, put) for fact in (*own, *goal.hypotheses))
    whole = replace(goal, letters=letters, hypotheses=hypotheses, conclusion=substitute(goal.conclusion, put))
    core = core_goal(whole, budget)
    if core is None or y in free_letters(core.conclusion):
        return None
    return _without(whole, core.conclusion, y, budget)


def _without(goal: Goal, conclusion: Term, y: str, budget: Budget) -> Goal:
    """The goal about the other letters; hypotheses are kept where the letter drops out of them too."""
    kept = []
    for fact in goal.hypotheses:
        for literal in literals(fact):
            if literal.relation in ("==", "!="):
                short = _equation(goal, literal, budget)
            else:
                short = core_goal(replace(goal, hypotheses=(), conclusion=literal), budget)
            if short is not None and y not in free_letters(short.conclusion):
                kept.append(short.conclusion)
    letters = tuple((name, its) for name, its in goal.letters if name != y)
    return Goal(letters, tuple(dict.fromkeys(kept)), conclusion, goal.sequences)


def _equation(goal: Goal, literal: Compare, budget: Budget) -> Goal | None:
    """An equation or its negation without the factors that never vanish."""
    try:
        converted: Converted = convert_goal(replace(goal, hypotheses=(), conclusion=literal), budget)
        difference = converted.conclusion.difference.num
        core = core_of(
            converted, Relation("!=", converted.work.ring.quotient(difference, converted.work.ring.one), "")
        )
        return goal.concluding(Compare(literal.relation, term_of(core, converted.work.ring), ZERO))
    except OutOfReach:
        return None


__all__ = [
    "above_edge",
    "at_edge",
    "by_exponentials",
    "core_goal",
    "edge",
    "eliminated",
    "expanded_logarithm",
    "from_lower_ends",
    "halves",
    "in_logarithms",
    "scaled",
]
