"""Extreme eigenvalues of a symmetric matrix, and entries of a vector, by the mean and the spread of all of them.

Of n real numbers z_i let m be the mean and q the mean of (z_i - m)**2. One of them is m + d; the greatest is m + u, the least m - v:

    d**2 <= (n - 1)*q                      Cauchy-Schwarz for the others, whose deviations add up to -d
    q <= (n - 1)*u**2, q <= (n - 1)*v**2   the differences from an extreme one are of one sign, and one of them is 0
    q <= u*v                               (greatest - z_i)*(z_i - least) >= 0, added up
    u**2 + v**2 <= n*q, (u + v)**2 <= 2*n*q, (u - v)**2 <= (n - 2)*(n*q - u**2 - v**2)        the others, for n >= 2; for n = 1 all are 0

For eigenvalues n*m is the trace and n*(q + m**2) the square of the norm. Everything said of the numbers is put in these letters.

Certificate: the statement in these letters, with the facts above.
References: Wolkowicz and Styan, Bounds for eigenvalues using traces (1980), theorem 2.1; Samuelson (1968); Popoviciu (1935).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from proofs_check.engines.calculus_normal import difference_is_zero, tidy
from proofs_check.engines.calculus_terms import minus, negate, plus, power, times
from proofs_check.engines.scalar_image import touches_matrices
from proofs_check.engines.word_terms import all_names
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, SYMMETRIC_KINDS, Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Sum,
    Term,
    apply,
    binder,
    children,
    fresh,
    number,
    rebuild,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "mean and spread"
TWO = number(2)
NONNEGATIVE = Domain("real", Bound(ZERO, True))
ORDERS = ("<", "<=", ">", ">=")


def applies(goal: Goal) -> bool:
    """Whether an order speaks of the norm or the trace of a symmetric letter and of an extreme eigenvalue, or of a vector's sum and of an entry."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ORDERS or goal.sequences:
        return False
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    return _subject(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves an order between numbers of one matrix or vector; it never refutes."""
    name = _subject(goal) if applies(goal) else None
    if name is None:
        return undecided(ENGINE, "")
    inner = _Spread(goal, name).goal()
    if inner is None:
        return undecided(ENGINE, "matrices otherwise")
    answer = prove(inner)
    if not answer.proved:
        return undecided(ENGINE, f"not shown: {text(inner.conclusion)}"[:300])
    detail = f"by the mean and the spread of {name}: {text(inner.conclusion)}"
    return proved(ENGINE, detail[:300], "certificate", (answer,))


def _subject(goal: Goal) -> str | None:
    """The one matrix or vector of which the conclusion speaks, by single numbers among those that it has."""
    domains = dict(goal.letters)
    nodes = list(walk(goal.conclusion))
    names = {node.name for node in nodes if isinstance(node, Letter) and node.name in domains}
    names = {name for name in names if not domains[name].is_scalar}
    if len(names) != 1:
        return None
    (name,) = names
    single = "entry" if domains[name].kind == "vector" else "eigenvalues"
    if domains[name].kind != "vector" and domains[name].kind not in SYMMETRIC_KINDS:
        return None
    ops = {node.op for node in nodes if isinstance(node, Apply)} | {
        "sum" for one in nodes if isinstance(one, Sum)
    }
    return name if single in ops and ops & {"norm", "trace", "sum"} else None


@dataclass
class _Spread:
    """The letters m, q, u, v for the matrix or vector `name`, a letter for each entry of a vector, and one for the norm itself."""

    of: Goal
    name: str
    domains: dict[str, Domain] = field(default_factory=dict)
    places: dict[Term, Letter] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    names_norm: bool = False

    def __post_init__(self) -> None:
        self.taken = all_names((*self.of.hypotheses, self.of.conclusion)) | {
            name for name, _ in self.of.letters
        }
        domain = self.of.scope.letters[self.name]
        self.size, self.kind = domain.size[0], domain.kind
        self.mean, self.spread = self._letter("m", REAL), self._letter("q", NONNEGATIVE)
        self.above, self.below = self._letter("u", NONNEGATIVE), self._letter("v", NONNEGATIVE)
        self.norm = self._letter("f", NONNEGATIVE)
        self.squares = times(self.size, plus(self.spread, power(self.mean, TWO)))

    def _letter(self, name: str, domain: Domain) -> Letter:
        found = fresh(name, self.taken)
        self.taken |= {found}
        self.domains[found] = domain
        return Letter(found)

    def goal(self) -> Goal | None:
        """The goal in these letters; None where the matrix or vector is spoken of otherwise."""
        scope = self.of.scope
        conclusion = self._put(self.of.conclusion)
        hypotheses = [
            fact for fact in map(self._put, self.of.hypotheses) if not touches_matrices(fact, scope)
        ]
        scalars = tuple(pair for pair in self.of.letters if pair[1].is_scalar)
        ends = (end for _, domain in scalars for end in domain.terms())
        if touches_matrices(conclusion, scope) or any(touches_matrices(end, scope) for end in ends):
            return None
        facts = (Compare(">=", self.size, ONE), *self._facts())
        found = Goal((*scalars, *self.domains.items()), (*facts, *hypotheses), conclusion)
        return found.concluding(_short(conclusion, found))

    def _put(self, term: Term) -> Term:
        """The term in the letters."""
        found = self._own(term)
        if found is not None:
            return found
        if binder(term) is not None or not children(term):
            return term
        return rebuild(term, tuple(map(self._put, children(term))))

    def _own(self, term: Term) -> Term | None:
        """What a number that belongs to the matrix or vector is."""
        own = Letter(self.name)
        match term:
            case Apply(op="pow", args=(Apply(op="norm", args=(inner,)), exponent)) if (
                inner == own and exponent == TWO
            ):
                return self.squares
            case Apply(op="norm", args=(inner,)) if inner == own:
                self.names_norm = True
                return self.norm
        return self._of_vector(term, own) if self.kind == "vector" else self._of_matrix(term, own)

    def _of_matrix(self, term: Term, own: Letter) -> Term | None:
        match term:
            case Apply(op="trace", args=(inner,)) if inner == own:
                return times(self.size, self.mean)
            case Apply(op="trace", args=(inner,)) if inner in (
                apply("matmul", own, own),
                apply("pow", own, TWO),
            ):
                return self.squares
            case Apply(op=("max" | "min") as op, args=(Apply(op="eigenvalues", args=(inner,)),)) if (
                inner == own
            ):
                return self._end(op)
            case Apply(op="spectral_radius", args=(inner,)) if inner == own:
                return apply("max", apply("abs", self._end("max")), apply("abs", self._end("min")))
        return None

    def _end(self, op: str) -> Term:
        return plus(self.mean, self.above) if op == "max" else minus(self.mean, self.below)

    def _of_vector(self, term: Term, own: Letter) -> Term | None:
        match term:
            case Apply(op="entry", args=(inner, place)) if inner == own:
                if place not in self.places:
                    self.places[place] = self._letter("d", REAL)
                return plus(self.mean, self.places[place])
            case Sum(op="sum", low=low, high=high) if self._is_whole_range(low, high):
                entry = apply("entry", own, Letter(term.letter))
                if term.body == entry:
                    return times(self.size, self.mean)
                return self.squares if term.body == apply("pow", entry, TWO) else None
        return None

    def _is_whole_range(self, low: Term, high: Term) -> bool:
        return low == ZERO and difference_is_zero(high, minus(self.size, ONE), self.of.scope)

    def _facts(self) -> Iterator[Compare]:
        """What is known of the letters."""
        others, q = minus(self.size, ONE), self.spread
        u, v = self.above, self.below
        if self.names_norm:
            yield Compare("==", power(self.norm, TWO), self.squares)
        for single in (u, v, *self.places.values()):
            yield Compare("<=", power(single, TWO), times(others, q))
        if self.kind == "vector":
            for single in self.places.values():
                yield from (Compare("<=", single, u), Compare("<=", negate(v), single))
        if self.kind in ("psd", "spd"):
            yield Compare(">" if self.kind == "spd" else ">=", self._end("min"), ZERO)
        for end in (u, v):
            yield Compare("<=", q, times(others, power(end, TWO)))
        yield Compare("<=", q, times(u, v))
        both = plus(power(u, TWO), power(v, TWO))
        left = minus(times(self.size, q), both)
        yield Compare(">=", left, ZERO)
        yield Compare("<=", power(plus(u, v), TWO), times(TWO, self.size, q))
        yield Compare("<=", power(minus(u, v), TWO), times(minus(self.size, TWO), left))


def _short(conclusion: Term, goal: Goal) -> Term:
    """The order with reduced fractions as its sides and below its square roots; the size is not 0."""
    assert isinstance(conclusion, Compare)
    left, right = (
        tidy(_with_tidy_roots(side, goal), goal.scope) for side in (conclusion.left, conclusion.right)
    )
    return Compare(conclusion.relation, left, right)


def _with_tidy_roots(term: Term, goal: Goal) -> Term:
    """The term with reduced fractions below its square roots."""
    if binder(term) is not None or not children(term):
        return term
    parts = tuple(_with_tidy_roots(part, goal) for part in children(term))
    if isinstance(term, Apply) and term.op == "sqrt":
        return apply("sqrt", tidy(parts[0], goal.scope))
    return rebuild(term, parts)


__all__ = ["applies", "attempt"]
