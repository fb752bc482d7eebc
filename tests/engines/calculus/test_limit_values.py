"""Values of limits, by the calculus alone: the prover for side conditions proves nothing here."""

from fractions import Fraction

import pytest
from calculus_goals import limit_of, nothing, prover
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines.limits import value
from proofs_check.statement.terms import Number
from proofs_check.statement.text import text

FINITE = [
    ("limit(1/(2*k), k, oo)", (), "0"),
    ("limit(alpha**(k - 1), k, oo)", (), "0"),
    ("limit(alpha**k*k**5, k, oo)", (), "0"),
    ("limit(abs(lam)**k, k, oo)", ("abs(lam) < 1",), "0"),
    ("limit((-1)**k/k, k, oo)", (), "0"),
    ("limit(exp(-x)*x**5, x, oo)", (), "0"),
    ("limit(x**(-eps), x, oo)", (), "0"),
    ("limit(log(x)/x**eps, x, oo)", (), "0"),
    ("limit(sqrt(x)*(sqrt(x + 1) - sqrt(x)), x, oo)", (), "1/2"),
    ("limit(softplus(x) - x, x, oo)", (), "0"),
    ("limit(tanh(x), x, -oo)", (), "-1"),
    ("limit(atan(x), x, -oo)", (), "-1/2 * pi"),
    ("limit(sin(x)/x, x, 0)", (), "1"),
    ("limit((1 - cos(x))/x**2, x, 0)", (), "1/2"),
    ("limit(x*log(x), x, 0, '+')", (), "0"),
    ("limit((1 + 1/x)**x, x, oo)", (), "exp(1)"),
    ("limit(k**2*(exp(a/k) - 1 - a/k), k, oo)", (), "1/2 * a**2"),
    ("limit(sin(x)/x, x, oo)", (), "0"),
    ("limit(floor(x)/x, x, oo)", (), "1"),
    ("limit(k*(1 - k/(k + 1)), k, oo)", (), "1"),
    ("limit(k*(k*log(1 + 1/k) - 1), k, oo)", (), "-1/2"),
    ("limit(k**2*(1/(1 + 1/k) - 1 + 1/k), k, oo)", (), "1"),
    ("limit(floor(x), x, 1, '-')", (), "0"),
    ("limit(max(x, 0)/x, x, oo)", (), "1"),
    ("limit((3**k + 2**k)/(3**k - k**9), k, oo)", (), "1"),
    ("limit(diff(x**3, x)/x**2, x, oo)", (), "3"),
    ("limit(root(-x, 3)/root(x, 3), x, oo)", (), "-1"),
    ("limit(limit(k*x/(x + k), x, oo)/k, k, oo)", (), "1"),
    ("limit(e/(d + sqrt(t)*abs(g)), t, oo)", ("g != 0",), "0"),
    ("limit((a*t + 1)/(b*t + 1), t, oo)", ("b != 0",), "a / b"),
    ("limit(eps*g/(delta + sqrt(1 - rho**k)*g), g, oo)", (), "eps / sqrt(1 - rho**k)"),
    ("limit(sqrt((1 - rho**k)*g**2), k, oo)", (), "sqrt(g**2)"),
    ("limit(eps/sqrt(delta + (1 - rho**k)*g**2), k, oo)", (), "eps / sqrt(delta + g**2)"),
]


@pytest.mark.parametrize(("source", "facts", "expected"), FINITE)
def test_finite(source: str, facts: tuple[str, ...], expected: str) -> None:
    limit, goal = limit_of(source, *facts)
    found = value(limit, goal, nothing)
    assert (found.kind, text(found.term)) == ("finite", expected), found.reason


INFINITE = [
    ("limit(a*c**2 - 2*b*c + d, c, oo)", ("a > 0",), "+oo"),
    ("limit(a*c**2 - 2*b*c + d, c, oo)", ("a < 0",), "-oo"),
    ("limit(abs(lam)**k, k, oo)", ("abs(lam) > 1",), "+oo"),
    ("limit(1/x, x, 0, '+')", (), "+oo"),
    ("limit(1/x, x, 0, '-')", (), "-oo"),
    ("limit(1/x**2, x, 0)", (), "+oo"),
    ("limit(log(x), x, 0, '+')", (), "-oo"),
    ("limit(exp(sqrt(x))/x**9, x, oo)", (), "+oo"),
]


@pytest.mark.parametrize(("source", "facts", "kind"), INFINITE)
def test_infinite(source: str, facts: tuple[str, ...], kind: str) -> None:
    limit, goal = limit_of(source, *facts)
    assert value(limit, goal, nothing).kind == kind


NONE = [
    "limit(sin(x), x, oo)",
    "limit((-1)**k, k, oo)",
    "limit((-2)**k, k, oo)",
    "limit(abs(x)/x, x, 0)",
    "limit(1/x, x, 0)",
    "limit(exp(1/x), x, 0)",
    "limit(1/(x - x), x, oo)",
    "limit(sqrt(-x), x, oo)",
    "limit(log(x), x, 0)",
]


@pytest.mark.parametrize("source", NONE)
def test_does_not_exist(source: str) -> None:
    limit, goal = limit_of(source)
    assert value(limit, goal, nothing).kind == "none"


SPLITS = [
    ("limit(e/(d + sqrt(t)*abs(g)), t, oo)", (), "g == 0"),
    ("limit((a*t + 1)/(b*t + 1), t, oo)", (), "b == 0"),
    ("limit(a*c**2 - 2*b*c + d, c, oo)", (), "a == 0"),
    ("limit(a*c**2 - 2*b*c + d, c, oo)", ("a != 0",), "a > 0"),
    ("limit(abs(lam)**k, k, oo)", (), "abs(lam) < 1"),
    ("limit(abs(lam)**k, k, oo)", ("abs(lam) >= 1",), "abs(lam) > 1"),
    ("limit(a/b + 1/k, k, oo)", (), "b != 0"),
    ("limit(2*g**2*k, k, oo)", (), "g == 0"),
    ("limit(sqrt(a*k)/k, k, oo)", (), "a > 0"),
    ("limit(log(a*k)/k, k, oo)", (), "a > 0"),
]


@pytest.mark.parametrize(("source", "facts", "condition"), SPLITS)
def test_names_the_missing_condition(source: str, facts: tuple[str, ...], condition: str) -> None:
    limit, goal = limit_of(source, *facts)
    found = value(limit, goal, nothing)
    assert found.kind == "unknown"
    assert found.condition is not None and text(found.condition) == condition


UNKNOWN = [
    "limit(lam**k, k, oo)",
    "limit(k, k, 3)",
    "limit(eps, eps, -oo)",
    "limit(norm(k*w), k, oo)",
    "limit(tan(x), x, pi/2)",
    "limit(1/(floor(x) - x + x**(-eps)), x, oo)",
    "limit(limit(k*x, x, oo)/k, k, oo)",
    "limit((-x)**k, x, oo)",
    "limit((-k)**k, k, oo)",
]


@pytest.mark.parametrize("source", UNKNOWN)
def test_is_not_guessed(source: str) -> None:
    limit, goal = limit_of(source)
    assert value(limit, goal, nothing).kind == "unknown"


def test_a_real_exponent_needs_a_positive_base() -> None:
    """(x - x)**cos(0) is 0 to a real exponent 1: defined; to the exponent sin(0) it is not."""
    limit, goal = limit_of("limit((x - x)**cos(0), x, oo)")
    assert value(limit, goal, nothing).kind == "finite"
    limit, goal = limit_of("limit((x - x)**sin(0), x, oo)")
    assert value(limit, goal, nothing).kind in ("none", "unknown")


def test_outer_letter_of_the_same_name_is_another() -> None:
    """A hypothesis on t says nothing of the t that the limit runs through."""
    limit, goal = limit_of("limit(sqrt(5 - t), t, oo)", "t <= 5")
    assert value(limit, goal, prover()).kind == "none"


coefficients = st.lists(st.integers(-3, 3), min_size=1, max_size=4)


def polynomial(of: list[int], letter: str) -> str:
    return " + ".join(f"({c})*{letter}**{place}" for place, c in enumerate(of))


def degree(of: list[int]) -> int:
    return max((place for place, c in enumerate(of) if c), default=-1)


@settings(max_examples=60, deadline=None)
@given(coefficients, coefficients)
def test_rational_functions_by_their_degrees(top: list[int], bottom: list[int]) -> None:
    limit, goal = limit_of(f"limit(({polynomial(top, 'x')})/({polynomial(bottom, 'x')}), x, oo)")
    found = value(limit, goal, nothing)
    high, low = degree(top), degree(bottom)
    if low < 0:
        assert found.kind == "none"
    elif high > low:
        assert found.kind == ("+oo" if top[high] * bottom[low] > 0 else "-oo")
    else:
        expected = Fraction(top[high], bottom[low]) if high == low else Fraction(0)
        assert found.kind == "finite"
        assert isinstance(found.term, Number) and found.term.value == expected


@settings(max_examples=40, deadline=None)
@given(st.integers(-4, 4), st.integers(-4, 4), st.integers(1, 4))
def test_differences_of_roots(p: int, q: int, scale: int) -> None:
    """sqrt(s^2 x^2 + p x) - sqrt(s^2 x^2 + q x) tends to (p - q)/(2 s)."""
    square = scale * scale
    limit, goal = limit_of(f"limit(sqrt({square}*x**2 + ({p})*x) - sqrt({square}*x**2 + ({q})*x), x, oo)")
    found = value(limit, goal, nothing)
    assert found.kind == "finite" and isinstance(found.term, Number)
    assert found.term.value == Fraction(p - q, 2 * scale)
