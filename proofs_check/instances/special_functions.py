"""Functions made of the elementary ones, and those of whole numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
from scipy import special

from proofs_check.instances.scalar_functions import (
    INF,
    Settle,
    absolute,
    divide,
    elementary,
    inside,
    nonzero,
)
from proofs_check.instances.values import (
    EPS,
    LIBRARY,
    Array,
    NotNumeric,
    Value,
    add,
    choose,
    constant,
    multiply,
    radius,
    status_of,
    worse,
)

MAX_WHOLE = 10_000
Function = Callable[[Value, float, Settle], Value]


def tan(x: Value, units: float, settle: Settle) -> Value:
    """sin/cos."""
    return divide(elementary("sin", x, units, settle), _cos(x, units, settle), units, settle)


def cot(x: Value, units: float, settle: Settle) -> Value:
    """cos/sin; of 0 undefined."""
    return divide(_cos(x, units, settle), elementary("sin", x, units, settle), units, settle)


def _cos(x: Value, units: float, settle: Settle) -> Value:
    return elementary("cos", x, units, settle)


def cosh(x: Value, units: float, settle: Settle) -> Value:
    """(exp(|x|) + exp(-|x|))/2."""
    grown = elementary("exp", absolute(x), units, settle)
    return multiply(add(grown, divide(constant(1.0), grown, units, settle)), constant(0.5), units)


def coth(x: Value, units: float, settle: Settle) -> Value:
    """1/tanh."""
    found = divide(constant(1.0), elementary("tanh", x, units, settle), units, settle)
    return Value(found.value, found.magnitude, found.depth, False, worse(x.status, nonzero(x, units, settle)))


def acot(x: Value, units: float, settle: Settle) -> Value:
    """atan(1/x), pi/2 at 0: it jumps there."""
    value = np.where(x.value == 0, np.pi / 2, np.arctan(1 / x.value))
    error = radius(x, units)
    if error is None:
        return Value(value, np.abs(value), LIBRARY + 1, True, x.status)
    jump = np.where(np.abs(x.value) > error, 0.0, np.inf)
    return Value(value, np.abs(value) + error / (EPS * units) + jump, LIBRARY + 1, False, x.status)


def acoth(x: Value, units: float, settle: Settle) -> Value:
    """atanh(1/x), |x| > 1."""
    status = inside(absolute(x), (1.0, INF), (False, True), units, settle)
    found = elementary("atanh", divide(constant(1.0), x, units, settle), units, lambda mask: mask & False)
    return Value(found.value, found.magnitude, found.depth, False, worse(x.status, status))


def gamma(x: Value, units: float, settle: Settle) -> Value:
    """The gamma function; undefined at 0, -1, -2, ..."""
    value = special.gamma(x.value)
    pole = (x.value <= 0) & (x.value == np.floor(x.value))
    error = radius(x, units)
    if error is None:
        return Value(value, np.abs(value), 32, True, worse(x.status, status_of(~pole, pole)))
    near = (x.value - error <= 0) & (np.abs(x.value - np.rint(x.value)) <= error)
    slope = np.abs(special.digamma(x.value))
    magnitude = np.abs(value) * (1 + 2 * slope * x.magnitude)
    unsafe = near | (error * slope > 0.1)
    status = status_of(~near, np.zeros_like(near))
    return Value(value, np.where(unsafe, np.inf, magnitude), max(32, x.depth), False, worse(x.status, status))


def factorial_table() -> Array:
    """k! for k = 0..170, correctly rounded."""
    return np.array([float(math.factorial(k)) for k in range(171)])


def fibonacci_table() -> Array:
    """F(0) .. F(1476), correctly rounded."""
    table, a, b = [], 0, 1
    for _ in range(1477):
        table.append(float(a))
        a, b = b, a + b
    return np.array(table)


def harmonic_table() -> Array:
    """H(0) .. H(MAX_WHOLE), rounded to a few units: the sums run from the small terms up."""
    return np.array([0.0, *(math.fsum(1 / k for k in range(1, top + 1)) for top in range(1, 201))])


def of_whole(table: Array, rounded_from: int, x: Value, units: float, settle: Settle) -> Value:
    """A function of k = 0, 1, ... from its table; up to index `rounded_from` the table is exact. Raises NotNumeric."""
    whole = whole_numbers(x, units, settle)
    if whole.value.max(initial=0) >= len(table):
        raise NotNumeric(f"a whole number of {len(table)} or more in a table")
    value = table[np.maximum(whole.value, 0).astype(np.int64)]
    depth = 0 if whole.value.max(initial=0) <= rounded_from else 2
    return Value(value, np.abs(value), depth, True, whole.status)


def whole_numbers(x: Value, units: float, settle: Settle, least: float = 0.0) -> Value:
    """x where it is a whole number of at least `least`; undefined elsewhere, and replaced by max(least, 0) there."""
    rounded = np.rint(x.value)
    error = radius(x, units)
    if error is None:
        good = (rounded == x.value) & (rounded >= least)
        status = status_of(good, ~good)
    else:
        maybe = (np.abs(rounded - x.value) <= error) & (rounded >= least)
        exact = settle(maybe) if maybe.any() else maybe
        good = maybe & exact & (rounded == x.value)
        status = status_of(good, ~maybe | (exact & ~good))
    safe = np.where((rounded >= least) & np.isfinite(rounded), rounded, max(least, 0.0))
    return Value(safe, np.abs(safe), 0, True, worse(x.status, status))


def binomial(x: Value, k: Value, units: float, settle: Settle) -> Value:
    """x (x - 1) ... (x - k + 1)/k! for whole k, 0 for k < 0. Raises NotNumeric for k beyond MAX_WHOLE."""
    whole = whole_numbers(k, units, settle, least=-INF)
    top = int(whole.value.max(initial=0))
    if top > MAX_WHOLE:
        raise NotNumeric(f"binomial(x, k) with k beyond {MAX_WHOLE}")
    found = choose(whole.value >= 0, constant(1.0), constant(0.0))
    for j in range(top):
        factor = add(x, constant(float(j)), -1)
        longer = divide(multiply(found, factor, units), constant(j + 1.0), units, settle)
        found = choose(whole.value > j, longer, found)
    return found.with_status(worse(x.status, whole.status))


def chebyshev(kind: int, degree: Value, x: Value, units: float, settle: Settle) -> Value:
    """T (kind 1) or U (kind 2) by p(k+1) = 2 x p(k) - p(k-1). Raises NotNumeric beyond MAX_WHOLE."""
    whole = whole_numbers(degree, units, settle)
    top = int(whole.value.max(initial=0))
    if top > MAX_WHOLE:
        raise NotNumeric(f"a Chebyshev polynomial of degree beyond {MAX_WHOLE}")
    twice = multiply(constant(2.0), x, units)
    before, now = constant(1.0), x if kind == 1 else twice
    found = choose(whole.value == 0, before, now)
    for k in range(2, top + 1):
        before, now = now, add(multiply(twice, now, units), before, -1)
        found = choose(whole.value == k, now, found)
    return found.with_status(worse(x.status, whole.status))


def root(x: Value, n: Value, units: float, settle: Settle) -> Value:
    """The real n-th root: whole n >= 1, of a negative x only for odd n."""
    whole = whole_numbers(n, units, settle, least=1.0)
    odd = whole.value % 2 == 1
    nonnegative = inside(x, (0.0, INF), (True, True), units, settle)
    if nonnegative is not None:
        nonnegative = np.where(odd, np.int8(1), nonnegative)

    def run(at: Array) -> Array:
        return np.asarray(np.sign(at) * np.abs(at) ** (1 / whole.value))

    value = run(x.value)
    own = 2 * LIBRARY
    # 1/n is rounded: the power moves by |log x|/n units
    magnitude = np.abs(value) * (1 + np.abs(np.log(np.where(x.value == 0, 1.0, np.abs(x.value)))))
    error = radius(x, units)
    if error is not None:
        ends = np.maximum(np.abs(run(x.value + error) - value), np.abs(value - run(x.value - error)))
        magnitude = magnitude + ends / (EPS * units)
    return Value(value, magnitude, own, False, worse(worse(x.status, whole.status), nonnegative))


def atan2(y: Value, x: Value, units: float, settle: Settle) -> Value:
    """The angle of (x, y) != (0, 0); it jumps on the negative x axis and moves by (dx + dy)/r elsewhere."""
    value = np.arctan2(y.value + 0.0, x.value)  # + 0.0: a negative zero is zero
    distance = np.hypot(x.value, y.value)
    if x.exact and y.exact:
        status = status_of(distance > 0, distance == 0)
        return Value(value, np.abs(value), LIBRARY, True, worse(worse(x.status, y.status), status))
    errors = [0.0 if e is None else e for e in (radius(x, units), radius(y, units))]
    near_cut = (x.value <= errors[0]) & (np.abs(y.value) <= errors[1]) & (not y.exact)
    reach = errors[0] + errors[1]
    room = distance - reach
    shift = np.where(room > 0, reach / np.where(room > 0, room, 1.0), np.inf) / (EPS * units)
    magnitude = np.where(near_cut, np.inf, np.abs(value) + shift)
    status = status_of(distance > reach, np.zeros_like(near_cut))
    return Value(value, magnitude, LIBRARY, False, worse(worse(x.status, y.status), status))


SPECIAL: Mapping[str, Function] = {
    "tan": tan,
    "cot": cot,
    "cosh": cosh,
    "coth": coth,
    "acot": acot,
    "acoth": acoth,
    "gamma": gamma,
    "factorial": lambda x, units, settle: of_whole(factorial_table(), 22, x, units, settle),
    "fibonacci": lambda x, units, settle: of_whole(fibonacci_table(), 78, x, units, settle),
    "harmonic": lambda x, units, settle: of_whole(harmonic_table(), 0, x, units, settle),
}
