"""Figures of AdaGrad and of rates per direction, computed by running the update loops."""

from __future__ import annotations

import math

from theory.figures import Figures, curve, figure


def regret() -> Figures:
    """AdaGrad's regret with bounded gradients and with growing ones."""
    series = []
    times = list(range(1, 401))
    for label, growth, eps, style in (
        ("gradients of size 1", 1.0, 1.0, "solid"),
        ("gradients (-2)^t", 2.0, 4.0, "dashed"),
    ):
        x = total = lost = slope = 0.0
        values = []
        for t in times if growth == 1.0 else times[:16]:
            g = (-growth) ** t if growth > 1.0 else math.copysign(1.0, math.sin(1.7 * t) - 0.3)
            lost, slope, total = lost + g * x, slope + g, total + g * g
            values.append((lost + abs(slope)) / math.sqrt(t))
            x = max(-1.0, min(1.0, x - eps * g / math.sqrt(total)))
        series.append(curve(label, times[: len(values)], values, style))
    return (
        figure(
            "AdaGrad's regret divided by sqrt(T), on [-1, 1]",
            "With bounded gradients the quotient stays bounded: the regret is O(sqrt T). With gradients that double and change sign it grows "
            "exponentially.",
            ("T", "regret / sqrt(T)"),
            series,
            yscale="log",
            xscale="log",
        ),
    )


def contraction() -> Figures:
    """The factor by which a step multiplies the partial derivative."""
    rates = [place / 60 for place in range(1, 151)]
    return (
        figure(
            "What one step does to the partial derivative (curvature h = 1)",
            "The size of the factor 1 - eps h. Right of 1/h the derivative changes sign, and a smaller rate contracts faster, but only down to 1/h; "
            "left of it a larger rate does, but only up to 1/h. Beyond 2/h the step diverges.",
            ("rate eps", "|1 - eps h|"),
            [curve("|1 - eps h|", rates, [abs(1 - e) for e in rates])],
            vlines=[{"x": 1.0, "label": "1/h"}, {"x": 2.0, "label": "2/h"}],
            hlines=[{"y": 1.0, "label": "no contraction"}],
        ),
    )


def two_directions() -> Figures:
    """AdaGrad's rates in a direction with small gradients and in one with large ones."""
    eps, delta = 0.1, 0.01
    times = list(range(1, 101))
    series = []
    for g, style in ((0.05, "solid"), (2.0, "dashed")):
        total, rates = 0.0, []
        for _ in times:
            total += g * g
            rates.append(eps / (delta + math.sqrt(total)))
        series.append(curve(f"|g| = {g}", times, rates, style))
    return (
        figure(
            "AdaGrad's rates in two directions (eps = 0.1, delta = 0.01)",
            "The direction with small gradients has the larger rate, but both rates fall from every step to the next.",
            ("step k", "rate"),
            series,
            yscale="log",
        ),
    )


def spike() -> Figures:
    """RMSProp's step after one huge gradient."""
    eps, delta, rho = 1.0, 1e-3, 0.9
    times = list(range(1, 201))
    series = []
    for first, style in ((1.0, "solid"), (100.0, "dashed"), (10000.0, "dotted")):
        r, steps = 0.0, []
        for k in times:
            g = first if k == 1 else 1.0
            r = rho * r + (1 - rho) * g * g
            steps.append(eps * g / (delta + math.sqrt(r)))
        series.append(curve(f"first gradient {first:g}, then 1", times, steps, style))
    return (
        figure(
            "RMSProp's step for gradients of size 1 after a first gradient (eps = 1, delta = 0.001, rho = 0.9)",
            "A gradient of 1 is a thousand times the stabiliser, yet after a huge gradient the steps are tiny: the accumulator must forget it first.",
            ("step k", "size of the step"),
            series,
            yscale="log",
        ),
    )
