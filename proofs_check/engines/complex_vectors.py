"""Complex numbers as vectors.

Where a comparison speaks only of moduli of sums of complex letters with real weights, and of re(u*conj(v)), the letters may be vectors:
abs(u) is norm(u), re(u*conj(v)) is dot(u, v), and engines for vectors take over:

    abs(z/abs(z) - w/abs(w)) <= 2*abs(z - w)/(abs(z) + abs(w))

The vectors are those of any space of at least two dimensions, of which the plane is one. A hypothesis that says more is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofs_check.engines.calculus_questions import names_of
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    fresh,
    number,
)

ENGINE = "complex numbers as vectors"


class NotPlane(ValueError):
    """The term says more than a statement about vectors can."""


def applies(goal: Goal) -> bool:
    """Whether an order of terms in at least two complex letters is asked for."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation == "!=":
        return False
    spoken = free_letters(conclusion)
    return sum(domain.kind == "complex" and name in spoken for name, domain in goal.letters) > 1


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the same about vectors, or says that there is no such statement."""
    conclusion = goal.conclusion
    if not applies(goal) or not isinstance(conclusion, Compare):
        return undecided(ENGINE, "")
    size = fresh("n", names_of(goal))
    plane = _Plane(frozenset(name for name, domain in goal.letters if domain.kind == "complex"), Letter(size))
    try:
        says = plane.comparison(conclusion)
    except NotPlane as reason:
        return undecided(ENGINE, str(reason))
    facts = [
        Compare(">", apply("norm", Letter(name)), ZERO)
        for name, its in goal.letters
        if its.is_complex and its.nonzero
    ]
    for fact in goal.hypotheses:
        try:
            facts.append(plane.comparison(fact))
        except NotPlane:
            continue
    space = Domain("vector", size=(Letter(size),))
    letters = tuple((name, space if name in plane.letters else domain) for name, domain in goal.letters)
    dimension = (size, Domain("integer", Bound(number(2), True)))
    answer = prove(replace(goal, letters=(dimension, *letters), hypotheses=tuple(facts), conclusion=says))
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(ENGINE, f"with vectors: {answer.detail}"[:300], "certificate", (answer,))


@dataclass(frozen=True)
class _Plane:
    letters: frozenset[str]
    size: Term

    def comparison(self, statement: Term) -> Compare:
        """The statement about vectors. Raises NotPlane."""
        if not isinstance(statement, Compare):
            raise NotPlane("no comparison")
        left, right = statement.left, statement.right
        if statement.relation == "!=":
            gap = self._vector(apply("sub", left, right))
            return Compare(">", apply("norm", gap), ZERO)
        return Compare(statement.relation, self._real(left), self._real(right))

    def _real(self, term: Term) -> Term:
        """A real term that says the same in complex and in real claims. Raises NotPlane."""
        match term:
            case Number() | Constant(name="pi" | "e"):
                return term
            case Letter(name=name) if name not in self.letters:
                return term
            case Apply(op="abs", args=(inner,)) if free_letters(inner) & self.letters and not self._is_real(
                inner
            ):
                return apply("norm", self._vector(inner))
            case Apply(op="re", args=(inner,)):
                return self._dot(inner)
            case Apply(op="pow", args=(base, Number(value=value))) if value.denominator == 1:
                return apply("pow", self._real(base), number(value))
            case Apply(op=("add" | "sub" | "mul" | "div" | "neg" | "abs" | "max" | "min") as op, args=args):
                return Apply(op, tuple(self._real(arg) for arg in args))
        raise NotPlane("more than moduli and scalar products")

    def _is_real(self, term: Term) -> bool:
        try:
            self._real(term)
        except NotPlane:
            return False
        return True

    def _dot(self, term: Term) -> Term:
        """re(u*conj(v)). Raises NotPlane."""
        match term:
            case Apply(op="mul", args=(left, Apply(op="conj", args=(right,)))):
                return apply("dot", self._vector(left), self._vector(right))
            case Apply(op="mul", args=(Apply(op="conj", args=(left,)), right)):
                return apply("dot", self._vector(left), self._vector(right))
        raise NotPlane("a real part that is no scalar product")

    def _vector(self, term: Term) -> Term:
        """A sum of complex letters with real weights. Raises NotPlane."""
        match term:
            case Letter(name=name) if name in self.letters:
                return term
            case Number(value=value) if value == 0:
                return apply("zeros", self.size, ONE)
            case Apply(op="neg", args=(inner,)):
                return apply("neg", self._vector(inner))
            case Apply(op=("add" | "sub") as op, args=(left, right)):
                return apply(op, self._vector(left), self._vector(right))
            case Apply(op="mul", args=(left, right)):
                weight, rest = (left, right) if self._is_real(left) else (right, left)
                return apply("mul", self._real(weight), self._vector(rest))
            case Apply(op="div", args=(top, bottom)):
                return apply("div", self._vector(top), self._real(bottom))
        raise NotPlane("no sum of letters with real weights")
