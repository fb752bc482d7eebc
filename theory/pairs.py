"""Statements of the texts that are compared with each other: can both hold?

A pair says, over common letters, what each of two entries claims where both apply. Two claims are judged: that the statements
contradict each other at every such point, and that both hold at every such point.

Main content: PAIRS, in the order of the list of pairs. A pair is judged once both entries are in the catalogue.
"""

from __future__ import annotations

from theory import pairs_chances, pairs_minima, pairs_rates, pairs_training
from theory.pairs_base import AGAINST, Pair

__all__ = ["AGAINST", "PAIRS", "TOPIC", "Pair"]

TOPIC = "pairs"

PAIRS: tuple[Pair, ...] = (
    *pairs_rates.PAIRS,
    *pairs_chances.PAIRS,
    *pairs_minima.PAIRS,
    *pairs_training.PAIRS,
)
