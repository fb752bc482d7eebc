"""A sampled claim as the data of a figure: curves, a family of curves, or a map; numbers in four digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from proofs_check.instances.values import Mask
from proofs_check.slack.captions import (
    curve_caption,
    equality_caption,
    family_caption,
    map_caption,
    slack_axis,
)
from proofs_check.slack.sample import Floats, Sampled
from proofs_check.slack.scene import Scene
from proofs_check.slack.touching import touching_places
from proofs_check.statement.unicode_text import pretty_name
from proofs_check.verdict import Judged

Figure = dict[str, object]
STYLES = ("solid", "dashed", "dotted", "solid")
FAR = 100.0  # times the usual slack: beyond, an axis shows one flat line and one spike


def curves(
    scene: Scene,
    sampled: Sampled,
    places: Floats,
    witness: Mapping[str, float],
    judged: Judged,
    labels: Sequence[str],
) -> Figure:
    """The slack of every comparison, or both sides of an equality, against the one letter."""
    name = scene.moving[0][0]
    points = scene.moving[0][1].kind == "integer"
    spans = [] if points or scene.is_equality else _spans(places, sampled.fails)
    if scene.is_equality:
        rows, names = [sampled.left[0], sampled.right[0]], ["left side", "right side"]
        caption = equality_caption(scene, judged)
        touching: list[float] = []
    else:
        rows, cut = _cut(list(sampled.slack), sampled.fails)
        names = list(labels) if len(labels) > 1 else ["slack"]
        touching = touching_places(scene, places, sampled)
        caption = curve_caption(scene, judged, touching, name, cut, bool(spans))
    series = [
        _series(label, places, row, "points" if points else style)
        for label, row, style in zip(names, rows, STYLES, strict=False)
    ]
    if touching:
        series.append(_series("both sides equal", touching, [0.0] * len(touching), "points"))
    marks = [{"x": short(value), "label": "witness"} for value in witness.values()]
    return {
        **_base(
            _title(scene, labels),
            caption,
            pretty_name(name),
            "value" if scene.is_equality else slack_axis(scene),
        ),
        "series": series,
        "hlines": [] if scene.is_equality else [{"y": 0.0, "label": "equality"}],
        "vlines": marks,
        "spans": spans,
    }


def family(
    scene: Scene,
    sampled: Sampled,
    axes: Mapping[str, Floats],
    whole: str,
    judged: Judged,
    labels: Sequence[str],
) -> Figure:
    """The slack against the real letter, one curve for each value of the letter `whole`."""
    real = next(name for name in axes if name != whole)
    grid = sampled.least.reshape([len(values) for values in axes.values()])
    rows, cut = list(grid if next(iter(axes)) == whole else grid.T), False
    if not sampled.fails.any():
        rows, cut = _cut(rows, np.zeros(len(axes[real]), dtype=bool))
    series = [
        _series(f"{pretty_name(whole)} = {value:.0f}", axes[real], row, style)
        for value, row, style in zip(axes[whole], rows, STYLES, strict=False)
    ]
    return {
        **_base(
            _title(scene, labels), family_caption(scene, judged, cut), pretty_name(real), slack_axis(scene)
        ),
        "series": series,
        "hlines": [{"y": 0.0, "label": "equality"}],
    }


def region(
    scene: Scene,
    sampled: Sampled,
    axes: Mapping[str, Floats],
    witness: Mapping[str, float],
    judged: Judged,
    labels: Sequence[str],
) -> Figure:
    """A map of the smallest slack over two real letters: z[row][column], row by the second letter."""
    (first, xs), (second, ys) = axes.items()
    grid = sampled.least.reshape(len(xs), len(ys)).T
    at = [(x, y) for row, y in enumerate(ys) for column, x in enumerate(xs) if grid[row, column] == 0]
    strict = any(part.relation in ("<", ">") for part in scene.parts)
    equal = [] if strict or len(at) > 2 * max(len(xs), len(ys)) else at
    series = (
        [_series("both sides equal", [x for x, _ in equal], [y for _, y in equal], "points")] if equal else []
    )
    series += [_series("witness", [witness[first]], [witness[second]], "witness")] if witness else []
    return {
        **_base(
            _title(scene, labels),
            map_caption(
                scene, judged, bool(equal), not bool(np.isfinite(grid).all()), bool((grid < 0).any())
            ),
            pretty_name(first),
            pretty_name(second),
        ),
        "kind": "map",
        "x": _shorts(xs),
        "y": _shorts(ys),
        "z": [_shorts(row, 3) for row in grid],
        "strict": strict,
        "series": series,
    }


def _base(title: str, caption: str, xlabel: str, ylabel: str) -> Figure:
    return {
        "kind": "lines",
        "general": True,
        "title": title,
        "caption": caption,
        "xlabel": xlabel,
        "ylabel": ylabel,
        "xscale": "linear",
        "yscale": "linear",
        "series": [],
        "hlines": [],
        "vlines": [],
    }


def _title(scene: Scene, labels: Sequence[str]) -> str:
    what = "Both sides" if scene.is_equality else "Slack"
    return f"{what} of {labels[0]}" if len(labels) == 1 and labels[0] else f"{what} of the claim"


def _series(label: str, x: Sequence[float] | Floats, y: Sequence[float] | Floats, style: str) -> Figure:
    return {"label": label, "x": _shorts(x), "y": _shorts(y), "style": style}


def _shorts(values: Sequence[float] | Floats, digits: int = 4) -> list[float | None]:
    return [short(float(value), digits) if np.isfinite(value) else None for value in values]


def short(value: float, digits: int = 4) -> float:
    """The number in few digits: more than a picture shows would only make the record large."""
    return float(f"{value:.{digits}g}")


def _cut(rows: list[Floats], fails: Mask) -> tuple[list[Floats], bool]:
    """The rows without what towers over the rest, and whether anything was cut: the picture is about the sign."""
    found = np.concatenate([row[np.isfinite(row)] for row in rows])
    below = np.concatenate([-row[fails & np.isfinite(row)] for row in rows])
    depth = below.max(initial=0.0)
    usual = depth if depth > 0 else float(np.median(np.abs(found)))
    if usual == 0 or np.abs(found).max() <= FAR * usual:
        return rows, False
    top = FAR / 10 * usual
    return [np.where(np.abs(row) <= top, row, np.nan) for row in rows], True


def _spans(places: Floats, fails: Mask) -> list[Figure]:
    """The stretches of failing places; a single one reaches half-way to its neighbours."""
    middles = np.concatenate([places[:1], (places[1:] + places[:-1]) / 2, places[-1:]])
    edges = np.flatnonzero(np.diff(np.concatenate([[0], fails.astype(np.int8), [0]])))
    return [
        {"from": short(float(middles[start])), "to": short(float(middles[end])), "label": "claim fails"}
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
