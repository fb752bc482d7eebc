"""The page about the language is a claim file: what it shows is read, judged, and comes out as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofs_check.goal import Budget
from proofs_check.judging import judge
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim
from proofs_check.statement.claim_file import read_claims
from proofs_check.statement.sorts import FUNCTIONS

PAGE = Path(__file__).parent.parent / "LANGUAGE.md"
CLAIMS = read_claims(PAGE)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_what_the_page_shows_is_judged_as_it_says(claim: Claim) -> None:
    judged = judge(claim, Settings(Budget(instances=1_000, search_points=2_000)))
    assert judged.verdict == (claim.expect or "proved"), judged.reason


def test_the_page_names_every_function() -> None:
    words = set(PAGE.read_text(encoding="utf-8").replace("`", " ").replace("(", " ").split())
    assert set(FUNCTIONS) <= words
