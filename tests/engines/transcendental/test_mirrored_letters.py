"""Letters that may change their signs: what is even is proved for letters above zero, what is not is left."""

from __future__ import annotations

import pytest

from proofs_check.engines import mirrored_letters
from proofs_check.goal import Budget
from proofs_check.prove import Session
from tests.engines.transcendental.transcendental_goals import Case

PAIR = {"x": "real", "t": "nonzero"}
TRUE = (
    Case("nonzero_letter", PAIR, "log(1 + x**2/t**2) <= x**2/t**2", ()),
    Case(
        "quadratic_bound_of_a_logarithm",
        {"x": "real", "t": "real"},
        "log(1 + x**2) <= log(1 + t**2) + (x**2 - t**2)/(1 + t**2)",
        (),
    ),
    Case("all_signs_at_once", {"x": "real", "y": "real"}, "x*tanh(y) <= x**2 + y**2", ()),
)
FALSE = (
    Case("slope_too_small", PAIR, "log(cosh(x)) <= log(cosh(t)) + tanh(t)/(3*t)*(x**2 - t**2)", ()),
    Case("not_even", {"x": "real"}, "exp(x) >= 1 + x + x**2/2", ()),
    Case("not_even_in_one_of_two", {"x": "real", "y": "real"}, "exp(x*y) <= exp(x**2)", ()),
    Case("half_a_line", {"x": "real >= -1"}, "x**2*exp(x**2) <= 3*abs(x)", ()),
    Case("the_fact_is_not_even", {"x": "real", "y": "real"}, "cosh(x) >= cosh(y)", (), ("x >= y",)),
    Case("undefined_below_zero", {"x": "real"}, "cosh(sqrt(x))**2 >= 1", ()),
)
LEFT = (
    Case("an_equation", {"x": "real"}, "cosh(x) == cosh(-x)", ()),
    Case("complex_letters", {"z": "complex"}, "abs(z) >= 0", ()),
    Case("no_symmetric_domain", {"x": "positive"}, "cosh(x) >= 1", ()),
    Case("end_names_a_letter", {"a": "positive", "x": "real in (0, a)"}, "cosh(x) >= 1", ()),
)


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case.name)
def test_even_inequality_is_proved(case: Case) -> None:
    answer = mirrored_letters.attempt(case.goal(), Session(Budget()).prover())
    assert answer.proved, answer.detail


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case.name)
def test_false_inequality_is_not_proved(case: Case) -> None:
    goal = case.goal()
    session = Session(Budget(goals=200))
    assert not (mirrored_letters.applies(goal) and mirrored_letters.attempt(goal, session.prover()).proved)


@pytest.mark.parametrize("case", LEFT, ids=lambda case: case.name)
def test_other_goals_are_left(case: Case) -> None:
    assert not mirrored_letters.applies(case.goal())
