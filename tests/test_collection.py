"""The collection: nothing is decided wrongly, and what was decided quickly once is decided still (tests/claims/decided.json).

One half of it, for time: a claim and its twin both stand or both fall out. All of it: `python -m tests.bench.collection`.
"""

from __future__ import annotations

import json
import os
import zlib

import pytest

from proofs_check.run import Limits, Task, run
from tests.bench.collection import FOLDER, SETTINGS, SNAPSHOT, claims_in, expected, kind_of, outcome

SECONDS = 120  # of processor time a claim, far beyond what any of these took
DECIDED = frozenset(json.loads(SNAPSHOT.read_text("utf-8")))
PATHS = sorted(FOLDER.glob("*/*.claims.toml"))
KINDS = sorted({kind_of(path) for path in PATHS})


def tasks_of(kind: str) -> tuple[Task, ...]:
    paths = [path for path in PATHS if kind_of(path) == kind]
    claims = (claim for path in paths for claim in claims_in(path))
    return tuple(Task(claim, kind) for claim in claims if claim.id in DECIDED and in_half(claim.id))


def in_half(name: str) -> bool:
    """The same half on every machine."""
    return zlib.crc32(name.removesuffix("_twin").encode()) % 2 == 0


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_decided_is_decided(kind: str) -> None:
    tasks = tasks_of(kind)
    records = run(tasks, SETTINGS, os.cpu_count() or 1, Limits(seconds=SECONDS))
    lost = {
        task.subject.id: f"{record['verdict']}, not {expected(task)}: {record['reason']}"
        for task, record in zip(tasks, records, strict=True)
        if outcome(task, record) != "decided"
    }
    assert not lost


def test_the_collection_is_large_and_half_of_it_is_false() -> None:
    claims = [claim for path in PATHS for claim in claims_in(path)]
    false = [claim for claim in claims if claim.expect == "refuted"]
    assert len(claims) >= 400 and len(false) >= len(claims) // 2 - 1
    assert len({claim.id for claim in claims}) == len(claims)
    assert {claim.id for claim in claims} >= DECIDED
