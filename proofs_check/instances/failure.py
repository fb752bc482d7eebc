"""The letters of one instance as exact terms: floats are binary rationals."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from proofs_check.instances.letters import Letters
from proofs_check.instances.values import Array
from proofs_check.statement.terms import Constant, Matrix, Number, Term, apply, substitute


def exact_letters(letters: Letters, instance: int, put: tuple[tuple[str, Term], ...] = ()) -> dict[str, Term]:
    """The drawn letters of an instance; letters that stand for terms get the term with the numbers put in."""
    point = {
        name: _term(_of(array, instance))
        for name, array in letters.values.items()
        if np.isfinite(_of(array, instance)).all() and not _error(letters, name, instance)
    }
    return {**point, **{name: substitute(term, point) for name, term in put}}


def measured_letters(letters: Letters, instance: int) -> dict[str, object]:
    """The measured letters of an instance, as rounded numbers or lists."""
    return {
        name: _of(array, instance).tolist()
        for name, array in letters.values.items()
        if _error(letters, name, instance)
    }


def _of(array: Array, instance: int) -> Array:
    return np.asarray(array[instance if len(array) > 1 else 0])


def _error(letters: Letters, name: str, instance: int) -> bool:
    error = letters.errors.get(name)
    return error is not None and bool(_of(error, instance) != 0)


def _term(value: Array) -> Term:
    if value.ndim == 0:
        return _number(complex(value)) if np.iscomplexobj(value) else Number(Fraction(float(value)))
    rows = value[:, None] if value.ndim == 1 else value
    if rows.shape == (1, 1):
        return _term(rows[0, 0])
    return Matrix(tuple(tuple(_term(np.asarray(entry)) for entry in row) for row in rows))


def _number(value: complex) -> Term:
    real, imaginary = Number(Fraction(value.real)), Number(Fraction(value.imag))
    return real if value.imag == 0 else apply("add", real, apply("mul", imaginary, Constant("i")))
