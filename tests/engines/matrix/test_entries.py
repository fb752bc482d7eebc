"""Matrices of fixed size, entry by entry: the expansion has the value of the term, and witnesses are written back."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_exact import Spectra, Undefined, Value, draw, value
from matrix_goals import by_z3, certain, goal, knows_nothing

from proofs_check.engines import entries
from proofs_check.goal import Answer, Goal
from proofs_check.statement.terms import Compare, Letter, Sum, Term, apply, number
from proofs_check.statement.text import text

TWO = {"n": "integer in [2, 2]", "m": "integer in [3, 3]"}

TRUE: tuple[Goal, ...] = (
    goal("det(A @ B) == det(A)*det(B)", let=TWO),
    goal("det(P) > 0 and trace(P) > 0", let=TWO),
    goal("dot(v, K @ v) >= 0", let=TWO),
    goal("inv(V) @ V == identity(n)", let=TWO),
    goal("norm(Q @ v) == norm(v)", let=TWO),
    goal("det(H) == eigenvalues(H)[0]*eigenvalues(H)[1]", let=TWO),
    goal("eigenvalues(H)[0] <= H[0, 0]", let=TWO),
    goal("spectral_radius(A)**2 >= det(A)", let=TWO),
    goal("spectral_radius(H) >= abs(H[0, 0])", let=TWO),
    goal("eigenvalues(P)[0] > 0", let=TWO),
    goal("sum(v[k]**2, k, 0, n - 1) == dot(v, v)", let=TWO),
    goal("v != zeros(n, 1)", "norm(v) == 1", let=TWO),
    goal("norm(A)**2 == trace(A.T @ A)", "n == 2"),
    goal("H[0, 1] == H[1, 0]", let=TWO),
    goal("D @ L == L @ D", let={"n": "integer in [4, 4]"}),
)

FALSE: tuple[Goal, ...] = (
    goal("A @ B == B @ A", let=TWO),
    goal("dot(v, H @ v) >= 0", let=TWO),
    goal("det(V) > 0", let=TWO),
    goal("dot(v, K @ v) > 0", "v != zeros(n, 1)", let=TWO),
    goal("eigenvalues(H)[1] <= H[0, 0]", let=TWO),
    goal("spectral_radius(A) <= abs(trace(A))", let=TWO),
    goal("spectral_radius(A)**2 <= abs(det(A))", let=TWO),
    goal("exists(c, 'real in [0, 0]', (c/c)*zeros(n, 1) == zeros(n, 1))", let=TWO),
    goal("exists(c, 'real', eigenvalues(A)[0] <= c)", let=TWO),  # undefined where they are complex
    goal("det(A @ B) == det(A)*det(B)"),  # no fixed size
)


@pytest.mark.parametrize("true", TRUE, ids=range(len(TRUE)))
def test_proves(true: Goal) -> None:
    answer = entries.attempt(true, certain)
    assert answer.proved, answer.detail


@pytest.mark.parametrize("false", FALSE, ids=range(len(FALSE)))
def test_does_not_prove_false_neighbours(false: Goal) -> None:
    assert not entries.attempt(false, by_z3).proved


def test_a_witness_is_written_back_as_matrices() -> None:
    def refutes(asked: Goal) -> Answer:
        assert {"H_0_0", "H_0_1", "H_1_1", "D_0_0", "u_1"} <= {name for name, _ in asked.letters}
        return Answer("stub", "refuted", point={"H_0_0": number(3), "H_0_1": number(-1), "eps": number(2)})

    found = entries.attempt(goal("H @ D @ u == eps*u", let=TWO), refutes)
    assert found.outcome == "refuted"
    assert text(found.point["H"]) == "[[3, -1], [-1, 0]]"
    assert text(found.point["D"]) == "[[0, 0], [0, 0]]"
    assert text(found.point["u"]) == "[[0], [0]]"
    assert text(found.point["P"]) == "[[1, 0], [0, 1]]"  # not in the claim: any value of its kind
    assert found.point["n"] == number(2) and found.point["eps"] == number(2)
    assert not any("_" in name for name in found.point)


def test_sequences_of_vectors_become_coupled_sequences() -> None:
    define = {"h": {"start": ["x"], "step": "A @ h(t)"}}
    expanded = entries.expand(goal("h(t) == x", define=define, let=TWO)).goal
    assert [sequence.name for sequence in expanded.sequences] == ["h_0", "h_1"]
    assert text(expanded.sequences[1].step) == "A_1_0 * h_0(t) + A_1_1 * h_1(t)"
    assert text(expanded.conclusion) == "h_0(t) == x_0 and h_1(t) == x_1"


def test_letters_never_clash() -> None:
    expanded = entries.expand(goal("H_0_1 == dot(v, H @ v)", let={**TWO, "H_0_1": "real"})).goal
    names = [name for name, _ in expanded.letters]
    assert len(set(names)) == len(names)
    assert "H_0_1_" in names


def test_power_with_a_letter_is_expanded_for_diagonal_matrices_only() -> None:
    assert "D_0_0**t" in text(entries.expand(goal("(D**t)[0, 0] == 1", let=TWO)).goal.conclusion)
    assert entries.attempt(goal("(A**t)[0, 0] == 1", let=TWO), knows_nothing).detail == "the power A**t"


# The expansion of a term has its value, at random exact matrices.

SIZE = {1: "integer in [1, 1]", 2: "integer in [2, 2]", 3: "integer in [3, 3]"}
SQUARES = [Letter(name) for name in ("A", "H", "P", "K", "D", "Q", "V")]


def squares(depth: int) -> st.SearchStrategy[Term]:
    leaf = st.sampled_from([*SQUARES, apply("identity", Letter("n"))])
    if depth == 0:
        return leaf
    smaller = squares(depth - 1)
    return st.one_of(
        leaf,
        st.builds(lambda a, b: apply("matmul", a, b), smaller, smaller),
        st.builds(lambda a, b: apply("sub", a, b), smaller, smaller),
        st.builds(lambda a: apply("transpose", a), smaller),
        st.builds(lambda a: apply("inv", a), smaller),
        st.builds(lambda a: apply("pow", a, number(2)), smaller),
        st.builds(lambda a: apply("mul", apply("trace", a), a), smaller),
        st.builds(lambda a: apply("div", a, apply("det", a)), smaller),
        st.builds(lambda a: Sum("sum", "k", apply("mul", Letter("k"), a), number(1), number(3)), smaller),
    )


@settings(max_examples=150, deadline=None)
@given(squares(2), st.integers(1, 3), st.integers(0, 10_000))
def test_expansion_has_the_value_of_the_term(term: Term, size: int, seed: int) -> None:
    scope = goal("n == n", let={"n": SIZE[size]})
    source, spectra = random.Random(seed), Spectra()
    at: dict[str, Value] = {"n": Fraction(size), "m": Fraction(1)}
    for name, domain in scope.letters:
        if name not in at:
            at[name] = draw(domain, at, source, spectra)
    scalar = apply("dot", Letter("u"), apply("matmul", term, Letter("v")))
    try:
        wanted = value(scalar, at)
    except Undefined:
        return
    expanded = entries.expand(scope.concluding(Compare("==", scalar, number(0))))
    values = dict(at)
    for name, its in expanded.matrices:
        found = at[name]
        rows = ((found,),) if isinstance(found, Fraction) else found
        for letters, numbers in zip(its.rows, rows, strict=True):
            values |= {
                letter.name: one
                for letter, one in zip(letters, numbers, strict=True)
                if isinstance(letter, Letter)
            }
    assert all(value(fact, values) for fact in expanded.goal.hypotheses)  # the facts of the kinds hold
    conclusion = expanded.goal.conclusion
    assert isinstance(conclusion, Compare)
    assert value(conclusion.left, values) == wanted


@pytest.mark.parametrize("relation", ["<", "<=", ">", ">="])
def test_matrices_have_no_order(relation: str) -> None:
    """An order of matrices is no statement of the language: an engine that makes one out of an equation gets no answer."""
    same = goal("A == A", let=TWO).conclusion
    assert isinstance(same, Compare)
    ordered = goal("A == A", let=TWO).concluding(Compare(relation, same.left, same.right))
    assert not entries.attempt(ordered, by_z3).proved
