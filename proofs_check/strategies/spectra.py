"""Spectra: eigenvalues in ascending order, with the cases on which proofs and programs fail: ties, near ties, zeros, both signs."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from proofs_check.strategies.forms import Array, Form, exact_array, in_form
from proofs_check.strategies.numbers import (
    SEVERAL,
    SIZES,
    Choice,
    chosen,
    positive_rationals,
    rationals,
    scales,
)

Sign = Literal["any", "nonnegative", "positive"]
Move = Literal["fresh", "tie", "opposite", "near tie", "rescaled"]
MOVES: tuple[Move, ...] = ("fresh", "tie", "opposite", "near tie", "rescaled")


def spectra(
    n: Choice[int] = SIZES,
    form: Form = "float",
    *,
    sign: Sign = "any",
    decades: int = 8,
) -> SearchStrategy[Array]:
    """n eigenvalues in ascending order, shape (n,); shrinks to zeros (positive: to ones).

    Ties are exact. Near ties differ by a factor 1 + 2^-k with k up to 45, which float64 keeps apart. Some are 10^-decades to
    10^decades times as large as others.
    """
    return _exact(n, sign, decades).map(lambda values: in_form(values, form))


@st.composite
def _exact(draw: DrawFn, n: Choice[int], sign: Sign, decades: int) -> Array:
    fresh = positive_rationals() if sign == "positive" else rationals()
    values: list[Fraction] = []
    for _ in range(draw(chosen(n))):
        move = draw(st.sampled_from(MOVES)) if values else "fresh"
        last = values[-1] if values else Fraction(0)
        values.append(draw(fresh) if move == "fresh" else draw(_moved(last, move, decades)))
    return exact_array(sorted(values if sign == "any" else map(abs, values)))


def _moved(last: Fraction, move: Move, decades: int) -> SearchStrategy[Fraction]:
    """The value after `last`."""
    match move:
        case "near tie":
            return st.integers(10, 45).map(lambda power: last * (1 + Fraction(1, 2**power)))
        case "rescaled":
            # From a value of ordinary size, so that scales do not pile up beyond the promised ones.
            base = last / Fraction(10) ** decade_of(last)
            return scales(decades).map(lambda scale: base * scale)
        case _:
            return st.just(-last if move == "opposite" else last)


def decade_of(value: Fraction) -> int:
    """The power of ten of a number's size: 10^k <= |value| < 10^(k+1); 0 for 0."""
    if not value:
        return 0
    power = len(str(abs(value.numerator))) - len(str(value.denominator))
    return power if abs(value) >= Fraction(10) ** power else power - 1


def conditioned_spectra(
    n: Choice[int] = SEVERAL,
    condition: Choice[Fraction | int] = 10,
    form: Form = "float",
    *,
    smallest: Choice[Fraction] = Fraction(1),
) -> SearchStrategy[Array]:
    """n positive eigenvalues in ascending order, the largest `condition` times the smallest. Raises ValueError for condition < 1.

    The others stand between, often at one of the ends. Shrinks to all equal to the smallest but the last. A single eigenvalue
    has condition number 1: n = 1 with another one is a ValueError.
    """
    return _conditioned(n, condition, smallest).map(lambda values: in_form(values, form))


@st.composite
def _conditioned(
    draw: DrawFn, n: Choice[int], condition: Choice[Fraction | int], smallest: Choice[Fraction]
) -> Array:
    size, least = draw(chosen(n)), Fraction(draw(chosen(smallest)))
    conditions: SearchStrategy[Fraction | int] = chosen(condition)
    kappa = Fraction(draw(conditions))
    if kappa < 1 or least <= 0 or (size == 1 and kappa != 1):
        raise ValueError(
            f"n={size}, condition={kappa}, smallest={least}: a condition number is at least 1, and 1 for n = 1; "
            "the smallest eigenvalue is positive"
        )
    shares = draw(st.lists(st.integers(0, 4), min_size=max(size - 2, 0), max_size=max(size - 2, 0)))
    between = sorted(1 + (kappa - 1) * Fraction(share, 4) for share in shares)
    return exact_array([least * value for value in (Fraction(1), *between, kappa)[:size]])
