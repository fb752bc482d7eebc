"""Divisibility by a product of coprime numbers, each apart: 4 + 9 + 25 classes of two letters for 30, not 900.

    exists(k, D, W == m*k), m = p*q coprime   from   exists(k, W == p*k)   and   exists(k, W == q*k)

Certificate: the proofs for the prime powers of m, and that W/m lies in D.

Notation: W a whole term, m the least whole number that W is divided by.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz

from proofs_check.engines import divisibility
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import plus, times
from proofs_check.engines.letter_moduli import denominator, with_plain_powers
from proofs_check.engines.linear_terms import difference, solved_for
from proofs_check.engines.linear_values import NoClass
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER, membership
from proofs_check.statement.terms import (
    ZERO,
    Compare,
    Letter,
    Number,
    Quantified,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    substitute,
)

ENGINE = "coprime moduli"
MAX_MODULUS = 10**6


def applies(goal: Goal) -> bool:
    """Whether a whole number with one equation is asked for."""
    match goal.conclusion:
        case Quantified(op="exists", domain=domain, body=Compare(relation="==")):
            return domain.kind == "integer" and not any(its.is_complex for _, its in goal.letters)
    return False


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the divisibility for each prime power, or says why not."""
    goal = with_plain_powers(goal)
    wanted = goal.conclusion
    if not applies(goal) or not isinstance(wanted, Quantified) or not isinstance(wanted.body, Compare):
        return undecided(ENGINE, "")
    name = fresh(wanted.letter, names_of(goal))
    body = substitute(wanted.body, {wanted.letter: Letter(name)})
    value = solved_for(Letter(name), body) if isinstance(body, Compare) else None
    if value is None or name in free_letters(value):
        return undecided(ENGINE, "no equation gives the number")
    try:
        parts = _coprime_parts(denominator(value))
    except NoClass as reason:
        return undecided(ENGINE, str(reason))
    if len(parts) < 2:
        return undecided(ENGINE, "the modulus is a prime power")
    needs = [substitute(fact, {name: value}) for fact in membership(name, wanted.domain)]
    answers = [
        divisibility.attempt(goal.concluding(_divisible(value, parts, one, name)), prove) for one in parts
    ]
    for need in needs if all(answer.proved for answer in answers) else ():
        answers.append(prove(goal.concluding(need)))
    failed = next((answer for answer in answers if not answer.proved), None)
    if failed is not None:
        return undecided(ENGINE, failed.detail)
    return proved(ENGINE, f"modulo {', '.join(map(str, parts))}", "certificate", tuple(answers))


def _coprime_parts(size: int) -> list[int]:
    """The prime powers whose product is the number. Raises NoClass."""
    if not 1 < size <= MAX_MODULUS:
        raise NoClass(f"the modulus {size}")
    return [int(prime) ** int(often) for prime, often in fmpz(size).factor()]


def _divisible(value: Term, parts: list[int], one: int, name: str) -> Term:
    """That one of the prime powers divides the whole term of which the value is a fraction."""
    scale = Fraction(1)
    for part in parts:
        scale *= part
    weights = difference(Compare("==", value, ZERO)).items()
    whole = plus(*(times(Number(weight * scale), term) for term, weight in weights))
    body = Compare("==", whole, apply("mul", number(one), Letter(name)))
    return Quantified("exists", name, INTEGER, body)


__all__ = ["applies", "attempt"]
