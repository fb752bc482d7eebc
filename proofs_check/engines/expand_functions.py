"""Elementary functions of expansions: exp, log, Taylor polynomials at finite limits, sign and floor.

Notation: a part is an expansion of f as s tends to infinity; L its finite limit, u = f - L.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.calculus_terms import fold, number_of, over, plus, times
from proofs_check.engines.expansion import Expansion, Lead, Series, constant
from proofs_check.engines.scales import CONSTANT, Scale, Undecided, Undefined
from proofs_check.engines.taylor_coefficients import SHORT, exponential, logarithm, taylor
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Connective,
    Number,
    Term,
    apply,
    number,
)
from proofs_check.statement.text import text

ANALYTIC = ("exp", "sin", "cos", "sinh", "cosh", "tanh", "atan", "asinh", "sigmoid", "softplus")
BY_EXP = ("sinh", "cosh", "tanh", "coth", "sigmoid", "softplus")


def inside(op: str, x: Term) -> Term:
    """The condition under which `op` is analytic at x; trivially true where it is everywhere."""
    match op:
        case "log" | "gamma":
            return Compare(">", x, ZERO)
        case "asin" | "acos" | "atanh":
            return Connective("and", (Compare("<", number(-1), x), Compare("<", x, ONE)))
        case "acosh":
            return Compare(">", x, ONE)
        case "acoth":
            return Compare(">", apply("abs", x), ONE)
        case "tan":
            return Compare("!=", apply("cos", x), ZERO)
        case "cot":
            return Compare("!=", apply("sin", x), ZERO)
        case "coth" | "acot":
            return Compare("!=", x, ZERO)
    return Connective("and", ())


class Elementary:
    """Elementary functions under the facts of a series."""

    def __init__(self, series: Series) -> None:
        self.series, self.ask, self.scaling = series, series.ask, series.scaling

    def exp(self, part: Expansion) -> Expansion:
        """exp of each term: powers of s become growth, c*log(s) becomes s**c, null terms a Taylor polynomial."""
        heads, scale, null = list[Term](), CONSTANT, list[tuple[Term, Scale]]()
        for coefficient, size in part.terms:
            if size == CONSTANT:
                heads.append(fold(apply("exp", coefficient)))
                continue
            if size == Scale(logs=Fraction(1)):
                factor = Scale(power=coefficient)
            elif isinstance(size.power, Number) and size == Scale(power=size.power) and size.power.value > 0:
                factor = Scale(growth=((size.power.value, coefficient),))
            elif self.scaling.is_null(size):
                null.append((coefficient, size))
                continue
            else:
                raise Undecided("the exponential of a term of this size")
            scale = self.scaling.product(scale, factor)
        if not all(self.scaling.is_null(size) for size in part.errors):
            raise Undecided("an exponent is known too roughly")
        tail = self.series.composed(Expansion(tuple(null), part.errors), exponential(self.series.order))
        return self.series.multiply(Expansion(((times(*heads), scale),)), tail)

    def log(self, part: Expansion) -> Expansion:
        """log(c*S*(1 + u)) = log(c) + log(S) + u - u**2/2 + ..."""
        lead = self.series.lead(part)
        if lead is None:
            raise Undefined("the logarithm of zero")
        scale = self.scaling.unsigned(lead.scale)
        self.series.need_positive(Lead(lead.coefficient, scale, lead.rest))
        if scale.logs or scale.more != ZERO:
            raise Undecided("the logarithm of a logarithm")
        parts = [constant(fold(apply("log", lead.coefficient)))]
        parts += [
            Expansion(((times(number_of(k), apply("log", base)), Scale(power=ONE)),))
            for base, k in scale.bases
        ]
        parts += [Expansion(((c, Scale(power=number_of(e))),)) for e, c in scale.growth]
        if scale.power != ZERO:
            parts.append(Expansion(((scale.power, Scale(logs=Fraction(1))),)))
        taylor_of_log = logarithm(self.series.order)
        return self.series.add(*parts, self.series.composed(self.series.relative(lead), taylor_of_log))

    def at(self, op: str, value: Term, rest: Expansion) -> Expansion:
        """op(L + u) by the Taylor polynomial of op at an interior point L of its domain."""
        if op not in ANALYTIC:
            condition = inside(op, value)
            if condition == Connective("and", ()):
                raise Undecided(f"{op} of a moving argument")
            if not self.ask.holds(condition):
                raise Undecided(f"splits on {text(condition)}", condition)
        if rest == Expansion():
            return constant(fold(apply(op, value)))
        return self.series.composed(
            rest, taylor(op, value, self.series.order if self.series.is_deep else SHORT)
        )

    def step(self, op: str, part: Expansion) -> Expansion:
        """sign, floor and ceil: constant for large s where the argument stays away from the jumps."""
        lead = self.series.lead(part)
        if op == "sign":
            if lead is None:
                return Expansion()
            return constant(number(self.sign(lead.coefficient, lead.scale)))
        if lead is not None and lead.scale != CONSTANT and not self.scaling.is_null(lead.scale):
            return Expansion(part.terms, (*part.errors, CONSTANT))
        value, rest = self.series.finite(part)
        if rest == Expansion():
            return constant(fold(apply(op, value)))
        if not isinstance(value, Number):
            return self._step_at_whole(op, value, rest)
        below = value.value.numerator // value.value.denominator
        if value.value.denominator != 1:
            return constant(number(below + (op == "ceil")))
        tail = self.series.lead(rest)
        side = 0 if tail is None else self.sign(tail.coefficient, tail.scale)
        return constant(number(below + (min(side, 0) if op == "floor" else max(side, 0))))

    def _step_at_whole(self, op: str, value: Term, rest: Expansion) -> Expansion:
        """floor and ceil beside a whole number that is a parameter."""
        if not is_integral(value, self.ask.goal.scope):
            raise Undecided(f"{op} at {text(value)}")
        tail = self.series.lead(rest)
        side = 0 if tail is None else self.sign(tail.coefficient, tail.scale)
        return constant(plus(value, number(min(side, 0) if op == "floor" else max(side, 0))))

    def sign(self, coefficient: Term, scale: Scale) -> int:
        for base, _ in scale.bases:
            if not self.ask.positive(base):
                raise Undecided(f"splits on {text(base)} > 0", Compare(">", base, ZERO))
        if self.ask.positive(coefficient):
            return 1
        if self.ask.negative(coefficient):
            return -1
        self.scaling.need_nonzero(coefficient)
        condition = Compare(">", coefficient, ZERO)
        raise Undecided(f"splits on {text(condition)}", condition)

    def direction(self, part: Expansion) -> int:
        """1 or -1: the argument tends to oo or to -oo."""
        lead = self.series.lead(part)
        if lead is None or self.scaling.order(lead.scale) <= 0:
            raise Undecided("the argument does not tend to infinity")
        return self.sign(lead.coefficient, lead.scale)


def by_exponentials(op: str, x: Term, side: int) -> Term:
    """The function by exponentials of x that shrink as x tends to infinity on this side."""
    up, down = apply("exp", x), apply("exp", apply("neg", x))
    twice = apply("exp", times(number(-2 * side), x))
    match op:
        case "sinh":
            return over(apply("sub", up, down), number(2))
        case "cosh":
            return over(apply("add", up, down), number(2))
        case "tanh":
            return times(number(side), over(apply("sub", ONE, twice), apply("add", ONE, twice)))
        case "coth":
            return times(number(side), over(apply("add", ONE, twice), apply("sub", ONE, twice)))
        case "sigmoid":
            return over(ONE, apply("add", ONE, down))
        case _:
            return apply("log", apply("add", ONE, up))
