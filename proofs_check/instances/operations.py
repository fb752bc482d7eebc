"""The named functions of the language on batches."""

from __future__ import annotations

import numpy as np

from proofs_check.instances import linear_functions as linear
from proofs_check.instances.scalar_functions import (
    ELEMENTARY,
    Settle,
    absolute,
    complex_elementary,
    elementary,
    nonzero,
)
from proofs_check.instances.special_functions import SPECIAL, atan2, binomial, chebyshev, root
from proofs_check.instances.values import NotNumeric, Value, exact_value, worse


def function(
    op: str, parts: list[Value], settles: tuple[Settle, ...], units: float, is_complex: bool
) -> Value:
    """A named function of its arguments; `settles` belongs to them one by one. Raises NotNumeric."""
    x, settle = parts[0], settles[0]
    match op:
        case "dot":
            return linear.dot(x, parts[1], units)
        case "norm":
            return linear.norm(x)
        case "trace":
            return linear.trace(x)
        case "det":
            return linear.determinant(x, units)
        case "eigenvalues":
            return linear.eigenvalues(x, units)
        case "spectral_radius":
            return linear.spectral_radius(x, units)
        case "abs":
            return absolute(x)
        case "min" | "max":
            return extreme(op, parts)
        case "re" | "im" | "conj" | "arg":
            return _complex_part(op, x, units, settle)
    if any(np.iscomplexobj(part.value) for part in parts) or (is_complex and op in ("sqrt", "log")):
        return complex_elementary(op, x, units, settle)
    if op in ELEMENTARY:
        return elementary(op, x, units, settle)
    if op in SPECIAL:
        return SPECIAL[op](x, units, settle)
    return _binary(op, x, parts[1], units, settles)


def _binary(op: str, x: Value, y: Value, units: float, settles: tuple[Settle, ...]) -> Value:
    settle, second = settles[0], settles[-1]
    match op:
        case "root":
            return root(x, y, units, settle)
        case "atan2":
            return atan2(x, y, units, settle)
        case "binomial":
            return binomial(x, y, units, second)
        case "chebyshev_t" | "chebyshev_u":
            return chebyshev(1 if op == "chebyshev_t" else 2, x, y, units, settle)
        case _:
            raise NotNumeric(f"{op} has no numeric form")


def _complex_part(op: str, z: Value, units: float, settle: Settle) -> Value:
    if op == "arg":
        real = Value(z.value.real, z.magnitude, z.depth, z.plain, z.status)
        imaginary = Value(z.value.imag, z.magnitude, z.depth, z.plain, None)
        if not np.iscomplexobj(z.value):
            imaginary = exact_value(np.zeros_like(z.value))
        found = atan2(imaginary, real, units, settle)
        return found.with_status(nonzero(z, units, settle))
    value = np.conj(z.value) if op == "conj" else z.value.real if op == "re" else z.value.imag
    return Value(value, z.magnitude, z.depth, z.plain, z.status)


def extreme(op: str, parts: list[Value]) -> Value:
    """Of several scalars, or of the entries of one vector; moves by at most the largest error."""
    pick = np.minimum if op == "min" else np.maximum
    if any(np.iscomplexobj(part.value) for part in parts):
        raise NotNumeric(f"{op} of complex numbers")
    if len(parts) == 1:
        x = parts[0]
        if x.value.ndim == 1:
            return x
        return Value(
            pick.reduce(x.value, axis=(1, 2)), x.magnitude.max(axis=(1, 2)), x.depth, x.plain, x.status
        )
    found = parts[0]
    for part in parts[1:]:
        found = Value(
            pick(found.value, part.value),
            np.maximum(found.magnitude, part.magnitude),
            max(found.depth, part.depth),
            found.plain and part.plain,
            worse(found.status, part.status),
        )
    return found
