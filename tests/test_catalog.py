"""The shipped catalogue: what every core claim must have, whatever its verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from proofs_check.instances.run import find_world
from proofs_check.run import claims_of
from proofs_check.statement.claim import Claim
from theory.catalog import TOPICS
from theory.references import citations

SUBJECTS = [claim for _, claims in TOPICS for claim in claims]
CLAIMS = [claim for subject in SUBJECTS for claim in claims_of(subject)]
IDS = [subject.id for subject in SUBJECTS]


def parts(record: Any) -> Iterator[Any]:
    """The record of an entry's members, or the record itself."""
    yield from record["readings"] or [record]


def test_the_catalogue_has_the_25_core_entries() -> None:
    assert len(IDS) == len(set(IDS))
    assert sum(subject.tier == "core" for subject in SUBJECTS) == 25


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_claim_names_what_exists(claim: Claim) -> None:
    assert claim.source.key in citations()
    for experiment in claim.experiments:
        assert isinstance(experiment.world, str)
        assert find_world(experiment.world).says


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_claim_has_at_least_two_mutants(claim: Claim) -> None:
    assert len(claim.mutants) >= 2


@pytest.mark.parametrize("name", IDS)
def test_a_claim_is_decided(name: str, catalogue: dict[str, Any]) -> None:
    for part in parts(catalogue[name]):
        assert part["verdict"] in ("proved", "refuted"), part["reason"]
        if part["verdict"] == "proved":
            assert part["trust"] and part["derivation"], part["id"]
        else:
            assert part["counterexample"] is not None


@pytest.mark.parametrize("name", IDS)
def test_every_line_of_a_derivation_was_checked(name: str, catalogue: dict[str, Any]) -> None:
    for part in parts(catalogue[name]):
        for record in (part, part["repair"]["record"] if part["repair"] else part):
            for step in record["derivation"]:
                said = (record["id"], step["name"], step["detail"])
                if step["rule"] == "reduction":  # an argument about objects is cited, and caps the trust
                    assert step["status"] == "cited" and record["trust"] == "one engine", said
                else:
                    assert step["status"] == "checked" and step["checked_by"], said


@pytest.mark.parametrize("name", IDS)
def test_what_is_refuted_has_a_proved_repair(name: str, catalogue: dict[str, Any]) -> None:
    for part in parts(catalogue[name]):
        if part["verdict"] == "refuted":
            assert part["repair"]["verdict"] == "proved", part["repair"]["record"]["reason"]


@pytest.mark.parametrize("name", IDS)
def test_every_mutant_dies(name: str, catalogue: dict[str, Any]) -> None:
    for part in parts(catalogue[name]):
        for record in (part, part["repair"]["record"] if part["repair"] else part):
            alive = [mutant["id"] for mutant in record["mutants"] if mutant["alive"]]
            assert not alive, (record["id"], alive)


@pytest.mark.parametrize("name", IDS)
def test_no_instance_contradicts_a_proof(name: str, catalogue: dict[str, Any]) -> None:
    for part in parts(catalogue[name]):
        for record in (part, part["repair"]["record"] if part["repair"] else part):
            if record["verdict"] == "proved":
                assert record["instances"]["failed"] == 0
