"""Facts that tie norms of products, determinants and diagonals together.

    tr(H K K H) <= tr(H) tr(H K) tr(K)                         a product of semidefinite matrices is zero where its trace is
    tr(V inv(V))**2 <= tr(V.T V) tr(inv(V).T inv(V))           n <= norm(V)*norm(inv(V))
    det(H) <= H[0, 0]*...*H[n-1, n-1]                          Hadamard, for semidefinite H; for A through A.T A and A A.T
    det(A)**2 <= (norm(A)**2/n)**n                             the means of the eigenvalues of A.T A
    det(H)**(1/n) + det(K)**(1/n) <= det(H + K)**(1/n)         Minkowski
    n*(det(H)*det(K))**(1/n) <= tr(H K)                        the means of the eigenvalues of H K

References: Horn and Johnson, Matrix Analysis, theorems 7.8.1, 7.8.21 and corollary 7.8.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines import matrix_facts as table
from proofs_check.engines.gram_extremes import definiteness
from proofs_check.engines.gram_squares import turned
from proofs_check.engines.matrix_facts import Instance
from proofs_check.engines.word_definite import definite, of_number
from proofs_check.engines.word_factors import product_factors, single_factors
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import Factor, MatrixPolynomial, TooLarge, Unsupported, Word, polynomial
from proofs_check.statement.sorts import sort_of
from proofs_check.statement.terms import Apply, Number, Sum, Term, apply, free_letters, walk

MAX_ATOMS = 8
BY_COLUMNS_AND_ROWS = (
    table.HADAMARD_BY_COLUMNS,
    table.HADAMARD_BY_ROWS,
    table.HADAMARD_BY_NORMS_OF_COLUMNS,
    table.HADAMARD_BY_NORMS_OF_ROWS,
)


def product_facts(setting: Setting, atoms: tuple[Term, ...], conclusion: Term) -> Iterator[Instance]:
    """The facts about the traces and determinants that are named."""
    named = [atom for atom in atoms if isinstance(atom, Apply)][:MAX_ATOMS]
    traced = [product_factors(atom.args[0], setting) for atom in named if atom.op == "trace"]
    for word in traced:
        if len(word) == 2 and all(definiteness(factor, setting) for factor in word):
            yield table.PRODUCT_OF_PSD_BY_TRACE, {"H": word[0].term, "K": word[1].term}
    yield from _inverse_norms(traced)
    for inner in (atom.args[0] for atom in named if atom.op == "det"):
        yield from _determinant(inner, setting, conclusion)
    if any(atom.op == "det" for atom in named):
        yield from _means(traced, setting, conclusion)


def _inverse_norms(traced: list[Word]) -> Iterator[Instance]:
    """Cauchy-Schwarz between V.T and inv(V), where the squares of both norms are named."""
    squares = [word[-1] for word in map(single_factors, traced) if len(word) == 2 and turned(word) == word]
    for factor in squares:
        if "invertible" in factor.traits and any(_is_inverse(factor, other) for other in squares):
            values = {"A": apply("transpose", factor.term), "B": apply("inv", factor.term)}
            yield table.FROBENIUS_CAUCHY_SCHWARZ, values


def _is_inverse(one: Factor, two: Factor) -> bool:
    return one.base == two.base and one.exponent == -two.exponent


def _determinant(inner: Term, setting: Setting, conclusion: Term) -> Iterator[Instance]:
    """What the conclusion may ask of one determinant."""
    size = sort_of(inner, setting.scope).rows
    operations = {node.op for node in walk(conclusion) if isinstance(node, Apply | Sum)}
    if operations & {"trace", "norm"} and _has_powers_of(size, conclusion):
        yield table.DET_BY_FROBENIUS, {"A": inner, "n": size}
        yield table.DET_BY_NORM, {"A": inner, "n": size}
    if operations & {"prod", "sum"}:
        yield from _hadamard(inner, size, setting)
    if _has_roots(conclusion):
        yield from _minkowski(inner, setting)


def _hadamard(inner: Term, size: Term, setting: Setting) -> Iterator[Instance]:
    kind = definite(convert(inner, setting), setting, of_number)
    if kind:
        yield table.HADAMARD_OF_PSD, {"H": inner, "n": size}
    if kind == "spd":
        yield table.HADAMARD_OF_LOGARITHMS, {"P": inner, "n": size}
    for fact in BY_COLUMNS_AND_ROWS:
        yield fact, {"A": inner, "n": size}


def _is_definite(found: MatrixPolynomial, setting: Setting) -> bool:
    return bool(definite(found, setting, of_number))


def _has_roots(term: Term) -> bool:
    """Whether there is a power 1/n, or 1/2 where the size is 2, in the term."""
    exponents = (node.args[1] for node in walk(term) if isinstance(node, Apply) and node.op == "pow")
    return any(isinstance(one, Apply) and one.op == "div" for one in exponents)


def _has_powers_of(size: Term, term: Term) -> bool:
    """Whether facts with the size as an exponent can serve: it is a number, or stands in an exponent. They are dear elsewhere."""
    exponents = (node.args[1] for node in walk(term) if isinstance(node, Apply) and node.op == "pow")
    return isinstance(size, Number) or any(free_letters(one) & free_letters(size) for one in exponents)


def _minkowski(inner: Term, setting: Setting) -> Iterator[Instance]:
    """For a determinant of a sum of two semidefinite matrices."""
    try:
        found = convert(inner, setting)
    except (Unsupported, TooLarge):
        return
    if len(found.terms) != 2:
        return
    parts = [polynomial(found.rows, found.columns, {one: value}) for one, value in found.terms]
    if all(_is_definite(part, setting) for part in parts):
        yield table.MINKOWSKI_OF_PSD, {"H": parts[0].term, "K": parts[1].term, "n": found.rows}


def _means(traced: list[Word], setting: Setting, conclusion: Term) -> Iterator[Instance]:
    in_roots = _has_roots(conclusion)
    for word in traced:
        if len(word) == 2 and all(definiteness(factor, setting) for factor in word):
            if not in_roots and not _has_powers_of(word[0].rows, conclusion):
                continue
            fact = table.MEANS_OF_PSD_PRODUCT if in_roots else table.DETS_BY_TRACE_OF_PRODUCT
            yield fact, {"H": word[0].term, "K": word[1].term, "n": word[0].rows}


__all__ = ["product_facts"]
