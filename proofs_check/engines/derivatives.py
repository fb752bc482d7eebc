"""Exact derivatives of terms, with the conditions under which they are right.

`differentiate` gives a term and the statements under which the term is differentiable there with this derivative. The
conditions are sufficient: where they fail nothing is claimed (|x| at 0 has no derivative, and none is given).

Notation: x is the letter, D the derivative with respect to it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.calculus_terms import (
    folded,
    integer_of,
    minus,
    negate,
    number_of,
    over,
    plus,
    power,
    times,
)
from proofs_check.engines.outer_derivatives import (
    Conditions,
    NotDifferentiable,
    chebyshev_derivative,
    outer_derivative,
)
from proofs_check.engines.sum_conditions import holds_from, on_every
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    ONE,
    ZERO,
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
    binder,
    children,
    free_letters,
    number,
    rebuild,
    substitute,
    transform,
    walk,
)
from proofs_check.statement.text import text

X = Letter("x")
TWO = number(2)
WHOLE_POWER = "power to a whole exponent"


def differentiate(term: Term, letter: str, scope: Scope | None = None) -> tuple[Term, Conditions]:
    """The derivative of `term` with respect to the real letter, and the conditions under which it is right.

    scope: where it is given, exponents that are whole by their form need no positive base.
    Raises NotDifferentiable where a part has no rule (floor, a sequence at a moving index, a matrix function).
    """
    found, conditions = _derivative(_marked(term, letter, scope) if scope else term, letter)
    return _unmarked(found), tuple(dict.fromkeys(map(_unmarked, conditions)))


def _marked(term: Term, letter: str, scope: Scope) -> Term:
    """The term with its powers to a whole exponent that is no number as WHOLE_POWER."""

    # The letters of sums run through whole numbers.
    indices = {node.letter for node in walk(term) if isinstance(node, Sum)} - set(scope.letters)
    scope = replace(scope, letters={**scope.letters, **dict.fromkeys(indices, INTEGER)})

    def change(node: Term) -> Term:
        match node:
            case Apply(op="pow", args=(_, exponent)) if integer_of(exponent) is None:
                fixed = letter not in free_letters(exponent)
                return Apply(WHOLE_POWER, node.args) if fixed and is_integral(exponent, scope) else node
        return node

    return transform(term, change)


def _unmarked(term: Term) -> Term:
    return transform(term, lambda node: _as_power(node) if isinstance(node, Apply) else node)


def _as_power(node: Apply) -> Term:
    return Apply("pow", node.args) if node.op == WHOLE_POWER else node


def carry_out(term: Term, scope: Scope | None = None) -> tuple[Term, Conditions]:
    """`term` with every derivative in it carried out, from the inside, and the conditions. scope: as in `differentiate`.

    Raises NotDifferentiable also where a condition would speak of the bound letter of a limit or a quantifier.
    """
    conditions: list[Term] = []
    parts = []
    inner = scope.with_letter(term.letter, INTEGER) if scope and isinstance(term, Sum) else scope
    for part in children(term):
        done, its = carry_out(part, inner)
        conditions += its
        parts.append(done)
    if isinstance(term, Sum):
        needed = tuple(one for one in conditions if not holds_from(ONE, one, term))
        conditions = list(on_every(needed, term, term.low))
    bound = binder(term)
    if bound is not None and any(bound in free_letters(condition) for condition in conditions):
        raise NotDifferentiable(f"the derivative in {text(term)} has conditions on {bound}")
    rebuilt = rebuild(term, tuple(parts)) if parts else term
    if isinstance(rebuilt, Diff):
        found, its = differentiate(rebuilt.body, rebuilt.letter, scope)
        return found, tuple(dict.fromkeys((*conditions, *its)))
    return rebuilt, tuple(dict.fromkeys(conditions))


def derivative_series(op: str, order: int) -> tuple[Term, ...]:
    """op(x) and its derivatives up to `order` as terms in the letter x; only op(x) where no rule is known."""
    found: list[Term] = [apply(op, X)]
    for _ in range(order):
        try:
            found.append(differentiate(found[-1], "x")[0])
        except NotDifferentiable:
            break
    return tuple(found)


def _derivative(term: Term, x: str) -> tuple[Term, Conditions]:
    if any(isinstance(node, At) for node in walk(term)):
        raise NotDifferentiable(f"{text(term)}: a sequence may depend on {x} through its recurrence")
    if x not in free_letters(term):
        return ZERO, ()
    match term:
        case Letter():
            return ONE, ()
        case Apply(op=("add" | "sub" | "neg") as op, args=args):
            parts = [_derivative(arg, x) for arg in args]
            first = parts[0][0]
            if op == "neg":
                return negate(first), parts[0][1]
            second = parts[1][0]
            return (plus if op == "add" else minus)(first, second), (*parts[0][1], *parts[1][1])
        case Apply(op="mul", args=(left, right)):
            (dl, cl), (dr, cr) = _derivative(left, x), _derivative(right, x)
            return plus(times(dl, right), times(left, dr)), (*cl, *cr)
        case Apply(op="div", args=(top, bottom)):
            return _quotient(top, bottom, x)
        case Apply(op="pow", args=(base, exponent)):
            return _power(base, exponent, x)
        case Apply(op=op, args=(base, exponent)) if op == WHOLE_POWER:
            return _whole_power(base, exponent, x)
        case Apply(op="atan2", args=(y_, x_)):
            return _angle(y_, x_, x)
        case Apply(op=("max" | "min") as op, args=args) if len(args) > 1:
            return _extreme(op, args, x)
        case Apply(op=("chebyshev_t" | "chebyshev_u") as op, args=(degree, arg)):
            return _chebyshev(op, degree, arg, x)
        case Apply(op="root", args=(base, order)):
            return _root(base, order, x)
        case Apply(args=(arg,)):
            return _chain(term, arg, x)
        case Sum():
            return _sum(term, x)
        case Diff(body=body, letter=letter):
            inner, conditions = _derivative(body, letter)
            outer, more = _derivative(inner, x)
            return outer, (*conditions, *more)
        case Limit() | Quantified() | Matrix() | Connective() | Compare() | Apply() | Constant() | Number():
            raise NotDifferentiable(f"no derivative of {text(term)} by {x} is known")
    raise NotDifferentiable(f"no derivative of {text(term)} by {x} is known")


def _quotient(top: Term, bottom: Term, x: str) -> tuple[Term, Conditions]:
    (dt, ct), (db, cb) = _derivative(top, x), _derivative(bottom, x)
    conditions = (*ct, *cb, Compare("!=", bottom, ZERO))
    if db == ZERO:
        return over(dt, bottom), conditions
    return over(minus(times(dt, bottom), times(top, db)), power(bottom, TWO)), conditions


def _power(base: Term, exponent: Term, x: str) -> tuple[Term, Conditions]:
    """Whole exponents: everywhere (a negative one: base != 0). Others: base > 0."""
    db, cb = _derivative(base, x)
    whole = integer_of(exponent)
    if whole is not None:
        lowered = power(base, number(whole - 1))
        conditions = cb if whole >= 0 else (*cb, Compare("!=", base, ZERO))
        return times(number(whole), lowered, db), conditions
    positive = (*cb, Compare(">", base, ZERO))
    if x not in free_letters(exponent):
        return times(exponent, power(base, minus(exponent, ONE)), db), positive
    de, ce = _derivative(exponent, x)
    value = apply("pow", base, exponent)
    inner = plus(times(de, folded(apply("log", base))), times(exponent, over(db, base)))
    return times(value, inner), (*positive, *ce)


def _whole_power(base: Term, exponent: Term, x: str) -> tuple[Term, Conditions]:
    """f**n for whole n that does not move: everywhere for n >= 1, for the others where f != 0."""
    if integer_of(folded(exponent)) is not None:
        return _power(base, folded(exponent), x)
    db, cb = _derivative(base, x)
    allowed = Connective("or", (Compare(">=", exponent, ONE), Compare("!=", base, ZERO)))
    return times(exponent, apply(WHOLE_POWER, base, minus(exponent, ONE)), db), (*cb, allowed)


def _angle(above: Term, beside: Term, x: str) -> tuple[Term, Conditions]:
    """atan2(f, g) off its cut g <= 0 == f: (g*Df - f*Dg)/(f**2 + g**2)."""
    (df, cf), (dg, cg) = _derivative(above, x), _derivative(beside, x)
    square = plus(power(above, TWO), power(beside, TWO))
    off_the_cut = Connective("or", (Compare("!=", above, ZERO), Compare(">", beside, ZERO)))
    return over(minus(times(beside, df), times(above, dg)), square), (*cf, *cg, off_the_cut)


def _root(base: Term, order: Term, x: str) -> tuple[Term, Conditions]:
    """root(f, n) for positive f, or for odd n and f != 0: its own value over n*f, times the derivative of f."""
    if x in free_letters(order):
        raise NotDifferentiable("a root of moving order")
    db, cb = _derivative(base, x)
    value = apply("root", base, order)
    odd = (integer_of(order) or 0) % 2 == 1
    return over(times(value, db), times(order, base)), (*cb, Compare("!=" if odd else ">", base, ZERO))


def _extreme(op: str, args: tuple[Term, ...], x: str) -> tuple[Term, Conditions]:
    """max(f, g) away from f == g: by sign(f - g)."""
    if len(args) > 2:
        args = (Apply(op, args[:-1]), args[-1])
    first, second = args
    (df, cf), (dg, cg) = _derivative(first, x), _derivative(second, x)
    gap = apply("sub", first, second)
    sign = apply("sign", gap) if op == "max" else negate(apply("sign", gap))
    total = times(number_of(Fraction(1, 2)), plus(plus(df, dg), times(sign, minus(df, dg))))
    return total, (*cf, *cg, Compare("!=", first, second))


def _sum(term: Sum, x: str) -> tuple[Term, Conditions]:
    """A sum is differentiated term by term, a product by the logarithms of its factors; ends must not depend on x."""
    if x in free_letters(term.low) | free_letters(term.high):
        raise NotDifferentiable(f"a {term.op} with a moving end")
    inner, conditions = _derivative(term.body, x)
    if term.op == "prod":
        shares = Sum("sum", term.letter, over(inner, term.body), term.low, term.high)
        return times(term, shares), on_every((*conditions, Compare("!=", term.body, ZERO)), term, term.low)
    asked = tuple(one for one in conditions if not holds_from(ONE, one, term))
    if not any(holds_from(ZERO, one, term) for one in asked):
        return Sum("sum", term.letter, inner, term.low, term.high), on_every(asked, term, term.low)
    # x**0 is 1 at 0 too: the first term apart.
    first, its = _derivative(substitute(term.body, {term.letter: term.low}), x)
    second = plus(term.low, ONE)
    others = Sum("sum", term.letter, inner, second, term.high)
    kept = tuple(one for one in asked if not holds_from(ZERO, one, term))
    run = () if first == ZERO else (Compare("<=", term.low, term.high),)  # an empty sum has no first term
    return plus(first, others), (*its, *on_every(kept, term, second), *run)


def _chebyshev(op: str, degree: Term, arg: Term, x: str) -> tuple[Term, Conditions]:
    if x in free_letters(degree):
        raise NotDifferentiable("a polynomial of moving degree")
    outer, conditions = chebyshev_derivative(op, degree, arg)
    inner, more = _derivative(arg, x)
    return times(outer, inner), (*more, *conditions)


def _chain(term: Apply, arg: Term, x: str) -> tuple[Term, Conditions]:
    outer, conditions = outer_derivative(term.op)
    inner, more = _derivative(arg, x)
    put = {"x": arg}
    return (
        times(folded(substitute(outer, put)), inner),
        (*more, *(substitute(condition, put) for condition in conditions)),
    )


__all__ = ["Conditions", "NotDifferentiable", "carry_out", "derivative_series", "differentiate"]
