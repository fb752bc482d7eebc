"""Figures of gradient descent and Newton's method: iterates computed by their loops."""

from __future__ import annotations

from theory.figures import Figures, curve, figure


def line_search() -> Figures:
    """The gap under exact line search from the worst start and from two others, and the guaranteed rate."""
    kappa, steps = 20.0, list(range(31))
    rate = ((kappa - 1) / (kappa + 1)) ** 2
    series = [curve("guaranteed", steps, [rate**k for k in steps], "dotted")]
    for label, start, style in (
        ("worst start (1, 20)", (1.0, kappa), "solid"),
        ("start (1, 1)", (1.0, 1.0), "dashed"),
    ):
        u, v = start
        gaps = []
        for _ in steps:
            gaps.append((kappa * u * u + v * v) / 2)
            g, h = kappa * u, v
            size = (g * g + h * h) / (kappa * g * g + h * h)
            u, v = u - size * g, v - size * h
        series.append(curve(label, steps, [gap / gaps[0] for gap in gaps], style))
    return (
        figure(
            "Steepest descent with exact line search, condition number 20",
            "The gap to the minimum, relative to its first value; the axis is logarithmic. From the worst start the guaranteed "
            "contraction is met exactly at every step; other starts run below it.",
            ("step", "relative gap"),
            series,
            yscale="log",
        ),
    )


def regimes() -> Figures:
    """Iterates of gradient descent on h x^2/2 for five values of c = eps h."""
    times = list(range(13))
    series = []
    for c, style in ((0.3, "solid"), (1.0, "dashed"), (1.7, "dotted"), (2.0, "solid"), (2.15, "dashed")):
        x, path = 1.0, []
        for _ in times:
            path.append(x)
            x -= c * x
        series.append(curve(f"c = {c}", times, path, style))
    return (
        figure(
            "Gradient descent on a parabola for five learning rates, c = eps h",
            "Below 1 the iterates fall to 0 from one side, at 1 they are there after one step, between 1 and 2 they alternate and "
            "shrink, at 2 they cycle, above 2 they grow.",
            ("step", "x"),
            series,
        ),
    )


def ravine() -> Figures:
    """The steep and the shallow coordinate of gradient descent in a ravine, for a long and for a short step."""
    kappa, steps = 50.0, list(range(61))
    long, short = 1.9 / kappa, 1.0 / kappa
    return (
        figure(
            "Gradient descent in a ravine with condition number 50",
            "With a step of 1.9/lmax the steep coordinate bounces from wall to wall. With 1/lmax it does not, but in both cases the "
            "shallow coordinate creeps.",
            ("step", "coordinate"),
            [
                curve("steep, step 1.9/lmax", steps, [(1 - long * kappa) ** k for k in steps]),
                curve("shallow, step 1.9/lmax", steps, [(1 - long) ** k for k in steps], "dashed"),
                curve("shallow, step 1/lmax", steps, [(1 - short) ** k for k in steps], "dotted"),
            ],
        ),
    )


def two_wells() -> Figures:
    """The quartic with two wells, and the iterates that descend into the shallow one."""
    places = [-2.0 + 5.0 * place / 160 for place in range(161)]
    x, path, values = -0.5, [], []
    for _ in range(25):
        path.append(x)
        values.append(_quartic(x))
        x -= (x**3 - x**2 - 2 * x) / 8
    return (
        figure(
            "Two wells: descent that leads away from the best point",
            "From -1/2 every step goes downhill, to the left into the well at -1, and away from the best point 2.",
            ("x", "cost"),
            [
                curve("cost", places, [_quartic(place) for place in places]),
                curve("iterates", path, values, "dashed"),
            ],
            vlines=[{"x": -1.0, "label": "local minimum"}, {"x": 2.0, "label": "best point"}],
        ),
    )


def _quartic(y: float) -> float:
    return y**4 / 4 - y**3 / 3 - y**2


def newton() -> Figures:
    """Newton's iterates on the convex function sqrt(1 + x^2) from three starts."""
    times = list(range(6))
    series = []
    for start, style in ((0.9, "solid"), (1.0, "dashed"), (1.1, "dotted")):
        x, path = start, []
        for _ in times:
            path.append(abs(x))
            x = x - x * (1 + x * x)
        series.append(curve(f"from {start}", times, path, style))
    return (
        figure(
            "Newton's method on the convex function sqrt(1 + x^2)",
            "The distance to the minimum, on a logarithmic axis: below 1 it falls at once, at 1 it stays for ever, above 1 it explodes.",
            ("step", "distance"),
            series,
            yscale="log",
        ),
    )


def clipping() -> Figures:
    """The length of the step against the length of the gradient, with and without clipping."""
    lengths = [place / 20 for place in range(81)]
    return (
        figure(
            "Step length with and without clipping at norm 1",
            "Below the threshold clipping changes nothing; above it the step keeps the length of the threshold.",
            ("norm of the gradient", "step length / eps"),
            [
                curve("plain", lengths, lengths),
                curve("clipped", lengths, [min(1.0, length) for length in lengths], "dashed"),
            ],
        ),
    )


def products() -> Figures:
    """Logarithms of products of different random factors, from one seed each."""
    import numpy as np

    times = list(range(201))
    series = []
    for label, scale, style in (
        ("size 0.9", 0.9, "dotted"),
        ("size 1", 1.0, "solid"),
        ("size 1.1", 1.1, "dashed"),
    ):
        rng = np.random.default_rng(7)
        logs = np.cumsum(np.log(np.abs(rng.standard_normal(200) * scale * 1.887)))
        series.append(curve(label, times, [0.0, *[float(value) / np.log(10) for value in logs]], style))
    return (
        figure(
            "Products of different random factors",
            "The decimal logarithm of the product. Factors whose logarithm has mean 0 (size 1) still wander, a little smaller or larger "
            "ones vanish or explode, although no two factors are equal.",
            ("number of factors", "log10 of the product"),
            series,
        ),
    )
