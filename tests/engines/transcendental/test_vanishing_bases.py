"""Powers whose base may be zero, pairs of letters that may change places, and hidden means."""

from __future__ import annotations

import pytest

from proofs_check.engines import jensen, symmetry, vanishing_bases
from proofs_check.goal import Budget
from proofs_check.prove import Session
from tests.engines.transcendental.transcendental_goals import Case

STEPS = {"x": "nonnegative", "n": "integer >= 1"}
ON_STEPS = ("x <= n",)
POWERS = (
    Case("compound_interest", STEPS, "(1 - x/n)**n <= exp(-x)", ("(1 - x/n)**n < exp(-x)", "(1 - x/n)**n <= exp(-x) - 1/99", "(1 - x/n)**n > 0"), ON_STEPS),
    Case("base_of_two_letters", {"x": "real", "y": "real", "a": "positive"}, "(x - y)**a <= exp(a*(x - y - 1))", ("(x - y)**a > 0",), ("x >= y",)),
    Case("exponent_may_be_zero", {"x": "real in [0, 1]", "n": "natural"}, "(1 - x)**(n + 1) <= exp(-n*x)", ("(1 - x)**n <= 0*n + (1 - x)", "(1 - x)**n < 1"), ()),
)  # fmt: skip
PAIRS = (
    Case("roots_of_differences", {"x": "positive", "y": "positive"}, "abs(sqrt(x) - sqrt(y)) <= sqrt(abs(x - y))", ("abs(sqrt(x) - sqrt(y)) < sqrt(abs(x - y))",)),
    Case("larger_of_two", {"x": "positive", "y": "positive"}, "max(x, y)*log(2) <= max(x, y)*exp(abs(x - y))", ("max(x, y) <= x*y",)),
)  # fmt: skip
SHARES = {"p": "real in [0, 1]", "a": "real > 1"}
HIDDEN = (
    Case("sum_of_powers", SHARES, "p**a + (1 - p)**a >= 2**(1 - a)", ("p**a + (1 - p)**a <= 2**(1 - a)",)),
    Case("known_sum", {"x": "real", "y": "real", "s": "real"}, "exp(x) + exp(y) >= 2*exp(s/2)", ("exp(x) + exp(y) >= 2*exp(s)", "exp(x) + exp(y) > 2*exp(s/2)"), ("x + y == s",)),
    Case("exponent_of_either_kind", {"p": "real in (0, 1)", "a": "real in (0, 1)"}, "p**a + (1 - p)**a <= 2**(1 - a)", ("p**a + (1 - p)**a >= 2**(1 - a)",)),
)  # fmt: skip


def shown(engine: str, case: Case, claim: str | None = None) -> bool:
    goal, prove = case.goal(claim), Session(Budget(goals=300)).prover()
    match engine:
        case "powers":
            return vanishing_bases.applies(goal) and vanishing_bases.attempt(goal, prove).proved
        case "pairs":
            return symmetry.attempt(goal, prove).proved
        case _:
            return jensen.applies(goal) and jensen.attempt(goal, prove).proved


ALL = [("powers", case) for case in POWERS] + [("pairs", case) for case in PAIRS]
ALL += [("hidden", case) for case in HIDDEN]


@pytest.mark.parametrize(
    ("engine", "case"), ALL, ids=lambda value: value.name if isinstance(value, Case) else value
)
def test_true_inequality_is_proved(engine: str, case: Case) -> None:
    assert shown(engine, case)


@pytest.mark.parametrize(
    ("engine", "case"), ALL, ids=lambda value: value.name if isinstance(value, Case) else value
)
def test_false_neighbour_is_not_proved(engine: str, case: Case) -> None:
    assert not any(shown(engine, case, false) for false in case.false)
