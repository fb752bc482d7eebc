"""Rectified networks as they are initialised in practice: batches of independent draws.

The last layer's distribution is symmetric under a change of its sign in every scheme. Gains are sqrt(2) below a rectifier where the
scheme knows of it.

Notation: a inputs of a layer (fan in), b outputs (fan out). Variances of the weights: He 2/a, Glorot 2/(a + b), LeCun 1/a; orthogonal:
orthonormal rows or columns, times sqrt(2) in hidden layers; uniform: both weights and biases in [-1/sqrt(a), 1/sqrt(a)].

References: He et al., arXiv 1502.01852; Glorot and Bengio, AISTATS 2010; LeCun et al., Efficient BackProp, 1998; Saxe et al., arXiv
1312.6120.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from proofs_check.worlds.monotone_path import Layer, Network
from proofs_check.worlds.products import Array

SMALL_LAST = 0.01
SMALL_BIAS = 0.1
Draw = Callable[[np.random.Generator, int, int, int], Array]
"""(generator, networks, fan in, fan out) -> weights (networks, fan out, fan in)."""


def _normal(variance: Callable[[int, int], float]) -> Draw:
    def draw(rng: np.random.Generator, count: int, a: int, b: int) -> Array:
        return np.asarray(rng.standard_normal((count, b, a)) * np.sqrt(variance(a, b)))

    return draw


def _uniform(variance: Callable[[int, int], float]) -> Draw:
    def draw(rng: np.random.Generator, count: int, a: int, b: int) -> Array:
        return np.asarray(rng.uniform(-1, 1, (count, b, a)) * np.sqrt(3 * variance(a, b)))

    return draw


def orthonormal(rng: np.random.Generator, count: int, a: int, b: int) -> Array:
    """Orthonormal rows (b <= a) or columns, uniformly distributed: QR of normals, the signs of R's diagonal taken out."""
    q, r = np.linalg.qr(rng.standard_normal((count, max(a, b), min(a, b))))
    q = q * np.where(np.diagonal(r, axis1=1, axis2=2) < 0, -1.0, 1.0)[:, None, :]
    return np.asarray(q.swapaxes(1, 2) if b <= a else q)


def _he(a: int, b: int) -> float:
    return 2 / a


def _glorot(a: int, b: int) -> float:
    return 2 / (a + b)


def _lecun(a: int, b: int) -> float:
    return 1 / a


WEIGHTS: tuple[tuple[str, Draw], ...] = (
    ("he_normal", _normal(_he)),
    ("he_uniform", _uniform(_he)),
    ("glorot_normal", _normal(_glorot)),
    ("glorot_uniform", _uniform(_glorot)),
    ("lecun_normal", _normal(_lecun)),
    ("orthogonal", orthonormal),
    ("small_last", _normal(_he)),
    ("he_biased", _normal(_he)),
    ("uniform", _uniform(lambda a, b: 1 / (3 * a))),
)
SCHEMES = tuple(name for name, _ in WEIGHTS)


def initial_networks(rng: np.random.Generator, scheme: str, sizes: tuple[int, ...], count: int) -> Network:
    """`count` independent networks with these layer sizes (inputs, hidden units, ..., outputs), as a batch.

    small_last: He normal, the last layer times 0.01; he_biased: He normal with normal biases of standard deviation 0.1; uniform has
    random biases too, the others have none. Raises KeyError for an unknown scheme.
    """
    draw, layers = dict(WEIGHTS)[scheme], []
    for depth, (a, b) in enumerate(pairwise(sizes)):
        is_last = depth == len(sizes) - 2
        gain = np.sqrt(2) if scheme == "orthogonal" and not is_last else 1.0
        gain = SMALL_LAST if scheme == "small_last" and is_last else gain
        layers.append(Layer(gain * draw(rng, count, a, b), _biases(rng, scheme, count, a, b)))
    return tuple(layers)


def _biases(rng: np.random.Generator, scheme: str, count: int, a: int, b: int) -> Array:
    if scheme == "he_biased":
        return SMALL_BIAS * rng.standard_normal((count, 1, b))
    if scheme == "uniform":
        return np.asarray(rng.uniform(-1, 1, (count, 1, b)) / np.sqrt(a))
    return np.zeros((count, 1, b))
