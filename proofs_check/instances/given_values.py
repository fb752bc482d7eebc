"""The values of what is given: written numbers, constants, matrices entry by entry, and measured arrays with their errors."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from proofs_check.instances.values import (
    EPS,
    Array,
    NotNumeric,
    Value,
    constant,
    exact_value,
    matrix_form,
    status_of,
    worse,
)
from proofs_check.statement.terms import Number

CONSTANTS: Mapping[str, float] = {"pi": np.pi, "e": np.e}


def written_number(term: Number) -> Value:
    """A rational number, exact where it is a float. Raises NotNumeric."""
    top, bottom = term.value.numerator, term.value.denominator
    try:
        value = top / bottom
    except OverflowError:
        raise NotNumeric("a number beyond the range of floats") from None
    is_exact = abs(top) < 2**53 and bottom & (bottom - 1) == 0 and bottom < 2**900
    array = np.array([value])
    return Value(array, np.abs(array), 0 if is_exact else 1)


def named_number(name: str) -> Value:
    """The imaginary unit, or a constant of the language. Raises NotNumeric."""
    if name == "i":
        return constant(1j)
    if name not in CONSTANTS:
        raise NotNumeric(f"'{name}' is no number")
    return Value(np.array([CONSTANTS[name]]), np.array([CONSTANTS[name]]), 1)


def matrix_of(rows: tuple[tuple[Value, ...], ...]) -> Value:
    """The matrix with these scalars as entries; a single entry is a scalar."""
    entries = [entry for row in rows for entry in row]
    if len(entries) == 1:
        return entries[0]
    shape = (len(rows), len(rows[0]), max(len(entry.value) for entry in entries))
    arrays = [
        np.stack([np.broadcast_to(part, shape[2:]) for part in parts]).reshape(shape).transpose(2, 0, 1)
        for parts in ([entry.value for entry in entries], [entry.magnitude for entry in entries])
    ]
    status = None
    for entry_ in entries:
        status = worse(status, entry_.status)
    depth = max(entry_.depth for entry_ in entries)
    return Value(arrays[0], arrays[1], depth, all(entry_.plain for entry_ in entries), status)


def measured(array: Array, error: Array | None, units: float) -> Value:
    """The value of an array (B, ...) whose entries carry at most the error (B,), in roundings of this many units."""
    if array.dtype.kind in "iub":
        array = array.astype(np.float64)
    if array.ndim == 2:
        array = array[:, :, None]
    if array.ndim == 3 and array.shape[1:] == (1, 1):
        array = array[:, 0, 0]
    if error is None or not error.any():
        return exact_value(array)
    scale = error / (EPS * units)
    scale = scale if array.ndim == 1 else matrix_form(scale)
    return Value(array, np.maximum(np.abs(array), scale), 1, False)


def whole_numbers(found: Value, what: str) -> tuple[Array, Value]:
    """Whole numbers, (B,) or (1,), and the value; its status says where it is none. Raises NotNumeric."""
    if found.value.ndim != 1 or np.iscomplexobj(found.value):
        raise NotNumeric(f"{what} is not a real number")
    rounded = np.rint(found.value)
    whole = (rounded == found.value) & (np.abs(rounded) < 2.0**31)
    status = worse(found.status, status_of(whole, ~whole & found.exact))
    safe = np.where(whole, rounded, 0.0).astype(np.int64)
    return safe, Value(found.value, found.magnitude, found.depth, found.plain, status)
