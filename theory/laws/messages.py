"""What a broken law says: which law, which claims, where, expected and got, and the convention that would have explained it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from theory.laws.conventions import Convention, conventions_of
from theory.laws.fit import TOLERANCE
from theory.laws.law import Comparison, Law, Subject
from theory.laws.runs import Run, reference_changes, scales
from theory.laws.subject import FAMILIES, HYPERS, Array, Family

SHOWN = 5
HUGE = 1e150


def message_of(law: Law, subject: Subject, found: Comparison) -> str:
    """The whole message, for people who want to repair their optimizer."""
    reason = no_number(subject, found) or reason_of(subject, found)
    return f"{named(law, subject.family)} is broken at step {found.step}, direction {found.direction}: {numbers(found)}. {given(found)}; {reason}."


def no_number(subject: Subject, found: Comparison) -> str:
    """Where the changes stopped being numbers, and why that may be; empty where all of them are."""
    broken = np.argwhere(~np.isfinite(found.run.changes[: found.step]))
    if not len(broken):
        return ""
    step, i = (int(place) for place in broken[0])
    change = found.run.changes[step, i]
    with np.errstate(all="ignore"):
        known = reference_changes(subject.convention, found.run, exact=False)[step, i]
    return (
        f"the change is {change:g} from step {step + 1} on, first in direction {i}, {likely(found.run.gradients[: step + 1], i)}; "
        f"the nearest convention gives {known + 0.0:.3g} there"
    )


def likely(gradients: Array, i: int) -> str:
    """What the last of these gradients has that divides by 0 or overflows."""
    last = gradients[-1]
    if not gradients[:, i].any():
        return "where no gradient but 0 has come yet: 0/0, a denominator without stabiliser"
    if last[i] == 0:
        return "where the gradient is 0"
    if not gradients.any(axis=0).all():
        return "where another direction has had no gradient but 0: the directions are mixed"
    if np.max(np.abs(last)) > HUGE:
        return f"where the gradient is {last[i]:g}: its square overflows"
    return f"where the gradient is {last[i]:g}"


def reason_of(subject: Subject, found: Comparison) -> str:
    """The convention that explains the run, if one does, or what else does."""
    run, tolerance = found.run, TOLERANCE[subject.fit.precision]
    if _gives(subject.convention, run, tolerance):
        return (
            "each change of this run alone is that of its convention, so the fault is not one of convention"
        )
    explained = explanation(subject, found)
    if explained is not None:
        return f"that is what another convention gives: {explained.says()}"
    if run.hyper.get("eps"):
        bare = replace(run, hyper={**run.hyper, "eps": 0.0})
        if _gives(subject.convention, bare, tolerance):
            return "no known convention gives that: it is the step without stabiliser, as if eps were 0"
    with np.errstate(all="ignore"):
        halves = run.changes.astype(np.float16).astype(np.float64)
    if run.changes.any() and np.array_equal(halves, run.changes):
        return "no known convention gives that: all changes are float16 numbers"
    return "no known convention gives that"


def named(law: Law, family: Family) -> str:
    """The law with the claims that it comes from."""
    own = law.claims_for(family)
    claims = f"claim {', '.join(own)}" if own else "a check of conduct, from no claim"
    return f"law '{law.name}' ({claims})"


def numbers(found: Comparison) -> str:
    """Expected and got."""
    relation = {"==": "", "<=": "at most ", ">=": "at least "}[found.relation]
    off = f", {found.error():.1e} off" if np.isfinite(found.error()) else ""
    return f"{found.what} expected {relation}{found.expected!r}, got {found.got!r}{off}"


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
