"""Identities between constant-recursive sequences: orders and values."""

import pytest
from discrete_goals import decides, goal, prover
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import constant_recursive
from proofs_check.engines.recursive_orders import NoOrder, Orders
from proofs_check.statement.terms import Compare

N = {"n": "natural"}
PELL = {
    "p": {"index": "n", "start": ["1"], "step": "p(n) + 2*q(n)"},
    "q": {"index": "n", "start": ["1"], "step": "p(n) + q(n)"},
}
TURN = {"x": {"index": "n", "start": ["1", "1"], "step": "x(n) - x(n - 1)"}}
LATE = {"x": {"index": "n", "start": ["0", "0", "5"], "step": "2*x(n)"}}
DRIVEN = {"x": {"index": "n", "start": ["1"], "step": "2*x(n) - n + 1"}}
SQUARED = {"x": {"index": "n", "start": ["1"], "step": "x(n)**2"}}
MOVING = {"x": {"index": "n", "start": ["1"], "step": "(n + 1)*x(n)"}}
PROVED = [
    (N, "sum(fibonacci(k)**2, k, 1, n) == fibonacci(n)*fibonacci(n + 1)", {}),
    ({"n": "integer >= 1"}, "fibonacci(n + 1)*fibonacci(n - 1) - fibonacci(n)**2 == (-1)**n", {}),
    (
        {"m": "natural", "n": "integer >= 1"},
        "fibonacci(m + n) == fibonacci(m + 1)*fibonacci(n) + fibonacci(m)*fibonacci(n - 1)",
        {},
    ),
    (
        {"x": "real", "n": "integer >= 1"},
        "chebyshev_t(n, x)**2 - (x**2 - 1)*chebyshev_u(n - 1, x)**2 == 1",
        {},
    ),
    ({"x": "real", "n": "natural"}, "cos(n*x) == chebyshev_t(n, cos(x))", {}),
    ({"x": "real", "n": "natural"}, "2*sin(x/2)*sum(sin(k*x), k, 1, n) == cos(x/2) - cos((n + 1/2)*x)", {}),
    (N, "x(n) == cos(n*pi/3) + sin(n*pi/3)/sqrt(3)", TURN),
    (N, "p(n)**2 - 2*q(n)**2 == (-1)**(n + 1)", PELL),
    (N, "x(n) == 2**n + n", DRIVEN),
    ({"n": "integer >= 2"}, "x(n) == 5*2**(n - 2)", LATE),
]
FALSE = [
    (N, "sum(fibonacci(k)**2, k, 1, n) == fibonacci(n)*fibonacci(n + 1) + n*(n - 1)*(n - 2)", {}),
    ({"x": "real", "n": "natural"}, "cos(n*x) == chebyshev_u(n, cos(x))", {}),
    (N, "x(n) == 0", LATE),
    (N, "p(n)**2 - 2*q(n)**2 == -1", PELL),
    (N, "x(n) == 1 + n*(n - 1)*(n - 2)*(n - 3)", {"x": {"index": "n", "start": ["1"], "step": "x(n)"}}),
]


@pytest.mark.parametrize(("let", "claim", "define"), PROVED)
def test_proved(let: dict[str, str], claim: str, define: dict[str, object]) -> None:
    assert decides(constant_recursive.attempt, let, claim, define)


@pytest.mark.parametrize(("let", "claim", "define"), FALSE)
def test_false_is_not_proved(let: dict[str, str], claim: str, define: dict[str, object]) -> None:
    assert not decides(constant_recursive.attempt, let, claim, define)


@pytest.mark.parametrize(
    ("claim", "define"),
    [
        ("x(n) == 1", SQUARED),
        ("x(n) == 1", MOVING),
        ("2**(n**2) == 1", {}),
        ("factorial(n) == 1", {}),
        ("sum(n*k, k, 1, n) == 1", {}),
        ("sum(k, k, 5, n) == 1", {}),
        ("sin(n**2) == 1", {}),
    ],
)
def test_what_is_not_constant_recursive_has_no_order(claim: str, define: dict[str, object]) -> None:
    whole = goal(N, claim, define)
    assert isinstance(whole.conclusion, Compare)
    with pytest.raises(NoOrder):
        Orders(whole, prover()).of(whole.conclusion.left, "n")


def test_powers_of_a_matrix_are_left_alone() -> None:
    whole = goal(
        {"m": "integer >= 1", "W": "matrix(m, m)", "n": "natural"}, "trace(W**n) == trace(W**n)*cos(0*n)"
    )
    assert not constant_recursive.applies(whole)


@settings(max_examples=25)
@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(-2, 2), st.integers(-2, 2), st.integers(1, 4))
def test_the_bound_is_one(a: int, b: int, start: int, second: int, power: int) -> None:
    # the first `order` values of u fix it: u and a sequence that agrees there agree for the next ten values too
    define = {"x": {"index": "n", "start": [f"{start}", f"{second}"], "step": f"({a})*x(n) + ({b})*x(n - 1)"}}
    whole = goal(N, f"x(n)**{power} == 0", define)
    assert isinstance(whole.conclusion, Compare)
    order = Orders(whole, prover()).of(whole.conclusion.left, "n")
    values = [start, second]
    for _ in range(order + 10):
        values.append(a * values[-1] + b * values[-2])
    if all(value == 0 for value in values[:order]):
        assert all(value == 0 for value in values)
    assert order == power + 1
