"""Small networks and small data sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from proofs_check.strategies.forms import Array, Form, exact_array, in_form
from proofs_check.strategies.numbers import Choice, chosen, rationals, sizes

Activation = Literal["linear", "relu", "tanh", "sigmoid"]
SAMPLES, FEATURES = sizes(1, 6), sizes(1, 3)
RATIONAL: tuple[Activation, ...] = ("linear", "relu")
ACTIVATIONS: tuple[Activation, ...] = (*RATIONAL, "tanh", "sigmoid")


@dataclass(frozen=True, eq=False)
class Network:
    """A fully connected network: weights[k] has shape (outputs, inputs) of layer k, biases[k] (outputs,); the last layer is linear."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    activation: Activation

    def outputs(self, inputs: Array) -> Array:
        """The outputs, shape (samples, outputs), for inputs of shape (samples, inputs), in the form of both.

        Raises ValueError for exact weights under an activation whose values are not rational.
        """
        exact = self.weights[0].dtype == object
        if exact and self.activation not in RATIONAL:
            raise ValueError(
                f"activation '{self.activation}' has no exact values; ask for {' or '.join(RATIONAL)}"
            )
        signal = inputs
        for layer, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True), start=1):
            signal = signal @ weight.T + bias
            if layer < len(self.weights):
                signal = _activated(signal, self.activation)
        return signal


def _activated(signal: Array, activation: Activation) -> Array:
    match activation:
        case "linear":
            return signal
        case "relu":
            return np.where(signal > 0, signal, 0 * signal)
        case "tanh":
            return np.asarray(np.tanh(signal))
        case "sigmoid":
            return 0.5 * (1 + np.tanh(signal / 2))  # exp(-x) would overflow


def networks(
    widths: Choice[Sequence[int]] | None = None,
    form: Form = "float",
    *,
    activations: Sequence[Activation] | None = None,
) -> SearchStrategy[Network]:
    """Networks of these widths, from inputs to outputs (2 to 4 of 1 to 3 units by default).

    Some weights, units and layers are 0, some hidden units are twins (same weights). activations: by default those that the form
    can evaluate. Shrinks to one layer of zeros.
    """
    sized = st.lists(sizes(1, 3), min_size=2, max_size=4) if widths is None else chosen(widths)
    kinds = activations or (RATIONAL if form == "exact" else ACTIVATIONS)
    return _networks(sized, kinds, form)


@st.composite
def _networks(
    draw: DrawFn, widths: SearchStrategy[Sequence[int]], activations: Sequence[Activation], form: Form
) -> Network:
    layers = draw(widths)
    if len(layers) < 2 or min(layers) < 1:
        raise ValueError(f"widths={list(layers)}: give at least inputs and outputs, each at least 1")
    activation = draw(st.sampled_from(tuple(activations)))
    weights, biases = [], []
    for inputs, outputs in pairwise(layers):
        rows = draw(_rows(outputs, inputs + 1))
        weights.append(in_form([row[:-1] for row in rows], form))
        biases.append(in_form([row[-1] for row in rows], form))
    return Network(tuple(weights), tuple(biases), activation)


@st.composite
def _rows(draw: DrawFn, count: int, width: int) -> list[list[Fraction]]:
    """Rows of small numbers; some are zero, the row before again, or its negative."""
    rows = [[Fraction(0)] * width]
    for _ in range(count):
        move = draw(st.sampled_from(("zero", "fresh", "again", "opposite")))
        if move == "fresh":
            rows.append(draw(st.lists(rationals(), min_size=width, max_size=width)))
        else:
            factor = {"zero": 0, "again": 1, "opposite": -1}[move]
            rows.append([factor * entry for entry in rows[-1]])
    return rows[1:]


@dataclass(frozen=True, eq=False)
class DataSet:
    """inputs of shape (samples, features), targets of shape (samples,)."""

    inputs: Array
    targets: Array


def data_sets(
    samples: Choice[int] = SAMPLES,
    features: Choice[int] = FEATURES,
    form: Form = "float",
    *,
    targets: Literal["real", "signs"] = "real",
) -> SearchStrategy[DataSet]:
    """Data for regression, or for two classes (`signs`: targets -1 and 1). Shrinks to one sample of zeros (target 0, or 1).

    Some samples are zero, repeat one another (with the same target or another one) or are opposite; features may be collinear.
    """
    values = rationals() if targets == "real" else st.sampled_from((Fraction(1), Fraction(-1)))
    return _data_sets(samples, features, values, form)


@st.composite
def _data_sets(
    draw: DrawFn, samples: Choice[int], features: Choice[int], values: SearchStrategy[Fraction], form: Form
) -> DataSet:
    count, width = draw(chosen(samples)), draw(chosen(features))
    inputs = exact_array(draw(_rows(count, width)))
    if width > 1 and draw(st.booleans()):
        inputs[:, 1] = draw(rationals()) * inputs[:, 0]
    targets = draw(st.lists(values, min_size=count, max_size=count))
    return DataSet(in_form(inputs, form), in_form(targets, form))
