"""Linear conditions that no whole numbers satisfy, compared with all small numbers."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from proofs_check.engines import whole_gaps, whole_systems
from proofs_check.engines.whole_linear_systems import CONSTANT, Key, Row, without_solution
from tests.engines.stated_cases import Case, shown_by

QR, XKJ, N = (
    {"q": "integer", "r": "integer"},
    {"x": "integer", "k": "integer", "j": "integer"},
    {"n": "integer"},
)
NK = {"n": "integer >= 1", "k": "natural"}
PROVED: list[Case] = [
    (QR, "1 != 2*q + r or 2*abs(r) >= 2"),
    (N, "not exists(q, 'integer', exists(r, 'integer', 1 == 2*q + r and 2*abs(r) < abs(2)))"),
    (N, "not exists(x, 'integer', exists(k, 'integer', exists(j, 'integer', x == 4*k and x - 1 == 6*j)))"),
    (XKJ, "not (x == 4*k and x - 1 == 6*j)"),
    (N, "not (exists(k, 'integer', n == 4*k + 1) and exists(k, 'integer', n == 6*k + 2))"),
    (N, "not exists(m, 'integer', n < m and m < n + 1)"),
    ({"x": "natural", "y": "natural"}, "3*x + 5*y != 7"),
    (QR, "not (2*q + 4*r == 6 and q - 2*r == 2)"),
    (QR, "q <= 1", "3*q <= 5"),
    (QR, "q == r", "2*q <= 2*r + 1", "2*r <= 2*q + 1"),
    (NK, "n < 2**k", "2**(k + 1) > 2*n"),
    (NK, "n*k == 3", "2*n*k <= 7", "2*n*k >= 5"),
    ({"x": "integer", "y": "real"}, "x <= 0", "2*x <= 1", "y <= 1/2"),
]
FALSE: list[Case] = [
    (QR, "1 != 2*q + r or 2*abs(r) > 2"),
    (N, "not exists(q, 'integer', exists(r, 'integer', 1 == 2*q + r and 2*abs(r) <= abs(2)))"),
    (N, "not exists(x, 'integer', exists(k, 'integer', exists(j, 'integer', x == 4*k and x - 2 == 6*j)))"),
    (N, "not (exists(k, 'integer', n == 4*k + 1) and exists(k, 'integer', n == 6*k + 3))"),
    (N, "not exists(m, 'integer', n < m and m <= n + 1)"),
    (N, "not exists(m, 'real', n < m and m < n + 1)"),
    ({"x": "natural", "y": "natural"}, "3*x + 5*y != 8"),
    ({"x": "integer", "y": "integer"}, "3*x + 5*y != 7"),
    ({"x": "real"}, "x <= 1", "3*x <= 5"),
    (QR, "q <= 0", "3*q <= 5"),
    (QR, "q == r", "2*q <= 2*r + 1", "2*r <= 2*q + 3"),
    ({"n": "real >= 1", "k": "natural"}, "2*n < 2*2**k - 1", "2**(k + 1) > 2*n"),
    (NK, "n*k == 3", "2*n*k <= 8", "2*n*k >= 5"),
    (QR, "not (-2*abs(q) <= -4 and q <= 1)"),
    (QR, "r == q", "2*q <= 2*r + 1", "2*r <= 2*q + 3", "q >= 1000003"),
    ({"a": "integer", "b": "integer"}, "a + b*(1/2) != 1/2"),
]
GAPS: list[Case] = [
    (
        {"a": "integer", "b": "integer", "q": "integer", "r": "integer", "s": "integer", "t": "integer"},
        f"{claim}",
        "b >= 1",
        "a == q*b + r",
        "a == s*b + t",
        "0 <= r",
        "r < b",
        "0 <= t",
        "t < b",
    )
    for claim in ("q == s", "q <= s", "q < s + 1", "r == t")
]
NO_GAPS: list[Case] = [
    (
        {"b": dom, "q": "integer", "r": "integer", "s": "integer", "t": "integer"},
        claim,
        "b >= 1",
        "q*b + r == s*b + t",
        "0 <= r",
        f"r {relation} b",
        "0 <= t",
        f"t {relation} b",
    )
    for dom, claim, relation in (
        ("integer", "q == s", "<="),
        ("integer", "r < t", "<"),
        ("integer", "q <= s - 1", "<"),
    )
]

NO_GAPS += [
    (
        {"b": "integer >= 1000003", "q": "integer", "r": "integer", "s": "integer", "t": "integer"},
        claim,
        "q*b + r == s*b + t",
        "0 <= r",
        "t <= 0",
        "q >= 1000003",
    )
    for claim in ("q == s", "q < s")
]


@pytest.mark.parametrize("case", PROVED)
def test_proved(case: Case) -> None:
    assert shown_by(whole_systems, case)


@pytest.mark.parametrize("case", FALSE)
def test_false_is_not_proved(case: Case) -> None:
    assert not shown_by(whole_systems, case)


@pytest.mark.parametrize("case", GAPS)
def test_gaps(case: Case) -> None:
    assert shown_by(whole_gaps, case)


@pytest.mark.parametrize("case", NO_GAPS)
def test_no_gaps(case: Case) -> None:
    assert not shown_by(whole_gaps, case)


X: Key = ((0, 1),)
Y: Key = ((1, 1),)
KEYS = (X, Y, CONSTANT)


def drawn(source: Random) -> Row:
    return {key: weight for key in KEYS if (weight := source.randint(-4, 4))}


def solved_by(row: Row, x: int, y: int) -> int:
    return row.get(X, 0) * x + row.get(Y, 0) * y + row.get(CONSTANT, 0)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_rows_with_a_small_solution_are_not_closed(count: int) -> None:
    """And most of those without one are: small weights, both letters between -6 and 6."""
    source, closed, empty = Random(count), 0, 0
    box: list[Row] = [{key: sign, CONSTANT: 6} for key in (X, Y) for sign in (1, -1)]
    for _ in range(400):
        equations = [drawn(source) for _ in range(count)]
        inequalities = [drawn(source) for _ in range(3 - count)]
        has_one = any(
            all(solved_by(row, x, y) == 0 for row in equations)
            and all(solved_by(row, x, y) >= 0 for row in inequalities)
            for x, y in product(range(-6, 7), repeat=2)
        )
        shown = without_solution(equations, [*box, *inequalities])
        assert not (shown and has_one)
        closed, empty = closed + shown, empty + (not has_one)
    assert closed == empty
