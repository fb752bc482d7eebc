"""Uniform continuity and what breaks it, by radii and by points half a radius apart."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.judging import judge
from proofs_check.prove import Session
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim
from proofs_check.statement.formal import formalize

UNIFORM = (
    "exists(r, 'positive', forall(x, '{kind}', forall(y, '{kind}', implies(abs(x - y) < r, abs({f}) < eps))))"
)


@pytest.mark.parametrize(
    ("kind", "f"),
    [("nonnegative", "sqrt(x) - sqrt(y)"), ("real", "2*x - 2*y"), ("real", "sin(x) - sin(y)")],
)
def test_uniformly_continuous(kind: str, f: str) -> None:
    goal = goal_of(formalize({"eps": "positive"}, {}, {}, UNIFORM.format(kind=kind, f=f)))
    assert Session(Budget()).prove_claim(goal).proved


def test_the_square_is_not() -> None:
    claim = Claim("square", UNIFORM.format(kind="real", f="x**2 - y**2"), let={"eps": "positive"})
    assert judge(claim, Settings(Budget(instances=100))).verdict == "refuted"


@pytest.mark.parametrize(
    ("body", "known"),
    [
        ("abs(x - y) < d and abs(x**2 - y**2) >= 1", True),
        ("d >= abs(x - y) and x*y > 1 and x != y", True),
        ("abs(x - y) < d and abs(x - y) >= d", False),
        ("abs(x - y) < d - d and x == x", False),
    ],
)
def test_two_points(body: str, known: bool) -> None:
    goal = goal_of(formalize({"d": "positive"}, {}, {}, f"exists(x, 'real', exists(y, 'real', {body}))"))
    assert Session(Budget()).prove_claim(goal).proved == known
