"""Powers of complex numbers as engines are to read them: exp(exponent*log(base)), the principal value.

Whole exponents and bases that are 0 or more by their form stay powers, but for complex exponents of positive ones. A half is a
square root, which has a value at 0 too.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs_check.goal import Goal
from proofs_check.seen_forms import is_principal
from proofs_check.statement.domains import index_domain
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Constant,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    apply,
    children,
    number,
    rebuild,
    walk,
)


def with_principal_powers(goal: Goal) -> Goal:
    """The goal with its principal powers written by exp and log. It is the same goal wherever its terms are defined."""
    if not any(domain.is_complex for _, domain in goal.letters):
        return goal
    facts = tuple(_written(fact, goal.scope) for fact in goal.hypotheses)
    return replace(goal, hypotheses=facts, conclusion=_written(goal.conclusion, goal.scope))


def _written(term: Term, scope: Scope) -> Term:
    inner = scope
    if isinstance(term, Sum):
        inner = scope.with_letter(term.letter, index_domain(term))
    elif isinstance(term, Limit | Quantified):
        inner = scope.with_letter(term.letter, term.domain)
    # The bound letter stands in the first part only; ends and domains speak of the letters outside.
    parts = tuple(_written(part, scope if place else inner) for place, part in enumerate(children(term)))
    if isinstance(term, Apply) and term.op == "pow":
        base, exponent = term.args
        if is_principal(term, scope) or (_is_complex(exponent, scope) and _is_positive(base, scope)):
            return _principal(parts[0], parts[1])
        if isinstance(exponent, Number) and isinstance(base, Apply) and base.op == "pow":
            return _power_of_power(base, exponent.value, scope) or rebuild(term, parts)
    return rebuild(term, parts) if parts else term


def _principal(base: Term, exponent: Term) -> Term:
    if isinstance(exponent, Number) and exponent.value.denominator == 2:
        root, often = apply("sqrt", base), exponent.value.numerator
        return root if often == 1 else apply("pow", root, number(often))
    if base == Constant("e"):
        return apply("exp", exponent)
    return apply("exp", apply("mul", exponent, apply("log", base)))


def _power_of_power(inner: Apply, often: Fraction, scope: Scope) -> Term | None:
    """(z**r)**n for a fraction r and a whole n, as z**(n*r); None where it is another term."""
    base, exponent = inner.args
    if often.denominator != 1 or not isinstance(exponent, Number) or not is_principal(inner, scope):
        return None
    base, total = _written(base, scope), exponent.value * often
    return apply("pow", base, number(total)) if total.denominator == 1 else _principal(base, number(total))


def _is_complex(term: Term, scope: Scope) -> bool:
    """Whether a complex letter or i stands in the term."""
    return any(
        node == Constant("i")
        or (isinstance(node, Letter) and node.name in scope.letters and scope.letters[node.name].is_complex)
        for node in walk(term)
    )


def _is_positive(term: Term, scope: Scope) -> bool:
    """Whether a term is positive by its form: such numbers, constants and letters."""
    match term:
        case Number(value=value):
            return value > 0
        case Constant(name=name):
            return name in ("e", "pi")
        case Apply(op=("add" | "mul" | "div"), args=args):
            return all(_is_positive(arg, scope) for arg in args)
        case Letter(name=name) if name in scope.letters:
            low = scope.letters[name].low
            if low is None or not isinstance(low.at, Number):
                return False
            return low.at.value > 0 or (low.at == ZERO and not low.closed)
    return False
