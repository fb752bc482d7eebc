"""Real numbers as expressions with enclosures and separation bounds.

A number is a Fraction or an `Expression`: a graph of sums, products, quotients, powers, roots and elementary functions
over the rationals and pi. Every expression can be enclosed by a ball at any precision. An algebraic one carries a
separation bound: it is U/L with algebraic integers U, L of a field of degree at most D, all conjugates of U below 2**u
and of L below 2**l; the norm of U is a whole number, hence U = 0 or |U/L| >= 2**-(u*(D - 1) + l).

Reference: C. Burnikel, S. Funke, K. Mehlhorn, S. Schirra, S. Schmitt, A separation bound for real algebraic
expressions, ESA 2001.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import blake2b
from math import lcm

from flint import arb, fmpz

from proofs_check.recheck.outcome import Open

MAX_RATIONAL_BITS = 100_000
MAX_DEGREE = 1 << 14


@dataclass(frozen=True)
class Bounds:
    """Of U/L: log2 of the greatest conjugate of U, and of L; `denominator` is L where L is a whole number, else 0.

    fields: (name, degree) of what generates the field.
    """

    upper: int
    lower: int
    denominator: int
    fields: frozenset[tuple[object, int]]

    def separation(self) -> int | None:
        """s such that the number is 0 or at least 2**-s in modulus; None where that is out of reach."""
        degree = 1
        for _, own in self.fields:
            degree *= own
            if degree > MAX_DEGREE:
                return None
        return self.upper * (degree - 1) + self.lower + 1


@dataclass(frozen=True, eq=False)
class Expression:
    """A real number. op: how it is made of `args`; data: what else the operation needs. `key` names it by content."""

    op: str
    args: tuple[Real, ...]
    data: tuple[object, ...] = ()
    bounds: Bounds | None = None
    key: bytes = b""
    balls: dict[int, arb] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


Real = Fraction | Expression


def make(
    op: str, args: tuple[Real, ...], data: tuple[object, ...] = (), bounds: Bounds | None = None
) -> Expression:
    """An expression with its key."""
    seen = blake2b(digest_size=20)
    seen.update(f"{op}({_digits(data)}".encode())
    for arg in args:
        seen.update(arg.key if isinstance(arg, Expression) else _digits(arg).encode())
    return Expression(op, args, data, bounds, seen.digest())


def _digits(x: object) -> str:
    """A number or a tuple of them as text; hexadecimal, for decimal digits of a large number are refused."""
    if isinstance(x, tuple):
        return "(" + ",".join(map(_digits, x)) + ")"
    if isinstance(x, Fraction):
        return f"<{x.numerator:x}/{x.denominator:x}>"
    return f"{x:x}" if isinstance(x, int) else str(x)


PI = make("pi", ())
EULER = make("euler", ())
"""Euler's constant."""


def bits(n: int) -> int:
    """An upper bound of log2 |n|, at least 0."""
    return abs(n).bit_length()


def bounds_of(x: Real) -> Bounds | None:
    """The separation bounds of an algebraic number, None of others."""
    if isinstance(x, Fraction):
        return Bounds(bits(x.numerator), bits(x.denominator), x.denominator, frozenset())
    return x.bounds


def _sum_bounds(a: Bounds | None, b: Bounds | None) -> Bounds | None:
    if a is None or b is None:
        return None
    fields = a.fields | b.fields
    if a.denominator and b.denominator:
        common = lcm(a.denominator, b.denominator)
        if bits(common) < 5_000:
            left = a.upper + bits(common // a.denominator)
            right = b.upper + bits(common // b.denominator)
            return Bounds(max(left, right) + 1, bits(common), common, fields)
    upper = max(a.upper + b.lower, b.upper + a.lower) + 1
    return Bounds(upper, a.lower + b.lower, 0, fields)


def _product_bounds(a: Bounds | None, b: Bounds | None) -> Bounds | None:
    if a is None or b is None:
        return None
    common = a.denominator * b.denominator
    common = common if bits(common) < 5_000 else 0
    lower = bits(common) if common else a.lower + b.lower
    return Bounds(a.upper + b.upper, lower, common, a.fields | b.fields)


def _quotient_bounds(a: Bounds | None, b: Bounds | None) -> Bounds | None:
    if a is None or b is None:
        return None
    return Bounds(a.upper + b.lower, a.lower + b.upper, 0, a.fields | b.fields)


def _root_bounds(a: Bounds | None, k: int, name: object) -> Bounds | None:
    """root(U/L) = root(U*L**(k-1))/L."""
    if a is None:
        return None
    upper = (a.upper + (k - 1) * a.lower) // k + 1
    return Bounds(upper, a.lower, a.denominator, a.fields | {(name, k)})


def _rational(x: Fraction) -> Fraction:
    if bits(x.numerator) + bits(x.denominator) > MAX_RATIONAL_BITS:
        raise Open("a rational number with very many digits")
    return x


def add(a: Real, b: Real) -> Real:
    """a + b."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return _rational(a + b)
    if a == 0 or b == 0:
        return b if a == 0 else a
    if isinstance(a, Expression) and isinstance(b, Expression) and (_opposite(a, b) or _opposite(b, a)):
        return Fraction(0)
    return make("add", (a, b), (), _sum_bounds(bounds_of(a), bounds_of(b)))


def _opposite(a: Expression, b: Expression) -> bool:
    return a.op == "mul" and a.args[0] == -1 and a.args[1] == b


def neg(a: Real) -> Real:
    """-a."""
    return mul(Fraction(-1), a)


def sub(a: Real, b: Real) -> Real:
    """a - b."""
    return add(a, neg(b))


def mul(a: Real, b: Real) -> Real:
    """a*b; a rational factor stands first."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return _rational(a * b)
    if isinstance(b, Fraction):
        a, b = b, a
    if a == 0 or a == 1:
        return Fraction(0) if a == 0 else b
    if isinstance(a, Fraction) and isinstance(b, Expression) and b.op == "mul":
        inner = b.args[0]
        if isinstance(inner, Fraction):
            return mul(a * inner, b.args[1])
    return make("mul", (a, b), (), _product_bounds(bounds_of(a), bounds_of(b)))


def div(a: Real, b: Real) -> Real:
    """a/b, for b known not to be 0."""
    if isinstance(b, Fraction):
        return mul(1 / b, a)
    if a == 0 or a == b:
        return Fraction(0) if a == 0 else Fraction(1)
    return make("div", (a, b), (), _quotient_bounds(bounds_of(a), bounds_of(b)))


def power(a: Real, n: int) -> Real:
    """a**n for a whole n; a is known not to be 0 where n < 0; a**0 is 1."""
    if isinstance(a, Fraction):
        if (bits(a.numerator) + bits(a.denominator)) * abs(n) > MAX_RATIONAL_BITS and abs(a) not in (0, 1):
            raise Open("a large power")
        return a**n
    if n == 0 or n == 1:
        return Fraction(1) if n == 0 else a
    if n < 0:
        return div(Fraction(1), power(a, -n))
    if a.op == "root" and a.data[0] == n:
        return a.args[0]
    own = a.bounds
    if own is not None:
        common = own.denominator**n if own.denominator and n * own.lower < 5_000 else 0
        own = Bounds(own.upper * n, bits(common) if common else own.lower * n, common, own.fields)
    return make("pow", (a,), (n,), own)


def root(a: Real, k: int) -> Real:
    """The k-th root, at least 0, of a known to be at least 0."""
    if k == 1 or a == 0:
        return a
    if k > 4_000:
        raise Open("a root of high order")
    if isinstance(a, Fraction):
        above, below = _exact_root(a.numerator, k), _exact_root(a.denominator, k)
        if above is not None and below is not None:
            return Fraction(above, below)
    key = a.key if isinstance(a, Expression) else a
    return make("root", (a,), (k,), _root_bounds(bounds_of(a), k, ("root", k, key)))


def _exact_root(n: int, k: int) -> int | None:
    guess = int(fmpz(n).root(k))
    return guess if guess**k == n else None


def total(parts: list[Real]) -> Real:
    """The sum, as a balanced tree."""
    if not parts:
        return Fraction(0)
    while len(parts) > 1:
        pairs = [add(parts[k], parts[k + 1]) for k in range(0, len(parts) - 1, 2)]
        parts = pairs + ([parts[-1]] if len(parts) % 2 else [])
    return parts[0]
