"""Decimal digits of whole numbers of any length: `str` refuses more than 4,300 of them, and a witness may have more."""

from __future__ import annotations

from fractions import Fraction

CHUNK = 4_000
SHORT = 13_000  # bits: fewer than CHUNK digits


def digits(value: int) -> str:
    """The number in decimals, with its sign."""
    if value.bit_length() <= SHORT:
        return str(value)
    if value < 0:
        return "-" + digits(-value)
    chunks = []
    while value >= 10**CHUNK:
        value, low = divmod(value, 10**CHUNK)
        chunks.append(str(low).zfill(CHUNK))
    return "".join([str(value), *reversed(chunks)])


def ratio(value: Fraction) -> str:
    """`p/q`, or `p` where q is 1."""
    if value.denominator == 1:
        return digits(value.numerator)
    return f"{digits(value.numerator)}/{digits(value.denominator)}"
