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
CORE = [subject.id for subject in SUBJECTS if subject.tier == "core"]


def parts(record: Any) -> Iterator[Any]:
    """The record of an entry's members, or the record itself."""
    yield from record["readings"] or [record]


ENTRIES = {
    "taylor_step": 11,
    "gradient_descent_rates": 11,
    "newton": 8,
    "convexity_and_minima": 21,
    "symmetry_and_linear_nets": 20,
    "saddle_points": 15,
    "random_hessians": 16,
    "repeated_matrix": 14,
    "minibatch": 19,
    "sgd_schedules": 16,
    "momentum": 17,
    "adagrad_rmsprop": 21,
    "adam_family": 17,
    "global_structure": 19,
    "interpolation_paths": 11,
    "scaling_path": 7,
    "complexity_and_dimension": 16,
    "surrogate_losses": 7,
}
BEYOND = "repeated_matrix_beyond"


def test_the_catalogue_has_all_entries_of_the_texts() -> None:
    """266 entries in 18 topics, 25 of them core; what goes beyond the texts has a topic of its own."""
    assert len(IDS) == len(set(IDS))
    assert {topic: len(claims) for topic, claims in TOPICS if topic != BEYOND} == ENTRIES
    assert sum(subject.tier == "core" for subject in SUBJECTS) == 25
    listed = [subject for topic, claims in TOPICS if topic != BEYOND for subject in claims]
    assert all(subject.tier in ("core", "main", "minor") for subject in listed)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_claim_names_what_exists(claim: Claim) -> None:
    assert claim.source.key in citations()
    for experiment in claim.experiments:
        assert isinstance(experiment.world, str)
        assert find_world(experiment.world).says


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_claim_has_at_least_two_mutants(claim: Claim) -> None:
    assert len(claim.mutants) >= 2


def judged_parts(record: Any) -> Iterator[Any]:
    """The parts of an entry, and the repairs of those that are refuted."""
    for part in parts(record):
        yield part
        if part["repair"] and part["repair"]["record"]:
            yield part["repair"]["record"]


@pytest.mark.parametrize("name", CORE)
def test_a_verdict_has_its_grounds(name: str, catalogue: dict[str, Any]) -> None:
    """A proof has checked lines or engines that found it, a refutation its point; what is left says why."""
    for part in judged_parts(catalogue[name]):
        if part["verdict"] == "proved":
            assert part["trust"] and (part["derivation"] or part["evidence"]), part["id"]
        elif part["verdict"] == "refuted":
            assert part["counterexample"] is not None
            assert part["trust"] == ("certificate" if part["scope"] != "empirical" else None)
        else:
            assert part["reason"], part["id"]


def test_at_most_one_entry_in_twenty_is_left_open(catalogue: dict[str, Any]) -> None:
    """Statistical claims may end as supported; others are proved or refuted, or say why not."""
    open_ = [
        name
        for name, record in catalogue.items()
        if any(
            part["verdict"] == "unknown" or (part["verdict"] == "supported" and part["scope"] != "empirical")
            for part in parts(record)
        )
    ]
    assert len(open_) <= len(catalogue) / 20, open_


@pytest.mark.parametrize("name", CORE)
def test_every_line_of_a_derivation_was_checked(name: str, catalogue: dict[str, Any]) -> None:
    for part in judged_parts(catalogue[name]):
        for step in part["derivation"]:
            said = (part["id"], step["name"], step["detail"])
            if step["rule"] in ("reduction", "cited"):  # what is cited caps the trust
                assert step["status"] == "cited" and part["trust"] in (None, "one engine", "certificate"), (
                    said
                )
            elif part["verdict"] == "proved":
                assert step["status"] == "checked" and step["checked_by"], said


@pytest.mark.parametrize("name", CORE)
def test_a_repair_is_proved(name: str, catalogue: dict[str, Any]) -> None:
    for part in parts(catalogue[name]):
        if part["verdict"] == "refuted" and part["repair"]:
            mended = part["repair"]["record"]
            assert part["repair"]["verdict"] in ("proved", "supported"), mended["reason"]
            if part["repair"]["verdict"] == "supported":
                assert mended["scope"] == "empirical", mended["reason"]


@pytest.mark.parametrize("name", CORE)
def test_every_mutant_dies(name: str, catalogue: dict[str, Any]) -> None:
    for part in judged_parts(catalogue[name]):
        alive = [mutant["id"] for mutant in part["mutants"] if mutant["alive"]]
        assert not alive, (part["id"], alive)


@pytest.mark.parametrize("name", CORE)
def test_no_instance_contradicts_a_proof(name: str, catalogue: dict[str, Any]) -> None:
    for part in judged_parts(catalogue[name]):
        if part["verdict"] == "proved":
            assert part["instances"]["failed"] == 0
