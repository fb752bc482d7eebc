"""Values, gradients and Hessians of terms in several letters, enclosed on boxes.

A function of one argument is composed by its Taylor coefficients c0, c1, c2: grad = c1*g, Hessian = c1*H + 2*c2*g*g'. Products and
sums of several arguments by their own rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flint import arb

from proofs_check.engines.jet_fields import ball_field
from proofs_check.engines.jets import Jets, NoJet
from proofs_check.statement.terms import Apply, Letter, Number, Term, free_letters
from proofs_check.statement.text import text

Vector = tuple[arb, ...]
ZERO = arb(0)


@dataclass(frozen=True)
class Local:
    """value, gradient, and the upper triangle of the Hessian row by row; without derivatives where these are empty."""

    value: arb
    slope: Vector = ()
    bend: Vector = ()


@dataclass
class SecondOrder:
    """Enclosures of terms for letters in balls. order: 0 the value, 1 the gradient too, 2 the Hessian too."""

    place: Mapping[str, arb]
    order: int
    known: dict[Term, Local] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = tuple(self.place)
        size = len(self.names)
        self.pairs = tuple((i, j) for i in range(size) for j in range(i, size))
        self.over = ball_field()
        self.jets = Jets(self.over, "", [ZERO] * (self.order + 1))

    def of(self, term: Term) -> Local:
        """The enclosures. Raises NoJet."""
        if term not in self.known:
            self.known[term] = self._of(term)
        return self.known[term]

    def constant(self, value: arb) -> Local:
        size = len(self.names)
        return Local(
            value,
            (ZERO,) * size if self.order else (),
            (ZERO,) * len(self.pairs) if self.order > 1 else (),
        )

    def _of(self, term: Term) -> Local:
        if not free_letters(term):
            return self.constant(self.over.closed(term))
        match term:
            case Letter(name=name):
                start = self.constant(self.place[name])
                slope = tuple(arb(own == name) for own in self.names) if self.order else ()
                return Local(start.value, slope, start.bend)
            case Apply(op="add", args=(left, right)):
                return self.plus(self.of(left), self.of(right), 1)
            case Apply(op="sub", args=(left, right)):
                return self.plus(self.of(left), self.of(right), -1)
            case Apply(op="neg", args=(inner,)):
                return self.plus(self.constant(ZERO), self.of(inner), -1)
            case Apply(op="mul", args=(left, right)):
                return self.times(self.of(left), self.of(right))
            case Apply(op="div", args=(left, right)):
                below = self.of(right)
                return self.times(
                    self.of(left), self.composed(self.jets.inverse(self.variable(below)), below)
                )
            case Apply(op="pow", args=(base, exponent)):
                return self._power(base, exponent)
            case Apply(op="root", args=(base, Number(value=degree))) if (
                degree.denominator == 1 and degree > 0
            ):
                under = self.of(base)
                return self.composed(self.jets.real_power(self.variable(under), 1 / degree), under)
            case Apply(op=op, args=(argument,)):
                local = self.of(argument)
                return self.composed(self.jets.apply(op, self.variable(local)), local)
            case _:
                raise NoJet(f"no derivatives of {text(term)[:60]}")

    def variable(self, inner: Local) -> list[arb]:
        """The jet of the identity at the value."""
        return [inner.value, arb(1), ZERO][: self.order + 1]

    def plus(self, a: Local, b: Local, sign: int) -> Local:
        return Local(
            a.value + sign * b.value,
            tuple(x + sign * y for x, y in zip(a.slope, b.slope, strict=True)),
            tuple(x + sign * y for x, y in zip(a.bend, b.bend, strict=True)),
        )

    def times(self, a: Local, b: Local) -> Local:
        slope = tuple(a.value * y + b.value * x for x, y in zip(a.slope, b.slope, strict=True))
        bend = tuple(
            a.value * b.bend[k] + b.value * a.bend[k] + a.slope[i] * b.slope[j] + a.slope[j] * b.slope[i]
            for k, (i, j) in enumerate(self.pairs if self.order > 1 else ())
        )
        return Local(a.value * b.value, slope, bend)

    def composed(self, outer: list[arb], inner: Local) -> Local:
        """The function with these Taylor coefficients at the inner value."""
        slope = tuple(outer[1] * x for x in inner.slope)
        bend = tuple(
            outer[1] * inner.bend[k] + 2 * outer[2] * inner.slope[i] * inner.slope[j]
            for k, (i, j) in enumerate(self.pairs if self.order > 1 else ())
        )
        return Local(outer[0], slope, bend)

    def _power(self, base: Term, exponent: Term) -> Local:
        inner = self.of(base)
        if isinstance(exponent, Number):
            if exponent.value.denominator == 1:
                return self.composed(self.jets.whole_power(self.variable(inner), int(exponent.value)), inner)
            return self.composed(self.jets.real_power(self.variable(inner), Fraction(exponent.value)), inner)
        above = self.of(exponent)
        logarithm = self.composed(self.jets.apply("log", self.variable(inner)), inner)
        raised = self.times(above, logarithm)
        return self.composed(self.jets.apply("exp", self.variable(raised)), raised)


def is_definite(found: Local, size: int) -> bool:
    """Whether the Hessian is certainly positive definite: all leading minors are positive, by elimination."""
    rows = [[ZERO] * size for _ in range(size)]
    entries = iter(found.bend)
    for i in range(size):
        for j in range(i, size):
            rows[i][j] = rows[j][i] = next(entries)
    for k in range(size):
        if not rows[k][k] > 0:
            return False
        for i in range(k + 1, size):
            factor = rows[i][k] / rows[k][k]
            for j in range(k + 1, size):
                rows[i][j] -= factor * rows[k][j]
    return True
