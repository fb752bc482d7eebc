"""Sums over whole numbers in polynomials of words.

A sum stands in front of its monomial as a binder (k, N), for k = 0, ..., N; a sum from a to b is shifted by a. What is
multiplied by a sum goes inside, for merging powers is right wherever they are defined and splitting them is not.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from proofs_check.engines.affine import NONE, UNIT, Affine, affine_of
from proofs_check.engines.word_algebra import add, joined_words, multiply, scale, size_polynomial
from proofs_check.engines.word_setting import Setting, nonnegative
from proofs_check.engines.word_terms import (
    Binders,
    MatrixPolynomial,
    Monomial,
    Unsupported,
    all_names,
    bound_names,
    monomial_term,
    polynomial,
)
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import (
    ONE,
    Letter,
    Sum,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    substitute,
)

MAX_WRITTEN_OUT = 12
MAX_PERMUTED = 3


def sum_polynomial(
    term: Sum, low: Affine, high: Affine, rows: Term, columns: Term, setting: Setting
) -> MatrixPolynomial:
    """The sum of a matrix, vector or scalar term from `low` to `high`."""
    from proofs_check.engines.word_normal import convert

    end = high - low
    letter = fresh(term.letter, all_names((term, low.term, end.term)) | set(setting.scope.letters))
    shifted = Letter(letter) if low == NONE else apply("add", Letter(letter), low.term)
    body = substitute(term.body, {term.letter: shifted})
    zero = polynomial(rows, columns, {})
    if end.is_constant and end.constant <= MAX_WRITTEN_OUT:
        values = [substitute(body, {letter: number(value)}) for value in range(end.constant + 1)]
        return add([zero, *(convert(value, setting) for value in values)])
    inner = convert(body, setting.binding(letter, end))
    parts = [bound(one, ((letter, end),), value, rows, columns, setting) for one, value in inner.terms]
    return add([zero, *parts])


def bound(
    inner: Monomial, binders: Binders, value: Fraction, rows: Term, columns: Term, setting: Setting
) -> MatrixPolynomial:
    """The sums `binders` of a monomial, in canonical form; a sum of equal terms is their number times the term."""
    whole = replace(inner, binders=(*binders, *inner.binders))
    used = free_letters(monomial_term(replace(inner, binders=()), Fraction(1), rows, columns))
    for place, (name, end) in enumerate(whole.binders):
        ends = {letter for _, other in whole.binders[place + 1 :] for letter in other.letters()}
        if name in used | ends or not nonnegative(end + UNIT, inside_binders(whole.binders[:place], setting)):
            continue
        kept = (*whole.binders[:place], *whole.binders[place + 1 :])
        if end.letters() & {other for other, _ in kept}:
            continue
        rest = bound(Monomial((), inner.scalars, inner.word), kept, value, rows, columns, setting)
        count = add([scale(size_polynomial(part), size) for part, size in _pieces(end + UNIT)])
        return multiply(count, rest, setting)
    if not whole.binders:
        return polynomial(rows, columns, {whole: value})
    return scale(_canonical(whole, rows, columns, setting), value)


def _pieces(affine: Affine) -> tuple[tuple[Term, int], ...]:
    return (*affine.parts, (ONE, affine.constant))


def inside_binders(binders: Binders, setting: Setting) -> Setting:
    """The setting inside the sums over the binders."""
    for name, end in binders:
        setting = setting.binding(name, end)
    return setting


def _canonical(whole: Monomial, rows: Term, columns: Term, setting: Setting) -> MatrixPolynomial:
    """Binders renamed and ordered so that equal sums get equal forms (for up to MAX_PERMUTED of them)."""
    orders = permutations(whole.binders) if len(whole.binders) <= MAX_PERMUTED else iter([whole.binders])
    body = monomial_term(replace(whole, binders=()), Fraction(1), rows, columns)
    own = {name for name, _ in whole.binders}
    taken = all_names((body, *(end.term for _, end in whole.binders))) - own | bound_names(body)
    names = _fresh_names(len(whole.binders), taken | set(setting.scope.letters))
    found = [_renamed(body, order, names, setting) for order in orders if _ordered(order)]
    listed = [one for one in found if one is not None]
    if not listed:
        return polynomial(rows, columns, {whole: Fraction(1)})
    best, value = min(listed, key=lambda pair: pair[0].key)
    return polynomial(rows, columns, {best: value})


def _fresh_names(count: int, taken: frozenset[str]) -> tuple[str, ...]:
    names: list[str] = []
    index = 1
    while len(names) < count:
        if f"_{index}" not in taken:
            names.append(f"_{index}")
        index += 1
    return tuple(names)


def _ordered(order: Binders) -> bool:
    """Whether no end uses a letter that is bound further in."""
    return all(
        not (end.letters() & {name for name, _ in order[place:]}) for place, (_, end) in enumerate(order)
    )


def _renamed(
    body: Term, order: Binders, names: tuple[str, ...], setting: Setting
) -> tuple[Monomial, Fraction] | None:
    from proofs_check.engines.word_normal import convert

    put: dict[str, Term] = {name: Letter(new) for (name, _), new in zip(order, names, strict=True)}
    inside = setting
    binders: list[tuple[str, Affine]] = []
    for (_, end), new in zip(order, names, strict=True):
        moved = affine_of(substitute(end.term, put), inside.scope)
        if moved is None:
            return None
        binders.append((new, moved))
        inside = inside.binding(new, moved)
    found = convert(substitute(body, put), inside).single()
    if found is None:
        return None
    return Monomial(tuple(binders), found[0].scalars, found[0].word), found[1]


def join_sums(one: Monomial, two: Monomial, rows: Term, columns: Term, setting: Setting) -> MatrixPolynomial:
    """The product of two monomials with binders: the second's binders renamed apart, all of them in front."""
    taken = set(setting.scope.letters) | {name for name, _ in one.binders}
    for monomial in (one, two):
        taken |= all_names(atom for atom, _ in monomial.scalars)
        taken |= all_names(factor.term for factor in monomial.word)
        taken |= all_names(end.term for _, end in monomial.binders)
    first, taken_now = _apart(one, frozenset(taken), setting)
    second, _ = _apart(two, taken_now, setting)
    binders = (*first.binders, *second.binders)
    inside = inside_binders(binders, setting)
    body = joined_words(replace(first, binders=()), replace(second, binders=()), rows, columns, inside)
    parts = [bound(inner, binders, value, rows, columns, setting) for inner, value in body.terms]
    return add([polynomial(rows, columns, {}), *parts])


def _apart(monomial: Monomial, taken: frozenset[str], setting: Setting) -> tuple[Monomial, frozenset[str]]:
    """The monomial with binders whose names are not taken."""
    from proofs_check.engines.word_normal import convert

    if not monomial.binders:
        return monomial, taken
    names = _fresh_names(len(monomial.binders), taken)
    put: dict[str, Term] = {name: Letter(new) for (name, _), new in zip(monomial.binders, names, strict=True)}
    rows, columns = _shape(monomial)
    inside, binders = setting, []
    for (_, end), new in zip(monomial.binders, names, strict=True):
        moved = affine_of(substitute(end.term, put), inside.scope.with_letter(new, INTEGER))
        binders.append((new, end if moved is None else moved))
        inside = inside.binding(new, binders[-1][1])
    bare = [Monomial((), monomial.scalars), Monomial((), (), monomial.word)]
    shapes = [(ONE, ONE), (rows, columns)]
    terms = [monomial_term(one, Fraction(1), *shape) for one, shape in zip(bare, shapes, strict=True)]
    found = [convert(substitute(term, put), inside).single() for term in terms]
    if None in found or any(one is not None and one[1] != 1 for one in found):
        raise Unsupported("a product of sums whose letters cannot be renamed")
    scalars, word = (one[0] for one in found if one is not None)
    return Monomial(tuple(binders), scalars.scalars, word.word), taken | set(names)


def _shape(monomial: Monomial) -> tuple[Term, Term]:
    return (monomial.word[0].height, monomial.word[-1].width) if monomial.word else (ONE, ONE)


def with_canonical_letter(term: Sum, setting: Setting) -> Sum:
    """A sum or product with a bound letter that none is written with: equal products have one form."""
    taken = (all_names([term.body]) - {term.letter}) | set(setting.scope.letters)
    (name,) = _fresh_names(1, taken)
    return Sum(term.op, name, substitute(term.body, {term.letter: Letter(name)}), term.low, term.high)
