"""Comparisons that are linear in a semidefinite matrix, and of traces."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import rank_one_parts
from tests.engines.stated_cases import goal_from, shown

N = {"n": "integer >= 1"}
TURNED = {**N, "Q": "orthogonal(n)", "P": "orthogonal(n)", "S": "psd(n)"}
FORMS = {**N, "A": "spd(n)", "B": "spd(n)"}
MIXED = {**N, "A": "symmetric(n)", "S": "psd(n)", "Q": "orthogonal(n)", "R": "symmetric(n)"}


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        (TURNED, (), "trace(Q @ S) <= trace(S)"),
        (TURNED, (), "abs(trace(Q @ S)) <= trace(S)"),
        (TURNED, (), "trace(P @ S @ Q) <= trace(S)"),
        (TURNED, (), "norm(S) + abs(trace(Q @ S)) <= 2*trace(S)"),
        (MIXED, (), "2*trace(A @ S) <= trace(S) + trace(A @ S @ A)"),
        (FORMS, (), "trace(inv(A + B)) <= trace(inv(A))"),
        (FORMS, (), "trace(A @ inv(A + B)) <= n"),
    ],
)
def test_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert shown((dict(let), claim, *given))


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        (MIXED, (), "trace(Q @ R) <= trace(R)"),
        (MIXED, (), "abs(trace(Q @ R)) <= trace(R)"),
        (TURNED, (), "trace(Q @ S) >= trace(S)"),
        (TURNED, (), "trace(Q @ S) < trace(S)"),
        (MIXED, ("trace(S) == 1",), "trace(A @ S) <= trace(S)"),
        (TURNED, (), "trace(Q @ S) <= trace(S)/2"),
        (TURNED, (), "trace(Q @ S @ S) <= trace(S)"),
        (TURNED, (), "trace(S) <= abs(trace(Q @ S))"),
        (TURNED, (), "trace(S) <= norm(S)"),
        (TURNED, (), "norm(S) + (trace(S) - 2*norm(S)) <= 0"),
        (FORMS, (), "trace(inv(A + B)) <= trace(inv(A))/2"),
    ],
)
def test_not_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not shown((dict(let), claim, *given))


@pytest.mark.parametrize(
    "claim",
    [
        "trace(S)**2 <= trace(S)",
        "trace(S) <= trace(S)*trace(S)",
        "trace(S) + 1 <= 2*trace(S)",
        "trace(S) == trace(Q @ S)",
    ],
)
def test_what_is_not_homogeneous_is_left(claim: str) -> None:
    assert not rank_one_parts.applies(goal_from((TURNED, claim)))
