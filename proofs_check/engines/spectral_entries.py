"""Entries of a symmetric matrix and its extreme eigenvalues.

With lo and hi the extreme eigenvalues and r the spectral radius of a symmetric A: lo <= A[i, i] <= hi, abs(A[i, j]) <= r, 2*abs(A[i, j]) <= hi - lo
for i != j, and r == max(abs(lo), abs(hi)). Every entry, lo, hi and r become letters with these facts; real entries only.

Reference: Horn and Johnson, Matrix Analysis, theorem 4.2.2 (Rayleigh), at unit vectors and at the sum and difference of two of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from proofs_check.engines.scalar_image import touches_matrices
from proofs_check.engines.word_terms import all_names
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, SYMMETRIC_KINDS
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
    conjunction,
    fresh,
    number,
    rebuild,
    walk,
)

ENGINE = "entries within the spectrum"
TURNED = {"<=": ">=", "<": ">", ">=": "<=", ">": "<"}
LEAST, GREATEST, RADIUS = "least", "greatest", "radius"


def applies(goal: Goal) -> bool:
    """Whether an order compares entries of a symmetric letter with its extreme eigenvalues or its spectral radius."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in TURNED:
        return False
    if goal.sequences or any(domain.is_complex for _, domain in goal.letters):
        return False
    nodes = list(walk(conclusion))
    spectra = any(isinstance(node, Apply) and node.op in ("eigenvalues", "spectral_radius") for node in nodes)
    return spectra and any(isinstance(node, Apply) and node.op == "entry" for node in nodes)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a goal by the facts about entries; it never refutes."""
    letters = _Letters(goal)
    conclusion = letters.put(goal.conclusion)
    if touches_matrices(conclusion, goal.scope) or not letters.ends:
        return undecided(ENGINE, "matrices otherwise")
    hypotheses = [letters.put(fact) for fact in goal.hypotheses]
    kept = [fact for fact in hypotheses if not touches_matrices(fact, goal.scope)]
    scalars = tuple(pair for pair in goal.letters if pair[1].is_scalar)
    if any(touches_matrices(end, goal.scope) for _, domain in scalars for end in domain.terms()):
        return undecided(ENGINE, "an end of a domain that speaks of matrices")
    facts = tuple(letters.facts())  # these name further letters
    fresh_ones = tuple((name, REAL) for name in letters.names.values())
    whole = Goal((*fresh_ones, *scalars), (*facts, *kept), conclusion)
    answer = prove(whole.concluding(conjunction(tuple(_split(conclusion)))))
    if not answer.proved:
        return undecided(ENGINE, f"by entries and extreme eigenvalues: {answer.detail}"[:300])
    return proved(ENGINE, f"by entries and extreme eigenvalues: {answer.detail}", "certificate", (answer,))


def _split(conclusion: Term) -> Iterator[Term]:
    """max(x, y) <= z by parts, and z <= min(x, y)."""
    if isinstance(conclusion, Compare) and conclusion.relation in TURNED:
        relation, left, right = conclusion.relation, conclusion.left, conclusion.right
        if relation in (">=", ">"):
            relation, left, right = TURNED[relation], right, left
        if isinstance(left, Apply) and left.op == "max" and len(left.args) > 1:
            for part in left.args:
                yield from _split(Compare(relation, part, right))
            return
        if isinstance(right, Apply) and right.op == "min" and len(right.args) > 1:
            for part in right.args:
                yield from _split(Compare(relation, left, part))
            return
    yield conclusion


@dataclass
class _Letters:
    """ends: for every matrix the letters of its extreme eigenvalues and radius; entries: those of its entries, by their places."""

    goal: Goal
    names: dict[Term, str] = field(default_factory=dict)
    ends: dict[str, dict[str, Term]] = field(default_factory=dict)
    entries: dict[str, dict[tuple[Term, Term], Term]] = field(default_factory=dict)

    def put(self, term: Term) -> Term:
        """The term with letters; outside of binders."""
        match term:
            case Apply(
                op=("min" | "max") as op, args=(Apply(op="eigenvalues", args=(Letter(name=name),)),)
            ) if self._symmetric(name):
                return self._end(name, LEAST if op == "min" else GREATEST)
            case Apply(op="spectral_radius", args=(Letter(name=name),)) if self._symmetric(name):
                return self._end(name, RADIUS)
            case Apply(op="entry", args=(Letter(name=name), row, column)) if self._symmetric(name):
                return self._entry(name, row, column)
        if binder(term) is not None or not children(term):
            return term
        return rebuild(term, tuple(map(self.put, children(term))))

    def _symmetric(self, name: str) -> bool:
        domain = self.goal.scope.letters.get(name)
        return domain is not None and domain.kind in SYMMETRIC_KINDS

    def _letter(self, term: Term) -> Term:
        if term not in self.names:
            taken = all_names((*self.goal.hypotheses, self.goal.conclusion))
            taken |= {name for name, _ in self.goal.letters} | set(self.names.values())
            self.names[term] = fresh(f"e{len(self.names) + 1}", frozenset(taken))
        return Letter(self.names[term])

    def _end(self, name: str, which: str) -> Term:
        spectrum = apply("eigenvalues", Letter(name))
        terms = {
            LEAST: apply("min", spectrum),
            GREATEST: apply("max", spectrum),
            RADIUS: apply("spectral_radius", Letter(name)),
        }
        return self.ends.setdefault(name, {}).setdefault(which, self._letter(terms[which]))

    def _entry(self, name: str, row: Term, column: Term) -> Term:
        places = self.entries.setdefault(name, {})
        if (column, row) in places:
            return places[column, row]
        return places.setdefault((row, column), self._letter(apply("entry", Letter(name), row, column)))

    def facts(self) -> Iterator[Term]:
        """What is known of the letters."""
        for name in tuple(self.ends):
            low, high, radius = (self._end(name, which) for which in (LEAST, GREATEST, RADIUS))
            kind = self.goal.scope.letters[name].kind
            yield Compare("<=", low, high)
            if kind in ("psd", "spd"):
                yield Compare(">" if kind == "spd" else ">=", low, ZERO)
                yield Compare("==", radius, high)
            else:
                yield Compare("==", radius, apply("max", apply("abs", low), apply("abs", high)))
            for (row, column), entry in self.entries.get(name, {}).items():
                yield Compare("<=", apply("abs", entry), radius)
                if row == column:
                    yield from (Compare("<=", low, entry), Compare("<=", entry, high))
                elif isinstance(row, Number) and isinstance(column, Number):
                    twice = apply("mul", number(2), apply("abs", entry))
                    yield Compare("<=", twice, apply("sub", high, low))
