"""What is said of the extreme eigenvalues of sums and functions: each fact, and the matrices of which nothing is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matrix_goals import by_z3

from proofs_check.engines import gram
from proofs_check.engines.gram_spectra import extreme_facts, radius_facts
from proofs_check.engines.scalar_image import Namer, touches_matrices
from proofs_check.engines.word_rules import plain_setting, ruled_setting
from proofs_check.goal import Goal, goal_of
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Apply, Compare
from proofs_check.statement.text import text

LET = {
    **{"n": "integer >= 1", "A": "spd(n)", "B": "spd(n)", "H": "psd(n)", "S": "symmetric(n)", "T": "symmetric(n)"},
    **{"V": "invertible(n)", "M": "matrix(n, n)", "x": "vector(n)", "c": "real", "k": "natural"},
    "eigenvalue": "real",
}  # fmt: skip


def asked(claim: str, *hypotheses: str) -> Goal:
    return goal_of(formalize(LET, {f"h{i}": fact for i, fact in enumerate(hypotheses)}, {}, claim))


def facts(term: str, *hypotheses: str) -> set[str]:
    """The facts about the term, with low, high, at and Q for the letters of one matrix; ends in words for those of others."""
    goal = asked(f"{term} >= 0", *hypotheses)
    assert isinstance(goal.conclusion, Compare) and isinstance(goal.conclusion.left, Apply)
    atom = goal.conclusion.left
    setting = replace(plain_setting(goal), commuting=ruled_setting(goal).commuting)
    namer = Namer(setting, goal)
    engine = radius_facts if atom.op == "spectral_radius" else extreme_facts
    found = tuple(engine(atom, setting, namer))
    assert not any(touches_matrices(fact, goal.scope) for fact in found)
    said = [text(fact) for fact in found]
    for known, name in sorted(namer.names.items(), key=lambda pair: -len(pair[1])):
        said = [one.replace(name, "Q" if known == atom else _word(text(known))) for one in said]
    return {one.replace("1 * ", "").replace("0 + ", "") for one in said}


def _word(known: str) -> str:
    for start, word in (("call eigenvalue(", "at"), ("call quotient(", "r")):
        if known.startswith(start):
            parts = known.removeprefix(start)[:-1].split(", ")
            return "_".join((word, parts[0], *(parts[-2:] if word == "r" else ())))
    return known.replace("(eigenvalues(", "_").replace("))", "")


@pytest.mark.parametrize(
    "term",
    [
        *("max(eigenvalues(M))", "max(eigenvalues(M @ M))", "max(eigenvalues(M + M.T))", "max(eigenvalues(V @ A))"),
        *("max(eigenvalues(S @ T))", "min(eigenvalues(A @ B + B @ A))", "max(eigenvalues(inv(A) @ S))"),
        *("max(eigenvalues(sum(j*S, j, 0, k)))", "max(eigenvalues(sum(S**j, j, 0, k)))", "max(eigenvalues(T + sum(S**j, j, 0, k)))", "max(x)"),
        *("spectral_radius(M)", "spectral_radius(S @ T)", "max(eigenvalues(M.T @ S @ M + S))"),
    ],
)  # fmt: skip
def test_nothing_is_said(term: str) -> None:
    assert facts(term) == set()


FUNCTIONS = (
    ("max(eigenvalues(S @ S))", "Q == at_S**2", "Q >= min_S**2", "Q >= max_S**2"),
    ("min(eigenvalues(S @ S))", "Q == at_S**2", "Q <= min_S**2", "Q <= max_S**2"),
    ("min(eigenvalues(c*S))", "Q == c * at_S", "Q <= c * min_S", "Q <= c * max_S"),
    (
        "max(eigenvalues(eigenvalue*S))",
        *("Q == eigenvalue * at_S", "Q >= eigenvalue * min_S", "Q >= eigenvalue * max_S"),
    ),
)


@pytest.mark.parametrize("expected", FUNCTIONS, ids=lambda one: one[0])
def test_functions_of_one_matrix(expected: tuple[str, ...]) -> None:
    order = {"min_S <= max_S", "min_S <= at_S", "at_S <= max_S"}
    assert facts(expected[0]) == order | set(expected[1:])


def test_signs_of_eigenvalues_are_those_of_the_kind() -> None:
    ends = ("min_{0}", "max_{0}", "at_{0}")
    spd = {f"{end.format('A')} {sign} 0" for end in ends for sign in (">", "!=")}
    psd = {f"{end.format('H')} >= 0" for end in ends}
    assert {one for one in facts("max(eigenvalues(A @ A))") if one.endswith(" 0")} == spd
    assert {one for one in facts("max(eigenvalues(H @ H))") if one.endswith(" 0")} == psd
    assert not any(one.endswith(" 0") for one in facts("max(eigenvalues(S @ S))"))


def test_commuting_matrices_have_one_eigenvalue_each() -> None:
    found = facts("max(eigenvalues(S @ T))", "S @ T == T @ S")
    assert {one for one in found if "Q" in one} == {"Q == at_S * at_T"}


def test_scalars_of_matrices_are_letters() -> None:
    assert "Q == x.T @ x * at_S" in facts("max(eigenvalues(dot(x, x)*S))")


@pytest.mark.parametrize(("end", "relation"), [("max", ">="), ("min", "<=")])
def test_sums(end: str, relation: str) -> None:
    found = facts(f"{end}(eigenvalues(S - 2*T))")
    expected = {
        "Q == r_S_0_self + -2 * r_T_0_self",
        f"Q {relation} min_S + -2 * r_T_0_min",
        f"Q {relation} max_S + -2 * r_T_0_max",
        f"Q {relation} r_S_1_min + -2 * min_T",
        f"Q {relation} r_S_1_max + -2 * max_T",
    }
    assert {one for one in found if "Q" in one} == expected
    quotients = {one.split()[0] for one in found if one.startswith("r_")}
    assert len(quotients) == 6
    for name in quotients:
        assert {f"min_{name[2]} <= {name}", f"{name} <= max_{name[2]}"} <= found


def test_spectral_radius() -> None:
    assert facts("spectral_radius(S)") == {"min_S <= max_S", "Q == max(abs(min_S), abs(max_S))"}


@pytest.mark.parametrize(
    "false",
    [
        asked("min(eigenvalues(A @ B + B @ A)) > 0"),
        asked("min(eigenvalues(S @ S)) >= max(eigenvalues(S))**2"),
        asked("min(eigenvalues(S + T)) >= max(eigenvalues(S)) + min(eigenvalues(T))"),
        asked("max(eigenvalues(S + T)) >= max(eigenvalues(S)) + max(eigenvalues(T))"),
        asked("max(eigenvalues(c*S)) >= c*max(eigenvalues(S)) + c"),
        asked("max(eigenvalues(eigenvalue*S)) >= 0"),
    ],
    ids=lambda one: text(one.conclusion),
)
def test_false_goals_are_not_proved(false: Goal) -> None:
    assert not gram.attempt(false, by_z3).proved
