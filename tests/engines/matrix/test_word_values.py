"""The word normal form of random terms: it keeps their value, and so do the rules and what is proved of random equations."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_exact import Spectra, Undefined, Value, draw, eye, inverse, mul, turn, value
from matrix_goals import goal, knows_nothing

from proofs_check.engines import words
from proofs_check.engines.word_terms import TooLarge, Unsupported
from proofs_check.statement.terms import Compare, Letter, Sum, Term, apply, number, walk

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
