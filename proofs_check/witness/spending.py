"""What a search has spent, in counts, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.exact.evaluate import Evaluator

STEPS_PER_POINT = 25


class Exhausted(Exception):
    """The budget is spent."""


@dataclass
class Spent:
    """points: how many may be tried. tried: points whose hypotheses were asked; steps: of the evaluator; undecided: admissible points
    at which the claim stayed open."""

    points: int
    evaluator: Evaluator
    tried: int = 0
    steps: int = 0
    undecided: int = 0

    def account(self, extra: int = 0) -> None:
        """Books the steps of the evaluator, and `extra`. Raises Exhausted when the budget is spent."""
        self.steps += self.evaluator.spent + extra
        self.evaluator.spent = 0
        if self.tried >= self.points or self.steps > self.points * STEPS_PER_POINT:
            raise Exhausted

    def share(self) -> float:
        """How much of the budget is spent."""
        return max(self.tried, self.steps / STEPS_PER_POINT) / self.points
