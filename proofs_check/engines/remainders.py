"""Remainders of whole terms by a modulus, from those of their letters; periods of powers."""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.statement.terms import Apply, Letter, Number, Term


class NoRemainder(ValueError):
    """The remainder does not follow from those of the letters by the rules here."""


def remainder(term: Term, modulus: int, values: Mapping[str, int]) -> int:
    """The remainder, from 0 to modulus - 1, of sums, products and fixed powers of whole letters. Raises NoRemainder."""
    match term:
        case Number(value=value) if value.denominator == 1:
            return int(value) % modulus
        case Letter(name=name) if name in values:
            return values[name] % modulus
        case Apply(op="neg", args=(inner,)):
            return -remainder(inner, modulus, values) % modulus
        case Apply(op=("add" | "sub" | "mul") as op, args=(left, right)):
            one, two = remainder(left, modulus, values), remainder(right, modulus, values)
            return (one + two if op == "add" else one - two if op == "sub" else one * two) % modulus
        case Apply(op="pow", args=(base, Number(value=value))) if value.denominator == 1 and value >= 0:
            return pow(remainder(base, modulus, values), int(value), modulus)
    raise NoRemainder("no sum of products of letters")


def period(base: int, modulus: int) -> tuple[int, int]:
    """(s, p) with base**(n + p) and base**n of equal remainder for all n >= s."""
    seen: dict[int, int] = {}
    power, place = 1 % modulus, 0
    while power not in seen:
        seen[power] = place
        power, place = power * base % modulus, place + 1
    return seen[power], place - seen[power]
