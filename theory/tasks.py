"""What the arguments of a command select: entries of the catalogue, its compared pairs, claims of files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from proofs_check.claim_record import claim_record
from proofs_check.judging import Subject
from proofs_check.run import Task, needs_of
from proofs_check.statement.claim import Claim
from proofs_check.statement.claim_file import BadClaim, read_claims
from proofs_check.statement_record import Record
from proofs_check.verdict import Judged
from theory.catalog import TOPICS
from theory.pairs import PAIRS, TOPIC


class UsageError(Exception):
    """What was asked for does not exist or cannot be read; the message says what to do."""


def catalogue() -> list[Task]:
    """Every entry of the catalogue, and after them the pairs that are compared."""
    entries = [Task(claim, topic) for topic, claims in TOPICS for claim in claims]
    return [*entries, *(Task(pair.entry, TOPIC) for pair in PAIRS)]


def tasks_of(names: list[str], tier: str | None = None) -> tuple[tuple[Task, ...], list[Record]]:
    """The claims that the names select, of one tier if that is asked for, and records of those in files that cannot be read."""
    known = catalogue()
    if not names:
        every = tuple(known) if tier is None else with_cited(of_tier(known, tier), known)
        return every, []
    found: list[Task] = []
    broken: list[Record] = []
    for name in names:
        chosen = [task for task in known if name in (task.topic, task.subject.id)]
        if chosen:
            found += chosen
        elif name == "-" or Path(name).suffix or os.sep in name:
            good, bad = tasks_of_file(name)
            found += good
            broken += bad
        else:
            raise UsageError(
                f"'{name}' is no claim, topic or file{_guess(name, known)}; `theory list` names the claims"
            )
    unique = {(task.topic, task.subject.id): task for task in found}
    selected = tuple(unique.values())
    return with_cited(selected if tier is None else of_tier(selected, tier), known), broken


def of_tier(tasks: Iterable[Task], tier: str) -> tuple[Task, ...]:
    """The tasks of this tier, and the claims of files, which have none."""
    return tuple(task for task in tasks if not task.topic or getattr(task.subject, "tier", "") == tier)


def with_cited(tasks: tuple[Task, ...], known: list[Task]) -> tuple[Task, ...]:
    """The tasks, and before them the claims of the catalogue that their derivations cite."""
    everything = tuple(known)
    chosen = {task.subject.id for task in tasks if task.topic}
    needed: set[int] = set()
    waiting = [n for n, task in enumerate(everything) if task.subject.id in chosen]
    while waiting:
        number = waiting.pop()
        for other in needs_of(number, everything) - needed:
            needed.add(other)
            waiting.append(other)
    before = tuple(everything[n] for n in sorted(needed) if everything[n].subject.id not in chosen)
    return (*before, *tasks)


def _guess(name: str, known: list[Task]) -> str:
    import difflib

    names = [task.subject.id for task in known] + [topic for topic, _ in TOPICS]
    close = difflib.get_close_matches(name, names, n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""


def tasks_of_file(name: str) -> tuple[list[Task], list[Record]]:
    """The claims of a file; those that cannot be read become records of their own."""
    good: list[Task] = []
    bad: list[Record] = []
    for claim in read_claims(_standard_input() if name == "-" else Path(name), name):
        if isinstance(claim, BadClaim):
            print(f"theory: {claim.file}:{claim.line}: {claim.id}: {claim.message}", file=sys.stderr)
            bad.append(_unreadable(claim))
        else:
            good.append(Task(claim, ""))
    if not good and not bad:
        raise UsageError(f"{name}: there is no claim in it")
    return good, bad


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as problem:
        raise UsageError(
            f"standard input is not UTF-8 text: {problem.reason} at byte {problem.start}"
        ) from None


def _unreadable(claim: BadClaim) -> Record:
    subject: Subject = Claim(id=claim.id, claim="")
    return claim_record(Judged(subject, "unknown", f"{claim.file}:{claim.line}: {claim.message}"))
