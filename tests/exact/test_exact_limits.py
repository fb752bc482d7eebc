"""Limits at exact points: values, limits that do not exist, powers of matrices, sequences."""

from __future__ import annotations

from fractions import Fraction

import pytest
from exact_points import outcome
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.exact import matrices, scalars
from proofs_check.exact.algebraic import near
from proofs_check.exact.closed import ONE
from proofs_check.exact.powers import power_parts

REAL_LIMITS = [
    ("limit(eps/(delta + sqrt(x)*abs(g)), x, oo) == 0", "false"),
    ("limit((a*x + 1)/(b*x + 1), x, oo) == a/b", "true"),
    ("limit(sin(x)/x, x, 0) == 1", "true"),
    ("limit((exp(x) - 1 - x)/x**2, x, 0) == 1/2", "true"),
    ("limit(1/x, x, 0) == oo", "undefined"),
    ("limit(1/x, x, 0, '+') == oo", "true"),
    ("limit(1/x, x, 0, '-') == -oo", "true"),
    ("limit(1/x**2, x, 0) == oo", "true"),
    ("limit(abs(x)/x, x, 0) == 1", "undefined"),
    ("limit((1 + a/x)**x, x, oo) == exp(a)", "true"),
    ("limit(sin(x)/x, x, oo) == 0", "true"),
    ("limit(sin(x), x, oo) == 0", "undefined"),
    ("limit(atan(x), x, -oo) == -pi/2", "true"),
    ("limit(x*log(x), x, 0, '+') == 0", "true"),
    ("limit(x**x, x, 0, '+') == 1", "true"),
    ("limit(exp(-1/x**2), x, 0) == 0", "true"),
    ("limit(sqrt(x**2 + x) - x, x, oo) == 1/2", "true"),
    ("limit(tanh(exp(x)), x, oo) == 1", "true"),
    ("limit(x*sqrt(1 - x), x, oo) == 0", "undefined"),
    ("limit(floor(x)/x, x, oo) == 1", "true"),
    ("limit(x**2*exp(-x), x, oo) == 0", "true"),
    ("limit(log(x)/sqrt(x), x, oo) == 0", "true"),
    ("limit(x, x, oo) + 1 == oo", "undefined"),
    ("limit(x, x, oo) > 5", "true"),
    ("limit(g/g, x, oo) == 1", "undefined"),
    ("limit((x**3 - 8)/(x - 2), x, 2) == 12", "true"),
    ("limit(log(1 + exp(-x))*exp(x), x, oo) == 1", "true"),
    ("limit(x*(1/(1 + 1/x) - 1), x, oo) == -1", "true"),
    ("limit(x**2*(1/(1 + 1/x) - 1 + 1/x), x, oo) == 1", "true"),
    ("limit(x*(sqrt(1 + 1/x) - 1), x, oo) == 1/2", "true"),
    ("limit(x*(atan(x + 1) - atan(x))*x, x, oo) == 1", "true"),
    ("limit(max(x, 5) - x, x, oo) == 0", "true"),
    ("limit((-1 - x)**(1/3), x, 0) == -1", "undefined"),
    ("limit((x - 1)**x, x, 0) == 1", "undefined"),
    ("limit((-b)**x, x, 0) == 1", "undefined"),
    ("limit((0*x)**(0*x), x, oo) == 0", "undefined"),
    ("limit((0*x)**x, x, oo) == 0", "true"),
]
POINT = {"a": "2", "b": "3", "g": "0", "eps": "1", "delta": "1"}


@pytest.mark.parametrize(("claim", "expected"), REAL_LIMITS)
def test_real_limits(claim: str, expected: str) -> None:
    assert outcome(claim, {"x": "real", **dict.fromkeys(POINT, "real")}, POINT) == expected


INTEGER_LIMITS = [
    ("limit((-1)**t, t, oo) == 1", "undefined"),
    ("limit((-1)**t/(t + 1), t, oo) == 0", "true"),
    ("limit(abs((-2)**t), t, oo) == oo", "true"),
    ("limit((-2)**t, t, oo) == oo", "undefined"),
    ("limit(sqrt(2 + (-1)**t), t, oo) == 1", "undefined"),
    ("limit(sqrt(2 + (-1)**t)*(1/2)**t, t, oo) == 0", "true"),
    ("limit((2 + (-1)**t)*2**t, t, oo) == oo", "true"),
    ("limit((1 + (-1)**t)*2**t, t, oo) == oo", "undefined"),
    ("limit(2**((-1)**t*t), t, oo) == oo", "undefined"),
    ("limit((1/2)**((-1)**t*t + 2*t), t, oo) == 0", "true"),
    ("limit(0**t, t, oo) == 0", "true"),
    ("limit(binomial(t, 2)/t**2, t, oo) == 1/2", "true"),
    ("limit(t*(1/2)**t, t, oo) == 0", "true"),
    ("limit((1 - rho**t)/(1 - rho), t, oo) == 2", "true"),
    ("limit(norm([[3/5, -4/5], [4/5, 3/5]]**t @ [[1], [2]]), t, oo) == sqrt(5)", "true"),
]


@pytest.mark.parametrize(("claim", "expected"), INTEGER_LIMITS)
def test_integer_limits(claim: str, expected: str) -> None:
    assert outcome(claim, {"t": "natural", "rho": "real"}, {"rho": "1/2"}) == expected


COMPLEX_LIMITS = [
    ("limit(abs(lam**t), t, oo) == oo or limit(abs(lam**t), t, oo) == 0", "-1", "false"),
    ("limit(abs(lam**t), t, oo) == oo or limit(abs(lam**t), t, oo) == 0", "1 + i", "true"),
    ("limit(abs(lam**t), t, oo) == 1", "3/5 + 4/5*i", "true"),
    ("limit(lam**t, t, oo) == 0", "i/2", "true"),
    ("limit(lam**t, t, oo) == 0", "3/5 + 4/5*i", "undefined"),
    ("limit(lam**t, t, oo) == oo", "1 + i", "undefined"),
]


@pytest.mark.parametrize(("claim", "lam", "expected"), COMPLEX_LIMITS)
def test_complex_limits(claim: str, lam: str, expected: str) -> None:
    assert outcome(claim, {"lam": "complex", "t": "natural"}, {"lam": lam}) == expected


GROWTH = {
    "[[2, 0], [0, 1]]": "1",
    "[[1, 1], [0, 1]]": "oo",
    "[[0, 1], [1, 0]]": "1",
    "[[0, 1], [0, 0]]": "0",
    "[[0, -1], [1, 0]]": "1",
    "[[1, 1], [1, 0]]": "oo",
    "[[1, -2], [2, 1]]": "oo",
    "[[1/2, 1], [0, 1/2]]": "0",
    "[[1, -1], [1, 1]]": "oo",
    "[[1, -2], [1, 1]]": "oo",
    "[[1/2, -1/2], [1/4, 1/2]]": "0",
}


@pytest.mark.parametrize("matrix", GROWTH)
@pytest.mark.parametrize("limit", ["0", "1", "oo"])
def test_growth_of_matrix_powers(matrix: str, limit: str) -> None:
    let = {"W": "matrix(2, 2)", "v": "vector(2)", "t": "natural"}
    found = outcome(f"limit(norm(W**t @ v), t, oo) == {limit}", let, {"W": matrix, "v": "[[0], [1]]"})
    assert found == ("true" if GROWTH[matrix] == limit else "false")


SEQUENCES = {
    "r": {"start": ["0"], "step": "rho*r(t) + (1 - rho)*g**2"},
    "s": {"start": ["0"], "step": "s(t) + g**2"},
    "v": {"start": ["0"], "step": "rho*v(t) - g"},
    "f": {"start": ["0", "1"], "step": "f(t) + f(t - 1)"},
}
ABOUT_SEQUENCES = [
    ("limit(1/(1 + sqrt(r(t))), t, oo) == 1/(1 + abs(g))", "3", "true"),
    ("limit(1/(1 + sqrt(r(t))), t, oo) == 1/(1 + abs(g))", "0", "true"),
    ("limit(1/(1 + sqrt(s(t))), t, oo) == 0", "3", "true"),
    ("limit(1/(1 + sqrt(s(t))), t, oo) == 0", "0", "false"),
    ("limit(v(t), t, oo) == -g/(1 - rho)", "3", "true"),
    ("limit(r(t + 1)/r(t), t, oo) == 1", "0", "undefined"),
    ("limit(f(t + 1)/f(t), t, oo) == (1 + sqrt(5))/2", "0", "true"),
    ("limit(f(t), t, oo) == oo", "0", "true"),
]


@pytest.mark.parametrize(("claim", "g", "expected"), ABOUT_SEQUENCES)
def test_limits_of_sequences(claim: str, g: str, expected: str) -> None:
    let = {"rho": "real in [0, 1)", "g": "real", "t": "natural"}
    assert outcome(claim, let, {"rho": "1/3", "g": g}, SEQUENCES) == expected


entries = st.integers(-2, 2)
square = st.integers(2, 3).flatmap(
    lambda n: st.lists(st.lists(entries, min_size=n, max_size=n), min_size=n, max_size=n)
)


@settings(max_examples=40, deadline=None)
@given(square)
def test_power_formula_against_the_power(rows: list[list[int]]) -> None:
    from math import comb

    from flint import acb

    from proofs_check.exact.values import Undecidable

    value = matrices.table([Fraction(x) for x in row] for row in rows)
    rational = matrices.as_rational(value)
    assert rational is not None
    try:
        parts = power_parts(rational)
    except Undecidable:
        return
    t = 9
    power = matrices.rows_of(matrices.power(value, t))
    for i in range(len(rows)):
        for j in range(len(rows)):
            total = acb(0)
            for z, k, part in parts:
                total += comb(t, k) * near(z) ** (t - k) * near(matrices.rows_of(part)[i][j])
            assert total.overlaps(near(power[i][j]))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(-3, 3), min_size=1, max_size=4),
    st.lists(st.integers(-3, 3), min_size=1, max_size=4),
)
def test_rational_functions_at_infinity(above: list[int], below: list[int]) -> None:
    def written(coefficients: list[int]) -> str:
        return " + ".join(f"({c})*t**{k}" for k, c in enumerate(coefficients))

    top = [(k, c) for k, c in enumerate(above) if c]
    bottom = [(k, c) for k, c in enumerate(below) if c]
    claim = f"limit(({written(above)})/({written(below)}), t, oo) == "
    if not bottom:
        expected = {"0": "undefined"}
    elif not top or top[-1][0] < bottom[-1][0]:
        expected = {"0": "true", "oo": "false"}
    elif top[-1][0] == bottom[-1][0]:
        ratio = Fraction(top[-1][1], bottom[-1][1])
        expected = {f"({ratio})": "true", f"({ratio + 1})": "false"}
    else:
        rising = top[-1][1] * bottom[-1][1] > 0
        expected = {"oo": "true" if rising else "false", "-oo": "false" if rising else "true"}
    for value, found in expected.items():
        assert outcome(claim + value, {"t": "natural"}, {}) == found


def test_unit_of_scalars() -> None:
    assert scalars.integer_power(scalars.IMAGINARY_UNIT, 4) == ONE
