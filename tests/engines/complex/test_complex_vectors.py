"""Complex numbers as vectors."""

from __future__ import annotations

import pytest

from proofs_check.engines import complex_vectors
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LET = {"z": "complex", "w": "complex", "t": "real in [0, 1]"}


def shown(claim: str, *facts: str) -> bool:
    goal = goal_of(formalize(LET, {f"h{i}": fact for i, fact in enumerate(facts)}, {}, claim))
    return complex_vectors.attempt(goal, Session(Budget()).prove_claim).proved


@pytest.mark.parametrize(
    ("claim", "facts"),
    [
        ("abs(z + w)**2 == abs(z)**2 + 2*re(z*conj(w)) + abs(w)**2", ()),
        ("abs(t*z + (1 - t)*w) <= t*abs(z) + (1 - t)*abs(w)", ()),
        ("re(conj(z)*w)**2 <= abs(z)**2*abs(w)**2", ()),
        ("abs(z + w)*abs(z - w) <= abs(z)**2 + abs(w)**2", ()),
        ("abs(z - w) > 0", ("z != w",)),
        ("abs(z/abs(z) - w/abs(w)) <= 2*abs(z - w)/(abs(z) + abs(w))", ("z != 0", "w != 0")),
    ],
)
def test_true_is_proved(claim: str, facts: tuple[str, ...]) -> None:
    assert shown(claim, *facts)


@pytest.mark.parametrize(
    ("claim", "facts"),
    [
        ("abs(z + w)**2 == abs(z)**2 + re(z*conj(w)) + abs(w)**2", ()),
        ("abs(z - w) > 0", ()),
        ("abs(z + w) >= abs(z)", ()),
        ("re(conj(z)*w) <= abs(z)", ("abs(w) <= 2",)),
        ("abs(z + w) <= abs(z - w)", ("re(z*conj(w)) <= 1",)),
        ("re(z*w) == re(z*conj(w))", ()),
        ("abs(z*w + 1) <= abs(z) + abs(w)", ()),
        ("abs(z + i*w) == abs(z + w)", ()),
        ("abs(z + sqrt(-1)*w) == abs(z + w)", ()),
    ],
)
def test_false_is_not_proved(claim: str, facts: tuple[str, ...]) -> None:
    assert not shown(claim, *facts)
