"""Sums whose ends are whole numbers, term by term."""

from __future__ import annotations

from proofs_check.statement.terms import Apply, Number, Sum, Term, number, substitute

MAX_TERMS_OF_SUM = 32


def written_out(term: Sum) -> list[Term] | None:
    """The terms of a sum whose ends are numbers."""
    low, high = _plain(term.low), _plain(term.high)
    if low is None or high is None or high - low >= MAX_TERMS_OF_SUM:
        return None
    return [substitute(term.body, {term.letter: number(value)}) for value in range(low, high + 1)]


def _plain(end: Term) -> int | None:
    """The value of a sum or difference of whole numbers."""
    match end:
        case Number(value=value):
            return int(value) if value.denominator == 1 else None
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one, two = _plain(left), _plain(right)
            if one is None or two is None:
                return None
            return one + two if op == "add" else one - two
        case _:
            return None
