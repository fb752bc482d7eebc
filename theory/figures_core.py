"""Figures of the core claims on gradients through time, on RMSProp's accumulator and step, and on the last layer; the ravine and the saddle.

Each is computed by running the recurrence or the network that the claim speaks of.
"""

from __future__ import annotations

from theory.figures import Figures, curve, figure, grid, velocity


def carried_back() -> Figures:
    """The gradient carried back against the printed formula, in a matrix that is not symmetric."""
    import numpy as np

    vectors, values = np.array([[1.0, 1.0], [0.0, 0.5]]), np.array([1.05, 0.6])
    inverse = np.linalg.inv(vectors)
    matrix, end = vectors @ np.diag(values) @ inverse, np.array([1.0, 0.0])
    times, carried, printed, angle = list(range(21)), [], [], []
    gradient = end
    for t in times:
        formula = vectors @ np.diag(values**t) @ inverse @ end
        carried.append(float(np.linalg.norm(gradient)))
        printed.append(float(np.linalg.norm(formula)))
        angle.append(float(np.linalg.norm(gradient - formula)))
        gradient = matrix.T @ gradient
    return (
        figure(
            "The gradient t steps back: the chain rule and the printed formula",
            "Solid: the length of the gradient that the chain rule carries back, multiplying by Wᵀ. Dashed: that of the printed "
            "V diag(λ)ᵗ V⁻¹ d. Dotted: how far the two vectors are apart; were the formula right it would lie at 0 for every t.",
            ("steps back t", "length"),
            [
                curve("carried back by Wᵀ", times, carried),
                curve("printed formula", times, printed, "dashed"),
                curve("distance of the two", times, angle, "dotted"),
            ],
        ),
    )


def through_time() -> Figures:
    """What each time step adds to the gradient of the recurrent matrix, for three spectral radii."""
    import numpy as np

    turn = np.array([[0.8, -0.6], [0.6, 0.8]])
    last, lags = 24, list(range(25))
    series = []
    for radius, style in ((0.9, "dashed"), (1.0, "solid"), (1.1, "dotted")):
        matrix = radius * turn
        states = [np.array([1.0, 0.0])]
        for _ in range(last):
            states.append(matrix @ states[-1])
        back, sizes = np.array([0.0, 1.0]), []
        for lag in lags[:-1]:
            sizes.append(
                float(np.linalg.norm(np.outer(back, states[last - 1 - lag] / radius ** (last - 1 - lag))))
            )
            back = matrix.T @ back
        series.append(curve(f"moduli {radius:g}", lags[:-1], sizes, style))
    return (
        figure(
            "What a step s places back adds to the gradient of W (states of length 1)",
            "The gradient of W is a sum over the time steps; each has one factor Wᵀ more than the one after it. Below modulus 1 "
            "early steps add next to nothing, above 1 they outweigh all others, at 1 every step counts alike. Logarithmic axis.",
            ("places back s", "size of the term"),
            series,
            yscale="log",
        ),
    )


def accumulator() -> Figures:
    """RMSProp's accumulator under a constant gradient, for three decay rates."""
    g = 2.0
    times = list(range(61))
    series = []
    for rho, style in ((0.5, "dotted"), (0.9, "dashed"), (0.95, "solid")):
        average, values = 0.0, []
        for _ in times:
            values.append(average)
            average = rho * average + (1 - rho) * g * g
        series.append(curve(f"ρ = {rho:g}", times, values, style))
    return (
        figure(
            "RMSProp's accumulator r under a constant gradient (g = 2)",
            "Each curve is the update loop, run; it is (1 − ρᵏ) g². All start at 0 and rise to g², the slower the nearer ρ is to 1.",
            ("iteration k", "accumulator r"),
            series,
            hlines=[{"y": g * g, "label": "limit g²"}],
        ),
    )


def steps() -> Figures:
    """The steps of AdaGrad and RMSProp under a constant gradient, with their limits."""
    g, eps, delta, rho = 2.0, 0.1, 0.01, 0.9
    times, ada, rms = list(range(1, 81)), [], []
    total = average = 0.0
    for _ in times:
        total += g * g
        average = rho * average + (1 - rho) * g * g
        ada.append(eps * g / (delta + total**0.5))
        rms.append(eps * g / (delta + average**0.5))
    return (
        figure(
            "Steps under a constant gradient (g = 2, ε = 0.1, δ = 0.01, ρ = 0.9)",
            "RMSProp's step (dashed) starts near ε/√(1 − ρ) and falls to about ε, whatever the gradient; AdaGrad's (solid) starts at about ε "
            "and goes on to 0.",
            ("iteration k", "step ε|g|/(δ + √r)"),
            [curve("AdaGrad", times, ada), curve("RMSProp", times, rms, "dashed")],
            hlines=[
                {"y": eps * g / (delta + g), "label": "limit ε|g|/(δ + |g|)"},
                {"y": eps / (1 - rho) ** 0.5, "label": "ε/√(1 − ρ)"},
            ],
        ),
    )


def last_layer() -> Figures:
    """The output of a network whose last layer is scaled, with and without its bias."""
    scales = grid(0.0, 2.0, 41)
    weight, bias = 1.0, 0.5
    return (
        figure(
            "Scaling the last layer: what a bias does (V z = 1, b = 0.5)",
            "The claim says that scaling the weights by c scales the output by c (solid line through the origin). With a bias that is not "
            "scaled (dashed) the two agree at c = 1 alone; with the bias scaled too they are one.",
            ("scale c", "output"),
            [
                curve("c times the output", scales, [c * (weight + bias) for c in scales]),
                curve("weights scaled, bias not", scales, [c * weight + bias for c in scales], "dashed"),
            ],
            vlines=[{"x": 1.0, "label": "c = 1"}],
        ),
    )


def momentum() -> Figures:
    """The step length of momentum, and the ravine that it is made for."""
    return (*velocity(), *ravine())


def ravine() -> Figures:
    """Gradient descent and momentum in a quadratic that is fifty times steeper across than along."""
    steep, flat, eps, alpha = 50.0, 1.0, 0.038, 0.75
    paths = {}
    for name, decay in (("gradient descent", 0.0), ("momentum", alpha)):
        x, y, u, v = -10.0, 0.6, 0.0, 0.0
        xs, ys = [x], [y]
        for _ in range(40):
            u, v = decay * u - eps * flat * x, decay * v - eps * steep * y
            x, y = x + u, y + v
            xs.append(x)
            ys.append(y)
        paths[name] = xs, ys
    level = [(-10 + 20 * n / 80) for n in range(81)]
    valley = [((100.0 - x * x) / steep) ** 0.5 for x in level]
    return (
        figure(
            "Forty steps in a ravine: curvature 50 across, 1 along",
            "Both axes are places, the minimum is at (0, 0), dotted is the level of x = −10. Gradient descent (solid) crosses the ravine at "
            "every step and creeps along it; momentum with α = 0.75 and the same ε = 0.038 (dashed) adds up what points along the ravine and arrives.",
            ("along the ravine", "across"),
            [
                curve("gradient descent", *paths["gradient descent"]),
                curve("momentum, α = 0.75", *paths["momentum"], "dashed"),
                curve(
                    "level of the cost", level + level[::-1], valley + [-y for y in valley[::-1]], "dotted"
                ),
            ],
        ),
    )


def saddle() -> Figures:
    """Gradient descent around the saddle of (x² − y²)/2, with the directions of steepest descent."""
    starts = ((-2.0, 0.02), (-2.0, -0.02), (2.0, 0.1), (2.0, -0.1), (1.2, 0.4))
    eps, series = 0.1, []
    for number, (x, y) in enumerate(starts):
        xs, ys = [x], [y]
        while abs(y) < 2.0:
            x, y = x - eps * x, y + eps * y
            xs.append(x)
            ys.append(min(max(y, -2.0), 2.0))
        series.append(
            curve(f"from ({xs[0]:g}, {ys[0]:g})", xs, ys, ("solid", "dashed", "dotted")[number % 3])
        )
    field_x: list[float] = []
    field_y: list[float] = []
    for x in (-1.8, -1.2, -0.6, 0.0, 0.6, 1.2, 1.8):
        for y in (-1.6, -0.8, 0.8, 1.6):
            for part in (0.0, 0.12):
                field_x.append(x - part * x)
                field_y.append(y + part * y)
            field_x.append(float("nan"))
            field_y.append(float("nan"))
    field: dict[str, object] = {
        "label": "direction of descent",
        "x": _gaps(field_x),
        "y": _gaps(field_y),
        "style": "solid",
    }
    return (
        figure(
            "A saddle: gradient descent on (x² − y²)/2",
            "Both axes are places; the gradient is 0 at (0, 0), where the curvature is 1 along x and −1 along y. Every path first nears the "
            "saddle along x and then leaves it along y: a tiny part along y is enough. The short strokes show where a small step leads.",
            ("x", "y"),
            [*series, field],
        ),
    )


def _gaps(values: list[float]) -> list[float | None]:
    return [round(value, 4) if value == value else None for value in values]
