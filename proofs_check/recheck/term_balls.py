"""Terms in complex balls: integrals and iterations are enclosed with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from flint import acb, arb, ctx, fmpq

from proofs_check.recheck.outcome import Open
from proofs_check.statement.terms import Apply, At, Constant, Letter, Number, Term
from proofs_check.statement.text import text

MAX_BITS = 160
BOXES = 48
MARGINS = (Fraction(1, 16), Fraction(1, 64), Fraction(1, 512))

Values = Mapping[str, acb]


def ball_of(term: Term, values: Values, analytic: bool = False) -> acb:
    """A ball that contains the values of a term; not finite where it may be undefined. `analytic`: it must be so there.

    A value of a sequence stands under its name and distance, such as `r-1`. Raises Open for other terms.
    """
    match term:
        case Number(value=value):
            return acb(fmpq(value.numerator, value.denominator))
        case Letter(name=name) if name in values:
            return values[name]
        case At() if text(term) in values:
            return values[text(term)]
        case Constant(name="pi"):
            return acb.pi()
        case Constant(name="e"):
            return acb(1).exp()
        case Apply(op="pow", args=(base, Number(value=value))) if value.denominator == 1:
            return _whole_power(ball_of(base, values, analytic), int(value))
        case Apply(op=op, args=args):
            return _applied(op, [ball_of(arg, values, analytic) for arg in args], analytic)
    raise Open("a term that is not evaluated in balls")


def _whole_power(x: acb, n: int) -> acb:
    if n < 0 and x.contains(acb(0)):
        return acb("nan")
    return x**n


def _applied(op: str, args: list[acb], analytic: bool) -> acb:
    x = args[0]
    match op:
        case "add":
            return x + args[1]
        case "sub":
            return x - args[1]
        case "neg":
            return -x
        case "mul":
            return x * args[1]
        case "div":
            return acb("nan") if args[1].contains(acb(0)) else x / args[1]
        case "pow":
            return _positive_power(x, args[1], analytic)
        case "sqrt" | "log":
            return _on_the_right(op, x, analytic)
        case "abs":
            return _modulus(x, analytic)
        case "tan" | "sigmoid":
            return _quotient(op, x)
    table: Mapping[str, Callable[[], acb]] = {
        "exp": x.exp,
        "sin": x.sin,
        "cos": x.cos,
        "sinh": x.sinh,
        "cosh": x.cosh,
    }
    if op == "atan" and x.imag.abs_upper() < 1:
        return x.atan()
    if op == "tanh":
        return x.sinh() / x.cosh() if not x.cosh().contains(acb(0)) else acb("nan")
    if op not in table:
        raise Open(f"{op} in balls")
    return table[op]()


def _positive_power(x: acb, exponent: acb, analytic: bool) -> acb:
    """x**p = exp(p*log(x)) for x in the right half plane."""
    logarithm = _on_the_right("log", x, analytic)
    return (exponent * logarithm).exp() if logarithm.is_finite() else acb("nan")


def _on_the_right(op: str, x: acb, analytic: bool) -> acb:
    if op == "sqrt" and not analytic and x.imag.is_zero() and x.real >= 0:
        return x.sqrt()
    if not x.real > 0:
        return acb("nan")
    return x.sqrt() if op == "sqrt" else x.log()


def _modulus(x: acb, analytic: bool) -> acb:
    if x.real > 0 and (analytic or x.imag.is_zero()):
        return x
    if x.real < 0 and (analytic or x.imag.is_zero()):
        return -x
    if analytic or not x.imag.is_zero():
        return acb("nan")
    return acb(abs(x.real))


def _quotient(op: str, x: acb) -> acb:
    above, below = (x.sin(), x.cos()) if op == "tan" else (acb(1), 1 + (-x).exp())
    return acb("nan") if below.contains(acb(0)) else above / below


@dataclass(frozen=True)
class Integral:
    """The integral of a term by a letter between two ends; the values of other letters as functions of the precision."""

    body: Term
    letter: str
    low: Fraction
    high: Fraction
    values: Callable[[int], Values]
    named: str

    def __str__(self) -> str:
        return f"{text(self.body)} d{self.letter} {self.low} {self.high} {self.named}"

    def ball(self, precision: int) -> arb:
        """Raises Open."""
        bits = min(precision, MAX_BITS)
        with ctx.workprec(bits):
            known = self.values(bits)

            def integrand(x: acb, analytic: bool) -> acb:
                return ball_of(self.body, {**known, self.letter: x}, analytic)

            found = acb.integral(integrand, _exactly(self.low), _exactly(self.high))
        return arb(found.real)

    def is_smooth(self) -> bool:
        """Whether the term is analytic and bounded around the whole range of integration: then so is its slope."""
        with ctx.workprec(64):
            known = self.values(64)
            return any(self._is_bounded(known, margin) for margin in MARGINS)

    def _is_bounded(self, known: Values, margin: Fraction) -> bool:
        step = (self.high - self.low + 2 * margin) / BOXES
        side = arb(0, float(margin))
        for k in range(BOXES):
            middle = self.low - margin + step * (k + Fraction(1, 2))
            width = arb(float(middle), float(step) * 0.51 + 1e-9)
            value = ball_of(self.body, {**known, self.letter: acb(width, side)}, True)
            if not value.is_finite():
                return False
        return True


def _exactly(x: Fraction) -> acb:
    return acb(fmpq(x.numerator, x.denominator))
