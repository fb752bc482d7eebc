"""Division, roots, powers and the elementary functions on batches, with their rounding scale.

A function of an exact argument costs its own rounding. Of an inexact one it is evaluated at both ends of the interval
in which the argument lies (monotone functions), or moved by its Lipschitz constant; that is |f'| times the scale of
the argument to first order, and stays a bound near roots, poles and steps. Where rounding hides whether the argument
lies in the domain, the status is 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import special

from proofs_check.instances.values import (
    EPS,
    FLOOR,
    LIBRARY,
    Array,
    Mask,
    NotNumeric,
    Status,
    Value,
    choose,
    constant,
    multiply,
    radius,
    status_of,
    worse,
)

Settle = Callable[[Mask], Mask]
"""Which of the instances of a mask have an argument that was computed without any rounding."""

INF = float("inf")
MAX_EXPONENT = 100_000


@dataclass(frozen=True)
class Elementary:
    """A real function. ends: its domain, closed: which ends belong to it. stretch: Lipschitz constant, None: monotone.

    own: roundings of one evaluation.
    """

    run: Callable[[Array], Array]
    ends: tuple[float, float] = (-INF, INF)
    closed: tuple[bool, bool] = (True, True)
    stretch: float | None = None
    own: float = LIBRARY


def _relu(x: Array) -> Array:
    return np.maximum(x, 0.0)


def _softplus(x: Array) -> Array:
    """log(1 + exp(x)); log1p and exp are 15 times faster than logaddexp."""
    return np.asarray(np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x))))


ELEMENTARY: Mapping[str, Elementary] = {
    "sqrt": Elementary(np.sqrt, (0.0, INF), own=1),
    "exp": Elementary(np.exp),
    "log": Elementary(np.log, (0.0, INF), (False, True)),
    "sin": Elementary(np.sin, stretch=1.0),
    "cos": Elementary(np.cos, stretch=1.0),
    "asin": Elementary(np.arcsin, (-1.0, 1.0)),
    "acos": Elementary(np.arccos, (-1.0, 1.0)),
    "atan": Elementary(np.arctan),
    "sinh": Elementary(np.sinh),
    "tanh": Elementary(np.tanh),
    "asinh": Elementary(np.arcsinh),
    "acosh": Elementary(np.arccosh, (1.0, INF)),
    "atanh": Elementary(np.arctanh, (-1.0, 1.0), (False, False)),
    "sign": Elementary(np.sign, own=0),
    "floor": Elementary(np.floor, own=0),
    "ceil": Elementary(np.ceil, own=0),
    "relu": Elementary(_relu, stretch=1.0, own=0),
    "sigmoid": Elementary(special.expit),
    "softplus": Elementary(_softplus, stretch=1.0, own=2 * LIBRARY),
}
COMPLEX: Mapping[str, tuple[Callable[[Array], Array], Callable[[Array, Array], Array]]] = {
    "sqrt": (np.sqrt, lambda z, f: 0.5 / f),
    "exp": (np.exp, lambda z, f: f),
    "log": (np.log, lambda z, f: 1.0 / z),
    "sin": (np.sin, lambda z, f: np.cos(z)),
    "cos": (np.cos, lambda z, f: np.sin(z)),
    "sinh": (np.sinh, lambda z, f: np.cosh(z)),
    "cosh": (np.cosh, lambda z, f: np.sinh(z)),
    "tanh": (np.tanh, lambda z, f: 1 - f * f),
}


def elementary(op: str, x: Value, units: float, settle: Settle) -> Value:
    """A function of ELEMENTARY at real x."""
    rule = ELEMENTARY[op]
    status = inside(x, rule.ends, rule.closed, units, settle)
    value = rule.run(x.value)
    return _settled(x, value, _spread(rule, x, value, units), rule.own, units, status)


def _settled(
    x: Value, value: Array, spread: Array | None, own: float, units: float, status: Status | None
) -> Value:
    """The function value: exact argument - its own rounding; else the spread of the values counts as magnitude."""
    status = worse(x.status, status)
    if spread is None:
        return Value(value, np.abs(value) + FLOOR, own, True, status)
    scale = spread * (1 / (EPS * units))
    return Value(value, np.abs(value) + scale + FLOOR, max(own, 1), False, status)


def _spread(rule: Elementary, x: Value, value: Array, units: float) -> Array | None:
    """How far f(y) can be from f(x) for the arguments y that rounding cannot tell from x."""
    error = radius(x, units)
    if error is None:
        return None
    if rule.stretch is not None:
        return rule.stretch * error
    low = np.clip(x.value - error, *rule.ends)
    high = np.clip(x.value + error, *rule.ends)
    return np.asarray(np.maximum(np.abs(rule.run(high) - value), np.abs(value - rule.run(low))))


def inside(
    x: Value, ends: tuple[float, float], closed: tuple[bool, bool], units: float, settle: Settle
) -> Status | None:
    """Whether x lies in an interval."""
    if ends == (-INF, INF):
        return None
    error = radius(x, units)
    if error is None:
        within = _between(x.value, ends, closed)
        return status_of(within, ~within)
    low, high = x.value - error, x.value + error
    surely = _between(low, ends, closed) & _between(high, ends, closed)
    never = (high < ends[0]) | (low > ends[1])
    unclear = ~(surely | never)
    if unclear.any():
        exact = settle(unclear)
        within = _between(x.value, ends, closed)
        surely, never = surely | (exact & within), never | (exact & ~within)
    return status_of(surely, never)


def _between(x: Array, ends: tuple[float, float], closed: tuple[bool, bool]) -> Mask:
    above = x >= ends[0] if closed[0] else x > ends[0]
    below = x <= ends[1] if closed[1] else x < ends[1]
    return np.asarray(above & below)


def nonzero(x: Value, units: float, settle: Settle) -> Status | None:
    """Whether x != 0."""
    error = radius(x, units)
    if error is None:
        return status_of(x.value != 0, x.value == 0)
    surely = np.abs(x.value) > error
    unclear = ~surely
    never = np.zeros_like(surely)
    if unclear.any():
        exact = settle(unclear)
        surely, never = surely | (exact & (x.value != 0)), exact & (x.value == 0)
    return status_of(surely, never)


def divide(x: Value, y: Value, units: float, settle: Settle) -> Value:
    """x / y, y a scalar. |x'/y' - x/y| <= (dx + |x/y| dy)/(|y| - dy)."""
    status = worse(x.status, y.status)
    if not (y.exact and len(y.value) == 1 and y.value[0] != 0):
        status = worse(status, nonzero(y, units, settle))
    denominator, scale = y.value, y.magnitude
    if x.value.ndim == 3:
        denominator, scale = denominator[:, None, None], scale[:, None, None]
    value = x.value / denominator
    if y.exact:
        return Value(value, x.magnitude / scale + FLOOR, x.depth + 1, x.plain, status)
    room = np.abs(denominator) - scale * (EPS * max(units, y.depth / 2))
    magnitude = np.where(
        room > 0, (x.magnitude + np.abs(value) * scale) / np.where(room > 0, room, 1.0) + FLOOR, np.inf
    )
    return Value(value, magnitude, max(x.depth, y.depth) + 1, False, status)


def absolute(x: Value) -> Value:
    """|x|; exact for real x."""
    own = 2 if np.iscomplexobj(x.value) else 0
    return Value(np.abs(x.value), x.magnitude, x.depth + own, x.plain, x.status)


def integer_power(x: Value, exponents: Array, units: float, settle: Settle) -> Value:
    """x**k for whole k, (B,) or (1,), by repeated squaring; x**0 is 1. Raises NotNumeric beyond MAX_EXPONENT."""
    times = np.abs(exponents)
    if times.max() > MAX_EXPONENT:
        raise NotNumeric(f"an exponent beyond {MAX_EXPONENT}")
    found = repeated(x, times, constant(1.0), lambda a, b: multiply(a, b, units))
    if (exponents >= 0).all():
        return found
    negative = exponents < 0
    inverse = divide(constant(1.0), choose(negative, found, constant(1.0)), units, settle)
    zero_base = nonzero(x, units, settle)
    inverse = Value(
        inverse.value, inverse.magnitude, inverse.depth, inverse.plain, worse(x.status, zero_base)
    )
    return choose(negative, inverse, found)


def repeated(x: Value, times: Array, one: Value, product: Callable[[Value, Value], Value]) -> Value:
    """x multiplied `times` times, (B,) or (1,): one squaring a binary digit."""
    found, power, left = one, x, times
    if len(times) == 1 and times[0] > 0:
        left, found = times - 1, x  # saves the product with one
    while left.max() > 0:
        odd = left % 2 == 1
        if odd.all():
            found = product(found, power)
        elif odd.any():
            found = choose(odd, product(found, power), found)
        left = left // 2
        if left.max() > 0:
            power = product(power, power)
    return found.with_status(x.status)


def real_power(x: Value, y: Value, units: float, settle: Settle) -> Value:
    """x**y for x > 0, or x = 0 and y > 0; moved by |f|(|y| dx/x + |log x| dy)."""
    positive = inside(x, (0.0, INF), (False, True), units, settle)
    zero = inside(x, (0.0, INF), (True, True), units, settle)
    up = inside(y, (0.0, INF), (False, True), units, settle)
    one = np.ones(1, dtype=np.int8)
    at_zero = np.minimum(one if zero is None else zero, one if up is None else up)
    status = None if positive is None else np.maximum(positive, at_zero)
    status = worse(worse(x.status, y.status), status)
    value = np.power(x.value, y.value)
    size = np.abs(value) + FLOOR
    if x.exact and y.exact:
        return Value(value, size, LIBRARY, True, status)
    room = np.maximum(x.value - (radius(x, units) if not x.exact else 0.0), 0.0)
    relative = np.abs(y.value) * np.where(x.exact, 0.0, x.magnitude) / room
    shift = np.abs(np.log(x.value)) * np.where(y.exact, 0.0, y.magnitude)
    magnitude = size * (1 + np.where(x.exact, 0.0, relative) + np.where(y.exact, 0.0, shift))
    depth = max(LIBRARY, x.depth, y.depth)
    return Value(value, np.where(np.isnan(magnitude), np.inf, magnitude), depth, False, status)


def complex_elementary(op: str, z: Value, units: float, settle: Settle) -> Value:
    """A function of COMPLEX, principal branch; on the cut rounding may hide the value. Raises NotNumeric."""
    if op not in COMPLEX:
        raise NotNumeric(f"{op} of a complex number")
    run, slope = COMPLEX[op]
    argument = z.value.astype(np.complex128)
    value = run(argument)
    status = z.status if op != "log" else worse(z.status, nonzero(z, units, settle))
    if z.exact:
        return Value(value, np.abs(value) + FLOOR, LIBRARY + 2, True, status)
    error = radius(z, units)
    assert error is not None
    bend = np.abs(slope(argument, value)) * z.magnitude * 2  # twice the slope: it may grow within the radius
    magnitude = np.where(
        error * np.abs(slope(argument, value)) < 0.1 * np.abs(value), np.abs(value) + bend, np.inf
    )
    if op in ("sqrt", "log"):
        on_cut = (argument.real <= error) & (np.abs(argument.imag) <= error) & np.iscomplexobj(z.value)
        magnitude = np.where(on_cut, np.inf, magnitude)
    return Value(value, magnitude, max(LIBRARY + 2, z.depth), False, status)
