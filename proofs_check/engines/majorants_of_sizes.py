"""A term that is at least the size of another one, made of sizes of letters: |a*c + b*d| is at most |a|*|c| + |b|*|d|."""

from __future__ import annotations

from proofs_check.engines.power_products import Reader
from proofs_check.statement.terms import Apply, Compare, Letter, Number, Sum, Term, apply, number, walk


class NoMajorant(ValueError):
    """The term has a part whose size is not bounded here."""


def majorant(term: Term, reader: Reader) -> Term | None:
    """A term that is not less than |term|, without sums inside of sizes; None where there is none, or nothing to do."""
    if not any(_has_sign(node) for node in walk(term)):
        return None
    try:
        return _size(term, reader)
    except NoMajorant:
        return None


def _has_sign(node: Term) -> bool:
    """Whether the node may be negative, or takes the size of something: then a majorant may say more than the term."""
    return isinstance(node, Letter) or (isinstance(node, Apply) and node.op in ("abs", "neg", "sub"))


def _size(term: Term, reader: Reader) -> Term:
    """Raises NoMajorant."""
    match term:
        case Number(value=value):
            return number(abs(value))
        case Apply(op="abs" | "neg", args=(inner,)):
            return _size(inner, reader)
        case Apply(op="add" | "sub", args=(left, right)):
            return apply("add", _size(left, reader), _size(right, reader))
        case Apply(op="mul", args=(left, right)):
            return apply("mul", _size(left, reader), _size(right, reader))
        case Apply(op="div", args=(left, right)):
            return apply("div", _size(left, reader), _positive(right, reader))
        case Apply(op="pow", args=(base, exponent)) if reader.holds(Compare(">=", exponent, number(0))):
            return apply("pow", _size(base, reader), exponent)
        case Apply(op="sqrt", args=(base,)):
            return apply("sqrt", _size(base, reader))
        case Apply(op="root", args=(base, degree)):
            return apply("root", _size(base, reader), degree)
        case Sum(op="sum", low=low, high=high):
            within, body = reader.under(term)
            return Sum("sum", within.goal.letters[-1][0], _size(body, within), low, high)
        case Letter() | Apply(op="entry"):
            return term if _is_positive(term, reader) else apply("abs", term)
    return _positive(term, reader)


def _is_positive(term: Term, reader: Reader) -> bool:
    return isinstance(term, Letter) and reader.asked.positive(term)


def _positive(term: Term, reader: Reader) -> Term:
    if not reader.asked.positive(term):
        raise NoMajorant
    return term
