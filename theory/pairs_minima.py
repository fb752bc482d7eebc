"""Pairs on the Hessian at minima and saddles, and on what a zero gradient and a small increment of the cost say.

Notation: F the difference of costs at the distance t from a minimum along a curve, c the second derivative of the cost along it;
lo <= 0 <= hi the least and the largest difference of values in a neighbourhood; q = g.g and s = g.Hg for the gradient g, the
Hessian H; q0, s0 earlier in the run; eps the learning rate, D the increment of the cost.
"""

from __future__ import annotations

from theory.pairs_base import Pair

ALONG = {"c": "real", "t": "nonzero", "F": "real"}
TAYLOR = {"taylor": "abs(F - c*t**2/2) <= abs(c)*t**2/4"}
AROUND = {"lo": "real <= 0", "hi": "real >= 0"}
RUN = {"q0": "positive", "q": "nonnegative", "s0": "positive", "s": "real"}

HESSIANS: tuple[Pair, ...] = (
    Pair(
        "minimum_hessian_signs",
        "rescaling_orbit_dimension",
        "A minimum on a curve of equally good weights, close enough to it for the second-order expansion along the curve.",
        let=ALONG,
        given=TAYLOR,
        one="c > 0",
        other="F == 0",
    ),
    Pair(
        "minimum_hessian_signs",
        "uncountable_minima",
        "Two of uncountably many minima, at a distance t that is small enough for the first-order expansion of the derivative G along "
        "the segment from one to the other: without end they come arbitrarily close.",
        let={"c": "real", "t": "nonzero", "G": "real"},
        given={"taylor": "abs(G - c*t) <= abs(c*t)/2"},
        one="c > 0",
        other="G == 0",
    ),
    Pair(
        "minimum_hessian_signs",
        "convex_flat_bottom",
        "A point in the flat bottom of a convex function that is twice differentiable there, and a direction along the bottom.",
        let=ALONG,
        given=TAYLOR,
        one="c > 0",
        other="F == 0",
    ),
    Pair(
        "eigenvalue_coin_flip",
        "rescaling_orbit_dimension",
        "The n eigenvalues of the Hessian at a minimum on a curve of equally good weights: P is the probability that all are positive, "
        "z the number of those that are zero.",
        let={"n": "integer >= 1", "z": "integer in [0, n]", "P": "nonnegative"},
        given={"zeros": "implies(z >= 1, P == 0)"},
        one="P == 2**(-n)",
        other="z >= 1",
    ),
    Pair(
        "saddle_hessian_signs",
        "zero_weights_flatness",
        "The least and the largest eigenvalue at the saddle where all weights are zero.",
        let={"least": "real", "largest": "real >= least"},
        one="least < 0 and largest > 0",
        other="least == 0 and largest == 0",
    ),
    Pair(
        "symmetry_and_nonconvexity",
        "convex_local_global",
        "A convex cost with two isolated local minima of the values F and G: P is the value at a point between them, in the "
        "neighbourhood of the first.",
        let={"F": "real", "G": "real", "P": "real", "t": "real in (0, 1)"},
        given={"convex": "P <= (1 - t)*F + t*G"},
        one="P > F",
        other="F <= G and G <= F",
    ),
)

SIGNALS: tuple[Pair, ...] = (
    Pair(
        "first_derivative_ambiguity",
        "zero_gradient_characterisation",
        "A point of zero gradient that is an optimum with higher points nearby, as 0 is for x^2 + y^2: is it in a flat region or a "
        "saddle?",
        let=AROUND,
        one="lo == 0 and hi > 0",
        other="lo == 0 and hi == 0 or lo < 0 and hi > 0",
    ),
    Pair(
        "gradient_norm_observation",
        "gradient_norm_to_zero",
        "A run of gradient descent that succeeds with a growing gradient, at two moments.",
        let=RUN,
        one="q > q0 and s > 10*s0",
        other="q <= q0",
    ),
    Pair(
        "zero_increment_extremum",
        "gradient_norm_observation",
        "A run whose increments of the cost have come to zero, in the quadratic picture, while the gradient did not fall.",
        let={**RUN, "eps": "positive"},
        given={"zero": "eps**2*s/2 - eps*q == 0"},
        one="q == 0",
        other="q >= q0 and s > 10*s0",
    ),
    Pair(
        "zero_increment_extremum",
        "curvature_forces_small_step",
        "A step of the largest admissible length 2q/s on a quadratic with q > 0 and s > 0.",
        let={"q": "positive", "s": "positive", "D": "real"},
        define={"eps": "2*q/s"},
        one="implies(D == 0, q == 0)",
        other="D == eps**2*s/2 - eps*q",
    ),
)

NETWORKS: tuple[Pair, ...] = (
    Pair(
        "weight_product_gradient",
        "unshared_matrices",
        "A product P of T different weights of size at least a > 1, long enough for a^T to pass the bound B that the product would keep.",
        let={"a": "real > 1", "T": "integer >= 1", "B": "positive", "P": "positive"},
        given={"long": "a**T > B"},
        one="P >= a**T",
        other="P <= B",
    ),
    Pair(
        "way_down_exists",
        "nonlinear_nets_minima",
        "The higher one of two local minima of a large network, with the values F > G; P is the least value in a neighbourhood of it.",
        let={"F": "real", "G": "real", "P": "real"},
        given={"higher": "F > G"},
        one="P < F",
        other="P >= F",
    ),
)

PAIRS: tuple[Pair, ...] = (*HESSIANS, *SIGNALS, *NETWORKS)
