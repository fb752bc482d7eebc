"""Comparisons of g(x) with h(y): two letters taken apart to the two sides.

    sums        p(x) + q(y) R 0                 p(x) R -q(y)
    products    a(x)*b(y) R c(x)*d(y)           a(x)/c(x) R d(y)/b(y), b and c positive (for == and !=: not zero)
    logarithms  f(x)**u(y) R k(y)**v(x)         u(y)*log(f(x)) R v(x)*log(k(y)), then as products or sums

Factors exp(p(x) + q(y)) are products. Where the second side is a closed term, it takes the place of h(y).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofs_check.engines.calculus_terms import negate, over, plus, times
from proofs_check.engines.reductions import expanded_logarithm
from proofs_check.engines.tangent_lines import summands
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Term, apply, free_letters, walk

MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


@dataclass(frozen=True)
class Separated:
    """`left relation right` with the first letter only on the left, the second only on the right; needs: what this asks."""

    left: Term
    relation: str
    right: Term
    needs: tuple[Term, ...] = ()


def separations(statement: Compare, x: str, y: str) -> Iterator[Separated]:
    """The ways to take the letters apart."""
    forms = [Separated(statement.left, statement.relation, statement.right)]
    if any(isinstance(node, Apply) and node.op == "pow" for node in walk(statement)):
        needs: list[Term] = []
        logs = [expanded_logarithm(side, needs) for side in (statement.left, statement.right)]
        forms.append(Separated(logs[0], statement.relation, logs[1], tuple(needs)))
    for form in forms:
        for way in (_by_sums, _by_products):
            found = way(form, x, y)
            if found is not None and x in free_letters(found.left):
                yield found


def _by_sums(form: Separated, x: str, y: str) -> Separated | None:
    left: list[Term] = []
    right: list[Term] = []
    for summand, sign in summands(apply("sub", form.left, form.right), 1):
        names = free_letters(summand)
        if x in names and y in names:
            return None
        if x in names:
            left.append(summand if sign > 0 else negate(summand))
        else:
            right.append(negate(summand) if sign > 0 else summand)
    return Separated(
        plus(*left) if left else ZERO, form.relation, plus(*right) if right else ZERO, form.needs
    )


def _by_products(form: Separated, x: str, y: str) -> Separated | None:
    parts = [_factors(side, x, y) for side in (form.left, form.right)]
    if parts[0] is None or parts[1] is None:
        return None
    (of_x, others), (moved_x, kept) = parts[0], parts[1]
    relation = "!=" if form.relation in ("==", "!=") else ">"
    needs = tuple(Compare(relation, one, ZERO) for one in (*moved_x, *others))
    left, right = over(times(*of_x), times(*moved_x)), over(times(*kept), times(*others))
    return Separated(left, form.relation, right, (*form.needs, *needs))


def _factors(term: Term, x: str, y: str) -> tuple[list[Term], list[Term]] | None:
    """The factors that move with x and the others; None where a factor has both letters."""
    names = free_letters(term)
    if not (x in names and y in names):
        return ([term], []) if x in names else ([], [term])
    match term:
        case Apply(op=("mul" | "div") as op, args=(one, two)):
            first, second = _factors(one, x, y), _factors(two, x, y)
            if first is None or second is None:
                return None
            if op == "div":
                second = [[over(ONE, part) for part in side] for side in second]  # type: ignore[assignment]
            return [*first[0], *second[0]], [*first[1], *second[1]]
        case Apply(op="neg", args=(inner,)):
            found = _factors(inner, x, y)
            return None if found is None else (found[0], [negate(ONE), *found[1]])
        case Apply(op="exp", args=(exponent,)):
            split = _by_sums(Separated(exponent, "==", ZERO), x, y)
            return (
                None if split is None else ([apply("exp", split.left)], [apply("exp", negate(split.right))])
            )
    return None


def oriented(statement: Term) -> Iterator[Compare]:
    """The comparison as written and turned round."""
    if isinstance(statement, Compare):
        yield statement
        yield Compare(MIRROR[statement.relation], statement.right, statement.left)
