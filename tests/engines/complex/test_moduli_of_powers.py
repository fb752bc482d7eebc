"""Moduli, parts, conjugates and arguments of principal powers with real exponents, and of powers of positive numbers."""

from __future__ import annotations

import pytest

from proofs_check.engines.complex_split import NotSplit, Splitter
from proofs_check.principal_powers import with_principal_powers
from proofs_check.statement.terms import Letter, apply
from tests.engines.stated_cases import Case, goal_from, shown

POWER = {"z": "complex nonzero", "a": "real"}
TWO = {"z": "complex nonzero", "w": "complex nonzero", "a": "real", "b": "real"}
ANY = {"z": "complex", "a": "real"}
COUNT = {"n": "integer >= 1", "m": "integer >= 1", "s": "complex"}

TRUE: tuple[Case, ...] = (
    (POWER, "abs(z**a) == abs(z)**a"),
    (ANY, "abs(z**a) == abs(z)**a", "z != 0"),
    (POWER, "abs(z**a)**2 == (re(z)**2 + im(z)**2)**a"),
    (POWER, "abs(z**(a + i)) == abs(z)**a*exp(-arg(z))"),
    (POWER, "abs((z**2)**a) == abs(z)**(2*a)"),
    (POWER, "abs((2*z)**a) == 2**a*abs(z)**a"),
    (POWER, "abs(sqrt(z)*z**a) == abs(z)**(a + 1/2)"),
    (POWER, "z**a == abs(z)**a*exp(i*a*arg(z))"),
    (POWER, "z**a*conj(z**a) == abs(z)**(2*a)"),
    (TWO, "abs(z**a*w**b) == abs(z)**a*abs(w)**b"),
    (TWO, "abs((z/w)**a) == abs(z)**a/abs(w)**a"),
    (TWO, "abs((z**a)**b) == abs(z)**(a*b)"),
    (TWO, "abs(z**w) <= abs(z)**re(w)*exp(pi*abs(im(w)))"),
    (ANY, "abs(z**(3/2)) == abs(z)**(3/2)"),  # at 0 too
    (ANY, "abs((1 + z)**a) == abs(1 + z)**a", "abs(z) < 1"),
    ({"z": "complex nonzero"}, "abs(z**(1/3)) == abs(z)**(1/3)"),
    ({"z": "complex", "x": "negative", "a": "real"}, "abs(x**a) == (-x)**a"),
    (COUNT, "abs(n**(-s)) == n**(-re(s))"),
    (COUNT, "re(n**(-s)) == n**(-re(s))*cos(im(s)*log(n))"),
    (COUNT, "(n*m)**s == n**s*m**s"),
    (COUNT, "sum(abs(k**(-s)), k, 1, n) == sum(k**(-re(s)), k, 1, n)"),
    ({"n": "integer >= 2", "s": "complex"}, "abs(n**(-s)) < 1", "re(s) > 0"),
)
FALSE: tuple[Case, ...] = (
    (ANY, "abs(z**a) == abs(z)**a"),  # no power at 0
    ({"z": "complex", "a": "positive"}, "abs(z**a) == abs(z)**a"),
    ({"z": "complex", "a": "real"}, "abs((1 + z)**a) == abs(1 + z)**a", "abs(z) <= 1"),  # z = -1
    (TWO, "abs(z**w) == abs(z)**re(w)"),
    (POWER, "abs(z**(a + i)) == abs(z)**a"),
    (POWER, "z**a == abs(z)**a*exp(i*arg(z))"),
    (ANY, "abs(z)**a*abs(z)**(-a) == 1", "a > 0"),  # z = 0
    ({"x": "nonnegative", "z": "complex", "a": "real"}, "abs(x**a) == x**a"),  # x = a = 0
    ({"x": "nonnegative", "z": "complex"}, "abs(x**z) == x**re(z)"),
    ({"x": "nonnegative", "z": "complex"}, "x**z != 0", "im(z) == 0", "re(z) > 0"),  # x = 0
    ({"x": "real", "z": "complex", "a": "real"}, "abs(x**a) == abs(x)**a"),
    ({"n": "natural", "s": "complex"}, "abs(n**(-s)) == n**(-re(s))"),
    ({"n": "integer", "s": "complex"}, "abs(n**(-s)) == abs(n)**(-re(s))", "n != 0"),
    ({"n": "integer >= 1", "s": "complex"}, "abs(n**(-s)) < 1", "re(s) > 0"),
    ({"n": "integer", "m": "integer", "s": "complex"}, "(n*m)**s == n**s*m**s", "n*m != 0"),
    (POWER, "(z**2)**a == z**(2*a)"),
)


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_powers_with_real_exponents(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_false_ones_are_not_shown(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize(
    "claim",
    [
        "exp(a*log(1 + x**2)/2)**2 == (1 + x**2)**a",
        "(1 + x**2)**a == exp(a*log(1 + x**2)/2)**2",
        "exp(a*log(1 + x**2)/3)**3*exp(a*log(1 + x**2)/2)**2 == (1 + x**2)**(2*a)",
    ],
)
def test_fractions_of_an_exponent_are_powers_of_one_exponential(claim: str) -> None:
    assert shown(({"x": "real", "a": "real"}, claim))


def test_fractions_of_an_exponent_that_do_not_add_up() -> None:
    assert not shown(({"x": "real", "a": "real"}, "exp(a*log(1 + x**2)/3)**2 == (1 + x**2)**a"))


def test_a_principal_power_is_not_split_as_a_real_one() -> None:
    scope = goal_from(({"z": "complex", "x": "real", "a": "real"}, "x == a")).scope
    with pytest.raises(NotSplit):
        Splitter(scope, {"z": ("p", "q")}).split(apply("pow", Letter("x"), Letter("a")))


@pytest.mark.parametrize(
    ("domain", "is_written"),
    [("nonnegative", False), ("positive", True), ("natural", False), ("integer >= 1", True), ("real", True)],
)
def test_complex_powers_of_what_may_vanish_stay(domain: str, is_written: bool) -> None:
    """0**2 is 0, also where 2 is a complex letter's value; of real numbers all powers are principal."""
    goal = goal_from(({"x": domain, "z": "complex"}, "x**z != 0"))
    assert (with_principal_powers(goal) != goal) == is_written
