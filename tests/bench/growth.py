"""Time and memory from 1e5 to 1e6 instances, and what ten mutants cost.

Run `python -m tests.bench.growth`. Targets: ten times the instances in about ten times the time, the same memory; the
claim with ten mutants at most 1.2 times the claim alone. Memory is the peak of all arrays, traced in a run of its own.
"""

from __future__ import annotations

import tracemalloc
from unittest import mock

from tests.bench.measure import best_seconds, row
from tests.bench.quadratic import run_instances, trial

FEW, MANY = 100_000, 1_000_000
MUTANTS = 10


def peak_megabytes(n: int, instances: int) -> float:
    """The largest sum of arrays alive at one time."""
    subject = trial()
    tracemalloc.start()
    with mock.patch("proofs_check.instances.run.KEPT_BYTES", 0):  # else that one array is the peak
        run_instances(subject, n, instances)
    _, top = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return top / 1e6


def main() -> None:
    """Prints the tables."""
    row("n", "time x", "target", "MB at 1e5", "MB at 1e6", "target")
    for n in (2, 8):
        alone = trial()
        few = best_seconds(lambda n=n, alone=alone: run_instances(alone, n, FEW), 3)
        many = best_seconds(lambda n=n, alone=alone: run_instances(alone, n, MANY), 1)
        memory = [f"{peak_megabytes(n, count):.1f}" for count in (FEW, MANY)]
        row(n, f"{many / few:.2f}", "about 10", *memory, "equal")
    row("n", "alone ms", "10 mutants ms", "ratio", "target")
    for n, count in ((2, FEW), (8, FEW), (32, FEW // 4)):
        alone, crowd = trial(), trial(MUTANTS)
        one = best_seconds(lambda n=n, alone=alone, count=count: run_instances(alone, n, count), 5)
        all_ = best_seconds(lambda n=n, crowd=crowd, count=count: run_instances(crowd, n, count), 5)
        row(n, f"{one * 1e3:.1f}", f"{all_ * 1e3:.1f}", f"{all_ / one:.2f}", "<= 1.2")


if __name__ == "__main__":
    main()
