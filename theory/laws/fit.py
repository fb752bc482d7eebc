"""Which convention fits: the optimizer and every convention of a family run on the same probes.

The distance of a convention is the largest difference of a change from its own, relative to the step that the same gradients make
where none cancels another. Conventions that are the same function on every probe are reported together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from theory.laws.conventions import Convention, conventions_of
from theory.laws.probes import MIXED, changing_rates, probes, scales_for, sequence
from theory.laws.runs import Maker, Run, reference_changes, scales
from theory.laws.subject import (
    FAMILIES,
    HYPERS,
    USUAL,
    Array,
    Family,
    HasRate,
    LooksAhead,
    Make,
    NotMade,
    Precision,
    hypers_for,
)

# 1e-12 rejects a float32 accumulator (1e-8 at least). 2e-5, for optimizers that answer in float32, rejects an epsilon at the
# wrong place, which at gradients of the size of epsilon changes a step by a tenth or more.
TOLERANCE: Mapping[Precision, float] = {"float64": 1e-12, "float32": 2e-5}
SAME = 1e-14


@dataclass(frozen=True)
class Fit:
    """The convention that fits best. distance, next_distance: see the module; `same`: conventions that no probe tells apart.

    share: of the compared changes, how many are off. runner_up is None where a family has one convention only.
    """

    family: Family
    convention: Convention
    distance: float
    share: float
    precision: Precision
    runner_up: Convention | None
    next_distance: float
    same: tuple[Convention, ...]
    options: frozenset[str]
    switched: bool

    @property
    def fits(self) -> bool:
        """Whether the optimizer follows the convention within the rounding of its precision."""
        return self.distance <= TOLERANCE[self.precision]


@dataclass(frozen=True)
class Probed:
    """The optimizer's answers to all probes."""

    maker: Maker
    options: frozenset[str]
    runs: tuple[Run, ...]
    thirds: Array
    looks_ahead: bool


def fitted(make: Make, family: Family | None = None, precision: Precision | None = None) -> Fit:
    """The convention that fits `make`; of the family that fits best where none is given.

    Raises NotMade where the maker refuses the family's hyperparameters, WrongChange or StepFailed where no step gives a change.
    """
    if family is not None:
        return fit_of(probed(make, family), precision)
    found = fits_of(make, precision)
    return min(found, key=lambda fit: (not fit.fits, fit.share, fit.distance))


def fits_of(make: Make, precision: Precision | None = None) -> tuple[Fit, ...]:
    """The fits of every family whose hyperparameters the maker takes. Raises NotMade where it takes none."""
    found: list[Fit] = []
    problems: list[str] = []
    for family in FAMILIES:
        try:
            found.append(fit_of(probed(make, family), precision))
        except NotMade as problem:
            problems.append(f"{family}: {problem}")
    if not found:
        raise NotMade("the maker takes the hyperparameters of no family; " + "; ".join(problems))
    return tuple(found)


def probed(make: Make, family: Family) -> Probed:
    """Runs all probes. Raises NotMade; WrongChange and StepFailed where not even a gradient of ones gives a change."""
    maker = Maker(make, family, _switched(make, family))
    first = maker.optimizer(hypers_for(family))
    options = frozenset(name for name in HYPERS[family].optional if _takes(maker, name))
    runs = [maker.attempt(gradients, hyper) for hyper, gradients in probes(family, options)]
    if isinstance(first, HasRate):
        gradients = sequence(MIXED, scales_for(USUAL["eps"])[3:])
        # Only a velocity shows where the rate is.
        moving = {"momentum": USUAL["momentum"]} if "momentum" in options else {}
        runs.append(maker.attempt(gradients, hypers_for(family, moving), changing_rates(len(gradients))))
    thirds = maker.attempt(sequence(MIXED, np.array([1 / 3])), hypers_for(family)).changes
    return Probed(maker, options, tuple(runs), thirds, isinstance(first, LooksAhead))


def _switched(make: Make, family: Family) -> bool:
    """Whether the maker takes the family's switch."""
    if not HYPERS[family].switch:
        return False
    try:
        Maker(make, family).optimizer(hypers_for(family))
    except NotMade:
        return False
    return True


def _takes(maker: Maker, name: str) -> bool:
    try:
        maker.optimizer(hypers_for(maker.family, {name: USUAL[name]}))
    except NotMade:
        return False
    return True


def fit_of(probed: Probed, precision: Precision | None = None) -> Fit:
    """Compares the answers with every convention; those with a first accumulator also with the one that is seen."""
    answers = np.concatenate([run.changes.ravel() for run in probed.runs])
    seen = precision or _precision(probed.thirds)
    decays = "weight_decay" in probed.options
    known = conventions_of(probed.maker.family, probed.looks_ahead, decays)
    known += tuple(_with_seen_start(known, probed.runs[0]))
    worked = {one: _answers(one, probed.runs) for one in known}
    distances = {one: _apart(answers, *worked[one]) for one in known}
    wrong = {one: float(np.mean(distances[one] > TOLERANCE[seen])) for one in known}
    ranked = sorted(known, key=lambda one: (wrong[one], float(np.max(distances[one]))))
    best = ranked[0]
    same = tuple(one for one in known if one != best and _same(worked[one], worked[best]))
    others = [one for one in ranked[1:] if one not in same]
    return Fit(
        probed.maker.family,
        best,
        float(np.max(distances[best])),
        wrong[best],
        seen,
        others[0] if others else None,
        float(np.max(distances[others[0]])) if others else float("inf"),
        same,
        probed.options,
        probed.maker.switched,
    )


def _answers(convention: Convention, runs: tuple[Run, ...]) -> tuple[Array, Array]:
    """The changes of a convention on all probes, and their scales."""
    expected = [reference_changes(convention, run, exact=False) for run in runs]
    sizes = [scales(convention, run, own) for run, own in zip(runs, expected, strict=True)]
    return np.concatenate([own.ravel() for own in expected]), np.concatenate([own.ravel() for own in sizes])


def _apart(answers: Array, expected: Array, sizes: Array) -> Array:
    """Relative differences; infinite where a step should be 0 or the answer is no number."""
    difference = np.abs(answers - expected)
    with np.errstate(all="ignore"):
        relative = np.where(difference == 0, 0.0, difference / sizes)
    return np.where(np.isnan(relative), np.inf, relative)


def _same(one: tuple[Array, Array], other: tuple[Array, Array]) -> bool:
    return bool(np.max(_apart(one[0], *other)) <= SAME)


def _precision(thirds: Array) -> Precision:
    """float32 where every answer to gradients that are no float32 is one."""
    with np.errstate(all="ignore"):
        rounded = thirds.astype(np.float32).astype(np.float64)
    return "float32" if thirds.any() and bool(np.all(rounded == thirds)) else "float64"


def _with_seen_start(known: tuple[Convention, ...], run: Run) -> list[Convention]:
    """The conventions with the first accumulator that the first step shows, if that is none of the usual ones."""
    found: list[Convention] = []
    for one in known:
        if "start" not in one.switches or one.start:
            continue
        start = _start(one, run)
        # A stabiliser inside the root looks from outside like a start of its own size.
        least = 4 * run.hyper["eps"]
        if np.isfinite(start) and start > least and min(abs(start - usual) for usual in (0.1, 1.0)) > 1e-5:
            found.append(replace(one, start=start))
    return found


def _start(convention: Convention, run: Run) -> float:
    """What the first accumulator must have been for the first step at a small gradient."""
    gradient, change = run.gradients[0, 0], run.changes[0, 0]
    decay, eps = run.hyper.get("decay"), run.hyper["eps"]
    with np.errstate(all="ignore"):
        root = np.abs(run.hyper["lr"] * gradient / change)
        squares = root**2 - eps if convention.stabiliser == "inside" else (root - eps) ** 2
    added = gradient**2 if decay is None else (1 - decay) * gradient**2
    return float((squares - added) / (1.0 if decay is None else decay))
