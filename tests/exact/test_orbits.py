"""Limits along recurrences whose exact values come back, or end at a pole; both evaluators decide them apart from each other."""

from __future__ import annotations

import pytest

from proofs_check.exact.evaluate import holds
from proofs_check.goal import Budget
from proofs_check.recheck.opinion import opinion
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import Formal, formalize

Case = tuple[str, tuple[str, ...], str]

HOLDS: list[Case] = [
    ("limit(x(n), n, oo) == 1", ("1",), "x(n)**2"),
    ("limit(x(n), n, oo) == 2", ("0",), "x(n)**2 - 2"),  # 0, -2, 2, 2
    ("limit(x(n)**2, n, oo) == 1", ("1",), "-x(n)**3"),
    ("limit(x(2*n), n, oo) == 2", ("2",), "1/x(n)"),
    ("limit(x(2*n + 1), n, oo) == 1/2", ("2",), "1/x(n)"),
    ("limit(x(5*n + 2), n, oo) == 3", ("1", "2"), "(1 + x(n))/x(n - 1)"),
    ("limit(x(n), n, oo) == 1 - sqrt(2)", ("1 - sqrt(2)",), "2 + 1/x(n)"),
    ("limit(abs(x(n)), n, oo) == 1", ("1", "-1"), "x(n)*x(n - 1)"),
]
BROKEN: list[Case] = [
    ("limit(x(n), n, oo) == 2", ("2",), "1/x(n)"),
    ("limit(x(n), n, oo) == 0", ("1",), "x(n)**2"),
    ("limit(x(5*n), n, oo) == 2", ("1", "2"), "(1 + x(n))/x(n - 1)"),
    ("limit(x(n), n, oo) == 1", ("1", "2"), "(1 + x(n))/x(n - 1)"),
    ("limit(x(n), n, oo) == 1 + sqrt(2)", ("-1/2",), "2 + 1/x(n)"),
    ("limit(x(n), n, oo) == 1 + sqrt(2)", ("1 - sqrt(2)",), "2 + 1/x(n)"),
    ("limit(x(n), n, oo) == 0", ("0",), "x(n) - (x(n)**3 - 2*x(n) + 2)/(3*x(n)**2 - 2)"),
]
OPEN: list[Case] = [
    (
        "limit(x(n), n, oo) == 1/3",
        ("1/3",),
        "x(n)**2 + n*(1 - n)*(2 - n)/9 + 2/9",
    ),  # equal states, but not ever after
    ("limit(x(n), n, oo) == 1/2", ("1/4",), "19*x(n)*(1 - x(n))/5"),
]


def formal_of(case: Case) -> Formal:
    claim, starts, step = case
    return formalize({"n": "natural"}, {}, {"x": Recurrence(starts, step, "n", 0)}, claim)


@pytest.mark.parametrize("case", HOLDS)
def test_a_limit_along_a_cycle(case: Case) -> None:
    assert holds(formal_of(case).claim, {}, formal_of(case), Budget()).outcome == "true"
    assert opinion(formal_of(case), {}).outcome == "holds"


@pytest.mark.parametrize("case", BROKEN)
def test_no_such_limit(case: Case) -> None:
    assert holds(formal_of(case).claim, {}, formal_of(case), Budget()).outcome in ("false", "undefined")
    assert opinion(formal_of(case), {}).refutes


@pytest.mark.parametrize("case", OPEN)
def test_not_seen_to_return(case: Case) -> None:
    assert holds(formal_of(case).claim, {}, formal_of(case), Budget()).outcome == "undecided"
    assert opinion(formal_of(case), {}).outcome == "open"


def test_coupled_sequences_have_one_state() -> None:
    """y alone comes back after two steps, x does not."""
    define = {"x": Recurrence(("2",), "x(n)*y(n)", "n", 0), "y": Recurrence(("2",), "1/y(n)", "n", 0)}
    for claim, outcome, other in (
        ("limit(x(2*n), n, oo) == 2", "true", "holds"),
        ("limit(x(n), n, oo) == 2", "undefined", "undefined"),
        ("limit(y(n), n, oo) == 2", "undefined", "undefined"),
    ):
        formal = formalize({"n": "natural"}, {}, define, claim)
        assert holds(formal.claim, {}, formal, Budget()).outcome == outcome
        assert opinion(formal, {}).outcome == other


def test_states_that_agree_before_the_index_or_another_sequence_moves_on() -> None:
    """x is 0, 1, 0, 1, ... up to 8, and 0 from then on."""
    for define in (
        {"x": Recurrence(("0",), "(1 - x(n))*min(1, relu(8 - n))", "n", 0)},
        {
            "y": Recurrence(("0",), "min(y(n) + 1, 9)", "n", 0),
            "x": Recurrence(("0",), "(1 - x(n))*min(1, relu(8 - y(n)))", "n", 0),
        },
        {
            "x": Recurrence(("0",), "(1 - x(n))*min(1, relu(8 - y(n)))", "n", 0),
            "y": Recurrence(("0",), "min(y(n) + 1, 9)", "n", 0),
        },
    ):
        formal = formalize({"n": "natural"}, {}, define, "limit(x(n), n, oo) == 0")
        assert not holds(formal.claim, {}, formal, Budget()).refutes
        assert not opinion(formal, {}).refutes


def test_an_undefined_value_that_no_later_one_uses_says_nothing_of_the_limit() -> None:
    """y is 0, 1, 1, 1, ...; x(1) is 1/0, and x is 1 from then on."""
    define = {"y": Recurrence(("0",), "max(y(n), 1)", "n", 0), "x": Recurrence(("5",), "1/y(n)", "n", 0)}
    formal = formalize({"n": "natural"}, {}, define, "limit(x(n), n, oo) == 1")
    assert not holds(formal.claim, {}, formal, Budget()).refutes
    assert not opinion(formal, {}).refutes
