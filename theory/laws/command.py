"""`theory laws TARGET`: which convention an optimizer follows and which laws it keeps."""

from __future__ import annotations

import argparse
import json
import math
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from theory.laws.adapters import family_of
from theory.laws.adapters.naming import UnknownOptimizer
from theory.laws.conventions import Convention
from theory.laws.differences import difference
from theory.laws.fit import TOLERANCE, Fit
from theory.laws.neighbours import lines_of_neighbours, neighbours
from theory.laws.runs import StepFailed, WrongChange
from theory.laws.subject import FAMILIES, Make, NotMade, hypers_for
from theory.laws.suite import Findings, LawRecord, findings
from theory.laws.targets import LIBRARIES, BadTarget, make_of
from theory.tasks import UsageError

KEPT, BROKEN = 0, 1
# Where no terminal says how wide it is.
WIDTH = 132
STYLE = {"kept": "green", "broken": "bold red", "silent": "dim"}


def laws(chosen: argparse.Namespace) -> int:
    """Checks the target and prints what was found. Raises UsageError."""
    try:
        make = make_of(chosen.target)
    except BadTarget as problem:
        raise UsageError(str(problem)) from problem
    try:
        found = found_for(make, chosen)
    except NotMade as problem:
        raise UsageError(f"{chosen.target}: {problem}") from problem
    except UsageError:
        raise
    except (WrongChange, StepFailed) as problem:
        raise UsageError(f"{chosen.target} makes no step: {problem}") from problem
    except Exception as problem:  # the optimizer's own code runs here
        raise UsageError(
            f"{chosen.target} crashed before any law was tried: {type(problem).__name__}: {problem}"
        ) from problem
    if chosen.json:
        write(found, chosen.target, chosen.json)
    if chosen.json != "-":
        show(found, chosen.target)
    return KEPT if found.kept else BROKEN


def found_for(make: Make, chosen: argparse.Namespace) -> Findings:
    """The findings; where nothing fits, those of the family that the target's name tells. Raises NotMade; UsageError for other rules."""
    found = findings(make, chosen.family, chosen.precision)
    if chosen.family or any(fit.fits for fit in found.fits):
        return found
    try:
        return findings(make, family_of(chosen.target), chosen.precision)
    except NotMade:
        return found
    except UnknownOptimizer:
        if not chosen.target.startswith(tuple(f"{library}:" for library in LIBRARIES)):
            return found
    raise UsageError(
        f"{chosen.target} follows none of the rules that the laws are about ({', '.join(FAMILIES)}); "
        f"to see how far it is from one of them, name it with --family"
    )


def write(found: Findings, target: str, path: str) -> None:
    """The findings as JSON; '-' is standard output. Raises UsageError."""
    content = {
        "target": target,
        "kept": found.kept,
        "fits": [fit_record(fit) for fit in found.fits],
        "laws": [asdict(record) for record in found.records],
    }
    text = json.dumps(finite(content), indent=2, allow_nan=False) + "\n"
    if path == "-":
        sys.stdout.write(text)
        return
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as problem:
        raise UsageError(f"cannot write {path}: {problem.strerror}") from None


def fit_record(fit: Fit) -> dict[str, object]:
    """A fit in words and numbers."""
    return {
        "family": fit.family,
        "convention": fit.convention.says(),
        "fits": fit.fits,
        "distance": fit.distance,
        "precision": fit.precision,
        "runner_up": fit.runner_up.says() if fit.runner_up else None,
        "runner_up_distance": fit.next_distance if fit.runner_up else None,
        "same": [one.says() for one in fit.same],
        "differences": [
            {
                "convention": one.convention.says(),
                "at_most": one.at_most,
                "less_than_0.01_above": one.least_size,
                "only_when_rate_changes": one.only_when_rate_changes,
                "says": one.says,
                "claims": list(one.claims),
            }
            for one in (neighbours(fit.convention, fit.options) if fit.fits else ())
        ],
    }


def finite(value: object) -> object:
    """JSON has no infinity: such numbers become text."""
    if isinstance(value, dict):
        return {name: finite(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [finite(part) for part in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def show(found: Findings, target: str) -> None:
    """The conventions, a table of the laws, and the messages of the broken ones."""
    console = Console(width=None if sys.stdout.isatty() else WIDTH, soft_wrap=False, highlight=False)
    for fit in found.fits:
        for line in lines_of(fit):
            console.print(Text(line), soft_wrap=True)
    console.print(table(found))
    for record in found.records:
        if record.outcome == "broken":
            console.print(Text(f"\n{record.family}: {record.message}"), soft_wrap=True)
    console.print(Text(summary(found, target)))


def lines_of(fit: Fit) -> list[str]:
    """The convention, the runner-up, what cannot be told apart, and by how much other conventions differ."""
    fits = "follows" if fit.fits else "follows no known convention; nearest is"
    lines = [
        f"{fits} {fit.convention.says()}",
        f"  distance {distance(fit.distance)} ({fit.precision}, passes at {TOLERANCE[fit.precision]:.0e})",
    ]
    if not math.isfinite(fit.distance):
        lines.append("  infinite: a change is no number, or is not 0 where it should be")
    if fit.runner_up:
        lines.append(f"  runner-up {fit.runner_up.says()}, distance {distance(fit.next_distance)}")
    lines += [f"  not told apart from {one.says()}: {why(fit, one)}" for one in fit.same]
    others = lines_of_neighbours(fit.convention, fit.options) if fit.fits else []
    return lines + [f"  {line}" for line in others]


def distance(value: float) -> str:
    """A distance in words."""
    return (
        f"{value:.1e}"
        if math.isfinite(value)
        else "infinite (a change that is no number, or one where there should be none)"
    )


def why(fit: Fit, other: Convention) -> str:
    """Why two conventions are one function: the proved reason, if there is one."""
    known = difference(fit.convention, other, hypers_for(fit.family), 1.0)
    if known is None or known.at_most:
        return "the same function on every probe"
    cited = f" [{', '.join(known.claims)}]" if known.claims else ""
    return known.says + cited


def table(found: Findings) -> Table:
    """One row a law."""
    view = Table(box=None, pad_edge=False, header_style="bold")
    several = len(found.fits) > 1
    for title in (*(("family",) if several else ()), "law", "outcome", "off by", "compared with", "claims"):
        view.add_column(title, overflow="fold", no_wrap=title != "claims")
    for record in found.records:
        view.add_row(*row(record)[0 if several else 1 :])
    return view


def row(record: LawRecord) -> tuple[Text, ...]:
    """The cells of a law."""
    by = {"claim": "claim" if record.claims else "rule", "reference": "reference rule"}[record.by]
    outcome = Text(record.outcome, style=STYLE[record.outcome])
    worst = f"{record.worst:.0e}" if record.compared else ""
    return (
        Text(record.family),
        Text(record.law),
        outcome,
        Text(worst),
        Text(by),
        Text(claims_of(record)),
    )


def claims_of(record: LawRecord) -> str:
    """The first claims; all of them are in the JSON and in the messages."""
    shown = [name.replace("__repaired", " (repaired)") for name in record.claims[:2]]
    more = len(record.claims) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def summary(found: Findings, target: str) -> str:
    """One line at the end."""
    counts = {kind: sum(one.outcome == kind for one in found.records) for kind in STYLE}
    said = ", ".join(f"{number} {kind}" for kind, number in counts.items() if number)
    return f"\n{target}: {len(found.records)} laws: {said}"
