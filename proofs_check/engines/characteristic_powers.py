"""Powers of matrices of size 2 and 3 with moving exponents, by Cayley and Hamilton, and determinants of powers of any size.

With t, s, d the trace, the sum of the principal minors of order 2 and the determinant of M:

    size 2    M**n == p(n)*M + q(n)*I              p' = t*p + q, q' = -d*p               p(0) = 0, q(0) = 1
    size 3    M**n == p(n)*M@M + q(n)*M + r(n)*I   p' = t*p + q, q' = -s*p + r, r' = d*p   p(0) = q(0) = 0, r(0) = 1

for M**(n + 1) is M times that and M@M == t*M - d*I, M@M@M == t*M@M - s*M + d*I. The engines for entries and sequences take over. Where a trace or a determinant is
shown to be 0 it is left out. det(X**n) == det(X)**n. Certificate: the goal with the sequences.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import (
    folded,
    integer_of,
    minus,
    negate,
    number_of,
    plus,
    power,
    times,
)
from proofs_check.engines.entry_algebra import determinant
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR, SortError, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Letter,
    Matrix,
    Number,
    Term,
    binder,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    walk,
)

ENGINE = "powers by Cayley and Hamilton"
MAX_POWERS = 2
"""How many different matrices are raised to moving powers."""


def applies(goal: Goal) -> bool:
    """Whether a power of a fixed small matrix, or the determinant of a power, with a moving exponent is spoken of."""
    if any(domain.is_complex or domain.over == "complex" for _, domain in goal.letters):
        return False
    bases = {
        node.args[0] for node in walk(goal.conclusion) if isinstance(node, Apply) and _is_power(node, goal)
    }
    return 0 < len(bases) <= MAX_POWERS or any(_is_determinant(node, goal) for node in walk(goal.conclusion))


def comes_first(goal: Goal) -> bool:
    """Whether the weights have closed forms: the matrices are written out, or a hypothesis tells their trace or determinant."""
    told = {
        node.args[0]
        for fact in goal.hypotheses
        for node in walk(fact)
        if isinstance(node, Apply) and node.op in ("trace", "det")
    }
    powers = (node for node in walk(goal.conclusion) if isinstance(node, Apply) and _is_power(node, goal))
    return all(isinstance(node.args[0], Matrix) or node.args[0] in told for node in powers)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with sequences for the weights of the powers; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    work = _Weights(goal, Questions(goal, prove))
    conclusion = work.put(goal.conclusion, frozenset())
    if conclusion == goal.conclusion:
        return undecided(ENGINE, "no power is free of bound letters")
    answer = prove(replace(goal, conclusion=conclusion, sequences=(*goal.sequences, *work.sequences)))
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(ENGINE, answer.detail[:300], "certificate", (*work.asked.used, answer))


def _is_determinant(term: Term, goal: Goal) -> bool:
    """det(X**n) with a moving n."""
    match term:
        case Apply(op="det", args=(Apply(op="pow", args=(base, exponent)),)):
            return integer_of(exponent) is None and _is_square(base, goal)
    return False


def _is_square(base: Term, goal: Goal) -> bool:
    try:
        shape = sort_of(base, goal.scope)
    except (SortError, KeyError):
        return False
    return shape != SCALAR and shape.rows == shape.columns


def _is_power(term: Term, goal: Goal) -> bool:
    """M**n with a moving n and an M of size 2 or 3 that is a letter or written out."""
    match term:
        case Apply(op="pow", args=(Matrix() | Letter() as base, exponent)) if integer_of(exponent) is None:
            return _size(base, goal) in (2, 3)
    return False


def _size(base: Term, goal: Goal) -> int | None:
    """The number of rows of a square matrix, where it is a number."""
    if not _is_square(base, goal):
        return None
    rows = sort_of(base, goal.scope).rows
    return int(rows.value) if isinstance(rows, Number) else None


@dataclass
class _Weights:
    """The sequences that were needed."""

    goal: Goal
    asked: Questions
    sequences: list[Sequence] = field(default_factory=list)
    names: dict[Term, tuple[str, ...]] = field(default_factory=dict)

    def put(self, term: Term, bound: frozenset[str]) -> Term:
        """The term with polynomials for powers, and powers of determinants."""
        name = binder(term)
        inner = bound | {name} if name is not None else bound
        match term:
            case Apply(op="det", args=(Apply(op="pow", args=(base, exponent)),)) if not bound & free_letters(
                base
            ) and _is_determinant(term, self.goal):
                return Apply("pow", (self._determinant(base), exponent))
            case Apply(op="pow", args=(base, exponent)) if not bound & free_letters(base) and _is_power(
                term, self.goal
            ):
                return self._polynomial(base, exponent)
        parts = children(term)
        return rebuild(term, tuple(self.put(part, inner) for part in parts)) if parts else term

    def _polynomial(self, base: Term, exponent: Term) -> Term:
        size = _size(base, self.goal) or 0
        if base not in self.names:
            self._add(base, size)
        weights = [At(name, exponent) for name in self.names[base]]
        powers = [base, Apply("identity", (number(size),))]
        if size == 3:
            powers.insert(0, Apply("matmul", (base, base)))
        parts = [Apply("mul", (weight, one)) for weight, one in zip(weights, powers, strict=True)]
        found: Term = parts[0]
        for part in parts[1:]:
            found = Apply("add", (found, part))
        return found

    def _add(self, base: Term, size: int) -> None:
        """The sequences of the weights."""
        taken = set(names_of(self.goal)) | {one.name for one in self.sequences}
        taken |= {one.index for one in self.sequences}
        names: list[str] = []
        for letter in ("p", "q", "r")[:size]:
            names.append(fresh(letter, frozenset(taken)))
            taken.add(names[-1])
        index = fresh("t", frozenset(taken))
        first, *others = (At(name, Letter(index)) for name in names)
        trace, det = self._trace(base, size), self._determinant(base)
        steps = [plus(times(trace, first), others[0])]
        if size == 2:
            steps.append(negate(times(det, first)))
        else:
            steps += [minus(others[1], times(self._minors(base, trace), first)), times(det, first)]
        for place, (name, step) in enumerate(zip(names, steps, strict=True)):
            start = ONE if place == size - 1 else ZERO
            self.sequences.append(Sequence(name, index, 0, (start,), step, SCALAR))
        self.names[base] = tuple(names)

    def _trace(self, base: Term, size: int) -> Term:
        if isinstance(base, Matrix):
            return self._short(plus(*(base.rows[i][i] for i in range(size))))
        return self._as_said(Apply("trace", (base,)))

    def _determinant(self, base: Term) -> Term:
        if isinstance(base, Matrix):
            return self._short(determinant(base.rows))
        return self._as_said(Apply("det", (base,)))

    def _minors(self, base: Term, trace: Term) -> Term:
        if isinstance(base, Matrix):
            pairs = ((0, 1), (0, 2), (1, 2))
            return self._short(
                plus(*(determinant(tuple(tuple(base.rows[i][j] for j in two) for i in two)) for two in pairs))
            )
        square = Apply("trace", (Apply("matmul", (base, base)),))
        return times(number_of(Fraction(1, 2)), minus(power(trace, number(2)), square))

    def _short(self, term: Term) -> Term:
        return folded(tidy(term, self.goal.scope))

    def _as_said(self, term: Term) -> Term:
        """What the hypotheses say that it is, or 0 where they give that; else the term."""
        for fact in self.goal.hypotheses:
            match fact:
                case Compare(relation="==", left=left, right=right):
                    for said, value in ((left, right), (right, left)):
                        if said == term and not free_letters(value) & free_letters(term):
                            return value
        return ZERO if self.goal.hypotheses and self.asked.holds(Compare("==", term, ZERO)) else term
