"""Orthogonal matrices with rational entries: products of Pythagorean rotations and of reflections of an axis."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from proofs_check.strategies.forms import Array, Form, identity, in_form
from proofs_check.strategies.numbers import SIZES, Choice, chosen


@dataclass(frozen=True)
class Turn:
    """A rotation in the plane of axes i < j by the angle 2*atan(half), or for i = j the reflection of that axis."""

    i: int
    j: int
    half: Fraction

    def matrix(self, n: int) -> Array:
        """The n x n matrix; its cosine and sine are the rational point (1-h^2, 2h)/(1+h^2) of the circle."""
        turned = identity(n)
        if self.i == self.j:
            turned[self.i, self.i] = Fraction(-1)
            return turned
        length = 1 + self.half**2
        cosine, sine = (1 - self.half**2) / length, 2 * self.half / length
        turned[self.i, self.i] = turned[self.j, self.j] = cosine
        turned[self.j, self.i], turned[self.i, self.j] = sine, -sine
        return turned


def orthogonal_matrices(
    n: Choice[int] = SIZES,
    form: Form = "float",
    *,
    proper: bool = False,
) -> SearchStrategy[Array]:
    """Orthogonal n x n matrices; with `proper`, rotations only (determinant 1). Shrinks to the identity.

    Exact: Q.T @ Q equals the identity. Float: each entry is within half a unit in the last place of such a Q.
    """
    return _exact(n, proper).map(lambda matrix: in_form(matrix, form))


@st.composite
def _exact(draw: DrawFn, n: Choice[int], proper: bool) -> Array:
    size = draw(chosen(n))
    turns = draw(st.lists(_turns(size), max_size=2 * size))
    matrix = identity(size)
    for turn in turns:
        matrix = turn.matrix(size) @ matrix
    if proper and sum(turn.i == turn.j for turn in turns) % 2:
        matrix[0] = -matrix[0]
    return matrix


def _turns(n: int) -> SearchStrategy[Turn]:
    axes = st.integers(0, n - 1)
    reflections = axes.map(lambda i: Turn(i, i, Fraction(0)))
    if n == 1:
        return reflections
    planes = [(i, j) for j in range(n) for i in range(j)]
    halves = st.builds(Fraction, st.integers(-5, 5), st.integers(1, 5))
    rotations = st.builds(lambda plane, half: Turn(plane[0], plane[1], half), st.sampled_from(planes), halves)
    return st.one_of(rotations, reflections)
