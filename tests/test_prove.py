"""The planner alone: it must not prove what is false, whatever the search for witnesses would say."""

from __future__ import annotations

import pytest
from bad_claims import BAD, Bad

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.run import claims_of
from proofs_check.statement.claim import Claim
from theory.catalog import TOPICS

FALSE = [bad for bad in BAD if bad.verdict == "refuted"]
SMALL = Budget(thorough=False, z3_rlimit=500_000)
CLAIMS = [claim for _, subjects in TOPICS for subject in subjects for claim in claims_of(subject)]
NEIGHBOURS = [
    pytest.param(claim.mutated(mutant), id=f"{claim.id}-{place}")
    for claim in CLAIMS
    for place, mutant in enumerate(claim.mutants)
]


@pytest.mark.parametrize("bad", FALSE, ids=lambda bad: bad.claim.id)
def test_the_planner_does_not_prove_a_false_claim(bad: Bad) -> None:
    assert not Session(Budget()).prove_claim(goal_of(bad.claim.formal)).proved


@pytest.mark.parametrize("mutant", NEIGHBOURS)
def test_the_planner_does_not_prove_a_mutant(mutant: Claim) -> None:
    assert not Session(SMALL).prove_claim(goal_of(mutant.formal)).proved
