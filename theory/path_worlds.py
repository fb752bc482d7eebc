"""What the worlds measure on the falling path between random rectified networks, and where the theorem speaks of it.

On the digits: networks with 1 to 3 hidden layers, square loss and cross entropy, three schemes of initialisation, three seeds for each.

Notation: L_zero, L_start, L_end the losses of the zero predictor, of the initial and of the final weights; reach the smallest loss
over the path of those that the largest scale attains.
"""

from __future__ import annotations

from proofs_check.statement.claim import Experiment

LOSSES = dict.fromkeys(("L_zero", "L_start", "L_end", "reach"), "nonnegative")
ENDS = {"assumption": "L_zero < L_start", "better": "L_end < L_start"}
HYPOTHESES = {"reached": "reach >= L_start", **ENDS}
NEIGHBOURS = {
    **dict.fromkeys(("width", "L_left", "L_right", "L_moved", "sway"), "nonnegative"),
    **{"c_left": "real", "c_right": "real"},  # a negative scale must not pass as inadmissible
}


def on_trained_digits(observes: str, let: dict[str, str]) -> Experiment:
    """A statement about the path between networks trained on digits, from starts scaled until the assumption holds."""
    return Experiment("digits_paths.digits_paths", observes, {**LOSSES, **let}, HYPOTHESES)


def on_digits_as_drawn(observes: str, let: dict[str, str]) -> tuple[Experiment, ...]:
    """A statement about trained networks whose start is left as it was drawn: where the assumption holds, and where it does not."""
    fails = {"no_assumption": "L_start <= L_zero", "better": ENDS["better"]}
    return tuple(
        Experiment("digits_paths.digits_paths_as_drawn", observes, {**LOSSES, **let}, given)
        for given in (ENDS, fails)
    )


def on_staged_paths(observes: str, let: dict[str, str]) -> Experiment:
    """A statement about the whole path, constructed in two stages, where the theorem's hypotheses hold."""
    return Experiment("monotone_worlds.monotone_path_random", observes, {**LOSSES, **let}, HYPOTHESES)


def on_neighbours(observes: str) -> Experiment:
    """A statement about the two neighbours on the path whose scales differ most, where the theorem's hypotheses hold.

    left, right: the two points, at the distance width; L_moved: the loss at the right one with the scale of the left one; sway: how
    far the loss at a fixed scale can move over that distance, from the speed of the weights.
    """
    return Experiment(
        "monotone_neighbours.monotone_path_neighbours", observes, {**LOSSES, **NEIGHBOURS}, HYPOTHESES
    )
