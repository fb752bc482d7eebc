"""Logarithms of sums of exponentials, compared term by term.

    log(c_1*exp(a_1) + ...) <= log(d_1*exp(b_1) + ...) + r    from    c_i <= d_j(i) and a_i <= b_j(i) + r, the j(i) being different

A modulus on the smaller side has two cases. So log-sum-exp and softplus are Lipschitz in the largest change, rise in every letter, and are
moved by what all letters are moved by. Sums of any length: `termwise.py`.

Certificate: the comparisons of the exponents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from proofs_check.engines.calculus_terms import minus, negate, plus
from proofs_check.engines.power_products import oriented
from proofs_check.engines.tangent_lines import summands
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ZERO, Apply, Compare, Number, Term, walk
from proofs_check.statement.text import text

ENGINE = "terms of log-sum-exp"
MAX_TERMS = 4

Weighted = tuple[Fraction, Term]
"""(c, a) of c*exp(a), c > 0."""


@dataclass(frozen=True)
class Sides:
    """log(sum of `lower`) <= log(sum of `upper`) + rest."""

    lower: tuple[Weighted, ...]
    upper: tuple[Weighted, ...]
    rest: Term


def applies(goal: Goal) -> bool:
    """Whether logarithms of sums of exponentials are compared."""
    functions = {node.op for node in walk(goal.conclusion) if isinstance(node, Apply)}
    if not ("softplus" in functions or {"log", "exp"} <= functions):
        return False
    return bool(readings(goal))


def readings(goal: Goal) -> tuple[Sides, ...]:
    """The comparisons that the goal consists of; none where it has another form."""
    sides = oriented(goal)
    if sides is None or goal.sequences or any(domain.is_complex for _, domain in goal.letters):
        return ()
    lower, upper, _ = sides
    is_size = isinstance(lower, Apply) and lower.op == "abs"
    cases = (lower.args[0], negate(lower.args[0])) if isinstance(lower, Apply) and is_size else (lower,)
    found = [_read(case, upper) for case in cases]
    return () if None in found else tuple(one for one in found if one is not None)


def _read(lower: Term, upper: Term) -> Sides | None:
    logarithms: dict[int, list[tuple[Weighted, ...]]] = {1: [], -1: []}
    rest: list[Term] = []
    for part, sign in (*summands(upper, 1), *summands(lower, -1)):
        terms = _terms(part)
        if terms is None:
            rest.append(part if sign > 0 else negate(part))
        else:
            logarithms[sign].append(terms)
    if len(logarithms[1]) != 1 or len(logarithms[-1]) != 1:
        return None
    return Sides(logarithms[-1][0], logarithms[1][0], plus(*rest))


def _terms(part: Term) -> tuple[Weighted, ...] | None:
    """The terms under the logarithm; None where it is none of a sum of exponentials."""
    match part:
        case Apply(op="softplus", args=(inner,)):
            return (Fraction(1), ZERO), (Fraction(1), inner)
        case Apply(op="log", args=(inner,)):
            found = [_weighted(term) for term, sign in summands(inner, 1) if sign > 0]
            whole = len(found) == len(list(summands(inner, 1))) and 2 <= len(found) <= MAX_TERMS
            return tuple(one for one in found if one is not None) if whole and None not in found else None
        case _:
            return None


def _weighted(term: Term) -> Weighted | None:
    match term:
        case Number(value=value) if value > 0:
            return value, ZERO
        case Apply(op="exp", args=(inner,)):
            return Fraction(1), inner
        case Apply(op="mul", args=(Number(value=value), Apply(op="exp", args=(inner,)))) if value > 0:
            return value, inner
        case Apply(op="div", args=(inner, Number(value=value))) if value > 0:
            own = _weighted(inner)
            return None if own is None else (own[0] / value, own[1])
        case _:
            return None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves such a comparison by that of the exponents; it never refutes."""
    cases = readings(goal)
    sides = oriented(goal)
    if not cases or sides is None:
        return undecided(ENGINE, "")
    matched = _Matched(goal, prove, "<" if sides[2] else "<=")
    for case in cases:
        if not any(all(pairs) for pairs in matched.ways(case)):
            return undecided(ENGINE, f"no order of the terms is seen, rest {text(case.rest)}"[:300])
    return proved(ENGINE, "every exponent against another one", "certificate", tuple(matched.used))


class _Matched:
    """Which exponents are shown to be at most others."""

    def __init__(self, goal: Goal, prove: Prover, relation: str) -> None:
        self.goal, self.prove, self.relation = goal, prove, relation
        self.known: dict[tuple[Term, Term], bool] = {}
        self.used: list[Answer] = []

    def ways(self, sides: Sides) -> Iterator[Iterator[bool]]:
        """For every way to give the terms of the smaller side different terms of the other one, what is shown of each pair."""
        for others in permutations(sides.upper, len(sides.lower)):
            pairs = zip(sides.lower, others, strict=True)
            yield (one[0] <= other[0] and self.holds(one[1], other[1], sides.rest) for one, other in pairs)

    def holds(self, exponent: Term, other: Term, rest: Term) -> bool:
        key = (exponent, plus(other, rest))
        if key not in self.known:
            answer = self.prove(self.goal.concluding(Compare(self.relation, minus(exponent, other), rest)))
            self.known[key] = answer.proved
            self.used += [answer] if answer.proved else []
        return self.known[key]
