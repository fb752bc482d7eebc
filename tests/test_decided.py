"""The catalogue beyond its core: what was judged quickly once is judged alike still (tests/decided.json), and every mutant dies."""

from __future__ import annotations

import json
import os

import pytest

from proofs_check.run import Limits, run
from proofs_check.settings import QUICK, Settings
from tests.bench.catalogue import SNAPSHOT, faults, outcome
from theory.tasks import catalogue, with_cited

SECONDS = 120  # of processor time an entry, far beyond what any of these took
DECIDED = json.loads(SNAPSHOT.read_text("utf-8"))
KNOWN = catalogue()
TOPICS = sorted({task.topic for task in KNOWN if task.subject.id in DECIDED})


@pytest.mark.parametrize("topic", TOPICS)
def test_what_was_decided_is_decided_alike(topic: str) -> None:
    asked = tuple(task for task in KNOWN if task.topic == topic and task.subject.id in DECIDED)
    tasks = with_cited(asked, KNOWN)
    records = run(tasks, Settings(QUICK), os.cpu_count() or 1, Limits(seconds=SECONDS))
    found = {str(record["id"]): record for record in records}
    changed = {
        task.subject.id: f"{outcome(found[task.subject.id])}, not {DECIDED[task.subject.id]}"
        for task in asked
        if outcome(found[task.subject.id]) != DECIDED[task.subject.id]
    }
    assert not changed
    assert not [fault for task in asked for fault in faults(found[task.subject.id])]


def test_most_of_the_catalogue_is_held() -> None:
    assert len(DECIDED) >= 120
    assert {task.subject.id for task in KNOWN} >= DECIDED.keys()


def test_what_is_wrong_with_a_record_is_named() -> None:
    def judged(name: str, verdict: str, alive: bool, repair: str | None) -> dict[str, object]:
        fixed = {"verdict": repair, "record": None} if repair else None
        mutants = [{"id": "m", "alive": alive}]
        return {"id": name, "verdict": verdict, "mutants": mutants, "repair": fixed, "readings": []}

    assert faults(judged("a", "refuted", False, "proved")) == []
    assert faults(judged("a", "refuted", False, None)) == []
    assert faults(judged("a", "proved", True, None)) == ["a: mutant 'm' lives"]
    assert faults(judged("a", "refuted", False, "unknown")) == ["a: a repair is unknown"]
    assert faults({**judged("a", "refuted", False, None), "readings": [judged("b", "proved", True, None)]})
