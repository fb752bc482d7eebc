"""No zero is the only one where two are seen apart from each other."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from proofs_check.disproof import disproved
from proofs_check.engines import existence, existence_isolated
from proofs_check.engines.existence_isolated import Place, by_isolated_zeros
from proofs_check.goal import Answer, Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.terms import Quantified
from proofs_check.statement.text import text


def formal(let: Mapping[str, str], claim: str) -> Formal:
    return formalize(let, {}, {}, claim)


def answer(one: Goal) -> Answer:
    assert isinstance(one.conclusion, Quantified)
    prove = Session(Budget(z3_rlimit=400_000, depth=4)).prove
    return by_isolated_zeros(one.conclusion, one, prove, existence.witness)


def another(letter_domain: str, domain: str, claim: str, t: str = "t") -> Goal:
    return goal_of(formal({"t": letter_domain}, f"exists(x, '{domain}', {claim} and x != {t})"))


TRUE = (
    another("positive", "positive", "x - log(x) == 2"),
    another("positive", "positive", "exp(x) == 3*x"),
    another("real", "real", "x**3 - 3*x == 0"),
    another("real", "real", "x == 11/10*sin(x)"),
    another("real", "real", "sin(x) == 1/3"),
    another("real", "real in [0, 10]", "x*sin(x) == 1/2"),
    another("real", "real in [0, 2*pi]", "cos(x) == 1/2"),
    another("real", "real", "x**2 == 1"),
    another("real", "real", "x**3 - 3*x == 1 and x < 1"),
    another("real", "real", "x**3 - 3*x == 1 and x != 5"),
    another("positive", "positive", "log(x)**2 == 1", "log(t)"),
    another("nonzero", "nonzero", "x**4 == x**2", "1/t"),
)
FALSE = (
    another("positive", "positive", "x - log(x) == 1"),
    another("real >= 1", "real >= 1", "x - log(x) == 2"),
    another("positive", "positive", "exp(x) == 2*x"),
    another("real", "real", "x**3 + 3*x == 0"),
    another("real", "real", "x == sin(x)"),
    another("real", "real in [0, 5]", "x*sin(x) == 5"),
    another("real", "real", "1/x == 1"),  # a pole is no zero
    another("real", "real", "x**2 == 0"),
    another("real", "real", "x**3 - 3*x == 1 and x > 1"),
    another("real", "real", "x**2 == 1 and x != 0"),
    another("real", "integer", "x*(2*x - 1) == 0"),
    another("real", "integer", "2*x**2 == 1"),
    another("real", "real", "x**2 == 1", "log(t)"),  # undefined for t <= 0
    another("nonzero", "nonzero", "x**2 == x"),
    another("real", "real", "floor(x) == 1/2"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_another_zero_is_found(one: Goal) -> None:
    found = answer(one)
    assert found.proved and found.trust in ("certificate", "two engines")


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_where_no_further_zero_is_none_is_seen(one: Goal) -> None:
    assert not answer(one).proved


REFUTED: tuple[tuple[dict[str, str], str, dict[str, str]], ...] = (
    (
        {"a": "real >= 1"},
        "exists(x, 'positive', x - log(x) == a and forall(y, 'positive', implies(y - log(y) == a, y == x)))",
        {"a": "2"},
    ),
    (
        {"k": "real in [0, 11/10]"},
        "exists(x, 'real', x == k*sin(x) and forall(y, 'real', implies(y == k*sin(y), y == x)))",
        {"k": "11/10"},
    ),
    ({}, "exists(x, 'real', exp(x) == 3*x and not exists(y, 'real', y != x and exp(y) == 3*y))", {}),
)


@pytest.mark.parametrize(("let", "claim", "point"), REFUTED)
def test_a_unique_solution_is_refuted(let: Mapping[str, str], claim: str, point: Mapping[str, str]) -> None:
    witness = disproved(formal(let, claim), Session(Budget(z3_rlimit=400_000)))
    assert witness is not None and witness.fault == "false"
    assert {name: text(value) for name, value in witness.point.items()} == point


def test_places_share_no_point() -> None:
    found = answer(another("real", "real", "x == 11/10*sin(x)"))
    assert found.proved and found.detail == "zeros at 0 and [-3/4, -5/8]"


@pytest.mark.parametrize(
    ("domain", "places"),
    (
        ("real", ((0, 2), (1, 3))),  # one zero lies in both
        ("positive", ((-2, -1), (1, 2))),
        ("real", ((0, 0), (1, 1))),  # no zeros
        ("real", ((0, 1), (2, 3))),
    ),
)
def test_places_are_checked(
    domain: str, places: tuple[tuple[int, int], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = [Place(Fraction(low), Fraction(high)) for low, high in places]
    monkeypatch.setattr(existence_isolated, "_places", lambda *_: iter(offered))
    assert not answer(another("real", domain, "x**2 == 2")).proved


def test_places_that_are_zeros_apart_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = [Place(Fraction(low), Fraction(low + 1)) for low in (-2, 1)]
    monkeypatch.setattr(existence_isolated, "_places", lambda *_: iter(offered))
    assert answer(another("real", "real", "x**2 == 2")).proved
