"""Sums, products, transposes, powers and inverses of polynomials in words.

Adjacent powers of one base merge, which is right wherever both are defined: a power of a matrix has an exponent of at
least 0, and an inverse stands only where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.affine import NONE, Affine, product
from proofs_check.engines.word_reduce import carried_power, find_rewriting, merge_scalars, simplify, split
from proofs_check.engines.word_setting import Setting, nonnegative, transposed_factor
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    Monomial,
    Scalars,
    TooLarge,
    Word,
    atom,
    constant,
    polynomial,
    word_polynomial,
)
from proofs_check.statement.terms import ONE, Number, Term

MAX_POWER = 16
MAX_PRODUCTS = 20_000


def add(parts: Iterable[MatrixPolynomial]) -> MatrixPolynomial:
    """The sum of at least one polynomial of one shape."""
    listed = list(parts)
    total: dict[Monomial, Fraction] = {}
    for part in listed:
        for monomial, value in part.terms:
            total[monomial] = total.get(monomial, Fraction(0)) + value
    return polynomial(listed[0].rows, listed[0].columns, total)


def scale(found: MatrixPolynomial, value: Fraction | int) -> MatrixPolynomial:
    """The polynomial times a number."""
    return polynomial(found.rows, found.columns, {one: value * old for one, old in found.terms})


def subtract(left: MatrixPolynomial, right: MatrixPolynomial) -> MatrixPolynomial:
    """left - right."""
    return add([left, scale(right, -1)])


def multiply(left: MatrixPolynomial, right: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """The matrix product, or the product with a scalar on either side. Raises TooLarge."""
    if len(left.terms) * len(right.terms) > MAX_PRODUCTS:
        raise TooLarge(f"more than {MAX_PRODUCTS} products")
    rows = right.rows if left.is_scalar and right.rows != ONE else left.rows
    columns = left.columns if right.is_scalar and left.columns != ONE else right.columns
    parts = [polynomial(rows, columns, {})]
    for one, first in left.terms:
        for two, second in right.terms:
            parts.append(scale(_joined(one, two, rows, columns, setting), first * second))
    return add(parts)


def _joined(one: Monomial, two: Monomial, rows: Term, columns: Term, setting: Setting) -> MatrixPolynomial:
    if one.binders or two.binders:
        from proofs_check.engines.word_sums import join_sums

        return join_sums(one, two, rows, columns, setting)
    return joined_words(one, two, rows, columns, setting)


def joined_words(
    one: Monomial, two: Monomial, rows: Term, columns: Term, setting: Setting
) -> MatrixPolynomial:
    """The product of two monomials without binders."""
    scalars, value = merge_scalars((*one.scalars, *two.scalars))
    if not value:
        return polynomial(rows, columns, {})
    body = reduce(one.word + two.word, rows, columns, setting)
    if not scalars:
        return scale(body, value)
    if any(monomial.binders for monomial, _ in body.terms):
        front = polynomial(ONE, ONE, {Monomial((), scalars): value})
        return multiply(front, body, setting)
    return scale(_times_scalars(body, scalars), value)


def _mirrored(word: Word, setting: Setting) -> MatrixPolynomial | None:
    """What a scalar product is by its transpose, where a rule fits that one: 0, or a multiple of an earlier word."""
    turned = tuple(transposed_factor(factor) for factor in reversed(word))
    if not setting.mirrored or not word or find_rewriting(turned, setting) is None:
        return None
    plain = replace(setting, mirrored=False)
    own, other = reduce(word, ONE, ONE, plain), reduce(turned, ONE, ONE, plain)
    if len(own.terms) != 1 or len(other.terms) != 1:
        return None
    (one, first), (two, second) = own.terms[0], other.terms[0]
    if one == two:
        return polynomial(ONE, ONE, {}) if first != second else None
    return other if two.key < one.key else None


def _times_scalars(body: MatrixPolynomial, scalars: Scalars) -> MatrixPolynomial:
    total: dict[Monomial, Fraction] = {}
    for monomial, value in body.terms:
        merged, factor = merge_scalars((*scalars, *monomial.scalars))
        key = replace(monomial, scalars=merged)
        total[key] = total.get(key, Fraction(0)) + value * factor
    return polynomial(body.rows, body.columns, total)


def reduce(word: Word, rows: Term, columns: Term, setting: Setting) -> MatrixPolynomial:
    """The normal form of a product: rules used, neighbours merged, scalar products split off as atoms."""
    setting.work.spend()
    scalars, kept, value = simplify(word, setting)
    if not value:
        return polynomial(rows, columns, {})
    found = find_rewriting(kept, setting) if setting.rules else None
    if found is None:
        mirror = _mirrored(kept, setting) if rows == columns == ONE and setting.rules else None
        if mirror is not None:
            return _times_scalars(mirror, scalars)
        inner, rest = split(kept, setting)
        merged, factor = merge_scalars((*scalars, *inner))
        return polynomial(rows, columns, {Monomial((), merged, rest): factor})
    before, rule, carried, after = found
    later = setting.rewritten()
    middle = rule.replacement if carried is None else carried_power(rule, carried, power, later)
    left = _open(before, middle.rows, later)
    right = _open(after, middle.columns, later)
    result = multiply(multiply(left, middle, later), right, later)
    if scalars:
        front = polynomial(ONE, ONE, {Monomial((), scalars): Fraction(1)})
        result = multiply(front, result, later)
    return replace(result, rows=rows, columns=columns)


def _open(word: Word, size: Term, setting: Setting) -> MatrixPolynomial:
    """A part of a product that is already in normal form; scalars that stand inside are split off."""
    if not word:
        return word_polynomial((), size)
    return reduce(word, word[0].height, word[-1].width, setting)


def transposed(found: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """The plain transpose."""
    if found.is_scalar:
        return found
    parts = [polynomial(found.columns, found.rows, {})]
    for monomial, value in found.terms:
        parts.append(scale(_transposed_monomial(monomial, found.columns, found.rows, setting), value))
    return add(parts)


def _transposed_monomial(monomial: Monomial, rows: Term, columns: Term, setting: Setting) -> MatrixPolynomial:
    word = tuple(transposed_factor(factor) for factor in reversed(monomial.word))
    scalars, turned = Monomial((), monomial.scalars), Monomial((), (), word)
    if not monomial.binders:
        return joined_words(scalars, turned, rows, columns, setting)
    from proofs_check.engines.word_sums import bound, inside_binders

    body = joined_words(scalars, turned, rows, columns, inside_binders(monomial.binders, setting))
    sums = [bound(one, monomial.binders, value, rows, columns, setting) for one, value in body.terms]
    return add([polynomial(rows, columns, {}), *sums])


def power(base: MatrixPolynomial, exponent: Affine, setting: Setting) -> MatrixPolynomial:
    """base ** exponent for a scalar or square base."""
    if exponent == NONE:
        return word_polynomial((), base.rows) if not base.is_scalar else constant(1)
    single = base.single()
    if single is not None and single[1] == 1 and not single[0].scalars and len(single[0].word) == 1:
        return _factor_power(single[0].word[0], exponent, setting)
    if exponent.is_constant:
        if exponent.constant < 0:
            return power(inverse(base, setting), -exponent, setting)
        if exponent.constant <= MAX_POWER:
            return _repeated(base, exponent.constant, setting)
    if single is not None:
        found = _monomial_power(single, exponent, base, setting)
        if found is not None:
            return found
    return _opaque_power(base, exponent, setting)


def _repeated(base: MatrixPolynomial, count: int, setting: Setting) -> MatrixPolynomial:
    result = base
    for _ in range(count - 1):
        result = multiply(result, base, setting)
    return result


def _factor_power(factor: Factor, exponent: Affine, setting: Setting) -> MatrixPolynomial:
    found = product(factor.exponent, exponent)
    if found is None:
        return opaque(word_polynomial((factor,), factor.rows), exponent, setting)
    raised = replace(factor, exponent=found)
    return reduce((raised,), factor.rows, factor.rows, setting)


def _monomial_power(
    single: tuple[Monomial, Fraction], exponent: Affine, base: MatrixPolynomial, setting: Setting
) -> MatrixPolynomial | None:
    """A power of a product: scalars raised one by one; of a word only where it is V @ X @ inv(V)."""
    monomial, value = single
    raised = [(atom_, product(its, exponent)) for atom_, its in monomial.scalars]
    scalars = tuple((atom_, its) for atom_, its in raised if its is not None)
    if len(scalars) != len(raised):
        return None
    word = _conjugate_power(monomial.word, exponent, base.rows, setting) if monomial.word else None
    if monomial.word and word is None:
        return None
    number_part = ((Number(value), exponent),) if value != 1 else ()
    merged, factor = merge_scalars((*number_part, *scalars))
    front = polynomial(ONE, ONE, {Monomial((), merged): factor})
    if base.is_scalar:
        return front
    return multiply(front, word or word_polynomial((), base.rows), setting)


def _conjugate_power(word: Word, exponent: Affine, size: Term, setting: Setting) -> MatrixPolynomial | None:
    """(V @ X @ inv(V)) ** t == V @ X**t @ inv(V)."""
    if len(word) == 1:
        return _factor_power(word[0], exponent, setting)
    if not _inverse_pair(word[0], word[-1]):
        return None
    inner = power(_open(word[1:-1], size, setting), exponent, setting)
    left, right = _open(word[:1], size, setting), _open(word[-1:], size, setting)
    return multiply(multiply(left, inner, setting), right, setting)


def _inverse_pair(first: Factor, last: Factor) -> bool:
    same = (first.base, first.transposed) == (last.base, last.transposed)
    return same and first.square and first.exponent + last.exponent == NONE


def _opaque_power(base: MatrixPolynomial, exponent: Affine, setting: Setting) -> MatrixPolynomial:
    """A power of a sum; the whole part of the exponent is multiplied out where the rest is nonnegative."""
    rest = replace(exponent, constant=0)
    small = 0 < exponent.constant <= MAX_POWER
    if not exponent.is_constant and small and not base.is_scalar and nonnegative(rest, setting):
        front = opaque(base, rest, setting)
        return multiply(front, _repeated(base, exponent.constant, setting), setting)
    return opaque(base, exponent, setting)


def opaque(base: MatrixPolynomial, exponent: Affine, setting: Setting) -> MatrixPolynomial:
    """The power of a polynomial as one factor or atom; a rational factor in front is pulled out."""
    lead = base.terms[0][1] if base.terms else Fraction(1)
    inner = scale(base, 1 / lead)
    scalars, value = merge_scalars(((Number(lead), exponent),)) if lead != 1 else ((), Fraction(1))
    front = polynomial(ONE, ONE, {Monomial((), scalars): value})
    if base.is_scalar:
        return multiply(front, atom(inner.term, exponent), setting)
    traits = _opaque_traits(inner, setting)
    factor = Factor(inner.term, inner.rows, inner.columns, False, exponent, traits, inner)
    return multiply(front, word_polynomial((factor,), inner.rows), setting)


def _opaque_traits(inner: MatrixPolynomial, setting: Setting) -> frozenset[str]:
    traits = set()
    words = [monomial.word for monomial, _ in inner.terms]
    if all("diagonal" in factor.traits for word in words for factor in word):
        traits |= {"diagonal", "symmetric"}
    elif transposed(inner, setting) == inner:
        traits.add("symmetric")
    return frozenset(traits)


def inverse(base: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """The inverse (of a scalar: one over it), where it is defined."""
    single = base.single()
    if single is None:
        return opaque(base, Affine(-1), setting)
    monomial, value = single
    if not all(factor.square for factor in monomial.word):
        return opaque(base, Affine(-1), setting)
    scalars, factor = merge_scalars(tuple((one, -power_) for one, power_ in monomial.scalars))
    word = tuple(replace(one, exponent=-one.exponent) for one in reversed(monomial.word))
    front = polynomial(ONE, ONE, {Monomial((), scalars): factor / value})
    if base.is_scalar:
        return front
    body = reduce(word, base.rows, base.rows, setting) if word else word_polynomial((), base.rows)
    return multiply(front, body, setting)


def size_polynomial(size: Term) -> MatrixPolynomial:
    """A size as a scalar."""
    return constant(size.value) if isinstance(size, Number) else atom(size)
