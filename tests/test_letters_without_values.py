"""Where a declared letter has no value, nothing is claimed: such points are no counterexamples, whether the letter is used or not."""

from __future__ import annotations

import pytest

from proofs_check import Claim, judge
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import ONE


def verdict(claim: str, **let: str) -> str:
    return judge(Claim(id="claim", let=let, claim=claim)).verdict


def test_sizes_start_at_one() -> None:
    formal = formalize({"n": "natural", "m": "integer in [-2, 5]", "A": "matrix(n, m)"}, {}, {}, "n >= m")
    lows = [domain.low for name, domain in formal.letters if name in ("n", "m")]
    assert all(low is not None and low.at == ONE and low.closed for low in lows)


def test_letters_that_are_no_sizes_keep_their_domains() -> None:
    formal = formalize({"k": "natural", "n": "integer >= 2", "x": "vector(n)"}, {}, {}, "n >= k")
    lows = {name: domain.low.at for name, domain in formal.letters if domain.low is not None}
    assert [str(low) for low in lows.values()] and lows["k"] != ONE and lows["n"] != ONE


@pytest.mark.parametrize(
    ("claim", "let"),
    [
        ("n >= 1", {"n": "natural", "A": "spd(n)"}),
        ("n > 0", {"n": "integer", "x": "vector(n)"}),
    ],
)
def test_true_since_there_are_no_empty_matrices(claim: str, let: dict[str, str]) -> None:
    assert verdict(claim, **let) == "proved"


@pytest.mark.parametrize(
    ("claim", "let"),
    [
        ("m >= 2", {"n": "integer", "m": "integer", "A": "matrix(n, m - n)"}),
        ("b >= 1", {"b": "real", "a": "real in [1, b]"}),
        ("b < c", {"b": "real", "c": "real", "a": "real in (b, c)"}),
    ],
)
def test_true_ones_are_not_refuted(claim: str, let: dict[str, str]) -> None:
    assert verdict(claim, **let) in ("proved", "supported")


@pytest.mark.parametrize(
    ("claim", "let"),
    [
        ("n >= 2", {"n": "natural", "A": "spd(n)"}),
        ("m > 2", {"n": "integer", "m": "integer", "A": "matrix(n, m - n)"}),
        ("b > 1", {"b": "real", "a": "real in [1, b]"}),
        ("n >= 1", {"n": "natural", "x": "vector(3)"}),
    ],
)
def test_false_ones_still_are(claim: str, let: dict[str, str]) -> None:
    assert verdict(claim, **let) == "refuted"


def test_a_letter_that_a_limit_runs_through_needs_no_value() -> None:
    assert verdict("limit(x*b, x, b) == 0", b="real", x="real in (b, 5)") == "refuted"
