"""Products with a closed form that moves by the same factor."""

from __future__ import annotations

import pytest

from proofs_check.engines import product_steps
from tests.engines.stated_cases import Case, shown, shown_by

TRUE: list[Case] = [
    (
        {"x": "real", "n": "integer >= 1"},
        "prod(cos(2**k*x), k, 0, n - 1) == sin(2**n*x)/(2**n*sin(x))",
        "sin(x) != 0",
    ),
    (
        {"x": "real", "n": "integer >= 1"},
        "prod(2*cos(2**k*x) - 1, k, 0, n - 1) == (2*cos(2**n*x) + 1)/(2*cos(x) + 1)",
        "2*cos(x) != -1",
    ),
    ({"x": "real", "n": "natural"}, "prod(cos(2**k*x), k, 0, n - 1)*2**n*sin(x) == sin(2**n*x)"),
    ({"x": "real", "n": "natural"}, "(1 - x)*prod(1 + x**(2**k), k, 0, n) == 1 - x**(2**(n + 1))"),
    (
        {"x": "real", "n": "natural"},
        "prod(1 + x**(2**k), k, 0, n) == (1 - x**(2**(n + 1)))/(1 - x)",
        "x != 1",
    ),
    (
        {"x": "real", "n": "natural"},
        "(x**2 + x + 1)*prod(x**(2**(k + 1)) - x**(2**k) + 1, k, 0, n - 1) == x**(2**(n + 1)) + x**(2**n) + 1",
    ),
    (
        {"x": "complex", "n": "natural"},
        "prod(1 + x**(2**k), k, 0, n) == (1 - x**(2**(n + 1)))/(1 - x)",
        "x != 1",
    ),
    (
        {"x": "real", "n": "integer >= 1"},
        "prod((1 + 2*cos(2*3**k*x))/3, k, 0, n - 1) == sin(3**n*x)/(3**n*sin(x))",
        "sin(x) != 0",
    ),
]
FALSE: list[Case] = [
    ({"x": "real", "n": "natural"}, "(1 - x)*prod(1 + x**(2**k), k, 0, n) == 1 - x**(2**n)"),
    ({"x": "real", "n": "natural"}, "prod(1 + x**(2**k), k, 0, n) == (1 - x**(2**(n + 1)))/(1 - x)"),
    ({"x": "real", "n": "natural"}, "x*prod(1 + x**(2**k), k, 0, n)*(1 - x) == x - x**(2**(n + 1))"),
    ({"x": "real", "n": "integer >= -3"}, "prod(2*x, k, 0, n) == 2**(n + 1)*x**(n + 1)"),
    ({"n": "natural"}, "prod(k, k, 3, n) == factorial(n)"),
    (
        {"x": "real", "n": "integer >= 1"},
        "prod(cos(2**k*x), k, 0, n - 1) == 2*sin(2**n*x)/(2**n*sin(x))",
        "sin(x) != 0",
    ),
]


# false ones that the search for counterexamples or the definedness of a term would hide
BY_ENGINE: list[Case] = [
    ({"x": "real", "n": "natural"}, "n*prod(x, k, 1, n) == 2*n*x**n"),
    ({"x": "real", "n": "natural"}, "2**(-n)*prod(1 + 0*k, k, 1, n) == 2**n"),
    ({"n": "natural"}, "prod(2 + 0*k, k, 5, n) == 2**(n - 4)"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_true_is_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("case", BY_ENGINE, ids=lambda case: case[1])
def test_the_engine_alone_does_not_prove_false_ones(case: Case) -> None:
    assert not shown_by(product_steps, case)
