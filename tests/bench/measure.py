"""Timing for the benchmarks: processor time, the best of several runs, all in one process."""

from __future__ import annotations

import time
from collections.abc import Callable


def best_seconds(run: Callable[[], object], repeats: int = 5) -> float:
    """The least processor time of `repeats` runs, after one that warms up."""
    run()
    return min(_once(run) for _ in range(repeats))


def _once(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def row(*cells: object) -> None:
    """One line of a table."""
    print("  ".join(f"{cell:>14}" for cell in cells), flush=True)
