"""Empirical claims: what usually happens in runs of an experiment. Counting decides, at a stated error rate, and nothing is proved.

The claim is read as 'in more than half of the runs'. It is supported where the confidence interval of the share of runs in which it
holds lies above a half, refuted where it lies below, and unknown in between.

Reference: Clopper and Pearson, The use of confidence or fiducial limits illustrated in the case of the binomial, 1934.
"""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.instances import ExperimentResult
from proofs_check.statement.claim import Claim, Mutant
from proofs_check.statement.terms import Term, number
from proofs_check.verdict import Judged, MutantFate, Verdict, Witness

ERROR_RATE = 1e-6
HALF = 0.5
COUNTED_BY = "the experiments"


def judge_empirical(claim: Claim, runs: tuple[ExperimentResult, ...]) -> Judged:
    """The verdict from the counts of all experiments together."""
    decided = sum(run.admissible - run.inconclusive for run in runs)
    held = decided - sum(run.failed for run in runs)
    low, high = interval(held, decided)
    said = f"it holds in {held} of {decided} runs: in {low:.0%} to {high:.0%} of such runs, at an error rate of {ERROR_RATE:g}"
    verdict: Verdict = "supported" if low > HALF else "refuted" if high < HALF else "unknown"
    reason = said if verdict != "unknown" else f"inconclusive: {said}"
    if not decided:
        reason = f"out of reach: {'; '.join(run.says for run in runs) or 'there is no experiment'}"
    witness = counted(held, decided, reason) if verdict == "refuted" else None
    fates = tuple(fate(claim, mutant, index, runs) for index, mutant in enumerate(claim.mutants))
    return Judged(claim, verdict, reason, experiments=runs, witness=witness, mutants=fates)


def interval(held: int, decided: int) -> tuple[float, float]:
    """The Clopper-Pearson interval of the share; (0, 1) without runs."""
    from scipy.stats import beta  # here, because listing claims must start at once

    half = ERROR_RATE / 2
    low = float(beta.ppf(half, held, decided - held + 1)) if held else 0.0
    high = float(beta.ppf(1 - half, held + 1, decided - held)) if held < decided else 1.0
    return low, high


def counted(held: int, decided: int, why: str) -> Witness:
    """The counts as the witness of a refutation."""
    point: Mapping[str, Term] = {"held": number(held), "runs": number(decided)}
    return Witness(point, "false", why, (), COUNTED_BY)


def fate(claim: Claim, mutant: Mutant, index: int, runs: tuple[ExperimentResult, ...]) -> MutantFate:
    """A mutant dies where it fails in more than half of the runs on which it was judged."""
    changed = claim.mutated(mutant)
    failed = sum(run.mutant_failures[index] for run in runs if index < len(run.mutant_failures))
    judged = sum(run.mutants_judged[index] for run in runs if index < len(run.mutants_judged))
    killed = f"{failed} of {judged} runs" if 2 * failed > judged > 0 else ""
    return MutantFate(mutant, changed.claim, changed.formal.claim, killed)
