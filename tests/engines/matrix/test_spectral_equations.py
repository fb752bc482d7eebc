"""Equations between polynomials in symmetric matrices, eigenvalue by eigenvalue."""

from __future__ import annotations

import pytest

from proofs_check.engines import spectral_equations
from proofs_check.goal import Budget
from proofs_check.prove import Session
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

TRUE: list[Case] = [
    ({"n": "integer >= 1", "A": "symmetric(n)"}, "A == zeros(n, n)", "A**3 == zeros(n, n)"),
    ({"n": "integer >= 1", "A": "symmetric(n)"}, "A == zeros(n, n)", "A @ A == zeros(n, n)"),
    ({"n": "integer >= 1", "A": "psd(n)", "B": "psd(n)"}, "A == B", "A @ A == B @ B"),
    ({"n": "integer >= 1", "A": "symmetric(n)", "B": "symmetric(n)"}, "A == B", "A**3 == B**3"),
    ({"n": "integer >= 1", "k": "integer >= 1", "A": "psd(n)", "B": "psd(n)"}, "A == B", "A**k == B**k"),
    (
        {"n": "integer >= 1", "A": "symmetric(n)", "k": "integer >= 1"},
        "A**2 == identity(n)",
        "A**k == identity(n)",
    ),
    ({"n": "integer >= 1", "A": "psd(n)", "k": "integer >= 1"}, "A == identity(n)", "A**k == identity(n)"),
    ({"n": "integer >= 1", "A": "symmetric(n)"}, "A @ A == A", "A**4 == A**3"),
    ({"n": "integer >= 1", "A": "symmetric(n)"}, "A == identity(n)", "A**3 + A**2 + A == 3*identity(n)"),
    ({"n": "integer >= 1", "A": "symmetric(n)"}, "A == zeros(n, n)", "A**3 + A == zeros(n, n)"),
    ({"n": "integer >= 1", "A": "spd(n)"}, "A == identity(n)", "A @ A == A"),
    (
        {"n": "integer >= 1", "A": "symmetric(n)", "B": "symmetric(n)"},
        "A == B",
        "A @ B == B @ A",
        "A @ A + B @ B == zeros(n, n)",
    ),
    (
        {"n": "integer >= 1", "A": "psd(n)", "c": "positive"},
        "A == c*identity(n)",
        "A @ A == c**2*identity(n)",
    ),
    ({"n": "integer >= 1", "A": "symmetric(n)"}, "A**3 == A", "A**5 == A"),
]
FALSE: list[Case] = [
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "A == zeros(n, n)", "A**3 == zeros(n, n)"),
    ({"n": "integer >= 1", "A": "symmetric(n)", "B": "symmetric(n)"}, "A == B", "A @ A == B @ B"),
    ({"n": "integer >= 1", "k": "integer >= 0", "A": "psd(n)", "B": "psd(n)"}, "A == B", "A**k == B**k"),
    (
        {"n": "integer >= 1", "k": "integer >= 1", "A": "symmetric(n)", "B": "symmetric(n)"},
        "A == B",
        "A**k == B**k",
    ),
    (
        {"n": "integer >= 1", "A": "symmetric(n)", "k": "integer >= 1"},
        "A == identity(n)",
        "A**k == identity(n)",
    ),
    ({"n": "integer >= 1", "A": "psd(n)", "k": "natural"}, "A == identity(n)", "A**k == identity(n)"),
    ({"n": "integer >= 1", "A": "symmetric(n)"}, "A == identity(n)", "A**4 == A**3"),
    ({"n": "integer >= 1", "A": "symmetric(n)"}, "A**2 == A", "A**3 == A"),
    (
        {"n": "integer >= 1", "A": "symmetric(n)", "B": "symmetric(n)"},
        "A == B",
        "A @ A == B @ B",
        "A @ B == B @ A",
    ),
    ({"n": "integer >= 1", "A": "psd(n)", "c": "real"}, "A == c*identity(n)", "A @ A == c**2*identity(n)"),
    (
        {"n": "integer >= 1", "A": "complex matrix(n, n)"},
        "A == zeros(n, n)",
        "A.T == A",
        "A @ A == zeros(n, n)",
    ),
    ({"n": "integer >= 1", "A": "psd(n)", "B": "psd(n)"}, "A == zeros(n, n)", "A @ B == zeros(n, n)"),
    ({"n": "integer >= 1", "A": "psd(n)", "B": "psd(n)"}, "A == B", "A @ A == B"),
]


# false ones that the search for counterexamples or the definedness of a term would hide
BY_ENGINE: list[Case] = [
    ({"n": "integer >= 1", "A": "symmetric(n)", "B": "symmetric(n)"}, "A @ B == B @ A", "A @ A == B @ B"),
    (
        {"n": "integer >= 1", "A": "psd(n)", "B": "symmetric(n)", "k": "natural"},
        "A @ B == B @ A",
        "A**k == B @ B @ B",
    ),
    (
        {"n": "integer >= 1", "A": "matrix(n, n)", "B": "symmetric(n)", "C": "symmetric(n)"},
        "A @ C == C @ A",
        "A**3 == B",
        "B**3 == C",
    ),
    (
        {"n": "integer >= 1", "A": "symmetric(n)", "B": "symmetric(n)"},
        "A == B",
        "A @ A == B @ B",
        "A @ B == B @ A",
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
    assert not shown_by(spectral_equations, case)


@pytest.mark.parametrize(
    ("kind", "exponent", "commute"),
    [
        ("symmetric", "3", True),
        ("symmetric", "2", False),
        ("symmetric", "k", False),
        ("psd", "2", True),
        ("psd", "k", False),
        ("psd", "k + 1", True),
        ("matrix", "3", False),
    ],
)
def test_whose_power_says_that_they_commute(kind: str, exponent: str, commute: bool) -> None:
    size = "n, n" if kind == "matrix" else "n"
    let = {"n": "integer >= 1", "k": "natural", "A": f"{kind}({size})", "B": "symmetric(n)"}
    goal = goal_from((let, "A == B", f"A**({exponent}) == B @ B + B"))
    pairs = spectral_equations._setting(goal, Session(Budget()).prover()).commuting
    assert any(len(pair) == 2 for pair in pairs) is commute


def test_complex_letters_are_left() -> None:
    let = {"n": "integer >= 1", "A": "symmetric(n)", "z": "complex"}
    assert not spectral_equations.applies(goal_from((let, "A == zeros(n, n)", "A @ A == zeros(n, n)")))
