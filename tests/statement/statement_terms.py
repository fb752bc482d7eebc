"""Random well-sorted terms, as the parser can produce them, and the letters that they speak of."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.parse import Context
from proofs_check.statement.terms import (
    FALSE,
    INFINITY,
    ONE,
    TRUE,
    Apply,
    At,
    Compare,
    Connective,
    Constant,
    Diff,
    Letter,
    Limit,
    Matrix,
    Number,
    Quantified,
    Sum,
    Term,
    apply,
    number,
)

LET = {
    "x": "real",
    "eps": "positive",
    "rho": "real in [0, 1)",
    "lambda_": "nonzero real",
    "n": "integer >= 1",
    "m": "integer >= 1",
    "t": "natural",
    "z": "complex",
    "v": "vector(n)",
    "w": "vector(n)",
    "H": "symmetric(n)",
    "A": "matrix(m, n)",
    "B": "spd(2)",
    "gamma": "real",
    "E": "complex",
}
DEFINE: dict[str, object] = {
    "r": {"start": ["0"], "step": "rho*r(t) + x"},
    "p": {"start": ["v"], "step": "H @ p(t) - r(t)*w"},
}
FORMAL: Formal = formalize(LET, {}, DEFINE, "x == x")
CONTEXT = Context(FORMAL.scope, {}, {})
SCALARS = ("x", "eps", "rho", "lambda_", "n", "m", "t", "z", "gamma", "E")
BOUND = ("k", "j", "n_", "x", "c")  # x is a declared letter as well

UNARY = (
    *(
        "abs",
        "sign",
        "sqrt",
        "exp",
        "log",
        "sin",
        "cot",
        "acot",
        "tanh",
        "acosh",
        "floor",
        "ceil",
        "harmonic",
    ),
    *("fibonacci", "re", "conj", "arg", "relu", "sigmoid", "softplus", "sinh"),
)
BINARY = ("root", "atan2", "binomial", "chebyshev_t", "chebyshev_u")

numbers: SearchStrategy[Term] = st.one_of(
    st.integers(-12, 12).map(number),
    st.fractions(-5, 5, max_denominator=12).map(Number),
)
naturals: SearchStrategy[Term] = st.integers(0, 12).map(number)
constants: SearchStrategy[Term] = st.sampled_from([Constant("pi"), Constant("e"), Constant("i")])


def negated(term: Term) -> Term:
    """-term, as the parser writes it: the minus of a number belongs to the number."""
    return Number(-term.value) if isinstance(term, Number) else apply("neg", term)


def quotient(left: Term, right: Term) -> Term:
    """left/right, as the parser writes it: the quotient of two numbers is a number."""
    if isinstance(left, Number) and isinstance(right, Number) and right.value != 0:
        return Number(left.value / right.value)
    return apply("div", left, right)


@st.composite
def scalars(draw: st.DrawFn, depth: int = 4, bound: tuple[str, ...] = ()) -> Term:
    """A scalar of at most `depth` levels; `bound` are the letters of the binders around it."""
    letters = st.sampled_from([*SCALARS, *bound]).map(Letter)
    if depth == 0:
        return draw(st.one_of(letters, numbers, constants))
    inner = scalars(depth=depth - 1, bound=bound)
    with_letter = apply("add", draw(letters), draw(inner)) if draw(st.booleans()) else draw(letters)
    kind = draw(st.integers(0, 15))
    if kind == 0:
        return draw(st.one_of(letters, numbers, constants))
    if kind <= 4:
        op = draw(st.sampled_from(["add", "sub", "mul", "pow"]))
        if op == "pow":
            return apply(op, draw(inner), draw(st.one_of(st.integers(-3, 6).map(number), letters)))
        return apply(op, draw(inner), draw(inner))
    if kind == 5:
        return quotient(draw(inner), draw(inner))
    if kind == 6:
        return negated(draw(inner))
    if kind == 7:
        return apply(draw(st.sampled_from(UNARY)), with_letter)
    if kind == 8:
        return apply(draw(st.sampled_from(BINARY)), draw(letters), with_letter)
    if kind == 9:
        return Apply(
            draw(st.sampled_from(["min", "max"])), tuple(draw(st.lists(inner, min_size=1, max_size=3)))
        )
    if kind == 10:
        return At("r", apply("add", Letter("t"), draw(naturals)))
    if kind == 11:
        return draw(sums(depth, bound))
    if kind == 12:
        return draw(limits(depth, bound))
    if kind == 13:
        return Diff(
            draw(inner), draw(st.sampled_from([name for name in ("x", "eps", "z") if name not in bound]))
        )
    return draw(from_vectors(depth, bound))


@st.composite
def sums(draw: st.DrawFn, depth: int, bound: tuple[str, ...]) -> Term:
    letter = draw(st.sampled_from(BOUND))
    body = draw(scalars(depth=depth - 1, bound=(*bound, letter)))
    low, high = draw(naturals), draw(st.sampled_from([Letter("n"), Letter("t"), number(3)]))
    return Sum(draw(st.sampled_from(["sum", "prod"])), letter, body, low, high)


@st.composite
def limits(draw: st.DrawFn, depth: int, bound: tuple[str, ...]) -> Term:
    letter = draw(st.sampled_from(["t", "x", "eps"]))
    domain = FORMAL.scope.letters[letter]
    if letter in bound:  # hidden by a sum or a quantifier: the limit runs over what that binds
        letter, domain = "t", FORMAL.scope.letters["t"]
    body = draw(scalars(depth=depth - 1, bound=bound))
    point = draw(st.sampled_from([INFINITY, apply("neg", INFINITY), number(0), Letter("rho")]))
    return Limit(letter, domain, body, point, draw(st.sampled_from(["", "+", "-"])))


@st.composite
def vectors(draw: st.DrawFn, depth: int, bound: tuple[str, ...] = ()) -> Term:
    """A vector of n entries."""
    if depth <= 0:
        return draw(st.sampled_from([Letter("v"), Letter("w"), At("p", Letter("t"))]))
    inner = vectors(depth - 1, bound)
    kind = draw(st.integers(0, 7))
    if kind <= 1:
        return apply(draw(st.sampled_from(["add", "sub"])), draw(inner), draw(inner))
    if kind == 2:
        return apply("neg", draw(inner))
    if kind == 3:
        return apply("matmul", draw(square(depth - 1)), draw(inner))
    if kind == 4:
        return apply("mul", draw(scalars(depth=depth - 1, bound=bound)), draw(inner))
    if kind == 5:
        return apply("div", draw(inner), draw(scalars(depth=0, bound=bound)))
    if kind == 6:
        return apply("unit", Letter("n"), Letter("t"))
    return apply("column", draw(square(depth - 1)), draw(naturals))


@st.composite
def square(draw: st.DrawFn, depth: int) -> Term:
    """A matrix of n rows and columns."""
    if depth <= 0:
        return draw(
            st.sampled_from(
                [Letter("H"), apply("identity", Letter("n")), apply("zeros", Letter("n"), Letter("n"))]
            )
        )
    inner = square(depth - 1)
    kind = draw(st.integers(0, 6))
    if kind <= 1:
        return apply(draw(st.sampled_from(["add", "sub", "matmul"])), draw(inner), draw(inner))
    if kind == 2:
        return apply(draw(st.sampled_from(["transpose", "inv", "neg"])), draw(inner))
    if kind == 3:
        return apply("pow", draw(inner), draw(st.one_of(naturals, st.just(Letter("t")))))
    if kind == 4:
        return apply("matmul", draw(vectors(depth - 1)), apply("transpose", draw(vectors(depth - 1))))
    if kind == 5:
        return apply("matmul", apply("transpose", Letter("A")), Letter("A"))
    return apply("mul", draw(inner), draw(scalars(depth=0)))


@st.composite
def small_matrices(draw: st.DrawFn, bound: tuple[str, ...]) -> Term:
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    entry = scalars(depth=1, bound=bound)
    return Matrix(tuple(tuple(draw(entry) for _ in range(columns)) for _ in range(rows)))


@st.composite
def from_vectors(draw: st.DrawFn, depth: int, bound: tuple[str, ...]) -> Term:
    """A scalar made of vectors and matrices."""
    vector, matrix = vectors(depth - 1, bound), square(depth - 1)
    kind = draw(st.integers(0, 6))
    if kind == 0:
        return apply("dot", draw(vector), draw(vector))
    if kind == 1:
        return apply("norm", draw(vector))
    if kind == 2:
        return apply(draw(st.sampled_from(["trace", "det", "spectral_radius"])), draw(matrix))
    if kind == 3:
        return apply("entry", draw(vector), draw(naturals))
    if kind == 4:
        return apply("entry", draw(small_matrices(bound)), draw(naturals), draw(naturals))
    if kind == 5:
        return apply("max", apply("eigenvalues", draw(matrix)))
    return apply("matmul", apply("row", draw(matrix), draw(naturals)), draw(vector))


@st.composite
def statements(draw: st.DrawFn, depth: int = 3, bound: tuple[str, ...] = ()) -> Term:
    """A statement, quantifiers and all connectives included."""
    inner = statements(depth=depth - 1, bound=bound) if depth > 0 else None
    kind = draw(st.integers(0, 7)) if inner is not None else 0
    if inner is None or kind <= 1:
        return draw(comparisons(bound))
    if kind == 2:
        return Connective("not", (draw(inner),))
    if kind == 3:
        op = draw(st.sampled_from(["and", "or"]))
        return Connective(op, tuple(draw(st.lists(inner, min_size=2, max_size=3))))
    if kind == 4:
        return Connective(draw(st.sampled_from(["implies", "iff"])), (draw(inner), draw(inner)))
    if kind == 5:
        return draw(st.sampled_from([TRUE, FALSE]))
    letter = draw(st.sampled_from(["c", "k"]))
    domain = draw(scalar_domains(bound))
    body = draw(statements(depth=depth - 1, bound=(*bound, letter)))
    return Quantified(draw(st.sampled_from(["exists", "forall"])), letter, domain, body)


@st.composite
def comparisons(draw: st.DrawFn, bound: tuple[str, ...]) -> Term:
    kind = draw(st.integers(0, 5))
    if kind == 0:
        return Compare(draw(st.sampled_from(["==", "!="])), draw(vectors(2, bound)), draw(vectors(2, bound)))
    relation = draw(st.sampled_from(["==", "!=", "<", "<=", ">", ">="]))
    if kind == 1:
        return Compare(relation, draw(limits(2, bound)), INFINITY)
    return Compare(relation, draw(scalars(depth=2, bound=bound)), draw(scalars(depth=2, bound=bound)))


@st.composite
def bounds(draw: st.DrawFn, around: tuple[str, ...] = ()) -> Bound:
    at = draw(numbers | scalars(depth=1, bound=around).filter(lambda term: not isinstance(term, Sum)))
    return Bound(at, draw(st.booleans()))


@st.composite
def scalar_domains(draw: st.DrawFn, around: tuple[str, ...] = ()) -> Domain:
    """A domain of numbers, with bounds that may speak of letters."""
    kind = draw(st.sampled_from(["real", "integer", "complex"]))
    nonzero = draw(st.booleans())
    if kind == "complex":
        return Domain(kind, nonzero=nonzero)
    low = draw(st.none() | bounds(around))
    high = draw(st.none() | bounds(around))
    return Domain(kind, low, high, nonzero)


@st.composite
def matrix_domains(draw: st.DrawFn) -> Domain:
    """A domain of vectors or matrices of general size."""
    sizes = st.sampled_from(
        [
            number(1),
            number(3),
            Letter("n"),
            apply("add", Letter("n"), ONE),
            apply("mul", number(2), Letter("m")),
        ]
    )
    over = draw(st.sampled_from(["real", "complex"]))
    kind = draw(
        st.sampled_from(
            ["vector", "matrix", "symmetric", "psd", "spd", "diagonal", "orthogonal", "invertible"]
        )
    )
    first = draw(sizes)
    if kind == "vector":
        return Domain(kind, size=(first,), over=over)
    return Domain(kind, size=(first, draw(sizes) if kind == "matrix" else first), over=over)
