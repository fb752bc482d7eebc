"""The exact check modulo a prime against the float check, an instance, drawing included.

Run `python -m tests.bench.modular`. Target: at most 1.5.
"""

from __future__ import annotations

import numpy as np

from proofs_check.instances.modular_blocks import check_identity, prepare_modular
from tests.bench.measure import best_seconds, row
from tests.bench.quadratic import formal, run_instances, trial

INSTANCES = {2: 50_000, 8: 15_000, 32: 3_000}


def main() -> None:
    """Prints the table."""
    subject, identity = trial(), prepare_modular(formal())
    row("n", "float us", "modular us", "ratio", "target")
    for n, count in INSTANCES.items():
        rng = np.random.Generator(np.random.SFC64(n))
        float_check = best_seconds(lambda n=n, count=count: run_instances(subject, n, count)) / count
        modular = (
            best_seconds(lambda n=n, count=count, rng=rng: check_identity(identity, count, n, rng)) / count
        )
        row(n, f"{float_check * 1e6:.3f}", f"{modular * 1e6:.3f}", f"{modular / float_check:.2f}", "<= 1.5")


if __name__ == "__main__":
    main()
