"""Reference arithmetic for the tests of the worlds: the same algorithms on 600-bit numbers."""

from collections.abc import Callable, Iterator
from typing import Any

import mpmath
import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds import (
    adaptive,
    adaptive_sequences,
    momentum,
    monotone_neighbours,
    monotone_worlds,
    networks,
    perceptron,
    powers,
    quadratics,
    recurrent,
    smooth,
)
from proofs_check.worlds.world import Measured, World

mpmath.mp.prec = 600

MODULES = (
    quadratics,
    smooth,
    perceptron,
    powers,
    recurrent,
    adaptive,
    adaptive_sequences,
    momentum,
    networks,
    monotone_worlds,
    monotone_neighbours,
)
ALL_WORLDS: tuple[World, ...] = tuple(world for module in MODULES for world in module.WORLDS)


def precise(array: NDArray[Any]) -> NDArray[Any]:
    """The same numbers, exactly, as 600-bit ones; complex ones too."""
    kind = mpmath.mpc if np.iscomplexobj(array) else mpmath.mpf
    convert = np.frompyfunc(lambda x: kind(x.item() if hasattr(x, "item") else x), 1, 1)
    numbers: NDArray[Any] = convert(np.asarray(array))
    return numbers


def norm(vector: NDArray[Any]) -> mpmath.mpf:
    """The Euclidean norm."""
    return mpmath.sqrt(sum(x * x for x in vector))


def instances(measured: Measured, count: int) -> Iterator[dict[str, NDArray[Any]]]:
    """The letters of the first, the last and `count` evenly spread instances, at 600 bits."""
    size = len(next(iter(measured.values.values())))
    for index in sorted({0, size - 1, *np.linspace(0, size - 1, count).astype(int).tolist()}):
        letters = {name: precise(values[index]) for name, values in measured.values.items()}
        yield {**letters, "index": index}


def check_errors(
    world: World,
    n: int,
    reference: Callable[[dict[str, Any]], dict[str, Any]],
    count: int = 60,
    seed: int = 5,
) -> None:
    """Each measured letter must lie within its error bound of the reference; most bounds must be small."""
    measured = world.run(np.random.default_rng(seed), 400, n)
    for letters in instances(measured, count):
        for name, expected in reference(letters).items():
            gap = max(abs(x) for x in np.ravel(letters[name] - expected))
            bound = measured.errors[name][letters["index"]]
            assert gap <= bound, (world.name, name, letters["index"], float(gap), bound)


def relative_errors(measured: Measured, name: str) -> NDArray[Any]:
    """Error bound over the largest entry, where that is not 0."""
    size = np.abs(measured.values[name].reshape(len(measured.errors[name]), -1)).max(axis=1)
    return np.asarray(measured.errors[name][size > 0] / size[size > 0])
