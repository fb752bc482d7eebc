"""Shared fixtures: the core of the catalogue judged once, in the quick form. The whole of it takes a quarter of an hour."""

from __future__ import annotations

import fcntl
import json
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from proofs_check.statement_record import Record
from theory.commands import judged_record

# Claim files that are judged against a list of what was decided (test_collection.py): not one test a claim.
collect_ignore_glob = ["claims", "claims/*"]

# The suite tries the same examples on every machine; a search for new ones is `--hypothesis-profile=default`.
settings.register_profile("same examples everywhere", derandomize=True, deadline=None)
settings.load_profile("same examples everywhere")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files of this folder begin: they judge many claims and take minutes, and no process is to wait for one at the end."""
    items.sort(key=lambda item: item.path.parent != Path(__file__).parent)


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The record of the core entries with few instances, judged by one process of the run for all of them."""
    shared = tmp_path_factory.getbasetemp().parent
    kept = shared / "catalogue.json"
    with (shared / "catalogue.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            asked = Namespace(
                what=[], tier="core", quick=True, instances=None, seed=0, jobs=None, no_cache=False
            )
            kept.write_text(json.dumps(judged_record(asked)[0]))
    return json.loads(kept.read_text())


@pytest.fixture(scope="session")
def catalogue(judged: Any) -> dict[str, Record]:
    """The records of the core entries by id."""
    return {str(record["id"]): record for record in judged["claims"]}
