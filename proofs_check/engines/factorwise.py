"""Orders between products of moduli, factor by factor: the letters fall into groups that share no factor.

    abs(sin(u)*sin(v)) <= abs(u*v)          from abs(sin(u)) <= abs(u) and abs(sin(v)) <= abs(v)

From 0 <= L_j <= R_j for every group j, and 0 < c <= d for the numbers before them, c*L_1*L_2*... <= d*R_1*R_2*....
Certificate: that every L_j is not negative, and the orders of the groups.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_terms import integer_of, power, times
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Ring, exact
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Number, Term, apply, free_letters, number
from proofs_check.statement.text import text

ENGINE = "factor by factor"
MAX_TERMS = 60


@dataclass(frozen=True)
class Side:
    """A product: a positive number, and factors with letters."""

    constant: Fraction
    factors: tuple[Term, ...]


def applies(goal: Goal) -> bool:
    """Whether two products of moduli are compared whose letters fall into groups."""
    return len(groups(goal)) > 1


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the order of every group."""
    found = groups(goal)
    if len(found) < 2:
        return undecided(ENGINE, "")
    used = []
    for left, right in found:
        for says in (Compare(">=", left, ZERO), Compare("<=", left, right)):
            answer = prove(goal.concluding(says))
            if not answer.proved:
                return undecided(ENGINE, f"not shown: {text(says)}"[:250])
            used.append(answer)
    parts = ", ".join(f"{text(left)} <= {text(right)}" for left, right in found)
    return proved(ENGINE, f"factor by factor: {parts}"[:300], "certificate", tuple(used))


def groups(goal: Goal) -> tuple[tuple[Term, Term], ...]:
    """(L, R) of every group of letters; none where the conclusion is no such order, or its numbers do not compare."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ("<=", ">="):
        return ()
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return ()
    ends = (conclusion.left, conclusion.right)
    left, right = (_side(end) for end in (ends if conclusion.relation == "<=" else ends[::-1]))
    if left is None or right is None or left.constant > right.constant:
        return ()
    parts = _apart([free_letters(one) for one in (*left.factors, *right.factors)])
    return tuple((_within(left, letters), _within(right, letters)) for letters in parts)


def _side(term: Term) -> Side | None:
    """None where the number is not positive, or a factor has no letters."""
    constant, factors = Fraction(1), []
    for one in _factors(term, in_modulus=False):
        if isinstance(one, Number):
            constant *= one.value
        elif free_letters(one):
            factors.append(one)
        else:
            return None
    return Side(constant, tuple(factors)) if constant > 0 else None


def _factors(term: Term, in_modulus: bool) -> Iterator[Term]:
    """The factors; those of a modulus are moduli."""
    match term:
        case Number(value=value):
            yield number(abs(value)) if in_modulus else term
        case Apply(op="abs", args=(inner,)):
            yield from _factors(inner, in_modulus=True)
        case Apply(op="mul", args=args):
            for arg in args:
                yield from _factors(arg, in_modulus)
        case Apply(op="div", args=(top, Number(value=value))) if value:
            yield number(1 / (abs(value) if in_modulus else value))
            yield from _factors(top, in_modulus)
        case Apply(op="neg", args=(inner,)) if in_modulus:
            yield from _factors(inner, in_modulus)
        case Apply(op="pow", args=(base, exponent)) if (often := integer_of(exponent) or 0) > 0 and (
            in_modulus or often % 2 == 0
        ):
            for one in _factors(base, in_modulus=True):
                yield power(one, exponent)
        case Apply(op=("add" | "sub")) if in_modulus:
            yield from _of_polynomial(term)
        case _:
            yield apply("abs", term) if in_modulus else term


def _of_polynomial(term: Term) -> Iterator[Term]:
    """The moduli of the irreducible factors of a polynomial, or that of the term as it is."""
    ring = Ring(MAX_TERMS)
    try:
        constant, factors = poly_of(term, ring).factor()
    except OutOfReach:
        yield apply("abs", term)
        return
    yield number(abs(exact(constant)))
    for one, often in factors:
        yield power(apply("abs", term_of(one, ring)), number(int(often)))


def _apart(sets: list[frozenset[str]]) -> list[frozenset[str]]:
    """The sets joined where they share letters."""
    found: list[frozenset[str]] = []
    for one in sets:
        joined = [other for other in found if other & one]
        found = [other for other in found if not other & one]
        found.append(one.union(*joined))
    return found


def _within(side: Side, letters: frozenset[str]) -> Term:
    parts = [one for one in side.factors if free_letters(one) <= letters]
    return times(*parts) if parts else ONE


__all__ = ["ENGINE", "applies", "attempt", "groups"]
