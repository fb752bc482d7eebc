"""Sums of powers of cotangents and tangents over parts of a half turn."""

from __future__ import annotations

import pytest

from proofs_check.engines import cotangent_sums
from proofs_check.engines.wave_monomials import NoMonomials, in_tangents
from proofs_check.statement.terms import Compare, Sum
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

TRUE: list[Case] = [
    (
        {"x": "real", "n": "integer >= 1"},
        "sum(tan(x + pi*k/n), k, 0, n - 1) == -n*cot(n*x + n*pi/2)",
        "sin(n*x + n*pi/2) != 0",
    ),
    (
        {"x": "real", "n": "integer >= 1"},
        "sum(cot(x + pi*k/n)**3, k, 0, n - 1) == n**3*cot(n*x)*(1 + cot(n*x)**2) - n*cot(n*x)",
        "sin(n*x) != 0",
    ),
    ({"n": "integer >= 1"}, "sum(1/sin(pi*k/n)**2, k, 1, n - 1) == (n**2 - 1)/3"),
    ({"n": "integer >= 1"}, "sum(cot(pi*k/n)**2, k, 1, n - 1) == (n - 1)*(n - 2)/3"),
    ({"n": "natural"}, "sum(tan(pi*k/(2*n + 1))**2, k, 1, n) == n*(2*n + 1)"),
    ({"n": "natural"}, "sum(cot(pi*k/(2*n + 1))**2, k, 1, n) == n*(2*n - 1)/3"),
    ({"n": "integer >= 1"}, "sum(1/sin(pi*k/n)**4, k, 1, n - 1) == (n**2 - 1)*(n**2 + 11)/45"),
    ({"n": "integer >= 1"}, "sum(1/cos(pi*k/(2*n))**2, k, 1, n - 1) == 2*(n**2 - 1)/3"),
    ({"n": "integer >= 1"}, "sum(1/sin((2*k - 1)*pi/(2*n))**2, k, 1, n) == n**2"),
    ({"x": "real", "n": "integer >= 1"}, "sum(cot(x + pi*k/n), k, 0, n - 1) == n*cot(n*x)", "sin(n*x) != 0"),
    (
        {"x": "real", "n": "integer >= 1"},
        "sum(1/sin(x + pi*k/n)**2, k, 0, n - 1) == n**2/sin(n*x)**2",
        "sin(n*x) != 0",
    ),
    ({"n": "natural"}, "sum(tan(pi*k/(2*n + 1))**4, k, 1, n) == n*(2*n + 1)*(4*n**2 + 6*n - 1)/3"),
    ({"n": "integer >= 2"}, "sum(1/sin(pi*k/n)**2, k, 1, n - 1) < n**2/3"),
]
FALSE: list[Case] = [
    ({"n": "natural"}, "sum(1/sin(pi*k/n)**2, k, 1, n - 1) == (n**2 - 1)/3"),
    ({"n": "natural"}, "sum(tan(pi*k/(2*n))**2, k, 1, n) == n*(2*n + 1)"),
    ({"n": "integer >= 0"}, "sum(cot(pi*k/(n + 1))**2, k, 1, n) == (n - 1)*(n - 2)/3"),
    ({"x": "real", "n": "integer >= 1"}, "sum(cot(x + pi*k/n), k, 0, n - 1) == n*cot(n*x)"),
    ({"x": "real", "n": "integer >= 1"}, "sum(tan(x + pi*k/n), k, 0, n - 1) == n*tan(n*x)", "sin(n*x) != 0"),
    ({"n": "integer >= 1"}, "sum(1/sin((2*k - 1)*pi/n)**2, k, 1, n) == n**2"),
]


# false ones that the search for counterexamples or the definedness of a term would hide
BY_ENGINE: list[Case] = [
    ({"n": "integer"}, "sum(tan(pi*k/(2*n + 1))**2, k, 1, n) == n*(2*n + 1)"),
    (
        {"x": "real", "n": "integer >= 1"},
        "sum(1/sin(x + pi*k/n)**2, k, 1, n - 1) == n**2/sin(n*x)**2 - 1/sin(x)**2",
    ),
    ({"n": "natural"}, "sum(tan(pi*k/(2*n + 1)), k, 1, n) == 0"),
    ({"n": "natural"}, "sum(tan(pi*(2*k + 1)/(4*n + 2))**2, k, 0, n - 1) == n*(2*n + 1)"),
    ({"n": "integer >= 1"}, "sum(cot(pi*k/n)**6, k, 1, n - 1) == (n - 1)*(n - 2)*(n**2 + 3*n - 13)/45"),
    (
        {"x": "real", "n": "integer >= 1"},
        "sum(tan(x + pi*k/n), k, 0, n - 1) == n*cot(n*x + n*pi/2)",
        "sin(n*x + n*pi/2) != 0",
    ),
    (
        {"x": "real", "n": "integer >= 1"},
        "sum(cot(x + pi*k/n)**3, k, 0, n - 1) == n**3*cot(n*x)*(1 + cot(n*x)**2) - n",
        "sin(n*x) != 0",
    ),
    ({"n": "integer >= 1"}, "sum(1/sin(pi*k/n)**2 + k, k, 1, n - 1) == (n**2 - 1)/3"),
    ({"n": "integer >= 1"}, "sum(1/sin(2*pi*k/n)**2, k, 1, n - 1) == (n**2 - 1)/3"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_true_is_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("case", BY_ENGINE, ids=lambda case: case[1])
def test_the_engine_alone_does_not_prove_false_ones(case: Case) -> None:
    assert not shown_by(cotangent_sums, case)


@pytest.mark.parametrize(
    "body",
    [
        "1/(sin(k)*cos(k))",
        "sin(k)**2",
        "1/sin(k)",
        "cot(k)*cot(2*k)",
        "1/(sin(k)**2 + sin(k)*cos(k))",
        "k*cot(k)",
    ],
)
def test_what_is_no_polynomial_in_tangents(body: str) -> None:
    whole = goal_from(({"n": "natural"}, f"sum({body}, k, 1, n) == 0"))
    assert isinstance(whole.conclusion, Compare) and isinstance(whole.conclusion.left, Sum)
    with pytest.raises(NoMonomials):
        in_tangents(whole.conclusion.left.body, "k")
