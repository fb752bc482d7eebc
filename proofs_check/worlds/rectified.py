"""Training of rectified networks, many at once: the gradient by backpropagation, gradient descent and SGD.

Networks are batches as in `monotone_path`: weights (B, outputs, inputs) and biases (B, 1, outputs); inputs (B, m, d), targets
(B, m, k). All networks of a batch have the same layer sizes.
"""

import numpy as np

from proofs_check.worlds.losses import LOGISTIC, SQUARE, Loss, spread
from proofs_check.worlds.monotone_path import Layer, Network
from proofs_check.worlds.products import Array, matmul

SMALLEST_STEP = 1e-12
GROWTH = 1.1


def push(loss: Loss, out: Array, targets: Array) -> Array:
    """The gradient of the loss with respect to the outputs, (B, m, k)."""
    if loss is SQUARE:
        return np.asarray(2 * (out - targets) / out.shape[1])
    if loss is LOGISTIC:
        return np.asarray(-targets * 0.5 * (1 - np.tanh(0.5 * targets * out)) / out.shape[1])
    powers = np.exp(out - out.max(axis=2, keepdims=True))
    return np.asarray((powers / powers.sum(axis=2, keepdims=True) - targets) / out.shape[1])


def forward(network: Network, inputs: Array) -> tuple[list[Array], Array]:
    """What goes into each layer, and the outputs (B, m, k)."""
    values, out = [], inputs
    for depth, layer in enumerate(network):
        values.append(out)
        out = matmul(out, layer.weights.swapaxes(1, 2)) + layer.bias
        out = np.maximum(out, 0.0) if depth < len(network) - 1 else out
    return values, out


def backward(network: Network, values: list[Array], back: Array) -> Network:
    """The gradient, layer by layer, from that with respect to the outputs; values: what goes into each layer."""
    found = []
    for layer, value in zip(reversed(network), reversed(values), strict=True):
        found.append(Layer(matmul(back.swapaxes(1, 2), value), back.sum(axis=1, keepdims=True)))
        if len(found) < len(network):
            back = matmul(back, layer.weights) * (value > 0)
    return tuple(reversed(found))


def gradient(network: Network, inputs: Array, targets: Array, loss: Loss) -> Network:
    """The gradient of the loss, layer by layer."""
    values, out = forward(network, inputs)
    return backward(network, values, push(loss, out, targets))


def moved(network: Network, direction: Network, size: Array) -> Network:
    """network - size * direction, size (B,)."""
    step = spread(size)
    pairs = zip(network, direction, strict=True)
    return tuple(Layer(a.weights - step * b.weights, a.bias - step * b.bias) for a, b in pairs)


def chosen(mask: Array, yes: Network, no: Network) -> Network:
    """yes where the mask (B,) says so, no elsewhere."""
    where = spread(mask)
    pairs = zip(yes, no, strict=True)
    return tuple(
        Layer(np.where(where, a.weights, b.weights), np.where(where, a.bias, b.bias)) for a, b in pairs
    )


def train(
    network: Network, inputs: Array, targets: Array, loss: Loss, tries: int, first_step: float
) -> Network:
    """Full-batch gradient descent: a step that would raise the loss is not taken, and the next try is half as large."""
    values, out = forward(network, inputs)
    value, size = loss.value(out, targets), np.full(len(inputs), first_step)
    slope = backward(network, values, push(loss, out, targets))
    for _ in range(tries):
        fresh = moved(network, slope, size)
        values, out = forward(fresh, inputs)
        fresh_value = loss.value(out, targets)
        better = fresh_value <= value
        size = np.maximum(np.where(better, GROWTH * size, size / 2), SMALLEST_STEP)
        if not better.any():
            continue
        found = backward(fresh, values, push(loss, out, targets))
        network, slope = chosen(better, fresh, network), chosen(better, found, slope)
        value = np.where(better, fresh_value, value)
    return network


def flat(network: Network) -> Array:
    """All weights and biases in one row each, (B, n)."""
    batch = len(network[0].weights)
    return np.concatenate(
        [part.reshape(batch, -1) for layer in network for part in (layer.weights, layer.bias)], axis=1
    )
