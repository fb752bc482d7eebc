"""The monotone path between networks really trained on handwritten digits: 1 to 3 hidden layers, two losses, several starts.

Square loss and cross entropy, full-batch gradient descent on 256 images of the digits that ship with scikit-learn. One seed an
instance, for start and images alike. In the first world the last layer of the start is doubled until it is worse than the zero predictor, as
the theorem assumes; in the second the start is left as it was drawn, by schemes for which it is often better.

Notation: as in `monotone_worlds`; L_last the loss at the end of the constructed path, missed the share of its points whose level no
scale of the last layer reaches; rise the largest increase of the loss along the straight path of weights, unscaled.
"""

import numpy as np

from proofs_check.worlds.digits import STEP_SIZE, load_digits, worse_than_zero
from proofs_check.worlds.initial_networks import initial_networks
from proofs_check.worlds.losses import CROSS_ENTROPY, SQUARE, Loss
from proofs_check.worlds.monotone_pairs import Pair, letter, loss_errors
from proofs_check.worlds.monotone_path import Layer, Network, PathPoints, Schedule, trace
from proofs_check.worlds.monotone_worlds import summary
from proofs_check.worlds.products import Array
from proofs_check.worlds.rectified import chosen, train
from proofs_check.worlds.rounding import UNIT, Tracked, measured
from proofs_check.worlds.world import Measured, World

DEPTHS = (1, 2, 3)
LOSSES = (SQUARE, CROSS_ENTROPY)
WIDTH, IMAGES, TRIES, STEPS = 16, 256, 150, 24
RUNS, RUNS_AS_DRAWN = 54, 36
SCHEMES = ("he_normal", "glorot_uniform", "orthogonal")
AS_DRAWN = ("small_last", "lecun_normal")


def starts(rng: np.random.Generator, schemes: tuple[str, ...], sizes: tuple[int, ...], count: int) -> Network:
    """Networks drawn by each of the schemes in turn."""
    drawn = [initial_networks(rng, scheme, sizes, count) for scheme in schemes]
    network, turn = drawn[0], np.arange(count) % len(schemes)
    for place, other in enumerate(drawn):
        network = chosen(turn == place, other, network)
    return network


def trained_pair(start: Network, inputs: Array, targets: Array, loss: Loss) -> Pair:
    """The starts, what training makes of them, and a straight path between."""
    end = train(start, inputs, targets, loss, TRIES, STEP_SIZE)
    straight = tuple(Layer(0 * layer.weights, 0 * layer.bias) for layer in start)
    return Pair(start, end, straight, inputs, targets)


def letters(points: PathPoints, pair: Pair, loss: Loss) -> dict[str, Tracked]:
    """What is measured on the path of each pair."""
    found = summary(points, loss_errors(pair, loss))
    rise = np.diff(points.straight, axis=0)[np.diff(points.lam) > 0].max(axis=0)
    missed = 1 - points.reachable.mean(axis=0)
    return {
        **{name: found[name] for name in ("L_zero", "L_start", "L_end", "reach", "worst_rise", "worst_miss")},
        "L_last": letter(points.achieved[-1], points.achieved_error[-1]),
        "missed": letter(missed, UNIT + 0 * missed),
        "rise": letter(rise, 2 * points.achieved_error.max(axis=0) + UNIT * np.abs(rise)),
    }


def run(
    rng: np.random.Generator, instances: int, depth: int, schemes: tuple[str, ...], schedule: Schedule
) -> Measured:
    """Trains one network an instance, the losses and the schemes in turn."""
    images, classes = load_digits()
    values: dict[str, Array] = {name: np.zeros(instances) for name in LETTERS}
    errors = {name: np.zeros(instances) for name in LETTERS}
    for place, loss in enumerate(LOSSES):
        places = np.arange(instances)[place :: len(LOSSES)]
        if not len(places):
            continue
        rows = rng.integers(0, len(images), (len(places), IMAGES))
        inputs, targets = images[rows], classes[rows]
        sizes = (inputs.shape[2], *[WIDTH] * depth, targets.shape[2])
        start = starts(rng, schemes, sizes, len(places))
        start = worse_than_zero(start, inputs, targets, loss) if schedule == "staged" else start
        pair = trained_pair(start, inputs, targets, loss)
        points = trace(pair.start, pair.end, None, inputs, targets, loss, STEPS, schedule)
        found = measured({}, letters(points, pair, loss))
        for name in LETTERS:
            values[name][places], errors[name][places] = found.values[name], found.errors[name]
    return Measured(values, errors)


def run_staged(rng: np.random.Generator, instances: int, depth: int) -> Measured:
    """From starts that are worse than the zero predictor, in two stages as in the proof."""
    return run(rng, instances, depth, SCHEMES, "staged")


def run_as_drawn(rng: np.random.Generator, instances: int, depth: int) -> Measured:
    """From starts as they are drawn, one falling level at each point."""
    return run(rng, instances, depth, AS_DRAWN, "direct")


LETTERS = ("L_zero", "L_start", "L_end", "reach", "worst_rise", "worst_miss", "L_last", "missed", "rise")
DIGITS_PATHS = World(
    "digits_paths",
    "Trains networks with 1 to 3 hidden layers on handwritten digits and constructs the falling path from start to end.",
    LETTERS,
    DEPTHS,
    run_staged,
    RUNS,
)
DIGITS_PATHS_AS_DRAWN = World(
    "digits_paths_as_drawn",
    "Trains networks on handwritten digits from starts as they are drawn and looks for falling levels from start to end.",
    LETTERS,
    DEPTHS,
    run_as_drawn,
    RUNS_AS_DRAWN,
)
WORLDS = (DIGITS_PATHS, DIGITS_PATHS_AS_DRAWN)
