"""Sequences of gradients as an optimizer meets them: zeros, repetitions, changes of sign and of scale."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from proofs_check.strategies.forms import Array, Form, exact_array, in_form
from proofs_check.strategies.numbers import Choice, chosen, powers, rationals, sizes

Move = Literal["zero", "fresh", "repeat", "flip", "rescale"]
STEPS, WIDTHS = sizes(1, 8), sizes(1, 3)
MOVES: tuple[Move, ...] = ("zero", "fresh", "repeat", "flip", "rescale")


def gradient_sequences(
    steps: Choice[int] = STEPS,
    dimension: Choice[int] = WIDTHS,
    form: Form = "float",
    *,
    decades: int = 8,
) -> SearchStrategy[Array]:
    """Gradients of shape (steps, dimension); shrinks to one zero gradient.

    Each is zero, fresh (small rationals, some of them 0), the one before, its negative, or it at another scale:
    10^-decades to 10^decades times small numbers.
    """
    return _exact(steps, dimension, decades).map(lambda rows: in_form(rows, form))


@st.composite
def _exact(draw: DrawFn, steps: Choice[int], dimension: Choice[int], decades: int) -> Array:
    length, width = draw(chosen(steps)), draw(chosen(dimension))
    small, power = [Fraction(0)] * width, 0
    rows = []
    for _ in range(length):
        move = draw(st.sampled_from(MOVES))
        match move:
            case "fresh":
                small = draw(st.lists(rationals(), min_size=width, max_size=width))
            case "flip":
                small = [-entry for entry in small]
            case "rescale":
                power = draw(powers(decades))
                small = small if any(small) else draw(st.lists(rationals(), min_size=width, max_size=width))
        rows.append([Fraction(0) if move == "zero" else entry * Fraction(10) ** power for entry in small])
    return exact_array(rows)
