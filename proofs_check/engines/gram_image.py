"""Statements about vectors and matrices as statements about the letters of their scalar products."""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.scalar_image import MATRIX_OPERATIONS, Namer, touches_matrices
from proofs_check.engines.word_algebra import multiply, subtract, transposed
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_scalars import trace
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import Unsupported, all_names
from proofs_check.goal import Goal
from proofs_check.seen_forms import is_invertible, is_size
from proofs_check.statement.domains import Domain
from proofs_check.statement.sorts import SCALAR, TRUTH, Scope, Shape, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Diff,
    Letter,
    Limit,
    Matrix,
    Number,
    Quantified,
    Sum,
    Term,
    children,
    free_letters,
    fresh,
    rebuild,
    substitute,
    walk,
)
from proofs_check.statement.text import text

POLYNOMIAL_OPERATIONS = frozenset(
    ("add", "sub", "neg", "mul", "matmul", "transpose", "dot", "norm", "trace", "det")
)


def statement_image(term: Term, setting: Setting, namer: Namer, bound: frozenset[str] = frozenset()) -> Term:
    """A statement that is true exactly where `term` is. Raises Unsupported and TooLarge."""
    match term:
        case Compare(left=left, right=right) if sort_of(left, setting.scope) != SCALAR:
            return _vector_comparison(term, setting, namer, bound)
        case Compare(relation=relation, left=left, right=right):
            sides = (scalar_image(side, setting, namer, bound) for side in (left, right))
            return Compare(relation, *sides)
        case Connective(parts=parts):
            return rebuild(term, tuple(statement_image(part, setting, namer, bound) for part in parts))
        case Quantified():
            return _quantified(term, setting, namer, bound)
        case _:
            raise Unsupported(f"{text(term)} is no statement")


def _vector_comparison(term: Compare, setting: Setting, namer: Namer, bound: frozenset[str]) -> Term:
    """u == v says that the sum of the squares of u - v is zero; real entries only."""
    if setting.is_complex:
        raise Unsupported("a comparison of complex vectors")
    check_total(term, setting.scope, bound)
    gap = subtract(convert(term.left, setting), convert(term.right, setting))
    square = multiply(transposed(gap, setting), gap, setting)
    total = square if square.is_scalar else trace(square, setting)
    return Compare(term.relation, namer.image(total.term, bound), ZERO)


def _quantified(term: Quantified, setting: Setting, namer: Namer, bound: frozenset[str]) -> Term:
    if not term.domain.is_scalar:
        raise Unsupported(f"{term.op} over vectors or matrices")
    taken = frozenset(setting.scope.letters) | all_names([term.body]) | namer.taken
    is_new = term.letter not in setting.scope.letters and term.letter not in namer.names.values()
    name = term.letter if is_new else fresh(term.letter, taken)
    namer.taken.add(name)
    ends = tuple(scalar_image(end, setting, namer, bound) for end in term.domain.terms())
    body = substitute(term.body, {term.letter: Letter(name)})
    inside = replace(setting, scope=setting.scope.with_letter(name, term.domain))
    image = statement_image(body, inside, namer, bound | {name})
    return Quantified(term.op, name, term.domain.with_terms(ends), image)


def scalar_image(term: Term, setting: Setting, namer: Namer, bound: frozenset[str] = frozenset()) -> Term:
    """A scalar term with letters for what is made of matrices; what is scalar already stays as it is written."""
    if not touches_matrices(term, setting.scope):
        return namer.image(term, bound)
    single = isinstance(term, Apply) and term.op in ("min", "max") and len(term.args) == 1
    if isinstance(term, Sum | Limit | Diff) or single or _is_rooted(term):
        check_total(term, setting.scope, bound)
        return namer.image(convert(term, setting).term, bound)
    return rebuild(term, tuple(scalar_image(part, setting, namer, bound) for part in children(term)))


def _is_rooted(term: Term) -> bool:
    """Whether a scalar term is made by an operation on matrices."""
    return not isinstance(term, Apply) or term.op in MATRIX_OPERATIONS


def check_total(term: Term, scope: Scope, bound: frozenset[str]) -> None:
    """Under a quantifier a normal form must not hide where a term is undefined: only total operations are rewritten.

    Outside of quantifiers every term is defined by assumption; an existence, though, needs a value that makes it so.
    Raises Unsupported.
    """
    if not bound:
        return
    for node in walk(term):
        if not isinstance(node, Letter | Number | Compare | Matrix) and not _is_total(node, scope):
            raise Unsupported(f"{text(node)} under a quantifier")


def _is_total(node: Term, scope: Scope) -> bool:
    if not isinstance(node, Apply):
        return False
    if node.op in ("identity", "zeros"):
        return all(is_size(size, scope) for size in node.args)
    if node.op in POLYNOMIAL_OPERATIONS or (node.op == "inv" and is_invertible(node.args[0], scope)):
        return True
    last = node.args[-1]
    if not isinstance(last, Number):
        return False
    whole = last.value.denominator == 1 and last.value >= 0
    return (node.op == "pow" and whole) or (node.op == "div" and last.value != 0)


def generalized(goal: Goal) -> Goal | None:
    """The goal with a fresh letter for every sum of vectors or matrices in it: it implies the goal. None without any.

    Sums stay that mention a letter which a quantifier or a sum binds.
    """
    names: dict[Term, str] = {}
    taken = all_names((*goal.hypotheses, goal.conclusion)) | {name for name, _ in goal.letters}
    taken |= {sequence.name for sequence in goal.sequences}
    statements = [
        _without_sums(one, goal, names, taken, frozenset()) for one in (*goal.hypotheses, goal.conclusion)
    ]
    if not names:
        return None
    letters = list(goal.letters)
    for term, name in names.items():
        letters.append((name, _matrix_domain(sort_of(term, goal.scope), term, goal)))
    return Goal(tuple(letters), tuple(statements[:-1]), statements[-1], goal.sequences)


def _without_sums(
    term: Term, goal: Goal, names: dict[Term, str], taken: frozenset[str], bound: frozenset[str]
) -> Term:
    is_sum = isinstance(term, Apply) and term.op in ("add", "sub")
    if is_sum and not free_letters(term) & bound:
        shape = sort_of(term, goal.scope)
        if shape not in (SCALAR, TRUTH):
            if term not in names:
                names[term] = fresh(f"w{len(names) + 1}", taken | set(names.values()))
            return Letter(names[term])
    inner = bound
    if isinstance(term, Sum | Limit | Quantified | Diff):
        inner = bound | {term.letter}
        if isinstance(term, Quantified) and not term.domain.is_scalar:
            return term
    parts = tuple(_without_sums(part, goal, names, taken, inner) for part in children(term))
    return term if parts == children(term) else rebuild(term, parts)


def _matrix_domain(shape: Shape, term: Term, goal: Goal) -> Domain:
    over = "complex" if any(domain.is_complex for _, domain in goal.letters) else "real"
    if shape.columns == ONE:
        return Domain("vector", size=(shape.rows,), over=over)
    return Domain("matrix", size=(shape.rows, shape.columns), over=over)
