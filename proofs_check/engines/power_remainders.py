"""Equations between powers with moving exponents and polynomials, all whole, that no modulus allows.

    2**m != 3**n            m >= 1: the sides differ modulo 2
    x**2 != 3**n + 2        modulo 8
    3**n == 2**m + 1        as a hypothesis: the first exponents are tried one by one, the others excluded modulo 63

Modulo M a letter counts by its class; a letter n of an exponent, n >= 0, by n itself up to where the remainders of its powers begin to
repeat, and from there on by its class modulo their period. The equations are those of the hypotheses and, where the conclusion denies
one, that one. Certificate: for every case the modulus, or its values with a proof of the conclusion at them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import lcm, prod

from proofs_check.engines.letter_classes import least_of
from proofs_check.engines.linear_values import NoClass, linear_value
from proofs_check.engines.remainders import period
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    children,
    free_letters,
    number,
    substitute,
    walk,
)

ENGINE = "power remainders"
MODULI = (
    2,
    3,
    4,
    5,
    7,
    8,
    9,
    11,
    13,
    16,
    12,
    15,
    17,
    19,
    20,
    21,
    24,
    27,
    31,
    32,
    35,
    37,
    40,
    41,
    63,
    73,
    80,
    91,
)
MAX_MODULUS = 700
MAX_TUPLES = 1500
MAX_FIRST = 5  # exponents that are tried one by one, at most
MAX_CASES = 40
ARITHMETIC = ("add", "sub", "mul", "neg")

Exponents = Mapping[str, int]
"""The letters of exponents with the least value that each takes."""


@dataclass(frozen=True)
class Equations:
    """left == right for each of them, in whole letters; powers with moving exponents have bases that are numbers or whole terms."""

    sides: tuple[Compare, ...]
    least: Exponents

    def names(self) -> list[str]:
        return sorted({name for both in self.sides for name in free_letters(both)})


def applies(goal: Goal) -> bool:
    """Whether a power with a moving exponent stands in an equation between whole terms."""
    return not goal.sequences and any(_moving(both) for both in _candidates(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal where its equations have no solution, or only such at which the conclusion is proved."""
    if not applies(goal):
        return undecided(ENGINE, "no power with a moving exponent in an equation between whole terms")
    found = equations_of(goal)
    if found is None:
        return undecided(ENGINE, "exponents that may be negative, or are not linear")
    modulus = obstruction(found)
    if modulus is not None:
        return proved(ENGINE, f"the sides differ modulo {modulus}", "certificate")
    for first in range(1, MAX_FIRST + 1):
        answers = _by_cases(goal, found, first, prove)
        if answers is not None:
            detail = f"exponents up to {first - 1} above the least one by one, the others by moduli"
            return proved(ENGINE, detail, "certificate", answers)
    return undecided(ENGINE, "no modulus tells the sides apart")


def _candidates(goal: Goal) -> Iterator[Compare]:
    """The equations that may be assumed: of the hypotheses, and the one that the conclusion denies."""
    if isinstance(goal.conclusion, Compare) and goal.conclusion.relation == "!=":
        yield goal.conclusion
    for fact in goal.hypotheses:
        if isinstance(fact, Compare) and fact.relation == "==":
            yield fact


def _moving(term: Term) -> list[Apply]:
    return [
        node
        for node in walk(term)
        if isinstance(node, Apply) and node.op == "pow" and not isinstance(node.args[1], Number)
    ]


def equations_of(goal: Goal) -> Equations | None:
    """The equations that can be read, if one of them has a moving exponent."""
    domains = dict(goal.letters)
    sides = tuple(both for both in _candidates(goal) if _is_whole(both, domains))
    least: dict[str, int] = {}
    for power in (power for both in sides for power in _moving(both)):
        for name in free_letters(power.args[1]):
            low = least_of(domains[name])
            if low is None:
                return None
            least[name] = low
    if not least or not all(_is_natural(power.args[1], least) for both in sides for power in _moving(both)):
        return None
    return Equations(sides, least)


def _is_whole(term: Term, domains: Mapping[str, Domain]) -> bool:
    """Whether the term is made of whole letters and numbers by sums, products and powers."""
    match term:
        case Letter(name=name):
            return name in domains and domains[name].kind == "integer"
        case Number(value=value):
            return value.denominator == 1
        case Apply(op="pow", args=(base, Number(value=value))):
            return value.denominator == 1 and value >= 0 and _is_whole(base, domains)
        case Compare() | Apply(op="pow"):
            return all(_is_whole(part, domains) for part in children(term))
        case Apply(op=op, args=args) if op in ARITHMETIC:
            return all(_is_whole(part, domains) for part in args)
    return False


def _is_natural(exponent: Term, least: Exponents) -> bool:
    """Whether the exponent is a sum of whole multiples, not negative, of the letters, and not negative at their least values."""
    try:
        line = linear_value(exponent)
    except NoClass:
        return False
    whole = all(factor.denominator == 1 and factor > 0 for factor in line.linear.values())
    start = line.constant + sum(factor * least[name] for name, factor in line.linear.items())
    return whole and line.constant.denominator == 1 and start >= 0


def obstruction(found: Equations) -> int | None:
    """A modulus for which no values of the letters solve all equations."""
    for modulus in (*MODULI, *_powers_of_bases(found)):
        options = _options(found, modulus)
        if prod(map(len, options.values())) <= MAX_TUPLES and not any(_solutions(found, options, modulus)):
            return modulus
    return None


def _powers_of_bases(found: Equations) -> list[int]:
    """Powers of the bases: 5**m, m >= 2, is not 5 modulo 25."""
    bases = {
        int(power.args[0].value)
        for both in found.sides
        for power in _moving(both)
        if isinstance(power.args[0], Number) and power.args[0].value > 1
    }
    powers = {base**often for base in bases for often in range(2, MAX_FIRST + 2)}
    return sorted(power for power in powers if power <= MAX_MODULUS and power not in MODULI)


def _options(found: Equations, modulus: int) -> dict[str, range]:
    """For each letter values that stand for all that it takes."""
    repeats = [(power, _repeat(power.args[0], modulus)) for both in found.sides for power in _moving(both)]
    options: dict[str, range] = {}
    for name in found.names():
        if name not in found.least:
            options[name] = range(modulus)
            continue
        moved = [repeat for power, repeat in repeats if name in free_letters(power.args[1])]
        exponents = [power.args[1] for power, _ in repeats if name in free_letters(power.args[1])]
        shift = max(_shift(exponent, name, found.least) for exponent in exponents)
        begin = max([found.least[name], *(start + shift for start, _ in moved)])
        length = lcm(*(one for _, one in moved), modulus if _is_outside(found, name) else 1)
        options[name] = range(found.least[name], begin + length)
    return options


def _repeat(base: Term, modulus: int) -> tuple[int, int]:
    """(s, p): the powers of the base have equal remainders for exponents n and n + p from s on, whatever its letters are."""
    values = [int(base.value)] if isinstance(base, Number) else range(modulus)
    found = [period(value % modulus, modulus) for value in values]
    return max(start for start, _ in found), lcm(*(length for _, length in found))


def _shift(exponent: Term, name: str, least: Exponents) -> int:
    """How far the exponent may lie below this letter, where the letter is not negative and the others are as small as may be."""
    line = linear_value(exponent)
    others = sum(factor * least[other] for other, factor in line.linear.items() if other != name)
    return max(0, -int(line.constant + others))


def _is_outside(found: Equations, name: str) -> bool:
    """Whether the letter stands anywhere but in moving exponents."""

    def outside(term: Term) -> bool:
        if isinstance(term, Apply) and term.op == "pow" and not isinstance(term.args[1], Number):
            return outside(term.args[0])
        return term == Letter(name) or any(map(outside, children(term)))

    return any(map(outside, found.sides))


def _solutions(found: Equations, options: Mapping[str, range], modulus: int) -> Iterator[bool]:
    """True for every choice of the values that solves all equations modulo the modulus."""
    for values in product(*options.values()):
        at = dict(zip(options, values, strict=True))
        if all(
            (_value(both.left, at, modulus) - _value(both.right, at, modulus)) % modulus == 0
            for both in found.sides
        ):
            yield True


def _value(term: Term, at: Mapping[str, int], modulus: int | None) -> int:
    """The value, or its remainder."""
    match term:
        case Number(value=value):
            return int(value)
        case Letter(name=name):
            return at[name]
        case Apply(op="pow", args=(base, exponent)):
            return pow(_value(base, at, modulus), _value(exponent, at, None), modulus)
        case Apply(op="neg", args=(inner,)):
            return -_value(inner, at, modulus)
        case Apply(op=op, args=(left, right)):
            one, two = _value(left, at, modulus), _value(right, at, modulus)
            return one + two if op == "add" else one - two if op == "sub" else one * two
    raise TypeError(f"no whole term: {type(term).__name__}")


def _by_cases(goal: Goal, found: Equations, first: int, prove: Prover) -> tuple[Answer, ...] | None:
    """The proofs in the cases that have solutions, each exponent among its first values or beyond them; None without them."""
    if (first + 1) ** len(found.least) > MAX_CASES:
        return None
    options = [[None, *range(low, low + first)] for low in found.least.values()]
    answers: list[Answer] = []
    waiting: list[Goal] = []
    for chosen in product(*options):
        fixed = {name: value for name, value in zip(found.least, chosen, strict=True) if value is not None}
        beyond = {name: low + first for name, low in found.least.items() if name not in fixed}
        sides = tuple(substitute(both, {n: number(v) for n, v in fixed.items()}) for both in found.sides)
        case = Equations(tuple(one for one in sides if isinstance(one, Compare)), beyond)
        if obstruction(case) is not None or _is_wrong(case):
            continue
        if beyond:
            return None
        waiting.append(_at(goal, fixed))
    for one in waiting:
        answers.append(prove(one))
        if not answers[-1].proved:
            return None
    return tuple(answers)


def _is_wrong(case: Equations) -> bool:
    """Whether an equation without letters is false."""
    closed = [both for both in case.sides if not free_letters(both)]
    return any(_value(both.left, {}, None) != _value(both.right, {}, None) for both in closed)


def _at(goal: Goal, fixed: Mapping[str, int]) -> Goal:
    """The goal at values of some letters; what their domains say stays, as hypotheses."""
    put = {name: number(value) for name, value in fixed.items()}
    facts = [fact for name, domain in goal.letters if name in fixed for fact in membership(name, domain)]
    kept = [(name, _moved(domain, put)) for name, domain in goal.letters if name not in fixed]
    return replace(
        goal,
        letters=tuple(kept),
        hypotheses=tuple(substitute(fact, put) for fact in (*goal.hypotheses, *facts)),
        conclusion=substitute(goal.conclusion, put),
    )


def _moved(domain: Domain, put: Mapping[str, Term]) -> Domain:
    return domain.with_terms(tuple(substitute(end, put) for end in domain.terms()))
