"""A whole number with an equation, where hypotheses give a letter of it: 2*m == i*(i + 1) in exists(k, 8*m + 1 == k**2).

A hypothesis that is linear in a letter gives it; put into the equation, the polynomial factors, and a factor that is linear in the
number asked for gives a value. Where the values have a denominator d in one whole letter k (k**2 == 8*m + 1 gives j = (k - 1)/2),
the goal is proved for each remainder, k = d*i + r; a value that may be negative is used where it is not, and another one elsewhere.

Certificate: that of the value under the hypotheses as they stand (`existence.witness`), in each class.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import minus, plus, times
from proofs_check.engines.existence import witness
from proofs_check.engines.existence_bounds import renamed_apart
from proofs_check.engines.existence_intro import negation
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Poly, Ring, exact
from proofs_check.engines.shifted_letters import is_bound_elsewhere
from proofs_check.engines.unsolvable import is_impossible
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER, NATURAL, membership
from proofs_check.statement.terms import (
    Compare,
    Letter,
    Quantified,
    Term,
    free_letters,
    fresh,
    number,
    substitute,
)

ENGINE = "eliminated letters"
MAX_TERMS = 300
MAX_MODULUS = 4
MAX_VALUES = 4


@dataclass(frozen=True)
class Value:
    """A value for the number asked for; modulus: a number of which multiples of the letters make it whole."""

    term: Term
    modulus: int


def applies(goal: Goal) -> bool:
    """Whether the conclusion asks for one whole number by an equation, and a hypothesis gives one of its letters."""
    if any(domain.is_complex for _, domain in goal.letters) or goal.sequences:
        return False
    return bool(_values(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence by values that the equation has once a letter is eliminated, or says why not."""
    values = _values(goal) if applies(goal) else ()
    if not values or not isinstance(goal.conclusion, Quantified):
        return undecided(ENGINE, "")
    modulus = max(value.modulus for value in values)
    if modulus == 1:
        return _covered(goal, tuple(value.term for value in values), prove)
    letters = {name for value in values for name in free_letters(value.term)}
    if len(letters) != 1 or modulus > MAX_MODULUS:
        return undecided(ENGINE, "values with a denominator")
    return _by_remainders(goal, letters.pop(), modulus, prove)


def _by_remainders(goal: Goal, name: str, modulus: int, prove: Prover) -> Answer:
    """The goal for name = modulus*i + r, for each remainder r."""
    domain = dict(goal.letters)[name]
    if domain not in (INTEGER, NATURAL) or is_bound_elsewhere(goal, name):
        return undecided(ENGINE, f"{name} is bounded")
    new = fresh("i", names_of(goal))
    letters = tuple((new, its) if known == name else (known, its) for known, its in goal.letters)
    answers: list[Answer] = []
    for remainder in range(modulus):
        put = {name: plus(times(number(modulus), Letter(new)), number(remainder))}
        facts = tuple(substitute(fact, put) for fact in goal.hypotheses)
        case = replace(goal, letters=letters, hypotheses=facts, conclusion=substitute(goal.conclusion, put))
        if is_impossible(case):
            continue
        whole = tuple(value.term for value in _values(case) if value.modulus == 1)
        answers.append(_covered(case, whole, prove))
        if not answers[-1].proved:
            return undecided(ENGINE, f"{name} = {modulus}*{new} + {remainder}: {answers[-1].detail}"[:300])
    detail = f"{name} modulo {modulus}: {'; '.join(answer.detail for answer in answers)}"
    return proved(ENGINE, detail[:400], "certificate", tuple(answers))


def _covered(goal: Goal, values: tuple[Term, ...], prove: Prover) -> Answer:
    """One value after the other, each where it lies in the domain."""
    statement = goal.conclusion
    if not values or not isinstance(statement, Quantified):
        return undecided(ENGINE, "no value is left")
    statement = renamed_apart(statement, goal)
    first, *others = values
    answer = witness(statement, first, goal, prove)
    if answer.proved:
        return answer
    needs = [
        substitute(fact, {statement.letter: first}) for fact in membership(statement.letter, statement.domain)
    ]
    if len(needs) != 1 or needs[0] in goal.hypotheses or negation(needs[0]) in goal.hypotheses:
        return _covered(goal, tuple(others), prove) if not needs else undecided(ENGINE, answer.detail)
    inside = witness(statement, first, goal.assuming(needs[0]), prove)
    if not inside.proved:
        return _covered(goal, tuple(others), prove)
    outside = _covered(goal.assuming(negation(needs[0])), tuple(others), prove)
    if not outside.proved:
        return undecided(ENGINE, outside.detail)
    return proved(ENGINE, f"{inside.detail}; else {outside.detail}"[:400], "certificate", (inside, outside))


def _values(goal: Goal) -> tuple[Value, ...]:
    """What the linear factors of the equation give, once a hypothesis has given a letter."""
    match goal.conclusion:
        case Quantified(op="exists", letter=letter, domain=domain, body=Compare(relation="==") as body):
            if domain.kind != "integer" or letter in names_of(goal):
                return ()
        case _:
            return ()
    domains = dict(goal.letters)
    found: dict[Value, None] = {}
    for name, value in _given(goal, free_letters(body) - {letter}):
        equation = substitute(minus(body.left, body.right), {name: value})
        if all(one == letter or domains[one].kind == "integer" for one in free_letters(equation)):
            found |= dict.fromkeys(_roots(equation, letter))
    return tuple(found)[:MAX_VALUES]


def _given(goal: Goal, names: frozenset[str]) -> Iterator[tuple[str, Term]]:
    """The letters that equations among the hypotheses give: linear, with a number as weight."""
    for fact in goal.hypotheses:
        if not isinstance(fact, Compare) or fact.relation != "==":
            continue
        for name in sorted(free_letters(fact) & names):
            ring = Ring(MAX_TERMS)
            try:
                gap = poly_of(minus(fact.left, fact.right), ring)
                value = _solved(gap, name, ring)
            except OutOfReach:
                break
            if value is not None:
                yield name, term_of(value, ring)


def _solved(poly: Poly, name: str, ring: Ring) -> Poly | None:
    """The value of the letter for which a polynomial is zero that is linear in it, its weight a number."""
    atom = ring.find("letter", name)
    if atom is None:
        return None
    variable = ring.gen(atom).num
    weight = poly.derivative(atom.index)
    if weight.is_zero() or not weight.is_constant():
        return None
    return variable - poly * (1 / weight.leading_coefficient())


def _roots(equation: Term, letter: str) -> Iterator[Value]:
    ring = Ring(MAX_TERMS)
    try:
        _, pieces = poly_of(equation, ring).factor()
        for piece, _ in pieces:
            value = _solved(piece, letter, ring)
            if value is not None:
                size = max((exact(one).denominator for one in value.to_dict().values()), default=1)
                yield Value(term_of(value, ring), size)
    except OutOfReach:
        return
