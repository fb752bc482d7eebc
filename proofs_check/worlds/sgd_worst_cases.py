"""Methods on pairs of problems that k gradient estimates can hardly tell apart, and learners with few samples.

Every sequence of answers is listed with its probability under each problem; expectations are sums.

Notation: two parabolas (x - d)^2/2 and (x + d)^2/2, or two slopes -d x and d x on [-1, 1], d^2 = 1/(2k); an answer is 1 with
probability (1 + d)/2 or (1 - d)/2, else -1. worst the larger of the two expected excesses of a method: SGD with the rates 1/j, a fixed rate,
the sign of the sum, the first answer alone, or a random linear rule. A coin: v = theta (1 - theta), variance that of a weighted mean
of k flips with weights that sum to 1. A label: error the expected error of a learner that sees it with probability p a sample.
"""

from itertools import product

import numpy as np

from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3, 5, 8)
METHODS = 5


def answers(k: int) -> Array:
    """All sequences of signs (2^k, k)."""
    return np.array(list(product((-1.0, 1.0), repeat=k)))


def chances(signs: Array, up: float) -> Array:
    """The probability (2^k,) of each sequence, where 1 has the chance `up`."""
    return np.asarray(np.where(signs > 0, up, 1 - up).prod(axis=1))


def outputs(rng: np.random.Generator, instances: int, signs: Array, d: float) -> Array:
    """What each instance's method returns for each sequence, (B, 2^k)."""
    k = signs.shape[1]
    kind = rng.integers(0, METHODS, instances)
    scale = rng.integers(0, 9, (instances, 1)) / 4
    weights = rng.standard_normal((instances, k)) * scale / np.sqrt(k)
    rate = rng.integers(1, 9, (instances, 1)) / 8
    moved = np.zeros((instances, len(signs)))
    for step in range(k):
        moved = moved - rate * (moved - signs[:, step])
    choices = [
        np.broadcast_to(signs.mean(axis=1), moved.shape),
        moved,
        np.broadcast_to(d * scale * np.sign(signs.sum(axis=1)), moved.shape),
        scale * np.broadcast_to(signs[:, 0], moved.shape),
        weights @ signs.T,
    ]
    return np.asarray(np.choose(kind[:, None], choices))


def _worst(rng: np.random.Generator, instances: int, k: int, sloped: bool) -> Measured:
    d, signs = 1 / np.sqrt(2 * k), answers(k)
    x = outputs(rng, instances, signs, d)
    x = np.clip(x, -1, 1) if sloped else x
    excess = []
    for side in (-1.0, 1.0):
        error = d * (1 - side * x) if sloped else (x - side * d) ** 2 / 2
        excess.append(error @ chances(signs, (1 + side * d) / 2))
    worst = np.maximum(*excess)
    found = Tracked(worst, 1e-12 * (1 + worst), np.zeros(instances))
    return measured({"k": np.full(instances, k)}, {"worst": found})


def run_parabolas(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """n gradient estimates of two parabolas."""
    return _worst(rng, instances, n, sloped=False)


def run_slopes(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """n gradient estimates of two linear costs on [-1, 1]."""
    return _worst(rng, instances, n, sloped=True)


def run_coin(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """n flips, theta a multiple of 1/16, random weights, or equal ones, which attain the bound."""
    heads = (answers(n) + 1) / 2
    theta = rng.integers(1, 16, instances) / 16
    weights = rng.integers(-2, 5, (instances, n)).astype(float)
    total = weights.sum(axis=1)
    even = (total == 0) | (rng.random(instances) < 0.25)
    weights = np.where(even[:, None], 1.0, weights)
    weights /= weights.sum(axis=1, keepdims=True)
    chance = np.where(heads[None], theta[:, None, None], 1 - theta[:, None, None]).prod(axis=2)
    values = weights @ heads.T
    mean = (values * chance).sum(axis=1)
    variance = ((values - mean[:, None]) ** 2 * chance).sum(axis=1)
    found = {"variance": Tracked(variance, 1e-12 * (1 + variance), np.zeros(instances))}
    return measured({"v": theta * (1 - theta), "k": np.full(instances, n)}, found)


def run_label(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """n samples that reveal the label or not, in every order; p a multiple of 1/8."""
    p = rng.integers(1, 8, instances) / 8
    seen = answers(n) > 0
    chance = np.where(seen[None], p[:, None, None], 1 - p[:, None, None]).prod(axis=2)
    guess_is_wrong = np.where(seen.any(axis=1), 0.0, 0.5)
    return measured(
        {"p": p, "k": np.full(instances, n)}, {"error": exact(chance @ guess_is_wrong, 8.0**-n / 2)}
    )


def _world(name: str, says: str, letters: tuple[str, ...], run: object) -> World:
    return World(name, says, letters, SIZES, run)  # type: ignore[arg-type]


WORLDS = (
    _world(
        "sgd_two_parabolas",
        "Runs methods on two parabolas along all answers of the oracle.",
        ("k", "worst"),
        run_parabolas,
    ),
    _world(
        "sgd_two_slopes",
        "Runs methods on two linear costs along all answers of the oracle.",
        ("k", "worst"),
        run_slopes,
    ),
    _world(
        "estimate_a_coin",
        "Estimates the chance of a coin from all sequences of flips.",
        ("v", "k", "variance"),
        run_coin,
    ),
    _world(
        "learn_a_label",
        "Learns a label that some samples reveal, over all sequences of samples.",
        ("p", "k", "error"),
        run_label,
    ),
)
