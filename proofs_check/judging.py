"""The judge: from a claim to its verdict.

Order: parse; look for a point that is admissible (else the claim is vacuous) and for one that breaks it; check the
derivation, or let the planner prove; run the experiments; judge mutants and the repair. A witness refutes only after it
has been re-evaluated by separate code, a proof counts only if nothing contradicts it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from proofs_check import descent, instances
from proofs_check.conflict import EngineConflict, TimeUp
from proofs_check.disproof import disproved
from proofs_check.engines import identities
from proofs_check.goal import Answer, Budget, Goal, Point, Trust, goal_of, undecided, weakest
from proofs_check.instances import ExperimentResult
from proofs_check.missing import missing_hypothesis
from proofs_check.needed import needs
from proofs_check.prove import Session
from proofs_check.recheck.opinion import opinion
from proofs_check.sequences_defined import prove_sequences_defined
from proofs_check.statement.claim import Claim, Entry, Mutant, Prose
from proofs_check.statement.errors import StatementError
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import FALSE
from proofs_check.statement.text import text
from proofs_check.steps import Derivation, Fact, claim_fact, conclusion_of
from proofs_check.verdict import CheckedStep, Judged, MutantFate, Verdict, Witness
from proofs_check.witness import Found, describe, find_witness
from proofs_check.witness.recheck import HOLDS, recheck


@dataclass(frozen=True)
class Settings:
    """How much is spent on a claim, and the seed of everything that is drawn."""

    budget: Budget = field(default_factory=Budget)
    seed: int = 0


FIRST_LOOK = 1_500
"""Points that are tried before a proof is looked for."""
GLANCE = 150
"""Points that are tried before an equality is put into normal form, which is cheaper than the first look."""
HINTED = 300
"""Points that are tried where descent or an experiment suggests some, the suggested ones first."""

Subject = Claim | Entry | Prose
Known = Mapping[str, Fact]


def judge(subject: Subject, settings: Settings | None = None, known: Known | None = None) -> Judged:
    """The verdict on a claim, an entry of several, or prose. `known`: the proved claims that derivations may cite."""
    began = time.perf_counter()
    chosen = settings or Settings()
    match subject:
        case Claim():
            judged = judge_claim(subject, chosen, known or {})
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


def judge_claim(claim: Claim, settings: Settings, known: Known) -> Judged:
    """The verdict on one statement. A text that cannot be read is unknown, with the error as reason."""
    try:
        formal = claim.formal
    except StatementError as problem:
        return Judged(claim, "unknown", f"cannot be read: {problem}")
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


def seek(
    claim: Claim, formal: Formal, session: Session, settings: Settings, known: Known
) -> tuple[Found, tuple[CheckedStep, ...], Answer | None]:
    """A first look for a witness; then a proof; then, short of a proof by certificate, the whole search.

    Raises EngineConflict where the search breaks what was proved.
    """
    glanced = glance(claim, formal, session, settings)
    if glanced is not None:
        return glanced
    points = min(FIRST_LOOK, settings.budget.search_points)
    found = find_witness(formal, replace(settings.budget, search_points=points), settings.seed)
    if found.witness is None and found.unsettled is None:
        found = after_descent(formal, found, settings)
    if found.unsettled is not None:
        found = after_disproof(formal, session, found)
    if found.witness is not None or found.unsettled is not None:
        return found, (), None
    steps, proof = prove_claim(claim, formal, session, known)
    if proof.proved and proof.trust in ("kernel", "certificate") and found.admissible is not None:
        return found, steps, proof
    hints = (proof.point,) if proof.point else ()
    found = find_witness(formal, settings.budget, settings.seed, hints=hints)
    if proof.proved and found.witness is not None and claim.scope == "whole":
        raise EngineConflict(
            f"claim '{claim.id}': proved by {', '.join(proof.engines)}, yet {said_of(found.witness)}"
        )
    if found.witness is None and not proof.proved:
        found = after_disproof(formal, session, found)
    return found, steps, proof


def after_disproof(formal: Formal, session: Session, found: Found) -> Found:
    """What proofs of the negation at points add, where quantifiers cannot be evaluated."""
    witness = disproved(formal, session, found.unsettled)
    if witness is None:
        return found
    return replace(found, witness=witness, unsettled=None, described=describe(witness.point))


def after_descent(formal: Formal, found: Found, settings: Settings) -> Found:
    """What the points add that descent in floating point suggests."""
    hints = descent.hints(formal, settings.seed)
    if not hints:
        return found
    spent = replace(settings.budget, search_points=HINTED)
    more = find_witness(formal, spent, settings.seed, hints=hints)
    return found if more.witness is None and more.unsettled is None and found.admissible else more


def after_experiments(
    formal: Formal, found: Found, experiments: tuple[ExperimentResult, ...], settings: Settings
) -> Found:
    """What the instances add that fail in floating point: each is evaluated exactly, and shrunk if it breaks the claim."""
    failures = tuple(
        result.first_failure
        for result in experiments
        if result.failed and not result.measured and result.first_failure is not None
    )
    if not failures:
        return found
    spent = replace(settings.budget, search_points=HINTED)
    more = find_witness(formal, spent, settings.seed, hints=failures)
    return found if more.witness is None else more


def glance(
    claim: Claim, formal: Formal, session: Session, settings: Settings
) -> tuple[Found, tuple[CheckedStep, ...], Answer | None] | None:
    """What a few points and the normal form of an equality decide, or None."""
    goal = goal_of(formal)
    if claim.derivation is not None or not identities.is_plain_equality(goal):
        return None
    points = min(GLANCE, settings.budget.search_points)
    found = find_witness(formal, replace(settings.budget, search_points=points), settings.seed)
    if found.witness is not None or found.unsettled is not None:
        return found, (), None
    if found.admissible is None:
        return None
    holds = identities.at_once(goal)
    proof = session.with_definedness(goal, holds) if holds.proved else holds
    return (found, (), proof) if proof.proved and proof.trust == "certificate" else None


def prove_claim(
    claim: Claim, formal: Formal, session: Session, known: Known
) -> tuple[tuple[CheckedStep, ...], Answer]:
    """The steps of the derivation with their status, and whether they, or else the planner, prove the claim."""
    steps: tuple[CheckedStep, ...] = ()
    answer = undecided("derivation", "none is given")
    goal = goal_of(formal)
    if claim.derivation is not None:
        steps = Derivation(claim, formal, session, known).check(claim.derivation())
        answer = conclusion_of(formal, steps)
        if (
            answer.proved and steps[-1].status == "cited"
        ):  # a checked step was shown to be defined, a cited one was not
            defined = session.prove_defined(goal, (formal.claim,))
            return steps, answer if defined.proved else defined
        if answer.proved:
            values = prove_sequences_defined(goal, session.prover())
            return steps, answer if values.proved else values
    if claim.derivation is None:
        answer = session.prove_claim(goal)
    return steps, answer


def run_experiments(claim: Claim, formal: Formal, settings: Settings) -> tuple[ExperimentResult, ...]:
    """Every experiment of the claim; without one, instances drawn from the domains, where the claim has a number form."""
    runs = len(claim.experiments) or 1
    share = max(settings.budget.instances // runs, 1)
    mutants = tuple(claim.mutated(mutant).formal for mutant in claim.mutants)
    if not claim.experiments:
        result = instances.run_sampled(formal, mutants, share, settings.seed)
        return (result,) if result is not None else ()
    return tuple(
        instances.run_experiment(claim, experiment, mutants, share, settings.seed)
        for experiment in claim.experiments
    )


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


def said_of(witness: Witness) -> str:
    """What a refutation rests on, in one line."""
    point = ", ".join(f"{name} = {text(value)}" for name, value in witness.point.items())
    what = "it is undefined" if witness.fault == "undefined" else "it is false"
    return f"{what} at {point}: {witness.explanation}" if point else f"{what}: {witness.explanation}"


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
    """What kills a mutant: an instance of an experiment, or an exact witness."""
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
    return MutantFate(mutant, changed.claim, statement, "")


def judge_repair(claim: Claim, judged: Judged, settings: Settings, known: Known) -> Judged | None:
    """The repaired claim, judged like any other; for a refuted claim without a repair, one that is looked for."""
    repair = claim.repair
    if (
        repair is None
        and judged.witness is not None
        and judged.verdict == "refuted"
        and claim.scope == "whole"
    ):
        repair = missing_hypothesis(claim, judged.witness.point, settings.budget)
    return judge(replace(claim, repair=repair).repaired(), settings, known) if repair is not None else None


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
