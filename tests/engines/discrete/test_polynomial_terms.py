"""Polynomials multiplied out have the values of the term; what is no polynomial is none. Whole zeros solve the equation."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines.back import term_of
from proofs_check.engines.polynomial_terms import LARGE, compact, poly_of
from proofs_check.engines.ring import OutOfReach, Ring
from proofs_check.exact.values import Value
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Apply, Compare, Letter, Number, Term, apply, number, substitute, walk
from proofs_check.witness.whole_zeros import whole_zeros

LET = {"x": "real", "y": "real", "n": "integer", "m": "integer"}
SMALL = st.integers(-3, 3)


def term(source: str) -> Term:
    claim = formalize(LET, {}, {}, f"{source} == 0").claim
    assert isinstance(claim, Compare)
    return claim.left


def value(one: Term, point: dict[str, int]) -> Fraction:
    match substitute(one, {name: number(at) for name, at in point.items()}):
        case Number(value=found):
            return found
        case Apply(op="neg", args=(inner,)):
            return -value(inner, {})
        case Apply(op=op, args=(left, right)):
            a, b = value(left, {}), value(right, {})
            return {
                "add": lambda: a + b,
                "sub": lambda: a - b,
                "mul": lambda: a * b,
                "div": lambda: a / b,
                "pow": lambda: a ** int(b),
            }[op]()
    raise ValueError(one)


leaves = st.one_of(SMALL.map(number), st.sampled_from((Letter("x"), Letter("y"))))
terms = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda op, a, b: apply(op, a, b), st.sampled_from(("add", "sub", "mul")), inner, inner),
        inner.map(lambda a: apply("neg", a)),
        st.builds(lambda a, k: apply("pow", a, number(k)), inner, st.integers(0, 3)),
        st.builds(lambda a, k: apply("div", a, number(k)), inner, st.sampled_from((-2, 3))),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(terms, SMALL, SMALL)
def test_the_same_value_everywhere(one: Term, x: int, y: int) -> None:
    ring = Ring(5_000)
    try:
        found = term_of(poly_of(one, ring), ring)
    except OutOfReach:
        return
    assert value(found, {"x": x, "y": y}) == value(one, {"x": x, "y": y})


@pytest.mark.parametrize("source", ["x**(-1)", "x**(1/2)", "x/y", "x/0", "sqrt(x)", "2**n", "x**65", "pi*x"])
def test_no_polynomial(source: str) -> None:
    with pytest.raises(OutOfReach):
        poly_of(term(source), Ring(100))


def test_only_large_terms_are_multiplied_out() -> None:
    small = term("(x - y)*(x + y)")
    assert compact(small) == small
    large = small
    for _ in range(5):
        large = apply("add", large, large)
    assert sum(1 for _ in walk(large)) > LARGE > sum(1 for _ in walk(compact(large)))
    assert value(compact(large), {"x": 3, "y": 1}) == 32 * 8


@pytest.mark.parametrize(
    ("source", "base", "zero"),
    [
        ("n**2 + 5 - m**2", {}, {"n": 2, "m": -3}),
        ("n**2 + 5 - m**2", {}, {"n": -2, "m": 3}),
        ("n**3 + x - m", {"x": Fraction(7)}, {"n": -2, "m": -1}),
        ("x**2*n - 2*m", {"x": Fraction(1, 2)}, {"n": 8, "m": 1}),
        ("n**2/4 - m", {}, {"n": -150, "m": 5625}),
    ],
)
def test_whole_zeros(source: str, base: dict[str, Fraction], zero: dict[str, int]) -> None:
    one = term(source)
    known: dict[str, Value] = {"n": Fraction(0), "m": Fraction(0), **base}
    found = list(whole_zeros(one, frozenset({"n", "m"}), known))
    assert zero in found
    for point in found[:200]:
        numbers = {name: Number(Fraction(its)) for name, its in {**known, **point}.items()}  # type: ignore[arg-type]
        assert value(substitute(one, numbers), {}) == 0


def test_no_zeros_where_a_letter_has_no_fraction() -> None:
    known: dict[str, Value] = {"n": Fraction(0), "m": Fraction(0)}
    assert not list(whole_zeros(term("n**2 + x - m"), frozenset({"n", "m"}), known))
