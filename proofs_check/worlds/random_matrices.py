"""Gaussian orthogonal matrices: how often all eigenvalues are positive, counted, integrated and by importance sampling.

Notation: H symmetric with density proportional to exp(-tr(H^2)/2): variance 1 on the diagonal, 1/2 off it. P = P(H positive definite), width a bound on its
error: six standard errors of the sampling, or the bound of the quadrature. In the density of the ordered eigenvalues a common scale is integrated by
hand, so that two shape parameters are left for n = 3.

For rare events W = A A^T is drawn (Wishart, n + 1 degrees of freedom, scale s), which is always positive definite, and weighted with the ratio of the
densities; with n + 1 degrees of freedom the power of the determinant is 0.

Reference: Dean and Majumdar, Large deviations of extreme eigenvalues of random matrices, 2006.
"""

from math import lgamma, log, pi, sqrt

import numpy as np
from scipy.integrate import dblquad, quad

from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

DRAWS = 20_000
DEVIATIONS = 6


def gaussian_orthogonal(rng: np.random.Generator, count: int, n: int) -> Array:
    """Symmetric matrices (count, n, n) with variance 1 on the diagonal and 1/2 off it."""
    drawn = rng.standard_normal((count, n, n))
    return np.asarray((drawn + np.swapaxes(drawn, 1, 2)) / 2)


def run_counted(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Plain sampling: how often all eigenvalues are positive, and how often one that is picked at random."""
    share, one = np.empty(instances), np.empty(instances)
    for place in range(instances):
        spectra = np.linalg.eigvalsh(gaussian_orthogonal(rng, DRAWS, n))
        share[place], one[place] = (spectra[:, 0] > 0).mean(), (spectra > 0).mean()
    width = np.full(instances, DEVIATIONS / (2 * sqrt(DRAWS)))
    return Measured({"n": np.full(instances, n), "P": share, "one": one, "width": width}, {})


def rare(rng: np.random.Generator, n: int, draws: int = DRAWS) -> tuple[float, float]:
    """P by importance sampling, and six standard errors."""
    scale = 0.5 / sqrt(n + 0.5)
    roots = rng.standard_normal((draws, n, n + 1)) * sqrt(scale)
    found = roots @ np.swapaxes(roots, 1, 2)
    trace, squares = np.einsum("bii->b", found), np.einsum("bij,bij->b", found, found)
    freedom = n + 1
    gammas = n * (n - 1) / 4 * log(pi) + sum(lgamma((freedom - j) / 2) for j in range(n))
    ratio = freedom * n / 2 * log(2 * scale) + gammas - n / 2 * log(2 * pi) - n * (n - 1) / 4 * log(pi)
    weights = np.exp(ratio - squares / 2 + trace / (2 * scale))
    return float(weights.mean()), float(DEVIATIONS * weights.std() / sqrt(draws))


def run_rare(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One estimate an instance."""
    found = np.array([rare(rng, n) for _ in range(instances)])
    return Measured({"n": np.full(instances, n), "P": found[:, 0], "width": found[:, 1]}, {})


def integrated(n: int) -> tuple[float, float]:
    """P for n = 1, 2, 3 from the density of the ordered eigenvalues s (p, q, 1), and the bound of the quadrature."""
    if n == 1:
        value, doubt = quad(lambda h: np.exp(-(h**2) / 2) / sqrt(2 * pi), 0, np.inf)
    elif n == 2:
        value, doubt = quad(lambda p: (1 - p) / (1 + p**2) ** 1.5 / sqrt(8), 0, 1)
    else:
        value, doubt = dblquad(
            lambda p, q: 8 * (q - p) * (1 - p) * (1 - q) / (1 + p**2 + q**2) ** 3 / (sqrt(2) * pi),
            0,
            1,
            0,
            lambda q: q,
        )
    return float(value), float(doubt)


def run_integrated(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The same number for every instance: nothing is random here."""
    value, doubt = integrated(n)
    values = {"n": np.full(instances, n), "P": np.full(instances, value)}
    return Measured(values, {"P": np.full(instances, doubt + 1e-12)})


def run_shifted(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Spectra of H - shift for two shifts, on the same draws: the shares of positive eigenvalues."""
    u, v = np.sort(rng.uniform(-1.5, 1.5, (2, instances)), axis=0)
    shares = np.empty((2, instances))
    for place in range(instances):
        spectra = np.linalg.eigvalsh(gaussian_orthogonal(rng, DRAWS // 10, n) / sqrt(n))
        shares[:, place] = [(spectra - shift > 0).mean() for shift in (u[place], v[place])]
    return Measured({"u": u, "v": v, "at_u": shares[0], "at_v": shares[1]}, {})


def run_limit(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The share of eigenvalues above x in matrices whose spectrum fills [-2, 2] as they grow."""
    x = rng.uniform(-1.9, 1.9, instances)
    share = np.empty(instances)
    for place in range(instances):
        spectra = np.linalg.eigvalsh(gaussian_orthogonal(rng, 4, n) * sqrt(2 / n))
        share[place] = (spectra > x[place]).mean()
    return Measured({"x": x, "share": share}, {})


GOE_COUNTED = World(
    "goe_counted",
    f"Draws {DRAWS} Gaussian orthogonal matrices and counts those that are positive definite.",
    ("n", "P", "one", "width"),
    (1, 2, 3, 4),
    run_counted,
    24,
)
GOE_RARE = World(
    "goe_rare",
    "Estimates the probability that a Gaussian orthogonal matrix is positive definite from weighted Wishart matrices.",
    ("n", "P", "width"),
    (2, 3, 4, 5, 6, 7, 8),
    run_rare,
    28,
)
GOE_INTEGRATED = World(
    "goe_integrated",
    "Integrates the density of the eigenvalues of Gaussian orthogonal matrices of size 1, 2, 3.",
    ("n", "P"),
    (1, 2, 3),
    run_integrated,
    3,
)
GOE_SHIFTED = World(
    "goe_shifted",
    "Shifts the spectra of Gaussian orthogonal matrices down and counts positive eigenvalues.",
    ("u", "v", "at_u", "at_v"),
    (1, 2, 4, 8),
    run_shifted,
    80,
)
GOE_LIMIT = World(
    "goe_limit",
    "Counts the eigenvalues of large Gaussian orthogonal matrices above a level.",
    ("x", "share"),
    (200,),
    run_limit,
    40,
)
WORLDS = (GOE_COUNTED, GOE_RARE, GOE_INTEGRATED, GOE_SHIFTED, GOE_LIMIT)
