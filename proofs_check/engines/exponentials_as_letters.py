"""Exponentials of a real letter taken as a positive letter: with v = exp(x) comparisons of x with other terms are some of v.

    exp(x) + exp(-x) == 2*a, x == log(a + sqrt(a**2 - 1))      v + 1/v == 2*a, v == a + sqrt(a**2 - 1)
    4**x - 6*2**x + 8 < 0, 1 < x and x < 2                     v**2 - 6*v + 8 < 0, 2 < v and v < 4       with v = 2**x
    exp(x/2), cosh(x), tanh(x)                                 v, (v**2 + 1/v**2)/2, ...                 with v = exp(x/2)

for exp is strictly rising and onto the positive numbers. The letter must stand in exponentials with one base, up to whole powers, or in comparisons that are linear in
it. Hypotheses of another kind are left out. Certificate: that of the goal in v, which keeps the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import folded, minus, number_of, over, plus, power, times
from proofs_check.engines.existence_bounds import linear
from proofs_check.engines.logarithm_forms import NotMoved, exponential
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import POSITIVE
from proofs_check.statement.terms import (
    ONE,
    TRUE,
    Apply,
    Compare,
    Connective,
    Constant,
    Letter,
    Number,
    Term,
    apply,
    children,
    free_letters,
    number,
    rebuild,
    walk,
)

ENGINE = "exponentials as letters"
PLAIN = (Apply, Number, Constant, Letter)
WAVES = ("exp", "cosh", "sinh", "tanh", "sigmoid", "softplus")
MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
MAX_POWER = 12


@dataclass(frozen=True)
class Change:
    """v = base**(x/below), or exp(x/below) where there is no base."""

    name: str
    base: int | None
    below: int
    asked: Questions

    def statement(self, says: Term) -> Term:
        """The statement about v. Raises NotMoved."""
        if self.name not in free_letters(says):
            return says
        match says:
            case Connective(op=op, parts=parts):
                return Connective(op, tuple(map(self.statement, parts)))
            case Compare(relation=relation, left=left, right=right):
                try:
                    return Compare(relation, self.term(left), self.term(right))
                except NotMoved:
                    return self._of_letter(relation, left, right)
        raise NotMoved

    def term(self, term: Term) -> Term:
        """The term in v. Raises NotMoved."""
        if self.name not in free_letters(term):
            return term
        match term:
            case Apply(op="pow", args=(Number(value=value), exponent)):
                return self._exponential(exponent, value)
            case Apply(op="pow", args=(Constant(name="e"), exponent)):
                return self._exponential(exponent, None)
            case Apply(op=op, args=(inner,)) if op in WAVES:
                return _of_wave(op, self._exponential(inner, None))
            case Letter():
                raise NotMoved
            case _ if isinstance(term, PLAIN):
                return rebuild(term, tuple(map(self.term, children(term))))
        raise NotMoved

    def _exponential(self, exponent: Term, base: Fraction | None) -> Term:
        """base**exponent for an exponent that is linear in the letter: a power of v times a term without it. Raises NotMoved."""
        slope, rest = self.linear(exponent)
        times_log = Fraction(1)
        if base is not None and self.base is not None:
            times_log = Fraction(exponent_of(base, self.base))
        if (base is None) != (self.base is None):
            raise NotMoved
        whole = slope * times_log * self.below
        if whole.denominator != 1 or abs(whole) > MAX_POWER:
            raise NotMoved
        known = exponential(rest) if base is None else power(number(base), rest)
        return times(power(Letter(self.name), number_of(whole)), known)

    def _of_letter(self, relation: str, left: Term, right: Term) -> Term:
        """q*x + r R 0 as v R' base**(-r/q/below). Raises NotMoved."""
        slope, _ = self.linear(minus(left, right))
        if not slope:
            raise NotMoved
        (_, here), (_, there) = self.linear(left), self.linear(right)
        value = times(number(1 / slope / self.below), minus(there, here))
        bound = exponential(value) if self.base is None else power(number(self.base), value)
        return Compare(relation if slope > 0 else MIRROR[relation], Letter(self.name), bound)

    def linear(self, term: Term) -> tuple[Fraction, Term]:
        """(q, r) of q*x + r with a number q. Raises NotMoved."""
        if self.name not in free_letters(term):
            return Fraction(0), term
        found = linear(term, self.name, self.asked)
        if found is None or not isinstance(found[0], Number) or not found[0].value:
            raise NotMoved
        return found[0].value, folded(found[1])


def _of_wave(op: str, value: Term) -> Term:
    """The function at u, value being exp(u)."""
    inverse = over(ONE, value)
    match op:
        case "cosh":
            return over(plus(value, inverse), number(2))
        case "sinh":
            return over(minus(value, inverse), number(2))
        case "tanh":
            return over(minus(value, inverse), plus(value, inverse))
        case "sigmoid":
            return over(value, plus(value, ONE))
        case "softplus":
            return apply("log", plus(value, ONE))
    return value


def exponent_of(value: Fraction, base: int) -> int:
    """k with value == base**k. Raises NotMoved."""
    for k in range(-MAX_POWER, MAX_POWER + 1):
        if value == Fraction(base) ** k:
            return k
    raise NotMoved


def applies(goal: Goal) -> bool:
    """Whether the goal about real numbers has an exponential of a real letter."""
    if goal.sequences or any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    return any(_exponents(goal, name) for name in _letters(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal in v, or says why not."""
    for changed, asked in changes(goal, prove):
        answer = prove(changed)
        if answer.proved:
            detail = f"in exponentials: {answer.detail}"[:300]
            return proved(ENGINE, detail, "certificate", (*asked.used, answer))
    return undecided(ENGINE, "no exponential is seen as a letter that shows it")


def changes(goal: Goal, prove: Prover) -> Iterator[tuple[Goal, Questions]]:
    """The goal in the exponential of one of the letters; what was asked for it."""
    if not applies(goal):
        return
    for name in _letters(goal):
        asked = Questions(goal, prove)
        try:
            yield _in_exponential(goal, _change(goal, name, asked)), asked
        except NotMoved:
            continue


def _letters(goal: Goal) -> list[str]:
    """Real letters of which no domain speaks."""
    spoken = {name for _, domain in goal.letters for end in domain.terms() for name in free_letters(end)}
    return [name for name, its in goal.letters if its.kind == "real" and name not in spoken]


def _exponents(goal: Goal, name: str) -> list[tuple[Fraction | None, Term]]:
    """(base, exponent) of the exponentials of the letter; no base is e."""
    found: list[tuple[Fraction | None, Term]] = []
    for term in (goal.conclusion, *goal.hypotheses):
        for node in walk(term):
            match node:
                case Apply(op="pow", args=(Number(value=value), exponent)) if value > 0:
                    found.append((value, exponent))
                case Apply(op="pow", args=(Constant(name="e"), exponent)):
                    found.append((None, exponent))
                case Apply(op=op, args=(inner,)) if op in WAVES:
                    found.append((None, inner))
    return [(base, exponent) for base, exponent in found if name in free_letters(exponent)]


def _change(goal: Goal, name: str, asked: Questions) -> Change:
    """Raises NotMoved."""
    found = _exponents(goal, name)
    bases = {base for base, _ in found}
    plain = Change(name, None, 1, asked)
    slopes = [plain.linear(exponent)[0] for _, exponent in found]
    if not slopes or (None in bases and len(bases) > 1):
        raise NotMoved
    below = lcm(*(slope.denominator for slope in slopes))
    if None in bases:
        return Change(name, None, below, asked)
    sizes = [max(base, 1 / base) for base in bases if base is not None]
    least = min(sizes)
    if least == 1 or least.denominator != 1:
        raise NotMoved
    return Change(name, int(least), below, asked)


def _in_exponential(goal: Goal, change: Change) -> Goal:
    """Raises NotMoved."""
    conclusion = change.statement(goal.conclusion)
    facts: list[Term] = []
    for fact in goal.facts():
        if fact not in goal.hypotheses and change.name not in free_letters(fact):
            continue  # the domain says so
        try:
            facts.append(change.statement(fact))
        except NotMoved:
            continue
    letters = tuple((name, POSITIVE if name == change.name else its) for name, its in goal.letters)
    kept = tuple(fact for fact in facts if fact != TRUE)
    return replace(goal, letters=letters, hypotheses=kept, conclusion=conclusion)


__all__ = ["ENGINE", "applies", "attempt", "changes"]
