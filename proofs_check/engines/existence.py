"""Existence by a witness: a value is proposed, then everything that it must satisfy is proved.

Proposals: the value that is given, solutions of the condition (SymPy's, as proposals), ends and midpoints of intervals, terms of the
condition. A value counts when it is defined, lies in the domain, makes the body defined, and the body is proved at it.

Notation: c is the letter of `exists(c, D, p)`, p its body.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from proofs_check.definedness import is_integral
from proofs_check.engines import sympy_engine
from proofs_check.engines.calculus_questions import Questions, defined, names_of
from proofs_check.engines.calculus_terms import flat_conjunction, minus, number_of, over, plus, times
from proofs_check.engines.existence_intro import introduce
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain, is_infinite, membership
from proofs_check.statement.sorts import SortError, shape_of_domain, sort_of
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Diff,
    Letter,
    Quantified,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "existence"
MAX_CANDIDATES = 14
MAX_SIZE = 120
HALF = number_of(Fraction(1, 2))


def attempt(goal: Goal, prove: Prover, at: Term | None = None) -> Answer:
    """Proves a goal with `exists` in its conclusion, by the value `at` or by values of its own."""
    parts = introduce(goal)
    if parts != (goal,):
        return _all_of(parts, prove, at)
    conclusion = goal.conclusion
    if isinstance(conclusion, Connective) and conclusion.op == "or":
        return _any_of(goal, conclusion.parts, prove, at)
    if isinstance(conclusion, Connective) and conclusion.op == "not":
        return _not_all(goal, conclusion.parts[0], prove, at)
    if not isinstance(conclusion, Quantified) or conclusion.op != "exists":
        return undecided(ENGINE, "the conclusion is no existence")
    candidates = (at,) if at is not None else candidates_for(conclusion, goal)
    reason = "no candidate"
    for candidate in candidates:
        answer = witness(conclusion, candidate, goal, prove)
        if answer.proved:
            return answer
        reason = answer.detail
    return undecided(ENGINE, reason if at is not None else f"no value found; last: {reason}"[:300])


def _all_of(parts: tuple[Goal, ...], prove: Prover, at: Term | None) -> Answer:
    answers: list[Answer] = []
    for part in parts:
        existential = any(isinstance(node, Quantified) for node in walk(part.conclusion))
        answers.append(attempt(part, prove, at) if existential else prove(part))
        if not answers[-1].proved:
            return answers[-1]
    return proved(ENGINE, "; ".join(answer.detail for answer in answers), "certificate", tuple(answers))


def _any_of(goal: Goal, parts: tuple[Term, ...], prove: Prover, at: Term | None) -> Answer:
    for part in parts:
        existential = any(isinstance(node, Quantified) for node in walk(part))
        found = goal.concluding(part)
        answer = attempt(found, prove, at) if existential else prove(found)
        if answer.proved:
            return answer
    return undecided(ENGINE, "no part of the disjunction is shown")


def _not_all(goal: Goal, inner: Term, prove: Prover, at: Term | None) -> Answer:
    """not forall(c, D, p) is exists(c, D, not p)."""
    if isinstance(inner, Quantified) and inner.op == "forall":
        body = Connective("not", (inner.body,))
        return attempt(goal.concluding(Quantified("exists", inner.letter, inner.domain, body)), prove, at)
    return undecided(ENGINE, "the conclusion is no existence")


def witness(statement: Quantified, value: Term, goal: Goal, prove: Prover) -> Answer:
    """That `value` shows the existence: defined, in the domain, the body defined and true at it."""
    shown = f"{statement.letter} = {text(value)}"
    try:
        body = substitute(statement.body, {statement.letter: value})
        fits = sort_of(value, goal.scope) == shape_of_domain(statement.domain)
    except (ValueError, SortError, KeyError):
        return undecided(ENGINE, f"{shown} cannot be put in")
    known = free_letters(value) <= {name for name, _ in goal.letters}
    if not fits or not known or INFINITY in tuple(walk(value)):
        return undecided(ENGINE, f"{shown} is not of the kind that is asked for")
    value_defined = defined((value,), goal, prove)
    if value_defined is None:
        return undecided(ENGINE, f"{shown} is not shown to be defined")
    asked = Questions(goal, prove)
    for fact in _belongs(statement.letter, statement.domain, value, goal):
        if not asked.holds(fact):
            return undecided(ENGINE, f"{shown} is not shown to satisfy {text(fact)}")
    holds = prove(goal.concluding(body))
    if not holds.proved:
        return undecided(ENGINE, f"{shown}: {holds.detail}")
    body_defined = defined((body,), goal, prove)
    if body_defined is None:
        return undecided(ENGINE, f"the condition is not shown to be defined at {shown}")
    return proved(ENGINE, shown, "certificate", (value_defined, *asked.used, holds, body_defined))


def _belongs(letter: str, domain: Domain, value: Term, goal: Goal) -> tuple[Term, ...]:
    """What membership in the domain asks of the value; FALSE for kinds that are not read off here."""
    put = {letter: value}
    facts = [substitute(fact, put) for fact in membership(letter, domain)]
    if domain.kind == "integer" and not is_integral(value, goal.scope):
        facts.append(Compare("==", apply("floor", value), value))
    if domain.kind not in ("real", "integer", "complex", "vector", "matrix"):
        facts.append(Connective("or", ()))
    if domain.kind != "complex" and domain.over != "complex" and _may_be_complex(value, goal):
        facts.append(Connective("or", ()))
    return tuple(facts)


def _may_be_complex(value: Term, goal: Goal) -> bool:
    letters = dict(goal.letters)
    return any(
        node == Constant("i") or (isinstance(node, Letter) and letters[node.name].is_complex)
        for node in walk(value)
    )


def candidates_for(statement: Quantified, goal: Goal) -> tuple[Term, ...]:
    """Values to try, likely ones first."""
    letter, domain = statement.letter, statement.domain
    if not domain.is_scalar:
        return tuple(Letter(name) for name, its in goal.letters if its == domain)
    found: dict[Term, None] = {}
    for proposal in islice(_proposals(statement, goal), 60):
        usable = letter not in free_letters(proposal) and sum(1 for _ in walk(proposal)) <= MAX_SIZE
        if usable and not any(isinstance(node, Diff) for node in walk(proposal)):
            found[proposal] = None
    return tuple(islice(found, MAX_CANDIDATES))


def _proposals(statement: Quantified, goal: Goal) -> Iterator[Term]:
    letter, domain = statement.letter, statement.domain
    body, inner = statement.body, goal
    if letter in names_of(goal):
        renamed = fresh(letter, names_of(goal) | free_letters(body))
        body, letter = substitute(body, {letter: Letter(renamed)}), renamed
    conditions = [part for part in flat_conjunction(body) if isinstance(part, Compare)]
    for condition in conditions:
        if condition.relation == "==":
            yield from _isolated(condition, letter)
            yield from sympy_engine.solve_for(condition, letter, inner)
    yield from _between(domain, conditions, letter)
    yield from _small_enough(body, letter, inner)
    yield from _eliminated(body, letter, inner)
    for condition in conditions:
        if condition.relation != "==":
            for root in sympy_engine.solve_for(condition, letter, inner):
                yield from (
                    root,
                    times(HALF, root),
                    plus(root, ONE),
                    times(number(2), root),
                    minus(root, ONE),
                )
    yield from (ZERO, ONE)
    yield from (
        Letter(name) for name, its in goal.letters if its.is_scalar and name in free_letters(statement)
    )
    yield from (number(-1), HALF, number(2))
    spoken = free_letters(statement)
    for name, its in sorted(goal.letters, key=lambda pair: pair[0] not in spoken):
        if its.is_scalar:
            moved = (plus(Letter(name), ONE), minus(Letter(name), ONE), times(HALF, Letter(name)))
            yield from (Letter(name), *moved)


def _small_enough(body: Term, letter: str, goal: Goal) -> Iterator[Term]:
    """For `forall(x, 'real in (0, c)', p)`: where p turns into an equality at x = c, and values that are surely below."""
    for part in flat_conjunction(body):
        if not isinstance(part, Quantified) or part.op != "forall":
            continue
        for condition in flat_conjunction(part.body):
            at_end = substitute(condition, {part.letter: Letter(letter)})
            if not isinstance(at_end, Compare):
                continue
            for root in sympy_engine.solve_for(at_end, letter, goal):
                if root != ZERO:
                    yield from (root, apply("abs", root), *_surely_below(root))


def _eliminated(body: Term, letter: str, goal: Goal) -> Iterator[Term]:
    """For `exists(x, D, p and q)`: x from one equation put into the other, solved for c."""
    for part in flat_conjunction(body):
        if not isinstance(part, Quantified) or part.op != "exists":
            continue
        inner = fresh(part.letter, names_of(goal) | {letter} | free_letters(body))
        conditions = flat_conjunction(substitute(part.body, {part.letter: Letter(inner)}))
        equations = [c for c in conditions if isinstance(c, Compare) and c.relation == "=="]
        for first in equations:
            for value in sympy_engine.solve_for(first, inner, goal):
                for second in equations:
                    if second != first:
                        yield from sympy_engine.solve_for(substitute(second, {inner: value}), letter, goal)


def _surely_below(root: Term) -> Iterator[Term]:
    """|p|/(1 + |q|) for a quotient p/q, which is defined whatever q is."""
    if isinstance(root, Apply) and root.op == "neg":
        root = root.args[0]
    if isinstance(root, Apply) and root.op == "div":
        top, bottom = (apply("abs", part) for part in root.args)
        yield over(top, plus(bottom, ONE))


def _isolated(condition: Compare, letter: str) -> Iterator[Term]:
    if condition.left == Letter(letter):
        yield condition.right
    if condition.right == Letter(letter):
        yield condition.left


def _between(domain: Domain, conditions: list[Compare], letter: str) -> Iterator[Term]:
    """Ends, midpoints and points beyond the ends of the interval that the domain and the bounds on c leave."""
    low = [end.at for end in (domain.low,) if end is not None and not is_infinite(end.at)]
    high = [end.at for end in (domain.high,) if end is not None and not is_infinite(end.at)]
    for condition in conditions:
        left, right, relation = condition.left, condition.right, condition.relation
        if right == Letter(letter):
            left, right, relation = (
                right,
                left,
                {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(relation, relation),
            )
        if left == Letter(letter) and letter not in free_letters(right):
            (low if relation in (">", ">=") else high if relation in ("<", "<=") else []).append(right)
    lower = low[0] if len(low) == 1 else Apply("max", tuple(low)) if low else None
    upper = high[0] if len(high) == 1 else Apply("min", tuple(high)) if high else None
    if lower is not None and upper is not None:
        yield over(plus(lower, upper), number(2))
    for end, step in ((lower, ONE), (upper, number(-1))):
        if end is not None:
            yield from (end, plus(end, step))
    yield from (end for end in (*low, *high))
