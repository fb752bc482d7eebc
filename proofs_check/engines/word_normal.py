"""From terms of the statement language to polynomials in words."""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.affine import UNIT, Affine, affine_of
from proofs_check.engines.word_algebra import (
    add,
    inverse,
    multiply,
    opaque,
    power,
    reduce,
    scale,
    subtract,
    transposed,
)
from proofs_check.engines.word_scalars import determinant, spectral_radius, trace
from proofs_check.engines.word_setting import Setting, factor_of, may_be_complex
from proofs_check.engines.word_sums import sum_polynomial, with_canonical_letter
from proofs_check.engines.word_terms import (
    MatrixPolynomial,
    Unsupported,
    atom,
    constant,
    polynomial,
    word_polynomial,
)
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.sorts import SCALAR, SortError, sort_of
from proofs_check.statement.terms import (
    ONE,
    Apply,
    At,
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
    rebuild,
)
from proofs_check.statement.text import text

MAX_EXPANDED = 12
UNIT_TRAIT = frozenset({"unit"})


def convert(term: Term, setting: Setting) -> MatrixPolynomial:
    """The normal form of a scalar, vector or matrix term; the setting keeps it. Raises Unsupported and TooLarge."""
    known = setting.converted.get(term)
    if known is None:
        known = setting.converted[term] = _convert(term, setting)
    return known


def _convert(term: Term, setting: Setting) -> MatrixPolynomial:
    try:
        shape = sort_of(term, setting.scope)
    except SortError as problem:
        raise Unsupported(str(problem)) from None
    match term:
        case Apply(op=("add" | "sub" | "neg" | "mul" | "div" | "matmul" | "pow")):
            return _square_roots(_arithmetic(term, setting), setting)
        case Sum(op="sum"):
            return _sum(term, setting)
    if shape == SCALAR:
        return _square_roots(_scalar(term, setting), setting)
    return _matrix(term, setting)


def _arithmetic(term: Apply, setting: Setting) -> MatrixPolynomial:
    op = term.op
    if op == "pow":
        return _power(term, setting)
    parts = [convert(arg, setting) for arg in term.args]
    if op == "add":
        return add(parts)
    if op == "sub":
        return subtract(*parts)
    if op == "neg":
        return scale(parts[0], -1)
    if op == "div":
        return multiply(inverse(parts[1], setting), parts[0], setting)
    return multiply(parts[0], parts[1], setting)


def _power(term: Apply, setting: Setting) -> MatrixPolynomial:
    base, exponent = term.args
    whole = affine_of(exponent, setting.scope)
    if whole is None:
        if sort_of(base, setting.scope) != SCALAR:
            raise Unsupported(f"the exponent of {text(term)}")
        return atom(apply("pow", convert(base, setting).term, convert(exponent, setting).term))
    root = _root_argument(base)
    if root is not None and not setting.is_complex and whole.is_constant and whole.constant >= 2:
        squared = power(convert(root, setting), Affine(whole.constant // 2), setting)
        return multiply(squared, convert(base, setting), setting) if whole.constant % 2 else squared
    found = convert(base, setting)
    if found.is_scalar and len(found.terms) > 1 and whole.is_constant and whole.constant > MAX_EXPANDED:
        return opaque(found, whole, setting)
    return power(found, whole, setting)


def _root_argument(base: Term) -> Term | None:
    """x of sqrt(x)."""
    return base.args[0] if isinstance(base, Apply) and base.op == "sqrt" else None


def _square_roots(found: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """sqrt(x)**2 is x: on the reals sqrt(x) is defined for x >= 0 only, and the principal root squares to x too."""
    parts = [polynomial(found.rows, found.columns, {})]
    changed = False
    for monomial, value in found.terms:
        root = next((pair for pair in monomial.scalars if _is_square(pair)), None)
        if root is None or monomial.binders:
            parts.append(polynomial(found.rows, found.columns, {monomial: value}))
            continue
        changed = True
        argument = root[0].args[0] if isinstance(root[0], Apply) else root[0]
        halves, odd = divmod(root[1].constant, 2)
        others = tuple(pair for pair in monomial.scalars if pair != root)
        kept = (*others, (root[0], UNIT)) if odd else others
        rest = polynomial(found.rows, found.columns, {replace(monomial, scalars=kept): value})
        parts.append(multiply(power(convert(argument, setting), Affine(halves), setting), rest, setting))
    return _square_roots(add(parts), setting) if changed else found


def _is_square(pair: tuple[Term, Affine]) -> bool:
    base, exponent = pair
    is_root = isinstance(base, Apply) and base.op == "sqrt"
    return is_root and exponent.is_constant and exponent.constant >= 2


def _sum(term: Sum, setting: Setting) -> MatrixPolynomial:
    low, high = affine_of(term.low, setting.scope), affine_of(term.high, setting.scope)
    if low is None or high is None:
        if sort_of(term, setting.scope) != SCALAR:
            raise Unsupported(f"the ends of {text(term)}")
        return atom(term)
    shape = sort_of(term, setting.scope)
    return sum_polynomial(term, low, high, shape.rows, shape.columns, setting)


def _scalar(term: Term, setting: Setting) -> MatrixPolynomial:
    match term:
        case Number(value=value):
            return constant(value)
        case Letter() | Constant():
            return atom(term)
        case At(name=name, index=index):
            return atom(At(name, _canonical(index, setting)))
        case Apply(op="dot", args=(left, right)):
            if any(may_be_complex(side, setting) for side in (left, right)):
                return atom(apply("dot", convert(left, setting).term, convert(right, setting).term))
            return multiply(transposed(convert(left, setting), setting), convert(right, setting), setting)
        case Apply(op="norm", args=(inner,)):
            return _norm(inner, setting)
        case Apply(op="trace", args=(inner,)):
            return trace(convert(inner, setting), setting)
        case Apply(op="det", args=(inner,)):
            return determinant(convert(inner, setting), setting)
        case Apply(op="entry", args=(base, *indices)):
            return _entry(base, tuple(indices), setting)
        case Apply(op=("transpose" | "eigenvalues"), args=(inner,)):
            return convert(inner, setting)
        case Apply(op="inv", args=(inner,)):
            return inverse(convert(inner, setting), setting)
        case Apply(op=("identity" | "unit")):
            return constant(1)
        case Apply(op="zeros"):
            return constant(0)
        case Apply(op=("row" | "column"), args=(base, index)):
            return _matrix(term, setting)
        case Matrix(rows=((single,),)):
            return convert(single, setting)
        case Apply(op="spectral_radius", args=(inner,)):
            return spectral_radius(convert(inner, setting), setting)
        case Apply(op=op, args=args):
            return atom(Apply(op, tuple(convert(arg, setting).term for arg in args)))
        case Sum(op="prod") | Limit() | Diff():
            return atom(_inside_binder(term, setting))
        case _:
            raise Unsupported(f"{type(term).__name__} inside a product")


def _inside_binder(term: Sum | Limit | Diff, setting: Setting) -> Term:
    """A product, limit or derivative with its body in normal form where the body has one."""
    domain = INTEGER if isinstance(term, Sum) else term.domain if isinstance(term, Limit) else None
    scope = setting.scope if domain is None else setting.scope.with_letter(term.letter, domain)
    inner = Setting(
        scope, work=setting.work
    )  # what is known of the letter outside does not hold of the bound one
    try:
        body = convert(term.body, inner).term
    except Unsupported:
        return term
    if isinstance(term, Sum):
        ends = (_canonical(term.low, setting), _canonical(term.high, setting))
        return with_canonical_letter(Sum(term.op, term.letter, body, *ends), setting)
    if isinstance(term, Limit):
        return rebuild(term, (body, term.point, *term.domain.terms()))
    return rebuild(term, (body,))


def _canonical(index: Term, setting: Setting) -> Term:
    found = affine_of(index, setting.scope)
    return index if found is None else found.term


def _norm(inner: Term, setting: Setting) -> MatrixPolynomial:
    """The root of the sum of squares; of complex entries an atom of its own."""
    found = convert(inner, setting)
    if setting.is_complex:
        return atom(apply("norm", found.term))
    if found.is_scalar:
        return atom(apply("abs", found.term))
    square = multiply(transposed(found, setting), found, setting)
    total = square if square.is_scalar else trace(square, setting)
    return atom(apply("sqrt", total.term)) if total.terms else constant(0)


def _entry(base: Term, indices: tuple[Term, ...], setting: Setting) -> MatrixPolynomial:
    shape = sort_of(base, setting.scope)
    places = indices if len(indices) == 2 else (*indices, number(0))
    left = transposed(_unit(shape.rows, places[0], setting), setting)
    right = _unit(shape.columns, places[1], setting)
    return multiply(multiply(left, convert(base, setting), setting), right, setting)


def _unit(size: Term, place: Term, setting: Setting) -> MatrixPolynomial:
    if size == ONE:
        return constant(1)
    factor = factor_of(apply("unit", size, _canonical(place, setting)), setting, UNIT_TRAIT)
    return word_polynomial((factor,), size)


def _either_way(inner: Term, setting: Setting) -> Term:
    """A matrix up to transposition."""
    found = convert(inner, setting)
    return min((found.term, transposed(found, setting).term), key=text)


def _matrix(term: Term, setting: Setting) -> MatrixPolynomial:
    match term:
        case Letter():
            return _single(term, setting)
        case At(name=name, index=index):
            return _single(At(name, _canonical(index, setting)), setting)
        case Apply(op="transpose", args=(inner,)):
            return transposed(convert(inner, setting), setting)
        case Apply(op="inv", args=(inner,)):
            return inverse(convert(inner, setting), setting)
        case Apply(op="identity", args=(size,)):
            return word_polynomial((), size)
        case Apply(op="zeros", args=(rows, columns)):
            return polynomial(rows, columns, {})
        case Apply(op="unit", args=(size, place)):
            return _unit(size, place, setting)
        case Apply(op="column", args=(base, index)):
            picked = _unit(sort_of(base, setting.scope).columns, index, setting)
            return multiply(convert(base, setting), picked, setting)
        case Apply(op="row", args=(base, index)):
            picked = _unit(sort_of(base, setting.scope).rows, index, setting)
            return multiply(transposed(picked, setting), convert(base, setting), setting)
        case Apply(op="eigenvalues", args=(inner,)):
            base = apply("eigenvalues", _either_way(inner, setting))
            return word_polynomial((factor_of(base, setting),), ONE)
        case Matrix():
            return _literal(term, setting)
        case Quantified():
            raise Unsupported("a statement where a matrix is expected")
        case _:
            raise Unsupported(text(term))


def _single(base: Term, setting: Setting) -> MatrixPolynomial:
    factor = factor_of(base, setting)
    return reduce((factor,), factor.rows, factor.columns, setting)


def _literal(term: Matrix, setting: Setting) -> MatrixPolynomial:
    """A written-out matrix: the sum of its entries times products of unit vectors."""
    rows, columns = number(len(term.rows)), number(len(term.rows[0]))
    parts = [polynomial(rows, columns, {})]
    for i, row in enumerate(term.rows):
        for j, entry in enumerate(row):
            left = _unit(rows, number(i), setting)
            right = transposed(_unit(columns, number(j), setting), setting)
            parts.append(multiply(multiply(left, convert(entry, setting), setting), right, setting))
    return add(parts)
