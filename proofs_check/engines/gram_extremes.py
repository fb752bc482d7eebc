"""Facts that take two things named together: traces with extreme eigenvalues, products with their factors, images with their arguments.

References: Horn and Johnson, Matrix Analysis, theorems 4.2.2 and 7.6.1, observation 7.1.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines import matrix_facts as table
from proofs_check.engines.affine import Affine
from proofs_check.engines.gram_squares import turned
from proofs_check.engines.matrix_facts import Instance
from proofs_check.engines.word_algebra import add, transposed
from proofs_check.engines.word_definite import definite, of_number
from proofs_check.engines.word_factors import product_factors, single_factors
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_setting import Setting, nonnegative
from proofs_check.engines.word_terms import Factor, TooLarge, Unsupported, Word, polynomial, word_term
from proofs_check.statement.terms import Apply, Term

MAX_SPECTRA = 4


def definiteness(factor: Factor, setting: Setting) -> str:
    """'spd' or 'psd' where a power of a definite letter is that for sure, else ''."""
    if "spd" in factor.traits:
        return "spd"
    return "psd" if "psd" in factor.traits and nonnegative(factor.exponent, setting) else ""


def extreme_instances(setting: Setting, atoms: tuple[Term, ...]) -> Iterator[Instance]:
    """Extreme eigenvalues that are named with the traces that are named, and with those of the factors."""
    named = [atom for atom in atoms if isinstance(atom, Apply)]
    traces = [product_factors(atom.args[0], setting) for atom in named if atom.op == "trace"]
    bases = dict.fromkeys(_spectrum(atom) for atom in named if atom.op in ("min", "max"))
    for base in [one for one in bases if one is not None][:MAX_SPECTRA]:
        word = product_factors(base, setting)
        if len(word) == 2 and all(definiteness(factor, setting) for factor in word):
            values = {"H": word[0].term, "K": word[1].term}
            yield table.GREATEST_OF_PSD_PRODUCT, values
            yield table.LEAST_OF_PSD_PRODUCT, values
        if len(word) == 1 and "symmetric" in word[0].traits:
            for trace in traces:
                yield from _with_trace(word[0], trace, setting)


def _spectrum(atom: Apply) -> Term | None:
    """X of min(eigenvalues(X)) and max(eigenvalues(X))."""
    inner = atom.args[0]
    return inner.args[0] if isinstance(inner, Apply) and inner.op == "eigenvalues" else None


def _with_trace(base: Factor, trace: Word, setting: Setting) -> Iterator[Instance]:
    trace = single_factors(trace)
    if trace == (base,) and definiteness(base, setting):
        yield table.TRACE_BOUNDS_GREATEST_EIGENVALUE, {"H": base.term}
    if trace == (replace(base, exponent=-base.exponent),) and definiteness(base, setting) == "spd":
        yield table.TRACE_BOUNDS_LEAST_EIGENVALUE, {"P": base.term}
    if len(trace) == 2 and base in trace:
        other = trace[1 - trace.index(base)]
        if definiteness(other, setting):
            values = {"S": base.term, "H": other.term}
            yield table.GREATEST_EIGENVALUE_BOUNDS_TRACE, values
            yield table.LEAST_EIGENVALUE_BOUNDS_TRACE, values


def congruent_traces(word: Word, setting: Setting) -> Iterator[Instance]:
    """trace(H @ Y.T @ K @ Y) >= 0 and trace(Y.T @ K @ Y) >= 0 for semidefinite H and K, in any order of the cycle."""
    for place in range(len(word)):
        cycle = word[place:] + word[:place]
        first, rest = cycle[0], cycle[1:]
        if len(rest) > 1 and definiteness(first, setting) and _is_congruence(rest, setting):
            yield table.TRACE_OF_PSD_PRODUCT, {"H": first.term, "K": word_term(rest)}
            return
        if len(cycle) > 1 and len(cycle) % 2 and _is_congruence(cycle, setting):
            yield table.TRACE_OF_PSD, {"H": word_term(cycle)}
            return


def _is_congruence(word: Word, setting: Setting) -> bool:
    middle = word[len(word) // 2]
    return turned(word) == word and (len(word) % 2 == 0 or bool(definiteness(middle, setting)))


def kernel_of_form(word: Word, setting: Setting) -> Iterator[Instance]:
    """(v.T @ H**2 @ v)**2 <= v.T @ H**3 @ v * v.T @ H @ v: H @ v is zero where v.T @ H @ v is."""
    if len(word) == 3 and word[1].exponent == Affine(2):
        root = replace(word[1], exponent=Affine(1))
        if definiteness(root, setting):
            image = word_term((root, *word[2:]))
            yield table.CAUCHY_SCHWARZ_OF_PSD, {"H": root.term, "u": image, "v": word_term(word[2:])}


def sums_at_one_vector(vectors: Iterator[Term], setting: Setting) -> Iterator[Instance]:
    """M @ x with a sum M, as A @ x + B @ x: not zero where x is not, if M + M.T is positive definite."""
    bare = setting.bare
    for image in vectors:
        try:
            found = convert(image, bare)
            ends = {monomial.word[-1:] for monomial, _ in found.terms}
            if len(ends) != 1 or len(found.terms) < 2 or any(monomial.binders for monomial, _ in found.terms):
                continue
            (vector,) = ends
            if not vector or vector[0].square or vector[0].height != found.rows:
                continue
            sums = {replace(one, word=one.word[:-1]): value for one, value in found.terms}
            whole = polynomial(found.rows, found.rows, sums)
            if definite(add([whole, transposed(whole, bare)]), bare, of_number) == "spd":
                yield table.INVERTIBLE_IMAGE, {"V": whole.term, "v": vector[0].term}
        except (Unsupported, TooLarge):
            continue
