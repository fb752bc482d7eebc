"""Where a term of one letter may touch zero: places found numerically, then guessed as exact numbers.

Nothing is proved here: a guess counts only once exact arithmetic has confirmed that the term vanishes there (`cover.touch`).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import arb, ctx

from proofs_check.engines.cover import Covering
from proofs_check.engines.enclosures import ball
from proofs_check.engines.jet_fields import exact_value, guarded
from proofs_check.engines.jets import NoJet
from proofs_check.exact import closed, elementary, roots
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.signs import ball as ball_of
from proofs_check.statement.terms import Term, free_letters, walk

BITS = 200
SAMPLES = 96
STEPS = 60
LARGEST_DENOMINATOR = 720
CLOSE = Fraction(1, 2**60)


def zeros_near(task: Covering, low: arb, high: arb, hints: tuple[arb, ...] = ()) -> tuple[Closed, ...]:
    """Exact numbers strictly between the ends at which the term seems to vanish without a change of sign."""
    found: dict[Closed, None] = {}
    with ctx.workprec(BITS):
        for start in (*hints, *_lowest(task, low, high)):
            for place in _polished(task, start):
                if place > low and place < high and not any(_same(place, ball_of(x, BITS)) for x in found):
                    for guess in guesses(place, task.body):
                        found[guess] = None
                        break
    return tuple(found)


def _same(x: arb, y: arb) -> bool:
    return bool(abs(x - y) < ball(CLOSE))


def _lowest(task: Covering, low: arb, high: arb) -> list[arb]:
    """Where sampled values are lower than their neighbours', the ends of the samples included; lowest first."""
    places, values = [], []
    for k in range(1, SAMPLES):
        place = (low.mid() + (high.mid() - low.mid()) * k / SAMPLES).mid()
        try:
            values.append(task.value(place).mid())
            places.append(place)
        except NoJet:
            continue
    near = [
        k
        for k in range(len(places))
        if (k == 0 or values[k] <= values[k - 1]) and (k + 1 == len(places) or values[k] <= values[k + 1])
    ]
    return [places[k] for k in sorted(near, key=lambda k: float(values[k]))[:8]]


def _polished(task: Covering, start: arb) -> Iterator[arb]:
    """Newton's method on the first, third and fifth derivative: a zero of the term that does not change its sign is one of theirs."""
    for order in (1, 3, 5):
        place, settled = start, False
        for _ in range(STEPS):
            try:
                jet = task.jet(place, order + 1)
                step = (jet[order] / (jet[order + 1] * (order + 1))).mid()
            except NoJet:
                break
            if not step.is_finite():
                break
            place = (place - step).mid()
            settled = bool(abs(step) < ball(CLOSE) * ball(CLOSE))
            if settled:
                break
        try:
            if settled and abs(task.value(place)) < ball(CLOSE):
                yield place
                return
        except NoJet:
            continue


def guesses(place: arb, body: Term) -> Iterator[Closed]:
    """Exact numbers close to the place: rational ones, multiples of pi, e, log 2, square roots, logarithms, and what the term mentions."""
    made = _made_of_constants(place)
    for value in (made, *_constants(body)):
        if value is not None and _same(place, ball_of(value, BITS)):
            yield value


def _rational(x: arb) -> Fraction | None:
    if not x.is_finite() or abs(x) > 10**6:
        return None
    mantissa, exponent = x.mid().man_exp()
    value = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    guess = value.limit_denominator(LARGEST_DENOMINATOR)
    return guess if abs(value - guess) < CLOSE else None


def _made_of_constants(x: arb) -> Closed | None:
    plain = _rational(x)
    if plain is not None:
        return plain
    for base in (closed.PI, closed.E, elementary.log(Fraction(2))):
        multiple = _rational(x / ball_of(base, BITS))
        if multiple is not None:
            return closed.mul(multiple, base)
    square = _rational(x * x)
    if square is not None and square > 0:
        return closed.mul(Fraction(1 if x > 0 else -1), roots.sqrt(square))
    raised = _rational(x.exp())
    if raised is not None and raised > 0:
        return elementary.log(raised)
    lowered = _rational(x.log()) if x > 0 else None
    if lowered is not None:
        return elementary.exp(lowered)
    return _quadratic(x)


def _quadratic(x: arb) -> Closed | None:
    """a + b*sqrt(n) for small n and halves and thirds."""
    for n in (2, 3, 5, 6, 7):
        root = ball_of(roots.sqrt(Fraction(n)), BITS)
        for b in (Fraction(1), Fraction(1, 2), Fraction(2), Fraction(1, 3), Fraction(1, 4)):
            for sign in (1, -1):
                rest = _rational(x - sign * ball(b) * root)
                if rest is not None:
                    return closed.add(rest, closed.mul(sign * b, roots.sqrt(Fraction(n))))
    return None


def _constants(body: Term) -> Iterator[Closed]:
    """The values of the closed parts of the term, their negatives and reciprocals."""
    for node in dict.fromkeys(walk(body)):
        if not free_letters(node):
            try:
                value = exact_value(node)
                yield from (value, closed.neg(value))
                if value != 0:
                    yield guarded(lambda: roots.inverse(value))  # noqa: B023 called at once
            except NoJet:
                continue
