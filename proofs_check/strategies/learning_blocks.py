"""Blocks of small networks and of small data sets."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.random import Generator

from proofs_check.strategies.block_draws import small_integers
from proofs_check.strategies.forms import Array
from proofs_check.strategies.instances import Instances


def network_block(generator: Generator, count: int, *widths: int) -> Instances:
    """The parameters of networks of these widths, from inputs to outputs: shape (count, parameters); `layers` divides them.

    Integers from -9 to 9 over 4; the first network is 0.
    """
    parameters = sum((inputs + 1) * outputs for inputs, outputs in pairwise(widths))
    values = small_integers(generator, count, parameters)
    return Instances(values, np.full((count, 1), 4, dtype=np.int64), np.zeros((count, 1), dtype=np.int64))


def layers(parameters: Array, *widths: int) -> tuple[tuple[Array, Array], ...]:
    """Weights (..., outputs, inputs) and biases (..., outputs) of each layer, from parameters of shape (..., parameters)."""
    found, start = [], 0
    for inputs, outputs in pairwise(widths):
        middle, end = start + inputs * outputs, start + (inputs + 1) * outputs
        weights = parameters[..., start:middle].reshape(*parameters.shape[:-1], outputs, inputs)
        found.append((weights, parameters[..., middle:end]))
        start = end
    return tuple(found)


def data_block(generator: Generator, count: int, samples: int, features: int) -> Instances:
    """Data sets of shape (count, samples, features + 1): small integers, the last column holds the targets.

    A fifth of the samples repeats the inputs of the one before, the targets being drawn anew. The first set is 0.
    """
    values = small_integers(generator, count, samples, features + 1)
    again = generator.random((count, samples)) < 0.2
    for sample in range(1, samples):
        values[again[:, sample], sample, :-1] = values[again[:, sample], sample - 1, :-1]
    one = np.ones((count, 1, 1), dtype=np.int64)
    return Instances(values, one, np.zeros_like(one))
