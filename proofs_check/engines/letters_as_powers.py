"""Inequalities with roots of products of letters: every letter is taken as a power, x = t**N, so that all roots are products.

    (a + b + c)/3 - root(a*b*c, 3) >= ... sqrt(a) ...    a, b, c are the sixth powers of new letters, which keep their names

N is the least number for which all exponents become whole. The letters are not negative, so that each is such a power of exactly one
number that is not negative, and the root of a product is the product of the roots. Only what polynomials show is asked for:
weighted means in the orders of the letters, and multipliers. Certificate: that of the inequality in the new letters.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from proofs_check.engines import positivity, successive_differences
from proofs_check.engines.calculus_terms import power, times
from proofs_check.engines.form_algebra import rational_root
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Letter,
    Number,
    Term,
    children,
    free_letters,
    number,
    rebuild,
    walk,
)

ENGINE = "letters as powers"
RATIONAL = ("add", "sub", "neg", "mul", "div", "pow")
ROOTS = ("sqrt", "root")
PLAIN = (Apply, Compare, Connective, Constant, Letter, Number)
MOST = 12  # the highest power that a letter becomes
MAX_LETTERS = 5


class NoProduct(ValueError):
    """The term is no product of powers of the letters."""


@dataclass(frozen=True)
class Product:
    """factor * the product of the letters with these exponents; the factor is positive."""

    factor: Fraction
    exponents: Mapping[str, Fraction]


def applies(goal: Goal) -> bool:
    """Whether an inequality has a root of a product of letters, or different roots of one letter, and nothing but such roots."""
    return _powers(goal) is not None


def attempt(goal: Goal, _: Prover) -> Answer:
    """Proves such an inequality in the new letters, or says why not."""
    powers = _powers(goal)
    if powers is None:
        return undecided(ENGINE, "")
    changed = in_powers(goal, powers)
    for engine in (successive_differences.attempt, positivity.attempt):
        answer = engine(changed)
        if answer.proved:
            said = ", ".join(f"{name}**{often}" for name, often in powers.items() if often > 1)
            return proved(
                ENGINE, f"in letters of which those of the claim are {said}", "certificate", (answer,)
            )
    return undecided(ENGINE, "the inequality without roots is not shown")


def in_powers(goal: Goal, powers: Mapping[str, int]) -> Goal:
    """The goal in the new letters, without the hypotheses that have other roots."""
    facts = []
    for fact in goal.hypotheses:
        try:
            facts.append(_moved(fact, powers))
        except NoProduct:
            continue
    return replace(goal, hypotheses=tuple(facts), conclusion=_moved(goal.conclusion, powers))


def _powers(goal: Goal) -> dict[str, int] | None:
    """N for each letter; None where nothing is gained."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return None
    names = free_letters(conclusion)
    roots = [node for node in walk(conclusion) if _is_root(node)]
    if not roots or goal.sequences or not names <= _not_negative(goal) or len(names) > MAX_LETTERS:
        return None
    rational = (*RATIONAL, *ROOTS)
    if not all(node.op in rational for node in walk(conclusion) if isinstance(node, Apply)):
        return None
    try:
        products = [product_of(node, names) for node in roots]
        powers = {name: lcm(*(_degree(one, name) for one in products)) for name in sorted(names)}
        _moved(conclusion, powers)
    except NoProduct:
        return None
    mixed = any(len(one.exponents) > 1 for one in products)
    degrees = (
        {_degree(one, name) for one in products if name in one.exponents and _degree(one, name) > 1}
        for name in names
    )
    gained = mixed or any(len(own) > 1 for own in degrees)
    return powers if gained and max(powers.values()) <= MOST else None


def _degree(one: Product, name: str) -> int:
    return one.exponents.get(name, Fraction(0)).denominator


def _is_root(node: Term) -> bool:
    if not isinstance(node, Apply):
        return False
    exponent = node.args[-1]
    fractional = isinstance(exponent, Number) and exponent.value.denominator > 1
    return node.op in ROOTS or (node.op == "pow" and (fractional or not isinstance(exponent, Number)))


def _not_negative(goal: Goal) -> frozenset[str]:
    """The real letters from 0 on without an upper end that no domain speaks of."""
    bound = {name for _, domain in goal.letters for term in domain.terms() for name in free_letters(term)}
    return frozenset(name for name, domain in goal.letters if _from_zero(domain)) - bound


def _from_zero(domain: Domain) -> bool:
    low = domain.low
    return domain.kind == "real" and low is not None and low.at == ZERO and domain.high is None


def product_of(term: Term, names: Container[str]) -> Product:
    """The term as a product of powers of these letters, none of them negative, wherever it is defined. Raises NoProduct."""
    match term:
        case Number(value=value) if value > 0:
            return Product(value, {})
        case Letter(name=name) if name in names:
            return Product(Fraction(1), {name: Fraction(1)})
        case Apply(op="mul", args=(left, right)):
            return _joined(product_of(left, names), product_of(right, names))
        case Apply(op="div", args=(left, right)):
            return _joined(product_of(left, names), _raised(product_of(right, names), Fraction(-1)))
        case Apply(op="sqrt", args=(base,)):
            return _raised(product_of(base, names), Fraction(1, 2))
        case Apply(op="root", args=(base, Number(value=value))) if value >= 1 and value.denominator == 1:
            return _raised(product_of(base, names), 1 / value)
        case Apply(op="pow", args=(base, Number(value=value))) if value != 0:
            return _raised(product_of(base, names), value)
        case _:
            raise NoProduct


def _joined(one: Product, two: Product) -> Product:
    names = sorted({*one.exponents, *two.exponents})
    exponents = {
        name: one.exponents.get(name, Fraction(0)) + two.exponents.get(name, Fraction(0)) for name in names
    }
    return Product(one.factor * two.factor, exponents)


def _raised(one: Product, exponent: Fraction) -> Product:
    if abs(exponent.numerator) > MOST or exponent.denominator > MOST:
        raise NoProduct
    factor = rational_root(one.factor, exponent.denominator)
    if factor is None:
        raise NoProduct
    exponents = {name: own * exponent for name, own in one.exponents.items()}
    return Product(factor**exponent.numerator, exponents)


def _moved(term: Term, powers: Mapping[str, int]) -> Term:
    """The term in the new letters. Raises NoProduct, also where a letter is bound or derived by."""
    if not isinstance(term, PLAIN):
        raise NoProduct
    if isinstance(term, Letter):
        return power(term, number(powers.get(term.name, 1)))
    if not _is_root(term):
        return rebuild(term, tuple(_moved(part, powers) for part in children(term)))
    product = product_of(term, powers)
    exponents = {name: own * powers.get(name, 1) for name, own in product.exponents.items()}
    if any(own.denominator > 1 for own in exponents.values()):
        raise NoProduct
    factors = [power(Letter(name), number(own)) for name, own in exponents.items()]
    return times(number(product.factor), *factors)
