"""Equations between whole numbers that have no solution: for some modulus no class solves A == B, or, A - B being homogeneous, every
solution modulo p**2 is a multiple of p, so that a solution other than 0 could be divided for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from proofs_check.engines.calculus_terms import minus, plus, times
from proofs_check.engines.linear_terms import difference
from proofs_check.engines.remainders import remainder
from proofs_check.goal import Answer, Goal, proved, undecided
from proofs_check.statement.terms import Apply, Compare, Letter, Number, Term, free_letters, number, walk

ENGINE = "divisibility"
MODULI = (2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 25, 27, 32)
PRIMES = (2, 3, 5, 7)
MAX_TUPLES = 5000
WHOLE = ("add", "sub", "mul", "neg", "pow")


def differ(goal: Goal, both: Compare) -> Answer:
    found = _obstruction(both)
    if found is not None:
        return proved(ENGINE, f"the sides differ modulo {found}", "certificate")
    term = minus(both.left, both.right)
    names = sorted(free_letters(term))
    degree = _degree(term)
    if degree is None or degree < 1 or not any(_is_nonzero(goal, name) for name in names):
        return undecided(ENGINE, "no modulus tells the sides apart")
    for prime in PRIMES:
        if (prime * prime) ** len(names) > MAX_TUPLES:
            continue
        if all(value % prime == 0 for zero in _zeros(term, names, prime * prime) for value in zero[1:]):
            detail = f"descent: every solution modulo {prime * prime} is a multiple of {prime}"
            return proved(ENGINE, detail, "certificate")
    return undecided(ENGINE, "no modulus tells the sides apart, and there is no descent")


def _obstruction(both: Compare) -> int | None:
    """A modulus for which the sides never agree: the remainders of parts without common letters are added."""
    groups = _groups(both)
    for modulus in MODULI:
        if all(modulus ** len(free_letters(group)) <= MAX_TUPLES for group in groups):
            sums = {0}
            for group in groups:
                values = _remainders(group, modulus)
                sums = {(one + other) % modulus for one in sums for other in values}
            if 0 not in sums:
                return modulus
    return None


def _groups(both: Compare) -> list[Term]:
    """left - right as a sum of terms of which no two have a letter in common."""
    found: list[Term] = []
    for part, weight in difference(both).items():
        whole = times(number(weight), part)
        for other in [one for one in found if free_letters(one) & free_letters(part)]:
            found.remove(other)
            whole = plus(other, whole)
        found.append(whole)
    return found


def _remainders(term: Term, modulus: int) -> set[int]:
    names = sorted(free_letters(term))
    return {
        remainder(term, modulus, dict(zip(names, values, strict=True)))
        for values in product(range(modulus), repeat=len(names))
    }


def _zeros(term: Term, names: list[str], modulus: int) -> Iterator[tuple[int, ...]]:
    """The classes in which the term is a multiple of the modulus; as lists are never empty they are all true."""
    for values in product(range(modulus), repeat=len(names)):
        if remainder(term, modulus, dict(zip(names, values, strict=True))) == 0:
            yield (1, *values)


def is_impossible(goal: Goal) -> bool:
    """Whether an equation among the hypotheses has no solution for some modulus."""
    equations = [
        f for f in goal.hypotheses if isinstance(f, Compare) and f.relation == "==" and are_whole(goal, f)
    ]
    return any(_obstruction(fact) is not None for fact in equations)


def _is_nonzero(goal: Goal, name: str) -> bool:
    domain = dict(goal.letters)[name]
    low, high = domain.low, domain.high
    if domain.nonzero:
        return True
    if (
        low is not None
        and isinstance(low.at, Number)
        and (low.at.value > 0 or (low.at.value == 0 and not low.closed))
    ):
        return True
    return (
        high is not None
        and isinstance(high.at, Number)
        and (high.at.value < 0 or (high.at.value == 0 and not high.closed))
    )


def _degree(term: Term) -> int | None:
    """The degree of a homogeneous polynomial by its form; None where it is not seen to be one."""
    match term:
        case Letter():
            return 1
        case Number(value=value):
            return 0 if value else None
        case Apply(op="neg", args=(inner,)):
            return _degree(inner)
        case Apply(op=("add" | "sub"), args=(left, right)):
            one, two = _degree(left), _degree(right)
            return one if one is not None and one == two else None
        case Apply(op="mul", args=(left, right)):
            one, two = _degree(left), _degree(right)
            return None if one is None or two is None else one + two
        case Apply(op="pow", args=(base, Number(value=value))):
            one = _degree(base)
            return None if one is None else one * int(value)
    return None


def are_whole(goal: Goal, both: Term) -> bool:
    """Whether only whole letters and whole numbers, sums, products and fixed powers stand in the comparison."""
    domains = dict(goal.letters)
    for node in walk(both):
        match node:
            case Compare():
                continue
            case Letter(name=name) if name in domains and domains[name].kind == "integer":
                continue
            case Number(value=value) if value.denominator == 1:
                continue
            case Apply(op="pow", args=(_, Number(value=value))) if value.denominator == 1 and value >= 0:
                continue
            case Apply(op=op) if op in WHOLE and op != "pow":
                continue
        return False
    return True
