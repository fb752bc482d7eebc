"""Figures of the path from the initial to the trained weights, as data: networks really drawn and really trained.

Seeds are fixed, so that a figure is the same every time. Figures that need the digits are left out where scikit-learn is not installed.
"""

from __future__ import annotations

from theory import figures
from theory.figures import Figures, curve, figure

DRAWS, WIDTH, SEED = 256, 32, 0
STYLES = ("solid", "dashed", "dotted")
RUNS = ((0, 1), (1, 1), (2, 2))  # seed, hidden layers
RUN_LABELS = ("seed 0, one hidden layer", "seed 1, one hidden layer", "seed 2, two hidden layers")


def initial_shares() -> Figures:
    """How often the start is worse than the zero predictor, by scheme, depth and loss."""
    from proofs_check.worlds.losses import LOSSES

    return tuple(shares_of_loss(place) for place in range(len(LOSSES)))


def shares_of_loss(place: int) -> figures.Figure:
    """The shares for one loss, each from DRAWS networks and their negatives."""
    import numpy as np

    from proofs_check.worlds import initialisations as world
    from proofs_check.worlds.initial_networks import SCHEMES
    from proofs_check.worlds.losses import LOSSES

    loss, source = LOSSES[place], world.sources()[0]
    series, widest, least = [], 0.0, 1.0
    for number, scheme in enumerate(SCHEMES):
        rng = np.random.default_rng((SEED, place, number))
        found = [
            world.shares_of(rng, scheme, world.layer_sizes(depth, WIDTH, loss), loss, source, DRAWS)
            for depth in world.DEPTHS
        ]
        series.append(
            curve(
                scheme.replace("_", " "), world.DEPTHS, [row["pairs"] for row in found], STYLES[number // 3]
            )
        )
        least = min(least, *(row["pairs"] for row in found))
        widest = max(widest, *(1.96 * row["deviation"] for row in found))
    data = "handwritten digits" if source is not None else "random data"
    return figure(
        f"How many networks start worse than the zero predictor: {loss.name} loss".replace(
            "entropy loss", "entropy"
        ),
        f"Each point: {DRAWS} networks with hidden layers of {WIDTH} units and their negatives, on {world.POINTS} {data} (seed {SEED}); the 95% "
        f"intervals reach at most {widest:.2f} to either side. The smallest share is {least:.3f}: of a network and its negative at least "
        "one is worse, where they are not 0 on all data.",
        ("hidden layers", "share worse than the zero predictor"),
        series,
        hlines=[{"y": 0.5, "label": "one half"}],
    )


def theorem() -> Figures:
    """The landscape that refutes the printed theorem, and paths that the true one gives for deep networks."""
    return figures.two_branches() + deeper_paths()


def deeper_paths() -> Figures:
    """The straight and the constructed path of networks with 2 and 3 hidden layers."""
    from proofs_check.worlds import digits as world
    from proofs_check.worlds.losses import CROSS_ENTROPY

    series, zero = [], 0.0
    for depth, scheme in ((2, "orthogonal"), (3, "glorot_uniform")):
        try:
            path = world.digits_path(SEED, 16, 24, depth=depth, loss=CROSS_ENTROPY, scheme=scheme, images=400)
        except ImportError:
            return ()
        where, zero = list(path.position), path.zero_level
        label = f"{depth} hidden layers"
        series.append(curve(f"{label}, straight", where, list(path.straight_loss)))
        series.append(curve(f"{label}, scaled", where, list(path.achieved), "dashed"))
    return (
        figure(
            "Deeper networks trained on handwritten digits with cross entropy",
            "Solid: the loss along the straight line of weights. Dashed: the same weights with the last layer scaled; the loss "
            f"falls steadily, in two stages. Orthogonal initialisation for two hidden layers, Glorot's for three; seed {SEED}, the last layer doubled until the "
            "start is worse than the zero predictor.",
            ("position on the path", "cross entropy"),
            series,
            hlines=[{"y": zero, "label": "zero predictor"}],
        ),
    )


def lines() -> Figures:
    """The loss along the straight line, three seeds."""
    from proofs_check.worlds import digits_lines as world

    try:
        runs = [world.one_run(seed, depth) for seed, depth in RUNS]
    except ImportError:
        return ()
    grid = [float(a) for a in world.GRID]
    shapes = [world.shape_of(run.losses[:, None]) for run in runs]
    rise, bend = (f"{max(float(shape[name][0]) for shape in shapes):.2g}" for name in ("rise", "bend"))
    return (
        figure(
            "The loss along the line from the initial to the trained weights, on handwritten digits",
            f"SGD with minibatches of {world.BATCH} and cross entropy. The largest increase from point to point is {rise}: below 0 all fall "
            f"throughout. The largest of their smallest second differences is {bend}: below 0 none of them is convex.",
            ("place on the line (0 initial, 1 trained)", "cross entropy"),
            [
                curve(label, grid, list(run.losses), style)
                for label, run, style in zip(RUN_LABELS, runs, STYLES, strict=True)
            ],
        ),
    )


def projections() -> Figures:
    """Distance from the line against progress along it, three seeds."""
    from proofs_check.worlds import digits_lines as world

    try:
        runs = [world.one_run(seed, depth) for seed, depth in RUNS]
    except ImportError:
        return ()
    return (
        figure(
            "Training on handwritten digits, seen from its straight line",
            "Across: the progress alpha along the line from initial to trained weights. Upwards: the distance beta from it, in the same unit. "
            "A run starts on the line and ends on it.",
            ("progress alpha", "distance beta"),
            [
                curve(label, list(run.alpha), list(run.beta), style)
                for label, run, style in zip(RUN_LABELS, runs, STYLES, strict=True)
            ],
        ),
    )
