"""Counting what the instances of a block say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from proofs_check.instances.failure import exact_letters, measured_letters
from proofs_check.instances.letters import Letters, join
from proofs_check.instances.numpy_eval import Evaluator
from proofs_check.instances.result import ExperimentResult
from proofs_check.instances.trial import Question, Trial
from proofs_check.instances.truth import Judge
from proofs_check.instances.values import Array, Mask, NotNumeric, Status
from proofs_check.statement.terms import Term

CLAIM = -1  # in the place of a mutant's number


@dataclass(frozen=True)
class Open:
    """Instances that rounding left open, and for the claim and each mutant, for which of them."""

    letters: Letters
    masks: Mapping[int, Mask]

    @property
    def instances(self) -> int:
        return self.letters.instances


def together(parts: list[Open]) -> list[Open]:
    """As few blocks as their forms allow: a chunk is as long as the longest run in it."""
    forms = dict.fromkeys(part.letters.form for part in parts)
    return [_joined([part for part in parts if part.letters.form == form]) for form in forms]


def _joined(parts: list[Open]) -> Open:
    masks = {who: np.concatenate([part.masks[who] for part in parts]) for who in parts[0].masks}
    return Open(join([part.letters for part in parts]), masks)


class Tally:
    """The counts of one block. Each instance is judged quickly, and once more with care where that left it open.

    thorough: instances that are open only for a mutant are looked at again, too, as long as nothing has killed it.
    """

    def __init__(self, trial: Trial, alive: tuple[int, ...], thorough: bool) -> None:
        self.trial = trial
        self.alive = alive
        self.thorough = thorough
        self.admissible = self.inconclusive = self.failed = 0
        self.worst = 0.0
        self.first: dict[str, Term] | None = None
        self.measured: dict[str, object] = {}
        self.mutants = {index: [0, 0] for index in alive}

    def quick(self, letters: Letters) -> Open | None:
        """Counts the instances that are decided without care; returns the others, None where there are none."""
        base = Evaluator(self.trial.claim.formal, letters, careful=False)
        masks = {CLAIM: self._claim(base, letters, None)}
        for index in self.alive:
            masks[index] = self._mutant(index, base, letters, None)
        look = masks[CLAIM]
        for index in self.alive if self.thorough else ():
            look = look | masks[index] if self.mutants[index][0] == 0 else look
        chosen = np.flatnonzero(look)
        if not len(chosen):
            return None
        return Open(letters.take(chosen), {who: mask[chosen] for who, mask in masks.items()})

    def careful(self, left: Open) -> None:
        """Counts what was left open, rounding looked at closely."""
        base = Evaluator(self.trial.claim.formal, left.letters, careful=True)
        self._claim(base, left.letters, left.masks[CLAIM])
        for index in self.alive:
            if self.mutants[index][0] == 0:  # what is dead needs no second look
                self._mutant(index, base, left.letters, left.masks[index])

    def _claim(self, base: Evaluator, letters: Letters, only: Mask | None) -> Mask:
        """Counts for the claim: what is decided, or all of the instances `only`. Returns what is open."""
        outcome, admissible, ratio = judged(self.trial.claim, base, letters)
        is_open: Mask = (admissible == 0) | ((admissible > 0) & (outcome == 0))
        counted = (admissible > 0) & (~is_open if only is None else only)
        self.admissible += int(counted.sum())
        self.inconclusive += int((counted & (outcome == 0)).sum())
        holds = counted & (outcome > 0)
        if ratio is not None and holds.any():
            self.worst = max(self.worst, float((ratio[holds] if len(ratio) == len(holds) else ratio).max()))
        self._failures(counted & (outcome < 0), letters)
        return is_open

    def _failures(self, failed: Array, letters: Letters) -> None:
        self.failed += int(failed.sum())
        if self.first is None and failed.any():
            where = int(failed.argmax())
            self.first = exact_letters(letters, where, self.trial.put)
            self.measured = measured_letters(letters, where)

    def _mutant(self, index: int, base: Evaluator, letters: Letters, only: Mask | None) -> Mask:
        """Counts on how many instances the mutant fails; none where it has no value by arithmetic."""
        mutant = self.trial.mutants[index]
        try:
            outcome, admissible, _ = judged(mutant, base.for_neighbour(mutant.formal), letters)
        except NotNumeric:
            return np.zeros(letters.instances, dtype=bool)
        is_open: Mask = (admissible == 0) | ((admissible > 0) & (outcome == 0))
        decided = (admissible > 0) & ~is_open
        decided = decided if only is None else decided & only
        self.mutants[index][0] += int((decided & (outcome < 0)).sum())
        self.mutants[index][1] += int(decided.sum())
        return is_open

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
