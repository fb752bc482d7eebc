"""Counting what the instances of a block say."""

from __future__ import annotations

import numpy as np

from proofs_check.instances.failure import exact_letters, measured_letters
from proofs_check.instances.letters import Letters
from proofs_check.instances.numpy_eval import Evaluator
from proofs_check.instances.result import ExperimentResult
from proofs_check.instances.trial import Question, Trial
from proofs_check.instances.truth import Judge
from proofs_check.instances.values import Array, NotNumeric, Status
from proofs_check.statement.terms import Term


class Tally:
    """The counts of one block. Each instance is judged quickly, and once more with care where that left it open."""

    def __init__(self, trial: Trial, alive: tuple[int, ...]) -> None:
        self.trial = trial
        self.alive = alive
        self.admissible = self.inconclusive = self.failed = 0
        self.worst = 0.0
        self.first: dict[str, Term] | None = None
        self.measured: dict[str, object] = {}
        self.mutants = {index: [0, 0] for index in alive}

    def judge(self, letters: Letters, careful: bool) -> Array:
        """Counts the instances; unless careful, returns the numbers of those left open, which are not counted."""
        base = Evaluator(self.trial.claim.formal, letters, careful)
        outcome, admissible, ratio = judged(self.trial.claim, base, letters)
        for index in self.alive:
            self._mutant(index, base, letters)
        is_open = (admissible == 0) | ((admissible > 0) & (outcome == 0))
        counted = admissible > 0 if careful else (admissible > 0) & ~is_open
        self.admissible += int(counted.sum())
        self.inconclusive += int((counted & (outcome == 0)).sum())
        holds = counted & (outcome > 0)
        if ratio is not None and holds.any():
            self.worst = max(self.worst, float((ratio[holds] if len(ratio) == len(holds) else ratio).max()))
        self._failures(counted & (outcome < 0), letters)
        return np.zeros(0, dtype=np.int64) if careful else np.flatnonzero(is_open)

    def _failures(self, failed: Array, letters: Letters) -> None:
        self.failed += int(failed.sum())
        if self.first is None and failed.any():
            where = int(failed.argmax())
            self.first = exact_letters(letters, where, self.trial.put)
            self.measured = measured_letters(letters, where)

    def _mutant(self, index: int, base: Evaluator, letters: Letters) -> None:
        """Counts on how many instances the mutant fails; none where it has no value by arithmetic."""
        mutant = self.trial.mutants[index]
        try:
            outcome, admissible, _ = judged(mutant, base.for_neighbour(mutant.formal), letters)
        except NotNumeric:
            return
        decided = (admissible > 0) & (outcome != 0)
        self.mutants[index][0] += int((decided & (outcome < 0)).sum())
        self.mutants[index][1] += int(decided.sum())

    def result(self, tried: int) -> ExperimentResult:
        """The counts."""
        world = self.trial.world
        fates = [self.mutants.get(index, [0, 0]) for index in range(len(self.trial.mutants))]
        return ExperimentResult(
            world.name,
            world.says,
            self.trial.observes,
            tried,
            self.admissible,
            self.inconclusive,
            self.failed,
            self.worst,
            self.first,
            tuple(failures for failures, _ in fates),
            tuple(count for _, count in fates),
            self.measured,
        )


def judged(asked: Question, evaluator: Evaluator, letters: Letters) -> tuple[Status, Status, Array | None]:
    """For each instance: the outcome and whether it is admissible (1, 0 hidden, -1), the worst |l - r|/tolerance."""
    judge, size = Judge(evaluator), letters.instances
    admissible = np.ones(size, dtype=np.int8)
    for name, facts, whole in asked.facts:
        if name not in letters.values:
            continue
        for fact in facts:
            outcome = judge.truth(fact).outcome
            if name in letters.errors:
                # a measured letter may stand on the end of its domain: only what is surely outside is left out
                outcome = np.where(outcome == 0, np.int8(1), outcome)
            admissible = np.minimum(admissible, outcome)
        values = letters.values[name]
        if whole and values.dtype.kind == "f":
            admissible = np.where(values == np.rint(values), admissible, np.int8(-1))
    for _, hypothesis in asked.formal.given:
        admissible = np.minimum(admissible, judge.truth(hypothesis).outcome)
    truth = judge.truth(asked.formal.claim)
    outcome = truth.outcome
    return outcome if len(outcome) == size else np.repeat(outcome, size), admissible, truth.ratio
