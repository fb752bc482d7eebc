"""Judging a claim again, in a notebook: `again(claim, verdict)` prints every step of its derivation with what checked it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TextIO

from proofs_check import Claim, Settings, judge
from proofs_check.citations import Fact, claim_fact
from proofs_check.claim_record import claim_record
from proofs_check.goal import Answer
from proofs_check.judging import Subject
from proofs_check.run import claims_of, proved_in
from proofs_check.statement.claim import Entry
from proofs_check.steps import as_use
from proofs_check.verdict import Judged
from theory.catalog import TOPICS


class Disagreement(Exception):
    """The verdict of today is not that of the report; the message has both."""


def catalogue_claim(name: str) -> Subject:
    """The claim of the catalogue with this id. Raises KeyError where the installed catalogue has none."""
    for _, claims in TOPICS:
        for claim in claims:
            if claim.id == name:
                return claim
    raise KeyError(f"the installed catalogue has no claim '{name}'; `theory list` names those that it has")


def again(
    what: Subject | str, verdict: str, settings: Settings | None = None, out: TextIO | None = None
) -> Judged:
    """Judges a claim anew, after those that its derivation cites, and prints what was found.

    what: a claim, or the id of one in the catalogue. verdict: what the report says. out: standard output if None.
    Raises Disagreement where the verdict is another, KeyError for an unknown id.
    """
    subject = catalogue_claim(what) if isinstance(what, str) else what
    judged = judge(subject, settings, known_to(subject, settings))
    for line in account(judged):
        print(line, file=out or sys.stdout)
    if judged.verdict != verdict:
        raise Disagreement(
            f"'{subject.id}' is {judged.verdict} now, the report says {verdict}: {judged.reason}"
        )
    return judged


def known_to(subject: Subject, settings: Settings | None = None) -> dict[str, Fact]:
    """The claims of the catalogue that the derivations of a subject cite, proved anew."""
    known: dict[str, Fact] = {}
    for other in cited_by(subject):
        below = known_to(other, settings)
        known |= below
        claims = {claim.id: claim for claim in claims_of(other)}
        for name, trust in proved_in(claim_record(judge(other, settings, below))):
            if name in claims:
                known[name] = claim_fact(
                    claims[name], Answer("claim", "proved", name, trust, (f"claim {name}",))
                )
    return known


def cited_by(subject: Subject) -> tuple[Subject, ...]:
    """The claims of the catalogue that the derivations of a subject name; itself left out."""
    names = {
        as_use(use).name
        for claim in claims_of(subject)
        if claim.derivation
        for step in claim.derivation()
        for use in step.uses
    }
    return tuple(
        other
        for _, claims in TOPICS
        for other in claims
        if other.id != subject.id and any(claim.id in names for claim in claims_of(other))
    )


def account(judged: Judged, indent: str = "") -> Iterator[str]:
    """What was found, line by line: the verdict, the steps, the witness, the members, the correction."""
    trust = f" ({judged.trust})" if judged.trust else ""
    yield f"{indent}{judged.subject.id}: {judged.verdict}{trust}"
    for number, step in enumerate(judged.steps, start=1):
        by = ", ".join(step.checked_by) or "no engine"
        yield f"{indent}  ({number}) {step.step.name}: {step.status} by {by} ({step.trust})"
        if step.status == "failed":
            yield f"{indent}      {step.detail}"
    yield from _grounds(judged, indent)
    for reading in judged.readings:
        yield from account(reading, indent + "  ")
    if judged.repair is not None and not isinstance(judged.subject, Entry):
        yield from account(judged.repair, indent + "  ")


def _grounds(judged: Judged, indent: str) -> Iterator[str]:
    if isinstance(judged.subject, Claim) and not judged.steps:
        yield f"{indent}  {judged.reason}"
    if judged.witness is not None and not judged.readings:
        yield f"{indent}  witness: {judged.witness.explanation}"
    tried = sum(run.tried for run in judged.experiments)
    if tried and not judged.readings:
        failed = sum(run.failed for run in judged.experiments)
        yield f"{indent}  instances: {tried} tried, {failed} failed"
