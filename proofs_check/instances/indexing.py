"""Entries, rows and columns of batches, at indices that may differ from instance to instance."""

from __future__ import annotations

import numpy as np

from proofs_check.instances.values import (
    Array,
    Status,
    Value,
    exact_value,
    matrix_form,
    scalar_if_one,
    status_of,
    worse,
)

Index = tuple[Array, Value]
"""Whole numbers, (B,) or (1,), and the value they came from, whose status says where they are none."""


def _within(index: Array, size: int) -> Status | None:
    good = (index >= 0) & (index < size)
    return status_of(good, ~good)


def _taken(x: Value, row: Array | None, column: Array | None, status: Status | None) -> Value:
    def take(array: Array) -> Array:
        array = matrix_form(array)
        length = max([len(array), *(len(index) for index in (row, column) if index is not None)])
        if length == 1 or all(index is None or len(index) == 1 for index in (row, column)):
            rows = slice(None) if row is None else slice(int(row[0]), int(row[0]) + 1)
            columns = slice(None) if column is None else slice(int(column[0]), int(column[0]) + 1)
            return scalar_if_one(array[:, rows, columns])
        array = np.broadcast_to(array, (length, *array.shape[1:]))
        for axis, index in ((1, row), (2, column)):
            if index is not None:
                places = np.broadcast_to(index, (length,))[:, None, None]
                array = np.take_along_axis(array, places, axis=axis)
        return scalar_if_one(array)

    return Value(take(x.value), take(x.magnitude), x.depth, x.plain, worse(x.status, status))


def _clipped(index: Index, size: int, status: Status | None) -> tuple[Array, Status | None]:
    status = worse(worse(status, index[1].status), _within(index[0], size))
    return np.clip(index[0], 0, size - 1), status


def entry(x: Value, indices: list[Index]) -> Value:
    """A[i, j] or v[i]; outside of the matrix undefined."""
    rows, columns = matrix_form(x.value).shape[1:]
    row, status = _clipped(indices[0], rows, None)
    column = np.zeros(1, dtype=np.int64)
    if len(indices) == 2:
        column, status = _clipped(indices[1], columns, status)
    return _taken(x, row, column, status)


def line(x: Value, is_row: bool, index: Array, source: Value) -> Value:
    """A[i, :] or A[:, j]."""
    size = matrix_form(x.value).shape[1 if is_row else 2]
    clipped, status = _clipped((index, source), size, None)
    return _taken(x, clipped if is_row else None, None if is_row else clipped, status)


def unit_vector(size: int, index: Array, source: Value) -> Value:
    """The unit vectors (B, size, 1) with the one at `index`."""
    status = worse(source.status, _within(index, size))
    value = (np.arange(size)[None, :] == index[:, None]).astype(np.float64)[:, :, None]
    return exact_value(scalar_if_one(value)).with_status(status)


def zeros(rows: int, columns: int) -> Value:
    """The zero matrix."""
    return exact_value(scalar_if_one(np.zeros((1, rows, columns))))
