"""Sums of functions of one letter each under an equation between such sums: true ones proved, false neighbours never."""

from __future__ import annotations

import pytest

from proofs_check.engines import curved_equations
from tests.engines.transcendental.transcendental_goals import Case

THREE = {"a": "positive", "b": "positive", "c": "positive"}
REALS = {"x": "real", "y": "real", "z": "real"}
CASES = (
    Case(
        "softplus_of_a_sum_zero",
        THREE,
        "log(1 + a) + log(1 + b) + log(1 + c) >= 3*log(2)",
        ("log(1 + a) + log(1 + b) + log(1 + c) > 3*log(2)", "log(1 + a) + log(1 + b) + log(1 + c) <= 3*log(2)"),
        ("a*b*c == 1",),
    ),
    Case(
        "concave_on_a_sphere",
        THREE,
        "log(1 + a) + log(1 + b) + log(1 + c) <= 3*log(2)",
        ("log(1 + a) + log(1 + b) + log(1 + c) <= 2", "log(1 + a) + log(1 + b) + log(1 + c) < 3*log(2)"),
        ("a**2 + b**2 + c**2 == 3",),
    ),
    Case("exponentials_and_a_product", THREE, "exp(a) + exp(b) + exp(c) >= 3*e", ("exp(a) + exp(b) + exp(c) >= 9",), ("a*b*c == 1",)),
    Case("reciprocals", THREE, "log(a) + log(b) + log(c) >= 3*log(3)", ("log(a) + log(b) + log(c) >= 4",), ("1/a + 1/b + 1/c == 1",)),
    Case("under_exponentials", REALS, "x + y + z <= 0", ("x + y + z < 0", "x + 2*y + z <= 0"), ("exp(x) + exp(y) + exp(z) == 3",)),
    Case(
        "entropy_of_squares",
        THREE,
        "a**2*log(a) + b**2*log(b) + c**2*log(c) >= -log(3)/2",
        ("a**2*log(a) + b**2*log(b) + c**2*log(c) >= -log(2)/2",),
        ("a**2 + b**2 + c**2 == 1",),
    ),
    Case("product_of_two", {"a": "positive", "b": "positive"}, "a*log(a) + b*log(b) >= 4*log(2)", ("a*log(a) + b*log(b) >= 3",), ("a*b == 4",)),
    Case("powers_in_logarithms", {"a": "positive", "b": "positive"}, "(1 + a)**2*(1 + b)**2 >= 16", ("(1 + a)**2*(1 + b)**2 > 16",), ("a*b == 1",)),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_true_inequality_is_proved(case: Case) -> None:
    answer = curved_equations.attempt(case.goal())
    assert answer.proved, answer.detail
    assert answer.trust == "certificate"


@pytest.mark.parametrize(
    ("case", "false"),
    [(case, false) for case in CASES for false in case.false],
    ids=lambda value: value.name if isinstance(value, Case) else value,
)
def test_false_neighbour_is_not_proved(case: Case, false: str) -> None:
    assert not curved_equations.attempt(case.goal(false)).proved


TRAPS = (
    Case("signs_of_the_factors", {"a": "real", "b": "real"}, "", ("exp(a) + exp(b) >= 2*e",), ("a*b == 1",)),
    Case(
        "equal_letters_are_no_point", {"a": "positive", "b": "positive"}, "", ("a + b >= 4",), ("a - b == 3",)
    ),
    Case(
        "not_only_the_equation",
        {"a": "positive", "b": "positive"},
        "",
        ("log(a) + log(b) <= 0",),
        ("a**2 - b**2 == 0",),
    ),
    Case("no_sum", {"a": "positive", "b": "positive"}, "", ("exp(a*b) >= e",), ("a + b == 2",)),
)


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: case.name)
def test_traps(case: Case) -> None:
    for false in case.false:
        assert not curved_equations.attempt(case.goal(false)).proved
