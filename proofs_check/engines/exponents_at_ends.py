"""Inequalities that a letter in the exponents makes better: the letter at the end of its domain.

    sin(x)**a + cos(x)**a <= sqrt(2) for a >= 1    from    0 <= sin(x), cos(x) <= 1, for which powers fall in a, and a = 1

The margin is put together from powers u**t, the exponent t rising or falling in the letter: u**t falls in t where 0 <= u <= 1, and rises
where u >= 1. Sums keep the direction, so do roots, exponentials and logarithms; factors need a sign. Where the margin rises in the letter,
it is at least what it is at the lower end, provided that it is defined there, be the end part of the domain or not.

Certificate: the signs and bounds of the bases and factors, and the goal at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from proofs_check.engines.calculus_questions import Questions, defined
from proofs_check.engines.calculus_terms import minus
from proofs_check.engines.power_products import oriented
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import is_infinite
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    children,
    free_letters,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "exponents at their ends"
RISING = ("sqrt", "exp", "log")
ARITHMETIC = ("add", "sub", "neg", "mul", "div", *RISING)


def applies(goal: Goal) -> bool:
    """Whether an order of real numbers has a bounded letter that stands in exponents only."""
    if oriented(goal) is None or goal.sequences:
        return False
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return False
    return any(True for _ in candidates(goal))


def candidates(goal: Goal) -> Iterator[str]:
    """The letters that stand in exponents only, of bases that are no numbers, and that no domain mentions."""
    in_domains = {name for _, domain in goal.letters for end in domain.terms() for name in free_letters(end)}
    for name, domain in goal.letters:
        has_end = any(end is not None and not is_infinite(end.at) for end in (domain.low, domain.high))
        is_free = name not in in_domains and name in free_letters(goal.conclusion)
        if has_end and is_free and all(_in_exponents(side, name) for side in children(goal.conclusion)):
            yield name


def _in_exponents(term: Term, name: str) -> bool:
    if name not in free_letters(term):
        return True
    match term:
        case Apply(op="pow", args=(base, _)):
            return not isinstance(base, Number) and name not in free_letters(base)
        case Apply(op=op, args=args) if op in ARITHMETIC:
            return all(_in_exponents(arg, name) for arg in args)
        case _:
            return False


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves such an inequality at the end of a letter's domain, or says why not."""
    sides = oriented(goal)
    if sides is None or not applies(goal):
        return undecided(ENGINE, "")
    for name in candidates(goal):
        course = _Course(Questions(goal, prove), name)
        direction = course.of(minus(sides[1], sides[0]))
        if not direction:
            continue
        domain = dict(goal.letters)[name]
        end = domain.low if direction > 0 else domain.high
        if end is None or is_infinite(end.at):
            continue
        at_end = _at_end(goal, name, end.at)
        assert isinstance(at_end.conclusion, Compare)
        answer = prove(at_end)
        there = (
            defined((at_end.conclusion.left, at_end.conclusion.right), at_end, prove)
            if answer.proved
            else None
        )
        if there is not None:
            says = f"the margin {'rises' if direction > 0 else 'falls'} in {name}; at {text(end.at)}"
            return proved(ENGINE, says, "certificate", (*course.asked.used, answer, there))
    return undecided(ENGINE, "no letter makes it better towards an end where it holds")


def _at_end(goal: Goal, name: str, end: Term) -> Goal:
    """The goal at the end, without what is said of the letter."""
    letters = tuple((own, domain) for own, domain in goal.letters if own != name)
    hypotheses = tuple(fact for fact in goal.hypotheses if name not in free_letters(fact))
    conclusion = substitute(goal.conclusion, {name: end})
    return replace(goal, letters=letters, hypotheses=hypotheses, conclusion=conclusion)


@dataclass
class _Course:
    """How terms change as the letter rises."""

    asked: Questions
    name: str
    known: dict[Term, int | None] = field(default_factory=dict)

    def of(self, term: Term) -> int | None:
        """1: it does not fall; -1: it does not rise; 0: it does not change; None: this is not known."""
        if term not in self.known:
            self.known[term] = self._of(term)
        return self.known[term]

    def _of(self, term: Term) -> int | None:
        if self.name not in free_letters(term):
            return 0
        match term:
            case Letter():
                return 1
            case Apply(op="add", args=(left, right)):
                return _joined(self.of(left), self.of(right))
            case Apply(op="sub", args=(left, right)):
                return _joined(self.of(left), _turned(self.of(right), -1))
            case Apply(op="neg", args=(inner,)):
                return _turned(self.of(inner), -1)
            case Apply(op="mul", args=(left, right)):
                factor, inner = (right, left) if self.name in free_letters(left) else (left, right)
                return _turned(self.of(inner), self._sign(factor))
            case Apply(op="div", args=(left, right)) if self.name not in free_letters(right):
                return _turned(self.of(left), self._sign(right))
            case Apply(op=op, args=(inner,)) if op in RISING:
                return self.of(inner)
            case Apply(op="pow", args=(base, exponent)) if self.name not in free_letters(base):
                return _turned(self.of(exponent), self._of_base(base))
            case _:
                return None

    def _sign(self, factor: Term) -> int | None:
        if self.name in free_letters(factor):
            return None
        for relation, sign in ((">=", 1), ("<=", -1)):
            if self.asked.holds(Compare(relation, factor, ZERO)):
                return sign
        return None

    def _of_base(self, base: Term) -> int | None:
        """How powers of the base change with the exponent."""
        if self.asked.holds(Compare(">=", base, ONE)):
            return 1
        at_most_one = self.asked.holds(Compare("<=", base, ONE))
        return -1 if at_most_one and self.asked.holds(Compare(">=", base, ZERO)) else None


def _turned(direction: int | None, sign: int | None) -> int | None:
    return None if direction is None or sign is None else direction * sign


def _joined(one: int | None, two: int | None) -> int | None:
    if one is None or two is None or one * two < 0:
        return None
    return one or two
