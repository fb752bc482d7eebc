"""A map over two letters: how much room a claim has, and where it fails.

The room is drawn in bands of one hue, darker near equality; what fails is hatched and has an edge, so that the map can
be read without its colours. Places outside the domain stay blank.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from matplotlib.axes import Axes

from proofs_check.report.ink import BROKEN, GROUND, INK
from proofs_check.report.reading import Object, number_at
from proofs_check.report.words import measured

_BANDS = ((0.0, 0.5), (0.15, 0.36), (0.4, 0.23), (0.7, 0.11))
"""From which share of the positive values on a band reaches, and how strongly it is inked."""


def draw_map(axes: Axes, figure: Object) -> None:
    """The map of a figure with the fields x, y and z (a row for each y); nothing where they do not fit together."""
    xs, ys, rows = grid_of(figure)
    room = sorted(value for row in rows for value in row if math.isfinite(value))
    if len(xs) < 2 or len(ys) < 2 or len(room) < 4:
        return
    levels = _levels(room)
    tops = [*(low for low, _ in levels[1:]), room[-1]]
    for (low, strength), top in zip(levels, tops, strict=False):
        if top > low:
            axes.contourf(xs, ys, rows, levels=[low, top], colors=[GROUND], alpha=strength)
    if room[0] < 0:
        axes.contourf(xs, ys, rows, levels=[room[0], 0.0], colors=[BROKEN], alpha=0.2)
        axes.contourf(xs, ys, rows, levels=[room[0], 0.0], colors="none", hatches=["///"])
        axes.fill_between([], [], facecolor="none", edgecolor=BROKEN, hatch="///", label="claim fails")
    if room[0] < 0 < room[-1]:
        axes.contour(xs, ys, rows, levels=[0.0], colors=[INK], linewidths=1.4)
    axes.grid(visible=False)
    axes.set_xlim(xs[0], xs[-1])
    axes.set_ylim(ys[0], ys[-1])


def _levels(room: list[float]) -> list[tuple[float, float]]:
    """Where each band begins, and its strength; equal beginnings are one band. `room` is sorted."""
    positive = [value for value in room if value > 0]
    if not positive:
        return []
    starts = [(positive[int(share * (len(positive) - 1))] if share else 0.0, ink) for share, ink in _BANDS]
    return [pair for number, pair in enumerate(starts) if number == 0 or pair[0] > starts[number - 1][0]]


def map_in_words(figure: Object) -> str:
    """What a map shows, in words."""
    xs, ys, rows = grid_of(figure)
    values = [value for row in rows for value in row if math.isfinite(value)]
    if not values or not xs or not ys:
        return "no points"
    failing = sum(value < 0 for value in values)
    where = f"{measured(xs[0])} to {measured(xs[-1])} and {measured(ys[0])} to {measured(ys[-1])}"
    share = f"the claim fails at {failing} of {len(values)} places" if failing else "the claim fails nowhere"
    return f"map of {where}; {share}; slack between {measured(min(values))} and {measured(max(values))}"


def grid_of(figure: Object) -> tuple[list[float], list[float], list[list[float]]]:
    """The axes and the rows of a map; empty where they do not fit together."""
    xs, ys = _numbers(figure.get("x")), _numbers(figure.get("y"))
    rows = [_numbers(row) for row in _listed(figure.get("z"))]
    fits = len(rows) == len(ys) and all(len(row) == len(xs) for row in rows)
    ascending = all(a < b for axis in (xs, ys) for a, b in pairwise(axis))
    return (xs, ys, rows) if fits and ascending else ([], [], [])


def _listed(values: object) -> Sequence[object]:
    return values if isinstance(values, list) else []


def _numbers(values: object) -> list[float]:
    """The numbers of a list, nan where one is missing."""
    return [
        math.nan if (found := number_at({"value": value}, "value")) is None else found
        for value in _listed(values)
    ]
