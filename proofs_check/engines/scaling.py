"""Goals that no change of units alters: one positive letter may be taken to be 1.

Every letter x becomes t**w(x) * x with t > 0; what weights w leave all facts and the conclusion as they are is a system of linear
equations, read off the terms (sums need equal degrees, a logarithm turns a factor into a summand). Certificate: the weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import fmpq, fmpq_mat

from proofs_check.engines.logarithmic_letters import with_exponentials, with_logarithms
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Letter,
    Number,
    Term,
    children,
    substitute,
)

ENGINE = "scaling"
SAME_DEGREE = ("abs", "max", "min", "relu", "neg")

Form = dict[str, Fraction]
"""A linear form in the weights of the letters; zeros are left out."""


class NoScaling(ValueError):
    """The goal speaks of something that has no degree."""


@dataclass(frozen=True)
class Degree:
    """What t does to a term: it becomes t**power * term, or, the power being 0, term + shift * log(t). None: the term is 0."""

    power: Form
    shift: Form


NOTHING = Degree({}, {})


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with a letter put to 1, or says why not."""
    try:
        weights = scaling_of(goal)
    except NoScaling as reason:
        other = with_logarithms(goal)
        if other != goal:
            return attempt(other, prove)
        other = with_exponentials(goal)
        return undecided(ENGINE, str(reason)) if other == goal else _in_exponentials(other, prove)
    for name in _positive(goal):
        if weights.get(name):
            answer = prove(_with_one(goal, name))
            if answer.proved:
                said = ", ".join(f"{letter}: {weight}" for letter, weight in weights.items())
                return proved(ENGINE, f"{name} = 1 by the weights {said}", "certificate", (answer,))
            return undecided(ENGINE, f"not shown for {name} = 1")
    return undecided(ENGINE, "no positive letter may be 1")


def _in_exponentials(goal: Goal, prove: Prover) -> Answer:
    answer = prove(goal)
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(ENGINE, f"in logarithms of letters: {answer.detail}", "certificate", (answer,))


def scaling_of(goal: Goal) -> Form:
    """Weights, not all 0, that leave the goal as it is, of a positive letter among others. Raises NoScaling."""
    if goal.sequences:
        raise NoScaling("a sequence")
    names = tuple(name for name, domain in goal.letters if domain.kind == "real")
    reading = _Reading(frozenset(names))
    for name, domain in goal.letters:
        reading.domain(name, domain)
    for fact in (*goal.hypotheses, goal.conclusion):
        reading.statement(fact)
    used = [name for name in names if any(name in one for one in reading.met)]
    for weights in _solutions(reading.zero, used):
        if any(weights.get(name) for name in _positive(goal)):
            return weights
    raise NoScaling("no change of units leaves the goal as it is")


def _solutions(zero: list[Form], names: list[str]) -> Iterator[Form]:
    """A basis of the weights at which all forms are 0."""
    if not names:
        return
    rows = [
        [fmpq(form.get(n, Fraction(0)).numerator, form.get(n, Fraction(0)).denominator) for n in names]
        for form in zero
    ]
    reduced, rank = fmpq_mat(rows or [[fmpq(0)] * len(names)]).rref()
    leading = [next(c for c in range(len(names)) if reduced[r, c] != 0) for r in range(int(rank))]
    for free in (column for column in range(len(names)) if column not in leading):
        weights = {names[free]: Fraction(1)}
        for row, column in enumerate(leading):
            value = reduced[row, free]
            if value != 0:
                weights[names[column]] = Fraction(-int(value.p), int(value.q))
        yield weights


def _positive(goal: Goal) -> Iterator[str]:
    """The real letters that are positive by their domain or by a hypothesis."""
    for name, domain in goal.letters:
        low = domain.low
        at_zero = low is not None and low.at == ZERO
        by_domain = at_zero and (domain.nonzero or not (low and low.closed))
        said = Compare(">", Letter(name), ZERO) in goal.hypotheses
        if domain.kind == "real" and (by_domain or said):
            yield name


def _with_one(goal: Goal, name: str) -> Goal:
    put: dict[str, Term] = {name: ONE}
    letters = tuple(
        (letter, domain.with_terms(tuple(substitute(term, put) for term in domain.terms())))
        for letter, domain in goal.letters
        if letter != name
    )
    facts = tuple(substitute(fact, put) for fact in goal.hypotheses)
    return replace(goal, letters=letters, hypotheses=facts, conclusion=substitute(goal.conclusion, put))


class _Reading:
    """Collects the forms that must be 0."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.zero: list[Form] = []
        self.met: list[Form] = []

    def domain(self, name: str, domain: Domain) -> None:
        if not domain.is_scalar:
            raise NoScaling("a matrix")
        for term in domain.terms():
            if name in self.names:
                self._equal(self.degree(Letter(name)), self.degree(term))
            else:
                self._fixed(self.degree(term))

    def statement(self, fact: Term) -> None:
        if isinstance(fact, Connective):
            for part in fact.parts:
                self.statement(part)
        elif isinstance(fact, Compare):
            self._equal(self.degree(fact.left), self.degree(fact.right))
        else:
            raise NoScaling("a quantifier or a truth value")

    def degree(self, term: Term) -> Degree | None:
        """The degree of a term; None for 0. Raises NoScaling."""
        match term:
            case Number(value=value):
                return NOTHING if value else None
            case Constant():
                return NOTHING
            case Letter(name=name):
                found = {name: Fraction(1)} if name in self.names else {}
                self.met.append(found)
                return Degree(found, {})
            case Apply(op=("add" | "sub" | "max" | "min") as op, args=args):
                return self._sum(op, [self.degree(arg) for arg in args])
            case Apply(op=("mul" | "div") as op, args=(left, right)):
                return self._product(op, left, right)
            case Apply(op="pow", args=(base, Number(value=value))):
                return self._power(base, value)
            case Apply(op="sqrt", args=(base,)):
                return self._power(base, Fraction(1, 2))
            case Apply(op="root", args=(base, Number(value=value))) if value:
                return self._power(base, 1 / value)
            case Apply():
                return self._function(term)
        raise NoScaling("a term without a degree")

    def _function(self, term: Apply) -> Degree | None:
        inner = self.degree(term.args[0]) if len(term.args) == 1 else None
        if len(term.args) == 1 and inner is not None:
            if term.op in SAME_DEGREE and (term.op == "neg" or not inner.shift):
                return (
                    Degree(inner.power, {k: -v for k, v in inner.shift.items()})
                    if term.op == "neg"
                    else inner
                )
            if term.op == "log":
                self.zero.append(inner.shift)
                return Degree({}, inner.power)
            if term.op == "exp":
                self.zero.append(inner.power)
                return Degree(inner.shift, {})
            if term.op == "sign":
                self.zero.append(inner.shift)
                return NOTHING
        for part in children(term):
            self._fixed(self.degree(part))
        return NOTHING

    def _sum(self, op: str, parts: list[Degree | None]) -> Degree | None:
        known = [part for part in parts if part is not None]
        if not known:
            return None
        if any(part.shift for part in known):
            self.zero += [part.power for part in known]
            if op in ("max", "min"):
                self.zero += [minus(part.shift, known[0].shift) for part in known] + [known[0].shift] * (
                    len(known) < len(parts)
                )
                return Degree({}, known[0].shift)
            total: Form = {}
            for place, part in enumerate(parts):
                if part is not None:
                    total = (
                        minus(total, part.shift)
                        if op == "sub" and place
                        else minus(total, minus({}, part.shift))
                    )
            return Degree({}, total)
        self.zero += [minus(part.power, known[0].power) for part in known[1:]]
        return known[0]

    def _product(self, op: str, left: Term, right: Term) -> Degree | None:
        one, two = self.degree(left), self.degree(right)
        if one is None or two is None:
            if op == "div" and two is not None:  # 0/f has a value where f is not 0
                self.zero.append(two.shift)
            return None
        for factor, number in ((one, right), (two, left)):
            if factor.shift and isinstance(number, Number) and (op == "mul" or number is right):
                by = number.value if op == "mul" else 1 / number.value
                return Degree(factor.power, {k: v * by for k, v in factor.shift.items()})
        self.zero += [one.shift, two.shift]
        power = minus(one.power, two.power) if op == "div" else minus(one.power, minus({}, two.power))
        return Degree(power, {})

    def _power(self, base: Term, exponent: Fraction) -> Degree | None:
        inner = self.degree(base)
        if inner is None:
            return None if exponent > 0 else NOTHING
        self.zero.append(inner.shift)
        return Degree({k: v * exponent for k, v in inner.power.items() if exponent}, {})

    def _equal(self, one: Degree | None, two: Degree | None) -> None:
        if one is None or two is None:
            known = one or two
            if known is not None:
                self.zero.append(known.shift)
            return
        self._sum("max", [one, two])

    def _fixed(self, one: Degree | None) -> None:
        if one is not None:
            self.zero += [one.power, one.shift]


def minus(one: Form, two: Form) -> Form:
    """The difference of two forms."""
    found = {name: one.get(name, Fraction(0)) - two.get(name, Fraction(0)) for name in (*one, *two)}
    return {name: value for name, value in found.items() if value}
