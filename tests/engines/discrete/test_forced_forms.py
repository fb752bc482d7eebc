"""Linear sequences that are driven by powers, in closed form."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines.forced_forms import forced_form
from proofs_check.exact.evaluate import evaluate
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Term, substitute
from proofs_check.statement.terms import number as number_term

small = st.integers(-3, 3)
ratios = st.sampled_from(["2", "3", "(-1)", "(1/2)", "(-2)"])


def form_of(step: str, start: str = "1", first: int = 0, **let: str) -> Term | None:
    recurrence = Recurrence(start=(start,), step=step, first=first)
    (sequence,) = formalize(let, {}, {"x": recurrence}, "x(9) == 0").sequences
    return forced_form(sequence, "k")


@settings(max_examples=40, deadline=None)
@given(own=small, c=small, d=small, r=ratios, s=ratios, start=small, first=st.integers(0, 2))
def test_the_form_gives_the_values(own: int, c: int, d: int, r: str, s: str, start: int, first: int) -> None:
    step = f"({own})*x(t) + ({c})*{r}**t - ({d})*{s}**(t + 1) + 1"
    form = form_of(step, str(start), first)
    ratios_met = {Fraction(1), Fraction(r.strip("()")), Fraction(s.strip("()"))}
    if form is None or own == 0 or own in ratios_met:
        return
    value = Fraction(start)
    for t in range(first, first + 6):
        at = substitute(form, {"k": number_term(Fraction(t))})
        assert evaluate(at, {}, formalize({}, {}, {}, "0 == 0"), Budget()) == value
        value = own * value + c * Fraction(r.strip("()")) ** t - d * Fraction(s.strip("()")) ** (t + 1) + 1


@pytest.mark.parametrize(
    "step",
    ["t*x(t) + 2**t", "x(t)**2 + 2**t", "2*x(t) + t", "2*x(t) + t**2*3**t", "2*x(t) + 1", "2*x(t) + t**t"],
)
def test_other_steps_are_left(step: str) -> None:
    assert form_of(step) is None


DRIVEN = Recurrence(start=("0",), step="b*m(t) + (1 - b)*(-1)**t")


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("abs(m(t)) <= 1 - b", True),
        ("abs(m(t)) < 1 - b", False),  # equal at t = 1
        ("abs(m(t)) <= (1 - b)/(1 + b)", False),
    ],
)
def test_bounds_by_the_form(claim: str, holds: bool) -> None:
    let = {"b": "real in [0, 1)", "t": "natural"}
    formal = formalize(let, {}, {"m": DRIVEN}, claim)
    assert Session(Budget()).prove_claim(goal_of(formal)).proved is holds


def test_a_power_with_the_own_ratio() -> None:
    let = {"a": "positive", "t": "natural"}
    step = Recurrence(start=("1",), step="a*x(t) + a**t")
    formal = formalize(let, {}, {"x": step}, "x(t) == a**t + t*a**(t - 1)")
    assert form_of("a*x(t) + a**t", a="positive") is not None
    assert Session(Budget()).prove_claim(goal_of(formal)).proved
