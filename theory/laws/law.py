"""What a law is: claims of the catalogue, probes, and comparisons step by step.

A law whose closed form holds in some conventions only is compared with the reference rule in the others, on the same probes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

import numpy as np

from theory.laws.conventions import Convention
from theory.laws.fit import TOLERANCE, Fit
from theory.laws.runs import Maker, Run, reference_changes, scales
from theory.laws.subject import HYPERS, USUAL, Array, Family, Make, hypers_for

# How the ids of claims about one family alone begin.
OWN: Mapping[Family, tuple[str, ...]] = MappingProxyType(
    {
        "adagrad": ("adagrad_",),
        "rmsprop": ("rmsprop_",),
        "adadelta": ("adadelta_",),
        "adam": ("adam_",),
        "amsgrad": ("amsgrad_", "adam_"),
        "adamw": ("adam_",),
    }
)
EVERY_OWN = tuple({start for starts in OWN.values() for start in starts})
Relation = Literal["==", "<=", ">="]


@dataclass(frozen=True)
class Subject:
    """An optimizer under test, the convention that fits it best, and the hyperparameters of probes that set none of their own."""

    maker: Maker
    fit: Fit
    usual: Mapping[str, float] = field(default_factory=lambda: USUAL)

    @property
    def family(self) -> Family:
        return self.fit.family

    @property
    def convention(self) -> Convention:
        return self.fit.convention

    def hypers(self, **extra: float) -> dict[str, float]:
        """What the family needs, at the usual values, and `extra` over them."""
        return hypers_for(self.family, extra, self.usual)

    def run(self, gradients: Array, **extra: float) -> Run:
        """The optimizer fed with gradients (T, n), under the family's usual hyperparameters and `extra`."""
        return self.maker.run(gradients, self.hypers(**extra))

    def descend(self, hessian: Array, start: Array, steps: int, **extra: float) -> Run:
        """The optimizer on x.Hx/2."""
        return self.maker.descend(hessian, start, steps, self.hypers(**extra))


def subject_of(make: Make, fit: Fit) -> Subject:
    """The optimizer as the fit has found it."""
    return Subject(Maker(make, fit.family, fit.switched), fit)


@dataclass(frozen=True)
class Comparison:
    """One number of a run against what the law expects. step counts from 1; scale: see `bound`."""

    run: Run
    step: int
    direction: int
    what: str
    expected: float
    got: float
    relation: Relation = "=="
    scale: float = 0.0

    def error(self) -> float:
        """How far off, relative to the scale; infinite for what is no number."""
        if self.relation == "==":
            off = abs(self.got - self.expected)
        else:
            off = max(0.0, (self.got - self.expected) * (1 if self.relation == "<=" else -1))
        if off == 0.0:
            return 0.0
        scale = max(abs(self.expected), self.scale)
        found = off / scale if scale > 0 else float("inf")
        return found if np.isfinite(found) else float("inf")

    def holds(self, tolerance: float) -> bool:
        return self.error() <= tolerance


Probe: TypeAlias = Callable[[Subject], tuple[Run, ...]]
Compare: TypeAlias = Callable[[Subject, tuple[Run, ...]], Iterable[Comparison]]


def always(convention: Convention) -> bool:
    """In every convention."""
    return True


@dataclass(frozen=True)
class Law:
    """A law for optimizers.

    name: conclusion, in the catalogue's words. claims: the catalogue's ids that it comes from; none for checks of conduct. holds: the
    conventions in which the closed form is the claim's own. needs: an optional hyperparameter without which the law is silent.
    All compare at the tolerance of the optimizer's precision: none needs a looser one.
    """

    name: str
    says: str
    claims: tuple[str, ...]
    families: tuple[Family, ...]
    probe: Probe
    compare: Compare
    holds: Callable[[Convention], bool] = always
    needs: str = ""

    def applies(self, subject: Subject) -> bool:
        """Whether the law speaks of this optimizer."""
        known = subject.fit.options | set(HYPERS[subject.family].needed)
        return subject.family in self.families and (not self.needs or self.needs in known)

    def claims_for(self, family: Family) -> tuple[str, ...]:
        """The claims about this family, of a law that is one for several."""
        own = tuple(claim for claim in self.claims if claim.startswith(OWN.get(family, ())))
        general = tuple(claim for claim in self.claims if not claim.startswith(EVERY_OWN))
        return own or general or self.claims

    def comparisons(self, subject: Subject) -> Iterator[Comparison]:
        """Runs the optimizer and compares, with the closed form or the reference rule."""
        runs = self.probe(subject)
        form = self.compare if self.holds(subject.convention) else with_reference
        yield from form(subject, runs)

    def tolerance(self, subject: Subject) -> float:
        """The largest relative error that passes."""
        return TOLERANCE[subject.fit.precision]


def with_reference(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Every change against that of the reference rule in the subject's convention."""
    for run in runs:
        expected = reference_changes(subject.convention, run)
        yield from changes(run, expected, scales(subject.convention, run, expected))


def changes(run: Run, expected: Array, sizes: Array | float = 0.0) -> Iterator[Comparison]:
    """All changes of a run, step by step, against an array (T, n)."""
    scale = np.broadcast_to(sizes, expected.shape)
    for step in range(len(expected)):
        for i in range(expected.shape[1]):
            yield Comparison(
                run,
                step + 1,
                i,
                "change",
                float(expected[step, i]),
                float(run.changes[step, i]),
                "==",
                float(scale[step, i]),
            )


def at_step(
    run: Run,
    step: int,
    what: str,
    expected: Iterable[float],
    got: Iterable[float],
    relation: Relation = "==",
    scale: float = 0.0,
) -> Iterator[Comparison]:
    """One quantity at one step, in every direction."""
    for i, (own, seen) in enumerate(zip(expected, got, strict=True)):
        yield Comparison(run, step, i, what, float(own), float(seen), relation, scale)


def constant(gradient: Iterable[float], steps: int) -> Array:
    """(T, n): the same gradient at every step."""
    return np.tile(np.array(list(gradient), dtype=np.float64), (steps, 1))
