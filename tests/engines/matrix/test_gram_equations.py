"""What equations say of determinants, traces and radii, and what is said of the determinants of sums: fact by fact."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matrix_goals import by_z3

from proofs_check.engines.gram_equations import determinant_facts, equation_facts
from proofs_check.engines.word_rules import plain_setting
from proofs_check.goal import Answer, Goal, goal_of
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

LET = {
    **{"n": "integer >= 1", "m": "integer >= 1", "A": "spd(n)", "H": "psd(n)", "K": "psd(n)", "S": "symmetric(n)"},
    **{"M": "matrix(n, n)", "N": "matrix(n, n)", "R": "matrix(m, n)", "V": "invertible(n)", "x": "vector(n)"},
    **{"y": "vector(n)", "z": "vector(m)", "c": "real", "k": "natural"},
    "a": "nonnegative",
}  # fmt: skip


def of_numbers(one: Goal) -> Answer:
    return by_z3(replace(one, hypotheses=()))


def asked(claim: str, *hypotheses: str) -> Goal:
    return goal_of(formalize(LET, {f"h{i}": fact for i, fact in enumerate(hypotheses)}, {}, claim))


@pytest.mark.parametrize(
    ("claim", "hypothesis", "expected"),
    [
        ("det(M) == 1", "M == N @ N", {"det(M) == det(N @ N)"}),
        ("trace(M) == 1", "M == N @ N", {"trace(M) == trace(N @ N)"}),
        ("det(M) == 1", "M != N @ N", set()),
        ("det(M) == 1", "implies(c > 0, M == N @ N)", set()),
        ("det(M) == 1", "R @ M == R", set()),
        ("det(M) == 1", "M @ x == y", {"dot(x, M @ x) == dot(x, y)", "dot(y, M @ x) == dot(y, y)"}),
        ("det(M) == 1", "R @ x == z", {"dot(z, R @ x) == dot(z, z)"}),
        ("trace(R @ R.T) == 1", "M.T == -M", {"trace(M.T) == trace(-M)", *(f"dot({v}, M.T @ {v}) == dot({v}, -M @ {v})" for v in "xy")}),
    ],
)  # fmt: skip
def test_equations(claim: str, hypothesis: str, expected: set[str]) -> None:
    assert {text(fact) for fact in equation_facts(asked(claim, hypothesis))} == expected


@pytest.mark.parametrize(
    ("inner", "hypotheses", "relation"),
    [
        ("A + H", (), ">"),
        ("H + K", (), ">="),
        ("a * A + H", (), ">="),
        ("a * A + identity(n)", (), ">"),
        ("A - H", (), ""),
        ("A + S", (), ""),
        ("A + c*H", (), ""),
        ("c * A", (), ""),
        ("inv(A) + H", (), ">"),
        ("H + S @ S", (), ">="),
        ("H + S @ S @ S", (), ""),
        ("identity(n) + S @ S", (), ">"),
        ("A + M @ N", (), ""),
        ("R.T @ R", (), ">="),
        ("R.T @ R + A", (), ">"),
        ("V.T @ A @ V", (), ">"),
        ("M.T @ A @ M", (), ">="),
        ("V.T @ H @ V", (), ">="),
        ("V.T @ V", (), ">"),
        ("x @ x.T + A", (), ">"),
        ("A + M", ("M.T == -M",), ">"),
        ("H + M", ("M.T == -M",), ""),
        ("A + M", ("M.T == M",), ""),
        ("identity(n) + M", ("M @ M == M",), "!="),
        ("identity(n) - M", ("M @ M == M",), ""),
        ("identity(n) - 2 * M", ("M @ M == M",), "!="),
        ("identity(n) + M", ("M @ M == identity(n)",), ""),
        ("2 * identity(n) + M", ("M @ M == identity(n)",), "!="),
        ("identity(n) + M", ("M @ M @ M == zeros(n, n)",), "!="),
        ("M + N", ("M @ M == M",), ""),
    ],
)
def test_determinants(inner: str, hypotheses: tuple[str, ...], relation: str) -> None:
    goal = asked(f"det({inner}) == c", *hypotheses)
    found = [text(fact) for fact in determinant_facts(goal, plain_setting(goal), of_numbers)]
    assert found == ([f"det({inner}) {relation} 0"] if relation else [])


def test_nothing_is_said_of_determinants_below_a_sum() -> None:
    goal = asked("sum(det(A + j*H), j, 0, k) >= 0")
    assert not list(determinant_facts(goal, plain_setting(goal), of_numbers))
