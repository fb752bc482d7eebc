"""How fast an iteration goes to 0 or to oo: the theorem of Stolz and Cesaro.

Where x(n + 1) = f(x(n)) > 0 tends to 0 or oo and y = g(x) has steps g(f(x)) - g(x) that tend to K there, the means of the steps tend to K as
well, and g(x(n))/n -> K:

    x(n + 1) = sin(x(n)), y = 1/x**2: 1/sin(x)**2 - 1/x**2 -> 1/3, so that sqrt(n)*x(n) -> sqrt(3)

A limit of c*n**a*G(x(n)) is one of c*(n/y)**a with y = G(x)**(-1/a), and equals c*K**(-a); where K == 0 it is oo or 0.

Reference: Knopp, Theory and Application of Infinite Series, section 2 (Cauchy's limit theorem).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import folded, number_of, times
from proofs_check.engines.limit_certificates import trusted
from proofs_check.engines.limit_sequences import Settled, limit_of_sequence, sequence_step
from proofs_check.engines.limit_values import value
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Goal, Prover
from proofs_check.statement.domains import REAL, Bound, Domain, is_infinite
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Letter,
    Limit,
    Number,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    sequence_names,
    substitute,
    walk,
)
from proofs_check.statement.text import text


@dataclass(frozen=True)
class Product:
    """factor * n**index * x**power * rest(x(n)); rest: what is no power of x(n)."""

    factor: Term = ONE
    index: Fraction = Fraction(0)
    power: Fraction = Fraction(0)
    rest: Term = ONE

    def times(self, other: Product) -> Product:
        return Product(
            times(self.factor, other.factor),
            self.index + other.index,
            self.power + other.power,
            times(self.rest, other.rest),
        )

    def to_the(self, exponent: Fraction) -> Product:
        def raised(term: Term) -> Term:
            return ONE if term == ONE else apply("pow", term, number_of(exponent))

        return Product(raised(self.factor), self.index * exponent, self.power * exponent, raised(self.rest))


def averaged(limit: Limit, goal: Goal, prove: Prover) -> Settled | None:
    """The limit of c*n**a*G(x(n)) at oo for an iteration x that tends to 0 or oo, or None."""
    found = _iterate(limit, goal)
    if found is None or any(domain.is_complex for _, domain in goal.letters):
        return None
    x, (name, step) = found, sequence_step(found, goal)
    product = _product(limit.body, limit.letter, x) if step is not None else None
    if step is None or product is None or not product.index:
        return None
    settled = limit_of_sequence(Limit(limit.letter, limit.domain, x, INFINITY), goal, prove, (ZERO,))
    if settled is None or settled.value not in (ZERO, INFINITY):
        return None
    asked = Questions(goal.with_letter(limit.letter, _indices(x, goal)), prove)
    # A positive factor may be split off whatever the powers are.
    positive = [x, product.factor] if product.factor != ONE else [x]
    if not all(asked.holds(Compare(">", one, ZERO)) for one in positive):
        return None
    still = Goal(
        goal.letters, tuple(f for f in goal.hypotheses if not sequence_names(f)), goal.conclusion, ()
    )
    return _by_steps(product, name, step, settled, asked, still, prove)


def _by_steps(
    product: Product, name: str, step: Term, settled: Settled, asked: Questions, still: Goal, prove: Prover
) -> Settled | None:
    """Through the limit K of the steps of y."""
    u = fresh(name, names_of(still))
    y = _measured(product, u)
    change = apply("sub", substitute(y, {u: substitute(step, {name: Letter(u)})}), y)
    end = Limit(u, REAL, change, settled.value, "+" if settled.value == ZERO else "")
    found = value(end, still.with_letter(u, REAL), prove)
    if not found.known or is_infinite(found.as_term):
        return None
    own = Questions(still, prove)
    slow = found.as_term == ZERO
    if not slow and not own.holds(Compare(">", found.as_term, ZERO)):
        return None
    known = trusted(end, found, still, prove, ())
    if not known.proved:
        return None
    rate = apply("pow", found.as_term, number_of(-product.index))
    beyond = INFINITY if product.index > 0 else ZERO  # c*(n/y)**a where y/n tends to 0 from above
    result = beyond if slow else times(product.factor, rate)
    way = f"the steps of {text(y)} tend to {text(found.as_term)} (Stolz and Cesaro)"
    return Settled(folded(result), (*settled.proofs, *asked.used, *own.used, known), way)


def _measured(product: Product, u: str) -> Term:
    """y = G(u)**(-1/a)."""
    exponent = -1 / product.index
    power = product.power * exponent
    plain = apply("pow", Letter(u), number_of(power)) if power else ONE
    if product.rest == ONE:
        return plain
    rest = substitute(product.rest, {REST: Letter(u)})
    return times(plain, rest if exponent == 1 else apply("pow", rest, number_of(exponent)))


REST = "x of the rest"


def _product(term: Term, n: str, x: At) -> Product | None:
    """The body taken apart, or None."""
    if term == Letter(n):
        return Product(index=Fraction(1))
    if term == x:
        return Product(power=Fraction(1))
    if n not in free_letters(term) and not sequence_names(term):
        return Product(factor=term)
    match term:
        case Apply(op=("mul" | "div") as op, args=(left, right)):
            one, two = _product(left, n, x), _product(right, n, x)
            if one is None or two is None:
                return None
            return one.times(two if op == "mul" else two.to_the(Fraction(-1)))
        case Apply(op="sqrt", args=(inner,)):
            found = _product(inner, n, x)
            return None if found is None else found.to_the(Fraction(1, 2))
        case Apply(op="pow", args=(base, Number(value=exponent))):
            found = _product(base, n, x)
            return None if found is None else found.to_the(exponent)
    rest = replace_all(term, x, Letter(REST))
    alone = n not in free_letters(rest) and not sequence_names(rest)
    # Only what is positive for all values has all powers.
    return Product(rest=rest) if alone and isinstance(rest, Apply) and rest.op in ("exp", "cosh") else None


def _iterate(limit: Limit, goal: Goal) -> At | None:
    """The one value x(n) in the body."""
    found = {node for node in walk(limit.body) if isinstance(node, At)}
    if len(found) != 1 or limit.point != INFINITY or limit.domain.kind != "integer":
        return None
    (x,) = found
    return x if x.index == Letter(limit.letter) else None


def _indices(x: At, goal: Goal) -> Domain:
    first = next(one.first for one in goal.sequences if one.name == x.name)
    return Domain("integer", Bound(number(first), True))
