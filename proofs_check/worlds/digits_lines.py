"""The straight line from the initial to the trained weights of networks that learn the handwritten digits, and the way beside it.

Rectified networks with one or two hidden layers of 16 units, cross entropy, minibatch SGD on 600 of the digits that ship with
scikit-learn. One seed an instance, for start and minibatches; two schemes of initialisation in turn.

Notation: p initial and q final weights, theta weights at one random time of training, u the unit vector from p to q; alpha the progress
of theta along the line and beta its distance from it, by least squares; moved = |theta - p|, other the distance of theta from another
random point of the line; plus and minus the lengths of theta - (p + alpha u + beta v) and theta - (p + alpha u - beta v) with v the unit
vector from theta to its projection; far = |q - p|, alpha_end and beta_end those of q. Over the whole trajectory: peak the largest beta,
lowest the smallest one strictly between the ends, skew the largest |beta(t) - beta(T - t)|. h(a) the loss at (1 - a) p + a q on a
grid of a: rise its largest increase between neighbours, drop = h(0) - h(1), bend its smallest second difference, excess how far it
rises above its chord; L_start = h(0), L_zero the loss of the zero predictor.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds.digits import load_digits
from proofs_check.worlds.digits_paths import starts
from proofs_check.worlds.losses import CROSS_ENTROPY
from proofs_check.worlds.monotone_path import Network, between
from proofs_check.worlds.products import Array
from proofs_check.worlds.rectified import flat, forward, gradient, moved
from proofs_check.worlds.world import Measured, World

DEPTHS = (1, 2)
SCHEMES = ("he_normal", "glorot_uniform")
WIDTH, IMAGES, BATCH, UPDATES, RATE, RUNS = 16, 600, 32, 200, 0.1, 64
GRID = np.linspace(0.0, 1.0, 26)
DOUBT = 1e-11  # of distances of 1 to 10 in 1,500 dimensions and of losses: far above their rounding


def trajectory(
    rng: np.random.Generator, network: Network, inputs: Array, targets: Array
) -> tuple[Array, Network]:
    """The weights (UPDATES + 1, B, n) of SGD with minibatches of its own for each network, and the trained networks."""
    batch = len(network[0].weights)
    visited, rate = [flat(network)], np.full(batch, RATE)
    for _ in range(UPDATES):
        rows = rng.integers(0, len(inputs), (batch, BATCH))
        step = gradient(network, inputs[rows], targets[rows], CROSS_ENTROPY)
        network = moved(network, step, rate)
        visited.append(flat(network))
    return np.stack(visited), network


def along(start: Network, end: Network, inputs: Array, targets: Array) -> Array:
    """The loss on the line, (grid, B)."""
    shape = (len(start[0].weights), *inputs.shape)
    x = np.broadcast_to(inputs, shape)
    y = np.broadcast_to(targets, (shape[0], *targets.shape))
    rows = [CROSS_ENTROPY.value(forward(between(start, end, None, np.asarray(a)), x)[1], y) for a in GRID]
    return np.stack(rows)


def shape_of(losses: Array) -> dict[str, Array]:
    """What the losses (grid, B) on the line look like."""
    chord = losses[0] + GRID[:, None] * (losses[-1] - losses[0])
    return {
        "rise": np.diff(losses, axis=0).max(axis=0),
        "drop": losses[0] - losses[-1],
        "bend": np.diff(losses, 2, axis=0).min(axis=0),
        "excess": (losses - chord).max(axis=0),
        "L_start": losses[0],
    }


def project(points: Array, u: Array) -> tuple[Array, Array]:
    """The best multiple of u for each of the points (k, n), by least squares, and what is left of them."""
    alpha = np.linalg.lstsq(u[:, None], points.T, rcond=None)[0][0]
    return alpha, points - alpha[:, None] * u


def beside(visited: Array, time: int, shift: float) -> dict[str, float]:
    """The distances of one trajectory (T + 1, n) from its line, at one time and over all times; shift: to the other point of the line."""
    p, q, theta = visited[0], visited[-1], visited[time]
    far = float(np.linalg.norm(q - p))
    u = (q - p) / far
    progress, off = project(visited - p, u)
    every = np.linalg.norm(off, axis=1)
    alpha, beta = float(progress[time]), float(every[time])
    v = -off[time] / beta
    return {
        "alpha": alpha,
        "beta": beta,
        "moved": float(np.linalg.norm(theta - p)),
        "other": float(np.linalg.norm(theta - (p + (alpha + shift) * u))),
        "plus": float(np.linalg.norm(theta - (p + alpha * u + beta * v))),
        "minus": float(np.linalg.norm(theta - (p + alpha * u - beta * v))),
        "far": far,
        "alpha_end": float(progress[-1]),
        "beta_end": float(every[-1]),
        "peak": float(every.max()),
        "lowest": float(every[1:-1].min()),
        "skew": float(np.abs(every - every[::-1]).max()),
    }


@dataclass(frozen=True)
class Run:
    """One run: alpha and beta at every time (T + 1,), and the losses on the line (grid,)."""

    alpha: Array
    beta: Array
    losses: Array


def one_run(seed: int, depth: int) -> Run:
    """One network, trained from a seed."""
    rng = np.random.default_rng(seed)
    images, classes = load_digits()
    inputs, targets = images[:IMAGES], classes[:IMAGES]
    sizes = (inputs.shape[1], *[WIDTH] * depth, targets.shape[1])
    start = starts(rng, SCHEMES[:1], sizes, 1)
    visited, end = trajectory(rng, start, inputs, targets)
    way = visited[:, 0] - visited[0, 0]
    alpha, off = project(way, way[-1] / np.linalg.norm(way[-1]))
    return Run(alpha, np.linalg.norm(off, axis=1), along(start, end, inputs, targets)[:, 0])


def run(rng: np.random.Generator, instances: int, depth: int) -> Measured:
    """Trains one network an instance and looks back at its way."""
    images, classes = load_digits()
    inputs, targets = images[:IMAGES], classes[:IMAGES]
    sizes = (inputs.shape[1], *[WIDTH] * depth, targets.shape[1])
    start = starts(rng, SCHEMES, sizes, instances)
    visited, end = trajectory(rng, start, inputs, targets)
    times: NDArray[np.int64] = rng.integers(1, UPDATES, instances)
    shifts = rng.standard_normal(instances)
    rows = [beside(visited[:, k], int(times[k]), float(shifts[k])) for k in range(instances)]
    values = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    values |= shape_of(along(start, end, inputs, targets))
    values["L_zero"] = np.full(instances, np.log(targets.shape[1]))
    return Measured(values, {name: np.full(instances, DOUBT) for name in values})


DIGITS_LINES = World(
    "digits_lines",
    "Trains rectified networks on handwritten digits by minibatches and walks along the straight line from start to end.",
    (
        *(
            "alpha",
            "beta",
            "moved",
            "other",
            "plus",
            "minus",
            "far",
            "alpha_end",
            "beta_end",
            "peak",
            "lowest",
        ),
        *("skew", "rise", "drop", "bend", "excess", "L_start", "L_zero"),
    ),
    DEPTHS,
    run,
    RUNS,
)
WORLDS = (DIGITS_LINES,)
