"""Refuting by the author's point and derivation, where no evaluation can show the failure.

That a sequence does not converge, or stays above every multiple of 1/k, shows at no finite time. Such a claim may carry the values of its
letters and a derivation of its negation there. The judge checks that the point is admissible and every step; nothing is taken on trust.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.citations import Fact
from proofs_check.conflict import EngineConflict
from proofs_check.engines.existence_intro import opposite
from proofs_check.goal import goal_of
from proofs_check.prove import Session
from proofs_check.recheck.opinion import opinion
from proofs_check.sequences_defined import prove_sequences_defined
from proofs_check.statement.claim import Claim
from proofs_check.statement.formal import Formal
from proofs_check.statement.parse import Context, parse_term
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Term
from proofs_check.statement.text import text
from proofs_check.steps import Derivation, conclusion_of
from proofs_check.verdict import CheckedStep, Witness
from proofs_check.witness.recheck import HOLDS, recheck

SURE = ("kernel", "certificate")


def refuted(
    claim: Claim, formal: Formal, session: Session, known: dict[str, Fact]
) -> tuple[Witness | None, tuple[CheckedStep, ...]]:
    """The witness of the claim's own refutation, None where it is not shown, and the steps as far as they were checked.

    Raises EngineConflict where the claim is seen to hold at the point.
    """
    if claim.refutation is None:
        return None, ()
    point = {
        name: parse_term(value, Context(Scope({}, {}), {}, {})) for name, value in claim.refutation.at.items()
    }
    free = {name for name, _ in formal.free()}
    if not free <= point.keys() or not _is_admissible(claim, formal, point):
        return None, ()
    denial = negation(claim, formal)
    steps = Derivation(denial, denial.formal, session, known).check(claim.refutation.derivation())
    answer = conclusion_of(denial.formal, steps)
    defined = prove_sequences_defined(goal_of(denial.formal), session.prover())
    if not (answer.proved and answer.trust in SURE and defined.proved):
        return None, steps
    why = "its negation is proved there, by the derivation"
    return Witness(
        point, "false", why, (), f"the text's own letters, and a proof by {', '.join(answer.engines)}"
    ), steps


def negation(claim: Claim, formal: Formal) -> Claim:
    """The opposite of the claim at the point: the letters that are given a value stand for it."""
    at = claim.refutation.at if claim.refutation else {}
    return replace(
        claim,
        id=f"{claim.id}__negation",
        let={name: domain for name, domain in claim.let.items() if name not in at},
        given={},
        define={**at, **claim.define},
        claim=text(opposite(formal.claim)),
        scope="whole",
        mutants=(),
        repair=None,
        refutation=None,
    )


def _is_admissible(claim: Claim, formal: Formal, point: dict[str, Term]) -> bool:
    first, second = recheck(formal, point), opinion(formal, point)
    if first.explanation == HOLDS or second.outcome == "holds":
        raise EngineConflict(f"claim '{claim.id}' holds at the point that is said to refute it")
    decided = first.fault is not None or first.explanation.startswith("undecided: ")
    return decided and second.outcome != "inadmissible"
