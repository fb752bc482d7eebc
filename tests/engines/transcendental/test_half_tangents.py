"""Inequalities between the angles of a triangle, in the tangents of half the angles."""

from __future__ import annotations

from fractions import Fraction
from math import cos, isclose, pi, sin, tan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines.half_tangents import COSINES, TANGENTS, applies, attempt
from proofs_check.exact.evaluate import evaluate
from proofs_check.goal import Answer, Budget, Goal, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Term, number, substitute
from proofs_check.statement.text import text

POSITIVE = dict.fromkeys("ABC", "positive")
TWO = dict.fromkeys("AB", "real in (0, pi)")
TRIANGLE = "A + B + C == pi"


def goal(claim: str, let: dict[str, str], given: str = TRIANGLE) -> Goal:
    return goal_of(formalize(let, {"h": given}, {}, claim))


def is_proved(claim: str, let: dict[str, str], given: str = TRIANGLE) -> bool:
    return attempt(goal(claim, let, given), Session(Budget()).prove).proved


@pytest.mark.parametrize(
    ("claim", "let", "given"),
    [
        ("cot(A) + cot(B) + cot(C) >= sqrt(3)", POSITIVE, TRIANGLE),
        ("sin(2*A) + sin(2*B) + sin(2*C) <= sin(A) + sin(B) + sin(C)", POSITIVE, TRIANGLE),
        ("cos(A) + cos(B) + cos(C) <= 3/2", POSITIVE, TRIANGLE),
        ("sin(A/2)*sin(B/2)*sin(C/2) <= 1/8", POSITIVE, TRIANGLE),
        ("cot(A) + cot(B) > 0", TWO, "A + B < pi"),
        ("tan(A/2)*tan(B/2) < 1", TWO, "A + B < pi"),
        ("tan(A)*tan(B) > 1", dict.fromkeys("AB", "real in (0, pi/2)"), "A + B > pi/2"),
        ("sin(A) > sin(B)", dict.fromkeys("AB", "real in (0, pi/2)"), "A > B"),
    ],
)
def test_proved(claim: str, let: dict[str, str], given: str) -> None:
    assert is_proved(claim, let, given)


@pytest.mark.parametrize(
    ("claim", "let", "given"),
    [
        ("cot(A) + cot(B) + cot(C) >= 7/4", POSITIVE, TRIANGLE),
        ("cot(A) + cot(B) + cot(C) > sqrt(3)", POSITIVE, TRIANGLE),
        ("cot(A) + cot(B) + cot(C) >= sqrt(3)", POSITIVE, "A + B + C == 2*pi"),
        ("cot(A) + cot(B) > 0", TWO, "A + B <= pi"),
        ("cot(A) + cot(B) > 0", TWO, "A - A + 2*pi > 0"),
        ("cot(A) + cot(B) > 0", TWO, "A + B < 3*pi"),
        ("tan(A)*tan(B) > 1", dict.fromkeys("AB", "real in (0, pi/2)"), "A + B > pi/3"),
        ("sin(A) > sin(B)", TWO, "A > B"),
    ],
)
def test_false_ones_are_not(claim: str, let: dict[str, str], given: str) -> None:
    assert not is_proved(claim, let, given)


@pytest.mark.parametrize(
    ("claim", "let"),
    [
        ("A*cot(A) + cot(B) > 1", TWO),
        ("cot(A) + cot(B) == 1", TWO),
        ("cot(A) > 1", TWO),
        ("cot(A/3) + cot(B) > 1", TWO),
        ("cot(A*B) + cot(B) > 1", TWO),
        ("C < cot(A) + cot(B)", {**TWO, "C": "real in (0, A)"}),
        ("cot(n) + cot(B) > 1", {**TWO, "n": "natural"}),
    ],
)
def test_other_goals_are_left(claim: str, let: dict[str, str]) -> None:
    assert not applies(goal(claim, let, "A > 0"))


angles = st.floats(0.05, 3.0)


@settings(max_examples=60, deadline=None)
@given(
    a=angles,
    b=angles,
    k=st.integers(-3, 3),
    m=st.integers(1, 3),
    sixth=st.integers(-6, 6),
    op=st.sampled_from(["sin", "cos"]),
)
def test_the_rational_function_has_the_values_of_the_wave(
    a: float, b: float, k: int, m: int, sixth: int, op: str
) -> None:
    """What the prover is asked about is the same number, for tangents of the same angles."""
    asked: list[Term] = []

    def note(one: Goal) -> Answer:
        asked.append(one.conclusion)
        return undecided("test", "")

    claim = f"{op}({k}*A + {m}*B + {sixth}*pi/6) + cos(A - B) < cos(B)"
    whole = goal(claim, TWO, "A + B > 0")
    attempt(whole, note)
    (said,) = asked
    assert isinstance(said, Compare)
    put = {"t": Fraction(tan(a / 2)), "t_": Fraction(tan(b / 2))}
    at = substitute(said.left, {name: number(value) for name, value in put.items()})
    value = evaluate(at, {}, formalize({}, {}, {}, "0 == 0"), Budget())
    wave = {"sin": sin, "cos": cos}[op](k * a + m * b + sixth * pi / 6) + cos(a - b)
    assert isclose(as_float(value), wave, abs_tol=1e-7)


def as_float(value: object) -> float:
    from proofs_check.exact.signs import ball

    return float(ball(value, 100))  # type: ignore[arg-type]


def test_the_tables() -> None:
    for turn, value in COSINES.items():
        assert isclose(
            as_float(evaluate(value, {}, formalize({}, {}, {}, "0 == 0"), Budget())),
            cos(turn * pi),
            abs_tol=1e-12,
        ), text(value)
    for turn, value in TANGENTS.items():
        assert isclose(
            as_float(evaluate(value, {}, formalize({}, {}, {}, "0 == 0"), Budget())),
            tan(turn * pi),
            abs_tol=1e-12,
        ), text(value)
