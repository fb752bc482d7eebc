"""Rough values of scalar terms with complex letters: a guide for engines, never a proof."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Mapping

from proofs_check.statement.terms import Apply, Compare, Connective, Constant, Letter, Number, Term

CONSTANTS: Mapping[str, complex] = {"pi": complex(math.pi), "e": complex(math.e), "i": 1j}


class NoValue(ValueError):
    """A term without a value here."""


def angle(value: complex) -> float:
    """The principal argument, pi on the negative half-axis whatever the sign of a zero is."""
    return cmath.phase(complex(value.real, value.imag or 0.0))


def _root(value: complex) -> complex:
    return cmath.rect(math.sqrt(abs(value)), angle(value) / 2)


UNARY: Mapping[str, Callable[[complex], complex]] = {
    "neg": lambda a: -a,
    "conj": lambda a: a.conjugate(),
    "re": lambda a: complex(a.real),
    "im": lambda a: complex(a.imag),
    "abs": lambda a: complex(abs(a)),
    "arg": lambda a: complex(angle(a)),
    "sqrt": _root,
    "exp": cmath.exp,
    "log": lambda a: complex(math.log(abs(a)), angle(a)),
    **{name: getattr(cmath, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
}
BINARY: Mapping[str, Callable[[complex, complex], complex]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "pow": lambda a, b: a**b,
}


def value_of(term: Term, point: Mapping[str, complex]) -> complex:
    """The value in double precision. Raises NoValue."""
    try:
        return _value(term, point)
    except (ArithmeticError, ValueError) as problem:
        raise NoValue(str(problem)) from problem


def _value(term: Term, point: Mapping[str, complex]) -> complex:
    match term:
        case Number(value=value):
            return complex(float(value))
        case Constant(name=name) if name in CONSTANTS:
            return CONSTANTS[name]
        case Letter(name=name) if name in point:
            return point[name]
        case Apply(op=op, args=(one,)) if op in UNARY:
            return UNARY[op](_value(one, point))
        case Apply(op=op, args=(one, two)) if op in BINARY:
            return BINARY[op](_value(one, point), _value(two, point))
    raise NoValue("a term of another kind")


def holds_at(statement: Term, point: Mapping[str, complex]) -> bool:
    """Whether the statement seems to hold. Raises NoValue."""
    match statement:
        case Compare(relation=relation, left=left, right=right):
            one, two = value_of(left, point), value_of(right, point)
            if relation in ("==", "!="):
                return (abs(one - two) < 1e-9) == (relation == "==")
            return one.real < two.real if relation[0] == "<" else one.real > two.real
        case Connective(op="and", parts=parts):
            return all(holds_at(part, point) for part in parts)
        case Connective(op="or", parts=parts):
            return any(holds_at(part, point) for part in parts)
    raise NoValue("a statement of another kind")
