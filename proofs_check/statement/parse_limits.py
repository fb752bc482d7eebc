"""How large a term may be: the text may come from anybody, and what reads it must end soon.

Sizes are counted as if every definition were written out, for definitions that double each other grow exponentially.
Numbers, exponents, factorials, ranges of sums and sizes of matrices are bounded where they are written with digits:
`9**9**9` is refused, `x**n` is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from proofs_check.statement.domains import Domain
from proofs_check.statement.parse_tokens import Source, read_source
from proofs_check.statement.terms import Apply, At, Number, Sum, Term, children, free_letters

MAX_NODES = 5_000
MAX_DEPTH = 120
MAX_STEPS = 200_000  # a second or two; a text of 1000 terms takes about 10,000
MAX_BITS = 12_000  # (1 - 1/1000)**1000 has 9966; Python writes integers of up to 14,284 bits
MAX_EXPONENT = 10_000
MAX_FACTORIAL = 1_000
MAX_TERMS = 100_000
MAX_INDEX = 10_000
MAX_SIZE = 1_000
MAX_DEGREE = 100_000


class TooLarge(ValueError):
    """A term beyond a limit; the message names the limit."""


@dataclass(frozen=True)
class Measure:
    """size: nodes; height: nodes on the longest way down; value: of a term of digits alone, where it is known;
    terms: how often the innermost body of nested sums is repeated; degree: as if every letter had degree 1."""

    size: int
    height: int
    value: Fraction | None
    terms: int
    degree: int


class Meter:
    """Measures the terms of one reading, each once, and counts the steps that are left."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Term, Measure]] = {}
        self._sources: dict[str, Source] = {}
        self._letters: dict[int, tuple[Domain, frozenset[str]]] = {}
        self._left = MAX_STEPS

    def source(self, text: str) -> Source:
        """The tree of a text, read once however often a definition is used."""
        if text not in self._sources:
            self._sources[text] = read_source(text)
        return self._sources[text]

    def spend(self, steps: int) -> None:
        """Raises TooLarge when the steps are used up."""
        self._left -= steps
        if self._left < 0:
            raise TooLarge("too much to read once the definitions are unfolded")

    def letters_of(self, domain: Domain) -> frozenset[str]:
        """The letters that bounds and sizes of a domain mention."""
        if id(domain) not in self._letters:
            found: frozenset[str] = frozenset().union(*(free_letters(term) for term in domain.terms()))
            self._letters[id(domain)] = (domain, found)
        return self._letters[id(domain)][1]

    def measure(self, term: Term) -> Measure:
        """Raises TooLarge where `term` is beyond a limit."""
        if id(term) not in self._known:
            self._known[id(term)] = (term, self._measure(term))
        return self._known[id(term)][1]

    def _measure(self, term: Term) -> Measure:
        parts = tuple(self.measure(part) for part in children(term))
        size = 1 + sum(part.size for part in parts)
        height = 1 + max((part.height for part in parts), default=0)
        terms = max((part.terms for part in parts), default=1)
        if size > MAX_NODES:
            raise TooLarge(f"larger than {MAX_NODES} terms once the definitions are unfolded")
        if height > MAX_DEPTH:
            raise TooLarge(f"nested deeper than {MAX_DEPTH} levels")
        values = tuple(part.value for part in parts)
        if isinstance(term, Sum):
            terms *= _range(term.op, values[1], values[2])
            if terms > MAX_TERMS:
                raise TooLarge(f"a {term.op} of more than {MAX_TERMS} terms")
        if isinstance(term, At) and _exceeds(values[0], MAX_INDEX):
            raise TooLarge(f"an index of {term.name} beyond {MAX_INDEX}")
        degree = _degree(term, parts)
        if degree > MAX_DEGREE:
            raise TooLarge(f"powers of powers of degree more than {MAX_DEGREE}")
        return Measure(size, height, _value(term, values), terms, degree)


def _exceeds(value: Fraction | None, limit: int) -> bool:
    return value is not None and abs(value) > limit


def _range(op: str, low: Fraction | None, high: Fraction | None) -> int:
    if low is None or high is None:
        return 1
    return max(int(high - low) + 1, 1)


def _degree(term: Term, parts: tuple[Measure, ...]) -> int:
    degrees = [part.degree for part in parts]
    if not parts:
        return 0 if isinstance(term, Number) else 1
    if isinstance(term, Apply) and term.op in ("mul", "div", "matmul", "dot"):
        return sum(degrees)
    if isinstance(term, Apply) and term.op == "pow" and parts[1].value is not None:
        return degrees[0] * max(int(abs(parts[1].value)), 1)
    return max(degrees)


def _value(term: Term, values: tuple[Fraction | None, ...]) -> Fraction | None:
    """The value of a term of digits, bounded; None where it has letters or functions that are not computed here."""
    if isinstance(term, Number):
        return _bounded(term.value)
    if not isinstance(term, Apply):
        return None
    _check_arguments(term.op, values)
    if any(value is None for value in values):
        return None
    known = tuple(value for value in values if value is not None)
    match term.op:
        case "neg":
            return -known[0]
        case "add":
            return _bounded(known[0] + known[1])
        case "sub":
            return _bounded(known[0] - known[1])
        case "mul":
            return _bounded(known[0] * known[1])
        case "div" if known[1]:
            return _bounded(known[0] / known[1])
        case "pow":
            return _power(known[0], known[1])
        case "floor":
            return Fraction(known[0].__floor__())
        case "abs":
            return abs(known[0])
        case "factorial" if known[0] >= 0 and known[0].denominator == 1:
            value = Fraction(1)
            for factor in range(2, int(known[0]) + 1):
                value *= factor
            return _bounded(value)
        case _:
            return None


def _bounded(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise TooLarge(f"a number of more than {MAX_BITS} binary digits")
    return value


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator != 1 or (base == 0 and exponent < 0):
        return None
    if base == 0:
        return Fraction(int(exponent == 0))
    if abs(base) == 1:
        return base ** (int(exponent) % 2)
    bits = max(abs(base.numerator).bit_length(), base.denominator.bit_length()) - 1
    if bits * abs(exponent) > MAX_BITS:
        raise TooLarge(f"a power of more than {MAX_BITS} binary digits")
    return _bounded(base ** int(exponent))


# The greatest argument, by its place, of functions whose values or whose work grow with it.
_LARGEST = {
    "factorial": (MAX_FACTORIAL,),
    "gamma": (MAX_FACTORIAL,),
    "harmonic": (MAX_FACTORIAL,),
    "fibonacci": (MAX_EXPONENT,),
    "binomial": (MAX_EXPONENT, MAX_FACTORIAL),
    "chebyshev_t": (MAX_FACTORIAL,),
    "chebyshev_u": (MAX_FACTORIAL,),
    "identity": (MAX_SIZE,),
    "zeros": (MAX_SIZE, MAX_SIZE),
    "unit": (MAX_SIZE, MAX_SIZE),
}


def _check_arguments(op: str, values: tuple[Fraction | None, ...]) -> None:
    for value, limit in zip(values, _LARGEST.get(op, ()), strict=False):
        if _exceeds(value, limit):
            raise TooLarge(f"{op} of a number beyond {limit}")
    if op in ("pow", "root") and values[1] is not None:
        exponent: Fraction = values[1]
        trivial = op == "pow" and values[0] in (0, 1, -1)
        if not trivial and (_exceeds(exponent, MAX_EXPONENT) or exponent.denominator > MAX_EXPONENT):
            raise TooLarge(f"an exponent beyond {MAX_EXPONENT}")
