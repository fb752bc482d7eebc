"""Laws of plain gradient steps on quadratics, and of Nesterov's momentum there.

Nesterov's rule is met in the form in which the parameters that one sees are the look-ahead ones, p = x + alpha v: then a change is
alpha v' - eps g(p), from which the velocity v' is read off.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from theory.laws.formulas import letters_of, right_of, term
from theory.laws.law import Comparison, Law, Subject, at_step
from theory.laws.runs import Run
from theory.laws.subject import Array

HESSIAN = np.array([[2.0, 0.5], [0.5, 1.0]])
START = np.array([1.0, -3.0])
INCREMENT = right_of("taylor_gd_increment__quadratic", "J(x - eps*g) - J(x)")
REGIMES = (
    (0.5, "learning_rate_regimes__monotone"),
    (1.0, "learning_rate_regimes__one_step"),
    (1.5, "learning_rate_regimes__alternating"),
    (2.0, "learning_rate_regimes__cycle"),
    (2.5, "learning_rate_regimes__divergence__repaired"),
)
CORRECTED = right_of("nesterov_correction__quadratic", "alpha*v - eps*(H @ (x + alpha*v) + b)")
MARGIN = term("nesterov_stochastic__stationary", "1 + r + 2*alpha*r")


def on_the_plane(subject: Subject) -> tuple[Run, ...]:
    """A few steps on a quadratic of two variables."""
    return (subject.descend(HESSIAN, START, 6),)


def cost(position: Array) -> float:
    """J at a point."""
    return float(position @ HESSIAN @ position / 2)


def increments(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """What each step adds to the cost."""
    for run in runs:
        for t in range(run.steps):
            here, there = run.positions[t], run.positions[t + 1]
            added = INCREMENT.at(eps=run.hyper["lr"], H=HESSIAN, b=np.zeros(2), x=here, n=2)
            yield Comparison(
                run, t + 1, 0, "increment of the cost", added, cost(there) - cost(here), "==", cost(here)
            )


def regimes(subject: Subject) -> tuple[Run, ...]:
    """lr h = 1/2, 1, 3/2, 2 and 5/2 on h x**2/2."""
    return tuple(subject.descend(np.array([[q / subject.usual["lr"]]]), np.ones(1), 8) for q, _ in REGIMES)


def in_each_regime(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The position after k steps, by the claim of the regime."""
    for run, (_, claim) in zip(runs, REGIMES, strict=True):
        for k in range(1, run.steps + 1):
            expected = term(claim, "x(k)").at(eps=run.hyper["lr"], h=run.gradients[0, 0], x0=1.0, k=k)
            # lr h is 1 only up to rounding, so what is left of the start 1 is that rounding.
            yield from at_step(run, k, "position", (expected,), run.positions[k], scale=1.0)


def correction(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The velocity read off the change, against momentum's velocity plus the correction at the point behind."""
    for run in runs:
        alpha, eps = run.hyper["momentum"], run.hyper["lr"]
        velocity = np.zeros(2)
        for t in range(run.steps):
            x = run.positions[t] - alpha * velocity
            expected = CORRECTED.column(alpha=alpha, eps=eps, H=HESSIAN, b=np.zeros(2), x=x, v=velocity, n=2)
            velocity = (run.changes[t] + eps * run.gradients[t]) / alpha
            scale = float(np.max(np.abs(run.positions[t])))
            yield from at_step(run, t + 1, "velocity", expected, velocity, scale=scale)


def correction_alone(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Look-ahead: the change is the velocity."""
    for run in runs:
        velocity = np.zeros(2)
        for t in range(run.steps):
            x, letters = run.positions[t], letters_of(run.hyper)
            expected = CORRECTED.column(**letters, H=HESSIAN, b=np.zeros(2), x=x, v=velocity, n=2)
            velocity = run.changes[t]
            yield from at_step(run, t + 1, "velocity", expected, velocity, scale=float(np.max(np.abs(x))))


def corrected_velocity(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """In the form that the optimizer has."""
    form = correction if subject.convention.nesterov == "shifted" else correction_alone
    yield from form(subject, runs)


def nesterov_edge(alpha: float) -> float:
    """The largest stable lr h: with r = 1 - lr h, 1 + r + 2 alpha r is affine in r and 0 at the edge."""
    at_one, at_zero = MARGIN.at(alpha=alpha, r=1.0), MARGIN.at(alpha=alpha, r=0.0)
    return 1 + at_zero / (at_one - at_zero)


def near_nesterov_edge(subject: Subject) -> tuple[Run, ...]:
    """On h x**2/2 with rates 1/8 below and above the edge."""
    found = []
    for alpha in (1 / 4, 1 / 2, 3 / 4):
        for side in (-1 / 8, 1 / 8):
            hessian = np.array([[nesterov_edge(alpha) * (1 + side) / subject.usual["lr"]]])
            found.append(subject.descend(hessian, np.ones(1), 60, momentum=alpha))
    return tuple(found)


def settles(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Below the edge the position is near 0 in the end, above it it is far away."""
    for number, run in enumerate(runs):
        size = float(np.max(np.abs(run.positions[-5:])))
        if number % 2:
            yield Comparison(run, run.steps, 0, "distance above the edge", 1e3, size, ">=")
        else:
            yield Comparison(run, run.steps, 0, "distance below the edge", 1e-3, size, "<=")


LAWS = (
    Law(
        "increment_of_the_cost",
        "On a quadratic a step adds lr**2 g.Hg/2 - lr g.g to the cost.",
        ("taylor_gd_increment__quadratic",),
        ("sgd",),
        on_the_plane,
        increments,
    ),
    Law(
        "regimes_of_the_rate",
        "On h x**2/2 the position falls from one side, is 0 at once, alternates, cycles or explodes, as lr h says.",
        tuple(claim for _, claim in REGIMES),
        ("sgd",),
        regimes,
        in_each_regime,
    ),
    Law(
        "nesterov_is_momentum_corrected",
        "On a quadratic Nesterov's velocity is that of momentum plus the correction -lr momentum H v.",
        ("nesterov_correction__quadratic",),
        ("nesterov",),
        on_the_plane,
        corrected_velocity,
    ),
    Law(
        "stable_rates_of_nesterov",
        "On h x**2/2 Nesterov's momentum converges for lr h < (2 + 2 momentum)/(1 + 2 momentum) and not above.",
        ("nesterov_stochastic__stationary",),
        ("nesterov",),
        near_nesterov_edge,
        settles,
    ),
)
