"""Figures of the Adam family, computed by running the update loops."""

from __future__ import annotations

from theory.figures import Figures, curve, figure


def constant() -> Figures:
    """Adam's step under a constant gradient, with and without the bias corrections."""
    eps, beta1, beta2, g = 1.0, 0.9, 0.999, 1.0
    times = list(range(1, 2001, 10))
    m = v = 0.0
    corrected, plain = [], []
    for t in range(1, 2001):
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
        if t in times:
            corrected.append(eps * m / (1 - beta1**t) / (v / (1 - beta2**t)) ** 0.5)
            plain.append(eps * m / v**0.5)
    return (
        figure(
            "Adam's step under a constant gradient (eps = 1, beta1 = 0.9, beta2 = 0.999)",
            "With the corrections every step has the size eps. Without them the steps of the first thousand iterations are several "
            "times as long: the average of the squares fills more slowly than that of the gradients.",
            ("iteration t", "size of the step"),
            [curve("corrected", times, corrected), curve("not corrected", times, plain, "dashed")],
            xscale="log",
        ),
    )


def adadelta() -> Figures:
    """AdaDelta's step under constant gradients."""
    rho, delta = 0.95, 1e-3
    times = list(range(1, 1001))
    series = []
    for g, style in ((0.5, "solid"), (1.0, "dashed"), (2.0, "dotted")):
        r = u = 0.0
        ratio = []
        for _ in times:
            r = rho * r + (1 - rho) * g * g
            step = ((u + delta) / (r + delta)) ** 0.5 * g
            u = rho * u + (1 - rho) * step * step
            ratio.append(step / g)
        series.append(curve(f"g = {g}", times, ratio, style))
    return (
        figure(
            "AdaDelta's step under a constant gradient, divided by the gradient (rho = 0.95, delta = 0.001)",
            "All curves rise to 1: the step tends to -g, whatever the gradient is. How long that takes is set by the stabiliser: the smaller "
            "it is against g^2, the longer.",
            ("iteration t", "step / (-g)"),
            series,
            xscale="log",
            hlines=[{"y": 1.0, "label": "the step is -g"}],
        ),
    )


def nesterov() -> Figures:
    """RMSProp's velocity with momentum under a constant gradient."""
    eps, delta, rho, g = 0.01, 1e-3, 0.9, 1.0
    times = list(range(1, 121))
    series = []
    for alpha, style in ((0.0, "dotted"), (0.5, "dashed"), (0.9, "solid")):
        r = v = 0.0
        sizes = []
        for _ in times:
            r = rho * r + (1 - rho) * g * g
            v = alpha * v - eps * g / (delta + r**0.5)
            sizes.append(-v / eps)
        series.append(curve(f"alpha = {alpha}", times, sizes, style))
    return (
        figure(
            "RMSProp with momentum under a constant gradient (g = 1, rho = 0.9)",
            "The first steps are long, because the accumulator starts at 0. The limits are 1, 2 and 10 times eps/(1 + delta): momentum "
            "multiplies the limiting step by 1/(1 - alpha).",
            ("iteration k", "size of the step / eps"),
            series,
            hlines=[{"y": 1 / (1 - alpha) / (1 + delta), "label": ""} for alpha in (0.0, 0.5, 0.9)],
        ),
    )


def orbit() -> Figures:
    """RMSProp with a constant rate on a parabola, from the two points and from elsewhere."""
    eps, delta, h, rho = 0.2, 0.02, 1.0, 0.9
    c = eps / 2 - delta / h
    times = list(range(61))
    series = []
    for start, r, label, style in ((c, (h * c) ** 2, "from c", "solid"), (1.0, 0.0, "from 1", "dashed")):
        x, path = start, []
        for _ in times:
            path.append(x)
            r = rho * r + (1 - rho) * (h * x) ** 2
            x -= eps * h * x / (delta + r**0.5)
        series.append(curve(label, times, path, style))
    return (
        figure(
            "RMSProp on x^2/2 (eps = 0.2, delta = 0.02, rho = 0.9)",
            "From c = 0.08 with the matching accumulator the iterates jump between c and -c for ever: with a constant rate RMSProp need not "
            "converge, even on a parabola.",
            ("iteration t", "x"),
            series,
            hlines=[{"y": c, "label": "c"}, {"y": -c, "label": "-c"}],
        ),
    )


def regret() -> Figures:
    """The average regret of Adam, AMSGrad and AdaGrad on the periodic losses."""
    from proofs_check.worlds.adam_regret import average_regrets

    cycles = 1000
    kept = [k for k in range(cycles) if k < 20 or k % 10 == 9]
    styles = {"Adam": "solid", "AMSGrad": "dashed", "AdaGrad": "dotted"}
    found = average_regrets(3.0, 1 / 28, 0.5, 3 * cycles)
    series = [
        curve(name, [3 * (k + 1) for k in kept], [float(found[name][k]) for k in kept], style)
        for name, style in styles.items()
    ]
    return (
        figure(
            "Average regret on the losses 3x, -x, -x, 3x, ... over [-1, 1] (beta1 = 0, beta2 = 1/28, step sizes 0.5/sqrt(t))",
            "Adam's average regret stays at 2/3 and more: the rare large gradient is divided by its own size and moves x less than the two "
            "small ones together. AMSGrad and AdaGrad learn that -1 is best, and theirs vanishes.",
            ("t", "regret / t"),
            series,
            xscale="log",
            hlines=[{"y": 2 / 3, "label": "2(C - 2)/3"}],
        ),
    )


def longest_step() -> Figures:
    """The longest step that Adam can take after t gradients, by the worst sequence, against the two bounds."""
    beta1, beta2 = 0.9, 0.999
    times = list(range(1, 1001))
    sizes = []
    weight = 0.0
    for t in times:
        # the worst sequence is g_(t-j) proportional to (beta1/beta2)^j
        weight = 1.0 + weight * beta1**2 / beta2
        m, v = (1 - beta1) * weight, (1 - beta2) * weight
        sizes.append(m / (1 - beta1**t) / (v / (1 - beta2**t)) ** 0.5)
    printed = (1 - beta1) / (1 - beta2) ** 0.5
    true = printed / (1 - beta1**2 / beta2) ** 0.5
    return (
        figure(
            "The longest step of Adam after t gradients (eps = 1, beta1 = 0.9, beta2 = 0.999)",
            "The worst gradients grow like (beta2/beta1)^t towards the present. Their step passes the printed bound 3.2 and tends to 7.3, the bound of "
            "the repair, which no sequence passes.",
            ("t", "longest step"),
            [curve("worst sequence", times, sizes)],
            xscale="log",
            hlines=[{"y": printed, "label": "printed bound"}, {"y": true, "label": "true bound"}],
        ),
    )
