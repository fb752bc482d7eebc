"""Sums of as many terms as letters against a number, by what each term has at least (or at most) of it.

    T_1 + ... + T_n >= K    from    T_i >= K*x_i**p/(x_1**p + ... + x_n**p)    for all i, the letters being positive

and so with <=: the shares add up to K. The exponent p is the one for which both sides touch where all letters are equal; it is read off the
logarithmic derivatives there, in floating point, for it is only a proposal. Letters become powers where p is no whole number.
A term with a square root is compared by its square.

    a/sqrt(a**2 + 8*b*c) >= a**(4/3)/(a**(4/3) + b**(4/3) + c**(4/3))

Certificate: the goals of the shares. Reference: the SOS-like estimates of olympiad texts, e.g. IMO 2001, problem 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import arb

from proofs_check.engines.both_squared import has_root
from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_terms import over, plus, power, times
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.enclosures import NoEnclosure
from proofs_check.engines.power_products import oriented
from proofs_check.engines.region_sides import value_of
from proofs_check.engines.tangent_lines import summands
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import POSITIVE
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Term,
    free_letters,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "shares of terms"
ARITHMETIC = ("add", "sub", "neg", "mul", "div", "pow", "sqrt")
FEWEST, MOST = 2, 4
MAX_DENOMINATOR = 6
CLOSE = 1e-9  # of the proposal only


@dataclass(frozen=True)
class Sides:
    """The terms, the number that they are compared with, and how."""

    terms: tuple[Term, ...]
    whole: Term
    relation: str
    letters: tuple[str, ...]


def applies(goal: Goal) -> bool:
    """Whether a sum of as many algebraic terms as there are positive letters is compared with a number."""
    return sides_of(goal) is not None


def sides_of(goal: Goal) -> Sides | None:
    """The sides of such a goal."""
    found = oriented(goal)
    if found is None or goal.sequences or any(domain != POSITIVE for _, domain in goal.letters):
        return None
    low, high, strict = found
    whole, total, relation = (low, high, ">") if free_letters(high) else (high, low, "<")
    letters = tuple(name for name, _ in goal.letters)
    parts = list(summands(total, 1))
    if free_letters(whole) or not FEWEST <= len(parts) <= MOST or len(parts) != len(letters):
        return None
    plain = all(node.op in ARITHMETIC for node in walk(goal.conclusion) if isinstance(node, Apply))
    if not plain or any(sign < 0 for _, sign in parts) or free_letters(total) != set(letters):
        return None
    return Sides(tuple(part for part, _ in parts), whole, relation if strict else f"{relation}=", letters)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves such a goal by shares, or says why not."""
    sides = sides_of(goal)
    if sides is None:
        return undecided(ENGINE, "")
    try:
        shares = proposal(sides)
    except (NoEnclosure, NotDifferentiable):
        shares = None
    if shares is None:
        return undecided(ENGINE, "no exponent is seen")
    exponent, owners = shares
    answers = []
    for term, owner in zip(sides.terms, owners, strict=True):
        for part in _owed(goal, sides, term, owner, exponent):
            answers.append(prove(part))
            if not answers[-1].proved:
                return undecided(
                    ENGINE, f"the share of {owner}, to the power {exponent}: {text(part.conclusion)}"[:300]
                )
    says = f"every term against the share of a letter to the power {exponent}"
    return proved(ENGINE, says, "certificate", tuple(answers))


def proposal(sides: Sides) -> tuple[Fraction, tuple[str, ...]] | None:
    """The exponent, and whose share each term is compared with; None where no power touches."""
    found = [_exponent(term, sides.letters) for term in sides.terms]
    exponents = {one[0] for one in found if one is not None}
    owners = tuple(one[1] for one in found if one is not None)
    if len(exponents) != 1 or len(set(owners)) != len(sides.letters):
        return None
    return exponents.pop(), owners


def _exponent(term: Term, letters: tuple[str, ...]) -> tuple[Fraction, str] | None:
    """p and i such that x_i**p/(sum of x**p) has the slopes of the term where all letters are 1, but for a common one."""
    ones = dict.fromkeys(letters, ONE)
    value = _number(substitute(term, ones))
    slopes = (
        {name: _number(substitute(differentiate(term, name)[0], ones)) / value for name in letters}
        if value
        else {}
    )
    for owner in slopes:
        others = [slope for name, slope in slopes.items() if name != owner]
        gap = slopes[owner] - others[0]
        exponent = Fraction(gap).limit_denominator(MAX_DENOMINATOR)
        if max(others) - min(others) < CLOSE and exponent and abs(gap - exponent) < CLOSE:
            return exponent, owner
    return None


def _number(term: Term) -> float:
    value: arb = value_of(term)
    return float(value.mid())


def _owed(goal: Goal, sides: Sides, term: Term, owner: str, exponent: Fraction) -> Iterator[Goal]:
    """The goals of one term: that it is not negative, if it is squared, and how it compares with its share."""
    root, whole = exponent.denominator, exponent.numerator
    put: dict[str, Term] = (
        {name: power(Letter(name), number(root)) for name in sides.letters} if root > 1 else {}
    )
    moved = replace(goal, hypotheses=tuple(substitute(fact, put) for fact in goal.hypotheses))
    term = substitute(term, put)
    total = plus(*(power(Letter(name), number(whole)) for name in sides.letters))
    share = over(times(sides.whole, power(Letter(owner), number(whole))), total)
    if has_root(term):
        for part in (term, share):
            yield moved.concluding(Compare(">=", part, ZERO))
        term, share = (power(part, number(2)) for part in (term, share))
    scope = moved.scope
    yield moved.concluding(Compare(sides.relation, tidy(term, scope), tidy(share, scope)))
