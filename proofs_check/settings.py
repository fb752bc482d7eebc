"""What is spent on a claim."""

from __future__ import annotations

from dataclasses import dataclass, field

from proofs_check.goal import Budget

QUICK = Budget(instances=4_000, search_points=8_000)
"""Few instances and small searches, for a first look."""


@dataclass(frozen=True)
class Settings:
    """How much is spent on a claim, and the seed of everything that is drawn."""

    budget: Budget = field(default_factory=Budget)
    seed: int = 0
