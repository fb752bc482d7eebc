"""Figures of the catalogue, as data: curves with labels and a caption that says how to read them.

The curves are computed by running the algorithms (the worlds) or by evaluating the formulas of the claims at many points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Figure = Mapping[str, object]
Figures = tuple[Figure, ...]


def curve(label: str, x: Sequence[float], y: Sequence[float], style: str = "solid") -> dict[str, object]:
    """A curve; six digits are more than a picture shows, and keep the record small."""
    return {
        "label": label,
        "x": [_short(value) for value in x],
        "y": [_short(value) for value in y],
        "style": style,
    }


def _short(value: float) -> float:
    return float(f"{float(value):.6g}")


def grid(low: float, high: float, count: int = 121) -> list[float]:
    """Evenly spaced points, both ends included."""
    return [low + (high - low) * place / (count - 1) for place in range(count)]


def figure(
    title: str, caption: str, axes: tuple[str, str], series: list[dict[str, object]], **more: object
) -> Figure:
    """A line figure; `more` may give yscale, xscale, hlines, vlines."""
    base = {"kind": "lines", "title": title, "caption": caption, "xlabel": axes[0], "ylabel": axes[1]}
    return {
        **base,
        "xscale": "linear",
        "yscale": "linear",
        "hlines": [],
        "vlines": [],
        **more,
        "series": series,
    }


def increment() -> Figures:
    """The increment of the cost against the step size, for a quadratic and for a cubic with the same g and H."""
    steps = grid(0.0, 1.1)
    quadratic = [e**2 * 3 / 2 - e for e in steps]  # g = 1, H = 3
    cubic = [e**2 * 3 / 2 - e - e**3 for e in steps]
    return (
        figure(
            "The increment of the cost along the negative gradient (g = 1, H = 3)",
            "Below zero the step lowers the cost. The quadratic model (solid) is lowest at q/s = 1/3 and crosses zero at 2q/s = 2/3. "
            "The cubic cost with the same gradient and Hessian (dashed) leaves the model as the step grows: it is below zero where the "
            "model predicts a rise.",
            ("step size", "increment"),
            [curve("quadratic model", steps, quadratic), curve("cubic cost", steps, cubic, "dashed")],
            hlines=[{"y": 0.0, "label": "no change"}],
            vlines=[{"x": 1 / 3, "label": "best step q/s"}, {"x": 2 / 3, "label": "threshold 2q/s"}],
        ),
    )


def tiny_steps() -> Figures:
    """The increment for tiny steps in a badly conditioned quadratic."""
    steps = grid(0.0, 0.003)
    rise = [((1000 * (1 - 1000 * e) ** 2 + (1 - e) ** 2) - 1001) / 2 for e in steps]
    return (
        figure(
            "Tiny steps in a quadratic with curvatures 1000 and 1, from the point (1, 1)",
            "However bad the conditioning, the curve starts downwards: every step below 0.002 lowers the cost.",
            ("step size", "increment"),
            [curve("increment", steps, rise)],
            hlines=[{"y": 0.0, "label": "no change"}],
        ),
    )


def curvature() -> Figures:
    """Admissible step and relative decrease against the curvature."""
    ratio = [10 ** (place / 20) for place in range(81)]
    return (
        figure(
            "What the curvature along the gradient leaves",
            "Both axes are logarithmic: a tenfold curvature s/q leaves a tenth of the admissible step and of the relative decrease.",
            ("curvature s/q", "value"),
            [
                curve("admissible step 2q/s", ratio, [2 / k for k in ratio]),
                curve("best decrease relative to q", ratio, [1 / (2 * k) for k in ratio], "dashed"),
            ],
            xscale="log",
            yscale="log",
        ),
    )


def powers() -> Figures:
    """Norms of W^t x for moduli below, at and above 1, a Jordan block and a non-normal matrix."""
    import numpy as np

    matrices = {
        "modulus 0.9": ([[0.9, 0.0], [0.0, 0.5]], "solid"),
        "modulus 1 (rotation)": ([[0.0, -1.0], [1.0, 0.0]], "dashed"),
        "modulus 1.1": ([[1.1, 0.0], [0.0, 0.5]], "dotted"),
        "Jordan block, modulus 1": ([[1.0, 1.0], [0.0, 1.0]], "solid"),
        "non-normal, moduli 0.9 and 0.8": ([[0.9, 5.0], [0.0, 0.8]], "dashed"),
    }
    series = []
    times = list(range(41))
    for label, (rows, style) in matrices.items():
        matrix, state = np.array(rows), np.array([0.6, 0.8])
        norms = []
        for _ in times:
            norms.append(float(np.linalg.norm(state)))
            state = matrix @ state
        series.append(curve(label, times, norms, style))
    return (
        figure(
            "Repeated multiplication: the norm of Wᵗ x",
            "Moduli below 1 end at 0, above 1 they grow without end, at modulus 1 the norm stays (rotation) or grows slowly (Jordan block). "
            "A non-normal matrix first grows although all its moduli are below 1.",
            ("t", "norm of Wᵗ x"),
            series,
            yscale="log",
        ),
    )


def rates() -> Figures:
    """Effective rates of AdaGrad and RMSProp under a constant gradient, from their update loops."""
    g, eps, delta, rho = 2.0, 0.1, 0.01, 0.9
    times, ada, rms = list(range(1, 81)), [], []
    sum_of_squares = average = 0.0
    for _ in times:
        sum_of_squares += g * g
        average = rho * average + (1 - rho) * g * g
        ada.append(eps / (delta + sum_of_squares**0.5))
        rms.append(eps / (delta + average**0.5))
    return (
        figure(
            "Effective rates under a constant gradient (g = 2, ε = 0.1, δ = 0.01, ρ = 0.9)",
            "Both rates fall. RMSProp's settles at ε/(δ + |g|), AdaGrad's goes on to 0.",
            ("iteration k", "effective rate"),
            [curve("AdaGrad", times, ada), curve("RMSProp", times, rms, "dashed")],
            hlines=[{"y": eps / (delta + g), "label": "limit ε/(δ + |g|)"}],
        ),
    )


def velocity() -> Figures:
    """The length of the step of momentum under a constant gradient."""
    eps, g = 0.1, 1.0
    times = list(range(61))
    series = []
    for alpha, style in ((0.5, "dotted"), (0.9, "dashed"), (0.95, "solid")):
        speed, lengths = 0.0, []
        for _ in times:
            lengths.append(abs(speed))
            speed = alpha * speed - eps * g
        series.append(curve(f"α = {alpha}", times, lengths, style))
    return (
        figure(
            "Step length of momentum under a constant gradient (ε = 0.1, |g| = 1)",
            "Each curve rises to ε|g|/(1 − α): 0.2, 1 and 2 (the horizontal lines).",
            ("t", "step length"),
            series,
            hlines=[{"y": 0.2, "label": ""}, {"y": 1.0, "label": ""}, {"y": 2.0, "label": ""}],
        ),
    )


def scaled_losses() -> Figures:
    """The square loss of a scaled network against the scale."""
    scales = grid(0.0, 3.0)
    return (
        figure(
            "Square loss of a scaled network",
            "All curves start at the mean squared target, here 1 (not at the mean target, here 0). Outputs that are not all 0 make a "
            "parabola that reaches every level above its start just once; a network that is 0 on the data keeps its loss.",
            ("scale c", "loss"),
            [
                curve("N = (1, -1), y = (1, -1)", scales, [(c - 1) ** 2 for c in scales]),
                curve("N = (-1, 1), y = (1, -1)", scales, [(c + 1) ** 2 for c in scales], "dashed"),
                curve("N = (0, 0)", scales, [1.0 for _ in scales], "dotted"),
            ],
        ),
    )


def two_branches() -> Figures:
    """The landscape of the network that refutes the printed path theorem."""
    left, right = grid(-3.0, 0.0, 61), grid(0.0, 3.0, 61)
    return (
        figure(
            "One rectified unit on two data points: no falling path from the start to the converged loss",
            "Right of 0 the unit serves the first point, left of 0 the second; the only way across is at 0, the zero predictor. "
            "From the start at 3 a falling path is caught at 1: it would have to rise to the level of the zero predictor first.",
            ("output on the served point (right: first, left: second)", "loss"),
            [
                curve("unit serves the first point", right, [(u - 1) ** 2 + 4 for u in right]),
                curve("unit serves the second point", left, [1 + (u + 2) ** 2 for u in left], "dashed"),
            ],
            hlines=[{"y": 5.0, "label": "zero predictor"}],
        ),
    )


def digits() -> Figures:
    """The monotone path of a network trained on handwritten digits; nothing where scikit-learn is not installed."""
    from proofs_check.worlds import digits as world

    try:
        path = world.digits_path(seed=0, width=16, steps=48, images=800)
    except ImportError:
        return ()
    where = list(path.position)
    return (
        figure(
            "A network trained on handwritten digits: the straight path and the constructed one",
            "Solid: the loss along the straight line of weights. Dashed: the same weights with the last layer scaled by c, which makes the "
            "loss fall steadily. The horizontal line is the zero predictor.",
            ("position on the path", "loss"),
            [
                curve("straight path", where, list(path.straight_loss)),
                curve("scaled path", where, list(path.achieved), "dashed"),
            ],
            hlines=[{"y": _short(path.zero_level), "label": "zero predictor"}],
        ),
        figure(
            "The scale c along the path",
            "The factor of the last layer that brings the loss to its level.",
            ("position on the path", "c"),
            [curve("c", where, list(path.c))],
        ),
    )
