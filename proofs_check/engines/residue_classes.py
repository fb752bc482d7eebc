"""Floors of terms with whole denominators: the letters in their residue classes, in each of which the floors are known.

A whole letter n is P*q + r, a real letter x is P*y + g with 0 <= g < P and whole y. For a term T in whole letters whose denominator
divides P (and with P a multiple of the periods of its powers), T - T(r) is whole in the class of r, so that

    floor(T + w) = T - T(r) + floor(T(r) + w)

and the last floor is that of a number, or of a linear term in the bounded g, which takes finitely many values. What is left in each
case has no floors. Certificate: the modulus with the proofs of all cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from math import ceil, floor, lcm

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import negate, plus, times
from proofs_check.engines.remainders import period
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER, NATURAL, Bound, Domain, membership
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    substitute,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "residue classes"
MAX_MODULUS = 120
MAX_CLASSES = 240
MAX_CASES = 96
MAX_EXPONENT = 8


class NoClass(ValueError):
    """The floors are not of this form; the message says why."""


def applies(goal: Goal) -> bool:
    """Whether floors or ceilings stand in the conclusion."""
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    return any(isinstance(node, Apply) and node.op in ("floor", "ceil") for node in walk(goal.conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal class by class, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    goal = with_plain_powers(goal)
    try:
        letters = moduli(goal)
        return _by_class(goal, letters, prove)
    except NoClass as reason:
        return undecided(ENGINE, str(reason))


@dataclass(frozen=True)
class Modulus:
    """The letter runs through classes modulo `size`; its first `skipped` values are looked at one by one.

    natural: the letter is an exponent, so that it must not be negative.
    """

    size: int
    skipped: int = 0
    natural: bool = False


def with_plain_powers(goal: Goal) -> Goal:
    """The goal with powers c**(a*n + b) of whole numbers c > 0 written as multiples of (c**a)**n."""
    terms = [transform(term, _plain_power) for term in (goal.conclusion, *goal.hypotheses)]
    return replace(goal, conclusion=terms[0], hypotheses=tuple(terms[1:]))


def _plain_power(node: Term) -> Term:
    if not isinstance(node, Apply) or node.op != "pow" or isinstance(node.args[1], Letter):
        return node
    base, exponent = node.args
    names = free_letters(exponent)
    if not isinstance(base, Number) or base.value.denominator != 1 or base.value <= 0 or len(names) != 1:
        return node
    (name,) = names
    try:
        line = _linear_value(exponent)
    except NoClass:
        return node
    slope, constant = line.linear.get(name, Fraction(0)), line.constant
    if slope.denominator != 1 or constant.denominator != 1 or not 0 < slope <= 6 or abs(constant) > 12:
        return node
    power = Apply("pow", (number(base.value ** int(slope)), Letter(name)))
    return times(number(base.value ** int(constant)), power)


def moduli(goal: Goal) -> dict[str, Modulus]:
    """The letters of the floors with the moduli that they need. Raises NoClass."""
    found: dict[str, Modulus] = {}
    domains = dict(goal.letters)
    for statement in (goal.conclusion, *goal.hypotheses):
        for node in walk(statement):
            if isinstance(node, Apply) and node.op in ("floor", "ceil"):
                size = denominator(node.args[0])
                for name in sorted(free_letters(node)):
                    if name not in domains or domains[name].kind not in ("integer", "real"):
                        raise NoClass(f"'{name}' is no number of the goal")
                    if domains[name].kind == "real":
                        size = denominator(node.args[0], name)
                    found[name] = joined(found.get(name), needed(node.args[0], name, size))
    for one in found.values():
        if one.size > MAX_MODULUS:
            raise NoClass(f"the modulus {one.size}")
    return found


def joined(known: Modulus | None, more: Modulus) -> Modulus:
    """A modulus that serves both."""
    if known is None:
        return more
    skipped = max(known.skipped, more.skipped)
    return Modulus(lcm(known.size, more.size), skipped, known.natural or more.natural)


def needed(term: Term, name: str, size: int) -> Modulus:
    """A multiple of the denominator and of the periods of the powers that move with the letter."""
    found = Modulus(size)
    for node in walk(term):
        if isinstance(node, Apply) and node.op == "pow" and name in free_letters(node.args[1]):
            base, exponent = node.args
            if not isinstance(base, Number) or base.value.denominator != 1:
                raise NoClass("a power of what is no whole number")
            if exponent != Letter(name):
                raise NoClass("an exponent that is no letter")
            start, length = period(int(base.value), size)
            found = joined(found, Modulus(length, start, True))
    return found


def denominator(term: Term, of: str = "") -> int:
    """A whole number d with d*T whole for all whole values of the letters, the floors in it not counted. Raises NoClass.

    of: what is free of this letter does not count.
    """
    if of and of not in free_letters(term):
        return 1
    match term:
        case Number(value=value):
            return value.denominator
        case Letter():
            return 1
        case Apply(op=("add" | "sub"), args=(left, right)):
            return lcm(denominator(left, of), denominator(right, of))
        case Apply(op="mul", args=(left, right)):
            whole = [
                denominator(one) if isinstance(one, Number) else denominator(one, of) for one in (left, right)
            ]
            return whole[0] * whole[1]
        case Apply(op="div", args=(left, Number(value=value))) if value:
            return denominator(left, of) * abs(value.numerator)
        case Apply(op="pow", args=(base, Number(value=value))) if value in range(MAX_EXPONENT + 1):
            found: int = denominator(base, of) ** int(value)
            return found
        case Apply(op="pow", args=(Number(value=value), Letter())) if value.denominator == 1:
            return 1
        case Apply(op=("neg" | "floor" | "ceil"), args=(inner,)):
            return denominator(inner, of)
    raise NoClass("a floor of what is no polynomial with fixed denominator")


@dataclass(frozen=True)
class Class:
    """put: letter -> its term in the class; at: whole letter -> its representative; rest: the bounded parts of real letters."""

    goal: Goal
    put: Mapping[str, Term]
    at: Mapping[str, int]
    rest: Mapping[str, int]


def _by_class(goal: Goal, letters: dict[str, Modulus], prove: Prover) -> Answer:
    count = 1
    for name, one in letters.items():
        count *= one.size + one.skipped if dict(goal.letters)[name].kind == "integer" else 1
    if count > MAX_CLASSES:
        raise NoClass(f"{count} classes")
    answers: list[Answer] = []
    for case in _cases(goal, letters):
        answers.append(prove(case))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown: {text(case.conclusion)}"[:250])
    says = ", ".join(f"{name} modulo {one.size}" for name, one in letters.items())
    return proved(ENGINE, f"{says}: {len(answers)} cases", "certificate", tuple(answers))


def _cases(goal: Goal, letters: dict[str, Modulus]) -> Iterator[Goal]:
    """The goals without floors that together give the goal. Raises NoClass."""
    for one in classes(goal, letters):
        splitter = _Splitter(one)
        conclusion = splitter.free_of_floors(goal.conclusion)
        hypotheses = tuple(splitter.free_of_floors(fact) for fact in one.goal.hypotheses)
        yield from splitter.cases(replace(one.goal, conclusion=conclusion, hypotheses=hypotheses))


def classes(goal: Goal, letters: dict[str, Modulus]) -> Iterator[Class]:
    """The classes of the letters, which together hold all their values. Raises NoClass."""
    options = [list(_options(goal, name, one)) for name, one in letters.items()]
    for chosen in product(*options):
        yield _class(goal, dict(zip(letters, chosen, strict=True)))


Option = tuple[int, int, bool]
"""(modulus, representative, whether the letter is whole); modulus 0: the representative is the only value."""


def class_value(case: Class, term: Term) -> Fraction:
    """The value of a term in whole letters at the representatives: the term is whole in the class where this value is."""
    found = _Splitter(case).value(term)
    if found.linear:
        raise NoClass("a term with real letters")
    return found.constant


def _options(goal: Goal, name: str, one: Modulus) -> Iterator[Option]:
    domain = dict(goal.letters)[name]
    if domain.kind == "real":
        yield one.size, 0, False
        return
    low = _low(domain)
    if one.natural and (low is None or low < 0):
        raise NoClass("a power with a whole exponent that may be negative")
    if low is None:
        yield from ((one.size, place, True) for place in range(one.size))
        return
    yield from ((0, low + place, True) for place in range(one.skipped))
    start = low + one.skipped
    yield from ((one.size, start + place, True) for place in range(one.size))


def _low(domain: Domain) -> int | None:
    low = domain.low
    if low is None or not isinstance(low.at, Number):
        return None
    return ceil(low.at.value) if low.closed else floor(low.at.value) + 1


def _class(goal: Goal, chosen: dict[str, Option]) -> Class:
    """The goal with the letters replaced; what the domains say of them become hypotheses. Raises NoClass."""
    put: dict[str, Term] = {}
    at: dict[str, int] = {}
    rest: dict[str, int] = {}
    facts: list[Term] = []
    kept = [(n, d) for n, d in goal.letters if n not in chosen]
    if any(free_letters(end) & set(chosen) for _, its in kept for end in its.terms()):
        raise NoClass("a domain that depends on a letter of the floors")
    taken = names_of(goal)
    for name, (size, place, is_whole) in chosen.items():
        domain = dict(goal.letters)[name]
        facts += membership(name, domain)
        at[name] = place
        if size == 0:
            put[name] = number(place)
            continue
        quotient = fresh("q", taken)
        taken |= {quotient}
        if is_whole:
            put[name] = plus(times(number(size), Letter(quotient)), number(place))
            kept.append((quotient, INTEGER if _low(domain) is None else NATURAL))
        else:
            part = fresh("g", taken)
            taken |= {part}
            put[name] = plus(times(number(size), Letter(quotient)), Letter(part))
            kept += [(quotient, INTEGER), (part, _up_to(size))]
            rest[part] = size
    hypotheses = tuple((*goal.hypotheses, *facts))
    if goal.sequences and _speaks(goal, frozenset(chosen)):
        raise NoClass("a sequence that depends on a letter of the floors")
    return Class(replace(goal, letters=tuple(kept), hypotheses=hypotheses), put, at, rest)


def _up_to(size: int) -> Domain:
    return Domain("real", Bound(ZERO, True), Bound(number(size), False))


class _Splitter:
    """Replaces the floors of one class; floors of bounded terms become the numbers of a case."""

    def __init__(self, one: Class) -> None:
        self.one = one
        self.open: dict[Term, str] = {}  # bounded term -> the name that stands for its floor
        self.ends: dict[str, tuple[Fraction, Fraction]] = {
            part: (Fraction(0), Fraction(size)) for part, size in one.rest.items()
        }

    def free_of_floors(self, term: Term) -> Term:
        """The term in the letters of the class, without floors. Raises NoClass."""
        return self._change(term)

    def _change(self, term: Term) -> Term:
        if not any(isinstance(node, Apply) and node.op in ("floor", "ceil") for node in walk(term)):
            return substitute(term, self.one.put)
        if binder(term) is not None and _has_floor(children(term)[0]):
            raise NoClass("a floor under a binder")
        if isinstance(term, Apply) and term.op in ("floor", "ceil"):
            if term.op == "ceil":
                return negate(self._floor(apply("neg", term.args[0])))
            return self._floor(term.args[0])
        parts = children(term)
        if binder(term) is not None:
            bound = substitute(term, self.one.put)  # renames what would be captured
            return rebuild(bound, (children(bound)[0], *(self._change(part) for part in parts[1:])))
        return rebuild(term, tuple(self._change(part) for part in parts))

    def _floor(self, inside: Term) -> Term:
        """floor(inside) = inside - w - T(r) + floor(T(r) + w)."""
        value = self.value(inside)
        moving = self._change(inside)
        if not value.linear:
            return plus(moving, number(floor(value.constant) - value.constant))
        bounded, name = self._opened(value)
        return plus(moving, negate(bounded), Letter(name))

    def _opened(self, value: _Bounded) -> tuple[Term, str]:
        """A bounded term and the name that stands for its floor."""
        parts = [times(number(c), Letter(name)) for name, c in value.linear.items()]
        bounded = plus(*parts, number(value.constant))
        if bounded not in self.open:
            name = f"floor {len(self.open)}"
            self.open[bounded] = name
            low, high = self._range(value)
            # the upper end of a real letter's bounded part is not reached
            open_ = any(c > 0 and part in self.one.rest for part, c in value.linear.items())
            self.ends[name] = Fraction(floor(low)), Fraction(ceil(high) - 1 if open_ else floor(high))
        return bounded, self.open[bounded]

    def _range(self, value: _Bounded) -> tuple[Fraction, Fraction]:
        low = high = value.constant
        for name, factor in value.linear.items():
            ends = sorted(factor * end for end in self.ends[name])
            low, high = low + ends[0], high + ends[1]
        return low, high

    def value(self, term: Term) -> _Bounded:
        """The part of a term that is not whole in the class: T(r) + w. Raises NoClass."""
        match term:
            case Number(value=value):
                return _Bounded(value)
            case Letter(name=name):
                if self._part(name) is None:
                    return _Bounded(Fraction(self.one.at[name]))
                return _Bounded(Fraction(0), {self._part(name) or "": Fraction(1)})
            case Apply(op="neg", args=(inner,)):
                return self.value(inner).scaled(Fraction(-1))
            case Apply(op=("add" | "sub") as op, args=(left, right)):
                return self.value(left).plus(self.value(right).scaled(Fraction(1 if op == "add" else -1)))
            case Apply(op="div", args=(left, Number(value=value))) if value:
                return self.value(left).scaled(1 / value)
            case Apply(op="mul", args=(left, right)):
                one, two = self.value(left), self.value(right)
                return self._product(left, right, one, two)
            case Apply(op="pow", args=(base, Number(value=value))) if value in range(MAX_EXPONENT + 1):
                one = self.value(base)
                if one.linear:
                    raise NoClass("a power of a real part")
                return _Bounded(one.constant ** int(value))
            case Apply(op="pow", args=(Number(value=base), Letter(name=name))) if base.denominator == 1:
                if self.one.at[name] < 0:
                    raise NoClass("a negative exponent")
                return _Bounded(base ** self.one.at[name])
            case Apply(op=("floor" | "ceil"), args=(inner,)):
                sign = Fraction(1 if term.op == "floor" else -1)
                found = self.value(inner).scaled(sign)
                if not found.linear:
                    return _Bounded(sign * floor(found.constant))
                return _Bounded(Fraction(0), {self._opened(found)[1]: sign})
        raise NoClass("a floor of what is no polynomial with fixed denominator")

    def _product(self, left: Term, right: Term, one: _Bounded, two: _Bounded) -> _Bounded:
        """A product with a number, or of terms in whole letters."""
        for other, value in ((right, one), (left, two)):
            if not free_letters(left if other is right else right):
                return self.value(other).scaled(value.constant)
        if one.linear or two.linear:
            raise NoClass("a product with a real letter")
        return _Bounded(one.constant * two.constant)

    def _part(self, name: str) -> str | None:
        """The bounded part of a real letter."""
        found = [part for part in free_letters(self.one.put[name]) if part in self.one.rest]
        return found[0] if found else None

    def cases(self, goal: Goal) -> Iterator[Goal]:
        """The goal for each choice of numbers for the floors of bounded terms. Raises NoClass."""
        for count, (put, facts) in enumerate(self._choices(list(self.open.items()), {}, [])):
            if count == MAX_CASES:
                raise NoClass(f"more than {MAX_CASES} cases")
            changed = tuple(substitute(fact, put) for fact in goal.hypotheses)
            whole = replace(goal, conclusion=substitute(goal.conclusion, put), hypotheses=changed)
            yield whole.assuming(*facts)

    def _choices(
        self, left: list[tuple[Term, str]], put: dict[str, Term], facts: list[Term]
    ) -> Iterator[tuple[dict[str, Term], list[Term]]]:
        """Numbers for the floors, one after the other; those that leave the bounded parts no value are dropped."""
        if not left:
            yield put, facts
            return
        (bounded, name), *others = left
        inside = substitute(bounded, put)
        low, high = self.ends[name]
        for value in range(int(low), int(high) + 1):
            more = [
                *facts,
                Compare("<=", number(value), inside),
                Compare("<", inside, number(value + 1)),
            ]
            if not self._is_empty(more):
                yield from self._choices(others, {**put, name: number(value)}, more)

    def _is_empty(self, facts: list[Term]) -> bool:
        """Whether the facts leave a single bounded part no value."""
        for part, size in self.one.rest.items():
            low, high, high_open = Fraction(0), Fraction(size), True
            low_open = False
            for fact in facts:
                if not isinstance(fact, Compare):
                    continue
                value = _linear_value(apply("sub", fact.right, fact.left))
                if not value.linear and (
                    value.constant < 0 or (value.constant == 0 and fact.relation == "<")
                ):
                    return True
                if set(value.linear) != {part}:
                    continue
                bound = -value.constant / value.linear[part]
                strict = fact.relation == "<"
                if value.linear[part] > 0:
                    if bound > low or (bound == low and strict):
                        low, low_open = bound, strict
                elif bound < high or (bound == high and strict):
                    high, high_open = bound, strict
            if low > high or (low == high and (low_open or high_open)):
                return True
        return False


@dataclass(frozen=True)
class _Bounded:
    """constant + sum of weights times bounded parts."""

    constant: Fraction
    linear: Mapping[str, Fraction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "linear", {n: c for n, c in self.linear.items() if c})

    def plus(self, other: _Bounded) -> _Bounded:
        names = dict.fromkeys((*self.linear, *other.linear))
        found = {n: self.linear.get(n, Fraction(0)) + other.linear.get(n, Fraction(0)) for n in names}
        return _Bounded(self.constant + other.constant, found)

    def scaled(self, by: Fraction) -> _Bounded:
        return _Bounded(self.constant * by, {name: by * c for name, c in self.linear.items()})


def _linear_value(term: Term) -> _Bounded:
    """A linear term in bounded parts."""
    match term:
        case Number(value=value):
            return _Bounded(value)
        case Letter(name=name):
            return _Bounded(Fraction(0), {name: Fraction(1)})
        case Apply(op="neg", args=(inner,)):
            return _linear_value(inner).scaled(Fraction(-1))
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            sign = Fraction(1 if op == "add" else -1)
            return _linear_value(left).plus(_linear_value(right).scaled(sign))
        case Apply(op="mul", args=(Number(value=value), inner)):
            return _linear_value(inner).scaled(value)
    raise NoClass("a term that is not linear")


def _has_floor(term: Term) -> bool:
    return any(isinstance(node, Apply) and node.op in ("floor", "ceil") for node in walk(term))


def _speaks(goal: Goal, names: frozenset[str]) -> bool:
    """Whether a sequence depends on one of the letters."""
    used = [free_letters(s.step) - {s.index} for s in goal.sequences]
    used += [free_letters(start) for s in goal.sequences for start in s.start]
    return any(names & one for one in used)
