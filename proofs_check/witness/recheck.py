"""The exact evaluation of a witness on the original statement, with the words and values that explain it.

It reads terms with the arithmetic that the search uses too; what confirms a witness independently is `agreement.py`. Every letter must lie in its domain, every hypothesis must be defined and hold, and the claim must be false or undefined.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from proofs_check.exact import matrices, scalars
from proofs_check.exact.closed import TooLarge
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.evaluate import Evaluator, Place
from proofs_check.exact.matrices import rows_of
from proofs_check.exact.quantifiers import interval_of
from proofs_check.exact.values import (
    Complex,
    Infinite,
    MatrixValue,
    Scalar,
    Undecidable,
    UndefinedTerm,
    Value,
)
from proofs_check.exact.written import approx_text, value_text
from proofs_check.goal import Budget, Point
from proofs_check.statement.domains import Domain
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Compare, Connective, Quantified, Term
from proofs_check.statement.text import text

Sides = tuple[tuple[str, str, str], ...]


HOLDS = "the claim holds at the point"


@dataclass(frozen=True)
class Recheck:
    """What an exact evaluation found at a point.

    fault: 'false' or 'undefined' where the point is admissible and breaks the claim, else None. sides: (part, exact
    value, decimals) of what was compared.
    """

    fault: Literal["false", "undefined"] | None
    explanation: str
    sides: Sides = ()


class _Inadmissible(Exception):
    """The point is outside the domains or breaks a hypothesis."""


def fault_at(formal: Formal, point: Point) -> str | None:
    """The fault that `recheck` finds, without the words and values that explain it."""
    return recheck(formal, point, explains=False).fault


def recheck(formal: Formal, point: Point, explains: bool = True) -> Recheck:
    """Evaluates the original claim at `point`, after the domains and the hypotheses."""
    evaluator = Evaluator(formal, Budget())
    try:
        place = evaluator.place(point)
        _admit(formal, place, evaluator)
    except _Inadmissible as problem:
        return Recheck(None, str(problem))
    except UndefinedTerm as problem:
        return Recheck(None, f"the point is not admissible: {problem.reason}")
    except (Undecidable, TooLarge) as problem:
        return Recheck(None, f"undecided whether the point is admissible: {problem}")
    return _judge(formal.claim, place, evaluator, explains)


def _judge(claim: Term, place: Place, evaluator: Evaluator, explains: bool) -> Recheck:
    try:
        if evaluator.truth(claim, place):
            return Recheck(None, HOLDS)
    except UndefinedTerm as problem:
        where = f" in {text(problem.term)}" if problem.term is not None else ""
        shown = text(problem.term) if problem.term is not None else text(claim)
        return Recheck("undefined", f"{problem.reason}{where}", ((shown, "undefined", ""),))
    except (Undecidable, TooLarge) as problem:
        return Recheck(None, f"undecided: {problem}")
    return Recheck("false", *(_explain(claim, place, evaluator) if explains else ("", ())))


def _admit(formal: Formal, place: Place, evaluator: Evaluator) -> None:
    for name, domain in formal.free():
        if name not in place.values:
            raise _Inadmissible(f"the letter {name} has no value")
        if not belongs(place.values[name], domain, place, evaluator):
            raise _Inadmissible(f"the value of {name} lies outside its domain")
    for name, hypothesis in formal.given:
        if not evaluator.truth(hypothesis, place):
            raise _Inadmissible(f"the hypothesis '{name}' does not hold")


def belongs(value: Value, domain: Domain, place: Place, evaluator: Evaluator) -> bool:
    """Whether a value lies in a domain. Raises Undecidable, UndefinedTerm."""
    if isinstance(value, Infinite):
        return False
    if domain.is_scalar:
        if isinstance(value, MatrixValue):
            return False
        return _scalar_belongs(value, domain, place, evaluator)
    rows = rows_of(value)
    sizes = [evaluator.scalar(size, place) for size in domain.size]
    shape = [len(rows), len(rows[0])]
    if shape != (sizes if len(sizes) == 2 else [*sizes, 1]):
        return False
    if domain.over == "real" and any(isinstance(entry, Complex) for row in rows for entry in row):
        return False
    return domain.kind in ("vector", "matrix") or _matrix_belongs(value, domain)


def _scalar_belongs(value: Scalar, domain: Domain, place: Place, evaluator: Evaluator) -> bool:
    if domain.kind == "complex":
        return not (domain.nonzero and scalars.is_zero(value))
    if isinstance(value, Complex):
        return False
    if domain.kind == "integer" and scalars.order(value, _floor(value)):
        return False
    return interval_of(domain, place, evaluator).holds(value)


def _floor(value: Closed) -> Closed:
    return Fraction(scalars.floor_of(value))


def _matrix_belongs(value: matrices.Table, domain: Domain) -> bool:
    checks: dict[str, Callable[[], bool]] = {
        "symmetric": lambda: matrices.is_symmetric(value),
        "psd": lambda: matrices.is_symmetric(value) and matrices.is_positive(value, False),
        "spd": lambda: matrices.is_symmetric(value) and matrices.is_positive(value, True),
        "diagonal": lambda: _is_diagonal(value),
        "orthogonal": lambda: _is_identity(matrices.matmul(value, matrices.transpose(value))),
        "invertible": lambda: not scalars.is_zero(matrices.det(value)),
    }
    turned = any(isinstance(entry, Complex) for row in rows_of(value) for entry in row)
    if turned and domain.kind in ("symmetric", "psd", "spd", "orthogonal"):
        raise Undecidable(f"whether a complex matrix is '{domain.kind}'")
    return checks[domain.kind]()


def _is_diagonal(value: matrices.Table) -> bool:
    rows = rows_of(value)
    return all(scalars.is_zero(entry) for i, row in enumerate(rows) for j, entry in enumerate(row) if i != j)


def _is_identity(value: matrices.Table) -> bool:
    unit = rows_of(matrices.identity(len(rows_of(value))))
    pairs = zip(rows_of(value), unit, strict=True)
    return all(scalars.equal(x, y) for a, b in pairs for x, y in zip(a, b, strict=True))


def _explain(claim: Term, place: Place, evaluator: Evaluator) -> tuple[str, Sides]:
    """Why a false claim is false, in plain words, with the values of the sides that were compared."""
    match claim:
        case Compare(left=left, right=right):
            sides = _sides((left, right), place, evaluator)
            return f"left side {sides[0][1]}, right side {sides[1][1]}", sides
        case Connective(op="and", parts=parts):
            part = next(part for part in parts if not evaluator.truth(part, place))
            inner, sides = _explain(part, place, evaluator)
            return f"{text(part)} fails: {inner}", sides
        case Connective(op="or", parts=parts):
            found = [_explain(part, place, evaluator) for part in parts]
            return "all of them fail: " + "; ".join(reason for reason, _ in found), _joined(found)
        case Connective(op="implies", parts=(premise, conclusion)):
            inner, sides = _explain(conclusion, place, evaluator)
            return f"{text(premise)} holds, {text(conclusion)} does not: {inner}", sides
        case Connective(op="iff", parts=(first, second)):
            holds, fails = (first, second) if evaluator.truth(first, place) else (second, first)
            inner, sides = _explain(fails, place, evaluator)
            return f"{text(holds)} holds, {text(fails)} does not: {inner}", sides
        case Connective(op="not", parts=(part,)):
            return f"{text(part)} holds", _positive_sides(part, place, evaluator)
        case Quantified(op="exists", letter=letter):
            return f"no value of {letter} satisfies {text(_body(claim))}", ()
        case Quantified(letter=letter):
            return f"not every value of {letter} satisfies {text(_body(claim))}", ()
        case _:
            return "it does not hold", ()


def _body(claim: Quantified) -> Term:
    return claim.body


def _positive_sides(part: Term, place: Place, evaluator: Evaluator) -> Sides:
    return _sides((part.left, part.right), place, evaluator) if isinstance(part, Compare) else ()


def _joined(found: list[tuple[str, Sides]]) -> Sides:
    return tuple(dict.fromkeys(side for _, sides in found for side in sides))


def _sides(terms: tuple[Term, ...], place: Place, evaluator: Evaluator) -> Sides:
    found = []
    for term in terms:
        value = evaluator.value(term, place)
        found.append((text(term), value_text(value), approx_text(value)))
    return tuple(found)
