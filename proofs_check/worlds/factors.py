"""Products of different factors: random numbers, Gaussian layers; and the power method as an eigenvalue method.

Notation: size = |w_1 ... w_k| with sizes of the factors between a and c; mean and spread of ln(|W_T ... W_1 x|/|x|) over many draws of
Gaussian layers of width 2 m, with their standard errors; mean_square the mean of |W x|^2/|x|^2 for one layer; residual = |W y - lam_1 y|/|y|
for y = W^t w, scale = |V||(L - lam_1) V^-1 w||u|/|u.w| with u the first row of V^-1, rest the ratio of the second modulus to the first.
"""

import numpy as np

from proofs_check.worlds import draw, spectra
from proofs_check.worlds.products import Array, matvec
from proofs_check.worlds.rounding import exact, iterate, measured
from proofs_check.worlds.world import Measured, World

WIDTHS = (2, 4, 16)
DRAWS = 400
BLOCK = 16


def run_factors(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Multiplies k different factors."""
    a = rng.integers(1, 9, instances) / 8
    c = a * (1 + rng.integers(0, 9, instances) / 8)
    times = rng.integers(0, 40, instances)
    size = np.ones(instances)
    for done in range(int(times.max(initial=0))):
        factor = (a + (c - a) * rng.random(instances)) * (1 - 2 * rng.integers(0, 2, instances))
        size = np.where(done < times, size * np.abs(factor), size)
    return Measured({"a": a, "c": c, "k": times, "size": size}, {"size": 1e-14 * times * size})


def layer(rng: np.random.Generator, states: Array) -> Array:
    """Each state (draws, n) through a layer of its own with entries N(0, 1/n)."""
    draws, n = states.shape
    weights = rng.standard_normal((draws, n, n)) / np.sqrt(n)
    return np.asarray(matvec(weights, states))


def run_layers(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Statistics of DRAWS networks for each instance; n is the width."""
    parts = [_layers(rng, min(BLOCK, instances - first), n) for first in range(0, instances, BLOCK)]
    values = {letter: np.concatenate([part[letter] for part in parts]) for letter in parts[0]}
    return Measured({"m": np.full(instances, n // 2), **values}, {})


def _layers(rng: np.random.Generator, instances: int, n: int) -> dict[str, Array]:
    depth = rng.integers(1, 7, instances)
    found: dict[str, list[float]] = {
        letter: []
        for letter in ("mean", "spread", "error_mean", "error_spread", "mean_square", "error_square")
    }
    for T in depth:
        states = rng.standard_normal((DRAWS, n))
        states /= np.sqrt((states * states).sum(axis=1))[:, None]
        total = np.zeros(DRAWS)
        for place in range(int(T)):
            states = layer(rng, states)
            squares = (states * states).sum(axis=1)
            if place == 0:
                found["mean_square"].append(float(squares.mean()))
                found["error_square"].append(float(squares.std(ddof=1) / np.sqrt(DRAWS)))
            total += np.log(squares) / 2
            states /= np.sqrt(squares)[:, None]
        spread = total.var(ddof=1)
        tails = ((total - total.mean()) ** 2 - spread).std(ddof=1)
        found["mean"].append(float(total.mean()))
        found["spread"].append(float(spread))
        found["error_mean"].append(float(np.sqrt(spread / DRAWS)))
        found["error_spread"].append(float(tails / np.sqrt(DRAWS)))
    return {"T": depth, **{letter: np.asarray(values) for letter, values in found.items()}}


def run_power(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Power iteration for a diagonalisable matrix with a dominant eigenvalue."""
    vectors = spectra.basis(rng, instances, n)
    first = draw.among(rng, instances, (0.5, 1.0, 2.0)) * (1 - 2 * draw.integers(rng, instances, (), 0, 1))
    values = first[:, None] * draw.integers(rng, instances, (n,), -6, 6) / 8
    values[:, 0] = first
    W = spectra.compose(vectors, exact(values, 2.0**-4))
    w = exact(draw.integers(rng, instances, (n,), -3, 3), 1.0)
    share = matvec(vectors.inverse.value, w.value)
    w = exact(
        np.where((share[:, 0] == 0)[:, None], w.value + vectors.V.value[:, :, 0], w.value), w.grid * 2.0**-6
    )
    share = matvec(vectors.inverse.value, w.value)
    times = draw.ascending_times(rng, instances, 10, 30)
    y = iterate(lambda y, tail: W[tail] @ y, w, times)
    residual = (W @ y - exact(first, 0.5) * y).norm() / y.norm()
    rest = np.abs(values[:, 1:]).max(axis=1, initial=0.0) / np.abs(first)
    drawn = {"t": times, "rest": rest, "scale": _scale(vectors, values, share)}
    return measured(drawn, {"residual": residual})


def _scale(vectors: spectra.Basis, values: Array, share: Array) -> Array:
    outer = np.sqrt((vectors.V.value**2).sum(axis=(1, 2)))
    moved = np.sqrt((((values - values[:, :1]) * share) ** 2).sum(axis=1))
    row = np.sqrt((vectors.inverse.value[:, 0, :] ** 2).sum(axis=1))
    return np.asarray(outer * moved * row / np.abs(share[:, 0]) * (1 + 1e-12))


WORLDS = (
    World(
        "random_factors", "Multiplies different random factors.", ("a", "c", "k", "size"), (1,), run_factors
    ),
    World(
        "gaussian_layers",
        "Sends vectors through random linear layers and takes statistics of the logarithm of the norm.",
        ("m", "T", "mean", "spread", "error_mean", "error_spread", "mean_square", "error_square"),
        WIDTHS,
        run_layers,
    ),
    World(
        "power_iteration",
        "Applies a matrix again and again to a vector, and measures how far it is from an eigenvector.",
        ("t", "rest", "scale", "residual"),
        (2, 3, 8),
        run_power,
    ),
)
