"""Products of sines, cosines and tangents over parts of a half turn, and of differences from roots of unity."""

from __future__ import annotations

import pytest

from proofs_check.engines import wave_products
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LETTERS = {"x": "real", "n": "integer >= 1", "m": "integer >= 2", "j": "natural", "k": "integer"}


def shown(claim: str, *given: str) -> bool:
    letters = LETTERS | ({"z": "complex", "w": "complex"} if "z" in claim or "i*" in claim else {})
    goal = goal_of(formalize(letters, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))
    return Session(Budget()).prove_claim(goal).proved


TRUE = [
    ("prod(sin(k*pi/m), k, 1, m - 1) == m/2**(m - 1)",),
    ("prod(sin(k*pi/n), k, 1, n - 1) == n/2**(n - 1)",),
    ("prod(2*sin(k*pi/n), k, 1, n - 1) == n",),
    ("prod(4*sin(k*pi/n)**2, k, 1, n - 1) == n**2",),
    ("prod(cos(k*pi/(2*n + 1)), k, 1, n) == 1/2**n",),
    ("prod(tan(k*pi/(2*n + 1)), k, 1, n) == sqrt(2*n + 1)",),
    ("prod(sin(k*pi/(2*j + 1)), k, 1, j) == sqrt(2*j + 1)/2**j",),
    ("prod(sin(k*pi/(2*n)), k, 1, n - 1) == sqrt(n)/2**(n - 1)",),
    ("prod(cos(k*pi/(2*n)), k, 1, n - 1) == sqrt(n)/2**(n - 1)",),
    ("prod(sin(x + k*pi/n), k, 0, n - 1) == sin(n*x)/2**(n - 1)",),
    ("prod(sin((2*k - 1)*pi/(2*n)), k, 1, n) == 1/2**(n - 1)",),
    ("prod(z - exp(2*pi*i*k/n), k, 0, n - 1) == z**n - 1",),
    ("prod(1 - exp(2*pi*i*k/n), k, 1, n - 1) == n",),
    ("prod(z - w*exp(2*pi*i*k/n), k, 0, n - 1) == z**n - w**n",),
    ("prod(z + w*exp(2*pi*i*k/(2*n + 1)), k, 0, 2*n) == z**(2*n + 1) + w**(2*n + 1)",),
    ("prod(exp(2*pi*i*k/n)*w - z, k, 0, n - 1) == (-1)**n*(z**n - w**n)",),
    ("prod(z - w*exp(2*pi*i*k/n), k, 1, n - 1) == (z**n - w**n)/(z - w)", "z != w"),
    ("prod(z - exp(2*pi*i*k/n), k, 1, n - 1) == (z**n - 1)/(z - 1)", "z != 1"),
    ("prod(exp(i*x) - exp(i*x + 2*pi*i*k/n), k, 1, n - 1) == n*exp(i*x)**(n - 1)",),
]
FALSE = [
    ("prod(sin(k*pi/n), k, 1, n) == n/2**(n - 1)",),
    ("prod(sin(k*pi/n), k, 1, n - 1) == n/2**n",),
    ("prod(cos(k*pi/(2*n + 1)), k, 1, n) == 1/2**(n + 1)",),
    ("prod(tan(k*pi/(2*n + 1)), k, 1, n) == sqrt(2*n - 1)",),
    ("prod(sin(k*pi/(2*n + 1)), k, 1, n) == -sqrt(2*n + 1)/2**n",),
    ("prod(sin(x + k*pi/n), k, 0, n - 1) == sin(n*x)/2**n",),
    ("prod(sin(x + k*pi/n), k, 1, n - 1) == sin(n*x)/(2**(n - 1)*sin(x))",),
    ("prod(sin(x + k*pi/(j + 1)), k, 0, j - 1) == sin(j*x)/2**(j - 1)",),
    ("prod(cos(x + k*pi/n), k, 0, n - 1) == cos(n*x)/2**(n - 1)",),
    ("prod(sin(2*k*pi/n), k, 1, n - 1) == n/2**(n - 1)",),
    ("prod(z - exp(2*pi*i*k/n), k, 0, n - 1) == z**n + 1",),
    ("prod(1 - exp(2*pi*i*k/n), k, 1, n - 1) == n - 1",),
    ("prod(exp(i*x) - exp(i*x + 2*pi*i*k/n), k, 1, n - 1) == n*exp(i*x)**n",),
    ("prod(exp(2*pi*i*k/n) - z, k, 0, n - 1) == z**n - 1",),
    ("prod(z - w*exp(2*pi*i*k/n), k, 0, n - 1) == z**n + w**n",),
    ("prod(z + w*exp(2*pi*i*k/n), k, 0, n - 1) == z**n + w**n",),
    ("prod(z - w*exp(2*pi*i*k/n), k, 1, n - 1) == (z**n - w**n)/(z - w)",),
    ("prod(z - k*exp(2*pi*i*k/n), k, 0, n - 1) == z**n - k**n",),
    ("prod(z - exp(2*pi*i*k/n), k, 1, n - 1) == (z**n - 1)/(z - 1)",),
    # The empty product is defined where its factors are not.
    ("prod((1/x)**2*2*sin(pi*k/n), k, 1, n - 1)*x**2 > 0", "x != 0 or n == 1"),
    ("x + abs(prod(2*sin(pi*k/n)*log(x), k, 1, n - 1)) > 0", "x > 1 or n == 1"),
]


@pytest.mark.parametrize("statements", TRUE, ids=lambda one: one[0])
def test_true_ones(statements: tuple[str, ...]) -> None:
    assert shown(*statements)


@pytest.mark.parametrize("statements", FALSE, ids=lambda one: one[0])
def test_false_ones_stay_open(statements: tuple[str, ...]) -> None:
    assert not shown(*statements)


@pytest.mark.parametrize(
    "claim", ["prod(k, k, 1, n) == n", "sum(sin(k*x), k, 1, n) == 0", "prod(2**k, k, 1, n) == sin(x)"]
)
def test_other_goals_are_left(claim: str) -> None:
    assert not wave_products.applies(goal_of(formalize(LETTERS, {}, {}, claim)))
