"""Building terms with the trivial foldings done: numbers are computed, 0 and 1 are left out.

The core's terms never rewrite themselves. What the calculus engines build (coefficients, derivatives, limit values) is
built here, so that it stays readable. Each folding is an equality wherever the unfolded term is defined.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from proofs_check.statement.sorts import SCALAR, Scope, SortError, sort_of
from proofs_check.statement.terms import (
    FALSE,
    ONE,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Number,
    Term,
    apply,
    children,
    number,
    rebuild,
    transform,
    walk,
)

MAX_POWER = 64
MATRIX_BUILDERS = frozenset({"identity", "zeros", "unit"})  # matrices made of numbers

AT_ZERO: Mapping[str, Term] = {
    **dict.fromkeys(("sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "sqrt", "relu"), ZERO),
    **dict.fromkeys(("cos", "exp", "cosh"), ONE),
    "sigmoid": number(Fraction(1, 2)),
    "softplus": apply("log", number(2)),
}
AT_ONE: Mapping[str, Term] = {"sqrt": ONE, "log": ZERO, "acosh": ZERO, "acos": ZERO}


def plus(*terms: Term) -> Term:
    """The sum, numbers added up, zeros left out; `x + (-y)` is written `x - y`."""
    total, rest = Fraction(0), []
    for term in terms:
        if isinstance(term, Number):
            total += term.value
        else:
            rest.append(term)
    if not rest:
        return number(total)
    found = rest[0]
    for term in rest[1:]:
        found = minus(found, negate(term)) if _is_negated(term) else apply("add", found, term)
    if total > 0:
        return apply("add", found, number(total))
    return apply("sub", found, number(-total)) if total < 0 else found


def minus(left: Term, right: Term) -> Term:
    """The difference."""
    if left == right:
        return ZERO
    if isinstance(right, Number):
        return plus(left, number(-right.value))
    if left == ZERO:
        return negate(right)
    return apply("sub", left, right)


def times(*terms: Term) -> Term:
    """The product, its number in front."""
    total, rest = Fraction(1), []
    for term in terms:
        factor, core = _number_in_front(term)
        total *= factor
        if core != ONE:
            rest.append(core)
    if total == 0 or not rest:
        return number(total)
    found = rest[0]
    for term in rest[1:]:
        found = apply("mul", found, term)
    if total == 1:
        return found
    return apply("neg", found) if total == -1 else apply("mul", number(total), found)


def _number_in_front(term: Term) -> tuple[Fraction, Term]:
    """(c, rest) with term == c*rest, c the number at the very left of a product."""
    match term:
        case Number(value=value):
            return value, ONE
        case Apply(op="neg", args=(inner,)):
            value, core = _number_in_front(inner)
            return -value, core
        case Apply(op="mul", args=(left, right)):
            value, core = _number_in_front(left)
            return (
                (value, right)
                if core == ONE
                else (value, term if core == left else apply("mul", core, right))
            )
        case _:
            return Fraction(1), term


def over(left: Term, right: Term) -> Term:
    """The quotient; `right` must not be zero."""
    if right == ONE:
        return left
    if isinstance(right, Number) and right.value != 0:
        return times(number(1 / right.value), left)
    if left == right:
        return ONE
    if left == ZERO:
        return ZERO
    if _is_negated(left):
        return negate(over(negate(left), right))
    return apply("div", left, right)


def power(base: Term, exponent: Term) -> Term:
    """The power; numbers are computed for small whole exponents."""
    if exponent == ZERO:
        return ONE
    if exponent == ONE:
        return base
    if isinstance(base, Number) and isinstance(exponent, Number) and exponent.value.denominator == 1:
        whole = int(exponent.value)
        if abs(whole) <= MAX_POWER and not (base.value == 0 and whole < 0):
            return number(base.value**whole)
    if base == ONE:
        return ONE
    if exponent == number(-1):
        return over(ONE, base)
    if exponent == number(Fraction(1, 2)):
        return fold(apply("sqrt", base))
    return apply("pow", base, exponent)


def negate(term: Term) -> Term:
    """The negative."""
    if isinstance(term, Apply) and term.op == "neg":
        return term.args[0]
    if isinstance(term, Number):
        return number(-term.value)
    return times(number(-1), term)


def _is_negated(term: Term) -> bool:
    return not isinstance(term, Number) and _number_in_front(term)[0] < 0


def fold(term: Term) -> Term:
    """One node with the trivial foldings done."""
    if isinstance(term, Compare):
        return _fold_comparison(term)
    if not isinstance(term, Apply):
        return term
    op, args = term.op, term.args
    match op:
        case "add":
            return plus(*args)
        case "sub":
            return minus(*args)
        case "mul":
            return times(*args)
        case "div" if args[1] != ZERO:
            return over(*args)
        case "pow":
            return power(*args)
        case "neg":
            return negate(args[0])
    return _fold_function(term)


def _fold_function(term: Apply) -> Term:
    op, x = term.op, term.args[0]
    if x == ZERO and op in AT_ZERO:
        return AT_ZERO[op]
    if x == ONE and op in AT_ONE:
        return AT_ONE[op]
    if isinstance(x, Number) and len(term.args) == 1:
        if op == "abs":
            return number(abs(x.value))
        if op == "sign":
            return number((x.value > 0) - (x.value < 0))
        if op == "relu":
            return number(max(x.value, Fraction(0)))
        if op == "sqrt" and x.value >= 0:
            return rational_root(x.value) or term
    if op == "log" and x == Constant("e"):
        return ONE
    return term


def rational_root(value: Fraction) -> Number | None:
    """The square root of a nonnegative fraction where it is a fraction."""
    from math import isqrt

    root = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    return number_of(root) if root * root == value else None


def number_of(value: Fraction) -> Number:
    """A fraction as a term."""
    return Number(value)


def _fold_comparison(term: Compare) -> Term:
    left, right = term.left, term.right
    if left == right and term.relation in ("==", "<=", ">="):
        return TRUE
    if isinstance(left, Number) and isinstance(right, Number):
        return TRUE if compare(left.value, term.relation, right.value) else FALSE
    return term


def compare(left: Fraction, relation: str, right: Fraction) -> bool:
    """The truth of a comparison of two numbers."""
    return {
        "==": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[relation]


def folded(term: Term) -> Term:
    """`term` with the trivial foldings done everywhere."""
    return transform(term, fold)


def folded_in(term: Term, scope: Scope) -> Term:
    """`folded`, of scalars only: a matrix times 0 is no number. Terms under binders are left as they are."""
    return _folded_in(term, scope)[0]


def _folded_in(term: Term, scope: Scope) -> tuple[Term, bool]:
    """The term folded, and whether it is a scalar of the scope; from the leaves up, as asking each node anew is quadratic."""
    inner = [_folded_in(part, scope) for part in children(term)]
    parts, scalars = tuple(part for part, _ in inner), all(is_scalar for _, is_scalar in inner)
    if inner:
        term = rebuild(term, parts)
    if isinstance(term, Compare):
        return (fold(term) if scalars else term), False
    if isinstance(term, Apply) and scalars and term.op not in MATRIX_BUILDERS:
        return fold(term), True
    return term, _is_scalar(term, scope)


def _is_scalar(term: Term, scope: Scope) -> bool:
    try:
        return sort_of(term, scope) == SCALAR
    except (SortError, KeyError):
        return False


def integer_of(term: Term) -> int | None:
    """The whole number that `term` is, or None."""
    return int(term.value) if isinstance(term, Number) and term.value.denominator == 1 else None


def truth(term: Term) -> bool | None:
    """True or False where a statement is decided by its form, else None."""
    if isinstance(term, Connective):
        known = [truth(part) for part in term.parts]
        if term.op == "and":
            return False if False in known else None if None in known else True
        if term.op == "or":
            return True if True in known else None if None in known else False
        if term.op == "not":
            return None if known[0] is None else not known[0]
    return None


def mentions(term: Term, part: Term) -> bool:
    """Whether `part` occurs in `term`."""
    return any(node == part for node in walk(term))


def flat_conjunction(term: Term) -> tuple[Term, ...]:
    """The parts of nested conjunctions."""
    if isinstance(term, Connective) and term.op == "and":
        return tuple(found for part in term.parts for found in flat_conjunction(part))
    return (term,)
