"""Of which equations SymPy's solver is asked."""

import pytest

from proofs_check.engines.solvable import is_beyond_solvers
from proofs_check.goal import goal_of
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare


def beyond(equation: str) -> bool:
    claim = formalize({name: "real" for name in "xab"}, {}, {}, equation)
    assert isinstance(claim.claim, Compare)
    return is_beyond_solvers(claim.claim, "x", goal_of(claim).scope)


@pytest.mark.parametrize(
    "equation",
    [
        "cot(x) == a*x + b",
        "tan(x) == x",
        "exp(x) == a*x",
        "x**x == a",
        "atan(x) + x == 1",
        "cos(x) == exp(-x**2)*sin(x)",
        "(x - sin(x))*a == 0",
        "sign(sin(x))*cos(x) + x == 2",
        "log(x) == a*exp(x)",
        "gamma(x) == x**2",
        "1/(x*sin(x) - x**2) == 0",
        "x*sin(x)/x == a*x",
    ],
)
def test_kinds_are_mixed(equation: str) -> None:
    assert beyond(equation)


@pytest.mark.parametrize(
    "equation",
    [
        "x**2 + a*x == b",
        "x**a == b*x",
        "sin(x) == a*cos(x)",
        "exp(2*x) + a*exp(x) == 1",
        "exp(x) == 1 + x",
        "x + log(x) == 1",
        "x*sin(x) == a*x",
        "(x - a)*exp(x) == 0",
        "(x - a)*(sin(x) - x) == 0",
        "x*sin(x) - a*sin(x) == x - a",
        "log(x) + x/x == a",
        "abs(x) + x == a",
        "log(sin(x)) == a",
        "sqrt(x) + x == sin(a)",
    ],
)
def test_a_solver_may_know(equation: str) -> None:
    assert not beyond(equation)
