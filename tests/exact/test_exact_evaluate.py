"""Evaluation at exact points: values, strict definedness, matrices, sequences, sums, derivatives."""

from __future__ import annotations

from fractions import Fraction

import pytest
from exact_points import outcome, real_outcome
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.exact import derivatives, matrices
from proofs_check.exact.evaluate import evaluate, holds
from proofs_check.goal import Budget
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Matrix, number, rename_binder

UNDEFINED = [
    ("1/x == 1", {"x": "0"}),
    ("x/(delta + abs(x)) >= 0", {"x": "0", "delta": "0"}),
    ("abs(x)/sqrt(x**2) == 1", {"x": "0"}),
    ("sqrt(x) >= 0", {"x": "-1"}),
    ("log(x) < 1", {"x": "0"}),
    ("x**y == 1", {"x": "-1", "y": "2"}),
    ("x**y == 1", {"x": "0", "y": "0"}),
    ("x**(-1) == 1", {"x": "0"}),
    ("tan(x) == 0", {"x": "pi/2"}),
    ("asin(x) == 0", {"x": "2"}),
    ("atanh(x) == 0", {"x": "1"}),
    ("acosh(x) == 0", {"x": "1/2"}),
    ("gamma(x) == 0", {"x": "-2"}),
    ("factorial(x) == 1", {"x": "1/2"}),
    ("root(x, 2) == 0", {"x": "-4"}),
    ("atan2(x, y) == 0", {"x": "0", "y": "0"}),
    ("implies(x > 1, 1/x < 1)", {"x": "0"}),
    ("x == 0 or 1/x > 0", {"x": "0"}),
    ("sum(x, k, 0, y) == 1", {"x": "1", "y": "1/2"}),
    ("coth(x) > 1", {"x": "0"}),
    ("1/x == 1 and sin(2) == 2*sin(1)*cos(1)", {"x": "0"}),
]


@pytest.mark.parametrize(("claim", "point"), UNDEFINED)
def test_undefined(claim: str, point: dict[str, str]) -> None:
    assert real_outcome(claim, **point) == "undefined"


TRUE = [
    ("x**0 == 1", {"x": "0"}),
    ("sqrt(x)**2 == x", {"x": "2"}),
    ("x**(1/2) == sqrt(x)", {"x": "0"}),
    ("acot(x) == pi/2", {"x": "0"}),
    ("acot(x) == -pi/4", {"x": "-1"}),
    ("sign(x) == 0", {"x": "0"}),
    ("root(x, 3) == -3", {"x": "-27"}),
    ("binomial(x, 2) == -1/8", {"x": "1/2"}),
    ("binomial(x, -1) == 0", {"x": "1/2"}),
    ("sum(k*x, k, 3, 2) == 0 and prod(k*x, k, 3, 2) == 1", {"x": "5"}),
    ("fibonacci(10) == 55 and harmonic(4) == 25/12 and factorial(5) == 120", {"x": "0"}),
    ("chebyshev_t(3, x) == 4*x**3 - 3*x and chebyshev_u(2, x) == 4*x**2 - 1", {"x": "2/3"}),
    ("atan2(x, -1) == pi and atan2(-1, x) == -pi/2", {"x": "0"}),
    ("floor(x) == -2 and ceil(x) == -1", {"x": "-3/2"}),
    ("floor(sqrt(x)) == 1", {"x": "2"}),
    ("relu(x) == 0 and relu(-x) == 3", {"x": "-3"}),
    ("min(x, 2, 1) == -3 and max(x, 2, 1) == 2", {"x": "-3"}),
    ("sigmoid(x) + sigmoid(-x) == 1 and softplus(x) == log(1 + exp(x))", {"x": "3"}),
]


@pytest.mark.parametrize(("claim", "point"), TRUE)
def test_true(claim: str, point: dict[str, str]) -> None:
    assert real_outcome(claim, **point) == "true"


def test_undecided_is_no_verdict() -> None:
    assert real_outcome("sin(2*x) == 2*sin(x)*cos(x)", x="1") == "undecided"


COMPLEX = [
    ("sqrt(z) == i", {"z": "-1"}),
    ("sqrt(z)**2 == z", {"z": "3 - 4*i"}),
    ("abs(z) == 5", {"z": "3 - 4*i"}),
    ("arg(z) == 3*pi/4", {"z": "-1 + i"}),
    ("arg(z) == -pi/2", {"z": "-2*i"}),
    ("z**(-2) == i/2", {"z": "1 - i"}),
    ("exp(z) == -1", {"z": "pi*i"}),
    ("log(z) == pi*i", {"z": "-1"}),
    ("z*conj(z) == re(z)**2 + im(z)**2", {"z": "2/3 + 5*i"}),
]


@pytest.mark.parametrize(("claim", "point"), COMPLEX)
def test_complex(claim: str, point: dict[str, str]) -> None:
    assert outcome(claim, {"z": "complex"}, point) == "true"


def test_complex_numbers_are_not_ordered() -> None:
    assert outcome("z > 0", {"z": "complex"}, {"z": "i"}) == "undefined"


MATRIX_CLAIMS = [
    ("inv(A) @ A == identity(2)", "[[1, 2], [3, 4]]", "true"),
    ("inv(A) @ A == identity(2)", "[[1, 2], [2, 4]]", "undefined"),
    ("det(A) == -2 and trace(A) == 5", "[[1, 2], [3, 4]]", "true"),
    ("A**0 == identity(2)", "[[0, 0], [0, 0]]", "true"),
    ("norm(A) == sqrt(30)", "[[1, 2], [3, 4]]", "true"),
    ("spectral_radius(A) == 1", "[[0, -1], [1, 0]]", "true"),
    ("spectral_radius(A) == (1 + sqrt(5))/2", "[[1, 1], [1, 0]]", "true"),
    ("eigenvalues(A)[0] == -1 and eigenvalues(A)[1] == 3", "[[1, 2], [2, 1]]", "true"),
    ("A[0, 1] == 2 and A[:, 1] == [[2], [4]] and A[1, :] == [[3, 4]]", "[[1, 2], [3, 4]]", "true"),
    ("A.T @ unit(2, 0) == A[0, :].T", "[[1, 2], [3, 4]]", "true"),
    ("A[2, 0] == 0", "[[1, 2], [3, 4]]", "undefined"),
    ("inv(A) @ A == identity(2)", "[[sqrt(2), 1], [1, sqrt(2)]]", "true"),
    ("inv(A) @ A == identity(2)", "[[sqrt(2), 2], [1, sqrt(2)]]", "undefined"),
    ("A @ A == A", "[[1, 0], [0, 0]]", "true"),
]


@pytest.mark.parametrize(("claim", "value", "expected"), MATRIX_CLAIMS)
def test_matrices(claim: str, value: str, expected: str) -> None:
    assert outcome(claim, {"A": "matrix(2, 2)"}, {"A": value}) == expected


def test_eigenvalues_of_a_cubic_are_exact() -> None:
    claim = "sum(eigenvalues(A)[k], k, 0, 2) == trace(A) and prod(eigenvalues(A)[k], k, 0, 2) == det(A)"
    assert outcome(claim, {"A": "symmetric(3)"}, {"A": "[[2, 1, 0], [1, 3, 1], [0, 1, 4]]"}) == "true"


def test_complex_eigenvalues_are_undefined_in_a_real_claim() -> None:
    assert outcome("eigenvalues(A)[0] == 0", {"A": "matrix(2, 2)"}, {"A": "[[0, -1], [1, 0]]"}) == "undefined"


small = st.integers(-3, 3)
square = st.integers(1, 3).flatmap(
    lambda n: st.lists(st.lists(small, min_size=n, max_size=n), min_size=n, max_size=n)
)


def _power(rows: list[list[int]], t: int) -> list[list[int]]:
    n = len(rows)
    result = [[int(i == j) for j in range(n)] for i in range(n)]
    for _ in range(t):
        result = [
            [sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*rows, strict=True)]
            for row in result
        ]
    return result


@settings(max_examples=60, deadline=None)
@given(square, st.integers(0, 6))
def test_matrix_powers_against_plain_integers(rows: list[list[int]], t: int) -> None:
    formal = formalize({"n": "integer >= 1", "W": "matrix(n, n)", "t": "natural"}, {}, {}, "W**t == W**t")
    point = {
        "n": number(len(rows)),
        "t": number(t),
        "W": Matrix(tuple(tuple(map(number, row)) for row in rows)),
    }
    power = formal.claim.left  # type: ignore[attr-defined]
    value = evaluate(power, point, formal, Budget())
    expected = matrices.table([Fraction(x) for x in row] for row in _power(rows, t))
    assert value == expected


@settings(max_examples=60, deadline=None)
@given(st.fractions(0, 1, max_denominator=9), st.fractions(-4, 4, max_denominator=9), st.integers(0, 12))
def test_sequences_against_iterated_fractions(rho: Fraction, g: Fraction, t: int) -> None:
    define = {"r": {"start": ["0"], "step": "rho*r(t) + (1 - rho)*g**2"}}
    formal = formalize({"rho": "real", "g": "real", "t": "natural"}, {}, define, "r(t) == (1 - rho**t)*g**2")
    r = Fraction(0)
    for _ in range(t):
        r = rho * r + (1 - rho) * g**2
    point = {"rho": number(rho), "g": number(g), "t": number(t)}
    assert evaluate(formal.claim.left, point, formal, Budget()) == r  # type: ignore[attr-defined]
    assert holds(formal.claim, point, formal, Budget()).outcome == "true"


def test_coupled_vector_sequences() -> None:
    define = {
        "v": {"start": ["zeros(2, 1)"], "step": "alpha*v(t) - eps*g"},
        "x": {"start": ["zeros(2, 1)"], "step": "x(t) + v(t + 1)"},
    }
    let = {"alpha": "real", "eps": "real", "g": "vector(2)"}
    point = {"alpha": "1/2", "eps": "1", "g": "[[1], [2]]"}
    assert outcome("v(2) == -3/2*g and x(2) == -5/2*g", let, point, define) == "true"
    assert outcome("v(-1) == g", let, point, define) == "undefined"


def test_a_sequence_does_not_follow_a_bound_letter() -> None:
    """The language refuses such a claim; a term that is made otherwise is left undecided."""
    formal = formalize(
        {"g": "real"}, {}, {"r": {"start": ["g"], "step": "r(t)"}}, "exists(u, 'real', r(1) == 5)"
    )
    hidden = rename_binder(formal.claim, "g")
    assert holds(hidden, {"g": number(0)}, formal, Budget()).outcome == "undecided"


DERIVATIVES = [
    ("diff(x**3, x) == 3*x**2", "2", "true"),
    ("diff(x**2, x) == 0 and diff(x**0, x) == 0", "0", "true"),
    ("diff(abs(x), x) == 0", "0", "undefined"),
    ("diff(abs(x), x) == -1", "-2", "true"),
    ("diff(x*abs(x), x) == 0", "0", "true"),
    ("diff(max(x, 0), x) == 1/2", "0", "undefined"),
    ("diff(relu(x), x) == 1", "3", "true"),
    ("diff(sqrt(x**4), x) == 0", "0", "true"),
    ("diff(sqrt(x), x) > 0", "0", "undefined"),
    ("diff(sign(x), x) == 0", "0", "undefined"),
    ("diff(exp(-x**2), x) == -2*x*exp(-x**2)", "sqrt(2)", "true"),
    ("diff(diff(x**3, x), x) == 6*x", "5", "true"),
    ("diff(diff(asin(x), x), x) == x/sqrt(1 - x**2)**3", "1/2", "true"),
    ("diff(diff(asin(x), x), x) == 0", "1/2", "false"),
    ("diff(diff(x**3*sign(x), x), x) == 6*abs(x)", "-2", "true"),
    ("diff(diff(x**2*sign(x), x), x) == 2", "0", "undefined"),
    ("diff(diff(x**3*sign(x), x), x) == 0", "0", "true"),
    ("diff(diff(abs(x) + x**2, x), x) == 2", "0", "undefined"),
    ("diff(dot([[x], [1]], [[x], [2]]), x) == 2*x", "3", "true"),
    ("diff(tanh(x), x) == 1 - tanh(x)**2", "1", "true"),
    ("diff(log(x), x) == 1", "0", "undefined"),
    ("diff(2**x, x) == 2**x*log(2)", "3", "true"),
    ("diff(sum(x**k, k, 0, 3), x) == 34", "3", "true"),
]


@pytest.mark.parametrize(
    ("y", "expected"), [("0", "undefined"), ("1", "true"), ("2", "undefined"), ("3", "true")]
)
def test_a_derivative_in_another_letter_has_its_own_kinks(y: str, expected: str) -> None:
    assert real_outcome("diff(x*diff(abs(y) + abs(x - y), y), x) != 5", x="2", y=y) == expected


def test_a_formula_without_a_value_at_its_kink_is_not_used() -> None:
    assert real_outcome("diff(diff(x*sqrt(y**4), y), x) == 0", x="2", y="0") != "undefined"


def test_second_derivatives_of_inverse_functions_need_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their difference quotients are expanded for seconds each."""
    monkeypatch.setattr(derivatives, "_by_quotient", None)
    y = "sin(a*asin(x))"
    claim = f"(1 - x**2)*diff(diff({y}, x), x) - x*diff({y}, x) + a**2*{y}"
    assert real_outcome(f"abs({claim}) < 1/1000", x="1/2", a="3/2") == "true"
    assert real_outcome(f"{claim} == 1/10", x="-2/5", a="3/2") == "false"


@pytest.mark.parametrize(("claim", "x", "expected"), DERIVATIVES)
def test_derivatives(claim: str, x: str, expected: str) -> None:
    assert real_outcome(claim, x=x) == expected
