"""High powers of a letter that satisfies a polynomial equation, reduced by it.

Where the hypotheses say p(z) == 0, with rational coefficients, z**N is the remainder of X**N modulo p at z; where p(0) != 0, z is not 0 and z**(-N)
is a polynomial in z as well: z + 1/z == 1 gives z**100 == -z. Remainders are exact (repeated squaring); the goal that is left is proved.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import fmpq, fmpq_poly

from proofs_check.engines.calculus_terms import plus, power, times
from proofs_check.engines.word_rules import conjuncts
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    binder,
    children,
    free_letters,
    number,
    rebuild,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "high powers"
LEAST, MAX_EXPONENT, MAX_DEGREE, MAX_BITS = 4, 10_000, 12, 2_000
X = fmpq_poly([0, 1])


def applies(goal: Goal) -> bool:
    """Whether a high power of a letter occurs that a hypothesis reduces."""
    letters = {base.name for base, _ in _powers(goal.conclusion)}
    return any(
        isinstance(fact, Compare)
        and fact.relation == "=="
        and free_letters(fact) <= letters
        and free_letters(fact)
        for hypothesis in goal.hypotheses
        for fact in conjuncts(hypothesis)
    )


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a goal by the one with lower powers; it never refutes."""
    relations = {name: found for name, _ in goal.letters if (found := _relation(name, goal)) is not None}
    reduced = _reduced(goal.conclusion, relations)
    if reduced == goal.conclusion:
        return undecided(ENGINE, "no power that an equation reduces")
    answer = prove(goal.concluding(reduced))
    if not answer.proved:
        return undecided(ENGINE, f"{text(reduced)}: {answer.detail}"[:300])
    used = ", ".join(f"{name} is a root of {found}" for name, found in relations.items())
    return proved(ENGINE, f"{used}: {answer.detail}"[:300], "certificate", (answer,))


def _powers(term: Term) -> Iterator[tuple[Letter, int]]:
    for node in walk(term):
        found = _power(node)
        if found is not None:
            yield found


def _power(node: Term) -> tuple[Letter, int] | None:
    """(z, N) of z**N with a large whole N."""
    match node:
        case Apply(op="pow", args=(Letter() as base, Number(value=value))) if value.denominator == 1:
            return (base, int(value)) if LEAST <= abs(value) <= MAX_EXPONENT else None
    return None


def _relation(name: str, goal: Goal) -> fmpq_poly | None:
    """The polynomial of least degree among the hypotheses that are equations of this letter alone."""
    found: list[fmpq_poly] = []
    for hypothesis in goal.hypotheses:
        for fact in conjuncts(hypothesis):
            if isinstance(fact, Compare) and fact.relation == "==" and free_letters(fact) == {name}:
                sides = _quotient(fact.left, name), _quotient(fact.right, name)
                if sides[0] is not None and sides[1] is not None:
                    found.append(sides[0][0] * sides[1][1] - sides[1][0] * sides[0][1])
    known = [one for one in found if 0 < one.degree() <= MAX_DEGREE]
    return min(known, key=lambda one: one.degree(), default=None)


Quotient = tuple[fmpq_poly, fmpq_poly]


def _quotient(term: Term, name: str) -> Quotient | None:
    """Numerator and denominator in the letter; a denominator is not 0 where the term has a value."""
    match term:
        case Number(value=value):
            return fmpq_poly([fmpq(value.numerator, value.denominator)]), fmpq_poly([1])
        case Letter(name=letter) if letter == name:
            return X, fmpq_poly([1])
        case Apply(op="neg", args=(inner,)):
            found = _quotient(inner, name)
            return None if found is None else (-found[0], found[1])
        case Apply(op=("add" | "sub" | "mul" | "div") as op, args=(left, right)):
            one, two = _quotient(left, name), _quotient(right, name)
            return None if one is None or two is None else _combined(op, one, two)
        case Apply(op="pow", args=(base, Number(value=value))) if value.denominator == 1:
            found = _quotient(base, name)
            if found is None or abs(value) > MAX_DEGREE:
                return None
            above, below = found if value >= 0 else found[::-1]
            return above ** int(abs(value)), below ** int(abs(value))
    return None


def _combined(op: str, one: Quotient, two: Quotient) -> Quotient:
    if op in ("mul", "div"):
        above, below = two if op == "mul" else two[::-1]
        return one[0] * above, one[1] * below
    crossed = two[0] * one[1]
    return one[0] * two[1] + (crossed if op == "add" else -crossed), one[1] * two[1]


def _reduced(term: Term, relations: dict[str, fmpq_poly]) -> Term:
    bound = binder(term)
    if bound is not None:
        relations = {name: found for name, found in relations.items() if name != bound}
    match term:
        case Apply(op="div", args=(top, bottom)) if (lowered := _lowered(bottom, relations, -1)) is not None:
            return times(_reduced(top, relations), lowered)
    lowered = _lowered(term, relations, 1)
    if lowered is not None:
        return lowered
    parts = children(term)
    return rebuild(term, tuple(_reduced(part, relations) for part in parts)) if parts else term


def _lowered(term: Term, relations: dict[str, fmpq_poly], sign: int) -> Term | None:
    """z**(sign*N) by the equation, or None."""
    found = _power(term)
    if found is None or found[0].name not in relations:
        return None
    (base, exponent), modulus = found, relations[found[0].name]
    exponent *= sign
    if exponent < 0 and modulus[0] == 0:
        return None
    remainder = _remainder(X if exponent >= 0 else _inverse(modulus), abs(exponent), modulus)
    return None if remainder is None else _written(remainder, base)


def _inverse(modulus: fmpq_poly) -> fmpq_poly:
    """1/X: (p(0) - p)/X over p(0)."""
    constant = modulus[0]
    return fmpq_poly([-coefficient / constant for coefficient in modulus.coeffs()[1:]])


def _remainder(base: fmpq_poly, exponent: int, modulus: fmpq_poly) -> fmpq_poly | None:
    """None where the coefficients grow beyond what can be written."""
    found, base = fmpq_poly([1]) % modulus, base % modulus
    while exponent:
        if max(_size(found), _size(base)) > MAX_BITS:
            return None
        if exponent & 1:
            found = found * base % modulus
        base, exponent = base * base % modulus, exponent >> 1
    return found


def _size(poly: fmpq_poly) -> int:
    return max((int(c.p).bit_length() + int(c.q).bit_length() for c in poly.coeffs()), default=0)


def _written(found: fmpq_poly, letter: Letter) -> Term:
    parts = [
        times(number(Fraction(int(c.p), int(c.q))), power(letter, number(degree)))
        for degree, c in enumerate(found.coeffs())
        if c != 0
    ]
    return plus(*parts) if parts else ZERO


__all__ = ["ENGINE", "applies", "attempt"]
