"""The functions of the language in normal form: what each becomes, and the range of those that stay atoms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from proofs_check.engines import (
    binomials,
    complex_parts,
    exponentials,
    inverse_angles,
    inverse_hyperbolic,
    powers,
    trigonometry,
)
from proofs_check.engines.ring import Atom, Poly, Quotient, exact
from proofs_check.engines.signs import NONNEGATIVE, POSITIVE, negated
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import Term

if TYPE_CHECKING:
    from proofs_check.engines.polynomials import Conversion
from proofs_check.engines.factorial_functions import factorial_form, gamma_form, harmonic_form

Rule = Callable[["Conversion", tuple[Term, ...]], Quotient]
ALWAYS_REAL = ("abs", "arg", "norm", "spectral_radius", "floor", "re", "im")


def range_facts(work: Conversion, atom: Atom, op: str) -> None:
    """The range of a function that stays an atom."""
    if not atom.real:
        return
    gen, signs, ring = work.ring.gens[atom.index], work.signs, work.ring
    (_, args) = atom.parts
    if op in ("norm", "spectral_radius"):
        signs.register(gen, NONNEGATIVE, f"{atom.label} >= 0")
    if op in ("factorial", "gamma") and work.signs.of_quotient(args[0]) <= NONNEGATIVE:
        signs.register(gen, POSITIVE, f"{atom.label} > 0")
    if op in ("harmonic", "fibonacci"):
        signs.register(gen, NONNEGATIVE, f"{atom.label} >= 0")
    if op in ("atan", "asin", "atan2") and not work.is_complex:
        inverse_angles.range_facts(work, atom)
    if op == "acos" and not work.is_complex:
        signs.register(gen, NONNEGATIVE, f"{atom.label} >= 0")
    if op == "floor":
        difference = ring.sub(args[0], ring.gen(atom))
        signs.register(difference.num * difference.den, NONNEGATIVE, f"{atom.label} <= its argument")


def absolute(work: Conversion, argument: Quotient) -> Quotient:
    """abs(argument): a product over the factors."""
    ring = work.ring
    if argument.num.is_zero():
        return argument
    if work.is_complex and not (work.is_real(argument.num) and work.is_real(argument.den)):
        return complex_parts.modulus(work, argument)
    return ring.div(_absolute_poly(work, argument.num), _absolute_poly(work, argument.den))


def _absolute_poly(work: Conversion, poly: Poly) -> Quotient:
    ring = work.ring
    constant, factors = poly.factor()
    found = ring.number(abs(exact(constant)))
    for factor, often in factors:
        found = ring.mul(found, ring.power(_absolute_factor(work, factor), often))
    return found


def _absolute_factor(work: Conversion, factor: Poly) -> Quotient:
    ring, sign = work.ring, work.signs.of(factor)
    if sign <= NONNEGATIVE:
        return Quotient(factor, ring.one)
    if negated(sign) <= NONNEGATIVE:
        return Quotient(-factor, ring.one)
    power = work.single_atom(factor)
    if power is not None and power.kind == "power":
        base, exponent = power.parts
        return powers.power(work, _absolute_poly(work, base), exponent, True)
    if factor.leading_coefficient() < 0:
        factor = -factor
    label = f"abs({ring.text(factor)})"
    atom = ring.find("abs", label)
    if atom is None:
        atom = ring.add_related("abs", label, (factor,), 2, factor * factor)
        gen = ring.gens[atom.index]
        work.signs.register(gen, NONNEGATIVE if 0 in sign else POSITIVE, f"{label} >= 0")
        for side in (factor, -factor):
            work.signs.register(gen - side, NONNEGATIVE, f"{label} >= {ring.text(side)}")
    return ring.gen(atom)


def _abs(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    return absolute(work, work.convert(args[0]))


def _sign(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    argument = work.convert(args[0])
    if work.is_complex:
        return work.opaque("sign", (argument,))
    known = work.signs.of_quotient(argument)
    if len(known) == 1:
        return work.ring.number(next(iter(known)))
    if 0 not in known:
        return work.ring.div(argument, absolute(work, argument))
    ring = work.ring
    label = f"sign({ring.quotient_text(argument)})"
    atom = ring.find("sign", label)
    if atom is None:
        gen = ring.gens[len(ring.atoms)]
        atom = ring.add_related("sign", label, (argument,), 3, gen)
        work.signs.register(gen, known, label)
    return ring.gen(atom)


def _half(work: Conversion, left: Quotient, right: Quotient, sign: int) -> Quotient:
    """(left + right + sign*abs(left - right))/2: the larger, or the smaller one."""
    ring = work.ring
    spread = ring.mul(absolute(work, ring.sub(left, right)), ring.number(sign))
    return ring.mul(ring.add_(ring.add_(left, right), spread), ring.number(Fraction(1, 2)))


def _extreme(sign: int) -> Rule:
    def rule(work: Conversion, args: tuple[Term, ...]) -> Quotient:
        found = work.convert(args[0])
        for arg in args[1:]:
            found = _half(work, found, work.convert(arg), sign)
        return found

    return rule


def _relu(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    return _half(work, work.convert(args[0]), work.ring.number(0), 1)


def _exp(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    return exponentials.exponential(work, work.convert(args[0]))


def _log(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    return exponentials.logarithm(work, work.convert(args[0]))


def _sqrt(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    return exponentials.root(work, work.convert(args[0]), 2)


def _root(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    degree = work.convert(args[1]).constant
    if degree is None and not work.is_complex and work.signs.of_quotient(work.convert(args[0])) == POSITIVE:
        power = work.ring.inverse(work.convert(args[1]))
        logarithm = exponentials.logarithm(work, work.convert(args[0]))
        return exponentials.exponential(work, work.ring.mul(power, logarithm))
    if degree is None or degree.denominator != 1 or degree < 1:
        return work.opaque("root", (work.convert(args[0]), work.convert(args[1])))
    return exponentials.root(work, work.convert(args[0]), int(degree))


def _pair(work: Conversion, args: tuple[Term, ...]) -> tuple[Quotient, Quotient]:
    """exp(x) and exp(-x)."""
    up = exponentials.exponential(work, work.convert(args[0]))
    return up, work.ring.inverse(up)


def _sinh(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    up, down = _pair(work, args)
    return work.ring.mul(work.ring.sub(up, down), work.ring.number(Fraction(1, 2)))


def _cosh(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    up, down = _pair(work, args)
    return work.ring.mul(work.ring.add_(up, down), work.ring.number(Fraction(1, 2)))


def _tanh(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    return work.ring.div(_sinh(work, args), _cosh(work, args))


def _coth(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    return work.ring.div(_cosh(work, args), _sinh(work, args))


def _sigmoid(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    down = _pair(work, args)[1]
    return work.ring.inverse(work.ring.add_(work.ring.number(1), down))


def _softplus(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    up = _pair(work, args)[0]
    return exponentials.logarithm(work, work.ring.add_(work.ring.number(1), up))


def _odd(op: str) -> Rule:
    def rule(work: Conversion, args: tuple[Term, ...]) -> Quotient:
        return inverse_angles.odd(work, op, work.convert(args[0]))

    return rule


def _floor(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    """floor(x + n) = floor(x) + n for whole numbers n."""
    argument = work.convert(args[0])
    if is_integral(args[0], work.scope):
        return argument
    value = argument.constant
    return work.opaque("floor", (argument,)) if value is None else work.ring.number(floor(value))


def _ceil(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    argument = work.convert(args[0])
    if is_integral(args[0], work.scope):
        return argument
    value = argument.constant
    if value is not None:
        return work.ring.number(-floor(-value))
    return work.ring.neg(work.opaque("floor", (work.ring.neg(argument),)))


def _chebyshev(second: bool) -> Rule:
    def rule(work: Conversion, args: tuple[Term, ...]) -> Quotient:
        ring, x = work.ring, work.convert(args[1])
        degree = work.convert(args[0])
        value = degree.constant
        if value is None or value.denominator != 1 or not 0 <= value <= 60:
            return work.opaque("chebyshev_u" if second else "chebyshev_t", (degree, x))
        before, now = ring.number(1), ring.mul(x, ring.number(2 if second else 1))
        for _ in range(int(value)):
            before, now = now, ring.sub(ring.mul(ring.mul(ring.number(2), x), now), before)
        return before

    return rule


RULES: Mapping[str, Rule] = {
    "abs": _abs,
    "sign": _sign,
    "max": _extreme(1),
    "min": _extreme(-1),
    "relu": _relu,
    "exp": _exp,
    "log": _log,
    "sqrt": _sqrt,
    "root": _root,
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "coth": _coth,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "atan": _odd("atan"),
    "asin": _odd("asin"),
    "acos": inverse_angles.arccosine,
    "acot": inverse_angles.arccotangent,
    "atan2": inverse_angles.angle_of_point,
    "asinh": inverse_hyperbolic.area_sine,
    "acosh": inverse_hyperbolic.area_cosine,
    "atanh": inverse_hyperbolic.area_tangent,
    "acoth": inverse_hyperbolic.area_cotangent,
    "floor": _floor,
    "ceil": _ceil,
    "factorial": factorial_form,
    "gamma": gamma_form,
    "harmonic": harmonic_form,
    "binomial": binomials.binomial,
    "chebyshev_t": _chebyshev(False),
    "chebyshev_u": _chebyshev(True),
    "sin": trigonometry.sine,
    "cos": trigonometry.cosine,
    "tan": trigonometry.tangent,
    "cot": trigonometry.cotangent,
    "conj": complex_parts.conjugate_of,
    "re": complex_parts.real_part,
    "im": complex_parts.imaginary_part,
}
