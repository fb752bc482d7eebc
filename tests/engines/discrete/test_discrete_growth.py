"""Factorials, binomials, harmonic numbers, sums and products against elementary bounds."""

from fractions import Fraction
from math import factorial, lgamma

import pytest
from discrete_goals import decides, goal, prover
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.engines import discrete_growth, harmonic_numbers
from proofs_check.engines.calculus_terms import folded
from proofs_check.engines.discrete_steps import Moves, NoStep, stirling
from proofs_check.engines.enclosures import ball, enclosed
from proofs_check.statement.terms import Compare, Letter, apply, number, substitute

FROM_ONE, FROM_ZERO = {"n": "integer >= 1"}, {"n": "natural"}
PROVED = [
    (FROM_ONE, "factorial(n) <= ((n + 1)/2)**n"),
    (FROM_ONE, "factorial(n) > (n/3)**n"),
    ({"n": "integer >= 4"}, "factorial(n) > 2**n"),
    (FROM_ZERO, "factorial(n) <= n**n"),
    (FROM_ONE, "sqrt(2*pi*n)*(n/e)**n < factorial(n)"),
    (FROM_ONE, "factorial(n) <= e*sqrt(n)*(n/e)**n"),
    (FROM_ONE, "4**n/sqrt(4*n) <= binomial(2*n, n) <= 4**n/sqrt(3*n + 1)"),
    (FROM_ONE, "binomial(2*n, n) < 4**n/sqrt(pi*n)"),
    (FROM_ONE, "prod((2*k - 1)/(2*k), k, 1, n) <= 1/sqrt(3*n + 1)"),
    (FROM_ONE, "log(n + 1) < harmonic(n) <= 1 + log(n)"),
    (FROM_ONE, "2*sqrt(n + 1) - 2 < sum(1/sqrt(k), k, 1, n) < 2*sqrt(n)"),
    (FROM_ONE, "sum(1/k, k, n + 1, 2*n) >= 1/2"),
]
FALSE = [
    (FROM_ONE, "factorial(n) < ((n + 1)/2)**n"),
    (FROM_ONE, "factorial(n) > (n/2)**n"),
    ({"n": "integer >= 3"}, "factorial(n) > 2**n"),
    (FROM_ONE, "factorial(n) < sqrt(2*pi*n)*(n/e)**n"),
    (FROM_ONE, "factorial(n) < e*sqrt(n)*(n/e)**n"),
    (FROM_ONE, "binomial(2*n, n) >= 4**n/sqrt(pi*n)"),
    (FROM_ONE, "harmonic(n) < 1 + log(n)"),
    (FROM_ONE, "sum(1/k, k, n + 1, 2*n) > 1/2"),
    (FROM_ONE, "binomial(n, 2) > n**2/2 - n/2"),
    (FROM_ONE, "-factorial(n) >= -(n**n)*2 + 2"),
]


@pytest.mark.parametrize(("let", "claim"), PROVED)
def test_proved(let: dict[str, str], claim: str) -> None:
    assert decides(discrete_growth.attempt, let, claim)


@pytest.mark.parametrize(("let", "claim"), FALSE)
def test_false_is_not_proved(let: dict[str, str], claim: str) -> None:
    assert not decides(discrete_growth.attempt, let, claim)


@pytest.mark.parametrize(("top", "below"), [("n", "2"), ("2*n", "n"), ("3*n", "n")])
def test_stirling_expansions_approach_the_logarithm(top: str, below: str) -> None:
    # in binomial(n, 2) the factorial of 2 stays: its own value enters, not its expansion at infinity
    statement = goal({"n": "integer >= 9"}, f"binomial({top}, {below}) == 0").conclusion
    assert isinstance(statement, Compare)
    found, n = stirling(statement.left, "n"), 10**5
    assert found is not None
    put = {"n": number(n)}
    value = enclosed(found, {"n": ball(Fraction(n))}, goal({"n": "integer >= 9"}, "n == n").scope)
    args = [int(folded(substitute(arg, put)).value) for arg in statement.left.args]  # type: ignore[attr-defined]
    wanted = lgamma(args[0] + 1) - lgamma(args[1] + 1) - lgamma(args[0] - args[1] + 1)
    assert value is not None and abs(float(value) - wanted) < 1e-3


def test_a_product_of_negative_numbers_is_not_taken_apart_by_logarithms() -> None:
    assert not decides(discrete_growth.attempt, FROM_ONE, "(-2)*(-1)*factorial(n) < 2")


@given(st.integers(1, 4), st.integers(0, 3), st.integers(1, 6))
def test_the_ratio_of_a_factorial(slope: int, shift: int, at: int) -> None:
    top = apply("add", apply("mul", number(slope), Letter("n")), number(shift))
    factors = Moves("n").ratio(apply("factorial", top))
    assert all(exponent == number(1) for _, exponent in factors) and len(factors) == slope
    found = Fraction(1)
    for place in range(slope):
        found *= slope * at + shift + place + 1
    assert found == Fraction(factorial(slope * (at + 1) + shift), factorial(slope * at + shift))


def test_a_sum_whose_body_moves_with_its_lower_end_is_not_understood() -> None:
    statement = goal(FROM_ONE, "sum(n*k, k, n, 2*n) >= 0").conclusion
    assert isinstance(statement, Compare)
    with pytest.raises(NoStep):
        Moves("n").change(statement.left)


def test_harmonic_numbers_at_two_places() -> None:
    low = goal({"m": "natural"}, "harmonic(2**(m + 1)) - harmonic(2**m) >= 1/2")
    high = goal({"m": "natural"}, "harmonic(2**(m + 1)) - harmonic(2**m) > 1/2")
    assert harmonic_numbers.attempt(low, prover()).proved
    assert not harmonic_numbers.attempt(high, prover()).proved
