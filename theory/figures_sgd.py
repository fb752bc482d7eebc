"""Figures of the topics on minibatches and on SGD's learning rates, as data: runs of SGD, not its formulas.

Noise and samples come from seeded generators, so that a figure is the same every time.
"""

from __future__ import annotations

from theory.figures import Figures, curve, figure


def standard_error() -> Figures:
    """The scatter of minibatch means against the batch size, measured."""
    import numpy as np

    rng = np.random.default_rng(0)
    population = np.array([-3.0, -1.0, 0.0, 1.0, 1.0, 2.0, 5.0, 7.0])
    sizes = list(range(1, 9))
    with_repeats = [rng.choice(population, (4000, m)).mean(axis=1).std() for m in sizes]
    orders = rng.permuted(np.tile(population, (4000, 1)), axis=1)
    without = [orders[:, :m].mean(axis=1).std() for m in sizes]
    root = [population.std() / m**0.5 for m in sizes]
    return (
        figure(
            "The scatter of minibatch means from a population of 8",
            "Points: standard deviation of 4000 minibatch means. With replacement they follow sigma/sqrt(m) (solid). Without replacement they "
            "fall below it, to 0 where the batch is the whole population.",
            ("batch size m", "standard deviation of the mean"),
            [
                curve("sigma/sqrt(m)", sizes, root),
                curve("drawn with replacement", sizes, with_repeats, "points"),
                curve("drawn without replacement", sizes, without, "dashed"),
            ],
        ),
    )


def right_side() -> Figures:
    """How often a batch points the right way, for two values of which the rare one is large."""
    import numpy as np

    rng = np.random.default_rng(0)
    sizes = list(range(1, 21))
    shares = []
    for m in sizes:
        steps = np.where(rng.random((20000, m)) < 0.75, 1.0, -2.0)
        shares.append(float((steps.sum(axis=1) > 0).mean()))
    return (
        figure(
            "How often the minibatch gradient points the right way",
            "One sample's gradient is 1 with probability 3/4 and -2 otherwise; its mean is 1/4. Measured in 20000 batches of each size: from "
            "one sample to two the share falls, and it goes up and down before it tends to 1.",
            ("batch size m", "share on the right side"),
            [curve("share", sizes, shares, "points"), curve("share", sizes, shares, "dotted")],
        ),
    )


def second_moment(schedule: str, steps: int, runs: int = 2000) -> list[float]:
    """Mean of x_k^2 over runs of SGD on x^2/2 with noise of variance 1, from x = 2."""
    import numpy as np

    rng = np.random.default_rng(1)
    x = np.full(runs, 2.0)
    found = []
    for k in range(steps):
        found.append(float((x**2).mean()))
        scale = 0.9**k if schedule == "growing batch" else 1.0
        rate = {"1/(k + 1)": 1 / (k + 1), "1/(4 (k + 1))": 0.25 / (k + 1)}.get(schedule, 0.2)
        x = x - rate * (x + scale**0.5 * rng.standard_normal(runs))
    return found


def schedules() -> Figures:
    """Fixed rate, growing batch, and two falling rates on the same parabola."""
    names = ("fixed rate 0.2", "growing batch", "1/(k + 1)", "1/(4 (k + 1))")
    styles = ("solid", "dashed", "dotted", "solid")
    times = list(range(1, 121))
    return (
        figure(
            "SGD on x^2/2 with noise of variance 1, from x = 2: mean square of 2000 runs",
            "With a fixed rate the error stays at a level (solid). Batches that grow by a ninth a step bring it down linearly (dashed), the rate "
            "1/(k + 1) like 1/k (dotted). A rate that is too small by a factor of four falls more slowly than 1/k (upper solid curve).",
            ("step", "mean of x^2"),
            [
                curve(name, times, second_moment(name, len(times)), style)
                for name, style in zip(names, styles, strict=True)
            ],
            xscale="log",
            yscale="log",
        ),
    )
