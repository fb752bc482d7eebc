"""Pairs on learning rates, on the 0-1 loss, and on the final velocity of momentum methods.

Notation: e0, e1 the first and the last rate of a linear decay, tau its length; h curvature of h x^2/2, s variance of the noise,
V(k) = E x_k^2; alpha, beta momentum parameters, A, B the lengths of their limiting steps, g the length of the gradient.
"""

from __future__ import annotations

from proofs_check.statement.claim import Recurrence
from theory.pairs_base import Pair

DECAY = {"rate(j)": "(1 - min(j/tau, 1))*e0 + min(j/tau, 1)*e1"}
DECAYS = (
    "rate(0) == e0 and rate(tau) == e1 and rate(tau + k) == e1 and implies(e1 <= e0, rate(k + 1) <= rate(k))"
)
LINEAR = {"e0": "positive", "e1": "positive", "tau": "integer >= 1"}
NOISE = {"h": "positive", "s": "positive", "v0": "nonnegative", "k": "integer >= 1"}
MOMENTA = {"alpha": "real in [0, 1)", "beta": "real in [0, 1)", "eps": "positive", "g": "positive"}
STEPS = {"A": "nonnegative", "B": "nonnegative"}


def noisy(rate: str) -> dict[str, Recurrence]:
    """The second moment of SGD on h x^2/2 under this rate."""
    return {"V": Recurrence(("v0",), f"(1 - h*({rate}))**2*V(k) + ({rate})**2*s", index="k")}


SCHEDULES: tuple[Pair, ...] = (
    Pair(
        "robbins_monro",
        "linear_decay",
        "SGD under a linear decay to a positive rate e1: k steps at that rate add k e1^2 to the sum of squares, so the condition of "
        "the first statement fails, and it leaves the limiting error M open (either there is no bound, or M = 0).",
        let={**LINEAR, "k": "natural", "M": "nonnegative"},
        define=DECAY,
        one="limit(k*e1**2, k, oo) == oo or M == 0",
        other=DECAYS,
    ),
    Pair(
        "robbins_monro",
        "rate_reaching_zero",
        "SGD on h x^2/2 under the rates 1/(h (k + 1)), which tend to zero and have an infinite sum and a finite sum of squares: M is "
        "the limit of the error E x_k^2.",
        let={"M": "nonnegative"},
        one="M == 0",
        other="M > 0",
    ),
    Pair(
        "sgd_constant_rate",
        "linear_decay",
        "SGD on h x^2/2 after a linear decay, whose last rate e1 is kept: the error does not tend to zero, and the shape of the "
        "schedule promises no convergence.",
        let={**LINEAR, **NOISE},
        define={**DECAY, **noisy("e1")},
        one="V(k) >= e1**2*s",
        other=DECAYS,
    ),
    Pair(
        "sgd_constant_rate",
        "rate_reaching_zero",
        "SGD on h x^2/2 under a fixed rate eps: its error does not tend to zero; M is the limiting error under rates that tend to "
        "zero, which a fixed rate does not.",
        let={"eps": "positive", **NOISE, "M": "nonnegative"},
        define={"rate(j)": "eps", **noisy("eps")},
        one="V(k) >= eps**2*s",
        other="limit(rate(k), k, oo) != 0 or M > 0",
    ),
    Pair(
        "zero_one_derivative",
        "surrogate_derivative_small",
        "A point where the 0-1 loss has the derivative D and its surrogate the derivative S, at most c in size, where more than c is "
        "large.",
        let={"D": "real", "S": "real", "c": "positive"},
        one="D == 0",
        other="abs(S) <= c and abs(D) > c",
    ),
)

VELOCITIES: tuple[Pair, ...] = (
    Pair(
        "alpha_versus_rate",
        "terminal_velocity",
        "Two runs under the same constant gradient with different momentum parameters.",
        let={**MOMENTA, **STEPS},
        given={"different": "alpha != beta"},
        one="A == B",
        other="A == eps*g/(1 - alpha) and B == eps*g/(1 - beta)",
    ),
    Pair(
        "velocity_average",
        "terminal_velocity",
        "A constant gradient and momentum alpha > 0: eps times a mean of equal gradients is eps times that gradient.",
        let={"alpha": "real in (0, 1)", "eps": "positive", "g": "positive", "A": "nonnegative"},
        one="A == eps*g",
        other="A == eps*g/(1 - alpha)",
    ),
    Pair(
        "rmsprop_momentum_separation",
        "terminal_velocity",
        "Two runs under the same constant gradient with different momentum parameters, at the rate eps to which RMSProp settles.",
        let={**MOMENTA, **STEPS},
        given={"different": "alpha != beta"},
        one="A == B",
        other="A == eps*g/(1 - alpha) and B == eps*g/(1 - beta)",
    ),
)

PAIRS: tuple[Pair, ...] = (*SCHEDULES, *VELOCITIES)
