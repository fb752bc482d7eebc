"""The claims of a text: all, the ids of the good ones, and the bad ones."""

from __future__ import annotations

from proofs_check.statement.claim import Claim
from proofs_check.statement.claim_file import BadClaim, read_claims

ONE_LINE = "[[claim]]\nid = 'one'\nclaim = '1 == 1'\n"


def claims(text: str, name: str = "chapter.claims.toml") -> tuple[Claim | BadClaim, ...]:
    return read_claims(text, name)


def good(text: str, name: str = "chapter.claims.toml") -> list[str]:
    return [claim.id for claim in claims(text, name) if isinstance(claim, Claim)]


def bad(text: str, name: str = "chapter.claims.toml") -> list[BadClaim]:
    return [claim for claim in claims(text, name) if isinstance(claim, BadClaim)]
