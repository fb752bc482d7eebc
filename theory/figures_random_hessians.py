"""Figures of random Hessians: how rare minima are, and how curvature depends on the value.

Notation: GOE the Gaussian orthogonal ensemble, P the probability that a matrix of it is positive definite.
"""

from __future__ import annotations

from math import asin, log, pi, sqrt

from theory.figures import Figures, curve, figure, grid

LARGEST = 8


def rarity() -> Figures:
    """Logarithms of the probability that all eigenvalues are positive."""
    import numpy as np

    from proofs_check.worlds import random_matrices

    sizes = list(range(1, LARGEST + 1))
    rng = np.random.default_rng(0)
    measured = [
        log(
            random_matrices.integrated(n)[0]
            if n <= 3
            else random_matrices.rare(rng, n, 10 * random_matrices.DRAWS)[0]
        )
        for n in sizes
    ]
    return (
        figure(
            "How rare positive definite matrices are: coins against Gaussian orthogonal matrices",
            "Natural logarithm of the probability that all n eigenvalues are positive. Solid: Gaussian orthogonal matrices, integrated for n <= 3, by "
            "importance sampling beyond (error below 6%). Dashed: independent coins, 2⁻ⁿ. Dotted: −n² ln 3/4, the leading order for large n; it lies above "
            "the solid curve, whose next term is linear in n. Eigenvalues repel each other: minima are far rarer than coins make them.",
            ("n", "ln P"),
            [
                curve("Gaussian orthogonal", sizes, measured),
                curve("coins", sizes, [-n * log(2) for n in sizes], "dashed"),
                curve("−n² ln 3/4", sizes, [-(n**2) * log(3) / 4 for n in sizes], "dotted"),
            ],
        ),
    )


def shifted() -> Figures:
    """The share of positive eigenvalues against the shift, for the limit and for one large matrix."""
    import numpy as np

    from proofs_check.worlds import random_matrices

    n = 200
    spectrum = np.linalg.eigvalsh(
        random_matrices.gaussian_orthogonal(np.random.default_rng(0), 1, n)[0] * sqrt(2 / n)
    )
    levels = grid(-2.0, 2.0, 81)
    law = [0.5 - x * sqrt(4 - x * x) / (4 * pi) - asin(x / 2) / pi for x in levels]
    return (
        figure(
            "Positive eigenvalues of the Hessian at critical points of a given value",
            "In an isotropic Gaussian field the Hessian at a critical point is a Gaussian orthogonal matrix minus a multiple of the value. Solid: the share of positive "
            f"eigenvalues for large n. Dashed: one drawn matrix, n = {n}. To the left (low values) nearly all are positive, to the right nearly none.",
            ("value, in units in which the spectrum has radius 2", "share of positive eigenvalues"),
            [
                curve("semicircle", levels, law),
                curve("one matrix", levels, [float((spectrum > x).mean()) for x in levels], "dashed"),
            ],
            hlines=[{"y": 0.5, "label": "one half"}],
        ),
    )
