"""Statements about a complex letter and its argument, in polar coordinates: z = r*exp(i*t), r > 0, -pi < t <= pi.

    abs(z - abs(z)) <= abs(z)*abs(arg(z))           becomes abs(r*exp(i*t) - r) <= r*abs(t)

Every number but 0 has exactly one such form, with r = abs(z), t = arg(z), log(z) = log(r) + i*t, sqrt(z) = sqrt(r)*exp(i*t/2). The
letter is not 0, as the argument or the logarithm of it is defined. The complex letter stays declared without being spoken
of, so that the constant i keeps its meaning. Certificate: that of the goal in the new letters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from proofs_check.engines.branch_values import BINDERS, open_nodes
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import negate, plus, times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import POSITIVE, Bound, Domain
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Constant,
    Letter,
    Number,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    rebuild,
    walk,
)

ENGINE = "polar coordinates"
TURN = Domain("real", Bound(negate(Constant("pi")), False), Bound(Constant("pi"), True))
HALF = Number(Fraction(1, 2))


class NotMoved(ValueError):
    """The letter stands below a binder."""


@dataclass(frozen=True)
class Polar:
    """A complex letter with those of its modulus and argument."""

    letter: str
    radius: Letter
    angle: Letter

    def moved(self, term: Term) -> Term:
        """The term in the new letters. Raises NotMoved."""
        if self.letter not in free_letters(term):
            return term
        if isinstance(term, BINDERS):
            raise NotMoved
        match term:
            case Letter():
                return times(self.radius, self._wave(self.angle))
            case Apply(op=op, args=(Letter(name=name),)) if name == self.letter:
                return self._value(op)
        return rebuild(term, tuple(map(self.moved, children(term))))

    def _value(self, op: str) -> Term:
        """A function at the letter."""
        match op:
            case "abs":
                return self.radius
            case "arg":
                return self.angle
            case "re":
                return times(self.radius, apply("cos", self.angle))
            case "im":
                return times(self.radius, apply("sin", self.angle))
            case "conj":
                return times(self.radius, self._wave(negate(self.angle)))
            case "log":
                return plus(apply("log", self.radius), times(Constant("i"), self.angle))
            case "sqrt":
                return times(apply("sqrt", self.radius), self._wave(times(HALF, self.angle)))
            case _:
                return apply(op, times(self.radius, self._wave(self.angle)))

    @staticmethod
    def _wave(angle: Term) -> Term:
        return apply("exp", times(Constant("i"), angle))


def applies(goal: Goal) -> bool:
    """Whether two numbers are compared and the argument of a complex letter stands in the conclusion."""
    return isinstance(goal.conclusion, Compare) and not goal.sequences and _spoken_of(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal in polar coordinates, or says why not."""
    letter = _spoken_of(goal)
    if letter is None or goal.sequences:
        return undecided(ENGINE, "")
    changed = in_polar(goal, letter)
    if changed is None:
        return undecided(ENGINE, f"{letter} stands below a binder")
    answer = prove(changed)
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(
        ENGINE, f"modulus and argument of {letter}: {answer.detail}"[:400], "certificate", (answer,)
    )


def in_polar(goal: Goal, letter: str) -> Goal | None:
    """The goal with modulus and argument of the letter, without the hypotheses that speak of it below a binder."""
    taken = names_of(goal) | _bound(goal)
    radius = fresh(f"{letter}_abs", taken)
    angle = fresh(f"{letter}_arg", taken | {radius})
    polar = Polar(letter, Letter(radius), Letter(angle))
    facts = []
    for fact in goal.hypotheses:
        try:
            facts.append(polar.moved(fact))
        except NotMoved:
            continue
    try:
        conclusion = polar.moved(goal.conclusion)
    except NotMoved:
        return None
    moved = replace(goal, hypotheses=tuple(facts), conclusion=conclusion)
    return moved.with_letter(radius, POSITIVE).with_letter(angle, TURN)


def _spoken_of(goal: Goal) -> str | None:
    """The first complex letter of whose argument the conclusion speaks outside of binders."""
    heads = {
        node.args[0].name
        for node in open_nodes(goal.conclusion)
        if isinstance(node, Apply) and node.op == "arg" and isinstance(node.args[0], Letter)
    }
    return next((name for name, domain in goal.letters if name in heads and domain.kind == "complex"), None)


def _bound(goal: Goal) -> frozenset[str]:
    terms = (*goal.hypotheses, goal.conclusion)
    return frozenset(name for term in terms for node in walk(term) if (name := binder(node)) is not None)
