"""Products of rational terms that telescope, in closed form.

Let R(k) == c*T(k + 1)/T(k) as rational functions (`product_telescopes.py`), and T(k) be defined and not 0 for whole k from s to b + 1: then
prod(R, k, a, b) == prod(R, k, a, s - 1) * c**(b + 1 - s) * T(b + 1)/T(s) wherever b >= s - 1. Shorter ranges are cases of their own:
an empty one gives 1, the few before s - 1 numbers.
Certificate: the identity, that no factor of T vanishes (a polynomial in k alone by its whole zeros, others by the prover), and the goals
with the closed form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_questions import Questions, defined, within
from proofs_check.engines.calculus_terms import folded, folded_in, integer_of, over, plus, power, times
from proofs_check.engines.hypergeometric import Field, NotHypergeometric, Poly, Ratio
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.product_telescopes import Telescope, telescope, whole_zero
from proofs_check.engines.ring import OutOfReach, Ring
from proofs_check.engines.unfolding import replace_all
from proofs_check.engines.zeilberger import term_in
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.sorts import SCALAR, SortError, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Letter,
    Sum,
    Term,
    binder,
    children,
    free_letters,
    number,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "telescoping product"
MAX_PRODUCTS = 3
MAX_EARLY = 30  # factors that are split off
MAX_TERMS = 30


@dataclass(frozen=True)
class ClosedProduct:
    """prod == form wherever high >= start - 1; before the start it has the values `early`, for high = low, low + 1, ..."""

    product: Sum
    start: Term
    form: Term
    early: tuple[Term, ...]

    @property
    def reached(self) -> Compare:
        """The condition of the closed form."""
        return Compare(">=", self.product.high, _plain(plus(self.start, number(-1))))


def product_in_closed_form(product: Sum, goal: Goal, prove: Prover) -> tuple[Term, Answer] | None:
    """(closed form, proof that the product equals it) where the range is shown to be long enough; else None."""
    found = closed_product(product, goal, prove)
    asked = Questions(goal, prove)
    if found is None or not asked.holds(found[0].reached):
        return None
    detail = f"{text(product)} == {text(found[0].form)}"
    return found[0].form, proved(ENGINE, detail[:300], "certificate", (*found[1], *asked.used))


def closed_product(
    product: Sum, goal: Goal, prove: Prover
) -> tuple[ClosedProduct, tuple[Answer, ...]] | None:
    """The closed form with the proofs that it is one under the goal's facts, or None; the factor is defined on the range."""
    found = telescope(product) if _is_plain(product, goal) else None
    start = _start(found, product) if found is not None else None
    if found is None or start is None:
        return None
    early = _early(product, start)
    if early is None:
        return None
    form = folded(_form(found, product, start, early))
    closed = ClosedProduct(product, start, form, early)
    answers = _never_zero(found, closed, goal, prove)
    if answers is None:
        return None
    meant = defined((form,), goal.assuming(closed.reached), prove)
    return (closed, (*answers, meant)) if meant is not None else None


def _is_plain(product: Sum, goal: Goal) -> bool:
    """Whether the term is a product of real numbers whose factor mentions declared letters only."""
    names = free_letters(product)
    if product.op != "prod" or any(domain.is_complex for _, domain in goal.letters):
        return False
    if not names <= {name for name, _ in goal.letters} or product.letter in names:
        return False
    try:
        return sort_of(product.body, goal.scope.with_letter(product.letter, INTEGER)) == SCALAR
    except (SortError, KeyError):
        return False


def _start(found: Telescope, product: Sum) -> Term | None:
    """The lower end; where it is a number, moved up beyond the whole zeros of the factors in the index alone."""
    low = integer_of(product.low)
    if low is None:
        return product.low
    zeros = (_zero(one.base, h) for one in found.classes for h, _ in one.powers)
    first = max((low, *(zero + 1 for zero in zeros if zero is not None)))
    return number(first) if first - low <= MAX_EARLY else None


def _zero(base: Poly, shift: int) -> int | None:
    """The whole zero of base(k + shift), a polynomial in k alone."""
    zero = whole_zero(base)
    return None if zero is None else zero - shift


def _early(product: Sum, start: Term) -> tuple[Term, ...] | None:
    """The products of the first factors, one more each time, up to the last before the start; None where one is undefined."""
    low, first = integer_of(product.low), integer_of(start)
    if low is None or first is None:
        return ()
    found: list[Term] = []
    field = Field(sorted(free_letters(product.body)))
    whole = Ratio(field.one, field.one)
    for place in range(low, first):
        try:
            factor = field.rational(substitute(product.body, {product.letter: number(place)}))
        except NotHypergeometric:
            return None
        whole = whole.times(factor)
        found.append(over(term_in(field, whole.num), term_in(field, whole.den)))
    return tuple(found)


def _form(found: Telescope, product: Sum, start: Term, early: tuple[Term, ...]) -> Term:
    """What was split off, c**(high + 1 - start) and T(high + 1)/T(start)."""
    field, index = found.field, found.index
    after, before = found.total(1), found.total()
    factor = over(term_in(field, found.constant.num), term_in(field, found.constant.den))
    count = _plain(plus(product.high, ONE, times(number(-1), start)))

    def at(total: Ratio, place: Term) -> Term:
        parts = (substitute(term_in(field, poly), {index: place}) for poly in (total.num, total.den))
        return over(*parts)

    above, below = at(after, product.high), at(before, start)
    return times(early[-1] if early else ONE, power(factor, count), over(above, below))


def _plain(term: Term) -> Term:
    """A polynomial multiplied out, so that n + 1 - 1 is n."""
    ring = Ring(MAX_TERMS)
    try:
        return term_of(poly_of(term, ring), ring)
    except OutOfReach:
        return term


def _never_zero(
    found: Telescope, closed: ClosedProduct, goal: Goal, prove: Prover
) -> tuple[Answer, ...] | None:
    """No factor of T vanishes from the start to high + 1."""
    index, answers = Letter(found.index), []
    last = plus(closed.product.high, ONE)
    under = (closed.reached, Compare("<=", closed.start, index), Compare("<=", index, last))
    # A start that is a number is beyond all zeros of the factors in the index alone.
    is_number = integer_of(closed.start) is not None
    for one in found.classes:
        if not any(one.base.degrees()[1:]) and (is_number or whole_zero(one.base) is None):
            continue
        for shift, _ in one.powers:
            factor = term_in(found.field, found.field.shifted(one.base, found.index, shift))
            says = Compare("!=", factor, ZERO)
            answers.append(prove(within(goal, ((found.index, INTEGER),), under, says)))
            if not answers[-1].proved:
                return None
    return tuple(answers)


def applies(goal: Goal) -> bool:
    """Whether a product in the conclusion, which no binder encloses, telescopes."""
    return any(_is_plain(one, goal) and telescope(one) is not None for one in _products(goal.conclusion))


def _products(term: Term) -> list[Sum]:
    """The products that no binder encloses."""
    if isinstance(term, Sum) and term.op == "prod":
        return [term]
    found = [] if binder(term) is not None else [one for part in children(term) for one in _products(part)]
    return list(dict.fromkeys(found))[:MAX_PRODUCTS]


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with the closed form of a product, and apart for the ranges that are too short for it."""
    for product in _products(goal.conclusion):
        found = closed_product(product, goal, prove)
        if found is None:
            continue
        closed, answers = found
        parts = list(answers)
        for case in _cases(closed, goal):
            parts.append(prove(case))
            if not parts[-1].proved:
                return undecided(ENGINE, f"with {text(closed.form)}: {parts[-1].detail}"[:300])
        detail = f"{text(product)} = {text(closed.form)} where {text(closed.reached)}"
        return proved(ENGINE, detail[:300], "certificate", tuple(parts))
    return undecided(ENGINE, "no product telescopes")


def _cases(closed: ClosedProduct, goal: Goal) -> Iterator[Goal]:
    """The empty range, the short ones, and all others."""
    product = closed.product
    yield _with(goal, product, ONE, Compare("<", product.high, product.low))
    for place, value in enumerate(closed.early[:-1]):
        end = number((integer_of(product.low) or 0) + place)
        yield _with(goal, product, value, Compare("==", product.high, end))
    yield _with(goal, product, closed.form, closed.reached)


def _with(goal: Goal, product: Sum, value: Term, where: Compare) -> Goal:
    """The goal where the product has this value."""
    hypotheses = tuple(replace_all(fact, product, value) for fact in goal.hypotheses)
    conclusion = folded_in(replace_all(goal.conclusion, product, value), goal.scope)
    return replace(goal, hypotheses=hypotheses, conclusion=conclusion).assuming(where)
