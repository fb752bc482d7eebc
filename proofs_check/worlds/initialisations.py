"""How often a network at initialisation is worse than the zero predictor.

Rectified networks with 1 to 4 hidden layers are drawn by the schemes of `initial_networks`, and judged with one of three losses on
the handwritten digits that ship with scikit-learn (where it is installed) or on random data. For each one the network with the negated
last layer is judged, too: both are equally likely.

Notation: P = L(N), M = L(-N) and Z = L(0), losses of one start, of its negative and of the zero predictor. For one scheme, depth, loss
and set of data: share, the share of `draws` starts with P > Z; deviation, its standard error; pairs, the share of the starts and
their negatives together; dead, the share of the starts that are 0 on all data; both, that of the pairs of which both are worse.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds.digits import load_digits
from proofs_check.worlds.initial_networks import SCHEMES, initial_networks
from proofs_check.worlds.losses import CROSS_ENTROPY, LOGISTIC, LOSSES, Loss
from proofs_check.worlds.monotone_path import Network, outputs
from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

DEPTHS = (1, 2, 3, 4)
WIDTHS = (8, 32)
POINTS, PIXELS, CLASSES = 64, 64, 10
STARTS, SHARES, DRAWS = 480, 108, 128
BATCH = 64
Source = tuple[Array, Array] | None
"""Images and one-hot targets; None stands for random data."""


@dataclass(frozen=True)
class Signs:
    """The losses P, M, Z (B,) of starts, their negatives and the zero predictor, and bounds on their rounding.

    dead: networks that are 0 on all data; there the three are one number, and the bounds 0.
    """

    P: Array
    M: Array
    Z: Array
    P_error: Array
    M_error: Array
    Z_error: Array
    dead: NDArray[np.bool_]


def sources() -> tuple[Source, ...]:
    """The digits and random data; random data alone where scikit-learn is not installed."""
    try:
        return (load_digits(), None)
    except ModuleNotFoundError:
        return (None,)


def draw_data(
    rng: np.random.Generator, source: Source, loss: Loss, sets: int, points: int = POINTS
) -> tuple[Array, Array]:
    """Sets of inputs (sets, points, 64) and targets: one-hot (sets, points, 10), for the logistic loss +-1 (sets, points, 1).

    Images of the source with odd against even digits for the logistic loss, or normal inputs and any labels.
    """
    if source is not None:
        images, classes = source
        rows = rng.integers(0, len(images), (sets, points))
        inputs, targets = images[rows], classes[rows]
    else:
        inputs = rng.standard_normal((sets, points, PIXELS))
        targets = np.identity(CLASSES)[rng.integers(0, CLASSES, (sets, points))]
    if loss is LOGISTIC:
        targets = 2.0 * (targets.argmax(axis=2, keepdims=True) % 2) - 1
    return inputs, targets


def layer_sizes(depth: int, width: int, loss: Loss) -> tuple[int, ...]:
    """Inputs, hidden layers, outputs."""
    return (PIXELS, *[width] * depth, 1 if loss is LOGISTIC else CLASSES)


def judge_signs(networks: Network, inputs: Array, targets: Array, loss: Loss) -> Signs:
    """The losses of networks and their negatives; inputs (B, m, d), targets (B, m, k)."""
    out, bound = outputs(networks, inputs)
    nothing = np.zeros_like(out)
    moved = out - out.mean(axis=2, keepdims=True) if loss is CROSS_ENTROPY else out
    dead = ~(moved != 0).any(axis=(1, 2))
    zero, zero_error = loss.value(nothing, targets), loss.error(nothing, targets, nothing)
    # a shift of all classes alike leaves the cross entropy as it is, but for its rounding
    plus, minus = (np.where(dead, zero, loss.value(part, targets)) for part in (out, -out))
    errors = [loss.error(out, targets, bound), loss.error(-out, targets, bound), zero_error]
    plus_error, minus_error, zero_error = (np.where(dead, 0.0, error) for error in errors)
    return Signs(plus, minus, zero, plus_error, minus_error, zero_error, dead)


def starts(
    rng: np.random.Generator, schemes: tuple[str, ...], instances: int, depth: int
) -> dict[str, Array]:
    """One start an instance, with data of its own: scheme, loss, source and width run through all combinations."""
    kinds = list(product(schemes, LOSSES, sources(), WIDTHS))
    found = {name: np.zeros(instances) for name in ("P", "M", "Z", "P_error", "M_error", "Z_error")}
    order = rng.permutation(instances)
    for place, (scheme, loss, source, width) in enumerate(kinds):
        for rows in _batches(order[place :: len(kinds)]):
            networks = initial_networks(rng, scheme, layer_sizes(depth, width, loss), len(rows))
            signs = judge_signs(networks, *draw_data(rng, source, loss, len(rows)), loss)
            for name, values in found.items():
                values[rows] = getattr(signs, name)
    return found


def _batches(rows: Array) -> Iterator[Array]:
    for first in range(0, len(rows), BATCH):
        yield rows[first : first + BATCH]


def shares_of(
    rng: np.random.Generator,
    scheme: str,
    sizes: tuple[int, ...],
    loss: Loss,
    source: Source,
    draws: int = DRAWS,
) -> dict[str, float]:
    """The shares among `draws` starts on one set of data; undecided: the share whose comparison rounding hides."""
    inputs, targets = draw_data(rng, source, loss, 1)
    networks = initial_networks(rng, scheme, sizes, draws)
    spread = [np.broadcast_to(part, (draws, *part.shape[1:])) for part in (inputs, targets)]
    return share_letters(judge_signs(networks, spread[0], spread[1], loss))


def share_letters(signs: Signs) -> dict[str, float]:
    """The letters of the shares."""
    worse, flipped = signs.P > signs.Z, signs.M > signs.Z
    hidden = (np.abs(signs.P - signs.Z) <= signs.P_error + signs.Z_error) & ~signs.dead
    hidden |= (np.abs(signs.M - signs.Z) <= signs.M_error + signs.Z_error) & ~signs.dead
    draws, share = len(worse), float(worse.mean())
    return {
        "share": share,
        "deviation": float(np.sqrt(share * (1 - share) / draws)),
        "pairs": float((worse.mean() + flipped.mean()) / 2),
        "both": float((worse & flipped).mean()),
        "dead": float(signs.dead.mean()),
        "draws": float(draws),
        "undecided": float(hidden.mean()),
    }


def run_shares(rng: np.random.Generator, instances: int, depth: int) -> Measured:
    """One scheme, loss, width and set of data an instance; schemes and losses run through all combinations."""
    kinds, known = list(product(LOSSES, SCHEMES)), sources()
    found = []
    for instance in range(instances):
        loss, scheme = kinds[instance % len(kinds)]
        width, source = WIDTHS[rng.integers(len(WIDTHS))], known[rng.integers(len(known))]
        found.append(shares_of(rng, scheme, layer_sizes(depth, width, loss), loss, source))
    columns = {name: np.array([row[name] for row in found]) for name in found[0]}
    undecided = columns.pop("undecided")
    return Measured(columns, dict.fromkeys(("share", "pairs", "both"), undecided))


def _of_schemes(name: str, says: str, schemes: tuple[str, ...]) -> World:
    def run(rng: np.random.Generator, instances: int, depth: int) -> Measured:
        found = starts(rng, schemes, instances, depth)
        letters = ("P", "M", "Z")
        return Measured(
            {letter: found[letter] for letter in letters},
            {letter: found[f"{letter}_error"] for letter in letters},
        )

    return World(name, says, ("P", "M", "Z"), DEPTHS, run, STARTS)


INITIAL_SHARES = World(
    "initial_shares",
    "Draws many initial networks by each usual scheme and counts how many are worse than the zero predictor.",
    ("share", "deviation", "pairs", "both", "dead", "draws"),
    DEPTHS,
    run_shares,
    SHARES,
)
ANY_SCHEME = _of_schemes(
    "initial_networks", "Draws initial networks by all usual schemes, each with its negative.", SCHEMES
)
WORLDS = (
    INITIAL_SHARES,
    ANY_SCHEME,
    *(
        _of_schemes(
            f"initial_{scheme}",
            f"Draws initial networks by the scheme {scheme.replace('_', ' ')}.",
            (scheme,),
        )
        for scheme in SCHEMES
    ),
)
