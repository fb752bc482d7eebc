"""Products that telescope by a step that their factors take."""

from __future__ import annotations

import pytest

from proofs_check.engines import expand_ranges
from proofs_check.engines.doubling_products import Quotient, by_doubling
from proofs_check.engines.limit_values import value
from proofs_check.goal import Answer, Budget, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import ONE, Compare, Limit, Sum, apply, walk
from proofs_check.statement.text import text

LETTERS = {"n": "natural", "k": "integer", "x": "real in (-1, 1)", "y": "nonzero", "r": "real in (-1, 1]"}
WIDE = {"n": "natural", "k": "integer", "z": "real in (-3, 3)"}


def answer(claim: str) -> Answer:
    return Session(Budget()).prove_claim(goal_of(formalize(LETTERS, {}, {}, claim)))


@pytest.mark.parametrize(
    "claim",
    [
        "limit(prod(1 + x**(2**k), k, 0, n), n, oo) == 1/(1 - x)",
        "limit(prod(1 - x**(2**k) + x**(2**(k + 1)), k, 0, n), n, oo) == 1/(1 + x + x**2)",
        "limit(prod(1 + x**(3**k) + x**(2*3**k), k, 0, n), n, oo) == 1/(1 - x)",
        "limit(prod(1 + 1/2**(2**k), k, 0, n), n, oo) == 2",
        "limit(prod(cosh(y/2**k), k, 1, n), n, oo) == sinh(y)/y",
        "limit(prod(1 + (-1)**(2**k), k, 0, n), n, oo) == 0",  # the first factor
        "limit(prod(k - 2, k, 2, n)/n, n, oo) == 0",
    ],
)
def test_true_is_proved(claim: str) -> None:
    assert answer(claim).proved


@pytest.mark.parametrize(
    "claim",
    [
        "limit(prod(1 + x**(2**k), k, 0, n), n, oo) == 1/(1 + x)",
        "limit(prod(1 + x**(2**k), k, 1, n), n, oo) == 1/(1 - x)",
        "limit(prod(1 + r**(2**k), k, 0, n), n, oo)*(1 - r) == 1",  # at r = 1 the product is 2**(n + 1)
        "limit(prod(1 + x**(3**k), k, 0, n), n, oo) == 1/(1 - x)",
        "limit(prod(1 + x**(2**k), k, 0, -n), n, oo) == 1/(1 - x)",
        "limit(prod(1 + 1/2**(2**k), k, 0, n), n, oo) == 3",
        "limit(prod((k - 2)/(k - 5), k, 2, n), n, oo) == 0",  # a later factor is not defined
        "limit(prod((k - 2)*2**k, k, 2, -n), n, oo) == 0",  # it has no factors
        "limit(prod(cosh(y/2**k), k, 1, n), n, oo) == sinh(y)",
    ],
)
def test_false_is_not_proved(claim: str) -> None:
    assert not answer(claim).proved


def quotient(claim: str) -> str:
    goal = goal_of(formalize(LETTERS, {}, {}, claim))
    product = next(node for node in walk(goal.conclusion) if isinstance(node, Sum))
    found = by_doubling(product, goal, Session(Budget()).prover())
    return "" if found is None else f"{text(found.above)} : {text(found.below)}"


def test_the_quotient() -> None:
    assert quotient("prod(1 + x**(2**k), k, 0, n) == 1") == "1 - x**(2**(n + 1)) : 1 - x"
    assert quotient("prod(1 + x**(2**k), k, 3, n) == 1") == ""  # it may be turned round
    assert quotient("prod(cosh(y*2**k), k, n, 2*n) == 1") == (
        "sinh(y * 2**(2 * n + 1)) / 2**(2 * n + 1) : sinh(y * 2**n) / 2**n"
    )
    assert quotient("prod(1 + x**k, k, 0, n) == 1") == ""
    assert quotient("sum(1 + x**(2**k), k, 0, n) == 1") == ""


@pytest.mark.parametrize(
    ("claim", "holds"), [("x", True), ("z", False), ("-x", True), ("1/2", True), ("3/2", False)]
)
def test_a_power_that_falls_fast(claim: str, holds: bool) -> None:
    goal = goal_of(formalize({**LETTERS, **WIDE}, {}, {}, f"limit(({claim})**(2**n), n, oo) == 0"))
    assert Session(Budget()).prove_claim(goal).proved == holds


def test_a_divisor_that_is_zero_says_nothing_of_the_product(monkeypatch: pytest.MonkeyPatch) -> None:
    def zero_below(product: Sum, *_: object) -> Quotient:
        return Quotient(ONE, apply("sub", product.high, product.high), undecided("", ""))

    monkeypatch.setattr(expand_ranges, "by_doubling", zero_below)
    goal = goal_of(formalize(LETTERS, {}, {}, "limit(prod(1 + k/n**2, k, 1, n), n, oo) == sqrt(e)"))
    assert isinstance(goal.conclusion, Compare) and isinstance(goal.conclusion.left, Limit)
    assert value(goal.conclusion.left, goal, Session(Budget()).prover()).kind == "finite"
