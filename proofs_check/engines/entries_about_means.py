"""Sums over the entries of vectors of any size, written by the mean of each vector and the vector of what its entries exceed it by.

With v = a*(1, ..., 1) + p, a the mean of the n entries of v and p[0] + ... + p[n - 1] == 0, and w = b*(1, ..., 1) + q in the same way:

    sum(v[k]) == n*a        sum(v[k]*w[k]) == dot(v, w) == n*a*b + dot(p, q)

Sums whose terms are polynomials of degree at most 2 in the entries, scalar products and norms become polynomials in n, the means and the scalar products of
the deviations. The statement is proved for all real a, b and all vectors p, q; that their entries add up to 0 is not needed.

Certificate: the statement about a, b, p, q. Hypotheses that speak of the vectors otherwise are left out.
Reference: (sum v)**2 <= n*sum(v**2), and sum((v[k] - c)**2) == sum((v[k] - a)**2) + n*(a - c)**2 (Steiner, Huygens).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_terms import negate, over, plus, times
from proofs_check.engines.scalar_image import touches_matrices
from proofs_check.engines.word_terms import all_names
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Sum,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "entries about means"
TWO = number(2)
RELATIONS = ("<", "<=", ">", ">=", "==")
Polynomial = dict[tuple[str, ...], Term]
"""Names of vectors, at most two -> the coefficient of the product of their entries."""


class OtherForm(ValueError):
    """The vectors are spoken of otherwise."""


def applies(goal: Goal) -> bool:
    """Whether real numbers are compared, with a sum over entries of vectors among them or in a hypothesis."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in RELATIONS or goal.sequences:
        return False
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    vectors = {name for name, domain in goal.letters if domain.kind == "vector"}
    nodes = [node for term in (conclusion, *goal.hypotheses) for node in walk(term)]
    has_sum = any(isinstance(node, Sum) and free_letters(node.body) & vectors for node in nodes)
    return has_sum and bool(free_letters(conclusion) & vectors)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the comparison in the means and the deviations; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    try:
        inner = _Image(goal).goal()
    except OtherForm as problem:
        return undecided(ENGINE, str(problem))
    answer = prove(inner)
    if not answer.proved:
        return undecided(ENGINE, f"not shown: {text(inner.conclusion)}"[:300])
    detail = f"by means and deviations: {text(inner.conclusion)}"
    return proved(ENGINE, detail[:300], "certificate", (answer,))


@dataclass
class _Image:
    """Statements in the means and the deviations of the vectors."""

    of: Goal
    parts: dict[str, tuple[Letter, Letter]] = field(default_factory=dict)
    domains: list[tuple[str, Domain]] = field(default_factory=list)

    def __post_init__(self) -> None:
        taken = all_names((*self.of.hypotheses, self.of.conclusion)) | {name for name, _ in self.of.letters}
        for name, domain in self.of.letters:
            if domain.kind == "vector":
                mean, rest = fresh(f"{name}_mean", taken), fresh(f"{name}_rest", taken)
                taken |= {mean, rest}
                self.parts[name] = Letter(mean), Letter(rest)
                self.domains += [(mean, REAL), (rest, domain)]

    def goal(self) -> Goal:
        """The goal without the vectors themselves. Raises OtherForm."""
        conclusion = self._put(self.of.conclusion)
        hypotheses = []
        for fact in self.of.hypotheses:
            try:
                hypotheses.append(self._put(fact))
            except OtherForm:
                continue
        scalars = tuple(pair for pair in self.of.letters if pair[0] not in self.parts)
        if any(free_letters(end) & set(self.parts) for _, domain in scalars for end in domain.terms()):
            raise OtherForm("a vector bounds a letter")
        return Goal((*scalars, *self.domains), (*hypotheses, *self._facts()), conclusion)

    def _rests(self) -> set[Letter]:
        return {rest for _, rest in self.parts.values()}

    def _facts(self) -> Iterator[Term]:
        """The squares of the lengths of sums and differences of two deviations."""
        for one, other in combinations(self.parts, 2):
            if self.of.scope.letters[one].size == self.of.scope.letters[other].size:
                p, q = self.parts[one][1], self.parts[other][1]
                squares, product = plus(apply("dot", p, p), apply("dot", q, q)), apply("dot", p, q)
                yield Compare("<=", times(TWO, product), squares)
                yield Compare("<=", times(number(-2), product), squares)

    def _put(self, term: Term) -> Term:
        """The term without the vectors. Raises OtherForm."""
        match term:
            case Letter(name=name) if name in self.parts:
                raise OtherForm(f"'{name}' stands alone")
            case Sum(op="sum"):
                return self._of_sum(term)
            case Apply(op="dot", args=(Letter(), Letter()) as both) if self._rests().issuperset(both):
                return term
            case Apply(op="dot", args=(left, right)):
                return self._product(self._combination(left), self._combination(right))
            case Apply(op="pow", args=(Apply(op="norm", args=(inner,)), exponent)) if exponent == TWO:
                return self._put(apply("dot", inner, inner))
            case Apply(op="norm", args=(inner,)) if touches_matrices(inner, self.of.scope):
                return apply("sqrt", self._put(apply("dot", inner, inner)))
        if binder(term) is not None and free_letters(term) & set(self.parts):
            raise OtherForm("vectors under a binder")
        parts = tuple(map(self._put, children(term)))
        return rebuild(term, parts) if parts else term

    def _of_sum(self, term: Sum) -> Term:
        """The value of a sum over all entries; sums in which no vector stands are kept."""
        if not free_letters(term.body) & set(self.parts):
            return Sum("sum", term.letter, self._put(term.body), self._put(term.low), self._put(term.high))
        found = self._by_entries(term)
        return plus(*(times(self._put(factor), total) for factor, total in found))

    def _by_entries(self, term: Sum) -> list[tuple[Term, Term]]:
        """Factors without the index, each with the sum over what it stands at. Raises OtherForm."""
        found = self._polynomial(self._inner(term.body), term.letter)
        names = {name for several in found for name in several}
        if not names or not all(self._has_size(name, plus(term.high, ONE)) for name in names):
            raise OtherForm("a sum over other places than all entries")  # nor is its length known, then
        size = self.of.scope.letters[min(names)].size[0]
        if term.low != ZERO or term.letter in self.of.scope.letters:
            raise OtherForm("a sum from a later entry on, or with an index that hides a letter")
        return [(factor, self._total(several, size)) for several, factor in found.items()]

    def _inner(self, body: Term) -> Term:
        """The body with its own sums replaced; entries at the index of an outer sum stay in them as factors."""
        if isinstance(body, Sum) and body.op == "sum" and free_letters(body.body) & set(self.parts):
            return plus(*(times(factor, total) for factor, total in self._by_entries(body)))
        if binder(body) is not None:
            return body
        parts = tuple(map(self._inner, children(body)))
        return rebuild(body, parts) if parts else body

    def _has_size(self, name: str, size: Term) -> bool:
        return difference_is_zero(self.of.scope.letters[name].size[0], size, self.of.scope)

    def _total(self, names: tuple[str, ...], size: Term) -> Term:
        """The sum of the products of the entries of at most two vectors."""
        means = times(size, *(self.parts[name][0] for name in names))
        if len(names) < 2:
            return means
        rests = sorted((self.parts[name][1] for name in names), key=lambda letter: letter.name)
        return plus(means, apply("dot", *rests))

    def _product(self, left: dict[str, Term], right: dict[str, Term]) -> Term:
        found = []
        for one, first in left.items():
            for two, second in right.items():
                size = self.of.scope.letters[one].size[0]
                found.append(times(first, second, self._total((one, two), size)))
        return plus(*found)

    def _combination(self, term: Term) -> dict[str, Term]:
        """The vector as a linear combination of vector letters. Raises OtherForm."""
        match term:
            case Letter(name=name) if name in self.parts:
                return {name: ONE}
            case Apply(op="neg", args=(inner,)):
                return {name: negate(one) for name, one in self._combination(inner).items()}
            case Apply(op=("add" | "sub") as op, args=(left, right)):
                found = self._combination(left)
                for name, one in self._combination(right).items():
                    found[name] = plus(found.get(name, ZERO), one if op == "add" else negate(one))
                return found
            case Apply(op="mul", args=(factor, inner)) if not touches_matrices(factor, self.of.scope):
                return {name: times(self._put(factor), one) for name, one in self._combination(inner).items()}
            case Apply(op="mul", args=(inner, factor)) if not touches_matrices(factor, self.of.scope):
                return {name: times(self._put(factor), one) for name, one in self._combination(inner).items()}
            case Apply(op="div", args=(inner, below)) if not touches_matrices(below, self.of.scope):
                return {name: over(one, self._put(below)) for name, one in self._combination(inner).items()}
        raise OtherForm("no combination of vectors")

    def _polynomial(self, body: Term, index: str) -> Polynomial:
        """The body in the entries at the index. Raises OtherForm."""
        if index not in free_letters(body):
            return {(): body}
        match body:
            case Apply(op="entry", args=(vector, place)) if place == Letter(
                index
            ) and index not in free_letters(vector):
                return {(name,): one for name, one in self._combination(vector).items()}
            case Apply(op="neg", args=(inner,)):
                return _scaled(self._polynomial(inner, index), number(-1))
            case Apply(op=("add" | "sub") as op, args=(left, right)):
                sign = number(1 if op == "add" else -1)
                return _added(self._polynomial(left, index), _scaled(self._polynomial(right, index), sign))
            case Apply(op="mul", args=(left, right)):
                return _multiplied(self._polynomial(left, index), self._polynomial(right, index))
            case Apply(op="div", args=(top, below)) if index not in free_letters(below):
                return {names: over(one, below) for names, one in self._polynomial(top, index).items()}
            case Apply(op="pow", args=(base, Number(value=value))) if value == 2:
                found = self._polynomial(base, index)
                return _multiplied(found, found)
        raise OtherForm("no polynomial in the entries")


def _scaled(found: Polynomial, by: Term) -> Polynomial:
    return {names: times(by, one) for names, one in found.items()}


def _added(left: Polynomial, right: Polynomial) -> Polynomial:
    return {names: plus(left.get(names, ZERO), right.get(names, ZERO)) for names in {**left, **right}}


def _multiplied(left: Polynomial, right: Polynomial) -> Polynomial:
    found: Polynomial = {}
    for one, first in left.items():
        for two, second in right.items():
            names = tuple(sorted((Counter(one) + Counter(two)).elements()))
            if len(names) > 2:
                raise OtherForm("a degree above 2 in the entries")
            found[names] = plus(found.get(names, ZERO), times(first, second))
    return found


__all__ = ["applies", "attempt"]
