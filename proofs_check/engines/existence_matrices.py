"""Vectors and matrices that may show an existence, and vectors in a kernel.

Values: what an equation gives when it is solved for the letter (A @ x == b: inv(A) @ b), the halves (A + A.T)/2 and (A - A.T)/2 of square letters,
their transposes, inverses and squares, products v @ w.T of vectors, identities, zeros; for numbers the norms of matrices. What is proposed is
proved elsewhere.

A square M with det(M) == 0 sends a vector of norm 1 to zero, and only such an M does: that shows exists(x, M @ x == 0 and norm(x) == 1).

Reference: Horn and Johnson, Matrix Analysis, section 0.5 (singular matrices).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from proofs_check.engines.calculus_questions import defined
from proofs_check.engines.calculus_terms import flat_conjunction
from proofs_check.engines.existence_small_matrices import small_matrices
from proofs_check.engines.word_algebra import subtract
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import (
    MatrixPolynomial,
    Monomial,
    TooLarge,
    Unsupported,
    polynomial,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INVERTIBLE_KINDS, SYMMETRIC_KINDS, Domain
from proofs_check.statement.sorts import SCALAR, Shape, SortError, shape_of_domain, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    apply,
    free_letters,
    number,
)
from proofs_check.statement.text import text

ENGINE = "kernel"
MAX_VALUES = 24


def matrix_values(statement: Quantified, goal: Goal) -> tuple[Term, ...]:
    """Vectors or matrices of the shape that is asked for."""
    wanted = shape_of_domain(statement.domain)
    inner = goal.with_letter(statement.letter, statement.domain)
    found: dict[Term, None] = {}
    for value in _values(statement, inner, goal):
        try:
            fits = sort_of(value, goal.scope) == wanted
        except (SortError, KeyError):
            continue
        if fits and statement.letter not in free_letters(value):
            found[value] = None
    return tuple(islice(found, MAX_VALUES))


def _values(statement: Quantified, inner: Goal, goal: Goal) -> Iterator[Term]:
    yield from _solved(statement, inner)
    yield from _made_of_letters(statement.domain, goal)
    yield from small_matrices(statement, goal)


def norms(goal: Goal) -> Iterator[Term]:
    """Numbers that bound what matrices do."""
    for name, domain in goal.letters:
        if not domain.is_scalar:
            size = apply("norm", Letter(name))
            yield size
            yield apply("add", size, ONE)


def traces(goal: Goal) -> Iterator[Term]:
    """Whole numbers that may count eigenvalues: the trace of a projection is its rank."""
    for name, domain in goal.letters:
        if domain.kind in ("matrix", "symmetric", "psd", "diagonal") and len(set(domain.size)) == 1:
            rank = apply("trace", Letter(name))
            yield from (rank, apply("sub", domain.size[0], rank))


def belongs(value: Term, domain: Domain, goal: Goal) -> tuple[Term, ...] | None:
    """What membership in a kind of matrices asks of the value; None for kinds that are not read off."""
    if isinstance(value, Letter) and dict(goal.letters).get(value.name) == domain:
        return ()
    rows = domain.size[0]
    symmetric = Compare("==", apply("transpose", value), value)
    if domain.kind in ("vector", "matrix"):
        return ()
    if domain.kind == "symmetric":
        return (symmetric,)
    if domain.kind == "orthogonal":
        return (Compare("==", apply("matmul", apply("transpose", value), value), apply("identity", rows)),)
    if domain.kind == "invertible":
        return (Compare("!=", apply("det", value), ZERO),)
    if domain.kind in ("psd", "spd"):
        vector = Letter("v_")
        form = apply("dot", vector, apply("matmul", value, vector))
        says: Term = Compare(">=", form, ZERO)
        if domain.kind == "spd":
            says = Connective(
                "implies", (Compare(">", apply("norm", vector), ZERO), Compare(">", form, ZERO))
            )
        return symmetric, Quantified("forall", "v_", Domain("vector", size=(rows,)), says)
    return None


def _solved(statement: Quantified, goal: Goal) -> Iterator[Term]:
    """What the equations of the body give for the letter."""
    for part in flat_conjunction(statement.body):
        if isinstance(part, Compare) and part.relation == "==":
            for left, right in ((part.left, part.right), (part.right, part.left)):
                if statement.letter in free_letters(left) - free_letters(right):
                    yield from _isolated(left, right, statement.letter, goal)


def _isolated(left: Term, right: Term, letter: str, goal: Goal) -> Iterator[Term]:
    """The letter of left == right, where it occurs in one factor or term after another."""
    match left:
        case Letter(name=name) if name == letter:
            yield right
        case Apply(op="transpose", args=(inner,)):
            yield from _isolated(inner, apply("transpose", right), letter, goal)
        case Apply(op="neg", args=(inner,)):
            yield from _isolated(inner, apply("neg", right), letter, goal)
        case Apply(op="inv", args=(inner,)):
            yield from _isolated(inner, apply("inv", right), letter, goal)
        case Apply(op=("matmul" | "add" | "sub" | "mul" | "div") as op, args=(one, two)):
            inside = letter in free_letters(one)
            if inside == (letter in free_letters(two)):
                return
            moved = _moved(op, one, two, right, inside, goal)
            if moved is not None:
                yield from _isolated(one if inside else two, moved, letter, goal)


def _moved(op: str, one: Term, two: Term, right: Term, first: bool, goal: Goal) -> Term | None:
    """What the side with the letter equals, once the other one is moved to the right. first: the letter is in `one`."""
    match op:
        case "matmul":
            inverse = apply("inv", two if first else one)
            return apply("matmul", right, inverse) if first else apply("matmul", inverse, right)
        case "add":
            return apply("sub", right, two if first else one)
        case "sub":
            return apply("add", right, two) if first else apply("sub", one, right)
        case "div":
            return apply("mul", two, right) if first else None
    other = two if first else one
    return apply("div", right, other) if sort_of(other, goal.scope) == SCALAR else None


def _made_of_letters(domain: Domain, goal: Goal) -> Iterator[Term]:
    wanted = shape_of_domain(domain)
    letters = [(Letter(name), its) for name, its in goal.letters if not its.is_scalar]
    yield from (letter for letter, its in letters if its == domain)
    for letter, its in letters:
        if its.kind != "vector" and wanted.rows == wanted.columns:
            yield from _of_square(letter, its)
    if domain.kind == "vector":
        yield from _solutions(letters)
        yield apply("unit", wanted.rows, ZERO)
    elif wanted.rows == wanted.columns:
        yield apply("identity", wanted.rows)
    yield from _rank_one(letters, wanted)
    yield apply("zeros", wanted.rows, wanted.columns)


def _of_square(letter: Term, domain: Domain) -> Iterator[Term]:
    """Matrices made of one."""
    turned = apply("transpose", letter)
    if domain.kind not in SYMMETRIC_KINDS:
        yield apply("div", apply("add", letter, turned), number(2))
        yield apply("div", apply("sub", letter, turned), number(2))
        yield turned
    yield letter
    yield apply("inv", letter)
    yield apply("neg", letter)
    yield apply("matmul", turned, letter)


def _solutions(letters: list[tuple[Letter, Domain]]) -> Iterator[Term]:
    """Of A @ x == b: where a quadratic form with a linear term is least."""
    for matrix, its in letters:
        for vector, other in letters:
            if its.kind in INVERTIBLE_KINDS and other.kind == "vector":
                yield apply("matmul", apply("inv", matrix), vector)


def _rank_one(letters: list[tuple[Letter, Domain]], wanted: Shape) -> Iterator[Term]:
    vectors = [letter for letter, its in letters if its.kind == "vector"]
    for one in vectors:
        for two in vectors:
            if wanted.columns != ONE:
                product = apply("matmul", one, apply("transpose", two))
                yield product
                yield apply("div", product, apply("dot", two, two))


def by_kernel(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """exists(x, 'vector(n)', M @ x == 0 and x != 0) by det(M) == 0."""
    if statement.domain.kind != "vector" or any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "no real vector")
    equation, *others = sorted(
        flat_conjunction(statement.body), key=lambda part: not _is_equation(part, goal)
    )
    letter = Letter(statement.letter)
    if not _is_equation(equation, goal) or not all(
        one in lengths(letter, statement.domain) for one in others
    ):
        return undecided(ENGINE, "no vector of some length in a kernel")
    inner = goal.with_letter(statement.letter, statement.domain)
    try:
        assert isinstance(equation, Compare)
        setting = plain_setting(inner, prove)
        gap = subtract(convert(equation.left, setting), convert(equation.right, setting))
        matrix = _matrix_of(gap, letter, statement.domain, setting)
    except (Unsupported, TooLarge, SortError) as problem:
        return undecided(ENGINE, str(problem))
    body_defined = defined((statement.body,), inner, prove)
    if body_defined is None:
        return undecided(ENGINE, "a condition that is not shown to be defined")
    singular = prove(goal.concluding(Compare("==", apply("det", matrix.term), ZERO)))
    if not singular.proved:
        return undecided(ENGINE, f"{text(matrix.term)} is not shown to be singular"[:200])
    return proved(ENGINE, f"{text(matrix.term)} is singular"[:300], "certificate", (body_defined, singular))


def _is_equation(part: Term, goal: Goal) -> bool:
    """An equation of vectors: the others are about numbers, or say that a vector is not zero."""
    return isinstance(part, Compare) and part.relation == "==" and not _is_length(part)


def _is_length(part: Compare) -> bool:
    return any(isinstance(side, Apply) and side.op in ("norm", "dot") for side in (part.left, part.right))


def lengths(letter: Letter, domain: Domain) -> tuple[Term, ...]:
    """What a vector of norm 1 satisfies."""
    size, square = apply("norm", letter), apply("dot", letter, letter)
    zero = apply("zeros", domain.size[0], ONE)
    values = (size, square, apply("pow", size, number(2)))
    equal = [Compare("==", *pair) for value in values for pair in ((value, ONE), (ONE, value))]
    positive = [Compare(relation, value, ZERO) for value in values for relation in (">", "!=")]
    return *equal, *positive, Compare("!=", letter, zero), Compare("!=", zero, letter)


def _matrix_of(gap: MatrixPolynomial, letter: Letter, domain: Domain, setting: Setting) -> MatrixPolynomial:
    """M of M @ x, square. Raises Unsupported."""
    rows = domain.size[0]
    if gap.rows != rows or gap.columns != ONE:
        raise Unsupported("no square matrix times the vector")
    found = {}
    for monomial, value in gap.terms:
        *front, last = monomial.word or (None,)
        plain = last is not None and last.base == letter and not last.transposed and last.expanded is None
        if monomial.binders or not plain:
            raise Unsupported("no matrix times the vector")
        word = tuple(factor for factor in front if factor is not None)
        rest = Monomial(scalars=monomial.scalars, word=word)
        if letter.name in free_letters(polynomial(rows, rows, {rest: value}).term):
            raise Unsupported("the vector in its own factor")
        found[rest] = value
    if not found:
        raise Unsupported("an equation that every vector satisfies")
    return polynomial(rows, rows, found)
