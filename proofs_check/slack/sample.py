"""Slack at many places at once: `slacks_at` evaluates the comparisons of a scene on a block of points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofs_check.instances.letters import Letters
from proofs_check.instances.numpy_eval import Evaluator
from proofs_check.instances.truth import Judge
from proofs_check.instances.values import EPS, Mask, NotNumeric, Value
from proofs_check.slack.scene import Scene
from proofs_check.statement.terms import Compare

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sampled:
    """At B points: sides and slacks (P, B) of the comparisons, nan where a point is not admissible or not defined.

    fails: where some comparison fails by more than rounding, (B,). undefined: admissible, yet a side is undefined.
    """

    left: Floats
    right: Floats
    slack: Floats
    fails: Mask
    admissible: Mask
    undefined: Mask

    @property
    def least(self) -> Floats:
        """The smallest slack of the comparisons, (B,)."""
        return np.asarray(self.slack.min(axis=0))


def sample(scene: Scene, places: Mapping[str, Floats]) -> Sampled:
    """The comparisons at the places of the moving letters. Raises NotNumeric."""
    count = max(len(values) for values in places.values())
    with np.errstate(all="ignore"):
        evaluator = Evaluator(scene.formal, Letters({**scene.fixed, **places}), careful=False)
        judge = Judge(evaluator)
        admissible = np.ones(count, dtype=bool)
        for fact in scene.facts:
            admissible &= judge.truth(fact).outcome >= 0
        found = [_compared(evaluator, part, count) for part in scene.parts]
    left, right, slack = (np.stack([part[which] for part in found]) for which in range(3))
    known = np.isfinite(slack).all(axis=0)
    slack = np.where(admissible & known, slack, np.nan)
    strict = np.array([part.relation in ("<", ">") for part in scene.parts])[:, None]
    broken = (slack != 0) if scene.is_equality else (slack < 0) | (strict & (slack == 0))
    fails = admissible & known & broken.any(axis=0)
    return Sampled(
        np.where(admissible, left, np.nan),
        np.where(admissible, right, np.nan),
        slack,
        fails,
        admissible,
        admissible & ~known,
    )


def _compared(evaluator: Evaluator, part: Compare, count: int) -> tuple[Floats, Floats, Floats]:
    """Left side, right side and slack (B,); a slack that rounding cannot tell from 0 is 0."""
    x, y = evaluator.value(part.left), evaluator.value(part.right)
    for side in (x, y):
        if side.value.ndim != 1 or np.iscomplexobj(side.value):
            raise NotNumeric("a side is no real number")
    gap = np.asarray(y.value - x.value, dtype=np.float64)
    units = max(evaluator.units, x.depth / 2, y.depth / 2)
    tolerance = 0.0 if x.exact and y.exact else (x.magnitude + y.magnitude) * (EPS * units)
    gap = np.where(np.abs(gap) <= tolerance, 0.0, gap)
    sign = -1.0 if part.relation in (">", ">=") else 1.0
    sides = [np.broadcast_to(_defined(side), (count,)) for side in (x, y)]
    slack = np.broadcast_to(sign * gap, (count,)) + 0 * sides[0] + 0 * sides[1]
    return sides[0], sides[1], slack


def _defined(side: Value) -> Floats:
    value = np.asarray(side.value, dtype=np.float64)
    return value if side.status is None else np.where(side.status < 0, np.nan, value)
