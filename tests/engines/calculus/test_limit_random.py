"""Limits of random terms against their values at large arguments, with so many digits that nothing cancels by rounding."""

from __future__ import annotations

import mpmath
from calculus_goals import limit_of, nothing
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines.limits import value
from proofs_check.statement.terms import Apply, Constant, Letter, Limit, Number, Term
from proofs_check.statement.text import text

NEAR, FAR = 100, 2000


class Undefined(Exception):
    """A term without a value."""


def evaluate(term: Term, t: int) -> mpmath.mpf:
    match term:
        case Number(value=number):
            return mpmath.mpf(number.numerator) / number.denominator
        case Letter():
            return mpmath.mpf(t)
        case Constant():
            return mpmath.pi if term.name == "pi" else mpmath.e
        case Apply(op="pow", args=(base, exponent)):
            return evaluate(base, t) ** int(evaluate(exponent, t))
        case Apply(op=op, args=args):
            return operation(op, [evaluate(arg, t) for arg in args])
    raise TypeError(text(term))


def operation(op: str, v: list[mpmath.mpf]) -> mpmath.mpf:
    if (op == "div" and v[1] == 0) or (op == "sqrt" and v[0] < 0):
        raise Undefined
    return {
        "add": lambda: v[0] + v[1],
        "sub": lambda: v[0] - v[1],
        "mul": lambda: v[0] * v[1],
        "div": lambda: v[0] / v[1],
        "neg": lambda: -v[0],
        "abs": lambda: abs(v[0]),
        "max": lambda: max(v),
        "min": lambda: min(v),
        "sqrt": lambda: mpmath.sqrt(v[0]),
        "sign": lambda: mpmath.sign(v[0]),
        "atan": lambda: mpmath.atan(v[0]),
    }[op]()


leaves = st.sampled_from(
    ["k", "k", "k", "0", "1", "2", "-1", "1/2", "(1/2)**k", "(-1/2)**k", "3**k", "(-1)**k", "2**(k - 1)"]
)
terms = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        st.tuples(st.sampled_from(["sqrt", "abs", "sign", "atan"]), inner).map(lambda p: f"{p[0]}({p[1]})"),
        st.tuples(st.sampled_from(["max", "min"]), inner, inner).map(lambda p: f"{p[0]}({p[1]}, {p[2]})"),
        inner.map(lambda p: f"({p})**2"),
    ),
    max_leaves=6,
)


def around(body: Term, place: int) -> list[mpmath.mpf]:
    """The values at an even and an odd argument. Raises Undefined."""
    return [evaluate(body, place), evaluate(body, place + 1)]


@settings(max_examples=250, deadline=None)
@given(terms)
def test_values_at_large_arguments(source: str) -> None:
    """A proved limit is approached; one that does not exist is not."""
    if "/ 0" in source:
        return
    limit, goal = limit_of(f"limit({source} + 0*k, k, oo)")
    found = value(limit, goal, nothing)
    assert isinstance(limit, Limit)
    with mpmath.workdps(4000):
        try:
            near, far = around(limit.body, NEAR), around(limit.body, FAR)
        except Undefined:
            assert not found.known
            return
        if found.kind == "finite":
            limit_is = evaluate(found.term, 0)
            for start, end in zip(near, far, strict=True):
                assert abs(end - limit_is) <= max(abs(start - limit_is) * 0.8, mpmath.mpf(10) ** (-6))
        elif found.kind in ("+oo", "-oo"):
            sign = 1 if found.kind == "+oo" else -1
            assert all(sign * end > max(sign * start, 1) for start, end in zip(near, far, strict=True))
        elif found.kind == "none":
            assert abs(far[0] - far[1]) > mpmath.mpf(10) ** (-6)
