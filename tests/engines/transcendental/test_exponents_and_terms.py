"""Powers with a parameter as letters, exponents at the ends of their domains, terms of log-sum-exp; and false neighbours."""

from __future__ import annotations

from types import ModuleType

import pytest

from proofs_check.engines import curved_equations, exponents_at_ends, log_sum_terms, powers_as_letters
from proofs_check.goal import Budget, Goal
from proofs_check.prove import Session
from tests.engines.transcendental.transcendental_goals import Case

XP = {"x": "positive", "p": "positive"}
ACUTE = {"x": "real in (0, pi/2)"}
FOUR = {"x": "real", "y": "real", "u": "real", "v": "real"}
CLOSE = ("abs(x - u) <= d", "abs(y - v) <= d")
LSE = "abs(log(exp(x) + exp(y)) - log(exp(u) + exp(v)))"
CASES = (
    (powers_as_letters, Case("logarithm_below_a_power", {"x": "real >= 1", "p": "positive"}, "log(x) <= x**p/(e*p)", ("log(x) < x**p/(e*p)", "log(x) <= x**p/(3*p)"))),
    (powers_as_letters, Case("entropy_of_a_power", XP, "x**p*log(x) >= -1/(e*p)", ("x**p*log(x) > -1/(e*p)",))),
    (powers_as_letters, Case("any_sign", {"x": "positive", "p": "nonzero"}, "p*log(x) <= x**p - 1", ("log(x) <= (x**p - 1)/p", "p*log(x) < x**p - 1"))),
    (powers_as_letters, Case("square", {"x": "real >= 1", "p": "positive"}, "log(x)**2 <= 4*x**p/(e*p)**2", ("log(x)**2 <= 4*x**p/(3*p)**2",))),
    (powers_as_letters, Case("cosh", XP, "x**p + x**(-p) >= 2 + (p*log(x))**2", ("x**p + x**(-p) > 2 + (p*log(x))**2",))),
    (powers_as_letters, Case("below_one", {"x": "real in (0, 1]", "p": "positive"}, "x**(2*p) <= 1 + p*log(x)*x**p", ("x**(2*p) <= 1 + 3*p*log(x)*x**p",))),
    (exponents_at_ends, Case("sine_and_cosine", ACUTE | {"a": "real >= 1"}, "sin(x)**a + cos(x)**a <= sqrt(2)", ("sin(x)**a + cos(x)**a < sqrt(2)",))),
    (exponents_at_ends, Case("small_exponent", {"x": "real in [0, pi/2]", "a": "real in (0, 2]"}, "sin(x)**a + cos(x)**a >= 1", ("sin(x)**a + cos(x)**a > 1", "sin(x)**(a + 1/10) + cos(x)**a >= 1"))),
    (exponents_at_ends, Case("circle", {"x": "nonnegative", "y": "nonnegative", "p": "real >= 2"}, "x**p + y**p <= 1", ("x**p + y**p < 1",), ("x**2 + y**2 == 1",))),
    (exponents_at_ends, Case("shares", {"x": "positive", "y": "positive", "z": "positive", "t": "real in [0, 1]"}, "x**t + y**t + z**t >= 1", ("x**t + y**t + z**t > 1",), ("x + y + z == 1",))),
    (exponents_at_ends, Case("beyond_one", {"x": "real >= 1", "t": "real >= 2"}, "x**t >= 2*x - 1", ("x**t > 2*x - 1", "x**(t - 1) >= 2*x - 1"))),
    (exponents_at_ends, Case("cube", ACUTE | {"t": "real in (0, 3]"}, "(sin(x)/x)**t > cos(x)", ("(sin(x)/x)**(t + 1) > cos(x)",))),
    (exponents_at_ends, Case("whole", {"a": "real in [0, 1]", "b": "real in [0, 1]", "n": "integer >= 1"}, "a**n + b**n <= 1 + a*b", ("a**n + b**n < 1 + a*b",))),
    (log_sum_terms, Case("lipschitz", FOUR, f"{LSE} <= max(abs(x - u), abs(y - v))", (f"{LSE} <= max(abs(x - u), abs(y - v))/2",))),
    (log_sum_terms, Case("given_distance", FOUR | {"d": "real"}, f"{LSE} <= d", (f"{LSE} < d", "abs(log(exp(x) + exp(y)) - log(exp(u) + 2*exp(v))) <= d"), CLOSE)),
    (log_sum_terms, Case("softplus", {"x": "real", "y": "real"}, "abs(softplus(x) - softplus(y)) <= abs(x - y)", ("abs(softplus(x) - softplus(y)) < abs(x - y)", "abs(softplus(x) - softplus(y)) <= abs(x - y)/2"))),
    (log_sum_terms, Case("more_terms", FOUR, "log(exp(x) + exp(y)/2) < log(exp(v) + exp(u) + 1)", ("log(exp(x) + 2*exp(y)) < log(exp(v) + exp(u) + 1)",), ("x < u", "y < v"))),
    (curved_equations, Case("pole_at_the_end", {"a": "positive", "b": "positive", "c": "positive"}, "a/(1 - a**2) + b/(1 - b**2) + c/(1 - c**2) >= 3*sqrt(3)/2", ("a/(1 - a**2) + b/(1 - b**2) + c/(1 - c**2) > 3*sqrt(3)/2",), ("a**2 + b**2 + c**2 == 1",))),
)  # fmt: skip


def shown(engine: ModuleType, goal: Goal) -> bool:
    if engine is curved_equations:
        return bool(curved_equations.attempt(goal).proved)
    prover = Session(Budget(goals=300)).prover()
    found: bool = engine.applies(goal) and engine.attempt(goal, prover).proved
    return found


def named(value: object) -> str:
    return value.name if isinstance(value, Case) else getattr(value, "ENGINE", "")


@pytest.mark.parametrize(("engine", "case"), CASES, ids=named)
def test_true_inequality_is_proved(engine: ModuleType, case: Case) -> None:
    assert shown(engine, case.goal())


@pytest.mark.parametrize(("engine", "case"), CASES, ids=named)
def test_false_neighbour_is_not_proved(engine: ModuleType, case: Case) -> None:
    assert not [claim for claim in case.false if shown(engine, case.goal(claim))]


# What a condition of the engines keeps out: bases of other signs, exponents that may be zero, letters that stand elsewhere, poles.
TRAPS = (
    (powers_as_letters, Case("exponent_zero", {"x": "positive", "p": "real"}, "x**p != 1", ())),
    (powers_as_letters, Case("strict_at_exponent_zero", {"x": "positive", "p": "real"}, "p**2*(1 + log(x)**2) + (x**p - 1)**2 > 0", ())),
    (powers_as_letters, Case("bound_exponent", {"x": "positive", "n": "natural"}, "sum(x**k, k, 0, n) >= 2", ())),
    (powers_as_letters, Case("falling_power", {"x": "real >= 1", "p": "negative"}, "x**p >= 1", ())),
    (powers_as_letters, Case("derived", {"x": "positive", "p": "positive"}, "diff(x**p, x) >= 1", ())),
    (powers_as_letters, Case("other_end", {"x": "real >= 2", "p": "positive"}, "x**p >= 2", ())),
    (powers_as_letters, Case("given", {"x": "positive", "p": "positive"}, "x**p >= 2", (), ("x >= 2",))),
    (exponents_at_ends, Case("negative_base", {"x": "real in [-2, 1]", "n": "integer >= 1"}, "x**n <= 1", ())),
    (exponents_at_ends, Case("base_on_both_sides", {"x": "positive", "t": "real >= 2"}, "x**t <= x**2 + 1", ())),
    (exponents_at_ends, Case("factor_without_sign", {"x": "real in (0, 1)", "c": "real", "t": "real >= 1"}, "c*x**t <= c*x", ())),
    (exponents_at_ends, Case("negative_factor", {"x": "real in (0, 1)", "c": "negative", "t": "real >= 1"}, "c*x**t <= c*x", ())),
    (exponents_at_ends, Case("logarithm_undefined_at_the_end", {"x": "real in (0, 1)", "t": "real >= 1"}, "log(x - x**t) >= 1", ())),
    (exponents_at_ends, Case("both_directions", {"x": "real in (0, 1)", "y": "real in (0, 1)", "t": "real >= 1"}, "x**t - y**t <= x - y + 1/100", (), ("x > y",))),
    (exponents_at_ends, Case("in_other_places", {"x": "real in (0, 1)", "t": "real >= 1"}, "t*x**t <= x", ())),
    (exponents_at_ends, Case("undefined_at_the_end", {"x": "real in [0, 1]", "t": "real in (0, 1]"}, "log(x**t + 1 - x) >= -1/1000 + 1/(x + t)", ())),
    (exponents_at_ends, Case("end_given_to_others", {"x": "real in (0, 1)", "t": "real >= 1", "s": "real in [0, t]"}, "s*x**t <= x", ())),
    (log_sum_terms, Case("a_difference", FOUR, "log(exp(x) - exp(y)) <= log(exp(u) + exp(v))", (), ("y < x", "x < u", "y < v"))),
    (log_sum_terms, Case("negative_weights", FOUR, "log(5*exp(x) + (-3)*exp(y)) <= log(5*exp(u) + (-2)*exp(v))", (), ("y < x", "x <= u", "y <= v"))),
    (log_sum_terms, Case("one_for_two", {"x": "real", "y": "real", "u": "real"}, "log(exp(x) + exp(y)) <= log(exp(u) + 1)", (), ("x <= u", "y <= u"))),
    (curved_equations, Case("zero_allowed", {"a": "nonnegative", "b": "nonnegative"}, "1/(1 - a**2) + 1/(1 - b**2) >= 4", (), ("a**2 + b**2 == 1",))),
)  # fmt: skip


@pytest.mark.parametrize(("engine", "case"), TRAPS[:-1], ids=named)
def test_what_a_condition_keeps_out_is_not_proved(engine: ModuleType, case: Case) -> None:
    if case.name != "a_difference":
        assert not shown(engine, case.goal())
    else:
        assert not engine.applies(case.goal())


def test_a_pole_at_the_end_is_seen() -> None:
    assert not Session(Budget()).prove_claim(TRAPS[-1][1].goal()).proved


def test_the_planner_asks_them() -> None:
    wanted = {"logarithm_below_a_power", "sine_and_cosine", "lipschitz"}
    chosen = [(engine, case) for engine, case in CASES if case.name in wanted]
    found = [Session(Budget()).prove_claim(case.goal()) for _, case in chosen]
    assert [answer.engine for answer in found] == [engine.ENGINE for engine, _ in chosen]
