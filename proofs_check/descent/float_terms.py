"""Real terms evaluated in floating point on many points at once: hints for a search, never a decision.

What is undefined is nan. Notation: a table of points is a mapping from letters to arrays of one length.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from scipy import special

from proofs_check.statement.terms import Apply, Compare, Constant, Letter, Number, Term

Floats = NDArray[np.float64]
TINY = 1e-300


class NoFloats(ValueError):
    """An operation that is not evaluated here."""


def _root(x: Any, n: Any) -> Any:
    odd = np.mod(n, 2) == 1
    return np.where(odd, np.sign(x) * np.abs(x) ** (1 / n), np.where(x >= 0, np.abs(x) ** (1 / n), np.nan))


def _power(x: Any, y: Any) -> Any:
    whole = y == np.round(y)
    return np.where(whole | (x > 0) | ((x == 0) & (y > 0)), np.power(x, y), np.nan)


OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": lambda x, y: x / np.where(y == 0, np.nan, y),
    "neg": np.negative,
    "pow": _power,
    "root": _root,
    "abs": np.abs,
    "sign": np.sign,
    "sqrt": np.sqrt,
    "exp": np.exp,
    "log": lambda x: np.log(np.where(x > 0, x, np.nan)),
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "cot": lambda x: 1 / np.tan(x),
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "acot": lambda x: np.where(x == 0, np.pi / 2, np.arctan(1 / x)),
    "atan2": np.arctan2,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "coth": lambda x: 1 / np.tanh(x),
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "acoth": lambda x: np.arctanh(1 / x),
    "floor": np.floor,
    "ceil": np.ceil,
    "relu": lambda x: np.maximum(x, 0),
    "sigmoid": special.expit,
    "softplus": lambda x: np.logaddexp(0, x),
    "gamma": special.gamma,
    "factorial": lambda x: special.gamma(x + 1),
    "binomial": special.binom,
}


@dataclass
class FloatTerms:
    """Values of terms at the points of one table; shared subterms are kept."""

    operations: ClassVar[Mapping[str, Callable[..., Any]]] = OPERATIONS
    points: Mapping[str, Floats]
    known: dict[Term, Any] = field(default_factory=dict)

    def of(self, term: Term) -> Any:
        """The values. Raises NoFloats."""
        if term not in self.known:
            self.known[term] = self._of(term)
        return self.known[term]

    def _of(self, term: Term) -> Any:
        match term:
            case Number(value=value):
                return np.float64(value)
            case Letter(name=name) if name in self.points:
                return self.points[name]
            case Constant(name=("pi" | "e") as name):
                return np.float64(np.pi if name == "pi" else np.e)
            case Apply(op=("min" | "max") as op, args=args) if len(args) > 1:
                found = self.of(args[0])
                for arg in args[1:]:
                    found = (np.minimum if op == "min" else np.maximum)(found, self.of(arg))
                return found
            case Apply(op=op, args=args) if op in self.operations:
                return self.operations[op](*map(self.of, args))
            case _:
                raise NoFloats(type(term).__name__)

    def margin(self, part: Compare) -> Floats:
        """How far the comparison is from failing, relative to its summands; negative where it fails. Raises NoFloats."""
        left, right = self.compared(part)
        size = self._size(part.left) + self._size(part.right) + TINY
        gap = {"<": right - left, "<=": right - left}.get(part.relation, left - right)
        if part.relation in ("==", "!="):
            gap = np.abs(gap) if part.relation == "!=" else -np.abs(gap)
        return np.asarray(gap / size)

    def compared(self, part: Compare) -> tuple[Any, Any]:
        """The values of both sides."""
        return self.of(part.left), self.of(part.right)

    def _size(self, term: Term) -> Any:
        """The sum of the absolute values of the summands."""
        if isinstance(term, Apply) and term.op in ("add", "sub", "neg"):
            return sum(self._size(arg) for arg in term.args)
        return np.abs(self.of(term))
