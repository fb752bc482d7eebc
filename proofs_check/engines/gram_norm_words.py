"""Bounds of the norm of one product, from above and from below, factor by factor.

A factor multiplies norms by at most its own norm, an orthogonal one by 1, a power of a diagonal one by a power of the bound
that a hypothesis `forall(j, 'integer in [0, n - 1]', abs(D[j, j]) <= r)` gives; by at least the inverse of its inverse's norm.
Where the hypothesis leaves out the first entries, those of what is multiplied have to be 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from proofs_check.engines.affine import NONE, UNIT, Affine, affine_of
from proofs_check.engines.gram_norm_image import NormNamer, as_power, times
from proofs_check.engines.word_rules import conjuncts
from proofs_check.engines.word_setting import nonnegative, transposed_factor
from proofs_check.engines.word_terms import Factor, TooLarge, Unsupported, Word, word_term
from proofs_check.goal import Goal, Prover
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    apply,
    free_letters,
    number,
)

MAX_SKIPPED = 3
MAX_BOUNDS = 8
ABOVE = {"<=": True, "<": True, ">=": False, ">": False}
MIRROR = {"<=": ">=", "<": ">", ">=": "<=", ">": "<"}


@dataclass(frozen=True)
class EntryBound:
    """|base[j, j]| is at most `size` (at least, if not `above`) for all j from `first` on; `size` is an image."""

    base: Letter
    size: Term
    first: int
    above: bool


def entry_bounds(goal: Goal, namer: NormNamer) -> tuple[EntryBound, ...]:
    """What the hypotheses say of the entries of diagonal letters."""
    facts = [fact for hypothesis in goal.hypotheses for fact in conjuncts(hypothesis)]
    found = [_entry_bound(fact, goal, namer) for fact in facts]
    return tuple(one for one in found if one is not None)


def sizes_are_nonnegative(bounds: tuple[EntryBound, ...], goal: Goal, namer: NormNamer) -> Iterator[Term]:
    """r >= 0 where it bounds |D[0, 0]| and there is such an entry."""
    for one in bounds:
        domain = goal.scope.letters[one.base.name]
        size = affine_of(domain.size[0], goal.scope)
        if one.above and one.first == 0 and size is not None and nonnegative(size - UNIT, namer.setting):
            yield Compare(">=", one.size, ZERO)


def _entry_bound(fact: Term, goal: Goal, namer: NormNamer) -> EntryBound | None:
    if not isinstance(fact, Quantified) or fact.op != "forall" or not isinstance(fact.body, Compare):
        return None
    body = fact.body
    if body.relation not in ABOVE:
        return None
    for relation, left, right in (
        (body.relation, body.left, body.right),
        (MIRROR[body.relation], body.right, body.left),
    ):
        base = _diagonal_entry(left, fact.letter, goal)
        first = None if base is None else _covered_from(base, fact, goal)
        if base is None or first is None or fact.letter in free_letters(right):
            continue
        try:
            return EntryBound(base, namer.scalar(right), first, ABOVE[relation])
        except (Unsupported, TooLarge):
            continue
    return None


def _diagonal_entry(term: Term, letter: str, goal: Goal) -> Letter | None:
    """D of abs(D[j, j])."""
    index = Letter(letter)
    match term:
        case Apply(op="abs", args=(Apply(op="entry", args=(Letter(name=name) as base, row, column)),)):
            is_diagonal = row == column == index and goal.scope.letters[name].kind == "diagonal"
            return base if is_diagonal and name != letter else None
        case _:
            return None


def _covered_from(base: Letter, fact: Quantified, goal: Goal) -> int | None:
    """The index from which on the fact speaks of every entry; None where it does not reach the last one."""
    low, high = fact.domain.low, fact.domain.high
    if fact.domain.kind != "integer" or fact.domain.nonzero:
        return None
    size = affine_of(goal.scope.letters[base.name].size[0], goal.scope)
    start = Affine(0) if low is None else affine_of(low.at, goal.scope)
    if start is None or not start.is_constant or size is None:
        return None
    if high is not None:
        end = affine_of(high.at, goal.scope)
        last = None if end is None else end - (NONE if high.closed else UNIT)
        gap = None if last is None else last - size + UNIT
        if gap is None or not gap.is_constant or gap.constant < 0:
            return None
    first = start.constant + (0 if low is None or low.closed else 1)
    return max(first, 0) if first <= MAX_SKIPPED else None


def word_bounds(
    word: Word, bounds: tuple[EntryBound, ...], namer: NormNamer, goal: Goal, prove: Prover
) -> Iterator[Term]:
    """Upper and lower bounds of the norm of a product, both ways round."""
    norm = namer.word_norm(word, word[0].height)
    turned = tuple(transposed_factor(factor) for factor in reversed(word))
    yield from _upper(norm, word, bounds, namer)
    for way in dict.fromkeys((word, turned)):
        yield from _upper_on_rest(norm, way, bounds, namer, goal, prove)
        yield from _lower(norm, way, bounds, namer)


def _upper(norm: Term, word: Word, bounds: tuple[EntryBound, ...], namer: NormNamer) -> Iterator[Term]:
    """norm(f1 @ ... @ fm) is at most the norm of one factor times what the others multiply norms by."""
    if len(word) == 1 and word[0].exponent != UNIT:
        yield from _upper_of_power(norm, word[0], namer)
    if len(word) < 2:
        return
    for place, kept in enumerate(word):
        others = [_largest(factor, bounds, namer) for factor in (*word[:place], *word[place + 1 :])]
        for choice in list(product(*others))[:MAX_BOUNDS]:
            yield _under(choice, Compare("<=", norm, _scaled(choice, namer.factor_norm(kept))), namer)
    for place in range(1, len(word)):
        left, right = word[:place], word[place:]
        if _is_named(left, namer) and _is_named(right, namer):
            sides = [namer.word_norm(left, left[0].height), namer.word_norm(right, right[0].height)]
            yield Compare("<=", norm, times(sides))


def _upper_of_power(norm: Term, factor: Factor, namer: NormNamer) -> Iterator[Term]:
    """norm(A**t) <= norm(A)**t from t = 1 on."""
    for exponent, base in ((factor.exponent, UNIT), (-factor.exponent, -UNIT)):
        if nonnegative(exponent - UNIT, namer.setting) and exponent != UNIT:
            single = namer.factor_norm(replace(factor, exponent=base))
            yield Compare("<=", norm, as_power(single, exponent, namer.setting))


def _is_named(word: Word, namer: NormNamer) -> bool:
    turned = tuple(transposed_factor(factor) for factor in reversed(word))
    return any(apply("norm", word_term(way)) in namer.names for way in (word, turned))


Multiplier = tuple[Term, Term | None]
"""What norms are multiplied by, and what must not be negative for it."""


def _largest(factor: Factor, bounds: tuple[EntryBound, ...], namer: NormNamer) -> list[Multiplier]:
    """At most what a factor multiplies norms by."""
    setting, exponent = namer.setting, factor.exponent
    if "orthogonal" in factor.traits or "unit" in factor.traits:
        return [(ONE, None)]
    found: list[Multiplier] = []
    if nonnegative(exponent, setting):
        sizes = [one.size for one in bounds if one.above and one.base == factor.base and one.first == 0]
        found += [(as_power(size, exponent, setting), size) for size in sizes]
        radius = apply("spectral_radius", factor.base)
        normal = "diagonal" in factor.traits or ("symmetric" in factor.traits and not setting.is_complex)
        if normal and radius in namer.names:
            found.append((as_power(namer.letter(radius), exponent, setting), None))
        if not found:
            single = namer.factor_norm(replace(factor, exponent=UNIT))
            found.append((as_power(single, exponent, setting), None))
    elif nonnegative(-exponent, setting):
        single = namer.factor_norm(replace(factor, exponent=-UNIT))
        found.append((as_power(single, -exponent, setting), None))
    return found


def _scaled(choice: tuple[Multiplier, ...], norm: Term) -> Term:
    return times([*(value for value, _ in choice), norm])


def _under(choice: tuple[Multiplier, ...], says: Term, namer: NormNamer) -> Term:
    """The statement under the condition that the sizes it uses are not negative."""
    sizes = dict.fromkeys(size for _, size in choice if size is not None)
    needed = tuple(Compare(">=", size, ZERO) for size in sizes if not namer.is_size(size))
    return Connective("implies", (Connective("and", needed), says)) if needed else says


def _upper_on_rest(
    norm: Term, word: Word, bounds: tuple[EntryBound, ...], namer: NormNamer, goal: Goal, prove: Prover
) -> Iterator[Term]:
    """norm(A @ D**t @ Y) <= norm(A)*r**t*norm(Y) where the first entries of Y, of which r says nothing, are 0."""
    for place, factor in enumerate(word[:-1]):
        rest = word[place + 1 :]
        for one in bounds:
            fits = one.above and one.first > 0 and one.base == factor.base
            if not fits or not nonnegative(factor.exponent, namer.setting):
                continue
            if not all(_entries_are_zero(rest, row, goal, prove) for row in range(one.first)):
                continue
            before = [_largest(other, bounds, namer) for other in word[:place]]
            multiplier = (as_power(one.size, factor.exponent, namer.setting), one.size)
            for choice in list(product(*before))[:MAX_BOUNDS]:
                whole = (*choice, multiplier)
                yield _under(
                    whole, Compare("<=", norm, _scaled(whole, namer.word_norm(rest, rest[0].height))), namer
                )


def _entries_are_zero(word: Word, row: int, goal: Goal, prove: Prover) -> bool:
    """Whether a row of a vector is known to be 0."""
    if word[-1].width != ONE:
        return False
    entry = apply("entry", word_term(word), number(row))
    zero = Compare("==", entry, ZERO)
    return zero in goal.hypotheses or prove(goal.concluding(zero)).proved


def _lower(norm: Term, word: Word, bounds: tuple[EntryBound, ...], namer: NormNamer) -> Iterator[Term]:
    """norm(Y)*(least multipliers) <= norm(A @ Y)*(norms of inverses), for ever shorter Y."""
    multipliers: list[tuple[Multiplier, ...]] = [()]
    inverses: list[Term] = []
    for place, factor in enumerate(word[:-1]):
        least = _least(factor, bounds, namer)
        if least:
            multipliers = [(*old, new) for old in multipliers for new in least][:MAX_BOUNDS]
        elif "invertible" in factor.traits:
            back = _largest(replace(factor, exponent=-factor.exponent), (), namer)
            if not back:
                return
            inverses.append(back[0][0])
        else:
            return
        rest = word[place + 1 :]
        shorter = namer.word_norm(rest, rest[0].height)
        for choice in multipliers:
            yield _under(choice, Compare("<=", _scaled(choice, shorter), times([*inverses, norm])), namer)


def _least(factor: Factor, bounds: tuple[EntryBound, ...], namer: NormNamer) -> list[Multiplier]:
    """At least what a power of a diagonal factor multiplies norms by."""
    if "orthogonal" in factor.traits:
        return [(ONE, None)]
    if not nonnegative(factor.exponent, namer.setting):
        return []
    fitting = [one for one in bounds if not one.above and one.first == 0 and one.base == factor.base]
    return [(as_power(one.size, factor.exponent, namer.setting), one.size) for one in fitting]
