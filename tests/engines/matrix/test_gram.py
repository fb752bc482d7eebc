"""Scalar claims about vectors and matrices of any size: what is proved from their scalar products, and what is not."""

from __future__ import annotations

import pytest
from matrix_goals import by_z3, certain, goal, knows_nothing

from proofs_check.engines import gram
from proofs_check.engines.scalar_image import Namer, touches_matrices
from proofs_check.engines.word_rules import plain_setting
from proofs_check.goal import Answer, Goal
from proofs_check.statement.text import text

MODEL = "eps**2*dot(g, H @ g)/2 - eps*dot(g, g)"
G = {"g": "vector(n)"}
DEFINED = {"g": "H @ x + b"}
LEAST = "-(dot(g, g))**2/(2*dot(g, H @ g))"

TRUE: tuple[Goal, ...] = (
    goal(f"{MODEL} < 0", "g != zeros(n, 1)", "eps > 0", "eps*dot(g, H @ g) < 2*dot(g, g)", let=G),
    goal(f"{MODEL} >= {LEAST}", "dot(g, H @ g) > 0", let=G),
    goal(f"{MODEL} >= {LEAST}", "dot(g, H @ g) > 0", define=DEFINED),
    goal(f"forall(eps, 'real', {MODEL} >= {LEAST})", "dot(g, H @ g) > 0", let=G),
    goal("exists(c, 'positive', c**2*dot(g, H @ g)/2 - c*dot(g, g) < 0)", "g != zeros(n, 1)", let=G),
    goal("dot(g, -g) < 0", "g != zeros(n, 1)", let=G),
    goal("norm(u + v) <= norm(u) + norm(v)"),
    goal("norm(u - v) >= abs(norm(u) - norm(v))"),
    goal("abs(dot(u, v)) <= norm(u)*norm(v)"),
    goal("norm(Q @ v) == norm(v)"),
    goal("norm(A @ v) <= norm(A)*norm(v)"),
    goal("norm(eps*v) == abs(eps)*norm(v)"),
    goal("dot(v, P @ v) > 0", "v != zeros(n, 1)"),
    goal("dot(v, inv(P) @ v) > 0", "v != zeros(n, 1)"),
    goal("dot(v, K @ v) >= 0"),
    goal("dot(v, H @ H @ v) >= 0"),
    goal("dot(v, A.T @ K @ A @ v) >= 0"),
    goal("dot(v, H @ v) >= 0", "H == A.T @ A"),
    goal("v == zeros(n, 1)", "dot(v, P @ v) <= 0"),
    goal("iff(u == v, norm(u - v) == 0)"),
    goal("dot(u, v) == 0", "v == zeros(n, 1)"),
    goal("norm(u - v)**2 == norm(u)**2 + norm(v)**2", "dot(u, v) == 0"),
    goal("dot(u, K @ v)**2 <= dot(u, K @ u)*dot(v, K @ v)"),
    goal("trace(P) > 0 and det(P) > 0"),
    goal("abs(det(Q)) == 1"),
    goal("det(V) != 0"),
    goal("trace(P @ K) >= 0"),
    goal("trace(A.T @ A) >= 0"),
    goal("dot(v, H @ v) <= max(eigenvalues(H))*dot(v, v)"),
    goal("min(eigenvalues(H))*dot(v, v) <= dot(v, H @ v)"),
    goal("det(inv(P)) > 0"),
)

FALSE: tuple[Goal, ...] = (
    goal(f"{MODEL} < 0", "g != zeros(n, 1)", "eps > 0", "eps*dot(g, H @ g) <= 2*dot(g, g)", let=G),
    goal(f"{MODEL} < 0", "g != zeros(n, 1)", "eps*dot(g, H @ g) < 2*dot(g, g)", let=G),
    goal(f"{MODEL} > {LEAST}", "dot(g, H @ g) > 0", let=G),
    goal(f"{MODEL} >= {LEAST}", "dot(g, H @ g) != 0", let=G),
    goal("norm(u + v) >= norm(u) + norm(v)"),
    goal("norm(u + v) < norm(u) + norm(v)"),
    goal("abs(dot(u, v)) < norm(u)*norm(v)", "u != v"),
    goal("norm(V @ v) == norm(v)"),
    goal("norm(eps*v) == eps*norm(v)"),
    goal("dot(v, P @ v) > 0"),
    goal("dot(v, K @ v) > 0", "v != zeros(n, 1)"),
    goal("dot(v, H @ v) >= 0"),
    goal("dot(v, A @ v) >= 0"),
    goal("dot(v, P @ K @ v) >= 0"),
    goal("v == zeros(n, 1)", "dot(v, K @ v) <= 0"),
    goal("dot(u, H @ v)**2 <= dot(u, H @ u)*dot(v, H @ v)"),
    goal("trace(H) >= 0"),
    goal("trace(A @ A) >= 0"),
    goal("trace(H @ K) >= 0"),
    goal("det(V) > 0"),
    goal("det(K) > 0"),
    goal("det(Q) == 1"),
    goal("dot(v, H @ v) <= min(eigenvalues(H))*dot(v, v)"),
    goal("dot(v, A @ v) <= max(eigenvalues(A))*dot(v, v)"),
    goal("dot(v, v) >= 0", let={"v": "complex vector(n)"}),  # complex numbers squared
    goal("exists(c, 'real in [0, 0]', dot((c/c)*u, v) == dot(u, v))"),  # undefined at the only c
    goal("exists(c, 'real', trace(inv(A) @ A) == c)"),  # undefined at singular A
    goal("exists(c, 'real', c == dot(u, v)/dot(u, u))"),  # undefined at u = 0
    goal("trace(A) <= -1", "forall(q1, 'real', q1**2 >= trace(A))"),  # bound letter with the name of an atom
)


@pytest.mark.parametrize("true", TRUE, ids=range(len(TRUE)))
def test_proves(true: Goal) -> None:
    answer = gram.attempt(true, certain)
    assert answer.proved, answer.detail
    assert answer.trust == "certificate"


@pytest.mark.parametrize("false", FALSE, ids=range(len(FALSE)))
def test_does_not_prove_false_neighbours(false: Goal) -> None:
    assert not gram.attempt(false, by_z3).proved


def test_trust_is_that_of_the_scalar_part() -> None:
    assert gram.attempt(TRUE[0], by_z3).trust == "one engine"
    assert "z3" in gram.attempt(TRUE[0], by_z3).engines


def test_a_witness_of_the_scalar_image_is_none_of_the_claim() -> None:
    def refutes(asked: Goal) -> Answer:
        return Answer("stub", "refuted", point={})

    assert gram.attempt(goal("dot(u, v)**2 <= dot(u, u)*dot(v, v)"), refutes).outcome == "undecided"


def test_images_are_scalar_and_keep_the_structure() -> None:
    asked: list[Goal] = []

    def listen(one: Goal) -> Answer:
        asked.append(one)
        return knows_nothing(one)

    gram.attempt(goal("implies(eps > 0, (eps - dot(u, v))**2 >= 0 or eps**t > dot(v, v))"), listen)
    assert all(domain.is_scalar for one in asked for _, domain in one.letters)
    assert text(asked[0].conclusion) == "(eps - q1)**2 >= 0 or eps**t > q2"
    assert "eps > 0" in [text(fact) for fact in asked[0].hypotheses]


@pytest.mark.parametrize("first", ["trace(A) >= 0", "0 >= 0"])
def test_bound_letters_and_letters_of_atoms_have_names_of_their_own(first: str) -> None:
    one = goal("sum(abs(q1 - trace(A)), q1, 0, 2) == 3")
    namer = Namer(plain_setting(one), one)
    namer.image(goal(first).conclusion)
    image = namer.image(one.conclusion)
    assert "abs(q1 - q1)" not in text(image) and not touches_matrices(image, one.scope)


def test_scalar_sequences_stay() -> None:
    asked: list[Goal] = []

    def listen(one: Goal) -> Answer:
        asked.append(one)
        return knows_nothing(one)

    define = {
        "r": {"start": ["0"], "step": "r(t) + eps"},
        "s": {"start": ["0"], "step": "s(t) + dot(v, v)"},
    }
    gram.attempt(goal("dot(u, v)*r(t) <= s(t)", define=define), listen)
    assert [sequence.name for sequence in asked[0].sequences] == ["r"]
    assert text(asked[0].conclusion) == "q1 * r(t) <= q2"
