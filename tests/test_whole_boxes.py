"""Whole numbers at which a claim with quantifiers seems false."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.disproof import disproved
from proofs_check.goal import Budget
from proofs_check.judging import judge
from proofs_check.prove import Session
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.text import text
from proofs_check.whole_boxes import suspects

SQUARES = "exists(a, 'integer', exists(b, 'integer', {} == a**2 + b**2))"


def formal(claim: str, given: str = "", **letters: str) -> Formal:
    return formalize(letters, {"given": given} if given else {}, {}, claim)


def places(one: Formal) -> list[str]:
    return [", ".join(f"{name} = {text(value)}" for name, value in point.items()) for point in suspects(one)]


@pytest.mark.parametrize(
    ("claim", "domains", "first"),
    [
        (SQUARES.format("n"), {"n": "natural"}, "n = 3"),
        (SQUARES.format("n"), {"n": "integer >= 8"}, "n = 11"),
        (SQUARES.format("n"), {"n": "integer > 8"}, "n = 11"),
        (SQUARES.format("-n"), {"n": "integer <= -5"}, "n = -6"),
        ("exists(a, 'natural', n == 2*a or n == 3*a + 5)", {"n": "natural"}, "n = 1"),
        (
            "not (exists(p, 'integer >= 2', exists(q, 'integer >= 2', n**2 + n + 41 == p*q)))",
            {"n": "natural"},
            "n = 40",
        ),
        ("forall(k, 'integer in [1, n]', k**2 < 3*n + 5)", {"n": "natural"}, "n = 5"),
        ("iff(exists(k, 'integer', n == 2*k), exists(k, 'integer', n == 4*k))", {"n": "natural"}, "n = 2"),
        ("implies(n > 3, exists(k, 'integer nonzero', n*k == 6))", {"n": "natural"}, "n = 4"),
        ("exists(k, 'integer', k**2 == m + n)", {"m": "natural", "n": "natural"}, "m = 0, n = 2"),
    ],
)
def test_the_first_place(claim: str, domains: dict[str, str], first: str) -> None:
    assert places(formal(claim, **domains))[0] == first


@pytest.mark.parametrize(
    ("claim", "domains"),
    [
        (SQUARES.format("n**2"), {"n": "integer in [0, 20]"}),
        ("exists(a, 'real', n == a**2 + a)", {"n": "natural"}),
        ("exists(a, 'integer', x == a)", {"x": "real"}),
        ("exists(a, 'integer', n == a + sqrt(2))", {"n": "natural"}),
        ("n < 3", {"n": "natural"}),
    ],
)
def test_no_place(claim: str, domains: dict[str, str]) -> None:
    assert places(formal(claim, **domains)) == []


def test_hypotheses_hold_there() -> None:
    assert (
        places(formal(SQUARES.format("n"), "exists(k, 'integer', n == 4*k + 1)", n="natural"))[0] == "n = 21"
    )


@given(st.integers(2, 12), st.integers(2, 12))
def test_frobenius(a: int, b: int) -> None:
    """Sums of coins: the first amount that cannot be paid."""
    one = formal(f"exists(x, 'natural', exists(y, 'natural', n == {a}*x + {b}*y))", n="integer >= 1")
    first = min(
        n for n in range(1, 200) if n == 200 or not any((n - a * x) % b == 0 for x in range(n // a + 1))
    )
    assert places(one)[0] == f"n = {first}"


def test_what_no_value_satisfies_is_refuted_by_proof() -> None:
    claim = "exists(a, 'integer', exists(b, 'integer', exists(c, 'integer', n == a**2 + b**2 + c**2)))"
    found = disproved(formal(claim, n="natural"), Session(Budget()))
    assert found is not None and text(found.point["n"]) == "7"


@pytest.mark.parametrize(
    ("claim", "place"),
    [
        ("not (exists(p, 'integer >= 2', exists(q, 'integer >= 2', n**2 + n + 41 == p*q)))", "40"),
    ],
)
def test_claims_are_refuted_there(claim: str, place: str) -> None:
    verdict = judge(Claim(id="one", let={"n": "natural"}, claim=claim), Settings(Budget(instances=100)))
    assert verdict.witness is not None and text(verdict.witness.point["n"]) == place
