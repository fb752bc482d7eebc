"""Sizes, small rational numbers and scales, and parameters that are a value or a strategy."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

T = TypeVar("T")
Choice: TypeAlias = T | SearchStrategy[T]
"""A parameter of a strategy: a value, or a strategy that draws it."""


def chosen(choice: Choice[T]) -> SearchStrategy[T]:
    """The parameter as a strategy."""
    return choice if isinstance(choice, SearchStrategy) else st.just(choice)


def sizes(smallest: int = 1, largest: int = 4) -> SearchStrategy[int]:
    """Dimensions; shrinks to the smallest."""
    return st.integers(smallest, largest)


def rationals(bound: int = 9, denominators: int = 6) -> SearchStrategy[Fraction]:
    """Numbers p/q with |p| <= bound and 1 <= q <= denominators; shrinks to 0, then to small integers."""
    return st.builds(Fraction, st.integers(-bound, bound), st.integers(1, denominators))


def positive_rationals(bound: int = 9, denominators: int = 6) -> SearchStrategy[Fraction]:
    """Numbers p/q with 1 <= p <= bound and 1 <= q <= denominators; shrinks to 1."""
    return st.builds(Fraction, st.integers(1, bound), st.integers(1, denominators))


def scales(decades: int = 8) -> SearchStrategy[Fraction]:
    """Powers of ten from 10^-decades to 10^decades; shrinks to 1. Up to 150 decades, squares stay within float64."""
    return powers(decades).map(lambda power: Fraction(10) ** power)


def powers(decades: int) -> SearchStrategy[int]:
    """Integers from -decades to decades, both ends often; shrinks to 0."""
    return st.one_of(st.integers(-decades, decades), st.sampled_from((decades, -decades)))


SIZES, SEVERAL = sizes(), sizes(2)
RATIONALS, POSITIVE = rationals(), positive_rationals()
