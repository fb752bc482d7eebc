"""Pairs on the chances of minima and saddles, on shrinking the gradient and the rate, and on what a saddle is.

Notation: m, M, s the probabilities that a critical point is a minimum, a maximum, a saddle; n number of directions; lo and hi the
least and the largest difference of values in a neighbourhood of a point (infimum and supremum), so that lo <= 0 <= hi.
"""

from __future__ import annotations

from proofs_check.statement.claim import Recurrence
from theory.pairs_base import Pair

ADAGRAD = {"eps": "positive", "delta": "positive", "g": "real", "k": "integer >= 1"}
ADAGRAD_SUM = {"r": Recurrence(("0",), "r(k) + g**2", index="k")}
CHANCES = {"n": "integer >= 1", "m": "nonnegative", "s": "nonnegative", "M": "nonnegative"}

ESCAPES: tuple[Pair, ...] = (
    Pair(
        "converged_point_type",
        "gd_saddle_escape",
        "Gradient descent from a random start that ends in a minimum (probability P) or in a saddle (S), where not all critical "
        "points are minima.",
        let={"p": "real in [0, 1)", "P": "nonnegative", "S": "nonnegative"},
        given={"ends": "P + S == 1"},
        one="P == p",
        other="S == 0",
    ),
    Pair(
        "converged_point_type",
        "saddle_noise_escape",
        "A start drawn from N critical points, q of them minima: without noise the iterate x stays there, with noise of variance s "
        "the second moment V of the unstable coordinate grows.",
        let={
            "N": "integer >= 1",
            "q": "integer in [0, N]",
            "p": "real in [0, 1]",
            "eps": "positive",
            "l": "positive",
            "s": "positive",
            "t": "natural",
        },
        given={"fraction": "p*N == q"},
        define={
            "x": Recurrence(("0",), "(1 + eps*l)*x(t)"),
            "V": Recurrence(("0",), "(1 + eps*l)**2*V(t) + eps**2*s"),
        },
        one="x(t) == 0 and q/N == p",
        other="limit(V(t), t, oo) == oo",
    ),
    Pair(
        "expected_steps_count",
        "hop_hit_probability",
        "Independent directions, whose probabilities multiply, and an expected number of trials that is one over their probability.",
        let={"T": "positive", "P": "positive"},
        given={"trials": "T*(1/2)**100 == 1", "hits": "P == (1/10)**101"},
        one="T == 10**31",
        other="P == 10**(-100)",
    ),
)

STEPS: tuple[Pair, ...] = (
    Pair(
        "shrink_versus_amplify",
        "clipping_step_norm",
        "A noisy gradient that clipping shrinks by the factor a, and that is no direction of decrease if amplified by c > 1; D and K "
        "are the products of the noisy and of the clipped gradient with the true one.",
        let={"a": "real in (0, 1)", "c": "real > 1", "D": "real", "K": "real"},
        given={"amplified": "c*D <= 0"},
        one="K > 0",
        other="K == a*D",
    ),
    Pair(
        "adagrad_rate_decay",
        "adagrad_small_partial_rate",
        "AdaGrad in a direction with a small gradient: eps0 is the rate at a step, eps1 at the next.",
        let={"eps0": "positive", "eps1": "positive"},
        one="eps1 < eps0",
        other="eps1 > eps0",
    ),
    Pair(
        "adagrad_rate_decay",
        "adagrad_constant_gradient",
        "AdaGrad under a constant gradient: the rate falls at every step, and it is eps/(delta + sqrt(k)|g|).",
        let=ADAGRAD,
        define=ADAGRAD_SUM,
        one="eps/(delta + sqrt(r(k + 1))) < eps/(delta + sqrt(r(k)))",
        other="eps/(delta + sqrt(r(k))) == eps/(delta + sqrt(k)*abs(g))",
    ),
)

SADDLES: tuple[Pair, ...] = (
    Pair(
        "one_negative_direction",
        "saddle_definition",
        "The point 0 of (a x^2 + b y^2)/2 with two negative curvatures; S is 1 if it is a saddle, and (x, y) is then a point nearby "
        "with a higher value.",
        let={"a": "negative", "b": "negative", "S": "integer in [0, 1]", "x": "real", "y": "real"},
        one="S == 1",
        other="implies(S == 1, (a*x**2 + b*y**2)/2 > 0)",
    ),
    Pair(
        "minimum_and_saddle_probability",
        "maxima_rarity",
        "Critical points in n directions that are minima, saddles or maxima, the last with a fraction C q^n.",
        let={**CHANCES, "C": "positive", "q": "real in (0, 1)"},
        given={"all": "m + s + M == 1"},
        one="m == 2**(-n) and s == 1 - 2**(-n)",
        other="M == C*q**n",
    ),
    Pair(
        "minimum_and_saddle_probability",
        "saddle_definition",
        "n fair signs, all of them negative with probability 2^-n: then the point is a maximum, and a maximum is no saddle.",
        let=CHANCES,
        given={"maxima": "M == 2**(-n)"},
        one="m == 2**(-n) and s == 1 - 2**(-n)",
        other="m + s + M <= 1",
    ),
    Pair(
        "one_variable_critical",
        "saddle_definition",
        "A critical point of one variable that is neither a minimum nor a maximum, as 0 is for x^3: every neighbourhood has higher and "
        "lower points.",
        let={"lo": "real <= 0", "hi": "real >= 0"},
        one="lo >= 0 or hi <= 0",
        other="lo < 0 and hi > 0",
    ),
)

PAIRS: tuple[Pair, ...] = (*ESCAPES, *STEPS, *SADDLES)
