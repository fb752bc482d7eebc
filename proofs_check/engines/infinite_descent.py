"""Infinite descent: a polynomial F of whole letters, without a number, that is zero at x = 0 only.

If F(x) == 0 modulo powers of a prime p forces p**wi to divide xi for every i, the letters xi/p**wi solve F1 == 0, where F1 is F with its monomials
of degree d + e (by the weights w) times p**e, d the least degree; and so on with F2, F3, ... If each of them forces the same, every xi is a multiple
of all powers of p: it is 0. For a form all Fj are equal, and else all from some j on are, as far as the search looks. Its classes are searched
digit by digit: those whose letters are such multiples are left, those in which Fj is no multiple of p**k are cut off, others get a further digit.

F comes from an equation of the hypotheses, or from the one that a conclusion A != B denies; quotients are multiplied out, and a root of a
natural number is eliminated by a resultant. What is left is the goal where all letters of F are 0; it holds if a denominator vanishes there.

Certificate: the prime and the weights, with the exhausted searches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from flint import fmpz

from proofs_check.engines.calculus_terms import compare
from proofs_check.engines.descent_forms import Form, form_of
from proofs_check.engines.entries import with_values
from proofs_check.engines.existence_intro import negation
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import membership
from proofs_check.statement.terms import ZERO, Compare, Number, Term, free_letters

ENGINE = "infinite descent"
PRIMES = (2, 3, 5, 7, 11, 13)
MAX_PRIME = 50
MAX_CLASSES = 3_000
MAX_NODES = 20_000
MAX_DIGITS = 10
MAX_WEIGHT = 6
MAX_LETTERS = 6
SEARCHED_FAR = 4  # letters

Monomials = tuple[tuple[tuple[int, ...], int], ...]


@dataclass(frozen=True)
class Descent:
    """The prime and the weights of the letters for which every zero can be divided."""

    prime: int
    weights: tuple[int, ...]


def applies(goal: Goal) -> bool:
    """Whether whole letters are equated by a hypothesis, or said to differ by the conclusion."""
    if goal.sequences or any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return False
    return any(True for _ in _equations(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal at the only zero that an equation has, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    for both in _equations(goal):
        form = form_of(both)
        descent = None if form is None else _descent(form)
        if form is None or descent is None:
            continue
        answer = _at_zero(goal, form, prove)
        if answer.proved:
            names = ", ".join(form.letters)
            said = f"a zero of {form.says} could be divided by {descent.prime} for ever: {names} are 0"
            return proved(ENGINE, said, "certificate", (answer,))
    return undecided(ENGINE, "no equation of a form without zeros")


def _equations(goal: Goal) -> Iterator[Compare]:
    """Equations between scalars in whole letters."""
    whole = {name for name, domain in goal.letters if domain.kind == "integer"}
    conclusion = goal.conclusion
    denied = isinstance(conclusion, Compare) and conclusion.relation == "!="
    for fact in (*goal.hypotheses, *((negation(conclusion),) if denied else ())):
        if not isinstance(fact, Compare) or fact.relation != "==":
            continue
        names = free_letters(fact)
        if 0 < len(names) <= MAX_LETTERS and names <= whole:
            yield fact


def _at_zero(goal: Goal, form: Form, prove: Prover) -> Answer:
    """The goal where the letters are 0; proved where that is no admissible point."""
    zeros: dict[str, Term] = dict.fromkeys(form.letters, ZERO)
    if form.pole_at_zero:
        return proved(ENGINE, "a denominator vanishes there", "certificate")
    domains = dict(goal.letters)
    facts = tuple(fact for name in form.letters for fact in membership(name, domains[name]))
    there = with_values(goal.assuming(*facts), zeros)
    if any(_is_false(fact) for fact in there.hypotheses):
        return proved(ENGINE, "a hypothesis fails there", "certificate")
    answer = prove(there)
    for fact in there.hypotheses:
        if answer.proved:
            break
        if not free_letters(fact) and fact != there.conclusion:
            answer = prove(replace(there, letters=(), hypotheses=(), conclusion=negation(fact)))
    return answer


def _is_false(fact: Term) -> bool:
    match fact:
        case Compare(relation=relation, left=Number(value=left), right=Number(value=right)):
            return not compare(left, relation, right)
    return False


def _descent(form: Form) -> Descent | None:
    weights = _weights(form)
    if min(_degrees(form.monomials, weights)) == 0 or _has_small_zero(form.monomials):
        return None
    for prime in dict.fromkeys((*PRIMES, *_prime_divisors(form.monomials))):
        if prime ** len(form.letters) > MAX_CLASSES:
            continue
        descended = _descended(form.monomials, prime, weights)
        if all(_divides_all_zeros(monomials, prime, weights) for monomials in descended):
            return Descent(prime, weights)
    return None


def _has_small_zero(monomials: Monomials) -> bool:
    """Whether there is another zero among small whole numbers: the usual end of a search that must fail."""
    count = len(monomials[0][0])
    reach = 2 if count <= SEARCHED_FAR else 1
    for values in product(range(-reach, reach + 1), repeat=count):
        if any(values) and not sum(
            c * prod(v**e for v, e in zip(values, powers, strict=True)) for powers, c in monomials
        ):
            return True
    return False


def _weights(form: Form) -> tuple[int, ...]:
    """Weights that give all monomials the same degree, if there are such; else 1 for all letters."""
    count = len(form.letters)
    ones = (1,) * count
    if len(set(_degrees(form.monomials, ones))) == 1 or MAX_WEIGHT**count > MAX_CLASSES:
        return ones
    choices = sorted(product(range(1, MAX_WEIGHT + 1), repeat=count), key=sum)
    return next((one for one in choices if len(set(_degrees(form.monomials, one))) == 1), ones)


def _degrees(monomials: Monomials, weights: tuple[int, ...]) -> list[int]:
    return [sum(w * e for w, e in zip(weights, powers, strict=True)) for powers, _ in monomials]


def _descended(monomials: Monomials, prime: int, weights: tuple[int, ...]) -> Iterator[Monomials]:
    """The polynomials of all steps of the descent; from MAX_DIGITS steps on the search cannot tell them apart."""
    degrees = _degrees(monomials, weights)
    least = min(degrees)
    yield monomials
    if max(degrees) > least:
        for step in range(1, MAX_DIGITS + 1):
            yield tuple(
                (powers, c * prime ** (step * (degree - least)))
                for (powers, c), degree in zip(monomials, degrees, strict=True)
            )


def _prime_divisors(monomials: Monomials) -> list[int]:
    """The primes beyond the first ones that divide a coefficient."""
    beyond = [p for p in range(PRIMES[-1] + 1, MAX_PRIME) if fmpz(p).is_prime()]
    return [p for p in beyond if any(c % p == 0 for _, c in monomials)]


def _divides_all_zeros(monomials: Monomials, prime: int, weights: tuple[int, ...]) -> bool:
    """Whether every zero has letters that are multiples of prime**weight, by the digits of the letters to that base."""
    waiting: list[tuple[int, ...]] = [(0,) * len(weights)]
    nodes = 0
    for level in range(MAX_DIGITS):
        step, modulus = prime**level, prime ** (level + 1)
        left = []
        for known in waiting:
            nodes += prime ** len(weights)
            if nodes > MAX_NODES:
                return False
            for digits in product(range(prime), repeat=len(weights)):
                values = tuple(k + step * d for k, d in zip(known, digits, strict=True))
                divided = all(
                    level + 1 >= w and value % prime**w == 0 for value, w in zip(values, weights, strict=True)
                )
                if not divided and _value(monomials, values, modulus) == 0:
                    left.append(values)
        if not left:
            return True
        waiting = left
    return False


def _value(monomials: Monomials, values: tuple[int, ...], modulus: int) -> int:
    """The form at a point, modulo a number."""
    total = 0
    for powers, coefficient in monomials:
        part = coefficient
        for value, power in zip(values, powers, strict=True):
            part = part * pow(value, power, modulus) % modulus
        total += part
    return total % modulus


__all__ = ["applies", "attempt"]
