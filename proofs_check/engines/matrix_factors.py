"""Letters for the factors of a matrix, with what the classical decompositions say of them (see `decompositions.py`).

    X psd (spd):    R psd (spd) with R**k == X, which commutes with all that X commutes with
    X symmetric:    X == Q @ D @ Q.T, Q orthogonal, D diagonal; v with norm 1 and X @ v == max(eigenvalues(X))*v, the same for min
    X square:       X == U @ S and X == T @ U, U orthogonal, S and T psd (spd where X is invertible); X == U @ D @ W.T, U and W orthogonal, D diagonal

Real matrices only. References: Horn and Johnson, Matrix Analysis, theorems 2.5.6, 2.6.3, 4.2.2, 7.2.6, 7.3.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import integer_of
from proofs_check.goal import Answer, Goal
from proofs_check.statement.domains import INVERTIBLE_KINDS, SYMMETRIC_KINDS, Domain
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    children,
    fresh,
    walk,
)

MARK = "factor_"
"""How the new letters begin: a goal that has some is not asked about again."""
MAX_ORDER = 4


@dataclass(frozen=True)
class Subject:
    """A square matrix whose factors are named. kind: the strongest of psd, spd, symmetric, invertible, matrix that is shown by `parts`."""

    term: Term
    rows: Term
    kind: str
    parts: tuple[Answer, ...] = ()

    @property
    def is_symmetric(self) -> bool:
        return self.kind in SYMMETRIC_KINDS


@dataclass(frozen=True)
class Factors:
    """New letters, and what a theorem says of them."""

    letters: tuple[tuple[str, Domain], ...]
    facts: tuple[Term, ...]


def factors_of(subject: Subject, wanted: frozenset[str], goal: Goal) -> Iterator[Factors]:
    """The decompositions that may give what is asked for."""
    names = _Names(names_of(goal))
    if "vector" in wanted and subject.is_symmetric:
        ends = [_eigenvector(subject, end, names) for end in ("max", "min")]
        yield from sorted((*ends, _largest(subject, names)), key=lambda one: not _is_spoken_of(one, goal))
    if "orthogonal" in wanted:
        if "two" in wanted:
            yield _singular(subject, names)
        elif subject.is_symmetric and "diagonal" in wanted:
            yield _spectral(subject, names)
        else:
            yield from _polar(subject, names)
    elif wanted - {"vector"} and subject.kind in ("psd", "spd"):
        for order in _orders(goal.conclusion):
            yield _root(subject, order, goal, names)


def _is_spoken_of(factors: Factors, goal: Goal) -> bool:
    """Whether the conclusion has the eigenvalue in it that the hypotheses name."""
    spoken = {node for node in walk(goal.conclusion) if isinstance(node, Apply)}
    heads = ("max", "min", "spectral_radius")
    return any(
        node in spoken
        for fact in factors.facts
        for node in walk(fact)
        if isinstance(node, Apply) and node.op in heads
    )


class _Names:
    """Fresh names."""

    def __init__(self, taken: frozenset[str]) -> None:
        self.taken = taken

    def new(self, wish: str) -> str:
        name = fresh(f"{MARK}{wish}", self.taken)
        self.taken |= {name}
        return name


def _product(*factors: Term) -> Term:
    found = factors[0]
    for factor in factors[1:]:
        found = apply("matmul", found, factor)
    return found


def _root(subject: Subject, order: int, goal: Goal, names: _Names) -> Factors:
    """The root is a polynomial in X."""
    name = names.new("root")
    root = Letter(name)
    facts: list[Term] = [Compare("==", _product(*(root,) * order), subject.term)]
    for fact in goal.hypotheses:
        match fact:
            case Compare(
                relation="==",
                left=Apply(op="matmul", args=(one, two)),
                right=Apply(op="matmul", args=(three, four)),
            ) if (one, two) == (four, three) and subject.term in (one, two):
                other = two if one == subject.term else one
                facts.append(Compare("==", _product(root, other), _product(other, root)))
    return Factors(((name, Domain(subject.kind, size=(subject.rows, subject.rows))),), tuple(facts))


def _orders(conclusion: Term) -> list[int]:
    """2, and the powers of bound letters that the conclusion speaks of."""
    found = {2: None}
    for node in walk(conclusion):
        match node:
            case Apply(op="pow", args=(Letter(), exponent)) if integer_of(exponent) is not None:
                found[integer_of(exponent) or 2] = None
            case Apply(op="matmul"):
                factors = _chain(node)
                if len(set(factors)) == 1:
                    found[len(factors)] = None
    return [order for order in found if 2 <= order <= MAX_ORDER]


def _chain(term: Term) -> tuple[Term, ...]:
    if isinstance(term, Apply) and term.op == "matmul":
        return tuple(factor for part in children(term) for factor in _chain(part))
    return (term,)


def _spectral(subject: Subject, names: _Names) -> Factors:
    turn, diagonal = names.new("basis"), names.new("diagonal")
    says = _product(Letter(turn), Letter(diagonal), apply("transpose", Letter(turn)))
    size = (subject.rows, subject.rows)
    letters = ((turn, Domain("orthogonal", size=size)), (diagonal, Domain("diagonal", size=size)))
    return Factors(letters, (Compare("==", subject.term, says),))


def _polar(subject: Subject, names: _Names) -> Iterator[Factors]:
    kind = "spd" if subject.kind in INVERTIBLE_KINDS else "psd"
    size = (subject.rows, subject.rows)
    for at_left in (False, True):
        turn, stretch = names.new("turn"), names.new("stretch")
        letters = ((turn, Domain("orthogonal", size=size)), (stretch, Domain(kind, size=size)))
        order = (stretch, turn) if at_left else (turn, stretch)
        yield Factors(letters, (Compare("==", subject.term, _product(*map(Letter, order))),))


def _singular(subject: Subject, names: _Names) -> Factors:
    left, diagonal, right = names.new("left"), names.new("diagonal"), names.new("right")
    says = _product(Letter(left), Letter(diagonal), apply("transpose", Letter(right)))
    size = (subject.rows, subject.rows)
    kinds = ((left, "orthogonal"), (diagonal, "diagonal"), (right, "orthogonal"))
    return Factors(
        tuple((name, Domain(kind, size=size)) for name, kind in kinds), (Compare("==", subject.term, says),)
    )


def _eigenvector(subject: Subject, end: str, names: _Names) -> Factors:
    value = apply(end, apply("eigenvalues", subject.term))
    name = names.new("vector")
    return Factors(
        ((name, Domain("vector", size=(subject.rows,))),), _at_vector(subject, Letter(name), value)
    )


def _largest(subject: Subject, names: _Names) -> Factors:
    """An eigenvector of an eigenvalue of the largest modulus."""
    name, value = names.new("vector"), names.new("value")
    letters = ((value, Domain("real")), (name, Domain("vector", size=(subject.rows,))))
    radius = apply("spectral_radius", subject.term)
    image = Compare("==", apply("norm", _product(subject.term, Letter(name))), radius)
    size = Compare("==", apply("abs", Letter(value)), radius)
    return Factors(letters, (size, image, *_at_vector(subject, Letter(name), Letter(value))))


def _at_vector(subject: Subject, vector: Term, value: Term) -> tuple[Term, ...]:
    """X @ v == value*v and norm(v) == 1, and what they say of the form v.T @ X @ v."""
    image = _product(subject.term, vector)
    says = Compare("==", image, apply("mul", value, vector))
    return says, Compare("==", apply("norm", vector), ONE), Compare("==", apply("dot", vector, image), value)
