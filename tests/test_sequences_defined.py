"""A claim about a sequence says that its values exist: a step that leaves its domain is never passed over."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

T = {"t": "natural"}


def sequence(start: str, step: str) -> dict[str, object]:
    return {"start": [start], "step": step}


BROKEN: tuple[tuple[Mapping[str, str], Mapping[str, object], str], ...] = (
    (T, {"x": sequence("1/2", "2 - 1/x(t)")}, "x(t) <= 1"),
    (T, {"x": sequence("2", "1/(x(t) - 1)")}, "x(t)**2 >= 0"),
    (T, {"x": sequence("5", "sqrt(x(t) - 1)")}, "x(t) <= 5"),
    (T, {"x": sequence("10", "log(x(t))")}, "x(t) <= 10"),
    ({**T, "a": "real in (0, 1)"}, {"x": sequence("a", "x(t)/(2*x(t) - 1)")}, "x(t)**2 >= 0"),
    (T, {"x": sequence("50", "x(t) - 1"), "y": sequence("0", "y(t) + 1/x(t)**2")}, "y(t + 1) >= y(t)"),
    (T, {"x": sequence("1000", "x(t) - 7"), "y": sequence("0", "y(t) + sqrt(x(t))")}, "y(t) >= 0"),
)
WHOLE: tuple[tuple[Mapping[str, str], Mapping[str, object], str], ...] = (
    (T, {"x": sequence("3/2", "2 - 1/x(t)")}, "x(t) > 1"),
    (T, {"x": sequence("1", "sqrt(2 + x(t))")}, "x(t) < 2"),
    ({**T, "a": "positive"}, {"x": sequence("a", "x(t)/(1 + x(t))")}, "x(t) > 0"),
)


@pytest.mark.parametrize(("let", "define", "claim"), BROKEN)
def test_a_step_that_ends_somewhere_is_not_proved(
    let: Mapping[str, str], define: Mapping[str, object], claim: str
) -> None:
    """Each first breaks at some t, the last two far out, where no search looks."""
    formal = formalize(let, {}, define, claim)
    assert not Session(Budget()).prove_claim(goal_of(formal)).proved


@pytest.mark.parametrize(("let", "define", "claim"), WHOLE)
def test_a_step_that_goes_on_for_ever_is(
    let: Mapping[str, str], define: Mapping[str, object], claim: str
) -> None:
    formal = formalize(let, {}, define, claim)
    assert Session(Budget()).prove_claim(goal_of(formal)).proved


VELOCITY = {"v": sequence("0", "a*v(t) - g[t]")}
SQUARES = {"r": sequence("0", "r(t) + g[t]**2"), "s": sequence("0", "s(t) + g[t]**2/sqrt(r(t) + g[t]**2)")}
SUMMED = "v(t) == -sum(a**(t - 1 - i)*g[i], i, 0, t - 1)"


def through(steps: str) -> dict[str, str]:
    """An arbitrary finite sequence g of T numbers, and an index."""
    return {"T": "integer >= 1", "a": "real in [0, 1)", "g": "vector(T)", "t": f"integer in {steps}"}


@pytest.mark.parametrize(
    ("steps", "define", "claim", "holds"),
    [
        ("[0, T]", VELOCITY, SUMMED, True),
        ("[0, T + 1]", VELOCITY, SUMMED, False),
        ("[0, 2*T]", VELOCITY, SUMMED, False),
        ("[0, T - 1]", SQUARES, "r(t + 1) >= r(t)", True),
        ("[0, T]", SQUARES, "r(t + 1) >= r(t)", False),
    ],
)
def test_a_sequence_that_reads_a_vector_ends_with_it(
    steps: str, define: Mapping[str, object], claim: str, holds: bool
) -> None:
    """The value at t + 1 needs the entries up to t, and there are T of them."""
    formal = formalize(through(steps), {}, define, claim)
    assert Session(Budget()).prove_claim(goal_of(formal)).proved is holds


@pytest.mark.parametrize(("given", "holds"), [({"first": "g[0] != 0"}, True), ({}, False)])
def test_the_first_entry_keeps_the_root_from_zero(given: Mapping[str, str], holds: bool) -> None:
    """Without the hypothesis the first step divides by zero."""
    formal = formalize(through("[1, T]"), given, SQUARES, "s(t) <= 2*sqrt(r(t))")
    assert Session(Budget()).prove_claim(goal_of(formal)).proved is holds


SUM = {"v": sequence("0", "v(t) + g[t]**2")}
RUN = {"v": sequence("0", "v(t) + g[t]")}


@pytest.mark.parametrize(("last", "holds"), [("T - 1", True), ("T", False)])
def test_an_index_under_a_quantifier_ends_with_its_domain(last: str, holds: bool) -> None:
    """v(j + 1) for j up to k asks for the entries up to k, and the last one is T - 1."""
    let = {"T": "integer >= 1", "g": "vector(T)", "k": f"integer in [0, {last}]"}
    formal = formalize(let, {}, SUM, "forall(j, 'integer in [0, k]', v(j + 1) >= 0)")
    assert Session(Budget()).prove_claim(goal_of(formal)).proved is holds


@pytest.mark.parametrize(("last", "holds"), [("T - 1", True), ("T - 2", False)])
def test_an_induction_uses_what_is_said_of_all_entries_and_no_more(last: str, holds: bool) -> None:
    """The sum of nonnegative entries; nothing is known of the last one where the hypothesis stops before it."""
    given = {"entries": f"forall(i, 'integer in [0, {last}]', g[i] >= 0)"}
    formal = formalize(through("[0, T]"), given, RUN, "v(t) >= 0")
    assert Session(Budget()).prove_claim(goal_of(formal)).proved is holds
