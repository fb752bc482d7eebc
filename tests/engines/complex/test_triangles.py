"""Inequalities between moduli of combinations, for complex numbers and for vectors: Hlawka's and its like."""

from __future__ import annotations

import pytest

from proofs_check.engines import triangles
from proofs_check.engines.opaque_moduli import in_moduli
from proofs_check.engines.relations_of_moduli import moduli_of, parallelograms
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

NUMBERS = dict.fromkeys("abcd", "complex") | {"x": "real"}
VECTORS = {"n": "integer >= 1"} | dict.fromkeys("abcd", "vector(n)")
HLAWKA = "abs(a + b) + abs(b + c) + abs(c + a) <= abs(a) + abs(b) + abs(c) + abs(a + b + c)"


def goal_about(letters: dict[str, str], claim: str, *given: str) -> Goal:
    return goal_of(formalize(letters, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))


def by_triangles(letters: dict[str, str], claim: str, *given: str) -> bool:
    goal = goal_about(letters, claim, *given)
    session = Session(Budget())
    return triangles.applies(goal) and triangles.attempt(goal, session.prover()).proved


TRUE = [
    HLAWKA,
    "abs(a - c) + abs(b - d) <= abs(a - b) + abs(b - c) + abs(c - d) + abs(d - a)",
    "abs(a - b) + abs(b - c) + abs(c - a) <= 2*(abs(a) + abs(b) + abs(c))",
    "abs(a) + abs(b) <= abs(a + b) + abs(a - b)",
    "abs(a) + abs(b) + abs(c) <= abs(a + b - c) + abs(b + c - a) + abs(c + a - b)",
    "abs(a + b)*abs(c) <= (abs(a) + abs(b))*abs(c - d) + (abs(a) + abs(b))*abs(d)",
    "abs(a - b)*abs(a - c) <= (abs(a) + abs(b))*(abs(a) + abs(c))",
    "2*abs(a) <= abs(a + b) + abs(a - b)",
]
FALSE = [
    HLAWKA.replace("<=", "<"),
    "abs(a + b) + abs(b + c) + abs(c + a) <= abs(a) + abs(b) + abs(c) + abs(a + b - c)",
    "abs(a + b) + abs(b + c) + abs(c + a) <= abs(a) + abs(b) + abs(c)",
    "abs(a) + abs(b) <= abs(a + b) + abs(a - b)/2",
    "abs(a - c) + abs(b - d) <= abs(a - b) + abs(b - c) + abs(c - d)",
    "abs(a - b) + abs(b - c) + abs(c - a) <= abs(a) + abs(b) + abs(c)",
    "abs(a) + abs(b) + abs(c) <= abs(a + b - c) + abs(b + c - a)",
    "abs(a + b)*abs(c) <= (abs(a) + abs(b))*abs(c - d)",
    "3*abs(a) <= abs(a + b) + abs(a - b)",
]


@pytest.mark.parametrize("claim", TRUE)
@pytest.mark.parametrize("letters", [NUMBERS, VECTORS], ids=["numbers", "vectors"])
def test_true_ones(claim: str, letters: dict[str, str]) -> None:
    assert by_triangles(letters, claim if letters is NUMBERS else claim.replace("abs", "norm"))


@pytest.mark.parametrize("claim", FALSE)
@pytest.mark.parametrize("letters", [NUMBERS, VECTORS], ids=["numbers", "vectors"])
def test_false_ones_stay_open(claim: str, letters: dict[str, str]) -> None:
    assert not by_triangles(letters, claim if letters is NUMBERS else claim.replace("abs", "norm"))


def test_hypotheses_about_moduli_are_used() -> None:
    claim = "abs(a - b) + abs(b - c) + abs(c - a) <= 6"
    ones = ("abs(a) <= 1", "abs(b) <= 1", "abs(c) == 1")
    assert by_triangles(NUMBERS, claim, *ones)
    assert not by_triangles(NUMBERS, claim, *ones[:2])
    assert not by_triangles(NUMBERS, claim.replace("<=", "<"), *ones)


def test_the_planner_asks_for_them() -> None:
    answer = Session(Budget()).prove_claim(goal_about(NUMBERS, HLAWKA))
    assert answer.proved
    assert answer.trust == "certificate"


def test_the_parallelogram_of_two() -> None:
    goal = goal_about(NUMBERS, "abs(a + b) <= abs(a - b) + abs(a) + abs(b)")
    _, names = in_moduli(goal)
    (law,) = parallelograms(moduli_of(names))
    letter = {
        tuple(text(part) for part, _ in parts) + tuple(w for _, w in parts): name
        for parts, name in names.items()
    }
    assert len(letter) == 4
    assert text(law).count("**2") == 4


@pytest.mark.parametrize(
    "claim",
    [
        "abs(a) <= abs(b)",
        "abs(a + b) + abs(a - b) == 2*abs(a)",
        "re(a) <= abs(a) + abs(b) + abs(a + b)",
        "abs(a) + abs(b) + abs(a + b) >= sqrt(x)",
        "abs(a**x) + abs(b) + abs(a + b) >= 0",
    ],
)
def test_other_goals_are_left(claim: str) -> None:
    assert not by_triangles(NUMBERS, claim)
