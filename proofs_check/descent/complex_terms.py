"""Terms of claims with complex letters in floating point: roots, logarithms, arguments and powers have their principal values.

What has no value, or no real one where only a real number makes sense, is nan. On the negative axis the argument is pi, so
imaginary parts of -0.0 are made 0.0 before a branch is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from proofs_check.descent.float_terms import OPERATIONS, TINY, Floats, FloatTerms
from proofs_check.statement.terms import Compare, Constant, Term

REAL_ENOUGH = 1e-12


def _complex(z: Any) -> Any:
    """The values as complex numbers without negative zeros."""
    return np.asarray(z) + 0j


def _real(z: Any) -> Any:
    """The real parts, nan where a number is not real."""
    if not np.iscomplexobj(z):
        return z
    return np.where(np.abs(z.imag) <= REAL_ENOUGH * np.abs(z) + TINY, z.real, np.nan)


def _of_reals(name: str) -> Callable[..., Any]:
    return lambda *args: OPERATIONS[name](*map(_real, args))


def _nonzero(z: Any) -> Any:
    return np.where(z == 0, np.nan, z)


def _power(z: Any, w: Any) -> Any:
    """The principal power: repeated multiplication for whole exponents, exp(w*log(z)) otherwise, 0 for 0 to a positive one."""
    w = np.asarray(w)
    z = _complex(z)
    whole = (w.imag == 0) & (w.real == np.round(w.real))
    found = np.where(whole, np.power(z, w), np.exp(w * np.log(_nonzero(z))))
    nothing = np.where(w.real > 0, 0, np.where(w == 0, 1, np.nan))
    return np.where(z == 0, nothing, found)


COMPLEX_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    **{name: _of_reals(name) for name in OPERATIONS},
    **{name: OPERATIONS[name] for name in ("add", "sub", "mul", "neg", "div", "abs")},
    **{name: OPERATIONS[name] for name in ("exp", "sin", "cos", "tan", "sinh", "cosh", "tanh")},
    "pow": _power,
    "sqrt": lambda z: np.sqrt(_complex(z)),
    "log": lambda z: np.log(_nonzero(_complex(z))),
    "arg": lambda z: np.angle(_nonzero(_complex(z))),
    "re": np.real,
    "im": np.imag,
    "conj": np.conj,
    "cot": lambda z: 1 / np.tan(_nonzero(z)),
    "coth": lambda z: 1 / np.tanh(_nonzero(z)),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "softplus": lambda z: np.log(_nonzero(_complex(1 + np.exp(z)))),
}


class ComplexTerms(FloatTerms):
    """Values of terms at the points of a table of real letters; terms with i in them have complex values."""

    operations = COMPLEX_OPERATIONS

    def _of(self, term: Term) -> Any:
        return np.complex128(1j) if term == Constant("i") else super()._of(term)

    def compared(self, part: Compare) -> tuple[Any, Any]:
        """Both sides; nan where numbers are to be ordered that are not real."""
        left, right = super().compared(part)
        return (left, right) if part.relation in ("==", "!=") else (_real(left), _real(right))


__all__ = ["COMPLEX_OPERATIONS", "ComplexTerms", "Floats"]
