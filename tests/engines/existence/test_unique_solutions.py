"""Existence with uniqueness: strictly monotone functions with parameters whose slope may vanish at points; two solutions that deny it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proofs_check.disproof import disproved
from proofs_check.engines import existence, injectivity
from proofs_check.goal import Budget
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from tests.engines.stated_cases import Case, shown, shown_by


def one(domain: str, f: Callable[[str], str], value: str, **letters: str) -> Case:
    """That f takes the value exactly once on the domain."""
    unique = f"forall(y, '{domain}', implies({f('y')} == {value}, y == x))"
    return letters, f"exists(x, '{domain}', {f('x')} == {value} and {unique})"


def kepler(k: str) -> Callable[[str], str]:
    return lambda x: f"{x} - {k}*sin({x})"


PAIR = {"x": "real", "y": "real"}
TRUE: tuple[Case, ...] = (
    one("real", kepler("k"), "M", k="real in [0, 1]", M="real"),  # the slope vanishes at 0 for k = 1
    one("real", kepler("k"), "M", k="real in [-1, 1]", M="real"),
    one("real", kepler("1"), "M", M="real"),
    one("real", lambda x: f"{x}**3 + a*{x}", "q", a="nonnegative", q="real"),
    one("real", lambda x: f"{x} + exp({x})", "q", q="real"),
    one("positive", lambda x: f"{x} + log({x})", "q", q="real"),
    one("real", lambda x: f"sinh({x})", "q", q="real"),
    one("real", lambda x: f"atan({x})", "q", q="real in (-pi/2, pi/2)"),
    one("real", lambda x: f"{x} + sin({x})/2", "q", q="real"),
)
FALSE: tuple[Case, ...] = (
    one("real", kepler("k"), "M", k="real in [0, 1.1]", M="real"),
    one("nonnegative", kepler("k"), "M", k="real in [0, 1]", M="real"),
    one("real", lambda x: f"{x}**3 + a*{x}", "q", a="real", q="real"),
    one("real", lambda x: f"atan({x})", "q", q="real"),
    one("real", lambda x: f"{x} + abs({x})", "q", q="real"),
    one("real", lambda x: f"exp({x})", "q", q="nonnegative"),
)


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1])[:60])
def test_exactly_one_solution(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1])[:60])
def test_none_or_several_solutions(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("claim", ["x - k*sin(x) == y - k*sin(y)", "x + k*cos(x) == y + k*cos(y)"])
def test_slopes_that_vanish_at_points_for_some_parameters(claim: str) -> None:
    letters = PAIR | {"k": "real in [-1, 1]"}
    assert shown_by(injectivity, (letters, "x == y", claim))


@pytest.mark.parametrize(
    ("letters", "claim"),
    [
        ({"k": "nonnegative"}, "k*x**3 == k*y**3"),  # constant for k = 0
        ({"k": "nonnegative"}, "k*x == k*y"),
        ({"k": "real in [-1, 1]"}, "k*(x - sin(x)) == k*(y - sin(y))"),
        ({"k": "real in [0, 1]"}, "(x + abs(x))*(1 + k) == (y + abs(y))*(1 + k)"),  # flat below 0
        ({"k": "real in [0, 1]"}, "relu(x)**2*(1 + k) == relu(y)**2*(1 + k)"),
        ({"k": "real in [0, 1]"}, "x - 2*k*sin(x) == y - 2*k*sin(y)"),
        ({"k": "real in [0, 1]"}, "x - 3*k*sin(x)/2 == y - 3*k*sin(y)/2"),  # rises at 1, falls at 0
    ],
)
def test_functions_that_some_parameters_make_constant_or_fold(letters: dict[str, str], claim: str) -> None:
    assert not shown_by(injectivity, (PAIR | letters, "x == y", claim))


SECOND: tuple[Case, ...] = (
    ({"x": "real"}, "exists(v, 'real', v - 1.1*sin(v) == 0 and v != x)"),
    ({"x": "real"}, "exists(v, 'real', v*exp(v) == -1/10 and v != x)"),
    ({"x": "real"}, "exists(v, 'real', v**3 - 3*v == 1 and v != x)"),
)
NO_SECOND: tuple[Case, ...] = (
    ({"x": "real"}, "exists(v, 'real', v - sin(v) == 0 and v != x)"),
    ({"x": "real"}, "exists(v, 'real', v*exp(v) == 1/10 and v != x)"),
    ({"x": "real"}, "exists(v, 'real', v*exp(v) == -1/10 and v != x and v != x - 1)"),
)


@pytest.mark.parametrize("case", SECOND, ids=lambda case: str(case[1]))
def test_one_of_two_solutions_is_another_number(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", NO_SECOND, ids=lambda case: str(case[1]))
def test_one_solution_is_no_other_number(case: Case) -> None:
    assert not shown(case)


def test_a_number_without_value_is_not_avoided() -> None:
    assert shown_by(existence, ({"x": "nonzero"}, "exists(v, 'real', v*exp(v) == -1/10 and v != 1/x)"))
    assert not shown_by(existence, ({"x": "real"}, "exists(v, 'real', v*exp(v) == -1/10 and v != 1/x)"))


def test_uniqueness_is_refuted_by_two_solutions() -> None:
    letters, claim = one("real", kepler("2"), "0")
    assert isinstance(letters, dict)
    assert disproved(formalize(letters, {}, {}, str(claim)), Session(Budget())) is not None
