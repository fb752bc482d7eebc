"""The two forms of an array: of exact fractions, and of float64."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Form = Literal["exact", "float"]
Array: TypeAlias = NDArray[Any]
"""float64, or objects that are all of type Fraction."""


def exact_array(values: Any) -> Array:
    """The numbers (nested lists or an array) as Fractions. Floats are taken at their exact value; raises for NaN and infinities."""
    given: Array = np.array(values, dtype=object)
    found = np.empty(given.shape, dtype=object)
    for place in np.ndindex(given.shape):
        entry: Any = given[place]
        found[place] = Fraction(entry)
    return found


def float_array(values: Any) -> NDArray[np.float64]:
    """The numbers as float64, each rounded to nearest. Raises OverflowError where one is too large."""
    given: Array = np.array(values, dtype=object)
    found = np.empty(given.shape, dtype=np.float64)
    for place in np.ndindex(given.shape):
        found[place] = float(given[place])
    return found


def in_form(values: Any, form: Form) -> Array:
    """The exact values in the form that is asked for. Raises ValueError for another word."""
    if form not in ("exact", "float"):
        raise ValueError(f'form={form!r}: write "exact" (Fractions) or "float" (float64)')
    return exact_array(values) if form == "exact" else float_array(values)


def identity(n: int) -> Array:
    """The n x n identity of Fractions."""
    return exact_array(np.eye(n, dtype=np.int64).tolist())
