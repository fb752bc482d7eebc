"""Terms in one whole letter whose remainders repeat: sums of products of n, c**(a*n + b), fibonacci(a*n + b), factorial(a*n + b).

Modulo d the letter itself repeats after d; the powers as in `remainders.py`; pairs of neighbouring Fibonacci numbers, of which there are finitely many and each
has one before it, from the start on; factorials of d and more are 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm, prod

from proofs_check.engines.linear_values import NoClass, linear_value, rising_line
from proofs_check.engines.remainders import period as period_of_powers
from proofs_check.statement.terms import Apply, Letter, Number, Term

MAX_MODULUS = 400
MAX_MONOMIALS = 24
MAX_DEGREE = 6

Monomials = dict[tuple[Term, ...], Fraction]


class NotRepeating(ValueError):
    """The term is of another form, or its modulus too large."""


@dataclass(frozen=True)
class Repeating:
    """sum(weight*product of atoms)/modulus with whole weights; from n = start on its remainders repeat after `period`."""

    weights: tuple[tuple[tuple[Term, ...], int], ...]
    modulus: int
    start: int
    period: int
    name: str

    def is_whole(self, value: int) -> bool:
        """Whether the term is a whole number for n = value."""
        total = sum(
            weight * prod(_remainder(atom, value, self.modulus) for atom in atoms)
            for atoms, weight in self.weights
        )
        return total % self.modulus == 0


def repeating(term: Term, name: str, first: int) -> Repeating:
    """The term as such a sum, for n >= first >= 0. Raises NotRepeating."""
    try:
        found = _monomials(term, name)
    except NoClass as reason:
        raise NotRepeating(f"an exponent or an index: {reason}") from None
    modulus = lcm(*(weight.denominator for weight in found.values()))
    if modulus > MAX_MODULUS:
        raise NotRepeating(f"the modulus {modulus}")
    atoms = dict.fromkeys(atom for atoms in found for atom in atoms)
    lines = [_repeats(atom, modulus, first) for atom in atoms]
    start = max((start for start, _ in lines), default=first)
    whole = tuple((atoms, int(weight * modulus)) for atoms, weight in found.items())
    return Repeating(whole, modulus, max(start, first), lcm(*(period for _, period in lines)), name)


def _monomials(term: Term, name: str) -> Monomials:
    """Raises NotRepeating, and NoClass for an index or an exponent that is not linear."""
    match term:
        case Number(value=value):
            return {(): value} if value else {}
        case Letter(name=own) if own == name:
            return {(term,): Fraction(1)}
        case Apply(op="add", args=(left, right)):
            return _added(_monomials(left, name), _monomials(right, name), 1)
        case Apply(op="sub", args=(left, right)):
            return _added(_monomials(left, name), _monomials(right, name), -1)
        case Apply(op="neg", args=(inner,)):
            return _added({}, _monomials(inner, name), -1)
        case Apply(op="mul", args=(left, right)):
            return _multiplied(_monomials(left, name), _monomials(right, name))
        case Apply(op="div", args=(left, Number(value=value))) if value:
            return {atoms: weight / value for atoms, weight in _monomials(left, name).items()}
        case Apply(op="pow", args=(base, Number(value=value))) if value in range(MAX_DEGREE + 1):
            found: Monomials = {(): Fraction(1)}
            for _ in range(int(value)):
                found = _multiplied(found, _monomials(base, name))
            return found
        case Apply(op="pow", args=(Number(value=value), exponent)) if value.denominator == 1:
            rising_line(exponent, name)
            return {(term,): Fraction(1)}
        case Apply(op=("fibonacci" | "factorial"), args=(index,)):
            rising_line(index, name)
            return {(term,): Fraction(1)}
    raise NotRepeating("a term whose remainders are not seen to repeat")


def _added(left: Monomials, right: Monomials, sign: int) -> Monomials:
    found = dict(left)
    for atoms, weight in right.items():
        found[atoms] = found.get(atoms, Fraction(0)) + sign * weight
    return {atoms: weight for atoms, weight in found.items() if weight}


def _multiplied(left: Monomials, right: Monomials) -> Monomials:
    if len(left) * len(right) > MAX_MONOMIALS:
        raise NotRepeating("too many products")
    found: Monomials = {}
    for atoms, weight in left.items():
        for others, other in right.items():
            found = _added(found, {(*atoms, *others): weight * other}, 1)
    return found


def _repeats(atom: Term, modulus: int, first: int) -> tuple[int, int]:
    """(s, p): the remainders at n and n + p are equal for all n >= s. Raises NotRepeating."""
    if isinstance(atom, Letter):
        return first, modulus
    assert isinstance(atom, Apply)
    (name,) = _names(atom)
    slope, constant = rising_line(atom.args[-1], name)
    if slope * first + constant < 0:
        raise NotRepeating("an exponent or an index that may be negative")
    if atom.op == "pow":
        base = atom.args[0]
        assert isinstance(base, Number)
        start, period = period_of_powers(int(base.value) % modulus, modulus)
        return max(first, -(-(start - constant) // slope)), period // gcd(period, slope)
    if atom.op == "factorial":
        return max(first, -(-(modulus - constant) // slope)), 1
    period = _pisano(modulus)
    return first, period // gcd(period, slope)


def _names(atom: Apply) -> list[str]:
    return sorted(linear_value(atom.args[-1]).linear)


def _remainder(atom: Term, value: int, modulus: int) -> int:
    if isinstance(atom, Letter):
        return value % modulus
    assert isinstance(atom, Apply)
    (name,) = _names(atom)
    slope, constant = rising_line(atom.args[-1], name)
    index = slope * value + constant
    if atom.op == "pow":
        assert isinstance(atom.args[0], Number)
        return pow(int(atom.args[0].value), index, modulus)
    return _factorial(index, modulus) if atom.op == "factorial" else _fibonacci(index, modulus)


def _factorial(index: int, modulus: int) -> int:
    total = 1 % modulus
    for factor in range(2, min(index, modulus) + 1):
        total = total * factor % modulus
    return total


def _fibonacci(index: int, modulus: int) -> int:
    one, two = 0, 1 % modulus
    for _ in range(index):
        one, two = two, (one + two) % modulus
    return one


def _pisano(modulus: int) -> int:
    """The period of the pairs of neighbouring Fibonacci numbers."""
    pair, count = (1 % modulus, 1 % modulus), 1
    while pair != (0, 1 % modulus):
        pair, count = (pair[1], (pair[0] + pair[1]) % modulus), count + 1
    return count
