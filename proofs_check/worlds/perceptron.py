"""One gradient step of a multi-layer perceptron: tanh layers, a linear last layer, square loss.

The gradient comes from reverse mode, the curvature along it from forward over reverse: the derivative of the
whole backward pass in the direction of the gradient. Both are written once, for tracked and for plain arrays.

Notation: theta all weights and biases; J = mean over the data of (N(x) - y)^2 / 2, in the minibatch world
over a subset of the data; q = g.g, s = g.H g with g and H the gradient and Hessian of J at theta; eps the
step size; J0 = J(theta), J1 = J(theta - eps g); Jfull0, Jfull1 the cost over all data at the same two points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3, 8)
INPUTS, DATA, BATCH = 2, 4, 2

# tracked in the worlds; plain arrays (complex ones, for differences in the complex plane) in the tests
Number = Any


@dataclass(frozen=True)
class Layer:
    """weights (B, outputs, inputs) and bias (B, 1, outputs)."""

    weights: Number
    bias: Number


@dataclass(frozen=True)
class Backward:
    """The forward activations (B, data, width), the errors at each layer, and the gradient of J."""

    activations: tuple[Number, ...]
    errors: tuple[Number, ...]
    gradient: tuple[Layer, ...]


@dataclass(frozen=True)
class Case:
    """A network, its data (B, DATA, k) and a step size eps (B,), all exact."""

    layers: tuple[Layer, ...]
    inputs: Tracked
    targets: Tracked
    eps: Tracked


def transposed(matrix: Number) -> Number:
    """The transposed matrices of a batch."""
    return matrix.T if isinstance(matrix, Tracked) else matrix.swapaxes(1, 2)


def tanh(value: Number) -> Number:
    """The hyperbolic tangent."""
    return value.tanh() if isinstance(value, Tracked) else np.tanh(value)


def column_sum(value: Number) -> Number:
    """The sum over the data, (B, data, k) -> (B, 1, k)."""
    if not isinstance(value, Tracked):
        return value.sum(axis=1, keepdims=True)
    ones = exact(np.ones((len(value.value), 1, value.value.shape[1])), 1.0)
    return ones @ value


def slope(activation: Number) -> Number:
    """tanh' = 1 - tanh^2, from the activation."""
    square = activation * activation
    return exact(np.ones_like(square.value), 1.0) - square if isinstance(square, Tracked) else 1 - square


def forward(layers: Sequence[Layer], inputs: Number) -> tuple[Number, ...]:
    """inputs (B, data, k) and the activations of every layer; the last is the output N."""
    activations = [inputs]
    for depth, layer in enumerate(layers):
        value = activations[-1] @ transposed(layer.weights) + layer.bias
        activations.append(value if depth == len(layers) - 1 else tanh(value))
    return tuple(activations)


def backward(layers: Sequence[Layer], inputs: Number, targets: Number, share: Number) -> Backward:
    """Reverse mode; share is 1/(number of data), a power of two as scalar letter or number."""
    activations = forward(layers, inputs)
    error = (activations[-1] - targets) * share
    errors, gradient = [error], []
    for depth in range(len(layers) - 1, -1, -1):
        below = activations[depth]
        gradient.append(Layer(transposed(error) @ below, column_sum(error)))
        if depth > 0:
            error = (error @ layers[depth].weights) * slope(below)
            errors.append(error)
    return Backward(activations, tuple(errors[::-1]), tuple(gradient[::-1]))


def hessian_product(
    layers: Sequence[Layer], direction: Sequence[Layer], pass_: Backward, share: Number
) -> list[Layer]:
    """H v for v = direction: the derivative of the backward pass, forward over reverse."""
    rates = [_zero(pass_.activations[0])]
    for depth, (layer, v) in enumerate(zip(layers, direction, strict=True)):
        below, above = pass_.activations[depth], pass_.activations[depth + 1]
        rate = below @ transposed(v.weights) + v.bias
        rate = rate if depth == 0 else rate + rates[-1] @ transposed(layer.weights)
        rates.append(rate if depth == len(layers) - 1 else rate * slope(above))
    error_rate, product = rates[-1] * share, []
    for depth in range(len(layers) - 1, -1, -1):
        below, error = pass_.activations[depth], pass_.errors[depth]
        weights_rate = transposed(error_rate) @ below
        weights_rate = weights_rate if depth == 0 else weights_rate + transposed(error) @ rates[depth]
        product.append(Layer(weights_rate, column_sum(error_rate)))
        if depth > 0:
            back, back_rate = error @ layers[depth].weights, error_rate @ layers[depth].weights
            back_rate = back_rate + error @ direction[depth].weights
            # slope = 1 - h^2 changes at the rate -2 h h'
            bend = below * rates[depth] * back
            error_rate = back_rate * slope(below) - (bend + bend)
    return product[::-1]


def _zero(value: Number) -> Number:
    return exact(np.zeros_like(value.value), 1.0) if isinstance(value, Tracked) else np.zeros_like(value)


def cost(layers: Sequence[Layer], inputs: Tracked, targets: Tracked) -> Tracked:
    """J (B,): half the mean squared residual."""
    residual: Tracked = forward(layers, inputs)[-1] - targets
    squares: Tracked = residual * residual
    return squares.sum().scaled(0.5 / inputs.value.shape[1])


def inner(a: Sequence[Layer], b: Sequence[Layer]) -> Tracked:
    """The inner product (B,) of two directions in weight space."""
    parts = [(u.weights * v.weights).sum() + (u.bias * v.bias).sum() for u, v in zip(a, b, strict=True)]
    total: Tracked = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def moved(layers: Sequence[Layer], eps: Tracked, gradient: Sequence[Layer]) -> list[Layer]:
    """theta - eps g."""
    pairs = zip(layers, gradient, strict=True)
    return [Layer(layer.weights - eps * g.weights, layer.bias - eps * g.bias) for layer, g in pairs]


def _network(rng: np.random.Generator, kinds: draw.Kinds, width: int) -> list[Layer]:
    hidden = int(rng.integers(1, 3))
    widths = [INPUTS, *[width] * hidden, 1]
    layers = []
    for below, above in pairwise(widths):
        weights = draw.letter(rng, kinds, (above, below), reach=6, denominator=4, decades=0.2)
        bias = draw.letter(rng, kinds, (1, above), reach=4, denominator=4, decades=0.2)
        layers.append(Layer(weights, bias))
    return layers


def draw_case(rng: np.random.Generator, instances: int, width: int) -> Case:
    """Random networks with one or two hidden layers of the given width, random data and a step size."""
    kinds = draw.kinds(rng, instances)
    layers = _network(rng, kinds, width)
    inputs = draw.letter(rng, kinds, (DATA, INPUTS), reach=4, denominator=2, decades=0.2)
    targets = draw.letter(rng, kinds, (DATA, 1), reach=4, denominator=2, decades=0.2)
    # zero output where the target is zero: a critical point
    fitted = kinds.edge & draw.chance(rng, instances, 0.5)
    last = Layer(draw.edged(layers[-1].weights, fitted, 0.0), draw.edged(layers[-1].bias, fitted, 0.0))
    return Case((*layers[:-1], last), inputs, draw.edged(targets, fitted, 0.0), _eps(rng, kinds))


def measure(case: Case, batch: int) -> Measured:
    """Take the step that the first `batch` data ask for, and measure."""
    layers, eps = case.layers, case.eps
    inputs, targets = (array.map(lambda a: a[:, :batch]) for array in (case.inputs, case.targets))
    share = exact(np.full(len(eps.value), 1 / batch), 1 / batch)
    pass_ = backward(layers, inputs, targets, share)
    g = pass_.gradient
    after = moved(layers, eps, g)
    letters = {
        "q": inner(g, g),
        "s": inner(g, hessian_product(layers, g, pass_, share)),
        "J0": cost(layers, inputs, targets),
        "J1": cost(after, inputs, targets),
    }
    if batch < DATA:
        letters["Jfull0"] = cost(layers, case.inputs, case.targets)
        letters["Jfull1"] = cost(after, case.inputs, case.targets)
    return measured({"eps": eps.value}, letters)


def _eps(rng: np.random.Generator, kinds: draw.Kinds) -> Tracked:
    """Powers of 2 from 2^-14 to 2, a quarter negative, 0 on some edges."""
    instances = len(kinds.real)
    size = 2.0 ** rng.integers(-14, 2, instances)
    value = np.where(draw.chance(rng, instances, 0.25), -size, size)
    return exact(np.where(kinds.edge & draw.chance(rng, instances, 0.25), 0.0, value), 2.0**-14)


def run_full(rng: np.random.Generator, instances: int, width: int) -> Measured:
    """One step of gradient descent on all data; one or two hidden layers of the given width."""
    return measure(draw_case(rng, instances, width), DATA)


def run_minibatch(rng: np.random.Generator, instances: int, width: int) -> Measured:
    """One step of gradient descent on half the data."""
    return measure(draw_case(rng, instances, width), BATCH)


MLP_STEP_FULL = World(
    "mlp_step_full",
    "Takes one full-batch gradient step of a tanh network with square loss.",
    ("q", "s", "eps", "J0", "J1"),
    SIZES,
    run_full,
)
MLP_STEP_MINIBATCH = World(
    "mlp_step_minibatch",
    "Takes one minibatch gradient step of a tanh network with square loss and measures both costs.",
    ("q", "s", "eps", "J0", "J1", "Jfull0", "Jfull1"),
    SIZES,
    run_minibatch,
)
WORLDS = (MLP_STEP_FULL, MLP_STEP_MINIBATCH)
