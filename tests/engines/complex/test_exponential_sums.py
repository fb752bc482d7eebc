"""Sums of complex exponentials."""

from __future__ import annotations

import pytest

from proofs_check.engines import exponential_sums
from tests.engines.stated_cases import Case, shown, shown_by

TRUE: list[Case] = [
    ({"n": "integer >= 2", "z": "complex"}, "sum(exp(2*pi*i*k/n), k, 0, n - 1) + 0*z == 0"),
    (
        {"m": "integer", "n": "integer >= 1", "z": "complex"},
        "sum(exp(2*pi*i*m*k/n), k, 0, n - 1) == z - z",
        "0 < m",
        "m < n",
    ),
    (
        {"m": "integer", "j": "integer", "n": "integer", "z": "complex"},
        "sum(exp(2*pi*i*m*k/n)*exp(-2*pi*i*j*k/n), k, 0, n - 1) == 0*z",
        "0 <= m",
        "m < n",
        "0 <= j",
        "j < n",
        "m != j",
    ),
    (
        {"z": "complex", "n": "natural"},
        "sum(exp(k*z), k, 0, n) == (exp((n + 1)*z) - 1)/(exp(z) - 1)",
        "exp(z) != 1",
    ),
    ({"n": "integer >= 2", "z": "complex"}, "sum(exp(2*pi*i/n)**k, k, 0, n - 1) == 0*z"),
    ({"n": "integer >= 2", "z": "complex"}, "sum(z*exp(2*pi*i*k/n), k, 1, n) == 0"),
]
FALSE: list[Case] = [
    ({"n": "integer >= 1", "z": "complex"}, "sum(exp(2*pi*i*k/n), k, 0, n - 1) + 0*z == 0"),
    (
        {"z": "complex", "n": "natural"},
        "sum(exp(k*z), k, 0, n) == (exp((n + 1)*z) - 1)/(exp(z) - 1)",
        "z != 0",
    ),
    ({"n": "integer >= 2", "z": "complex"}, "sum(z + exp(2*pi*i*k/n), k, 1, n) == 0"),
    ({"n": "integer >= 2", "z": "complex"}, "sum(exp(2*pi*i*k/n), k, 0, n) == 0*z"),
    ({"n": "integer >= 2", "z": "complex"}, "sum(exp(pi*i*k/n), k, 0, n - 1) == 0*z"),
]


# false ones that the search for counterexamples or the definedness of a term would hide
BY_ENGINE: list[Case] = [
    (
        {"j": "integer", "n": "integer >= 1", "z": "complex"},
        "sum(exp(2*pi*i*j*k/n), k, 0, n - 1) == 0*z",
        "sqrt(j) != 0",
        "j < n",
        "j > -2*n",
    ),
    (
        {"j": "integer", "n": "integer >= 1", "z": "complex"},
        "sum(exp(2*pi*i*j*k/n), k, 0, n - 1) == 0*z",
        "log(j) != 5",
        "j < n",
        "j > -2*n",
        "j != 0",
    ),
    (
        {"n": "integer", "z": "complex"},
        "sum(exp(k*z), k, 0, n) == (exp((n + 1)*z) - 1)/(exp(z) - 1)",
        "exp(z) != 1",
    ),
    ({"n": "integer >= 1", "z": "complex"}, "sum(exp(2*pi*i*k*n), k, 0, n - 1) == 0*z"),
    (
        {"n": "natural", "z": "complex"},
        "sum(exp(z*k**2), k, 0, n) == (exp((n + 1)**2*z) - 1)/(exp(z) - 1)",
        "exp(z) != 1",
    ),
    (
        {"n": "natural", "z": "complex"},
        "sum(-exp(k*z), k, 0, n) == (exp((n + 1)*z) - 1)/(exp(z) - 1)",
        "exp(z) != 1",
    ),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_true_is_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("case", BY_ENGINE, ids=lambda case: case[1])
def test_the_engine_alone_does_not_prove_false_ones(case: Case) -> None:
    assert not shown_by(exponential_sums, case)
