"""Which engines a goal about matrices is given to, and in what order."""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.engines import (
    algebraic_matrices,
    balanced_logarithms,
    change_of_basis,
    definite_closure,
    dominant_identities,
    entries,
    few_eigenvalues,
    gram,
    gram_norms,
    inverted_arguments,
    inverted_letters,
    invertible_closure,
    means_and_spreads,
    narrow_products,
    rank_one_parts,
    shared_eigenvalues,
    skew_pairs,
    solved_letters,
    spectral_entries,
    spectral_equations,
    spectral_factors,
    spectral_induction,
    spectral_letters,
    spectral_logarithms,
    spectral_outer,
    spectral_products,
    trivial_kernels,
    turned_determinants,
    two_sided_inverses,
    word_commuting,
    word_determinants,
    word_spectral,
    words,
)
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.sorts import SCALAR, shape_of_domain
from proofs_check.statement.terms import Apply, At, Letter, Matrix, Number, Term, walk

SPECTRAL = (
    spectral_logarithms,
    spectral_products,
    spectral_induction,
    spectral_equations,
    skew_pairs,
)  # sums and products over the eigenvalues
BY_EIGENVALUES = (
    inverted_letters,
    narrow_products,
    turned_determinants,
    algebraic_matrices,
    dominant_identities,
    shared_eigenvalues,
    few_eigenvalues,
    balanced_logarithms,
    two_sided_inverses,
)  # and by ranks

Engine = tuple[str, Callable[[Goal, Prover], Answer]]


def special(goal: Goal, nodes: list[Term], deep: list[Term]) -> list[Engine]:
    """The engines of eigenvalues, norms and determinants. deep: the nodes of the hypotheses too."""
    found: list[Engine] = []
    spectra = any(isinstance(node, Apply) and node.op in ("eigenvalues", "spectral_radius") for node in deep)
    at_first = (spectral_outer, spectral_entries, spectral_factors) if spectra else ()
    found += [(engine.ENGINE, engine.attempt) for engine in at_first if engine.applies(goal)]
    if spectra and _sizes_are_numbers(goal):
        if means_and_spreads.applies(goal):
            found.append((means_and_spreads.ENGINE, means_and_spreads.attempt))
        # In entries such a radius is a root of a polynomial in all of them.
        if any(map(_is_radius_of_a_product, nodes)):
            found.append(("gram", gram.attempt))
        found.append(("entries", entries.attempt))
    if speaks_of_matrices(goal):
        found += [("norms", gram_norms.by_chain), ("eigenvalues", word_spectral.attempt)]
        found += [
            ("determinants", word_determinants.attempt),
            ("letters for products", spectral_letters.attempt),
        ]
        at_last = (*SPECTRAL, word_commuting)
        found += [(engine.ENGINE, engine.attempt) for engine in at_last if engine.applies(goal)]
    return found


def engines_for(goal: Goal, listed: list[Engine]) -> list[Engine]:
    """The engines of words, bases, scalar products and entries. listed: those that come before."""
    found: list[Engine] = [("words", words.attempt), ("solved letters", solved_letters.attempt)]
    for engine in BY_EIGENVALUES:
        if engine.applies(goal):
            found.append((engine.ENGINE, engine.attempt))
    last: list[Engine] = [("gram", gram.attempt), ("entries", entries.attempt)]
    if all(shape_of_domain(domain) == SCALAR for _, domain in goal.letters):
        last.reverse()  # of written matrices entries know more than norms
    if definite_closure.applies(goal):
        last.append((definite_closure.ENGINE, definite_closure.attempt))
    for engine in (rank_one_parts, inverted_arguments, invertible_closure, trivial_kernels):
        if engine.applies(goal):
            last.append((engine.ENGINE, engine.attempt))
    return [*found, ("change of basis", change_of_basis.attempt), *(one for one in last if one not in listed)]


def speaks_of_matrices(goal: Goal) -> bool:
    """Whether a term of the conclusion or of a hypothesis has a matrix or a vector in it."""
    matrix_letters = {name for name, domain in goal.letters if shape_of_domain(domain) != SCALAR}
    matrix_sequences = {sequence.name for sequence in goal.sequences if sequence.shape != SCALAR}
    for term in (goal.conclusion, *goal.hypotheses):
        for node in walk(term):
            if isinstance(node, Matrix) or (isinstance(node, Letter) and node.name in matrix_letters):
                return True
            if isinstance(node, At) and node.name in matrix_sequences:
                return True
            if isinstance(node, Apply) and node.op in ("identity", "zeros", "unit"):
                return True
    return False


def _is_radius_of_a_product(node: Term) -> bool:
    match node:
        case Apply(op="spectral_radius", args=(Apply(op="matmul"),)):
            return True
        case _:
            return False


def _sizes_are_numbers(goal: Goal) -> bool:
    """Whether every vector and matrix letter has a fixed size."""
    return all(isinstance(size, Number) for _, domain in goal.letters for size in domain.size)
