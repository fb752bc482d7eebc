"""The monotone path between random rectified networks.

Notation: L_zero, L_start, L_end the losses of the zero predictor, of the initial and of the final weights;
reach the smallest over the path of the largest loss that a scale c in [0, 2^40] of the last layer attains;
worst_rise the largest increase of the achieved loss from one point of the path to the next (negative where it
falls throughout); worst_miss the largest |achieved - level|; smallest_output the least mean square of N along
the path; jump the largest change of c from one point to the next.
"""

import numpy as np

from proofs_check.worlds.monotone_pairs import CALLS, letter, loss_errors, random_pair, smallest
from proofs_check.worlds.monotone_path import PathPoints, Schedule, trace
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import UNIT, Tracked, measured
from proofs_check.worlds.world import Measured, World

SIZES = (2, 3, 8)
STEPS = 16


def _run(rng: np.random.Generator, instances: int, width: int, schedule: Schedule) -> Measured:
    loss = CALLS[int(rng.integers(0, len(CALLS)))]
    pair = random_pair(rng, instances, width, loss)
    points = trace(pair.start, pair.end, pair.bend, pair.inputs, pair.targets, loss, STEPS, schedule)
    return measured({}, summary(points, loss_errors(pair, loss)))


def summary(points: PathPoints, errors: tuple[Array, Array, Array]) -> dict[str, Tracked]:
    """The letters of a traced path; errors: bounds on the rounding of L_zero, L_start and L_end, each (B,)."""
    worst = points.achieved_error.max(axis=0)
    zero, start, end = errors
    rise = np.diff(points.achieved, axis=0).max(axis=0)
    miss = np.abs(points.achieved - points.levels).max(axis=0)
    jump = np.abs(np.diff(points.c, axis=0)).max(axis=0)
    levels = zero + start + end + 8 * UNIT * np.abs(points.levels).max(axis=0)
    return {
        "L_zero": letter(points.zero, zero),
        "L_start": letter(points.start, start),
        "L_end": letter(points.end, end),
        "reach": smallest(points.farthest, points.farthest_error),
        "worst_rise": letter(rise, 2 * worst + UNIT * np.abs(rise)),
        "worst_miss": letter(miss, worst + levels),
        "smallest_output": smallest(points.output, points.output_error),
        "jump": letter(jump, UNIT * jump),
    }


def run_staged(rng: np.random.Generator, instances: int, width: int) -> Measured:
    """The construction in two stages, as in the proof."""
    return _run(rng, instances, width, "staged")


def run_direct(rng: np.random.Generator, instances: int, width: int) -> Measured:
    """One falling level at each lam."""
    return _run(rng, instances, width, "direct")


_LETTERS = ("L_zero", "L_start", "L_end", "reach", "worst_rise", "worst_miss", "smallest_output", "jump")
MONOTONE_PATH_RANDOM = World(
    "monotone_path_random",
    "Constructs the falling path between random rectified networks, in two stages as the theorem's proof does.",
    _LETTERS,
    SIZES,
    run_staged,
)
MONOTONE_PATH_DIRECT = World(
    "monotone_path_direct",
    "Looks for the scale with a falling level at every point between two random rectified networks.",
    _LETTERS,
    SIZES,
    run_direct,
)
WORLDS = (MONOTONE_PATH_RANDOM, MONOTONE_PATH_DIRECT)
