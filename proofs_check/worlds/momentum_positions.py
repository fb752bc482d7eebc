"""Positions of momentum runs on quadratic costs: one step, the old velocity in place of the new one, the mean of both.

J(y) = y.H.y/2 + b.y with a symmetric H of any signature; the runs know only its gradient.

Notation: v1 = alpha v - eps g and x1 = x + v1 one step from (x, v), g the gradient at x; before, now, after three successive positions
of the run that moves with the old velocity; new_t the position after t steps of the run that moves with the new velocity,
old_next that after t + 1 steps of the run that moves with the old velocity and takes the gradient where it arrives;
difference = |v1 - (v + v1)/2| after t and t + 1 steps from rest under a constant gradient g.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds import draw
from proofs_check.worlds.momentum_sequences import at_time, momentum, velocities
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3)
LONGEST = 5


@dataclass(frozen=True)
class Run:
    """A cost, H (B, n, n) and b (B, n), a start x0, v0 (B, n) and the parameters alpha, eps (B,); all exact."""

    H: Tracked
    b: Tracked
    x0: Tracked
    v0: Tracked
    alpha: Tracked
    eps: Tracked

    def gradient(self, x: Tracked) -> Tracked:
        """H x + b, (B, n)."""
        return self.H @ x + self.b


def drawn_run(rng: np.random.Generator, instances: int, n: int) -> Run:
    """Small dyadic numbers, a quarter of them real; sometimes from rest."""
    kinds = draw.kinds(rng, instances)
    half = draw.integers(rng, instances, (n, n), -2, 2)
    H = exact(half + half.swapaxes(1, 2), 1.0)
    b, x0, v0 = (draw.letter(rng, kinds, (n,), reach=4, denominator=2, decades=1.0) for _ in range(3))
    v0 = draw.edged(v0, draw.chance(rng, instances, 0.5), 0.0)
    eps = draw.positive(rng, kinds, reach=8, denominator=8, decades=1.0)
    return Run(H, b, x0, v0, momentum(rng, instances), eps)


def drawn_letters(run: Run) -> dict[str, NDArray[np.float64]]:
    """The letters of the start and the cost."""
    return {
        "H": run.H.value,
        "b": run.b.value,
        "x0": run.x0.value,
        "v0": run.v0.value,
        "alpha": run.alpha.value,
        "eps": run.eps.value,
    }


def new_velocity(run: Run, x: Tracked, v: Tracked) -> tuple[Tracked, Tracked]:
    """Heavy ball: the position moves with the velocity just updated."""
    moved = run.alpha * v - run.eps * run.gradient(x)
    return x + moved, moved


def old_velocity(run: Run, x: Tracked, v: Tracked) -> tuple[Tracked, Tracked]:
    """The position moves with the velocity before its update."""
    return x + v, run.alpha * v - run.eps * run.gradient(x)


def old_velocity_retimed(run: Run, x: Tracked, v: Tracked) -> tuple[Tracked, Tracked]:
    """The position moves with the old velocity, and the gradient is taken where it arrives."""
    arrived = x + v
    return arrived, run.alpha * v - run.eps * run.gradient(arrived)


def run_step(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One step of heavy ball."""
    run = drawn_run(rng, instances, n)
    x1, v1 = new_velocity(run, run.x0, run.v0)
    drawn = drawn_letters(run)
    drawn |= {"x": drawn.pop("x0"), "v": drawn.pop("v0")}
    return measured(drawn, {"g": run.gradient(run.x0), "x1": x1, "v1": v1})


def run_old(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Three successive positions of the run with the old velocity."""
    run = drawn_run(rng, instances, n)
    x, v, positions = run.x0, run.v0, [run.x0]
    for _ in range(2 + int(rng.integers(0, 3))):
        x, v = old_velocity(run, x, v)
        positions.append(x)
    before, now, after = positions[-3:]
    return measured(drawn_letters(run), {"before": before, "now": now, "after": after})


def run_timings(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The run with the new velocity from x0 + v0 beside the retimed one with the old velocity from x0."""
    run = drawn_run(rng, instances, n)
    t = rng.integers(0, LONGEST, instances)
    new, old = (run.x0 + run.v0, run.v0), (run.x0, run.v0)
    new_positions, old_positions = [new[0]], []
    for _ in range(LONGEST):
        new, old = new_velocity(run, *new), old_velocity_retimed(run, *old)
        new_positions.append(new[0])
        old_positions.append(old[0])
    found = {"new_t": at_time(new_positions[:LONGEST], t), "old_next": at_time(old_positions, t)}
    return measured({**drawn_letters(run), "t": t}, found)


def run_mean(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A constant gradient from rest: the velocity after t + 1 steps, and its distance from the mean of the last two."""
    kinds = draw.kinds(rng, instances)
    alpha = momentum(rng, instances)
    eps = draw.positive(rng, kinds, denominator=4, decades=1.0)
    g = draw.letter(rng, kinds, (n,), reach=6, denominator=2)
    every = g.map(lambda array: np.repeat(array[:, :, None], LONGEST + 1, axis=2))
    run = velocities(alpha, eps, every, exact(np.zeros((instances, n)), 1.0))
    t = rng.integers(0, LONGEST + 1, instances)
    v, v1 = at_time(run[:-1], t), at_time(run[1:], t)
    difference = (v1 - (v + v1).scaled(0.5)).norm()
    drawn = {"alpha": alpha.value, "eps": eps.value, "g": g.value, "t": t}
    return measured(drawn, {"v1": v1, "difference": difference})


_COST = ("H", "b", "alpha", "eps")
HEAVY_BALL_STEP = World(
    "heavy_ball_step",
    "Takes one step of momentum on a random quadratic cost.",
    (*_COST, "x", "v", "g", "x1", "v1"),
    SIZES,
    run_step,
)
OLD_VELOCITY = World(
    "old_velocity",
    "Runs momentum that moves with the velocity before its update.",
    (*_COST, "x0", "v0", "before", "now", "after"),
    SIZES,
    run_old,
)
TWO_TIMINGS = World(
    "two_timings",
    "Runs momentum with the new velocity, and with the old one and the gradient taken on arrival.",
    (*_COST, "x0", "v0", "t", "new_t", "old_next"),
    SIZES,
    run_timings,
)
MEAN_VELOCITY = World(
    "mean_velocity",
    "Compares the latest velocity with the mean of the last two under a constant gradient, from rest.",
    ("alpha", "eps", "g", "t", "v1", "difference"),
    SIZES,
    run_mean,
)
WORLDS = (HEAVY_BALL_STEP, OLD_VELOCITY, TWO_TIMINGS, MEAN_VELOCITY)
