"""Witnesses that no rational point is: parts of pi, roots of unity, points on a hypothesis, kinks of derivatives."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.goal import Budget
from proofs_check.statement.formal import formalize
from proofs_check.witness import find_witness

REAL = {"x": "real"}
PAIR = {"x": "real", "y": "real"}
TRIPLE = {"a": "real", "b": "real", "c": "real"}
BUDGET = Budget(search_points=1_500)

FALSE: tuple[tuple[Mapping[str, str], tuple[str, ...], str], ...] = (
    (PAIR, ("cos(x) != 0", "cos(y) != 0"), "tan(x + y) == (tan(x) + tan(y))/(1 - tan(x)*tan(y))"),
    (TRIPLE, ("a + b + c == pi",), "tan(a) + tan(b) + tan(c) == tan(a)*tan(b)*tan(c)"),
    (TRIPLE, ("2*a + b - c == 1",), "c >= a"),
    ({"z": "complex"}, (), "log(exp(z)) == z"),
    ({"z": "complex"}, (), "implies(exp(z) == 1, z == 0)"),
    ({"z": "complex"}, ("-pi <= im(z)", "im(z) <= pi"), "log(exp(z)) == z"),
    ({"z": "complex"}, ("z**5 == 1", "z != 1"), "1 + z + z**2 + z**3 == 0"),
    (REAL, ("x + 1/x == 3",), "x - 1/x == sqrt(5)"),
    ({"x": "real in [-1, 3]"}, (), "iff(sqrt(3 - x) - sqrt(x + 1) > 1/2, x <= 1 - sqrt(31)/8)"),
    ({"x": "real", "a": "positive"}, (), "implies(x**4 >= a**2, x > sqrt(a) or x <= -sqrt(a))"),
    (REAL, (), "diff(diff(relu(x)**2, x), x) == 1 + sign(x)"),
    (REAL, (), "diff(diff(x*abs(x), x), x) == 2*sign(x)"),
)


@pytest.mark.parametrize(("let", "given", "claim"), FALSE)
def test_found(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    formal = formalize(let, {f"h{k}": one for k, one in enumerate(given)}, {}, claim)
    assert find_witness(formal, BUDGET, 0).witness is not None


TRUE: tuple[tuple[Mapping[str, str], tuple[str, ...], str], ...] = (
    (REAL, (), "diff(diff(x**2*abs(x), x), x) == 6*abs(x)"),
    ({"z": "complex"}, ("-pi < im(z)", "im(z) <= pi"), "log(exp(z)) == z"),
    ({"z": "complex"}, ("z**5 == 1", "z != 1"), "1 + z + z**2 + z**3 + z**4 == 0"),
    (TRIPLE, ("a + b + c == pi",), "cos(a) + cos(b) == 2*sin(c/2)*cos((a - b)/2)"),
)


@pytest.mark.parametrize(("let", "given", "claim"), TRUE)
def test_true_claims_have_admissible_points_and_no_witness(
    let: Mapping[str, str], given: tuple[str, ...], claim: str
) -> None:
    formal = formalize(let, {f"h{k}": one for k, one in enumerate(given)}, {}, claim)
    found = find_witness(formal, Budget(search_points=150), 0)
    assert found.witness is None and found.admissible is not None
