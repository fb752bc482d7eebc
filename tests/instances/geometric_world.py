"""A tiny world, and a claim about it."""

import numpy as np

from proofs_check.statement.claim import Claim, Recurrence
from proofs_check.worlds.world import Measured, World


def run_geometric(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Runs r <- rho r + (1 - rho) g^2 from 0, t times."""
    t = rng.integers(0, 6, instances)
    rho, g = rng.random(instances), rng.standard_normal(instances)
    r = np.zeros(instances)
    for step in range(5):
        r = np.where(step < t, rho * r + (1 - rho) * g**2, r)
    error = 30 * 2.0**-53 * g**2
    rate = 1 / (1 + r)
    return Measured(
        {"t": t, "rho": rho, "g": g, "r": r, "rate": rate}, {"r": error, "rate": error + 2.0**-52}
    )


GEOMETRIC = World("geometric", "Runs a moving average.", ("t", "rho", "g", "r", "rate"), (1,), run_geometric)


def geometric_claim(statement: str) -> Claim:
    """A claim about the moving average of a constant."""
    return Claim(
        id="moving_average",
        let={"rho": "real in [0, 1)", "g": "real", "t": "natural"},
        define={"r": Recurrence(("0",), "rho*r(t) + (1 - rho)*g**2")},
        claim=statement,
    )
