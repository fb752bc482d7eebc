"""Powers in complex claims are principal: what is true is not refuted for a base that is not positive, what is false is not proved."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.exact.evaluate import holds
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.judging import judge
from proofs_check.principal_powers import with_principal_powers
from proofs_check.recheck.opinion import opinion
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Constant, Term, apply, number
from proofs_check.statement.text import text
from proofs_check.verdict import Verdict

LET = {"z": "nonzero complex", "w": "nonzero complex", "u": "complex", "a": "complex", "b": "complex"}
LET |= {"n": "integer", "x": "real", "p": "positive"}
TRUE = (
    *("z**a*z**b == z**(a + b)", "(z**a)**2 == z**(2*a)", "(z**a)**n == z**(a*n)", "(z**(1/3))**3 == z"),
    *(
        "u**(1/2) == sqrt(u)",
        "u**(3/2) == u*sqrt(u)",
        "i**i == exp(-pi/2) or z == 0",
        "z**(-1/2)*sqrt(z) == 1",
    ),
    *("e**(i*x) == cos(x) + i*sin(x)", "abs(p**a) == p**re(a)", "sum(u**j, j, 0, 2) == 1 + u + u**2"),
)
FALSE = (
    *("(z*w)**a == z**a*w**a", "(z**2)**a == z**(2*a)", "(z**3)**(1/3) == z", "u**i == exp(i*log(u))"),
    *("(z**a)**b == z**(a*b)", "abs(z**a) == abs(z)**re(a)", "u**(-1/2)*sqrt(u) == 1", "(u**2)**(1/2) == u"),
)


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [*((one, "proved") for one in TRUE), *((one, "refuted") for one in FALSE)],
)
def test_powers_of_complex_numbers(statement: str, verdict: Verdict) -> None:
    used = {name: kind for name, kind in LET.items() if name in statement or name == "z"}
    assert judge(Claim("power", statement, let=used), Settings(Budget(instances=100))).verdict == verdict


def test_a_real_claim_stays_in_the_reals() -> None:
    judged = judge(Claim("power", "(x**2)**(1/2)*x**(1/3) == abs(x)*x**(1/3)", let={"x": "real"}))
    assert judged.verdict == "refuted"


numbers = st.tuples(st.integers(-3, 3), st.integers(-3, 3))


@settings(max_examples=40, deadline=None)
@given(numbers.filter(any), st.tuples(st.fractions(-2, 2, max_denominator=4), st.integers(-1, 1)))
def test_both_evaluators_take_the_principal_value(
    base: tuple[int, int], exponent: tuple[Fraction, int]
) -> None:
    point = {"z": pair(*base), "a": pair(*exponent)}
    for statement, answer in (("z**a == exp(a*log(z))", True), ("z**a == exp(a*log(z)) + 1", False)):
        formal = formalize({"z": "complex", "a": "complex"}, {}, {}, statement)
        assert holds(formal.claim, point, formal, Budget()).outcome in (str(answer).lower(), "undecided")
        assert opinion(formal, point).outcome in ("holds" if answer else "false", "open")


def pair(re: Fraction | int, im: int) -> Term:
    return apply("add", number(re), apply("mul", number(im), Constant("i")))


def test_whole_powers_under_a_binder_stay_powers() -> None:
    """exp(j*log(u)) has no value at u = 0, where u**j has one."""
    assert text(written("sum(u**j, j, 0, n) == 1").conclusion) == "sum(u**j, j, 0, n) == 1"
    assert text(written("z**a == 1").conclusion) == "exp(a * log(z)) == 1"


@pytest.mark.parametrize(
    ("power", "as_read"),
    [
        ("z**(1/2)", "sqrt(z)"),
        ("z**(3/2)", "sqrt(z)**3"),
        ("z**(1/3)", "exp(1/3 * log(z))"),
        ("x**(1/3)", "exp(1/3 * log(x))"),
        ("z**n", "z**n"),
        ("q**(1/3)", "q**(1/3)"),
        ("q**a", "q**a"),  # 0 where q is and a is positive
        ("0**a", "0**a"),
        ("2**a", "exp(a * log(2))"),
        ("p**a", "exp(a * log(p))"),
        ("p**x", "p**x"),
        ("e**a", "exp(a)"),
        ("(z**(1/3))**3", "z**1"),
        ("(z**(1/4))**2", "sqrt(z)"),
        ("(z**2)**3", "(z**2)**3"),
        ("(z**2)**a", "exp(a * log(z**2))"),
    ],
)
def test_powers_as_engines_read_them(power: str, as_read: str) -> None:
    goal = goal_of(formalize(LET | {"q": "nonnegative"}, {"h": f"{power} == 2"}, {}, f"{power} == 1"))
    found = with_principal_powers(goal)
    assert text(found.conclusion) == f"{as_read} == 1"
    assert text(found.hypotheses[0]) == f"{as_read} == 2"


def test_powers_of_a_real_goal_are_real() -> None:
    goal = goal_of(formalize({"x": "real", "p": "positive"}, {}, {}, "x**(1/3) == p**x"))
    assert with_principal_powers(goal) == goal


def test_ends_of_a_sum_speak_of_the_letters_outside() -> None:
    """The whole letter of the sum, which has the name of z, is another one."""
    said = text(written("sum(z**(1/3), z, 1, floor(abs(z**(1/3)))) == 1").conclusion)
    assert said == "sum(z_**(1/3), z_, 1, floor(abs(exp(1/3 * log(z))))) == 1"


def written(claim: str) -> Goal:
    return with_principal_powers(goal_of(formalize(LET, {}, {}, claim)))
