"""The word normal form: what it proves for every size, what it must not, and that it never changes a value."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_exact import Spectra, Undefined, Value, draw, eye, inverse, mul, turn, value
from matrix_goals import by_z3, certain, goal, knows_nothing

from proofs_check.engines import words
from proofs_check.engines.word_terms import TooLarge, Unsupported
from proofs_check.goal import Goal
from proofs_check.statement.terms import Compare, Letter, Sum, Term, apply, number, walk

QUADRATIC = {"J(y)": "dot(y, H @ y)/2 + dot(b, y)", "g": "H @ x + b"}
HIDDEN = {"h": {"start": ["h0"], "step": "W @ h(t)"}}
DECOMPOSED = "W == V @ L @ inv(V)"
COMPLEX = {"W": "complex matrix(n, n)", "V": "complex invertible(n)", "L": "complex diagonal(n)"}
THROUGH_TIME = "sum((W.T)**(tau - t) @ d @ (W**(t - 1) @ h0).T, t, 1, tau)"

TRUE: tuple[Goal, ...] = (
    goal("J(x - eps*g) - J(x) == eps**2*dot(g, H @ g)/2 - eps*dot(g, g)", define=QUADRATIC),
    goal("(V @ L @ inv(V))**0 == identity(n)"),
    goal("W**(t + 1) == V @ L**(t + 1) @ inv(V)", DECOMPOSED, "W**t == V @ L**t @ inv(V)"),
    goal("W**(t + 1) == V @ L**(t + 1) @ inv(V)", DECOMPOSED, "W**t == V @ L**t @ inv(V)", let=COMPLEX),
    goal("W**t @ W == V @ L**t @ inv(V) @ W", "W**t == V @ L**t @ inv(V)"),
    goal("(W.T)**t @ d == inv(V).T @ L**t @ V.T @ d", "W.T == inv(V).T @ L @ V.T"),
    goal("dot(v, (W.T)**(t + 1) @ d) == lam**(t + 1)*dot(v, d)", "W @ v == lam*v"),
    goal("dot(v, (W.T)**(t + 1) @ d) == lam*dot(v, (W.T)**t @ d)", "W @ v == lam*v"),
    goal("W**t @ v == lam**t * v", "lam*v == W @ v"),
    goal("u.T @ W**t == lam**t * u.T", "u.T @ W == lam*u.T"),
    goal("W**t @ R == R @ C**t", "W @ R == R @ C", let={"C": "matrix(m, m)"}),
    goal("c*(R @ z) + c*b == c*(R @ z + b)"),
    goal(
        "sum(dot((W.T)**(tau + 1 - t) @ d, A @ W**(t - 1) @ h0), t, 1, tau + 1)"
        " == sum(dot((W.T)**(tau - t) @ (W.T @ d), A @ W**(t - 1) @ h0), t, 1, tau) + dot(d, A @ W**tau @ h0)"
    ),
    goal(
        "sum((W.T)**(tau + 1 - t) @ d @ (W**(t - 1) @ h0).T, t, 1, tau + 1)"
        f" == W.T @ {THROUGH_TIME} + d @ (W**tau @ h0).T"
    ),
    goal("sum(dot(u, A**t @ v), t, 0, tau) == dot(u, sum(A**t, t, 0, tau) @ v)"),
    goal("sum(A**t, t, 0, tau + 1) == identity(n) + A @ sum(A**t, t, 0, tau)"),
    goal("sum(A**t, t, 2, tau + 2) == A @ A @ sum(A**c, c, 0, tau)"),
    goal("sum(x + b, t, 1, tau) == tau*x + tau*b"),
    goal("norm(Q**t @ v) == norm(v)"),
    goal("(identity(n) - eps*H)**(t + 1) == (identity(n) - eps*H) @ (identity(n) - eps*H)**t"),
    goal("((identity(n) - eps*H)**t).T == (identity(n) - eps*H)**t"),
    goal("(V + P) @ inv(V + P) == identity(n)"),
    goal("inv(V + P) @ V == identity(n) - inv(V + P) @ P"),
    goal("A**t @ B == B @ A**t", "A @ B == B @ A"),
    goal("A @ A.T == identity(n)", "A.T @ A == identity(n)"),
    goal("W**t @ V[:, 0] == L[0, 0]**t * V[:, 0]", DECOMPOSED),
    goal("h(t + 1) == W**(t + 1) @ h0", "h(t) == W**t @ h0", "h(t + 1) == W @ h(t)", define=HIDDEN),
    goal("v == zeros(n, 1)", "V @ v == zeros(n, 1)"),
    goal("forall(c, 'real', implies(c > 0, (c*A).T == c*A.T))"),
    goal("norm(v)**2 * v == dot(v, v) * v"),
    goal("A == A.T", "A == B + B.T"),
    goal("A.T @ B == A @ B", "A == A.T"),
    goal("(identity(n) - A) @ A == zeros(n, n)", "A @ A == A"),
    goal("trace(V @ inv(V)) == n"),
    goal("A[t, tau] == dot(unit(n, t), A[:, tau])"),
    goal("A.T[t, tau] == A[tau, t]"),
    goal("inv(Q) @ Q.T.T == identity(n)"),
)

FALSE: tuple[Goal, ...] = (
    goal("J(x - eps*g) - J(x) == eps**2*dot(g, H @ g)/2 + eps*dot(g, g)", define=QUADRATIC),
    goal("J(x - eps*g) - J(x) == eps**2*dot(g, H @ g) - eps*dot(g, g)", define=QUADRATIC),
    goal(
        "J(x - eps*g) - J(x) == eps**2*dot(g, H @ g)/2 - eps*dot(g, g)",
        define=QUADRATIC,
        let={"H": "matrix(n, n)"},
    ),
    goal("W**(t + 1) == V @ L**(t + 1) @ V.T", DECOMPOSED, "W**t == V @ L**t @ inv(V)"),
    goal("W**(t + 1) == V @ L**t @ inv(V)", DECOMPOSED, "W**t == V @ L**t @ inv(V)"),
    goal("W**(t + 1) == V @ L**(t + 1) @ inv(V)", "W**t == V @ L**t @ inv(V)"),
    goal("W**(t + 1) == V @ L**(t + 1) @ V.T", DECOMPOSED, "W**t == V @ L**t @ inv(V)", let=COMPLEX),
    goal("H.T == H", let={"H": "complex symmetric(n)"}),  # may mean Hermitian: nothing is assumed of it
    goal("W**t @ d == inv(V).T @ L**t @ V.T @ d", "W.T == inv(V).T @ L @ V.T"),
    goal("dot(v, W**(t + 1) @ d) == lam**(t + 1)*dot(v, d)", "W @ v == lam*v"),
    goal("dot(v, (W.T)**(t + 1) @ d) == lam**t*dot(v, d)", "W @ v == lam*v"),
    goal("c*(R @ z) + b == c*(R @ z + b)"),
    goal("A @ B == B @ A"),
    goal("A.T @ B == B @ A.T", "A @ B == B @ A"),
    goal("D @ A == A @ D"),
    goal("inv(V + P) == inv(V) + inv(P)"),
    goal("inv(V + P) @ V == identity(n) - inv(V + P) @ V"),
    goal("(P @ S).T == P @ S"),
    goal("det(A + B) == det(A) + det(B)"),
    goal("norm(V @ v) == norm(v)"),
    goal("v == zeros(n, 1)", "A @ v == zeros(n, 1)"),
    goal("A @ A.T == identity(n)", "A @ R == R", "R.T @ R == identity(m)"),
    goal("R @ R.T == identity(n)", "R.T @ R == identity(m)"),
    goal("sum(A**t, t, 0, tau + 1) == identity(n) + sum(A**t, t, 0, tau)"),
    goal("sum(A, t, 1, tau) == tau*A", let={"tau": "integer"}),  # false at tau = -1
    goal("sum(A, t, 0, tau + 1) == sum(A, t, 0, tau) + A", let={"tau": "integer"}),  # false at tau = -3
    goal("(identity(n) - eps*A)**(t + 1) == (identity(n) - eps*A)**t @ (identity(n) - eps*A.T)"),
    goal("unit(n, t) == unit(n, tau)"),
    goal("dot(unit(n, t), unit(n, tau)) == 1"),
    goal("A[t, tau] == A[tau, t]"),
    goal("trace(V @ inv(V)) == 1"),
    goal("(identity(n) - A) @ A == zeros(n, n)", "A @ A @ A == A"),
    goal("inv(Q) == Q"),
    goal("det(Q) == 1"),
    goal("P @ S == S @ P"),
    goal("u == v", "dot(u, u) == dot(v, v)"),
    goal("(A @ B)**t == A**t @ B**t"),
)


@pytest.mark.parametrize("true", TRUE, ids=range(len(TRUE)))
def test_proves(true: Goal) -> None:
    answer = words.attempt(true, knows_nothing)
    assert answer.proved, answer.detail
    assert answer.trust == "certificate"


@pytest.mark.parametrize("false", FALSE, ids=range(len(FALSE)))
def test_does_not_prove_false_neighbours(false: Goal) -> None:
    assert not words.attempt(false, by_z3).proved


def test_scalar_identities_pass_on_the_trust_of_the_prover() -> None:
    asked = goal("(eps + abs(eps))*v == zeros(n, 1)", "eps < 0")
    assert words.attempt(asked, by_z3).trust == "one engine"
    assert words.attempt(asked, certain).trust == "certificate"
    assert not words.attempt(asked, knows_nothing).proved


def test_range_of_a_sum_is_a_hypothesis_for_its_terms() -> None:
    asked = goal("sum(abs(t)*A**t, t, 0, tau) == sum(t*A**t, t, 0, tau)")
    assert words.attempt(asked, by_z3).proved
    below = goal("sum(abs(t - 1)*A**t, t, 0, tau) == sum((t - 1)*A**t, t, 0, tau)")
    assert not words.attempt(below, by_z3).proved


def test_does_not_refute_and_says_what_is_left() -> None:
    answer = words.attempt(goal("A @ B == B @ A"), by_z3)
    assert answer.outcome == "undecided"
    assert "A @ B" in answer.detail


def test_circular_rules_end() -> None:
    asked = goal("A @ B @ C == C", "A @ B == B @ A @ A + B", "B @ A == A @ B @ B + A @ B")
    assert not words.attempt(asked, knows_nothing).proved


# The normal form has the value of the term, at random exact matrices.

SQUARES = [Letter(name) for name in ("A", "B", "H", "P", "D", "L", "Q", "V")]
COLUMNS = [Letter(name) for name in ("u", "v", "x")]
SCALARS: list[Term] = [Letter("eps"), Letter("lam"), number(2), number(Fraction(-1, 2)), Letter("t")]
N = Letter("n")


def squares(depth: int) -> st.SearchStrategy[Term]:
    leaf = st.sampled_from([*SQUARES, apply("identity", N)])
    if depth == 0:
        return leaf
    smaller = squares(depth - 1)
    exponents = st.sampled_from([number(0), number(2), Letter("t"), apply("add", Letter("t"), number(1))])
    index = apply("pow", Letter("A"), Letter("k"))
    return st.one_of(
        leaf,
        st.builds(lambda a, b: apply("matmul", a, b), smaller, smaller),
        st.builds(lambda a, b: apply("matmul", a, b), smaller, smaller),
        st.builds(lambda a, b: apply("add", a, b), smaller, smaller),
        st.builds(lambda a, b: apply("sub", a, b), smaller, smaller),
        st.builds(lambda a: apply("transpose", a), smaller),
        st.builds(lambda a: apply("inv", a), smaller),
        st.builds(lambda a: apply("neg", a), smaller),
        st.builds(lambda s, a: apply("mul", s, a), scalars(depth - 1), smaller),
        st.builds(lambda a, e: apply("pow", a, e), smaller, exponents),
        st.builds(
            lambda a, b: apply("matmul", a, apply("transpose", b)), columns(depth - 1), columns(depth - 1)
        ),
        st.builds(
            lambda a, b: Sum(
                "sum", "k", apply("matmul", a, apply("matmul", index, b)), number(0), Letter("t")
            ),
            smaller,
            smaller,
        ),
        st.builds(lambda a: Sum("sum", "k", a, number(1), Letter("t")), smaller),
    )


def columns(depth: int) -> st.SearchStrategy[Term]:
    leaf = st.sampled_from([*COLUMNS, apply("unit", N, number(0))])
    if depth == 0:
        return leaf
    smaller = columns(depth - 1)
    return st.one_of(
        leaf,
        st.builds(lambda a, b: apply("matmul", a, b), squares(depth - 1), smaller),
        st.builds(lambda a, b: apply("sub", a, b), smaller, smaller),
        st.builds(lambda s, a: apply("mul", s, a), scalars(depth - 1), smaller),
        st.builds(lambda a: apply("column", a, number(0)), squares(depth - 1)),
    )


def scalars(depth: int) -> st.SearchStrategy[Term]:
    leaf = st.sampled_from(SCALARS)
    if depth == 0:
        return leaf
    smaller = scalars(depth - 1)
    return st.one_of(
        leaf,
        st.builds(lambda a, b: apply("dot", a, b), columns(depth - 1), columns(depth - 1)),
        st.builds(lambda a: apply("trace", a), squares(depth - 1)),
        st.builds(lambda a: apply("det", a), squares(depth - 1)),
        st.builds(lambda a: apply("entry", a, number(0), apply("sub", N, number(1))), squares(depth - 1)),
        st.builds(lambda a: apply("pow", apply("norm", a), number(2)), columns(depth - 1)),
        st.builds(lambda a: apply("pow", apply("norm", a), number(2)), squares(depth - 1)),
        st.builds(lambda a, b: apply("add", a, b), smaller, smaller),
        st.builds(lambda a, b: apply("mul", a, b), smaller, smaller),
        st.builds(lambda a, b: apply("div", a, b), smaller, smaller),
        st.builds(lambda a: apply("pow", a, Letter("t")), smaller),
        st.builds(lambda a: Sum("sum", "k", apply("mul", Letter("k"), a), number(0), Letter("t")), smaller),
    )


SCOPE = goal("n == n")


def random_point(size: int, seed: int) -> dict[str, Value]:
    source, spectra = random.Random(seed), Spectra()
    at: dict[str, Value] = {"n": Fraction(size), "m": Fraction(2)}
    for name, domain in SCOPE.letters:
        if name not in at:
            at[name] = draw(domain, at, source, spectra)
    return at


def same_value(term: Term, other: Term, at: dict[str, Value]) -> bool | None:
    """None where the first has no value. Over an empty range inv(B) need not exist: 0 * inv(B) is then no value."""
    try:
        value(term, at)
    except Undefined:
        return None
    try:
        return bool(value(Compare("==", term, other), at))
    except Undefined:
        assert any(isinstance(node, Sum) for node in walk(term))
        return None


ANY = st.one_of(squares(3), columns(3), scalars(3))
SEEDS = st.integers(0, 10_000)


@settings(max_examples=300, deadline=None)
@given(ANY, st.integers(1, 3), SEEDS)
def test_normal_form_has_the_value_of_the_term(term: Term, size: int, seed: int) -> None:
    try:
        found = words.normalize(term, SCOPE).term
    except (TooLarge, Unsupported):
        return
    at = random_point(size, seed)
    assert same_value(term, found, at) in (True, None)


@settings(max_examples=200, deadline=None)
@given(st.one_of(squares(2), columns(2), scalars(2)))
def test_normal_form_is_its_own_normal_form(term: Term) -> None:
    try:
        once = words.normalize(term, SCOPE)
        assert words.normalize(once.term, SCOPE) == once
    except (TooLarge, Unsupported):
        return


@st.composite
def equations(draw_from: st.DrawFn) -> tuple[Term, Term]:
    """Short words over few letters, where many equations hold and many almost do."""
    pool = [Letter("A"), Letter("H"), Letter("Q"), Letter("D"), Letter("L"), Letter("V")]
    turned: list[Term] = [apply("transpose", one) for one in pool]
    inverted: list[Term] = [apply("inv", Letter("Q")), apply("inv", Letter("V"))]
    letters = st.lists(st.sampled_from([*pool, *turned, *inverted]), min_size=1, max_size=3)
    word = draw_from(letters)
    other = draw_from(
        st.one_of(letters, st.permutations(word), st.just([_turn(one) for one in reversed(word)]))
    )
    way = draw_from(st.sampled_from(["matrix", "trace", "det", "transposed"]))
    left, right = _product(word), _product(other)
    if way in ("trace", "det"):
        return apply(way, left), apply(way, right)
    return (apply("transpose", left) if way == "transposed" else left), right


def _turn(term: Term) -> Term:
    return apply("transpose", term)


def _product(parts: list[Term]) -> Term:
    result = parts[0]
    for part in parts[1:]:
        result = apply("matmul", result, part)
    return result


@settings(max_examples=300, deadline=None)
@given(equations(), SEEDS)
def test_proved_equations_are_true(sides: tuple[Term, Term], seed: int) -> None:
    if not words.attempt(SCOPE.concluding(Compare("==", *sides)), knows_nothing).proved:
        return
    for size in (1, 2, 3):
        assert same_value(*sides, random_point(size, seed)) in (True, None)


# Equations among the hypotheses: the point is made so that they hold.

RULED = goal(
    "n == n",
    "W == V @ D @ inv(V)",
    "A @ B == B @ A",
    "C @ v == lam*v",
    "u == 2*x - v",
    "R @ R.T == identity(n)",
    let={"R": "matrix(n, n)"},
)


def ruled_point(size: int, seed: int) -> dict[str, Value]:
    at = random_point(size, seed)
    rows = {name: _as_rows(at[name]) for name in ("V", "D", "A", "P", "x", "v", "Q")}
    at["W"] = _as_value(mul(mul(rows["V"], rows["D"]), inverse(rows["V"])))
    at["B"] = _as_value(_plus(mul(rows["A"], rows["A"]), eye(size)))
    lam, v = at["lam"], rows["v"]
    assert isinstance(lam, Fraction)
    scaled = tuple(tuple(lam * entry for entry in row) for row in eye(size))
    square = mul(turn(v), v)[0][0]
    if square:
        away = tuple(tuple(-a * b / square for b in (row[0] for row in v)) for (a,) in v)
        away = _plus(eye(size), away)
        scaled = _plus(scaled, mul(rows["P"], away))
    at["C"] = _as_value(scaled)
    at["u"] = _as_value(tuple((2 * a - b,) for (a,), (b,) in zip(rows["x"], v, strict=True)))
    at["R"] = at["Q"]
    return at


def _as_rows(found: Value) -> tuple[tuple[Fraction, ...], ...]:
    return ((found,),) if isinstance(found, Fraction) else found


def _as_value(rows: tuple[tuple[Fraction, ...], ...]) -> Value:
    return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else rows


def _plus(
    left: tuple[tuple[Fraction, ...], ...], right: tuple[tuple[Fraction, ...], ...]
) -> tuple[tuple[Fraction, ...], ...]:
    return tuple(
        tuple(a + b for a, b in zip(one, two, strict=True)) for one, two in zip(left, right, strict=True)
    )


POWERS = [apply("pow", Letter(name), Letter("t")) for name in ("W", "A", "C", "B")]
RULED_LETTERS: list[Term] = [Letter(name) for name in ("W", "A", "B", "C", "V", "R")]
RULED_FACTORS = [
    *RULED_LETTERS,
    *POWERS,
    *(apply("transpose", one) for one in (*RULED_LETTERS, *POWERS)),
    apply("inv", Letter("V")),
]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(RULED_FACTORS), min_size=1, max_size=4),
    st.sampled_from([Letter("u"), Letter("v")]),
    st.booleans(),
    st.integers(1, 3),
    SEEDS,
)
def test_rules_keep_the_value(factors: list[Term], vector: Term, as_form: bool, size: int, seed: int) -> None:
    term: Term = apply("matmul", _product(factors), vector)
    if as_form:
        term = apply("dot", Letter("v"), term)
    at = ruled_point(size, seed)
    assert all(value(fact, at) for fact in RULED.hypotheses)
    assert same_value(term, words.normalize(term, RULED).term, at) in (True, None)


def test_rules_are_used() -> None:
    found = words.normalize(apply("matmul", Letter("C"), Letter("v")), RULED)
    assert found.term == apply("mul", Letter("lam"), Letter("v"))
