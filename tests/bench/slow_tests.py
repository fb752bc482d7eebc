"""Which tests are slow: `tests/slow.txt`, the list of those that `python -m pytest` leaves to `python -m pytest --slow`.

Run `TEST_TIMES=times.jsonl python -m pytest --all -p tests.bench.slow_tests`, then `python -m tests.bench.slow_tests times.jsonl`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SLOW = Path(__file__).parent.parent / "slow.txt"
SECONDS = 2.0  # of processor time, that of child processes included
LISTED = ("tests/engines/", "tests/test_prove.py", "tests/test_sequences_defined.py")
"""Where slow tests may be left out: cases of one engine or of the planner, which have quick neighbours there."""
KEPT = ("test_random_goals.py", "engines/second/", "what_is_proved_", "test_bodies_without_values.py")
"""Tests of soundness at large, which are always run."""


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Writes the processor time of each test."""
    before = sum(os.times()[:4])
    yield
    row = {"id": item.nodeid, "seconds": round(sum(os.times()[:4]) - before, 2)}
    with Path(os.environ["TEST_TIMES"]).open("a") as times:
        times.write(json.dumps(row) + "\n")


def may_be_left_out(name: str) -> bool:
    return name.startswith(LISTED) and not any(part in name for part in KEPT)


def main(paths: list[str]) -> int:
    rows = [json.loads(line) for line in Path(paths[0]).read_text("utf-8").splitlines()]
    slow = sorted(row["id"] for row in rows if row["seconds"] >= SECONDS and may_be_left_out(row["id"]))
    SLOW.write_text("".join(f"{name}\n" for name in slow), "utf-8")
    spent = sum(row["seconds"] for row in rows)
    left = sum(row["seconds"] for row in rows if row["id"] in set(slow))
    print(f"{len(rows)} tests, {spent:.0f} s; {len(slow)} of them slow, {left:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
