"""Divisibility of powers, Fibonacci numbers and factorials."""

from __future__ import annotations

import pytest

from proofs_check.engines import recursive_remainders
from tests.engines.stated_cases import Case, shown, shown_by

TRUE: list[Case] = [
    ({"n": "natural"}, "iff(exists(k, 'integer', fibonacci(n) == 2*k), exists(m, 'integer', n == 3*m))"),
    ({"n": "natural"}, "iff(exists(k, 'integer', fibonacci(n) == 3*k), exists(m, 'integer', n == 4*m))"),
    ({"n": "natural"}, "iff(exists(k, 'integer', 2**n - 1 == 7*k), exists(m, 'integer', n == 3*m))"),
    ({"n": "natural"}, "iff(exists(k, 'integer', 3**n - 1 == 4*k), exists(m, 'integer', n == 2*m))"),
    ({"n": "natural"}, "exists(m, 'integer', n == 4*m + 3)", "exists(k, 'integer', 5**n + n == 4*k)"),
    ({"n": "integer >= 5"}, "exists(k, 'integer', factorial(n) == 10*k)"),
    ({"n": "natural"}, "exists(k, 'integer', fibonacci(n + 60) - fibonacci(n) == 10*k)"),
    (
        {"n": "natural"},
        "iff(exists(k, 'integer', 2**n + n == 3*k), exists(m, 'integer', n == 6*m + 1) or exists(m, 'integer', n == 6*m + 2))",
    ),
]
FALSE: list[Case] = [
    ({"n": "natural"}, "iff(exists(k, 'integer', 2**n + 1 == 3*k), exists(m, 'integer', n == 3*m))"),
    ({"n": "integer >= 4"}, "exists(k, 'integer', factorial(n) == 10*k)"),
    ({"n": "natural"}, "not exists(k, 'integer', 2**n + 1 == 9*k)"),
    ({"n": "natural"}, "exists(k, 'integer >= 1', 4**n + 15*n - 1 == 9*k)"),
    ({"n": "natural"}, "exists(k, 'integer in [0, 1000]', 4**n + 15*n - 1 == 9*k)"),
    ({"n": "natural"}, "exists(k, 'integer', fibonacci(n + 30) - fibonacci(n) == 10*k)"),
]


# false ones that the search for counterexamples or the definedness of a term would hide
BY_ENGINE: list[Case] = [
    ({"n": "natural"}, "exists(k, 'integer', 2**n + 2 == 4*k)"),
    ({"n": "integer >= 1"}, "exists(k, 'integer', 2**n + 2 == 4*k)"),
    ({"n": "integer >= 2"}, "exists(k, 'natural', 2**n - 8 == 4*k)"),
    ({"n": "natural"}, "not exists(k, 'integer', factorial(n) + 1 == 5*k)"),
    ({"n": "natural"}, "exists(k, 'integer', fibonacci(2*n) == 3*k)"),
    ({"n": "natural"}, "exists(k, 'integer', fibonacci(n + 8) - fibonacci(n) == 6*k)"),
    ({"n": "natural"}, "exists(k, 'integer', 2**(n - 1) == 2*k)"),
    ({"n": "natural"}, "exists(k, 'integer', 0**n == 2*k)"),
    ({"n": "natural"}, "not exists(k, 'integer', 10**n == 7*k + 1) or n == 0"),
    ({"n": "natural", "m": "integer"}, "n >= 3", "2**n == 4*m"),
    ({"n": "natural", "m": "integer"}, "exists(k, 'integer', n == 3*k)", "2**n == 3*m + 1"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_true_is_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("case", BY_ENGINE, ids=lambda case: case[1])
def test_the_engine_alone_does_not_prove_false_ones(case: Case) -> None:
    assert not shown_by(recursive_remainders, case)
