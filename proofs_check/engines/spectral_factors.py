"""Spectral radii of written-out matrices whose characteristic polynomial splits into factors of degree one and two.

A factor x - a has the root a; of x**2 - 2*h*x + d the roots are h + sqrt(D) and h - sqrt(D) with D = h**2 - d >= 0, so that the greater modulus is abs(h) + sqrt(D); where
D < 0 both have the modulus sqrt(d). The radius is the greatest of these: spectral_radius([[a, b, 0], [c, a, b], [0, c, a]]) == abs(a) + sqrt(2*b*c), b*c >= 0.
Entries are polynomials in atoms; the product of the factors is compared with the characteristic polynomial again.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from proofs_check.engines.entry_algebra import characteristic
from proofs_check.engines.scalar_image import touches_matrices
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Matrix,
    Number,
    Term,
    apply,
    binder,
    children,
    number,
    rebuild,
)

ENGINE = "factors of the characteristic polynomial"
SIZES = (3, 4)
MAX_ATOMS = 8
ARITHMETIC = ("add", "sub", "mul", "neg")


def applies(goal: Goal) -> bool:
    """Whether the conclusion has the spectral radius of a written-out matrix of three or four rows with real scalars in it."""
    if any(domain.is_complex for _, domain in goal.letters) or not isinstance(goal.conclusion, Compare):
        return False
    return next(_radii(goal.conclusion, goal), None) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a goal by the same with the roots put in; it never refutes."""
    put: dict[Term, Term] = {}
    parts: list[Answer] = []
    for radius in dict.fromkeys(_radii(goal.conclusion, goal)):
        matrix = radius.args[0]
        assert isinstance(matrix, Matrix)
        sizes = _moduli(matrix, goal, prove, parts)
        if sizes is None:
            return undecided(ENGINE, "a factor of degree three, or a discriminant whose sign is not known")
        put[radius] = sizes[0] if len(sizes) == 1 else apply("max", *sizes)
    answer = prove(goal.concluding(_replaced(goal.conclusion, put)))
    if not answer.proved:
        return undecided(ENGINE, f"with the roots: {answer.detail}"[:300])
    return proved(ENGINE, f"with the roots: {answer.detail}", "certificate", (*parts, answer))


def _radii(term: Term, goal: Goal) -> Iterator[Apply]:
    """The spectral radii of matrices of scalars, outside of binders."""
    if binder(term) is not None:
        return
    match term:
        case Apply(op="spectral_radius", args=(Matrix(rows=rows),)) if len(rows) in SIZES:
            if not any(touches_matrices(entry, goal.scope) for row in rows for entry in row):
                yield term
            return
    for part in children(term):
        yield from _radii(part, goal)


def _replaced(term: Term, put: dict[Term, Term]) -> Term:
    if term in put:
        return put[term]
    parts = children(term)
    return (
        rebuild(term, tuple(_replaced(part, put) for part in parts))
        if parts and binder(term) is None
        else term
    )


def _moduli(matrix: Matrix, goal: Goal, prove: Prover, parts: list[Answer]) -> tuple[Term, ...] | None:
    """The greatest modulus of the roots of every factor."""
    atoms: dict[Term, int] = {}
    for row in matrix.rows:
        for entry in row:
            _collect(entry, atoms)
    if len(atoms) > MAX_ATOMS:
        return None
    ring = fmpq_mpoly_ctx.get(["x", *(f"a{place}" for place in range(len(atoms)))], "lex")
    factors = _factors(matrix, atoms, ring)
    found: list[Term] = []
    for coefficients in factors or ():
        written = [_written(one, tuple(atoms)) for one in coefficients]
        size = _modulus(written, goal, prove, parts)
        if size is None:
            return None
        found.append(size)
    return tuple(dict.fromkeys(found)) or None


def _factors(matrix: Matrix, atoms: dict[Term, int], ring: fmpq_mpoly_ctx) -> list[list[fmpq_mpoly]] | None:
    """(a) of x - a and (h, h**2 - d, d) of x**2 - 2*h*x + d; None where a factor has a higher degree."""
    x = ring.gens()[0]
    size = len(matrix.rows)
    whole = x**size
    for count, coefficient in enumerate(characteristic(matrix.rows), 1):
        whole += (-1) ** count * _polynomial(coefficient, atoms, ring) * x ** (size - count)
    _, listed = whole.factor()
    found: list[list[fmpq_mpoly]] = []
    product = ring.constant(1)
    for factor, power in listed:
        by_degree = _by_degree(factor, ring)
        lead = by_degree[max(by_degree)]
        if max(by_degree) not in (1, 2) or not lead.is_constant():
            return None
        monic = {degree: one / lead for degree, one in by_degree.items()}
        product *= (factor / lead) ** power
        last, middle = monic.get(0, ring.constant(0)), monic.get(1, ring.constant(0))
        half = middle * ring.constant(fmpq(-1, 2))
        found.append([-last] if max(by_degree) == 1 else [half, half * half - last, last])
    if product != whole:
        raise ArithmeticError("the factors are not those of the characteristic polynomial")
    return found


def _by_degree(factor: fmpq_mpoly, ring: fmpq_mpoly_ctx) -> dict[int, fmpq_mpoly]:
    pieces: dict[int, dict[tuple[int, ...], fmpq]] = {}
    for exponents, value in factor.to_dict().items():
        pieces.setdefault(int(exponents[0]), {})[(0, *exponents[1:])] = value
    return {degree: ring.from_dict(piece) for degree, piece in pieces.items()}


def _modulus(coefficients: list[Term], goal: Goal, prove: Prover, parts: list[Answer]) -> Term | None:
    if len(coefficients) == 1:
        return apply("abs", coefficients[0])
    half, square, product = coefficients
    real = prove(goal.concluding(Compare(">=", square, ZERO)))
    if real.proved:
        parts.append(real)
        return apply("add", apply("abs", half), apply("sqrt", square))
    pair = prove(goal.concluding(Compare("<", square, ZERO)))
    if not pair.proved:
        return None
    parts.append(pair)
    return apply("sqrt", product)


def _collect(term: Term, atoms: dict[Term, int]) -> None:
    """The atoms of a term, each with its place."""
    if isinstance(term, Number):
        return
    if isinstance(term, Apply) and (term.op in ARITHMETIC or _is_power(term) or _is_fraction(term)):
        for part in term.args:
            _collect(part, atoms)
    elif term not in atoms:
        atoms[term] = len(atoms)


def _is_power(term: Apply) -> bool:
    exponent = term.args[-1]
    whole = isinstance(exponent, Number) and exponent.value.denominator == 1 and 0 <= exponent.value <= 8
    return term.op == "pow" and whole


def _is_fraction(term: Apply) -> bool:
    return term.op == "div" and isinstance(term.args[1], Number) and term.args[1].value != 0


def _polynomial(term: Term, atoms: dict[Term, int], ring: fmpq_mpoly_ctx) -> fmpq_mpoly:
    match term:
        case Number(value=value):
            return ring.constant(fmpq(value.numerator, value.denominator))
        case Apply(op="neg", args=(inner,)):
            return -_polynomial(inner, atoms, ring)
        case Apply(op=("add" | "sub" | "mul") as op, args=(left, right)):
            one, two = _polynomial(left, atoms, ring), _polynomial(right, atoms, ring)
            return one + two if op == "add" else one - two if op == "sub" else one * two
        case Apply(op="pow", args=(base, Number(value=value))) if isinstance(term, Apply) and _is_power(term):
            return _polynomial(base, atoms, ring) ** int(value)
        case Apply(op="div", args=(left, Number(value=value))) if value != 0:
            return _polynomial(left, atoms, ring) * ring.constant(fmpq(value.denominator, value.numerator))
        case _:
            return ring.gens()[1 + atoms[term]]


def _written(poly: fmpq_mpoly, atoms: tuple[Term, ...]) -> Term:
    total: Term | None = None
    for exponents, value in poly.to_dict().items():
        part: Term = number(Fraction(int(value.p), int(value.q)))
        for atom, power in zip(atoms, exponents[1:], strict=True):
            if power:
                factor = atom if power == 1 else apply("pow", atom, number(int(power)))
                part = factor if part == ONE else apply("mul", part, factor)
        total = part if total is None else apply("add", total, part)
    return ZERO if total is None else total
