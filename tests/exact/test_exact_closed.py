"""Closed numbers: arithmetic, signs against balls, normal forms, zeros that only a separation bound proves."""

from __future__ import annotations

from fractions import Fraction

import pytest
from exact_points import closed_term, closed_value
from flint import arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.exact import closed, elementary, roots
from proofs_check.exact.closed import TooLarge, add, mul, neg, sub
from proofs_check.exact.closed_numbers import Algebraic, Closed, Real
from proofs_check.exact.evaluate import evaluate
from proofs_check.exact.signs import ball, compare, degree, floor, height, sign
from proofs_check.exact.values import Undecided, Undefined
from proofs_check.exact.written import value_term, value_text
from proofs_check.goal import Budget
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

rationals = st.fractions(min_value=-20, max_value=20, max_denominator=12)
positive = st.fractions(min_value=Fraction(1, 12), max_value=20, max_denominator=12)


@st.composite
def algebraic(draw: st.DrawFn, depth: int = 3) -> tuple[Closed, arb]:
    """A closed number made of rationals and square roots, with a ball of 400 bits worked out on its own."""
    with ctx.workprec(400):
        if depth == 0 or draw(st.booleans()):
            q = draw(rationals)
            return q, arb(fmpq(q.numerator, q.denominator))
        x, bx = draw(algebraic(depth - 1))
        kind = draw(st.sampled_from(["add", "mul", "sub", "sqrt", "div"]))
        if kind == "sqrt":
            return roots.sqrt(add(mul(x, x), Fraction(1))), (bx * bx + 1).sqrt()
        y, by = draw(algebraic(depth - 1))
        if kind == "div":
            return roots.divide(x, add(mul(y, y), Fraction(1, 3))), bx / (by * by + arb(fmpq(1, 3)))
        table = {"add": (add(x, y), bx + by), "mul": (mul(x, y), bx * by), "sub": (sub(x, y), bx - by)}
        return table[kind]


@settings(max_examples=150, deadline=None)
@given(algebraic())
def test_value_and_sign_agree_with_balls_of_the_construction(drawn: tuple[Closed, arb]) -> None:
    x, around = drawn
    assert ball(x, 400).overlaps(around)
    known = sign(x)
    if around > 0:
        assert known == 1
    elif around < 0:
        assert known == -1
    else:
        assert known in (0, None)


@settings(max_examples=80, deadline=None)
@given(algebraic(2), algebraic(2), algebraic(2))
def test_field_laws(a: tuple[Closed, arb], b: tuple[Closed, arb], c: tuple[Closed, arb]) -> None:
    x, y, z = a[0], b[0], c[0]
    assert compare(mul(x, add(y, z)), add(mul(x, y), mul(x, z))) == 0
    assert compare(add(x, neg(x)), Fraction(0)) == 0
    if sign(y):
        assert compare(mul(roots.divide(x, y), y), x) == 0


@settings(max_examples=100, deadline=None)
@given(algebraic(2))
def test_nonzero_algebraic_numbers_obey_the_separation_bound(drawn: tuple[Closed, arb]) -> None:
    x, around = drawn
    if around > 0 or around < 0:
        with ctx.workprec(400):
            assert abs(around) > arb(2) ** (-(degree(x) * height(x)) - 1)


@settings(max_examples=100, deadline=None)
@given(positive, positive)
def test_logarithms_and_exponentials_invert_each_other(x: Fraction, y: Fraction) -> None:
    assert elementary.exp(elementary.log(x)) == x
    assert elementary.log(elementary.exp(y)) == y
    assert add(elementary.log(x), elementary.log(y)) == elementary.log(x * y)
    assert mul(elementary.exp(x), elementary.exp(-x)) == 1
    assert roots.sqrt(x * x) == x
    assert roots.power(roots.power(x, Fraction(1, 3)), Fraction(3)) == x


ZEROS = [
    "sqrt(2)*sqrt(3) - sqrt(6)",
    "sqrt(3 + 2*sqrt(2)) - 1 - sqrt(2)",
    "sqrt(5 + 2*sqrt(6)) - sqrt(2) - sqrt(3)",
    "1/(sqrt(2) + sqrt(3)) - sqrt(3) + sqrt(2)",
    "root(20 + 14*sqrt(2), 3) + root(20 - 14*sqrt(2), 3) - 4",
    "exp(1)*exp(-1) - 1",
    "exp(2*log(3)) - 9",
    "sin(pi/12)*4 - sqrt(6) + sqrt(2)",
    "sin(7*pi/6) + 1/2",
    "cos(-5*pi/3) - 1/2",
    "tan(pi/8*2) - 1",
    "atan(1)*4 - pi",
    "asin(sqrt(3)/2) - pi/3",
    "acos(-1) - pi",
    "sinh(log(2)) - 3/4",
    "tanh(log(2)) - 3/5",
    "tanh(1) - (exp(1) - exp(-1))/(exp(1) + exp(-1))",
    "1/(1 + exp(-1)) + 1/(1 + exp(1)) - 1",
    "sin(1)**2 + cos(1)**2 - 1",
    "cosh(2)**2 - sinh(2)**2 - 1",
    "asinh(1) - log(1 + sqrt(2))",
    "gamma(5/2) - 3*sqrt(pi)/4",
    "root(-8, 3) + 2",
]


@pytest.mark.parametrize("source", ZEROS)
def test_zero_is_proved(source: str) -> None:
    value = closed_value(source)
    assert isinstance(value, Fraction | Real)
    assert sign(value) == 0


NEAR_ZERO = [
    ("exp(pi*sqrt(163)) - 262537412640768744", -1),
    ("sqrt(2) - 1414213562373095048801688724/10**27", 1),
    ("sqrt(1 + 10**(-100)) - 1 - 10**(-100)/2", -1),
    ("sin(10**(-9)) - 10**(-9)", -1),
    ("sqrt(1 + 10**(-30)) - 1 - 10**(-30)/2", -1),
]


@pytest.mark.parametrize(("source", "expected"), NEAR_ZERO)
def test_tiny_numbers_are_not_zero(source: str, expected: int) -> None:
    value = closed_value(source)
    assert isinstance(value, Fraction | Real)
    assert sign(value) == expected


def test_a_root_whose_order_fits_into_no_machine_word() -> None:
    first, second = (
        roots.power(Fraction(3), Fraction(1, 10**25)),
        roots.power(Fraction(2), Fraction(1, 10**25)),
    )
    assert sign(sub(first, second)) == 1


def test_zero_beyond_the_known_identities_stays_open() -> None:
    value = closed_value("sin(2) - 2*sin(1)*cos(1)")
    assert isinstance(value, Real)
    assert sign(value) is None


def test_real_roots_of_polynomials_are_numbers() -> None:
    x = closed.atom(Algebraic((-1, -1, 0, 1), 0))
    assert sub(mul(x, x, x), add(x, Fraction(1))) == 0
    assert mul(roots.inverse(x), x) == 1
    assert compare(x, Fraction(13, 10)) == 1 and compare(x, Fraction(14, 10)) == -1


@settings(max_examples=60, deadline=None)
@given(algebraic(2))
def test_floor(drawn: tuple[Closed, arb]) -> None:
    x, _ = drawn
    below = floor(x)
    assert below is not None
    assert compare(x, Fraction(below)) in (0, 1)
    assert compare(x, Fraction(below + 1)) == -1


WRITTEN = {
    "sqrt(2)/2": "sqrt(2) / 2",
    "sqrt(1/2)": "sqrt(2) / 2",
    "sqrt(8)": "2 * sqrt(2)",
    "2**(1/3)*3**(1/2)": "root(108, 6)",
    "1 - sqrt(3)": "1 - sqrt(3)",
    "[[1/2, 0], [0, sqrt(4)]]": "[[1/2, 0], [0, 2]]",
    "pi/4": "pi / 4",
}


@pytest.mark.parametrize("source", WRITTEN)
def test_text_of_values(source: str) -> None:
    value = closed_value(source)
    assert not isinstance(value, Undefined | Undecided)
    assert value_text(value) == WRITTEN[source]


@settings(max_examples=80, deadline=None)
@given(algebraic(2))
def test_written_values_are_read_back(drawn: tuple[Closed, arb]) -> None:
    term = value_term(drawn[0])
    assert term is not None
    formal = formalize({}, {}, {}, "0 == 0")
    again = evaluate(closed_term(text(term)), {}, formal, Budget())
    assert isinstance(again, Fraction | Real)
    assert compare(again, drawn[0]) == 0


def test_numbers_that_grow_with_every_function_are_too_large() -> None:
    """The text of x - tanh(x) is several times that of x."""
    x: Closed = Fraction(1)
    with pytest.raises(TooLarge, match="long as text"):
        for _ in range(9):
            x = sub(x, elementary.tanh(x))
