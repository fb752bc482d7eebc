"""Statements judged on a block: true, false, or hidden by rounding.

An equality is believed where |l - r| <= tol = (n + 4)*eps*(magnitude of l - r) and tol is at most 1% of the larger
side; where tol is larger the instance says nothing. An order is believed where |l - r| > tol. Ties and instances
that rounding hides are settled where both sides were computed without any rounding.

A wrong answer that this still rejects: a formula off by the factor 1 + 1e-9 fails wherever the terms do not cancel.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofs_check.instances.numpy_eval import Evaluator
from proofs_check.instances.values import (
    EPS,
    UNDERFLOW,
    Array,
    Mask,
    NotNumeric,
    Status,
    Value,
    per_instance,
    worse,
)
from proofs_check.statement.terms import Compare, Connective, Term

HIDDEN = 0.01  # an equality whose tolerance exceeds this part of the larger side says nothing


@dataclass(frozen=True, slots=True)
class Truth:
    """value: 1 true, -1 false, 0 hidden, (B,) or (1,). status as in Value. ratio: largest |l - r|/tol of its equalities."""

    value: NDArray[np.int8]
    status: Status | None = None
    ratio: Array | None = None

    @property
    def outcome(self) -> NDArray[np.int8]:
        """1 holds, -1 fails or is undefined, 0 hidden by rounding."""
        if self.status is None:
            return self.value
        return np.where(self.status < 0, np.int8(-1), np.minimum(self.value, self.status))


class Judge:
    """Judges statements on the block of one evaluator, each once."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self._known: dict[tuple[Term, bool], Truth] = {}

    def truth(self, term: Term, asserted: bool = True) -> Truth:
        """The truth of a statement.

        asserted: an equality within tolerance counts as true. Under a negation or in a premise it does not: there it is
        true only where it is exact. Raises NotNumeric.
        """
        key = (term, asserted)
        if key not in self._known:
            self._known[key] = self._judge(term, asserted)
        return self._known[key]

    def _judge(self, term: Term, asserted: bool) -> Truth:
        match term:
            case Compare():
                return self._compare(term, asserted)
            case Connective(op="and" | "or", parts=()):
                return Truth(np.array([1 if term.op == "and" else -1], dtype=np.int8))
            case Connective(op="and" | "or", parts=parts):
                joined = [self.truth(part, asserted) for part in parts]
                return _join(joined, np.minimum if term.op == "and" else np.maximum)
            case Connective(op="not", parts=(part,)):
                return _negated(self.truth(part, False))
            case Connective(op="implies", parts=(premise, conclusion)):
                parts_ = [_negated(self.truth(premise, False)), self.truth(conclusion, asserted)]
                return _join(parts_, np.maximum)
            case Connective(op="iff", parts=(left, right)):
                return _equivalent(self.truth(left, False), self.truth(right, False))
            case _:
                raise NotNumeric(f"{type(term).__name__.lower()} is not decided by numbers")

    def _compare(self, term: Compare, asserted: bool) -> Truth:
        x, y = self.evaluator.value(term.left), self.evaluator.value(term.right)
        if x.value.shape[1:] != y.value.shape[1:]:
            raise NotNumeric(f"sizes {x.value.shape[1:]} and {y.value.shape[1:]} are compared")
        status = worse(x.status, y.status)
        if term.relation in ("==", "!="):
            equal, ratio = self._equal(x, y, asserted and term.relation == "==")
            equal = self._settled(term, equal, _same)
            return Truth(equal if term.relation == "==" else -equal, status, ratio)
        if np.iscomplexobj(x.value) or np.iscomplexobj(y.value):
            raise NotNumeric("complex numbers are not ordered")
        if term.relation in ("<", ">="):
            less = self._settled(term, self._below(x, y), _less)
            return Truth(less if term.relation == "<" else -less, status)
        more = self._settled(term, self._below(y, x), _more)
        return Truth(more if term.relation == ">" else -more, status)

    def _tolerance(self, x: Value, y: Value) -> Array:
        p, q = x.magnitude, y.magnitude
        if x.exact and y.exact:
            return np.zeros_like(p + q)
        units = max(self.evaluator.units, x.depth / 2, y.depth / 2)
        return np.asarray((p + q) * (EPS * units) + UNDERFLOW)

    def _equal(self, x: Value, y: Value, asserted: bool) -> tuple[NDArray[np.int8], Array | None]:
        a, b = x.value, y.value
        distance, tolerance = np.abs(a - b), self._tolerance(x, y)
        apart = per_instance(distance > tolerance, np.any)
        if not asserted or (x.exact and y.exact):
            exact = x.exact and y.exact
            return np.where(apart, -1, 1 if exact else 0).astype(np.int8), None
        near = per_instance(distance <= tolerance, np.all)
        claimed = per_instance(np.maximum(np.abs(a), np.abs(b)))
        telling = per_instance(tolerance) < HIDDEN * claimed
        ratio = per_instance(distance / tolerance)
        return (near & telling).astype(np.int8) - apart.astype(np.int8), ratio

    def _below(self, x: Value, y: Value) -> NDArray[np.int8]:
        """1 where x < y for sure, -1 where x >= y for sure."""
        gap = y.value - x.value
        if x.exact and y.exact:
            return np.where(gap > 0, 1, -1).astype(np.int8)
        tolerance = self._tolerance(x, y)
        return (gap > tolerance).astype(np.int8) - (gap < -tolerance).astype(np.int8)

    def _settled(self, term: Compare, found: NDArray[np.int8], holds: _Holds) -> NDArray[np.int8]:
        """The hidden instances decided by exact comparison where both sides carry no rounding error."""
        hidden = found == 0
        if not self.evaluator.careful or not hidden.any():
            return found
        exact = self.evaluator.settled((term.left, term.right), hidden)
        if not exact.any():
            return found
        x, y = self.evaluator.value(term.left), self.evaluator.value(term.right)
        return np.where(exact, np.where(holds(x, y), 1, -1), found).astype(np.int8)


class _Holds:
    """A relation between exact sides, for each instance."""

    def __init__(self, relation: np.ufunc) -> None:
        self.relation = relation

    def __call__(self, x: Value, y: Value) -> Mask:
        return per_instance(self.relation(x.value, y.value), np.all)


_same, _less, _more = _Holds(np.equal), _Holds(np.less), _Holds(np.greater)


def _join(parts: list[Truth], how: np.ufunc) -> Truth:
    value, status, ratio = parts[0].value, parts[0].status, parts[0].ratio
    for part in parts[1:]:
        value = how(value, part.value)
        status = worse(status, part.status)
        if part.ratio is not None:
            ratio = part.ratio if ratio is None else np.maximum(ratio, part.ratio)
    return Truth(value, status, ratio)


def _negated(part: Truth) -> Truth:
    return Truth(-part.value, part.status, None)


def _equivalent(left: Truth, right: Truth) -> Truth:
    return Truth(left.value * right.value, worse(left.status, right.status), None)
