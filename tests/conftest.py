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


HERE = Path(__file__).parent
SLOW = frozenset((HERE / "slow.txt").read_text("utf-8").splitlines())


def pytest_addoption(parser: pytest.Parser) -> None:
    """Slow cases, of which quick neighbours are always run, are left out unless they are asked for."""
    parser.addoption("--slow", action="store_true", help="only the tests of tests/slow.txt")
    parser.addoption("--all", action="store_true", help="the tests of tests/slow.txt too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The files of this folder begin: they judge many claims and take minutes, and no process is to wait for one at the end."""
    items.sort(key=lambda item: item.path.parent != HERE)
    _guard_against_lost_names(items)
    if config.getoption("--all") or len(items) == 1:
        return
    wanted = config.getoption("--slow")
    left = [item for item in items if (item.nodeid in SLOW) != wanted]
    if left:
        items[:] = [item for item in items if (item.nodeid in SLOW) == wanted]
        config.hook.pytest_deselected(items=left)


def _guard_against_lost_names(items: list[pytest.Item]) -> None:
    """A listed test that is no more would be left out by a name that nobody runs: the list must be written anew."""
    if {item.path for item in items} >= set(HERE.rglob("test_*.py")):
        lost = SLOW - {item.nodeid for item in items}
        if lost:
            raise pytest.UsageError(f"tests/slow.txt names no test: {', '.join(sorted(lost))}")


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
