"""Limits that split on the signs of parameters, on their size beside 1, and limits with parameters in exponents."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

STEP = {"a": "real", "b": "real", "h": "real"}
POWER = {"x": "real", "y": "positive", "c": "positive", "n": "integer >= 1"}
FAR = {"k": "positive", "m": "real > 1", "a": "real", "x": "positive"}
PLANE = {"z": "complex", "n": "natural", "h": "real"}


def proves(let: dict[str, str], claim: str, *given: str) -> bool:
    facts = {f"h{k}": fact for k, fact in enumerate(given)}
    return Session(Budget()).prove_claim(goal_of(formalize(let, facts, {}, claim))).proved


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("limit((abs(a + h) - abs(a - h))/(2*h), h, 0) == sign(a)", ()),
        ("limit((abs(a + h) - abs(a))/h, h, 0) == sign(a)", ("a != 0",)),
        ("limit((abs(a + h) - abs(a))/h, h, 0, '+') == sign(a) + 1 - abs(sign(a))", ()),
        ("limit((abs(a + h)**3 - abs(a)**3)/h, h, 0) == 3*a*abs(a)", ()),
        ("limit((max(a + h, 0) - max(a - h, 0))/(2*h), h, 0) == (1 + sign(a))/2", ()),
        ("limit((relu(a + h) - relu(a - h))/(2*h), h, 0) == (1 + sign(a))/2", ()),
        ("limit((abs(a + h - b) - abs(a - b))/h, h, 0) == sign(a - b)", ("a != b",)),
        ("limit((abs(h) - abs(a))/(h - a), h, a, '+') == sign(a) + 1 - abs(sign(a))", ()),
        ("limit(abs(a*h + 1) - abs(a*h), h, oo) == sign(a) + 1 - abs(sign(a))", ()),
        ("limit((max(a + h, b) - max(a, b))/h, h, 0, '+') == 1", ("a >= b",)),
    ],
)
def test_kinks(claim: str, given: tuple[str, ...]) -> None:
    assert proves(STEP, claim, *given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("limit((abs(a + h) - abs(a))/h, h, 0) == sign(a)", ()),
        ("limit((abs(a + h) - abs(a))/h, h, 0, '+') == sign(a)", ()),
        ("limit((abs(a + h) - abs(a - h))/(2*h), h, 0) == -sign(a)", ()),
        ("limit((abs(a + h) - abs(a - h))/(2*h), h, 0) == 1", ("a >= 0",)),
        ("limit((max(a + h, 0) - max(a - h, 0))/(2*h), h, 0) == sign(a)", ("a >= 0",)),
        ("limit((abs(a + h - b) - abs(a - b))/h, h, 0) == sign(b - a)", ("a != b",)),
        ("limit(abs(a*h + 1) - abs(a*h), h, oo) == sign(a)", ()),
        ("limit((max(a + h, b) - max(a, b))/h, h, 0, '-') == 1", ("a >= b",)),
        ("limit((min(a, 2*h) - min(a, h))/h, h, 0, '+') == 1", ("a >= 0",)),
    ],
)
def test_kinks_taken_wrongly(claim: str, given: tuple[str, ...]) -> None:
    assert not proves(STEP, claim, *given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("limit((x**(2*n) - 1)/(x**(2*n) + 1), n, oo) == sign(abs(x) - 1)", ()),
        ("limit(abs(x)**n/(1 + abs(x)**n), n, oo) == (1 + sign(abs(x) - 1))/2", ()),
        ("limit(x**n, n, oo) == 0", ("abs(x) < 1",)),
        ("limit(x**n/(1 + x**n), n, oo) == 1/2", ("x == 1",)),
        ("limit(x**(2*n)/(1 + x**(2*n)), n, oo) == 1/2", ("abs(x) == 1",)),
        ("limit((x**n - 1)/(x**n + 1), n, oo) == 1", ("abs(x) > 1",)),
        ("limit((1 + x**(2*n))**(1/n), n, oo) == max(1, x**2)", ()),
        ("limit((1 + x**(2*n))**(1/(2*n)), n, oo) == max(1, abs(x))", ()),
        ("limit((2 + x**(2*n))**(1/(2*n)), n, oo) == -x", ("x < -1",)),
        ("limit((y**n + c**n)**(1/n), n, oo) == max(y, c)", ()),
        ("limit((y**(-n) + c**(-n))**(-1/n), n, oo) == min(y, c)", ()),
    ],
)
def test_powers_beside_one(claim: str, given: tuple[str, ...]) -> None:
    assert proves(POWER, claim, *given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("limit((x**(2*n) - 1)/(x**(2*n) + 1), n, oo) == sign(x - 1)", ()),
        ("limit((x**n - 1)/(x**n + 1), n, oo) == sign(abs(x) - 1)", ()),
        ("limit(x**n, n, oo) == 0", ("abs(x) <= 1",)),
        ("limit(x**n/(2 + x**n), n, oo) == 1/3", ("abs(x) == 1",)),
        ("limit((1 + x**(2*n))**(1/(2*n)), n, oo) == max(1, x)", ()),
        ("limit((1 + x**(2*n + 1))**(1/(2*n)), n, oo) == max(1, abs(x))", ()),
        ("limit((2 + x**(2*n))**(1/(2*n)), n, oo) == x", ("x < -1",)),
        ("limit((y**n + c**n)**(1/n), n, oo) == min(y, c)", ()),
        ("limit(y**n/(1 + y**n), n, oo) == 1/2", ()),
    ],
)
def test_powers_beside_one_taken_wrongly(claim: str, given: tuple[str, ...]) -> None:
    assert not proves(POWER, claim, *given)


@pytest.mark.parametrize(
    "claim",
    [
        "limit((x**m + a)**(1/m) - x, x, oo) == 0",
        "limit(((x**m + a)**(1/m) - x)*x**(m - 1), x, oo) == a/m",
        "limit(((x + a)**k - x**k)/x**(k - 1), x, oo) == k*a",
        "limit((1 + a/x**k)**(x**k), x, oo) == exp(a)",
        "limit(log(x)/x**k, x, oo) == 0",
        "limit(x**a*exp(-x), x, oo) == 0",
        "limit(sqrt(x**(2*k) + x**k) - x**k, x, oo) == 1/2",
        "limit(log(x**k + a)/log(x), x, oo) == k",
    ],
)
def test_parameters_in_exponents(claim: str) -> None:
    assert proves(FAR, claim)


@pytest.mark.parametrize(
    "claim",
    [
        "limit((x**k + a)**(1/k) - x, x, oo) == 0",  # k = 1 gives a
        "limit((x**m + a)**(1/m) - x, x, oo) == a",
        "limit(((x**m + a)**(1/m) - x)*x**(m - 1), x, oo) == a",
        "limit(((x + a)**k - x**k)/x**(k - 1), x, oo) == a",
        "limit((x + a)**k - x**k, x, oo) == 0",
        "limit((1 + a/x**k)**x, x, oo) == exp(a)",
        "limit(log(x)/x**a, x, oo) == 0",
        "limit(log(x**k + a)/log(x), x, oo) == 1",
    ],
)
def test_parameters_in_exponents_taken_wrongly(claim: str) -> None:
    assert not proves(FAR, claim)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (
            "limit(abs(z)**n*(z**2 - 1), n, oo) == 0",
            ("abs(z) <= 1",),
        ),  # z = i: the modulus is 1, z is not 1 or -1
        ("limit((abs(z + h) - abs(z - h))/(2*h), h, 0) == sign(re(z))", ()),
        ("limit((abs(z + h) - abs(z - h))/(2*h), h, 0)*im(z) == 0", ()),
    ],
)
def test_complex_parameters_have_no_signs(claim: str, given: tuple[str, ...]) -> None:
    assert not proves(PLANE, claim, *given)
