"""Gamma functions: the convexity of their logarithm, steps of one, Stirling's limit; and false neighbours of each."""

from __future__ import annotations

import pytest

from proofs_check.engines import gamma_convexity, gamma_limits
from proofs_check.goal import Budget, Goal
from proofs_check.prove import Session
from tests.engines.transcendental.transcendental_goals import Case

X, PAIR = {"x": "positive"}, {"x": "positive", "y": "positive"}
SHARE = X | {"s": "real in (0, 1)"}
CONVEX = (
    Case("midpoint", PAIR, "gamma((x + y)/2)**2 <= gamma(x)*gamma(y)", ("gamma((x + y)/2)**2 < gamma(x)*gamma(y)", "gamma((x + y)/2)**2 >= gamma(x)*gamma(y)", "gamma((x + y)/2) <= gamma(x)*gamma(y)", "gamma((x + 2*y)/2)**2 <= gamma(x)*gamma(y)")),
    Case("midpoint_apart", PAIR, "gamma((x + y)/2)**2 < gamma(x)*gamma(y)", ("gamma((x + y)/2 + 1)**2 < gamma(x)*gamma(y)",), ("x != y",)),
    Case("any_weights", PAIR | {"t": "real in [0, 1]"}, "gamma(t*x + (1 - t)*y) <= gamma(x)**t*gamma(y)**(1 - t)", ("gamma(t*x + (1 - t)*y) <= gamma(x)**(1 - t)*gamma(y)**t", "gamma(t*x + (1 - t)*y) < gamma(x)**t*gamma(y)**(1 - t)")),
    Case("weights_beyond_one", {"x": "positive", "y": "real > x", "t": "real > 1"}, "gamma(t*y + (1 - t)*x) >= gamma(y)**t*gamma(x)**(1 - t)", ("gamma(t*y + (1 - t)*x) <= gamma(y)**t*gamma(x)**(1 - t)",)),
    Case("three_letters", PAIR | {"z": "positive"}, "gamma((x + y + z)/3) <= root(gamma(x)*gamma(y)*gamma(z), 3)", ("gamma((x + y + z)/3) <= root(gamma(x)*gamma(y)*gamma(z), 4)",)),
    Case("around", {"x": "real > 1/2", "s": "real in (0, 1/2)"}, "gamma(x)**2 < gamma(x - s)*gamma(x + s)", ("gamma(x)**2 > gamma(x - s)*gamma(x + s)", "gamma(x)**2 < gamma(x - s)*gamma(x + s/2)")),
    Case("gautschi_above", SHARE, "gamma(x + 1)/gamma(x + s) < (x + 1)**(1 - s)", ("gamma(x + 1)/gamma(x + s) < x**(1 - s)", "gamma(x + 1)/gamma(x + s) > (x + 1)**(1 - s)", "gamma(x + 1)/gamma(x + s) < (x + 1)**(1 - 2*s)")),
    Case("gautschi_closer", SHARE, "gamma(x + 1)/gamma(x + s) < (x + s)**(1 - s)", ("gamma(x + 1)/gamma(x + s) < (x + s/2)**(1 - s)",)),
    Case("gautschi_below", SHARE, "x**(1 - s) < gamma(x + 1)/gamma(x + s)", ("(x + 1)**(1 - s) < gamma(x + 1)/gamma(x + s)",)),
    Case("gautschi_at_the_ends", X | {"s": "real in [0, 1]"}, "gamma(x + 1) <= gamma(x + s)*(x + s)**(1 - s)", ("gamma(x + 1) < gamma(x + s)*(x + s)**(1 - s)",)),
    Case("beyond_one", X | {"s": "real in (1, 2)"}, "gamma(x + 1)/gamma(x + s) < x**(1 - s)", ("gamma(x + 1)/gamma(x + s) > x**(1 - s)",)),
    Case("half_steps", {"n": "natural"}, "factorial(n)/gamma(n + 1/2) < sqrt(n + 1/2)", ("factorial(n)/gamma(n + 1/2) < sqrt(n + 1/4)", "factorial(n)/gamma(n + 1/2) < sqrt(n)")),
    Case("below_one", {"x": "real > 1", "s": "real in (-1, 0)"}, "gamma(x + 1) >= gamma(x + s)*(x + s)*x**(-s)", ("gamma(x + 1) <= gamma(x + s)*(x + s)**(1 - s)",)),
    Case("doubled", X, "gamma(2*x)**2 <= gamma(x)*gamma(3*x)", ("gamma(x)**2 <= gamma(2*x)",)),
    Case("turan", X, "gamma(x + 1)**2 < gamma(x)*gamma(x + 2)", ("gamma(x + 1)**2 < gamma(x)*gamma(x + 1)", "gamma(x + 1)**2 + 1 < gamma(x)*gamma(x + 2)")),
)  # fmt: skip
LIMITS = (
    Case("watson", X, "gamma(x + 1)/gamma(x + 1/2) > sqrt(x + 1/4)", ("gamma(x + 1)/gamma(x + 1/2) > sqrt(x + 1/3)", "gamma(x + 1)/gamma(x + 1/2) < sqrt(x + 1/4)")),
    Case("stirling", X, "gamma(x) > sqrt(2*pi/x)*(x/e)**x", ("gamma(x) > sqrt(7*pi/(3*x))*(x/e)**x", "gamma(x) < sqrt(2*pi/x)*(x/e)**x")),
    Case("stirling_above", X, "gamma(x) < sqrt(2*pi/x)*(x/e)**x*exp(1/(12*x))", ("gamma(x) < sqrt(2*pi/x)*(x/e)**x*exp(1/(13*x))", "gamma(x) > sqrt(2*pi/x)*(x/e)**x*exp(1/(12*x))")),
    Case("whole_and_half", {"n": "natural"}, "factorial(n) > sqrt(n + 1/4)*gamma(n + 1/2)", ("factorial(n) > sqrt(n + 1/2)*gamma(n + 1/2)", "factorial(n) > 2*sqrt(n + 1/4)*gamma(n + 1/2)")),
    Case("not_from_everywhere", {"x": "real >= 1"}, "gamma(x)*exp(x) > sqrt(2*pi/x)*x**x", ("gamma(x)*exp(x) > 2*sqrt(2*pi/x)*x**x", "gamma(x + 1)*exp(x) > sqrt(2*pi)*x**(x + 1)")),
)  # fmt: skip
ALL = [*((gamma_convexity, case) for case in CONVEX), *((gamma_limits, case) for case in LIMITS)]


def shown(goal: Goal, engine: object) -> bool:
    module = gamma_limits if engine is gamma_limits else gamma_convexity
    answer = module.attempt(goal, Session(Budget(goals=300)).prover())
    found: bool = module.applies(goal) and answer.proved
    return found


def named(value: object) -> str:
    return value.name if isinstance(value, Case) else "by"


@pytest.mark.parametrize(("engine", "case"), ALL, ids=named)
def test_true_inequality_is_proved(engine: object, case: Case) -> None:
    assert shown(case.goal(), engine)


@pytest.mark.parametrize("case", [case for _, case in ALL], ids=named)
def test_the_claim_is_proved_with_its_definedness(case: Case) -> None:
    assert Session(Budget()).prove_claim(case.goal()).proved


@pytest.mark.parametrize("case", [case for _, case in ALL], ids=named)
def test_false_neighbour_is_not_proved(case: Case) -> None:
    engines = (gamma_convexity, gamma_limits)
    assert [f for f in case.false if any(shown(case.goal(f), engine) for engine in engines)] == []


LEFT = (
    Case("no_gamma", X, "x <= exp(x)", ()),
    Case("complex_letter", {"x": "complex"}, "abs(gamma(x)) <= gamma(re(x))", ()),
    Case("equation", X, "gamma(x + 1) == x*gamma(x)", ()),
)
# Gamma is positive on (-2, -1) and (-4, -3) too, but it is no convex function's exponential across the poles between.
BELOW_ZERO = (
    Case("steps", {"x": "real in (-2, -1)"}, "gamma(x + 2) >= 5*gamma(x)", (), ("gamma(x) > 0",)),
    Case("other_steps", {"x": "real in (-2, -1)"}, "gamma(x + 2) <= gamma(x)/100", (), ("gamma(x) > 0",)),
    Case("mean", {"x": "real in (-4, -3)", "y": "real in (9/2, 5)"}, "gamma((x + y)/2)**2 <= gamma(x)*gamma(y)", (), ("gamma(x) >= 1/10000",)),
    Case("mean_beyond", {"x": "positive", "y": "positive", "t": "real in [0, 2]"}, "gamma(t*x + (1 - t)*y) <= gamma(x)**t*gamma(y)**(1 - t)", (), ("t*x + (1 - t)*y > 0",)),
    Case("none_of_them", {"x": "real in (0, 2)", "s": "real in (0, 2)"}, "x**(1 - s) <= gamma(x + 1)/gamma(x + s)", ()),
)  # fmt: skip
NO_STEPS = (
    Case("bounded", {"x": "real in (0, 2)"}, "gamma(x) > sqrt(2*pi/x)*(x/e)**x", ()),
    Case("spoken_of", X, "gamma(x) > sqrt(2*pi/x)*(x/e)**x", (), ("x < 5",)),
    Case("end_of_another", X | {"y": "real > x"}, "gamma(x) > sqrt(2*pi/x)*(x/e)**x - y + x", ()),
    Case("without_zero", {"n": "integer >= -1"}, "gamma(n + 2) > 1/2", (), ("n != 0",)),
)


@pytest.mark.parametrize("case", LEFT, ids=named)
def test_other_goals_are_left(case: Case) -> None:
    assert not gamma_convexity.applies(case.goal()) and not gamma_limits.applies(case.goal())


@pytest.mark.parametrize("case", NO_STEPS, ids=named)
def test_letters_that_may_not_grow_are_left(case: Case) -> None:
    assert not shown(case.goal(), gamma_limits)


@pytest.mark.parametrize("case", BELOW_ZERO, ids=named)
def test_false_inequality_beyond_the_poles_is_not_proved(case: Case) -> None:
    assert not shown(case.goal(), gamma_convexity) and not shown(case.goal(), gamma_limits)
    assert not Session(Budget()).prove_claim(case.goal()).proved
