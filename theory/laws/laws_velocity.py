"""Laws of momentum: the velocity as a sum and as a mean of gradients, its terminal value, what cancels, and the stable rates.

The closed forms are those of a velocity that starts at 0 and takes every gradient with weight 1. Where a convention gives it the weight
1 - momentum, or the first gradient another weight than the others, the changes are compared with the reference rule.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from theory.laws.conventions import Convention
from theory.laws.formulas import letters_of, right_of, term
from theory.laws.law import Comparison, Law, Subject, at_step, changes, constant
from theory.laws.runs import Run
from theory.laws.subject import Array

SUM = right_of("velocity_closed_form", "v(t)")
MEAN = right_of("velocity_average__repaired", "v(t)")
TERMINAL = term("terminal_velocity", "eps/(1 - alpha)*g")
LONGEST = right_of("aligned_gradients_step__repaired", "b(t)")
HALVED = right_of("cross_ravine_cancellation__repaired", "limit(abs(v(t)), t, oo)")
REPLACED = term("mean_velocity_replacement__repaired", "(1 - alpha)*alpha**t/(2*(1 - alpha**(t + 1)))")
OLDER = term("alpha_old_weights", "sum(a**j, j, k, t - 1)/sum(a**j, j, 0, t - 1)")
LONG_A = term("alpha_versus_rate__repaired", "eps/(1 - alpha)*norm(g)")
LONG_B = term("alpha_versus_rate__repaired", "eps/(1 - beta)*norm(g)")
EDGE = term("momentum_stability__radius", "2*(1 + alpha)")

PUSHES = np.array([[1.0, 0.5], [-0.75, 0.25], [0.0, 2.0], [0.5, -1.0], [2.0, 0.0], [-0.25, 0.125]])
STEADY = (1.0, -0.375, 2.0**-12)
# 2**-64 of the start is left: below the rounding of the limit.
LONG, HALF = 64, 1 / 2


def plain(convention: Convention) -> bool:
    """Every gradient enters with weight 1."""
    return convention.weight == "one"


def pushes(subject: Subject) -> tuple[Run, ...]:
    """Gradients of any signs, for two values of the momentum."""
    return tuple(subject.run(PUSHES, momentum=alpha) for alpha in (subject.usual["momentum"], 1 / 4))


def _run_letters(run: Run) -> dict[str, float | Array]:
    return {**letters_of(run.hyper), "g": run.gradients.T, "n": run.directions, "T": run.steps}


def as_sum(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The velocity from rest: alpha**age for every gradient."""
    for run in runs:
        start = np.zeros(run.directions)
        rows = [SUM.column(**_run_letters(run), v0=start, t=t + 1) for t in range(run.steps)]
        yield from changes(run, np.array(rows), float(np.max(np.abs(rows))))


def as_mean(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The velocity as an enlarged weighted mean of past gradients."""
    for run in runs:
        rows = [MEAN.column(**_run_letters(run), t=t + 1) for t in range(run.steps)]
        yield from changes(run, np.array(rows), float(np.max(np.abs(rows))))


def steady(subject: Subject) -> tuple[Run, ...]:
    """The same gradient at every step, with momentum 1/2."""
    return (subject.run(constant(STEADY, LONG), momentum=HALF),)


def terminal(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The last change is the terminal velocity."""
    for run in runs:
        limit = TERMINAL.column(**letters_of(run.hyper), g=run.gradients[-1], n=run.directions)
        yield from at_step(run, run.steps, "change", (-x for x in limit), run.changes[-1])


def two_steady(subject: Subject) -> tuple[Run, ...]:
    """The same gradient, with momentum 1/4 and 1/2."""
    return tuple(subject.run(constant(STEADY, LONG), momentum=alpha) for alpha in (1 / 4, HALF))


def grows_with_momentum(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The lengths of the limiting steps."""
    letters = {"eps": runs[0].hyper["lr"], "alpha": 1 / 4, "beta": HALF, "g": runs[0].gradients[-1], "n": 3}
    for run, form in zip(runs, (LONG_A, LONG_B), strict=True):
        length = float(np.linalg.norm(run.changes[-1]))
        yield Comparison(run, run.steps, 0, "length of the change", form.at(**letters), length)


def equal_and_unequal(subject: Subject) -> tuple[Run, ...]:
    """Gradients of length 1: all equal, and turning."""
    turning = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 0.0]])
    return subject.run(constant((0.0, 1.0), 6)), subject.run(turning)


def equal_gradients_longest(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Equal gradients reach the bound, others stay below it."""
    for run, relation in zip(runs, ("==", "<="), strict=True):
        for t in range(1, run.steps + 1):
            bound = LONGEST.at(**letters_of(run.hyper), G=1.0, t=t)
            length = float(np.linalg.norm(run.changes[t - 1]))
            yield Comparison(
                run, t, 0, "length of the change", bound, length, "==" if relation == "==" else "<="
            )


def alternating(subject: Subject) -> tuple[Run, ...]:
    """Gradients c, -c, c, ..."""
    signs = (-1.0) ** np.arange(LONG)
    return (subject.run(np.outer(signs, STEADY), momentum=HALF),)


def opposing_gradients_shorten(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The size of the last change."""
    for run in runs:
        sizes = [HALVED.at(**letters_of(run.hyper), c=c, v0=0.0) for c in run.gradients[-1]]
        yield from at_step(run, run.steps, "size of the change", sizes, np.abs(run.changes[-1]))


def short_steady(subject: Subject) -> tuple[Run, ...]:
    """The same gradient for a few steps."""
    return (subject.run(constant(STEADY, 10)),)


def mean_of_two(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """What the mean of the last two velocities lacks, relative to the last one."""
    for run in runs:
        for t in range(1, run.steps):
            lacks = np.abs(run.changes[t] - (run.changes[t - 1] + run.changes[t]) / 2) / np.abs(
                run.changes[t]
            )
            expected = REPLACED.at(**letters_of(run.hyper), t=t)
            # A difference of two numbers of the size 1.
            yield from at_step(run, t + 1, "relative difference", (expected,) * 3, lacks, scale=1.0)


STEPS, AGE = 8, 3


def impulses(subject: Subject) -> tuple[Run, ...]:
    """A lone gradient at step 1, 2, ..., 8, each in a direction of its own."""
    return (subject.run(np.eye(STEPS), momentum=HALF),)


def old_share(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The share of the gradients that are at least three steps old."""
    for run in runs:
        weights = run.changes[-1]
        share = float(np.sum(weights[: STEPS - AGE]) / np.sum(weights))
        expected = OLDER.at(a=HALF, b=3 / 4, k=AGE, t=STEPS)
        yield Comparison(run, STEPS, 0, "share of old gradients", expected, share)


def near_the_edge(subject: Subject) -> tuple[Run, ...]:
    """On h x**2/2 with rates 1/8 below and above the edge of heavy ball; four settings of the momentum."""
    found = []
    for alpha in (0.0, 1 / 4, 1 / 2, 3 / 4):
        edge = EDGE.at(alpha=alpha)
        for side in (-1 / 8, 1 / 8):
            hessian = np.array([[edge * (1 + side) / subject.usual["lr"]]])
            found.append(subject.descend(hessian, np.ones(1), 60, momentum=alpha))
    return tuple(found)


def settles_below_the_edge(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Below the edge the position is near 0 in the end, above it it is far away."""
    for number, run in enumerate(runs):
        size = float(np.max(np.abs(run.positions[-5:])))
        if number % 2:
            yield Comparison(run, run.steps, 0, "distance above the edge", 1e3, size, ">=")
        else:
            yield Comparison(run, run.steps, 0, "distance below the edge", 1e-3, size, "<=")


LAWS = (
    Law(
        "velocity_is_sum",
        "The change is the sum of all past gradients times -lr, with weights momentum**age.",
        ("velocity_closed_form",),
        ("momentum",),
        pushes,
        as_sum,
        plain,
    ),
    Law(
        "velocity_is_enlarged_mean",
        "The change is a weighted mean of past gradients times lr (1 - momentum**t)/(1 - momentum).",
        ("velocity_average__repaired",),
        ("momentum",),
        pushes,
        as_mean,
        plain,
    ),
    Law(
        "terminal_velocity",
        "Under a constant gradient the change tends to -lr g/(1 - momentum).",
        ("terminal_velocity",),
        ("momentum", "nesterov"),
        steady,
        terminal,
        plain,
    ),
    Law(
        "long_step_grows_with_momentum",
        "The limiting step is lr |g|/(1 - momentum): it grows with the momentum.",
        ("alpha_versus_rate__repaired",),
        ("momentum", "nesterov"),
        two_steady,
        grows_with_momentum,
        plain,
    ),
    Law(
        "equal_gradients_longest",
        "Of gradients of one length, equal ones make the longest step, lr G (1 - momentum**t)/(1 - momentum).",
        ("aligned_gradients_step__repaired",),
        ("momentum",),
        equal_and_unequal,
        equal_gradients_longest,
        plain,
    ),
    Law(
        "opposing_gradients_shorten",
        "Gradients of alternating sign make steps that tend to lr |c|/(1 + momentum).",
        ("cross_ravine_cancellation__repaired",),
        ("momentum",),
        alternating,
        opposing_gradients_shorten,
        plain,
    ),
    Law(
        "mean_of_two_velocities",
        "Under a constant gradient the mean of the last two velocities differs from the last by a known share.",
        ("mean_velocity_replacement__repaired",),
        ("momentum",),
        short_steady,
        mean_of_two,
        lambda one: one.first == "damped" or plain(one),
    ),
    Law(
        "share_of_old_gradients",
        "Gradients at least k steps old have the share sum(a**j, k..t-1)/sum(a**j, 0..t-1) of the velocity.",
        ("alpha_old_weights",),
        ("momentum",),
        impulses,
        old_share,
        lambda one: one.first == "damped" or plain(one),
    ),
    Law(
        "stable_rates_of_heavy_ball",
        "On h x**2/2 heavy ball converges for lr h < 2(1 + momentum) and not above.",
        ("momentum_stability__radius", "momentum_stability__converges", "momentum_stability__fails"),
        ("momentum",),
        near_the_edge,
        settles_below_the_edge,
        plain,
    ),
)
