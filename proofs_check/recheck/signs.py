"""Signs and comparisons of numbers: decided, or left open."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, ctx

from proofs_check.recheck.enclosures import enclose
from proofs_check.recheck.numbers import Expression, Real, neg, sub
from proofs_check.recheck.outcome import Open

LADDER = (64, 160, 400, 1_000, 2_500)
MAX_SEPARATION = 40_000


def sign(x: Real) -> int:
    """-1, 0 or 1. Raises Open."""
    if isinstance(x, Fraction):
        return (x > 0) - (x < 0)
    separation = x.bounds.separation() if x.bounds is not None else None
    for precision in LADDER[:2]:
        known = _sign_at(x, precision, separation)
        if known is not None:
            return known
    from proofs_check.recheck.zeros import is_zero

    if is_zero(x):
        return 0
    return _sign_by_force(x, separation)


def _sign_by_force(x: Expression, separation: int | None) -> int:
    ladder = list(LADDER[2:])
    if separation is not None and separation <= MAX_SEPARATION:
        ladder = [p for p in (400, 1_000, 2_500, 6_000, 15_000) if p < separation] + [separation + 100]
        ladder += [2 * separation + 500]
    for precision in ladder:
        known = _sign_at(x, precision, separation)
        if known is not None:
            return known
    raise Open("the sign of a number")


def _sign_at(x: Expression, precision: int, separation: int | None) -> int | None:
    ball = enclose(x, precision)
    if not ball.is_finite():
        return None
    if ball > 0:
        return 1
    if ball < 0:
        return -1
    if separation is not None and ball.abs_upper() < arb(2) ** -separation:
        return 0
    return None


def is_certainly_nonzero(x: Real) -> bool:
    """Whether a ball of moderate precision excludes 0; cheap, and no decision where it does not."""
    if isinstance(x, Fraction):
        return x != 0
    return any(_sign_at(x, precision, None) for precision in LADDER[:2])


def compare(a: Real, b: Real) -> int:
    """-1, 0 or 1 as a < b, a == b, a > b. Raises Open."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return (a > b) - (a < b)
    return 0 if a == b else sign(sub(a, b))


def floor(x: Real) -> int:
    """The greatest whole number that is not above x. Raises Open."""
    if isinstance(x, Fraction):
        return x.numerator // x.denominator
    for precision in LADDER:
        ball = enclose(x, precision)
        if ball.is_finite() and ball.rad() < 0.25:
            with ctx.workprec(precision + 10):
                nearest = (ball.mid() + arb(0.5)).floor().unique_fmpz()
            if nearest is not None:
                near = int(nearest)
                return near if compare(x, Fraction(near)) >= 0 else near - 1
    raise Open("the whole part of a number")


def absolute(x: Real) -> Real:
    """|x|. Raises Open."""
    return neg(x) if sign(x) < 0 else x
