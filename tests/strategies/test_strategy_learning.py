"""Gradient sequences, networks and data sets: promises, edge cases, shrinking."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.strategies import (
    DataSet,
    Network,
    data_sets,
    exact_array,
    float_array,
    gradient_sequences,
    networks,
)
from tests.strategies.shrinking import EPS, FEW, all_fractions, simplest


@FEW
@given(st.data())
def test_gradient_sequences_have_their_shape_and_form(data: st.DataObject) -> None:
    exact = data.draw(gradient_sequences(5, 2, "exact"))
    assert exact.shape == (5, 2) and all_fractions(exact)
    rounded = data.draw(gradient_sequences(st.integers(1, 3), 1))
    assert rounded.dtype == np.float64 and 1 <= len(rounded) <= 3 and np.isfinite(rounded).all()


@pytest.mark.parametrize("form", ["exact", "float"])
def test_gradient_sequences_shrink_to_zero_and_hold_edge_cases(form: Any) -> None:
    two = gradient_sequences(2, 1, form, decades=100)
    assert simplest(gradient_sequences(form=form)).tolist() == [[0]]
    assert simplest(two, lambda g: g[0] == g[1] != 0).tolist() == [[1], [1]]
    assert simplest(two, lambda g: g[0] == -g[1] != 0).tolist() in ([[1], [-1]], [[-1], [1]])
    assert simplest(two, lambda g: g[0] != 0 and g[1] == 0).tolist() == [[1], [0]]
    assert simplest(gradient_sequences(1, 2, form), lambda g: g[0, 0] == 0 != g[0, 1]).tolist() == [[0, 1]]
    assert simplest(two, lambda g: g[1, 0] > 10**90)[1, 0] > 10**90
    assert 0 < simplest(two, lambda g: 0 < g[1, 0] < Fraction(1, 10**90))[1, 0] <= 1e-90
    assert simplest(gradient_sequences(3, 1, form), lambda g: abs(g[2, 0]) > 10**6 * abs(g[0, 0]) > 0).any()


def several(entries: Any) -> bool:
    """Whether these are nonzero and of different sizes: what is drawn afresh does not repeat them by chance."""
    return bool(entries.all()) and len({abs(entry) for entry in entries}) == len(entries)


def follows(factor: int, rows: Any) -> bool:
    """Whether the second row is `factor` times the first one, as a whole."""
    return several(rows[0]) and bool((rows[1] == factor * rows[0]).all())


@pytest.mark.parametrize("factor", [1, -1, 0])
def test_gradients_are_repeated_reversed_and_interrupted_as_a_whole(factor: int) -> None:
    assert several(simplest(gradient_sequences(2, 3, "exact"), partial(follows, factor))[0])


@pytest.mark.parametrize("factor", [1, -1, 0])
def test_units_are_repeated_reversed_and_dead_as_a_whole(factor: int) -> None:
    units = networks((3, 2), "exact").map(lambda network: network.weights[0])
    assert several(simplest(units, partial(follows, factor))[0])


def test_features_are_collinear() -> None:
    collinear = simplest(
        data_sets(3, 2, "exact"),
        lambda d: (
            several(d.inputs[:, 0]) and d.inputs[0, 1] and len(set(d.inputs[:, 1] / d.inputs[:, 0])) == 1
        ),
    )
    assert several(collinear.inputs[:, 0])


@FEW
@given(networks((2, 3, 1), "exact"))
def test_networks_have_their_shapes(network: Network) -> None:
    assert [weight.shape for weight in network.weights] == [(3, 2), (1, 3)]
    assert [bias.shape for bias in network.biases] == [(3,), (1,)]
    assert all(all_fractions(part) for part in (*network.weights, *network.biases))
    assert network.activation in ("linear", "relu")


@FEW
@given(networks((2, 2, 1), "exact"), data_sets(3, 2, "exact"))
def test_exact_networks_are_evaluated_exactly(network: Network, data: DataSet) -> None:
    outputs = network.outputs(data.inputs)
    assert outputs.shape == (3, 1) and all_fractions(outputs)
    for row, output in zip(data.inputs, outputs, strict=True):  # by the definition, unit by unit
        signal = list(row)
        for layer, (weight, bias) in enumerate(zip(network.weights, network.biases, strict=True)):
            signal = [
                sum((w * x for w, x in zip(line, signal, strict=True)), b)
                for line, b in zip(weight, bias, strict=True)
            ]
            if layer == 0 and network.activation == "relu":
                signal = [max(x, Fraction(0)) for x in signal]
        assert list(output) == signal


@FEW
@given(networks((2, 2, 1), "exact"), data_sets(3, 2, "exact"))
def test_float_networks_agree_with_exact_ones(network: Network, data: DataSet) -> None:
    rounded = Network(
        tuple(map(float_array, network.weights)), tuple(map(float_array, network.biases)), network.activation
    )
    exact = float_array(network.outputs(data.inputs))
    # Two layers of 3 terms, all at most 9 * (9*9*2 + 9): a wrong weight or bias is off by 1/36 at least.
    assert abs(rounded.outputs(float_array(data.inputs)) - exact).max() <= 1e5 * EPS


def test_networks_shrink_to_one_layer_of_zeros_and_hold_edge_cases() -> None:
    smallest = simplest(networks(form="exact"))
    assert (
        len(smallest.weights) == 1
        and smallest.activation == "linear"
        and smallest.weights[0].tolist() == [[0]]
    )
    deep = networks((1, 2, 1), "exact")
    twins = simplest(deep, lambda net: net.weights[0][0, 0] == net.weights[0][1, 0] != 0)
    assert twins.weights[0].tolist() == [[1], [1]]
    dead = simplest(
        deep, lambda net: net.activation == "relu" and net.biases[0][0] < 0 == net.weights[0][0, 0]
    )
    assert not dead.outputs(exact_array([[5]])).any()
    for activation in ("tanh", "sigmoid"):
        assert simplest(networks(activations=(activation,))).activation == activation
    assert simplest(networks(), lambda net: net.activation == "tanh").weights[0].tolist() == [[0.0]]


def test_saturated_activations_do_not_overflow() -> None:
    for activation, low in (("tanh", -1.0), ("sigmoid", 0.0)):
        ones = (np.ones((1, 1)), np.ones((1, 1)))
        network = Network(ones, (np.zeros(1), np.zeros(1)), activation)  # type: ignore[arg-type]
        with np.errstate(all="raise"):
            assert network.outputs(np.array([[-1e6], [1e6]])).tolist() == [[low], [1.0]]


def test_what_cannot_be_evaluated_exactly_is_refused() -> None:
    network = simplest(networks((1, 1, 1), "exact", activations=("tanh",)))
    with pytest.raises(ValueError, match="ask for linear or relu"):
        network.outputs(exact_array([[1]]))
    with pytest.raises(ValueError, match="inputs and outputs"):
        simplest(networks((2,)))


@FEW
@given(data_sets(4, 2, "exact"), data_sets(4, 2, targets="signs"))
def test_data_sets_have_their_shapes_and_targets(real: DataSet, signs: DataSet) -> None:
    assert real.inputs.shape == (4, 2) and real.targets.shape == (4,)
    assert all_fractions(real.inputs) and all_fractions(real.targets)
    assert signs.inputs.dtype == np.float64 and set(signs.targets) <= {-1.0, 1.0}


def test_data_sets_shrink_to_zeros_and_hold_edge_cases() -> None:
    smallest = simplest(data_sets(form="exact"))
    assert smallest.inputs.tolist() == [[0]] and smallest.targets.tolist() == [0]
    two = data_sets(2, 2, "exact", targets="signs")
    contradiction = simplest(
        two, lambda d: (d.inputs[0] == d.inputs[1]).all() and d.targets[0] != d.targets[1]
    )
    assert not contradiction.inputs.any()
    same = simplest(two, lambda d: d.inputs[0, 0] == d.inputs[1, 0] != 0)
    assert same.inputs[:, 0].tolist() == [1, 1]
