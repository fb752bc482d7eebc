"""What the second evaluator decides: equality to zero, undefinedness, matrices, quantifiers, domains, and what it leaves open."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from recheck_outcomes import outcome

from proofs_check.recheck import numbers, signs, special

EQUAL = (
    "sqrt(2)*sqrt(2) - 2 == 0",
    "sqrt(2) + sqrt(3) == sqrt(5 + 2*sqrt(6))",
    "root(2, 3)**3 == 2",
    "root(7 + 5*sqrt(2), 3) == 1 + sqrt(2)",
    "cos(pi/5) == (1 + sqrt(5))/4",
    "cos(pi/7) - cos(2*pi/7) + cos(3*pi/7) == 1/2",
    "sin(pi/12) == (sqrt(6) - sqrt(2))/4",
    "log(1) == 0 and exp(0) == 1",
    "log(2) + log(3) == log(6)",
    "log(1 + sqrt(2)) + log(sqrt(2) - 1) == 0",
    "exp(log(2)/2) == sqrt(2)",
    "tanh(log(3)) == 4/5",
    "4*atan(1/5) - atan(1/239) == pi/4",
    "asin(1/2) == pi/6 and acos(-1/2) == 2*pi/3 and atan(sqrt(3)) == pi/3",
    "sin(1)**2 + cos(1)**2 == 1",
    "sin(2) == 2*sin(1)*cos(1)",
    "cos(1 + pi/3) == cos(1)/2 - sqrt(3)/2*sin(1)",
    "cosh(1)**2 - sinh(1)**2 == 1",
    "sqrt(e)*sqrt(e) == e and e**(1/2) == sqrt(e)",
    "sqrt(exp(cos(1)))**2 == exp(cos(1))",
    "(1 + e)/(1 + e) == 1",
    "asinh(1) == log(1 + sqrt(2))",
    "gamma(1/2) == sqrt(pi) and gamma(5) == 24",
    "floor(sqrt(2)*sqrt(2)) == 2 and ceil(log(8)/log(2)) == 3",
    "chebyshev_t(3, cos(1)) == cos(3)",
    "sum(1/k, k, 1, 10) == harmonic(10) and prod(k, k, 1, 5) == 120 and sum(k, k, 5, 1) == 0",
    "fibonacci(10) == 55 and binomial(1/2, 2) == -1/8 and binomial(3, -1) == 0",
    "0**0 == 1 and 0**(1/2) == 0 and root(-8, 3) == -2 and acot(0) == pi/2 and atan2(1, -1) == 3*pi/4",
    "norm([[3], [4]]) == 5 and det([[1, 2], [3, 4]]) == -2 and trace([[1, 2], [3, 4]]) == 5",
    "inv([[1, 2], [3, 5]]) == [[-5, 2], [3, -1]] and spectral_radius([[0, -2], [2, 0]]) == 2",
    "eigenvalues([[2, 1], [1, 2]]) == [[1], [3]] and eigenvalues([[2, 0], [0, 1]])[0] == 1",
    "sum(eigenvalues([[1, 1, 0], [1, 2, 1], [0, 1, 4]])[k], k, 0, 2) == 7",
    "spectral_radius([[0, 0, 2], [1, 0, 0], [0, 1, 0]]) == root(2, 3)",
)


@pytest.mark.parametrize("claim", EQUAL)
def test_equal_values_are_equal(claim: str) -> None:
    assert outcome(claim) == "holds"


@pytest.mark.parametrize(
    "claim",
    [
        "sqrt(2)*sqrt(2) - 2 == 10**(-60)",
        "sqrt(2) + sqrt(3) == sqrt(5 + 2*sqrt(6)) + 10**(-90)",
        "log(2) + log(3) == log(6 + 10**(-80))",
        "10**40*(exp(10**(-30)) - 1) == 10**10",
        "4*atan(1/5) - atan(1/240) == pi/4",
        "exp(pi) < pi**e",
        "atan(10**(-30)) == atan(10**(-30) + 10**(-90))",
        "sqrt(10**40 + 1) == 10**20",
        "sum(eigenvalues([[1, 1, 0], [1, 2, 1], [0, 1, 4]])[k]**2, k, 0, 2) == 24",
    ],
)
def test_near_values_are_told_apart(claim: str) -> None:
    assert outcome(claim) == "false"


@pytest.mark.parametrize(
    "term",
    [
        *("1/(e - e)", "log(0)", "log(-1)", "sqrt(-1)", "tan(pi/2)", "cot(pi)", "coth(0)", "asin(2)"),
        *("acosh(1/2)", "atanh(1)", "acoth(1)", "(-8)**(1/3)", "0**(-1)", "0**(0/1)*0 + 0**(-1/2)"),
        *("root(-4, 2)", "root(4, 0)", "gamma(-2)", "factorial(-1)", "factorial(1/2)", "harmonic(-1)"),
        *("atan2(0, 0)", "binomial(3, 1/2)", "sum(k, k, 1, 1/2)", "det(inv([[1, 2], [2, 4]]))"),
        *("norm(eigenvalues([[0, -1], [1, 0]]))", "unit(2, 2)[0]", "1/(sqrt(2)*sqrt(3) - sqrt(6))"),
        "1/(sin(1)**2 + cos(1)**2 - 1)",
    ],
)
def test_undefined_terms(term: str) -> None:
    assert outcome(f"{term} == {term}") == "undefined"
    assert outcome(f"1 == 1 or {term} > 0") == "undefined"


def test_undefined_outweighs_open() -> None:
    assert outcome("acos(cos(1)) == 1") == "open"
    assert outcome("acos(cos(1)) == 1 and 1/0 == 1") == "undefined"


def test_powers_with_real_and_with_whole_exponents() -> None:
    for sort, expected in (("real", "undefined"), ("integer", "holds")):
        assert outcome("x**y == 1", {"x": "real", "y": sort}, {"x": "-1", "y": "2"}) == expected
        natural = "natural" if sort == "integer" else "nonnegative"
        assert outcome("x**(2**y) == 1", {"x": "real", "y": natural}, {"x": "-1", "y": "2"}) == expected


QUANTIFIED = (
    ("exists(c, 'real', c**2 == 2)", "holds"),
    ("exists(c, 'real', c**2 == -1)", "false"),
    ("exists(c, 'real', 2 < c**2 and c**2 < 3)", "holds"),
    ("forall(c, 'real', c**2 <= 2 or c**2 >= 3)", "false"),
    ("exists(c, 'real in (1, 2)', c**2 == 1)", "false"),
    ("forall(c, 'real', c**2 - 2*c + 1 >= 0)", "holds"),
    ("forall(c, 'real', c**2 - 2*c + 1 > 0)", "false"),
    ("forall(c, 'positive', 1/(c - 1) != 0)", "undefined"),
    ("exists(c, 'real', forall(y, 'real', y <= c))", "false"),
    ("exists(c, 'positive', forall(y, 'real in (0, c)', y**2 < y/1000))", "holds"),
    ("forall(k, 'integer in [0, 20]', 2**k > k)", "holds"),
    ("exists(k, 'integer', 0 < k and k < 1)", "false"),
    ("forall(c, 'real', exp(c) > 1)", "false"),
    ("forall(c, 'real', exp(c) > 0)", "open"),
    ("forall(c, 'real in (1, 0)', c == 5)", "holds"),
    ("exists(k, 'integer', 5*pi/6 == pi/6 + 2*pi*k)", "false"),
    ("exists(k, 'integer', 25*pi/6 == pi/6 + 2*pi*k)", "holds"),
    ("exists(k, 'integer', sqrt(2) == pi*k)", "false"),
    ("exists(k, 'integer', 98 < pi*k and pi*k < 100)", "false"),
    ("forall(k, 'integer', 22 != 7*pi*k)", "holds"),
    ("exists(c, 'real', pi*c == sqrt(2))", "holds"),
    ("exists(c, 'real', pi*c < 1 and c > 1)", "false"),
    ("exists(c, 'real', pi*c**2 == c - exp(c))", "open"),
)
COMPLEX_LINES = (
    ("exists(k, 'integer', 4*pi*i == 2*pi*i*k)", "holds"),
    ("exists(k, 'integer', 3*pi*i == 2*pi*i*k)", "false"),
    ("exists(k, 'integer', 1/2 == pi*i*k)", "false"),
    ("exists(k, 'integer', 41 + 82*i == (1 + 2*i)*k)", "holds"),
    ("exists(k, 'integer', 2 + 3*i == (1 + 2*i)*k)", "false"),
    ("exists(k, 'integer', 2*i == (1 + 2*i)*k)", "false"),
    ("forall(k, 'integer', i*k != 50*i)", "false"),
    ("forall(k, 'integer', i*k != 1)", "holds"),
)


@pytest.mark.parametrize(("claim", "expected"), COMPLEX_LINES)
def test_equations_on_complex_lines(claim: str, expected: str) -> None:
    assert outcome(claim, {"z": "complex"}, {"z": "0"}) == expected


@pytest.mark.parametrize(("claim", "expected"), QUANTIFIED)
def test_quantifiers(claim: str, expected: str) -> None:
    assert outcome(claim) == expected


COMPLEX = (
    ("abs(z)**2 == z*conj(z)", "1 + i", "holds"),
    ("sqrt(z**2) == z", "-2*i", "false"),
    ("log(z) == i*pi", "-1", "holds"),
    ("log(exp(z)) == z", "4*i", "false"),
    ("z < 1", "i", "undefined"),
    ("z**4 == 1", "i", "holds"),
    ("sin(z)**2 + cos(z)**2 == 1", "1 + i", "holds"),
    ("arg(z) == 3*pi/4", "-1 + i", "holds"),
    ("sqrt(z) == 3*i", "-9", "holds"),
    ("log(z) == 0", "0", "undefined"),
    ("prod(eigenvalues([[0, 0, 2], [1, 0, 0], [0, 1, 0]])[k], k, 0, 2) == z", "2", "holds"),
    ("arg(z) == 0", "0", "undefined"),
    ("1/z == 0", "0", "undefined"),
)


@pytest.mark.parametrize(("claim", "at", "expected"), COMPLEX)
def test_complex_values(claim: str, at: str, expected: str) -> None:
    assert outcome(claim, {"z": "complex"}, {"z": at}) == expected


DOMAINS = (
    ("psd(2)", "[[1, 1], [1, 1]]", True),
    ("psd(2)", "[[0, 1], [1, 0]]", False),
    ("psd(3)", "[[0, 0, 0], [0, 1, 2], [0, 2, 3]]", False),
    ("spd(2)", "[[1, 1], [1, 1]]", False),
    ("spd(2)", "[[2, sqrt(3)], [sqrt(3), 2]]", True),
    ("spd(2)", "[[2, 1], [0, 1]]", False),
    ("orthogonal(2)", "[[sqrt(2)/2, sqrt(2)/2], [sqrt(2)/2, -sqrt(2)/2]]", True),
    ("orthogonal(2)", "[[3/5, 4/5], [4/5, 3/5]]", False),
    ("diagonal(2)", "[[1, 0], [1, 1]]", False),
    ("invertible(2)", "[[sqrt(2), 2], [1, sqrt(2)]]", False),
    ("matrix(2, 1)", "[[1, 2], [2, 4]]", False),
    ("integer", "1/2", False),
    ("integer", "sqrt(2)*sqrt(2)", True),
    ("integer in [0, 3)", "3", False),
    ("real in (0, 1]", "1", True),
    ("nonzero real", "sqrt(2)*sqrt(3) - sqrt(6)", False),
    ("positive", "1 - sqrt(2)", False),
)


@pytest.mark.parametrize(("domain", "value", "inside"), DOMAINS)
def test_domains(domain: str, value: str, inside: bool) -> None:
    assert outcome("A != A", {"A": domain}, {"A": value}) == ("false" if inside else "inadmissible")


def test_hypotheses_are_asked() -> None:
    let, given = {"x": "real", "y": "real"}, {"h": "1/x > y"}
    assert outcome("x < 0", let, {"x": "1", "y": "0"}, given=given) == "false"
    assert outcome("x < 0", let, {"x": "1", "y": "1"}, given=given) == "inadmissible"
    assert outcome("x < 0", let, {"x": "0", "y": "1"}, given=given) == "inadmissible"
    assert outcome("x < 0", let, {"x": "1"}, given=given) == "inadmissible"


@pytest.mark.parametrize(
    "claim",
    [
        "exp(exp(exp(n))) > 1",
        "sum(sum(sum(1, a, 1, n), b, 1, n), c, 1, n) > 0",
        "sum(1, k, 1, n**3) > 0",
        "factorial(n) > 0",
        "n**n**2 > 0",
        "(([[1, 2], [3, 4]]**1999)[0, 0])**n > 0",
        "sin(10**(3*n)) > 0",
        "root(2, 10*n) > 0",
    ],
)
def test_bombs_stay_open(claim: str) -> None:
    assert outcome(claim, {"n": "natural"}, {"n": "3000"}) == "open"


@pytest.mark.parametrize("k", range(40, 330, 7))
def test_tiny_differences_are_not_taken_for_zero(k: int) -> None:
    """sqrt(4**k + 1) - 2**k is within a few binary digits of its separation bound."""
    tiny = numbers.sub(numbers.root(Fraction(4**k + 1), 2), Fraction(2**k))
    assert not isinstance(tiny, Fraction) and tiny.bounds is not None
    separation = tiny.bounds.separation()
    assert separation is not None and k < separation < k + 10
    assert signs.sign(tiny) == 1
    assert signs.sign(numbers.sub(tiny, tiny)) == 0


summands = st.lists(
    st.tuples(st.fractions(-9, 9, max_denominator=9), st.integers(2, 10**6)), min_size=1, max_size=4
)


@given(summands, st.integers(1, 3))
def test_bounds_hold_for_all_conjugates(parts: list[tuple[Fraction, int]], n: int) -> None:
    """U = L*x lies below 2**u for every choice of the signs of the roots."""
    assume(len({inside for _, inside in parts}) == len(parts))
    assume(all(c and isqrt(inside) ** 2 != inside for c, inside in parts))
    x: numbers.Real = Fraction(0)
    for c, inside in parts:
        x = numbers.add(x, numbers.mul(c, numbers.root(Fraction(inside), 2)))
    bounds = numbers.bounds_of(numbers.power(x, n))
    assert bounds is not None and bounds.denominator
    largest = sum(abs(c) * Fraction(inside**0.5 * 1.0000001) for c, inside in parts) ** n
    assert largest * bounds.denominator <= 2**bounds.upper
    assert bounds.denominator <= 2**bounds.lower
    assert n > 1 or all((c * bounds.denominator).denominator == 1 for c, _ in parts)


@given(st.integers(2, 10**6), st.integers(2, 10**6), st.integers(2, 6))
def test_bounds_of_roots_and_quotients(above: int, below: int, k: int) -> None:
    """root(p/q, k): U = root(p*q**(k - 1), k) and L = q; and for a quotient of two of them."""
    x = numbers.root(Fraction(above, below), k)
    assume(not isinstance(x, Fraction))  # a rational root has the bounds of a rational number
    bounds = numbers.bounds_of(x)
    size = Fraction(above, below)
    assert bounds is not None and bounds.denominator
    assert size.numerator * size.denominator ** (k - 1) <= 2 ** (k * bounds.upper)
    y = numbers.div(x, numbers.add(x, Fraction(1)))
    own = numbers.bounds_of(y)
    assert own is not None and own.upper >= bounds.upper + bounds.lower


def test_exact_turns() -> None:
    assert special.cosine_of_turn(Fraction(1, 3)) == Fraction(1, 2)
    assert special.cosine_of_turn(Fraction(7, 2)) == 0
    assert special.cosine_of_turn(Fraction(-3)) == -1
