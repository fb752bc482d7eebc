"""Whole numbers as values of polynomials: lines on which they are linear, classes that are left out, and what is no value."""

from __future__ import annotations

from itertools import product

import pytest

from proofs_check.engines import represented_numbers
from proofs_check.engines.linear_form_values import Monomial, lines
from proofs_check.engines.represented_numbers import left_out
from tests.engines.stated_cases import Case, shown_by

N = {"n": "integer"}
DIFFERENCE = "exists(x, 'integer', exists(y, 'integer', x**2 - y**2 == {}))"
TWO_ONE = "exists(a, 'integer', exists(b, 'integer', exists(c, 'integer', {} == {})))"
PROVED: list[Case] = [
    (N, TWO_ONE.format("a**2 + b**2 - c**2", "n")),
    (N, TWO_ONE.format("a**2 + 2*b**2 - c**2", "n")),
    (N, TWO_ONE.format("a**2 + b**2 - 2*c**2", "n")),
    ({"n": "natural"}, TWO_ONE.format("a**2 + b**2 - c**2", "fibonacci(n)")),
    (N, TWO_ONE.format("a**2 + b**2 - c**2", "n*(n + 1)/2")),
    (N, DIFFERENCE.format("2*n + 1")),
    (N, DIFFERENCE.format("4*n")),
    (N, DIFFERENCE.format("n**3")),
    (N, DIFFERENCE.format("n"), "exists(k, 'integer', n == 2*k + 1)"),
    (
        N,
        "exists(a, 'integer', exists(b, 'integer', exists(c, 'integer', exists(d, 'integer', a**3 + b**3 + c**3 + d**3 == 6*n))))",
    ),
    (
        N,
        "exists(a, 'integer', exists(b, 'integer', exists(c, 'integer', exists(d, 'integer', exists(f, 'integer', "
        "a**3 + b**3 + c**3 + d**3 + f**3 == n)))))",
    ),
    ({"n": "integer >= 3"}, "exists(a, 'integer >= 1', exists(b, 'integer >= 1', a**2 + n**2 == b**2))"),
]
FALSE: list[Case] = [
    (N, DIFFERENCE.format("n")),
    (N, DIFFERENCE.format("4*n + 2")),
    (N, DIFFERENCE.format("n**2 + 1")),
    (N, DIFFERENCE.format("n"), "exists(k, 'integer', n == 2*k)"),
    (N, TWO_ONE.format("a**2 + b**2 + c**2", "n")),
    (N, TWO_ONE.format("a**2 + b**2 - 3*c**2", "n")),
    (N, TWO_ONE.format("a**2 + b**2 - 4*c**2", "n")),
    (N, TWO_ONE.format("a**2 + b**2 - c**2", "n/2")),
    ({"n": "integer"}, "exists(x, 'natural', exists(y, 'natural', x**2 - y**2 == 2*n + 1 and x > y))"),
    (N, "exists(x, 'integer', exists(y, 'integer', x**2 - y**2 == 2*n + 1 and (x - x)/(x - x) <= 1))"),
    (N, "exists(x, 'integer', exists(y, 'integer', x**2 - y**2 == 2*n + 1 and x + y < 1 and x + y > -1))"),
    (N, "exists(x, 'integer', exists(y, 'integer', x**2/2 - y**2/2 == n))"),
]


@pytest.mark.parametrize("case", PROVED)
def test_proved(case: Case) -> None:
    assert shown_by(represented_numbers, case)


@pytest.mark.parametrize("case", FALSE)
def test_false_is_not_proved(case: Case) -> None:
    assert not shown_by(represented_numbers, case)


def at(form: tuple[Monomial, ...], point: tuple[int, ...]) -> int:
    total = 0
    for powers, factor in form:
        part = int(factor)
        for base, power in zip(point, powers, strict=True):
            part *= base**power
        total += part
    return total


def test_polynomials_are_linear_on_the_lines() -> None:
    squares: tuple[Monomial, ...] = (((2, 0), 1), ((0, 2), -1))  # type: ignore[assignment]
    found = list(lines(squares))
    assert found
    for line in found[:50]:
        for t in range(-3, 4):
            point = tuple(u * t + v for u, v in zip(line.slope, line.offset, strict=True))
            assert at(squares, point) == line.rise * t + line.start


def test_definite_forms_have_no_line() -> None:
    assert not list(lines((((2, 0), 1), ((0, 2), 1))))  # type: ignore[arg-type]


def test_classes_left_out() -> None:
    for modulus, chosen in product((4, 6), ([(2, 1)], [(2, 1), (4, 0)], [(3, 1), (3, 2)])):
        taken = {
            value
            for value in range(modulus)
            if all(
                any((value + modulus * j - start) % rise == 0 for rise, start in chosen) for j in range(12)
            )
        }
        divides = all(modulus % rise == 0 for rise, _ in chosen)
        assert not divides or left_out(chosen, modulus) == set(range(modulus)) - taken
