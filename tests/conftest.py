"""Shared fixtures: the catalogue judged once, in the quick form."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from proofs_check.run import Task, run
from proofs_check.settings import Settings
from proofs_check.statement_record import Record
from theory.catalog import TOPICS
from theory.commands import QUICK

# The suite tries the same examples on every machine; a search for new ones is `--hypothesis-profile=default`.
settings.register_profile("same examples everywhere", derandomize=True, deadline=None)
settings.load_profile("same examples everywhere")


@pytest.fixture(scope="session")
def catalogue() -> dict[str, Record]:
    """The records of the shipped claims by id, with few instances."""
    tasks = tuple(Task(claim, topic) for topic, claims in TOPICS for claim in claims)
    records = run(tasks, Settings(QUICK), jobs=os.cpu_count() or 1)
    return {str(record["id"]): record for record in records}
