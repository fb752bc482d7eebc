"""What the planner takes from an implication whose premise is known."""

from __future__ import annotations

from proofs_check.goal import Budget, Goal
from proofs_check.goal_forms import detached
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LETTERS = {"x": "real", "y": "real", "z": "real"}


def goal(given: list[str], claim: str) -> Goal:
    formal = formalize(LETTERS, {f"h{place}": text for place, text in enumerate(given)}, {}, claim)
    return Goal(formal.letters, tuple(term for _, term in formal.given), formal.claim)


def test_a_known_premise_gives_the_conclusion() -> None:
    known = goal(["x > 1", "implies(x > 1, y == z)"], "y == z")
    assert detached(list(known.hypotheses)) == [known.conclusion]
    assert Session(Budget()).prove(known).trust == "certificate"


def test_all_parts_of_a_premise_are_needed() -> None:
    half = goal(["x > 1", "implies(x > 1 and z > 2, y == z)"], "y == z")
    whole = goal(["x > 1", "z > 2", "implies(x > 1 and z > 2, y == z and y > 0)"], "y == z")
    assert detached(list(half.hypotheses)) == []
    assert len(detached(list(whole.hypotheses))) == 2


def test_the_converse_is_not_taken() -> None:
    assert detached(list(goal(["y == z", "implies(x > 1, y == z)"], "x > 1").hypotheses)) == []


def test_an_equivalence_gives_either_side_from_the_other() -> None:
    """One after the other: the last follows from the second, which follows from the first."""
    known = goal(["x > 1", "iff(y == z, x > 1)", "iff(y == z, z > 2)"], "z > 2")
    assert len(detached(list(known.hypotheses))) == 2
    assert Session(Budget()).prove(known).trust == "certificate"


def test_an_equivalence_gives_nothing_by_itself() -> None:
    assert detached(list(goal(["x > 0", "iff(y == z, x > 1)"], "y == z").hypotheses)) == []
