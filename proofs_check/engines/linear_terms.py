"""Linear combinations of terms with rational numbers as weights."""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.calculus_terms import plus, times
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Number, Term, apply, number, walk


def difference(statement: Compare) -> dict[Term, Fraction]:
    """left - right as term -> weight, taken apart at sums, differences and rational factors; ONE carries the number."""
    parts: dict[Term, Fraction] = {}
    _collect(statement.left, Fraction(1), parts)
    _collect(statement.right, Fraction(-1), parts)
    return parts


def solved_for(part: Term, equation: Compare) -> Term | None:
    """B with left == right exactly where part == B, or None where `part` has no weight of its own."""
    parts = difference(equation)
    weight = parts.pop(part, Fraction(0))
    if not weight:
        return None
    rest = [times(number(-factor / weight), other) for other, factor in parts.items() if factor]
    return plus(*rest) if rest else ZERO


def solved_with_factor(part: Term, equation: Compare) -> tuple[Term, Term] | None:
    """(p, r) with left == right exactly where p*part == r, p and r without `part`; None where it enters otherwise."""
    factors: list[Term] = []
    rest: list[Term] = []
    for term, weight in difference(equation).items():
        cofactor = _cofactor(term, part)
        if cofactor is not None:
            factors.append(times(number(weight), cofactor))
        elif part in walk(term):
            return None
        else:
            rest.append(times(number(-weight), term))
    return (plus(*factors), plus(*rest) if rest else ZERO) if factors else None


def _cofactor(term: Term, part: Term) -> Term | None:
    """q, free of `part`, with term == q*part."""
    if term == part:
        return ONE
    if not isinstance(term, Apply) or term.op not in ("mul", "div", "neg"):
        return None
    for place, inner in enumerate(term.args[: 1 if term.op == "div" else 2]):
        others = term.args[:place] + term.args[place + 1 :]
        found = _cofactor(inner, part) if not any(part in walk(other) for other in others) else None
        if found is not None:
            return apply(term.op, *term.args[:place], found, *term.args[place + 1 :])
    return None


def _collect(term: Term, factor: Fraction, parts: dict[Term, Fraction]) -> None:
    match term:
        case Number(value=value):
            parts[ONE] = parts.get(ONE, Fraction(0)) + factor * value
        case Apply(op="add", args=(left, right)):
            _collect(left, factor, parts)
            _collect(right, factor, parts)
        case Apply(op="sub", args=(left, right)):
            _collect(left, factor, parts)
            _collect(right, -factor, parts)
        case Apply(op="neg", args=(inner,)):
            _collect(inner, -factor, parts)
        case Apply(op="mul", args=(Number(value=value), inner)):
            _collect(inner, factor * value, parts)
        case Apply(op="mul", args=(inner, Number(value=value))):
            _collect(inner, factor * value, parts)
        case Apply(op="div", args=(inner, Number(value=value))) if value:
            _collect(inner, factor / value, parts)
        case _:
            parts[term] = parts.get(term, Fraction(0)) + factor
