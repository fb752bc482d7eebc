"""Common divisors of polynomials in a whole letter: d divides s*A + t*B, a number.

    21*n + 4 == a*d and 14*n + 3 == b*d   give   3*(14*n + 3) - 2*(21*n + 4) == 1 == k*d

With whole s and t the combination is (s*a + t*b)*d. The equation with a new whole letter k goes among the hypotheses; divisors of a number are finitely many.

Certificate: s*A + t*B == c, and the goal with the new equation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from flint import fmpq_poly

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.polynomial_bezout import combined, is_whole, read
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import Apply, Compare, Letter, Term, apply, free_letters, fresh, number
from proofs_check.statement.text import text

ENGINE = "common divisors"
MAX_NUMBER = 10**9
MAX_PAIRS = 3


@dataclass(frozen=True)
class Multiple:
    """A polynomial in `letter` that is a multiple of the whole letter `divisor`."""

    poly: fmpq_poly
    letter: str
    divisor: str


def applies(goal: Goal) -> bool:
    """Whether two hypotheses say that polynomials in a whole letter are multiples of another one."""
    if goal.sequences or any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    return any(True for _ in _numbers(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with the numbers that the divisor divides, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    inner, shown = goal, []
    for divisor, value in list(_numbers(goal))[:MAX_PAIRS]:
        name = fresh("k", names_of(inner))
        fact = Compare("==", number(value), apply("mul", Letter(name), Letter(divisor)))
        inner = inner.with_letter(name, INTEGER).assuming(fact)
        shown.append(f"{divisor} divides {value}")
    answer = prove(inner)
    if not answer.proved:
        return undecided(ENGINE, f"{', '.join(shown)}: {answer.detail}"[:250])
    return proved(ENGINE, f"{', '.join(shown)}; {text(goal.conclusion)}"[:300], "certificate", (answer,))


def _numbers(goal: Goal) -> Iterator[tuple[str, int]]:
    """Whole letters with numbers that they divide and of which no hypothesis says it."""
    known = {
        fact.left for fact in goal.hypotheses if isinstance(fact, Compare) and not free_letters(fact.left)
    }
    for one, other in combinations(_multiples(goal), 2):
        if one.divisor != other.divisor or one.letter != other.letter:
            continue
        value = combined(one.poly, other.poly)
        if value is not None and value <= MAX_NUMBER and number(value) not in known:
            yield one.divisor, value


def _multiples(goal: Goal) -> list[Multiple]:
    domains = dict(goal.letters)
    found = []
    for fact in goal.hypotheses:
        if not isinstance(fact, Compare) or fact.relation != "==":
            continue
        for whole, product in ((fact.left, fact.right), (fact.right, fact.left)):
            names = free_letters(whole)
            factors = _factors(product)
            if factors is None or len(names) != 1 or names & set(factors):
                continue
            (name,) = names
            if any(letter not in domains or domains[letter].kind != "integer" for letter in (name, *factors)):
                continue
            poly = read(whole, name)
            if poly is not None and is_whole(poly):
                found += [Multiple(poly, name, factor) for factor in factors]
    return found


def _factors(product: Term) -> tuple[str, str] | None:
    match product:
        case Apply(op="mul", args=(Letter(name=one), Letter(name=other))):
            return one, other
    return None


__all__ = ["applies", "attempt"]
