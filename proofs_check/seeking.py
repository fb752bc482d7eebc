"""From a claim to what decides it: a first look for a witness, then a proof, then the whole search, then hints from experiments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from proofs_check import descent
from proofs_check.citations import Fact
from proofs_check.conflict import EngineConflict
from proofs_check.disproof import disproved
from proofs_check.engines import identities
from proofs_check.goal import Answer, goal_of, undecided
from proofs_check.identity_disproof import disproved_by_coefficients
from proofs_check.instances import ExperimentResult
from proofs_check.prove import Session
from proofs_check.refuting import refuted
from proofs_check.sequences_defined import prove_sequences_defined
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim
from proofs_check.statement.formal import Formal
from proofs_check.statement.text import text
from proofs_check.steps import Derivation, conclusion_of
from proofs_check.verdict import CheckedStep, Witness
from proofs_check.whole_boxes import suspects
from proofs_check.witness import Found, describe, find_witness

FIRST_LOOK = 1_500
"""Points that are tried before a proof is looked for."""
GLANCE = 150
"""Points that are tried before an equality is put into normal form, which is cheaper than the first look."""
HINTED = 300
"""Points that are tried where descent or an experiment suggests some, the suggested ones first."""

Known = Mapping[str, Fact]


def seek(
    claim: Claim, formal: Formal, session: Session, settings: Settings, known: Known
) -> tuple[Found, tuple[CheckedStep, ...], Answer | None]:
    """A first look for a witness; then a proof; then, short of a proof by certificate, the whole search.

    Raises EngineConflict where the search breaks what was proved.
    """
    told, shown = refuted(claim, formal, session, dict(known))
    if told is not None:
        return Found(told, told.point, describe(told.point)), shown, None
    glanced = glance(claim, formal, session, settings)
    if glanced is not None:
        return glanced
    points = min(FIRST_LOOK, settings.budget.search_points)
    found = find_witness(formal, replace(settings.budget, search_points=points), settings.seed)
    if found.witness is None and found.unsettled is None:
        found = after_descent(formal, found, settings)
    if found.unsettled is not None:
        found = after_disproof(formal, session, found)
    elif found.witness is None:
        found = after_coefficients(formal, session, found)
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


def after_coefficients(formal: Formal, session: Session, found: Found) -> Found:
    """What a comparison of coefficients at points adds, where numbers are said to exist for an equation for all x."""
    witness = disproved_by_coefficients(formal, session)
    return found if witness is None else replace(found, witness=witness, described=describe(witness.point))


def after_descent(formal: Formal, found: Found, settings: Settings) -> Found:
    """What the points add that descent in floating point suggests, or boxes of whole numbers."""
    hints = (*descent.hints(formal, settings.seed), *suspects(formal))
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


def said_of(witness: Witness) -> str:
    """What a refutation rests on, in one line."""
    point = ", ".join(f"{name} = {text(value)}" for name, value in witness.point.items())
    what = "it is undefined" if witness.fault == "undefined" else "it is false"
    return f"{what} at {point}: {witness.explanation}" if point else f"{what}: {witness.explanation}"
