"""A closed interval covered by boxes on each of which a term of one letter is positive.

On a box the term is enclosed as it stands, by its slope (where the slope has one sign, the ends decide), and by its Taylor polynomial at
the middle with an enclosed remainder. A box that none of these settles is cut in two; the number of boxes is bounded. Near a
point where the term vanishes the first derivative that does not vanish there decides (`touches`).

References: A. Neumaier, Taylor forms - use and limits, 2002. F. Johansson, Arb, 2017.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, ctx

from proofs_check.engines.enclosures import BITS, ball
from proofs_check.engines.jet_fields import ball_field, exact_field, exact_sign
from proofs_check.engines.jets import Field, Jets, NoJet
from proofs_check.exact import closed
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.signs import ball as ball_of
from proofs_check.statement.terms import Term

ORDER = 3
MAX_ORDER = 12
HALVINGS = 40
NARROW = Fraction(1, 2**40)


@dataclass(frozen=True)
class Covering:
    """body > 0 is asked for the letter in an interval; boxes: how many were looked at, stuck: the middle of one not settled."""

    body: Term
    letter: str
    over: Field[arb]

    def jet(self, box: arb, order: int) -> list[arb]:
        """The Taylor coefficients enclosed on the box. Raises NoJet."""
        variable = [box, *([arb(1)] if order else []), *([arb(0)] * (order - 1))]
        found = Jets(self.over, self.letter, variable).of(self.body)
        if any(c.is_nan() for c in found):
            raise NoJet("a coefficient without bounds")
        return found

    def value(self, at: arb) -> arb:
        """The value enclosed. Raises NoJet."""
        return self.jet(at, 0)[0]

    def positive(self, low: arb, high: arb) -> bool:
        """Whether the body is certainly positive on [low, high]."""
        box = low.union(high)
        try:
            if self.value(box) > 0:
                return True
            around = self.jet(box, ORDER)
            if around[1] > 0:
                return bool(self.value(low) > 0)
            if around[1] < 0:
                return bool(self.value(high) > 0)
            middle = _exact_middle(low, high)
            return bool(_taylor(self.jet(middle, ORDER - 1), around[ORDER], box - middle) > 0)
        except NoJet:
            return False


def covering(body: Term, letter: str) -> Covering:
    """A covering with its own constants."""
    return Covering(body, letter, ball_field())


def _taylor(at: list[arb], last: arb, step: arb) -> arb:
    """sum of at[k]*step**k, and last*step**K."""
    total, raised = at[0], arb(1)
    size = abs(step).upper()
    for k, c in enumerate((*at[1:], last), start=1):
        raised = raised * size
        total += c * (arb(0).union(raised) if k % 2 == 0 else (-raised).union(raised))
    return total


def _exact_middle(low: arb, high: arb) -> arb:
    return ((low.mid() + high.mid()) / 2).mid()


def cover(task: Covering, low: arb, high: arb, limit: int) -> tuple[int, arb | None]:
    """How many boxes were looked at, and the middle of the first that stays unsettled; None where all are settled."""
    narrow = abs(high - low).upper() * ball(NARROW)
    pending, count = [(low, high)], 0
    while pending:
        count += 1
        left, right = pending.pop()
        if task.positive(left, right):
            continue
        middle = _exact_middle(left, right)
        if count >= limit or not right - left > narrow:
            return count, middle
        pending += [(middle, right), (left, middle)]
    return count, None


@dataclass(frozen=True)
class Touch:
    """At `at` the body vanishes with its first order - 1 derivatives; `sign` is that of the next one."""

    at: Closed
    order: int
    sign: int


def touch(task: Covering, at: Closed) -> Touch:
    """The first derivative that does not vanish, by exact numbers. Raises NoJet where this is not decided."""
    for order in (0, 3, 7, MAX_ORDER):
        variable: list[Closed] = [at, *([closed.ONE] if order else []), *([closed.ZERO] * (order - 1))]
        for k, c in enumerate(Jets(exact_field(), task.letter, variable).of(task.body)):
            sign = exact_sign(c)
            if sign is None:
                raise NoJet("a derivative that is not told from zero")
            if sign:
                return Touch(at, k, sign)
    raise NoJet("a zero of high order")


def reach(task: Covering, found: Touch, side: int, room: arb) -> arb | None:
    """A point beyond `at` on the given side up to which the body is positive (not at `at` itself); None where there is none.

    f(at + h) = h**k * f^(k)(z)/k! for a z between: the k-th coefficient, enclosed between the two points, has the sign.
    """
    wanted = found.sign * (side if found.order % 2 else 1)
    if wanted < 0:
        return None
    start = ball_of(found.at, BITS)
    step = room
    for _ in range(HALVINGS):
        end = (start + side * step).mid()
        try:
            c = task.jet(start.union(end), found.order)[found.order]
            if found.sign * c > 0:
                return end
        except NoJet:
            pass
        step = step / 2
    return None


def working_precision() -> object:
    """The precision of coverings, as a context."""
    return ctx.workprec(BITS)
