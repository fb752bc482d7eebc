"""Goals of which an invertible matrix may be taken to be the identity: what keeps its meaning, checked with numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_goals import by_z3, goal, knows_nothing

from proofs_check.engines import change_of_basis, solved_letters
from proofs_check.engines.base_types import Type, Typing
from proofs_check.engines.change_of_basis import without_loss
from proofs_check.engines.solved_letters import _without_one
from proofs_check.engines.unknown_signs import MOVED, STILL, Place, Signs
from proofs_check.engines.word_terms import Unsupported
from proofs_check.goal import Budget, Goal, goal_of, proved
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Apply, Compare, Letter, Term
from proofs_check.statement.text import text

KINDS = {"A": "spd(n)", "B": "spd(n)", "D": "psd(n)", "M": "matrix(n, n)", "V": "invertible(n)"}
LET = {
    "n": "integer >= 1",
    **KINDS,
    "Q": "orthogonal(n)",
    "F": "diagonal(n)",
    "S": "symmetric(n)",
    "x": "vector(n)",
    "y": "vector(n)",
    "t": "real",
}
NONZERO = "x != zeros(n, 1)"


def asked(claim: str, *hypotheses: str) -> Goal:
    return goal_of(formalize(LET, {f"h{i}": fact for i, fact in enumerate(hypotheses)}, {}, claim))


REDUCED = (
    ("x.T @ inv(A + D) @ x <= x.T @ inv(A) @ x", ("A",)),
    ("x.T @ V.T @ A @ V @ x > 0", ("A", "V")),
    ("V @ x != zeros(n, 1)", ("V",)),
    ("norm(V @ x) > 0", ("V",)),
    ("trace(inv(A) @ S) <= n", ("A",)),
    ("det(A + D) >= det(A)", ("A",)),
    ("det(A + B)**2 >= det(A)*det(B)", ("A",)),
    ("min(eigenvalues(inv(A) @ D)) >= 0", ("A",)),
    ("forall(s, 'real', x.T @ (A + s*S) @ x >= 0)", ("A",)),
)
KEPT = (
    "x.T @ A @ x <= dot(x, x)",
    "(x.T @ A @ x)*(x.T @ inv(A) @ x) >= dot(x, x)**2",
    "trace(A) > 0",
    "max(eigenvalues(A + S)) >= max(eigenvalues(S))",
    "det(A + D) >= det(A)**2",
    "det(A) >= 1",
    "det(A) + det(B)**2 > 0",
    "A[0, 0] > 0",
    "norm(A) > 0",
    "x.T @ A @ S @ x >= 0",
    "A @ S == S @ A",
    "det(A) >= 0**0",
    "det(A) >= (0*det(A))**0",
    "prod(det(A + j*M), j, 0, 3) >= 1",
    "sum(x.T @ A @ x, j, 0, 3) >= norm(x)",
)


@pytest.mark.parametrize(("claim", "names"), REDUCED, ids=lambda part: str(part)[:40])
def test_identity_is_put_for(claim: str, names: tuple[str, ...]) -> None:
    reduced, found = without_loss(asked(claim))
    assert set(names) <= set(found)
    assert not any(isinstance(node, Letter) and node.name in found for node in _nodes(reduced.conclusion))


@pytest.mark.parametrize("claim", KEPT, ids=str)
def test_what_changes_its_meaning_is_left_alone(claim: str) -> None:
    assert "A" not in without_loss(asked(claim))[1]


@pytest.mark.parametrize(
    "claim", ["x.T @ V @ x > 0", "M @ x != zeros(n, 1)", "x.T @ S @ x > 0", "x.T @ D @ x > 0"]
)
def test_other_kinds_are_left_alone(claim: str) -> None:
    assert without_loss(asked(claim)) == (asked(claim), ())


@pytest.mark.parametrize(
    "claim",
    [
        "x.T @ A @ Q @ x >= 0",
        "x.T @ A @ F @ x >= 0",
        "x.T @ (A + F) @ x >= 0",
        "x.T @ A @ S.T @ x >= 0",
        "prod(x.T @ M @ y, j, 1, 2) <= norm(A)",
        "sum(j, j, 0, trace(A)) >= 0",
        "forall(z, 'vector(n)', dot(z, A @ z) >= dot(z, z))",
        "exists(s, 'real in [0, trace(A)]', s > 1)",
        "det(A + D) >= det(A)*det(B)",
        "det(A)/det(B) + det(D) >= 0",
        "1/det(A) <= det(A)",
        "det(A) + x.T @ x >= 0",
        "M + A @ M == M @ A + M",
        "(2*trace(A))*M == M",
        "M/trace(A) == M",
        "A @ M @ A == M",
        "x.T @ inv(A) @ M @ x == x.T @ M @ inv(A) @ x",
        "dot(A @ x, y) == dot(x, y)",
        "x.T @ (A + identity(n)) @ x >= 0",
        "A == identity(n)",
        "A.T @ A == identity(n)",
        "trace(A @ A) >= 0",
        "spectral_radius(A) >= 0",
        "A**2 == A",
        "x.T @ A**3 @ x >= 0",
        "det(A) == 1",
        "prod(norm(A @ x) + dot(x, x), j, 1, 2) >= 1",
        "max(A @ x) > dot(x, x)",
        "(A @ x)[0] > (B @ x)[0] + x[0]",
        "x.T @ S @ A @ S @ A @ x >= 0",
        "dot(A @ x, A @ x) >= dot(x, x)",
        "det(A) >= det(M @ M)",
    ],
)
def test_statements_that_change_with_the_basis(claim: str) -> None:
    assert "A" not in without_loss(asked(claim))[1]


@pytest.mark.parametrize(
    "claim",
    [
        "det(A.T @ A) != 0",
        "det(A + D) != 0",
        "2*(x.T @ A @ x) > -(x.T @ A @ x)",
        "x.T @ A @ x/dot(x, A @ x) == 1",
        "A @ inv(B) @ A == B @ inv(A) @ B",
        "(inv(A) @ B)**3 == identity(n)",
        "spectral_radius(inv(A) @ S) >= 0",
        "sum(x.T @ (A + j*D) @ x, j, 0, 3) >= 0",
        "det(A)**2/det(B) >= det(A) - det(B)",
        "M.T @ A @ M == B",
        "x.T @ A @ y == 0*(x.T @ B @ y)",
        "x.T @ S @ A @ S @ x >= 0",
        "prod(norm(A @ x), j, 1, 2) >= 1",
        "det(A) >= det(M)",
        "dot(A @ x, A @ x) >= 0",
        "det(A.T @ B) == 0",
        "det(A @ B) != 2",
        "A @ inv(B) == B @ inv(A)",
        "x.T @ A @ B @ A @ x > 0",
        "max(A @ x) > 0",
        "(A @ x)[0] > 0",
    ],
)
def test_statements_that_do_not_change_with_the_basis(claim: str) -> None:
    assert "A" in without_loss(asked(claim))[1]


def test_hypothesis_that_changes_its_meaning_is_dropped() -> None:
    reduced, names = without_loss(asked("x.T @ inv(A + D) @ x <= 1", "norm(x) <= 1", "x.T @ inv(A) @ x <= 1"))
    assert names == ("A",)
    assert [text(fact) for fact in reduced.hypotheses] == ["x.T @ inv(identity(n)) @ x <= 1"]


def test_orders_of_numbers_that_are_one_by_one_matrices_do_not_change() -> None:
    let = {"V": "invertible(1)", "x": "vector(1)", "y": "vector(1)"}
    found = goal_of(formalize(let, {}, {}, "implies(V @ x > V @ y, x > y)"))
    assert without_loss(found)[1] == ()


ONE_BY_ONE = {
    **{"n": "integer >= 1", "V": "invertible(1)", "x": "vector(1)", "y": "vector(1)", "U": "matrix(n, 1)"},
    "M": "matrix(2, 2)",
}


@pytest.mark.parametrize(
    "claim",
    [
        "y.T @ (1/V) @ x == y.T @ V @ x",
        "norm(U @ V)**2 == dot(U, U)",
        "dot(U @ V, U @ V) == dot(U, U)",
        "M**V == M",
        "y.T @ prod(V, j, 1, 2) @ x == y.T @ V @ x",
    ],
)
def test_numbers_that_are_one_by_one_matrices_are_no_exception(claim: str) -> None:
    assert without_loss(goal_of(formalize(ONE_BY_ONE, {}, {}, claim)))[1] == ()


def test_bound_letter_of_a_hypothesis_is_not_bound_in_the_next_one() -> None:
    one = asked("trace(inv(A) @ M) <= n", "forall(M, 'real', norm(A)*M**2 >= 0)", "trace(M) <= n")
    reduced, names = without_loss(one)
    assert names == ("A",) and not reduced.hypotheses
    assert not Session(Budget(thorough=False, goals=60)).prove(one).proved


def test_bounds_of_numbers_are_left_alone() -> None:
    for end, names in (("trace(A)", ()), ("trace(inv(A) @ B)", ("A",))):
        let = {**LET, "a": f"real in [0, {end}]"}
        assert without_loss(goal_of(formalize(let, {}, {}, "x.T @ A @ x >= a*(x.T @ B @ x)")))[1] == names


def test_sequences_of_matrices_are_left_alone() -> None:
    define = {"r": {"index": "k", "first": 0, "start": ["trace(A)"], "step": "2*r(k)"}}
    one = goal_of(formalize({**LET, "k": "natural"}, {}, define, "r(0) + trace(inv(A) @ B) >= n"))
    assert without_loss(one) == (one, ())


def test_complex_goals_are_left_alone() -> None:
    let = {"n": "integer >= 1", "V": "complex matrix(n, n)", "A": "spd(n)", "x": "vector(n)"}
    assert without_loss(goal_of(formalize(let, {}, {}, "x.T @ A @ x >= 0")))[1] == ()


TRUE = (
    asked("x.T @ inv(A + D) @ x <= x.T @ inv(A) @ x"),
    asked("x.T @ inv(A + B) @ x <= (x.T @ inv(A) @ x + x.T @ inv(B) @ x)/4"),
    asked("x.T @ V.T @ A @ V @ x > 0", NONZERO),
    asked("trace(inv(A) @ B) + trace(inv(B) @ A) >= 2*n"),
    asked("det(A + D) >= det(A)"),
    asked("det(A) <= det(B)", "B == A + D"),
    asked("x.T @ inv(B) @ x <= x.T @ inv(A) @ x", "B - A == D"),
    asked("M @ x != zeros(n, 1)", "det(M.T @ M) != 0", NONZERO),
    asked("x.T @ A @ B @ x > 0", "A @ B == B @ A", NONZERO),
)
FALSE = (
    asked("x.T @ inv(A + D) @ x < x.T @ inv(A) @ x", NONZERO),
    asked("x.T @ inv(A + B) @ x <= (x.T @ inv(A) @ x + x.T @ inv(B) @ x)/5"),
    asked("x.T @ V.T @ D @ V @ x > 0", NONZERO),
    asked("x.T @ V.T @ A @ V @ x > 0"),
    asked("x.T @ M.T @ A @ M @ x > 0", NONZERO),
    asked("trace(inv(A) @ B) >= n"),
    asked("det(A + S) >= det(A)"),
    asked("det(A) < det(B)", "B == A + D"),
    asked("M @ x != zeros(n, 1)", "det(M.T @ M) != 0"),
    asked("x.T @ A @ B @ x > 0", NONZERO),
    asked("x.T @ A @ D @ x > 0", "A @ D == D @ A", NONZERO),
)


@pytest.mark.parametrize("true", TRUE, ids=lambda one: text(one.conclusion))
def test_true_goals_are_proved(true: Goal) -> None:
    answer = Session(Budget()).prove(true)
    assert answer.proved and answer.trust in ("certificate", "two engines")


@pytest.mark.parametrize("false", FALSE, ids=lambda one: text(one.conclusion))
def test_false_goals_are_not_proved(false: Goal) -> None:
    assert not Session(Budget(thorough=False)).prove(false).proved


def test_nothing_is_claimed_without_a_proof_of_the_reduced_goal() -> None:
    for one in (*TRUE, *FALSE):
        assert not change_of_basis.attempt(one, knows_nothing).proved
        assert not solved_letters.attempt(one, knows_nothing).proved
    assert not change_of_basis.attempt(goal("dot(v, K @ v) >= 0"), by_z3).proved


SOLVED = (
    ("det(A) <= det(B)", "B == A + D", "det(A) <= det(A + D)"),
    ("det(A) <= det(B)", "B - A == D", "det(A) <= det(A + D)"),
    ("trace(S) <= t", "2*S == A + M + M.T", "trace(1/2 * A + 1/2 * M + 1/2 * M.T) <= t"),
)


@pytest.mark.parametrize(("claim", "given_", "expected"), SOLVED)
def test_letters_that_equations_give_are_put_in(claim: str, given_: str, expected: str) -> None:
    found = _without_one(asked(claim, given_))
    assert found is not None and text(found.conclusion) == expected


@pytest.mark.parametrize("given_", ["B == A + S", "B == A @ D", "B == B @ A + D", "B @ x == A @ x"])
def test_letters_are_kept_whose_kind_would_be_lost(given_: str) -> None:
    assert _without_one(asked("det(B) > 0", given_)) is None


@pytest.mark.parametrize("given_", ["M != V", "M.T == V", "M @ M == V", "t*M == V", "M == M @ M + V"])
def test_what_gives_no_letter_is_not_put_in(given_: str) -> None:
    assert _without_one(asked("trace(M) >= 0", given_)) is None


def test_letter_in_the_domain_of_another_is_kept() -> None:
    let = {"n": "integer >= 1", "M": "matrix(n, n)", "V": "invertible(n)", "a": "real in [0, trace(M)]"}
    assert _without_one(goal_of(formalize(let, {"h": "M == V + V.T"}, {}, "a*trace(M) >= 0"))) is None


def test_letter_that_a_sequence_runs_through_is_kept() -> None:
    let = {"n": "integer >= 1", "M": "matrix(n, n)", "V": "invertible(n)", "t": "natural"}
    define = {"r": {"index": "t", "first": 0, "start": ["0"], "step": "r(t) + trace(M)"}}
    one = goal_of(formalize(let, {"h": "M == V + V.T"}, define, "r(1) == trace(M)"))
    assert not solved_letters.attempt(one, lambda asked: proved("all", "")).proved


def _nodes(term: Term) -> list[Term]:
    from proofs_check.statement.terms import walk

    return list(walk(term))


# ---- the types, checked with numbers: a term that does not change has one value before and after the change ----

SIZE = 3
LETTERS = ("A", "B", "M", "V", "x", "y")


def matrices() -> st.SearchStrategy[str]:
    base = st.sampled_from(["A", "B", "M", "V", "M.T", "V.T", "inv(A)", "inv(V)", "inv(V).T", "identity(n)"])
    return st.recursive(
        base,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda two: f"({two[0]} @ {two[1]})"),
            st.tuples(inner, inner).map(lambda two: f"({two[0]} + {two[1]})"),
            inner.map(lambda one: f"({one}).T"),
        ),
        max_leaves=4,
    )


def numbers() -> st.SearchStrategy[str]:
    vector = st.sampled_from(["x", "y"])
    form = st.tuples(vector, matrices(), vector).map(lambda one: f"{one[0]}.T @ {one[1]} @ {one[2]}")
    traces = matrices().map(lambda one: f"trace({one})")
    return st.one_of(form, traces, matrices().map(lambda one: f"det({one} @ inv(A))"))


def value(term: Term, at: dict[str, np.ndarray]) -> np.ndarray:
    match term:
        case Letter(name=name):
            return at[name]
        case Apply(op="identity"):
            return np.eye(SIZE)
        case Apply(op=op, args=args):
            found = [value(arg, at) for arg in args]
            ways = {
                "matmul": lambda: found[0] @ found[1],
                "add": lambda: found[0] + found[1],
                "transpose": lambda: found[0].T,
                "inv": lambda: np.linalg.inv(found[0]),
                "trace": lambda: np.array([[np.trace(found[0])]]),
                "det": lambda: np.array([[np.linalg.det(found[0])]]),
            }
            return ways[op]()
    raise NotImplementedError(text(term))


def sign_of(place: Place, signs: Signs) -> int:
    variable, sign = signs.root(place)
    return sign if variable == MOVED[0] else 0


def changed(sign: int, root: np.ndarray) -> np.ndarray:
    return {1: root, 0: np.eye(SIZE), -1: np.linalg.inv(root).T}[sign]


WAYS: dict[str, Type] = {"A": (MOVED, MOVED), "V": (MOVED, STILL)}


@settings(max_examples=150, deadline=None)
@given(numbers(), st.sampled_from(["A", "V"]), st.integers(0, 10_000))
def test_values_do_not_change_where_the_types_say_so(claim: str, anchor: str, seed: int) -> None:
    conclusion = asked(f"{claim} == t").conclusion
    assert isinstance(conclusion, Compare)
    typing = Typing(asked("t == t").scope, anchor, WAYS[anchor])
    try:
        typing._still(typing.of(conclusion.left))
    except Unsupported:
        return
    source = np.random.default_rng(seed)
    new = {name: source.normal(size=(SIZE, 1 if name in "xy" else SIZE)) for name in LETTERS}
    new["B"] = new["B"] @ new["B"].T + np.eye(SIZE)
    new["A"] = new["A"] @ new["A"].T + np.eye(SIZE)
    root = source.normal(size=(SIZE, SIZE)) + 2 * np.eye(SIZE)
    new[anchor] = np.eye(SIZE)
    old = dict(new)
    for name, (left, right) in typing.types.items():
        other = changed(sign_of(right, typing.signs), root).T if new[name].shape[1] > 1 else np.eye(1)
        old[name] = changed(sign_of(left, typing.signs), root) @ new[name] @ other
    before, after = value(conclusion.left, old).item(), value(conclusion.left, new).item()
    assert before == pytest.approx(after, rel=1e-5, abs=1e-5)
