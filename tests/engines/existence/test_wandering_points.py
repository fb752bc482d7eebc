"""Points that wander: a whole number chosen before the real one, neighbours half as large; what breaks uniform statements."""

from __future__ import annotations

import pytest

from proofs_check.disproof import disproved
from proofs_check.goal import Budget
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from tests.engines.stated_cases import Case, shown

BUMP = "exists(x, 'real', exists(n, 'natural', n >= N and abs(n*x/(1 + n**2*x**2)) {}))"
NEAR = "exists(x, '{0}', exists(y, '{0}', abs(x - y) < d and abs({1} - {2}) >= {3}))"
N, D = {"N": "natural"}, {"d": "positive"}
TRUE: tuple[Case, ...] = (
    (N, BUMP.format(">= 1/4")),
    (N, "exists(x, 'real in [0, 1)', exists(n, 'natural', n >= N and x**n >= 1/4))"),
    (N, "exists(x, 'nonnegative', exists(n, 'natural', n >= N and n*x*exp(-n*x) >= 1/4))"),
    (D, NEAR.format("real in (0, 1)", "1/x", "1/y", "1")),
    (D, NEAR.format("positive", "log(x)", "log(y)", "1/2")),
)
FALSE: tuple[Case, ...] = (
    (N, BUMP.format("> 1/2")),
    (N, "exists(x, 'real in [0, 1)', exists(n, 'natural', n >= N and x**n > 1))"),
    (N, "exists(x, 'real', exists(n, 'integer in [x, x + 1/2]', n >= N and n < N))"),
    (D, NEAR.format("real in (0, 1)", "sqrt(x)", "sqrt(y)", "1/2")),
    ({"k": "integer"}, "exists(x, 'real in (0, 1)', exists(n, 'integer in [1/k, 5]', n >= 5 and x < n))"),
)


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_true_is_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize(
    "claim",
    [
        "exists(N, 'natural', forall(x, 'real in [0, 1)', forall(n, 'natural', implies(n >= N, x**n < eps))))",
        "exists(d, 'positive', forall(x, 'real', forall(y, 'real', implies(abs(x - y) < d, abs(exp(x) - exp(y)) < eps))))",
    ],
)
def test_a_uniform_statement_is_refuted(claim: str) -> None:
    found = disproved(formalize({"eps": "positive"}, {}, {}, claim), Session(Budget()))
    assert found is not None and found.fault == "false"
