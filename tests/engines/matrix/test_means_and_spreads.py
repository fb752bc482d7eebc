"""Bounds for extreme eigenvalues and entries by mean and spread; the facts behind them at numbers."""

from fractions import Fraction
from itertools import product

import pytest

from proofs_check.engines import means_and_spreads
from proofs_check.engines.calculus_terms import compare
from proofs_check.engines.means_and_spreads import _Spread
from proofs_check.engines.whole_samples import value_at
from tests.engines.stated_cases import Case, goal_from, shown

S, S2 = {"n": "integer >= 1", "A": "symmetric(n)"}, {"n": "integer >= 2", "A": "symmetric(n)"}
P, X = (
    {"n": "integer >= 1", "A": "psd(n)"},
    {"n": "integer >= 1", "x": "vector(n)", "i": "integer in [0, n - 1]"},
)
XY = {**X, "j": "integer in [0, n - 1]"}
MEAN, SPREAD = "trace(A)/n", "sqrt(norm(A)**2/n - (trace(A)/n)**2)"
TOTAL = "sum(x[k], k, 0, n - 1)"
PROVED: list[Case] = [
    (S, f"max(eigenvalues(A)) <= {MEAN} + {SPREAD}*sqrt(n - 1)"),
    (S, f"min(eigenvalues(A)) >= {MEAN} - {SPREAD}*sqrt(n - 1)"),
    (S, "(trace(A) - max(eigenvalues(A)))**2 <= (n - 1)*(norm(A)**2 - max(eigenvalues(A))**2)"),
    (S2, f"{MEAN} + {SPREAD}/sqrt(n - 1) <= max(eigenvalues(A))"),
    (S2, f"min(eigenvalues(A)) <= {MEAN} - {SPREAD}/sqrt(n - 1)"),
    (S, f"2*{SPREAD} <= max(eigenvalues(A)) - min(eigenvalues(A))"),
    (S, "(max(eigenvalues(A)) - min(eigenvalues(A)))**2 <= 2*(norm(A)**2 - trace(A)**2/n)"),
    (S, "max(eigenvalues(A)) <= norm(A)"),
    (S, "max(eigenvalues(A)) <= sqrt((n - 1)/n)*norm(A)", "trace(A) == 0"),
    (S, "max(eigenvalues(A)) <= trace(A)/n + sqrt((n - 1)/n*(trace(A @ A) - trace(A)**2/n))"),
    (
        {"A": "symmetric(3)"},
        "max(eigenvalues(A)) <= trace(A)/3 + sqrt(2)*sqrt(norm(A)**2/3 - (trace(A)/3)**2)",
    ),
    (X, f"({TOTAL} - x[i])**2 <= (n - 1)*(norm(x)**2 - x[i]**2)"),
    (X, f"abs(x[i] - {TOTAL}/n) <= sqrt(n - 1)*sqrt(norm(x)**2/n - ({TOTAL}/n)**2)"),
    (X, f"(x[i] - {TOTAL}/n)**2 <= (n - 1)*sum(x[k]**2, k, 0, n - 1)/n"),
]
FALSE: list[Case] = [
    (S, f"max(eigenvalues(A)) < {MEAN} + {SPREAD}*sqrt(n - 1)"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, f"max(eigenvalues(A)) <= {MEAN} + {SPREAD}*sqrt(n - 1)"),
    (X, "(sum(x[k], k, 1, n - 1) - x[i])**2 <= (n - 1)*(norm(x)**2 - x[i]**2)"),
    (X, "(sum(x[k], k, 0, n - 2) - x[i])**2 <= (n - 1)*(norm(x)**2 - x[i]**2)"),
    (X, "(sum(x[k], k, 0, n) - x[i])**2 <= (n - 1)*(norm(x)**2 - x[i]**2)"),
    (X, f"({TOTAL} - x[i])**2 <= (n - 2)*(norm(x)**2 - x[i]**2)"),
    ({**X, "i": "integer"}, f"({TOTAL} - x[i])**2 <= (n - 1)*(norm(x)**2 - x[i]**2)"),
    (S, "norm(A) <= trace(A)"),
    (S, "norm(A)**2 <= max(eigenvalues(A))*trace(A)"),
    (XY, "(x[i] - x[j])**2 <= norm(x)**2"),
    (S, "max(eigenvalues(A)) <= trace(A) + norm(A)/2"),
]


@pytest.mark.parametrize("case", PROVED)
def test_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE)
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (S, f"max(eigenvalues(A)) <= {MEAN} + min(eigenvalues(A)) + norm(A)**2"),
        (P, f"max(eigenvalues(A)) <= {MEAN} + min(eigenvalues(A)) + norm(A)**2"),
        (XY, f"x[i] <= x[j] + {TOTAL} + norm(x)**2"),
    ],
)
def test_the_facts_hold_of_numbers(let: dict[str, str], claim: str) -> None:
    """For all lists of up to four small numbers, in order: that is, at diagonal matrices and at vectors."""
    goal = goal_from((let, claim))
    name = "x" if "x" in let else "A"
    for count in (1, 2, 3, 4):
        for numbers in product((-2, 0, 1, 3), repeat=count):
            if let is P and min(numbers) < 0:
                continue
            spread = _Spread(goal, name)
            inner = spread.goal()
            assert inner is not None
            values = [Fraction(one) for one in numbers]
            mean = sum(values, Fraction(0)) / count
            point = {
                "n": Fraction(count),
                "m": mean,
                "q": sum(((one - mean) ** 2 for one in values), Fraction(0)) / count,
                "u": max(values) - mean,
                "v": mean - min(values),
                "i": Fraction(0),
                "j": Fraction(count - 1),
            }
            for letter, value in zip(spread.places.values(), (values[0], values[-1]), strict=False):
                point[letter.name] = value - mean
            for fact in spread._facts():
                assert compare(value_at(fact.left, point), fact.relation, value_at(fact.right, point))


def test_a_matrix_that_is_spoken_of_otherwise() -> None:
    case: Case = ({**S, "x": "vector(n)"}, "max(eigenvalues(A)) <= dot(x, A @ x) + norm(A)")
    assert not means_and_spreads.applies(goal_from(case))
    unsymmetric: Case = ({"n": "integer >= 1", "A": "matrix(n, n)"}, "max(eigenvalues(A)) <= norm(A)")
    assert not means_and_spreads.applies(goal_from(unsymmetric))
    other: Case = (S, "max(eigenvalues(A)) <= trace(A @ A @ A) + norm(A)")
    assert not shown(other)
