"""Exact zeros of a term as a function of one letter, as candidates: rational, quadratic irrational, pure roots, and behind
exp, log and the trigonometric functions. A candidate is worth nothing before it is evaluated on the claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from flint import fmpq, fmpq_poly

from proofs_check.engines.one_fraction import together
from proofs_check.statement.terms import (
    Apply,
    Constant,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    number,
    walk,
)

MAX_DEGREE = 6
UNKNOWN = Letter("unknown value")
INVERSES: dict[str, tuple[str, ...]] = {
    "exp": ("log",),
    "log": ("exp",),
    "sin": ("asin",),
    "cos": ("acos",),
    "tan": ("atan",),
    "sinh": ("asinh",),
    "tanh": ("atanh",),
    "cosh": ("acosh",),
    "atan": ("tan",),
}
PI = Constant("pi")
TURNS = apply("mul", number(2), PI)
TURNED: Mapping[str, tuple[Callable[[Term], Term], ...]] = {
    "sin": (lambda x: apply("sub", PI, x), lambda x: apply("add", TURNS, x)),
    "cos": (lambda x: apply("neg", x), lambda x: apply("sub", TURNS, x)),
    "tan": (lambda x: apply("add", PI, x), lambda x: apply("sub", x, PI)),
    "cosh": (lambda x: apply("neg", x),),
}
"""Other angles of the same sine, cosine or tangent; the other number of the same hyperbolic cosine."""
UNIT_ROOTS: dict[tuple[Fraction | int, ...], tuple[int, tuple[int, int, int], tuple[int, int, int]]] = {
    (1, 1, 1, 1, 1): (5, (-1, 1, 4), (5, 1, 8)),
    (1, 0, 0, 0, 1): (2, (0, 1, 2), (1, 0, 2)),
    (1, -1, 1, -1, 1): (5, (1, 1, 4), (5, -1, 8)),
    (1, 0, -1, 0, 1): (3, (0, 1, 2), (1, 0, 4)),
}
"""Of the primitive roots of unity of order 5, 8, 10 and 12: their polynomial -> n, cosine, square of the sine."""
ValueAt = Callable[[Term, Fraction], Fraction | None]
"""The rational value of a term at a value of `UNKNOWN`, or None."""


def zeros(term: Term, letter: str, value_at: ValueAt, is_complex: bool = False) -> Iterator[Term]:
    """Terms without `letter` at which `term` may be 0; other letters are fixed by `value_at`."""
    direct = replace_node(together(term).top, Letter(letter), UNKNOWN)
    yield from roots(direct, value_at, is_complex)
    for inner in functions_of(term, letter):
        covered = replace_node(as_powers(term, inner), inner, UNKNOWN)
        if letter in free_letters(covered):
            continue
        for root in roots(covered, value_at, is_complex):
            found = [apply(name, root) for name in INVERSES[inner.op]]
            yield from found
            if inner.op in TURNED:
                yield from (turn(value) for value in found for turn in TURNED[inner.op])


def functions_of(term: Term, letter: str) -> list[Apply]:
    """The functions of the letter itself that have an inverse, each once."""
    found = [
        node
        for node in walk(term)
        if isinstance(node, Apply) and node.op in INVERSES and node.args == (Letter(letter),)
    ]
    if not found and any(_multiple(node, letter) for node in walk(term)):
        found = [Apply("exp", (Letter(letter),))]
    return list(dict.fromkeys(found))


def as_powers(term: Term, inner: Apply) -> Term:
    """exp(k*x) as exp(x)**k for whole k."""
    if inner.op != "exp":
        return term

    def change(node: Term) -> Term:
        times = _multiple(node, inner.args[0].name) if isinstance(inner.args[0], Letter) else None
        return apply("pow", inner, number(times)) if times else node

    return _mapped(term, change)


def _multiple(node: Term, letter: str) -> int | None:
    """k of exp(k*x) and exp(-x), for whole k."""
    if not isinstance(node, Apply) or node.op != "exp" or not isinstance(node.args[0], Apply):
        return None
    inside = node.args[0]
    if inside.op == "neg" and inside.args == (Letter(letter),):
        return -1
    if inside.op == "mul" and Letter(letter) in inside.args:
        other = inside.args[0] if inside.args[1] == Letter(letter) else inside.args[1]
        if isinstance(other, Number) and other.value.denominator == 1:
            return int(other.value)
    return None


def replace_node(term: Term, old: Term, new: Term) -> Term:
    """The term with every occurrence of a subterm replaced."""
    return _mapped(term, lambda node: new if node == old else node)


def _mapped(term: Term, change: Callable[[Term], Term]) -> Term:
    """The term changed from the outside in; a node that changes is not entered."""
    changed = change(term)
    if changed != term or not isinstance(term, Apply):
        return changed
    return Apply(term.op, tuple(_mapped(part, change) for part in term.args))


def roots(term: Term, value_at: ValueAt, is_complex: bool) -> Iterator[Term]:
    """The roots of a polynomial in UNKNOWN that square roots and pure roots write down."""
    found = polynomial(term, value_at)
    if found is None or found.degree() < 1:
        return
    for factor, _ in found.factor()[1]:
        yield from factor_roots(factor, is_complex)


def polynomial(term: Term, value_at: ValueAt) -> fmpq_poly | None:
    """The polynomial through values of the term, if further values lie on it: x**3 + x is found, 1/x is not."""
    points = [Fraction(k) for k in range(1, MAX_DEGREE + 4)]
    values = []
    for point in points:
        value = value_at(term, point)
        if value is None:
            return None
        values.append(value)
    fitted = interpolated(points[: MAX_DEGREE + 1], values[: MAX_DEGREE + 1])
    rest = zip(points[MAX_DEGREE + 1 :], values[MAX_DEGREE + 1 :], strict=True)
    return fitted if all(fitted(rational(p)) == rational(v) for p, v in rest) else None


def interpolated(points: list[Fraction], values: list[Fraction]) -> fmpq_poly:
    """Newton's divided differences."""
    table = [rational(value) for value in values]
    for width in range(1, len(points)):
        for place in range(len(points) - 1, width - 1, -1):
            gap = rational(points[place] - points[place - width])
            table[place] = (table[place] - table[place - 1]) / gap
    result = fmpq_poly([table[-1]])
    for place in range(len(points) - 2, -1, -1):
        result = result * fmpq_poly([rational(-points[place]), 1]) + fmpq_poly([table[place]])
    return result


def rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def factor_roots(factor: fmpq_poly, is_complex: bool) -> Iterator[Term]:
    """The roots of an irreducible factor of degree 1 or 2, or of a pure power."""
    c = [Fraction(int(x.p), int(x.q)) for x in (factor[k] for k in range(factor.degree() + 1))]
    if len(c) == 2:
        yield number(-c[0] / c[1])
    elif len(c) == 3:
        yield from quadratic_roots(c[2], c[1], c[0], is_complex)
    elif not any(c[1:-1]):
        yield from pure_roots(-c[0] / c[-1], len(c) - 1)
    if is_complex and tuple(c) in UNIT_ROOTS:
        yield from unit_roots(*UNIT_ROOTS[tuple(c)])


def unit_roots(n: int, cosine: tuple[int, int, int], sine: tuple[int, int, int]) -> Iterator[Term]:
    """cos + i*sin and its conjugate, for cos = (a + b*sqrt(n))/c and sin = sqrt((a + b*sqrt(n))/c)."""

    def surd(a: int, b: int, c: int) -> Term:
        moving = apply("mul", number(b), apply("sqrt", number(n)))
        return apply("div", apply("add", number(a), moving), number(c))

    turn = apply("mul", Constant("i"), apply("sqrt", surd(*sine)))
    yield apply("add", surd(*cosine), turn)
    yield apply("sub", surd(*cosine), turn)


def quadratic_roots(a: Fraction, b: Fraction, c: Fraction, is_complex: bool) -> Iterator[Term]:
    inside = b * b - 4 * a * c
    if inside < 0 and not is_complex:
        return
    part: Term = apply("sqrt", number(abs(inside)))
    if inside < 0:
        part = apply("mul", part, Constant("i"))
    for sign in ("add", "sub"):
        whole = apply(sign, number(-b), part) if b else part if sign == "add" else apply("neg", part)
        yield whole if 2 * a == 1 else apply("div", whole, number(2 * a))


def pure_roots(value: Fraction, degree: int) -> Iterator[Term]:
    size = apply("root", number(abs(value)), number(degree))
    if value > 0 or degree % 2:
        yield size if value > 0 else apply("neg", size)
    if value > 0 and degree % 2 == 0:
        yield apply("neg", size)
