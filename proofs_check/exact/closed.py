"""The arithmetic of closed real numbers (`closed_numbers.py`): sums, products and rational powers in normal form.

Products of exponentials merge, radicals of rationals are products of prime radicals (which are linearly independent over
the rationals), so most equalities are equalities of the normal forms. Signs are decided in `signs.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from flint import fmpz

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
    monomial_key,
)

MAX_TERMS = 48
MAX_BITS = 40_000
MAX_WRITTEN = 40_000
"""Characters of a number as text, by which numbers are compared: functions of sums of functions multiply them."""


class TooLarge(ArithmeticError):
    """A closed number outgrew its bounds: the question stays undecided."""


Terms = dict[Monomial, Fraction]

ZERO = Fraction(0)
ONE = Fraction(1)
HALF = Fraction(1, 2)


def terms_of(x: Closed) -> Terms:
    """The terms of the sum; a rational number is a multiple of the empty monomial."""
    if isinstance(x, Fraction):
        return {(): x} if x else {}
    return dict(x.terms)


def pack(terms: Terms) -> Closed:
    """The closed number with these terms. Raises TooLarge."""
    kept = {monomial: c for monomial, c in terms.items() if c}
    if not kept:
        return ZERO
    if len(kept) == 1 and () in kept:
        return kept[()]
    if len(kept) > MAX_TERMS:
        raise TooLarge(f"a sum of {len(kept)} terms")
    if sum(len(base.key) for monomial in kept for base, _ in monomial) > MAX_WRITTEN:
        raise TooLarge("a number that is long as text")
    return Real(tuple(sorted(kept.items(), key=lambda item: monomial_key(item[0]))))


def atom(base: Atom, power: Fraction = ONE) -> Closed:
    """`base**power` as a closed number."""
    return pack(product_of_powers({base: power}, ONE))


def add(*numbers: Closed) -> Closed:
    """The sum."""
    if all(isinstance(x, Fraction) for x in numbers):
        return _small(sum((x for x in numbers if isinstance(x, Fraction)), ZERO))
    total: Terms = {}
    for x in numbers:
        for monomial, c in terms_of(x).items():
            total[monomial] = total.get(monomial, ZERO) + c
    return pack(total)


def neg(x: Closed) -> Closed:
    """The negative."""
    return -x if isinstance(x, Fraction) else Real(tuple((m, -c) for m, c in x.terms))


def sub(x: Closed, y: Closed) -> Closed:
    """The difference."""
    return add(x, neg(y))


def mul(*numbers: Closed) -> Closed:
    """The product."""
    result: Closed = ONE
    for x in numbers:
        result = _times(result, x)
    return result


def _small(x: Fraction) -> Fraction:
    if x.numerator.bit_length() + x.denominator.bit_length() > MAX_BITS:
        raise TooLarge("a number of too many digits")
    return x


def _times(x: Closed, y: Closed) -> Closed:
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        return _small(x * y)
    if isinstance(x, Fraction) or isinstance(y, Fraction):
        scale, other = (x, y) if isinstance(x, Fraction) else (y, x)
        assert isinstance(scale, Fraction)
        return pack({m: _small(c * scale) for m, c in terms_of(other).items()})
    if len(x.terms) * len(y.terms) > MAX_TERMS * 12:
        raise TooLarge("a product of long sums")
    total: Terms = {}
    for m1, c1 in x.terms:
        for m2, c2 in y.terms:
            accumulate(total, _product(m1, m2, _small(c1 * c2)))
    return pack(total)


def accumulate(total: Terms, more: Terms) -> None:
    """Adds `more` to `total` in place."""
    for monomial, c in more.items():
        total[monomial] = total.get(monomial, ZERO) + c


def _product(left: Monomial, right: Monomial, scale: Fraction) -> Terms:
    if not left or not right:
        return {left or right: scale}
    powers = dict(left)
    for base, power in right:
        powers[base] = powers.get(base, ZERO) + power
    return product_of_powers(powers, scale)


def product_of_powers(powers: dict[Atom, Fraction], scale: Fraction) -> Terms:
    """The product of powers of atoms, with every power that simplifies carried out."""
    kept: list[tuple[Atom, Fraction]] = []
    factors: list[Closed] = []
    for base, power in powers.items():
        if power == 0:
            continue
        rest, out = _split(base, power)
        if rest:
            kept.append((base, rest))
        if isinstance(out, Fraction):
            scale = _small(scale * out)
        else:
            factors.append(out)
    monomial = tuple(sorted(kept, key=lambda item: item[0].key))
    if not factors:
        return {monomial: scale}
    return terms_of(mul(pack({monomial: scale}), *factors))


def _split(base: Atom, power: Fraction) -> tuple[Fraction, Closed]:
    """`base**power` as `base**rest * out`, `rest` being the power that stays in the monomial."""
    whole = power.numerator // power.denominator
    match base:
        case Prime(value=value):
            if abs(whole) * value.bit_length() > MAX_BITS:
                raise TooLarge("a power of too many digits")
            return power - whole, Fraction(value) ** whole
        case Compound(of=inner) if whole >= 1:
            return power - whole, positive_power(inner, whole)
        case Function(name="sin", of=inner) if power.denominator == 1 and whole >= 2:
            square = add(ONE, neg(atom(Function("cos", inner), Fraction(2))))
            return Fraction(whole % 2), positive_power(square, whole // 2)
        case Algebraic(coefficients=coefficients) if whole < 0 or whole >= len(coefficients) - 1:
            return ZERO, _algebraic_power(base, whole)
        case _:
            return power, ONE


def positive_power(x: Closed, n: int) -> Closed:
    """x**n for n >= 0 by repeated squaring."""
    if isinstance(x, Fraction):
        if n * (x.numerator.bit_length() + x.denominator.bit_length()) > MAX_BITS * 2:
            raise TooLarge("a power of too many digits")
        return _small(x**n)
    result: Closed = ONE
    while n:
        if n & 1:
            result = _times(result, x)
        n >>= 1
        x = _times(x, x) if n else x
    return result


def _algebraic_power(base: Algebraic, n: int) -> Closed:
    """base**n modulo its polynomial, for n < 0 or n >= the degree."""
    c = [Fraction(value) for value in base.coefficients]
    degree = len(c) - 1
    if n < 0:  # 1/x = -(c1 + c2 x + ...)/c0
        return positive_power(_combination(base, [-value / c[0] for value in c[1:]]), -n)
    if n > 20_000:
        raise TooLarge("a high power of an algebraic number")
    powers = [ZERO] * degree
    powers[0] = ONE
    for _ in range(n):
        last = powers.pop()
        powers.insert(0, ZERO)
        powers = [_small(p - last * value / c[-1]) for p, value in zip(powers, c, strict=False)]
    return _combination(base, powers)


def _combination(base: Algebraic, coefficients: Iterable[Fraction]) -> Closed:
    terms: Terms = {}
    for power, c in enumerate(coefficients):
        terms[((base, Fraction(power)),) if power else ()] = c
    return pack(terms)


@lru_cache(maxsize=4096)
def prime_factors(n: int) -> tuple[tuple[int, int], ...]:
    """Prime factors of n >= 1 with exponents; a part too long to factor stays whole."""
    if n.bit_length() <= 200:
        return tuple((int(p), int(k)) for p, k in fmpz(n).factor())
    found: list[tuple[int, int]] = []
    for p in range(2, 1000):
        k = 0
        while n % p == 0:
            n //= p
            k += 1
        if k:
            found.append((p, k))
    return (*found, (n, 1)) if n > 1 else tuple(found)


PI: Closed = atom(Pi())
"""The number pi."""
E: Closed = atom(Exponential(()))
"""The number e."""
