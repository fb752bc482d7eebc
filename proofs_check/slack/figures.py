"""The figure of a judged claim, as data of the record: curves for one moving letter, a map for two real ones."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from proofs_check.instances.values import NotNumeric
from proofs_check.slack.drawing import curves, family, region
from proofs_check.slack.sample import Floats, Sampled, sample
from proofs_check.slack.scene import Scene, is_scalar, scene_of, value_of
from proofs_check.slack.window import Window, windows
from proofs_check.statement.claim import Claim
from proofs_check.statement.errors import StatementError
from proofs_check.statement.fold import Pattern, fold
from proofs_check.statement.terms import Compare
from proofs_check.statement.unicode_text import pretty
from proofs_check.verdict import Judged

Figure = dict[str, object]
CURVE_POINTS, MAP_POINTS = 81, 21
FEWEST = 6
SHOWN_INTEGERS = 4
LONGEST_LABEL = 48


def slack_figures(judged: Judged, known: tuple[Pattern, ...]) -> list[Figure]:
    """The general figure of a claim; none where it compares no numbers, has too many letters, or shows nothing."""
    if not isinstance(judged.subject, Claim) or judged.verdict == "not_checkable":
        return []
    if judged.subject.scope == "empirical":  # its letters are what runs measure: nothing to see between them
        return []
    witness = judged.witness.point if judged.witness is not None else None
    try:
        scene = scene_of(judged.subject.formal, witness)
        if scene is None or not is_scalar(scene):
            return []
        found = _best(scene, _marked(scene, judged))
        return [_drawn(scene, *found, judged, known)] if found and _says_something(found[1], judged) else []
    except (StatementError, NotNumeric, ValueError, OverflowError, MemoryError, RecursionError):
        return []


def _marked(scene: Scene, judged: Judged) -> dict[str, float]:
    """The moving letters of the witness as numbers, empty where there is none."""
    if judged.witness is None:
        return {}
    point = judged.witness.point
    found = {name: value_of(scene.formal, point[name], {}) for name, _ in scene.moving if name in point}
    if len(found) < len(scene.moving) or any(np.iscomplexobj(value) for value in found.values()):
        raise NotNumeric("the witness has no such letter")
    return {name: float(value[0]) for name, value in found.items()}


Shown = tuple[Mapping[str, Window], Sampled, Mapping[str, Floats]]


def _best(scene: Scene, witness: Mapping[str, float]) -> Shown | None:
    """The window in which what fails and what holds are both seen; the natural one where all hold."""
    found: list[tuple[float, Shown]] = []
    for shown in windows(scene, witness):
        axes = _axes(scene, shown, witness)
        if axes is None:
            continue
        sampled = sample(scene, _mesh(axes))
        seen = sampled.admissible.sum()
        part = sampled.fails.sum() / seen if seen else 0.0
        found.append((abs(part - 0.4), (shown, sampled, axes)))
        if not witness or 0.08 <= part <= 0.8:
            return found[-1][1]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _axes(
    scene: Scene, shown: Mapping[str, Window], witness: Mapping[str, float]
) -> dict[str, Floats] | None:
    if any(window.high <= window.low for window in shown.values()):
        return None
    if len(shown) == 1:
        return {name: window.grid(CURVE_POINTS, witness.get(name)) for name, window in shown.items()}
    if any(window.integer for window in shown.values()):
        return {
            name: window.grid(SHOWN_INTEGERS if window.integer else CURVE_POINTS)
            for name, window in shown.items()
        }
    return {name: window.grid(MAP_POINTS) for name, window in shown.items()}


def _mesh(axes: Mapping[str, Floats]) -> dict[str, Floats]:
    """Every combination of the places of the axes, the last letter running fastest."""
    crossed = np.meshgrid(*axes.values(), indexing="ij")
    return {name: places.ravel() for name, places in zip(axes, crossed, strict=True)}


def _says_something(sampled: Sampled, judged: Judged) -> bool:
    """Whether enough is defined, the slack varies, and what is seen agrees with the verdict."""
    slack = sampled.slack[np.isfinite(sampled.slack)]
    if len(slack) < max(FEWEST, sampled.slack.size // 10) or np.ptp(slack) == 0:
        return False
    return not (judged.verdict == "proved" and bool(sampled.fails.any()))


def _drawn(
    scene: Scene,
    shown: Mapping[str, Window],
    sampled: Sampled,
    axes: Mapping[str, Floats],
    judged: Judged,
    known: tuple[Pattern, ...],
) -> Figure:
    marked = _marked(scene, judged)
    labels = [_label(part, known) for part in scene.shown]
    if len(axes) == 1:
        return curves(scene, sampled, next(iter(axes.values())), marked, judged, labels)
    whole = [name for name, window in shown.items() if window.integer]
    if whole:
        return family(scene, sampled, axes, whole[0], judged, labels)
    return region(scene, sampled, axes, marked, judged, labels)


def _label(part: Compare, known: tuple[Pattern, ...]) -> str:
    """The comparison as text, "" where it is too long for a label."""
    said = pretty(fold(part, known))
    return said if len(said) <= LONGEST_LABEL else ""
