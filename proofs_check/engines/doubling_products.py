"""Products that telescope by a step that the factor itself takes: prod(1 + x**(2**k)), prod(cos(x/2**k)).

    f(k)*T(k) == T(k + 1) for whole k from a to b:     prod(f, k, a, b)*T(a) == T(b + 1)        onward
    f(k)*T(k + 1) == T(k) for whole k from a to b:     prod(f, k, a, b)*T(b + 1) == T(a)        backward

for b >= a - 1, by induction on b. T is proposed by a small table: 1 - y, 1 + y, 1 + y + y**2 for a power y = x**(c**k) in the factor,
sin(u)/2**k onward and 2**k*sin(2*u) backward for a factor cos(u), the same with sinh for cosh. Certificate: the step, that T is defined
from a to b + 1, and the range. The divisor T(a) or T(b + 1) is left to whoever divides by it.

Reference: Euler, Introductio in analysin infinitorum, 1748 (the product of the cosines of x/2**k).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check.engines.calculus_questions import Questions, defined, names_of
from proofs_check.engines.calculus_terms import folded, minus, over, plus, power, times
from proofs_check.goal import Answer, Goal, Prover, proved
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import index_domain
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Letter,
    Sum,
    Term,
    apply,
    binder,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "telescoping by doubling"
TWO = number(2)
SINES = {"cos": "sin", "cosh": "sinh"}


@dataclass(frozen=True)
class Quotient:
    """product*below == above wherever the range is not turned round."""

    above: Term
    below: Term
    shown: Answer


def by_doubling(product: Sum, goal: Goal, prove: Prover) -> Quotient | None:
    """The product as a quotient, or None; the factor is defined on the range."""
    if product.op != "prod" or not _is_plain(product, goal):
        return None
    product = with_new_index(product, goal)
    inner = goal.with_letter(product.letter, index_domain(product))
    index = Letter(product.letter)
    inner = inner.assuming(Compare("<=", product.low, index), Compare("<=", index, product.high))
    for step, onward in _proposed(product.body, product.letter):
        later = substitute(step, {product.letter: plus(index, ONE)})
        before, after = (step, later) if onward else (later, step)
        says = Compare("==", times(product.body, before), after)
        asked = Questions(inner, prove)
        if not asked.holds(says):
            continue
        meant = defined((step, later), inner, prove)
        here = Questions(goal, prove)
        if meant is None or not here.holds(Compare(">=", plus(product.high, ONE), product.low)):
            continue
        first, last = (
            substitute(step, {product.letter: at}) for at in (product.low, plus(product.high, ONE))
        )
        above, below = (last, first) if onward else (first, last)
        shown = proved(ENGINE, text(says)[:300], "certificate", (meant, *asked.used, *here.used))
        return Quotient(folded(above), folded(below), shown)
    return None


def with_new_index(term: Sum, goal: Goal) -> Sum:
    """The sum or product with an index that the goal does not know."""
    taken = names_of(goal) | (free_letters(term.body) - {term.letter}) | free_letters(term)
    name = fresh(term.letter, taken)
    return replace(term, letter=name, body=substitute(term.body, {term.letter: Letter(name)}))


def _is_plain(product: Sum, goal: Goal) -> bool:
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    ends = all(is_integral(end, goal.scope) for end in (product.low, product.high))
    return ends and all(binder(node) is None for node in walk(product.body))


def _proposed(factor: Term, k: str) -> Iterator[tuple[Term, bool]]:
    """(T(k), whether it goes onward)."""
    index = Letter(k)
    if isinstance(factor, Apply) and factor.op in SINES and k in free_letters(factor):
        (u,) = factor.args
        sine = SINES[factor.op]
        yield over(apply(sine, u), power(TWO, index)), True
        yield times(power(TWO, index), apply(sine, times(TWO, u))), False
    towers = dict.fromkeys(node for node in walk(factor) if _is_tower(node, k))
    for y in (*towers, *(over(ONE, tower) for tower in towers)):
        square = times(y, y)
        yield minus(ONE, y), True
        yield plus(ONE, y), True
        yield plus(ONE, y, square), True


def _is_tower(node: Term, k: str) -> bool:
    """Whether the term is x**(c**k) or the like."""
    match node:
        case Apply(op="pow", args=(base, exponent)) if k not in free_letters(base):
            return any(
                isinstance(one, Apply) and one.op == "pow" and k in free_letters(one)
                for one in walk(exponent)
            )
    return False
