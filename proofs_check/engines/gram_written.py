"""The scalar products that a goal writes, and what a definite matrix says of them."""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines import matrix_facts as table
from proofs_check.engines.matrix_facts import Instance
from proofs_check.goal import Goal
from proofs_check.statement.domains import Domain
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Letter,
    Limit,
    Quantified,
    Sum,
    Term,
    apply,
    children,
    free_letters,
)

MAX_DEFINITE = 2


def written_products(goal: Goal) -> tuple[tuple[Term, Term], ...]:
    """The pairs of vectors whose scalar products the goal writes: dot(u, v), norm(v) twice, and u - v of u == v."""
    found: list[tuple[Term, Term]] = []
    for statement in (*goal.hypotheses, goal.conclusion):
        found += _products_in(statement, goal, frozenset())
    return tuple(dict.fromkeys(found))


def _products_in(term: Term, goal: Goal, bound: frozenset[str]) -> Iterator[tuple[Term, Term]]:
    if isinstance(term, Sum | Limit | Quantified):
        bound = bound | {term.letter}
    for part in children(term):
        yield from _products_in(part, goal, bound)
    if free_letters(term) & bound:
        return
    if isinstance(term, Apply) and term.op == "dot":
        yield term.args[0], term.args[1]
    if isinstance(term, Apply) and term.op == "norm" and sort_of(term.args[0], goal.scope).columns == ONE:
        yield term.args[0], term.args[0]
    if isinstance(term, Compare) and not bound:
        shape = sort_of(term.left, goal.scope)
        if shape != SCALAR and shape.columns == ONE:
            gap = apply("sub", term.left, term.right)
            yield gap, gap


def definite_product(left: Term, right: Term, goal: Goal) -> Iterator[Instance]:
    """dot(v, H @ v) with a definite letter H."""
    for vector, image in ((left, right), (right, left)):
        found = _definite_image(image, goal)
        if found is not None and found[1] == vector:
            name, kind = found[0], goal.scope.letters[found[0].name].kind
            yield table.PSD_FORM_IS_NONNEGATIVE, {"H": name, "v": vector}
            if kind == "spd":
                yield table.SPD_FORM_IS_POSITIVE, {"P": name, "v": vector}


def definite_gaps(goal: Goal) -> Iterator[Instance]:
    """(u - v).T @ P @ (u - v) > 0 for u != v among the hypotheses and the definite letters of the conclusion."""
    spoken = free_letters(goal.conclusion)
    definite = [Letter(name) for name, domain in goal.letters if domain.kind == "spd" and name in spoken]
    for fact in goal.hypotheses if len(definite) <= MAX_DEFINITE else ():
        if not isinstance(fact, Compare) or fact.relation != "!=":
            continue
        shape = sort_of(fact.left, goal.scope)
        if shape == SCALAR or shape.columns != ONE or _is_zero(fact.left) or _is_zero(fact.right):
            continue
        gap = apply("sub", fact.left, fact.right)
        for letter in definite:
            if sort_of(letter, goal.scope).rows == shape.rows:
                yield table.SPD_FORM_IS_POSITIVE, {"P": letter, "v": gap}


def _is_zero(term: Term) -> bool:
    return isinstance(term, Apply) and term.op == "zeros"


def definite_pair(left: Term, right: Term, goal: Goal) -> Iterator[Instance]:
    """dot(u, H @ v) with a definite letter H and different vectors."""
    found = _definite_image(right, goal)
    if found is not None and found[1] != left:
        yield table.CAUCHY_SCHWARZ_OF_PSD, {"H": found[0], "u": left, "v": found[1]}


def _definite_image(term: Term, goal: Goal) -> tuple[Letter, Term] | None:
    """(H, v) of H @ v with a definite letter H."""
    match term:
        case Apply(op="matmul", args=(Letter(name=name) as letter, vector)):
            domain = goal.scope.letters.get(name, Domain("real"))
            return (letter, vector) if domain.kind in ("psd", "spd") else None
        case _:
            return None
