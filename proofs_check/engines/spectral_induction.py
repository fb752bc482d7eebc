"""Comparisons between polynomials in traces and determinants, by induction on the number of eigenvalues.

For functions of one symmetric S (or of commuting ones) every trace is a sum and every determinant a product over the eigenvalues. A comparison
F(T, P, m) >= 0 between such sums T and products P over the first m eigenvalues holds for all of them, if it holds for one, F(t, p, 1) >= 0, and
goes on to one more, F(T + t, P*p, m + 1) >= 0:

    det(I + A) >= 1 + det(A)        P*(1 + x) >= 1 + Q*x where P >= 1 + Q, Q >= 0, x >= 0

What such sums and products are known to satisfy (T >= 0, P >= 1, P >= 1 + T, ...) is shown in the same way before. What the hypotheses say of the
traces and determinants of the whole matrices is not said of the first m eigenvalues and stays out. Real entries only.

Notation: t, p the terms of one eigenvalue; the size of the matrices becomes the letter m where it occurs.
Reference: Horn and Johnson, Matrix Analysis, theorem 2.5.6 (spectral theorem).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from proofs_check.engines.calculus_questions import defined
from proofs_check.engines.scalar_image import touches_matrices
from proofs_check.engines.spectral_goals import Asked
from proofs_check.engines.spectral_reading import Reading, check_family, factors_of, letters_of
from proofs_check.engines.word_algebra import subtract
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting, ruled_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    TooLarge,
    Unsupported,
    all_names,
    scalars_term,
    word_polynomial,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    binder,
    children,
    fresh,
    rebuild,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "one more eigenvalue"
SPECTRAL = ("trace", "det")
MAX_ATOMS = 4


@dataclass(frozen=True)
class Grown:
    """A trace or determinant: the letter of its first part, and the term of one eigenvalue."""

    name: str
    op: str
    step: Term

    @property
    def longer(self) -> Term:
        """With one more eigenvalue."""
        return apply("add" if self.op == "trace" else "mul", Letter(self.name), self.step)


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares traces and determinants, and all letters are real."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation == "!=":
        return False
    real = not any(domain.is_complex for _, domain in goal.letters)
    return real and any(_is_spectral(node) for node in walk(conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves comparisons by induction on the number of eigenvalues; it never refutes."""
    try:
        return _Growing(goal, prove).answer()
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))


def _is_spectral(term: Term) -> bool:
    return isinstance(term, Apply) and term.op in SPECTRAL


class _Growing:
    """One comparison, with a letter for the first part of every trace and determinant."""

    def __init__(self, goal: Goal, prove: Prover) -> None:
        conclusion = goal.conclusion
        assert isinstance(conclusion, Compare)
        self.goal, self.prove, self.relation = goal, prove, conclusion.relation
        self.setting = replace(plain_setting(goal, prove), commuting=ruled_setting(goal).commuting)
        gap = subtract(convert(conclusion.left, self.setting), convert(conclusion.right, self.setting))
        atoms = _atoms(gap, goal)
        wholes = {atom: _whole(atom, self.setting) for atom in atoms}
        family = tuple(dict.fromkeys(f for whole in wholes.values() for f in _letters(whole)))
        check_family(family, self.setting)
        sizes = {whole.rows for whole in wholes.values()} | {factor.rows for factor in family}
        if len(sizes) != 1:
            raise Unsupported("matrices of several sizes")
        self.asked = Asked(goal, self.setting, Reading((), (), frozenset(), family), prove)
        self.taken = set(all_names((*goal.hypotheses, conclusion))) | {name for name, _ in goal.letters}
        (size,) = sizes
        self.count = self._named("m") if isinstance(size, Letter) else None
        self.grown: list[Grown] = []
        put = {atom: self._letter_for(atom, whole) for atom, whole in wholes.items()}
        if self.count is not None:
            put[size] = Letter(self.count)
        self.form = _replaced(_written(gap), put)
        if touches_matrices(self.form, goal.scope):
            raise Unsupported("a scalar that is no polynomial in traces and determinants")

    def _named(self, start: str) -> str:
        # Eigenvalues and images are named by `Asked`, which must not meet these.
        name = fresh(start, frozenset(self.taken | self.asked.namer.taken))
        self.taken.add(name)
        self.asked.namer.taken.add(name)
        return name

    def _letter_for(self, atom: Term, whole: MatrixPolynomial) -> Term:
        assert isinstance(atom, Apply)
        parts = [(scalars_term(m.scalars, value) or ONE, (m.word,)) for m, value in whole.terms]
        step = self.asked.sum_of(parts, self.asked.here)
        found = Grown(self._named("T" if atom.op == "trace" else "P"), atom.op, step)
        self.grown.append(found)
        return Letter(found.name)

    def answer(self) -> Answer:
        known: list[Compare] = []
        for fact in self._candidates():
            if self._shown(fact, known).proved:
                known.append(fact)
        claim = Compare(self.relation, self.form, ZERO)
        # The terms are known to be defined for the whole matrices only.
        if defined((self.form,), self._goal(claim).assuming(*known), self.prove) is None:
            return undecided(ENGINE, "a term that is not shown to be defined on the way")
        answer = self._shown(claim, known)
        if not answer.proved:
            return answer
        said = ", ".join(f"{one.name}: {one.op} of {text(one.step)}" for one in self.grown)
        return proved(ENGINE, f"eigenvalue by eigenvalue with {said}"[:300], "certificate", (answer,))

    def _candidates(self) -> Iterator[Compare]:
        """What may be known of sums and products."""
        sums = [Letter(one.name) for one in self.grown if one.op == "trace"]
        products = [Letter(one.name) for one in self.grown if one.op == "det"]
        for one in (*sums, *products):
            yield Compare(">=", one, ZERO)
        for product in products:
            yield Compare(">=", product, ONE)
            yield Compare("<=", product, ONE)
        for product in products:
            for total in sums:
                yield Compare(">=", product, apply("add", ONE, total))

    def _shown(self, fact: Compare, known: list[Compare]) -> Answer:
        """By one eigenvalue, and from some to one more."""
        first = self.prove(self._goal(substitute(fact, self._single())))
        if not first.proved:
            return undecided(ENGINE, f"for one eigenvalue: {first.detail}"[:300])
        longer = substitute(fact, self._longer())
        step = self.prove(self._goal(longer).assuming(*known, fact))
        if not step.proved:
            return undecided(ENGINE, f"for one more eigenvalue: {step.detail}"[:300])
        return proved(ENGINE, "", "certificate", (first, step))

    def _single(self) -> dict[str, Term]:
        counted: dict[str, Term] = {} if self.count is None else {self.count: ONE}
        return {one.name: one.step for one in self.grown} | counted

    def _longer(self) -> dict[str, Term]:
        found = {one.name: one.longer for one in self.grown}
        return found if self.count is None else found | {self.count: apply("add", Letter(self.count), ONE)}

    def _goal(self, fact: Term) -> Goal:
        """The goal about one more eigenvalue, or about a single one."""
        assert isinstance(fact, Compare)
        goal = self.asked.scalar(fact)
        for one in self.grown:
            goal = goal.with_letter(one.name, REAL)
        if self.count is not None:
            goal = goal.with_letter(self.count, Domain("integer", Bound(ONE, True)))
        return goal


def _replaced(term: Term, put: Mapping[Term, Term]) -> Term:
    """From the outside inwards, for the size stands below determinants too."""
    if term in put:
        return put[term]
    if binder(term) is not None:
        raise Unsupported("a bound letter")
    parts = children(term)
    return rebuild(term, tuple(_replaced(part, put) for part in parts)) if parts else term


def _atoms(gap: MatrixPolynomial, goal: Goal) -> tuple[Term, ...]:
    """The traces and determinants of the difference. Raises Unsupported."""
    if any(monomial.word or monomial.binders for monomial, _ in gap.terms):
        raise Unsupported("a comparison of matrices")
    found = dict.fromkeys(
        atom
        for monomial, _ in gap.terms
        for atom, _ in monomial.scalars
        if touches_matrices(atom, goal.scope)
    )
    if not all(_is_spectral(atom) for atom in found) or not 0 < len(found) <= MAX_ATOMS:
        raise Unsupported("no polynomial in a few traces and determinants")
    return tuple(found)


def _whole(atom: Term, setting: Setting) -> MatrixPolynomial:
    """What stands below a trace or a determinant."""
    assert isinstance(atom, Apply)
    if atom.op == "det":
        return convert(atom.args[0], setting)
    word = factors_of(atom.args[0], setting)
    return word_polynomial(word, word[0].height)


def _letters(whole: MatrixPolynomial) -> Iterator[Factor]:
    for monomial, _ in whole.terms:
        if monomial.binders or any(not factor.square for factor in monomial.word):
            raise Unsupported("no function of symmetric matrices")
        yield from letters_of(monomial.word)


def _written(gap: MatrixPolynomial) -> Term:
    """The difference as a term."""
    total: Term = ZERO
    for monomial, value in gap.terms:
        total = apply("add", total, scalars_term(monomial.scalars, value) or ONE)
    return total
