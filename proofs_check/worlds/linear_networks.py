"""Linear networks really trained: autoencoders and products of several matrices, square loss, from random starts.

Notation: excess the loss where training ends above the least loss that a matrix of that rank can reach (by the singular value decomposition), relative to the loss of
the zero network; narrow and wide the final losses of tanh networks with few and with many hidden units on the same data.

Reference: Baldi and Hornik, Neural networks and principal component analysis, 1989; Kawaguchi, Deep learning without poor local minima, 2016.
"""

from itertools import pairwise

import numpy as np

from proofs_check.worlds.products import Array
from proofs_check.worlds.training_runs import load_tumours
from proofs_check.worlds.world import Measured, World

STEPS = 40_000
STILL = 1e-14  # squared norm of the gradient at which training ends; plateaus at saddles have a larger one
RUNS = 24
DEEP_RUNS = 60  # a run in a hundred is still on a plateau near a saddle when it ends
NARROW, WIDE = 1, 16


def run_autoencoder(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Trains decoder @ encoder on random data in R^n with a bottleneck of half the size."""
    excess = [_trained(rng, n, (max(n // 2, 1),)) for _ in range(instances)]
    return Measured({"excess": np.array(excess)}, {"excess": np.full(instances, 1e-12)})


def run_deep(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Trains products of three, four and five matrices in turn on random data in R^n, every second one with a narrow layer."""
    excess = [_trained(rng, n, _widths(n, run)) for run in range(instances)]
    return Measured({"excess": np.array(excess)}, {"excess": np.full(instances, 1e-12)})


def _widths(n: int, run: int) -> tuple[int, ...]:
    """The inner layers of a product of 3, 4 or 5; in every second run one of them has half the size."""
    depth = 3 + run // 2 % 3
    return tuple(max(n // 2, 1) if run % 2 and place == 1 else n for place in range(depth - 1))


def _trained(rng: np.random.Generator, n: int, widths: tuple[int, ...]) -> float:
    """The relative excess after gradient descent on |product - target|^2/2 for whitened inputs."""
    basis = np.linalg.qr(rng.standard_normal((n, n)))[0]
    target = basis @ np.diag(np.linspace(1.0, 2.0, n)) @ basis.T
    sizes = (n, *widths, n)
    gain = 0.6 if len(sizes) < 5 else 0.9
    layers = [rng.standard_normal((b, a)) * gain / np.sqrt(a) for a, b in pairwise(sizes)]
    rate = 0.05 if len(layers) < 4 else 0.02
    for _ in range(STEPS):
        error = _product(layers) - target
        steps = [
            _product(layers[place + 1 :], n).T @ error @ _product(layers[:place], n).T
            for place in range(len(layers))
        ]
        layers = [layer - rate * step for layer, step in zip(layers, steps, strict=True)]
        if sum(float((step**2).sum()) for step in steps) < STILL:
            break
    least = float((np.linalg.svd(target)[1][min(widths) :] ** 2).sum())
    return float(((_product(layers) - target) ** 2).sum() - least) / float((target**2).sum())


def _product(layers: list[Array], size: int = 0) -> Array:
    found = np.eye(size) if not layers else layers[0]
    for layer in layers[1:]:
        found = layer @ found
    return np.asarray(found)


def run_widths(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Trains a narrow and a wide tanh network on the same real data, square loss, full batch."""
    inputs, labels = load_tumours()
    rows = rng.permutation(len(inputs))[:100]
    x, y = inputs[rows], labels[rows]
    found: dict[str, list[float]] = {"narrow": [], "wide": []}
    for _ in range(instances):
        for name, width in (("narrow", NARROW), ("wide", WIDE)):
            w = rng.standard_normal((x.shape[1], width))
            v = rng.standard_normal(width) / np.sqrt(width)
            for _ in range(600):
                hidden = np.tanh(x @ w)
                error = (hidden @ v - y) / len(y)
                back = np.outer(error, v) * (1 - hidden**2)
                w, v = w - 0.2 * (x.T @ back), v - 0.2 * (hidden.T @ error)
            found[name].append(float(((np.tanh(x @ w) @ v - y) ** 2).mean()))
    return Measured({name: np.array(values) for name, values in found.items()}, {})


AUTOENCODERS = World(
    "autoencoders",
    "Trains linear autoencoders with a bottleneck from random starts.",
    ("excess",),
    (2, 4, 8, 32),
    run_autoencoder,
    RUNS,
)
DEEP_LINEAR = World(
    "deep_linear",
    "Trains products of three, four and five matrices from random starts.",
    ("excess",),
    (2, 4, 8, 32),
    run_deep,
    DEEP_RUNS,
)
WIDTHS = World(
    "widths",
    "Trains narrow and wide networks on the same data from random starts.",
    ("narrow", "wide"),
    (1,),
    run_widths,
    60,
)
WORLDS = (AUTOENCODERS, DEEP_LINEAR, WIDTHS)
