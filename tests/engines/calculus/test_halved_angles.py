"""Limits of products of cosines of halved angles (Viete)."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

NUMBER = {"n": "integer >= 1", "x": "real"}


def holds(claim: str, *given: str) -> bool:
    goal = goal_of(formalize(NUMBER, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))
    return Session(Budget()).prove_claim(goal).proved


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("limit(prod(cos(x/2**k), k, 1, n), n, oo) == sin(x)/x", ("x != 0",)),
        ("limit(prod(cos(pi/2**k), k, 2, n), n, oo) == 2/pi", ()),
        ("limit(prod(cos(x/2**k), k, 0, n), n, oo) == sin(2*x)/(2*x)", ("x > 0",)),
        ("limit(3*prod(cos(x/2**k), k, 1, n) + 1/n, n, oo) == 3*sin(x)/x", ("x != 0",)),
    ],
)
def test_true_is_proved(claim: str, given: tuple[str, ...]) -> None:
    assert holds(claim, *given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("limit(prod(cos(x/2**k), k, 1, n), n, oo) == sin(x)/x", ()),
        ("limit(prod(cos(x/2**k), k, 1, n), n, oo) == cos(x)/x", ("x != 0",)),
        ("limit(prod(cos(x/3**k), k, 1, n), n, oo) == sin(x)/x", ("x != 0",)),
        ("limit(prod(cos(pi/2**k), k, 1, n), n, oo) == 2/pi", ()),
        ("limit(prod(sin(x/2**k), k, 1, n), n, oo) == sin(x)/x", ("x != 0",)),
        ("limit(prod(cos(x/2**n), k, 1, n), n, oo) == sin(x)/x", ("x != 0",)),
        ("limit(prod(cos(x/2**k), k, 1, n + 1), n, oo) == sin(2*x)/(2*x)", ("x != 0",)),
    ],
)
def test_false_is_not_proved(claim: str, given: tuple[str, ...]) -> None:
    assert not holds(claim, *given)
