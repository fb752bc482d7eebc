"""Sums over all entries: sum(A[k, k], k, 0, n - 1) is the trace of A, sum(u[k]*v[k], k, 0, n - 1) the scalar product."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.affine import UNIT, Affine, affine_of
from proofs_check.engines.word_algebra import add, multiply, scale, transposed
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_scalars import trace
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import MatrixPolynomial, Monomial, Unsupported, polynomial
from proofs_check.statement.terms import ONE, Apply, Letter, Term, apply, free_letters


def diagonal_sums(found: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """The polynomial with sums over the whole range of an index written as traces and scalar products."""
    parts = [polynomial(found.rows, found.columns, {})]
    changed = False
    for monomial, value in found.terms:
        whole = _closed(monomial, setting)
        if whole is None:
            parts.append(polynomial(found.rows, found.columns, {monomial: value}))
            continue
        changed = True
        rest, total = whole
        front = polynomial(found.rows, found.columns, {rest: Fraction(1)})
        parts.append(scale(multiply(total, front, setting), value))
    return add(parts) if changed else found


def _closed(monomial: Monomial, setting: Setting) -> tuple[Monomial, MatrixPolynomial] | None:
    """What does not depend on the index, and the sum of what does."""
    if len(monomial.binders) != 1 or any(
        monomial_letter(monomial) in free_letters(f.term) for f in monomial.word
    ):
        return None
    letter, end = monomial.binders[0]
    spoken = [pair for pair in monomial.scalars if letter in free_letters(pair[0])]
    if any(letter in exponent.letters() for _, exponent in monomial.scalars):
        return None
    rest = replace(monomial, binders=(), scalars=tuple(p for p in monomial.scalars if p not in spoken))
    atoms = [atom for atom, exponent in spoken for _ in range(_count(exponent))]
    if len(atoms) != sum(_count(exponent) for _, exponent in spoken) or not spoken:
        return None
    if any(_count(exponent) == 0 for _, exponent in spoken):
        return None
    try:
        total = _total(atoms, letter, end, setting)
    except Unsupported:
        return None
    return None if total is None else (rest, total)


def monomial_letter(monomial: Monomial) -> str:
    """The letter of the only binder."""
    return monomial.binders[0][0]


def _count(exponent: Affine) -> int:
    return exponent.constant if exponent.is_constant and exponent.constant in (1, 2) else 0


def _total(atoms: list[Term], letter: str, end: Affine, setting: Setting) -> MatrixPolynomial | None:
    if len(atoms) == 1:
        parts = _factors(atoms[0])
        size = _unit_size(parts[-1], letter)
        left = parts[0].args[0] if isinstance(parts[0], Apply) and parts[0].op == "transpose" else parts[0]
        if size is None or left != parts[-1] or len(parts) < 3 or not _covers(size, end, setting):
            return None
        return _without(letter, trace(convert(_product(parts[1:-1]), setting), setting))
    if len(atoms) == 2:
        vectors = [_entry_of(atom, letter, end, setting) for atom in atoms]
        if vectors[0] is None or vectors[1] is None:
            return None
        one, two = convert(vectors[0], setting), convert(vectors[1], setting)
        return _without(letter, multiply(transposed(one, setting), two, setting))
    return None


def _without(letter: str, found: MatrixPolynomial) -> MatrixPolynomial | None:
    return None if letter in free_letters(found.term) else found


def _entry_of(atom: Term, letter: str, end: Affine, setting: Setting) -> Term | None:
    """v of v[k], written as a product with a unit vector on either side."""
    parts = _factors(atom)
    if len(parts) < 2:
        return None
    first = parts[0].args[0] if isinstance(parts[0], Apply) and parts[0].op == "transpose" else None
    if first is not None and (size := _unit_size(first, letter)) is not None:
        return _product(parts[1:]) if _covers(size, end, setting) else None
    size = _unit_size(parts[-1], letter)
    if size is None or not _covers(size, end, setting):
        return None
    return apply("transpose", _product(parts[:-1]))


def _factors(term: Term) -> list[Term]:
    if isinstance(term, Apply) and term.op == "matmul":
        return [*_factors(term.args[0]), *_factors(term.args[1])]
    return [term]


def _product(parts: list[Term]) -> Term:
    result = parts[0]
    for part in parts[1:]:
        result = apply("matmul", result, part)
    return result


def _unit_size(term: Term, letter: str) -> Term | None:
    """n of unit(n, k)."""
    if isinstance(term, Apply) and term.op == "unit" and term.args[1] == Letter(letter):
        return term.args[0]
    return None


def _covers(size: Term, end: Affine, setting: Setting) -> bool:
    """Whether 0, ..., end are all the indices."""
    whole = affine_of(size, setting.scope)
    return size != ONE and whole is not None and whole == end + UNIT
