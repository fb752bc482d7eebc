"""What a world is: an experiment, and what it measured.

A world draws many instances, runs the algorithm or builds the object itself in float64, and returns the
quantities that a claim talks about. It never evaluates the formula that it is there to test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Measured:
    """What one run measured.

    values: letter -> array with the instance axis first: scalar (B,), vector (B, n), matrix (B, m, n);
        float64, int64 or complex128.
    errors: letter -> (B,) bound on the absolute rounding error, the largest over the entries. Letters that
    were
        drawn are exact and have no entry.
    """

    values: Mapping[str, NDArray[Any]]
    errors: Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True)
class World:
    """An experiment.

    says: one sentence, what it runs. letters: what it returns. sizes: the dimensions n to cycle through, (1,)
    where there is no dimension. run: (generator, instances, n) -> Measured, the same for the same generator
    state. most: how many instances are worth running, where each is a training run of its own.
    """

    name: str
    says: str
    letters: tuple[str, ...]
    sizes: tuple[int, ...]
    run: Callable[[np.random.Generator, int, int], Measured]
    most: int = 10**9
