"""Normal form of rational functions over opaque atoms, exactly, with flint.

`difference_is_zero` decides identities that hold by the rules of arithmetic alone: everything that is no sum, product,
quotient or whole power is an atom of its own (`sqrt(x)`, `rho**t`, `r(t)`). True is a proof wherever both sides are
defined; False means only that these rules do not show it.

Notation: a fraction is a pair (numerator, denominator) of polynomials in the atoms.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from proofs_check.engines.calculus_terms import integer_of, negate, over, plus, power, times
from proofs_check.statement.sorts import SCALAR, Scope, SortError, sort_of
from proofs_check.statement.terms import Apply, Letter, Number, Term, apply, number
from proofs_check.statement.text import text

MAX_EXPONENT = 40
MAX_TERMS = 4_000
MAX_FACTORED = 100

Fractional = tuple[fmpq_mpoly, fmpq_mpoly]


class TooLarge(ValueError):
    """A polynomial that grows past MAX_TERMS."""


def difference_is_zero(left: Term, right: Term, scope: Scope) -> bool:
    """Whether `left == right` by arithmetic alone, wherever both are defined. Scalars only."""
    try:
        if sort_of(left, scope) != SCALAR or sort_of(right, scope) != SCALAR:
            return False
        field = _Field((left, right), scope)
        first, second = field.read(left), field.read(right)
        if first[1].is_zero() or second[1].is_zero():
            return False  # defined nowhere: 0/0 would be equal to everything
        cross = _bounded(first[0] * second[1] - second[0] * first[1])
        return bool(cross.is_zero())
    except (TooLarge, SortError):
        return False


def tidy(term: Term, scope: Scope) -> Term:
    """`term` as a reduced quotient of polynomials in its atoms, or as it is where that fails."""
    try:
        if sort_of(term, scope) != SCALAR:
            return term
        field = _Field((term,), scope)
        top, bottom = field.read(term)
        common = top.gcd(bottom)
        if not common.is_zero():
            top, bottom = top / common, bottom / common
        return term if bottom.is_zero() else field.write(top, bottom)
    except (TooLarge, SortError):
        return term


def atoms_of_factors(term: Term, scope: Scope) -> tuple[tuple[Term, ...], ...] | None:
    """The atoms of each irreducible factor of the numerator; None where the normal form is out of reach."""
    try:
        if sort_of(term, scope) != SCALAR:
            return None
        field = _Field((term,), scope)
        top, bottom = field.read(term)
        common = top.gcd(bottom)
        reduced = top if common.is_zero() else top / common
        if len(reduced) > MAX_FACTORED:
            return None
    except (TooLarge, SortError):
        return None
    if reduced.is_zero():
        return ()
    degrees = [factor.degrees() for factor, _ in reduced.factor()[1]]
    return tuple(tuple(a for a, d in zip(field.atoms, one, strict=False) if d) for one in degrees)


class _Field:
    """Reads terms as fractions over the atoms that occur in them."""

    def __init__(self, terms: Iterable[Term], scope: Scope) -> None:
        self.scope = scope
        atoms: dict[Term, None] = {}
        for term in terms:
            self._atoms(term, atoms)
        self.atoms = tuple(sorted(atoms, key=text))
        self.context = fmpq_mpoly_ctx.get(
            [f"x{i}" for i in range(max(1, len(self.atoms)))], Ordering.degrevlex
        )
        self.one = self.context.constant(fmpq(1))
        self.known = dict(zip(self.atoms, self.context.gens(), strict=False))

    def _atoms(self, term: Term, atoms: dict[Term, None]) -> None:
        for part in _split_power(term, self.scope):
            if _arithmetic(part):
                assert isinstance(part, Apply)
                for arg in part.args[: 1 if part.op == "pow" else None]:
                    self._atoms(arg, atoms)
            elif not isinstance(part, Number):
                atoms[part] = None

    def read(self, term: Term) -> Fractional:
        """The fraction that `term` is."""
        parts = _split_power(term, self.scope)
        if len(parts) > 1:
            first = self.read(parts[0])
            for part in parts[1:]:
                second = self.read(part)
                first = _bounded(first[0] * second[0]), _bounded(first[1] * second[1])
            return first
        return self._node(parts[0])

    def _node(self, term: Term) -> Fractional:
        if isinstance(term, Number):
            return self.context.constant(fmpq(term.value.numerator, term.value.denominator)), self.one
        if not _arithmetic(term):
            return self.known[term], self.one
        assert isinstance(term, Apply)
        if term.op == "pow":
            return self._power(self.read(term.args[0]), integer_of(term.args[1]) or 0)
        args = [self.read(arg) for arg in term.args]
        top, bottom = args[0]
        if term.op == "neg":
            return -top, bottom
        other, under = args[1]
        if term.op == "mul":
            return _bounded(top * other), _bounded(bottom * under)
        if term.op == "div":
            return _bounded(top * under), _bounded(bottom * other)
        other = other if term.op == "add" else -other
        if bottom == under:
            return _bounded(top + other), bottom
        return _bounded(top * under + other * bottom), _bounded(bottom * under)

    def _power(self, base: Fractional, exponent: int) -> Fractional:
        top, bottom = base if exponent >= 0 else (base[1], base[0])
        count = abs(exponent)
        if max(len(top), len(bottom)) > 1 and count * max(len(top), len(bottom)) > MAX_TERMS // 8:
            raise TooLarge
        return _bounded(top**count), _bounded(bottom**count)

    def write(self, top: fmpq_mpoly, bottom: fmpq_mpoly) -> Term:
        """The quotient of two polynomials as a term."""
        leading = bottom.leading_coefficient()
        return over(self._polynomial(top / leading), self._polynomial(bottom / leading))

    def _polynomial(self, poly: fmpq_mpoly) -> Term:
        found = []
        for exponents, coefficient in poly.to_dict().items():
            value = Fraction(int(coefficient.p), int(coefficient.q))
            factors = [
                power(atom, number(int(e))) for atom, e in zip(self.atoms, exponents, strict=False) if e
            ]
            found.append(times(number(value), *factors))
        return plus(*found)


def _arithmetic(term: Term) -> bool:
    if not isinstance(term, Apply):
        return False
    if term.op == "pow":
        exponent = integer_of(term.args[1])
        return exponent is not None and abs(exponent) <= MAX_EXPONENT
    return term.op in ("add", "sub", "mul", "div", "neg")


def _bounded(poly: fmpq_mpoly) -> fmpq_mpoly:
    if len(poly) > MAX_TERMS:
        raise TooLarge
    return poly


def _split_power(term: Term, scope: Scope) -> tuple[Term, ...]:
    """`b**(t + 2)` as `b**t` times `b**2`: right wherever it is defined when t >= 0 is whole, or b is positive."""
    if not isinstance(term, Apply) or term.op != "pow" or integer_of(term.args[1]) is not None:
        return (term,)
    if sort_of(term, scope) != SCALAR:
        return (term,)
    base, exponent = term.args
    constant, rest = _constant_part(exponent)
    if (
        constant <= 0
        or constant > MAX_EXPONENT
        or constant.denominator != 1
        or not _whole_letter(rest, scope)
    ):
        return (term,)
    return (apply("pow", base, rest), power(base, number(constant)))


def _constant_part(term: Term) -> tuple[Fraction, Term]:
    """The number c and the rest r with term == c + r, for sums and differences."""
    match term:
        case Number(value=value):
            return value, number(0)
        case Apply(op="add", args=(left, right)):
            (a, rest), (b, other) = _constant_part(left), _constant_part(right)
            return a + b, plus(rest, other)
        case Apply(op="sub", args=(left, right)):
            (a, rest), (b, other) = _constant_part(left), _constant_part(right)
            return a - b, plus(rest, negate(other))
        case _:
            return Fraction(0), term


def _whole_letter(term: Term, scope: Scope) -> bool:
    """Whether `term` is an integer letter (perhaps times a natural number) that its domain keeps at 0 or above."""
    if isinstance(term, Apply) and term.op == "mul" and isinstance(term.args[0], Number):
        whole = integer_of(term.args[0])
        return whole is not None and whole > 0 and _whole_letter(term.args[1], scope)
    if not isinstance(term, Letter) or term.name not in scope.letters:
        return False
    domain = scope.letters[term.name]
    low = domain.low.at if domain.low else None
    return domain.kind == "integer" and isinstance(low, Number) and low.value >= 0
