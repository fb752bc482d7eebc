"""Whether linear inequalities have a common real solution: the letters are eliminated one after the other, exactly.

Fourier and Motzkin: of a letter that is bounded from below by some terms and from above by others, the former must be below
the latter; where these hold there is a value between. What is left at the end are inequalities of numbers.

Notation: an inequality is form >= 0, or form > 0 where it is strict; a form is its coefficients and its constant, last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

Form = tuple[Fraction, ...]
MAX_INEQUALITIES = 2_000


class Unbounded(ValueError):
    """Too many inequalities."""


@dataclass(frozen=True)
class Inequality:
    """form >= 0, or form > 0."""

    form: Form
    strict: bool


def feasible(inequalities: Iterable[Inequality]) -> bool:
    """Whether they have a common solution in real numbers. Raises Unbounded."""
    left = _tightest(inequalities)
    if left is None:
        return False
    letters = len(left[0].form) - 1 if left else 0
    for place in range(letters):
        left = _tightest(_without(left, place))
        if left is None:
            return False
    return True


def _without(inequalities: tuple[Inequality, ...], place: int) -> Iterable[Inequality]:
    """What they say of the other letters."""
    low = [one for one in inequalities if one.form[place] > 0]
    high = [one for one in inequalities if one.form[place] < 0]
    found = [one for one in inequalities if one.form[place] == 0]
    if len(low) * len(high) > MAX_INEQUALITIES:
        raise Unbounded("too many linear inequalities")
    for one in low:
        for other in high:
            a, b = one.form[place], -other.form[place]
            form = tuple(b * x + a * y for x, y in zip(one.form, other.form, strict=True))
            found.append(Inequality(form, one.strict or other.strict))
    return found


def _tightest(inequalities: Iterable[Inequality]) -> tuple[Inequality, ...] | None:
    """Of those with proportional coefficients the tightest; None where one of numbers is false."""
    best: dict[Form, tuple[Fraction, bool]] = {}
    for one in inequalities:
        scale = next((abs(factor) for factor in one.form[:-1] if factor), None)
        constant = one.form[-1]
        if scale is None:
            if constant < 0 or (constant == 0 and one.strict):
                return None
            continue
        key = tuple(factor / scale for factor in one.form[:-1])
        new = (constant / scale, one.strict)
        old = best.get(key, new)
        best[key] = min(old, new, key=lambda pair: (pair[0], not pair[1]))
    return tuple(Inequality((*key, constant), strict) for key, (constant, strict) in best.items())
