"""Existences in equivalences, contradictions and disjunctions; quotients of sizes near infinity; intervals by conditions; ranks."""

from __future__ import annotations

import pytest
from whole_goals import goal, is_proved

from proofs_check.engines import power_remainders
from proofs_check.engines.existence_turns import by_turning_back
from proofs_check.engines.existence_values import candidates_for
from proofs_check.goal import Answer, Budget, Goal, Prover, proved
from proofs_check.prove import Session
from proofs_check.statement.terms import Quantified
from proofs_check.statement.text import text

POWERS = {"m": "natural", "n": "natural"}
RATE = "exists(t, 'positive', exists(q, 'real in [0, 1)', abs(1 - t*m) <= q and abs(1 - t*L) <= q))"
TANGENT = "exists(x, 'real', tan(x) == x and {} < x and x < n*pi + pi/2)"
SIZES = {"L": "positive", "m": "real in (0, L]"}


def beyond(condition: str) -> str:
    return f"exists(N, 'natural', forall(n, 'natural', implies(n >= N, {condition})))"


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        ({"a": "real"}, "iff(exists(x, 'real', exp(x) == a*x), a < 0 or a >= e)", []),
        ({"b": "real"}, "b >= 1", ["forall(n, 'integer >= 1', n/(n + 1) <= b)"]),
        (POWERS, "2**n - 3**m != -1 or n == 1 and m == 1 or n == 3 and m == 2", []),
        (POWERS, "5**m - 2**n != 1 or m == 1 and n == 2", []),
        ({"a": "positive"}, beyond("n**3*a**n < factorial(n)"), []),
        ({}, beyond("factorial(n) < n**n"), []),
        ({"n": "integer"}, TANGENT.format("n*pi - pi/2"), []),
        (SIZES, RATE, []),
    ],
)
def test_true_ones(let: dict[str, str], claim: str, given: list[str]) -> None:
    assert is_proved(goal(let, claim, *given))


def test_ranks_are_proposed() -> None:
    let = {"n": "integer >= 1", "P": "symmetric(n)"}
    one = goal(let, "exists(k, 'natural', det(identity(n) + P) == 2**k)", "P @ P == P")
    assert isinstance(one.conclusion, Quantified)
    assert "trace(P)" in [text(value) for value in candidates_for(one.conclusion, one)]


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        ({"b": "real"}, "b > 1", ["forall(n, 'integer >= 1', n/(n + 1) <= b)"]),
        (POWERS, "2**n - 3**m != -1 or n == 1 and m == 1", []),
        (POWERS, "5**m - 2**n != 1 or m == 2 and n == 1", []),
        ({"a": "real >= 1"}, beyond("n**5 < a**n"), []),
        ({}, beyond("(-1)**n*2**n > 2**n/2"), []),
        ({}, beyond("-n**3 > -n**2"), []),
        ({"x": "real"}, "x > 0 or x > -1 and x**2 >= 0", []),
        ({"x": "real"}, "iff(x > 1, x > 0)", []),
        ({"n": "integer"}, TANGENT.format("n*pi"), []),
        ({**SIZES, "m": "real in [0, L]"}, RATE, []),
    ],
)
def test_false_ones(let: dict[str, str], claim: str, given: list[str]) -> None:
    assert not is_proved(goal(let, claim, *given))


# The exponent n + m may be less than n, where m begins below 0: (m, n) = (-5, 6) and (-3, 5).
@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        ({"m": "integer >= -5", "n": "integer >= 5"}, "n == 7", ["3**(m + 5) == 1", "2**(n + m) == 2"]),
        ({"m": "integer >= -3", "n": "integer >= 3"}, "m != -3", ["7**(m + 3) == 1", "2**(m + n) == 4"]),
    ],
)
def test_exponents_below_zero(let: dict[str, str], claim: str, given: list[str]) -> None:
    one = goal(let, claim, *given)
    assert power_remainders.applies(one)
    assert not power_remainders.attempt(one, Session(Budget(thorough=False)).prover()).proved


@pytest.mark.parametrize(
    ("low", "further"),
    [
        ("n*pi - pi/2", " and 2*x > 2*n*pi + 2*pi"),
        ("n*pi - pi/2", " and 2*x < 2*n*pi - 2*pi"),
        ("n*pi - pi/2", " and abs(x - n*pi) < pi/4"),
        ("n*pi - pi/2 + 0/n", ""),
    ],
)
def test_all_bounds_of_an_interval_count(low: str, further: str) -> None:
    asked = TANGENT.format(low).removesuffix(")") + f"{further})"
    one = goal({"n": "integer"}, asked)

    def whatever(statement: Quantified, _goal: Goal, _prove: Prover) -> Answer:
        return proved("existence", text(statement), "certificate")

    assert isinstance(one.conclusion, Quantified)
    quick = Session(Budget(thorough=False)).prover(3)
    assert not by_turning_back(one.conclusion, one, quick, whatever).proved
    plain = goal({"n": "integer"}, TANGENT.format("n*pi - pi/2")).conclusion
    assert isinstance(plain, Quantified)
    assert by_turning_back(plain, one, quick, whatever).proved
