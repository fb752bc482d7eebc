"""Every bad claim gets its verdict; a judge that lets one through is broken."""

from __future__ import annotations

import pytest
from bad_claims import BAD, Bad

from proofs_check.goal import Budget
from proofs_check.judging import judge
from proofs_check.settings import Settings

SMALL = Settings(Budget(instances=2_000, search_points=4_000))


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.claim.id)
def test_a_bad_claim_gets_its_verdict(bad: Bad) -> None:
    judged = judge(bad.claim, SMALL)
    said = " ".join(
        (
            judged.reason,
            *(step.detail for step in judged.steps),
            *(str(answer.detail) for answer in judged.evidence),
        )
    )
    assert judged.verdict == bad.verdict, said
    assert bad.mentions in said
    if judged.verdict == "refuted":
        assert judged.witness is not None and judged.witness.fault in ("false", "undefined")


def test_there_are_at_least_25_faults_with_names_of_their_own() -> None:
    assert len({bad.claim.id for bad in BAD}) == len(BAD) >= 25
