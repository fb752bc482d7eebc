"""Nesterov's momentum with noisy gradients: the order 1/k stays, and with constant parameters a variance remains.

Main claims: nesterov_stochastic.

Notation: J = h (x - m)^2/2, gradients h (y - m) + noise of variance s^2, independent from step to step; R = |x0 - m|; x_k = c0 x0 + sum_i c_i z_i
with the measurements z_i = y_i - (gradient i)/h = m - noise_i/h; alpha, eps momentum parameter and rate, r = 1 - eps h; P, C, Q stationary
second moments of position, position times velocity, velocity.

References: notes001 (4.2.3), agarwal2012.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_momentum

PLACE = Source("notes001", "4.2.3(2)")
SQUARES = "B(k)"
BOUND = "R**2*s**2/(h**2*k*R**2 + s**2)"
LATER = BOUND.replace("k", "j")
ORDER = f"c0**2*R**2 + s**2/h**2*{SQUARES} >= {BOUND} and limit(j*{LATER}, j, oo) == s**2/h**2 and w(k) == s**2/(h**2*k)"


def no_better_order() -> tuple[Step, ...]:
    """Cauchy's inequality for the coefficients, then the best share of the start."""
    return (
        Step(
            "spread",
            "B(k) - 2*y*A(k) + k*y**2 >= 0",
            "induction",
            "It is the sum of the squares (c_i - y)^2, for any number y.",
            let={"y": "real"},
            on="k",
        ),
        Step(
            "cauchy",
            "k*B(k) >= (1 - c0)**2",
            "algebra",
            "With y = (1 - c0)/k, the mean of the coefficients.",
            (Use("spread", {"y": "(1 - c0)/k"}), "affine"),
        ),
        Step(
            "shares",
            "c0**2*a + (1 - c0)**2*b >= a*b/(a + b)",
            "algebra",
            "(a + b)(c0^2 a + (1 - c0)^2 b) - a b = (c0 (a + b) - b)^2.",
            let={"a": "positive", "b": "positive"},
        ),
        Step(
            "lower",
            f"c0**2*R**2 + s**2/h**2*{SQUARES} >= {BOUND}",
            "algebra",
            "a = R^2 and b = s^2/(h^2 k).",
            ("cauchy", "shares"),
        ),
        Step("order", f"limit(j*{LATER}, j, oo) == s**2/h**2", "limit", "The bound is of the order 1/k."),
        Step(
            "descent",
            "w(k) == s**2/(h**2*k)",
            "induction",
            "Plain descent with the rates 1/(h (t + 1)) averages the measurements.",
            on="k",
        ),
        Step("together", ORDER, "algebra", "All parts together.", ("lower", "order", "descent")),
    )


STATIONARY = {
    "position": "P == r**2*P + 2*alpha*r**2*C + alpha**2*r**2*Q + eps**2*s**2",
    "mixed": "C == -r*(1 - r)*P + (alpha*r**2 - alpha*r*(1 - r))*C + alpha**2*r**2*Q + eps**2*s**2",
    "velocity": "Q == (1 - r)**2*P - 2*alpha*r*(1 - r)*C + alpha**2*r**2*Q + eps**2*s**2",
    "stable": "1 + r + 2*alpha*r > 0",
}
VARIANCE = "eps**2*s**2*(1 + alpha*r)/((1 - alpha*r)*(1 - r)*(1 + r + 2*alpha*r))"


def stationary_variance() -> tuple[Step, ...]:
    """Three linear equations for three second moments."""
    return (
        Step(
            "memory",
            "0 < 1 - r and 0 < 1 - alpha*r and 0 < 1 + alpha*r",
            "algebra",
            "In the stable range |alpha r| < 1.",
            ("stable",),
        ),
        Step(
            "variance",
            f"P == {VARIANCE}",
            "algebra",
            "Solve for the second moment of the position.",
            ("position", "mixed", "velocity", "stable", "memory"),
        ),
        Step("positive", f"{VARIANCE} > 0", "algebra", "All factors are positive.", ("stable", "memory")),
        Step("together", f"P == {VARIANCE} and P > 0", "algebra", "Both parts.", ("variance", "positive")),
    )


AT_ONCE = {"alpha": "real in [0, 0]", "r": "real in [0, 0]"}
nesterov_stochastic = Entry(
    id="nesterov_stochastic",
    title="Nesterov's momentum with noisy gradients",
    says="With noisy gradients Nesterov's momentum does not improve the order of the rate; with constant parameters a variance remains.",
    source=PLACE,
    tier="minor",
    figures=figures_momentum.noise,
    members=(
        Claim(
            id="nesterov_stochastic__order",
            title="The order stays 1/k",
            says="Whatever the momentum parameters and rates of the k steps, the mean squared error on a noisy parabola is at least of the order 1/k, "
            "which plain descent reaches.",
            about="J = h (x - m)^2/2 with noise of variance s^2 in each gradient. All methods that add up positions and gradients, Nesterov's with any "
            "parameters among them, end at x_k = c0 x0 + sum c_i z_i with z_i = m - noise_i/h. They know nothing of m, so moving the origin moves "
            "x_k with it: the coefficients sum to 1. Then E (x_k - m)^2 = c0^2 R^2 + s^2/h^2 sum c_i^2; A and B are the sums of the c_i and of their squares. w(t) is the mean squared error of plain descent "
            "with the rates 1/(h (t + 1)). So no improvement is possible on this cost, nor for all convex costs.",
            scope="reduction",
            source=PLACE,
            tier="minor",
            let={
                "T": "integer >= 1",
                "c": "vector(T)",
                "k": "integer in [1, T]",
                "j": "integer >= 1",
                "c0": "real",
                "R": "positive",
                "h": "positive",
                "s": "positive",
            },
            given={"affine": "c0 + A(k) == 1"},
            define={
                "A": Recurrence(("0",), "A(t) + c[t]"),
                "B": Recurrence(("0",), "B(t) + c[t]**2"),
                "w": Recurrence(("R**2",), "(1 - 1/(t + 1))**2*w(t) + s**2/h**2/(t + 1)**2"),
            },
            claim=ORDER,
            derivation=no_better_order,
            experiments=(
                Experiment(
                    "nesterov_noise.noisy_schedules",
                    f"error*(1 + 10**(-9)) >= {BOUND}",
                    {"error": "nonnegative", "k": "integer >= 1"},
                ),
            ),
            mutants=(
                Mutant("coefficients that need not sum to 1", without="affine"),
                Mutant("twice the bound", f"c0**2*R**2 + s**2/h**2*{SQUARES} >= 2*{BOUND}"),
                Mutant("the order 1/k^2 is reached", "w(k) == s**2/(h**2*k**2)"),
            ),
        ),
        Claim(
            id="nesterov_stochastic__stationary",
            title="The variance that remains",
            says="With constant parameters the stationary variance of the position is positive.",
            about="Stationary are second moments that a step does not change; the noise of a step is independent of the position and velocity before it.",
            source=PLACE,
            tier="minor",
            let={
                "alpha": "real in [0, 1)",
                "r": "real < 1",
                "eps": "positive",
                "s": "positive",
                "P": "real",
                "C": "real",
                "Q": "real",
            },
            given=STATIONARY,
            claim=f"P == {VARIANCE} and P > 0",
            derivation=stationary_variance,
            experiments=(
                Experiment(
                    "nesterov_noise.stationary",
                    f"abs(variance - {VARIANCE}) <= 10**(-8)*variance",
                    {"variance": "nonnegative"},
                ),
            ),
            mutants=(
                Mutant("twice that of one step at r = 0", "P == 2*eps**2*s**2", let=AT_ONCE),
                Mutant("none at r = 0", "P <= 0", let=AT_ONCE),
            ),
        ),
    ),
)
