"""Degrees of polynomials in one scalar letter, read off their form."""

from __future__ import annotations

from proofs_check.statement.terms import Apply, Letter, Number, Term, free_letters

NO_POLYNOMIAL = 1_000


def degree_of(term: Term, name: str) -> int:
    """A bound of the degree of a term in the letter; NO_POLYNOMIAL where it is none by its form."""
    if name not in free_letters(term):
        return 0
    if isinstance(term, Letter):
        return 1
    if not isinstance(term, Apply):
        return NO_POLYNOMIAL
    inner = [degree_of(arg, name) for arg in term.args]
    if term.op in ("add", "sub", "neg"):
        return max(inner)
    if term.op == "mul":
        return min(sum(inner), NO_POLYNOMIAL)
    if term.op == "div":
        return NO_POLYNOMIAL if inner[1] else inner[0]
    exponent = term.args[1] if term.op == "pow" else None
    if isinstance(exponent, Number) and exponent.value.denominator == 1 and exponent.value >= 0:
        return min(inner[0] * int(exponent.value), NO_POLYNOMIAL)
    return NO_POLYNOMIAL
