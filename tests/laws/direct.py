"""The update rules written out once more, for the tests of the adapters: no code is shared with `theory.laws`.

Gradients and changes are (T, n). Each function runs one rule on all gradients and returns the changes of the parameters.
"""

from __future__ import annotations

import numpy as np

EPS = 1e-4
# Columns: a usual size, and sizes around the root of eps, eps, and below.
GRADIENTS = np.outer([1.0, -0.5, 2.0, 0.0, 0.7, 0.7, -3.0, 0.1, 0.0, 1.3], [1.0, 1e-2, 1e-4, 3e-5])


def run(optimizer, gradients=GRADIENTS):
    return np.array([optimizer.step(gradient) for gradient in gradients])


def apart(one, other):
    """The largest difference relative to the largest change in its column."""
    return float(np.max(np.abs(one - other) / np.max(np.abs(other), axis=0)))


def root(squares, eps, inside):
    return np.sqrt(squares + eps) if inside else np.sqrt(squares) + eps


def adagrad(gradients, lr, eps, start, inside):
    squares = start + np.cumsum(gradients**2, axis=0)
    return -lr * gradients / root(squares, eps, inside)


def average(terms, rho):
    averages, last = [], np.zeros(terms.shape[1])
    for term in terms:
        last = rho * last + (1 - rho) * term
        averages.append(last)
    return np.array(averages)


def rmsprop(gradients, lr, rho, eps, inside):
    return -lr * gradients / root(average(gradients**2, rho), eps, inside)


def adadelta(gradients, lr, rho, eps):
    changes, moves = [], np.zeros(gradients.shape[1])
    for gradient, squares in zip(gradients, average(gradients**2, rho), strict=True):
        move = -np.sqrt((moves + eps) / (squares + eps)) * gradient
        moves = rho * moves + (1 - rho) * move**2
        changes.append(lr * move)
    return np.array(changes)


def adam(gradients, lr, beta1, beta2, eps, stabiliser, largest=""):
    """stabiliser: outside, inside or hat; largest: AMSGrad's maximum over raw or corrected moments."""
    steps = np.arange(1, len(gradients) + 1)[:, None]
    mean = average(gradients, beta1) / (1 - beta1**steps)
    squares, correction = average(gradients**2, beta2), 1 - beta2**steps
    if largest == "raw":
        squares = np.maximum.accumulate(squares, axis=0)
    squares = squares / correction
    if largest == "corrected":
        squares = np.maximum.accumulate(squares, axis=0)
    if stabiliser == "hat":
        return -lr * mean / (np.sqrt(squares) + eps / np.sqrt(correction))
    return -lr * mean / root(squares, eps, stabiliser == "inside")


def momentum(gradients, rates, mu, *, inside, dampening=0.0, first_whole=False, nesterov=False):
    """`rates`: the rate of each step; inside: the velocity collects rate*gradient."""
    changes, velocity = [], np.zeros(gradients.shape[1])
    for step, (gradient, rate) in enumerate(zip(gradients, rates, strict=True)):
        weight = 1.0 if first_whole and step == 0 else 1 - dampening
        push = gradient * (rate if inside else 1.0)
        velocity = mu * velocity + weight * push
        seen = push + mu * velocity if nesterov else velocity
        changes.append(-seen if inside else -rate * seen)
    return np.array(changes)


def run_with_rates(optimizer, rates, gradients=GRADIENTS):
    changes = []
    for gradient, rate in zip(gradients, rates, strict=True):
        optimizer.set_rate(rate)
        changes.append(optimizer.step(gradient))
    return np.array(changes)


def with_decay(gradients, change_of, lr, weight_decay):
    """Decoupled weight decay beside changes that do not depend on the parameters."""
    parameters, changes = np.zeros(gradients.shape[1]), []
    for change in change_of:
        changes.append(change - lr * weight_decay * parameters)
        parameters = parameters + changes[-1]
    return np.array(changes)


RATES = [0.1, 0.1, 0.05, 0.05, 0.2, 0.2, 0.1, 0.05, 0.1, 0.1]
