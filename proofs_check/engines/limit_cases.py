"""The cases on which a limit splits: less, greater, and equal, where the equation is solved for a letter and put in.

Notation: d the difference of the sides, x a letter in which d is linear.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_signs import Facts
from proofs_check.engines.calculus_terms import folded, number_of
from proofs_check.engines.existence_intro import negation
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.narrow import has_no_point, narrowed
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import membership
from proofs_check.statement.formal import Sequence
from proofs_check.statement.terms import (
    TRUE,
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
)

ORDERS = {"<": ">", ">": "<", "<=": ">", ">=": "<"}


@dataclass(frozen=True)
class Cases:
    """goals: (the case as a statement, the goal under it); together with the `excluded` ones they are all there is."""

    goals: tuple[tuple[Term, Goal], ...]
    excluded: tuple[Answer, ...]


def splits_on(condition: Term | None, goal: Goal) -> bool:
    """Whether the cases of a condition are all there is: it speaks of declared letters, an order of real terms alone."""
    if condition is None or not frozenset() < free_letters(condition) <= {name for name, _ in goal.letters}:
        return False
    if isinstance(condition, Compare) and condition.relation in ORDERS:
        complex_letters = frozenset(name for name, domain in goal.letters if domain.is_complex)
        facts = Facts(goal.facts(), complex_letters)
        return facts.is_real(condition.left) and facts.is_real(condition.right)
    return True


def cases_of(condition: Term, goal: Goal, prove: Prover) -> Cases:
    """The goal by the cases of a condition; those that contradict the facts are left out, with the proofs that they do."""
    asked = Questions(goal, prove)
    found: list[tuple[Term, Goal]] = []
    for case in _alternatives(condition):
        if asked.holds(negation(case)):
            continue
        found += [(case, one) for one in under(case, goal) if not has_no_point(narrowed(one))]
    return Cases(tuple(found), tuple(asked.used))


def _alternatives(condition: Term) -> tuple[Term, ...]:
    if isinstance(condition, Compare) and condition.relation in ORDERS:
        relations = (condition.relation[0], ORDERS[condition.relation], "==")
        return tuple(Compare(relation, condition.left, condition.right) for relation in relations)
    if isinstance(condition, Compare) and condition.relation == "!=":
        return (condition, Compare("==", condition.left, condition.right))
    return (condition, negation(condition))


def under(case: Term, goal: Goal) -> tuple[Goal, ...]:
    """The goal under a case; of an equation the goals with its solution put in, where it is linear in a letter."""
    if not isinstance(case, Compare) or case.relation != "==":
        return (goal.assuming(case),)
    # A complex number of given modulus may lie anywhere on a circle.
    roots = (case,) if any(domain.is_complex for _, domain in goal.letters) else _moduli(case)
    if len(roots) > 1:
        return tuple(one for root in roots for one in under(root, goal))
    (equation,) = roots
    difference = apply("sub", equation.left, equation.right)
    for name, domain in reversed(goal.letters):
        if domain.kind not in ("real", "integer") or name not in free_letters(difference):
            continue
        value = _solution(difference, name)
        if value is not None and (domain.kind == "real" or is_integral(value, goal.scope)):
            return (put(goal, name, value),)
    return (goal.assuming(case),)


def solved(goal: Goal) -> tuple[Goal, ...]:
    """The goal with an equation among its hypotheses solved for a letter and put in; () where there is none to solve."""
    for fact in goal.hypotheses:
        if isinstance(fact, Compare) and fact.relation == "==":
            found = under(fact, goal)
            if all(len(one.letters) < len(goal.letters) for one in found):
                return found
    return ()


def _moduli(case: Compare) -> tuple[Compare, ...]:
    """u == c and u == -c for abs(u) == c with a number c >= 0; u == v and u == -v for abs(u) == abs(v)."""
    if isinstance(case.left, Number):
        case = Compare(case.relation, case.right, case.left)
    match case:
        case Compare(left=Apply(op="abs", args=(u,)), right=Apply(op="abs", args=(v,))):
            return Compare("==", u, v), Compare("==", u, apply("neg", v))
    if isinstance(case.left, Apply) and case.left.op == "abs" and isinstance(case.right, Number):
        (inner,), c = case.left.args, case.right.value
        values = {c, -c} if c >= 0 else set()
        return tuple(Compare("==", inner, number(value)) for value in sorted(values)) or (case,)
    return (case,)


def put(goal: Goal, name: str, value: Term) -> Goal:
    """The goal with a value for a letter; that the value lies in the letter's domain becomes a hypothesis."""
    values = {name: value}
    domains = dict(goal.letters)
    facts = tuple(
        fact
        for fact in (folded(substitute(m, values)) for m in membership(name, domains[name]))
        if fact != TRUE
    )
    letters = tuple(
        (known, domain.with_terms(tuple(substitute(term, values) for term in domain.terms())))
        for known, domain in goal.letters
        if known != name
    )
    hypotheses = tuple(substitute(fact, values) for fact in goal.hypotheses)
    sequences = tuple(_sequence(one, name, value) for one in goal.sequences)
    conclusion = substitute(goal.conclusion, values)
    return Goal(letters, (*facts, *hypotheses), conclusion, sequences)


def _sequence(sequence: Sequence, name: str, value: Term) -> Sequence:
    values = {name: value}
    start = tuple(substitute(term, values) for term in sequence.start)
    if sequence.index == name:
        return replace(sequence, start=start)
    return replace(sequence, start=start, step=substitute(sequence.step, values))


def _solution(difference: Term, name: str) -> Term | None:
    """The x at which a difference that is linear in x with a number as slope vanishes."""
    parts = _linear(difference, name)
    if parts is None or parts[0] == 0:
        return None
    slope, rest = parts
    return folded(apply("div", apply("neg", rest), number_of(slope)) if slope != -1 else rest)


def _linear(term: Term, name: str) -> tuple[Fraction, Term] | None:
    """(c, r) where the term is c*x + r with a number c and r free of x."""
    if name not in free_letters(term):
        return Fraction(0), term
    if term == Letter(name):
        return Fraction(1), ZERO
    if not isinstance(term, Apply) or term.op not in ("add", "sub", "neg", "mul", "div"):
        return None
    parts = [_linear(arg, name) for arg in term.args]
    if any(part is None for part in parts):
        return None
    known = [part for part in parts if part is not None]
    rests = tuple(rest for _, rest in known)
    match term.op:
        case "add":
            return known[0][0] + known[1][0], apply("add", *rests)
        case "sub":
            return known[0][0] - known[1][0], apply("sub", *rests)
        case "neg":
            return -known[0][0], apply("neg", rests[0])
        case "mul" if isinstance(term.args[0], Number):
            return term.args[0].value * known[1][0], apply("mul", *rests)
        case "mul" | "div" if isinstance(term.args[1], Number) and term.args[1].value != 0:
            factor = term.args[1].value if term.op == "mul" else 1 / term.args[1].value
            return known[0][0] * factor, apply(term.op, *rests)
    return None
