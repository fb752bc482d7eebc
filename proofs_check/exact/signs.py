"""Signs of closed numbers: balls decide what is not zero, exact reasons prove what is zero.

An algebraic number of degree d and absolute logarithmic height h that is not zero has modulus at least exp(-d*h)
(Liouville's inequality: Waldschmidt, Diophantine Approximation on Linear Algebraic Groups, section 3.5). Heights obey
h(ab) <= h(a) + h(b), h(a_1 + ... + a_n) <= sum h(a_k) + log n, h(a**r) = |r| h(a).
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import log2

from flint import acb, arb, ctx, fmpq, fmpz_poly

from proofs_check.exact.closed import (
    ZERO,
    Terms,
    TooLarge,
    accumulate,
    add,
    neg,
    pack,
    product_of_powers,
    sub,
    terms_of,
)
from proofs_check.exact.closed_numbers import (
    Algebraic,
    Atom,
    Closed,
    Compound,
    Exponential,
    Function,
    Monomial,
    Pi,
    Prime,
    Real,
)

MAX_PRECISION = 4_096
LARGEST_ROOT = 1_000_000
"""Degrees must fit into a machine word, and roots of high order are no faster than logarithms."""


def ball(x: Closed, bits: int) -> arb:
    """A ball that contains x, worked out with `bits` bits. A closed number contains no division by zero."""
    with ctx.workprec(bits):
        return _ball(x)


def _ball(x: Closed) -> arb:
    if isinstance(x, Fraction):
        return arb(fmpq(x.numerator, x.denominator))
    total = arb(0)
    for monomial, c in x.terms:
        total += arb(fmpq(c.numerator, c.denominator)) * _monomial_ball(monomial)
    return total


def _monomial_ball(monomial: Monomial) -> arb:
    product = arb(1)
    for base, power in monomial:
        product *= _atom_ball(base, power, ctx.prec)
    return product


@lru_cache(maxsize=20_000)
def _atom_ball(base: Atom, power: Fraction, bits: int) -> arb:
    value = _base_ball(base)
    if power.denominator == 1:
        return value ** int(power)
    if power.denominator == 2:
        return value.sqrt() ** int(power.numerator)
    if power.denominator > LARGEST_ROOT:
        return (value.log() * fmpq(power.numerator, power.denominator)).exp()
    return value.root(power.denominator) ** int(power.numerator)


def _base_ball(base: Atom) -> arb:
    match base:
        case Prime(value=value):
            return arb(value)
        case Pi():
            return arb.pi()
        case Exponential(of=monomial):
            return _monomial_ball(monomial).exp()
        case Compound(of=inner):
            return _ball(inner)
        case Algebraic():
            return _algebraic_ball(base)
        case Function(name=name, of=of):
            return _function_ball(name, _ball(of))
        case _:
            raise TypeError(f"no ball for {type(base).__name__}")


def _function_ball(name: str, x: arb) -> arb:
    table = {"log": x.log, "sin": x.sin, "cos": x.cos, "atan": x.atan, "gamma": x.gamma}
    return table[name]()


def real_root_balls(coefficients: tuple[int, ...]) -> list[arb]:
    """Balls around the real roots of a squarefree integer polynomial, ascending; flint isolates them."""
    pairs: list[tuple[acb, int]] = fmpz_poly(list(coefficients)).complex_roots()  # type: ignore[assignment]
    real = [root.real for root, _ in pairs if bool(root.imag == 0)]
    return sorted(real, key=lambda value: Fraction(*_midpoint(value)))


def _algebraic_ball(base: Algebraic) -> arb:
    return real_root_balls(base.coefficients)[base.index]


def _midpoint(value: arb) -> tuple[int, int]:
    mantissa, exponent = value.mid().man_exp()
    shift = int(exponent)
    return (int(mantissa) << shift, 1) if shift >= 0 else (int(mantissa), 1 << -shift)


def middle(x: Closed, bits: int = 64) -> Fraction:
    """A rational number near x, exact up to about `bits` bits."""
    return x if isinstance(x, Fraction) else Fraction(*_midpoint(ball(x, bits)))


def approximate(x: Closed) -> float:
    """A float near x; infinite where x is too large."""
    try:
        return float(middle(x))
    except OverflowError:
        return float("inf") if middle(x) > 0 else float("-inf")


def sign(x: Closed, cap: int = MAX_PRECISION) -> int | None:
    """The sign of x, or None when precision `cap` (bits) does not decide it."""
    if isinstance(x, Fraction):
        return (x > 0) - (x < 0)
    return _sign(x, cap)


@lru_cache(maxsize=20_000)
def _sign(x: Real, cap: int) -> int | None:
    if len(x.terms) == 1 and all(base.positive for base, _ in x.terms[0][0]):
        return 1 if x.terms[0][1] > 0 else -1
    for bits in (64, 256):
        found = _ball_sign(ball(x, bits))
        if found:
            return found
    if _is_zero(x, cap):
        return 0
    bits = 1024
    while bits <= cap:
        found = _ball_sign(ball(x, bits))
        if found:
            return found
        bits *= 2
    return None


def _ball_sign(value: arb) -> int:
    return 1 if value > 0 else -1 if value < 0 else 0


def _is_zero(x: Real, cap: int) -> bool:
    """Whether x is proved to be zero: by clearing denominators, or coefficient by coefficient by the separation bound."""
    try:
        cleared = clear_denominators(x)
    except TooLarge:
        cleared = x
    if isinstance(cleared, Fraction):
        return cleared == 0
    groups: dict[Monomial, list[Real]] = {}
    for monomial, c in cleared.terms:
        outer = tuple(item for item in monomial if not is_algebraic_atom(item[0]))
        inner = tuple(item for item in monomial if is_algebraic_atom(item[0]))
        groups.setdefault(outer, []).append(Real(((inner, c),)))
    return all(_algebraic_zero(add(*_packed(parts)), cap) for parts in groups.values())


def _packed(parts: list[Real]) -> list[Closed]:
    return [pack(dict(part.terms)) for part in parts]


def _algebraic_zero(x: Closed, cap: int) -> bool:
    if isinstance(x, Fraction):
        return x == 0
    needed = int(degree(x) * height(x) * 1.001) + 2
    if needed + 64 > cap:
        return False
    value = ball(x, needed + 64)
    return not _ball_sign(value) and bool(value.abs_upper() < arb(2) ** (-needed))


def clear_denominators(x: Real) -> Closed:
    """x times a product of compounds that are not zero, chosen so that none is left with a negative power."""
    result: Closed = x
    for _ in range(6):
        lowest: dict[Atom, Fraction] = {}
        for monomial in terms_of(result):
            for base, power in monomial:
                if isinstance(base, Compound) and power < 0:
                    lowest[base] = min(lowest.get(base, ZERO), power)
        if not lowest:
            break
        lifted: Terms = {}
        for monomial, c in terms_of(result).items():
            powers = dict(monomial)
            for base, power in lowest.items():
                powers[base] = powers.get(base, ZERO) - power
            accumulate(lifted, product_of_powers(powers, c))
        result = pack(lifted)
    return result


@lru_cache(maxsize=20_000)
def is_algebraic_atom(base: Atom) -> bool:
    match base:
        case Prime() | Algebraic():
            return True
        case Compound(of=inner):
            return is_algebraic(inner)
        case _:
            return False


def is_algebraic(x: Closed) -> bool:
    """Whether x is algebraic by its form."""
    return all(is_algebraic_atom(base) for monomial in terms_of(x) for base, _ in monomial)


def degree(x: Closed) -> int:
    """An upper bound of the degree over the rationals of an algebraic number: the product over distinct generators."""
    generators: dict[Atom, int] = {}
    _generators(x, generators)
    product = 1
    for own in generators.values():
        product *= own
    return product


def _generators(x: Closed, found: dict[Atom, int]) -> None:
    from math import lcm

    for monomial in terms_of(x):
        for base, power in monomial:
            own = len(base.coefficients) - 1 if isinstance(base, Algebraic) else power.denominator
            found[base] = lcm(found.get(base, 1), own)
            if isinstance(base, Compound):
                _generators(base.of, found)


def height(x: Closed) -> float:
    """An upper bound (bits) of the absolute logarithmic height of an algebraic number."""
    terms = terms_of(x)
    return sum(_term_height(m, c) for m, c in terms.items()) + log2(max(len(terms), 1))


def _term_height(monomial: Monomial, c: Fraction) -> float:
    size = float(max(c.numerator.bit_length(), c.denominator.bit_length()))
    return size + sum(abs(float(power)) * _atom_height(base) for base, power in monomial)


def _atom_height(base: Atom) -> float:
    match base:
        case Prime(value=value):
            return float(value.bit_length())
        case Compound(of=inner):
            return height(inner)
        case Algebraic(coefficients=coefficients):
            norm = sum(c * c for c in coefficients)
            return norm.bit_length() / (2 * (len(coefficients) - 1))
        case _:
            raise TypeError(f"{type(base).__name__} is not algebraic")


def compare(x: Closed, y: Closed, cap: int = MAX_PRECISION) -> int | None:
    """The sign of x - y, or None."""
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        return (x > y) - (x < y)
    return 0 if x == y else sign(sub(x, y), cap)


def floor(x: Closed, cap: int = MAX_PRECISION) -> int | None:
    """The greatest whole number that is at most x, or None."""
    if isinstance(x, Fraction):
        return x.numerator // x.denominator
    if not ball(x, 2_048).rad() < arb(1) / 4:
        return None
    guess = round(middle(x, 2_048))
    side = compare(x, Fraction(guess), cap)
    return None if side is None else guess if side >= 0 else guess - 1


def absolute(x: Closed, cap: int = MAX_PRECISION) -> Closed | None:
    """|x|, or None."""
    known = sign(x, cap)
    return None if known is None else x if known >= 0 else neg(x)
