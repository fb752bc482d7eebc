"""The normal form of a number: a quotient of polynomials in atoms.

Atoms are exponentials, logarithms, arc tangents, pi, radicals; sines and cosines are exponentials of imaginary arguments.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from flint import fmpz

from proofs_check.recheck.numbers import Expression, Real
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.polynomials import (
    HALF_TURN,
    ONE,
    UNIT,
    Atom,
    Monomial,
    Polynomial,
    Quotient,
    atom,
    constant,
    inverse_of_monomial,
    key_of,
    plus,
    raised,
    scaled,
    times,
)

MAX_FACTORED_BITS = 110
MAX_VISITED = 2_000
MAX_PRODUCTS = 60_000


@dataclass
class Normal:
    """The normal forms of the parts of one number, and what its atoms stand for."""

    roots: dict[Atom, Polynomial] = field(default_factory=dict)
    meaning: dict[Atom, Expression] = field(default_factory=dict)
    known: dict[bytes, Quotient] = field(default_factory=dict)
    exponents: dict[Atom, Polynomial] = field(default_factory=dict)
    spent: int = 0

    def of(self, x: Real) -> Quotient:
        """x as a quotient. Raises Open."""
        if isinstance(x, Fraction):
            return Quotient(constant(x), ONE)
        if x.key not in self.known:
            if len(self.known) > MAX_VISITED:
                raise Open("a very large expression")
            self.known[x.key] = self._of(x)
        return self.known[x.key]

    def _of(self, x: Expression) -> Quotient:
        match x.op:
            case "add":
                return self.sum(self.of(x.args[0]), self.of(x.args[1]))
            case "mul":
                return self.product(self.of(x.args[0]), self.of(x.args[1]))
            case "div":
                return self.product(self.of(x.args[0]), self.inverse(self.of(x.args[1])))
            case "pow":
                base, n = self.of(x.args[0]), int(str(x.data[0]))
                return self.quotient(raised(base.above, n, self.roots), raised(base.below, n, self.roots))
            case "root":
                return self._root(x, self.of(x.args[0]), int(str(x.data[0])))
            case "exp":
                return self._exponential(x, self.of(x.args[0]), "exp")
            case "sin" | "cos":
                return self._wave(x, self.of(x.args[0]))
            case "cospi":
                return self._cosine(atom(HALF_TURN, Fraction(int(str(x.data[0])), int(str(x.data[1])))))
            case "log":
                return self._log(x, self.of(x.args[0]))
            case "pi":
                return Quotient(atom(("pi",)), ONE)
        return self._atan(x) if x.op == "atan" else self._named((x.op, x.key.hex()), x)

    def _named(self, name: Atom, x: Expression) -> Quotient:
        self.meaning[name] = x
        return Quotient(atom(name), ONE)

    def sum(self, a: Quotient, b: Quotient) -> Quotient:
        if a.below == b.below:
            return self.quotient(plus(a.above, b.above), a.below)
        self._spend(a, b)
        left, right = times(a.above, b.below, self.roots), times(b.above, a.below, self.roots)
        return self.quotient(plus(left, right), times(a.below, b.below, self.roots))

    def _spend(self, a: Quotient, b: Quotient) -> None:
        """Books a product of quotients. Raises Open."""
        self.spent += (len(a.above) + len(a.below)) * (len(b.above) + len(b.below))
        if self.spent > MAX_PRODUCTS:
            raise Open("a normal form of very many terms")

    def product(self, a: Quotient, b: Quotient) -> Quotient:
        self._spend(a, b)
        return self.quotient(times(a.above, b.above, self.roots), times(a.below, b.below, self.roots))

    def inverse(self, a: Quotient) -> Quotient:
        return self.quotient(a.below, a.above)

    def quotient(self, above: Polynomial, below: Polynomial) -> Quotient:
        """above/below, with a single monomial below brought above."""
        if not above:
            return Quotient({}, ONE)
        if not below:
            raise Open("a denominator whose normal form is 0")
        if below == ONE:
            return Quotient(above, ONE)
        turned = inverse_of_monomial(below, self.roots)
        if turned is None:
            return Quotient(above, below)
        above = times(above, turned.above, self.roots)
        return Quotient(above, ONE) if turned.below == ONE else self.quotient(above, turned.below)

    def _root(self, x: Expression, base: Quotient, k: int) -> Quotient:
        """root(N/D) = root(N*D**(k - 1))/D, for D > 0; factors of a single monomial that are positive are rooted apart."""
        if base.below != ONE:
            return self._named(("number", x.key.hex()), x)
        if len(base.above) == 1:
            ((monomial, c),) = base.above.items()
            if c > 0 and all(_positive(name) for name, _ in monomial):
                found = self._rational_power(c, Fraction(1, k))
                for name, exponent in monomial:
                    found = times(found, atom(name, exponent / k), self.roots)
                return Quotient(found, ONE)
        rooted: Atom = ("root", key_of(base.above))
        argument = x.args[0]
        if not isinstance(argument, Expression):
            raise Open("the root of a large number")
        self.roots[rooted] = base.above
        self.meaning[rooted] = argument
        return Quotient(atom(rooted, Fraction(1, k)), ONE)

    def _rational_power(self, c: Fraction, exponent: Fraction) -> Polynomial:
        """c**exponent for c > 0, by its prime factors."""
        found: Polynomial = ONE
        for n, side in ((c.numerator, 1), (c.denominator, -1)):
            for prime, count in _factors(n):
                found = times(found, atom(("prime", str(prime)), side * count * exponent), self.roots)
        return found

    def _exponential(self, x: Expression, argument: Quotient, kind: str) -> Quotient:
        """exp of a sum ('exp'), or of i times a sum ('cis'), as a product of powers of atoms."""
        if argument.below != ONE:
            if kind == "cis":
                raise Open("a wave of a quotient of sums")
            return self._named(("exp", x.key.hex()), x)
        found: Polynomial = ONE
        for monomial, c in argument.above.items():
            found = times(found, self._factor(monomial, c, kind), self.roots)
        return Quotient(found, ONE)

    def _factor(self, monomial: Monomial, c: Fraction, kind: str) -> Polynomial:
        if kind == "exp" and len(monomial) == 1 and monomial[0][1] == 1 and monomial[0][0][0] == "logprime":
            return atom(("prime", monomial[0][0][1]), c)
        if kind == "exp" and len(monomial) == 1 and monomial[0][1] == 1 and monomial[0][0][0] == "log":
            inside = self.known_log(monomial[0][0])
            if c.denominator == 1 and inside.below == ONE and 0 < c <= 20:
                return raised(inside.above, int(c), self.roots)
        if kind == "exp" and len(monomial) == 1 and monomial[0][1] == 1 and monomial[0][0][0] == "logatom":
            return atom(monomial[0][0][1:], c)
        if kind == "cis" and monomial == ((("pi",), Fraction(1)),):
            return atom(HALF_TURN, c)
        # exp of a part that is not real by its form is not positive: neither roots nor logarithms split there.
        turning = any(part[0] in ("i", "cis", "expi") for part, _ in monomial)
        name: Atom = ("expi" if kind == "exp" and turning else kind, repr(monomial))
        self.exponents[name] = {monomial: Fraction(1)}
        return atom(name, c)

    def known_log(self, name: Atom) -> Quotient:
        return self.of(self.meaning[name].args[0])

    def _wave(self, x: Expression, argument: Quotient) -> Quotient:
        up = self._exponential(x, argument, "cis").above
        if x.op == "cos":
            return self._cosine(up)
        down = inverse_of_monomial(up, self.roots)
        assert down is not None
        difference = plus(up, scaled(down.above, Fraction(-1)))
        return Quotient(times(difference, {((UNIT, Fraction(1)),): Fraction(-1, 2)}, self.roots), ONE)

    def _cosine(self, up: Polynomial) -> Quotient:
        down = inverse_of_monomial(times(up, ONE, self.roots), self.roots)
        assert down is not None
        return Quotient(scaled(plus(times(up, ONE, self.roots), down.above), Fraction(1, 2)), ONE)

    def _log(self, x: Expression, argument: Quotient) -> Quotient:
        """The logarithm of a product of positive atoms as a sum."""
        if argument.below == ONE and len(argument.above) == 1:
            ((monomial, c),) = argument.above.items()
            if c > 0 and all(_positive(name) for name, _ in monomial):
                found = self._log_of_rational(c)
                for name, exponent in monomial:
                    found = plus(found, scaled(self._log_of_atom(name), exponent))
                return Quotient(found, ONE)
        return self._named(("log", x.key.hex()), x)

    def _log_of_rational(self, c: Fraction) -> Polynomial:
        found: Polynomial = {}
        for n, side in ((c.numerator, 1), (c.denominator, -1)):
            for prime, count in _factors(n):
                found = plus(found, scaled(atom(("logprime", str(prime))), Fraction(side * count)))
        return found

    def _log_of_atom(self, name: Atom) -> Polynomial:
        if name[0] == "prime":
            return atom(("logprime", name[1]))
        return self.exponents.get(name) or atom(("logatom", *name))

    def _atan(self, x: Expression) -> Quotient:
        return self._named(("atan", x.key.hex()), x)


def _positive(name: Atom) -> bool:
    return name[0] in ("prime", "pi", "exp")


def _factors(n: int) -> list[tuple[int, int]]:
    if n.bit_length() > MAX_FACTORED_BITS:
        small = n
        found = []
        for prime in (2, 3, 5, 7, 11, 13):
            count = 0
            while small % prime == 0:
                small //= prime
                count += 1
            if count:
                found.append((prime, count))
        if small != 1:
            raise Open("the factors of a large number")
        return found
    return [(int(p), int(count)) for p, count in fmpz(n).factor()] if n > 1 else []
