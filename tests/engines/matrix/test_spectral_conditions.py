"""What the engines of eigenvalues and determinants ask before they prove: each of their conditions, one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from matrix_goals import by_z3

from proofs_check.engines import spectral_letters, word_determinants, word_spectral
from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_terms import minus
from proofs_check.engines.spectral_letters import with_letters
from proofs_check.goal import Answer, Goal, Prover, goal_of, proved, undecided
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare
from proofs_check.statement.text import text

LET = {
    **{"n": "integer >= 1", "m": "integer >= 1", "A": "spd(n)", "B": "spd(n)", "H": "psd(n)", "K": "psd(n)"},
    **{"S": "symmetric(n)", "T": "symmetric(n)", "U": "symmetric(m)", "M": "matrix(n, n)", "R": "matrix(m, n)"},
    **{"x": "vector(n)", "y": "vector(n)", "c": "real", "d": "real", "k": "natural"},
}  # fmt: skip
COMPLEX = {"z": "complex"}
Engine = Callable[[Goal, Prover], Answer]


def asked(claim: str, *hypotheses: str, let: dict[str, str] | None = None) -> Goal:
    given = {f"h{i}": fact for i, fact in enumerate(hypotheses)}
    return goal_of(formalize({**LET, **(let or {})}, given, {}, claim))


def believes(goal: Goal) -> Answer:
    return proved("everything", "")


def questions(engine: Engine, goal: Goal) -> list[Goal]:
    """What the engine asks of a prover that proves everything; it must prove the goal then."""
    found: list[Goal] = []

    def listen(one: Goal) -> Answer:
        found.append(one)
        return believes(one)

    assert engine(goal, listen).proved
    return found


def conclusions(engine: Engine, goal: Goal) -> list[str]:
    """The comparisons that are asked about, all terms on the left."""
    found = []
    for one in questions(engine, goal):
        assert isinstance(one.conclusion, Compare)
        gap = tidy(minus(one.conclusion.left, one.conclusion.right), one.scope)
        found.append(f"{text(gap)} {one.conclusion.relation} 0")
    return found


@pytest.mark.parametrize(
    "goal",
    [
        asked("det(A) != det(B)", "A @ B == B @ A"),
        asked("det(A) <= det(A @ A)", let=COMPLEX),
        asked("det(A) <= 2"),
        asked("det(A) <= 0*det(A)"),
        asked("det(A) <= det(U)"),
        asked("det(A) <= det(2*identity(m))"),
        asked("det(S) <= det(T)"),
        asked("det(M) <= det(M @ M)"),
        asked("det(R.T @ R) <= det(S)"),
        asked("det(sum(S**j, j, 0, k)) >= 0"),
        asked("det(S) <= det(S) + 1"),
        asked("det(S) <= trace(S)"),
        asked("0/det(A) <= det(A)"),
    ],
    ids=lambda one: text(one.conclusion),
)
def test_determinants_that_are_not_compared_by_eigenvalues(goal: Goal) -> None:
    assert not word_determinants.attempt(goal, believes).proved


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("det(S) <= det(S @ S)", ["-lam1**2 + lam1 <= 0", "lam1 >= 0"]),
        ("det(S) > det(S @ S)", ["lam1**2 - lam1 < 0", "lam1**2 >= 0"]),
        ("det(S @ S) >= 0", ["-lam1**2 <= 0"]),
        ("det(S) <= 0", ["lam1 <= 0", "lam1 >= 0"]),
        ("det(2*S) == det(S)**3", ["-lam1**3 + 2 * lam1 == 0"]),
        ("det(A)/det(A @ A) <= 1", ["(-lam1 + 1) / lam1 <= 0", "1 / lam1 >= 0"]),
        ("1 <= (det(A)/det(H))**2", ["(-lam1**2 + lam2**2) / lam2**2 <= 0", "1 >= 0"]),
    ],
)
def test_every_eigenvalue_is_asked_about(claim: str, expected: list[str]) -> None:
    assert conclusions(word_determinants.attempt, asked(claim, "A @ H == H @ A")) == expected


@pytest.mark.parametrize(
    ("claim", "letters"),
    [
        ("max(eigenvalues(A @ B)) <= 1", 0),
        ("max(eigenvalues(S @ T)) <= 1", 0),
        ("max(eigenvalues(M @ M)) <= 1", 0),
        ("sum(max(eigenvalues(j*R.T @ R)), j, 0, k) >= 0", 0),
        ("max(eigenvalues(sum(j*S @ T @ S, j, 0, k))) >= 0", 0),
        ("max(eigenvalues(R.T @ R)) + max(eigenvalues(R @ R.T)) <= 1", 2),
    ],
)
def test_letters_for_products(claim: str, letters: int) -> None:
    goal = asked(claim)
    assert len(with_letters(goal).letters) == len(goal.letters) + letters


def test_letters_for_products_have_names_of_their_own() -> None:
    goal = asked(
        "max(eigenvalues(R.T @ R)) <= max(eigenvalues(G)) + max(eigenvalues(R @ R.T))", let={"G": "psd(n)"}
    )
    found = with_letters(goal)
    assert len(dict(found.letters)) == len(goal.letters) + 2
    assert text(found.conclusion).count("eigenvalues(G)") == 1


def test_complex_goals_have_no_letters_for_products() -> None:
    assert not spectral_letters.attempt(asked("max(eigenvalues(R.T @ R)) <= 1", let=COMPLEX), believes).proved


@pytest.mark.parametrize(
    "goal",
    [
        asked("x.T @ S @ x != 0"),
        asked("x.T @ S @ x <= dot(x, x)", let=COMPLEX),
        asked("x.T @ S @ T @ x <= dot(x, x)"),
        asked("x.T @ M @ x <= dot(x, x)"),
        asked("x.T @ S @ x <= 1"),
        asked("trace(S) + trace(U) <= n*m"),
        asked("trace(S)**3 <= n"),
        asked("(x.T @ S @ x)*(x.T @ T @ x) <= dot(x, x)**2"),
        asked("x.T @ x*(x.T @ S @ x) < dot(x, x)**2"),
        asked("x.T @ S @ y < dot(x, y)"),
        asked("trace(S)*max(eigenvalues(S)) + trace(S)**2 + c <= 1"),
        asked("trace(S) == max(eigenvalues(S))"),
        asked("trace(S)**2 + max(eigenvalues(S)) <= 1"),
    ],
    ids=lambda one: text(one.conclusion),
)
def test_sums_that_are_not_compared_by_eigenvalues(goal: Goal) -> None:
    assert not word_spectral.attempt(goal, believes).proved


ENDS = {"q1 >= lam1", "q2 <= lam1"}
SQUARE = "lam1**2 - 2 * (lam1 * lam_1) + lam_1**2"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("x.T @ S @ x <= dot(x, x)", ["-lam1 + 1 >= 0"]),
        ("x.T @ S @ x <= n", ["-(lam1 * part1**2) + 1 >= 0"]),
        ("x.T @ S @ y <= dot(x, y)", ["-(lam1 * part1 * part2) + part1 * part2 >= 0"]),
        (
            "x.T @ S @ x <= x.T @ x*dot(x, x)",
            ["part1**4 - lam1 * part1**2 >= 0", "2 * (part1**2 * part_1**2) >= 0"],
        ),
        ("x.T @ S @ x < dot(x, x)", ["-lam1 + 1 > 0", "dot(x, x) > 0"]),
        ("trace(S) < trace(S @ S)", ["lam1**2 - lam1 > 0"]),
        ("trace(S)**2 <= n*trace(S @ S)", ["0 >= 0", f"{SQUARE} >= 0"]),
        (
            "(x.T @ A @ x)*(x.T @ inv(A) @ x) >= dot(x, x)**2",
            ["0 >= 0", f"({SQUARE}) / (lam1 * lam_1) >= 0"],
        ),
        ("trace(S) >= max(eigenvalues(S))", ["lam1 >= 0", "lam1 - q1 >= 0"]),
        ("trace(A) > min(eigenvalues(A))", ["lam1 >= 0", "lam1 - q1 > 0"]),
        ("-trace(S) <= spectral_radius(S)", ["lam1 >= 0", "lam1 + q1 >= 0"]),
        ("abs(x.T @ S @ x) <= dot(x, x)", ["-lam1 + 1 >= 0", "lam1 + 1 >= 0"]),
        ("norm(S @ x) < 2*norm(x)", ["2 >= 0", "-lam1**2 + 4 > 0", "dot(x, x) > 0"]),
        ("norm(S @ x) <= c*norm(x)", ["c >= 0", "-(abs(1 * 1) * c) + abs(1 * (1 * lam1)) <= 0"]),
        ("x.T @ S @ x/dot(x, x) <= 1", ["x.T @ x > 0", "-lam1 + 1 >= 0"]),
        ("trace(A)/n <= max(eigenvalues(A))", ["n > 0", "-lam1 + q1 >= 0"]),
    ],
)
def test_every_index_is_asked_about(claim: str, expected: list[str]) -> None:
    assert conclusions(word_spectral.attempt, asked(claim)) == expected


@pytest.mark.parametrize(
    ("claim", "hypotheses", "expected"),
    [
        ("trace(S) >= 0", (), set()),
        ("trace(A) >= 0", (), {"lam1 > 0", "lam1 != 0"}),
        ("trace(H) >= 0", (), {"lam1 >= 0"}),
        ("trace(inv(S)) >= 0", (), {"lam1 != 0"}),
        ("trace(S) <= n*max(eigenvalues(S))", (), ENDS),
        ("trace(S) <= n*c", ("max(eigenvalues(S)) <= c",), ENDS | {"lam1 <= c"}),
        ("trace(S) <= n*c", ("c > max(eigenvalues(S))",), ENDS | {"lam1 < c"}),
        ("trace(S) <= n*c", ("max(eigenvalues(S)) >= c",), ENDS),
        ("trace(S) <= n*c", ("d*max(eigenvalues(S)) < c",), ENDS | {"implies(d > 0, d * lam1 < c)"}),
        ("trace(S) >= n*c", ("min(eigenvalues(S)) >= c",), {"q1 <= lam1", "q2 >= lam1", "lam1 >= c"}),
        ("trace(S) >= n*c", ("min(eigenvalues(S)) <= c",), {"q1 <= lam1", "q2 >= lam1"}),
        (
            "trace(S) <= n*c",
            ("spectral_radius(S) < c",),
            {"abs(lam1) <= q1", "q2 <= lam1", "q3 >= lam1", "abs(lam1) < c"},
        ),
        ("trace(S) <= n", ("S @ S == S",), {"-1 * lam1 + 1 * lam1**2 == 0"}),
        ("trace(S) <= n", ("S @ S == T",), set()),
        ("trace(S) <= n", ("S @ S + M == T",), set()),
        ("trace(S) <= max(eigenvalues(S))", (), ENDS | {"lam1 == q1"}),
        (
            "-trace(S) <= spectral_radius(S)",
            (),
            {"abs(lam1) <= q1", "q2 <= lam1", "q3 >= lam1", "abs(lam1) == q1"},
        ),
    ],
)
def test_what_is_known_of_an_eigenvalue(claim: str, hypotheses: tuple[str, ...], expected: set[str]) -> None:
    last = questions(word_spectral.attempt, asked(claim, *hypotheses))[-1]
    assert {text(fact) for fact in last.hypotheses if "lam1" in text(fact)} == expected


@pytest.mark.parametrize(
    "claim",
    [
        "norm(S @ x) <= -2*norm(x)",
        "c*norm(S @ x) <= norm(x)",
        "norm(S @ x) <= c",
        "norm(S @ x) <= norm(y)",
        "norm(S @ x) == abs(c)*norm(x)",
        "c*norm(S @ x) < norm(x)",
    ],
)
def test_norms_are_compared_with_factors_of_known_sign_only(claim: str) -> None:
    def refuses(one: Goal) -> Answer:
        return undecided("", "") if "lam" not in text(one.conclusion) else believes(one)

    assert not word_spectral.attempt(asked(claim), refuses).proved


UNIT_BALL = ("min(eigenvalues(S)) >= -1", "max(eigenvalues(S)) <= 1")


@pytest.mark.parametrize(
    ("claim", "hypotheses"),
    [
        ("norm(S @ x) <= norm(x)", UNIT_BALL[:1]),
        ("norm(S @ x) <= norm(x)", UNIT_BALL[1:]),
        ("norm(x - S @ S @ x) <= norm(x)/2", UNIT_BALL),
        ("norm(S @ x + x) <= norm(x)", UNIT_BALL),
        ("norm(S @ x) <= norm(S @ S @ x)", UNIT_BALL),
    ],
)
def test_norms_are_compared_at_both_ends_of_the_spectrum(claim: str, hypotheses: tuple[str, ...]) -> None:
    assert not word_spectral.attempt(asked(claim, *hypotheses), by_z3).proved
    assert word_spectral.attempt(asked("norm(S @ x) <= norm(x)", *UNIT_BALL), by_z3).proved


@pytest.mark.parametrize("missing", ["q1", "others"])
def test_sums_are_compared_with_an_extreme_eigenvalue_at_all_eigenvalues(missing: str) -> None:
    def refuses(one: Goal) -> Answer:
        known = ("q1" in text(one.conclusion)) == (missing == "others")
        return believes(one) if known else undecided("", "")

    assert not word_spectral.attempt(asked("trace(S) >= max(eigenvalues(S))"), refuses).proved
