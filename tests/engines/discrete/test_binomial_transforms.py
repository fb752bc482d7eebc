"""Sums of binomial coefficients times recursive terms: the orders hold of the numbers, and identities are decided."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb

import pytest
from discrete_goals import decides, goal, prover
from flint import fmpq, fmpq_mat

from proofs_check.engines import constant_recursive
from proofs_check.engines.binomial_transforms import joint_degree
from proofs_check.engines.known_sequences import with_sequences
from proofs_check.engines.recursive_orders import NoOrder, Orders
from proofs_check.statement.terms import Compare

N = {"n": "natural"}
POSITIVE = {"n": "integer >= 1"}
NX = {"n": "natural", "x": "real"}
NXY = {"n": "natural", "x": "real", "y": "real"}
PROVED = [
    (N, "sum(binomial(n, k)*fibonacci(k), k, 0, n) == fibonacci(2*n)"),
    (N, "sum(binomial(n, k)*fibonacci(n - k), k, 0, n) == fibonacci(2*n)"),
    (N, "sum(binomial(n, k)*2**k*fibonacci(k), k, 0, n) == fibonacci(3*n)"),
    (N, "sum((-1)**(n - k)*binomial(n, k)*fibonacci(2*k), k, 0, n) == fibonacci(n)"),
    (N, "sum(binomial(2*n, k)*fibonacci(k), k, 0, 2*n) == fibonacci(4*n)"),
    (NX, "sum(binomial(n, k)*cos(k*x), k, 0, n) == (2*cos(x/2))**n*cos(n*x/2)"),
    (NX, "sum(binomial(n, k)*sin(k*x), k, 1, n) == (2*cos(x/2))**n*sin(n*x/2)"),
    (NX, "sum(binomial(n, k)*cosh(k*x), k, 0, n) == (2*cosh(x/2))**n*cosh(n*x/2)"),
    (NXY, "sum(binomial(n, k)*x**k*y**(n - k), k, 0, n) == (x + y)**n"),
    (
        NXY,
        "sum(binomial(n, k)*cos(k*x + (n - k)*y), k, 0, n) == (2*cos((x - y)/2))**n*cos(n*(x + y)/2)",
    ),
    (NX, "sum(binomial(n, k)*x**k*(1 - x)**(n - k)*(k - n*x)**2, k, 0, n) == n*x*(1 - x)"),
    (N, "sum(binomial(n - k, k), k, 0, n) == fibonacci(n + 1)"),
    (N, "sum(binomial(n - k, k), k, 0, floor(n/2)) == fibonacci(n + 1)"),
    (N, "sum(binomial(n + k, n - k), k, 0, n) == fibonacci(2*n + 1)"),
    (POSITIVE, "sum(binomial(n, 2*k), k, 0, floor(n/2)) == 2**(n - 1)"),
    (POSITIVE, "sum(binomial(n, k - 1), k, 1, n + 1) == 2**n"),
    (N, "sum(binomial(n, k + 1)*3**k, k, 0, n) == (4**n - 1)/3"),
]
FALSE = [
    (N, "sum(binomial(n, k)*fibonacci(k), k, 0, n) == fibonacci(2*n) + n*(n - 1)*(n - 2)*(n - 3)"),
    (N, "sum(binomial(n, k)*fibonacci(k), k, 0, n - 1) == fibonacci(2*n)"),
    (N, "sum(binomial(n, k)*fibonacci(k + 1), k, 0, n) == fibonacci(2*n)"),
    (NX, "sum(binomial(n, k)*cos(k*x), k, 0, n) == (2*cos(x/2))**n*cos(n*x)"),
    (NX, "sum(binomial(n, k)*cosh(k*x), k, 1, n) == (2*cosh(x/2))**n*cosh(n*x/2)"),
    (NXY, "sum(binomial(n, k)*x**k*y**(n - k), k, 1, n) == (x + y)**n"),
    (NX, "sum(binomial(n, k)*x**k*(1 - x)**(n - k)*(k - n*x)**2, k, 0, n) == n*x*(1 + x)"),
    (N, "sum(binomial(n - k, k), k, 0, n) == fibonacci(n)"),
    (N, "sum(binomial(n - k, k), k, 0, floor(n/3)) == fibonacci(n + 1)"),
    (N, "sum(binomial(n, 2*k), k, 0, n) == 2**(n - 1)"),
    (POSITIVE, "sum(binomial(n, k - 1), k, 1, n) == 2**n"),
    (N, "sum(binomial(2*n, k), k, 0, n) == 4**n"),
]


@pytest.mark.parametrize(("let", "claim"), PROVED)
def test_proved(let: dict[str, str], claim: str) -> None:
    assert decides(constant_recursive.attempt, let, claim)


@pytest.mark.parametrize(("let", "claim"), FALSE)
def test_false_is_not_proved(let: dict[str, str], claim: str) -> None:
    assert not decides(constant_recursive.attempt, let, claim)


def order(let: dict[str, str], summed: str) -> int:
    """The bound for the order of a sum in n. Raises NoOrder."""
    whole = with_sequences(goal(let, f"{summed} == 0"))
    assert isinstance(whole.conclusion, Compare)
    return Orders(whole, prover()).of(whole.conclusion.left, "n")


@pytest.mark.parametrize(
    "summed",
    [
        "sum(binomial(n, k)*k, k, 1, n - 1)",  # the last coefficient is left out
        "sum(binomial(n, k)*k, k, -1, n)",
        "sum(binomial(n - k, k), k, 0, floor(n/4))",
        "sum(binomial(n - 2*k, k), k, 0, n)",  # with negative upper arguments
        "sum(binomial(n + k, k), k, 0, n)",  # not all terms beyond the end are 0
        "sum(binomial(n, k)**2, k, 0, n)",
        "sum(binomial(n, k)*factorial(k), k, 0, n)",
        "sum(binomial(n, k)*n**k, k, 0, n)",
        "sum(binomial(n, k)*2**(n*k), k, 0, n)",
        "sum(binomial(n, k)/(k + 1), k, 0, n)",
        "sum(binomial(n, k*n), k, 0, n)",
        "sum(binomial(x, k), k, 0, n)",
        "sum(binomial(n - 5, k), k, 0, n)",
        "sum(binomial(2*n, k)*x**(n + k), k, 0, 2*n)",  # x may be 0
        "sum(binomial(n, k)*x**(n + k - 2), k, 1, n)",
    ],
)
def test_other_sums_have_no_order(summed: str) -> None:
    with pytest.raises(NoOrder):
        order(NX, summed)


VALUES = {
    "1": lambda n, k: 1,
    "k**2": lambda n, k: k**2,
    "fibonacci(k)": lambda n, k: fibonacci(k),
    "(-2)**k": lambda n, k: (-2) ** k,
    "0**k": lambda n, k: 0**k,
    "0**(n - k)": lambda n, k: 0 ** (n - k),
    "(n + 2*k)*3**k": lambda n, k: (n + 2 * k) * 3**k,
    "n*k**2*0**k": lambda n, k: n * k**2 * 0**k,
}
COEFFICIENTS = {
    "n, k": ("n", lambda n, k: (n, k)),
    "n + 2, k": ("n + 2", lambda n, k: (n + 2, k)),
    "3*n + 1, k": ("3*n + 1", lambda n, k: (3 * n + 1, k)),
    "n, 2*k": ("n", lambda n, k: (n, 2 * k)),
    "n, 2*k + 1": ("n", lambda n, k: (n, 2 * k + 1)),
    "n, k + 2": ("n", lambda n, k: (n, k + 2)),
    "n, k - 2": ("n + 2", lambda n, k: (n, k - 2)),
    "n, 3*k - 4": ("n + 4", lambda n, k: (n, 3 * k - 4)),
    "n - k, k": ("n", lambda n, k: (n - k, k)),
    "n - k, 2*k": ("n", lambda n, k: (n - k, 2 * k)),
    "n - k + 1, n - 2*k": ("floor(n/2)", lambda n, k: (n - k + 1, n - 2 * k)),
    "n + k, 2*k": ("n", lambda n, k: (n + k, 2 * k)),
    "n + k, 3*k + 4": ("n", lambda n, k: (n + k, 3 * k + 4)),
    "n + k, n - k": ("n", lambda n, k: (n + k, n - k)),
}


def fibonacci(k: int) -> int:
    a, b = 0, 1
    for _ in range(k):
        a, b = b, a + b
    return a


def choose(over: int, under: int) -> int:
    return comb(over, under) if 0 <= under <= over else 0


def rank(values: list[Fraction], size: int) -> int:
    """The rank of the Hankel matrix: the least order of a recurrence for what is seen."""
    entries = [fmpq(values[i + j]) for i in range(size) for j in range(size)]
    return int(fmpq_mat(size, size, entries).rank())


@pytest.mark.parametrize(("coefficient", "weight", "low"), tuple(product(COEFFICIENTS, VALUES, (0, 1))))
def test_numbers_obey_a_recurrence_of_the_order(coefficient: str, weight: str, low: int) -> None:
    high, places = COEFFICIENTS[coefficient]
    if weight == "0**(n - k)" and high in ("n + 2", "n + 4", "3*n + 1"):
        return  # the sum has no value
    try:
        bound = order(N, f"sum(binomial({coefficient})*{weight}, k, {low}, {high})")
    except NoOrder:
        return
    ends = {"n": lambda n: n, "n + 2": lambda n: n + 2, "n + 4": lambda n: n + 4}
    ends |= {"3*n + 1": lambda n: 3 * n + 1, "floor(n/2)": lambda n: n // 2}
    size = bound + 3
    values = [
        sum(choose(*places(n, k)) * VALUES[weight](n, k) for k in range(low, ends[high](n) + 1))
        for n in range(2 * size)
    ]
    assert rank(values, size) <= bound


def test_most_of_these_have_an_order() -> None:
    found = 0
    for coefficient, (high, _) in COEFFICIENTS.items():
        try:
            found += order(N, f"sum(binomial({coefficient})*fibonacci(k), k, 0, {high})") > 0
        except NoOrder:
            continue
    assert found == len(COEFFICIENTS)


def test_degrees_in_two_letters() -> None:
    claim = goal(NXY, "(n + x)**2*(y - n*x) + y**4 == x/n").conclusion
    assert isinstance(claim, Compare)
    assert joint_degree(claim.left, ("n", "y")) == 4
    assert joint_degree(claim.left, ("x", "n")) == 4
    assert joint_degree(claim.right, ("n", "x")) is None
