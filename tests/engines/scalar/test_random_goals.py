"""Random small goals: what is proved has no counterexample among exact points."""

from __future__ import annotations

import re
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import positivity, smt
from proofs_check.engines.scalar import prove_scalar
from proofs_check.goal import Budget
from tests.engines.scalar.statements import goal

BUDGET = Budget(z3_rlimit=300_000)
POINTS = tuple(Fraction(n, d) for n in range(-6, 7) for d in (1, 2, 3))
DOMAINS = {
    "real": lambda x: True,
    "positive": lambda x: x > 0,
    "nonnegative": lambda x: x >= 0,
    "real in (0, 1)": lambda x: 0 < x < 1,
    "real in [-1, 1]": lambda x: -1 <= x <= 1,
    "nonzero": lambda x: x != 0,
}
LEAVES = ("x", "y", "1", "2", "3", "-1")
SHAPES = ("({}) + ({})", "({}) - ({})", "({})*({})", "({})/({})", "max({}, {})", "min({}, {})")
UNARY = ("abs({})", "({})**2", "relu({})", "-({})", "({})**3")


@st.composite
def terms(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.integers(0, 3))
    if depth == 0 or kind == 0:
        return draw(st.sampled_from(LEAVES))
    if kind == 1:
        return draw(st.sampled_from(UNARY)).format(draw(terms(depth - 1)))
    shape = draw(st.sampled_from(SHAPES))
    return shape.format(draw(terms(depth - 1)), draw(terms(depth - 1)))


def holds(claim: str, x: Fraction, y: Fraction) -> bool | None:
    """The truth value at a point, None where something is undefined."""
    exact = re.sub(r"(?<![\w*])(\d+)", r"F(\1)", claim)
    scope = {"x": x, "y": y, "F": Fraction, "relu": lambda v: max(v, Fraction(0))}
    try:
        return bool(eval(exact, scope))
    except ZeroDivisionError:
        return None


def counterexample(claim: str, first: str, second: str) -> tuple[Fraction, Fraction] | None:
    for x in POINTS:
        for y in POINTS:
            if DOMAINS[first](x) and DOMAINS[second](y) and holds(claim, x, y) is False:
                return x, y
    return None


names = st.sampled_from(sorted(DOMAINS))
relations = st.sampled_from((">=", ">", "<=", "<", "!=", "=="))


@settings(max_examples=120, deadline=None)
@given(terms(), relations, terms(), names, names)
def test_what_is_proved_has_no_counterexample(
    left: str, relation: str, right: str, first: str, second: str
) -> None:
    claim = f"{left} {relation} {right}"
    one = goal({"x": first, "y": second}, claim)
    if any(answer.proved for answer in prove_scalar(one, BUDGET)):
        assert counterexample(claim, first, second) is None


@settings(max_examples=60, deadline=None)
@given(terms(), relations, terms(), names, names)
def test_the_engines_alone_are_sound_too(
    left: str, relation: str, right: str, first: str, second: str
) -> None:
    claim = f"{left} {relation} {right}"
    one = goal({"x": first, "y": second}, claim)
    if any(attempt(one, BUDGET).proved for attempt in (positivity.attempt, smt.attempt)):
        assert counterexample(claim, first, second) is None


@settings(max_examples=60, deadline=None)
@given(
    st.integers(-3, 3),
    st.integers(-3, 3),
    st.integers(0, 3),
    st.sampled_from(("k", "k + 1", "2*k", "k + 2")),
    relations,
)
def test_symbolic_powers(scale: int, shift: int, least: int, exponent: str, relation: str) -> None:
    """Powers with a symbolic exponent against small whole exponents, at bases of every kind."""
    claim = f"{scale}*x**({exponent}) + {shift}*x {relation} x**k"
    one = goal({"x": "real in [-1, 2]", "k": f"integer >= {least}"}, claim)
    if any(answer.proved for answer in prove_scalar(one, BUDGET)):
        for x in (Fraction(n, 4) for n in range(-4, 9)):
            for k in range(least, least + 4):
                left = (
                    scale * x ** {"k": k, "k + 1": k + 1, "2*k": 2 * k, "k + 2": k + 2}[exponent] + shift * x
                )
                assert holds(f"x {relation} y", left, x**k)
