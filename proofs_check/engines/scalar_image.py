"""The scalar image of a goal: every scalar that is made of matrices becomes a fresh letter.

A proof of the image proves the goal, for the fresh letters range over more than the values of what they stand for. A
witness against the image is none against the goal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proofs_check.engines.word_setting import Setting, may_be_complex
from proofs_check.engines.word_terms import Unsupported
from proofs_check.goal import Goal
from proofs_check.statement.domains import COMPLEX, REAL, Domain
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR, Scope
from proofs_check.statement.terms import (
    Apply,
    At,
    Diff,
    Letter,
    Limit,
    Matrix,
    Quantified,
    Term,
    binder,
    children,
    free_letters,
    rebuild,
    walk,
)
from proofs_check.statement.text import text

MATRIX_OPERATIONS = frozenset(
    (
        *("matmul", "transpose", "inv", "trace", "det", "dot", "norm", "unit", "entry", "row", "column"),
        *("identity", "zeros", "eigenvalues", "spectral_radius"),
    )
)


def touches_matrices(term: Term, scope: Scope) -> bool:
    """Whether a vector or a matrix occurs in the term."""
    return any(_is_matrix_node(node, scope) for node in walk(term))


def _is_matrix_node(node: Term, scope: Scope) -> bool:
    match node:
        case Letter(name=name):
            domain = scope.letters.get(name)
            return domain is not None and not domain.is_scalar
        case At(name=name):
            return scope.sequences[name] != SCALAR
        case Apply(op=op):
            return op in MATRIX_OPERATIONS
        case Matrix():
            return True
        case Quantified(domain=domain) | Limit(domain=domain):
            return not domain.is_scalar
        case _:
            return False


def pure_sequences(goal: Goal) -> tuple[Sequence, ...]:
    """The scalar sequences that are defined without vectors and matrices."""
    scope = goal.scope
    pure = {sequence.name: sequence for sequence in goal.sequences if sequence.shape == SCALAR}
    changed = True
    while changed:
        bad = [name for name, sequence in pure.items() if _is_impure(sequence, scope, frozenset(pure))]
        for name in bad:
            del pure[name]
        changed = bool(bad)
    return tuple(sequence for sequence in goal.sequences if sequence.name in pure)


def _is_impure(sequence: Sequence, scope: Scope, pure: frozenset[str]) -> bool:
    terms = (*sequence.start, sequence.step)
    used = {node.name for term in terms for node in walk(term) if isinstance(node, At)}
    return not used <= pure or any(touches_matrices(term, scope) for term in terms)


@dataclass(frozen=True)
class Image:
    """A scalar goal, and what its fresh letters stand for."""

    goal: Goal
    atoms: tuple[tuple[str, Term], ...]

    @property
    def legend(self) -> str:
        """The fresh letters in words."""
        return ", ".join(f"{name} = {text(term)}" for name, term in self.atoms)


class Namer:
    """Gives every atom its letter, in the order of first use; used while one goal is mapped."""

    def __init__(self, setting: Setting, goal: Goal) -> None:
        self.setting = setting
        self.pure = frozenset(sequence.name for sequence in pure_sequences(goal))
        self.taken = {name for name, _ in goal.letters} | {sequence.name for sequence in goal.sequences}
        self.names: dict[Term, str] = {}

    def letter(self, atom: Term) -> Term:
        """The letter of an atom."""
        if atom not in self.names:
            count = len(self.names) + 1
            while f"q{count}" in self.taken:
                count += 1
            self.taken.add(f"q{count}")
            self.names[atom] = f"q{count}"
        return Letter(self.names[atom])

    def domain(self, atom: Term) -> Domain:
        """Real, unless the atom may have other values."""
        return COMPLEX if may_be_complex(atom, self.setting) else REAL

    def image(self, term: Term, bound: frozenset[str] = frozenset()) -> Term:
        """A scalar term or statement in normal form with letters for its atoms. Raises Unsupported."""
        if not self._concerns(term):
            return term
        if self._is_atom(term):
            return self._named(term, bound)
        name = binder(term) if not isinstance(term, Diff) else term.letter
        if name is None:
            return rebuild(term, tuple(self.image(part, bound) for part in children(term)))
        if isinstance(term, Quantified) and not term.domain.is_scalar:
            raise Unsupported(f"{term.op} over vectors or matrices")
        return self._under(term, name, bound)

    def _under(self, term: Term, name: str, bound: frozenset[str]) -> Term:
        parts = children(term)
        # A letter of an atom would be bound where it has the name of the bound letter.
        is_letter = name in self.names.values()
        self.taken.add(name)
        try:
            if is_letter:
                raise Unsupported(f"the bound letter {name}")
            body = self.image(parts[0], bound | {name})
            return rebuild(term, (body, *(self.image(part, bound) for part in parts[1:])))
        except Unsupported:
            if isinstance(term, Quantified):
                raise
            return self._named(term, bound)

    def _named(self, term: Term, bound: frozenset[str]) -> Term:
        if free_letters(term) & bound:
            raise Unsupported(f"{text(term)}, which depends on a bound letter")
        return self.letter(term)

    def _concerns(self, term: Term) -> bool:
        scope = self.setting.scope
        return touches_matrices(term, scope) or any(
            isinstance(node, At) and node.name not in self.pure for node in walk(term)
        )

    def _is_atom(self, term: Term) -> bool:
        if isinstance(term, At):
            return term.name not in self.pure
        own = ("min", "max") if isinstance(term, Apply) and len(term.args) == 1 else ()
        return isinstance(term, Apply) and (term.op in MATRIX_OPERATIONS or term.op in own)


def scalar_goal(
    goal: Goal,
    namer: Namer,
    hypotheses: Iterable[Term],
    conclusion: Term,
    extra: tuple[tuple[str, Domain], ...] = (),
) -> Image:
    """The scalar goal of statements that are already images. Letters of matrices are left out."""
    kept: list[tuple[str, Domain]] = []
    for name, domain in (*goal.letters, *extra):
        if domain.is_scalar:
            kept.append((name, domain.with_terms(tuple(namer.image(end) for end in domain.terms()))))
    atoms = tuple((name, atom) for atom, name in namer.names.items())
    fresh = tuple((name, namer.domain(atom)) for name, atom in atoms)
    return Image(Goal((*fresh, *kept), tuple(hypotheses), conclusion, pure_sequences(goal)), atoms)
