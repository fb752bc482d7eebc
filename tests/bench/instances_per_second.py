"""Instances a second of the quadratic-increment claim, against one Hypothesis example an instance.

Run `python -m tests.bench.instances_per_second`. Both sides draw their letters and check the same equality with the same
tolerance; times are processor time in this process. Target: 1000 for n = 2 and 8, 150 for n = 32.
"""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from tests.bench.measure import best_seconds, row
from tests.bench.quadratic import run_instances, trial

EXAMPLES = 100
INSTANCES = {2: 50_000, 8: 15_000, 32: 3_000}
TARGETS = {2: 1000, 8: 1000, 32: 150}
Floats = NDArray[np.float64]


def increment_holds(H: Floats, x: Floats, b: Floats, eps: float) -> bool:
    """The claim for one instance, with its tolerance, written directly in NumPy."""

    def cost(A: Floats, c: Floats, y: Floats) -> float:
        return float(y @ (A @ y) / 2 + c @ y)

    n = len(x)
    g, size_g = H @ x + b, abs(H) @ abs(x) + abs(b)
    left = cost(H, b, x - eps * g) - cost(H, b, x)
    right = eps**2 * (g @ (H @ g)) / 2 - eps * (g @ g)
    reached = abs(x) + abs(eps) * size_g
    size = cost(abs(H), abs(b), reached) + cost(abs(H), abs(b), abs(x))
    size += eps**2 * (size_g @ (abs(H) @ size_g)) / 2 + abs(eps) * (size_g @ size_g)
    return bool(abs(left - right) <= (n + 4) * 2.0**-52 * size + 1e-280)


def hypothesis_examples(n: int) -> None:
    """EXAMPLES examples, one instance each."""
    number = st.floats(-8, 8)

    @settings(max_examples=EXAMPLES, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        arrays(np.float64, (n, n), elements=number),
        arrays(np.float64, n, elements=number),
        arrays(np.float64, n, elements=number),
        number,
    )
    def check(A: Floats, x: Floats, b: Floats, eps: float) -> None:
        assert increment_holds(A + A.T, x, b, eps)

    check()


def main() -> None:
    """Prints the table."""
    subject = trial()
    row("n", "engine us", "hypothesis us", "ratio", "target")
    for n, target in TARGETS.items():
        count = INSTANCES[n]
        engine = best_seconds(lambda n=n, count=count: run_instances(subject, n, count)) / count
        slow = best_seconds(lambda n=n: hypothesis_examples(n), 3) / EXAMPLES
        row(n, f"{engine * 1e6:.3f}", f"{slow * 1e6:.0f}", f"{slow / engine:.0f}", f">= {target}")


if __name__ == "__main__":
    main()
