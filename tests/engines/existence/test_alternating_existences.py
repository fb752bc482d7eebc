"""Existences with (-1)**k or i**k: classes of whole numbers apart, with the right ends; solution sets of trigonometric equations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines.alternating_existences import with_classes
from proofs_check.statement.text import text
from tests.engines.stated_cases import Case, goal_from, shown

PAIR = {"x": "real", "y": "real"}
ONE = {"x": "real"}
LEVEL = {"x": "real", "a": "real in [-1, 1]"}
COMPLEX = {"z": "complex"}

TRUE: tuple[Case, ...] = (
    (PAIR, "iff(sin(x) == sin(y), exists(k, 'integer', y == k*pi + (-1)**k*x))"),
    (PAIR, "implies(exists(k, 'natural', y == k*pi + (-1)**k*x), sin(x) == sin(y))"),
    (ONE, "iff(sin(x) == 1/2, exists(k, 'integer', x == k*pi + (-1)**k*pi/6))"),
    (ONE, "iff(sin(x) == -1/2, exists(k, 'integer', x == k*pi + (-1)**(k + 1)*pi/6))"),
    (LEVEL, "iff(sin(x) == a, exists(k, 'integer', x == k*pi + (-1)**k*asin(a)))"),
    (PAIR, "iff(x**2 == y**2, exists(k, 'natural', x == (-1)**k*y))"),
    (PAIR, "iff(abs(x) == abs(y), exists(k, 'integer in [0, 1]', x == (-1)**k*y))"),
    (PAIR, "iff(x == y, exists(k, 'integer', x == (-1)**(2*k)*y))"),
    (COMPLEX, "iff(z**4 == 1, exists(k, 'integer', z == i**k))"),
    (COMPLEX, "iff(z**2 == -1, exists(k, 'integer', z == i**(2*k + 1)))"),
    ({"n": "natural"}, "exists(k, 'natural', (2*k + 1 - (-1)**k)/4 == n)"),
    (ONE, "not exists(k, 'natural', -pi == k*pi + (-1)**k*0)"),
    (ONE, "not exists(k, 'integer', 1 == k*pi - (-1)**k)"),
    ({"n": "integer"}, "forall(k, 'integer', k + (-1)**k != n) or exists(k, 'integer', k + (-1)**k == n)"),
)
FALSE: tuple[Case, ...] = (
    (PAIR, "implies(sin(x) == sin(y), exists(k, 'natural', y == k*pi + (-1)**k*x))"),
    (PAIR, "iff(sin(x) == sin(y), exists(k, 'integer', y == k*pi - (-1)**k*x))"),
    (PAIR, "implies(exists(k, 'integer', y == k*pi + (-1)**k*x), cos(x) == cos(y))"),
    (PAIR, "implies(x**2 == y**2, exists(k, 'integer', x == (-1)**(2*k)*y))"),
    (PAIR, "implies(abs(x) == abs(y), exists(k, 'integer in [1, 1]', x == (-1)**k*y))"),
    (COMPLEX, "implies(z**4 == 1, exists(k, 'integer', z == (-1)**k))"),
    ({"n": "integer"}, "exists(k, 'natural', (2*k + 1 - (-1)**k)/4 == n)"),
    (ONE, "exists(k, 'integer in [1, 0]', (-1)**k == 1)"),  # no number at all
    (ONE, "exists(k, 'integer', (-1)**k/x == 1/x)"),  # undefined at x = 0, which is no solution
    (ONE, "exists(k, 'integer', (-1)**k*sqrt(x) == sqrt(x))"),
    (ONE, "exists(k, 'natural', 0*(-1)**k/(x - 1) == 0)"),
    (COMPLEX, "exists(k, 'integer', i**k/z == 1/z)"),
    (ONE, "implies(exists(k, 'integer', (x**2 - 2)**((-1)**k) == 0), x**2 != 2)"),  # even k
    (ONE, "x**2 != 2", "exists(k, 'integer', k*(x**2 - 2)**((-1)**k) == 0)"),
    (ONE, "x > 5", "exists(k, 'integer', log((-1)**k*(x - 5)) == 0)"),  # k = 1, x = 4
    ({"n": "integer"}, "exists(k, 'integer', (-1)**(k + 1/n - 1/n) == 1)"),
)


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_even_and_odd_numbers_apart(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_false_ones_are_not_shown(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize(
    "claim",
    [
        "exists(k, 'natural', factorial(k) == (-1)**k*x)",  # steps of one are easier to see
        "exists(k, 'nonzero integer', x == (-1)**k)",
        "exists(k, 'integer >= n', x == (-1)**k)",
        "exists(k, 'real', x == k)",
        "exists(k, 'integer', x == sum((-1)**k, k, 0, n))",  # another k
        "exists(k, 'integer', x == k**2*(-1)**k)",
    ],
)
def test_statements_that_stay(claim: str) -> None:
    goal = goal_from(({"x": "real", "n": "natural"}, claim))
    assert with_classes(goal) == goal


UNITS = {"-1": -1, "i": 1j, "-i": -1j}


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(UNITS)),
    st.integers(-5, 5).filter(bool),
    st.integers(-5, 5),
    st.integers(-3, 3),
    st.integers(-4, 4),
    st.integers(-4, 4),
    st.booleans(),
    st.sampled_from(("exists", "forall")),
)
def test_the_same_numbers_satisfy_it(
    unit: str, slope: int, rest: int, step: int, low: int, high: int, is_open: bool, op: str
) -> None:
    """The values of step*k + unit**(slope*k + rest) for k between the ends, against those of the classes."""
    relation = "==" if op == "exists" else "!="
    ends = f"{'(' if is_open else '['}{low}, {high}]"
    value = f"({step})*k + ({unit})**(({slope})*k + ({rest}))"
    goal = goal_from((COMPLEX, f"{op}(k, 'integer in {ends}', z {relation} {value})"))
    allowed = {step * k + UNITS[unit] ** (slope * k + rest) for k in range(low + is_open, high + 1)}
    written = with_classes(goal).conclusion
    assert written != goal.conclusion
    for z in (complex(a, b) for a in range(-14, 15) for b in (-1, 0, 1)):
        assert _holds(text(written), z) == ((z in allowed) == (op == "exists"))


def _holds(statement: str, z: complex) -> bool:
    names = {"exists": _exists, "forall": _forall, "z": z, "k": None, "i": 1j, "true": True, "false": False}
    return bool(eval(_with_bodies(statement), names))


def _with_bodies(statement: str) -> str:
    return statement.replace("', ", "', lambda k: ")


def _range(domain: str) -> range:
    low, high = domain[domain.index("[") + 1 : -1].split(",")
    return range(int(low), int(high) + 1)


def _exists(_: None, domain: str, body) -> bool:  # type: ignore[no-untyped-def]
    return any(body(k) for k in _range(domain))


def _forall(_: None, domain: str, body) -> bool:  # type: ignore[no-untyped-def]
    return all(body(k) for k in _range(domain))
