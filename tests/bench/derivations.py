"""Processor time of every derivation of the catalogue, repairs and readings too. Target: none over 2 s.

Run `python -m tests.bench.derivations`.
"""

from __future__ import annotations

from functools import partial

from proofs_check.citations import Fact, claim_fact
from proofs_check.goal import Budget
from proofs_check.prove import Session
from proofs_check.run import claims_of
from proofs_check.seeking import prove_claim
from proofs_check.statement.claim import Claim
from tests.bench.measure import best_seconds, row
from theory.catalog import TOPICS

SLOWEST = 10
TARGET = 2.0


def main() -> int:
    """Prints the slowest derivations; status 1 if one is over the target."""
    known: dict[str, Fact] = {}
    times = []
    for claim in with_derivation():
        times.append((best_seconds(partial(check, claim, known), repeats=3), claim.id))
        _, answer = prove_claim(claim, claim.formal, Session(Budget()), known)
        if answer.proved:
            known[claim.id] = claim_fact(claim, answer)
    times.sort(reverse=True)
    row("seconds", "derivation")
    for seconds, name in times[:SLOWEST]:
        row(f"{seconds:.2f}", name)
    print(f"{len(times)} derivations, {sum(seconds > TARGET for seconds, _ in times)} over {TARGET:g} s")
    return int(times[0][0] > TARGET)


def with_derivation() -> list[Claim]:
    """All claims of the catalogue with their repairs, in the order of citation, that have a derivation."""
    found: list[Claim] = []
    for _, subjects in TOPICS:
        for claim in (one for subject in subjects for one in claims_of(subject)):
            found += [one for one in (claim, claim.repair) if isinstance(one, Claim) and one.derivation]
    return found


def check(claim: Claim, known: dict[str, Fact]) -> None:
    """One derivation from the beginning, nothing remembered."""
    prove_claim(claim, claim.formal, Session(Budget()), known)


if __name__ == "__main__":
    raise SystemExit(main())
