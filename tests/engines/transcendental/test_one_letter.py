"""Inequalities in one letter: the true ones proved by certificate, their false neighbours never."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import one_letter
from proofs_check.engines.enclosures import ball, enclosed
from proofs_check.engines.scalar import prove_scalar
from proofs_check.goal import Budget, Goal
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import Apply, Compare, Letter, Number, Term, apply, number
from tests.engines.transcendental.transcendental_goals import ONE_LETTER, Case, one

ELSEWHERE = ("softplus_relu", "log_log")
"""Proved once the maximum is split into cases, or the logarithm is the letter."""


@pytest.mark.parametrize("case", ONE_LETTER, ids=lambda case: case.name)
def test_true_inequality_is_proved(case: Case) -> None:
    goal = case.goal()
    answer = prove_scalar(goal, Budget())[0] if case.name in ELSEWHERE else one_letter.attempt(goal)
    assert answer.proved, answer.detail
    assert answer.trust == "certificate"


@pytest.mark.parametrize(
    ("case", "false"),
    [(case, false) for case in ONE_LETTER for false in case.false],
    ids=lambda value: value.name if isinstance(value, Case) else value,
)
def test_false_neighbour_is_not_proved(case: Case, false: str) -> None:
    assert not one_letter.attempt(case.goal(false)).proved


EDGES = (
    one("closed_end", "real in [0, 1]", "x >= 0", "x > 0"),
    one("open_end", "real in (0, 1]", "x > 0"),
    one("hole", "nonzero", "x**2 > 0", "x**2 > x"),
    one("whole_numbers", "integer >= 1", "log(1 + 1/x) > 1/(x + 1)", "log(1 + 1/x) > 1/(x + 2/5)"),
    one("unequal", "positive", "exp(x) != 1", "exp(x) != 2"),
    one("ends_that_meet", "real in (0, 1)", "(x - 1)/log(x) <= (1 + x)/2", "(x - 1)/log(x) <= (1 + x)/2 - 1/1000"),
    one("single_point", "real in [1, 1]", "log(x) >= 0", "log(x) > 0"),
    one("wide_angle", "real", "cos(x)**2 + sin(x) <= 5/4", "cos(x)**2 + sin(x) < 5/4"),
    one("two_periods", "real", "cos(x/2) + cos(x/3) <= 2", "cos(x/2) + cos(x/3) < 2", "cos(x/2) + cos(x/3) >= -1.6"),
)  # fmt: skip


@pytest.mark.parametrize("case", EDGES, ids=lambda case: case.name)
def test_edges_of_domains(case: Case) -> None:
    assert one_letter.attempt(case.goal()).proved
    for false in case.false:
        assert not one_letter.attempt(case.goal(false)).proved


def test_hypothesis_that_cuts_the_domain() -> None:
    far = Case("far", {"x": "real"}, "exp(x) >= e*x + 1/4", (), ("x >= 2",))
    assert one_letter.attempt(far.goal()).proved
    near = Case("near", {"x": "real"}, "exp(x) >= e*x + 1/4", (), ("x >= 0.9",))
    assert not one_letter.attempt(near.goal()).proved


def test_waves_of_incommensurable_periods_are_not_folded() -> None:
    """cos(x) + cos(sqrt(2)*x) comes arbitrarily near to -2; over one period of cos(x) it stays above -1.9."""
    case = one("beats", "real", "cos(x) + cos(sqrt(2)*x) > -1.95")
    assert not one_letter.attempt(case.goal()).proved


X = Letter("x")
LEAVES = st.one_of(st.just(X), st.integers(-3, 3).map(number), st.just(number(Fraction(1, 2))))
FUNCTIONS = ("exp", "sin", "cos", "atan", "tanh", "sigmoid", "softplus", "abs", "cosh", "relu", "neg")


def terms(depth: int) -> st.SearchStrategy[Term]:
    if depth == 0:
        return LEAVES
    inner = terms(depth - 1)
    return st.one_of(
        st.builds(lambda op, a: apply(op, a), st.sampled_from(FUNCTIONS), inner),
        st.builds(
            lambda op, a, b: apply(op, a, b), st.sampled_from(("add", "sub", "mul", "max")), inner, inner
        ),
        LEAVES,
    )


DOMAINS = (
    Domain("real"),
    Domain("real", low=Bound(number(0), False)),
    Domain("real", low=Bound(number(-1), True), high=Bound(number(2), True)),
    Domain("real", high=Bound(number(1), True)),
)
PLACES = tuple(Fraction(k, 16) for k in range(-160, 161)) + tuple(
    sign * Fraction(10) ** k for k in (-6, -3, 2, 3) for sign in (1, -1)
)


@settings(max_examples=60, deadline=None)
@given(terms(3), terms(2), st.sampled_from(("<", "<=", ">", ">=", "!=")), st.sampled_from(DOMAINS))
def test_what_is_proved_holds_at_points(left: Term, right: Term, relation: str, domain: Domain) -> None:
    goal = Goal((("x", domain),), (), Compare(relation, left, right))
    if one_letter.attempt(goal).proved:
        for place in PLACES:
            if belongs(place, domain):
                value = enclosed(Apply("sub", (left, right)), {"x": ball(place)}, goal.scope)
                assert value is not None and not broken(relation, value), place


def belongs(place: Fraction, domain: Domain) -> bool:
    low, high = domain.low, domain.high
    above = low is None or place > value_of(low) or (low.closed and place == value_of(low))
    return above and (high is None or place < value_of(high) or (high.closed and place == value_of(high)))


def value_of(end: Bound) -> Fraction:
    assert isinstance(end.at, Number)
    return end.at.value


def broken(relation: str, value: object) -> bool:
    """Whether the enclosure of the difference shows that the relation fails."""
    return bool(
        {
            "<": value >= 0,  # type: ignore[operator]
            "<=": value > 0,  # type: ignore[operator]
            ">": value <= 0,  # type: ignore[operator]
            ">=": value < 0,  # type: ignore[operator]
            "!=": value.is_zero(),  # type: ignore[attr-defined]
        }[relation]
    )
