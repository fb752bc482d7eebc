"""How a term moves when a whole letter grows by 1: by how much, and by which factor.

    change(u)   u(n + 1) - u(n)       sums and harmonic numbers lose their long part
    ratio(u)    u(n + 1)/u(n)         factorials, binomials, products and powers do, as a product of powers

Both are equalities wherever the terms are defined and the conditions hold that `Moves.needs` collects: statements about all
values of the letter that the caller has to prove.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from proofs_check.engines.calculus_terms import minus, negate, over, plus, times
from proofs_check.engines.hypergeometric import Field, NotHypergeometric
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Connective,
    Constant,
    Diff,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    free_letters,
    number,
    substitute,
    walk,
)

MAX_STEP = 4
MAX_POWER = 6
STEPWISE = ("factorial", "binomial", "harmonic", "fibonacci", "floor", "ceil", "gamma")

Factor = tuple[Term, Term]
"""(base, exponent), the base positive."""


class NoStep(ValueError):
    """The term does not move in a way that is known here; the message names it."""


@dataclass
class Moves:
    """Collects the conditions of the equalities. name: the whole letter."""

    name: str
    needs: list[Term] = field(default_factory=list)

    def after(self, term: Term) -> Term:
        """The term at the next value of the letter."""
        return substitute(term, {self.name: plus(Letter(self.name), ONE)})

    def moves(self, term: Term) -> bool:
        return self.name in free_letters(term)

    def is_plain(self, term: Term) -> bool:
        """Whether the term is made of elementary functions only."""
        return not any(
            isinstance(node, Sum | At | Limit | Quantified | Diff)
            or (isinstance(node, Apply) and node.op in STEPWISE)
            for node in walk(term)
        )

    def slope(self, term: Term) -> int:
        """The whole number, from 0 to MAX_STEP, by which an end or an argument grows. Raises NoStep."""
        try:
            letters = Field(sorted(free_letters(term) | {self.name}))
            found = letters.rational(minus(self.after(term), term))
        except NotHypergeometric:
            raise NoStep("an end that is not rational") from None
        for step in range(MAX_STEP + 1):
            if found.num == found.den * step:
                return step
        raise NoStep("an end that does not grow by a small whole number")

    def change(self, term: Term) -> Term:
        """term(n + 1) - term(n). Raises NoStep."""
        if not self.moves(term):
            return ZERO
        match term:
            case Apply(op="add", args=(left, right)):
                return plus(self.change(left), self.change(right))
            case Apply(op="sub", args=(left, right)):
                return minus(self.change(left), self.change(right))
            case Apply(op="neg", args=(inner,)):
                return negate(self.change(inner))
            case Apply(op="mul", args=(left, right)) if not self.moves(left):
                return times(left, self.change(right))
            case Apply(op="mul", args=(left, right)) if not self.moves(right):
                return times(right, self.change(left))
            case Apply(op="div", args=(left, right)) if not self.moves(right):
                return over(self.change(left), right)
            case Sum(op="sum") if self.moves(term.body) and not self.moves(term.low):
                return self._moving_body(term)
            case Sum(op="sum"):
                more, less = self.ends(term)
                return minus(plus(*more), plus(*less)) if less else plus(*more)
            case Apply(op="harmonic", args=(top,)):
                return plus(*(over(ONE, plus(top, number(j + 1))) for j in range(self.slope(top))))
        if not self.is_plain(term):
            raise NoStep("a term that does not move by steps")
        return minus(self.after(term), term)

    def _moving_body(self, term: Sum) -> Term:
        """The changes of the old summands, and the new ones. Raises NoStep."""
        if any(isinstance(n, Apply) and n.op == "pow" and self.moves(n.args[1]) for n in walk(term.body)):
            raise NoStep("a body whose exponents move")
        known = len(self.needs)
        inner = self.change(term.body)
        if any(term.letter in free_letters(need) for need in self.needs[known:]) or term.letter == self.name:
            raise NoStep("a body that moves under conditions on the index")
        up = self.slope(term.high)
        self.needs.append(Compare("<=", term.low, plus(term.high, ONE)))
        later = self.after(term.body)
        more = [substitute(later, {term.letter: plus(term.high, number(j))}) for j in range(1, up + 1)]
        return plus(Sum("sum", term.letter, inner, term.low, term.high), *more)

    def by_factor(self, term: Sum) -> tuple[Term, Term]:
        """(f, g) with term(n + 1) == f*term(n) + g, where the new summands are f times the old ones. Raises NoStep."""
        if self.moves(term.low) or term.letter == self.name:
            raise NoStep("a lower end that moves")
        factor = self._factor(term.body)
        up = self.slope(term.high)
        self.needs.append(Compare("<=", term.low, plus(term.high, ONE)))
        later = self.after(term.body)
        more = [substitute(later, {term.letter: plus(term.high, number(j))}) for j in range(1, up + 1)]
        return factor, plus(*more) if more else ZERO

    def _factor(self, term: Term) -> Term:
        """f with term(n + 1) == f*term(n), made of powers with whole exponents that do not fall. Raises NoStep."""
        if not self.moves(term):
            return ONE
        match term:
            case Apply(op="mul", args=(left, right)):
                return times(self._factor(left), self._factor(right))
            case Apply(op="neg", args=(inner,)):
                return self._factor(inner)
            case Apply(op="div", args=(left, right)) if not self.moves(right):
                return self._factor(left)
            case Apply(op="pow", args=(base, exponent)) if not self.moves(base):
                step = self.slope(exponent)
                return Apply("pow", (base, number(step))) if step > 1 else base
        raise NoStep("a summand without a factor")

    def ends(self, term: Sum) -> tuple[list[Term], list[Term]]:
        """The bodies that enter above and those that leave below. Raises NoStep."""
        if self.moves(term.body) or term.letter == self.name:
            raise NoStep("a body that moves")
        up, down = self.slope(term.high), self.slope(term.low)
        self.needs.append(Compare("<=", term.low, plus(term.high, ONE)))
        more = [substitute(term.body, {term.letter: plus(term.high, number(j))}) for j in range(1, up + 1)]
        less = [substitute(term.body, {term.letter: plus(term.low, number(j))}) for j in range(down)]
        return more, less

    def ratio(self, term: Term) -> list[Factor]:
        """Powers whose product is term(n + 1)/term(n), the term positive by the conditions. Raises NoStep."""
        if not self.moves(term):
            self.needs.append(Compare(">", term, ZERO))
            return []
        match term:
            case Apply(op="mul", args=(left, right)):
                return [*self.ratio(left), *self.ratio(right)]
            case Apply(op="div", args=(left, right)):
                return [*self.ratio(left), *_scaled(self.ratio(right), number(-1))]
            case Apply(op="sqrt", args=(inner,)):
                return _scaled(self.ratio(inner), number(Fraction(1, 2)))
            case Apply(op="exp", args=(inner,)):
                return [(Constant("e"), self.change(inner))]
            case Apply(op="pow", args=(base, exponent)):
                return self._power(base, exponent)
            case Apply(op="factorial", args=(top,)):
                return [(plus(top, number(j + 1)), ONE) for j in range(self.slope(top))]
            case Apply(op="binomial", args=(top, below)):
                return self._binomial(top, below)
            case Sum(op="prod"):
                return self._product(term)
        if not self.is_plain(term):
            raise NoStep("a factor that does not move by steps")
        self.needs.append(Compare(">", term, ZERO))
        return [(self.after(term), ONE), (term, number(-1))]

    def _power(self, base: Term, exponent: Term) -> list[Factor]:
        if not self.moves(exponent):
            return _scaled(self.ratio(base), exponent)
        if not self.is_plain(base) or not self.is_plain(exponent):
            raise NoStep("a power of what does not move by steps")
        self.needs.append(Compare(">", base, ZERO))
        if not self.moves(base):
            return [(base, self.change(exponent))]
        return [(self.after(base), self.after(exponent)), (base, negate(exponent))]

    def _binomial(self, top: Term, below: Term) -> list[Factor]:
        rest = minus(top, below)
        whole = Connective("and", (Compare("<=", ZERO, below), Compare("<=", below, top)))
        self.needs += [whole, Compare("==", Apply("floor", (top,)), top)]
        parts = [(top, ONE), (below, number(-1)), (rest, number(-1))]
        return [f for one, sign in parts for f in _scaled(self.ratio(Apply("factorial", (one,))), sign)]

    def _product(self, term: Sum) -> list[Factor]:
        more, less = self.ends(term)
        index = Letter(term.letter)
        inside = (Compare("<=", term.low, index), Compare("<=", index, term.high))
        self.needs.append(Connective("implies", (Connective("and", inside), Compare(">", term.body, ZERO))))
        self.needs += [Compare(">", body, ZERO) for body in (*more, *less)]
        return [*((body, ONE) for body in more), *((body, number(-1)) for body in less)]


def _scaled(factors: list[Factor], by: Term) -> list[Factor]:
    return [(base, times(by, exponent)) for base, exponent in factors]


def at_least_one(factors: list[Factor], relation: str) -> tuple[Term, ...]:
    """Statements, each of which says that the product of the positive powers stands in the relation to 1.

    With numbers as exponents: a comparison of two products; the logarithm of the product in any case.
    """
    joined: dict[Term, Term] = {}
    for base, exponent in factors:
        joined[base] = plus(joined[base], exponent) if base in joined else exponent
    parts = {base: exponent for base, exponent in joined.items() if exponent != ZERO}
    logarithm = plus(*(times(exponent, Apply("log", (base,))) for base, exponent in parts.items()))
    found: list[Term] = [Compare(relation, logarithm, ZERO)]
    exponents = [exponent.value for exponent in parts.values() if isinstance(exponent, Number)]
    if len(exponents) == len(parts):
        common = 1
        for value in exponents:
            common = max(common, common * value.denominator)
        powers = [(base, value * common) for base, value in zip(parts, exponents, strict=True)]
        if all(value.denominator == 1 and abs(value) <= MAX_POWER for _, value in powers):
            sides = [
                times(
                    *(
                        Apply("pow", (base, number(sign * value))) if sign * value != 1 else base
                        for base, value in powers
                        if sign * value > 0
                    )
                )
                for sign in (1, -1)
            ]
            found.insert(0, Compare(relation, sides[0], sides[1]))
    return tuple(found)


def stirling(term: Term, name: str) -> Term | None:
    """An elementary term that the logarithm of the positive `term` approaches as the letter grows; None where unknown.

    log(m!) - (m*log(m) - m + log(2*pi*m)/2) tends to 0 as m grows (Stirling).
    """
    if name not in free_letters(term):
        return Apply("log", (term,))
    match term:
        case Apply(op="mul", args=(left, right)):
            return _both(stirling(left, name), stirling(right, name), 1)
        case Apply(op="div", args=(left, right)):
            return _both(stirling(left, name), stirling(right, name), -1)
        case Apply(op="sqrt", args=(inner,)):
            found = stirling(inner, name)
            return None if found is None else times(number(Fraction(1, 2)), found)
        case Apply(op="exp", args=(inner,)):
            return None if _has_steps(inner) else inner
        case Apply(op="pow", args=(base, exponent)):
            # an error that tends to 0 is multiplied with the exponent: only a fixed one is allowed where there is one
            root = stirling(base, name)
            exact = isinstance(exponent, Number) or not _has_steps(base)
            return times(exponent, root) if root is not None and exact and not _has_steps(exponent) else None
        case Apply(op="factorial", args=(top,)):
            return _of_factorial(top, name)
        case Apply(op="binomial", args=(top, below)):
            parts = [stirling(Apply("factorial", (one,)), name) for one in (top, below, minus(top, below))]
            return _both(_both(parts[0], parts[1], -1), parts[2], -1)
    return None if _has_steps(term) else Apply("log", (term,))


def _of_factorial(top: Term, name: str) -> Term | None:
    """Stirling's formula, where the argument grows with the letter without end."""
    try:
        if Moves(name).slope(top) == 0:
            return None
    except NoStep:
        return None
    around = Apply("log", (times(number(2), Constant("pi"), top),))
    return plus(minus(times(top, Apply("log", (top,))), top), times(number(Fraction(1, 2)), around))


def _has_steps(term: Term) -> bool:
    return any(
        isinstance(node, Sum | At) or (isinstance(node, Apply) and node.op in STEPWISE) for node in walk(term)
    )


def _both(left: Term | None, right: Term | None, sign: int) -> Term | None:
    if left is None or right is None:
        return None
    return plus(left, right) if sign > 0 else minus(left, right)
