"""Pairs on the loss along a segment, on guarantees of training, on losses without minima, on wells and on signs.

Notation: E the excess error after k steps, C the constant of a rate; V the least value that the loss takes, I its infimum; c = eps h
for gradient descent with the rate eps on h x^2/2; p1, p2 the probability of a positive eigenvalue at a low and at a high cost.
"""

from __future__ import annotations

from theory.pairs_base import Pair

EXCESS = {"C": "positive", "k": "integer >= 1", "E": "nonnegative"}
TWO_LEVELS = {"p1": "real in [0, 1]", "p2": "real in [0, 1]"}

GUARANTEES: tuple[Pair, ...] = (
    Pair(
        "segment_loss_shape",
        "convexified_loss_drop",
        "The loss on a segment at its start, at a point between and at its end: decreasing, or unchanged and then lower.",
        let={"h0": "real", "ha": "real", "h1": "real"},
        one="ha < h0 and h1 < ha",
        other="ha == h0 and h1 < h0",
    ),
    Pair(
        "convergence_guarantees",
        "robbins_monro",
        "Steps along the exact gradient, under rates that satisfy the condition of the second statement: G is the largest limit of the "
        "gradient norm over all starts.",
        let={"G": "nonnegative"},
        one="G > 0",
        other="G == 0",
    ),
    Pair(
        "convergence_guarantees",
        "excess_convex",
        "A convex cost and exact gradients, at the step k that the first statement has for the constant C of the second.",
        let=EXCESS,
        one="E > C/sqrt(k)",
        other="E <= C/sqrt(k)",
    ),
    Pair(
        "convergence_guarantees",
        "nesterov_rate",
        "A convex cost and momentum zero, which is gradient descent, at the step k that the first statement has for the constant C of "
        "the second.",
        let=EXCESS,
        one="E > C/k**2",
        other="E <= C/k**2",
    ),
    Pair(
        "training_complexity",
        "larger_networks_easy",
        "A network with as many hidden units as there are data, N: T operations find optimal weights; N is so large that they would "
        "exceed C N^3, the cost of a linear system.",
        let={"N": "integer >= 1", "C": "positive", "T": "positive"},
        one="T > C*N**3",
        other="T <= C*N**3",
    ),
)

LOSSES: tuple[Pair, ...] = (
    Pair(
        "global_minima_existence",
        "nll_no_minimum",
        "The negative log-likelihood of a network, its infimum I, and the least value V that it takes.",
        let={"I": "real", "V": "real >= I"},
        one="V == I",
        other="V > I",
    ),
    Pair(
        "global_minima_existence",
        "loss_may_lack_minimum",
        "The loss -log p of a model that is a network, as log(1 + e^-w) is, which is positive and tends to 0: I is its infimum, V the "
        "least value that it takes.",
        let={"I": "real", "V": "real >= I"},
        one="V == I",
        other="I == 0 and V > 0",
    ),
)

STEPS: tuple[Pair, ...] = (
    Pair(
        "tiny_step_increase",
        "steepest_direction_local",
        "A short step of length e along the negative gradient, where the slope is d and that of the opposite direction -d; D is the "
        "increment of the cost.",
        let={"e": "positive", "d": "nonzero", "D": "real"},
        given={"short": "abs(D - e*d) <= e*abs(d)/2"},
        one="D > 0",
        other="d <= -d",
    ),
    Pair(
        "trapped_in_well",
        "learning_rate_regimes",
        "Gradient descent with any c = eps h on the well h x^2/2, from a point beside its bottom.",
        let={"c": "positive", "x": "nonzero"},
        define={"x1": "x - c*x"},
        one="abs(x1) < abs(x)",
        other="implies(c < 1, abs(x1) < abs(x) and x1*x > 0) and implies(c == 1, x1 == 0) and "
        "implies(c > 1, x1*x < 0) and implies(c == 2, x1 == -x) and implies(c > 2, abs(x1) > abs(x))",
    ),
    Pair(
        "zeno_halving",
        "learning_rate_regimes",
        "Gradient descent with c = 1/2 from the distance 1, which halves its steps: S is the limit of the way gone, X that of the "
        "distance.",
        let={"S": "real", "X": "nonnegative"},
        given={"rest": "X == 1 - S"},
        one="S < 1",
        other="X == 0",
    ),
)

SIGNS: tuple[Pair, ...] = (
    Pair(
        "sign_probability_half",
        "low_value_curvature_random",
        "A random function that is as likely as its negative, at two values of opposite sign: p1 and p2 given the value, their mean "
        "without knowing it.",
        let={**TWO_LEVELS, "d": "positive"},
        given={"low": "p1 == 1/2 + d", "negative": "p1 + p2 == 1"},
        one="(p1 + p2)/2 == 1/2",
        other="p1 > p2",
    ),
    Pair(
        "small_gradient_ambiguity",
        "rmsprop_small_gradient",
        "The second point with a small gradient, at the distance D from the nearest minimum, where more than R is far.",
        let={"R": "positive", "D": "nonnegative"},
        one="D > R",
        other="D <= R",
    ),
    Pair(
        "eigenvalue_coin_flip",
        "low_value_curvature_random",
        "Two eigenvalues that are independent at a given cost, which is low or high with equal probability: P is the probability that "
        "both are positive, each being so with probability 1/2 over all.",
        let={**TWO_LEVELS, "P": "real in [0, 1]"},
        given={"fair": "(p1 + p2)/2 == 1/2", "both": "P == (p1**2 + p2**2)/2"},
        one="P == 1/4",
        other="p1 > p2",
    ),
)

PAIRS: tuple[Pair, ...] = (*GUARANTEES, *LOSSES, *STEPS, *SIGNS)
