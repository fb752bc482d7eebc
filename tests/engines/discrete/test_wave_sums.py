"""Sums of sines and cosines of evenly spaced angles."""

from __future__ import annotations

import pytest

from proofs_check.engines import wave_sums
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal_for(claim: str, let: dict[str, str], *given: str) -> Goal:
    return goal_of(formalize(let, {f"h{place}": fact for place, fact in enumerate(given)}, {}, claim))


def is_proved(claim: str, let: dict[str, str], *given: str) -> bool:
    """By this engine alone: the sums that are left of a false statement keep others busy."""
    session = Session(Budget())
    goal = goal_for(claim, let, *given)
    answer = wave_sums.attempt(goal, session.prover())
    return answer.proved and session.with_definedness(goal, answer).proved


def at_least(first: int, **more: str) -> dict[str, str]:
    return {"n": f"integer >= {first}", **more}


MODES = at_least(2, j="integer in [1, n - 1]")


@pytest.mark.parametrize(
    ("claim", "let"),
    [
        ("sum(cos(2*pi*k/n), k, 0, n - 1) == 0", at_least(2)),
        ("sum(sin(pi*k/n), k, 0, n - 1) == cot(pi/(2*n))", at_least(1)),
        ("sum(cos(2*pi*k/n)**2, k, 0, n - 1) == n/2", at_least(3)),
        ("sum(sin(2*pi*k/n)*cos(2*pi*k/n), k, 0, n - 1) == 0", at_least(3)),
        ("sum(cos(2*pi*k/(2*n + 1)), k, 1, n) == -1/2", at_least(1)),
        ("sum(cos((2*k - 1)*pi/(2*n + 1)), k, 1, n) == 1/2", at_least(1)),
        ("sum(cos(2*pi*j*k/n), k, 0, n - 1) == 0", MODES),
        ("sum(sin(pi*j*k/n)**2, k, 1, n - 1) == n/2", MODES),
        ("sum(cos(x + 2*pi*k/n), k, 0, n - 1) == 0", at_least(2, x="real")),
        ("sum(3 - 2*cos(2*pi*k/n)/5, k, 0, n - 1) == 3*n", at_least(2)),
        ("sum(sin(k + 1), k, 0, n) == (cos(1/2) - cos(n + 3/2))/(2*sin(1/2))", at_least(0)),
    ],
)
def test_proved(claim: str, let: dict[str, str]) -> None:
    assert is_proved(claim, let)


@pytest.mark.parametrize(
    ("claim", "let"),
    [
        ("sum(cos(2*pi*k/n), k, 0, n - 1) == 0", at_least(1)),
        ("sum(sin(pi*k/n), k, 0, n - 1) == tan(pi/(2*n))", at_least(1)),
        ("sum(sin(2*pi*k/n)*sin(2*pi*k/n), k, 0, n - 1) == 0", at_least(3)),
        ("sum(cos(2*pi*k/(2*n + 1)), k, 1, n) == 1/2", at_least(1)),
        ("sum(cos((2*k - 1)*pi/(2*n + 1)), k, 1, n) == -1/2", at_least(1)),
        ("sum(cos(2*pi*j*k/n), k, 0, n - 1) == 0", at_least(2, j="integer in [1, n]")),
        ("sum(cos(x*k), k, 1, n) == (sin((n + 1/2)*x)/sin(x/2) - 1)/2", at_least(1, x="real")),
        ("sum(sin(k + 1), k, 0, n) == (cos(1/2) - cos(n + 1/2))/(2*sin(1/2))", at_least(0)),
    ],
)
def test_false(claim: str, let: dict[str, str]) -> None:
    assert not is_proved(claim, let)


def test_orthogonal_modes() -> None:
    modes = at_least(2, i="integer in [1, n - 1]", j="integer in [1, n - 1]")
    claim = "sum(sin(pi*i*k/n)*sin(pi*j*k/n), k, 1, n - 1) == 0"
    assert is_proved(claim, modes, "i < j")


def test_what_does_not_apply() -> None:
    for claim in ("sum(cos(k**2), k, 0, n) <= n + 1", "sum(k, k, 0, n) >= 0", "prod(cos(k), k, 0, n) <= 1"):
        assert not wave_sums.applies(goal_for(claim, at_least(1)))
