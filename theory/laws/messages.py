"""What a broken law says: which law, which claims, where, expected and got, and the convention that would have explained it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from theory.laws.conventions import Convention, conventions_of
from theory.laws.fit import TOLERANCE
from theory.laws.law import Comparison, Law, Subject
from theory.laws.runs import Run, reference_changes, scales
from theory.laws.subject import FAMILIES, HYPERS, Family

SHOWN = 5


def message_of(law: Law, subject: Subject, found: Comparison) -> str:
    """The whole message, for people who want to repair their optimizer."""
    explained = explanation(subject, found)
    reason = (
        f"that is what another convention gives: {explained.says()}"
        if explained
        else "no known convention gives that"
    )
    return f"{named(law)} is broken at step {found.step}, direction {found.direction}: {numbers(found)}. {given(found)}; {reason}."


def reason_of(subject: Subject, found: Comparison) -> str:
    """The convention that explains the run, if one does."""
    if _gives(subject.convention, found.run, TOLERANCE[subject.fit.precision]):
        return (
            "each change of this run alone is that of its convention, so the fault is not one of convention"
        )
    explained = explanation(subject, found)
    if explained is None:
        return "no known convention gives that"
    return f"that is what another convention gives: {explained.says()}"


def named(law: Law) -> str:
    """The law with the claims that it comes from."""
    claims = f"claim {', '.join(law.claims)}" if law.claims else "a check of conduct, from no claim"
    return f"law '{law.name}' ({claims})"


def numbers(found: Comparison) -> str:
    """Expected and got."""
    relation = {"==": "", "<=": "at most ", ">=": "at least "}[found.relation]
    return f"{found.what} expected {relation}{found.expected!r}, got {found.got!r}, {found.error():.1e} off"


def given(found: Comparison) -> str:
    """The gradients up to the step, the last few of them, and the hyperparameters."""
    run, i = found.run, min(found.direction, found.run.directions - 1)
    past = [f"{g:g}" for g in run.gradients[: found.step, i]]
    shown = ", ".join(past if len(past) <= SHOWN else ["...", *past[-SHOWN:]])
    hyper = ", ".join(f"{name}={value:g}" for name, value in run.hyper.items())
    rates = f" (rate set to {run.rates[found.step - 1]:g})" if run.rates else ""
    return f"Gradients up to there: {shown}; {hyper}{rates}"


def explanation(subject: Subject, found: Comparison) -> Convention | None:
    """The convention, of any family, whose reference makes the changes of this run; None where there is none."""
    others = (one for one in _candidates(found.run, subject.family) if one != subject.convention)
    return next((one for one in others if _gives(one, found.run, TOLERANCE[subject.fit.precision])), None)


def _candidates(run: Run, family: Family) -> Iterator[Convention]:
    """The conventions that these hyperparameters suffice for, those of the family first."""
    known = set(run.hyper) - {"lr"}
    for one in sorted(FAMILIES, key=lambda other: other != family):
        hypers = HYPERS[one]
        if set(hypers.needed) <= known <= {*hypers.needed, *hypers.optional}:
            for ahead in (False, True) if one == "nesterov" else (False,):
                yield from conventions_of(one, ahead, "weight_decay" in known)


def _gives(convention: Convention, run: Run, tolerance: float) -> bool:
    if not np.all(np.isfinite(run.changes)):
        return False
    expected = reference_changes(convention, run, exact=False)
    off = np.abs(run.changes - expected)
    return bool(np.all(off <= 10 * tolerance * scales(convention, run, expected)))
