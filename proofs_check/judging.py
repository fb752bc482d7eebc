"""The judge: from a claim to its verdict.

Order: parse; look for a point that is admissible (else the claim is vacuous) and for one that breaks it; check the
derivation, or let the planner prove; run the experiments; judge mutants and the repair. A witness refutes only after it
has been re-evaluated by separate code, a proof counts only if nothing contradicts it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from proofs_check import instances
from proofs_check.citations import Fact, claim_fact
from proofs_check.conflict import EngineConflict, TimeUp
from proofs_check.disproof import disproved
from proofs_check.empirical import judge_empirical
from proofs_check.goal import Answer, Goal, Point, Trust, weakest
from proofs_check.instances import ExperimentResult
from proofs_check.instances.values import NotNumeric
from proofs_check.missing import missing_hypothesis
from proofs_check.needed import modest, needs
from proofs_check.prove import Session
from proofs_check.recheck.opinion import opinion
from proofs_check.seeking import Known, after_experiments, said_of, seek
from proofs_check.settings import Settings
from proofs_check.statement.claim import REPAIRED, Claim, Entry, Experiment, Mutant, Prose
from proofs_check.statement.errors import StatementError
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import FALSE
from proofs_check.statement.text import text
from proofs_check.verdict import Judged, MutantFate, Verdict, Witness
from proofs_check.witness import find_witness
from proofs_check.witness.recheck import HOLDS, recheck

Subject = Claim | Entry | Prose


Decided = Callable[[Judged], None]
"""Called with what was decided of a claim before its repair and its needless hypotheses are looked for."""


def judge(
    subject: Subject,
    settings: Settings | None = None,
    known: Known | None = None,
    decided: Decided = lambda judged: None,
) -> Judged:
    """The verdict on a claim, an entry of several, or prose. `known`: the proved claims that derivations may cite."""
    began = time.perf_counter()
    chosen = settings or Settings()
    match subject:
        case Claim():
            judged = judge_claim(subject, chosen, known or {}, decided)
        case Entry():
            judged = judge_entry(subject, chosen, known or {})
        case Prose(reason=reason):
            judged = Judged(subject, "not_checkable", reason)
    return replace(judged, seconds=time.perf_counter() - began)


WEAKEST_FIRST: tuple[Verdict, ...] = ("refuted", "unknown", "not_checkable", "supported", "proved")


def judge_entry(entry: Entry, settings: Settings, known: Known) -> Judged:
    """The entry stands no better than its weakest member, whether the text claims all of them or leaves open which."""
    members = tuple(judge(member, settings, known) for member in entry.members)
    worst = min(members, key=lambda judged: WEAKEST_FIRST.index(judged.verdict))
    trusts = tuple(judged.trust for judged in members if judged.trust and judged.verdict == worst.verdict)
    reason = "; ".join(f"{suffix(judged)}: {judged.verdict}" for judged in members) + ". " + worst.reason
    trust = weakest(trusts) if trusts else None
    return Judged(
        entry,
        worst.verdict,
        reason,
        trust,
        experiments=tuple(run for judged in members for run in judged.experiments),
        witness=worst.witness,
        repair=worst.repair,
        readings=members,
    )


def suffix(judged: Judged) -> str:
    """The part of a member's id that tells it from its entry."""
    return judged.subject.id.rpartition("__")[2]


def judge_claim(
    claim: Claim, settings: Settings, known: Known, decided: Decided = lambda judged: None
) -> Judged:
    """The verdict on one statement. A text that cannot be read is unknown, with the error as reason."""
    try:
        formal = claim.formal
    except StatementError as problem:
        return Judged(claim, "unknown", f"cannot be read: {problem}")
    if claim.scope == "empirical":
        return judge_empirical(claim, run_experiments(claim, formal, settings))
    session = Session(settings.budget)
    found, steps, proof = seek(claim, formal, session, settings, known)
    experiments = run_experiments(claim, formal, settings)
    guard_against_conflict(claim, proof, experiments)
    if found.witness is None and found.unsettled is None and not (proof and proof.proved):
        found = after_experiments(formal, found, experiments, settings)
    judged = decide(claim, found.witness, proof, experiments)
    if found.unsettled is not None:
        judged = unsettled(judged, found.unsettled)
    judged = replace(judged, steps=steps, experiments=experiments, admissible=found.admissible)
    if judged.verdict != "refuted" and found.admissible is None:
        judged = vacuous(judged, formal, session)
    mutants = tuple(
        fate(claim, mutant, index, experiments, settings) for index, mutant in enumerate(claim.mutants)
    )
    judged = replace(judged, mutants=mutants)
    decided(judged)
    try:
        return explained(claim, judged, settings, known)
    except TimeUp:
        return judged


def explained(claim: Claim, judged: Judged, settings: Settings, known: Known) -> Judged:
    """With the repair of a refuted claim, and the hypotheses that a proved one needs."""
    judged = replace(judged, repair=judge_repair(claim, judged, settings, known))
    if judged.verdict == "proved":
        judged = replace(judged, hypotheses=needs(claim.formal, settings.budget))
    return judged


def run_experiments(claim: Claim, formal: Formal, settings: Settings) -> tuple[ExperimentResult, ...]:
    """Every experiment of the claim; without one, instances drawn from the domains, where the claim has a number form."""
    runs = len(claim.experiments) or 1
    share = max(settings.budget.instances // runs, 1)
    mutants = tuple(claim.mutated(mutant).formal for mutant in claim.mutants)
    if not claim.experiments:
        result = instances.run_sampled(formal, mutants, share, settings.seed)
        return (result,) if result is not None else ()
    return tuple(
        run_or_say_why(claim, experiment, mutants, share, settings.seed) for experiment in claim.experiments
    )


def run_or_say_why(
    claim: Claim, experiment: Experiment, mutants: tuple[Formal, ...], share: int, seed: int
) -> ExperimentResult:
    """The result of an experiment; one without instances where its data are not installed or its statement has no value there."""
    try:
        return instances.run_experiment(claim, experiment, mutants, share, seed)
    except (ModuleNotFoundError, NotNumeric) as missing:
        return ExperimentResult(str(experiment.world), f"not run: {missing}", experiment.observes)


def guard_against_conflict(
    claim: Claim, proof: Answer | None, experiments: tuple[ExperimentResult, ...]
) -> None:
    """A proof and an experiment that fails cannot both be right: raises EngineConflict.

    Where all letters were drawn, not measured, the failing instance is evaluated exactly first: if the claim holds there, it
    was the tolerance that failed, and the record shows the failures for what they are.
    """
    if proof is None or not proof.proved or claim.scope != "whole":
        return
    for result in experiments:
        if result.failed and not holds_exactly(claim, result):
            raise EngineConflict(
                f"claim '{claim.id}': proved by {', '.join(proof.engines)}, yet {result.failed} of {result.tried} "
                f"instances of {result.world} fail, first at {result.first_failure}"
            )


def holds_exactly(claim: Claim, result: ExperimentResult) -> bool:
    """Whether the claim itself, evaluated exactly, holds at the first failing instance of drawn letters."""
    if result.measured or result.first_failure is None:
        return False
    holds = recheck(claim.formal, result.first_failure).explanation == HOLDS
    return holds and not opinion(claim.formal, result.first_failure).refutes


def decide(
    claim: Claim, witness: Witness | None, proof: Answer | None, runs: tuple[ExperimentResult, ...]
) -> Judged:
    """The verdict from witness, proof and experiments, by the claim's scope."""
    evidence = (proof,) if proof is not None else ()
    if witness is not None and claim.scope != "reduction":
        return Judged(claim, "refuted", said_of(witness), "certificate", evidence=evidence, witness=witness)
    if proof is not None and proof.proved and claim.scope != "instance":
        trust: Trust = weakest((proof.trust, "one engine")) if claim.scope == "reduction" else proof.trust
        return Judged(claim, "proved", f"shown by {', '.join(proof.engines)}", trust, evidence=evidence)
    admissible = sum(run.admissible for run in runs)
    decided = admissible - sum(run.inconclusive for run in runs)
    failed = sum(run.failed for run in runs)
    why = proof.detail if proof is not None else "no proof was found"
    if witness is not None:
        why = "the argument that passes to letters does not apply: its statement has a counterexample"
    if decided and not failed and witness is None:
        bound = 3 / decided
        return Judged(
            claim,
            "supported",
            f"not decided ({why}); {decided} instances agree, which excludes at 95% confidence that more than {bound:.1e} of them fail",
            evidence=evidence,
        )
    if failed:
        return Judged(
            claim,
            "unknown",
            f"inconclusive: {failed} instances fail in floating point, no exact witness was found",
            evidence=evidence,
        )
    kind = "inconclusive: rounding hides it" if admissible else f"out of reach: {why}"
    return Judged(claim, "unknown", kind, evidence=evidence)


def unsettled(judged: Judged, point: Point) -> Judged:
    """A counterexample that only one evaluator could decide refutes nothing, and nothing else may be said either."""
    where = ", ".join(f"{name} = {text(value)}" for name, value in point.items())
    reason = "out of reach: a counterexample was found but the independent re-check could not decide it"
    return replace(
        judged, verdict="unknown", trust=None, witness=None, reason=f"{reason}: {where}" if where else reason
    )


def vacuous(judged: Judged, formal: Formal, session: Session) -> Judged:
    """No admissible point was found: a proof about nothing is no proof."""
    drawn = sum(run.admissible for run in judged.experiments)
    if drawn:
        return judged
    goal = Goal(formal.letters, tuple(term for _, term in formal.given), FALSE, formal.sequences)
    empty = session.prove(goal)
    why = "the hypotheses contradict each other" if empty.proved else "no admissible point was found"
    return replace(judged, verdict="unknown", trust=None, reason=f"vacuous: {why}")


def fate(
    claim: Claim, mutant: Mutant, index: int, runs: tuple[ExperimentResult, ...], settings: Settings
) -> MutantFate:
    """What kills a mutant: an exact witness, an instance of an experiment, or a proof of its negation at a point."""
    changed = claim.mutated(mutant)
    statement = changed.formal.claim
    found = find_witness(changed.formal, settings.budget, settings.seed)
    if found.witness is not None:
        point = ", ".join(f"{name} = {value}" for name, value in found.described.items())
        return MutantFate(mutant, changed.claim, statement, f"witness {point}")
    for run in runs:
        if index < len(run.mutant_failures) and run.mutant_failures[index]:
            return MutantFate(
                mutant, changed.claim, statement, f"{run.mutant_failures[index]} instances of {run.world}"
            )
    shown = disproved(
        changed.formal, Session(modest(changed.formal, settings.budget)), suspected=found.unsettled
    )
    if shown is not None:
        point = ", ".join(f"{name} = {text(value)}" for name, value in shown.point.items())
        return MutantFate(
            mutant, changed.claim, statement, f"its negation is proved{f' at {point}' if point else ''}"
        )
    return MutantFate(mutant, changed.claim, statement, "")


def judge_repair(claim: Claim, judged: Judged, settings: Settings, known: Known) -> Judged | None:
    """The repaired claim, judged like any other; for a refuted claim without a repair, one that is looked for.

    Raises EngineConflict where the repair that was found is proved and refuted.
    """
    if claim.repair is not None:
        return judge(claim.repaired(), settings, known)
    is_broken = judged.witness is not None and judged.verdict == "refuted" and claim.scope == "whole"
    if not is_broken or judged.witness is None or claim.id.endswith(REPAIRED):  # no repair of a repair
        return None
    repair = missing_hypothesis(claim, judged.witness.point, settings.budget)
    if repair is None:
        return None
    mended = judge(replace(claim, repair=repair).repaired(), settings, known)
    if mended.verdict == "refuted":
        raise EngineConflict(f"'{claim.id}' under {', '.join(repair.given.values())} is proved, and refuted")
    return mended


def judge_all(
    subjects: tuple[Subject, ...], settings: Settings, tell: Callable[[Judged], None] = lambda judged: None
) -> tuple[Judged, ...]:
    """Judges in order, in this process; what is proved may be cited by what comes later."""
    known: dict[str, Fact] = {}
    found = []
    for subject in subjects:
        judged = judge(subject, settings, known)
        known |= facts_of(judged)
        tell(judged)
        found.append(judged)
    return tuple(found)


def facts_of(judged: Judged) -> dict[str, Fact]:
    """The facts that a judged subject adds: itself, its members and its repair, where they are proved."""
    found: dict[str, Fact] = {}
    if (
        isinstance(judged.subject, Claim)
        and judged.verdict == "proved"
        and judged.trust
        and judged.subject.scope == "whole"
    ):
        answer = Answer("claim", "proved", judged.subject.id, judged.trust, (f"claim {judged.subject.id}",))
        found[judged.subject.id] = claim_fact(judged.subject, answer)
    for part in (*judged.readings, *((judged.repair,) if judged.repair else ())):
        found |= facts_of(part)
    return found


__all__ = ["EngineConflict", "Settings", "judge", "judge_all", "judge_claim", "judge_entry"]
