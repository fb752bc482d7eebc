"""What must hold for every term of a statement to be defined.

Each partial operation yields obligations; the judge proves them like any goal. Limits have obligations of their own kind: the
engine that finds their values must find one.
"""

from __future__ import annotations

from proofs_check.complex_domains import is_seen_real, poles
from proofs_check.obligation import Inside, Obligation, index_of_value, need, values_in_limit, wholeness
from proofs_check.seen_forms import (
    is_definite,
    is_integral,
    is_invertible,
    is_nonnegative,
    is_principal,
    is_size,
)
from proofs_check.statement.domains import SYMMETRIC_KINDS, index_domain, membership
from proofs_check.statement.sorts import SCALAR, Scope, sort_of
from proofs_check.statement.terms import (
    ONE,
    TRUE,
    ZERO,
    Apply,
    At,
    Compare,
    Connective,
    Diff,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    apply,
    children,
    number,
)
from proofs_check.statement.text import text


def obligations(term: Term, scope: Scope, first: dict[str, int]) -> tuple[Obligation, ...]:
    """The obligations of `term`. `first`: sequence name -> its first index. Duplicates are left out."""
    found = _collect(term, Inside((), (), scope, first))
    return tuple(dict.fromkeys(found))


def _collect(term: Term, inside: Inside) -> list[Obligation]:
    match term:
        case Sum(letter=letter, body=body, low=low, high=high):
            inner = inside.binding(
                letter,
                index_domain(term),
                Compare("<=", low, Letter(letter)),
                Compare("<=", Letter(letter), high),
            )
            ends = [wholeness(end, inside, f"the end {text(end)} of a {term.op}") for end in (low, high)]
            return [
                *_collect(low, inside),
                *_collect(high, inside),
                *(end for end in ends if end),
                *_collect(body, inner),
            ]
        case Quantified(op=op, letter=letter, domain=domain, body=body):
            of_ends = [obligation for end in domain.terms() for obligation in _collect(end, inside)]
            # The value that shows an existence must make the body defined: the engine proves it there.
            if op == "exists":
                return of_ends
            return [*of_ends, *_collect(body, inside.binding(letter, domain, *membership(letter, domain)))]
        case Limit():
            return _exists(term, inside, infinite=False)
        case Compare(left=left, right=right):
            sides = [
                _exists(s, inside, infinite=True) if isinstance(s, Limit) else _collect(s, inside)
                for s in (left, right)
            ]
            return [*sides[0], *sides[1], *_ordered(term, inside)]
        case Diff(body=body):
            return _collect(body, inside)
    found = [obligation for part in children(term) for obligation in _collect(part, inside)]
    if isinstance(term, Apply):
        found += _own(term, inside)
    if isinstance(term, At):
        found += index_of_value(term, inside)
    return found


def _ordered(term: Compare, inside: Inside) -> list[Obligation]:
    """That both sides of an order are real, in a claim with complex letters."""
    if term.relation in ("==", "!=") or not any(d.is_complex for d in inside.scope.letters.values()):
        return []
    unseen = [side for side in (term.left, term.right) if not is_seen_real(side, inside.scope)]
    return [
        need(Compare("==", apply("im", side), ZERO), f"the real number {text(side)}", inside)
        for side in unseen
    ]


def _exists(limit: Limit, inside: Inside, infinite: bool) -> list[Obligation]:
    about = f"the limit {text(limit)}"
    value = Obligation(TRUE, about, inside.letters, inside.under, limit, infinite)
    return [value, *values_in_limit(limit, inside)]


def _own(term: Apply, inside: Inside) -> list[Obligation]:
    """What the operation itself asks of its arguments."""
    op, args = term.op, term.args
    is_complex = any(domain.is_complex for domain in inside.scope.letters.values())
    what = f"{text(term)}"
    if op == "div":
        return [need(Compare("!=", args[1], ZERO), f"the denominator of {what}", inside)]
    if op in ("sqrt", "log") and is_complex:
        return [] if op == "sqrt" else [need(Compare("!=", args[0], ZERO), f"the argument of {what}", inside)]
    if op == "sqrt":
        return [need(Compare(">=", args[0], ZERO), f"the argument of {what}", inside)]
    if op == "pow":
        return _power(term, what, inside)
    if op == "eigenvalues" and not is_complex:
        return _real_spectrum(args[0], what, inside)
    if op == "inv":
        return _inverse(args[0], what, inside)
    if op in ("identity", "zeros"):
        return [need for size in args for need in _size(size, what, inside)]
    if op in ("entry", "row", "column", "unit"):
        return [*(_size(args[0], what, inside) if op == "unit" else []), *_indices(term, inside)]
    says = poles(op, args[0]) if is_complex and not is_seen_real(args[0], inside.scope) else TRUE
    says = _range(op, args) if says == TRUE else says
    return [need(says, f"the argument of {what}", inside)] if says != TRUE else []


def _range(op: str, args: tuple[Term, ...]) -> Term:
    """The condition on the arguments of an elementary function; TRUE where it is total."""
    x = args[0]
    if op == "log":
        return Compare(">", x, ZERO)
    if op in ("asin", "acos"):
        return Connective("and", (Compare("<=", number(-1), x), Compare("<=", x, ONE)))
    if op == "acosh":
        return Compare(">=", x, ONE)
    if op == "atanh":
        return Connective("and", (Compare("<", number(-1), x), Compare("<", x, ONE)))
    if op == "acoth":
        return Compare(">", apply("abs", x), ONE)
    if op == "tan":
        return Compare("!=", apply("cos", x), ZERO)
    if op == "cot":
        return Compare("!=", apply("sin", x), ZERO)
    if op == "coth":
        return Compare("!=", x, ZERO)
    if op == "root":
        return _root(args[0], args[1])
    if op == "atan2":
        return Connective("or", (Compare("!=", args[0], ZERO), Compare("!=", args[1], ZERO)))
    if op in ("factorial", "harmonic", "fibonacci"):
        return Connective("and", (Compare(">=", x, ZERO), Compare("==", apply("floor", x), x)))
    if op == "gamma":
        return Connective("or", (Compare(">", x, ZERO), Compare("!=", apply("floor", x), x)))
    if op in ("chebyshev_t", "chebyshev_u"):
        return Connective("and", (Compare(">=", x, ZERO), Compare("==", apply("floor", x), x)))
    if op == "arg":
        return Compare("!=", x, ZERO)
    if op == "binomial":
        return _binomial(args[0], args[1])
    return TRUE


def _binomial(n: Term, k: Term) -> Term:
    """binomial(x, k) is defined for every number x and whole k; it is 0 for k < 0."""
    return Compare("==", apply("floor", k), k)


def _root(x: Term, n: Term) -> Term:
    """root(x, n): n a whole number of at least 1; of a negative x only for odd n (the real root)."""
    odd = Compare("!=", apply("mul", number(2), apply("floor", apply("div", n, number(2)))), n)
    whole = Connective("and", (Compare(">=", n, ONE), Compare("==", apply("floor", n), n)))
    return Connective("and", (whole, Connective("or", (Compare(">=", x, ZERO), odd))))


def _power(term: Apply, what: str, inside: Inside) -> list[Obligation]:
    """Whole exponents: a base that is not zero where they are negative. Others: a positive base, or zero to a positive one."""
    base, exponent = term.args
    about = f"the power {what}"
    if sort_of(base, inside.scope) != SCALAR:
        known = is_nonnegative(exponent, inside.scope)
        needs = [] if known else [need(Compare(">=", exponent, ZERO), f"{about} of a matrix", inside)]
        whole = wholeness(exponent, inside, f"the exponent of {what}")
        return [*needs, *([whole] if whole else [])]
    if is_integral(exponent, inside.scope):
        if is_nonnegative(exponent, inside.scope):
            return []
        nonzero = Compare("!=", base, ZERO)
        says = (
            nonzero
            if isinstance(exponent, Number)
            else Connective("or", (Compare(">=", exponent, ZERO), nonzero))
        )
        return [need(says, about, inside)]
    if is_principal(term, inside.scope):
        if isinstance(exponent, Number) and exponent.value.denominator == 2 and exponent.value > 0:
            return []  # a power of a square root
        return [need(Compare("!=", base, ZERO), about, inside)]
    if isinstance(exponent, Number):
        return [need(Compare(">=" if exponent.value > 0 else ">", base, ZERO), about, inside)]
    zero = Connective("and", (Compare("==", base, ZERO), Compare(">", exponent, ZERO)))
    return [need(Connective("or", (Compare(">", base, ZERO), zero)), about, inside)]


def _inverse(base: Term, what: str, inside: Inside) -> list[Obligation]:
    if is_invertible(base, inside.scope):
        return []
    return [need(Compare("!=", apply("det", base), ZERO), f"the inverse {what}", inside)]


def _real_spectrum(matrix: Term, what: str, inside: Inside) -> list[Obligation]:
    """In a real claim eigenvalues are real: of a symmetric matrix, of one times a definite one, of two rows by the discriminant."""
    about = f"the real numbers {what}"
    if isinstance(matrix, Apply) and matrix.op == "matmul":
        for one, other in (matrix.args, matrix.args[::-1]):
            if is_definite(one, inside.scope):
                return _symmetric(other, about, inside)
    if sort_of(matrix, inside.scope).rows == number(2):
        trace, det = apply("trace", matrix), apply("det", matrix)
        says = Compare(">=", apply("pow", trace, number(2)), apply("mul", number(4), det))
        return [need(says, about, inside)]
    return _symmetric(matrix, about, inside)


def _symmetric(matrix: Term, about: str, inside: Inside) -> list[Obligation]:
    if isinstance(matrix, Letter) and inside.scope.letters[matrix.name].kind in SYMMETRIC_KINDS:
        return []
    return [need(Compare("==", matrix, apply("transpose", matrix)), about, inside)]


def _size(size: Term, what: str, inside: Inside) -> list[Obligation]:
    """A size is whole and at least 1."""
    if is_size(size, inside.scope):
        return []
    about = f"the size {text(size)} of {what}"
    whole = wholeness(size, inside, about)
    return [need(Compare(">=", size, ONE), about, inside), *([whole] if whole else [])]


def _indices(term: Apply, inside: Inside) -> list[Obligation]:
    """Indices are whole and lie between 0 and the size."""
    if term.op == "unit":
        pairs = [(term.args[1], term.args[0])]
    else:
        shape = sort_of(term.args[0], inside.scope)
        sizes = {"entry": (shape.rows, shape.columns), "row": (shape.rows,), "column": (shape.columns,)}[
            term.op
        ]
        pairs = list(zip(term.args[1:], sizes, strict=False))
    found = []
    for index, size in pairs:
        about = f"the index {text(index)} of {text(term)}"
        whole = wholeness(index, inside, about)
        within = Connective("and", (Compare("<=", ZERO, index), Compare("<", index, size)))
        found += [need(within, about, inside), *([whole] if whole else [])]
    return found
