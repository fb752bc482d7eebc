"""Comparisons of semidefinite matrices as limits of those of definite ones."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import definite_closure
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal_for(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> Goal:
    return goal_of(formalize(let, {f"given{place}": one for place, one in enumerate(given)}, {}, claim))


def is_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_for(let, given, claim)).proved


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        ({"n": "integer >= 1", "A": "psd(n)"}, (), "det(A) <= (trace(A)/n)**n"),
        ({"n": "integer >= 1", "A": "psd(n)", "B": "psd(n)"}, (), "det(A+B) >= det(A)+det(B)"),
        ({"n": "integer >= 1", "A": "psd(n)", "B": "psd(n)"}, (), "det(A+B) >= det(A)"),
        ({"n": "integer >= 1", "A": "psd(n)", "B": "psd(n)"}, (), "trace(A@B) <= trace(A)*trace(B)"),
        ({"n": "integer >= 1", "A": "psd(n)", "B": "psd(n)"}, (), "trace(A@B) >= 0"),
        ({"n": "integer >= 1", "A": "psd(n)"}, (), "n*det(A)**(1/n) <= trace(A)"),
        ({"n": "integer >= 1", "A": "psd(n)", "B": "spd(n)"}, (), "det(A+B) >= det(A)+det(B)"),
    ],
)
def test_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert is_proved(let, given, claim)


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        ({"n": "integer >= 1", "A": "psd(n)"}, (), "det(A) < (trace(A)/n)**n + 1 - n"),
        ({"n": "integer >= 1", "A": "psd(n)"}, (), "det(A) > 0"),
        ({"n": "integer >= 1", "A": "psd(n)"}, (), "A @ inv(A) == identity(n)"),
        ({"n": "integer >= 1", "A": "psd(n)"}, (), "sign(det(A)) == 1"),
        ({"n": "integer >= 1", "A": "psd(n)"}, (), "det(A)**0/det(A) >= 0"),
        ({"n": "integer >= 1", "A": "psd(n)"}, ("det(A) == 0",), "trace(A) <= 0"),
        ({"n": "integer >= 1", "A": "psd(n)", "B": "symmetric(n)"}, (), "det(A+B) >= det(A)+det(B)"),
        ({"n": "integer >= 1", "A": "psd(n)", "B": "psd(n)"}, (), "det(A+B) <= det(A)+det(B)"),
    ],
)
def test_not_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not is_proved(let, given, claim)


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        ({"n": "integer >= 1", "A": "psd(n)"}, (), "det(A) < 1"),
        ({"n": "integer >= 1", "A": "psd(n)"}, ("det(A) == 0",), "trace(A) >= 0"),
        ({"n": "integer >= 1", "A": "psd(n)"}, (), "floor(det(A)) >= 0"),
        ({"n": "integer >= 1", "A": "spd(n)"}, (), "det(A) >= 0"),
    ],
)
def test_left_to_others(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not definite_closure.applies(goal_for(let, given, claim))
