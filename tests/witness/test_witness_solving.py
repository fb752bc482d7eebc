"""Counterexamples at irrational and complex points, found by solving what the claim compares."""

from __future__ import annotations

import pytest

from proofs_check.disproof import disproved
from proofs_check.goal import Budget
from proofs_check.prove import Session
from proofs_check.statement.claim import Claim
from proofs_check.witness import find_witness

IRRATIONAL = (
    ({"n": "real"}, "n**2 != 2", {"n": "sqrt(2)"}),
    ({"x": "real"}, "x**3 != 2", {"x": "root(2, 3)"}),
    ({"x": "real"}, "x**3 - 2*x < 1/2 or x < 0 or x > 1 or x**2 != 1/3", {}),
    ({"x": "positive"}, "x*(1 - x**2) < 2*sqrt(3)/9", {"x": "sqrt(3) / 3"}),
    ({"x": "real"}, "implies(exp(2*x) - 5*exp(x) + 4 == 0, x == 0 or x == log(2))", {"x": "2 * log(2)"}),
    ({"z": "complex"}, "implies(z**3 == 1, z == 1)", {"z": "-1/2 + sqrt(3) / 2 * i"}),
    ({"x": "real in [0, pi]"}, "implies(2*sin(x) == 1, x == pi/6)", {"x": "5 * pi / 6"}),
    ({"x": "real in [0, 2*pi]"}, "implies(2*cos(x) == -1, x == 2*pi/3)", {"x": "4 * pi / 3"}),
    ({"x": "real in [0, 2*pi]"}, "implies(2*sin(x) == -1, x == 7*pi/6)", {"x": "11 * pi / 6"}),
    ({"x": "real in (pi, 3*pi/2)"}, "implies(tan(x) == 1, x > 4)", {"x": "5 * pi / 4"}),
    ({"x": "real in (-pi, pi)"}, "implies(4*cos(x)**2 == 3, abs(x) < 2)", {"x": "5 * pi / 6"}),
    ({"x": "real"}, "iff(cosh(x) == 2, x == log(2 + sqrt(3)))", {"x": "-log(sqrt(3) + 2)"}),
    (
        {"a": "real", "x": "real"},
        "implies(exp(x) + exp(-x) == 2*a, x >= 0)",
        {"a": "1 / (2 * exp(1)) + exp(1) / 2", "x": "-1"},
    ),
    ({"n": "natural"}, "n**2 - 79*n != 0 or n != 79", {"n": "79"}),
    ({"n": "integer", "m": "natural"}, "n != 317 - m or m > 2", {"n": "317", "m": "0"}),
    ({"x": "real"}, "floor(x) + floor(x + 51/100) == floor(2*x)", {}),
)


@pytest.mark.parametrize(("let", "claim", "point"), IRRATIONAL)
def test_a_counterexample_at_a_solution_is_found(
    let: dict[str, str], claim: str, point: dict[str, str]
) -> None:
    found = find_witness(Claim("claim", claim, let=let).formal, Budget(search_points=1_500))
    if claim.startswith("x**3 - 2*x"):  # a true claim: nothing may be found
        assert found.witness is None
        return
    assert found.witness is not None
    assert not point or found.described == point


QUANTIFIED = (
    ("implies(2*sin(x) == 1, exists(k, 'integer', x == pi/6 + 2*k*pi))", "refuted"),
    ("implies(2*sin(x) == 1, exists(k, 'integer', x == pi/6 + 2*k*pi or x == 5*pi/6 + 2*k*pi))", ""),
    ("2*sin(x) != 1 or exists(k, 'integer', x == 5*pi/6 + 2*k*pi)", "refuted"),
)


@pytest.mark.parametrize(("claim", "verdict"), QUANTIFIED)
def test_points_at_which_a_premise_fails_are_no_candidates_for_a_disproof(claim: str, verdict: str) -> None:
    formal = Claim("claim", claim, let={"x": "real"}).formal
    found = disproved(formal, Session(Budget(z3_rlimit=400_000)))
    assert (found is not None) == (verdict == "refuted")
