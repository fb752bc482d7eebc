"""Reducing one word: merging neighbours, sorting commuting ones, splitting scalar products off, matching rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.affine import NONE, UNIT, Affine
from proofs_check.engines.word_setting import Rule, Setting, commute, nonnegative, transposed_factor
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    Scalars,
    Word,
    word_key,
    word_polynomial,
    word_term,
)
from proofs_check.statement.terms import ONE, Apply, Number, Term
from proofs_check.statement.text import text

Pieces = tuple[Scalars, Word]
"""Atoms that are split off, and the factors that take the place of two neighbours."""


def merge_scalars(pairs: Scalars) -> tuple[Scalars, Fraction]:
    """The product of atoms: equal ones merged, whole powers of numbers multiplied out. Returns the rest and the number."""
    powers: dict[Term, Affine] = {}
    value = Fraction(1)
    for base, exponent in pairs:
        powers[base] = powers.get(base, NONE) + exponent
    kept: list[tuple[Term, Affine]] = []
    for base, exponent in powers.items():
        if isinstance(base, Number) and base.value != 0:
            value *= base.value**exponent.constant
            exponent = _parity(exponent) if base.value == -1 else replace(exponent, constant=0)
        elif isinstance(base, Number) and exponent.is_constant and exponent.constant > 0:
            return (), Fraction(0)
        if exponent != NONE:
            kept.append((base, exponent))
    return tuple(sorted(kept, key=lambda pair: text(pair[0]))), value


def _parity(exponent: Affine) -> Affine:
    """(-1) ** exponent depends on the exponent modulo 2."""
    return Affine(0, tuple((part, 1) for part, value in exponent.parts if value % 2))


def simplify(word: Word, setting: Setting) -> tuple[Scalars, Word, int]:
    """The word with neighbours merged and sorted, the scalars that this splits off, and 0 where it vanishes (else 1)."""
    scalars: list[tuple[Term, Affine]] = []
    current = [factor for factor in word if factor.exponent != NONE]
    place = 0
    while place + 1 < len(current):
        if _vanishes(current[place], current[place + 1]):
            return (), (), 0
        found = _neighbours(current[place], current[place + 1], setting)
        if found is None:
            place += 1
            continue
        scalars += found[0]
        current[place : place + 2] = found[1]
        place = max(place - 1, 0)
    return tuple(scalars), tuple(current), 1


def _neighbours(left: Factor, right: Factor, setting: Setting) -> Pieces | None:
    """What two neighbours become, or None where they stay."""
    if left.square and (left.base, left.transposed) == (right.base, right.transposed):
        exponent = left.exponent + right.exponent
        return (), (() if exponent == NONE else (replace(left, exponent=exponent),))
    if "unit" in left.traits and "unit" in right.traits and left.transposed and not right.transposed:
        return ((), ()) if left.base == right.base else None
    if "diagonal" in left.traits and "unit" in right.traits and not right.transposed:
        return _diagonal_entry(left, right), (right,)
    if "diagonal" in right.traits and "unit" in left.traits and left.transposed:
        return _diagonal_entry(right, left), (left,)
    if right.key < left.key and commute(left, right, setting):
        return (), (right, left)
    return None


def _vanishes(left: Factor, right: Factor) -> bool:
    """Whether two different unit vectors of known places are multiplied."""
    if not ("unit" in left.traits and "unit" in right.traits and left.transposed and not right.transposed):
        return False
    places = [factor.base.args[1] for factor in (left, right) if isinstance(factor.base, Apply)]
    return all(isinstance(place, Number) for place in places) and places[0] != places[1]


def _diagonal_entry(diagonal: Factor, unit: Factor) -> Scalars:
    """The entry of a diagonal matrix that a unit vector picks, with the exponent of the matrix."""
    picked = replace(unit, transposed=False)
    word = (transposed_factor(picked), replace(diagonal, exponent=UNIT), picked)
    return ((word_term(word), diagonal.exponent),)


def split(word: Word, setting: Setting) -> tuple[Scalars, Word]:
    """Scalar products inside the word as atoms, and what is left: at most a column times a row, or one segment."""
    segments: list[list[Factor]] = [[]]
    for factor in word:
        if segments[-1] and segments[-1][-1].width == ONE:
            segments.append([])
        segments[-1].append(factor)
    atoms: list[tuple[Term, Affine]] = []
    rest: list[Factor] = []
    for segment in segments:
        if segment and segment[0].height == ONE and segment[-1].width == ONE:
            atoms.append((form_term(tuple(segment), setting), UNIT))
        else:
            rest += segment
    return tuple(atoms), tuple(rest)


def form_term(word: Word, setting: Setting) -> Term:
    """The atom of a scalar product: of the word and its transpose the one whose text is less."""
    _, turned, _ = simplify(tuple(transposed_factor(factor) for factor in reversed(word)), setting)
    return word_term(min(word, turned, key=word_key))


Rewriting = tuple[Word, Rule, Affine | None, Word]


def find_rewriting(word: Word, setting: Setting) -> Rewriting | None:
    """The first place where a rule fits: what stands before, the rule, the exponent if it is carried, what comes after."""
    for rule in setting.rules:
        for place in range(len(word) - len(rule.pattern) + 1):
            window = word[place : place + len(rule.pattern)]
            found = _fit(window, rule, setting)
            if found is not None:
                before, carried, after = found
                return word[:place] + before, rule, carried, after + word[place + len(rule.pattern) :]
    return None


def _fit(window: Word, rule: Rule, setting: Setting) -> tuple[Word, Affine | None, Word] | None:
    """How the pattern lies in the window: what is left of the end factors' powers, or the exponent that is carried."""
    if any(_name(one) != _name(two) for one, two in zip(window, rule.pattern, strict=True)):
        return None
    excess = [one.exponent - two.exponent for one, two in zip(window, rule.pattern, strict=True)]
    moved = len(window) - 1 if rule.at_right else 0
    others = [value for place, value in enumerate(excess) if place != moved]
    whole = window[moved].exponent
    if rule.carried is not None and len(window) == 1 and excess[0] != NONE:
        return ((), whole, ()) if whole.is_constant or nonnegative(whole, setting) else None
    if rule.carried is not None and excess[moved] != NONE and not any(value != NONE for value in others):
        return ((), whole, ()) if nonnegative(whole, setting) else None
    if any(value != NONE for value in excess[1:-1]):
        return None
    before = _left_over(window[0], excess[0], setting)
    after = _left_over(window[-1], excess[-1], setting) if len(window) > 1 else ()
    return None if before is None or after is None else (before, None, after)


def _name(factor: Factor) -> tuple[Term, bool]:
    return factor.base, factor.transposed


def _left_over(factor: Factor, excess: Affine, setting: Setting) -> Word | None:
    """The power that stays outside a pattern, where M**(a+b) == M**a @ M**b is allowed; None where it is not."""
    if excess == NONE:
        return ()
    if not factor.square:
        return None
    pattern = factor.exponent - excess
    if excess.is_constant and pattern.is_constant and excess.constant * pattern.constant < 0:
        return None  # M == M**2 @ M**-1 is true, and leads nowhere
    if "invertible" in factor.traits or (nonnegative(excess, setting) and nonnegative(pattern, setting)):
        return (replace(factor, exponent=excess),)
    return None


Power = Callable[[MatrixPolynomial, Affine, Setting], MatrixPolynomial]


def carried_power(rule: Rule, exponent: Affine, power: Power, setting: Setting) -> MatrixPolynomial:
    """R @ N**e (or N**e @ R) for a pattern M**e @ R (or R @ M**e); N**e where R is empty."""
    from proofs_check.engines.word_algebra import multiply

    if rule.carried is None:
        raise ValueError("the rule carries nothing")
    bare = setting.bare
    rest = rule.pattern[:-1] if rule.at_right else rule.pattern[1:]
    raised = power(rule.carried, exponent, setting)
    if not rest:
        return raised
    fixed = word_polynomial(rest, ONE)
    return multiply(raised, fixed, bare) if rule.at_right else multiply(fixed, raised, bare)
