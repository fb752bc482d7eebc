"""Why a claim of a file is not as it expects to be, in words: place, verdict, grounds, witness with both sides, correction, command."""

from __future__ import annotations

import io
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from proofs_check.report.reading import cleaned, cleaned_object, object_at, text_at
from proofs_check.statement.claim import Claim
from proofs_check.statement.claim_file import BadClaim

WIDTH = 100


@dataclass(eq=False)
class NotAsExpected(Exception):
    """A claim whose verdict is not the expected one, or that cannot be read. `head` is one line, `words` says all."""

    head: str
    words: str
    path: str
    line: int

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Place:
    """Where a claim stands, as the user names the file, and the words that run it as a test again."""

    file: str
    line: int
    again: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


def unreadable(bad: BadClaim, place: Place) -> NotAsExpected:
    """The failure of a claim that cannot be read; its own text has the place, what was expected and what to write."""
    named = f"claim '{bad.id}' cannot be read" if bad.id else "cannot be read"
    return _failure(f"{named}: {bad.message}", (str(bad), *_again(place, quick=False)), place)


def not_as_expected(claim: Claim, record: Mapping[str, object], place: Place, quick: bool) -> NotAsExpected:
    """The failure of a claim that was judged."""
    expected = f", expected {claim.expect or 'proved'}"
    lines = (
        f"{place}: claim '{claim.id}' is {verdict_of(record)}{expected}",
        f"reason: {record['reason']}",
        *((f"says: {claim.says}",) if claim.says else ()),
        "",
        *_findings(claim, record),
        "",
        *_advice(claim, record),
        *_again(place, quick),
    )
    return _failure(f"{in_one_line(record)}{expected}", lines, place)


def _failure(head: str, lines: Iterable[str], place: Place) -> NotAsExpected:
    """The failure with texts that are safe to show: a claim file is written by anybody."""
    return NotAsExpected(str(cleaned(head)), str(cleaned("\n".join(lines))), place.file, place.line)


def verdict_of(record: Mapping[str, object]) -> str:
    """The verdict with its trust label."""
    trust = record["trust"]
    return f"{record['verdict']} ({trust})" if trust else str(record["verdict"])


def in_one_line(record: Mapping[str, object]) -> str:
    """The verdict and its reason, which has the witness where there is one."""
    return " ".join(f"{record['verdict']}: {record['reason']}".split())


def _findings(claim: Claim, record: Mapping[str, object]) -> Iterator[str]:
    """The statement, and of a refuted claim what `theory check` prints about it below its table."""
    if record["verdict"] != "refuted":
        yield f"  {text_at(object_at(cleaned_object(record), 'statement'), 'unicode') or claim.claim}"
        return
    from rich.console import Console

    from proofs_check.report.findings import render_findings

    written = io.StringIO()
    # A page of fixed width without colours: it is kept in files (JUnit) and sent between processes.
    console = Console(
        file=written, width=WIDTH, color_system=None, force_terminal=False, legacy_windows=False
    )
    console.print(render_findings({"claims": [record]}))
    # The first line is the verdict, which is said already.
    yield from (line.rstrip() for line in written.getvalue().rstrip().splitlines()[1:])


def _advice(claim: Claim, record: Mapping[str, object]) -> Iterator[str]:
    verdict, expected = record["verdict"], claim.expect or "proved"
    if verdict == "proved":
        yield f'It holds: remove expect = "{expected}", or correct the claim that was meant to be {expected}.'
    elif verdict == "refuted" and expected == "proved":
        yield 'Correct the claim, add the missing hypothesis to `given`, or say expect = "refuted" if it is to be false.'
    elif verdict == "supported":
        yield 'The numbers agree, which is no proof; say expect = "supported" if more cannot be had.'
    elif verdict == "unknown":
        yield "It is not decided, which never counts as passed."


def _again(place: Place, quick: bool) -> Iterator[str]:
    check = ("theory", "check", place.file, *(("--quick",) if quick else ()))
    yield "again:  " + shlex.join(("python", "-m", "pytest", *place.again))
    yield "        " + shlex.join(check)
