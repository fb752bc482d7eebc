"""Claims with quantifiers that are false at the edge of one of their comparisons alone."""

from __future__ import annotations

import pytest

from proofs_check.disproof import disproved
from proofs_check.edge_points import edge_points
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.terms import ZERO
from proofs_check.statement.text import text


def formal(claim: str, **letters: str) -> Formal:
    return formalize(letters, {}, {}, claim)


FALSE_AT = (
    (formal("iff(exists(x, 'positive', log(x) == a*x), a < 1/e)", a="real"), "a = exp(-1)"),
    (formal("iff(exists(x, 'positive', exp(x) == a*x), a > e)", a="real"), "a = e"),
    (
        formal("iff(sin(x) == 1/2, exists(k, 'natural', x == k*pi + (-1)**k*pi/6))", x="real"),
        "x = -7/6 * pi",  # k = -1
    ),
    (formal("implies(exists(x, 'real', sin(x) + cos(x) == a), a**2 < 2)", a="nonnegative"), "a = sqrt(2)"),
)


@pytest.mark.parametrize(("one", "place"), FALSE_AT, ids=lambda one: one if isinstance(one, str) else "")
def test_a_claim_is_refuted_where_it_fails(one: Formal, place: str) -> None:
    found = disproved(one, Session(Budget()))
    assert found is not None
    assert ", ".join(f"{name} = {text(value)}" for name, value in found.point.items()) == place


@pytest.mark.parametrize(
    ("claim", "places"),
    [
        ("exists(x, 'real', x == a) and a < pi", {"pi"}),
        ("a**2 >= 2", {"sqrt(2)", "-sqrt(2)"}),
        ("exists(x, 'real in [1, 2)', exp(x) == a)", {"e", "exp(2)"}),
        ("exists(x, 'real', x > a)", set()),
        (
            "exists(k, 'integer in [2, 5]', k*pi == a)",
            {"pi", "2 * pi", "5 * pi", "6 * pi"},
        ),  # and just outside
        ("exists(k, 'integer in (2, 5)', k*pi == a)", {"2 * pi", "5 * pi"}),
        ("forall(x, 'real in [0, 1]', exists(y, 'real', x + y == a))", set()),
    ],
)
def test_edges(claim: str, places: set[str]) -> None:
    points = edge_points(goal_of(formal(claim, a="real")), [{"a": ZERO}])
    assert {text(point["a"]) for point in points} == places


def test_ends_of_the_domains_of_outer_letters() -> None:
    """Those that belong to the domain: x == k*sin(x) has one solution up to k = 1, three at 11/10."""
    claim = formal("exists(x, 'real', x - k*sin(x) == m)", k="real in [0, 1.1]", m="real in (0, 1)")
    points = edge_points(goal_of(claim), [{"k": ZERO, "m": ZERO}])
    assert [text(point["k"]) for point in points] == ["11/10"]
