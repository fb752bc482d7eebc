"""Sums whose terms have a kink: abs(k - c), min(k, c), max(k, c), relu(k - c) with c free of the index k, split at c.

For d(k) = w*k + r with a whole number w > 0 and m = floor(-r/w): d(k) <= 0 for whole k <= m and d(k) > 0 for k > m (for w < 0 the other way round).
So sum(f, k, a, b) == sum(f, k, a, m) + sum(f, k, m + 1, b) for a - 1 <= m <= b, and in both parts the kink is gone; where m < a or m >= b it
is gone in the whole sum. A part whose terms are a polynomial p of degree g in k is summed by Newton's formula:

    sum(p(k), k, a, b) == sum over i <= g of D^i p(0)*(C(b + 1, i + 1) - C(a, i + 1))     for b >= a - 1

C(x, i) = x*(x - 1)*...*(x - i + 1)/i!, D the forward difference. Sums in sums are treated from the inside, under the range of the outer
index. Certificate: the places of the kinks, and the proof of what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import comb, factorial

from proofs_check.engines.affine import Affine, affine_of
from proofs_check.engines.calculus_questions import Questions, defined
from proofs_check.engines.calculus_terms import folded_in, minus, negate, over, plus, times
from proofs_check.engines.recursive_orders import polynomial_degree
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER, index_domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Sum,
    Term,
    apply,
    binder,
    children,
    free_letters,
    number,
    rebuild,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "kinked sums"
KINKS = ("abs", "min", "max", "relu")
MAX_KINKS = 4
MAX_DEGREE = 4


@dataclass(frozen=True)
class Kink:
    """A kink of the terms of a sum: up to the index `place` it is `before`, and `after` it from the next one on."""

    node: Term
    place: Term
    before: Term
    after: Term


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares real numbers, one of them with a sum over terms with a kink."""
    if not isinstance(goal.conclusion, Compare) or any(domain.is_complex for _, domain in goal.letters):
        return False
    return any(
        isinstance(node, Sum) and node.op == "sum" and any(True for _ in _written(node.body, node.letter))
        for node in walk(goal.conclusion)
    )


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the conclusion with its sums split at their kinks."""
    if not applies(goal):
        return undecided(ENGINE, "")
    work = _Work(prove)
    found = folded_in(work.without_kinks(goal.conclusion, goal), goal.scope)
    if found == goal.conclusion:
        return undecided(ENGINE, "the places of the kinks are not known")
    answer = prove(goal.concluding(found))
    if not answer.proved:
        return undecided(ENGINE, f"not shown: {text(found)}"[:250])
    return proved(ENGINE, f"split at the kinks: {text(found)}"[:300], "certificate", (*work.used, answer))


@dataclass
class _Work:
    """Rewrites sums; `used` is what had to be proved for that."""

    prove: Prover
    used: list[Answer] = field(default_factory=list)
    left: int = MAX_KINKS

    def without_kinks(self, term: Term, goal: Goal) -> Term:
        """An equal term whose sums have no kinks left, as far as their places are known."""
        if isinstance(term, Sum):
            return self._of_sum(term, goal) if term.op == "sum" else term
        if binder(term) is not None:
            return term
        parts = tuple(self.without_kinks(part, goal) for part in children(term))
        return rebuild(term, parts) if parts else term

    def _of_sum(self, term: Sum, goal: Goal) -> Term:
        if term.letter in dict(goal.letters):
            return term
        index = Letter(term.letter)
        inside = goal.with_letter(term.letter, index_domain(term))
        inside = inside.assuming(Compare("<=", term.low, index), Compare("<=", index, term.high))
        body = folded_in(self.without_kinks(term.body, inside), inside.scope)
        whole = Sum("sum", term.letter, body, term.low, term.high)
        return self._split(whole, goal) or (term if body == term.body else whole)

    def _split(self, term: Sum, goal: Goal) -> Term | None:
        """The sum without its kinks; None where none of their places is known."""
        asked = Questions(goal, self.prove)
        for node in _written(term.body, term.letter):
            kink = _kink(node, term.letter, goal) if self.left else None
            parts = _parts(term, kink, asked) if kink is not None else None
            if parts is None:
                continue
            self.left -= 1
            self.used += asked.used
            whole = parts if len(parts) > 1 else ()
            return plus(
                *(self._split(one, goal) or (self._summed(one, goal) if whole else one) for one in parts)
            )
        return None

    def _summed(self, term: Sum, goal: Goal) -> Term:
        """The closed form where it has a value: over an empty range the terms need not have any."""
        found = summed(term)
        meant = defined((found,), goal, self.prove) if found is not None else None
        if found is None or meant is None:
            return term
        self.used.append(meant)
        return found


def _parts(term: Sum, kink: Kink, asked: Questions) -> tuple[Sum, ...] | None:
    """The sums before and after the kink, both over ranges that may be empty but do not overlap; or the one that is the whole."""
    before, after = (replace_all(term.body, kink.node, one) for one in (kink.before, kink.after))
    if asked.holds(Compare("<=", minus(term.low, ONE), kink.place)):
        if asked.holds(Compare("<=", kink.place, term.high)):
            following = plus(kink.place, ONE)
            return (
                Sum("sum", term.letter, before, term.low, kink.place),
                Sum("sum", term.letter, after, following, term.high),
            )
        if asked.holds(Compare(">=", kink.place, term.high)):
            return (Sum("sum", term.letter, before, term.low, term.high),)
    elif asked.holds(Compare("<", kink.place, term.low)):
        return (Sum("sum", term.letter, after, term.low, term.high),)
    return None


def _written(term: Term, index: str) -> Iterator[Term]:
    """The kinks of the terms, those that an inner binder encloses left out."""
    if binder(term) is None:
        for part in children(term):
            yield from _written(part, index)
        if isinstance(term, Apply) and term.op in KINKS and index in free_letters(term):
            yield term


def _kink(node: Term, index: str, goal: Goal) -> Kink | None:
    """None where the kink has no place that is seen, or two of them."""
    if not isinstance(node, Apply):
        return None
    first = node.args[0]
    second = node.args[1] if node.op in ("min", "max") and len(node.args) == 2 else ZERO
    if node.op in ("min", "max") and len(node.args) != 2:
        return None
    inside = affine_of(minus(first, second), goal.scope.with_letter(index, INTEGER))
    if inside is None:
        return None
    weight = dict(inside.parts).get(Letter(index), 0)
    rest = Affine(inside.constant, tuple(pair for pair in inside.parts if pair[0] != Letter(index)))
    if weight == 0 or index in rest.letters():
        return None
    place = _quotient(-rest if weight > 0 else rest, abs(weight))
    lower, upper = _values(node.op, first, second)  # where the difference is not positive, and not negative
    return Kink(node, place, *((lower, upper) if weight > 0 else (upper, lower)))


def _quotient(top: Affine, below: int) -> Term:
    """floor(top/below); without a floor where the letters, which are whole, have multiples of `below` as their factors."""
    if all(factor % below == 0 for _, factor in top.parts):
        parts = tuple((letter, factor // below) for letter, factor in top.parts)
        return Affine(top.constant // below, parts).term
    return apply("floor", over(top.term, number(below)))


def _values(op: str, first: Term, second: Term) -> tuple[Term, Term]:
    """The value where first <= second, and where first >= second."""
    return {
        "abs": (negate(first), first),
        "relu": (ZERO, first),
        "min": (first, second),
        "max": (second, first),
    }[op]


def summed(term: Sum) -> Term | None:
    """A sum over low - 1 <= high in closed form, where its terms are a polynomial in the index."""
    degree = polynomial_degree(term.body, term.letter)
    if degree is None or degree > MAX_DEGREE:
        return None
    values = [substitute(term.body, {term.letter: number(place)}) for place in range(degree + 1)]
    found = []
    for order in range(degree + 1):
        difference = plus(
            *(
                times(number((-1) ** (order - place) * comb(order, place)), values[place])
                for place in range(order + 1)
            )
        )
        ends = minus(_choose(plus(term.high, ONE), order + 1), _choose(term.low, order + 1))
        found.append(times(difference, ends))
    return plus(*found)


def _choose(over_: Term, under: int) -> Term:
    """x*(x - 1)*...*(x - under + 1)/under!."""
    factors = [plus(over_, number(-place)) for place in range(under)]
    return times(number(Fraction(1, factorial(under))), *factors)
