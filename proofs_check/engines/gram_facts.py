"""Which facts are put at which vectors and matrices of a goal.

Vectors are taken from the scalar products as they are written, and from the atoms that their normal forms leave.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from proofs_check.engines import matrix_facts as table
from proofs_check.engines.affine import Affine
from proofs_check.engines.gram_chords import chords
from proofs_check.engines.gram_extremes import (
    congruent_traces,
    definiteness,
    extreme_instances,
    kernel_of_form,
    sums_at_one_vector,
)
from proofs_check.engines.gram_image import statement_image
from proofs_check.engines.gram_injective import full_ranks, left_inverses
from proofs_check.engines.gram_products import product_facts
from proofs_check.engines.gram_spectra import extreme_facts, radius_facts
from proofs_check.engines.gram_squares import inverse_pairs, ruled_squares
from proofs_check.engines.gram_written import definite_gaps, definite_pair, definite_product, written_products
from proofs_check.engines.matrix_facts import Instance
from proofs_check.engines.scalar_image import Namer
from proofs_check.engines.word_factors import product_factors, single_factors
from proofs_check.engines.word_setting import Setting, transposed_factor
from proofs_check.engines.word_terms import Factor, TooLarge, Unsupported, Word, word_term
from proofs_check.goal import Goal
from proofs_check.statement.sorts import sort_of
from proofs_check.statement.terms import Apply, Term, apply

Tier = Literal["signs", "bounds", "all"]
"""signs: what is nonnegative; bounds: also Cauchy-Schwarz and the like between letters that are there; all: new letters too."""

MAX_INSTANCES = 40


def facts_about(goal: Goal, setting: Setting, namer: Namer, tier: Tier) -> tuple[Term, ...]:
    """Images of the facts about what the namer has named; `namer` may name more. Real goals only."""
    if setting.is_complex:
        return ()
    found = list(_spectra(setting, namer))
    found += _images(_signs(goal, setting, namer), setting, namer, new_letters=True)
    found += _images(full_ranks(goal, setting, tuple(namer.names)), setting, namer, new_letters=True)
    if setting.rules:
        inverted = left_inverses(setting, tuple(namer.names))
        found += _images(inverted, setting, namer, new_letters=True, bare=False)
    if tier != "signs":
        bounds = list(_bounds(goal, setting, namer))
        found += _images(bounds, setting, namer, new_letters=tier == "all")
        found += _images(_signs(goal, setting, namer), setting, namer, new_letters=False)
        if setting.rules:
            squares = list(ruled_squares(setting, tuple(namer.names)))
            found += _images(squares, setting, namer, new_letters=False, bare=False)
    return tuple(dict.fromkeys(found))


def _spectra(setting: Setting, namer: Namer) -> Iterator[Term]:
    """Facts about extreme eigenvalues and spectral radii that are named; the radii first, for they name eigenvalues."""
    for atom in tuple(namer.names):
        if isinstance(atom, Apply) and atom.op == "spectral_radius":
            yield from radius_facts(atom, setting, namer)
    for atom in tuple(namer.names):
        if isinstance(atom, Apply) and atom.op in ("min", "max") and len(atom.args) == 1:
            yield from extreme_facts(atom, setting, namer)


def _images(
    instances: Iterator[Instance] | list[Instance],
    setting: Setting,
    namer: Namer,
    new_letters: bool,
    bare: bool = True,
) -> list[Term]:
    """`bare`: without the rules that the hypotheses give."""
    found: list[Term] = []
    for fact, values in list(instances)[:MAX_INSTANCES]:
        before = dict(namer.names)
        try:
            image = statement_image(fact.at(values), setting.bare if bare else setting, namer)
        except (Unsupported, TooLarge):
            namer.names = before
            continue
        if len(namer.names) > len(before) and not new_letters:
            namer.names = before
            continue
        found.append(image)
    return found


def _signs(goal: Goal, setting: Setting, namer: Namer) -> Iterator[Instance]:
    for left, right in written_products(goal):
        yield table.SQUARE_IS_NONNEGATIVE, {"v": left}
        yield from definite_product(left, right, goal)
        yield table.SQUARE_IS_NONNEGATIVE, {"v": right}
    yield from definite_gaps(goal)
    yield from sums_at_one_vector((left for left, _ in written_products(goal)), setting)
    for atom in tuple(namer.names):
        if isinstance(atom, Apply):
            yield from _atom_signs(atom, setting)


def _atom_signs(atom: Apply, setting: Setting) -> Iterator[Instance]:
    inner = atom.args[0]
    if atom.op == "matmul":
        yield from _form_signs(product_factors(atom, setting), setting)
    elif atom.op == "trace":
        yield from _trace_signs(product_factors(inner, setting), setting)
    elif atom.op == "det":
        yield from _det_signs(inner, setting)
    elif atom.op == "spectral_radius":
        yield table.SPECTRAL_RADIUS_IS_NONNEGATIVE, {"A": inner}
        yield table.RADIUS_BY_FROBENIUS, {"A": inner}
    elif atom.op in ("min", "max"):
        yield from _eigenvalue_signs(inner, setting)


def _mirror(word: Word) -> tuple[Factor | None, Word] | None:
    """(M, y) of a word y.T @ M @ y, (None, y) of y.T @ y, else None."""
    turned = tuple(transposed_factor(factor) for factor in reversed(word))
    if not word or turned != word:
        return None
    half = len(word) // 2
    return (word[half], word[half + 1 :]) if len(word) % 2 else (None, word[half:])


def _form_signs(word: Word, setting: Setting) -> Iterator[Instance]:
    found = _mirror(word)
    if found is None or not found[1]:
        return
    middle, vector = found
    v = word_term(vector)
    if middle is None:
        yield table.SQUARE_IS_NONNEGATIVE, {"v": v}
        return
    half = _half(middle)
    if half is not None:
        yield table.SQUARE_IS_NONNEGATIVE, {"v": word_term((half, *vector))}
    kind = definiteness(middle, setting)
    if kind:
        yield table.PSD_FORM_IS_NONNEGATIVE, {"H": middle.term, "v": v}
    if kind == "spd":
        yield table.SPD_FORM_IS_POSITIVE, {"P": middle.term, "v": v}


def _half(factor: Factor) -> Factor | None:
    """The factor whose square a symmetric one is, where its exponent is even."""
    exponent = factor.exponent
    if (
        "symmetric" not in factor.traits
        or exponent.constant % 2
        or any(value % 2 for _, value in exponent.parts)
    ):
        return None
    halves = tuple((part, value // 2) for part, value in exponent.parts)
    return replace(factor, exponent=Affine(exponent.constant // 2, halves))


def _trace_signs(word: Word, setting: Setting) -> Iterator[Instance]:
    kinds = [definiteness(factor, setting) for factor in word]
    if len(word) == 1 and kinds[0]:
        yield table.TRACE_OF_PSD, {"H": word[0].term}
    if len(word) == 1 and kinds[0] == "spd":
        yield table.TRACE_OF_SPD, {"P": word[0].term}
    if len(word) == 2 and all(kinds):
        yield table.TRACE_OF_PSD_PRODUCT, {"H": word[0].term, "K": word[1].term}
        yield table.TRACE_OF_PSD_PRODUCT_IS_BOUNDED, {"H": word[0].term, "K": word[1].term}
        for factor, other in ((word[0], word[1]), (word[1], word[0])):
            yield table.TRACE_OF_PSD, {"H": factor.term}
            if kinds[word.index(other)] == "spd":
                yield table.TRACE_OF_SPD_TIMES_PSD, {"P": other.term, "H": factor.term}
            if kinds[word.index(factor)] == "spd":
                yield table.TRACE_OF_SPD, {"P": factor.term}
    yield from congruent_traces(single_factors(word), setting)
    if len(word) == 1:
        half = _half(word[0])
        if half is not None:
            yield table.FROBENIUS_IS_NONNEGATIVE, {"A": half.term}
            if definiteness(half, setting):
                yield table.TRACE_OF_PSD, {"H": half.term}
                yield table.TRACE_OF_PSD_PRODUCT_IS_BOUNDED, {"H": half.term, "K": half.term}
    for place in range(len(word)):
        found = _mirror(word[place:] + word[:place])
        if found is not None and found[0] is None and len(found[1]) >= 1:
            yield table.FROBENIUS_IS_NONNEGATIVE, {"A": word_term(found[1])}
            return


def _det_signs(inner: Term, setting: Setting) -> Iterator[Instance]:
    word = product_factors(inner, setting)
    if len(word) != 1:
        return
    traits = word[0].traits
    if definiteness(word[0], setting):
        yield table.DET_OF_PSD, {"H": inner}
    if "spd" in traits:
        yield table.DET_OF_SPD, {"P": inner}
    if "orthogonal" in traits:
        yield table.DET_OF_ORTHOGONAL, {"Q": inner}
    if "invertible" in traits:
        yield table.DET_OF_INVERTIBLE, {"V": inner}


def _eigenvalue_signs(inner: Term, setting: Setting) -> Iterator[Instance]:
    if not isinstance(inner, Apply) or inner.op != "eigenvalues":
        return
    base = inner.args[0]
    word = product_factors(base, setting)
    if len(word) != 1 or "symmetric" not in word[0].traits:
        return
    yield table.EIGENVALUES_ARE_ORDERED, {"S": base}
    kind = definiteness(word[0], setting)
    if kind:
        yield table.EIGENVALUES_OF_PSD, {"H": base}
    if kind == "spd":
        yield table.EIGENVALUES_OF_SPD, {"P": base}


def _bounds(goal: Goal, setting: Setting, namer: Namer) -> Iterator[Instance]:
    for left, right in written_products(goal):
        if left != right:
            yield table.CAUCHY_SCHWARZ, {"u": left, "v": right}
        yield from definite_pair(left, right, goal)
    spectra = [atom.args[0] for atom in namer.names if isinstance(atom, Apply) and atom.op in ("min", "max")]
    for atom in tuple(namer.names):
        if isinstance(atom, Apply) and atom.op == "matmul":
            yield from _form_bounds(product_factors(atom, setting), setting, spectra)
        elif isinstance(atom, Apply) and atom.op == "trace":
            yield from _trace_bounds(product_factors(atom.args[0], setting), goal)
        elif isinstance(atom, Apply) and atom.op == "spectral_radius":
            yield from _radius_bounds(atom.args[0], setting, goal)
    yield from inverse_pairs(setting, tuple(namer.names))
    yield from extreme_instances(setting, tuple(namer.names))
    yield from chords(goal, setting, tuple(namer.names))
    yield from product_facts(setting, tuple(namer.names), goal.conclusion)


def _radius_bounds(inner: Term, setting: Setting, goal: Goal) -> Iterator[Instance]:
    """What a spectral radius bounds, and what bounds it: operator norms, of each factor of a product."""
    size = {"A": inner, "n": sort_of(inner, goal.scope).rows}
    yield table.RADIUS_BOUNDS_TRACE, size
    yield table.RADIUS_BOUNDS_DET, size
    yield table.RADIUS_BY_SINGULAR_VALUE, {"A": inner}
    word = product_factors(inner, setting)
    if len(word) == 2 and all("symmetric" in factor.traits for factor in word):
        yield table.RADIUS_OF_SYMMETRIC_PRODUCT, {"S": word[0].term, "R": word[1].term}
    elif len(word) == 2 and all(factor.square for factor in word):
        yield table.RADIUS_OF_PRODUCT, {"A": word[0].term, "B": word[1].term}


def _form_bounds(word: Word, setting: Setting, spectra: list[Term]) -> Iterator[Instance]:
    yield from kernel_of_form(word, setting)
    for place in range(1, len(word)):
        u = word_term(tuple(transposed_factor(factor) for factor in reversed(word[:place])))
        v = word_term(word[place:])
        if u != v:
            yield table.CAUCHY_SCHWARZ, {"u": u, "v": v}
    for place in range(1, len(word) - 1):
        middle = word[place]
        u = word_term(tuple(transposed_factor(factor) for factor in reversed(word[:place])))
        v = word_term(word[place + 1 :])
        if u != v and definiteness(middle, setting):
            yield table.CAUCHY_SCHWARZ_OF_PSD, {"u": u, "v": v, "H": middle.term}
        if u == v and "symmetric" in middle.traits and apply("eigenvalues", middle.term) in spectra:
            yield table.LEAST_EIGENVALUE_BOUNDS_FORM, {"S": middle.term, "v": v}
            yield table.GREATEST_EIGENVALUE_BOUNDS_FORM, {"S": middle.term, "v": v}
    if len(word) > 2 and word[1].exponent == Affine(2) and "symmetric" in word[1].traits:
        root = replace(word[1], exponent=Affine(1))
        yield table.FROBENIUS_BOUNDS_IMAGE, {"A": root.term, "v": word_term(word[2:])}
    if len(word) == 4 and _mirror(word) is not None:
        yield table.FROBENIUS_BOUNDS_IMAGE, {"A": word[2].term, "v": word[3].term}


def _trace_bounds(word: Word, goal: Goal) -> Iterator[Instance]:
    """Cauchy-Schwarz between the factors of a trace; of one factor against the identity."""
    if len(word) == 1:
        word = single_factors(word)
    if len(word) == 1 and word[0].square:
        yield table.FROBENIUS_CAUCHY_SCHWARZ, {"A": apply("identity", word[0].rows), "B": word[0].term}
    for place in range(1, len(word)):
        left = word_term(tuple(transposed_factor(factor) for factor in reversed(word[:place])))
        right = word_term(word[place:])
        if left != right:
            yield table.FROBENIUS_CAUCHY_SCHWARZ, {"A": left, "B": right}
            if sort_of(left, goal.scope).rows == sort_of(left, goal.scope).columns:
                yield table.FROBENIUS_IS_NONNEGATIVE, {"A": apply("sub", left, right)}
                yield table.FROBENIUS_IS_NONNEGATIVE, {"A": apply("add", left, right)}
