"""The letters of a block of instances: what was drawn and what was measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from proofs_check.instances.values import Array


@dataclass(frozen=True)
class Letters:
    """The letters of a block.

    values: name -> (B,), (B, n) or (B, m, n), or with first axis 1. errors: name -> (B,) bound on the absolute error of
    letters that were measured or rounded; the others are exact. trajectories: name of a sequence -> values at its first
    index, the next, ..., as (B, T), (B, T, n) or (B, T, m, n).
    """

    values: Mapping[str, Array]
    errors: Mapping[str, Array] = field(default_factory=dict)
    trajectories: Mapping[str, Array] = field(default_factory=dict)

    @property
    def instances(self) -> int:
        arrays = (*self.values.values(), *self.trajectories.values())
        return max((len(array) for array in arrays), default=1)

    @property
    def form(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The shapes without the axis of the instances, by name: what has one form can be joined."""
        arrays = {**self.values, **self.trajectories}
        return tuple(sorted((name, array.shape[1:]) for name, array in arrays.items()))

    def take(self, chosen: Array) -> Letters:
        """Some of the instances, by number."""

        def some(arrays: Mapping[str, Array]) -> dict[str, Array]:
            return {name: array if len(array) == 1 else array[chosen] for name, array in arrays.items()}

        return Letters(some(self.values), some(self.errors), some(self.trajectories))


def join(parts: list[Letters]) -> Letters:
    """The instances of several blocks of one shape; what a block has once must be the same in all. Raises ValueError."""

    def all_of(pick: Callable[[Letters], Mapping[str, Array]]) -> dict[str, Array]:
        return {name: _joined([pick(part)[name] for part in parts]) for name in pick(parts[0])}

    if len(parts) == 1:
        return parts[0]
    return Letters(
        all_of(lambda part: part.values),
        all_of(lambda part: part.errors),
        all_of(lambda part: part.trajectories),
    )


def _joined(arrays: list[Array]) -> Array:
    if all(len(array) == 1 for array in arrays) and all((array == arrays[0]).all() for array in arrays):
        return arrays[0]
    return np.concatenate(arrays)


def units_of(letters: Letters) -> float:
    """n + 4, n the largest dimension of a letter."""
    sides = [side for array in letters.values.values() for side in array.shape[1:]]
    return max(sides, default=1) + 4
