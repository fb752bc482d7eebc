"""How far a statement is from failing at points in floating point: a comparison, and what is joined from comparisons.

The margin of a conjunction is the least of its parts, that of a disjunction the greatest, that of a negation the negative one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofs_check.descent.float_terms import Floats, FloatTerms, NoFloats
from proofs_check.statement.terms import Compare, Connective, Term

SLACK = 1e-12
EQUALITY_SLACK = 1e-9


@dataclass(frozen=True)
class Margins:
    """Margins of statements at the points of one table."""

    values: FloatTerms

    def of(self, statement: Term) -> Floats:
        """Negative where the statement fails. Raises NoFloats."""
        match statement:
            case Compare():
                return self.values.margin(statement)
            case Connective(op="and", parts=parts) if parts:
                return np.asarray(np.minimum.reduce(np.broadcast_arrays(*map(self.of, parts))))
            case Connective(op="or", parts=parts) if parts:
                return np.asarray(np.maximum.reduce(np.broadcast_arrays(*map(self.of, parts))))
            case Connective(op="not", parts=(part,)):
                return -self.of(part)
            case Connective(op="implies", parts=(premise, conclusion)):
                return np.maximum(-self.of(premise), self.of(conclusion))
            case Connective(op="iff", parts=(first, second)):
                one, two = self.of(first), self.of(second)
                return np.maximum(np.minimum(one, two), np.minimum(-one, -two))
            case _:
                raise NoFloats(type(statement).__name__)

    def holds(self, statement: Term) -> NDArray[np.bool_]:
        """Whether it holds, up to rounding where equality is allowed. Raises NoFloats."""
        match statement:
            case Compare(relation=relation):
                margin = self.values.margin(statement)
                slack = {"<=": SLACK, ">=": SLACK, "==": EQUALITY_SLACK}.get(relation)
                return np.asarray(margin > 0 if slack is None else margin >= -slack)
            case Connective(op="and", parts=parts) if parts:
                return np.asarray(np.logical_and.reduce(np.broadcast_arrays(*map(self.holds, parts))))
            case Connective(op="or", parts=parts) if parts:
                return np.asarray(np.logical_or.reduce(np.broadcast_arrays(*map(self.holds, parts))))
            case _:
                return np.asarray(self.of(statement) > 0)


def touches(statement: Term, positive: bool = True) -> bool:
    """Whether the statement may fail where a comparison in it is an equality: a strict one, or the negation of a weak one."""
    match statement:
        case Compare(relation=relation):
            return (relation in ("<", ">", "!=")) == positive
        case Connective(op="not", parts=(part,)):
            return touches(part, not positive)
        case Connective(op="implies", parts=(premise, conclusion)):
            return touches(premise, not positive) or touches(conclusion, positive)
        case Connective(op="iff"):
            return True
        case Connective(parts=parts):
            return any(touches(part, positive) for part in parts)
        case _:
            return False


def only_equations(statement: Term) -> bool:
    """Whether it is made of equations by `and` and `or`: where such a statement fails, it fails nearly everywhere."""
    match statement:
        case Compare(relation=relation):
            return relation == "=="
        case Connective(op="and" | "or", parts=parts):
            return all(map(only_equations, parts))
        case _:
            return False
