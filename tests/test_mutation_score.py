"""The mechanical mutants of tests/bench/mutation_score.py: every kind is made, each differs in one place, and their fates are told apart."""

from __future__ import annotations

import pytest

from proofs_check.statement.claim import Claim
from tests.bench.mutation_score import breaks, fate, is_readable, mutants

SUM = Claim(
    id="sum",
    let={"n": "integer >= 1", "x": "vector(n)", "q": "real in [0, 1)", "k": "natural"},
    given={"small": "q < 1/2"},
    claim="sum(x[i]**2, i, 0, n - 1) >= 0 and q**k <= 1",
)


def test_every_kind_of_change_is_made() -> None:
    kinds = {kind for kind, _ in mutants(SUM)}
    assert kinds == {"sign", "factor", "strictness", "direction", "index", "bound", "hypothesis"}


def test_a_mutant_says_something_else() -> None:
    original = SUM.formal
    found = [mutant for _, mutant in mutants(SUM) if is_readable(mutant)]
    assert len(found) > 15
    for mutant in found:
        other = mutant.formal
        assert (other.claim, other.given, other.letters) != (original.claim, original.given, original.letters)


@pytest.mark.parametrize(
    ("claim", "broken"), [("q**k <= 1", False), ("q**k < 1", True), ("1/q >= 1", True), ("q**k >= 0", False)]
)
def test_a_false_mutant_is_broken_by_a_point(claim: str, broken: bool) -> None:
    """q = 0 is admissible: 0^0 = 1, and 1/0 has no value."""
    assert breaks(Claim(id="power", let=dict(SUM.let), claim=claim)) is broken


@pytest.mark.parametrize(
    ("verdict", "is_broken", "end"),
    [
        ("refuted", False, "refuted"),
        ("unknown", True, "missed"),
        ("proved", True, "WRONG"),
        ("proved", False, "true"),
        ("unknown", False, "open"),
        ("supported", True, "missed"),
    ],
)
def test_the_fate_of_a_mutant(verdict: str, is_broken: bool, end: str) -> None:
    assert fate(verdict, is_broken) == end
