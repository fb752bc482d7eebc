"""What the tests of the strategies share: the simplest example with a property, and exactness."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np
from hypothesis import find, settings
from hypothesis.strategies import SearchStrategy

T = TypeVar("T")
EPS = float(np.finfo(np.float64).eps)
SAME = settings(database=None, derandomize=True, deadline=None, max_examples=4000)
FEW = settings(max_examples=25)


def simplest(strategy: SearchStrategy[T], having: Callable[[T], Any] = lambda example: True) -> T:
    """What an example with this property shrinks to. Raises NoSuchExample where none is found."""
    return find(strategy, lambda example: bool(having(example)), settings=SAME)


def all_fractions(array: Any) -> bool:
    """Whether an array is in exact form."""
    return array.dtype == object and all(type(entry) is Fraction for entry in array.flat)
