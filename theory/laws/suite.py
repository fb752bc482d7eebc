"""The suite: all laws, and the three ways to put an optimizer to them.

`check_optimizer` returns records, `laws_of` gives plain checks, `parametrize_with_laws` makes tests of them. Laws are kept in tuples,
one a topic; nothing registers itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from theory.laws import (
    laws_adadelta,
    laws_adagrad,
    laws_adam,
    laws_amsgrad,
    laws_conduct,
    laws_decay,
    laws_descent,
    laws_rmsprop,
    laws_rmsprop_steps,
    laws_symmetry,
    laws_velocity,
)
from theory.laws.fit import Fit, fits_of, fitted
from theory.laws.law import Comparison, Law, Subject, subject_of
from theory.laws.messages import message_of, named
from theory.laws.runs import StepFailed, WrongChange
from theory.laws.subject import Family, Make, Precision

LAWS: tuple[Law, ...] = (
    *laws_descent.LAWS,
    *laws_velocity.LAWS,
    *laws_adagrad.LAWS,
    *laws_rmsprop.LAWS,
    *laws_rmsprop_steps.LAWS,
    *laws_adadelta.LAWS,
    *laws_adam.LAWS,
    *laws_amsgrad.LAWS,
    *laws_decay.LAWS,
    *laws_symmetry.LAWS,
    *laws_conduct.LAWS,
)

Outcome = Literal["kept", "broken", "silent"]
Check: TypeAlias = Callable[[], None]


class LawBroken(AssertionError):
    """A law that does not hold; the text is the message."""


@dataclass(frozen=True)
class LawRecord:
    """What became of a law. 'silent': the optimizer lacks a hyperparameter that the law needs.

    by: 'claim' where the closed form of the claims was compared, 'reference' where the convention has another form and the reference
    rule was. worst: the largest relative error among `compared` numbers. step, expected and got belong to the first failure.
    """

    law: str
    says: str
    claims: tuple[str, ...]
    family: Family
    convention: str
    outcome: Outcome
    by: Literal["claim", "reference"]
    compared: int = 0
    worst: float = 0.0
    message: str = ""
    step: int | None = None
    expected: float | None = None
    got: float | None = None


@dataclass(frozen=True)
class Findings:
    """The fits of the families that an optimizer is of, and the records of all their laws."""

    fits: tuple[Fit, ...]
    records: tuple[LawRecord, ...]

    @property
    def kept(self) -> bool:
        """Whether every convention fits and no law is broken."""
        return all(fit.fits for fit in self.fits) and all(one.outcome != "broken" for one in self.records)


def check_optimizer(
    make: Make, family: Family | None = None, precision: Precision | None = None
) -> tuple[LawRecord, ...]:
    """Puts an optimizer to all laws of its family; of every family that fits, or of the nearest, where none is given.

    Raises NotMade where the maker refuses the hyperparameters, WrongChange or StepFailed where not even
    a gradient of ones gives a change.
    """
    return findings(make, family, precision).records


def findings(make: Make, family: Family | None = None, precision: Precision | None = None) -> Findings:
    """The same with the fits."""
    fits = chosen_fits(make, family, precision)
    return Findings(fits, tuple(record for fit in fits for record in records_of(subject_of(make, fit))))


def chosen_fits(make: Make, family: Family | None, precision: Precision | None = None) -> tuple[Fit, ...]:
    """The fit of the family; without one, of all families that fit, or of the nearest."""
    if family is not None:
        return (fitted(make, family, precision),)
    every = fits_of(make, precision)
    nearest = min(every, key=lambda fit: (fit.share, fit.distance))
    return tuple(fit for fit in every if fit.fits) or (nearest,)


def records_of(subject: Subject) -> Iterator[LawRecord]:
    """One record for each law of the family."""
    for law in LAWS:
        if subject.family in law.families:
            yield record_of(law, subject)


def record_of(law: Law, subject: Subject) -> LawRecord:
    """Runs one law."""
    if not law.applies(subject):
        return _record(law, subject, "silent", message=f"the maker has no '{law.needs}'")
    worst, failed, compared = 0.0, None, 0
    try:
        for found in law.comparisons(subject):
            compared += 1
            worst = max(worst, found.error())
            if failed is None and not found.holds(law.tolerance(subject)):
                failed = found
    except (StepFailed, WrongChange) as problem:
        said = (
            f"{named(law, subject.family)} is broken: {problem}; every known convention gives a change there"
        )
        return _record(law, subject, "broken", compared, float("inf"), said)
    except Exception as problem:  # the optimizer's own code runs here
        raised = f"{named(law, subject.family)} is broken: the optimizer raised {type(problem).__name__}: {problem}"
        return _record(law, subject, "broken", compared, float("inf"), raised)
    if failed is None:
        return _record(law, subject, "kept", compared, worst)
    return _record(law, subject, "broken", compared, worst, message_of(law, subject, failed), failed)


def _record(
    law: Law,
    subject: Subject,
    outcome: Outcome,
    compared: int = 0,
    worst: float = 0.0,
    message: str = "",
    failed: Comparison | None = None,
) -> LawRecord:
    return LawRecord(
        law.name,
        law.says,
        law.claims_for(subject.family),
        subject.family,
        subject.convention.says(),
        outcome,
        "claim" if law.holds(subject.convention) else "reference",
        compared,
        worst,
        message,
        failed.step if failed else None,
        failed.expected if failed else None,
        failed.got if failed else None,
    )


def laws_of(make: Make, family: Family | None = None) -> Iterator[tuple[Law, Check]]:
    """Every law of the optimizer's family with a plain check that raises LawBroken. Raises as `check_optimizer` does."""
    for fit in chosen_fits(make, family):
        subject = subject_of(make, fit)
        for law in LAWS:
            if law.applies(subject):
                yield law, _check(law, subject)


def _check(law: Law, subject: Subject) -> Check:
    def check() -> None:
        record = record_of(law, subject)
        if record.outcome == "broken":
            raise LawBroken(record.message)

    return check


def parametrize_with_laws(make: Make, family: Family | None = None) -> Callable[[Any], Any]:
    """A decorator: the test function gets one law after the other as its argument `check`, which it calls."""
    import pytest

    pairs = [(law, check) for law, check in laws_of(make, family)]
    return pytest.mark.parametrize("check", [pytest.param(check, id=law.name) for law, check in pairs])
