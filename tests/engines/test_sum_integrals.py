"""Sums between integrals: for falling and rising terms, moving ranges, poles below the first term."""

from __future__ import annotations

import pytest

from proofs_check.engines.sum_integrals import integrals
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Sum, walk

N = {"n": "integer >= 1"}
RANGE = {"m": "integer >= 1", "n": "integer >= 1"}


def goal(claim: str, let: dict[str, str], *given: str) -> Goal:
    return goal_of(formalize(let, {f"h{k}": fact for k, fact in enumerate(given)}, {}, claim))


def is_proved(claim: str, let: dict[str, str], *given: str) -> bool:
    return Session(Budget()).prove_claim(goal(claim, let, *given)).proved


@pytest.mark.parametrize(
    ("claim", "let", "given"),
    [
        ("sum(1/(n + k), k, 1, n) < log(2)", N, ()),
        ("sum(1/k, k, m + 1, n) < log(n/m)", RANGE, ("n > m",)),
        ("sum(1/k, k, m + 1, n) > log((n + 1)/(m + 1))", RANGE, ("n > m",)),
        ("sum(1/k**2, k, m + 1, n) < 1/m", RANGE, ("n > m",)),
        ("sum(1/k**p, k, 1, n) <= p/(p - 1)", {**N, "p": "real > 1"}, ()),
        ("sum(k**p, k, 1, n) > n**(p + 1)/(p + 1)", {**N, "p": "positive"}, ()),
    ],
)
def test_proved(claim: str, let: dict[str, str], given: tuple[str, ...]) -> None:
    assert is_proved(claim, let, *given)


@pytest.mark.parametrize(
    ("claim", "let", "given"),
    [
        ("sum(1/(n + k), k, 1, n) < 0.69", N, ()),
        ("sum(1/k, k, m + 1, n) < log(n/m)", RANGE, ("n >= m",)),
        ("sum(1/k, k, m, n) < log(n/m)", RANGE, ("n > m",)),
        ("sum(1/k**2, k, m, n) < 1/m", RANGE, ("n > m",)),
        ("sum(k**p, k, 1, n) < n**(p + 1)/(p + 1)", {**N, "p": "positive"}, ()),
    ],
)
def test_false_ones_are_not(claim: str, let: dict[str, str], given: tuple[str, ...]) -> None:
    assert not is_proved(claim, let, *given)


@pytest.mark.parametrize(
    "claim",
    [
        "sum(1/k, k, 1, n) > 0",  # the pole of the logarithm is left out with the first term
        "sum(1/(k + 1), k, 1, n) > 0",
        "sum(exp(-k), k, 0, n) > 0",
        "sum(sqrt(k), k, 1, n) > 0",
        "sum(2**k, k, 1, n) > 0",
    ],
)
def test_the_facts_hold_at_numbers(claim: str) -> None:
    whole = goal(claim, N)
    one = next(node for node in walk(whole.conclusion) if isinstance(node, Sum))
    found = integrals(one, whole, Session(Budget()).prove)
    assert found is not None and len(found.facts) == 2
    for n in (1, 2, 7, 20):
        for fact in found.facts:
            said = whole.assuming().concluding(fact)
            at = goal("n >= 1", {"n": f"integer in [{n}, {n}]"}).concluding(said.conclusion)
            assert Session(Budget()).prove(at).proved


@pytest.mark.parametrize(
    "claim", ["sum(sin(k), k, 1, n) > 0", "sum((k - 3)**2, k, 1, n) > 0", "sum(1/(k - 5/2), k, 1, n) > 0"]
)
def test_terms_that_neither_rise_nor_fall(claim: str) -> None:
    whole = goal(claim, N)
    one = next(node for node in walk(whole.conclusion) if isinstance(node, Sum))
    assert integrals(one, whole, Session(Budget()).prove) is None


def test_an_empty_range_has_no_bounds() -> None:
    whole = goal("sum(1/k, k, 1, n) > 0", {"n": "natural"})
    one = next(node for node in walk(whole.conclusion) if isinstance(node, Sum))
    assert integrals(one, whole, Session(Budget()).prove) is None
