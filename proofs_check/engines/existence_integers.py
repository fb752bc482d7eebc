"""Whole numbers that exist: between bounds that are far enough apart, by residues, and by the extended Euclidean algorithm.

`weakened(statement)` replaces existences inside a statement by conditions that imply them: a whole number between bounds that are at
least 1 apart, a value that an equation gives. `by_residues` writes a whole letter n as d*q + r for r = 0, ..., d - 1, so that quotients by d
become whole.

Notation: d the modulus, q the new letter.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import gcd, lcm

from proofs_check.engines.calculus_questions import Questions, defined, names_of, within
from proofs_check.engines.calculus_signs import is_real
from proofs_check.engines.calculus_terms import flat_conjunction, minus, plus, times
from proofs_check.engines.existence_bounds import (
    gap_condition,
    narrowed,
    renamed_apart,
)
from proofs_check.engines.linear_terms import difference, solved_for
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import INTEGER, Bound, membership
from proofs_check.statement.terms import (
    ONE,
    TRUE,
    Apply,
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    conjunction,
    free_letters,
    fresh,
    number,
    rebuild,
    substitute,
    walk,
)

ENGINE = "existence"
MAX_MODULUS = 12
MAX_CASES = 64
Attempt = Callable[[Goal, Prover], Answer]


def sufficient(statement: Quantified, goal: Goal, prove: Prover) -> Term | None:
    """A condition without this quantifier that implies the existence of a whole number, or None."""
    statement = renamed_apart(statement, goal)
    inner = goal.with_letter(statement.letter, statement.domain)
    body = weakened(statement.body, inner, prove)
    asked = Questions(goal, prove)
    facts = membership(statement.letter, statement.domain)
    if defined((body,), inner.assuming(*facts), prove) is None:
        return None
    solved = by_equation(Quantified("exists", statement.letter, statement.domain, body), asked)
    if solved is not None:
        return solved
    if statement.domain.kind != "integer" or statement.domain.nonzero:
        return None
    found = narrowed(Quantified("exists", statement.letter, statement.domain, body), asked)
    bounds = tuple(bound.at for bound in (*found.lows, *found.highs))
    if found.rest or defined(bounds, goal, prove) is None:
        return None
    return conjunction(tuple(_gap(low, high, asked) for low in found.lows for high in found.highs))


def _gap(low: Bound, high: Bound, asked: Questions) -> Term:
    """A condition under which a whole number lies between; among n whole numbers in a row one is a multiple of n: L/n <= c <= M/n if M - L >= n - 1."""
    match low.at, high.at:
        case Apply(op="div", args=(bottom, divisor)), Apply(op="div", args=(top, same)) if divisor == same:
            whole = all(is_integral(term, asked.goal.scope) for term in (bottom, top, divisor))
            if whole and asked.positive(divisor):
                count = minus(plus(divisor, number(2 - low.closed - high.closed)), ONE)
                return Compare(">=", minus(top, bottom), count)
    return gap_condition(low, high)


def weakened(body: Term, goal: Goal, prove: Prover) -> Term:
    """The body with existences in a conjunction replaced by conditions that imply them."""
    match body:
        case Quantified(op="exists"):
            return sufficient(body, goal, prove) or body
        case Connective(op=("and" | "or"), parts=parts):
            return rebuild(body, tuple(weakened(part, goal, prove) for part in parts))
        case _:
            return body


def by_equation(statement: Quantified, asked: Questions) -> Term | None:
    """The other conditions at the value that an equation of the form c == t gives, t a term of the same kind."""
    letter, domain = statement.letter, statement.domain
    conditions = flat_conjunction(statement.body)
    for place, condition in enumerate(conditions):
        if not isinstance(condition, Compare) or condition.relation != "==":
            continue
        value = solved_for(Letter(letter), condition)
        if value is None or letter in free_letters(value):
            continue
        fits = (domain.kind == "real" and is_real(value, asked.facts.complex_letters)) or (
            domain.kind == "integer" and is_integral(value, asked.goal.scope)
        )
        # The equation itself: what both of its sides share is not in the value.
        whole = within(asked.goal, ((letter, domain),), membership(letter, domain), condition)
        if not fits or defined((whole.conclusion,), whole, asked.prove) is None:
            continue
        if defined((value,), asked.goal, asked.prove) is None:
            continue
        put = {letter: value}
        others = (*membership(letter, domain), *conditions[:place], *conditions[place + 1 :])
        return conjunction(tuple(substitute(other, put) for other in others))
    return None


def by_weakening(statement: Quantified, goal: Goal, prove: Prover, attempt: Attempt) -> Answer:
    """Proves an existence through the conditions that imply the inner ones, or that imply it."""
    whole = sufficient(statement, goal, prove)
    if whole is not None:
        answer = prove(goal.concluding(whole)) if whole != TRUE else proved(ENGINE, "", "certificate")
        if answer.proved and defined((whole,), goal, prove) is not None:
            detail = f"a whole {statement.letter} lies between bounds that are far enough apart"
            return proved(ENGINE, detail, "certificate", (answer,))
    inner = goal.with_letter(statement.letter, statement.domain)
    body = weakened(statement.body, inner, prove)
    if body == statement.body:
        return undecided(ENGINE, "no inner existence is replaced")
    return attempt(goal.concluding(Quantified("exists", statement.letter, statement.domain, body)), prove)


def by_weakening_the_outer(statement: Quantified, goal: Goal, prove: Prover, attempt: Attempt) -> Answer:
    """Two existences in the other order, where the one that is inner then is implied by a condition."""
    inner = statement.body
    if not isinstance(inner, Quantified) or inner.op != "exists":
        return undecided(ENGINE, "no two existences")
    if any(statement.letter in free_letters(end) for end in inner.domain.terms()):
        return undecided(ENGINE, "the second domain depends on the first letter")
    outer = Quantified("exists", statement.letter, statement.domain, inner.body)
    turned = Quantified("exists", inner.letter, inner.domain, outer)
    return by_weakening(renamed_apart(turned, goal), goal, prove, attempt)


def by_residues(statement: Quantified, goal: Goal, prove: Prover, attempt: Attempt) -> Answer:
    """Proves an existence of whole numbers for each residue of the whole letters that its equations speak of."""
    modulus = _modulus(statement)
    letters = [
        name for name, domain in goal.letters if domain.kind == "integer" and name in free_letters(statement)
    ]
    if modulus is None or not letters or modulus ** len(letters) > MAX_CASES:
        return undecided(ENGINE, "no residues to tell apart")
    answers = []
    for remainders in product(range(modulus), repeat=len(letters)):
        case = goal
        for name, remainder in zip(letters, remainders, strict=True):
            case = at_residue(case, name, modulus, remainder)
        answers.append(attempt(case, prove))
        if not answers[-1].proved:
            return undecided(ENGINE, f"remainders {remainders} modulo {modulus}: {answers[-1].detail}"[:300])
    said = f"for all remainders of {', '.join(letters)} modulo {modulus}"
    return proved(ENGINE, said, "certificate", tuple(answers))


def _modulus(statement: Quantified) -> int | None:
    """The least common multiple of the whole factors that bound letters have in equations."""
    bound = {node.letter for node in walk(statement) if isinstance(node, Quantified)}
    found = 1
    for node in walk(statement.body):
        if not isinstance(node, Compare) or node.relation != "==":
            continue
        for term, factor in difference(node).items():
            if isinstance(term, Letter) and term.name in bound and factor.denominator == 1 and factor:
                found = lcm(found, abs(factor.numerator))
    return found if 1 < found <= MAX_MODULUS else None


def at_residue(goal: Goal, name: str, modulus: int, remainder: int) -> Goal:
    """The goal at name = modulus*q + remainder; what the domain says of the letter becomes a hypothesis."""
    domain = dict(goal.letters)[name]
    q = fresh(f"{name}_quotient", names_of(goal))
    put = {name: plus(times(number(modulus), Letter(q)), number(remainder))}
    facts = tuple(substitute(fact, put) for fact in membership(name, domain))
    letters = tuple(
        (q, INTEGER)
        if known == name
        else (known, its.with_terms(tuple(substitute(t, put) for t in its.terms())))
        for known, its in goal.letters
    )
    hypotheses = tuple(substitute(hypothesis, put) for hypothesis in goal.hypotheses)
    return Goal(letters, (*facts, *hypotheses), substitute(goal.conclusion, put), goal.sequences)


def combinations_of(statement: Quantified, goal: Goal) -> tuple[Term, ...]:
    """For exists(x, exists(y, a*x + b*y == c)) with whole a and b: x as a multiple of c, by the extended Euclidean algorithm."""
    inner = statement.body
    if not isinstance(inner, Quantified) or inner.op != "exists" or inner.domain.kind != "integer":
        return ()
    found: list[Term] = []
    for condition in flat_conjunction(inner.body):
        if not isinstance(condition, Compare) or condition.relation != "==":
            continue
        parts = difference(condition)
        a = parts.pop(Letter(statement.letter), Fraction(0))
        b = parts.pop(Letter(inner.letter), Fraction(0))
        bound = {statement.letter, inner.letter}
        if not a or not b or a.denominator != 1 or b.denominator != 1:
            continue
        if any(free_letters(term) & bound for term in parts):
            continue
        rest = plus(*(times(number(-factor), term) for term, factor in parts.items()))
        found += _bezout(a.numerator, b.numerator, rest)
    return tuple(found)


def _bezout(a: int, b: int, rest: Term) -> list[Term]:
    """u*rest with a*u == 1 modulo b, where there is such a u."""
    size = abs(b)
    if gcd(a, size) != 1 or size > 10_000:
        return []
    u = pow(a % size, -1, size) if size > 1 else 0
    least = u - size if u > size // 2 else u
    return [times(number(least), rest)]


__all__ = [
    "at_residue",
    "by_equation",
    "by_residues",
    "by_weakening",
    "combinations_of",
    "sufficient",
    "weakened",
]
