"""Records of the catalogue without judging it: every statement, step, mutant and repair, for tests of how they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from proofs_check.claim_record import claim_record
from proofs_check.judging import Subject
from proofs_check.record import record_of
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim, Entry, Prose
from proofs_check.statement.formal import extend
from proofs_check.statement.parse import parse_statement
from proofs_check.verdict import CheckedStep, Judged, MutantFate
from theory.catalog import TOPICS


def catalogue_record() -> dict[str, Any]:
    """The record of the whole catalogue, every verdict "unknown", without figures."""
    claims = [claim_record(unjudged(claim), topic) for topic, listed in TOPICS for claim in listed]
    record: dict[str, Any] = record_of(claims, Settings(), "catalogue", {}, True, 0.0)
    return record


def unjudged(subject: Subject) -> Judged:
    """What is shown of a subject whatever the verdict."""
    if isinstance(subject, Entry):
        members = tuple(map(unjudged, subject.members))
        return Judged(replace(subject, figures=None), "unknown", "not judged", readings=members)
    if isinstance(subject, Prose):
        return Judged(subject, "not_checkable", subject.reason)
    return Judged(
        replace(subject, figures=None),
        "unknown",
        "not judged",
        steps=tuple(_steps(subject)),
        mutants=tuple(_mutants(subject)),
        repair=unjudged(subject.repaired()) if subject.repair else None,
    )


def _steps(claim: Claim) -> Iterator[CheckedStep]:
    for step in claim.derivation() if claim.derivation else ():
        statement = parse_statement(step.says, extend(claim.formal, step.let, claim.define))
        yield CheckedStep(step, statement, "checked", "certificate", ("algebra",))


def _mutants(claim: Claim) -> Iterator[MutantFate]:
    for mutant in claim.mutants:
        changed = claim.mutated(mutant)
        yield MutantFate(mutant, changed.claim, changed.formal.claim, "a witness")
