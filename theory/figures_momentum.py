"""Figures of momentum: the weights of past gradients, heavy ball and Nesterov runs."""

from __future__ import annotations

import math

from theory.figures import Figures, curve, figure


def weights() -> Figures:
    """The coefficient of a gradient in the velocity against its age, read off from runs with one nonzero gradient."""
    series = []
    for alpha, style in ((0.5, "dotted"), (0.9, "dashed"), (0.99, "solid")):
        velocity, column = 1.0, []
        for _ in range(41):
            column.append(velocity)
            velocity = alpha * velocity
        series.append(curve(f"alpha = {alpha}", list(range(41)), column, style))
    return (
        figure(
            "What is left of one gradient in the velocity",
            "A single gradient of size 1 at age 0, none after it. The areas under the curves are 2, 10 and 100: the velocity is a sum, not "
            "a mean, and a larger alpha gives old gradients a larger share.",
            ("age of the gradient", "weight in the velocity"),
            series,
        ),
    )


def alternating() -> Figures:
    """Velocities under gradients of alternating sign and of equal sign."""
    times = list(range(31))
    series = []
    for alpha, style in ((0.5, "dotted"), (0.9, "solid")):
        velocity, column = 0.0, []
        for t in times:
            column.append(velocity)
            velocity = alpha * velocity - (-1) ** (t + 1)
        series.append(curve(f"alpha = {alpha}", times, column, style))
    return (
        figure(
            "The velocity under gradients +1, -1, +1, ... (eps = 1)",
            "The velocity does not die out: it alternates with an amplitude that tends to 1/(1 + alpha), 0.67 and 0.53. The mean of two "
            "successive velocities does tend to 0.",
            ("t", "velocity"),
            series,
            hlines=[{"y": 1 / 1.9, "label": "1/(1 + 0.9)"}],
        ),
    )


def velocity_choice() -> Figures:
    """Heavy ball with the new and with the old velocity on a parabola."""
    alpha, rate = 0.9, 0.12
    new, old = [], []
    x = y = 1.0
    v = w = 0.0
    times = list(range(41))
    for _ in times:
        new.append(x)
        old.append(y)
        v = alpha * v - rate * x
        x = x + v
        y, w = y + w, alpha * w - rate * y
    return (
        figure(
            "Moving with the new and with the old velocity (J = x^2/2, alpha = 0.9, eps = 0.12)",
            "Both runs start at 1 from rest. With the new velocity (solid) the position settles; with the old one (dashed) each gradient is "
            "taken one position late and the swings grow, because alpha + eps h exceeds 1.",
            ("t", "position"),
            [curve("new velocity", times, new), curve("old velocity", times, old, "dashed")],
            hlines=[{"y": 0.0, "label": "minimum"}],
        ),
    )


def _radius(alpha: float, q: float) -> float:
    """The larger modulus of the roots of z^2 - (1 + alpha - q) z + alpha."""
    half = (1 + alpha - q) / 2
    inside = half * half - alpha
    return math.sqrt(alpha) if inside < 0 else abs(half) + math.sqrt(inside)


def stability() -> Figures:
    """The factor per step of heavy ball against eps h."""
    grid = [place * 4.2 / 210 for place in range(211)]
    series = [
        curve(f"alpha = {alpha}", grid, [_radius(alpha, q) for q in grid], style)
        for alpha, style in ((0.0, "dotted"), (0.5, "dashed"), (0.9, "solid"))
    ]
    return (
        figure(
            "The factor per step of heavy ball on J = h x^2/2",
            "Below 1 the run converges: up to eps h = 2(1 + alpha), 2 without momentum and nearly 4 with alpha = 0.9. On the flat part the "
            "factor is sqrt(alpha), whatever the curvature.",
            ("eps h", "factor per step"),
            series,
            hlines=[{"y": 1.0, "label": "stable below"}],
            vlines=[{"x": 2.0, "label": "2"}, {"x": 3.0, "label": "3"}, {"x": 3.8, "label": "3.8"}],
        ),
    )


def ravine() -> Figures:
    """Tuned and untuned heavy ball against gradient descent on a quadratic of condition number 1000."""
    top, low = 1000.0, 1.0
    tuned = ((top**0.5 - low**0.5) / (top**0.5 + low**0.5)) ** 2
    runs = {
        "plain descent, best rate": (0.0, 2 / (top + low), "dotted"),
        "momentum, best alpha and rate": (tuned, 4 / (top**0.5 + low**0.5) ** 2, "solid"),
        "momentum, alpha = 0.9999, rate 1/L": (0.9999, 1 / top, "dashed"),
    }
    series = []
    times = list(range(0, 1501, 5))
    for label, (alpha, rate, style) in runs.items():
        x, y, v, w = 1.0, 1.0, 0.0, 0.0
        costs = []
        for t in range(1501):
            if t % 5 == 0:
                costs.append(max((top * x * x + low * y * y) / 2, 1e-18))
            v, w = alpha * v - rate * top * x, alpha * w - rate * low * y
            x, y = x + v, y + w
        series.append(curve(label, times, costs, style))
    return (
        figure(
            "A ravine with condition number 1000",
            "Well tuned, momentum needs about the root of the condition number of steps per digit, plain descent the condition number. "
            "With a badly chosen alpha (dashed) momentum is slower than plain descent.",
            ("step", "cost"),
            series,
            yscale="log",
        ),
    )


def noise() -> Figures:
    """Mean squared error of Nesterov with constant and of plain descent with falling rates on a noisy parabola, exact moments."""
    times = [2**power for power in range(15)]
    alpha, q, s = 0.9, 0.1, 1.0
    nesterov, descent = [], []
    P, C, Q, w = 100.0, 0.0, 0.0, 100.0
    r = 1 - q
    for t in range(times[-1] + 1):
        if t in times:
            nesterov.append(P)
            descent.append(w)
        noise = (q * s) ** 2
        shared = alpha**2 * r**2 * Q + noise
        P, C, Q = (
            r * r * P + 2 * alpha * r * r * C + shared,
            -r * q * P + (alpha * r * r - alpha * r * q) * C + shared,
            q * q * P - 2 * alpha * r * q * C + shared,
        )
        w = (1 - 1 / (t + 1)) ** 2 * w + (s / (t + 1)) ** 2
    return (
        figure(
            "A noisy parabola (h = 1, noise variance 1, start at distance 10): mean squared error",
            "Nesterov's momentum with constant parameters (alpha = 0.9, eps = 0.1) stays at its stationary variance. Plain descent with the rates "
            "1/(t + 1) follows 1/k, which no choice of parameters can beat.",
            ("step k", "mean squared error"),
            [
                curve("Nesterov, constant parameters", times, nesterov),
                curve("plain descent, rates 1/(t + 1)", times, descent, "dashed"),
            ],
            xscale="log",
            yscale="log",
        ),
    )


def accelerated() -> Figures:
    """Excess cost of constant and of growing momentum on the cost with slope y - y/(1 + y^4)^(1/4), integrated numerically."""
    import numpy as np

    def slope(y: float) -> float:
        return float(np.sign(y) * (abs(y) - abs(y) / (1 + y**4) ** 0.25))

    fine = np.linspace(0.0, 1.2, 20001)
    slopes = fine - fine / (1 + fine**4) ** 0.25
    table = np.concatenate([[0.0], np.cumsum((slopes[1:] + slopes[:-1]) / 2 * np.diff(fine))])
    times = sorted({round(10 ** (place / 8)) for place in range(33)})
    series = []
    for label, alpha, style in (
        ("alpha = 0", 0.0, "dotted"),
        ("alpha = 0.9", 0.9, "dashed"),
        ("(t - 1)/(t + 2)", None, "solid"),
    ):
        x, v, costs = 1.0, 0.0, []
        for t in range(times[-1] + 1):
            if t in times:
                costs.append(max(float(np.interp(abs(x), fine, table)), 1e-14))
            a = (t - 1) / (t + 2) if alpha is None else alpha
            v = a * v - slope(x + a * v)
            x += v
        series.append(curve(label, times, costs, style))
    series.append(curve("2L|x0 - x*|^2/(k + 1)^2", times, [2 / (k + 1) ** 2 for k in times], "dashed"))
    return (
        figure(
            "Excess cost of Nesterov's momentum on a flat convex cost (L = 1, eps = 1)",
            "Both axes are logarithmic. With a constant alpha the curves become parallel to each other with slope -3/2, flatter than the bound's "
            "slope -2; with the parameters (t - 1)/(t + 2) the run stays below the bound.",
            ("k", "J(x_k) - J*"),
            series,
            xscale="log",
            yscale="log",
        ),
    )
