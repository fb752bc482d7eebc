"""Chebyshev polynomials as waves."""

from __future__ import annotations

import pytest

from proofs_check.engines import chebyshev_waves
from proofs_check.goal import Budget
from proofs_check.prove import Session
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

TRUE: list[Case] = [
    (
        {"x": "real", "m": "natural", "n": "natural"},
        "chebyshev_t(m, chebyshev_t(n, x)) == chebyshev_t(m*n, x)",
    ),
    (
        {"x": "real", "m": "natural", "n": "natural"},
        "2*chebyshev_t(m, x)*chebyshev_t(n, x) == chebyshev_t(m + n, x) + chebyshev_t(m - n, x)",
        "m >= n",
    ),
    ({"x": "real", "n": "integer >= 1"}, "chebyshev_t(n, x)**2 + (1 - x**2)*chebyshev_u(n - 1, x)**2 == 1"),
    (
        {"x": "real", "n": "integer >= 1"},
        "chebyshev_t(n + 1, x) == x*chebyshev_t(n, x) - (1 - x**2)*chebyshev_u(n - 1, x)",
    ),
    (
        {"x": "real", "m": "natural", "n": "natural"},
        "chebyshev_u(m, x)*chebyshev_u(n, x)*2*(1 - x**2) == chebyshev_t(abs(m - n), x) - chebyshev_t(m + n + 2, x)",
    ),
    (
        {"x": "real", "m": "natural", "n": "natural"},
        "2*chebyshev_t(n, x)*chebyshev_u(m, x) == chebyshev_u(m + n, x) + chebyshev_u(m - n, x) or m == n - 1",
        "m >= n",
    ),
    ({"x": "real in [-1, 1]", "n": "natural"}, "(1 - x**2)*chebyshev_u(n, x)**2 <= 1"),
]
FALSE: list[Case] = [
    (
        {"x": "real", "m": "natural", "n": "natural"},
        "chebyshev_t(m, chebyshev_t(n, x)) == chebyshev_t(m + n, x)",
    ),
    (
        {"x": "real", "m": "natural", "n": "natural"},
        "2*chebyshev_t(m, x)*chebyshev_t(n, x) == chebyshev_t(m + n, x) - chebyshev_t(m - n, x)",
        "m >= n",
    ),
    ({"x": "real in [-1, 1]", "n": "natural"}, "chebyshev_t(n, x)**2 < 1"),
    ({"x": "real in [-1, 1]", "n": "natural"}, "abs(chebyshev_u(n, x)) <= 1"),
    ({"x": "real", "n": "natural"}, "abs(1 - x**2) + x**2 == 1 + 0*chebyshev_t(n, x)"),
]


# false ones that the search for counterexamples or the definedness of a term would hide
BY_ENGINE: list[Case] = [
    ({"x": "real", "n": "natural"}, "chebyshev_t(n, x)**2 <= 1"),
    ({"x": "real in [-2, 1]", "n": "natural"}, "chebyshev_t(n, x)**2 <= 1"),
    ({"x": "real in [-1, 2]", "n": "natural"}, "chebyshev_t(n, x)**2 <= 1"),
    ({"x": "real in [-1, 1]"}, "chebyshev_t(1, x) < 1"),
    ({"x": "real in [-1, 1]"}, "chebyshev_t(1, x) != 1"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_true_is_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("case", BY_ENGINE, ids=lambda case: case[1])
def test_the_engine_alone_does_not_prove_false_ones(case: Case) -> None:
    assert not shown_by(chebyshev_waves, case)


@pytest.mark.parametrize(
    "side",
    [
        "chebyshev_t(n, x**2)",
        "x**(1/2)",
        "chebyshev_t(n, x)/x",
        "2**(floor(x)**2)",
        "x**(floor(x)**2)",
        "abs(x)",
    ],
)
def test_more_than_polynomials_is_left(side: str) -> None:
    goal = goal_from(({"x": "real", "n": "natural"}, f"{side} == chebyshev_t(2*n, x)"))
    answer = chebyshev_waves.attempt(goal, Session(Budget()).prover())
    assert answer.detail == "more than polynomials in the letter"


def test_a_letter_of_which_others_speak_is_left() -> None:
    says = "chebyshev_t(n, x) == chebyshev_t(n, x)"
    assert not chebyshev_waves.applies(goal_from(({"x": "real", "n": "natural"}, says, "x > 0")))
    assert not chebyshev_waves.applies(goal_from(({"x": "real", "y": "real >= x", "n": "natural"}, says)))
