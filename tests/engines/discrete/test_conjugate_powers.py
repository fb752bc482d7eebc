"""Whole numbers among sums of powers of conjugate surds."""

from __future__ import annotations

import pytest

from proofs_check.engines import conjugate_powers
from tests.engines.stated_cases import Case, shown, shown_by

TRUE: list[Case] = [
    (
        {"n": "natural"},
        "exists(k, 'integer', floor((2 + sqrt(3))**n) - (2 + sqrt(3))**n - (2 - sqrt(3))**n + 1 == 4*k)",
    ),
    ({"n": "natural"}, "exists(k, 'integer', (1 + sqrt(2))**(2*n) + (1 - sqrt(2))**(2*n) == 2*k)"),
    ({"n": "integer >= 1"}, "exists(k, 'integer', floor((1 + sqrt(2))**(2*n)) == 2*k + 1)"),
    ({"n": "natural"}, "exists(k, 'integer', floor((2 + sqrt(3))**n) == 2*k + 1)"),
    ({"n": "natural"}, "exists(k, 'integer', (3 + sqrt(5))**n + (3 - sqrt(5))**n == 2**n*k)"),
    ({"n": "natural"}, "exists(k, 'integer', ((1 + sqrt(5))/2)**n + ((1 - sqrt(5))/2)**n == k)"),
    ({"n": "natural"}, "exists(k, 'integer', (((1 + sqrt(5))/2)**n - ((1 - sqrt(5))/2)**n)/sqrt(5) == k)"),
    ({"n": "natural"}, "exists(k, 'integer', floor((5 + 2*sqrt(6))**n) == 2*k + 1)"),
    ({"n": "natural"}, "exists(k, 'integer', (4 + sqrt(15))**n + (4 - sqrt(15))**n - 2 == 2*k)"),
]
FALSE: list[Case] = [
    ({"n": "natural"}, "exists(k, 'integer', (1 + sqrt(2))**n + (1 - sqrt(2))**n == 4*k)"),
    ({"n": "natural"}, "exists(k, 'integer', (3 + sqrt(5))**n + (3 - sqrt(5))**n == 2**(n + 1)*k)"),
    ({"n": "natural"}, "exists(k, 'integer', ((1 + sqrt(3))/2)**n + ((1 - sqrt(3))/2)**n == k)"),
    ({"n": "integer"}, "exists(k, 'integer', (3 + sqrt(2))**n + (3 - sqrt(2))**n == 2*k)"),
    (
        {"n": "natural"},
        "exists(k, 'integer in [0, 100]', (1 + sqrt(2))**(2*n) + (1 - sqrt(2))**(2*n) == 2*k)",
    ),
]


# false ones that the search for counterexamples or the definedness of a term would hide
BY_ENGINE: list[Case] = [
    (
        {"n": "natural"},
        "exists(k, 'integer', floor((1 + sqrt(2)/2)**n) - (1 + sqrt(2)/2)**n - (1 - sqrt(2)/2)**n == k)",
    ),
    (
        {"n": "natural"},
        "exists(k, 'integer', floor((2 + sqrt(3))**n) - (2 + sqrt(3))**n - (2 - sqrt(3))**n == 4*k + 1)",
    ),
    ({"n": "natural"}, "exists(k, 'integer', floor((1 + sqrt(2))**n) == 2*k + 1)"),
    ({"n": "natural"}, "exists(k, 'integer', floor((3 + sqrt(2))**n) == 2*k + 1)"),
    ({"n": "natural"}, "exists(k, 'integer', floor(2*(2 + sqrt(3))**n) == 4*k + 3)"),
    ({"n": "natural"}, "exists(k, 'integer', floor((2 + sqrt(3))**n) == 2*k)"),
    ({"n": "natural"}, "exists(k, 'integer', sqrt(2)**n == k)"),
    ({"n": "natural"}, "exists(k, 'integer', (1 + sqrt(2))**n - (1 - sqrt(2))**n == k)"),
    ({"n": "natural"}, "exists(k, 'integer', ((1 + sqrt(2))/2)**n + ((1 - sqrt(2))/2)**n == k)"),
    ({"n": "integer >= -1"}, "exists(k, 'integer', (3 + sqrt(2))**n + (3 - sqrt(2))**n == k)"),
    ({"n": "natural"}, "exists(k, 'natural', (1 + sqrt(2))**n + (1 - sqrt(2))**n == k + 3)"),
    ({"n": "natural"}, "exists(k, 'integer', (1 + sqrt(2))**n + (1 - sqrt(2))**n > 7*k*k + k)"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_true_is_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("case", BY_ENGINE, ids=lambda case: case[1])
def test_the_engine_alone_does_not_prove_false_ones(case: Case) -> None:
    assert not shown_by(conjugate_powers, case)
