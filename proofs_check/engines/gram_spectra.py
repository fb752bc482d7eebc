"""Facts about the extreme eigenvalues of a sum of symmetric matrices, and about spectral radii.

The greatest eigenvalue of X = c1*W1 + ... + ck*Wk is u.T @ X @ u for a unit vector u, so it is c1*r1 + ... + ck*rk with every rj between the extreme
eigenvalues of Wj; and it is at least that at an eigenvector of any of the Wj. Where X is p(S), a polynomial in one letter S (or an inverse of one), it is p(lam) for an
eigenvalue lam of S, and at least p at the extreme eigenvalues of S.

Notation: Q the eigenvalue that is asked for, r, lam fresh letters.
References: Horn and Johnson, Matrix Analysis, theorems 4.2.2 and 1.1.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from proofs_check.engines.affine import UNIT
from proofs_check.engines.scalar_image import Namer
from proofs_check.engines.word_algebra import transposed
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_setting import Setting, commute
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    Monomial,
    TooLarge,
    Unsupported,
    Word,
    scalars_term,
    word_term,
)
from proofs_check.statement.terms import (
    CALL,
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    number,
    substitute,
)
from proofs_check.statement.text import text

MAX_TERMS = 4
AT = Letter("an eigenvalue")  # no name of a claim has a space in it


def extreme_facts(atom: Apply, setting: Setting, namer: Namer) -> Iterator[Term]:
    """Facts about min(eigenvalues(X)) or max(eigenvalues(X)) for a symmetric X that is no letter."""
    inner = atom.args[0]
    if not isinstance(inner, Apply) or inner.op != "eigenvalues":
        return
    plain = setting.bare
    try:
        found = convert(inner.args[0], plain)
        if isinstance(inner.args[0], Letter) or transposed(found, plain) != found:
            return
        whole = _of_one_letter(found)
        joint = _of_family(found, plain) if whole is None else None
    except (Unsupported, TooLarge):
        return
    if whole is not None:
        yield from _functions(atom, *whole, namer)
    elif joint is not None:
        yield from _joint(atom, *joint, namer)
    elif 1 <= len(found.terms) <= MAX_TERMS:
        yield from _sums(atom, found, plain, namer)


def radius_facts(atom: Apply, setting: Setting, namer: Namer) -> Iterator[Term]:
    """The spectral radius of a symmetric matrix is the greater modulus of the extreme eigenvalues."""
    plain = setting.bare
    try:
        found = convert(atom.args[0], plain)
        symmetric = transposed(found, plain) == found
    except (Unsupported, TooLarge):
        return
    name = namer.letter(atom)
    if symmetric:
        spectrum = apply("eigenvalues", atom.args[0])
        ends = [namer.letter(apply(end, spectrum)) for end in ("min", "max")]
        yield Compare("<=", *ends)
        yield Compare("==", name, apply("max", *(apply("abs", end) for end in ends)))


def _of_one_letter(found: MatrixPolynomial) -> tuple[Factor, Term] | None:
    """(S, p(lam)) of a polynomial in one symmetric letter, with AT for lam."""
    letters: dict[Term, Factor] = {}
    value = _function(found, letters)
    if value is None or len(letters) != 1:
        return None
    (factor,) = letters.values()
    return factor, value


def _of_family(found: MatrixPolynomial, setting: Setting) -> tuple[tuple[Factor, ...], Term] | None:
    """The letters and p(lam1, lam2, ...) of a polynomial in symmetric letters that commute pairwise."""
    letters: dict[Term, Factor] = {}
    value = _function(found, letters, joint=True)
    factors = tuple(letters.values())
    if value is None or not 2 <= len(factors) <= MAX_TERMS:
        return None
    return (factors, value) if all(commute(a, b, setting) for a, b in combinations(factors, 2)) else None


def _joint(atom: Apply, factors: tuple[Factor, ...], value: Term, namer: Namer) -> Iterator[Term]:
    """In one basis of eigenvectors Q is p at eigenvalues of the letters, one of each."""
    put: dict[str, Term] = {}
    for factor in factors:
        lam = namer.letter(Apply(f"{CALL}eigenvalue", (factor.base, atom)))
        put[_at(factor.base).name] = lam
        yield from _eigenvalue(factor, lam, namer)
    yield Compare("==", namer.letter(atom), substitute(namer.image(value), put))


def _at(base: Term) -> Letter:
    return Letter(f"{AT.name} {text(base)}")


def _eigenvalue(factor: Factor, lam: Term, namer: Namer) -> Iterator[Term]:
    """Where an eigenvalue lies, by the kind of the matrix and its extreme eigenvalues."""
    spectrum = apply("eigenvalues", factor.base)
    low, high = (namer.letter(apply(end, spectrum)) for end in ("min", "max"))
    yield Compare("<=", low, lam)
    yield Compare("<=", lam, high)
    for end in (low, high, lam):
        if "spd" in factor.traits:
            yield Compare(">", end, ZERO)
        elif "psd" in factor.traits:
            yield Compare(">=", end, ZERO)
        if "invertible" in factor.traits:
            yield Compare("!=", end, ZERO)


def _function(found: MatrixPolynomial, letters: dict[Term, Factor], joint: bool = False) -> Term | None:
    """The polynomial with an eigenvalue for every letter; joint: each letter has one of its own."""
    total: Term | None = None
    for monomial, value in found.terms:
        if monomial.binders:
            return None
        part: Term = scalars_term(monomial.scalars, value) or ONE
        for factor in monomial.word:
            base = _base(factor, letters, joint)
            if base is None:
                return None
            part = apply("mul", part, base)
        total = part if total is None else apply("add", total, part)
    return total


def _base(factor: Factor, letters: dict[Term, Factor], joint: bool) -> Term | None:
    """The power of a factor as a function of the eigenvalue."""
    if factor.expanded is not None:
        value = _function(factor.expanded, letters, joint)
    else:
        value = _at(factor.base) if joint else AT
        value = value if "symmetric" in factor.traits else None
        letters[factor.base] = replace(factor, exponent=UNIT)
    if value is None or not factor.exponent.is_constant:
        return None
    if factor.exponent == UNIT:
        return value
    power = factor.exponent.constant
    if power < 0:
        return apply("div", ONE, apply("pow", value, number(-power)))
    return apply("pow", value, number(power))


def _functions(atom: Apply, factor: Factor, value: Term, namer: Namer) -> Iterator[Term]:
    spectrum = apply("eigenvalues", factor.base)
    low, high = (namer.letter(apply(end, spectrum)) for end in ("min", "max"))
    lam = namer.letter(Apply(f"{CALL}eigenvalue", (factor.base, atom)))
    name, relation = namer.letter(atom), ">=" if atom.op == "max" else "<="
    yield Compare("<=", low, high)
    yield from _eigenvalue(factor, lam, namer)
    image = namer.image(value)
    at = {end: substitute(image, {AT.name: end}) for end in (low, high, lam)}
    yield Compare("==", name, at[lam])
    yield from (Compare(relation, name, at[end]) for end in (low, high))


def _sums(atom: Apply, found: MatrixPolynomial, setting: Setting, namer: Namer) -> Iterator[Term]:
    parts = [_part(monomial, value) for monomial, value in found.terms]
    if any(part is None for part in parts):
        return
    plain = [part for part in parts if part is not None]
    name, relation = namer.letter(atom), ">=" if atom.op == "max" else "<="
    yield from _combination("==", name, atom, plain, None, "", setting, namer)
    for place, (_, word) in enumerate(plain):
        if word:
            for end in ("min", "max"):
                yield from _combination(relation, name, atom, plain, place, end, setting, namer)


def _part(monomial: Monomial, value: Fraction) -> tuple[Term, Word] | None:
    """(c, W) of a term c*W with a symmetric factor or the identity W."""
    if monomial.binders or len(monomial.word) > 1:
        return None
    if any("symmetric" not in factor.traits for factor in monomial.word):
        return None
    return scalars_term(monomial.scalars, value) or ONE, monomial.word


def _combination(
    relation: str,
    name: Term,
    atom: Apply,
    parts: list[tuple[Term, Word]],
    chosen: int | None,
    end: str,
    setting: Setting,
    namer: Namer,
) -> Iterator[Term]:
    """Q relation c1*r1 + ... + ck*rk at one vector: an eigenvector of X, or of the chosen part."""
    total: Term = ZERO
    for place, (coefficient, word) in enumerate(parts):
        value: Term = ONE
        if word:
            spectrum = apply("eigenvalues", word_term(word))
            low, high = (namer.letter(apply(side, spectrum)) for side in ("min", "max"))
            value = {"min": low, "max": high}.get(end, low) if place == chosen else value
            if place != chosen:
                where = Apply(
                    f"{CALL}quotient", (word_term(word), atom, number(chosen or 0), Letter(end or "self"))
                )
                value = namer.letter(where)
                yield Compare("<=", low, value)
                yield Compare("<=", value, high)
        total = apply("add", total, apply("mul", namer.image(coefficient), value))
    yield Compare(relation, name, total)


__all__ = ["extreme_facts", "radius_facts"]
