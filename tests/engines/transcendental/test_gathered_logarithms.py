"""Weighted logarithms gathered by their weights: true inequalities proved without logarithms, false neighbours never."""

from __future__ import annotations

import pytest

from proofs_check.engines import gathered_logarithms
from tests.engines.transcendental.transcendental_goals import Case

SHARES = {"p": "real in (0, 1)", "q": "real in (0, 1)"}
DIVERGENCE = "p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))"
THREE = {"a": "positive", "b": "positive", "c": "positive"}
CASES = (
    Case("binary_divergence", SHARES, f"{DIVERGENCE} >= 0", (f"{DIVERGENCE} >= (p - q)**2*10",)),
    Case(
        "divergence_below_chi_square",
        SHARES,
        f"{DIVERGENCE} <= (p - q)**2/(q*(1 - q))",
        (f"{DIVERGENCE} <= (p - q)**2/(p*(1 - p))/2",),
    ),
    Case(
        "divergence_above_hellinger",
        SHARES,
        f"{DIVERGENCE} >= (sqrt(p) - sqrt(q))**2 + (sqrt(1 - p) - sqrt(1 - q))**2",
        (f"{DIVERGENCE} >= 3*(sqrt(p) - sqrt(q))**2 + 3*(sqrt(1 - p) - sqrt(1 - q))**2",),
    ),
    Case(
        "peak_of_the_beta_density",
        {"a": "positive", "b": "positive", "x": "real in (0, 1)"},
        "x**a*(1 - x)**b <= a**a*b**b/(a + b)**(a + b)",
        ("x**a*(1 - x)**b <= a**b*b**a/(a + b)**(a + b)",),
    ),
    Case(
        "peak_of_the_gamma_density",
        {"a": "positive", "b": "positive", "x": "positive"},
        "x**a*exp(-b*x) <= (a/(e*b))**a",
        ("x**a*exp(-b*x) <= (a/(3*b))**a", "x**a*exp(-b*x) < (a/(e*b))**a"),
    ),
    Case("cyclic_powers", THREE, "a**b*b**c*c**a <= 1", ("a**a*b**b*c**c <= 1",), ("a + b + c == 3",)),
    Case(
        "cyclic_squares",
        THREE,
        "a**2*log(a/b) + b**2*log(b/c) + c**2*log(c/a) >= 0",
        ("a**2*log(b/a) + b**2*log(c/b) + c**2*log(a/c) >= 0",),
    ),
    Case(
        "divergence_of_normal_laws",
        {"s": "positive", "r": "positive", "m": "real"},
        "log(r/s) + (s**2 + m**2)/(2*r**2) - 1/2 >= 0",
        ("log(r/s) + (s**2 + m**2)/(2*r**2) - 2/3 >= 0",),
    ),
    Case("log_sum_exp", {"x": "real", "y": "real"}, "log(1 + exp((x + y)/2)) <= log(1 + exp(x))/2 + log(1 + exp(y))/2",
         ("log(1 + exp((x + y)/2)) < log(1 + exp(x))/2 + log(1 + exp(y))/2",)),
    Case("weight_of_either_sign", {"x": "positive", "w": "nonnegative"}, "w*log(x) <= w*(x - 1)", ("w*log(x) < w*(x - 1)",)),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_true_inequality_is_proved(case: Case) -> None:
    answer = gathered_logarithms.attempt(case.goal())
    assert answer.proved, answer.detail
    assert answer.trust == "certificate"


@pytest.mark.parametrize(
    ("case", "false"),
    [(case, false) for case in CASES for false in case.false],
    ids=lambda value: value.name if isinstance(value, Case) else value,
)
def test_false_neighbour_is_not_proved(case: Case, false: str) -> None:
    assert not gathered_logarithms.attempt(case.goal(false)).proved


TRAPS = (
    Case("negative_weight", {"x": "positive", "w": "real"}, "", ("w*log(x) <= w*(x - 1)",)),
    Case("negative_factors", {"x": "nonzero", "y": "nonzero"}, "", ("log(x*y) <= x + y - 2",), ("x*y > 0",)),
    Case("squares_of_logarithms", {"x": "positive", "y": "positive"}, "",
         ("log(x**(log(y)**2)) >= 1 - 1/x", "log(exp(log(y)**2)*x) >= 2 - 1/x", "log(x**(log(2)**2)) >= 1 - 1/x")),
    Case("equations", {"x": "positive"}, "", ("log(x) == x - 1",)),
    Case("complex_letters", {"z": "complex", "x": "positive"}, "", ("log(x) <= x - 1",)),
)  # fmt: skip


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: case.name)
def test_traps(case: Case) -> None:
    for false in case.false:
        assert not gathered_logarithms.attempt(case.goal(false)).proved
